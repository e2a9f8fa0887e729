# census count: exact JSON, bounds, days and windows, groups, as-of, audience; and against the lab's truth.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
fail() { echo "FAIL: $*" >&2; exit 1; }
run() { set +e; "$ATHAR" "$@" >"$T/out" 2>"$T/err"; rc=$?; set -e; }
expect() { [ "$rc" = "$1" ] || { cat "$T/out" "$T/err" >&2; fail "expected exit $1, got $rc: $2"; }; }
says() { grep -qF -- "$1" "$T/err" || { cat "$T/err" >&2; fail "stderr does not say: $1"; }; }
count() { run census count --json "${@:2}"; expect 0 "$*"; [ "$(cat "$T/out")" = "$1" ] || { cat "$T/out" >&2; fail "census count ${*:2}: wanted $1"; }; }

"$ATHAR" init "$T/case" >/dev/null 2>&1
run census count --json; expect 0 'empty case'; says 'no host was seen'
run census count --cve foo; expect 2 'no CVE'; says 'CVE-YEAR-NUMBER'
run census count --json; [ "$(jq -c '[.hosts, .high, .group]' "$T/out")" = '[0,0,null]' ] || fail 'an empty case'
k1=$(printf '%064d' 1) k2=$(printf '%064d' 2)
cat >"$T/w.csv" <<END
ip,time,port,version,servername,key,asn,country
192.0.2.1,2021-03-05T10:00:00Z,443,15.1.2176.9,EX01,$k1,3320,DE
192.0.2.9,2021-03-06T10:00:00Z,443,15.1.2176,EX01,$k1,3320,DE
192.0.2.2,2021-03-06T10:00:00Z,443,15.1.2176.2,EX01,$k2,3320,DE
192.0.2.2,2021-03-07T10:00:00Z,443,15.1.2176,,,,
192.0.2.3,2021-03-06T23:59:59Z,443,15.1.2106.2,EX01,,,FR
192.0.2.4,2021-03-07T00:00:00Z,443,,EX01,,680,
192.0.2.5,2021-02-01T00:00:00Z,443,15.2.792.3,,,,US
END
run census import --json "$T/w.csv"; expect 0 import
# By hand: two firms' EX01 with keys stay two, the two without are two more; the first moved and stays fixed though its last
# build is short; the second was unfixed and may have been patched since; the third is unfixed; the fourth has no version.
count '{"on":"2021-03-07","group":null,"hosts":4,"addresses":5,"fixed":1,"unfixed":1,"ambiguous":2,"na":0,"low":1,"high":3}'
count '{"on":"2021-03-06","group":null,"hosts":3,"addresses":4,"fixed":1,"unfixed":2,"ambiguous":0,"na":0,"low":2,"high":2}' --on 2021-03-06
count '{"on":"2021-03-07","group":null,"hosts":4,"addresses":5,"fixed":1,"unfixed":1,"ambiguous":2,"na":0,"low":1,"high":3}' --on 2021-03-07T03:00Z
count '{"on":"2021-03-06","group":null,"hosts":3,"addresses":4,"fixed":1,"unfixed":2,"ambiguous":0,"na":0,"low":2,"high":2}' --as-of 2021-03-06
# A window of one day has forgotten that the first was fixed, and that the second was unfixed: both are ambiguous.
count '{"on":"2021-03-07","group":null,"hosts":2,"addresses":2,"fixed":0,"unfixed":0,"ambiguous":2,"na":0,"low":0,"high":2}' --window 1
count '{"on":"2021-03-07","group":null,"hosts":5,"addresses":6,"fixed":1,"unfixed":2,"ambiguous":2,"na":0,"low":2,"high":4}' --window 60
count '{"on":"2021-02-01","group":null,"hosts":1,"addresses":1,"fixed":0,"unfixed":1,"ambiguous":0,"na":0,"low":1,"high":1}' --on 2021-02-01
count '{"on":"2021-01-31","group":null,"hosts":0,"addresses":0,"fixed":0,"unfixed":0,"ambiguous":0,"na":0,"low":0,"high":0}' --on 2021-01-31
count '{"on":"2021-03-07","group":"-","hosts":1,"addresses":1,"fixed":0,"unfixed":0,"ambiguous":1,"na":0,"low":0,"high":1}
{"on":"2021-03-07","group":"DE","hosts":2,"addresses":3,"fixed":1,"unfixed":0,"ambiguous":1,"na":0,"low":0,"high":1}
{"on":"2021-03-07","group":"FR","hosts":1,"addresses":1,"fixed":0,"unfixed":1,"ambiguous":0,"na":0,"low":1,"high":1}' --by country
run census count --json --by product; [ "$(jq -r .group "$T/out" | tr '\n' ' ')" = '- Exchange 2016 ' ] || fail 'groups by product'
run census count --json --by build; [ "$(jq -r .group "$T/out" | tr '\n' ' ')" = '- 15.1.2106.2 15.1.2176 ' ] || fail 'groups by build'
run census count --json --by asn; [ "$(jq -r .group "$T/out" | tr '\n' ' ')" = '- 3320 680 ' ] || fail 'groups by asn'
# CVE-2021-26857 affects 2010 as well, and these no less.
run census count --json --cve CVE-2021-26857; expect 0 cve; [ "$(jq .unfixed "$T/out")" = 1 ] || fail 'one CVE'
run census count; expect 0 text
grep -q '^On 2021-03-07: unfixed 1 to 3 of 4 hosts$' "$T/out" || { cat "$T/out"; fail 'text'; }
run census count --json --audience GREEN; expect 0 audience; [ "$(jq .hosts "$T/out")" = 0 ] || fail 'an audience saw what it may not'
says '7 observations are left out'
run census count --on 2021-03; expect 2 month; run census count --window 0; expect 2 window; run census count --by colour; expect 2 by

