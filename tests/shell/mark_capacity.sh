# Whom the sites can name: what the list promises before a release is what an accusation says of a specimen, for any bound.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"

# sites DIR N: a package of N sites of two values.
sites() {
	mkdir -p "$1"
	rm -f "$1"/*
	python3 - "$@" <<'X'
import sys
folder, n = sys.argv[1], int(sys.argv[2])
open(f"{folder}/a.py", "w").write("".join(f"limit_{k} = 30\n" for k in range(n)))
marks = [f'  - {{ file: a.py, find: "limit_{k} = 30", one-of: ["limit_{k} = 30", "limit_{k} = 31"] }}' for k in range(n)]
open(f"{folder}/athar.marks.yml", "w").write("\n".join(["marks:"] + marks) + "\n")
X
}
# promised PARTNERS BOUND: how many who mix their copies the list says are supported.
promised() {
	"$ATHAR" share mark pack --bound "$2" | awk -v n="$1" '
		/ partners, / { here = $1 == n; if (here) most = /leaker is named if all/ ? 1 : 0 }
		here && /two colluders: supported/ { most = 2 }
		here && /three: supported/ { most = 3 }
		END { print most }'
}
# both SITES PARTNERS BOUND COLLUDERS: one specimen, so that the two ask the same.
both() {
	sites pack "$1"
	check "$1 sites, $2 partners, $3: the list" test "$(promised "$2" "$3")" = "$4"
	rm -rf out
	"$ATHAR" share mark pack --copies "$2" --secret secret --out out >/dev/null 2>&1
	"$ATHAR" trace accuse --manifest out/manifest.json --bound "$3" --json "out/$(ls out | head -1)" >answer 2>/dev/null || true
	check "$1 sites, $2 partners, $3: an accusation" test "$(tail -1 answer | jq .colluders_supported)" = "$4"
}
both 26 100 1e-6 0
both 27 100 1e-6 1
both 166 100 1e-6 1
both 167 100 1e-6 2
both 167 100 1e-7 1
both 104 100 1e-3 2
both 186 1000 1e-6 2
both 700 10 0.001 3
both 722 100 1e-6 3

# Without --bound it is one in a million, and the list says so.
sites pack 30
check 'the bound is told' sh -c '"$ATHAR" share mark pack >a; "$ATHAR" share mark pack --bound 1e-6 >b; cmp a b && grep -q "at most 1e-06 in all" a'
check 'another bound is told' sh -c '"$ATHAR" share mark pack --bound 0.002 | grep -q "at most 0.002 in all"'
for bad in 0 1 -1 nan x '' 1e-6x 1e400; do
	fails 2 'a probability above 0 and below 1' share mark pack --bound "$bad"
done
fails 2 'without --copies' share mark pack --bound 1e-3 --copies 2 --secret secret --out x
# The smallest number there is gives an answer, and soon.
check 'a bound next to nothing' timeout 60 "$ATHAR" share mark pack --bound 5e-324
# What is for programs stays as it is: a line a site.
check 'a line a site' sh -c '"$ATHAR" share mark pack --json --bound 1e-3 | jq -es "all(has(\"bits\"))"'
check 'help tells of the proposals and the bound' sh -c '"$ATHAR" share mark --help | tr "\n" " " | grep -q "proposals.*--bound P"'
finish
