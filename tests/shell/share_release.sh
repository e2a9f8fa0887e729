# athar share release: as one transaction, to each partner alone, with what he needs to prove it; every refusal.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
for n in ada grace rosa av cert; do key "$n"; done
age-keygen -o tp.id 2>/dev/null
age-keygen -y tp.id >tp.age
small_package pack
A init c >/dev/null 2>&1
cd c
for n in ada grace rosa; do A share person add "$n" --key "../$n.asc" >/dev/null 2>&1; done
A share partner add 'Example AV' --key ../av.asc --country DE >/dev/null 2>&1
A share partner add CERT --key ../cert.asc --role coordinator >/dev/null 2>&1
A share partner add 'Third Party' --key ../tp.age --duty-to-report >/dev/null 2>&1
A share partner add build --key ../cert.asc --role insider >/dev/null 2>&1
A share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 >/dev/null 2>&1
A share consent EX-1 'Example AV' accept >/dev/null 2>&1
A share statement consent EX-1 'Third Party' accept >s 2>/dev/null
A share consent EX-1 CERT decline >/dev/null 2>&1
cd ..
R() { A share release EX-1 --case c --package pack "$@"; }

# A dry run says who would get it and why not, and touches nothing.
before=$(A verify --case c --json | jq .size)
exits 1 R --stage detection --all --dry-run --json
[ "$(jq -r 'select(.refused | not) | .partner' out | tr '\n' ' ')" = 'Example AV build ' ] ||
	{ echo "FAILED: who would get it: $(cat out)"; FAILED=1; }
jq -es 'any(.partner == "CERT" and .refused)' out >/dev/null || { echo 'FAILED: CERT declined'; FAILED=1; }
[ "$(A verify --case c --json | jq .size)" = "$before" ] || { echo 'FAILED: a dry run wrote'; FAILED=1; }
exits 2 A share release EX-1 --package pack --stage detection --all --out o
says 'case named'
exits 2 R --stage detection --out o
exits 2 R --stage secret --all --out o
exits 3 A share release EX-9 --case c --package pack --stage detection --all --out o
says 'no bulletin EX-9'

# The release: sealed file, entry and receipt for each who may have it; refusals do not stop the others.
exits 1 R --stage detection --all --out o --json
cp out released
av=$(jq -r 'select(.partner == "Example AV") | .copy' out)
build=$(jq -r 'select(.partner == "build") | .copy' out)
check 'three files a copy, and the verifier key' sh -c "ls o | sort | tr '\n' ' ' | grep -qx '$(printf '%s\n' "$av.entry" "$av.gpg" "$av.receipt" "$build.entry" "$build.gpg" "$build.receipt" vkey | sort | tr '\n' ' ')'"
check 'the hash told is that of the file' sh -c "test \"\$(sha256sum <o/$av.gpg | cut -c1-64)\" = \"\$(jq -r 'select(.copy == $av) | .sha256' released)\""
mkdir x y
G --decrypt "o/$av.gpg" | tar -x -C x
G --decrypt "o/$build.gpg" | tar -x -C y
check 'sealed to him alone' sh -c "[ \$(gpg --batch --list-packets --list-only o/$av.gpg 2>/dev/null | grep -c 'pubkey enc packet') = 1 ]"
check 'no marks file in a copy' sh -c '! find x y -name athar.marks.yml | grep -q .'
check 'no name of another in a copy' sh -c "! grep -rqaE 'CERT|Third|build' x"

# Two copies differ at exactly the sites; manifest, opening and entry fit together, by a stranger's program.
cat >twin.py <<'END'
import base64, hashlib, json, pathlib, re, sys
copy, folder = sys.argv[1], pathlib.Path(sys.argv[2])
text, signatures = (folder / "MANIFEST").read_text().split("\n\n", 1)
head, body = text.split("\n", 1)
assert head == "athar manifest", head
m = json.loads(body)
assert m["copy"] == int(copy) and m["bulletin"] == "EX-1" and m["embargo_end"] == "2099-03-09T18:00:00Z", m
files = {str(p.relative_to(folder / "package")) for p in (folder / "package").rglob("*") if p.is_file()}
assert files == {p["path"] for p in m["parts"]}
for p in m["parts"]:
    data = (folder / "package" / p["path"]).read_bytes()
    assert len(data) == p["bytes"] and hashlib.sha256(data).hexdigest() == p["sha256"], p
