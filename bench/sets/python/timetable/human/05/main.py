"""Detect room and teacher conflicts in a weekly timetable."""
import re
import sys
from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass
from itertools import combinations

WEEK = {day: rank for rank, day in enumerate("mon tue wed thu fri".split())}
TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")

Clash = namedtuple("Clash", "rank first second kind")
Problem = namedtuple("Problem", "line text")

COLUMNS = ("code", "day", "start", "end", "room", "teacher")

# column -> parser; parsers raise KeyError or ValueError for bad cells
PARSERS = defaultdict(
    lambda: str,
    day=lambda cell: WEEK[cell],
    start=lambda cell: parse_time(cell),
    end=lambda cell: parse_time(cell),
)

# (same room, same teacher) -> label
KINDS = {
    (True, True): "both",
    (True, False): "room",
    (False, True): "teacher",
}


def parse_time(cell):
    m = TIME.fullmatch(cell)
    if not m:
        raise ValueError(f"{cell!r} is not a time")
    hours, minutes = map(int, m.groups())
    return 60 * hours + minutes


@dataclass(frozen=True)
class Lesson:
    code: str
    day: int
    start: int
    end: int
    room: str
    teacher: str

    def __post_init__(self):
        if self.duration <= 0:
            raise ValueError(f"{self.code} ends before it begins")

    @property
    def duration(self):
        return self.end - self.start

    def overlaps(self, other):
        return max(self.start, other.start) < min(self.end, other.end)

    def conflict(self, other):
        """Label of the conflict with another lesson of the day, or None."""
        if not self.overlaps(other):
            return None
        return KINDS.get((self.room == other.room, self.teacher == other.teacher))


def parse_lesson(cells):
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} columns instead of {len(COLUMNS)}")
    return Lesson(**{col: PARSERS[col](cell) for col, cell in zip(COLUMNS, cells)})


def read_timetable(stream):
    lessons, problems = {}, []
    for line, text in enumerate(stream, start=1):
        if not (cells := text.split()):
            continue
        try:
            lesson = parse_lesson(cells)
        except KeyError as exc:
            problems.append(Problem(line, f"no such day: {exc}"))
        except ValueError as exc:
            problems.append(Problem(line, f"{exc}"))
        else:
            if lessons.setdefault(lesson.code, lesson) is not lesson:
                problems.append(Problem(line, f"code {lesson.code} is taken"))
    return list(lessons.values()), problems


def find_clashes(lessons):
    by_day = defaultdict(list)
    for lesson in lessons:
        by_day[lesson.day].append(lesson)
    return sorted(
        Clash(rank, *sorted((a.code, b.code)), kind)
        for rank, group in by_day.items()
        for a, b in combinations(group, 2)
        if (kind := a.conflict(b))
    )


def room_usage(lessons):
    usage = Counter()
    for lesson in lessons:
        usage[lesson.room] += lesson.duration
    return usage


def main():
    lessons, problems = read_timetable(sys.stdin)
    for p in problems:
        print(f"line {p.line}: {p.text}", file=sys.stderr)

    day_names = list(WEEK)
    clashes = find_clashes(lessons)
    for c in clashes:
        print(f"{day_names[c.rank]} {c.first} {c.second} {c.kind}")
    if not clashes:
        print("no clashes")

    for room, minutes in sorted(room_usage(lessons).items()):
        print(f"{room} {minutes}")
    print(f"skipped {len(problems)}")


if __name__ == "__main__":
    main()
