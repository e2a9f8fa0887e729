#!/bin/bash
# bench/seal.sh: sealing by the product's own path against gpg and age called directly with the same options, in turn in one
# run: SIZE bytes (10 MB) TIMES times (20) in each of ROUNDS rounds (3), and a small package (4 KB) as to PARTNERS partners
# (81) beside.  Core-seconds (user and system, all processes) and wall time.  LIBS is the folder of the built libraries.
set -eu
cd "$(dirname "$0")/.."
LIBS=${LIBS:-$PWD/build}
SIZE=${SIZE:-10000000}
TIMES=${TIMES:-20}
ROUNDS=${ROUNDS:-3}
PARTNERS=${PARTNERS:-81}
NEED=1.2
T=$(mktemp -d)
export GNUPGHOME="$T/user" LC_ALL=C
trap 'gpgconf --kill all; rm -rf "$T"' EXIT
mkdir -m 700 "$T/user"
gpg --batch -q --pinentry-mode loopback --passphrase '' --quick-gen-key 'Partner <partner@example>' rsa2048 sign,cert 0 2>/dev/null
fpr=$(gpg --with-colons --list-keys | awk -F: '$1 == "fpr" { print $10; exit }')
gpg --batch -q --pinentry-mode loopback --passphrase '' --quick-add-key "$fpr" rsa2048 encr 0 2>/dev/null
gpg --export "$fpr" >"$T/key.gpg"
gpgconf --kill all
age-keygen -o "$T/id" 2>/dev/null
age-keygen -y "$T/id" >"$T/key.age"
head -c "$SIZE" /dev/urandom >"$T/large"
head -c 4096 /dev/urandom >"$T/small"
# shellcheck disable=SC2046
${CC:-cc} -O2 -std=c17 -D_GNU_SOURCE -Isrc tests/helper/seal.c -o "$T/seal" "$LIBS/libathar_share.a" "$LIBS/libathar_base.a" \
	$(pkg-config --libs gpgme libcrypto libisal libarchive libseccomp) -lm -lpthread
# Both have the key in a key ring, ours since the partner was entered.
gpg -q --list-keys >"$T/list" 2>&1
"$T/seal" keep "$T/home" "$T/key.gpg"
echo "seal: $SIZE bytes, $TIMES times, 4096 bytes $PARTNERS times, $ROUNDS rounds, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"

cat >"$T/direct" <<'END'
#!/bin/sh
# direct KIND IN OUT TIMES KEY: the peer, as often, each time anew.
i=0
while [ "$i" -lt "$4" ]; do
	case $1 in
	gpg) gpg --batch --quiet --yes --no-tty --trust-model always --compress-level 0 --encrypt --recipient "$5" --output "$3" "$2" ;;
	age) age -r "$5" -o "$3" "$2" ;;
	esac || exit 1
	i=$((i + 1))
done
END
chmod +x "$T/direct"

# cost NAME COMMAND...: core-seconds and wall seconds of it and of all its children, appended to the file of that name.
cost() {
	name=$1
	shift
	python3 - "$T/$name" "$@" <<'END'
import os, subprocess, sys, time, ctypes
# gpgme's gpg is no child of the sealer: what nobody waits for comes to us, and is counted.
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
start, began = os.times(), time.monotonic()
rc = subprocess.call(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall = time.monotonic() - began
while True:
    try:
        os.wait()
    except ChildProcessError:
        break
end = os.times()
if rc != 0:
    sys.exit(f"{sys.argv[2:]} exited {rc}")
cpu = end.children_user - start.children_user + end.children_system - start.children_system
open(sys.argv[1], "a").write(f"{cpu:.3f} {wall:.3f}\n")
END
}

for _ in $(seq "$ROUNDS"); do
	for size in large small; do
		times=$TIMES
		[ $size = large ] || times=$PARTNERS
		cost "gpg-ours-$size" "$T/seal" many "$T/home" openpgp "$fpr" "$T/$size" "$T/out" "$times"
		cost "gpg-peer-$size" "$T/direct" gpg "$T/$size" "$T/out" "$times" "$fpr"
		cost "age-ours-$size" "$T/seal" many "$T/home" age "$(cat "$T/key.age")" "$T/$size" "$T/out" "$times"
		cost "age-peer-$size" "$T/direct" age "$T/$size" "$T/out" "$times" "$(cat "$T/key.age")"
	done
done

python3 - "$T" "$TIMES" "$PARTNERS" "$NEED" <<'END'
import statistics, sys
folder, need = sys.argv[1], float(sys.argv[4])
often = {"large": int(sys.argv[2]), "small": int(sys.argv[3])}
read = lambda n: [tuple(map(float, l.split())) for l in open(f"{folder}/{n}")]
bad = 0
for kind in ("gpg", "age"):
    for size in ("large", "small"):
        ours, peer = read(f"{kind}-ours-{size}"), read(f"{kind}-peer-{size}")
        for i, what in enumerate(("core", "wall")):
            ratio = statistics.median(a[i] / b[i] for a, b in zip(ours, peer))
            ms = [1000 * statistics.median(r[i] for r in rows) / often[size] for rows in (ours, peer)]
            print(f"  {kind}, {size}, {what}: {ms[0]:7.1f} ms a file, directly {ms[1]:7.1f} ms: {ratio:.2f} times"
                  + (f" (at most {need:g})" if what == "core" else ""))
            if what == "core" and ratio > need:
                bad = 1
print("  ours includes starting gpgme and listing the key ring, once: three runs of gpg, which few small packages show")
sys.exit(bad)
END
