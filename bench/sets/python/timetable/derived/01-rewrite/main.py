"""Reports lessons that get in each other's way."""
import sys
from collections import Counter, namedtuple
from itertools import combinations

WEEKDAYS = ('mon', 'tue', 'wed', 'thu', 'fri')
REASONS = {(True, True): 'both', (True, False): 'room', (False, True): 'teacher'}

Slot = namedtuple('Slot', 'ident begin finish place person')


class Invalid(ValueError):
    pass


def minute_of_day(text):
    if len(text) == 5 and text[2] == ':':
        figures = text[:2] + text[3:]
        if all(ch in '0123456789' for ch in figures):
            hours, minutes = divmod(int(figures), 100)
            if hours <= 23 and minutes <= 59:
                return 60 * hours + minutes
    raise Invalid('%s is not a time of day' % text)


def decode(fields, taken):
    """Turns the words of one line into (weekday, slot)."""
    if len(fields) != 6:
        raise Invalid('%d words instead of six' % len(fields))
    ident, weekday, first, last, place, person = fields
    if weekday not in WEEKDAYS:
        raise Invalid('%s is not a school day' % weekday)
    begin, finish = map(minute_of_day, (first, last))
    if finish <= begin:
        raise Invalid('the lesson has no duration')
    if ident in taken:
        raise Invalid('%s was given before' % ident)
    return weekday, Slot(ident, begin, finish, place, person)


def parse(source):
    taken = set()
    plan = {weekday: [] for weekday in WEEKDAYS}
    ignored = 0
    for number, text in enumerate(source, 1):
        fields = text.split()
        if fields:
            try:
                weekday, slot = decode(fields, taken)
            except Invalid as reason:
                print(f'[{number}] ignored, {reason}', file=sys.stderr)
                ignored += 1
            else:
                plan[weekday].append(slot)
                taken.add(slot.ident)
    return plan, ignored


def conflict(one, two):
    if one.begin < two.finish and two.begin < one.finish:
        return REASONS.get((one.place == two.place, one.person == two.person))
    return None


def conflicts(plan):
    for weekday, slots in plan.items():
        for one, two in combinations(sorted(slots), 2):
            reason = conflict(one, two)
            if reason:
                yield ' '.join((weekday, one.ident, two.ident, reason))


def usage(plan):
    minutes = Counter()
    for slots in plan.values():
        for slot in slots:
            minutes[slot.place] += slot.finish - slot.begin
    return sorted(minutes.items())


if __name__ == '__main__':
    plan, ignored = parse(sys.stdin)
    print('\n'.join(conflicts(plan)) or 'no clashes')
    for place, minutes in usage(plan):
        print(place, minutes)
    print('skipped', ignored)
