"""Detect room and teacher conflicts in a weekly timetable."""
import re
import sys
from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass
from itertools import combinations

DAY_NAMES = "mon tue wed thu fri".split()
DAY_RANKS = {name: rank for rank, name in enumerate(DAY_NAMES)}
TIME_PATTERN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
FIELD_NAMES = ("code", "day", "start", "end", "room", "teacher")

# (same room, same teacher) -> label
CONFLICT_LABELS = {
    (True, True): "both",
    (True, False): "room",
    (False, True): "teacher",
}

Conflict = namedtuple("Conflict", "day_rank first_code second_code label")
InputError = namedtuple("InputError", "line_number message")


def main():
    lessons, errors = load_lessons(sys.stdin)
    print_errors(errors)
    print_conflicts(collect_conflicts(lessons))
    print_room_usage(lessons)
    print(f"skipped {len(errors)}")


def print_errors(errors):
    for error in errors:
        print(f"line {error.line_number}: {error.message}", file=sys.stderr)


def print_conflicts(conflicts):
    if not conflicts:
        print("no clashes")
        return
    for conflict in conflicts:
        day_name = DAY_NAMES[conflict.day_rank]
        print(f"{day_name} {conflict.first_code} {conflict.second_code} {conflict.label}")


def print_room_usage(lessons):
    minutes_by_room = Counter()
    for lesson in lessons:
        minutes_by_room[lesson.room] += lesson.duration
    for room, minutes in sorted(minutes_by_room.items()):
        print(f"{room} {minutes}")


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

    def conflict_with(self, other):
        """Label of the conflict with another lesson of the day, or None."""
        if max(self.start, other.start) >= min(self.end, other.end):
            return None
        same_room = self.room == other.room
        same_teacher = self.teacher == other.teacher
        return CONFLICT_LABELS.get((same_room, same_teacher))


def parse_time(text):
    match = TIME_PATTERN.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a time")
    hours, minutes = map(int, match.groups())
    return 60 * hours + minutes


def parse_day(text):
    return DAY_RANKS[text]


# field -> parser; parsers raise KeyError or ValueError for bad fields
FIELD_PARSERS = defaultdict(lambda: str, day=parse_day, start=parse_time, end=parse_time)


def lesson_from_fields(fields):
    if len(fields) != len(FIELD_NAMES):
        raise ValueError(f"{len(fields)} columns instead of {len(FIELD_NAMES)}")
    values = {name: FIELD_PARSERS[name](text) for name, text in zip(FIELD_NAMES, fields)}
    return Lesson(**values)


def load_lessons(stream):
    lessons_by_code = {}
    errors = []
    for line_number, line in enumerate(stream, start=1):
        fields = line.split()
        if not fields:
            continue
        message = register_lesson(lessons_by_code, fields)
        if message is not None:
            errors.append(InputError(line_number, message))
    return list(lessons_by_code.values()), errors


def register_lesson(lessons_by_code, fields):
    """Add the lesson; return a message if that is not possible."""
    try:
        lesson = lesson_from_fields(fields)
    except KeyError as error:
        return f"no such day: {error}"
    except ValueError as error:
        return f"{error}"
    if lessons_by_code.setdefault(lesson.code, lesson) is not lesson:
        return f"code {lesson.code} is taken"
    return None


def group_by_day(lessons):
    groups = defaultdict(list)
    for lesson in lessons:
        groups[lesson.day].append(lesson)
    return groups


def collect_conflicts(lessons):
    conflicts = []
    for day_rank, group in group_by_day(lessons).items():
        for one, other in combinations(group, 2):
            label = one.conflict_with(other)
            if label:
                first_code, second_code = sorted((one.code, other.code))
                conflicts.append(Conflict(day_rank, first_code, second_code, label))
    return sorted(conflicts)


if __name__ == "__main__":
    main()
