"""A release that meets a failing call to the disk at every place, or is killed there: no bytes without an entry.

usage: release.py --athar PROGRAM --check PROGRAM --shim LIBRARY --base DIR --package DIR [--kills N]

The base holds a case with bulletin EX-1, whose partners come by age.  Each run releases into a folder out/ of its own
and meets one failure (EIO at the n-th call, for every n), or a kill -9 at the n-th call.  Then: every sealed file in
out/ must stand in the record with its hash, the case must verify, and the same command again must complete with the
same bytes for what was in the record, and one entry a copy.
"""
import argparse
import hashlib
import json
import os
import pathlib
import signal
import sys
import time

from places import Place


def must(condition, text):
    if not condition:
        sys.exit("FAIL: " + text)


def sealed_files(place):
    out = pathlib.Path(place.root) / "out"
    return {p.name.split(".")[0]: hashlib.sha256(p.read_bytes()).hexdigest()
            for p in out.glob("[0-9]*.age")} if out.is_dir() else {}


def in_record(options, place):
    """Copies that the record tells of, with the hash of the sealed file."""
    found = {}
    for path in pathlib.Path(place.case, "private").glob("*.json"):
        if int(path.stem) >= place.size():
            continue
        body = json.loads(path.read_text())["body"]
        if body["type"] == "sealed":
            must(str(body["copy"]) not in found, f"copy {body['copy']} stands twice in the record")
            found[str(body["copy"])] = body["sha256"]
    return found


def look(options, place, when):
    record, out = in_record(options, place), sealed_files(place)
    for copy, sha in out.items():
        must(record.get(copy) == sha, f"{when}: copy {copy} is out, and the record does not say so")
    got = place.run(options.check, "verify", "--json")
    must(got.returncode == 0, f"{when}: not sound: {got.stdout}{got.stderr}")
    again = place.run(options.check, *options.words(place))
    must(again.returncode == 0, f"{when}: the same command again: exit {again.returncode}: {again.stdout}{again.stderr}")
    after, files = in_record(options, place), sealed_files(place)
    must(len(files) == options.copies and files == after, f"{when}: {len(files)} files, {len(after)} in the record")
    must(all(after[c] == s for c, s in record.items()), f"{when}: other bytes than were recorded")
    left = [p.name for p in (pathlib.Path(place.root) / "out").iterdir() if p.name.startswith(".")]
    must(options.kills or not left, f"{when}: it leaves {left}")
    return "recorded" if record else "nothing"


def place_of(options, name):
    place = Place(options.shim, os.path.join(os.path.dirname(options.base), name), options.base)
    place.watched = place.root
    return place


def fail_each(options):
    tally, n = {"recorded": 0, "nothing": 0}, 0
    while True:
        n += 1
        place = place_of(options, "run")
        got = place.run(options.athar, *options.words(place), NTH=n, ERRNO="EIO")
        must("Sanitizer" not in got.stderr, got.stderr)
        failed = place.counted()[4]
        must(failed or got.returncode == 0, f"nothing failed, but exit {got.returncode}: {got.stderr}")
        must(got.returncode in (0, 1, 4), f"call {n}: exit {got.returncode}: {got.stderr}")
        tally[look(options, place, f"call {n} fails")] += 1
        place.drop()
        if not failed:
            return tally


def kill_each(options):
    tally = {"recorded": 0, "nothing": 0}
    place = place_of(options, "whole")
    must(place.run(options.athar, *options.words(place), NTH=0).returncode == 0, "the command under the shim")
    calls = place.counted()[0]
    place.drop()
    for k in range(options.kills):
        at = 1 + k * calls // options.kills
        place = place_of(options, "run")
        child = place.start(options.athar, *options.words(place), SLEEP_US=3000)
        while child.poll() is None and place.counted()[0] < at:
            time.sleep(0.0005)
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()
        tally[look(options, place, f"killed at call {at}")] += 1
        place.drop()
    return tally


def main():
    parser = argparse.ArgumentParser()
    for name in ("athar", "check", "shim", "base", "package"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    options.words = lambda place: ["share", "release", "EX-1", "--package", options.package, "--stage", "detection",
                                   "--all", "--out", os.path.join(place.root, "out"), "--json"]
    tally = kill_each(options) if options.kills else fail_each(options)
    what = f"{options.kills} kills" if options.kills else "each call failed once"
    print(f"release, {what}: {tally['nothing']} left nothing, {tally['recorded']} left entries that say so")
    must(tally["nothing"] > 5 and tally["recorded"] > 5, "the runs did not meet both sides of the commit")


main()
