#!/usr/bin/env python3
"""Hold what "athar hunt scan --json" found in a lab world against the truth.

usage: check_hunt.py DIR FINDINGS [PREFIX]

Every planted row is found at its line and byte, and no benign row is.  PREFIX is
what stands before the truth's file names, DIR/ unless given.
"""
import json
import sys


def main(root, findings, prefix):
    lines = [json.loads(line) for line in open(findings)]
    truth = [json.loads(line) for line in open(root + "/truth.jsonl")]
    planted = {(prefix + t["file"], t["row"]): t for t in truth if t["kind"] == "planted"}
    found = {}
    for f in (x for x in lines if x["kind"] == "finding"):
        found.setdefault((f["file"], f["row"]), []).append(f)
    false = [f for place, fs in found.items() if place not in planted for f in fs]
    assert not false, ("benign rows found", false[:3])
    for place, fs in found.items():
        t = planted[place]
        for f in fs:
            assert f["offset"] == t["offset"], (f, t)
            assert t["client"] in (None, f["client"]), (f, t)
            assert f["time"][:19] == t["time"][:19], (f, t)
    missed = [t for place, t in planted.items() if place not in found]
    assert not missed, ("planted rows missed", missed[:3])
    # What other tools drop is lowered, never dropped.
    order = ["informational", "low", "medium", "high", "critical"]
    levels = {place: max(order.index(f["level"]) for f in fs if "static file" not in f["title"])
              for place, fs in found.items() if any("static file" not in f["title"] for f in fs)}
    dropped = [place for place, t in planted.items() if t["dropped_by_others"] and place in found]
    assert dropped or not planted, "nothing that others drop was found"
    print(f"{len(planted)} planted rows, {len(found)} found, of those {len(dropped)} that others drop, none false; "
          f"highest level of those dropped by others: {order[max([levels.get(p, 0) for p in dropped] + [0])]}")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else sys.argv[1].rstrip("/") + "/")
