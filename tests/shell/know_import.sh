# athar know import: what is kept, the same again, newer versions and as-of, several files, broken ones, real samples.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state ATHAR_CASE=$work/case
cd "$work" || exit 1

die() {
	echo "FAIL: $*"
	exit 1
}

"$ATHAR" init case >/dev/null 2>&1 || die "init"

# import STATUS JQ FILE...
import() {
	status=$1 filter=$2
	shift 2
	"$ATHAR" know import --json "$@" >out 2>err
	got=$?
	[ $got = "$status" ] || die "import $*: exit $got, expected $status: $(cat out err)"
	jq -es "$filter" out >/dev/null || die "import $*: not $filter: $(cat out)"
}
entries() {
	"$ATHAR" verify --json 2>/dev/null | jq .size
}

record() { # ID UPDATED FIXED [STATE]
	cat <<END
{"dataType":"CVE_RECORD","dataVersion":"5.1","x_added":[1,2],"cveMetadata":{"cveId":"$1","state":"PUBLISHED",
"dateReserved":"2021-02-01T00:00:00Z","datePublished":"2021-03-02T22:00:00Z","dateUpdated":"$2"},
"containers":{"cna":{"title":"A flaw","affected":[{"vendor":"Microsoft",
"product":"Microsoft Exchange Server 2016 Cumulative Update 19",
"versions":[{"version":"15.01.0","lessThan":"$3","status":"affected"}]}]}}}
END
}

record CVE-2021-99991 2021-03-03T00:00:00Z 15.01.2176.009 >one.json
import 0 'length == 1 and .[0].kind == "import" and .[0].file == "one.json" and .[0].format == "cve"
	and .[0].facts == 1 and .[0].warnings == [] and .[0].new == true and .[0].entry == 0' one.json
[ "$(entries)" = 1 ] || die "one entry, got $(entries)"

# The same again, under another name and with other blanks, changes nothing and says so.
import 0 '.[0].new == false and .[0].entry == 0' one.json
jq . one.json >again.json
import 0 'all(.[]; .new == false)' again.json one.json
"$ATHAR" know import one.json 2>/dev/null | grep -q 'nothing changed' || die "it does not say that nothing changed"
[ "$(entries)" = 1 ] || die "the same again made an entry"

# The document is kept as it was; what is unknown in it is listed in the body.
sha=$(sha256sum one.json | cut -d' ' -f1)
cmp -s one.json "case/blobs/$(printf %.2s "$sha")/$sha" || die "the document is not kept"
grep -rlq x_added case/private || die "the unknown member is not listed"

# A record whose names hold U+0000 and other controls is kept, and the case opens again afterwards.
export ATHAR_CASE=$work/nul
"$ATHAR" init nul >/dev/null 2>&1 || die "init nul"
record CVE-2021-99992 2021-03-03T00:00:00Z 15.01.2176.009 | sed 's/Update 19/Update 19\\u0000\\u202e\\n/; s/A flaw/A\\u0000flaw/' >nul.json
grep -q 'u0000' nul.json || die "the test is no test"
import 0 '.[0].new == true' nul.json
import 0 '.[0].new == false' nul.json
"$ATHAR" verify >/dev/null 2>&1 || die "the case with U+0000 does not open"
rm nul/index.db
"$ATHAR" know check - 15.1.2176.2 --cve CVE-2021-99992 --json 2>/dev/null | jq -e '.verdict == "UNFIXED"' >/dev/null || die "U+0000"

# A rejected record decides nothing, even if it still lists products, and replaces what was published.
record CVE-2021-99993 2021-03-03T00:00:00Z 15.01.2176.009 >pub.json
record CVE-2021-99993 2021-03-09T00:00:00Z 15.01.2176.009 | sed 's/PUBLISHED/REJECTED/' >rej.json
import 0 '.[0].facts == 1' pub.json
import 0 '.[0].facts == 0 and (.[0].warnings | any(test("rejected")))' rej.json
"$ATHAR" know check - 15.1.2176.2 --cve CVE-2021-99993 --json 2>/dev/null |
	jq -e '.verdict == "AMBIGUOUS" and .sources == []' >/dev/null || die "a rejected record decides"
"$ATHAR" know check - 15.1.2176.2 --cve CVE-2021-99993 --as-of 2021-03-05 --json 2>/dev/null |
	jq -e '.verdict == "UNFIXED"' >/dev/null || die "before it was rejected"

