from enum import Enum
from sys import stdin, stderr


class Verdict(Enum):
    FINE = ''
    SHORT = 'balance too low'
    MONEY = 'not a proper sum'
    TWIN = 'payer and payee must differ'
    MISSING = 'one of the accounts is not there'
    TAKEN = 'that name is in use'
    HOLDING = 'there is still money in it'
    GARBLED = 'no such command'


# entries are [owner, pennies], kept in ascending order of owner
book = []


def slot(owner, low=0, high=None):
    """Position where the owner stands or ought to stand."""
    if high is None:
        high = len(book)
    if low >= high:
        return low
    middle = (low + high) >> 1
    if book[middle][0] >= owner:
        return slot(owner, low, middle)
    return slot(owner, middle + 1, high)


def entry(owner):
    at = slot(owner)
    if at < len(book) and book[at][0] == owner:
        return book[at]
    return None


# scanner: mode -> mode after a digit; the factor scales to pennies at the end
AFTER_DIGIT = {'begin': 'units', 'units': 'units',
               'dot': 'tenths', 'tenths': 'hundredths'}
FACTOR = {'units': 100, 'tenths': 10, 'hundredths': 1}


def pennies(text):
    mode, value = 'begin', 0
    for ch in text:
        if mode == 'units' and ch == '.':
            mode = 'dot'
            continue
        if ch not in '0123456789' or mode not in AFTER_DIGIT:
            return 0
        mode = AFTER_DIGIT[mode]
        value = value * 10 + int(ch)
    return value * FACTOR.get(mode, 0)


def enter(owner):
    if entry(owner) is not None:
        return Verdict.TAKEN
    book.insert(slot(owner), [owner, 0])
    return Verdict.FINE


def strike(owner):
    found = entry(owner)
    if found is None:
        return Verdict.MISSING
    if found[1]:
        return Verdict.HOLDING
    book.pop(slot(owner))
    return Verdict.FINE


def book_payment(parties, text):
    """parties maps 'payer' and/or 'payee' to a name."""
    sides = {role: entry(owner) for role, owner in parties.items()}
    if None in sides.values():
        return Verdict.MISSING
    payer, payee = sides.get('payer'), sides.get('payee')
    if payer is payee:
        return Verdict.TWIN
    value = pennies(text)
    if not value:
        return Verdict.MONEY
    if payer is not None and value > payer[1]:
        return Verdict.SHORT

    # nothing can go wrong any more
    if payee is not None:
        payee[1] += value
    if payer is not None:
        payer[1] -= value
    return Verdict.FINE


def obey(tokens):
    match tokens:
        case ['open', owner]:
            return enter(owner)
        case ['close', owner]:
            return strike(owner)
        case ['move', giver, getter, text]:
            return book_payment({'payer': giver, 'payee': getter}, text)
        case ['take', giver, text]:
            return book_payment({'payer': giver}, text)
        case ['put', getter, text]:
            return book_payment({'payee': getter}, text)
    return Verdict.GARBLED


def in_full(value):
    return f'{value // 100}.{value % 100:02}'


def session():
    denied = 0
    for nr, row in enumerate(stdin, 1):
        tokens = row.split()
        if not tokens or row.startswith('#'):
            continue
        verdict = obey(tokens)
        if verdict is not Verdict.FINE:
            denied += 1
            stderr.write(f'line {nr} not done, {verdict.value}\n')
    return denied


denied = session()
for owner, value in book:
    print(owner, in_full(value))
print('total', in_full(sum(value for _, value in book)))
print('refused', denied)
