# Finds clashes in a timetable.
import sys

DAYS = "montuewedthufri"
DAY_LEN = 3
NUM_DAYS = 5
MINUTES_PER_HOUR = 60
HOURS_PER_DAY = 24

# fields of a lesson record (a plain list)
F_DAY = 0
F_CODE = 1
F_START = 2
F_END = 3
F_ROOM = 4
F_TEACHER = 5

# clash bits
BIT_ROOM = 1
BIT_TEACHER = 2
BIT_NAMES = ["", "room", "teacher", "both"]


def two_digits(s, at):
    # value of the two characters at position at, or a huge number
    hi = ord(s[at]) - 48
    lo = ord(s[at + 1]) - 48
    if hi < 0 or hi > 9 or lo < 0 or lo > 9:
        return 9999
    return hi * 10 + lo


def clock_to_minutes(s):
    # "HH:MM" to minutes since midnight, -1 if wrong
    if len(s) != 5 or s[2] != ":":
        return -1
    h = two_digits(s, 0)
    m = two_digits(s, 3)
    if h >= HOURS_PER_DAY or m >= MINUTES_PER_HOUR:
        return -1
    return h * MINUTES_PER_HOUR + m


def day_index(s):
    # position of the day in the week, -1 if unknown
    d = 0
    while d < NUM_DAYS:
        if DAYS[d * DAY_LEN:(d + 1) * DAY_LEN] == s:
            return d
        d += 1
    return -1


def main():
    lessons = []
    used_codes = set()
    skipped = 0
    line_no = 0

    # read all lessons
    while True:
        line = sys.stdin.readline()
        if not line:
            break
        line_no += 1
        w = line.split()
        n = len(w)
        if n == 0:
            continue

        # check the words one after the other
        error = None
        if n != 6:
            error = "six words expected"
        elif w[0] in used_codes:
            error = "code used twice"
        elif day_index(w[1]) < 0:
            error = "unknown day"
        else:
            start = clock_to_minutes(w[2])
            end = clock_to_minutes(w[3])
            if start < 0 or end < 0:
                error = "bad time"
            elif end <= start:
                error = "end is not after start"
        if error is not None:
            sys.stderr.write("line %d: %s\n" % (line_no, error))
            skipped += 1
            continue

        used_codes.add(w[0])
        lessons.append([day_index(w[1]), w[0], start, end, w[4], w[5]])

    # by day, then by code: pairs come out in the right order
    lessons.sort()

    # compare each lesson with all later ones of the same day
    total = len(lessons)
    clashes = 0
    i = 0
    while i < total:
        a = lessons[i]
        j = i + 1
        while j < total and lessons[j][F_DAY] == a[F_DAY]:
            b = lessons[j]
            j += 1
            # no common minute
            if a[F_END] <= b[F_START] or b[F_END] <= a[F_START]:
                continue
            # collect the reasons
            bits = 0
            if a[F_ROOM] == b[F_ROOM]:
                bits |= BIT_ROOM
            if a[F_TEACHER] == b[F_TEACHER]:
                bits |= BIT_TEACHER
            if bits != 0:
                at = a[F_DAY] * DAY_LEN
                print(DAYS[at:at + DAY_LEN], a[F_CODE], b[F_CODE], BIT_NAMES[bits])
                clashes += 1
        i += 1
    if clashes == 0:
        print("no clashes")

    # control break over the lessons sorted by room
    lessons.sort(key=lambda x: x[F_ROOM])
    i = 0
    minutes = 0
    while i < total:
        minutes += lessons[i][F_END] - lessons[i][F_START]
        # last lesson of this room: print and reset
        if i + 1 == total or lessons[i + 1][F_ROOM] != lessons[i][F_ROOM]:
            print("%s %d" % (lessons[i][F_ROOM], minutes))
            minutes = 0
        i += 1

    print("skipped %d" % skipped)


main()
