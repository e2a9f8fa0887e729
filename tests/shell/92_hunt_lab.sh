#!/bin/bash
# A hunt through a lab world finds what was planted and nothing else, in a folder and in a collection.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset ATHAR_CASE

# hunt EXIT ARGUMENT...: scan, and expect that exit status.
hunt() {
	local want=$1 rc=0
	shift
	"$ATHAR" hunt scan --json "$@" >found.jsonl 2>notes || rc=$?
	[ "$rc" -eq "$want" ] || { cat notes; echo "hunt scan $*: exit $rc, not $want" >&2; exit 1; }
}

"$LAB" logs --seed 21 --size 5M --days 5 --out world --zip world.zip
hunt 1 world/logs
python3 "$SOURCE_DIR/tests/lab/check_hunt.py" world found.jsonl
hunt 1 world.zip
python3 "$SOURCE_DIR/tests/lab/check_hunt.py" world found.jsonl world.zip/

# Where nothing was planted nothing is found, and the check of it can fail.
"$LAB" logs --seed 22 --size 3M --days 14 --planted no --out calm
hunt 0 calm/logs
python3 "$SOURCE_DIR/tests/lab/check_hunt.py" calm found.jsonl
hunt 1 world/logs
if python3 "$SOURCE_DIR/tests/lab/check_hunt.py" calm found.jsonl world/ >/dev/null 2>&1; then
	echo "findings that no truth holds were let pass" >&2
	exit 1
fi
echo "PASS"
