"""For bench/watch.sh, which says what it prints: watch.py ATHAR FOLDER N FILES SLOWER EACH.

FOLDER holds the case c, ordinary programs, derived/0 to 10, and the helper floor.  A specimen is some lines of an ordinary
program, its numbers and a last line changed by the specimen's number: the same for the same number, and like no other.
"""
import collections
import json
import os
import pathlib
import queue
import re
import resource
import shutil
import subprocess
import sys
import threading
import time

athar, T, N, FILES = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
SLOWER, EACH = float(sys.argv[5]), float(sys.argv[6])
AHEAD = 20000    # Of the stream's files so many exist at once: more than a pipe and a buffer hold lines.
PATIENCE = 3600  # Seconds for a tenth.
FLOOR = 2000     # So many tell what fingerprinting alone takes.
TICK = os.sysconf("SC_CLK_TCK")
NUMBER = re.compile(rb"\d+")
NOTE = {".c": b"/* %d */\n", ".md": b"%d.\n"}
base = [(p.suffix, p.read_bytes().splitlines(True)) for p in sorted((T / "ordinary/ordinary").glob("*/*"))]
faults = []


def fault(what):
    print("  FAULT: " + what)
    faults.append(what)


def of(k):
    """Suffix and lines of the program that a specimen is of."""
    return base[k * 2654435761 % len(base)]


def name_of(k):
    return f"{k:07d}{of(k)[0]}"


def specimen(k):
    """Its name and its bytes."""
    suffix, lines = of(k)
    begin, some = k * 40503 % len(lines), 10 + k * 7919 % 60
    text = NUMBER.sub(b"%d" % (k % 9973), b"".join(lines[begin:begin + some])[:4000])
    return name_of(k), text + b"\n" + NOTE.get(suffix, b"# %d\n") % k


def stops(n):
    """After which specimens a derived one comes: at 1 %, and at each tenth."""
    return [max(n // 100, 1)] + [n * t // 10 for t in range(1, 11)]


def derived(k, name):
    return f"{name}-derived.py", (T / f"derived/{k}").read_bytes() + b"n_%s = %d\n" % (name.encode(), k)


# Core-seconds; peak and present memory in KB; open descriptors; what fingerprinting alone takes at that moment.
Mark = collections.namedtuple("Mark", "seconds peak memory descriptors alone")


class Watch:
    """A watch that runs: its lines as they come, and what the system says of it."""

    def __init__(self, *args, feed=False):
        self.process = subprocess.Popen([athar, "trace", "watch", "--case", T / "c", "--json", *args], text=True, stdout=subprocess.PIPE,
                                        stdin=subprocess.PIPE if feed else None, stderr=open(T / "err", "w"))
        self.lines, self.alerts, self.unread, self.summary = queue.Queue(), [], 0, None
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))
        self.lines.put(None)

    def take(self, line):
        if line["kind"] == "alert":
            self.alerts.append(os.path.basename(line["specimen"]))
        elif line["kind"] == "unread":
            self.unread += 1
        else:
            self.summary = line

    def end(self):
        while (line := self.lines.get()) is not None:
            self.take(line)
        return self.process.wait()

    def mark(self, name):
        """What it holds and has taken when the alert on this file comes; without one there is no telling."""
        while name not in self.alerts:
            try:
                line = self.lines.get(timeout=PATIENCE)
            except queue.Empty:
                line = None
            if line is None:
                self.process.kill()
                sys.exit(f"no alert on {name}: " + (T / "err").read_text())
            self.take(line)
        root = pathlib.Path(f"/proc/{self.process.pid}")
        ticks = sum(map(int, (root / "stat").read_text().rsplit(")", 1)[1].split()[11:15]))
        status = dict(line.split(":", 1) for line in (root / "status").read_text().splitlines())
        kb = [int(status[what].split()[0]) for what in ("VmHWM", "VmRSS")]
        return Mark(ticks / TICK, *kb, min(self.descriptors(root) for _ in range(50)), floor("print"))

    def descriptors(self, root):
        # While a reader lives there are some more.
        time.sleep(0.0007)
        return len(os.listdir(root / "fd"))


