import decimal
import sys

# Purses: who -> Decimal.  Every verb gives back None if it went well,
# otherwise the text of the complaint.
WIDE = decimal.Context(prec=10 ** 3)
NOTHING = decimal.Decimal("0")
ASCII_DIGITS = frozenset("0123456789")

purses = {}


def only_digits(s):
    return s != "" and ASCII_DIGITS.issuperset(s)


def read_sum(word):
    left, point, right = word.partition(".")
    bad = not only_digits(left)
    if point:
        bad = bad or len(right) > 2 or not only_digits(right)
    if bad:
        return None, "what sum is " + word + "?"
    worth = decimal.Decimal(word)
    if worth == NOTHING:
        return None, "a sum of nothing"
    return worth, None


def missing(who):
    if who not in purses:
        return "no purse for " + who
    return None


def drain(who, worth):
    if purses[who] >= worth:
        purses[who] = WIDE.subtract(purses[who], worth)
        return None
    return "purse of %s is too light for %s" % (who, worth)


def fill(who, worth):
    purses[who] = WIDE.add(worth, purses[who])


def do_shut(who):
    trouble = missing(who)
    if trouble is None and purses[who] != NOTHING:
        trouble = "purse of " + who + " still has coins"
    if trouble is None:
        purses.pop(who)
    return trouble


def do_shift(giver, getter, word):
    trouble = missing(giver) or missing(getter)
    if trouble:
        return trouble
    worth, trouble = read_sum(word)
    if trouble:
        return trouble
    trouble = drain(giver, worth)
    if not trouble:
        fill(getter, worth)
    return trouble


def do_out(who, word):
    trouble = missing(who)
    if not trouble:
        worth, trouble = read_sum(word)
        if not trouble:
            trouble = drain(who, worth)
    return trouble


def do_in(who, word):
    trouble = missing(who)
    if not trouble:
        worth, trouble = read_sum(word)
        if not trouble:
            fill(who, worth)
    return trouble


def do_new(who):
    if missing(who) is None:
        return "purse of " + who + " is there already"
    purses[who] = NOTHING
    return None


VERBS = {
    "close/1": do_shut,
    "move/3": do_shift,
    "take/2": do_out,
    "put/2": do_in,
    "open/1": do_new,
}


def handle(text):
    words = text.split()
    verb = VERBS.get("/".join((words[0], str(len(words) - 1))))
    if verb is not None:
        return verb(*words[1:])
    return "unheard of"


def session(source):
    failures = []
    number = 0
    for text in source:
        number += 1
        if text[0] != "#" and text.split():
            trouble = handle(text)
            if trouble is not None:
                failures.append(number)
                sys.stderr.write("%d) %s\n" % (number, trouble))
    return len(failures)


def show():
    grand = NOTHING
    for who, worth in sorted(purses.items()):
        sys.stdout.write("{} {:.2f}\n".format(who, worth))
        grand = WIDE.add(grand, worth)
    sys.stdout.write("{} {:.2f}\n".format("total", grand))


if __name__ == "__main__":
    failed = session(sys.stdin)
    show()
    sys.stdout.write("refused {}\n".format(failed))
