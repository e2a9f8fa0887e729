# A stranger's package whose check leaves files behind goes all the way: listed, marked, approved, released to a partner who
# consented, opened by him, compared, accused and imported.  The check runs only where share mark is told so by --run-check.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
for n in ada grace rosa av; do key "$n"; done

# Whatever runs it, wherever it stands then, leaves something: beside the caller, in the package, in a folder open to all.
LOOSE="/tmp/athar-stranger-$$"
trap 'gpgconf --kill all 2>/dev/null; rm -rf "$WORK" "$LOOSE"' EXIT
mkdir open
chmod 777 open
chmod 711 .
small_package pack
printf '#!/bin/sh\ntouch ran "%s" "%s/open/ran" "%s/ran"\ntrue\n' "$LOOSE" "$WORK" "$WORK" >pack/check.sh
chmod 755 pack/check.sh
printf 'check: sh check.sh\n' >>pack/athar.marks.yml
left() { find "$WORK" -name ran; ls "$LOOSE" 2>/dev/null || true; }
quiet() { [ -z "$(left)" ] || { echo "FAILED: the check ran: $1: $(left)"; FAILED=1; find "$WORK" -name ran -delete; rm -f "$LOOSE"; }; }

exits 0 A share mark pack --json
quiet 'share mark'
exits 0 A share mark pack --copies 3 --secret secret --out marked
quiet 'share mark --copies'

A init c >/dev/null 2>&1
export ATHAR_CASE=$WORK/c
for n in ada grace rosa; do exits 0 A share person add "$n" --key "$n.asc"; done
exits 0 A share partner add 'Example AV' --key av.asc --country DE
exits 0 A share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z
A share statement consent EX-1 'Example AV' accept 2>/dev/null | sign av >yes.asc
exits 0 A share consent EX-1 'Example AV' accept --signed yes.asc
R() { A share release EX-1 --package pack --to 'Example AV' "$@"; }
exits 0 R --stage detection --out o --dry-run --json
check 'he would get it' jq -e '.refused | not' out
quiet 'a dry run'
exits 0 R --stage detection --out o --json
copy=$(jq -r .copy out)
check 'he got it' test -s "o/$copy.gpg"
quiet 'share release'
printf 'policy: 1\nrules:\n  - allow: poc\n    to: {consent: signatory}\n    why: by contract\n' >poc.yml
for n in ada grace; do
	A share statement approve EX-1 --stage poc --package pack --as "$n" 2>/dev/null | sign "$n" >"$n.ok"
	exits 0 A share approve EX-1 --stage poc --package pack --as "$n" --signed "$n.ok"
done
quiet 'share approve'
exits 0 R --stage poc --policy poc.yml --as rosa --out p --json
check 'he got that too' test -s "p/$(jq -r .copy out).gpg"
quiet 'a release by approvals'

# What he opens still has the file, which is the author's, and no word of the check beside it.
mkdir leak
G --decrypt "o/$copy.gpg" | tar -x -C leak
check 'the script is the author'\''s content' cmp pack/check.sh leak/package/check.sh
check 'the marks file stays at home' sh -c '! find leak -name athar.marks.yml | grep -q .'
# What it is compared with is the specimen of nobody; whatever the answer, nothing runs.
if A help trace compare >/dev/null 2>&1; then
	A trace compare pack leak/package >out 2>err || [ $? = 1 ] || { echo "FAILED: trace compare: $(cat err)"; FAILED=1; }
	A trace compare leak/package pack >out 2>err || [ $? = 1 ] || { echo "FAILED: trace compare: $(cat err)"; FAILED=1; }
fi
exits 1 A trace accuse --manifest marked/manifest.json marked/copy-002
exits 0 A trace accuse --manifest marked/manifest.json pack
A trace accuse leak/package pack >out 2>err || true
quiet 'compare and accuse'
for f in pack/athar.marks.yml pack/check.sh leak/MANIFEST; do A know import "$f" >/dev/null 2>&1 || true; done
exits 0 A share receipt verify "o/$copy.receipt"
exits 0 A verify
quiet 'import, receipt and verify'

# That all this could have been seen: told to, share mark runs it, in its cage; run by hand, it leaves its files.
exits 0 A share mark pack --run-check
says 'runs passed'
(cd pack && sh check.sh)
check 'run by hand it leaves files' sh -c "[ -e '$WORK/ran' ] && [ -e '$LOOSE' ] && [ -e pack/ran ]"
finish
