# share mark --run-check: the author's own check, on every value, confined; and never run otherwise.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"
export TMPDIR="$WORK/scratch"
mkdir "$TMPDIR"
chmod 1777 "$TMPDIR"
chmod 711 "$WORK"
LOOSE="/tmp/athar-check-escaped-$$"
trap 'rm -rf "$WORK" "$LOOSE"' EXIT

# package NAME CHECK: a small one with a site of each kind.
package() {
	mkdir -p "$1"
	printf 'import time\nimport json\nlimit = 30\nkey = "5f3a9c01"\n' >"$1/a.py"
	{
		printf 'marks:\n'
		printf '  - file: a.py\n    find: "limit = 30"\n    one-of: ["limit = 30", "limit = 31", "limit = 33"]\n'
		printf '  - file: a.py\n    find: "5f3a9c01"\n    free: hex 8\n'
		printf '  - file: a.py\n    order: ["import time", "import json"]\n'
		[ -z "$2" ] || printf 'check: %s\n' "$2"
	} >"$1/athar.marks.yml"
}
# hostile NAME: its check runs check.sh or check.py of its own, which comes on stdin.
hostile() {
	package "$1" "$2"
	cat >"$1/$3"
}
clean() { check "$1: no scratch folder is left" sh -c '[ -z "$(ls -A "$TMPDIR")" ]'; }

# The lab's package passes, and each site says how often it was run.
"$ATHAR" share mark "$PACKAGE" --run-check --json >lab.jsonl 2>err || { cat err; FAILED=1; }
check 'the check is shown first' sh -c 'head -1 err | grep -q "python3 -m py_compile collect.py"'
check 'the C part is checked too' grep -q 'gcc .*w3csum.c' err
check 'all runs passed' sh -c 'n=$(jq -s "map(.checked) | add + 1" lab.jsonl); grep -q "check: $n of $n runs passed" err'
check 'runs of each kind' jq -es 'map(select(.proposed | not)) | length > 80 and all(.checked == (if .kind == "one-of" then .choices - 1 elif .kind == "free" then 2 else 1 end))' lab.jsonl
clean lab

package none ''
fails 3 'has no check to run' share mark none --run-check
package quote "python3 -c 'print(1)"
fails 3 'quote is not closed' share mark quote --run-check
package quoted "python3 -c 'import sys; assert sys.argv[1:] == [\"a b\", \"\$HOME\", \"x;y\", \"\"]' \"a b\" \$HOME x;y ''"
fails 0 '6 of 6 runs passed' share mark quoted --run-check
package missing 'no-such-program-anywhere'
fails 1 'on the package as it is: cannot be started: No such file' share mark missing --run-check

# A value that breaks it is named with its place, and its output is escaped; the others are still run.
hostile broken 'python3 check.py' check.py <<'END'
import sys
t = open("a.py").read()
if "limit = 33" in t: print("no \033[31mgood"); sys.exit(7)
if t.index("json") < t.index("time"): sys.exit("order")
END
fails 1 '^athar: a.py:3: the check fails with "limit = 33": exit 7' share mark broken --run-check
cp out.log broken.log
check 'what it printed is escaped' sh -c 'grep -q "good" broken.log && ! grep -q "$(printf "\033")" broken.log'
check 'an order is named' grep -q 'a.py:1: .*reverse order: exit 1' broken.log
check 'the others passed: package, one, two' grep -q '4 of 6 runs passed' broken.log

# The cage.  What each line tries is tried from a check, which succeeds only if it is refused.
hostile caged 'python3 check.py' check.py <<END
import os, socket, subprocess
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    try:
        socket.socket(family)
        raise SystemExit("a socket")
    except OSError:
        pass
assert os.environ.keys() <= {"PATH", "LANG", "HOME", "TMPDIR", "LC_CTYPE"}, os.environ
assert os.path.dirname(os.environ["HOME"]) == os.path.dirname(os.getcwd())
for where in (os.environ["HOME"], os.environ["TMPDIR"], "."):
    open(where + "/mine", "w").write("x")
os.rename("mine", os.environ["HOME"] + "/moved")
assert os.read(0, 1) == b"" and os.getuid() != 0
assert sorted(int(f) for f in os.listdir("/proc/self/fd"))[:3] == [0, 1, 2]
assert not [f for f in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + f) and int(f) > 3]
subprocess.run(["true"], check=True)
END
fails 0 '6 of 6 runs passed' share mark caged --run-check
clean caged

