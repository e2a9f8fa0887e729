"""A small bank that is driven by commands on standard input."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Callable, TextIO

AMOUNT_PATTERN = re.compile(r"[0-9]+(\.[0-9]{1,2})?")
EXACT = Context(prec=1000)


class Refusal(Exception):
    """Raised when a command cannot be carried out."""


@dataclass
class Account:
    """An open account of one customer."""

    owner: str
    balance: Decimal = Decimal(0)

    def deposit(self, amount: Decimal) -> None:
        """Add money to the account."""
        self.balance = EXACT.add(self.balance, amount)

    def withdraw(self, amount: Decimal) -> None:
        """Remove money, refusing to go below zero."""
        if amount > self.balance:
            raise Refusal(f"{self.owner} cannot afford {amount}")
        self.balance = EXACT.subtract(self.balance, amount)


def parse_amount(text: str) -> Decimal:
    """Convert a word of the input to an amount of money."""
    if not AMOUNT_PATTERN.fullmatch(text):
        raise Refusal(f"'{text}' is not an amount of money")
    amount = Decimal(text)
    if not amount:
        raise Refusal("the amount has to be above zero")
    return amount


class Bank:
    """All the open accounts and the operations on them."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}

    def _find(self, name: str) -> Account:
        """Return the account of that name, which has to exist."""
        try:
            return self._accounts[name]
        except KeyError:
            raise Refusal(f"nobody called {name} has an account") from None

    def open_account(self, name: str) -> None:
        """Create an empty account."""
        if name in self._accounts:
            raise Refusal(f"{name} has an account already")
        self._accounts[name] = Account(name)

    def put(self, name: str, amount_text: str) -> None:
        """Pay money in."""
        self._find(name).deposit(parse_amount(amount_text))

    def take(self, name: str, amount_text: str) -> None:
        """Pay money out."""
        self._find(name).withdraw(parse_amount(amount_text))

    def move(self, source_name: str, target_name: str, amount_text: str) -> None:
        """Transfer money between two accounts."""
        source = self._find(source_name)
        target = self._find(target_name)
        amount = parse_amount(amount_text)
        source.withdraw(amount)
        target.deposit(amount)

    def close_account(self, name: str) -> None:
        """Remove an account that has nothing in it."""
        if self._find(name).balance:
            raise Refusal(f"the account of {name} is not empty")
        del self._accounts[name]

    def print_statement(self) -> None:
        """Print every account and the sum of them all."""
        total = Account("total")
        for name in sorted(self._accounts):
            account = self._accounts[name]
            print(f"{name} {account.balance:.2f}")
            total.deposit(account.balance)
        print(f"{total.owner} {total.balance:.2f}")


class Teller:
    """Understands the command lines and passes them on to the bank."""

    def __init__(self, bank: Bank) -> None:
        self.refused_count = 0
        # Keyed by the word and the number of its arguments.
        self._commands: dict[tuple[str, int], Callable[..., None]] = {
            ("open", 1): bank.open_account,
            ("put", 2): bank.put,
            ("take", 2): bank.take,
            ("move", 3): bank.move,
            ("close", 1): bank.close_account,
        }

    def execute(self, line: str) -> None:
        """Carry out the command of one line."""
        word, *arguments = line.split()
        command = self._commands.get((word, len(arguments)))
        if command is None:
            raise Refusal("this is not a command")
        command(*arguments)

    def serve(self, stream: TextIO) -> None:
        """Process the whole input, reporting the refused commands."""
        for line_number, line in enumerate(stream, start=1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                self.execute(line)
            except Refusal as refusal:
                self.refused_count += 1
                print(f"Line {line_number} refused: {refusal}", file=sys.stderr)


def main() -> None:
    """Run the bank for one session."""
    bank = Bank()
    teller = Teller(bank)
    teller.serve(sys.stdin)
    bank.print_statement()
    print(f"refused {teller.refused_count}")


if __name__ == "__main__":
    main()
