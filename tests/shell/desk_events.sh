# init, event add and timeline: validation, identity, as-of, audience, hostile text.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
unset COLUMNS || true
fail() { echo "FAIL: $*" >&2; exit 1; }
run() { set +e; "$ATHAR" "$@" >"$T/out" 2>"$T/err"; rc=$?; set -e; }
expect() { [ "$rc" = "$1" ] || { cat "$T/out" "$T/err" >&2; fail "expected exit $1, got $rc: $2"; }; }
says() { grep -qF -- "$1" "$T/err" || { cat "$T/err" >&2; fail "stderr does not say: $1"; }; }

# A template that does not exist makes nothing.
run init "$T/case" --template exchange-1999; expect 2 'unknown template'; says 'exchange-2021'
[ ! -e "$T/case" ] || fail 'a refused template left a case'
run init "$T/case"; expect 0 'empty case'
run init "$T/case"; expect 3 'the case is there already'
run timeline; expect 0 'empty timeline'; [ ! -s "$T/out" ] || fail 'an empty case has events'

ok=(--happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --text 'EX01 taken off the network' --source 'server team')
# Each option missing, and each option wrong, is said by its name and place.
run event add --known 2021 --lane hunt --text x --source y; expect 2 missing; says '--happened is missing'
run event add --happened 2021 --lane hunt --text x --source y; expect 2 missing; says '--known is missing'
run event add --happened 2021 --known 2021 --text x --source y; expect 2 missing; says '--lane is missing'
run event add --happened 2021 --known 2021 --lane hunt --source y; expect 2 missing; says '--text is missing'
run event add --happened 2021 --known 2021 --lane hunt --text x; expect 2 missing; says '--source is missing'
run event add --happened 2021-13 --known 2021 --lane hunt --text x --source y; expect 2 month; says '--happened 2021-13: at character 8'
run event add --happened 2021-03-05..2021-03-01 --known 2021 --lane hunt --text x --source y; expect 2 backwards; says 'at character 11'
run event add --happened 2021 --known soon --lane hunt --text x --source y; expect 2 known; says '--known soon: at character 1'
run event add --happened 2021 --known 2021 --lane attacks --text x --source y; expect 2 lane; says '--lane attacks'
run event add --happened 2021 --known 2021 --lane hunt --text ' ' --source y; expect 2 empty; says '--text is empty'
run event add --happened 2021 --known 2021 --lane hunt --text "$(printf 'ab\377c')" --source y; expect 2 utf8; says '--text: at byte 3'
run event add --happened 2021 --known 2021 --lane hunt --text "$(head -c 10001 /dev/zero | tr '\0' x)" --source y; expect 2 long; says '--text: at character 10001'
run event add "${ok[@]}" --tlp PINK; expect 2 tlp; says '--tlp PINK'
run timeline; [ ! -s "$T/out" ] || fail 'a refused event was recorded'

# The same again changes nothing and says so; another label is another statement.
run event add "${ok[@]}"; expect 0 add; [ "$(cat "$T/out")" = 'Entry 0' ] || fail 'text output of event add'
run event add "${ok[@]}" --json; expect 0 again; [ "$(cat "$T/out")" = '{"entry":0,"added":false}' ] || fail 'same event again'
says 'nothing added'
run event add "${ok[@]}" --tlp CLEAR --json; expect 0 other; [ "$(cat "$T/out")" = '{"entry":1,"added":true}' ] || fail 'another label'
run event add --happened 2021-05 --known 2021-04-01 --lane fix --text 'an update is promised' --source vendor --tlp GREEN
expect 0 'announced'; says 'before it happened'

# The audience: what is above it is left out, and how much is said.
run timeline --json; expect 0 all; [ "$(wc -l <"$T/out")" = 3 ] || fail 'the own screen shows all'
run timeline --json --audience CLEAR; expect 0 clear; [ "$(wc -l <"$T/out")" = 1 ] || fail 'CLEAR sees one'; says '2 events left out for the audience TLP:CLEAR'
run timeline --json --audience GREEN; [ "$(wc -l <"$T/out")" = 2 ] || fail 'GREEN sees two'; says '1 event left out'
run timeline --json --audience RED; [ "$(wc -l <"$T/out")" = 3 ] || fail 'RED sees all'; ! grep -q 'left out' "$T/err" || fail 'nothing was left out'
python3 - "$T/out" <<'PY'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
for row in rows:
    assert list(row)[:8] == ["entry", "happened", "known", "recorded", "lane", "text", "source", "tlp"], list(row)
    assert row["proven"] is True
assert [r["happened"][0] for r in rows] == sorted(r["happened"][0] for r in rows)
assert rows[0]["happened"] == ["2021-03-03T00:00:00Z", "2021-03-03T23:59:59Z"], rows[0]
assert rows[0]["known"].startswith("2021-03-04T09:30:"), rows[0]
PY

# As of: by when the source said it; what was recorded later is its source's word only.
run timeline --audience RED --as-of 2021-03-04T09:00Z; expect 0 early; [ ! -s "$T/out" ] || fail 'known before it was said'
run timeline --audience RED --as-of 2021-03-04; [ "$(wc -l <"$T/out")" = 2 ] || fail 'as of that day'
grep -q "recorded later: by its source's word only" "$T/out" || fail 'not marked as recorded later'
run timeline --audience RED; ! grep -q 'recorded later' "$T/out" || fail 'marked without --as-of'

# Hostile text stays text: no escape sequence, no line break, no change of direction, in any output.
run event add --happened 2021-06 --known 2021-06 --lane other --tlp CLEAR --source "$(printf 'evil\rsource')" \
    --text "$(printf 'red \033[31m bell \007 rtl \342\200\256 nl \n end </style><script>alert(1)</script>')"
expect 0 hostile
for how in '' --json; do
	run timeline --audience CLEAR $how; expect 0 "hostile $how"
	if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037]')" "$T/out" || grep -q "$(printf '\342\200\256')" "$T/out"; then fail "control bytes got through $how"; fi
	[ "$(wc -l <"$T/out")" = 2 ] || fail "a line break got through $how"
done

# Wrapped where a width is known, and then no line is wider; whole lines otherwise.
COLUMNS=60 "$ATHAR" timeline --audience RED >"$T/out" 2>/dev/null
[ "$(wc -l <"$T/out")" -gt 4 ] || fail 'not wrapped'
python3 -c 'import sys; sys.exit(max(len(line.rstrip("\n")) for line in open(sys.argv[1], encoding="utf-8")) > 60)' "$T/out" || fail 'wider than asked'

# A retracted event counts in nothing.
run case retract 1 --why 'typed twice'; expect 0 retract
run timeline --json --audience CLEAR; [ "$(wc -l <"$T/out")" = 1 ] || fail 'a retracted event is shown'
run verify; expect 0 'the case is sound'
echo ok
