import sys
from collections import deque

LIM = 100000
bad = 0


def gripe(no, msg):
    global bad
    bad += 1
    sys.stderr.write('line %d: %s\n' % (no, msg))


def num(s, lo, hi):
    if not s.isascii() or not s.isdigit():
        return None
    s = s.lstrip('0') or '0'
    if len(s) > 6:
        return None
    n = int(s)
    if n < lo or n > hi:
        return None
    return n


def quant(ln):
    w = ln.split()
    if len(w) != 2 or w[0] != 'quantum':
        return None
    return num(w[1], 1, 100)


def load(lns):
    jobs = []
    seen = set()
    no = 1
    for ln in lns:
        no += 1
        w = ln.split()
        if not w:
            continue
        if len(w) != 4:
            gripe(no, 'need name, arrival, priority and work')
            continue
        a = num(w[1], 0, LIM)
        p = num(w[2], 0, 9)
        k = num(w[3], 1, LIM)
        if a is None or p is None or k is None:
            gripe(no, 'number wrong or out of range')
            continue
        if w[0] in seen:
            gripe(no, 'second job named ' + w[0])
            continue
        seen.add(w[0])
        jobs.append([w[0], a, p, k])
    jobs.sort(key=lambda j: j[1])
    return jobs


def best(qs):
    for p in range(10):
        if qs[p]:
            return p
    return -1


def run(jobs, q):
    qs = [deque() for p in range(10)]
    left = [j[3] for j in jobs]
    t = 0
    idle = 0
    nxt = 0
    wsum = 0
    done = 0
    while done < len(jobs):
        while nxt < len(jobs) and jobs[nxt][1] <= t:
            qs[jobs[nxt][2]].append(nxt)
            nxt += 1
        p = best(qs)
        if p < 0:
            idle += jobs[nxt][1] - t
            t = jobs[nxt][1]
            continue
        i = qs[p].popleft()
        d = min(q, left[i])
        t += d
        left[i] -= d
        if left[i] == 0:
            w = t - jobs[i][1] - jobs[i][3]
            print('%d done %s waited %d' % (t, jobs[i][0], w))
            wsum += w
            done += 1
            continue
        # newcomers go in front of the one put back
        while nxt < len(jobs) and jobs[nxt][1] <= t:
            qs[jobs[nxt][2]].append(nxt)
            nxt += 1
        qs[min(p + 1, 9)].append(i)
    return idle, wsum


def main():
    q = quant(sys.stdin.readline())
    if q is None:
        print('bad quantum')
        return
    jobs = load(sys.stdin)
    idle, wsum = run(jobs, q)
    print('idle %d' % idle)
    if jobs:
        print('average %d' % (wsum // len(jobs)))
    else:
        print('average -')
    print('rejected %d' % bad)


main()
