# Products outside the build tables: what a CVE record's list leaves over, whole lines, commits, and the fix to move to.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
FAILED=0
"$ATHAR" init "$T/case" >/dev/null 2>&1
record() {
	cat >"$T/$1.json" <<END
{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"$1","assignerOrgId":"00000000-0000-4000-8000-000000000000","state":"PUBLISHED","datePublished":"2024-01-02T00:00:00Z"},
"containers":{"cna":{"providerMetadata":{"orgId":"00000000-0000-4000-8000-000000000000"},"descriptions":[{"lang":"en","value":"x"}],"references":[{"url":"https://example.org/"}],"affected":[$2]}}}
END
	"$ATHAR" know import "$T/$1.json" >"$T/out" 2>&1 || { cat "$T/out"; FAILED=1; }
}
# says CVE PRODUCT BUILD VERDICT FIXED
says() {
	"$ATHAR" know check "$2" "$3" --cve "$1" --json >"$T/out" 2>/dev/null || [ $? = 1 ]
	[ "$(jq -r '"\(.verdict) \(.fixed_build)"' "$T/out")" = "$4 $5" ] || { echo "FAIL: $*: $(cat "$T/out")"; FAILED=1; }
}
record CVE-2024-10001 '{"vendor":"V","product":"Foo","defaultStatus":"unaffected","versions":[
 {"version":"1.5.0","lessThan":"1.5.3","versionType":"semver","status":"affected"},
 {"version":"1.6.0","lessThan":"1.6.4","versionType":"semver","status":"affected"}]}'
says CVE-2024-10001 Foo 1.6.0 UNFIXED 1.6.4
says CVE-2024-10001 Foo 1.5.2 UNFIXED 1.5.3
says CVE-2024-10001 Foo 1.4.9 NA null
says CVE-2024-10001 Foo 2.0.0 NA null
record CVE-2024-10002 '{"vendor":"V","product":"Bar","defaultStatus":"affected","versions":[
 {"version":"5.10.92","lessThanOrEqual":"5.10.*","versionType":"semver","status":"unaffected"},
 {"version":"5.15.15","lessThanOrEqual":"5.15.*","versionType":"semver","status":"unaffected"},
 {"version":"5.16","lessThanOrEqual":"*","versionType":"original_commit_for_fix","status":"unaffected"}]}'
says CVE-2024-10002 Bar 5.10.50 UNFIXED 5.10.92
says CVE-2024-10002 Bar 5.10.92 FIXED 5.10.92
says CVE-2024-10002 Bar 5.11.0 UNFIXED 5.15.15
says CVE-2024-10002 Bar 5.16.1 FIXED 5.16
# Commits have no order, not even where they are digits; the list beside them decides.
record CVE-2024-10003 '{"vendor":"V","product":"Baz","defaultStatus":"unaffected","versions":[
 {"version":"1234","lessThan":"5678","versionType":"git","status":"affected"}]},
 {"vendor":"V","product":"Baz","defaultStatus":"affected","versions":[
 {"version":"2.0","lessThan":"*","versionType":"semver","status":"unaffected"}]}'
says CVE-2024-10003 Baz 1300.0 FIXED 2.0
says CVE-2024-10003 Baz 1.9 UNFIXED 2.0
# Unknown by default, or a range that cannot be used: nothing is decided.
record CVE-2024-10004 '{"vendor":"V","product":"Qux","defaultStatus":"unknown","versions":[{"version":"1.0","lessThan":"1.2","versionType":"semver","status":"affected"}]}'
says CVE-2024-10004 Qux 0.9 AMBIGUOUS null
record CVE-2024-10005 '{"vendor":"V","product":"Quux","defaultStatus":"unaffected","versions":[{"version":"all","lessThan":"publication","versionType":"custom","status":"affected"}]}'
says CVE-2024-10005 Quux 1.0 AMBIGUOUS null
exit "$FAILED"
