#!/usr/bin/env python3
import re
import sys
from bisect import insort
from collections import namedtuple
from functools import partial
from itertools import chain, count, groupby
from operator import attrgetter

Job = namedtuple('Job', 'name arrival prio work')
# queue entries compare by (prio, ticket); tickets are unique, so never by job
Entry = namedtuple('Entry', 'prio ticket todo job')
Done = namedtuple('Done', 'time name waited')

LIMITS = (0, 100000), (0, 9), (1, 100000)
warn = partial(print, file=sys.stderr)


def natural(word, low, high):
    m = re.fullmatch('0*([0-9]{1,6})', word)
    return n if m and low <= (n := int(m[1])) <= high else None


def quantum(line):
    match line.split():
        case ['quantum', n]:
            return natural(n, 1, 100)


def job(words):
    """Job, or None if the words are not one"""
    if len(words) == 4:
        numbers = [natural(w, *lim) for w, lim in zip(words[1:], LIMITS)]
        return None if None in numbers else Job(words[0], *numbers)


def classify(lines):
    """yields (line number, job or None) for each line that is not blank"""
    names = set()
    for n, words in ((n, ln.split()) for n, ln in enumerate(lines, 2) if ln.strip()):
        j = job(words)
        fresh = j and j.name not in names
        names |= {j.name} if fresh else set()
        yield n, j if fresh else None


def arrivals(jobs):
    """stack of (time, jobs of that time), the earliest on top"""
    when = attrgetter('arrival')
    return [(t, [*js]) for t, js in groupby(sorted(jobs, key=when), when)][::-1]


def simulate(jobs, q):
    """yields a Done for each job; an int is a stretch of idleness"""
    coming, ready, ticket, now = arrivals(jobs), [], count(), 0

    def due():
        while coming and coming[-1][0] <= now:
            yield from coming.pop()[1]

    def queue(prio, todo, j):
        # best at the end of the list, hence the negative key
        insort(ready, Entry(prio, next(ticket), todo, j), key=lambda e: (-e.prio, -e.ticket))

    while ready or coming:
        if not ready:
            wait = max(coming[-1][0] - now, 0)
            yield wait
            now += wait
            again = ()
        else:
            e = ready.pop()
            step = min(q, e.todo)
            now += step
            again = [(min(e.prio + 1, 9), e.todo - step, e.job)] if e.todo > step else ()
            if not again:
                yield Done(now, e.job.name, now - e.job.arrival - e.job.work)
        for item in chain(((j.prio, j.work, j) for j in due()), again):
            queue(*item)


def report(lines, q):
    verdicts = [*classify(lines)]
    wrong = [n for n, j in verdicts if j is None]
    for n in wrong:
        warn('ignored: line', n)

    events = [*simulate((j for _, j in verdicts if j), q)]
    done = [e for e in events if isinstance(e, Done)]
    yield from (f'{d.time} done {d.name} waited {d.waited}' for d in done)
    yield f'idle {sum(e for e in events if isinstance(e, int))}'
    yield f'average {sum(d.waited for d in done) // len(done) if done else "-"}'
    yield f'rejected {len(wrong)}'


if __name__ == '__main__':
    q = quantum(sys.stdin.readline())
    print(*(report(sys.stdin, q) if q else ['bad quantum']), sep='\n')