opening = json.loads((folder / "OPENING.json").read_text())
canonical = json.dumps(opening["body"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
entry = json.loads(open(f"o/{copy}.entry").read())
assert hashlib.sha256(bytes.fromhex(opening["salt"]) + canonical).hexdigest() == entry["body"]
assert opening["body"]["manifest_sha256"] == hashlib.sha256((folder / "MANIFEST").read_bytes()).hexdigest()
# The manifest is signed by the key that signs the record.
name, key = re.match(r"(.*)\+[0-9a-f]{8}\+(.*)", open("o/vkey").read().strip()).groups()
line = signatures.strip().split(" ")
assert line[0] == "—" and line[1] == name
open("m.pub", "wb").write(bytes.fromhex("302a300506032b6570032100") + base64.b64decode(key)[1:])
open("m.sig", "wb").write(base64.b64decode(line[2])[4:])
open("m.txt", "w").write(text + "\n")
END
for pair in "$av x" "$build y"; do
	set -- $pair
	check "manifest, opening and entry of $1" python3 twin.py "$1" "$2"
	check "the record's key signed it" openssl pkeyutl -verify -pubin -keyform DER -inkey m.pub -rawin -in m.txt -sigfile m.sig
	exits 0 A share receipt verify "o/$1.receipt" --opening "$2/OPENING.json" --json
	check 'the receipt holds' sh -c 'jq -e .valid out'
done
tr 0123456789 1234567890 <"o/$av.entry" >"o/$av.changed"
exits 1 A share receipt verify "o/$av.receipt" --entry "o/$av.changed" --json
exits 1 A share receipt verify "o/$av.receipt" --opening y/OPENING.json
diff -r x/package y/package >d || true
check 'copies differ' test -s d
check 'and nowhere but at the marks' sh -c "! grep '^[<>]' d | grep -vqE 'timeout = 3[013]\$|retries = [45]\$|token = \"[0-9a-f]{10}\"\$|- it (reads the log|writes a table|stops at an error)\$'"

# The same command again writes the very same bytes, with no entry more.
size=$(A verify --case c --json | jq .size)
rm o/*.gpg
exits 1 R --stage detection --all --out o --json
check 'the same bytes again' sh -c "jq -r 'select(.sha256) | .sha256' out | sort | cmp - /dev/stdin <<X
$(jq -r 'select(.sha256) | .sha256' released | sort)
X"
[ "$(A verify --case c --json | jq .size)" = "$size" ] || { echo 'FAILED: writing again added entries'; FAILED=1; }
# Never over another file.
echo mine >"o/$av.gpg"
exits 4 R --stage detection --to 'Example AV' --out o
says 'another file'
check 'it is as it was' grep -qx mine "o/$av.gpg"

# A signed consent of one who comes by age.
exits 1 R --stage detection --to 'Third Party' --out p
A share consent EX-1 'Third Party' accept --case c >/dev/null 2>&1
exits 0 R --stage detection --to 'Third Party' --out p --json
tp=$(jq -r .copy out)
check 'age opens it' sh -c "age -d -i tp.id p/$tp.age | tar -t | grep -qx MANIFEST"

# Proof of concept: by policy, and two approvals by two others than the one who releases.
cat >poc.yml <<'END'
policy: 1
rules:
  - allow: poc
    to: {consent: signatory, duty-to-report: no}
    why: tested by contract
END
approve() { A share statement approve EX-1 --case c --stage poc --package "$2" --as "$1" 2>/dev/null | sign "$1" >"$1.ok"; exits "${3:-0}" A share approve EX-1 --case c --stage poc --package "$2" --as "$1" --signed "$1.ok"; }
POC() { R --stage poc --policy poc.yml "$@"; }
exits 1 R --stage poc --to 'Example AV' --out q
exits 1 POC --to 'Example AV' --as rosa --out q
says 'needs 2 approvals and has 0'
approve ada pack
exits 1 POC --to 'Example AV' --as rosa --out q
says 'has 1'
exits 0 A share approve EX-1 --case c --stage poc --package pack --as ada --signed ada.ok
says 'before'
exits 1 POC --to 'Example AV' --as rosa --out q
says 'has 1'
approve grace pack
exits 1 POC --to 'Example AV' --as grace --out q
says 'by the one who releases'
exits 1 POC --to 'Third Party' --as rosa --out q
cp -r pack other && echo '# more' >>other/collect.py
exits 1 A share release EX-1 --case c --package other --stage poc --policy poc.yml --to 'Example AV' --as rosa --out q
says 'for another package'
exits 0 POC --to 'Example AV' --as rosa --out q --json
# They are used up: another partner needs new ones, the same copy does not.
exits 0 POC --to 'Example AV' --as rosa --out q2
exits 1 POC --to build --as rosa --out q
exits 0 A share approve EX-1 --case c --stage poc --package pack --as grace --signed grace.ok
says 'before'
# The same signature in other line ends is another file, and counts no more.
sed 's/$/\r/' grace.ok >again.ok
exits 0 A share approve EX-1 --case c --stage poc --package pack --as grace --signed again.ok
says 'before'
exits 4 A share approve EX-1 --case c --stage poc --package other --as grace --signed grace.ok
A share consent EX-1 build accept --case c >/dev/null 2>&1
exits 1 POC --to build --as rosa --out q
says 'used up'
# A list of values that changed is another package too, though no file of it did.
sleep 1
cp -r pack third && sed -i 's/timeout = 33/timeout = 34/' third/athar.marks.yml
approve ada pack
approve grace pack
exits 1 A share release EX-1 --case c --package third --stage poc --policy poc.yml --to build --as rosa --out q
says 'for another package'
# A revision voids them, and lets every signatory lapse.
A share bulletin revise EX-1 --case c --embargo-end 2099-03-02T14:00-08:00 >/dev/null 2>&1
exits 1 R --stage detection --to 'Example AV' --out r
A share consent EX-1 build accept --case c >/dev/null 2>&1
exits 1 POC --to build --as rosa --out q
says 'for another revision'

# What went out cannot be withdrawn; an acknowledgement is his own or says that it is not.
entry=$(jq -r 'select(.partner == "Example AV") | .number' released)
exits 2 A case retract "$entry" --why x --case c
says 'cannot be withdrawn'
A share statement ack "$av" --case c 2>/dev/null | sign av >av.ack
A share statement ack "$build" --case c 2>/dev/null | sign av >wrong.ack
exits 4 A share ack "$build" --case c --signed av.ack
exits 4 A share ack "$build" --case c --signed wrong.ack
exits 0 A share ack "$av" --case c --json
check 'entered by the desk, and said so' sh -c 'jq -e ".entered_by == \"desk\"" out'
exits 0 A share ack "$av" --case c --signed av.ack --json
check 'his own outweighs it' sh -c 'jq -e ".entered_by == \"signature\"" out'
exits 3 A share ack "$av" --case c
exits 3 A share ack 12345678 --case c
exits 0 A share open "$entry" --case c
check 'the opening is for this entry' sh -c "jq -e '.body.copy == $av and .number == $entry' out"
exits 0 A verify --case c
finish
