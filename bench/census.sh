#!/bin/bash
# bench/census.sh: how fast census import reads zgrab2, against jq reading one field of the same file, in turn in one run.
# Per core-second (user and system, all processes), the SHA-256 of the input and everything that is written included.
# SIZE (bytes, 1 GB) and ROUNDS (3) may be given; ATHAR and LAB are the built programs.
set -eu
cd "$(dirname "$0")/.."
ATHAR=${ATHAR:-$PWD/build/athar}
LAB=${LAB:-$PWD/build/athar-lab}
SIZE=${SIZE:-1000000000}
ROUNDS=${ROUNDS:-3}
NEED=6
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state

# A record has some 7,150 bytes.
hosts=$((SIZE / 6900 + 10))
if [ "$hosts" -gt 200000 ]; then hosts=200000; fi
"$LAB" scans --seed 7 --hosts "$hosts" --days 1 --format zgrab2 --out "$T/scans" >/dev/null
file=$(ls "$T"/scans/zgrab2/*.jsonl)
bytes=$(stat -c %s "$file")
records=$(wc -l <"$file")
echo "census import: $records records, $bytes bytes of zgrab2 JSON Lines, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
cat "$file" >/dev/null

# cost NAME COMMAND...: core-seconds of it and its children, and its peak memory in KB, appended to the files of that name.
cost() {
	name=$1
	shift
	python3 - "$T/$name" "$@" <<'END'
import os, resource, subprocess, sys
before = resource.getrusage(resource.RUSAGE_CHILDREN)
rc = subprocess.call(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
after = resource.getrusage(resource.RUSAGE_CHILDREN)
if rc != 0:
    sys.exit(f"{sys.argv[2:]} exited {rc}")
with open(sys.argv[1], "a") as f:
    f.write(f"{after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime:.3f} {after.ru_maxrss}\n")
END
}

for _ in $(seq "$ROUNDS"); do
	rm -rf "$T/case"
	"$ATHAR" init "$T/case" >/dev/null 2>&1
	cost athar "$ATHAR" census import --case "$T/case" "$file"
	cost jq jq -c '.data.http.result.response.headers.unknown[0].value[0]' "$file"
	cost sha256 openssl sha256 "$file"
	cost read cat "$file"
	cost lines wc -l "$file"
	cost count "$ATHAR" census count --case "$T/case" --json
done

python3 - "$T" "$bytes" "$NEED" <<'END'
import statistics, sys
folder, size, need = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
names = {"athar": "athar census import", "jq": "jq, one field", "sha256": "openssl sha256 alone", "read": "cat (read alone)",
         "lines": "wc -l"}
rows = {n: [tuple(map(float, l.split())) for l in open(f"{folder}/{n}")] for n in [*names, "count"]}
middle = {n: statistics.median(r[0] for r in rows[n]) for n in rows}
for n, text in names.items():
    spread = " ".join(f"{r[0]:.2f}" for r in rows[n])
    print(f"  {text:22} {size / middle[n] / 1e9:6.2f} GB per core-second   ({spread} s)   {max(r[1] for r in rows[n]) / 1024:6.0f} MB")
print(f"  athar census count      {middle['count']:6.2f} core-seconds                                {max(r[1] for r in rows['count']) / 1024:6.0f} MB")
ratios = [j[0] / a[0] for a, j in zip(rows["athar"], rows["jq"])]
memory = max(r[1] for r in rows["athar"]) / 1024
print(f"  census import is {statistics.median(ratios):.1f} times jq ({min(ratios):.1f} to {max(ratios):.1f}, needed {need:g}); "
      f"SHA-256 and reading alone are {100 * (middle['sha256']) / middle['athar']:.0f} % of its cost; memory {memory:.0f} MB (at most 200)")
sys.exit(0 if statistics.median(ratios) >= need and memory < 200 else 1)
END
