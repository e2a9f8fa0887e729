# What bench/pairs.sh prints, against figures worked out by hand, and on a package, its copy and a stranger.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"
export PYTHONPATH="$SOURCE_DIR/bench" PYTHONDONTWRITEBYTECODE=1

# By hand: of the 16 pairs of a derived and an independent one 11 are in order and 2 tie, so 12/16; the highest of four
# independent ones is the threshold of 1 %, and one derived is above it; of 200 the two highest may be above.
cat >oracle.py <<'END'
import math
import metrics

def near(got, want):
    assert abs(got - want) < 1e-9, (got, want)

area, error = metrics.auc([3, 2, 2, 0.5], [2, 1, 1, 0])
near(area, 12 / 16)
near(error, math.sqrt((0.0625 + 2 * 0.015625 + 0.25) / 3 / 4 + (0.0625 + 0.0625) / 3 / 4))
near(metrics.auc([1, 2], [3, 4])[0], 0)
near(metrics.auc([5], [5, 5])[0], 0.5)
near(metrics.auc([None, 0], [None])[0], 0.75)
assert metrics.auc([], [1]) == (None, None)
near(metrics.found([3, 2, 2, 0.5], [2, 1, 1, 0]), 1 / 4)
near(metrics.found([197.5, 198, 197, 1], list(range(200))), 2 / 4)
near(metrics.found([0, 0, 0], [0] * 50), 0)
near(metrics.found([None, 1], [None] * 3), 1 / 2)
near(metrics.cllr([0, 0], [0]), 1)
near(metrics.cllr([math.log10(3)], [-math.log10(3)]), math.log2(4 / 3))
near(metrics.cllr([math.log10(3)], [math.log10(7)]), (math.log2(4 / 3) + 3) / 2)
assert metrics.cllr([400], [-400]) == 0 and metrics.cllr([-400], [400]) > 1000
END
check "the metrics" python3 oracle.py

# The harness around a made-up athar, whose numbers stand in the specimens.
cat >fake <<'END'
#!/usr/bin/env python3
import json, os, sys
argument = sys.argv[1:]
print(*argument, file=open(os.environ["CALLS"], "a"))
if argument[1] == "background":
    open(argument[argument.index("--out") + 1], "w").write("ATHARBG1")
    raise SystemExit
at = argument.index("--json") + 1
at += 2 if argument[at] == "--background" else 0
for specimen in argument[at + 1:]:
    score, llr = open(specimen).read().split()
    if score == "unreadable":
        continue
    llr = None if llr == "-" else float(llr)
    tail = {"tail": float(score) / 5}
    print(json.dumps({"package": argument[at], "specimen": specimen, "score": float(score), "llr": llr,
                      "refusal": "too thin" if llr is None else None,
                      "channels": dict.fromkeys(("structure", "raw", "atoms", "comments", "order"), tail)}))
END
chmod +x fake
mkdir set others
echo package >set/package
add() {
	echo "$3 $4" >"set/$2"
	printf '%s\tpackage\t%s\t../others\n' "$1" "$2" >>set/pairs.tsv
}
echo "# comment" >set/pairs.tsv
add 1:early d1 3 2.5
add 1:late d2 2 0.5
add 1:late d3 2 -
add 1:late d4 0.5 0
add 0 i1 2 2.25
add 0 i2 1 1.5
add 0 i3 1 -1
add 0 i4 unreadable -
pairs() {
	CALLS=$PWD/calls ATHAR=$PWD/fake bash "$SOURCE_DIR/bench/pairs.sh" "$@"
}
pairs --kinds --rows rows set >said
check "counts" grep -q '^set: 4 derived, 4 independent pairs of 1 packages' said
# 0.5 stands above the one that could not be read, and that below all.
check "the score" grep -q '^    score  *AUC  \.750 (.*)  at 1 % false  \.25$' said
check "a channel alone" grep -q '^    order  *AUC  \.750 ' said
check "a kind" sh -c "sed -n '/of kind early/,/of kind late/p' said | grep -q 'score  *AUC 1\\.000 .* 1\\.00\$'"
check "refused" grep -q 'refused 25 %; 1 times: too thin; 1 times: a specimen could not be read' said
check "innocents" grep -q 'given to 3 derived, 3 independent: .*innocent 10^2\.25; innocents above LR 10: 2, above 100: 1; derived above LR 10: 1$' said
check "one run for the background, one for all specimens" test "$(wc -l <calls)" = 2
check "a row a pair" test "$(jq -s 'length' rows)" = 8
# A set is left out: the other knows nothing of it.
cp -r set second
pairs set second >said
check "left out" grep -q '^    second  *score \.750; structure, best on the others, \.750$' said
check "all sets" grep -q '^all sets together: 8 derived, 8 independent' said
printf '2\tpackage\td1\n' >second/pairs.tsv
pairs second >said 2>&1 && status=0 || status=$?
check "a label that is none" grep -q 'pairs.tsv:1: expected 0 or 1' said
check "its status" test "$status" = 1

