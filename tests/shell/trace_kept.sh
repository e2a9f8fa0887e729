# Inside a case a comparison and an accusation are kept once, with the text of both sides; withdrawn, they count in nothing; an
# accusation is RED whatever was asked for; outside a case nothing is kept.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
for n in av isp; do key "$n"; done
A init c >/dev/null 2>&1
P() { A share partner add "$1" --key "$2.asc" --role "$3" --case c >/dev/null 2>&1; }
P 'Example AV' av partner
P 'Example ISP' isp partner
A share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 --case c >/dev/null 2>&1
for who in 'Example AV' 'Example ISP'; do A share consent EX-1 "$who" accept --case c >/dev/null 2>&1; done
exits 0 A share release EX-1 --case c --package "$PACKAGE" --stage detection --all --out o --json
copy=$(jq -r 'select(.partner == "Example ISP") | .copy' out)
mkdir leak
G --decrypt "o/$copy.gpg" | tar -x -C leak
cp -r leak/package found
printf 'the owner'"'"'s note\n' >'found/it is.txt'

# entries TYPE: the bodies of that type that the record holds, one a line.
entries() { cat $(find c/private -type f | sort) | jq -c "(.body // .) | select(.type == \"$1\")"; }

# A comparison.
exits 0 A trace compare --case c --json "$PACKAGE" 'found'
cp out compared
check 'it is said which entry' grep -q '^athar: kept as entry' err
check 'one entry' test "$(entries comparison | wc -l)" = 1
entries comparison >body
blob=$(jq -r '.blobs[0]' body)
cp "$(find c/blobs -name "*${blob#??}" | head -1)" blob
check 'its label' jq -e '.tlp == "AMBER+STRICT"' body
check 'its command' jq -e --arg p "$PACKAGE" '.command == "athar trace compare " + $p + " found"' body
check 'the numbers are those that were printed' jq -es '.[0] as $b | .[1] as $o | $b.score == $o.score and $b.bits == $o.bits and
	$b.refusal == $o.refusal and $b.regions_found == ($o.regions | length) and $b.background == null and
	all($b.channels[]; . as $c | $o.channels[$c.name].shared == $c.shared)' body compared
python3 - "$PACKAGE" <<'X'
# The oracle: hashes and lines taken from the files themselves.
import hashlib, json, os, sys
body, blob = json.load(open("body")), json.load(open("blob"))
for party, root, skip in (("package", sys.argv[1], "athar.marks.yml"), ("specimen", "found", "")):
    files = {}
    for at, _, names in os.walk(root):
        for name in names:
            if name != skip:
                path = os.path.join(at, name)
                files[path] = open(path, "rb").read()
    sha = {path: hashlib.sha256(text).digest() for path, text in files.items()}
    assert body[party]["sha256"] == hashlib.sha256(b"".join(sorted(sha.values()))).hexdigest(), party
    assert body[party]["files"] == len(files) and body[party]["bytes"] == sum(map(len, files.values()))
    listed = blob[party + "_files"]
    assert {(f["name"], f["sha256"]) for f in listed} == {(path, h.hex()) for path, h in sha.items()}, party
    assert [f["matched"] for f in listed] == sorted((f["matched"] for f in listed), reverse=True)
    assert {f["name"] for f in listed if not f["matched"]} == ({"found/it is.txt"} if root == "found" else set()), listed
    for region in blob["regions"]:
        side = region[party]
        lines = files[side["file"]].decode().split("\n")
        want = [line[:400] for line in lines[side["first"] - 1:side["last"]][:40]]
        assert [line["text"] for line in side["lines"]] == want, (side["file"], side["first"])
        assert any(line["bits"] > 0 for line in side["lines"]) and all(line["bits"] >= 0 for line in side["lines"])
assert 1 <= len(blob["regions"]) <= 10
X
check 'hashes and quoted lines are those of the files' test $? = 0

exits 0 A trace compare --case c "$PACKAGE" found
check 'the same again adds nothing' test "$(entries comparison | wc -l)" = 1
check 'and says so' grep -q 'holds the same result: nothing added' err
exits 0 A trace compare --case c --no-keep "$PACKAGE" leak/package
check 'nor does --no-keep' test "$(entries comparison | wc -l)" = 1
exits 0 A trace compare --case c --tlp GREEN "$PACKAGE" 'found/it is.txt'
check 'another specimen is another result' test "$(entries comparison | wc -l)" = 2
check 'a word with blanks is quoted' sh -c "cat \$(find c/private -type f) | grep -q \"'found/it is.txt'\""

# What was set aside is kept as it was printed.
head -20 "$PACKAGE/collect.py" >head.py
printf -- '- {path: head.py, kind: public-code, public: 2021-01-05, reason: a sample}\n' >list.yml
exits 0 A trace compare --case c --public list.yml --json "$PACKAGE" found
cp out compared
entries comparison | jq -c 'select(.set_aside != [])' >body
check 'what was set aside' jq -es '.[0] as $b | .[1] as $o | $b.set_aside == $o.set_aside and ($b.set_aside | length) == 1 and
	$b.set_aside[0].features > 0 and all($b.channels[]; . as $c | $o.channels[$c.name].aside == $c.aside)' body compared

# In a collection, and where a region is longer than what is quoted of it.
python3 - <<'X'
import random
r = random.Random(5)
text = "".join("value_%d = call_%d(%d, \"%x\")\n" % (r.randrange(10**6), r.randrange(10**6), r.randrange(10**6), r.randrange(10**9))
               for _ in range(100))
open("long.py", "w").write(text)
open("with.py", "w").write("# another line\n" * 7 + text + "x" * 1000 + " = 1\n")
X
zip -q with.zip with.py
exits 0 A trace compare --case c long.py with.zip
entries comparison | jq -c 'select(.specimen.name == "with.zip")' >body
blob=$(jq -r '.blobs[0]' body)
cp "$(find c/blobs -name "*${blob#??}" | head -1)" blob
python3 - <<'X'
import json
blob = json.load(open("blob"))
text = open("with.py").read().split("\n")
side, own = blob["regions"][0]["specimen"], blob["regions"][0]["package"]
assert side["file"] == "with.zip/with.py", side["file"]
assert (side["first"], own["first"]) == (8, 1) and own["last"] == 100 and side["last"] >= 107, (side["first"], side["last"])
assert [line["text"] for line in side["lines"]] == text[7:47] and len(own["lines"]) == 40
assert all(line["bits"] > 0 for line in own["lines"]), own
X
check 'a long region in a zip' test $? = 0
# An accusation.
exits 2 A trace accuse --case c --tlp CLEAR found
exits 1 A trace accuse --case c found --json
check 'an accusation is kept' test "$(entries accusation | wc -l)" = 1
entries accusation >body
check 'how the marks were read, and what else of the package is there' jq -e '(.read_by | .exact + .normalised + .context > 0) and
	.alike > 0.9 and .alien == false' body
check 'RED, by number, with what was sent' jq -e --argjson copy "$copy" '.tlp == "RED" and .accused == 1 and
	(.parties[0] | .accused and .number == 2) and (.parties[1].accused | not) and (.party_copies[0] | length) == 1 and
	.party_copies[0][0].copy == $copy and .party_copies[0][0].committed and (.party_copies[0][0].acknowledged | not)' body
check 'no name in it' sh -c '! grep -q "Example" body'
exits 1 A trace accuse --case c found
check 'the same accusation again adds nothing' test "$(entries accusation | wc -l)" = 1
exits 0 A trace accuse --case c /bin/true
check 'that nobody is accused is a result as well' test "$(entries accusation | wc -l)" = 2

# What was kept comes back after the index is gone, and counts in nothing once it is withdrawn.
number=$(A timeline --case c --json 2>/dev/null | jq -r 'select(.text | test("found compared with")) | .entry' | head -1)
check 'the timeline has it' test -n "$number"
check 'an accusation is not for others' test "$(A timeline --case c --audience AMBER+STRICT --json 2>/dev/null | jq -r 'select(.text | test("accused"))' | wc -l)" = 0
rm c/index.db
exits 0 A verify --case c
exits 0 A trace compare --case c "$PACKAGE" found
check 'still the same' grep -q "entry $number holds the same result" err
exits 0 A case retract "$number" --why 'wrong folder' --case c
exits 0 A trace compare --case c "$PACKAGE" found
check 'what was withdrawn is kept anew' grep -q '^athar: kept as entry' err

# Outside a case.
before=$(find . -type f | wc -l)
(cd / && exits 0 A trace compare "$PACKAGE" "$PACKAGE" >/dev/null 2>&1)
check 'outside a case nothing is kept' test "$(find . -type f | wc -l)" -le "$((before + 2))"
# Of what is lost the numbers still stand.
rm -f "$(find c/blobs -name "*${blob#??}" | head -1)"
exits 0 A status --case c --json
check 'the others and this one are still told' jq -es 'map(select(.id == "trace"))[0].grounds | map(select(test("with.zip"))) | length == 1' out
finish
