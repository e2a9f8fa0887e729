# bench/innocents.sh: how it halves groups and lists files, and what it counts, against rows made by hand.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"
export PYTHONDONTWRITEBYTECODE=1

for g in 1 2 3 4 5 6 7 8; do
	mkdir -p groups/g$g work
	python3 -c "print('int a;\\n' * 400)" >groups/g$g/a.c
	cp groups/g$g/a.c groups/g$g/notes.txt
	echo "int a;" >groups/g$g/short.c
done
mkdir -p data/case-01/original data/case-01/non-plagiarized/01
for f in original/T.java non-plagiarized/01/T.java; do
	echo "class T {}" >data/case-01/$f
done
python3 "$SOURCE_DIR/bench/innocents_list.py" work data groups
check "a group is in one half" test "$(ls work/half | wc -l)" -gt 0 -a "$(($(ls work/half | wc -l) + $(wc -l <work/strangers)))" = 8
check "no group is in both" sh -c 'for g in $(ls work/half); do ! grep -q "	$g	" work/strangers || exit 1; done'
check "only code of a fitting size is listed" test -z "$(grep -v '/a\.c$' work/strangers)"
check "solutions are of one task and strangers" test "$(cut -f1,2 work/solutions | tr '\t\n' '  ')" = "case-01 case-01-original case-01 case-01-01 "
check "the original is no background" test "$(ls work/solved)" = case-01-01

# row SCORE LLR REFUSAL SHARE LINES DERIVED
row() {
	printf 'p%s\ts%s\t%s\t%s\t0.5\t%s\t0\t0\t%s\t%s\t%s\t2\t0.3\t0\t0\t0\t0\t0\n' "$1" "$1" "$6" "$1" "$2" "$3" "$4" "$5"
}
{
	row 1 0.999 "" 0 0 0
	row 2 1 "" 0.19 50 0
	row 3 2 "" 0.5 4 0
	row 4 3 "" 0.2 5 0
	row 5 - "too small" 0 0 0
	row 6 1.5 "" 0 0 1
	row 7 - "too small" 0 0 1
} >rows
python3 "$SOURCE_DIR/bench/innocents_said.py" rows strangers >said
cat >want <<'END'
strangers: 1 pairs left out, since they share a fifth of their lines
  innocent: 4 pairs, 3 with a ratio
    1 refused: too small
    at least 10: 2 (66.7 % of the ratios)
    at least 100: 1 (33.3 % of the ratios)
    at least 1000: 0 (0 % of the ratios)
    10^2.00 from a score of 3.0, 4 lines alike: p3 in s3
    10^1.00 from a score of 2.0, 50 lines alike: p2 in s2
    10^1.00 from a score of 1.0, 0 lines alike: p1 in s1
  derived by the model: 2 pairs, 1 with a ratio
    1 refused: too small
    at least 10: 1 (100 % of the ratios)
    at least 100: 0 (0 % of the ratios)
    at least 1000: 0 (0 % of the ratios)
END
check "what is counted" diff want said
python3 "$SOURCE_DIR/bench/innocents_said.py" rows "solutions of one task" >said
check "of one task nothing is left out" grep -q 'at least 1000: 1 ' said
finish