# The real program: a package, a renamed copy and a stranger, by way of the two layouts.
mkdir -p irp/case-01/original irp/case-01/plagiarized/L1/01 tasks/T1/human tasks/T1/derived/01-rename
cp "$PACKAGE/collect.py" irp/case-01/original/
sed 's/found/seen/g; s/block/piece/g' "$PACKAGE/collect.py" >irp/case-01/plagiarized/L1/01/copy.py
for n in 01 02 03; do
	mkdir -p irp/case-01/non-plagiarized/$n tasks/T1/human/$n
done
cp "$SOURCE_DIR/tools/lint" irp/case-01/non-plagiarized/01/a.py
cp "$SOURCE_DIR/tools/summary.py" irp/case-01/non-plagiarized/02/b.py
cp "$SOURCE_DIR/bench/pairs.py" irp/case-01/non-plagiarized/03/c.py
cp "$PACKAGE/collect.py" tasks/T1/human/01/
cp "$SOURCE_DIR/tools/lint" tasks/T1/human/02/a.py
cp "$SOURCE_DIR/tools/summary.py" tasks/T1/human/03/b.py
cp irp/case-01/plagiarized/L1/01/copy.py tasks/T1/derived/01-rename/
for layout in irplag tasks tasks-all; do
	data=tasks
	test $layout = irplag && data=irp
	bash "$SOURCE_DIR/bench/pairs_from.sh" $layout $data "lists/$layout"
	bash "$SOURCE_DIR/bench/pairs.sh" --peers "lists/$layout"/* >said 2>skipped
	check "$layout: the copy stands out" grep -q '^    score  *AUC 1\.000 .* 1\.00$' said
	for peer in sim ssdeep tlsh; do
		check "$layout: $peer measured or skipped" sh -c "grep -q '^$peer: skipped' skipped || grep -q '^    $peer' said"
	done
done
check "irplag: the pairs" test "$(cut -f1 lists/irplag/case-01/pairs.tsv | sort | uniq -c | tr -s ' \n' ' ')" = " 3 0 1 1:L1 "
check "tasks: the pairs" test "$(cut -f1 lists/tasks/T1/pairs.tsv | sort | uniq -c | tr -s ' \n' ' ')" = " 2 0 1 1:rename "
# A second task, of nine strangers and the author of the package: each specimen of the first is hidden among the nine, always in
# the same way.
for n in 01 02 03 04 05 06 07 08 09 10; do
	mkdir -p tasks/T2/human/$n tasks/T2/derived
	cp "$SOURCE_DIR/bench/metrics.py" "tasks/T2/human/$n/$n.py"
done
bash "$SOURCE_DIR/bench/pairs_from.sh" tasks-big tasks lists/big
bash "$SOURCE_DIR/bench/pairs_from.sh" tasks-big tasks lists/again
check "tasks-big: the pairs" test "$(cut -f1 lists/big/T1/pairs.tsv | sort | uniq -c | tr -s ' \n' ' ')" = " 2 0 1 1:rename "
check "tasks-big: the choice is fixed" diff -r lists/big/T1/specimens lists/again/T1/specimens
hidden=lists/big/T1/specimens/derived/01-rename
check "tasks-big: ten programs" test "$(ls $hidden | wc -l)" = 10
check "tasks-big: each stranger once" test "$(find $hidden -name '[01][0-9].py' -exec basename {} \; | sort | tr -d '\n')" = "$(printf '%s.py' 02 03 04 05 06 07 08 09 10)"
check "tasks-big: the specimen itself" cmp "$(find $hidden -name copy.py)" tasks/T1/derived/01-rename/copy.py
cut -f3 lists/big/T1/pairs.tsv >specimens
check "tasks-big: every specimen is hidden" sh -c "! grep -v '/lists/big/T1/specimens/' specimens"
rm -r tasks/T2/human/10
bash "$SOURCE_DIR/bench/pairs_from.sh" tasks-big tasks lists/few 2>said && status=0 || status=$?
check "tasks-big: too few strangers" sh -c "test $status = 1 && grep -q 'fewer than 9 programs of other tasks and authors than T1' said"
bash "$SOURCE_DIR/bench/pairs_from.sh" tasks irp lists/none 2>said && status=0 || status=$?
check "no set of the layout" sh -c "test $status = 1 && grep -q 'no set of the layout' said"
finish
