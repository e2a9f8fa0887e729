"""Discrete-event simulation of a single machine with ageing priorities."""
from __future__ import annotations

import heapq
import re
import sys
from collections import namedtuple
from dataclasses import dataclass, field
from itertools import count

MAX_VALUE = 100_000
MAX_PRIORITY = 9

JOB_PATTERN = re.compile(r"\s*(\S+)\s+([0-9]+)\s+([0-9]+)\s+([0-9]+)\s*")
HEADER_PATTERN = re.compile(r"\s*quantum\s+0*([1-9][0-9]?|100)\s*")

FinishedJob = namedtuple("FinishedJob", "time name waited")
SimulationResult = namedtuple("SimulationResult", "finished idle")

# column name -> predicate on the parsed integer
VALIDATORS = {
    "arrival": lambda value: 0 <= value <= MAX_VALUE,
    "priority": lambda value: 0 <= value <= MAX_PRIORITY,
    "work": lambda value: 1 <= value <= MAX_VALUE,
}


def main() -> None:
    numbered_lines = enumerate(sys.stdin, start=1)
    _, header = next(numbered_lines, (0, ""))
    quantum = parse_header(header)
    if quantum is None:
        print("bad quantum")
        return
    jobs, rejected_count = load_jobs(numbered_lines)
    result = Simulator(quantum=quantum).simulate(jobs)
    print_report(result, rejected_count)


def parse_header(header: str) -> int | None:
    match = HEADER_PATTERN.fullmatch(header)
    if match is None:
        return None
    return int(match[1])


def load_jobs(numbered_lines) -> tuple[dict[str, Job], int]:
    jobs = {}
    rejected_count = 0
    for line_number, line in numbered_lines:
        if not line.strip():
            continue
        try:
            add_job(jobs, Job.parse(line))
        except ValueError as error:
            rejected_count += 1
            print(f"line {line_number}: {error}", file=sys.stderr)
    return jobs, rejected_count


def add_job(jobs: dict[str, Job], job: Job) -> None:
    if job.name in jobs:
        raise ValueError(f"duplicate name {job.name!r}")
    jobs[job.name] = job


def print_report(result: SimulationResult, rejected_count: int) -> None:
    for item in result.finished:
        print(f"{item.time} done {item.name} waited {item.waited}")
    print(f"idle {result.idle}")
    print(f"average {average_wait(result.finished)}")
    print(f"rejected {rejected_count}")


def average_wait(finished: list[FinishedJob]):
    if not finished:
        return "-"
    return sum(item.waited for item in finished) // len(finished)


@dataclass
class Job:
    name: str
    arrival: int
    priority: int
    work: int
    work_left: int = field(init=False)

    def __post_init__(self):
        self.work_left = self.work

    @property
    def is_done(self) -> bool:
        return self.work_left == 0

    def degrade(self) -> None:
        self.priority = min(self.priority + 1, MAX_PRIORITY)

    def waited_until(self, time: int) -> int:
        return time - self.arrival - self.work

    @classmethod
    def parse(cls, line: str) -> Job:
        match = JOB_PATTERN.fullmatch(line)
        if match is None:
            raise ValueError("expected NAME ARRIVAL PRIORITY WORK")
        name, *raw_values = match.groups()
        values = dict(zip(VALIDATORS, map(int, raw_values)))
        check_ranges(values)
        return cls(name, **values)


def check_ranges(values: dict[str, int]) -> None:
    failed = [column for column, is_valid in VALIDATORS.items() if not is_valid(values[column])]
    if failed:
        raise ValueError(f"out of range: {', '.join(failed)}")


@dataclass
class Simulator:
    quantum: int
    now: int = 0
    idle_time: int = 0
    ready: list = field(default_factory=list)
    next_ticket: count = field(default_factory=count)

    def simulate(self, jobs: dict[str, Job]) -> SimulationResult:
        upcoming = sorted(jobs.values(), key=lambda job: job.arrival)[::-1]
        finished = []
        while upcoming or self.ready:
            if not self.ready:
                self._idle_until_arrival(upcoming)
            job = self._dequeue()
            self._work_on(job)
            self._admit(upcoming)
            if job.is_done:
                finished.append(FinishedJob(self.now, job.name, job.waited_until(self.now)))
                continue
            job.degrade()
            self._enqueue(job)
        return SimulationResult(finished, self.idle_time)

    def _idle_until_arrival(self, upcoming: list[Job]) -> None:
        gap = max(0, upcoming[-1].arrival - self.now)
        self.idle_time += gap
        self.now += gap
        self._admit(upcoming)

    def _work_on(self, job: Job) -> None:
        step = min(self.quantum, job.work_left)
        job.work_left -= step
        self.now += step

    def _admit(self, upcoming: list[Job]) -> None:
        """`upcoming` is sorted latest first, so the next arrival is at the end."""
        while upcoming and upcoming[-1].arrival <= self.now:
            self._enqueue(upcoming.pop())

    def _enqueue(self, job: Job) -> None:
        # the ticket number preserves FIFO order within one priority
        heapq.heappush(self.ready, (job.priority, next(self.next_ticket), job))

    def _dequeue(self) -> Job:
        *_, job = heapq.heappop(self.ready)
        return job


if __name__ == "__main__":
    main()
