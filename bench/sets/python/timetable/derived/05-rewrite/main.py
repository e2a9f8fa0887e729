"""Checks who is double booked."""
import re
import sys

NAMES = ["mon", "tue", "wed", "thu", "fri"]
HHMM = re.compile("(?:([01][0-9])|(2[0-3])):([0-5][0-9])")
WIDTH = 6


class Wrong(Exception):
    def __init__(self, why):
        Exception.__init__(self, why)
        self.why = why


class Plan:
    def __init__(self):
        self.slots = {}
        self.faults = []

    def take(self, number, words):
        try:
            slot = make_slot(words)
            if slot["id"] in self.slots:
                raise Wrong("seen before: " + slot["id"])
        except Wrong as w:
            self.faults.append((number, w.why))
            return
        self.slots[slot["id"]] = slot

    def occupied(self):
        sums = {}
        for slot in self.slots.values():
            sums.setdefault(slot["where"], 0)
            sums[slot["where"]] += length(slot)
        return sums

    def double_booked(self):
        buckets = [[] for _ in NAMES]
        for slot in self.slots.values():
            buckets[slot["d"]].append(slot)
        hits = []
        for d, bucket in enumerate(buckets):
            for i in range(len(bucket)):
                for j in range(i + 1, len(bucket)):
                    label = verdict(bucket[i], bucket[j])
                    if label is None:
                        continue
                    pair = [bucket[i]["id"], bucket[j]["id"]]
                    pair.sort()
                    hits.append((d, pair[0], pair[1], label))
        hits.sort()
        return hits


def length(slot):
    return slot["z"] - slot["a"]


def verdict(p, q):
    later = p["a"] if p["a"] > q["a"] else q["a"]
    sooner = p["z"] if p["z"] < q["z"] else q["z"]
    if later >= sooner:
        return None
    code = 2 * (p["where"] == q["where"]) + (p["who"] == q["who"])
    return (None, "teacher", "room", "both")[code]


def to_minutes(word):
    m = HHMM.fullmatch(word)
    if m is None:
        raise Wrong("odd time " + word)
    return int(m.group(1) or m.group(2)) * 60 + int(m.group(3))


def to_day(word):
    if word in NAMES:
        return NAMES.index(word)
    raise Wrong("odd day " + word)


def same(word):
    return word


RECIPE = [("id", same), ("d", to_day), ("a", to_minutes), ("z", to_minutes), ("where", same), ("who", same)]


def make_slot(words):
    if len(words) < WIDTH or len(words) > WIDTH:
        raise Wrong("should have %d words" % WIDTH)
    slot = {}
    for i, (key, convert) in enumerate(RECIPE):
        slot[key] = convert(words[i])
    if not length(slot) > 0:
        raise Wrong("runs backwards")
    return slot


def report(plan, out):
    hits = plan.double_booked()
    if len(hits) == 0:
        out.append("no clashes")
    for d, x, y, label in hits:
        out.append(" ".join((NAMES[d], x, y, label)))
    sums = plan.occupied()
    for where in sorted(sums):
        out.append("%s %d" % (where, sums[where]))
    out.append("skipped %d" % len(plan.faults))
    return out


def entry():
    plan = Plan()
    number = 0
    for raw in sys.stdin:
        number += 1
        words = raw.split()
        if words:
            plan.take(number, words)
    for number, why in plan.faults:
        sys.stderr.write("at %d, %s\n" % (number, why))
    print(*report(plan, []), sep="\n")


if __name__ == "__main__":
    entry()
