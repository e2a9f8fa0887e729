# Job machine: one worker, round robin with priorities.
import sys

MAX_VALUE = 100000
MAX_QUANTUM = 100
WORST_PRIO = 9
DIGITS = "0123456789"

# parallel arrays, one slot per accepted job
job_name = []
job_arrival = []
job_prio = []
job_work = []
job_left = []


def parse_number(text, low, high):
    # returns the value, or -1 if text is not a number from low to high
    value = 0
    i = 0
    n = len(text)
    if n == 0:
        return -1
    while i < n:
        d = DIGITS.find(text[i])
        if d < 0:
            return -1
        value = value * 10 + d
        if value > high:
            return -1
        i += 1
    if value < low:
        return -1
    return value


def read_jobs(lines):
    # fills the arrays, returns the number of rejected lines
    rejected = 0
    i = 1
    while i < len(lines):
        w = lines[i].split()
        i += 1
        # skip empty lines
        if len(w) == 0:
            continue
        ok = 0
        if len(w) == 4:
            a = parse_number(w[1], 0, MAX_VALUE)
            p = parse_number(w[2], 0, WORST_PRIO)
            k = parse_number(w[3], 1, MAX_VALUE)
            if a >= 0 and p >= 0 and k >= 0 and w[0] not in job_name:
                ok = 1
        if ok == 0:
            sys.stderr.write("line %d: not a valid job\n" % i)
            rejected += 1
            continue
        # store the job in the next free slot
        job_name.append(w[0])
        job_arrival.append(a)
        job_prio.append(p)
        job_work.append(k)
        job_left.append(k)
    return rejected


def main():
    lines = sys.stdin.read().split("\n")

    # the header must be exactly "quantum N"
    head = lines[0].split()
    quantum = -1
    if len(head) == 2 and head[0] == "quantum":
        quantum = parse_number(head[1], 1, MAX_QUANTUM)
    if quantum < 0:
        print("bad quantum")
        return

    rejected = read_jobs(lines)
    count = len(job_name)

    # order[] holds slot numbers by arrival; the sort is stable
    order = sorted(range(count), key=job_arrival.__getitem__)

    now = 0
    idle = 0
    next_in = 0      # index into order[] of the next arrival
    finished = 0
    wait_sum = 0
    current = -1     # slot that was just interrupted, or -1
    queue = []

    while finished < count:
        # take in everything that has arrived up to now
        while next_in < count and job_arrival[order[next_in]] <= now:
            queue.append(order[next_in])
            next_in += 1

        # the interrupted job goes behind the newcomers
        if current >= 0:
            queue.append(current)
            current = -1

        # nothing to do: jump to the next arrival
        if len(queue) == 0:
            idle += job_arrival[order[next_in]] - now
            now = job_arrival[order[next_in]]
            continue

        # find the first queue position with the smallest priority
        best = 0
        i = 1
        while i < len(queue):
            if job_prio[queue[i]] < job_prio[queue[best]]:
                best = i
            i += 1
        j = queue.pop(best)

        # run for one slice
        slice_len = quantum
        if job_left[j] < slice_len:
            slice_len = job_left[j]
        now += slice_len
        job_left[j] -= slice_len

        if job_left[j] == 0:
            # job is complete
            waited = now - job_arrival[j] - job_work[j]
            wait_sum += waited
            finished += 1
            print("%d done %s waited %d" % (now, job_name[j], waited))
        else:
            # job must come back later with a worse priority
            if job_prio[j] < WORST_PRIO:
                job_prio[j] += 1
            current = j

    # summary
    print("idle %d" % idle)
    if count == 0:
        print("average -")
    else:
        print("average %d" % (wait_sum // count))
    print("rejected %d" % rejected)


main()
