#!/usr/bin/env python3
# CPU scheduling toy: tasks lose rank each time their slot runs out.
import heapq as hq
import sys
from re import compile as rx

TASK_LINE = rx(r"\s*(?P<tag>\S+)\s+(?P<born>[0-9]+)\s+(?P<level>[0-9]+)\s+(?P<cost>[0-9]+)\s*")
HEAD_LINE = rx(r"\s*quantum\s+0*(100|[1-9]|[1-9][0-9])\s*")
BOUNDS = (("born", 0, 100000), ("level", 0, 9), ("cost", 1, 100000))
LOWEST = BOUNDS[1][2]


class BadLine(Exception):
    pass


class Scheduler:
    def __init__(self, slot, tasks):
        self.slot = slot
        self.t = self.unused = self.serial = 0
        self.waiting = []
        self.log = []
        # stack of those to come; top = soonest
        self.stack = list(reversed(sorted(tasks, key=lambda x: x["born"])))

    def put(self, task):
        self.serial += 1
        hq.heappush(self.waiting, (task["level"], self.serial, task))

    def collect(self):
        stack = self.stack
        while len(stack) > 0 and not stack[-1]["born"] > self.t:
            self.put(stack.pop())

    def skip_ahead(self):
        hole = self.stack[-1]["born"] - self.t
        if hole > 0:
            self.unused += hole
            self.t += hole
        self.collect()

    def turn(self):
        task = hq.heappop(self.waiting)[2]
        used = self.slot
        if task["todo"] < used:
            used = task["todo"]
        self.t += used
        task["todo"] -= used
        self.collect()
        if not task["todo"]:
            lag = self.t - (task["born"] + task["cost"])
            self.log.append((self.t, task["tag"], lag))
            return
        if task["level"] != LOWEST:
            task["level"] += 1
        self.put(task)

    def go(self):
        while self.waiting or self.stack:
            if len(self.waiting) == 0:
                self.skip_ahead()
            self.turn()
        return self


def mean(log):
    if not log:
        return "-"
    total = 0
    for _, _, lag in log:
        total += lag
    return total // len(log)


def understand(text):
    m = TASK_LINE.fullmatch(text)
    if not m:
        raise BadLine("should be four columns")
    task = {"tag": m.group("tag")}
    wrong = []
    for key, low, high in BOUNDS:
        task[key] = int(m.group(key))
        if task[key] < low or task[key] > high:
            wrong.append(key)
    if wrong:
        raise BadLine("not allowed: " + " ".join(wrong))
    task["todo"] = task["cost"]
    return task


def gather(numbered):
    known = {}
    refused = 0
    for n, text in numbered:
        if text.strip():
            try:
                task = understand(text)
                if known.get(task["tag"]) is not None:
                    raise BadLine("second " + task["tag"])
                known[task["tag"]] = task
            except BadLine as why:
                refused += 1
                sys.stderr.write("#{}: {}\n".format(n, why))
    return known, refused


def program(stream, out):
    numbered = enumerate(stream, 1)
    first = ""
    for _, first in numbered:
        break
    head = HEAD_LINE.fullmatch(first)
    if not head:
        out.write("bad quantum\n")
        return 0
    known, refused = gather(numbered)
    done = Scheduler(int(head.group(1)), known.values()).go()
    for entry in done.log:
        out.write("{} done {} waited {}\n".format(*entry))
    out.write("idle {}\naverage {}\n".format(done.unused, mean(done.log)))
    out.write("rejected {}\n".format(refused))
    return 0


if __name__ == "__main__":
    sys.exit(program(sys.stdin, sys.stdout))
