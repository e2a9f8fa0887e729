"""Fail each call to the disk that a command makes, one run a call, and see that nothing is half done.

usage: failures.py --athar PROGRAM --check PROGRAM --shim LIBRARY --work DIR [--base DIR] --errno NAME [--forever]
       [--jobs N] -- ARGUMENT...

The command must say so and exit 4, with the case as it was, or succeed, with one entry more; with --forever all calls
after the first fail as well, as on a full disk, and where even putting the old checkpoint back is refused then, all of
the new one must be there.  The case must verify, and the same command must work once the disk does.  Without a base
the command is one that makes the case: it must leave nothing.  PROGRAM may be a slow one with sanitizers; the one
that checks what is left need not be.
"""
import argparse
import itertools
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from places import Place


class Fault(Exception):
    """What must not be."""


def must(condition, text):
    if not condition:
        raise Fault(text)


def try_call(options, before, number):
    """Fail call ${number}; returns what came of it, or None where the command does not make so many."""
    place = Place(options.shim, os.path.join(options.work, f"fail{number}"), options.base)
    shim = {"NTH": number, "ERRNO": options.errno}
    if options.forever:
        shim["FOREVER"] = 1
    got = place.run(options.athar, *options.command, **shim)
    made_to_fail = place.counted()[4]
    try:
        must("Sanitizer" not in got.stderr, f"the sanitizer complains: {got.stderr}")
        if made_to_fail == 0:
            must(got.returncode == 0, f"nothing failed, but exit {got.returncode}: {got.stderr}")
            return None
        must(got.returncode in (0, 4), f"exit {got.returncode}: {got.stderr}")
        must(got.returncode == 0 or got.stderr.strip(), "exit 4 without a word")
        if options.base is None:
            return look_at_new(options, place, got)
        return look_at(options, place, before, got)
    finally:
        place.drop()


def look_at_new(options, place, got):
    if got.returncode == 4:
        left = [name for name in os.listdir(place.root) if name != "state"]
        must(not left, f"it leaves {left}")
        got = place.run(options.check, *options.command)
        must(got.returncode == 0, f"the same command again: exit {got.returncode}: {got.stderr}")
        verify(options, place, "after the same command again")
        return "refused"
    verify(options, place, "after success")
    return "went through"


def look_at(options, place, before, got):
    verify(options, place, f"after exit {got.returncode}")
    if got.returncode == 0:
        must(place.size() == before[0] + 1, f"success, but {place.size()} entries")
        return "went through"
    if place.checkpoint() != before[1]:
        must(options.forever and place.size() == before[0] + 1, "exit 4, but the record changed")
        return "refused with the new checkpoint in place"
    again = place.run(options.check, *options.command)
    must(again.returncode == 0, f"the same command again: exit {again.returncode}: {again.stderr}")
    must(place.size() == before[0] + 1, f"{place.size()} entries after the same command again")
    verify(options, place, "after the same command again")
    return "refused"


def verify(options, place, when):
    got = place.run(options.check, "verify", "--json")
    must(got.returncode == 0, f"{when}: not sound: {got.stdout}{got.stderr}")


def main():
    parser = argparse.ArgumentParser()
    for name in ("athar", "check", "shim", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--base")
    parser.add_argument("--errno", default="EIO")
    parser.add_argument("--forever", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    before = None
    if options.base is not None:
        place = Place(options.shim, os.path.join(options.work, "before"), options.base)
        before = place.size(), place.checkpoint()
        place.drop()

    # Each thread takes the next call until one finds that the command makes no more.
    calls, results, faults, lock = itertools.count(1), {}, [], threading.Lock()
    over = threading.Event()

    def work():
        while not over.is_set() and not faults:
            with lock:
                number = next(calls)
            try:
                result = try_call(options, before, number)
            except Fault as fault:
                faults.append(f"call {number} fails with {options.errno}: {fault}")
                return
            if result is None:
                over.set()
            else:
                results[number] = result

    with ThreadPoolExecutor(options.jobs) as pool:
        for future in [pool.submit(work) for _ in range(options.jobs)]:
            future.result()
    tally = {what: list(results.values()).count(what) for what in sorted(set(results.values()))}
    print(f"{' '.join(options.command[:2])}, {options.errno} {'from one on' if options.forever else 'once'}: "
          f"{len(results)} calls: " + ", ".join(f"{n} {what}" for what, n in tally.items()))
    for fault in faults:
        print("FAIL:", fault)
    if tally.get("refused", 0) < 10:
        print("FAIL: hardly any call was refused: the shim does not work")
        faults.append("shim")
    sys.exit(1 if faults else 0)


main()