# A CVE of the case of which nothing is known takes away no answer that another gives; alone it leaves every host untold.
# A bare record names a product and no version; the advisory brings the facts later.  By hand: .9 is fixed by the table.
ATHAR_CASE=$T/silent
"$ATHAR" init "$T/silent" >/dev/null 2>&1
printf 'ip,time,build\n192.0.2.1,2021-03-05T10:00:00Z,15.1.2176.9\n192.0.2.2,2021-03-05T10:00:00Z,15.1.2176.2\n192.0.2.3,2021-03-05T10:00:00Z,15.1.2176\n' >"$T/three.csv"
"$ATHAR" census import "$T/three.csv" >/dev/null 2>&1
cve() { # CVE VERSIONS
	printf '{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"%s","state":"PUBLISHED","dateUpdated":"2021-03-0%sT00:00:00Z"},"containers":{"cna":{"affected":[{"vendor":"Microsoft","product":"Microsoft Exchange Server 2016 Cumulative Update 19"%s}]}}}' "$1" "$2" "$3" >"$T/$1.json"
	"$ATHAR" know import "$T/$1.json" >/dev/null 2>&1
}
cve CVE-2030-10001 1 ''
count '{"on":"2021-03-05","group":null,"hosts":3,"addresses":3,"fixed":0,"unfixed":0,"ambiguous":3,"na":0,"low":0,"high":3,"silent":["CVE-2030-10001"]}'
cve CVE-2021-26855 1 ''
count '{"on":"2021-03-05","group":null,"hosts":3,"addresses":3,"fixed":1,"unfixed":1,"ambiguous":1,"na":0,"low":1,"high":2,"silent":["CVE-2030-10001"]}'
says 'nothing is known about CVE-2030-10001 for any of these hosts: it decides nothing'
[ "$(grep -c CVE-2030-10001 "$T/err")" = 1 ] || fail 'the note comes once'
run census count --json --by build; [ "$(grep -c CVE-2030-10001 "$T/err")" = 1 ] || fail 'the note comes once, whatever the groups'
cve CVE-2030-10002 1 ''
run census count; says 'CVE-2030-10001, CVE-2030-10002 for any of these hosts: they decide nothing; import their records'
run status; grep -q 'nothing is known about CVE-2030-10001, CVE-2030-10002 for any of them' "$T/out" || { cat "$T/out"; fail 'status does not say'; }
run report -o "$T/silent.html" --audience RED; grep -q 'Nothing is known about CVE-2030-10001, CVE-2030-10002 for any' "$T/silent.html" || fail 'the report does not say'
count '{"on":"2021-03-05","group":null,"hosts":3,"addresses":3,"fixed":0,"unfixed":0,"ambiguous":3,"na":0,"low":0,"high":3,"silent":["CVE-2030-10001"]}' --cve CVE-2030-10001
run know check - 15.1.2176.9 --cve CVE-2030-10001; expect 1 'check of a silent one'; grep -q 'AMBIGUOUS CVE-2030-10001' "$T/out" || fail 'a silent CVE is ambiguous when asked about'
# As soon as something is known it speaks: here that .9 is affected, and that .12, the fix, was out in April only.
cve CVE-2030-10001 2 ',"versions":[{"version":"15.01.0","lessThan":"15.01.2176.012","status":"affected"}]'
cve CVE-2030-10002 2 ',"versions":[{"version":"15.01.0","lessThan":"15.01.2176.001","status":"affected"}]'
count '{"on":"2021-03-05","group":null,"hosts":3,"addresses":3,"fixed":0,"unfixed":3,"ambiguous":0,"na":0,"low":3,"high":3}'
! grep -q 'decides nothing' "$T/err" || fail 'a note about a CVE that speaks'
ATHAR_CASE=$T/case

