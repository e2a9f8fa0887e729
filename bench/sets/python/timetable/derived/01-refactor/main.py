import sys

WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri']


def main():
    timetable, skipped = read_timetable(sys.stdin)
    if print_clashes(timetable) == 0:
        print('no clashes')
    print_rooms(timetable)
    print('skipped %d' % skipped)


def read_timetable(lines):
    timetable = {}
    for day in WEEKDAYS:
        timetable[day] = []
    used_codes = set()
    skipped = 0
    line_number = 0
    for line in lines:
        line_number += 1
        words = line.split()
        if not words:
            continue
        error = find_error(words, used_codes)
        if error is not None:
            sys.stderr.write('line %d: %s\n' % (line_number, error))
            skipped += 1
            continue
        code, day, start, end, room, teacher = words
        used_codes.add(code)
        timetable[day].append((code, parse_time(start), parse_time(end), room, teacher))
    return timetable, skipped


def find_error(words, used_codes):
    if len(words) != 6:
        return 'need six words, got %d' % len(words)
    code = words[0]
    day = words[1]
    if day not in WEEKDAYS:
        return 'no such day: ' + day
    start = parse_time(words[2])
    end = parse_time(words[3])
    if start < 0 or end < 0:
        return 'bad time'
    if end <= start:
        return 'ends before it begins'
    if code in used_codes:
        return 'code used twice: ' + code
    return None


def all_digits(text):
    for char in text:
        if char not in '0123456789':
            return False
    return True


def parse_time(text):
    if len(text) != 5 or text[2] != ':':
        return -1
    if not all_digits(text[:2] + text[3:]):
        return -1
    hour = int(text[:2])
    minute = int(text[3:])
    if hour > 23 or minute > 59:
        return -1
    return hour * 60 + minute


def print_clashes(timetable):
    count = 0
    for day in WEEKDAYS:
        count += print_day_clashes(day, sorted(timetable[day]))
    return count


def print_day_clashes(day, lessons):
    count = 0
    for i in range(len(lessons)):
        for j in range(i + 1, len(lessons)):
            first = lessons[i]
            second = lessons[j]
            clash = clash_kind(first, second)
            if clash is None:
                continue
            print('%s %s %s %s' % (day, first[0], second[0], clash))
            count += 1
    return count


def overlap(first, second):
    return first[1] < second[2] and second[1] < first[2]


def clash_kind(first, second):
    if not overlap(first, second):
        return None
    same_room = first[3] == second[3]
    same_teacher = first[4] == second[4]
    if same_room and same_teacher:
        return 'both'
    if same_room:
        return 'room'
    if same_teacher:
        return 'teacher'
    return None


def print_rooms(timetable):
    minutes = {}
    for day in WEEKDAYS:
        for _, start, end, room, _ in timetable[day]:
            minutes[room] = minutes.get(room, 0) + end - start
    for room in sorted(minutes):
        print('%s %d' % (room, minutes[room]))


main()
