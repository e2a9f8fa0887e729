# The report: one file, the same bytes for the same case, nothing above its audience, and no way out of the escaping.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
fail() { echo "FAIL: $*" >&2; exit 1; }
report() { "$ATHAR" report "$@" >"$T/out" 2>"$T/err" || { cat "$T/err" >&2; fail "report $*"; }; }
add() { "$ATHAR" event add "$@" >/dev/null 2>"$T/err" || { cat "$T/err" >&2; fail "event add"; }; }

# An empty case has a report too, which says that nothing is known.
"$ATHAR" init "$T/case" 2>/dev/null
report -o "$T/empty.html"
grep -q 'no bulletin in this case' "$T/empty.html" || fail 'the empty case does not say what it does not know'

rm -rf "$T/case"
"$ATHAR" init "$T/case" --template exchange-2021 2>/dev/null
add --happened 2021-03-03 --known 2021-03-04 --lane hunt --tlp AMBER --source 'secret-source' --text 'SECRET-EX01 taken off'
# Hostile in every member that a person can fill.
evil='</title></style></svg><script>alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(1)>" onload="x'
add --happened 2021-03-04 --known 2021-03-05 --lane attack --tlp CLEAR --source "$evil" --text "$evil"
add --happened 2021-03-04 --known 2021-03-05 --lane other --tlp CLEAR --source 'rtl' --text "$(printf 'abc \342\200\256 fed \033[2J \342\200\213 zero')"
report -o "$T/a.html"
[ "$(stat -c %a "$T/a.html")" = 600 ] || fail 'the page may be read by others'
[ "$(cat "$T/out")" = "$T/a.html" ] || fail 'stdout names the file'
grep -q '1 fact left out' "$T/err" || fail 'stderr does not say what was left out'
grep -q 'TLP:CLEAR, 1 fact left out' "$T/a.html" || fail 'the page does not say what was left out'
if grep -qi 'secret' "$T/a.html"; then fail 'AMBER in a CLEAR page'; fi
report -o "$T/amber.html" --audience AMBER
grep -q 'SECRET-EX01' "$T/amber.html" || fail 'AMBER misses its own fact'
grep -q 'class="tlp amber">TLP:AMBER<' "$T/amber.html" || fail 'the label is not printed'

# The same bytes, again and from a rebuilt index, and whatever stood in the file before.
echo old >"$T/b.html"
rm "$T/case/index.db"
report -o "$T/b.html"
cmp "$T/a.html" "$T/b.html" || fail 'the same case gives other bytes'
ls -A "$T" | grep -q 'b.html.' && fail 'a temporary file is left'

# As of a day.
report -o "$T/then.html" --as-of 2021-03-05
if grep -q 'DEVCORE' "$T/then.html"; then fail 'said later, shown as known'; fi
grep -q 'recorded later: its source&#39;s word only' "$T/then.html" || fail 'claimed and proven look the same'

# Where it cannot be written, that is said and nothing is left.
rc=0; "$ATHAR" report -o "$T/none/x.html" >"$T/out" 2>"$T/err" || rc=$?
[ "$rc" = 4 ] || fail "a page that cannot be written: exit $rc"
grep -q 'none/x.html' "$T/err" || fail 'the error does not name the file'
[ ! -s "$T/out" ] || fail 'a file is announced that is not there'
set +e; "$ATHAR" report >/dev/null 2>&1; [ $? = 2 ] || fail 'no file named is usage'; set -e

rc=0; "$ATHAR" report -o "$T" >/dev/null 2>"$T/err" || rc=$?
[ "$rc" = 2 ] && grep -q 'is a folder' "$T/err" || fail "a folder as the file: exit $rc"
# What is no file is written to and never replaced: as root, -o /dev/null would take it from the whole machine.
mkfifo "$T/pipe"
cat "$T/pipe" >"$T/through.html" & reader=$!
report -o "$T/pipe"
wait "$reader"
[ -p "$T/pipe" ] || fail 'a pipe was replaced by a file'
[ ! -s "$T/out" ] || fail 'a pipe is announced as a file'
cmp "$T/a.html" "$T/through.html" || fail 'the page through a pipe is another'

# Without a scan nothing is counted, which is not "0 unpatched".
if grep -q 'Counted in this case' "$T/a.html"; then fail 'a curve is drawn of no scan'; fi
printf 'ip,port,time,version\n192.0.2.1,443,2021-03-01T10:00:00Z,15.1.2176.4\n192.0.2.1,443,2021-04-01T10:00:00Z,15.1.2176.9\n' >"$T/scan.csv"
"$ATHAR" census import --tlp GREEN "$T/scan.csv" >"$T/out" 2>&1 || { cat "$T/out" >&2; fail 'census import'; }
report -o "$T/clear.html"
if grep -q 'Counted in this case' "$T/clear.html"; then fail 'a curve is drawn of a scan above the audience'; fi
report -o "$T/green.html" --audience GREEN
grep -q 'Counted in this case' "$T/green.html" || fail 'no curve of the scan'
# Fourteen days after the first scan nothing is known of the host until the second: two lines, not one through zero.
[ "$(grep -c 'class="line high"' "$T/green.html")" = 2 ] || fail 'a line is drawn over days without a count'

# A CVE under embargo is not even named to those who may not see it, nor is one to a day before it was known.
cat >"$T/cve.json" <<'JSON'
{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2021-77177","state":"PUBLISHED",
"datePublished":"2021-03-20T00:00:00Z","dateUpdated":"2021-03-20T00:00:00Z","assignerShortName":"lab"},
"containers":{"cna":{"affected":[{"vendor":"Microsoft","product":"Microsoft Exchange Server 2016 Cumulative Update 19",
"versions":[{"status":"affected","version":"15.01.0","lessThan":"15.01.2176.009","versionType":"custom"}]}]}}}
JSON
"$ATHAR" know import --tlp AMBER "$T/cve.json" >"$T/out" 2>&1 || { cat "$T/out" >&2; fail 'know import'; }
report -o "$T/clear.html"
if grep -q '77177' "$T/clear.html"; then fail 'a CVE above the audience is named'; fi
report -o "$T/amber.html" --audience AMBER
grep -q 'CVE-2021-77177' "$T/amber.html" || fail 'AMBER misses its CVE'
report -o "$T/then.html" --audience AMBER --as-of 2021-03-05
if grep -q '77177' "$T/then.html"; then fail 'a CVE is named before it was known'; fi
"$ATHAR" status --as-of 2021-01-10 2>/dev/null | grep -q 'No CVE named' || fail 'four CVEs known in January'

# Nothing found, and not looked for: two answers.
printf '#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip sc-status\n2021-03-01 00:00:01 GET /owa/ - 192.0.2.9 200\n' >"$T/ex.log"
"$ATHAR" hunt scan --tlp CLEAR "$T/ex.log" >"$T/out" 2>&1 || { cat "$T/out" >&2; fail 'hunt scan'; }
report -o "$T/hunt.html"
grep -q 'Nothing found for CVE-2021-26855' "$T/hunt.html" || fail 'what was looked for is not said'
grep -q 'none of its rules could run: CVE-2021-26857' "$T/hunt.html" || fail 'what no rule could look for is called clean'

python3 "$SOURCE_DIR/tests/helper/report_page.py" "$T/a.html" "$T/green.html" "$T/hunt.html" "$T/amber.html" "$T/then.html" "$T/empty.html"
echo ok
