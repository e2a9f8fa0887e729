# athar know check: the JSON's keys and values, the exit status, what people read, and what is refused.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state
unset ATHAR_CASE
cd "$work" || exit 1
n=0

die() {
	echo "FAIL: $*"
	exit 1
}

# check STATUS JQ ARGUMENT...: the exit status, and an expression that holds of the lines together.
check() {
	status=$1 filter=$2
	shift 2
	"$ATHAR" know check --json "$@" >out 2>err
	got=$?
	[ $got = "$status" ] || die "know check $*: exit $got, expected $status: $(cat out err)"
	jq -es "$filter" out >/dev/null || die "know check $*: not $filter: $(cat out)"
	n=$((n + 1))
}

# The promised keys, in each line; one line a CVE.
keys='(["product","build","cve","on","verdict","precision","fixed_build","update","move_to","reason","sources"]) as $k
	| all(.[]; . as $o | all($k[]; . as $key | $o | has($key)))'
check 1 "$keys" - 15.1.2176.4
check 1 'length == 4 and ([.[].cve] == ["CVE-2021-26855","CVE-2021-26857","CVE-2021-26858","CVE-2021-27065"])' \
	"Exchange 2016" 15.1.2176.4
check 1 'length == 1 and .[0].verdict == "UNFIXED" and .[0].product == "Exchange 2016" and .[0].build == "15.1.2176.4"
	and .[0].precision == "su" and .[0].fixed_build == "15.1.2176.9" and .[0].move_to == null
	and .[0].update == {"kb":"KB5000871","available":"2021-03-02"}' - 15.1.2176.4 --cve CVE-2021-26855
check 0 'all(.[]; .verdict == "FIXED" and .update == null and .move_to == null)' - 15.1.2176.9
check 0 '.[0].verdict == "FIXED" and .[0].build == "15.1.2176.9"' - 15.01.2176.009 --cve cve-2021-26855
check 0 'map(.verdict) == ["NA","FIXED","NA","NA"] and .[0].update == null' "Exchange 2010" 14.3.513.0
check 0 'all(.[]; .verdict == "NA")' - 8.3.517.0
check 0 'all(.[]; .verdict == "FIXED")' "Exchange SE" 15.2.2562.17

# Three parts: before, within and after the interval in which the fix came.
check 1 '.[0].verdict == "UNFIXED" and .[0].on == "2021-03-07T23:59:59Z" and .[0].precision == "cu"
	and .[0].update.available == "2021-03-08..2021-03-11" and .[0].move_to == "2016 CU19 + KB5000871"' \
	- 15.1.2044 --on 2021-03-07 --cve CVE-2021-26855
check 1 '.[0].verdict == "AMBIGUOUS"' - 15.1.2044 --on 2021-03-08 --cve CVE-2021-26855
check 1 '.[0].verdict == "AMBIGUOUS"' - 15.1.2044 --cve CVE-2021-26855
check 1 'all(.[]; .verdict == "AMBIGUOUS" and (.sources | length) == 2)' - 15.1.1415.9
check 1 'all(.[]; .verdict == "AMBIGUOUS" and .precision == "none" and .build == null)' - -
check 1 'all(.[]; .verdict == "AMBIGUOUS" and .precision == "line")' - 15.1

# No update for the branch: the level to move to, by the day.
check 1 '.[0].update == null and .[0].move_to == "2016 CU19 + KB5000871"' - 15.1.845.34 --on 2021-03-15 \
	--cve CVE-2021-26855
check 1 '.[0].update == null and .[0].move_to == "2016 CU20"' - 15.1.845.34 --on 2021-03-16 --cve CVE-2021-26855
check 1 '.[0].update == null and .[0].move_to == null and (.[0].advice | test("mitigated server is not a patched"))' \
	- 15.1.845.34 --on 2021-02-28 --cve CVE-2021-26855

# What Exchange shows of itself does not change with security updates.
check 1 '.[0].build == "15.1.2176" and .[0].verdict == "AMBIGUOUS"' - "Version 15.1 (Build 2176.2)" --cve CVE-2021-26855

# For people.
"$ATHAR" know check - 15.1.2176.4 >out 2>/dev/null
[ $? = 1 ] || die "text: exit status"
grep -q '^UNFIXED   CVE-2021-26855 CVE-2021-26857 CVE-2021-26858 CVE-2021-27065$' out || die "text: $(cat out)"
grep -q 'Install KB5000871, to be had since 2021-03-02' out || die "text: $(cat out)"
"$ATHAR" know check - "15.1.2176.4" --on 2021-03-01 2>/dev/null | grep -q 'No fix could be had yet' || die "mitigation"

# Usage and names that nothing knows.
refuse() {
	status=$1 words=$2
	shift 2
	"$ATHAR" know check "$@" >out 2>err
	got=$?
	[ $got = "$status" ] || die "know check $*: exit $got, expected $status"
	grep -q -- "$words" err || die "know check $*: no \"$words\" in $(cat err)"
	[ ! -s out ] || die "know check $*: printed $(cat out)"
	n=$((n + 1))
}
refuse 2 'is no build' - 15.1.x
refuse 2 'is no build' - 15..1
refuse 2 'is no build' - 99999999999.1
refuse 2 'CVE-YEAR-NUMBER' - 15.1.2176.4 --cve 26855
refuse 2 'on' - 15.1.2176.4 --on yesterday
refuse 3 'knows a product' Zimbra 8.8.15
# What was typed is shown safely.
refuse 3 '<U+202E>' "$(printf 'a\xe2\x80\xaeb')" 1

# Outside a case and with nobody's rights the same.
check 1 '.[0].verdict == "AMBIGUOUS" and (.[0].reason | test("nothing is known about CVE-2022-41082"))' \
	- 15.1.2375.37 --cve CVE-2022-41082
echo "ok: $n answers"
