# trace compare: a copy ranks above a look-alike, with its regions; the JSON is as promised; a ratio only where one can
# stand; exit codes; a full disk leaves the old background; and on labelled pairs, where they are there, it tells enough.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"

# Programs: a package, what was made from it, what does the same independently, and ordinary code.
cat >make.py <<'PY'
import os
import random

WORDS = "alpha beta gamma delta count index total value limit offset table entry buffer length result status".split()


def program(seed, lines, language):
    """A function of that many statements: the same shapes for all, names and numbers by chance."""
    r = random.Random(seed)
    name = lambda: r.choice(WORDS) + "_" + r.choice(WORDS)
    shapes = {
        "py": ["    {a} = {f}({b}, {n})", "    if {a} > {n}:\n        {b} = {f}({a})", "    {f}(\"{s}\", {a})",
               "    for {a} in range({n}):\n        {b} += {a}", "    # {w} {v}"],
        "c": ["\t{a} = {f}({b}, {n});", "\tif ({a} > {n}) {{\n\t\t{b} = {f}({a});\n\t}}", "\t{f}(\"{s}\", {a});",
              "\twhile ({a} < {n})\n\t\t{b} += {a}++;", "\t/* {w} {v} */", "\t{a} = ({b} << {n}) | {f}(&{a});",
              "\tdo\n\t\t{a}--;\n\twhile ({b} != {a});", "\tswitch ({a} % {n}) {{\n\tcase 0: {b}++; break;\n\t}}"],
    }[language]
    out = ["def %s(x):" % name()] if language == "py" else ["int\n%s(int x)\n{" % name()]
    for _ in range(lines):
        out.append(r.choice(shapes).format(a=name(), b=name(), f=name(), n=r.randrange(4000), s=name() + " " + name(),
                                           w=r.choice(WORDS), v=r.choice(WORDS)))
    return "\n".join(out + (["    return x"] if language == "py" else ["\treturn (x);\n}"])) + "\n"


def put(path, *texts):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write("\n".join(texts))


for language in "py", "c":
    own, around = program(1, 40, language), program(2, 60, language)
    put(f"{language}/package/tool.{language}", own)
    put(f"{language}/package/athar.marks.yml", "marks: []\n")
    put(f"{language}/copy/found.{language}", program(3, 20, language), own.replace("alpha_", "omega_"), program(4, 20, language))
    put(f"{language}/small/big.{language}", *[program(s, 40, language) for s in range(100, 115)], own,
        *[program(s, 40, language) for s in range(115, 130)])
    put(f"{language}/like/found.{language}", program(5, 40, language))
    for g in range(30):
        for i in range(2):
            put(f"{language}/ordinary/g{g:02}/f{i}.{language}", program(1000 + 2 * g + i, 40, language))
    for g in range(4):
        put(f"{language}/few/g{g}/f.{language}", program(2000 + g, 40, language))
PY
python3 make.py

# compare ARGUMENT...: the lines into answer.jsonl, each as DESIGN promises.
compare() {
	"$ATHAR" trace compare --json "$@" >answer.jsonl 2>err.log || { echo "FAILED: compare $*"; cat err.log; FAILED=1; }
	check "JSON of $*" jq -es '
		def number: type == "number";
		def lines: length == 2 and all(number) and .[0] >= 1 and .[0] <= .[1];
		length > 0 and all(
			(.package | type == "string") and (.specimen | type == "string") and
			(.score | number and . >= 0) and (.containment | number and . >= 0 and . <= 1) and
			(.bits | number and . >= 0) and (.evalue | number and . > 0) and
			((.llr == null and (.refusal | type == "string")) or ((.llr | number) and .refusal == null and
				.llr as $v | .llr_ci95 | length == 2 and (.[0] == null or .[0] <= $v) and
				(.[1] == null or .[1] >= $v))) and
			(.channels | keys == ["atoms", "comments", "order", "raw", "structure"]) and
			(.score - ([.channels[].tail] | add) | fabs < 1e-6) and
			(.regions | (map(-.bits) | . == sort) and all(
				(keys == ["bits", "package_file", "package_lines", "specimen_file", "specimen_lines"]) and
				(.bits | number and . >= 8) and (.package_lines | lines) and (.specimen_lines | lines) and
				(.package_file | type == "string") and (.specimen_file | type == "string"))))' answer.jsonl
}

# is WHAT FILTER: it must hold of the answers as one array.
is() {
	check "$1" jq -es "$2" answer.jsonl
}

