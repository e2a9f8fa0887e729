# status: the five questions, with numbers that were worked out by hand.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
fail() { echo "FAIL: $*" >&2; exit 1; }
"$ATHAR" init "$T/case" 2>/dev/null
"$ATHAR" status --json >"$T/empty" 2>/dev/null
rm -rf "$T/case"
"$ATHAR" init "$T/case" --template exchange-2021 2>/dev/null
# Four hosts.  The first is patched on the 10th, the second never; the third shows three parts only; the fourth comes patched.
cat >"$T/scan.csv" <<'CSV'
ip,port,time,version
192.0.2.1,443,2021-03-01T10:00:00Z,15.1.2176.4
192.0.2.2,443,2021-03-01T10:00:00Z,15.1.2176.4
192.0.2.3,443,2021-03-01T10:00:00Z,15.1.2176
192.0.2.1,443,2021-03-10T10:00:00Z,15.1.2176.9
192.0.2.2,443,2021-03-10T10:00:00Z,15.1.2176.4
192.0.2.3,443,2021-03-10T10:00:00Z,15.1.2176
192.0.2.4,443,2021-03-10T10:00:00Z,15.1.2106.13
CSV
"$ATHAR" census import --tlp GREEN "$T/scan.csv" >"$T/out" 2>&1 || { cat "$T/out" >&2; fail 'census import'; }
"$ATHAR" status --json --audience CLEAR >"$T/clear" 2>"$T/clear.err"
"$ATHAR" status --json >"$T/all" 2>"$T/all.err"
"$ATHAR" status --json --audience RED 2>/dev/null | cmp -s - "$T/all" || fail 'on the own screen something is left out'
! grep -q 'left out' "$T/all.err" || fail 'on the own screen nothing is left out'

"$ATHAR" status --json --audience GREEN >"$T/green" 2>/dev/null
"$ATHAR" status --json --audience GREEN --as-of 2021-03-05 >"$T/then" 2>/dev/null
COLUMNS=80 "$ATHAR" status --audience GREEN >"$T/screen" 2>/dev/null
grep -q '1 fact left out for the audience TLP:CLEAR' "$T/clear.err" || fail 'stderr does not say what was left out'
python3 - "$T" <<'PY'
import json, sys
folder = sys.argv[1]
def load(name):
    rows = [json.loads(line) for line in open(f"{folder}/{name}")]
    assert [r["id"] for r in rows] == ["know", "share", "trace", "census", "hunt"], rows
    for r in rows:
        assert list(r)[:5] == ["question", "answer", "n", "interval", "as_of"], list(r)
        assert r["question"].endswith("?") and r["answer"] and r["as_of"].endswith("Z")
    return {r["id"]: r for r in rows}
empty, clear, green, then = (load(n) for n in ("empty", "clear", "green", "then"))
assert all(r["state"] == "open" for r in empty.values()), empty
assert all(r["interval"] is None for r in empty.values())
# Not affected by what the audience may not see: never a plain "none".
assert clear["census"]["answer"].endswith("that TLP:CLEAR may see"), clear["census"]
census = green["census"]
assert census["n"] == 4 and census["interval"] == [1, 2] and census["state"] == "act", census
assert census["answer"] == "Between 1 and 2 of 4 hosts are unpatched on 2021-03-10", census
assert "7 days earlier: between 2 and 3 of 3" in census["grounds"], census
assert any("29,966 of 400,000" in g for g in census["grounds"]), census
know = green["know"]
for word in ("4 CVEs", "reported 2021-01-05", "attacked from 2021-01-03", "fixed from 2021-03-02"):
    assert word in know["answer"], (word, know)
assert "no bulletin in this case" in green["share"]["answer"]
assert empty["census"]["answer"].startswith("Not counted"), empty
assert "no specimen compared and no accusation" in green["trace"]["answer"]
# As of 5 March nothing of January was known to the public.
assert then["know"]["as_of"].startswith("2021-03-05T23:59:59")
assert "attacked" not in then["know"]["answer"] and "fixed from 2021-03-02" in then["know"]["answer"], then["know"]
assert not any("29,966" in g for g in then["census"]["grounds"])
screen = open(f"{folder}/screen", encoding="utf-8").read().splitlines()
assert max(map(len, screen)) <= 80 and len(screen) <= 45, len(screen)
assert sum(line.endswith("?") for line in screen) == 5, screen
PY
# More events than one answer has lines: the rest is counted, never dropped in silence.
"$ATHAR" init "$T/many" 2>/dev/null
for i in 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28; do
	"$ATHAR" event add --case "$T/many" --happened 2021-03-$i --known 2021-03-$i --lane share --text "told $i" --source x >/dev/null
done
"$ATHAR" status --case "$T/many" >"$T/screen"
grep -q 'and 15 more' "$T/screen" || { cat "$T/screen" >&2; fail '19 events, 4 shown: 15 are left'; }
"$ATHAR" status --case "$T/many" --json | grep '"id":"share"' | grep -q '"more":3' || fail '19 events, 16 given: 3 are left'
echo ok