# A small document that stands for gigabytes of facts is refused in time, and nothing is kept of it.
python3 - >amp.json <<'END'
import json
name = "N" * 8000
tree = {"branches": [{"category": "vendor", "name": name, "branches": [{"category": "product_name", "name": name, "branches": [
    {"category": "product_version", "name": "1.0", "product": {"name": "x", "product_id": "P"}}]}]}]}
print(json.dumps({"document": {"category": "csaf_security_advisory", "csaf_version": "2.0", "title": "T",
    "publisher": {"category": "vendor", "name": "A", "namespace": "https://a.example"},
    "tracking": {"id": "B", "status": "final", "version": "1", "initial_release_date": "2023-01-01T00:00:00Z"}},
    "product_tree": tree, "vulnerabilities": [{"cve": "CVE-2023-1009", "product_status": {"known_affected": ["P"] * 100000}}]}))
END
n=$(entries)
import 3 '.[0].refused | test("MB")' amp.json
[ "$(entries)" = "$n" ] || die "the document that is too much made an entry"
export ATHAR_CASE=$work/case

# A newer version is a new set of facts; the older one is what was known between.
record CVE-2021-99991 2021-03-10T00:00:00Z 15.01.2176.012 >two.json
import 0 '.[0].new == true and .[0].entry == 1' two.json
ask() { # STATUS VERDICT ARGUMENT...
	status=$1 verdict=$2
	shift 2
	"$ATHAR" know check - --json --cve CVE-2021-99991 "$@" >out 2>/dev/null
	[ $? = "$status" ] || die "check $*: not $status: $(cat out)"
	[ "$(jq -r .verdict out)" = "$verdict" ] || die "check $*: not $verdict: $(cat out)"
}
ask 1 UNFIXED 15.1.2176.10
ask 0 FIXED 15.1.2176.12
ask 0 FIXED 15.1.2176.10 --as-of 2021-03-05
ask 1 AMBIGUOUS 15.1.2176.10 --as-of 2021-03-02T23:00Z

# An event is told once, though two versions of the document tell it.
"$ATHAR" timeline --json --audience RED 2>/dev/null >events
[ "$(jq -r 'select(.text | test("CVE-2021-99991 published")) | .lane' events)" = notice ] || die "published: $(cat events)"
[ "$(jq -r 'select(.text | test("CVE-2021-99991 reserved")) | .lane' events)" = report ] || die "reserved: $(cat events)"

# The same identifier and version with other content: both stay, and it is said.
record CVE-2021-99991 2021-03-10T00:00:00Z 15.01.2176.014 >three.json
import 0 '.[0].new == true and (.[0].warnings | any(test("other content")))' three.json
ask 1 UNFIXED 15.1.2176.12
"$ATHAR" case retract 2 --why "a forgery" >/dev/null 2>&1 || die "retract"
ask 0 FIXED 15.1.2176.12

# A label hides it from whoever may not see it.
ask 1 AMBIGUOUS 15.1.2176.12 --audience CLEAR
"$ATHAR" timeline --json --audience CLEAR 2>/dev/null | grep -q 99991 && die "AMBER+STRICT is in a timeline for CLEAR"

# A build table of one's own.
printf 'product,build_short,march2021_fixed,cu\nExchange 2016,15.1.2600.5,yes,CU24\nExchange 2016,15.1.x,yes,CU24\n' >t.csv
import 0 '.[0].format == "builds" and .[0].facts == 1 and (.[0].warnings | length) == 1
	and (.[0].warnings[0] | test("line 3"))' t.csv
import 0 '.[0].new == false' t.csv
"$ATHAR" know check - 15.1.2600.5 --json 2>/dev/null | jq -es 'all(.[]; .verdict == "FIXED" and
	(.sources[0].document == "t.csv"))' >/dev/null || die "the imported table is not asked"