for l in py c; do
	"$ATHAR" trace background build $l/ordinary --out $l.bg >/dev/null
	"$ATHAR" trace background build $l/few --out $l.few >/dev/null
	for background in "" "--background $l.bg"; do
		compare $background $l/package $l/copy $l/like $l/small $l/package
		is "$l: the order of answers ($background)" "[.[].specimen] == [\"$l/copy\", \"$l/like\", \"$l/small\", \"$l/package\"]"
		is "$l: a copy is far above a look-alike ($background)" '.[0].score > .[1].score + 3 and .[2].score > .[1].score + 3'
		is "$l: itself is all there ($background)" '.[3].containment > 0.999999 and .[3].score == ([.[].score] | max)'
		is "$l: regions name the files ($background)" "
			.[0].regions[0].package_file == \"$l/package/tool.$l\" and
			.[0].regions[0].specimen_file == \"$l/copy/found.$l\""
		# In the copy the package begins behind another function, on both sides with its lines.
		start=$(grep -n '^def\|^int' $l/copy/found.$l | sed -n 2p | cut -d: -f1)
		is "$l: regions name the lines ($background)" ".[0].regions[0] |
			(.specimen_lines[0] - .package_lines[0] - ($start - 1) | fabs) <= 3 and
			.package_lines[1] - .package_lines[0] >= 8"
	done
	is "$l: a ratio for the copy and against the look-alike" '.[0].llr > 1 and .[1].llr < 0.3'
	is "$l: an interval that the cap cuts off is open" '.[3].llr_ci95 | .[1] == null and .[0] > 0'
	is "$l: nobody is suspected" 'all(.suspects == [] and .set_aside == [])'
	is "$l: no more than the innocents support" '.[3].llr <= ((.[3].innocents / 3 | log10) + 1e-9)'
	is "$l: all groups count" 'all(.groups == 30)'

	# Without a background, or with a thin one, there is a score and no ratio.
	compare $l/package $l/copy
	is "$l: refused without a background" '.[0].refusal == "no background was given" and .[0].groups == 0'
	compare --background $l.few $l/package $l/copy
	is "$l: refused where the background is thin" '.[0].llr == null and (.[0].refusal | test("too thin"))'

	# A group that holds a file of either party, under any name, does not count.
	mkdir -p $l/with/other
	cp $l/ordinary/g07/f1.$l $l/with/renamed.txt
	cp $l/ordinary/g08/f0.$l $l/with/other/again.$l
	compare --background $l.bg $l/package $l/with $l/copy
	is "$l: the specimen's groups are left out" '.[0].groups == 28 and .[1].groups == 30'
	compare --background $l.bg $l/with $l/copy
	is "$l: the package's groups are left out" '.[0].groups == 28'
done

# Small ones are refused, with a background that supports a ratio for others.
head -8 py/package/tool.py >short.py
compare --background py.bg short.py py/copy
is "a package too small" '.[0].llr == null and (.[0].refusal | test("too small"))'

# What was public is set aside: from the whole, from each channel, from the regions; late entries are not used.
mkdir -p public/texts
awk 'NR <= 24' py/package/tool.py >public/texts/head.py
awk 'NR > 30' py/package/tool.py >public/texts/tail.py
cat >public/list.yml <<'END'
- {path: texts/tail.py, kind: patch, public: 2021-03-02, reason: the vendor's patch}
- path: texts/head.py
  kind: public-code
  public: 2021-01-05
  reason: a sample that anyone could fetch
  source: https://example.org/sample
END
compare --background py.bg py/package py/copy
cp answer.jsonl before.jsonl
compare --background py.bg --public public/list.yml --seen 2021-02-01 py/package py/copy
is "what was set aside" '.[0].set_aside | map([.kind, .path, .public, .used, .source]) == [
	["patch", "texts/tail.py", "2021-03-02", false, null],
	["public-code", "texts/head.py", "2021-01-05", true, "https://example.org/sample"]]'
is "it is counted" '.[0] | .set_aside[0].features == 0 and .set_aside[1].features == ([.channels[].aside] | add) and
	([.channels[] | select(.aside > 0)] | length) >= 4 and .seen == "2021-02-01"'
check "the package has the fewer features" jq -es '.[0].channels.raw.features == .[1].channels.raw.features + .[1].channels.raw.aside' before.jsonl answer.jsonl
is "no region is made of it" '.[0].regions | length > 0 and all(.package_lines[0] >= 20)'
compare --background py.bg --public public/list.yml py/package py/copy
is "without a time all entries count" '.[0].seen == null and (.[0].set_aside | all(.used and .features > 0))'
is "too little is left" '.[0].llr == null and (.[0].refusal | test("what was public is set aside"))'
"$ATHAR" trace compare --background py.bg --public public/list.yml --seen 2021-02-01 py/package py/copy >text
check "set aside, for people" sh -c 'grep -q "not used *patch *2021-03-02 *texts/tail.py *the vendor" text && grep -q "^1 entry became public only after" text'
"$ATHAR" trace compare --public public/list.yml py/package py/copy >text
check "a time that was not given is said" grep -q "was not given (--seen), so all entries count" text
sed 's/texts.head/texts\/nowhere/' public/list.yml >public/absent.yml
fails 3 "public/absent.yml:2: public/texts/nowhere.py: there is no file" trace compare --public public/absent.yml py/package py/copy
sed 's/patch/gossip/' public/list.yml >public/kind.yml
fails 3 "public/kind.yml:1: kind is" trace compare --public public/kind.yml py/package py/copy
fails 3 "absent.yml" trace compare --public absent.yml py/package py/copy
fails 2 "give both" trace compare --seen 2021-02-01 py/package py/copy
fails 2 "seen" trace compare --public public/list.yml --seen soon py/package py/copy

