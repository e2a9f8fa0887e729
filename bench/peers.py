"""Other tools on the pairs of bench/pairs.sh, each in its best form; what is not installed is skipped, and said so.

A peer compares single files, so what is a folder becomes one file, its files behind each other in the order of their names.
Each answers with lists of scores, in the order of the pairs, by form ("sim -r 24, package"): the harness shows the best form.
"""
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

LANGUAGE = {".java": "java", ".c": "c", ".h": "c", ".cc": "cpp", ".cpp": "cpp", ".cxx": "cpp", ".hpp": "cpp", ".cs": "c-sharp",
            ".go": "go", ".js": "javascript", ".mjs": "javascript", ".ts": "typescript", ".py": "python", ".rb": "ruby", ".php": "php",
            ".sh": "bash", ".rs": "rust"}
SIM = {"java": "sim_java", "c": "sim_c", "cpp": "sim_c++"}


def core_seconds(begin):
    """Of all children since os.times() was ${begin}."""
    now = os.times()
    return now.children_user - begin.children_user + now.children_system - begin.children_system


def files_of(path):
    path = pathlib.Path(path)
    return sorted(f for f in path.rglob("*") if f.is_file()) if path.is_dir() else [path]


class Flat:
    """Each package and specimen as one file of the set's main language."""

    def __init__(self, pairs, room):
        self.file, suffixes = {}, collections.Counter()
        paths = dict.fromkeys(p for pair in pairs for p in (pair.package, pair.specimen))
        for path in paths:
            suffixes.update(f.suffix.lower() for f in files_of(path) if f.suffix.lower() in LANGUAGE)
        suffix = suffixes.most_common(1)[0][0] if suffixes else ".txt"
        self.language = LANGUAGE.get(suffix, "char")
        for n, path in enumerate(paths):
            self.file[path] = os.path.join(room, f"{n}{suffix}")
            with open(self.file[path], "wb") as out:
                for f in files_of(path):
                    out.write(f.read_bytes() + b"\n")

    def groups(self, pairs):
        """Each package's file, and those of its specimens."""
        found = collections.OrderedDict()
        for pair in pairs:
            found.setdefault(self.file[pair.package], {})[self.file[pair.specimen]] = None
        return [(package, list(specimens)) for package, specimens in found.items()]

    def scores(self, pairs, score, none):
        return [score.get((self.file[p.package], self.file[p.specimen]), none) for p in pairs]


def output(command, may_fail=False, **more):
    """What it prints.  A peer that fails ends all: its zeros would be taken for its opinion."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", **more)
    if done.returncode != 0 and not may_fail:
        sys.exit(f"bench/peers: {command[0]} exits {done.returncode}: {done.stderr.strip()[-400:]}")
    return done.stdout


class Peer:
    """A tool that is a program of this name, in a Debian package of that."""

    def there(self):
        if all(shutil.which(p) for p in self.programs):
            return True
        print(f"{self.name}: skipped, not installed (apt-get install {self.package})", file=sys.stderr)
        return False


class Sim(Peer):
    """similarity-tester: -e isolates pairs; without it what two files share is assigned once."""
    name, package, programs = "sim", "similarity-tester", ("sim_java", "sim_c++", "sim_c", "sim_text")
    lengths = (24, 10)
    forms = [f"sim -r {r}, {form}" for r in lengths for form in ("package", "either")]
    line = re.compile(r"^(\S+) consists for (\d+) % of (\S+) material$")

    def percent(self, program, length, new, old):
        said = output([program, "-T", "-e", "-S", "-r", str(length), "-p", "-t", "1", "-i"],
                      input="\n".join([*new, "/", *old]) + "\n")
        return {(m[1], m[3]): int(m[2]) for m in map(self.line.match, said.splitlines()) if m}

    def run(self, pairs, room):
        flat, scores = Flat(pairs, room), {}
        program = SIM.get(flat.language, "sim_text")
        for length in self.lengths:
            package, either = {}, {}
            for one, specimens in flat.groups(pairs):
                package.update(self.percent(program, length, [one], specimens))
                for (a, b), v in self.percent(program, length, specimens, [one]).items():
                    either[b, a] = v
            for pair, v in package.items():
                either[pair] = max(v, either.get(pair, 0))
            scores[f"sim -r {length}, package"] = flat.scores(pairs, package, 0)
            scores[f"sim -r {length}, either"] = flat.scores(pairs, either, 0)
        return scores


class Ssdeep(Peer):
    name, package, programs, forms = "ssdeep", "ssdeep", ("ssdeep",), ["ssdeep"]

    def run(self, pairs, room):
        flat, score = Flat(pairs, room), {}
        for one, specimens in flat.groups(pairs):
            known = os.path.join(room, "known")
            pathlib.Path(known).write_text(output(["ssdeep", "-s", one]))
            for at in range(0, len(specimens), 400):
                for line in output(["ssdeep", "-s", "-a", "-m", known, *specimens[at:at + 400]]).splitlines():
                    m = re.match(r"^(\S+) matches \S+:(\S+) \((\d+)\)$", line)
                    if m:
                        score[m[2], m[1]] = int(m[3])
        return {"ssdeep": flat.scores(pairs, score, 0)}


class Tlsh(Peer):
    """A distance: 0 is equal.  Files too small or too plain for it have none."""
    name, package, programs, forms = "tlsh", "tlsh-tools", ("tlsh",), ["tlsh", "tlsh -xlen"]

    def run(self, pairs, room):
        flat = Flat(pairs, room)
        listed = os.path.join(room, "listed")
        digest = {}
        for f in flat.file.values():
            m = re.match(r"^([0-9A-Fa-f]{70,72}|T1[0-9A-Fa-f]{70})\s", output(["tlsh", "-f", f], may_fail=True))
            if m:
                digest[f] = m[1]
        pathlib.Path(listed).write_text("".join(f"{d}\t{f}\n" for f, d in digest.items()))
        scores = {}
        for form, option in (("tlsh", []), ("tlsh -xlen", ["-xlen"])):
            score = {}
            for one, _ in flat.groups(pairs):
                if one not in digest:
                    continue
                for line in output(["tlsh", "-c", digest[one], "-l", listed, *option]).splitlines():
                    column = line.split()
                    if len(column) >= 3 and column[-1].isdigit():
                        score[one, column[-2]] = -int(column[-1])
            scores[form] = flat.scores(pairs, score, None)
        return scores


class Dolos:
    """dolos-lib of npm, as bench/dolos/package-lock.json pins it: npm ci --prefix bench/dolos."""
    name, forms = "dolos", ["dolos similarity", "dolos longest", "dolos overlap"]
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "dolos.mjs")

    def there(self):
        self.folder = os.environ.get("DOLOS", "")
        if shutil.which("node") and os.path.isdir(os.path.join(self.folder, "node_modules", "@dodona", "dolos-lib")):
            return True
        print("dolos: skipped, not installed (npm ci --prefix bench/dolos)", file=sys.stderr)
        return False

    def run(self, pairs, room):
        flat = Flat(pairs, room)
        said = output(["node", self.script, self.folder, flat.language], input="\n".join(flat.file.values()))
        found = [{}, {}, {}]
        for line in said.splitlines():
            left, right, *values = json.loads(line)
            for form, value in zip(found, values):
                form[left, right] = form[right, left] = value
        return {name: flat.scores(pairs, form, 0) for name, form in zip(self.forms, found)}


PEERS = [Sim(), Ssdeep(), Tlsh(), Dolos()]
