#!/bin/bash
# bench/watch.sh: does a watch stay as it is?  N (1000000) small distinct specimens go to `athar trace watch -`, FILES (N / 4)
# to a watch of one folder that holds them all.  Each tenth of them ends with one that was derived from a package, whose alert
# tells that all before it were read.  Told at 1 %, 10 % and the end: peak memory (VmHWM) and open descriptors of the watch; of
# the first and the last tenth: core-seconds a specimen (user and system, readers included) as ratios to each other, to
# fingerprinting such files at that moment, one by one behind the same wall, by a process that holds nothing, and to SHA-256.
# Then the folder again, all known; and again with a hundredth of its files changed.
#
# Exit 1 where an alert is missing or one too many, a descriptor stays open, what is known is read again, the last tenth takes
# more than SLOWER (1.25) times the first, each measured by fingerprinting, or memory grows by more than EACH (80) bytes a
# specimen: 64 for what was seen, where it has just grown.  PACKAGES (50) are watched for.  ATHAR and LAB are the built
# programs, LIBS the folder of their libraries.  A million takes half an hour, and below TMPDIR 1 GB for each quarter of a
# million in the folder.
set -eu
cd "$(dirname "$0")/.."
ATHAR=${ATHAR:-$PWD/build/athar}
LAB=${LAB:-$PWD/build/athar-lab}
LIBS=${LIBS:-$PWD/build}
N=${N:-1000000}
FILES=${FILES:-$((N / 4))}
PACKAGES=${PACKAGES:-50}
T=$(mktemp -d)
export GNUPGHOME="$T/user" LC_ALL=C XDG_STATE_HOME="$T/state"
unset ATHAR_CASE || true
trap 'gpgconf --kill all; rm -rf "$T"' EXIT

# The helper: fingerprints, or hashes, one file after the other.
# shellcheck disable=SC2046
${CC:-cc} -O2 -std=c17 -Werror -D_GNU_SOURCE -Isrc bench/watch.c -o "$T/floor" "$LIBS/libathar_trace.a" "$LIBS/libathar_mark.a" \
	"$LIBS/libathar_store.a" "$LIBS/libathar_base.a" \
	$(pkg-config --libs libcrypto libisal libarchive libseccomp jansson sqlite3 yaml-0.1 libpcre2-8) -lm -lpthread

# mark FOLDER: something in it that can be marked.
mark() {
	printf 'timeout = 30\nretries = 4\ntoken = "5f3a9c01d2"\n' >"$1/collect.py"
	cat >"$1/athar.marks.yml" <<'END'
marks:
  - { file: collect.py, find: "timeout = 30", one-of: ["timeout = 30", "timeout = 31", "timeout = 33"] }
  - { file: collect.py, find: "retries = 4", one-of: ["retries = 4", "retries = 5"] }
  - { file: collect.py, find: "5f3a9c01d2", free: hex 10 }
END
}

# A case that has released some packages: the lab's, of which the derived ones are, and ordinary programs.
mkdir -m 700 "$T/user"
gpg --batch -q --pinentry-mode loopback --passphrase '' --quick-gen-key 'Partner <partner@example>' ed25519 sign never 2>/dev/null
gpg --batch -q --pinentry-mode loopback --passphrase '' \
	--quick-add-key "$(gpg --with-colons --list-keys 2>/dev/null | awk -F: '$1 == "fpr" { print $10; exit }')" cv25519 encr never 2>/dev/null
gpg --batch --armor --export >"$T/partner.asc" 2>/dev/null
"$LAB" background --seed 3 --authors 1000 --out "$T/ordinary" >/dev/null
"$LAB" background --seed 4 --authors "$((PACKAGES + 20))" --out "$T/packages" >/dev/null
(
	cd "$T"
	"$ATHAR" init c
	export ATHAR_CASE="$T/c"
	"$ATHAR" share partner add Partner --key partner.asc --role partner
	"$ATHAR" share bulletin new B-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z
	"$ATHAR" share consent B-1 Partner accept
	n=1
	for p in "$OLDPWD/lab/package" packages/ordinary/*; do
		[ "$n" -le "$PACKAGES" ] || break
		# Nothing is released that has no marks.
		[ -f "$p/athar.marks.yml" ] || mark "$p"
		# The case's secret is new each time, and rarely one of a package's marks would not read back with it.
		! "$ATHAR" share release B-1 --package "$p" --stage detection --all --out "out$n" || n=$((n + 1))
	done
	[ "$n" -gt "$PACKAGES" ] || exit 1
	head -c 32 /dev/urandom >secret
	chmod 600 secret
	"$ATHAR" share mark "$OLDPWD/lab/package" --copies 2 --secret secret --out copies
) >"$T/log" 2>&1 || { cat "$T/log"; exit 1; }
mkdir "$T/derived"
for k in $(seq 0 10); do
	"$LAB" leak --copies "$T/copies" --copy 1 --adapt comments,rename --seed "$k" --out "$T/leak" >/dev/null
	cp "$T/leak/collect.py" "$T/derived/$k"
	rm -r "$T/leak"
done
echo "watch: $N specimens as a stream, $FILES in a folder, $PACKAGES packages, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
python3 bench/watch.py "$ATHAR" "$T" "$N" "$FILES" "${SLOWER:-1.25}" "${EACH:-80}"
