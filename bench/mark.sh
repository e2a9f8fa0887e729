#!/bin/bash
# bench/mark.sh: marking by the path of share release, up to the sealer, against SHA-256 (OpenSSL) of the same bytes, in turn in
# one process: COPIES (1000) copies of a package of SIZE (10 MB) bytes with SITES (200) sites, ROUNDS (3) times.  Core-seconds
# (user and system).  Exit 1 where marking takes more than three times as long.  ATHAR is the built program, LIBS the folder
# of its libraries.
set -eu
cd "$(dirname "$0")/.."
ATHAR=${ATHAR:-$PWD/build/athar}
LIBS=${LIBS:-$PWD/build}
SIZE=${SIZE:-10000000}
SITES=${SITES:-200}
COPIES=${COPIES:-1000}
ROUNDS=${ROUNDS:-3}
NEED=3
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export HOME=$T XDG_STATE_HOME="$T/state"
unset ATHAR_CASE || true

python3 bench/mark_package.py "$T/package" "$SIZE" "$SITES" 1
"$ATHAR" init "$T/case" 2>/dev/null
# shellcheck disable=SC2046
${CC:-cc} -O2 -std=c17 -D_GNU_SOURCE -Isrc bench/mark_cost.c -o "$T/cost" \
	"$LIBS/libathar_share.a" "$LIBS/libathar_mark.a" "$LIBS/libathar_store.a" "$LIBS/libathar_base.a" \
	$(pkg-config --libs gpgme libcrypto libisal libarchive libseccomp jansson sqlite3 yaml-0.1) -lm -lpthread
echo "mark: $COPIES copies of $SIZE bytes with $SITES sites, $ROUNDS rounds, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
"$T/cost" "$T/case" "$T/package" "$COPIES" "$ROUNDS" >"$T/rows"

python3 - "$T/rows" "$NEED" <<'END2'
import statistics, sys
rows, need = [tuple(map(float, l.split())) for l in open(sys.argv[1])], float(sys.argv[2])
draw, copy, write, hash_, size = zip(*rows)
middle = statistics.median


def told(name, seconds):
    ratio = [s / h for s, h in zip(seconds, hash_)]
    print(f"  {name:66} {middle(seconds):7.2f} s  {middle(ratio):5.2f} times SHA-256 ({min(ratio):.2f} to {max(ratio):.2f})")
    return middle(ratio)


told("reading, drawing codewords, proving that each copy reads back", draw)
told("putting the marks in, in memory", copy)
told("the copies as a release makes them: hashed manifest, archive", write)
print(f"  {'SHA-256 of the same bytes':66} {middle(hash_):7.2f} s  {middle(s / h for s, h in zip(size, hash_)) / 1e9:5.2f} GB per core-second")
told("marking alone: the first two", [a + b for a, b in zip(draw, copy)])
all_ = told("all that is done before the sealer: the first and the third", [a + b for a, b in zip(draw, write)])
print(f"marking: {all_:.2f} times SHA-256 of the same bytes (at most {need:g}): {100 * all_ / need:.0f} % of the limit")
sys.exit(all_ > need)
END2
