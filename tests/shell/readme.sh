# The transcripts of README and guide are what the commands print, on the world of the demo; the files and commands they name exist.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state
unset ATHAR_CASE
fail() { echo "FAIL: $*" >&2; exit 1; }
mkdir "$T/bin"
ln -s "$ATHAR" "$T/bin/athar"
ln -s "$LAB" "$T/bin/athar-lab"
PATH=$T/bin:$PATH
cd "$T"
# The same seeds as tests/demo, so that both tell one story.
grep -q 'athar-lab logs --seed 21 --size 3M --days 14' "$SOURCE_DIR/tests/demo" || fail 'the demo has another world'
grep -q 'athar-lab scans --seed 21 --hosts 600 --days 14 --format zgrab2' "$SOURCE_DIR/tests/demo" || fail 'the demo has other scans'
"$LAB" logs --seed 21 --size 3M --days 14 --out world --zip EX01-logs.zip >/dev/null
"$LAB" scans --seed 21 --hosts 600 --days 14 --format zgrab2 --out scans >/dev/null
athar init ex21 --template exchange-2021 2>/dev/null
athar census import --case ex21 --tlp CLEAR scans/zgrab2/*.jsonl >/dev/null 2>&1
athar hunt scan --case ex21 --tlp CLEAR EX01-logs.zip >/dev/null 2>&1 || [ $? = 1 ] || fail 'hunt scan'
mkdir -p made-from/copies
cp -r "$SOURCE_DIR/lab/package" made-from/package
cp -r "$SOURCE_DIR/lab/package" made-from/copies/copy-1
cd ex21
python3 - "$SOURCE_DIR" <<'PY'
import os, re, subprocess, sys
root = sys.argv[1]
def block_of(path, begins):
    """The one block of a page that begins so."""
    text = open(f"{root}/{path}", encoding="utf-8").read()
    return text, next(b for b in re.findall(r"```\n(.*?)```", text, re.S) if b.startswith(begins))
env = {k: v for k, v in os.environ.items() if k != "COLUMNS"}
def run_through(path, block, folder=None, digits=True):
    """Each line of a block is what its command prints, and after those before it; how many commands it has.  Where scores may be
    tuned, digits, and how wide the columns are for them, do not count."""
    def known(line):
        return line if digits else re.sub(r"[ -]+", " ", re.sub(r"[\d.]+", "#", line))
    said, commands = iter(()), 0
    for line in block.splitlines():
        if line.startswith("$ "):
            commands += 1
            run = subprocess.run(line[2:], shell=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, encoding="utf-8",
                                 cwd=folder)
            assert run.returncode in (0, 1), (line, run.returncode)
            said, all_said = iter(run.stdout.splitlines()), run.stdout
        elif line and line != "[...]":
            assert any(known(line) == known(have) for have in said), f"{path}: not printed: {line}\n{all_said}"
    return commands
text, block = block_of("README.md", "$ athar")
assert run_through("README.md", block) >= 2, block
guide, block = block_of("docs/guide.md", "$ athar trace wave")
assert run_through("docs/guide.md", block) >= 3, block
_, block = block_of("docs/guide.md", "$ athar-lab background")
assert run_through("docs/guide.md", block, "../made-from", False) == 5, block
for path in re.findall(r"\]\(([^):]+)\)", text):
    assert os.path.exists(f"{root}/{path}"), path
# Every command that the guide shows is one that there is.
verbs = set(re.findall(r"^athar ([a-z]+(?: [a-z]+)?)", guide, re.M))
assert len(verbs) > 10, verbs
for words in sorted(verbs):
    noun, _, verb = words.partition(" ")
    ok = subprocess.run(["athar", "help", noun] + ([verb] if verb else []), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if ok.returncode != 0:  # "athar init ex21": the second word may be an argument.
        ok = subprocess.run(["athar", "help", noun], stdout=subprocess.DEVNULL)
    assert ok.returncode == 0, words
PY
echo ok
