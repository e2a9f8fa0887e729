"""Lists of labelled pairs from data sets of known layouts: see bench/pairs_from.sh."""
import os
import pathlib
import random
import shutil
import sys

SEED = 1
AMONG = 9


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


def put_among(specimen, strangers, dice, folder):
    """A folder of the specimen and of AMONG programs that have nothing to do with it, under names that do not tell which is which."""
    programs = [specimen, *dice.sample(strangers, AMONG)]
    dice.shuffle(programs)
    for n, program in enumerate(programs, 1):
        shutil.copytree(program, folder / f"{n:02}")
    return folder


def tasks_big(data, out):
    for name, pairs in tasks(data, lambda task: every_human(data)):
        # Who wrote a package has the same number in other tasks, and a folder with another work of his would not be independent.
        authors = {package.name for _, package, *_ in pairs}
        strangers = [h for humans in every_human(data) if humans.parent.name != name for h in below(humans) if h.name not in authors]
        if pairs and len(strangers) < AMONG:
            sys.exit(f"bench/pairs_from: {data} has fewer than {AMONG} programs of other tasks and authors than {name}")
        big = out / name / "specimens"
        if big.exists():
            shutil.rmtree(big)
        folders = {}
        for specimen in dict.fromkeys(pair[2] for pair in pairs):
            # The seed is the place within the data, so that the choice is the same wherever the data lies.
            inside = specimen.relative_to(data)
            folders[specimen] = put_among(specimen, strangers, random.Random(f"{SEED} {inside}"), big / inside.parent.name / inside.name)
        yield name, [(kind, package, folders[specimen], *ground) for kind, package, specimen, *ground in pairs]


LAYOUTS = {"irplag": lambda data, out: irplag(data),
           "tasks": lambda data, out: tasks(data, lambda task: [task / "human"]),
           "tasks-bare": lambda data, out: tasks(data, lambda task: []),
           "tasks-all": lambda data, out: tasks(data, lambda task: every_human(data)),
           "tasks-big": tasks_big}


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in LAYOUTS:
        sys.exit("usage: bench/pairs_from.sh irplag|tasks|tasks-bare|tasks-all|tasks-big DATA OUT")
    data, out, sets = pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve(), 0
    for name, pairs in LAYOUTS[sys.argv[1]](data, out):
        (out / name).mkdir(parents=True, exist_ok=True)
        lines = ["\t".join(map(os.fspath, pair)) for pair in pairs]
        (out / name / "pairs.tsv").write_text("\n".join(lines) + "\n")
        sets += 1
    if sets == 0:
        sys.exit(f"bench/pairs_from: {data} has no set of the layout {sys.argv[1]}")


if __name__ == "__main__":
    main()
