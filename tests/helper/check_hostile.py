"""Documents out of hostile values: check_hostile.py OUTS SCHEMA SEEDS

Each must be UTF-8 and JSON to a reader that takes no liberties, have no key twice and nothing that a terminal or a page
would obey, be the same again from the same values, and as CSAF fit the schema of OASIS.
"""
import json
import re
import subprocess
import sys
import warnings

import jsonschema

warnings.simplefilter("ignore")
outs, schema, seeds = sys.argv[1], json.load(open(sys.argv[2])), int(sys.argv[3])
csaf = jsonschema.Draft202012Validator(schema)


def unique(pairs):
    assert len({k for k, _ in pairs}) == len(pairs), "a key twice: %s" % [k for k, _ in pairs]
    return dict(pairs)


def refuse(word):
    raise AssertionError("a number that is none: " + word)


def check(kind, seed):
    made = subprocess.run([outs, kind, str(seed)], capture_output=True)
    assert made.returncode == 0, made.stderr
    text = made.stdout.decode("utf-8")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text), "a control goes out raw"
    assert text.endswith("\n") and "\n" not in text[:-1].replace("\n", "") and text.count("\n") == 1, "one line"
    doc = json.loads(text, object_pairs_hook=unique, parse_constant=refuse)
    assert subprocess.run([outs, kind, str(seed)], capture_output=True).stdout == made.stdout, "other bytes"
    if kind in ("csaf", "vex"):
        faults = sorted(csaf.iter_errors(doc), key=lambda e: list(e.absolute_path))
        assert not faults, (list(faults[0].absolute_path), faults[0].message[:300])
    elif kind == "misp":
        assert doc["Event"]["info"] and all(a["value"] for a in doc["Event"]["Attribute"]), "an empty value"
    else:
        ids = [o["id"] for o in doc["objects"]]
        assert len(ids) == len(set(ids)), "an id twice"


bad = 0
for seed in range(seeds):
    for kind in ("csaf", "vex", "misp", "stix"):
        try:
            check(kind, seed)
        except Exception as fault:
            bad += 1
            print(f"FAILED: {kind} {seed}: {type(fault).__name__}: {fault}")
            if bad > 8:
                sys.exit(1)
print(f"{4 * seeds} documents, {bad} bad")
sys.exit(bad != 0)
