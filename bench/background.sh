#!/bin/bash
# bench/background.sh OUT [NAME...]: build OUT, a background of ordinary code for trace compare, from Debian packages and npm.
#
# A NAME is a Debian package, a pattern of such ('golang-*-dev', of which MOST (100), spread evenly over the alphabet, are taken),
# or npm:PACKAGE.  Without NAMEs a default list: C, Java, Go, Rust, Python, JavaScript, Ruby, PHP and shell, some gigabytes, an
# hour of downloading.  Packages are fetched with apt-get download and npm pack, unpacked and never installed: nothing of them
# is run.  A package is a group; of the kernel each subsystem, of Java each module, of Python's own library each module is one.
# What cannot be fetched is left out, and said so.
#
# Prints what was fetched and what the build took.  WORK is a folder for some gigabytes (a temporary one, removed afterwards,
# unless given); KEEP=1 leaves the groups in WORK/groups, in the layout that trace background build reads.  ATHAR is the program.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ATHAR=${ATHAR:-$here/../build/athar}
MOST=${MOST:-100}
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '$d' >&2; exit 2; }
OUT=$(realpath -m "$1")
shift
[ $# -gt 0 ] || set -- linux-source-6.1 openjdk-17-source libpython3.11-stdlib 'golang-*-dev' 'librust-*-dev' 'python3-[a-z]*' \
	'ruby-*' 'php-*' bash-completion autoconf automake git npm:lodash npm:express npm:react npm:typescript npm:eslint npm:webpack \
	npm:axios npm:chalk npm:commander npm:moment npm:underscore npm:async npm:request npm:yargs npm:uuid npm:debug npm:jquery \
	npm:vue npm:rxjs npm:prettier npm:mocha npm:chai npm:socket.io npm:ws npm:mongoose npm:koa npm:fastify npm:sequelize
if [ -n "${WORK:-}" ]; then
	mkdir -p "$WORK"
else
	WORK=$(mktemp -d)
	trap 'rm -rf "$WORK"' EXIT
fi
WORK=$(realpath "$WORK")
GROUPS_DIR=$WORK/groups
# Groups of another time would be in it unseen.
[ ! -e "$GROUPS_DIR" ] || { echo "background: $GROUPS_DIR is there already" >&2; exit 2; }
mkdir -p "$GROUPS_DIR" "$WORK/fetched"

# expand NAME: the packages of a pattern, at most MOST, spread evenly.
expand() {
	case $1 in
	npm:*) echo "$1" ;;
	*[*[?]*)
		apt-cache pkgnames | sort | python3 -c '
import fnmatch, sys
names = fnmatch.filter(sys.stdin.read().split(), sys.argv[1])
most = min(int(sys.argv[2]), len(names))
print("\n".join(names[i * len(names) // most] for i in range(most)))' "$1" "$MOST"
		;;
	*) echo "$1" ;;
	esac
}

# apart FROM NAME: each entry of the folder FROM becomes the group NAME-ENTRY.
apart() {
	[ -d "$1" ] || return 0
	find "$1" -mindepth 1 -maxdepth 1 -printf '%f\0' | while IFS= read -r -d '' entry; do
		mkdir -p "$GROUPS_DIR/$2-$entry"
		mv "$1/$entry" "$GROUPS_DIR/$2-$entry/"
	done
}

# The kernel: each folder below these is a subsystem, every other folder at the top one.
kernel() {
	tar -xJf "$(find "$1" -name 'linux-source-*.tar.xz' | head -1)" -C "$1"
	tree=$(find "$1" -mindepth 1 -maxdepth 1 -type d -name 'linux-source-*' | head -1)
	for top in drivers fs net sound arch tools samples; do
		[ -d "$tree/$top" ] || continue
		# The files directly below are the subsystem's own common part.
		mkdir -p "$tree/$top/common"
		find "$tree/$top" -maxdepth 1 -type f -exec mv -t "$tree/$top/common" {} +
		apart "$tree/$top" "kernel-$top"
		rmdir "$tree/$top" 2>/dev/null || true
	done
	apart "$tree" kernel
}

java() {
	zip=$(find "$1" -name src.zip -type f | head -1)
	mkdir "$1/modules"
	unzip -qq "$zip" -d "$1/modules"
	apart "$1/modules" java
}

# unpack NAME FILE: the groups of one package.
unpack() {
	tree=$WORK/tree
	rm -rf "$tree"
	mkdir "$tree"
	case $1 in
	npm:*) tar -xzf "$2" -C "$tree" --no-same-owner ;;
	*) dpkg-deb -x "$2" "$tree" && rm -rf "$tree"/usr/share/{doc,man,locale,info,lintian} ;;
	esac
	case $1 in
	linux-source-*) kernel "$tree" ;;
	openjdk-*-source) java "$tree" ;;
	libpython3*-stdlib) apart "$(find "$tree/usr/lib" -maxdepth 1 -name 'python3.*' | head -1)" python ;;
	*) mv "$tree" "$GROUPS_DIR/$(echo "$1" | tr '/:@' '___')" ;;
	esac
}