# A clean room: what its solutions share weighs less; who holds a file of a party is left out.
mkdir -p room/copier
for n in 0 1 2 3 4 5 6 7 8 9; do
	mkdir room/s$n
	{ sed -n "1,20p" py/package/tool.py; cat py/ordinary/g1$n/f0.py; } >room/s$n/tool.py
done
cp py/package/tool.py room/copier/
cp py/copy/found.py room/found.py
compare --background py.bg --clean-room room py/package py/copy py/like
is "solutions are used, and the parties' own are not" '.[0].clean_room == {enough: false, given: 12, used: 10} and
	.[1].clean_room.used == 11'
check "they are nearer" jq -es '.[1].nearness > .[0].nearness' before.jsonl answer.jsonl
sed -n "1,20p" py/package/tool.py >shared.py
compare --background py.bg py/package shared.py
is "what they share says much without them" '.[0].score > 5'
compare --background py.bg --clean-room room py/package shared.py
is "what they share says nothing beside them" '.[0].score < 1'
compare --clean-room room py/package py/copy
is "without a background" '.[0].groups == 10 and .[0].refusal == "no background was given"'
cp -r room/s1 room/s10
cp -r room/s2 room/s11
cp room/s3/tool.py room/other.py
compare --background py.bg --clean-room room py/package py/copy
is "twelve are enough" '.[0] | .clean_room == {enough: true, given: 15, used: 13} and .llr != null'
mkdir unrelated
for n in 0 1 2 3 4 5 6 7 8 9; do cp c/ordinary/g0$n/f0.c unrelated/$n.c; cp c/ordinary/g1$n/f0.c unrelated/1$n.c; done
compare --background py.bg --clean-room unrelated py/package py/copy
is "what is further than ordinary code is no solution" '.[0].clean_room == {enough: false, given: 20, used: 20}'
mkdir empty-room
fails 3 "there is no solution here" trace compare --clean-room empty-room py/package py/copy
fails 3 "not-there" trace compare --clean-room not-there py/package py/copy

# A background with a changed copy of the package: it is found and counts in nothing.  Programs that share a part stay.
cat >long.py <<'PY'
import make
make.put("long/package/tool.py", make.program(7, 120, "py"))
text = make.program(7, 120, "py").replace("alpha_", "omega_").replace("_count", "_number")
make.put("long/copy/found.py", make.program(8, 20, "py"), text.replace("delta_", "theta_"))
make.put("long/planted/tool.py", "# mine\n" + text)
make.put("long/part/tool.py", "\n".join(make.program(7, 120, "py").splitlines()[:50]), make.program(9, 70, "py"))
PY
python3 long.py
cp -r py/ordinary honest
cp -r long/part honest/g30
cp -r honest poisoned
cp -r long/planted poisoned/g31
for b in honest poisoned; do
	"$ATHAR" trace background build $b --out $b.bg >/dev/null
done
compare --background honest.bg long/package long/copy
is "a program that shares a part is not suspected" '.[0].suspects == [] and .[0].groups == 31'
cp answer.jsonl honest.jsonl
compare --background poisoned.bg long/package long/copy
is "the copy is suspected" '.[0] | (.suspects | length == 1 and (.[0] | .group == 32 and .cover > 0.5 and .score > .bound)) and .groups == 31'
check "it takes nothing away" jq -es '(.[0].score - .[1].score | fabs) < 1e-9' honest.jsonl answer.jsonl
"$ATHAR" trace compare --background poisoned.bg long/package long/copy >text
check "it is said" grep -q "number 32 of its build, holds most of the package ([0-9]* %); it counts in nothing" text

# Where projects carry parts of each other's libraries about, innocents score high, and a hundred groups are enough to make
# the bound too high for a copy that lacks every fourth line, unless the choice of the nearest is counted only once.
cat >crowd.py <<'PY'
import make
for g in range(100):
    own = make.program(3000 + g, 20, "py")
    if g < 36:
        library = make.program(5000 + g % 12, 120, "py").splitlines()
        own += "\n" + "\n".join(library[g % 5:g % 5 + 110]).replace("beta_", "b%d_" % g)
    make.put(f"crowd/g{g:02}/tool.py", own)
