#!/usr/bin/env python3
"""Golden answers for know_decide, read from data/exchange-builds.tsv by other means.

This is the independent reading of the table that the tests compare athar with:
it shares no code and no intermediate result with the C program.  It knows only
the rules as a person would state them:

  * a full build is fixed if the table says so in its own row; the rows on which
    the vendor's sources conflict are ambiguous, and so is what lies between
    them and the fix of the other source;
  * a number between two rows of one 15.x.y is fixed from the first fixed row on;
  * three parts are fixed if all rows that begin with them are, unfixed if none
    is, else ambiguous, but unfixed before the first fixed row could be had;
  * 2010 is affected by CVE-2021-26857 only, 2007 by none.

Usage: know_golden.py TABLE (tests/unit/test_know_decide.c runs it)
Columns: product build cve on verdict precision kb, where "-" stands for what is
not asked or must be empty, and "*" for a value that is not compared.
"""
import csv
import sys

ALL = ["CVE-2021-26855", "CVE-2021-26857", "CVE-2021-26858", "CVE-2021-27065"]


def affected(product, cve):
    if product == "Exchange 2007":
        return False
    if product == "Exchange 2010":
        return cve == "CVE-2021-26857"
    return True


def numbers(build):
    return [int(part) for part in build.split(".")]


def is_conflict(row):
    return "conflict" in row["update_name"]


def days(text):
    """First and last day of "2021-03-02" or "2021-03-08..2021-03-11"."""
    first, _, last = text.partition("..")
    return first, last or first


def day_before(day):
    year, month, number = (int(part) for part in day.split("-"))
    assert number > 1, "the golden days do not begin a month"
    return "%04d-%02d-%02d" % (year, month, number - 1)


def full_verdict(row):
    if is_conflict(row):
        return "AMBIGUOUS"
    return {"yes": "FIXED", "no": "UNFIXED"}[row["march2021_fixed"]]


def put(*fields):
    print("\t".join(fields))


def every_row(rows):
    for row in rows:
        for cve in ALL:
            if not affected(row["product"], cve):
                put(row["product"], row["build_short"], cve, "-", "NA", "su", "-")
                continue
            put(row["product"], row["build_short"], cve, "-", full_verdict(row), "su", "*")
        # The same, inferred and padded with zeros as the CVE records are, and long before any fix.
        a, b, c, d = numbers(row["build_short"])
        padded = "%02d.%02d.%04d.%03d" % (a, b, c, d)
        cve = "CVE-2021-26857"
        verdict = full_verdict(row) if affected(row["product"], cve) else "NA"
        put("-", padded, cve, "-", verdict, "su", "*")
        put("-", row["build_short"], cve, "2021-01-05", verdict, "su", "*")


def by_three_parts(rows):
    groups = {}
    for row in rows:
        key = ".".join(str(n) for n in numbers(row["build_short"])[:3])
        groups.setdefault(key, []).append(row)
    for key, group in groups.items():
        product = group[0]["product"]
        if product == "Exchange 2007":
            put(product, key, "CVE-2021-26855", "-", "NA", "cu", "-")
            continue
        fixed = sorted((r for r in group if r["march2021_fixed"] == "yes"), key=lambda r: numbers(r["build_short"]))
        unfixed = [r for r in group if r["march2021_fixed"] == "no"]
        cve = "CVE-2021-26857"
        if not fixed:
            # A rollup of 2010 is mended by a later one of its service pack, so its update is not compared.
            kb = "*" if product == "Exchange 2010" else "-"
            put(product, key, cve, "-", "UNFIXED", "cu", kb)
            put("-", key, cve, "2021-03-20", "UNFIXED", "cu", kb)
        elif not unfixed:
            put(product, key, cve, "-", "FIXED", "cu", "-")
            put("-", key, cve, "2021-01-05", "FIXED", "cu", "-")
        else:
            first, last = days(fixed[0]["available"])
            kb = fixed[0]["kb"]
            for name in (product, "-"):
                put(name, key, cve, day_before(first), "UNFIXED", "cu", kb)
                put(name, key, cve, first, "AMBIGUOUS", "cu", kb)
                put(name, key, cve, last, "AMBIGUOUS", "cu", kb)
                put(name, key, cve, "-", "AMBIGUOUS", "cu", kb)


def between_rows(rows):
    """Numbers that no row has, inside branches that are known (2013 and later)."""
    groups = {}
    for row in rows:
        build = numbers(row["build_short"])
        if build[0] >= 15:
            groups.setdefault(tuple(build[:3]), []).append((build[3], row))
    for key, group in groups.items():
        have = {revision for revision, _ in group}
        yes = [r for r, row in group if row["march2021_fixed"] == "yes"]
        no = [r for r, row in group if row["march2021_fixed"] == "no" and not is_conflict(row)]
        claimed = [r for r, row in group if is_conflict(row)]
        for revision in range(0, max(have) + 3):
            if revision in have:
                continue
            if not yes:
                verdict = "UNFIXED"
            elif not no:
                verdict = "FIXED"
            elif revision >= min(yes):
                verdict = "FIXED"
            elif claimed and revision >= min(claimed):
                verdict = "AMBIGUOUS"
            else:
                verdict = "UNFIXED"
            put("-", "%d.%d.%d.%d" % (*key, revision), "CVE-2021-27065", "-", verdict, "su", "*")


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    print("# product\tbuild\tcve\ton\tverdict\tprecision\tkb; made by tests/know_golden.py, never by athar")
    every_row(rows)
    by_three_parts(rows)
    between_rows(rows)


main()
