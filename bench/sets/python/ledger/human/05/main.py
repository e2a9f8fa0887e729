"""Replay a stream of banking commands and report the closing balances."""
import re
import sys
from collections import namedtuple
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Dict, Iterable, Iterator

Command = namedtuple("Command", ["line", "verb", "args"])
Refusal = namedtuple("Refusal", ["line", "reason"])

AMOUNT = re.compile(r"[0-9]+(?:\.[0-9]{1,2})?")


class Refused(Exception):
    """Raised when a command can not be carried out."""


def require(condition: bool, reason: str) -> None:
    if not condition:
        raise Refused(reason)


def to_amount(text: str) -> Fraction:
    require(AMOUNT.fullmatch(text) is not None, f"malformed amount {text!r}")
    value = Fraction(text)
    require(value > 0, "amount must be positive")
    return value


def money(value: Fraction) -> str:
    whole, cents = divmod(int(value * 100), 100)
    return f"{whole}.{cents:02d}"


@dataclass
class Bank:
    balances: Dict[str, Fraction] = field(default_factory=dict)
    refusals: list = field(default_factory=list)

    def known(self, *names: str) -> None:
        missing = [n for n in names if n not in self.balances]
        require(not missing, f"unknown account(s): {', '.join(missing)}")

    def open(self, name: str) -> None:
        require(name not in self.balances, f"{name} is already open")
        self.balances[name] = Fraction(0)

    def close(self, name: str) -> None:
        self.known(name)
        require(self.balances[name] == 0, f"{name} still holds money")
        self.balances.pop(name)

    def transfer(self, deltas: Dict[str, Fraction]) -> None:
        """Apply all changes atomically, or none of them."""
        self.known(*deltas)
        updated = {n: self.balances[n] + d for n, d in deltas.items()}
        overdrawn = [n for n, b in updated.items() if b < 0]
        require(not overdrawn, f"{', '.join(overdrawn)} would be overdrawn")
        self.balances.update(updated)

    def move(self, source: str, target: str, amount: Fraction) -> None:
        require(source != target, "source and target are the same")
        self.transfer({source: -amount, target: amount})

    def apply(self, cmd: Command) -> None:
        try:
            arity, action = ACTIONS.get(cmd.verb, (None, None))
            require(action is not None, f"unknown command {cmd.verb!r}")
            require(len(cmd.args) == arity, f"{cmd.verb} needs {arity} argument(s)")
            action(self, *cmd.args)
        except Refused as exc:
            self.refusals.append(Refusal(cmd.line, str(exc)))

    @property
    def total(self) -> Fraction:
        return sum(self.balances.values(), Fraction(0))


# verb -> (number of arguments, action)
ACTIONS = {
    "open": (1, lambda bank, name: bank.open(name)),
    "close": (1, lambda bank, name: bank.close(name)),
    "put": (2, lambda bank, name, amt: bank.transfer({name: to_amount(amt)})),
    "take": (2, lambda bank, name, amt: bank.transfer({name: -to_amount(amt)})),
    "move": (3, lambda bank, src, dst, amt: bank.move(src, dst, to_amount(amt))),
}


def commands(stream: Iterable[str]) -> Iterator[Command]:
    for line, text in enumerate(stream, 1):
        if text.startswith("#") or text.isspace():
            continue
        verb, *args = text.split()
        yield Command(line, verb, args)


def main() -> None:
    bank = Bank()
    for cmd in commands(sys.stdin):
        bank.apply(cmd)

    for refusal in bank.refusals:
        print(f"line {refusal.line}: {refusal.reason}", file=sys.stderr)

    report = [f"{name} {money(bal)}" for name, bal in sorted(bank.balances.items())]
    report.append(f"total {money(bank.total)}")
    report.append(f"refused {len(bank.refusals)}")
    print("\n".join(report))


if __name__ == "__main__":
    main()
