"""The measurements of bench/pairs.sh, which says what they are."""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import metrics
import peers

ATHAR = os.environ.get("ATHAR", "athar")
CHANNELS = ("structure", "raw", "atoms", "comments", "order")
MAGIC = b"ATHARBG"
AT_ONCE = 400  # Specimens of one run: their paths must fit a command line.

Pair = collections.namedtuple("Pair", "label kind package specimen background")


def fail(text):
    sys.exit("bench/pairs: " + text)


def read_pairs(folder):
    """The pairs of a folder, paths made absolute."""
    path = pathlib.Path(folder, "pairs.tsv")
    pairs = []
    try:
        lines = path.read_text().splitlines()
    except OSError as e:
        fail(f"{path}: {e.strerror}")
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        column = line.split("\t")
        label, _, kind = column[0].partition(":")
        if len(column) < 3 or label not in ("0", "1"):
            fail(f"{path}:{number}: expected 0 or 1, a package and a specimen, tabs between")
        paths = [os.path.join(os.path.abspath(folder), c) for c in column[1:] if c]
        for p in paths:
            if not os.path.exists(p):
                fail(f"{path}:{number}: there is no {p}")
        pairs.append(Pair(label == "1", kind, paths[0], paths[1], tuple(paths[2:])))
    if not pairs:
        fail(f"{path}: holds no pair")
    return pairs


def is_built(path):
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as f:
        return f.read(len(MAGIC)) == MAGIC


class Backgrounds:
    """Built once for each list of folders."""

    def __init__(self, scratch):
        self.scratch, self.file = scratch, {}

    def get(self, folders):
        if not folders:
            return None
        if len(folders) == 1 and is_built(folders[0]):
            return folders[0]
        if folders not in self.file:
            out = os.path.join(self.scratch, f"{len(self.file)}.background")
            subprocess.run([ATHAR, "trace", "background", "build", *folders, "--out", out], check=True, stdout=subprocess.DEVNULL)
            self.file[folders] = out
        return self.file[folders]


def by_package(pairs):
    """(package, background) -> pairs, in the order met: one run of athar compares a package with many specimens."""
    groups = collections.OrderedDict()
    for pair in pairs:
        groups.setdefault((pair.package, pair.background), []).append(pair)
    return groups


def compare(pairs, backgrounds):
    """What athar says of each pair, in their order; None where a specimen could not be read."""
    answer = {}
    for (package, folders), members in by_package(pairs).items():
        file = backgrounds.get(folders)
        specimens = sorted({m.specimen for m in members})
        for at in range(0, len(specimens), AT_ONCE):
            some = specimens[at:at + AT_ONCE]
            command = [ATHAR, "trace", "compare", "--json", *(["--background", file] if file else []), package, *some]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode not in (0, 3):
                fail(f"athar exits {done.returncode}: {done.stderr.strip()}")
            for line in done.stdout.splitlines():
                said = json.loads(line)
                answer[package, folders, said["specimen"]] = said
    return [answer.get((p.package, p.background, p.specimen)) for p in pairs]


def columns(said):
    """The scores of a pair by name."""
    row = {"score": said and said["score"]}
    for channel in CHANNELS:
        row[channel] = said and said["channels"][channel]["tail"]
    return row


class Set:
    """One set's pairs, each with a label, a kind and scores by name."""

    def __init__(self, name):
        self.name, self.pairs, self.rows, self.said = name, [], [], []

    def add(self, other):
        self.pairs += other.pairs
        self.rows += other.rows
        self.said += other.said

    def sides(self, name, kind=None):
        derived = [r[name] for p, r in zip(self.pairs, self.rows) if p.label and kind in (None, p.kind)]
        return derived, [r[name] for p, r in zip(self.pairs, self.rows) if not p.label]

    def kinds(self):
        return sorted({p.kind for p in self.pairs if p.kind})

    def auc(self, name):
        return metrics.auc(*self.sides(name))[0]


def number(v, digits=3):
    """A share without its leading zero, as tables of such have it."""
    return "-" if v is None else re.sub(r"^0\.", ".", f"{v:.{digits}f}")


def measured(s, name, kind=None):
    derived, independent = s.sides(name, kind)
    area, error = metrics.auc(derived, independent)
    if area is None:
        return "AUC -"
    low, high = max(0, area - 1.96 * error), min(1, area + 1.96 * error)
    return (f"AUC {number(area):>5} ({number(low)} to {number(high)})  "
            f"at 1 % false {number(metrics.found(derived, independent), 2):>4}")


