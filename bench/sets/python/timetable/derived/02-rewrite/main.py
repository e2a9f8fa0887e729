import sys

# A booking is a tuple (id, day number, from, till, place, person).
DAYS = "montuewedthufri"
NUM = "0123456789"


def tell(where, what):
    sys.stderr.write("[%d] %s\n" % (where, what))


def clock(word):
    """Minute of the day, or -1 for nonsense."""
    if len(word) != 5 or word[2] != ":":
        return -1
    if any(word[k] not in NUM for k in (0, 1, 3, 4)):
        return -1
    h = int(word[:2])
    m = int(word[3:])
    if h >= 24 or m >= 60:
        return -1
    return m + h * 60


def needs(a, b):
    place = a[4] == b[4]
    person = a[5] == b[5]
    if not place and not person:
        return ""
    if not place:
        return "teacher"
    if not person:
        return "room"
    return "both"


def collisions(bookings):
    found = []
    active = []
    for cur in sorted(bookings, key=lambda b: b[1] * 2000 + b[2]):
        # throw out whatever is over by now
        still = []
        for old in active:
            if old[1] != cur[1] or old[3] <= cur[2]:
                continue
            still.append(old)
            why = needs(cur, old)
            if why:
                low, high = (cur[0], old[0]) if cur[0] < old[0] else (old[0], cur[0])
                found.append((cur[1], low, high, why))
        still.append(cur)
        active = still
    found.sort()
    return found


def occupancy(bookings):
    table = {}
    for b in bookings:
        table[b[4]] = table.get(b[4], 0) - b[2] + b[3]
    return sorted(table.items())


def decode(text):
    parts = text.split()
    if len(parts) != 6:
        return "wants six parts, has %d" % len(parts)
    ident, day, begin, finish, place, person = parts
    spot = DAYS.find(day) if len(day) == 3 else -1
    if spot < 0 or spot % 3:
        return day + " is a free day"
    t0, t1 = clock(begin), clock(finish)
    if t0 < 0 or t1 < 0:
        return "no such hour"
    if not t0 < t1:
        return "over before it began"
    return (ident, spot // 3, t0, t1, place, person)


def load(source):
    plan = {}
    dropped = 0
    where = 0
    for text in source:
        where += 1
        if text.isspace() or not text:
            continue
        got = decode(text)
        if not isinstance(got, str) and got[0] in plan:
            got = got[0] + " comes twice"
        if isinstance(got, str):
            dropped += 1
            tell(where, got)
        else:
            plan[got[0]] = got
    return list(plan.values()), dropped


bookings, dropped = load(sys.stdin)
result = collisions(bookings)
if result:
    for day, low, high, why in result:
        print(DAYS[3 * day:3 * day + 3], low, high, why)
else:
    print("no clashes")
for place, total in occupancy(bookings):
    print(place, total)
print("skipped", dropped)
