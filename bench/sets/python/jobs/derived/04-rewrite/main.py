from sys import stdin, stderr

TOP = 100_000
LOWEST_RANK = 9


class Item:
    __slots__ = ('tag', 'since', 'rank', 'size', 'todo')

    def __init__(self, tag, since, rank, size):
        self.tag, self.since, self.rank = tag, since, rank
        self.size = self.todo = size


def to_int(word, floor, limit):
    """Reads decimal digits one by one; None for anything unsuitable."""
    if not word:
        return None
    acc = 0
    for ch in word:
        if ch not in '0123456789':
            return None
        acc = 10 * acc + int(ch)
        if acc > limit:
            return None
    return acc if acc >= floor else None


def make_item(fields, taken):
    if len(fields) != 4:
        return None
    tag = fields[0]
    since = to_int(fields[1], 0, TOP)
    rank = to_int(fields[2], 0, LOWEST_RANK)
    size = to_int(fields[3], 1, TOP)
    if tag in taken or None in (since, rank, size):
        return None
    return Item(tag, since, rank, size)


def gather(rows):
    items = {}
    refused = 0
    for nr, row in enumerate(rows, 2):
        fields = row.split()
        if not fields:
            continue
        item = make_item(fields, items)
        if item is None:
            refused += 1
            print(f'ignoring input line {nr}', file=stderr)
        else:
            items[item.tag] = item
    return list(items.values()), refused


def pick(line_up):
    """Removes and returns the foremost item among those ranked best."""
    where = min(range(len(line_up)), key=lambda k: line_up[k].rank)
    return line_up.pop(where)


def process(items, share):
    arrivals = sorted(items, key=lambda it: it.since)
    arrivals.reverse()          # the next one to come is at the end
    line_up = []
    suspended = None
    clock = lazy = total_wait = 0
    open_items = len(items)

    while open_items > 0:
        while arrivals and arrivals[-1].since <= clock:
            line_up.append(arrivals.pop())
        # only now may the suspended one line up again
        if suspended is not None:
            line_up.append(suspended)
            suspended = None

        if not line_up:
            gap = arrivals[-1].since - clock
            clock += gap
            lazy += gap
            continue

        it = pick(line_up)
        step = min(share, it.todo)
        it.todo -= step
        clock += step

        if it.todo > 0:
            suspended = it
            it.rank = min(it.rank + 1, LOWEST_RANK)
            continue
        delay = clock - it.size - it.since
        print(clock, 'done', it.tag, 'waited', delay)
        total_wait += delay
        open_items -= 1

    return lazy, total_wait


def run():
    first, *others = stdin.read().split('\n')
    match first.split():
        case ['quantum', amount]:
            share = to_int(amount, 1, 100)
        case _:
            share = None
    if share is None:
        print('bad quantum')
        return

    items, refused = gather(others)
    lazy, total_wait = process(items, share)
    print('idle', lazy)
    print('average', total_wait // len(items) if items else '-')
    print('rejected', refused)


run()
