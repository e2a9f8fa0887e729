"""Simulation of a machine that shares its time between jobs of different priority."""

from __future__ import annotations

import heapq
import re
import sys
from dataclasses import dataclass, field
from typing import Iterable, Optional

WORST_PRIORITY = 9
LARGEST_NUMBER = 100_000


@dataclass
class Job:
    """One piece of work, together with what is still to be done of it."""

    name: str
    arrival: int
    priority: int
    work: int
    remaining: int = field(init=False)

    def __post_init__(self) -> None:
        self.remaining = self.work

    @classmethod
    def parse(cls, text: str) -> Job:
        """Build a job from an input line; raise ValueError if it is malformed."""
        match = re.fullmatch(r"\s*(\S+)\s+([0-9]+)\s+([0-9]+)\s+([0-9]+)\s*", text)
        if match is None:
            raise ValueError("not a job description")
        job = cls(match[1], int(match[2]), int(match[3]), int(match[4]))
        if job.arrival > LARGEST_NUMBER:
            raise ValueError("arrival is too late")
        if job.priority > WORST_PRIORITY:
            raise ValueError("there is no such priority")
        if not 1 <= job.work <= LARGEST_NUMBER:
            raise ValueError("amount of work is out of range")
        return job

    def waiting_time(self, finished_at: int) -> int:
        """Return how long the job existed without being worked on."""
        return finished_at - self.arrival - self.work


class ReadyQueue:
    """Waiting jobs, best priority first and then in order of queueing."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Job]] = []
        self._ticket = 0

    def __bool__(self) -> bool:
        return bool(self._heap)

    def push(self, job: Job) -> None:
        """Put a job at the end of the queue."""
        heapq.heappush(self._heap, (job.priority, self._ticket, job))
        self._ticket += 1

    def pop(self) -> Job:
        """Remove and return the job that is to be worked on next."""
        return heapq.heappop(self._heap)[2]


class Machine:
    """The machine: it owns the clock and the statistics."""

    def __init__(self, quantum: int, jobs: Iterable[Job]) -> None:
        self.quantum = quantum
        # Latest arrival first, so that the next one is popped from the end.
        self._future = sorted(jobs, key=lambda job: job.arrival)[::-1]
        self._ready = ReadyQueue()
        self.clock = 0
        self.idle_time = 0
        self.waits: list[int] = []

    def _admit_arrivals(self) -> None:
        """Move every job that has arrived by now into the queue."""
        while self._future and self._future[-1].arrival <= self.clock:
            self._ready.push(self._future.pop())

    def _work_on(self, job: Job) -> None:
        """Give one slice of time to a job."""
        time_slice = min(self.quantum, job.remaining)
        self.clock += time_slice
        job.remaining -= time_slice
        self._admit_arrivals()
        if job.remaining:
            job.priority = min(job.priority + 1, WORST_PRIORITY)
            self._ready.push(job)
        else:
            waited = job.waiting_time(self.clock)
            self.waits.append(waited)
            print(f"{self.clock} done {job.name} waited {waited}")

    def run(self) -> None:
        """Simulate until all the jobs are done."""
        self._admit_arrivals()
        while self._ready or self._future:
            if self._ready:
                self._work_on(self._ready.pop())
            else:
                self.idle_time += self._future[-1].arrival - self.clock
                self.clock = self._future[-1].arrival
                self._admit_arrivals()

    def average_wait(self) -> str:
        """Return the mean waiting time as it is to be printed."""
        return str(sum(self.waits) // len(self.waits)) if self.waits else "-"


def parse_quantum(text: str) -> Optional[int]:
    """Return the quantum of the first line, or None if that line is wrong."""
    match = re.fullmatch(r"\s*quantum\s+0*([1-9][0-9]?|100)\s*", text)
    return int(match[1]) if match else None


def main() -> None:
    """Read the jobs, run the machine and print the summary."""
    quantum = parse_quantum(sys.stdin.readline())
    if quantum is None:
        print("bad quantum")
        return
    accepted: dict[str, Job] = {}
    rejected = 0
    for line_number, line in enumerate(sys.stdin, start=2):
        if not line.strip():
            continue
        try:
            job = Job.parse(line)
            if job.name in accepted:
                raise ValueError(f"the name {job.name} is taken")
            accepted[job.name] = job
        except ValueError as error:
            rejected += 1
            print(f"Line {line_number} rejected: {error}", file=sys.stderr)
    machine = Machine(quantum, accepted.values())
    machine.run()
    print(f"idle {machine.idle_time}")
    print(f"average {machine.average_wait()}")
    print(f"rejected {rejected}")


if __name__ == "__main__":
    main()
