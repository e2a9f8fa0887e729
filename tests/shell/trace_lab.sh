# The lab's background, leaks and look-alikes: as their truth says, and trace tells them apart.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"

# The background: twice the same, whatever the zone; another seed gives other authors; the truth lists every file.
"$LAB" background --seed 5 --authors 70 --out world
TZ=Asia/Tokyo "$LAB" background --seed 5 --authors 70 --out again
"$LAB" background --seed 6 --authors 2 --out other
check "the same from the same seed" diff -r world again
check "other authors from another" test -z "$(cat other/ordinary/*/*.py | sort | uniq -d | comm -12 - <(cat world/ordinary/author-001/*.py | sort) | grep '^def ' || true)"
check "every file is in the truth" diff <(jq -r .file world/truth.jsonl | sort) <(cd world && find ordinary -type f | sort)
check "nobody took anything" jq -es 'all(.derived_from == null) and ([.[].author] | unique | length == 70)' world/truth.jsonl
check "no slot and no choice is left open" test -z "$(grep -rlE '\[\[(name|Name|NAME|word|number|python|c\.|powershell)|\{[a-zA-Z"]+\|' world/ordinary || true)"
check "files are programs and not scraps" test "$(find world/ordinary -name '*.[cp]*' -size +1k | wc -l)" -gt 200

# The marks' own package, five copies of it, and the background of those authors.
umask 077
head -c 32 /dev/zero >secret
"$ATHAR" share mark "$PACKAGE" --copies 5 --secret secret --out copies >/dev/null 2>&1
"$ATHAR" trace background build world/ordinary --out lab.bg >/dev/null

# Leaks and look-alikes from three seeds.
for seed in 1 2 3; do
	"$LAB" leak --seed $seed --copies copies --copy 2,4 --adapt comments,rename,reformat --out "mixed$seed"
	"$LAB" leak --seed $seed --copies copies --copy 3 --adapt port --out "ported$seed"
	"$LAB" lookalike --seed $seed --task same --out "like$seed"
done
"$ATHAR" trace compare --json --background lab.bg "$PACKAGE/collect.py" mixed? ported? like? >answer.jsonl
check "leaks are told from look-alikes" jq -es '
	(map(select(.specimen | test("^like"))) | length == 3 and all(.llr < 0)) and
	(map(select(.specimen | test("^mixed"))) | length == 3 and all(.llr > 1 and .score > 10)) and
	([.[] | select(.specimen | test("^ported")) | .score] | min) >
		([.[] | select(.specimen | test("^like")) | .score] | max)' answer.jsonl
check "a port keeps atoms and order only" jq -es 'map(select(.specimen | test("^ported"))) |
	all(.channels | .structure.shared == 0 and .raw.shared < 20 and .atoms.tail > 1 and .order.tail > 0.5)' answer.jsonl
for seed in 1 2 3; do
	"$ATHAR" trace accuse --json --manifest copies/manifest.json "mixed$seed" >accused || [ $? = 1 ]
	check "both who mixed are named ($seed)" jq -es '.[-1].accused == [2, 4]' accused
	"$ATHAR" trace accuse --json --manifest copies/manifest.json "ported$seed" >accused || [ $? = 1 ]
	check "the one who ported is named ($seed)" jq -es '.[-1].accused == [3]' accused
	"$ATHAR" trace accuse --json --manifest copies/manifest.json "like$seed" >accused
	check "nobody is named for a look-alike ($seed)" jq -es '.[-1].accused == []' accused
done
# What was ported is a program in no language of the package, and its numbers and texts are those of the copy.
check "ported to JavaScript" sh -c '! find ported1 -type f | grep -v "\.js$"'
check "texts survive" grep -q "the folder to look at\|where to look for logs" ported1/collect.py.js
check "a number in one base or the other" grep -Eq '(65536|131072|262144|98304|0x10000|0x20000|0x40000|0x18000)\)?;' ported1/collect.py.js
finish
