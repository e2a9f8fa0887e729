"""Finds lessons of a timetable that cannot both take place."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from typing import Iterator, Optional, TextIO


class Weekday(IntEnum):
    """The days of the school week, in their order."""

    mon = 0
    tue = 1
    wed = 2
    thu = 3
    fri = 4


class InvalidLesson(Exception):
    """Raised for a line that does not describe a lesson."""


def minutes_since_midnight(text: str) -> int:
    """Convert HH:MM to a number of minutes."""
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise InvalidLesson(f"{text} is not a time of day")
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


@dataclass(frozen=True)
class Lesson:
    """A lesson that takes place once a week."""

    code: str
    day: Weekday
    start: int
    end: int
    room: str
    teacher: str

    @classmethod
    def from_line(cls, line: str) -> Lesson:
        """Parse a line of the timetable."""
        fields = line.split()
        if len(fields) != 6:
            raise InvalidLesson("a lesson consists of six words")
        code, day_name, start_text, end_text, room, teacher = fields
        if day_name not in Weekday.__members__:
            raise InvalidLesson(f"there is no school on {day_name}")
        start = minutes_since_midnight(start_text)
        end = minutes_since_midnight(end_text)
        if start >= end:
            raise InvalidLesson("the end is not after the start")
        return cls(code, Weekday[day_name], start, end, room, teacher)

    @property
    def duration(self) -> int:
        """The length of the lesson in minutes."""
        return self.end - self.start

    def shared_resource(self, other: Lesson) -> Optional[str]:
        """Name what both lessons need, or return None."""
        same_room = self.room == other.room
        same_teacher = self.teacher == other.teacher
        if same_room:
            return "both" if same_teacher else "room"
        return "teacher" if same_teacher else None


@dataclass(frozen=True, order=True)
class Clash:
    """Two lessons at one time; the field order is the print order."""

    day: Weekday
    first_code: str
    second_code: str
    reason: str

    def __str__(self) -> str:
        return f"{self.day.name} {self.first_code} {self.second_code} {self.reason}"


class Timetable:
    """The lessons of a week."""

    def __init__(self) -> None:
        self._lessons: dict[str, Lesson] = {}
        self.skipped = 0

    def add(self, lesson: Lesson) -> None:
        """Enter a lesson whose code has to be new."""
        if lesson.code in self._lessons:
            raise InvalidLesson(f"the code {lesson.code} is in use")
        self._lessons[lesson.code] = lesson

    def read(self, stream: TextIO) -> None:
        """Enter all the lessons of a stream, reporting the invalid ones."""
        for line_number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                self.add(Lesson.from_line(line))
            except InvalidLesson as problem:
                self.skipped += 1
                print(f"Line {line_number} skipped: {problem}", file=sys.stderr)

    def find_clashes(self) -> Iterator[Clash]:
        """Sweep over the week, keeping the lessons that are still running."""
        running: list[Lesson] = []
        for lesson in sorted(self._lessons.values(), key=lambda item: (item.day, item.start)):
            running = [
                other
                for other in running
                if other.day == lesson.day and other.end > lesson.start
            ]
            for other in running:
                reason = lesson.shared_resource(other)
                if reason is not None:
                    first_code, second_code = sorted((lesson.code, other.code))
                    yield Clash(lesson.day, first_code, second_code, reason)
            running.append(lesson)

    def minutes_per_room(self) -> dict[str, int]:
        """Return the minutes of lessons in each room."""
        usage: defaultdict[str, int] = defaultdict(int)
        for lesson in self._lessons.values():
            usage[lesson.room] += lesson.duration
        return dict(usage)


def main() -> None:
    """Read a timetable and print what is to be known of it."""
    timetable = Timetable()
    timetable.read(sys.stdin)
    for entry in sorted(timetable.find_clashes()) or ["no clashes"]:
        print(entry)
    for room, minutes in sorted(timetable.minutes_per_room().items()):
        print(f"{room} {minutes}")
    print(f"skipped {timetable.skipped}")


if __name__ == "__main__":
    main()
