import sys

accounts = {}


def main():
    refused = process_commands(sys.stdin)
    print_accounts()
    print('refused %d' % refused)


def process_commands(lines):
    refused = 0
    line_number = 0
    for line in lines:
        line_number += 1
        if line[0] == '#':
            continue
        words = line.split()
        if not words:
            continue
        error = execute(words)
        if not error:
            continue
        refused += 1
        sys.stderr.write('%d: %s\n' % (line_number, error))
    return refused


def print_accounts():
    total = 0
    for name in sorted(accounts):
        balance = accounts[name]
        print('%s %s' % (name, format_amount(balance)))
        total += balance
    print('total %s' % format_amount(total))


def execute(words):
    command = words[0]
    count = len(words)
    if command == 'open' and count == 2:
        return open_account(words[1])
    if command == 'put' and count == 3:
        return deposit(words[1], words[2])
    if command == 'take' and count == 3:
        return withdraw(words[1], words[2])
    if command == 'move' and count == 4:
        return transfer(words[1], words[2], words[3])
    if command == 'close' and count == 2:
        return close_account(words[1])
    return 'cannot make sense of this'


# each command gives back '' or what is wrong

def open_account(name):
    if name in accounts:
        return name + ' is open already'
    accounts[name] = 0
    return ''


def deposit(name, text):
    error = check_account(name) or check_amount(text)
    if error:
        return error
    accounts[name] += parse_amount(text)
    return ''


def withdraw(name, text):
    error = check_account(name) or check_amount(text)
    if error:
        return error
    amount = parse_amount(text)
    if accounts[name] < amount:
        return name + ' has only ' + format_amount(accounts[name])
    accounts[name] -= amount
    return ''


def transfer(source, target, text):
    error = check_account(target)
    if error:
        return error
    error = withdraw(source, text)
    if error:
        return error
    accounts[target] += parse_amount(text)
    return ''


def close_account(name):
    error = check_account(name)
    if error:
        return error
    if accounts[name] != 0:
        return name + ' still holds ' + format_amount(accounts[name])
    del accounts[name]
    return ''


def check_account(name):
    if name not in accounts:
        return 'no account ' + name
    return ''


def check_amount(text):
    if parse_amount(text) == 0:
        return 'bad amount ' + text
    return ''


def is_number(text):
    return text.isascii() and text.isdigit()


def parse_amount(text):
    whole, point, fraction = text.partition('.')
    if not is_number(whole):
        return 0
    if not point:
        return int(whole) * 100
    if not is_number(fraction) or len(fraction) > 2:
        return 0
    if len(fraction) == 1:
        fraction += '0'
    return int(whole) * 100 + int(fraction)


def format_amount(amount):
    return '%d.%02d' % (amount // 100, amount % 100)


main()
