#!/usr/bin/env python3
"""Hold "athar census count --json" against the truth of a lab world.

usage: check_count.py DIR FORMAT COUNTS

Hosts and addresses must agree; the truth of the unfixed and of the fixed must
lie within the bounds.
"""
import json
import sys


def main(root, name, counts):
    truth = {d["on"]: d[name] for d in json.load(open(root + "/truth.json"))["days"]}
    rows = [json.loads(line) for line in open(counts)]
    assert rows, "no counts"
    width = []
    for r in rows:
        t = truth[r["on"][:10]]
        assert (r["hosts"], r["addresses"]) == (t["hosts"], t["addresses"]), (r, t)
        assert r["low"] <= t["unfixed"] <= r["high"], (r, t)
        assert r["fixed"] <= t["fixed"] <= r["fixed"] + r["ambiguous"], (r, t)
        assert r["hosts"] == r["fixed"] + r["unfixed"] + r["ambiguous"] + r["na"], r
        width.append(r["high"] - r["low"])
    print(f"{name}: {len(rows)} days agree, bounds {min(width)} to {max(width)} hosts wide")


if __name__ == "__main__":
    main(*sys.argv[1:])
