# A leak at home is seen: the finder, the build system and people of the house get codewords of their own, and a copy of theirs
# that leaks is named, as is that of a partner; nobody else is.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
for n in av finder build; do key "$n"; done
A init c >/dev/null 2>&1
P() { A share partner add "$1" --key "$2.asc" --role "$3" --case c >/dev/null 2>&1; }
P 'Example AV' av partner
P 'Finder F.' finder finder
P 'build system' build insider
P 'response team' build insider
A share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 --case c >/dev/null 2>&1
for who in 'Example AV' 'Finder F.'; do A share consent EX-1 "$who" accept --case c >/dev/null 2>&1; done
exits 0 A share release EX-1 --case c --package "$PACKAGE" --stage detection --all --out o --json
cp out released
check 'a copy for each, the insiders too' sh -c 'test "$(jq -r .partner released | sort | tr "\n" ,)" = "Example AV,Finder F.,build system,response team,"'

# The manifest that reads marks back, from the case's own secret: copy N is that of the party with number N.
python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(open("c/keys/mark.key").read().strip()))' >mark.secret
chmod 600 mark.secret
A share mark "$PACKAGE" --copies 4 --secret mark.secret --out copies >/dev/null 2>&1

for who in 'Example AV' 'Finder F.' 'build system' 'response team'; do
	copy=$(jq -r --arg who "$who" 'select(.partner == $who) | .copy' released)
	rm -rf leak
	mkdir leak
	G --decrypt "o/$copy.gpg" | tar -x -C leak
	# What the record says of this copy: whose it is, and the hash of its codeword.
	jq .body leak/OPENING.json >body
	number=$(jq .number body)
	check "$who: the entry says so" test "$(jq -r .partner body)" = "$who"
	check "$who: the record committed to this codeword" python3 - "$number" <<'X'
import hashlib, json, sys
code = json.load(open("copies/manifest.json"))["body"]["codes"][int(sys.argv[1]) - 1]
text = json.dumps(code, separators=(",", ":"), ensure_ascii=False).encode()
assert hashlib.sha256(text).hexdigest() == json.load(open("body"))["codeword_sha256"]
X
	# It leaks as it is, and with comments away, names changed and lines laid out anew.
	for adapted in '' comments,rename,reformat; do
		rm -rf found
		mkdir -p hers/copy-001
		cp -r leak/package/. hers/copy-001/
		cp copies/manifest.json hers/
		"$LAB" leak --copies hers --copy 1 --adapt "$adapted" --seed 7 --out found >/dev/null
		rm -rf hers
		exits 1 A trace accuse --manifest copies/manifest.json found --json
		check "$who is named after \"$adapted\"" sh -c "tail -1 out | jq -e '.accused == [$number]'"
		# The same from the case alone, with what the record holds on the copy.
		exits 1 A trace accuse --case c found --json
		cp out scored
		check "$who is named from the case" sh -c "tail -1 scored | jq -e '.accused == [$number]'"
		check "$who: the copy stands beside" sh -c "jq -s -e 'map(select(.accused == true)) | length == 1 and (.[0] | .partner == $number and
			.bulletin == \"EX-1\" and (.copies | length) == 1 and .copies[0].copy == $copy and .copies[0].committed and
			.copies[0].stage == \"detection\" and .copies[0].acknowledged == null)' scored"
	done
done

# What never was in a copy of theirs names nobody: the working copy has no codeword of its own.
cp -r "$PACKAGE" working
rm working/athar.marks.yml
exits 0 A trace accuse --manifest copies/manifest.json working --json
check 'the unmarked package names nobody' sh -c "tail -1 out | jq -e '.accused == []'"
exits 0 A trace accuse --case c working --json
check 'nor from the case' sh -c "tail -1 out | jq -e '.accused == []'"

# Names stand only where they are asked for.
exits 1 A trace accuse --case c found
cp out scored
check 'no name unless asked' sh -c '! grep -q "response team" scored'
exits 1 A trace accuse --case c --name-partners found
check 'the name where asked' grep -q 'party 4, response team: copy ' out

# Marks of a party to whom this package was never released accuse nobody: the copy comes from somewhere else.
P 'late partner' av partner
A share mark "$PACKAGE" --copies 5 --secret mark.secret --out later >/dev/null 2>&1
rm -rf found
cp -r later/copy-005 found 2>/dev/null || cp -r later/005 found
exits 0 A trace accuse --case c found --json
cp err said
check 'no copy released, no accusation' sh -c "tail -1 out | jq -e '.accused == []'"
check 'and it is said' grep -q 'party 5, to whom the record shows no such copy' said
finish
