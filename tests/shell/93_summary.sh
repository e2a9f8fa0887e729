#!/bin/bash
# The closing line of the tests: what counts as passed, failed and skipped, and what may be skipped when it must be strict.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset CI ATHAR_STRICT

cat >"$work/r.xml" <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<testsuite>
<testcase name="good" status="run"><system-out>fine</system-out></testcase>
<testcase name="part" status="run"><system-out>[  SKIPPED ] one
SKIP: shared data is not here
[  SKIPPED ] 1 test(s), listed below:
</system-out></testcase>
<testcase name="peer" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out>SKIP: peer cannot be reached
</system-out></testcase>
<testcase name="lazy" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out>SKIP: no time today
</system-out></testcase>
<testcase name="mute" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out></system-out></testcase>
X
echo '</testsuite>' | cat "$work/r.xml" - >"$work/skips.xml"
printf '%s\n' '<testcase name="bad" status="fail"><failure message=""/><system-out>no</system-out></testcase>' \
	'<testcase name="gone" status="notrun"><skipped message="Unable to find executable"/></testcase>' '</testsuite>' |
	cat "$work/r.xml" - >"$work/fails.xml"

# expect STATUS LINE COMMAND...: it ends with that status and that last line.
expect() {
	local status=$1 line=$2 rc=0
	shift 2
	"$@" >"$work/out" || rc=$?
	[ "$rc" -eq "$status" ] && [ "$(tail -n 1 "$work/out")" = "$line" ] || {
		cat "$work/out"
		echo "exit $rc, expected $status and \"$line\"" >&2
		exit 1
	}
}
summary=$SOURCE_DIR/tools/summary.py
expect 0 "2 passed, 0 failed, 4 skipped" python3 "$summary" "$work/skips.xml"
grep -q '^skipped: lazy: no time today$' "$work/out"
grep -q '^skipped: mute: no reason given$' "$work/out"
expect 1 "2 passed, 2 failed, 4 skipped" python3 "$summary" "$work/fails.xml"
grep -q '^FAILED: gone: could not be run$' "$work/out"
expect 1 "2 passed, 2 failed, 2 skipped" env CI=true python3 "$summary" "$work/skips.xml"
expect 1 "2 passed, 2 failed, 2 skipped" env ATHAR_STRICT=1 python3 "$summary" "$work/skips.xml"
expect 1 "0 passed, 1 failed, 0 skipped" python3 "$summary" "$work/none.xml"
echo "PASS"