if [ ! -x "$LAB" ]; then
	echo "SKIP: athar-lab is not built"
	exit 77
fi
# A world of servers that are patched, vanish and move: hosts and addresses exactly as somebody who has read all exports
# can know them, and the truth between the bounds, on every day.
"$LAB" scans --seed 11 --hosts 300 --days 16 --out "$T/scans" >/dev/null
for f in zgrab2 shadowserver csv; do
	export ATHAR_CASE=$T/$f
	"$ATHAR" init "$T/$f" >/dev/null 2>&1
	"$ATHAR" census import --json "$T/scans/$f"/* >"$T/imports" 2>/dev/null
	jq -c ".files.$f[] | [.records, .doubled + .repeated, .other // 0]" "$T/scans/truth.json" >"$T/want"
	jq -c '[.records, .duplicates, .passed_over]' "$T/imports" >"$T/have"
	cmp "$T/want" "$T/have" || fail "$f: records of the imports"
	for on in 2021-03-01 2021-03-08 2021-03-15 2021-03-16; do
		"$ATHAR" census count --json --on $on 2>/dev/null >"$T/out"
		jq -e -n --slurpfile t "$T/scans/truth.json" --slurpfile c "$T/out" --arg on $on --arg f $f '
			($t[0].days[] | select(.on == $on) | .[$f]) as $w | $c[0] |
			.hosts == $w.hosts and .addresses == $w.addresses and .low <= $w.unfixed and $w.unfixed <= .high and
			.hosts == .fixed + .unfixed + .ambiguous + .na' >/dev/null || { cat "$T/out"; fail "$f on $on against the truth"; }
	done
done

# What became known later, or may not be seen, is no question that was open then: it makes nobody ambiguous.
ATHAR_CASE=$T/later
"$ATHAR" init "$T/later" >/dev/null 2>&1
cat >"$T/one.csv" <<END
ip,time,build
192.0.2.1,2021-03-05T10:00:00Z,15.1.2176.9
END
"$ATHAR" census import "$T/one.csv" --tlp clear >/dev/null 2>&1
record() { # CVE UPDATED STATE
	printf '{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"%s","state":"%s","dateUpdated":"%s"},"containers":{"cna":{"affected":[{"vendor":"Microsoft","product":"Microsoft Exchange Server 2016 Cumulative Update 19","versions":[{"version":"15.01.0","lessThan":"15.01.2176.014","status":"affected"}]}]}}}' "$1" "$3" "$2"
}
record CVE-2021-26855 2021-03-02T00:00:00Z PUBLISHED >"$T/first.json"
record CVE-2021-31207 2021-05-11T00:00:00Z PUBLISHED >"$T/second.json"
"$ATHAR" know import --tlp clear "$T/first.json" >/dev/null 2>&1
"$ATHAR" know import --tlp red "$T/second.json" >/dev/null 2>&1
state() { "$ATHAR" census count --json --on 2021-03-06 "${@:2}" 2>/dev/null | jq -c '[.fixed,.unfixed,.ambiguous]' >"$T/out"; [ "$(cat "$T/out")" = "$1" ] || { cat "$T/out" >&2; fail "wanted $1 with ${*:2}"; }; }
state '[0,1,0]'
state '[1,0,0]' --as-of 2021-04-01
state '[1,0,0]' --audience clear
record CVE-2021-31207 2021-06-01T00:00:00Z REJECTED >"$T/third.json"
"$ATHAR" know import --tlp red "$T/third.json" >/dev/null 2>&1
state '[1,0,0]'
state '[0,1,0]' --as-of 2021-05-20