def print_llr(s):
    given = [(p.label, a["llr"]) for p, a in zip(s.pairs, s.said) if a is not None and a["llr"] is not None]
    derived, innocent = [v for label, v in given if label], [v for label, v in given if not label]
    why = collections.Counter(a["refusal"] if a else "a specimen could not be read" for a in s.said if not a or a["llr"] is None)
    print(f"    llr        refused {100 * (1 - len(given) / len(s.pairs)):.0f} %" + "".join(
        f"; {n} times: {text}" for text, n in why.most_common(3)))
    if given:
        print(f"               given to {len(derived)} derived, {len(innocent)} independent: Cllr "
              f"{number(metrics.cllr(derived, innocent))}; largest of an innocent "
              f"{f'10^{max(innocent):.2f}' if innocent else '-'}; innocents above LR 10: {sum(v > 1 for v in innocent)}, "
              f"above 100: {sum(v > 2 for v in innocent)}; derived above LR 10: {sum(v > 1 for v in derived)}")


def print_set(s, kinds, forms):
    derived = sum(p.label for p in s.pairs)
    print(f"{s.name}: {derived} derived, {len(s.pairs) - derived} independent pairs of {len({p.package for p in s.pairs})} packages")
    for name in ("score",) + CHANNELS:
        print(f"    {name:<24} {measured(s, name)}")
    print_llr(s)
    # A peer is shown in the form that serves it best here.
    for peer, names in forms.items():
        names = [n for n in names if all(n in r for r in s.rows)]
        if names:
            best = max(names, key=lambda n: s.auc(n) or 0)
            print(f"    {best:<24} {measured(s, best)}")
    for kind in s.kinds() if kinds else ():
        print(f"    of kind {kind}:")
        for name in ("score",) + CHANNELS:
            print(f"        {name:<20} {measured(s, name, kind)}")
        for peer, names in forms.items():
            names = [n for n in names if all(n in r for r in s.rows)]
            if names:
                best = max(names, key=lambda n: metrics.auc(*s.sides(n, kind))[0] or 0)
                print(f"        {best:<20} {measured(s, best, kind)}")


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else 0


def print_left_out(sets):
    """What somebody would get who chose his channel by the other sets."""
    print("each set left out in turn:")
    for s in sets:
        others = [o for o in sets if o is not s]
        best = max(CHANNELS, key=lambda c: mean([o.auc(c) for o in others]))
        print(f"    {s.name:<24} score {number(s.auc('score'))}; {best}, best on the others, {number(s.auc(best))}")


def measure(folder, name, backgrounds, with_peers, scratch, spent):
    s = Set(name)
    s.pairs = read_pairs(folder)
    begin = os.times()
    s.said = compare(s.pairs, backgrounds)
    spent["athar"] += peers.core_seconds(begin)
    s.rows = [columns(a) for a in s.said]
    if with_peers:
        for peer in peers.PEERS:
            begin = os.times()
            with tempfile.TemporaryDirectory(dir=scratch) as room:
                for form, scores in peer.run(s.pairs, room).items():
                    for row, score in zip(s.rows, scores):
                        row[form] = score
            spent[peer.name] += peers.core_seconds(begin)
    return s


def keep_rows(path, sets):
    with open(path, "w") as out:
        for s in sets:
            for p, r, a in zip(s.pairs, s.rows, s.said):
                told = {"set": s.name, "label": int(p.label), "kind": p.kind, "package": p.package, "specimen": p.specimen,
                        "llr": a and a["llr"], "refusal": a and a["refusal"], **r}
                print(json.dumps(told, sort_keys=True), file=out)


def main():
    a = argparse.ArgumentParser(prog="bench/pairs.sh")
    a.add_argument("--kinds", action="store_true", help="print each kind of derived pairs besides")
    a.add_argument("--peers", action="store_true", help="run similarity-tester, ssdeep, TLSH and dolos-lib on the same pairs")
    a.add_argument("--rows", metavar="FILE", help="keep each pair's numbers")
    a.add_argument("folder", nargs="+")
    a = a.parse_args()
    peers.PEERS = [p for p in peers.PEERS if a.peers and p.there()]
    forms = {p.name: p.forms for p in peers.PEERS}
    spent = collections.Counter()
    with tempfile.TemporaryDirectory() as scratch:
        backgrounds = Backgrounds(scratch)
        sets = [measure(f, os.path.basename(os.path.abspath(f)), backgrounds, a.peers, scratch, spent) for f in a.folder]
    for s in sets:
        print_set(s, a.kinds, forms)
    if len(sets) > 1:
        all_ = Set("all sets together")
        for s in sets:
            all_.add(s)
        print_set(all_, a.kinds, forms)
        print_left_out(sets)
    print("core-seconds: " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in spent.items()))
    if a.rows:
        keep_rows(a.rows, sets)


if __name__ == "__main__":
    main()
