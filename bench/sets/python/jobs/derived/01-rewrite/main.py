"""Priority time-slicing on a single machine."""
import collections
import sys

CEILING = 10 ** 5
LEVELS = 10

Task = collections.namedtuple('Task', 'label born level effort')


def bounded(token, smallest, largest):
    """Whole number in the given range, otherwise None."""
    if not (token.isdigit() and token.isascii()):
        return None
    trimmed = token.lstrip('0')
    if not trimmed:
        trimmed = '0'
    if len(trimmed) <= 6 and smallest <= int(trimmed) <= largest:
        return int(trimmed)
    return None


def interpret(parts, known):
    """Gives (task, None) or (None, complaint)."""
    if len(parts) != 4:
        return None, 'a job has exactly four fields'
    label, *figures = parts
    ranges = ((0, CEILING), (0, LEVELS - 1), (1, CEILING))
    values = [bounded(f, *r) for f, r in zip(figures, ranges)]
    if None in values:
        return None, 'one of the figures is unusable'
    if label in known:
        return None, 'the label %s is taken' % label
    return Task(label, *values), None


def collect(stream):
    known = set()
    accepted = []
    dropped = 0
    for position, text in enumerate(stream, start=2):
        parts = text.split()
        if parts:
            task, complaint = interpret(parts, known)
            if complaint:
                dropped += 1
                print('input:%d: %s' % (position, complaint), file=sys.stderr)
            else:
                known.add(task.label)
                accepted.append(task)
    return sorted(accepted, key=lambda task: task.born), dropped


class Machine:
    def __init__(self, tasks, span):
        self.tasks = tasks
        self.span = span
        self.lanes = {level: collections.deque() for level in range(LEVELS)}
        self.rest = {k: task.effort for k, task in enumerate(tasks)}
        self.upcoming = 0
        self.clock = self.unused = self.delay = 0

    def admit(self):
        while self.upcoming < len(self.tasks):
            task = self.tasks[self.upcoming]
            if task.born > self.clock:
                break
            self.lanes[task.level].append(self.upcoming)
            self.upcoming += 1

    def top_lane(self):
        return next((v for v in range(LEVELS) if self.lanes[v]), None)

    def skip_ahead(self):
        wake = self.tasks[self.upcoming].born
        self.unused += wake - self.clock
        self.clock = wake

    def serve(self, level):
        """One slice from the given lane; tells whether a task ended."""
        who = self.lanes[level].popleft()
        portion = self.rest[who] if self.rest[who] < self.span else self.span
        self.rest[who] -= portion
        self.clock += portion
        if self.rest[who]:
            # whoever came meanwhile queues before this one
            self.admit()
            lower = level + 1 if level + 1 < LEVELS else level
            self.lanes[lower].append(who)
            return False
        task = self.tasks[who]
        lag = self.clock - task.born - task.effort
        self.delay += lag
        print(f'{self.clock} done {task.label} waited {lag}')
        return True

    def work(self):
        pending = len(self.tasks)
        while pending:
            self.admit()
            level = self.top_lane()
            if level is None:
                self.skip_ahead()
            elif self.serve(level):
                pending -= 1


def header(text):
    parts = text.split()
    if len(parts) == 2 and parts[0] == 'quantum':
        return bounded(parts[1], 1, 100)
    return None


def start():
    span = header(sys.stdin.readline())
    if span is None:
        print('bad quantum')
    else:
        tasks, dropped = collect(sys.stdin)
        machine = Machine(tasks, span)
        machine.work()
        mean = machine.delay // len(tasks) if tasks else '-'
        print(f'idle {machine.unused}', f'average {mean}',
              f'rejected {dropped}', sep='\n')


if __name__ == '__main__':
    start()
