"""Kill a command at many moments of a commit that is stretched to seconds, and see that nothing is lost or doubled.

usage: kill.py --athar PROGRAM --shim LIBRARY --base DIR --tally FILE --kills N --in-commit N --jobs N --seconds S -- ARG...

The base folder holds a case (case/) and the user's state (state/).  One run without the shim tells what must come out;
one with it, how many calls reach the disk, which is the first write of the commit and which its last sync.  Then each
of the kills meets a run of its own, evenly spread over its length.  After a kill the same command is run again: the
record must have the size of the run that was not killed, the answers must be the same but for the times of recording,
and the case must verify.  The tally gets a line with the number of kills and of those in the commit.
"""
import argparse
import json
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from places import Place

QUESTIONS = (["timeline", "--json", "--audience", "RED"], ["census", "count", "--json"])
LATE = 10  # Tries to hit a run near its end.


def new_place(options, name):
    return Place(options.shim, os.path.join(os.path.dirname(options.base), name), options.base)


def answers(options, place):
    """What the case says, without the times at which things were recorded."""
    out = []
    for question in QUESTIONS:
        got = place.run(options.athar, *question)
        lines = [json.loads(line) for line in got.stdout.splitlines()]
        for line in lines:
            line.pop("recorded", None)
        out.append((question, got.returncode, lines))
    return out


class Expected:
    """What the run that is not killed gives, and how its commit lies in time."""

    def __init__(self, options):
        place = new_place(options, "whole")
        before = place.size()
        done = place.run(options.athar, *options.command)
        if done.returncode != 0:
            sys.exit(f"FAIL: the command itself: exit {done.returncode}: {done.stderr}")
        self.size, self.answers = place.size(), answers(options, place)
        if self.size == before:
            sys.exit("FAIL: the command appends nothing")
        place.drop()

        place = new_place(options, "counted")
        if place.start(options.athar, *options.command, SLEEP_US=0).wait() != 0:
            sys.exit("FAIL: the command under the shim")
        self.calls, _, self.first_write, self.last_sync, _ = place.counted()
        place.drop()
        self.sleep_us = int(options.seconds * 1e6 / self.calls)

        # Starting the program takes time as well: measure a whole stretched run.
        place = new_place(options, "stretched")
        begin = time.monotonic()
        if place.start(options.athar, *options.command, SLEEP_US=self.sleep_us).wait() != 0:
            sys.exit("FAIL: the command under the shim, slowly")
        self.seconds = time.monotonic() - begin
        place.drop()


def kill_once(options, expected, number, say):
    """One kill at its moment; returns whether it fell between first write and last sync, or None where none hit."""
    moment = (number + 0.5) / options.kills * expected.seconds
    for _ in range(LATE):
        place = new_place(options, f"run{number}")
        process = place.start(options.athar, *options.command, SLEEP_US=expected.sleep_us)
        time.sleep(moment)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        if process.wait() == -signal.SIGKILL:
            break
        # The run was over before the kill came: a little earlier, then.
        place.drop()
        moment *= 0.98
    else:
        return None
    begun, done, _, _, _ = place.counted()
    inside = expected.first_write <= begun and done < expected.last_sync

    where = f"kill {number} at {moment:.2f} s (call {begun} of {expected.calls})"
    again = place.run(options.athar, *options.command)
    if again.returncode != 0:
        say(f"{where}: the same command again: exit {again.returncode}: {again.stderr}")
    elif place.size() != expected.size:
        say(f"{where}: {place.size()} entries, not {expected.size}")
    elif answers(options, place) != expected.answers:
        say(f"{where}: other answers: {answers(options, place)} instead of {expected.answers}")
    verified = place.run(options.athar, "verify", "--json")
    if verified.returncode != 0:
        say(f"{where}: not sound: {verified.stdout}{verified.stderr}")
    place.drop()
    return inside


def main():
    parser = argparse.ArgumentParser()
    for name in ("athar", "shim", "base", "tally"):
        parser.add_argument("--" + name, required=True)
    for name in ("kills", "in-commit", "jobs"):
        parser.add_argument("--" + name, type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    expected = Expected(options)

    faults, lock = [], threading.Lock()

    def say(text):
        with lock:
            faults.append(text)
            print("FAIL:", text, flush=True)

    with ThreadPoolExecutor(options.jobs) as pool:
        where = list(pool.map(lambda n: kill_once(options, expected, n, say), range(options.kills)))
    killed = sum(1 for w in where if w is not None)
    inside = sum(1 for w in where if w)
    print(f"{' '.join(options.command[:2])}: {killed} kills over runs of {expected.seconds:.1f} s, "
          f"{inside} of them between first write and last sync "
          f"(calls {expected.first_write} to {expected.last_sync} of {expected.calls}); {len(faults)} faults")
    if inside < options.in_commit:
        sys.exit(f"FAIL: fewer than {options.in_commit} kills in the commit")
    if killed < options.kills:
        sys.exit("FAIL: some kills never met a running command")
    with open(options.tally, "a", encoding="utf-8") as f:
        f.write(f"{killed} {inside}\n")
    sys.exit(1 if faults else 0)


main()
