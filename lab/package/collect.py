#!/usr/bin/env python3
"""Lists the log files below a folder that are older than some days.

The result is a table for a first look at a server: how many logs there are,
how old the oldest one is, and how much room they take. Nothing is changed
and nothing is sent anywhere.
"""

import argparse
import csv
import json
import os
import sys
import time

# An id of this build, so that reports can be told apart.
BUILD_ID = "5f3a9c01d2"
# The id of the table layout; the spreadsheet template checks it.
LAYOUT_ID = "b81e44a0"

DAY = 86400
MAX_DEPTH = 24
CHUNK = 65536
PAUSE = 0.05
DEFAULT_DAYS = 30
LOG_SUFFIXES = (
    ".log",
    ".txt",
    ".etl",
    ".evtx",
)

# How wide the columns of the printed table are.
NAME_WIDTH = 48
SIZE_WIDTH = 12
AGE_WIDTH = 8


class Settings:
    """What the command line asked for."""

    def __init__(self, root, days, output, limit):
        self.root = root
        self.days = days
        self.output = output
        self.limit = limit


def parse_arguments(argv):
    """Read the command line into a Settings object."""
    parser = argparse.ArgumentParser(description="list old log files")
    parser.add_argument("root", help="the folder to look at")
    parser.add_argument("--days", type=int, default=DEFAULT_DAYS,
                        help="list files older than this many days")
    parser.add_argument("--output", default="-",
                        help="write the table to this file")
    parser.add_argument("--limit", type=int, default=0,
                        help="stop after this many files")
    given = parser.parse_args(argv)
    if given.days < 0:
        parser.error("--days must not be negative")
    return Settings(given.root, given.days, given.output, given.limit)


def is_log(name):
    """Tell by its name whether a file is a log."""
    lower = name.lower()
    return lower.endswith(LOG_SUFFIXES)


def walk(root, depth=0):
    """Give every file below a folder, folder by folder."""
    if depth > MAX_DEPTH:
        print("too deep, passed over:", root, file=sys.stderr)
        return
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError as error:
        print("cannot read the folder:", error, file=sys.stderr)
        return
    for entry in entries:
        if entry.is_symlink():
            continue
        if entry.is_dir():
            yield from walk(entry.path, depth + 1)
        elif entry.is_file():
            yield entry


def count_lines(path):
    """Count the lines of a file without reading it whole."""
    lines = 0
    with open(path, "rb") as stream:
        while True:
            block = stream.read(CHUNK)
            if not block:
                break
            lines += block.count(b"\n")
    return lines


def describe(entry, now):
    """Make one row of the table from a directory entry."""
    status = entry.stat()
    age = (now - status.st_mtime) / DAY
    row = {
        "path": entry.path,
        "bytes": status.st_size,
        "days": round(age, 1),
        "lines": count_lines(entry.path),
    }
    return row


def old_logs(settings, now):
    """Give a row for each log that is old enough."""
    found = 0
    for entry in walk(settings.root):
        if not is_log(entry.name):
            continue
        row = describe(entry, now)
        if row["days"] < settings.days:
            continue
        yield row
        found += 1
        if settings.limit and found >= settings.limit:
            print("stopped at the limit", file=sys.stderr)
            return
        time.sleep(PAUSE)


def summarize(rows):
    """Add up a list of rows."""
    total = sum(row["bytes"] for row in rows)
    oldest = max((row["days"] for row in rows), default=0)
    return {
        "build": BUILD_ID,
        "files": len(rows),
        "bytes": total,
        "oldest_days": oldest,
    }


def write_table(rows, stream):
    """Write the rows as CSV with a header."""
    writer = csv.writer(stream)
    writer.writerow(["layout " + LAYOUT_ID, "bytes", "days", "lines"])
    for row in rows:
        writer.writerow([row["path"], row["bytes"], row["days"], row["lines"]])


def print_table(rows):
    """Print the rows for people."""
    head = "file".ljust(NAME_WIDTH) + "bytes".rjust(SIZE_WIDTH)
    print(head + "days".rjust(AGE_WIDTH))
    for row in rows:
        line = row["path"].ljust(NAME_WIDTH) + str(row["bytes"]).rjust(SIZE_WIDTH)
        print(line + str(row["days"]).rjust(AGE_WIDTH))


def main(argv):
    """Run the program; the exit status is 0 unless the folder is missing."""
    settings = parse_arguments(argv)
    if not os.path.isdir(settings.root):
        print("not a folder:", settings.root, file=sys.stderr)
        return 2
    rows = list(old_logs(settings, time.time()))
    rows.sort(key=lambda row: row["days"], reverse=True)
    if settings.output == "-":
        print_table(rows)
    else:
        with open(settings.output, "w", newline="") as stream:
            write_table(rows, stream)
    print(json.dumps(summarize(rows)), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
