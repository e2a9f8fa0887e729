"""The two halves of folders of groups, and the lists that bench/innocents.c reads: see bench/innocents.sh."""
import hashlib
import os
import pathlib
import random
import shutil
import sys

CODE = {".c", ".h", ".py", ".go", ".java", ".js", ".mjs", ".ts", ".rb", ".rs", ".php", ".sh", ".cc", ".cpp", ".cs", ".ps1"}
EACH = 12  # Files of a group.


def sources(group):
    if group.is_file():
        return [group] if group.suffix in CODE else []
    found = [pathlib.Path(at, name) for at, _, names in os.walk(group) for name in names]
    return sorted(f for f in found if f.suffix in CODE and not f.is_symlink() and 800 <= f.stat().st_size <= 80000
                  and "\t" not in str(f) and "\n" not in str(f))


def one(file, to):
    """No second copy where a link does."""
    try:
        os.link(file, to)
    except OSError:
        shutil.copy2(file, to)


def link(group, to):
    if group.is_file():
        one(group, to)
    else:
        shutil.copytree(group, to, copy_function=one, symlinks=True, dirs_exist_ok=True)


def strangers(work, folders):
    chance = random.Random(1)
    half = work / "half"
    ready = half.exists()
    with open(work / "strangers", "w") as out:
        for group in sorted((g for f in folders for g in pathlib.Path(f).iterdir()), key=lambda g: g.name):
            if hashlib.sha256(group.name.encode()).digest()[0] & 1:
                if not ready:
                    half.mkdir(exist_ok=True)
                    link(group, half / group.name)
                continue
            files = sources(group)
            for file in chance.sample(files, min(EACH, len(files))):
                out.write(f"any\t{group.name}\t{file}\n")


def solutions(work, data):
    """Of each task the original and those who did not copy it: all of them strangers."""
    solved = work / "solved"
    with open(work / "solutions", "w") as out:
        for case in sorted(data.glob("case-*")):
            for who in [case / "original", *sorted((case / "non-plagiarized").iterdir())]:
                for file in sorted(who.rglob("*.java")):
                    out.write(f"{case.name}\t{case.name}-{who.name}\t{file}\n")
                if who.name != "original" and not (solved / f"{case.name}-{who.name}").exists():
                    shutil.copytree(who, solved / f"{case.name}-{who.name}")


def main():
    work = pathlib.Path(sys.argv[1])
    strangers(work, sys.argv[3:])
    if sys.argv[2]:
        solutions(work, pathlib.Path(sys.argv[2]))


main()
