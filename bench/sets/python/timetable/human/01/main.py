import sys

DAYS = ['mon', 'tue', 'wed', 'thu', 'fri']


def clock(s):
    if len(s) != 5 or s[2] != ':':
        return -1
    d = s[:2] + s[3:]
    for c in d:
        if c not in '0123456789':
            return -1
    h = int(d[:2])
    m = int(d[2:])
    if h > 23 or m > 59:
        return -1
    return h * 60 + m


def check(w, used):
    if len(w) != 6:
        return 'need six words, got %d' % len(w)
    if w[1] not in DAYS:
        return 'no such day: ' + w[1]
    a = clock(w[2])
    b = clock(w[3])
    if a < 0 or b < 0:
        return 'bad time'
    if b <= a:
        return 'ends before it begins'
    if w[0] in used:
        return 'code used twice: ' + w[0]
    return None


def load(f):
    week = {}
    for d in DAYS:
        week[d] = []
    used = set()
    bad = 0
    no = 0
    for ln in f:
        no += 1
        w = ln.split()
        if len(w) == 0:
            continue
        e = check(w, used)
        if e is not None:
            sys.stderr.write('line %d: %s\n' % (no, e))
            bad += 1
            continue
        used.add(w[0])
        week[w[1]].append((w[0], clock(w[2]), clock(w[3]), w[4], w[5]))
    return week, bad


def kind(x, y):
    if x[1] >= y[2] or y[1] >= x[2]:
        return None
    r = x[3] == y[3]
    t = x[4] == y[4]
    if r and t:
        return 'both'
    if r:
        return 'room'
    if t:
        return 'teacher'
    return None


def clashes(week):
    n = 0
    for d in DAYS:
        ls = sorted(week[d])
        for i in range(len(ls)):
            for j in range(i + 1, len(ls)):
                k = kind(ls[i], ls[j])
                if k is not None:
                    print('%s %s %s %s' % (d, ls[i][0], ls[j][0], k))
                    n += 1
    return n


def rooms(week):
    tot = {}
    for d in DAYS:
        for c, a, b, r, t in week[d]:
            tot[r] = tot.get(r, 0) + b - a
    for r in sorted(tot):
        print('%s %d' % (r, tot[r]))


def main():
    week, bad = load(sys.stdin)
    if clashes(week) == 0:
        print('no clashes')
    rooms(week)
    print('skipped %d' % bad)


main()
