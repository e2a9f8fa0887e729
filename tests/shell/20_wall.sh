# The wall on the real binary: a reader that tries open, socket or exec is killed, and the command says so and keeps nothing.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
"$ATHAR" init "$T/case" 2>/dev/null
"$ATHAR" checkpoint >"$T/before" 2>/dev/null
for crime in open socket exec; do
	echo "rogue:$crime" >"$T/$crime.txt"
	rc=0
	"$ATHAR" census import "$T/$crime.txt" >"$T/out" 2>"$T/err" || rc=$?
	[ "$rc" != 0 ] || fail "$crime: exit 0"
	grep -q "$crime.txt.*forbidden system call" "$T/err" || { cat "$T/err" >&2; fail "$crime: the command does not say so"; }
	! grep -q 'not stopped' "$T/err" "$T/out" || fail "$crime: the reader went on"
done
"$ATHAR" checkpoint 2>/dev/null | cmp -s - "$T/before" || fail 'something was recorded'
# What is tested is the wall and not the reader: an innocent file beside them is read.
printf 'ip,time,version\n192.0.2.1,2021-03-01T00:00:00Z,15.1.2176.4\n' >"$T/good.csv"
"$ATHAR" census import "$T/open.txt" "$T/good.csv" >"$T/out" 2>/dev/null || true
"$ATHAR" census count --json 2>/dev/null | grep -q '"hosts":1' || fail 'the good file was lost with the bad one'
echo ok