# Broken files: refused with the place, and nothing of them recorded.
before=$(entries)
refuse() { # WORDS FILE
	"$ATHAR" know import --json "$2" >out 2>err
	got=$?
	[ $got = 3 ] || die "import $2: exit $got, expected 3: $(cat out err)"
	grep -q -- "$1" err || die "import $2: no \"$1\" in $(cat err)"
	grep -q -- "$2" err || die "import $2: the file is not named: $(cat err)"
	jq -e '.refused and .format == null and .facts == 0' out >/dev/null || die "import $2: $(cat out)"
}
head -c 200 one.json >cut.json
refuse 'at byte 199' cut.json
python3 -c 'print("{\"document\":" + "{\"branches\":[" * 100000)' >deep.json
refuse 'nested too deep' deep.json
: >empty.json
refuse 'empty' empty.json
printf '{"cveMetadata":{"cveId":7},"containers":{}}' >types.json
refuse 'cveId' types.json
printf '\377\376{\0}\0' >wide.json
refuse 'UTF-16' wide.json
head -c 100000 /dev/zero >zero.json
refuse 'binary' zero.json
printf '{"cveMetadata":{"cveId":"CVE-2021-99991"},"containers":{"a":"\\x"' >escape.json
refuse 'at byte' escape.json
refuse 'cannot open' missing.json
mkdir -p folder
refuse 'folder' folder
[ "$(entries)" = "$before" ] || die "a broken file left an entry"

# Bytes that are not UTF-8 cost a warning, not the document.
record CVE-2021-99992 2021-03-03T00:00:00Z 15.01.2176.009 | sed 's/A flaw/A \xff flaw/' >latin.json
import 0 '.[0].new == true and (.[0].warnings | any(test("UTF-8")))' latin.json

# A good file beside bad ones is kept, and each bad one is named.
record CVE-2021-99993 2021-03-03T00:00:00Z 15.01.2176.009 >good.json
import 0 'length == 3 and .[0].refused and .[1].new and .[2].refused' cut.json good.json empty.json
# Twice in one command is one entry.
record CVE-2021-99994 2021-03-03T00:00:00Z 15.01.2176.009 >twin.json
before=$(entries)
"$ATHAR" know import --json twin.json twin.json >out 2>/dev/null || die "twins"
jq -es '.[0].new and (.[1].new | not) and .[0].entry == .[1].entry' out >/dev/null || die "twins: $(cat out)"
[ "$(entries)" = $((before + 1)) ] || die "twins made $(($(entries) - before)) entries"
"$ATHAR" verify >/dev/null 2>&1 || die "verify"

# The real samples: those that are read, and those that are refused by name.
if [ ! -d "$SHARED_DATA/samples" ]; then
	echo "SKIP: no shared data: the real samples were not imported"
	exit 77
fi
s=$SHARED_DATA/samples
"$ATHAR" init samples >/dev/null 2>&1 || die "init"
export ATHAR_CASE=$work/samples
import 0 'length == 10 and all(.[]; .new)' "$s"/CVE-*.json "$s"/csaf20-2022-evd-uc-0*.json "$s"/csaf20-bsi-2022-0001.json \
	"$s"/csaf20-rhsa-2021_5186.json "$s"/vince-csaf-vu-257161.json
jq -es 'map({(.document): .}) | add | (."CVE-2021-26855".warnings | any(test("publication")))
	and (."CVE-2021-26858".warnings | (any(test("Exchange 2019 CU1")) and any(test("Exchange 2019 CU4"))
	and any(test("Exchange 2019 CU6")))) and ."BSI-2022-0001".tlp == "CLEAR"' out >/dev/null || die "$(cat out)"
named() { # WORDS FILE
	"$ATHAR" know import "$s/$2" >out 2>err
	[ $? = 3 ] || die "$2: not refused with 3"
	grep -q -- "$1" err || die "$2: no \"$1\" in $(cat err)"
}
named 'KEV catalogue' kev-exchange-sharepoint-excerpt.json
named 'ROLIE feed' csaf20-example-01-feed-tlp-white.json
named 'provider metadata' csaf20-example-01-provider-metadata.json
named 'schema' csaf20-csaf_json_schema.json
named 'schema' stix21-schema-indicator.json
named 'OSV' osv-full_ranges.osv.json
named 'STIX' stix-indicator-for-c2-ip-address.json
named 'VINCE' vince-sample-get-cases.json
named 'Vultron' vultron-embargo_event.json
named 'indicators' mstic-exchange-iocs-excerpt.csv
for build in 15.2.529.13=FIXED 15.2.529.12=UNFIXED 15.2.659.12=FIXED 15.2.659.11=UNFIXED 15.2.330.11=FIXED \
	15.2.330.10=UNFIXED; do
	got=$("$ATHAR" know check - "${build%=*}" --cve CVE-2021-26858 --json 2>/dev/null | jq -r .verdict)
	[ "$got" = "${build#*=}" ] || die "$build: $got"
done
echo "ok"
