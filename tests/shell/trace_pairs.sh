# trace pairs: the very lines of trace compare for every pair that scores enough, and no other; folders and archives are items;
# people see the highest score first; bad input is refused.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"

cat >make.py <<'PY'
import os
import random
import tarfile

WORDS = "alpha beta gamma delta count index total value limit offset table entry buffer length result status".split()
SHAPES = ["    {a} = {f}({b}, {n})", "    if {a} > {n}:\n        {b} = {f}({a})", "    {f}(\"{s}\", {a})",
          "    for {a} in range({n}):\n        {b} += {a}", "    # {w} {v}", "    return {f}({a} + {b}, {n})"]


def program(seed, lines):
    r = random.Random(seed)
    name = lambda: r.choice(WORDS) + "_" + r.choice(WORDS)
    return ["def %s(x):" % name()] + [
        r.choice(SHAPES).format(a=name(), b=name(), f=name(), n=r.randrange(4000), s=name() + " " + name(),
                                w=r.choice(WORDS), v=r.choice(WORDS)) for _ in range(lines)]


def put(path, *parts):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write("\n".join(line for part in parts for line in part) + "\n")


# Families: each has one that all others of it have a part of, renamed or not, among code of their own.
for family in range(4):
    root = program(family, 60)
    put(f"items/{family}-root.py", root)
    for n in range(3):
        r = random.Random(100 * family + n)
        at = r.randrange(30)
        part = [line.replace("alpha", "omega") if n == 2 else line for line in root[at:at + 30]]
        put(f"items/{family}-made{n}/tool.py", program(1000 + 10 * family + n, 25), part)
        put(f"items/{family}-made{n}/sub/more.py", program(2000 + 10 * family + n, 20))
for n in range(6):
    put(f"items/alone{n}.py", program(3000 + n, 50))
with tarfile.open("items/packed.tar", "w") as tar:
    tar.add("items/1-root.py", "deep/a.py")
    tar.add("items/alone3.py", "deep/b.py")
put("other/2-again.py", program(4000, 10), program(2, 60))
for g in range(30):
    for i in range(2):
        put(f"ordinary/g{g:02}/f{i}.py", program(5000 + 2 * g + i, 40))
os.makedirs("ordinary/g07", exist_ok=True)
put("ordinary/g07/same.py", program(3001, 50))
PY
python3 make.py
"$ATHAR" trace background build ordinary --out ordinary.bg >/dev/null

# twin LEAST OPTION...: every item as the package, all others as specimens, by trace compare.
twin() {
	least=$1
	shift
	for package in items/* other/*; do
		others=$(for o in items/* other/*; do [ "$o" = "$package" ] || echo "$o"; done)
		# shellcheck disable=SC2086
		"$ATHAR" trace compare --json "$@" "$package" $others
	done | jq -cS "select(.score >= $least)"
}

for least in 0 3 5 12; do
	for background in "" "--background ordinary.bg"; do
		# shellcheck disable=SC2086
		twin $least $background >expected
		# shellcheck disable=SC2086
		"$ATHAR" trace pairs --json --least $least $background items other >raw 2>err.log || { echo "FAILED: pairs"; cat err.log; FAILED=1; }
		jq -cS . raw >got
		check "the same pairs from $least on ($background)" cmp expected got
		[ "$least" != 3 ] || check "there are some of them" test "$(wc -l <got)" -gt 10
	done
done

# Both ways: the root is not made from its part, and holds more of it.
"$ATHAR" trace pairs --json items >got
check "a part points to its root" jq -es '
	map(select(.package == "items/0-root.py" and .specimen == "items/0-made1"))[0].score > 5' got
check "an archive is an item" jq -es 'any(.package == "items/packed.tar" and .specimen == "items/1-root.py")' got
check "files are named with their folder" jq -es '
	map(select(.specimen == "items/3-made0"))[0].regions[0].specimen_file == "items/3-made0/tool.py"' got

# People see the highest first, and how many there were.
"$ATHAR" trace pairs --least 3 items >text
check "the table is sorted" sh -c "awk 'NR > 2 && NF == 5 { print \$1 }' text >scores && sort -c -g -r scores && test -s scores"
check "and counted" grep -q "^[0-9]* of 506 pairs of 23 score 3 or more.$" text

# A PATH may be a file, or end with a slash.
"$ATHAR" trace pairs --json --least 3 items/0-root.py items/0-made1/ >got
check "files below a folder are items" jq -es '
	([.[].package, .[].specimen] | unique) == ["items/0-made1/tool.py", "items/0-root.py"]' got

fails 3 'only one item' trace pairs items/0-root.py
fails 3 'no-such: ' trace pairs no-such
fails 2 'least is a score' trace pairs --least nan items
fails 2 'least is a score' trace pairs --least -1 items
fails 2 'least is a score' trace pairs --least 5x items
fails 2 "goes with --background" trace pairs --background-secret secret items
finish
