import sys
from collections import deque

MAX_NUMBER = 100000
MAX_QUANTUM = 100
WORST_PRIORITY = 9

rejected = 0


def main():
    quantum = parse_quantum(sys.stdin.readline())
    if quantum is None:
        print('bad quantum')
        return
    jobs = read_jobs(sys.stdin)
    idle, wait_sum = simulate(jobs, quantum)
    print_summary(jobs, idle, wait_sum)


def print_summary(jobs, idle, wait_sum):
    print('idle %d' % idle)
    if jobs:
        print('average %d' % (wait_sum // len(jobs)))
    else:
        print('average -')
    print('rejected %d' % rejected)


def parse_quantum(line):
    words = line.split()
    if len(words) != 2 or words[0] != 'quantum':
        return None
    return parse_number(words[1], 1, MAX_QUANTUM)


def parse_number(text, low, high):
    if not text.isascii() or not text.isdigit():
        return None
    text = text.lstrip('0') or '0'
    if len(text) > 6:
        return None
    value = int(text)
    if value < low or value > high:
        return None
    return value


def reject(line_number, message):
    global rejected
    rejected += 1
    sys.stderr.write('line %d: %s\n' % (line_number, message))


def parse_job(line_number, words, seen):
    if len(words) != 4:
        reject(line_number, 'need name, arrival, priority and work')
        return None
    name = words[0]
    arrival = parse_number(words[1], 0, MAX_NUMBER)
    priority = parse_number(words[2], 0, WORST_PRIORITY)
    work = parse_number(words[3], 1, MAX_NUMBER)
    if arrival is None or priority is None or work is None:
        reject(line_number, 'number wrong or out of range')
        return None
    if name in seen:
        reject(line_number, 'second job named ' + name)
        return None
    return [name, arrival, priority, work]


def read_jobs(lines):
    jobs = []
    seen = set()
    line_number = 1
    for line in lines:
        line_number += 1
        words = line.split()
        if not words:
            continue
        job = parse_job(line_number, words, seen)
        if job is None:
            continue
        seen.add(job[0])
        jobs.append(job)
    jobs.sort(key=lambda job: job[1])
    return jobs


def enqueue_arrivals(jobs, queues, next_job, now):
    while next_job < len(jobs) and jobs[next_job][1] <= now:
        queues[jobs[next_job][2]].append(next_job)
        next_job += 1
    return next_job


def best_priority(queues):
    for priority in range(WORST_PRIORITY + 1):
        if queues[priority]:
            return priority
    return -1


def simulate(jobs, quantum):
    queues = [deque() for _ in range(WORST_PRIORITY + 1)]
    remaining = [job[3] for job in jobs]
    now = 0
    idle = 0
    next_job = 0
    wait_sum = 0
    finished = 0
    while finished < len(jobs):
        next_job = enqueue_arrivals(jobs, queues, next_job, now)
        priority = best_priority(queues)
        if priority < 0:
            next_arrival = jobs[next_job][1]
            idle += next_arrival - now
            now = next_arrival
            continue
        current = queues[priority].popleft()
        time_slice = min(quantum, remaining[current])
        now += time_slice
        remaining[current] -= time_slice
        if remaining[current] > 0:
            # newcomers go in front of the one put back
            next_job = enqueue_arrivals(jobs, queues, next_job, now)
            queues[min(priority + 1, WORST_PRIORITY)].append(current)
            continue
        name, arrival, _, work = jobs[current]
        waited = now - arrival - work
        print('%d done %s waited %d' % (now, name, waited))
        wait_sum += waited
        finished += 1
    return idle, wait_sum


main()
