"""Lists of labelled pairs from data sets of known layouts: see bench/pairs_from.sh."""
import os
import pathlib
import sys


def below(folder):
    return sorted(f for f in folder.iterdir() if not f.name.startswith("."))


def irplag(data):
    for case in below(data):
        if not (case / "original").is_dir():
            continue
        ground = case / "non-plagiarized"
        pairs = [(f"1:{level.name}", case / "original", specimen, ground)
                 for level in below(case / "plagiarized") for specimen in below(level)]
        yield case.name, pairs + [("0", case / "original", specimen, ground) for specimen in below(ground)]


def tasks(data, ground_of):
    for task in below(data):
        if not (task / "human").is_dir():
            continue
        derived = below(task / "derived")
        pairs = []
        for package in below(task / "human"):
            mine = {d: d.name.partition("-") for d in derived}
            if all(m[0] != package.name for m in mine.values()):
                continue
            pairs += [("0", package, other, *ground_of(task)) for other in below(task / "human") if other != package]
            pairs += [(f"1:{m[2]}" if m[0] == package.name else "0", package, d, *ground_of(task)) for d, m in mine.items()]
        yield task.name, pairs


def every_human(data):
    return [t / "human" for t in below(data) if (t / "human").is_dir()]


LAYOUTS = {"irplag": irplag,
           "tasks": lambda data: tasks(data, lambda task: [task / "human"]),
           "tasks-all": lambda data: tasks(data, lambda task: every_human(data))}


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in LAYOUTS:
        sys.exit("usage: bench/pairs_from.sh irplag|tasks|tasks-all DATA OUT")
    data, out, sets = pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]), 0
    for name, pairs in LAYOUTS[sys.argv[1]](data):
        (out / name).mkdir(parents=True, exist_ok=True)
        lines = ["\t".join(map(os.fspath, pair)) for pair in pairs]
        (out / name / "pairs.tsv").write_text("\n".join(lines) + "\n")
        sets += 1
    if sets == 0:
        sys.exit(f"bench/pairs_from: {data} has no set of the layout {sys.argv[1]}")


if __name__ == "__main__":
    main()
