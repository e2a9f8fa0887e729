#!/usr/bin/env python3
import re
import sys
from collections import Counter, defaultdict
from itertools import chain, combinations
from operator import itemgetter
from typing import NamedTuple

DAYS = 'mon tue wed thu fri'.split()
TIME = r'([01][0-9]|2[0-3]):([0-5][0-9])'
LINE = re.compile(
    rf'\s*(\S+)\s+({"|".join(DAYS)})\s+{TIME}\s+{TIME}\s+(\S+)\s+(\S+)\s*',
)

# (same room, same teacher) -> what to print
KINDS = {
    (True, False): 'room',
    (False, True): 'teacher',
    (True, True): 'both',
}


class Lesson(NamedTuple):
    day: int
    code: str
    span: range
    room: str
    teacher: str


def lesson(line):
    if m := LINE.fullmatch(line):
        code, day, *hm, room, teacher = m.groups()
        h1, m1, h2, m2 = map(int, hm)
        span = range(60 * h1 + m1, 60 * h2 + m2)
        # an empty range is falsy: END not after START
        return Lesson(DAYS.index(day), code, span, room, teacher) if span else None


def partition(lines):
    """lessons by code, and the numbers of the lines that are none"""
    good, bad = {}, []
    for n, found in ((n, lesson(ln)) for n, ln in enumerate(lines, 1) if ln.strip()):
        # setdefault hands back another lesson if the code is taken
        if not found or good.setdefault(found.code, found) is not found:
            bad.append(n)
    return good, bad


def overlap(a, b):
    return max(a.span.start, b.span.start) < min(a.span.stop, b.span.stop)


def rivals(lessons):
    """pairs on one day that want the same room or teacher, each once"""
    groups = defaultdict(list)
    for x in lessons:
        groups[x.day, 'room', x.room].append(x)
        groups[x.day, 'teacher', x.teacher].append(x)
    return set(chain.from_iterable(
        combinations(sorted(g, key=itemgetter(1)), 2) for g in groups.values()
    ))


def clashes(lessons):
    return sorted(
        (a.day, a.code, b.code, KINDS[a.room == b.room, a.teacher == b.teacher])
        for a, b in rivals(lessons)
        if overlap(a, b)
    )


def usage(lessons):
    minutes = Counter()
    for x in lessons:
        minutes[x.room] += len(x.span)
    return sorted(minutes.items())


def report(lessons, skipped):
    found = [f'{DAYS[day]} {" ".join(rest)}' for day, *rest in clashes(lessons)]
    yield from found or ['no clashes']
    yield from (f'{room} {minutes}' for room, minutes in usage(lessons))
    yield f'skipped {skipped}'


if __name__ == '__main__':
    good, bad = partition(sys.stdin)
    for n in bad:
        print('skipped: line', n, file=sys.stderr)
    print(*report(good.values(), len(bad)), sep='\n')
