#!/usr/bin/env python3
import re
import sys
from functools import reduce
from itertools import filterfalse

# Commands are functions of the books that return a patch {name: cents},
# where None closes the account, or a str that says why not.


def opening(books, name):
    return f'{name} exists' if name in books else {name: 0}


def closing(books, name):
    match books.get(name):
        case None:
            return f'{name} does not exist'
        case 0:
            return {name: None}
        case rest:
            return f'{name} keeps {money(rest)}'


def transfer(*shape):
    """command that books the amount on its names with the signs in shape"""
    def command(books, *args):
        *names, text = args
        cents = parse(text)
        if not cents:
            return f'{text} is no amount'
        if missing := [*filterfalse(books.__contains__, names)]:
            return f'{", ".join(missing)} unknown'

        # both names may be the same, so add up; but cover the debit first
        if short := [n for n, s in zip(names, shape) if s < 0 and books[n] < cents]:
            return f'{short[0]} lacks {money(cents - books[short[0]])}'

        change = reduce(
            lambda acc, ns: acc | {ns[0]: acc.get(ns[0], 0) + ns[1] * cents},
            zip(names, shape),
            {},
        )
        return {n: books[n] + c for n, c in change.items()}
    return command


COMMANDS = {
    ('open', 2): opening,
    ('put', 3): transfer(+1),
    ('take', 3): transfer(-1),
    ('move', 4): transfer(-1, +1),
    ('close', 2): closing,
}


def parse(text):
    m = re.fullmatch(r'([0-9]+)(?:\.([0-9]{1,2}))?', text)
    return m and int(m[1] + (m[2] or '').ljust(2, '0'))


def money(cents):
    return '{}.{:02}'.format(*divmod(cents, 100))


def commands(lines):
    return (
        (n, ln.split())
        for n, ln in enumerate(lines, 1)
        if ln.strip() and not ln.startswith('#')
    )


def apply(books, words):
    """patches the books; the reason if that is refused"""
    action = COMMANDS.get((words[0], len(words)), lambda *_: 'what?')
    match action(books, *words[1:]):
        case str(reason):
            return reason
        case patch:
            books.update(patch)
            for gone in [n for n, c in patch.items() if c is None]:
                del books[gone]


def session(lines, books):
    """yields (line number, reason) of what is refused"""
    return ((n, why) for n, words in commands(lines) if (why := apply(books, words)))


def report(books, refused):
    yield from (f'{name} {money(books[name])}' for name in sorted(books))
    yield f'total {money(sum(books.values()))}'
    yield f'refused {refused}'


if __name__ == '__main__':
    books = {}
    refused = sum(
        1 for n, why in session(sys.stdin, books)
        if not print(f'line {n}: {why}', file=sys.stderr)
    )
    print(*report(books, refused), sep='\n')
