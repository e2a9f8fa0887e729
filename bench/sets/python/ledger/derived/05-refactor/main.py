"""Replay a stream of banking commands and report the closing balances."""
import re
import sys
from collections import namedtuple
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Dict, Iterable, Iterator, List

AMOUNT_PATTERN = re.compile(r"[0-9]+(?:\.[0-9]{1,2})?")
COMMENT_MARK = "#"

Instruction = namedtuple("Instruction", ["line_number", "keyword", "arguments"])
Rejection = namedtuple("Rejection", ["line_number", "message"])


class CommandError(Exception):
    """Raised when a command can not be carried out."""


def ensure(condition: bool, message: str) -> None:
    if condition:
        return
    raise CommandError(message)


def parse_amount(text: str) -> Fraction:
    ensure(AMOUNT_PATTERN.fullmatch(text) is not None, f"malformed amount {text!r}")
    amount = Fraction(text)
    ensure(amount > 0, "amount must be positive")
    return amount


def format_amount(amount: Fraction) -> str:
    whole, cents = divmod(int(amount * 100), 100)
    return f"{whole}.{cents:02d}"


def is_ignorable(text: str) -> bool:
    return text.startswith(COMMENT_MARK) or text.isspace()


def read_instructions(stream: Iterable[str]) -> Iterator[Instruction]:
    for line_number, text in enumerate(stream, 1):
        if is_ignorable(text):
            continue
        keyword, *arguments = text.split()
        yield Instruction(line_number, keyword, arguments)


@dataclass
class Ledger:
    accounts: Dict[str, Fraction] = field(default_factory=dict)
    rejections: List[Rejection] = field(default_factory=list)

    @property
    def total(self) -> Fraction:
        return sum(self.accounts.values(), Fraction(0))

    def process(self, instruction: Instruction) -> None:
        try:
            self._execute(instruction.keyword, instruction.arguments)
        except CommandError as error:
            self.rejections.append(Rejection(instruction.line_number, str(error)))

    def _execute(self, keyword: str, arguments: List[str]) -> None:
        ensure(keyword in HANDLERS, f"unknown command {keyword!r}")
        arity, handler = HANDLERS[keyword]
        ensure(len(arguments) == arity, f"{keyword} needs {arity} argument(s)")
        handler(self, *arguments)

    def open_account(self, name: str) -> None:
        ensure(name not in self.accounts, f"{name} is already open")
        self.accounts[name] = Fraction(0)

    def close_account(self, name: str) -> None:
        self._require_accounts(name)
        ensure(self.accounts[name] == 0, f"{name} still holds money")
        self.accounts.pop(name)

    def deposit(self, name: str, amount_text: str) -> None:
        self._apply_changes({name: parse_amount(amount_text)})

    def withdraw(self, name: str, amount_text: str) -> None:
        self._apply_changes({name: -parse_amount(amount_text)})

    def move(self, source: str, target: str, amount_text: str) -> None:
        amount = parse_amount(amount_text)
        ensure(source != target, "source and target are the same")
        self._apply_changes({source: -amount, target: amount})

    def _apply_changes(self, changes: Dict[str, Fraction]) -> None:
        """Apply all changes atomically, or none of them."""
        self._require_accounts(*changes)
        new_balances = {name: self.accounts[name] + change for name, change in changes.items()}
        overdrawn = [name for name, balance in new_balances.items() if balance < 0]
        ensure(not overdrawn, f"{', '.join(overdrawn)} would be overdrawn")
        self.accounts.update(new_balances)

    def _require_accounts(self, *names: str) -> None:
        missing = [name for name in names if name not in self.accounts]
        ensure(not missing, f"unknown account(s): {', '.join(missing)}")


# keyword -> (number of arguments, handler)
HANDLERS = {
    "open": (1, Ledger.open_account),
    "close": (1, Ledger.close_account),
    "put": (2, Ledger.deposit),
    "take": (2, Ledger.withdraw),
    "move": (3, Ledger.move),
}


def print_rejections(ledger: Ledger) -> None:
    for rejection in ledger.rejections:
        print(f"line {rejection.line_number}: {rejection.message}", file=sys.stderr)


def build_report(ledger: Ledger) -> List[str]:
    lines = [
        f"{name} {format_amount(balance)}" for name, balance in sorted(ledger.accounts.items())
    ]
    lines.append(f"total {format_amount(ledger.total)}")
    lines.append(f"refused {len(ledger.rejections)}")
    return lines


def main() -> None:
    ledger = Ledger()
    for instruction in read_instructions(sys.stdin):
        ledger.process(instruction)
    print_rejections(ledger)
    print("\n".join(build_report(ledger)))


if __name__ == "__main__":
    main()