landlock=$(python3 -c 'import ctypes; print(ctypes.CDLL(None).syscall(444, 0, 0, 1))')
if [ "$landlock" -ge 1 ]; then
	chmod 777 "$WORK"
	hostile writer 'python3 check.py' check.py <<END
for path in ("$LOOSE", "$WORK/escaped", "$TMPDIR/escaped", "/dev/shm/athar-escaped"):
    try:
        open(path, "w")
    except OSError:
        continue
    raise SystemExit("wrote " + path)
try:
    open("$WORK/secret")
except OSError:
    raise SystemExit(0)
raise SystemExit("read a file outside")
END
	fails 0 '6 of 6 runs passed' share mark writer --run-check
	check 'nothing was written outside' sh -c "! ls '$LOOSE' '$WORK/escaped' '$TMPDIR/escaped' 2>/dev/null"
	chmod 711 "$WORK"
fi

# One that sleeps, with a child in a session of its own, is ended in time and takes its child along.
hostile sleeper 'sh check.sh' check.sh <<'END'
setsid sleep 98.7654 &
sleep 98.7654
END
start=$(date +%s)
fails 1 'not done after 10 seconds' share mark sleeper --run-check
check 'in time' test $(($(date +%s) - start)) -lt 20
check 'no child is left' sh -c '! pgrep -f "[s]leep 98.7654"'
clean sleeper
# One that ends and leaves a child behind that holds its output.
hostile leaver 'sh check.sh' check.sh <<'END'
setsid sleep 98.7653 &
END
fails 0 '6 of 6 runs passed' share mark leaver --run-check
check 'no child is left behind' sh -c '! pgrep -f "[s]leep 98.7653"'
# A fork bomb meets the limit on processes.
hostile bomb 'python3 check.py' check.py <<'END'
import os, time
n = 0
try:
    while n < 5000:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        n += 1
except OSError:
    raise SystemExit("bounded at %d" % n)
END
fails 1 'bounded at [0-9]*' share mark bomb --run-check
clean bomb

# Never otherwise: a stranger's package is listed, marked, compared, accused and released, and its check has not run.
mkdir touched
chmod 777 touched
package stranger "touch $WORK/touched/it $WORK/it /tmp/it-$$"
"$ATHAR" share mark stranger >out.log 2>&1
"$ATHAR" share mark stranger --copies 3 --secret secret --out marked >out.log 2>&1
"$ATHAR" trace compare stranger marked/copy-001 >out.log 2>&1 || true
"$ATHAR" trace accuse --manifest marked/manifest.json marked/copy-002 >out.log 2>&1 || true
"$ATHAR" trace accuse --manifest marked/manifest.json stranger >out.log 2>&1 || true
"$ATHAR" init case >out.log 2>&1
"$ATHAR" know import --case case stranger/athar.marks.yml >out.log 2>&1 || true
"$ATHAR" share bulletin new EX-1 --case case --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z >out.log 2>&1
"$ATHAR" share release EX-1 --case case --package stranger --stage detection --all --out released >out.log 2>&1 || true
check 'the check of a stranger did not run' sh -c "! ls touched/it it /tmp/it-$$ 2>/dev/null"

# All again as nobody, from a copy of the program that he may read.
if [ "$(id -u)" = 0 ] && [ "${AGAIN:-}" = "" ] && command -v setpriv >/dev/null; then
	mkdir again && cp "$ATHAR" again/athar && cp -r caged broken sleeper bomb again/
	chown -R 65534:65534 again
	chmod 755 "$WORK" again
	N() { setpriv --reuid 65534 --regid 65534 --clear-groups "$WORK/again/athar" share mark "again/$1" --run-check; }
	got=0; N caged >caged.log 2>&1 || got=$?
	check 'nobody: caged' grep -q '6 of 6 runs passed' caged.log
	check 'nobody: caged: status' test "$got" = 0
	N broken >broken.log 2>&1 || true
	check 'nobody: the broken value is named' grep -q 'a.py:3: the check fails with "limit = 33": exit 7' broken.log
	N bomb >bomb.log 2>&1 || true
	check 'nobody: a bomb is bounded' grep -q 'bounded at' bomb.log
	clean nobody
fi
finish
