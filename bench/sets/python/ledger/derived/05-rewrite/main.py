"""Piggy banks for a whole village."""
import sys
from fractions import Fraction as Frac

ZERO = Frac(0, 1)


class Nope(ValueError):
    pass


def fail_if(bad, why):
    if bad:
        raise Nope(why)


def show_coins(q):
    hundredths = int(q * 100)
    return "%d.%02d" % (hundredths // 100, hundredths % 100)


def coins(word):
    pieces = word.split(".")
    fine = len(pieces) < 3 and all(x.isascii() and x.isdigit() for x in pieces)
    if fine and len(pieces) == 2:
        fine = len(pieces[1]) <= 2
    fail_if(not fine, "cannot read " + word + " as coins")
    q = Frac(word)
    fail_if(q <= ZERO, "needs more than nothing")
    return q


def must_have(pots, people):
    absent = []
    for who in people:
        if pots.get(who) is None:
            absent.append(who)
    fail_if(absent, "who is " + " and ".join(absent))


def shift(pots, changes):
    # first work out every new level, only then write them
    must_have(pots, changes)
    fresh = {}
    below = []
    for who in changes:
        fresh[who] = pots[who] + changes[who]
        if fresh[who] < ZERO:
            below.append(who)
    fail_if(below, " and ".join(below) + " cannot pay")
    for who in fresh:
        pots[who] = fresh[who]


def verb_move(pots, giver, getter, word):
    q = coins(word)
    fail_if(giver == getter, "from a pot to itself")
    shift(pots, {getter: q, giver: ZERO - q})


def verb_take(pots, who, word):
    shift(pots, {who: ZERO - coins(word)})


def verb_put(pots, who, word):
    shift(pots, {who: coins(word)})


def verb_close(pots, who):
    must_have(pots, [who])
    fail_if(pots[who] != ZERO, "coins are left in the pot of " + who)
    del pots[who]


def verb_open(pots, who):
    fail_if(who in pots, "pot of " + who + " exists")
    pots[who] = ZERO


TABLE = [
    ("move", verb_move, 3),
    ("take", verb_take, 2),
    ("put", verb_put, 2),
    ("close", verb_close, 1),
    ("open", verb_open, 1),
]


def look_up(word):
    for known, func, size in TABLE:
        if known == word:
            return func, size
    raise Nope("do not know how to " + word)


def obey(pots, complaints, at, words):
    try:
        func, size = look_up(words[0])
        rest = words[1:]
        fail_if(len(rest) != size, "wrong number of words after " + words[0])
        func(pots, *rest)
    except Nope as e:
        complaints.append((at, e.args[0]))
        return False
    return True


def orders(lines):
    at = 0
    for raw in lines:
        at += 1
        if not raw.startswith("#"):
            words = raw.split()
            if words:
                yield at, words


def run():
    pots, complaints = {}, []
    obeyed = 0
    for at, words in orders(sys.stdin):
        obeyed += obey(pots, complaints, at, words)
    for at, why in complaints:
        sys.stderr.write("(%d) %s\n" % (at, why))
    everything = ZERO
    out = []
    for who in sorted(pots):
        everything += pots[who]
        out.append(who + " " + show_coins(pots[who]))
    out += ["total " + show_coins(everything), "refused " + str(len(complaints))]
    sys.stdout.write("".join(x + "\n" for x in out))


run()
