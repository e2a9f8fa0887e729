"""Tiny bank driven by text commands."""
import sys


class Refusal(Exception):
    pass


def money(value):
    return '{}.{:02d}'.format(*divmod(value, 100))


def plain_digits(text):
    return text.isdigit() and text.isascii()


def parse_money(text):
    """Amount in hundredths; raises a refusal for zero or nonsense."""
    value = 0
    units, point, fraction = text.partition('.')
    if plain_digits(units):
        if not point:
            value = int(units) * 100
        elif plain_digits(fraction) and len(fraction) <= 2:
            value = int(units + fraction.ljust(2, '0'))
    if value == 0:
        raise Refusal('%r is no sum of money' % text)
    return value


class Bank:
    def __init__(self):
        self.balance = {}
        self.handlers = {
            ('move', 3): self.transfer,
            ('take', 2): self.withdraw,
            ('put', 2): self.deposit,
            ('close', 1): self.remove,
            ('open', 1): self.create,
        }

    def require(self, holder):
        if holder not in self.balance:
            raise Refusal('nobody called %s banks here' % holder)

    def create(self, holder):
        if holder in self.balance:
            raise Refusal('%s banks here already' % holder)
        self.balance[holder] = 0

    def remove(self, holder):
        self.require(holder)
        remaining = self.balance[holder]
        if remaining:
            raise Refusal('%s must withdraw %s first' % (holder, money(remaining)))
        self.balance.pop(holder)

    def deposit(self, holder, text):
        self.require(holder)
        self.balance[holder] += parse_money(text)

    def withdraw(self, holder, text):
        self.require(holder)
        value = parse_money(text)
        rest = self.balance[holder] - value
        if rest < 0:
            raise Refusal('%s lacks %s' % (holder, money(-rest)))
        self.balance[holder] = rest
        return value

    def transfer(self, giver, taker, text):
        self.require(taker)
        # a refusal of the withdrawal leaves everything as it was
        value = self.withdraw(giver, text)
        self.balance[taker] += value

    def perform(self, verb, *operands):
        handler = self.handlers.get((verb, len(operands)))
        if handler is None:
            raise Refusal('unknown instruction')
        handler(*operands)

    def report(self):
        for holder, value in sorted(self.balance.items()):
            yield f'{holder} {money(value)}'
        yield f'total {money(sum(self.balance.values()))}'


def run(source):
    bank = Bank()
    failures = 0
    for number, text in enumerate(source, 1):
        tokens = [] if text.startswith('#') else text.split()
        if tokens:
            try:
                bank.perform(*tokens)
            except Refusal as reason:
                failures += 1
                print('refused, line', number, '-', reason, file=sys.stderr)
    for row in bank.report():
        print(row)
    print('refused', failures)


if __name__ == '__main__':
    run(sys.stdin)
