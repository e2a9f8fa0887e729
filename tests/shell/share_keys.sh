# The key home of a case: filled when a partner is entered, so that a release starts gpg once for each copy; made anew where it
# was lost; and kept up with a key's newer form.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
later() { env LD_PRELOAD="$CLOCK" CLOCK_SHIFT="$1" ASAN_OPTIONS="verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" "$ATHAR" "${@:2}"; }
small_package pack
cp -r pack other && echo '# more' >>other/collect.py
for n in one two three; do key $n; done
A init c >/dev/null 2>&1
export ATHAR_CASE=$WORK/c
for n in one two three; do exits 0 A share partner add $n --key $n.asc; done
exits 0 A share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z
for n in one two three; do exits 0 A share consent EX-1 $n accept; done
home=$(find c -name pubring.kbx -printf '%h\n')
check 'a home with the keys of all' sh -c "gpg --homedir '$home' --batch -q --with-colons --list-keys 2>/dev/null | grep -c ^pub | grep -qx 3"

# Each run of gpg and its kin is counted.
mkdir bin
for p in gpg gpgconf gpgsm; do
	printf '#!/bin/sh\necho "$*" >>"%s/runs"\nexec %s "$@"\n' "$WORK" "$(command -v $p || echo false)" >bin/$p
	chmod 755 bin/$p
done
R() { rm -f runs; PATH="$WORK/bin:$PATH" "$ATHAR" share release EX-1 --stage detection "$@"; }
exits 0 R --package pack --all --out o
check 'each got his' test "$(ls o/*.gpg | wc -l)" = 3
check 'one run a copy' test "$(grep -c -e --encrypt runs)" = 3
check 'and three runs beside' test "$(wc -l <runs)" -le 6

# Without the home the record's blobs fill it again, for each key at most three runs more.
rm -rf "$home"
exits 0 R --package other --all --out p
check 'each got his again' test "$(ls p/*.gpg | wc -l)" = 3
check 'from a new home' test "$(wc -l <runs)" -le 15
for f in p/*.gpg; do
	n=$(A share bulletin show EX-1 --json 2>/dev/null | jq -r --argjson c "$(basename "$f" .gpg)" '.participants[] | select(any(.released[]; .copy == $c)) | .partner')
	check "sealed to $n" sh -c "gpg --batch --list-packets --list-only '$f' 2>/dev/null | grep -qi 'keyid $(G --with-colons --list-keys "$n@" | awk -F: '$1 == "sub" { print $5 }')'"
done

# A key that would have expired goes on in its newer form, whatever the home had.
G --quick-gen-key 'old <old@example.org>' ed25519 sign 1y
G --quick-add-key "$(fpr old@)" cv25519 encr 1y
G --armor --export "$(fpr old@)" >old.asc
exits 0 A share partner add old --key old.asc
exits 0 A share bulletin invite EX-1 old
exits 0 A share consent EX-1 old accept
exits 0 R --package pack --to old --out q
G --quick-set-expire "$(fpr old@)" 5y
G --quick-set-expire "$(fpr old@)" 5y '*'
G --armor --export "$(fpr old@)" >new.asc
year=$((365 * 86400))
exits 1 later $((2 * year)) share release EX-1 --package other --stage detection --to old --out q --dry-run
says 'expired'
cp -a "$home" older
exits 0 A share partner add old --key new.asc
exits 0 later $((2 * year)) share release EX-1 --package other --stage detection --to old --out q --dry-run
rm -rf "$home" && mv older "$home"
exits 0 later $((2 * year)) share release EX-1 --package other --stage detection --to old --out q --dry-run
exits 1 later $((6 * year)) share release EX-1 --package other --stage detection --to old --out q --dry-run
says 'expired'
exits 0 A verify
finish
