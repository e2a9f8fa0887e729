import sys

acc = {}


def cents(s):
    a, dot, b = s.partition('.')
    if not (a.isascii() and a.isdigit()):
        return 0
    if dot:
        if not (b.isascii() and b.isdigit()) or len(b) > 2:
            return 0
        if len(b) == 1:
            b += '0'
    else:
        b = '00'
    return int(a) * 100 + int(b)


def show(c):
    return '%d.%02d' % (c // 100, c % 100)


# each command gives back '' or what is wrong

def do_open(n):
    if n in acc:
        return n + ' is open already'
    acc[n] = 0
    return ''


def do_close(n):
    if n not in acc:
        return 'no account ' + n
    if acc[n] != 0:
        return n + ' still holds ' + show(acc[n])
    del acc[n]
    return ''


def do_put(n, s):
    if n not in acc:
        return 'no account ' + n
    c = cents(s)
    if c == 0:
        return 'bad amount ' + s
    acc[n] += c
    return ''


def do_take(n, s):
    if n not in acc:
        return 'no account ' + n
    c = cents(s)
    if c == 0:
        return 'bad amount ' + s
    if acc[n] < c:
        return n + ' has only ' + show(acc[n])
    acc[n] -= c
    return ''


def do_move(n, m, s):
    if m not in acc:
        return 'no account ' + m
    e = do_take(n, s)
    if e == '':
        acc[m] += cents(s)
    return e


def step(w):
    k = len(w)
    if w[0] == 'open' and k == 2:
        return do_open(w[1])
    if w[0] == 'close' and k == 2:
        return do_close(w[1])
    if w[0] == 'put' and k == 3:
        return do_put(w[1], w[2])
    if w[0] == 'take' and k == 3:
        return do_take(w[1], w[2])
    if w[0] == 'move' and k == 4:
        return do_move(w[1], w[2], w[3])
    return 'cannot make sense of this'


def main():
    bad = 0
    no = 0
    for ln in sys.stdin:
        no += 1
        if ln[0] == '#':
            continue
        w = ln.split()
        if not w:
            continue
        e = step(w)
        if e:
            bad += 1
            sys.stderr.write('%d: %s\n' % (no, e))
    tot = 0
    for n in sorted(acc):
        print('%s %s' % (n, show(acc[n])))
        tot += acc[n]
    print('total %s' % show(tot))
    print('refused %d' % bad)


main()
