#!/bin/bash
# bench/hunt.sh: how fast hunt scan is with all rules, findings written, against ripgrep with 200 fixed strings on the same
# logs, in turn in one run.  Per core-second (user and system, all processes).  SIZE (bytes, 1 GB) and ROUNDS (3) may be
# given; ATHAR and LAB are the built programs.
set -eu
cd "$(dirname "$0")/.."
ATHAR=${ATHAR:-$PWD/build/athar}
LAB=${LAB:-$PWD/build/athar-lab}
LIBS=${LIBS:-$PWD/build}
SIZE=${SIZE:-1000000000}
ROUNDS=${ROUNDS:-3}
NEED=2
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export HOME=$T
unset ATHAR_CASE || true

"$LAB" logs --seed 3 --size "$SIZE" --out "$T/world" >/dev/null
# The traces of the attacks, and the names of everyday tools of intruders up to 200.
python3 - >"$T/p200" <<'END'
case = """ServerInfo~
Server~EX01.corp.example:444/
/ecp/default.flt
/ecp/main.css
/owa/auth/Current/themes/resources/
antSword/v2.1
DDIService.svc/SetObject
Set-OabVirtualDirectory
aspnet_client
Download failed and temporary file
python-requests/2.19.1
python-requests/2.25.1
ExchangeServicesClient/0.0.0.0
DuckDuckBot/1.0
Baiduspider/2.0
proxyLogon.ecp
System.InvalidCastException
VirtualDirectory#
echo+[S]
ResetOABVirtualDirectory""".split("\n")
tool = "certutil bitsadmin mshta regsvr32 rundll32 procdump mimikatz psexec wmic vssadmin ntdsutil comsvcs makecab sqlmap nikto".split()
tail = ["%s.exe -urlcache", "%s.exe /c whoami", "%s/1.0 (scan)", "/%s.php?cmd=", "\\Temp\\%s.dll", "%s --dump", "User-Agent: %s",
        "%s.asp;.jpg", "../../%s.ini", "${jndi:%s}", "%s%%00.aspx", "<script>%s("]
made = [t % n for n in tool for t in tail]
print("\n".join((case + made)[:200]))
END
files=$(find "$T/world/logs" -type f | wc -l)
bytes=$(find "$T/world/logs" -type f -printf '%s\n' | awk '{ n += $1 } END { print n }')
echo "hunt scan: $files files, $bytes bytes of logs, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
${CC:-cc} -O2 -std=c17 -D_GNU_SOURCE -Isrc bench/hunt_limits.c -o "$T/limits" "$LIBS/libathar_hunt.a" "$LIBS/libathar_base.a" -lhs

# cost NAME COMMAND...: core-seconds of it and its children, and its peak memory in KB, appended to the file of that name.
cost() {
	name=$1
	shift
	python3 - "$T/$name" "$@" <<'END'
import os, resource, subprocess, sys
before = resource.getrusage(resource.RUSAGE_CHILDREN)
rc = subprocess.call(sys.argv[2:], stdout=open(sys.argv[1] + ".out", "w"), stderr=subprocess.DEVNULL)
after = resource.getrusage(resource.RUSAGE_CHILDREN)
if rc > 1:
    sys.exit(f"{sys.argv[2:]} exited {rc}")
with open(sys.argv[1], "a") as f:
    f.write(f"{after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime:.3f} {after.ru_maxrss}\n")
END
}

for _ in $(seq "$ROUNDS"); do
	cost athar "$ATHAR" hunt scan --json "$T/world/logs"
	cost rg rg -a -j1 -F -f "$T/p200" "$T/world/logs"
	cost literals "$T/limits" literals "$T/p200" "$T/world/logs"
	cost lines "$T/limits" lines "$T/p200" "$T/world/logs"
	cost read "$T/limits" read "$T/p200" "$T/world/logs"
done

python3 - "$T" "$bytes" "$NEED" <<'END'
import json, statistics, sys
folder, size, need = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
names = {"athar": "athar hunt scan, all rules", "rg": "ripgrep -a -j1 -F -f, 200 strings", "literals": "vectorscan alone, 200 strings",
         "lines": "reading and counting lines", "read": "reading alone"}
rows = {n: [tuple(map(float, l.split())) for l in open(f"{folder}/{n}")] for n in names}
middle = {n: statistics.median(r[0] for r in rows[n]) for n in rows}
for n, text in names.items():
    all_ = ", ".join(f"{r[0]:.2f}" for r in rows[n])
    print(f"{text:36} {size / middle[n] / 1e9:7.2f} GB per core-second  ({all_} s; {max(r[1] for r in rows[n]) / 1024:.0f} MB)")
found = json.loads(open(f"{folder}/athar.out").read().splitlines()[-1])["findings"]
ratio, memory = middle["rg"] / middle["athar"], max(r[1] for r in rows["athar"]) / 1024
print(f"hunt scan: {found} findings written, {ratio:.2f} times as fast as ripgrep (wanted: {need:.0f}), "
      f"{100 * middle['read'] / middle['athar']:.0f} % of its time is what reading alone takes, {memory:.0f} MB at most")
sys.exit(ratio < need or memory > 200)
END
