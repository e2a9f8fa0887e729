#!/bin/bash
# bench/trace_index.sh: one specimen against many packages (trace/watch.h), as ratios to fingerprinting the specimen, in the same
# run; and all pairs of some files against dolos-lib.  Core-seconds (user and system, children included).
#
# Packages are source files of 2 to 40 KB as they lie on this machine (below ROOTS), PACKAGES (10000) of them spread evenly, none
# of them below APART, from which come the specimens of 100 KB: two of ordinary code, and the same two with a package in them.
# Fingerprinting is told twice: behind the wall, as watch does it, and without the child and the pipe, which is the stricter
# measure; a package that is compared in full comes from the watch's shelf.  Exit 1 where all of it, search, comparisons,
# calibration and alignment, takes more than 20 times the stricter one.
# Pairs: FILES (190) of the files of APART, in both directions, by `athar trace pairs`, the whole process; with DOLOS, a folder in
# which `npm ci` of bench/dolos was run, the same files to dolos-lib.  ATHAR is the built program, LIBS the folder of its libraries, ROUNDS (3) how often.
set -eu
cd "$(dirname "$0")/.."
ATHAR=${ATHAR:-$PWD/build/athar}
LIBS=${LIBS:-$PWD/build}
PACKAGES=${PACKAGES:-10000}
FILES=${FILES:-190}
ROUNDS=${ROUNDS:-3}
ROOTS=${ROOTS:-/usr/lib /usr/share /usr/include /usr/local}
APART=${APART:-/usr/lib/python3.11}
DOLOS=${DOLOS:-$PWD/bench/dolos}
BACKGROUND=${BACKGROUND:--}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

# shellcheck disable=SC2046
${CC:-cc} -O2 -flto -std=c17 -Werror -D_GNU_SOURCE -Isrc bench/trace_index.c -o "$T/index" "$LIBS/libathar_trace.a" "$LIBS/libathar_mark.a" \
	"$LIBS/libathar_store.a" "$LIBS/libathar_base.a" \
	$(pkg-config --libs libcrypto libisal libarchive libseccomp jansson sqlite3 yaml-0.1 libpcre2-8) -lm -lpthread

# shellcheck disable=SC2086
python3 - "$T" "$PACKAGES" "$FILES" "$APART" $ROOTS <<'END'
import os, pathlib, sys
out, packages, files, apart, *roots = sys.argv[1:]
SUFFIXES = (".py", ".c", ".h", ".hpp", ".cc", ".js", ".java", ".go", ".rb", ".pm", ".php", ".sh", ".rs", ".cs")


def sources(root):
    found = []
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(SUFFIXES) and not os.path.islink(path) and 2048 <= os.path.getsize(path) <= 40960:
                found.append(path)
    return sorted(found)