# fetch NAME: print the file.
fetch() {
	rm -rf "$WORK/fetched"
	mkdir "$WORK/fetched"
	cd "$WORK/fetched"
	case $1 in
	npm:*) npm pack --silent --ignore-scripts "${1#npm:}" >/dev/null 2>&1 || return 1 ;;
	*) apt-get -qq download "$1" >/dev/null 2>&1 || return 1 ;;
	esac
	find "$WORK/fetched" -type f | head -1
}

began=$(date +%s)
names=0 bytes=0
for pattern in "$@"; do
	for name in $(expand "$pattern"); do
		if ! file=$(fetch "$name") || [ -z "$file" ]; then
			echo "background: $name cannot be fetched; left out" >&2
			continue
		fi
		bytes=$((bytes + $(stat -c %s "$file")))
		unpack "$name" "$file"
		rm -f "$file"
		names=$((names + 1))
	done
done
rm -rf "$WORK/tree" "$WORK/fetched"
groups=$(find "$GROUPS_DIR" -mindepth 1 -maxdepth 1 | wc -l)
[ "$groups" -gt 0 ] || { echo "background: nothing was fetched" >&2; exit 1; }
echo "fetched: $names packages, $bytes bytes, $(($(date +%s) - began)) s; $groups groups"
python3 - "$ATHAR" "$GROUPS_DIR" "$OUT" <<'END'
import hashlib, json, os, resource, subprocess, sys, time


def held(pid):
    """Memory of a process and its readers, each page that they share counted once, in kB."""
    try:
        family = [pid, *map(int, open(f"/proc/{pid}/task/{pid}/children").read().split())]
    except OSError:
        return 0
    total = 0
    for one in family:
        try:
            total += next(int(line.split()[1]) for line in open(f"/proc/{one}/smaps_rollup") if line.startswith("Pss:"))
        except (OSError, StopIteration):
            pass  # It has ended.
    return total


def hashed(folder):
    """Core-seconds of SHA-256 over all files, reading included, and how many bytes they are."""
    began, size = time.process_time(), 0
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            if not os.path.islink(path):
                with open(path, "rb") as f:
                    content = f.read()
                hashlib.sha256(content).digest()
                size += len(content)
    return time.process_time() - began, size


began, most = time.time(), 0
build = subprocess.Popen([sys.argv[1], "trace", "background", "build", "--json", sys.argv[2], "--out", sys.argv[3]],
                         stdout=subprocess.PIPE)
while build.poll() is None:
    most = max(most, held(build.pid))
    time.sleep(0.05)
if build.returncode != 0:
    sys.exit(build.returncode)
took = time.time() - began
built, used = json.load(build.stdout), resource.getrusage(resource.RUSAGE_CHILDREN)
core = used.ru_utime + used.ru_stime
hash_core, size = hashed(sys.argv[2])
print(f"built: {built['groups']} groups, {built['files']} files, {built['bytes']} bytes of source, {built['unread']} unread; "
      f"{built['features']} features, {built['pairs']} pairs; a file of {built['size']} bytes")
print(f"took: {core:.1f} core-seconds, {took:.1f} s, {built['bytes'] / 1e6 / core:.1f} MB per core-second; "
      f"{core / hash_core * size / max(built['bytes'], 1):.1f} times SHA-256 of the same bytes")
print(f"memory: at most {most // 1024} MB in all processes together, looked at twenty times a second; "
      f"{used.ru_maxrss // 1024} MB in the largest")
END
[ -n "${KEEP:-}" ] || rm -rf "$GROUPS_DIR"
