#!/bin/bash
# Counts over a lab world's exports agree with its truth, whichever format they come in.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$LAB" scans --seed 31 --hosts 120 --days 18 --out scans
for format in zgrab2 shadowserver csv; do
	export ATHAR_CASE=$work/$format
	"$ATHAR" init "$ATHAR_CASE" >/dev/null 2>&1
	"$ATHAR" census import "scans/$format"/* >out 2>&1 || { cat out; exit 1; }
	for day in 01 02 08 09 11 12 15 16 18; do
		"$ATHAR" census count --on "2021-03-$day" --json 2>/dev/null
	done >"$format.counts"
	python3 "$SOURCE_DIR/tests/lab/check_count.py" scans "$format" "$format.counts"
done

# The same files again change nothing.
"$ATHAR" census import scans/csv/* >/dev/null 2>&1 || true
"$ATHAR" census count --on 2021-03-18 --json 2>/dev/null >again
diff <(tail -n 1 csv.counts) again

# A wrong count is seen.
if sed 's/"hosts":/&1/' csv.counts | python3 "$SOURCE_DIR/tests/lab/check_count.py" scans csv /dev/stdin 2>/dev/null; then
	exit 1
fi
echo "PASS"
