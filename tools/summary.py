#!/usr/bin/env python3
"""Say how many tests passed, failed and were skipped, and why.

usage: summary.py RESULTS.xml    (as ctest --output-junit writes it)

A test that exits with 77 is skipped, and one that passes may have skipped a
part; both say why on a line "SKIP: ...".  When it must be strict (CI=true or
ATHAR_STRICT=1), only what lacks shared data or a peer may be skipped.
"""
import os
import re
import sys
import xml.etree.ElementTree as xml

ALLOWED = ("shared data", "peer")
strict = os.environ.get("CI") == "true" or os.environ.get("ATHAR_STRICT") == "1"


def reasons(text):
    """Why something was skipped, once for each part."""
    told = [line[5:].strip() for line in re.findall(r"^SKIP:.*$", text, re.M)]
    silent = len(re.findall(r"^\[  SKIPPED \] (?!\d)", text, re.M)) - len(told)
    return told + ["no reason given"] * max(0, silent)


def main(path):
    passed, failed, skipped = 0, [], []
    try:
        cases = xml.parse(path).getroot().findall("testcase")
    except (OSError, xml.ParseError) as fault:
        print(f"no results: {fault}")
        cases = []
    for case in cases:
        name, text = case.get("name"), case.findtext("system-out") or ""
        skip = case.find("skipped")
        why = reasons(text)
        if case.get("status") == "run":
            passed += 1
            skipped += [(name + " (a part)", w) for w in why]
        elif skip is not None and skip.get("message", "").startswith("SKIP_RETURN_CODE"):
            skipped += [(name, w) for w in why or ["no reason given"]]
        else:
            failed.append((name, "failed" if case.get("status") == "fail" else "could not be run"))
    if strict:
        failed += [(n, "skipped: " + w) for n, w in skipped if not w.startswith(ALLOWED)]
        skipped = [(n, w) for n, w in skipped if w.startswith(ALLOWED)]
    for name, why in skipped:
        print(f"skipped: {name}: {why}")
    for name, why in failed:
        print(f"FAILED: {name}: {why}")
    if not cases:
        failed.append(("", ""))
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
