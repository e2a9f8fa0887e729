import sys
from heapq import heappop, heappush

# A processor hands out turns; every task is a plain dict.
FLOOR = 3 * 3
CEILING = 10 ** 5
VERBOSE = False


def note(*parts):
    if VERBOSE:
        sys.stderr.write("~ " + " ".join(str(p) for p in parts) + "\n")


def digits(word):
    return bool(word) and not word.strip("0123456789")


def mean_text(delays):
    if not delays:
        return "-"
    return "%d" % (sum(delays) // len(delays))


def simulate(turn, tasks):
    upcoming = list(tasks)
    upcoming.sort(key=lambda t: t["at"])
    upcoming.reverse()
    line_up = []
    state = {"now": 0, "lazy": 0, "seq": 0}
    delays = []

    def join(task):
        heappush(line_up, (task["rank"], state["seq"], task))
        state["seq"] = state["seq"] + 1

    def let_in():
        while True:
            if not upcoming or state["now"] < upcoming[-1]["at"]:
                return
            join(upcoming.pop())

    let_in()
    while True:
        if not line_up:
            if not upcoming:
                break
            wake = upcoming[-1]["at"]
            state["lazy"] += wake - state["now"]
            state["now"] = wake
            note("slept until", wake)
            let_in()
            continue
        current = heappop(line_up)[-1]
        chunk = turn if current["left"] > turn else current["left"]
        current["left"] -= chunk
        state["now"] += chunk
        let_in()
        if current["left"] == 0:
            delay = state["now"] - current["at"] - current["size"]
            delays.append(delay)
            sys.stdout.write("%d done %s waited %d\n" % (state["now"], current["id"], delay))
        else:
            if current["rank"] < FLOOR:
                current["rank"] += 1
            join(current)
    return state["lazy"], delays


def read_task(text, seen):
    """Gives (task, None) or (None, complaint)."""
    words = text.split()
    if len(words) != 4 or not all(digits(w) for w in words[1:]):
        return None, "cannot be understood"
    label = words[0]
    at, rank, size = (int(w) for w in words[1:])
    if not at <= CEILING:
        return None, "comes after the end of time"
    if not rank <= FLOOR:
        return None, "has an impossible rank"
    if size < 1 or size > CEILING:
        return None, "is too small or too big"
    if label in seen:
        return None, "repeats " + label
    return {"id": label, "at": at, "rank": rank, "size": size, "left": size}, None


def read_turn(text):
    words = text.split()
    if len(words) != 2 or words[0] != "quan" + "tum" or not digits(words[1]):
        return 0
    value = int(words[1])
    return value if value <= 100 else 0


def start():
    turn = read_turn(sys.stdin.readline())
    if not turn:
        print("bad quantum")
        return
    book = {}
    thrown_out = 0
    at_line = 1
    for text in sys.stdin:
        at_line += 1
        if text.strip() == "":
            continue
        task, complaint = read_task(text, book)
        if complaint is not None:
            thrown_out += 1
            sys.stderr.write("input %d %s\n" % (at_line, complaint))
        else:
            book[task["id"]] = task
    lazy, delays = simulate(turn, book.values())
    for key, value in (("idle", lazy), ("average", mean_text(delays)), ("rejected", thrown_out)):
        print(key, value)


start()
