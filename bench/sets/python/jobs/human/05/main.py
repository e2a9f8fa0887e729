"""Discrete-event simulation of a single machine with ageing priorities."""
from __future__ import annotations

import heapq
import re
import sys
from collections import namedtuple
from dataclasses import dataclass, field
from itertools import count

Completion = namedtuple("Completion", "time name waited")
Result = namedtuple("Result", "completions idle")

# column name -> predicate on the parsed integer
CHECKS = {
    "arrival": lambda v: 0 <= v <= 100_000,
    "priority": lambda v: 0 <= v <= 9,
    "work": lambda v: 1 <= v <= 100_000,
}

SUMMARY = {
    "idle": lambda res: res.idle,
    "average": lambda res: (
        sum(c.waited for c in res.completions) // len(res.completions)
        if res.completions
        else "-"
    ),
}


@dataclass
class Job:
    name: str
    arrival: int
    priority: int
    work: int
    remaining: int = field(init=False)

    def __post_init__(self):
        self.remaining = self.work

    @classmethod
    def from_row(cls, row: str) -> Job:
        match = re.fullmatch(r"\s*(\S+)\s+([0-9]+)\s+([0-9]+)\s+([0-9]+)\s*", row)
        if match is None:
            raise ValueError("expected NAME ARRIVAL PRIORITY WORK")
        name, *raw = match.groups()
        values = dict(zip(CHECKS, map(int, raw)))
        failed = [col for col, check in CHECKS.items() if not check(values[col])]
        if failed:
            raise ValueError(f"out of range: {', '.join(failed)}")
        return cls(name, **values)


@dataclass
class Machine:
    quantum: int
    clock: int = 0
    idle: int = 0
    heap: list = field(default_factory=list)
    ticket: count = field(default_factory=count)

    def enqueue(self, job: Job) -> None:
        # the ticket number preserves FIFO order within one priority
        heapq.heappush(self.heap, (job.priority, next(self.ticket), job))

    def admit(self, pending: list[Job]) -> None:
        """`pending` is sorted latest first, so the next arrival is at the end."""
        while pending and pending[-1].arrival <= self.clock:
            self.enqueue(pending.pop())

    def run(self, jobs: dict[str, Job]) -> Result:
        pending = sorted(jobs.values(), key=lambda j: j.arrival)[::-1]
        completions = []
        while pending or self.heap:
            if not self.heap:
                gap = max(0, pending[-1].arrival - self.clock)
                self.idle += gap
                self.clock += gap
                self.admit(pending)
            *_, job = heapq.heappop(self.heap)
            step = min(self.quantum, job.remaining)
            job.remaining -= step
            self.clock += step
            self.admit(pending)
            if job.remaining:
                job.priority = min(job.priority + 1, 9)
                self.enqueue(job)
            else:
                waited = self.clock - job.arrival - job.work
                completions.append(Completion(self.clock, job.name, waited))
        return Result(completions, self.idle)


def load(rows) -> tuple[dict[str, Job], int]:
    jobs, rejected = {}, 0
    for number, row in rows:
        if not row.strip():
            continue
        try:
            job = Job.from_row(row)
            if job.name in jobs:
                raise ValueError(f"duplicate name {job.name!r}")
        except ValueError as err:
            rejected += 1
            print(f"line {number}: {err}", file=sys.stderr)
        else:
            jobs[job.name] = job
    return jobs, rejected


def main() -> None:
    rows = enumerate(sys.stdin, start=1)
    _, header = next(rows, (0, ""))
    match = re.fullmatch(r"\s*quantum\s+0*([1-9][0-9]?|100)\s*", header)
    if match is None:
        print("bad quantum")
        return
    jobs, rejected = load(rows)
    result = Machine(quantum=int(match[1])).run(jobs)
    for c in result.completions:
        print(f"{c.time} done {c.name} waited {c.waited}")
    for label, stat in SUMMARY.items():
        print(f"{label} {stat(result)}")
    print(f"rejected {rejected}")


if __name__ == "__main__":
    main()
