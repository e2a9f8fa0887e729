# What leaves in the formats of others is valid there, says of each build what the table says, and keeps to its audience.
set -u
. "$SOURCE_DIR/tests/helper/programs.sh"
work=$WORK samples=$SHARED_DATA/samples
export XDG_STATE_HOME=$work/state ATHAR_CASE=$work/case

die() {
	echo "FAIL: $*"
	exit 1
}
[ -f "$samples/csaf20-csaf_json_schema.json" ] || { echo "the shared samples are not here"; exit 77; }
python3 -c 'import jsonschema' 2>/dev/null || { echo "python3-jsonschema is not installed"; exit 77; }
check() { python3 "$SOURCE_DIR/tests/helper/check_out.py" "$1" "$2" "$samples" "$SOURCE_DIR/data/exchange-builds.tsv"; }
me=(--publisher 'Example CERT' --namespace https://cert.example.org)
export_to() {
	"$ATHAR" export "$@" "${me[@]}" >"$work/out" 2>"$work/err"
}

"$ATHAR" init "$work/case" --template exchange-2021 >/dev/null 2>&1 || die "athar init"
for f in csaf misp stix; do
	export_to $f -o "$work/$f.json" || die "export $f: $(cat "$work/err")"
	grep -q 'TLP:CLEAR.*0 documents left out' "$work/err" || die "$f: what was left out: $(cat "$work/err")"
	[ "$(stat -c %a "$work/$f.json")" = 600 ] || die "$f: others can read it"
	check $f "$work/$f.json" || die "$f is not valid"
	export_to $f -o "$work/again.json" && cmp "$work/$f.json" "$work/again.json" || die "$f: other bytes the second time"
done
export_to csaf --vex -o "$work/vex.json" || die "export --vex: $(cat "$work/err")"
check vex "$work/vex.json" || die "VEX is not valid"
[ "$(jq -r .document.distribution.tlp.label "$work/csaf.json")" = WHITE ] || die "CLEAR is WHITE in CSAF 2.0"

# The checker can tell: a product that is affected and fixed, and a build too many.
jq -c '.vulnerabilities[0].product_status |= (.fixed += [.known_affected[0]])' "$work/csaf.json" >"$work/bad.json"
check csaf "$work/bad.json" 2>/dev/null && die "two answers for one product pass the checker"
jq -c '.vulnerabilities[0].product_status |= (.known_affected += .under_investigation | del(.under_investigation))' \
	"$work/csaf.json" >"$work/bad.json"
check csaf "$work/bad.json" 2>/dev/null && die "a guess about a conflict passes the checker"

# A document above the audience is left out and counted; to those who may see it, it goes with its label.
"$ATHAR" know import --tlp AMBER+STRICT "$samples/CVE-2022-41082.excerpt.json" >/dev/null 2>&1 || die "know import"
export_to csaf -o "$work/clear.json" || die "export to CLEAR: $(cat "$work/err")"
grep -q '1 document left out' "$work/err" || die "not counted: $(cat "$work/err")"
! grep -q 41082 "$work/clear.json" || die "a CVE above the audience leaks"
for f in csaf misp stix; do
	export_to $f --audience RED -o "$work/strict.$f" || die "export $f to RED: $(cat "$work/err")"
	grep -q 41082 "$work/strict.$f" || die "$f: the CVE is missing"
	check $f "$work/strict.$f" || die "$f with documents is not valid"
done
export_to csaf --audience RED -o "$work/strict.csaf"
grep -q 'no AMBER+STRICT' "$work/err" || die "no warning about AMBER+STRICT: $(cat "$work/err")"
jq -e '.document.distribution | .tlp.label == "AMBER" and (.text | contains("AMBER+STRICT"))' "$work/strict.csaf" \
	>/dev/null || die "the stricter rule is not told"
jq -e '.Event.Tag[0].name == "tlp:amber+strict"' "$work/strict.misp" >/dev/null || die "the MISP tag"
jq -e '.objects[0].id == "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"' "$work/strict.stix" >/dev/null ||
	die "the STIX marking"

# What is wrong is said, and nothing is written.
rm -f "$work/none"
"$ATHAR" export csaf -o "$work/none" --bulletin B-1 >/dev/null 2>"$work/err"
[ $? = 3 ] && grep -q 'B-1' "$work/err" || die "an unknown bulletin: $(cat "$work/err")"
"$ATHAR" export csaf -o "$work/none" --namespace 'not a uri' >/dev/null 2>&1
[ $? = 2 ] || die "a namespace that is no URI"
"$ATHAR" export misp --vex -o "$work/none" >/dev/null 2>&1
[ $? = 2 ] || die "--vex for MISP"
"$ATHAR" export pdf -o "$work/none" >/dev/null 2>&1
[ $? = 2 ] || die "a format that is none"
"$ATHAR" export csaf >/dev/null 2>&1
[ $? = 2 ] || die "no -o"
ATHAR_CASE= "$ATHAR" init "$work/empty" >/dev/null 2>&1
"$ATHAR" export csaf --case "$work/empty" -o "$work/none" >/dev/null 2>&1
[ $? = 3 ] || die "a case that knows nothing"
[ ! -e "$work/none" ] || die "a file was written all the same"
echo "CSAF, VEX, MISP and STIX valid, each build as in the table, audience kept"
