# A small bank. All money is kept in cents.
import sys

# states of the amount scanner
ST_START = 0
ST_WHOLE = 1
ST_POINT = 2
ST_FRAC1 = 3
ST_FRAC2 = 4

# result codes of a command
OK = 0
E_SYNTAX = 1
E_UNKNOWN = 2
E_EXISTS = 3
E_AMOUNT = 4
E_FUNDS = 5
E_NOT_EMPTY = 6
E_SAME = 7
MESSAGES = ["ok", "cannot understand this", "no such account",
            "account exists already", "amount is wrong",
            "not enough money", "account is not empty",
            "both accounts are the same"]

# two parallel arrays, always sorted by name
names = []
cents = []


def locate(name):
    # binary search: index of the first name that is not smaller
    lo = 0
    hi = len(names)
    while lo < hi:
        mid = (lo + hi) // 2
        if names[mid] < name:
            lo = mid + 1
        else:
            hi = mid
    return lo


def find(name):
    # index of the account or -1
    k = locate(name)
    if k == len(names) or names[k] != name:
        return -1
    return k


def scan_amount(s):
    # small state machine, gives cents or 0 for a bad amount
    state = ST_START
    total = 0
    pos = 0
    while pos < len(s):
        c = s[pos]
        pos += 1
        if c == "." and state == ST_WHOLE:
            state = ST_POINT
        elif "0" <= c <= "9" and state != ST_FRAC2:
            total = total * 10 + ord(c) - ord("0")
            if state == ST_START:
                state = ST_WHOLE
            elif state > ST_WHOLE:
                state += 1
        else:
            return 0
    # scale to cents, depending on where we stopped
    if state == ST_WHOLE:
        return total * 100
    if state == ST_FRAC1:
        return total * 10
    return total if state == ST_FRAC2 else 0


def execute(w, n):
    # runs one command of n words, returns a result code
    if w[0] == "open" and n == 2:
        k = locate(w[1])
        if k < len(names) and names[k] == w[1]:
            return E_EXISTS
        names.insert(k, w[1])
        cents.insert(k, 0)
        return OK
    if w[0] == "close" and n == 2:
        k = find(w[1])
        if k < 0:
            return E_UNKNOWN
        if cents[k] != 0:
            return E_NOT_EMPTY
        del names[k], cents[k]
        return OK

    # what is left has one or two names and an amount
    src = -1
    dst = -1
    if w[0] == "put" and n == 3:
        dst = find(w[1])
    elif w[0] == "take" and n == 3:
        src = find(w[1])
    elif w[0] == "move" and n == 4:
        src = find(w[1])
        dst = find(w[2])
    else:
        return E_SYNTAX

    # check everything before anything is changed
    if (src < 0 and w[0] != "put") or (dst < 0 and w[0] != "take"):
        return E_UNKNOWN
    if src == dst:
        return E_SAME
    amount = scan_amount(w[n - 1])
    if amount == 0:
        return E_AMOUNT
    if src >= 0 and cents[src] < amount:
        return E_FUNDS

    # now book it
    if src >= 0:
        cents[src] -= amount
    if dst >= 0:
        cents[dst] += amount
    return OK


line_no = 0
refused = 0
line = sys.stdin.readline()
while line != "":
    line_no += 1
    words = line.split()
    # neither empty nor a comment
    if len(words) > 0 and line[0] != "#":
        code = execute(words, len(words))
        if code != OK:
            refused += 1
            print("%d: %s" % (line_no, MESSAGES[code]), file=sys.stderr)
    line = sys.stdin.readline()

# print the accounts, the arrays are sorted already
total = 0
i = 0
while i < len(names):
    print("%s %d.%02d" % (names[i], cents[i] // 100, cents[i] % 100))
    total += cents[i]
    i += 1
print("total %d.%02d" % (total // 100, total % 100))
print("refused %d" % refused)
