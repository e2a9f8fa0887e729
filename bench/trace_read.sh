#!/bin/bash
# bench/trace_read.sh: reading and fingerprinting (print_read: wall, features, pipe, sorting) against SHA-256 (OpenSSL) of the
# same bytes, in turn in one process, ROUNDS (5) times.  Core-seconds (user and system).  It reads real source: of each folder
# of FROM the first files by name, until each has given its part of BYTES (50 MB).  Exit 1 where reading takes more than 25 times
# as long.  LIBS is the folder of the built libraries.
set -eu
cd "$(dirname "$0")/.."
LIBS=${LIBS:-$PWD/build}
FROM=${FROM:-/usr/lib/node_modules /usr/src /usr/lib/python3 /usr/lib/python3.11 /usr/share /usr/include}
BYTES=${BYTES:-50000000}
ROUNDS=${ROUNDS:-5}
NEED=25
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

python3 - "$T/source" "$BYTES" $FROM <<'END1'
import collections, os, sys
to, want, folders = sys.argv[1], int(sys.argv[2]), [d for d in sys.argv[3:] if os.path.isdir(d)]
suffixes = set("c h cc cpp hpp java cs go rs js mjs ts py rb php ps1 sh pl".split())
os.mkdir(to)
taken, of, n = 0, collections.Counter(), 0
def sources(folder):
    for at, dirs, files in os.walk(folder):
        dirs.sort()
        for name in sorted(files):
            path = os.path.join(at, name)
            if os.path.splitext(name)[1][1:] in suffixes and not os.path.islink(path) and os.access(path, os.R_OK):
                yield path
for k, folder in enumerate(folders):
    part = taken + (want - taken) // (len(folders) - k)
    for path in sources(folder):
        if taken >= part:
            break
        data, suffix = open(path, "rb").read(), os.path.splitext(path)[1][1:]
        open(f"{to}/{n:06d}.{suffix}", "wb").write(data)
        taken, n = taken + len(data), n + 1
        of[suffix] += len(data)
print(f"read: {n} files, {taken / 1e6:.1f} MB out of {' '.join(folders)}: " +
      ", ".join(f"{s} {b / 1e6:.1f}" for s, b in of.most_common()) + " MB")
END1
# shellcheck disable=SC2046
${CC:-cc} -O2 -std=c17 -D_GNU_SOURCE -Isrc bench/trace_read.c -o "$T/read" \
	"$LIBS/libathar_trace.a" "$LIBS/libathar_mark.a" "$LIBS/libathar_store.a" "$LIBS/libathar_base.a" \
	$(pkg-config --libs libcrypto libisal libarchive libseccomp jansson sqlite3 yaml-0.1) -lm -lpthread
echo "  $ROUNDS rounds, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
"$T/read" "$T/source" "$ROUNDS" >"$T/rows"

python3 - "$T/rows" "$NEED" <<'END2'
import statistics, sys
rows, need = [tuple(map(float, l.split())) for l in open(sys.argv[1])], float(sys.argv[2])
read, feature, hash_, size, features, files = zip(*rows)
middle = statistics.median
def told(name, seconds):
    ratio = [s / h for s, h in zip(seconds, hash_)]
    print(f"  {name:60} {middle(seconds):7.2f} s  {middle(ratio):5.2f} times SHA-256 ({min(ratio):.2f} to {max(ratio):.2f})")
    return middle(ratio)
told("the features alone, of texts in memory", feature)
all_ = told("all of it: behind the wall, sent, put together", read)
print(f"  {'SHA-256 of the same bytes':60} {middle(hash_):7.2f} s  {size[0] / middle(hash_) / 1e9:5.2f} GB per core-second; {features[0] / size[0]:.2f} features a byte")
print(f"reading: {all_:.2f} times SHA-256 of the same bytes (at most {need:g}): {100 * all_ / need:.0f} % of the limit")
sys.exit(all_ > need)
END2