text = make.program(7, 120, "py").replace("alpha_", "omega_").replace("_count", "_number")
make.put("crowd/planted/tool.py", "\n".join(line for i, line in enumerate(text.splitlines()) if i % 4))
PY
python3 crowd.py
"$ATHAR" trace background build crowd --out crowd.bg >/dev/null
compare --background crowd.bg long/package long/copy
is "the copy is suspected in a crowd" '.[0] | (.suspects | length == 1 and .[0].group == 101)'

# For people: the number, the table and where.
"$ATHAR" trace compare --background py.bg py/package py/copy >text
check "text" sh -c 'grep -q "^py/copy: score" text && grep -q "^Likelihood ratio 10^" text && grep -q "tool.py:[0-9]*-[0-9]* = py/copy/found.py:" text'

# Without innocents any score may be exceeded, as often as there are specimens.
compare py/package py/copy
is "one specimen" '.[0].evalue == 1'
compare py/package py/copy py/like
is "two specimens" 'all(.evalue == 2)'

# Exit codes, and what is said.
mkdir empty
fails 3 "no file here\|not found\|No such file" trace compare py/package not-there
fails 3 "no file here" trace compare py/package empty
fails 0 "not-there" trace compare py/package not-there py/copy
fails 0 "not-there" trace compare py/package py/copy not-there
fails 3 "not-there" trace compare not-there py/copy
fails 3 "not a background" trace compare --background py/package/tool.py py/package py/copy
: >nothing
fails 3 "not a background" trace compare --background nothing py/package py/copy
fails 3 "absent.bg" trace compare --background absent.bg py/package py/copy
head -c 3000 py.bg >cut.bg
fails 3 "damaged" trace compare --background cut.bg py/package py/copy
fails 2 "" trace compare py/package
fails 3 "no file here" trace background build empty --out new.bg
fails 2 "out" trace background build py/few
check "nothing is left of it" test ! -e new.bg

# A disk that is full or broken at any of its calls: the old background stays, and nothing beside it.
mkdir disk
cp py.few disk/few
nth=1
while :; do
	got=0
	FAILIO_DIR="$WORK/disk" FAILIO_STATE="$WORK/state" FAILIO_NTH=$nth FAILIO_ERRNO=ENOSPC FAILIO_FOREVER=1 \
		LD_PRELOAD="$FAILIO" ASAN_OPTIONS=verify_asan_link_order=0 \
		"$ATHAR" trace background build c/few --out "$WORK/disk/few" >disk.log 2>&1 || got=$?
	rm -f state
	[ "$got" != 0 ] || break
	check "status when call $nth fails" test "$got" = 4
	check "it is said that call $nth fails" grep -q "No space left" disk.log
	check "one file when call $nth fails" test "$(ls -A disk)" = few
	# Only where the folder's sync failed is the new one there.
	if ! cmp -s disk/few c.few; then
		check "the old one is whole when call $nth fails" cmp disk/few py.few
	fi
	nth=$((nth + 1))
	[ "$nth" -lt 60 ] || { echo "FAILED: it never succeeds"; FAILED=1; break; }
done
check "calls to the disk were made to fail" test "$nth" -gt 3
check "then it is the new one" cmp disk/few c.few

# Real pairs with labels: the original against what was copied from it and what others wrote.
if [ -d "$SHARED_DATA/irplag" ]; then
	cat >auc.py <<'PY'
import glob
import json
import os
import subprocess
import sys

athar, root = sys.argv[1:]
scores = {True: [], False: []}
for case in sorted(glob.glob(root + "/case-*")):
    others = case + "/non-plagiarized"
    subprocess.run([athar, "trace", "background", "build", others, "--out", "case.bg"], check=True,
                   stdout=subprocess.DEVNULL)
    copies = sorted(glob.glob(case + "/plagiarized/L*/*"))
    specimens = copies + sorted(glob.glob(others + "/*"))
    out = subprocess.run([athar, "trace", "compare", "--json", "--background", "case.bg", case + "/original"] + specimens,
                         check=True, capture_output=True, text=True).stdout
    answers = [json.loads(line) for line in out.splitlines()]
    assert [a["specimen"] for a in answers] == specimens
    for i, a in enumerate(answers):
        scores[i < len(copies)].append(a["score"])
wins = sum((p > n) + (p == n) / 2 for p in scores[True] for n in scores[False])
auc = wins / (len(scores[True]) * len(scores[False]))
print(f"AUC {auc:.3f} over {len(scores[True])} copies and {len(scores[False])} others")
sys.exit(auc < 0.90)
PY
	check "labelled pairs" python3 auc.py "$ATHAR" "$SHARED_DATA/irplag"
	cat out.log
else
	echo "SKIP: shared data: irplag is not there, so the ranking of real pairs was not tried"
fi
finish