def floor(what):
    """Core-seconds a file of the helper, for some specimens."""
    paths = sorted((T / "sample").iterdir())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([T / "floor", what], input="".join(f"{p}\n" for p in paths), text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / len(paths)


def told(what, n, marks, watch, wanted):
    """All of one run, by its marks at 1 % and at each tenth; what comes before 1 % is setting up."""
    tenths = [(b.seconds - a.seconds) / (n * part) for a, b, part in zip(marks, marks[1:], [0.09] + [0.1] * 9)]
    first, last, begin, end = tenths[0], tenths[-1], marks[0], marks[-1]
    # Other work on the machine weighs on both alike.
    alone, alone_last = ((a.alone + b.alone) / 2 for a, b in (marks[:2], marks[-2:]))
    slower, sha = (last / alone_last) / (first / alone), floor("sha256")
    # Setting up may leave a peak that hides what comes later.
    grown = 1024 * max(end.peak - begin.peak, end.memory - begin.memory) / (n - n // 100)
    print(f"  {what}: " + ", ".join(f"{m.peak / 1024:.1f} MB at the most and {m.memory / 1024:.1f} held at {at}"
                                    for m, at in ((begin, "1 %"), (marks[1], "10 %"), (end, "the end"))) +
          f": {grown:.0f} bytes a specimen; descriptors {begin.descriptors} and {end.descriptors}")
    print(f"    a specimen: {1e3 * first:.3f} ms in the first tenth, {1e3 * last:.3f} in the last: {last / first:.3f} times; "
          f"fingerprinting alone {1e3 * alone:.3f} and {1e3 * alone_last:.3f} ms: {first / alone:.2f} and {last / alone_last:.2f} times that, "
          f"{slower:.3f} times as much in the last; {first / sha:.0f} and {last / sha:.0f} times SHA-256")
    print("    by tenths: " + " ".join(f"{1e3 * t:.3f}" for t in tenths) + " ms")
    print(f"    alerts: {len(wanted)} expected, {len(watch.alerts)} raised; {watch.unread} not read")
    if collections.Counter(watch.alerts) != collections.Counter(wanted):
        fault(f"not the alerts that were expected: {sorted(set(watch.alerts) ^ set(wanted))[:10]}")
    if watch.unread > 0 or watch.summary["specimens"] != n + len(wanted):
        fault(f"{watch.summary['specimens']} specimens were read and {watch.unread} not, of {n + len(wanted)}")
    if slower > SLOWER:
        fault(f"the last tenth takes {slower:.2f} times the first, measured by fingerprinting (at most {SLOWER:g})")
    if grown > EACH:
        fault(f"memory grows by {grown:.0f} bytes a specimen (at most {EACH:g})")
    if end.descriptors > begin.descriptors:
        fault("descriptors stay open")


def stream():
    folder = T / "stream"
    folder.mkdir()
    watch, ends, marks, wanted = Watch("-", feed=True), stops(N), [], []

    def feed(name, text):
        (folder / name).write_bytes(text)
        watch.process.stdin.write(json.dumps({"file": str(folder / name), "source": "bench"}) + "\n")

    for k in range(1, N + 1):
        feed(*specimen(k))
        if k > AHEAD:
            (folder / name_of(k - AHEAD)).unlink(missing_ok=True)
        if k == ends[len(marks)]:
            name, text = derived(len(marks), f"{k:07d}")
            feed(name, text)
            wanted.append(name)
            watch.process.stdin.flush()
            marks.append(watch.mark(name))
    watch.process.stdin.close()
    watch.end()
    told(f"the stream of {N}", N, marks, watch, wanted)
    shutil.rmtree(folder)


def folder():
    lying = T / "lying"
    lying.mkdir()
    marks, wanted = [], []
    for k in range(1, FILES + 1):
        name, text = specimen(k)
        (lying / name).write_bytes(text)
    for at, k in enumerate(stops(FILES)):
        name, text = derived(at, f"{k:07d}")
        (lying / name).write_bytes(text)
        wanted.append(name)
    time.sleep(4)
    # It waits for another round when all is read, so that there is something to look at.
    watch = Watch("--every", "3600", str(lying))
    for name in wanted:
        marks.append(watch.mark(name))
    time.sleep(2)
    watch.process.terminate()
    watch.end()
    told(f"the folder of {FILES}", FILES, marks, watch, wanted)
    again(lying, len(wanted))


def again(lying, more):
    """A restart over what is known, and over some files that changed."""
    names = sorted(os.listdir(lying))
    for changed in (0, FILES // 100):
        for name in names[:changed]:
            with open(lying / name, "ab") as f:
                f.write(b"x\n")
        time.sleep(4 if changed > 0 else 0)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        watch = Watch(str(lying))
        watch.end()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"    again, {changed} changed: {watch.summary['specimens']} read, {watch.summary['known']} known; {1e6 * took / len(names):.1f} us a file")
        if watch.summary["specimens"] != changed or watch.summary["known"] + watch.summary["specimens"] != FILES + more:
            fault("what is known was read again, or what changed was not")


(T / "sample").mkdir()
for sample, text in map(specimen, range(1, FLOOR + 1)):
    (T / "sample" / sample).write_bytes(text)
stream()
folder()
print(f"watch: {len(faults)} faults" + "".join("; " + f for f in faults))
sys.exit(len(faults) > 0)