def spread(paths, n):
    return [paths[i * len(paths) // n] for i in range(n)] if len(paths) > n else paths


apart_files = [p for p in sources(apart) if p.endswith(".py")]
chosen = spread([p for root in roots for p in sources(root) if not p.startswith(apart + "/")], int(packages))
pathlib.Path(out, "list").write_text("".join(p + "\n" for p in chosen if "\n" not in p))
for n in range(2):
    text = b"".join(open(p, "rb").read() for p in apart_files[n::7])[:100000]
    pathlib.Path(out, f"ordinary{n}.py").write_bytes(text)
    package = open(chosen[(2 * n + 1) * len(chosen) // 4], "rb").read()
    half = (100000 - len(package)) // 2
    pathlib.Path(out, f"made{n}.py").write_bytes(text[:half] + b"\n" + package + b"\n" + text[half:2 * half])
pairs = pathlib.Path(out, "pairs")
pairs.mkdir()
for n, p in enumerate(spread(apart_files, int(files))):
    pathlib.Path(pairs, f"{n:03}.py").write_bytes(open(p, "rb").read())
END

echo "index: $(wc -l <"$T/list") packages, $ROUNDS rounds, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
"$T/index" "$T/list" "$BACKGROUND" "$ROUNDS" "$T"/ordinary?.py "$T"/made?.py >"$T/rows"
for _ in $(seq "$ROUNDS"); do
	"$T/index" --bare "$T"/pairs/*.py >>"$T/rows"
	python3 - "$ATHAR" "$T/pairs" <<'END' >>"$T/rows"
import os, subprocess, sys
began = os.times()
done = subprocess.run([sys.argv[1], "trace", "pairs", "--json", sys.argv[2]], stdout=subprocess.PIPE, check=True)
now = os.times()
print("pairs", done.stdout.count(b"\n"),
      now.children_user - began.children_user + now.children_system - began.children_system)
END
done
find "$T/pairs" -name '*.py' | sort >"$T/paths"
if command -v node >/dev/null && [ -d "$DOLOS/node_modules/@dodona/dolos-lib" ]; then
	python3 - "$DOLOS" "$T/paths" <<'END' >>"$T/rows" || true
import os, subprocess, sys
began = os.times()
done = subprocess.run(["node", "bench/dolos.mjs", sys.argv[1], "python"], stdin=open(sys.argv[2]), stdout=subprocess.PIPE)
now = os.times()
if done.returncode == 0:
    print("dolos", done.stdout.count(b"\n"),
          now.children_user - began.children_user + now.children_system - began.children_system)
END
fi

python3 - "$T/rows" <<'END'
import statistics, sys
LIMIT, WANTED = 20, 200
rows = [line.split() for line in open(sys.argv[1])]
middle = statistics.median
packages = next(r for r in rows if r[0] == "packages")
print(f"  {int(packages[2]) / 1e6:.1f} MB of packages: fingerprinted and indexed in {float(packages[3]):.1f} s, "
      f"the index holds {int(packages[4]) / 1e6:.0f} MB")
worst = every = 0
for kind, what in (("ordinary", "of ordinary code"), ("made", "with a package in it")):
    of = [r for r in rows if f"/{kind}" in r[0]]
    walled, plain, search, whole = (middle(float(r[i]) for r in of) for i in (2, 3, 4, 5))
    left, compared, alerts = (middle(int(r[i]) for r in of) for i in (6, 7, 8))
    print(f"  a specimen of 100 KB {what}: fingerprint {1e3 * plain:.1f} ms, behind the wall {1e3 * walled:.1f} ms; search {1e3 * search:.1f} ms, "
          f"with all comparisons {1e3 * whole:.1f} ms; {left:g} packages left by the whole, {compared:g} compared, {alerts:g} alerts")
    print(f"    search {search / plain:.1f} times the fingerprint ({search / walled:.2f} behind the wall); with comparisons, "
          f"calibration and alignment {whole / plain:.1f} times ({whole / walled:.2f} behind the wall)")
    worst, every = max(worst, search / plain), max(every, whole / plain)
print(f"one specimen against {packages[1]} packages: all of it {every:.1f} times fingerprinting it without a wall (at most {LIMIT}), "
      f"searching alone {worst:.1f} times: {100 * every / LIMIT:.0f} % of the limit")
pairs, bare = ([r for r in rows if r[0] == kind] for kind in ("pairs", "bare"))
took, least = middle(float(r[2]) for r in pairs), middle(float(r[3]) for r in bare)
print(f"all pairs of {bare[0][1]} files, {int(bare[0][2]) / 1e6:.2f} MB: {took:.3f} s for the whole process, {pairs[0][1]} pairs told of; "
      f"{took / least:.1f} times fingerprinting them without a wall, which is the floor")
dolos = [r for r in rows if r[0] == "dolos"]
if dolos:
    print(f"  dolos-lib {float(dolos[0][2]):.2f} s for {dolos[0][1]} pairs: {float(dolos[0][2]) / took:.0f} times as long (wanted {WANTED}; "
          f"the floor itself is {float(dolos[0][2]) / least:.0f} times)")
else:
    print("  dolos-lib: not installed, or it does not run here (npm ci --prefix bench/dolos)")
sys.exit(every > LIMIT)
END
