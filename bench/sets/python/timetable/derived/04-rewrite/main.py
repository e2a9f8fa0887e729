from itertools import groupby, takewhile
from operator import attrgetter
from sys import stdin, stderr
from typing import NamedTuple

WEEK = ('mon', 'tue', 'wed', 'thu', 'fri')
LABELS = {1: 'room', 2: 'teacher', 3: 'both'}


class Entry(NamedTuple):
    # compared field by field: day first, then key
    day: int
    key: str
    opens: int
    shuts: int
    hall: str
    tutor: str

    def reasons(self, other):
        """Sum of 1 (one hall) and 2 (one tutor), 0 if they do not meet."""
        if self.shuts <= other.opens or other.shuts <= self.opens:
            return 0
        return (self.hall == other.hall) + 2 * (self.tutor == other.tutor)


def pair_value(pair, bound):
    """Number of two plain digits below the bound, else None."""
    tens, ones = (ord(ch) - ord('0') for ch in pair)
    if not (0 <= tens <= 9 and 0 <= ones <= 9):
        return None
    number = 10 * tens + ones
    return number if number < bound else None


def moment(text):
    if len(text) != 5 or text[2] != ':':
        return None
    hh, mm = pair_value(text[:2], 24), pair_value(text[3:], 60)
    return None if hh is None or mm is None else 60 * hh + mm


def examine(tokens, known):
    """Either an Entry or a string that says what is amiss."""
    if len(tokens) != 6:
        return 'wrong number of fields'
    key, day, opens, shuts, hall, tutor = tokens
    if key in known:
        return 'lesson listed before'
    if day not in WEEK:
        return 'day not in the week'
    opens, shuts = moment(opens), moment(shuts)
    if opens is None or shuts is None:
        return 'unreadable time'
    if shuts <= opens:
        return 'times in the wrong order'
    return Entry(WEEK.index(day), key, opens, shuts, hall, tutor)


def take_in(rows):
    accepted = {}
    dropped = 0
    for nr, row in enumerate(rows, 1):
        tokens = row.split()
        if not tokens:
            continue
        result = examine(tokens, accepted)
        if isinstance(result, Entry):
            accepted[result.key] = result
        else:
            dropped += 1
            print(f'dropped line {nr}: {result}', file=stderr)
    return sorted(accepted.values()), dropped


def meetings(entries):
    for pos, left in enumerate(entries, 1):
        same_day = takewhile(lambda e: e.day == left.day, entries[pos:])
        for right in same_day:
            why = left.reasons(right)
            if why:
                yield WEEK[left.day], left.key, right.key, LABELS[why]


def show(entries, dropped):
    found = False
    for row in meetings(entries):
        found = True
        print(*row)
    if not found:
        print('no clashes')

    by_hall = attrgetter('hall')
    for hall, block in groupby(sorted(entries, key=by_hall), by_hall):
        print(hall, sum(e.shuts - e.opens for e in block))
    print('skipped', dropped)


show(*take_in(stdin))
