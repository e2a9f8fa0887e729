# athar share partner import and export: lists by header, bad rows named and the others in, round trip, audience.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
key av
key cert
age-keygen -o tp.id 2>/dev/null
age-keygen -y tp.id >tp.age
A() { "$ATHAR" "$@"; }
A init c >/dev/null 2>&1
A init d >/dev/null 2>&1
# Columns in another order and case, a BOM, CRLF, a quoted cell over two lines, unknown columns.
printf '\357\273\277Country,NAME,key,extra,Duty_To_Report,contacts,may,tier,role\r\nde,Example AV,av.asc,x,no,"soc@av.example; +49 30\n 1",description;detection,validate,partner\r\n,"Smith, Jones & Co",tp.age,,yes,,,,finder\r\nUS,CERT,cert.asc,,0,,,,coordinator\r\n' >list.csv
exits 0 A share partner import list.csv --case c --json
check 'three entered' jq -e '.entered == 3 and .rejected == 0' out
exits 0 A share partner import list.csv --case c --json
check 'the same list changes nothing' jq -e '.entered == 0 and .same == 3' out
exits 0 A share partner list --case c --json
check 'as they were written' jq -es 'map(select(.partner == "Example AV"))[0] | .country == "DE" and .may == ["description", "detection"] and .tier == "validate"' out
check 'the finder and his duty' jq -es 'any(.partner == "Smith, Jones & Co" and .role == "finder" and .duty_to_report)' out
# Bad rows are named by line; the rest goes in.
printf 'name,country,key,duty_to_report,role\ngood,DE,,no,\nbad1,Germany,,no,\nbad2,DE,missing.asc,no,\nbad3,DE,../c/record/vkey,no,\nbad4,DE,,perhaps,\nbad5,DE,,no,boss\n,DE,,no,\ngood2,FR,,,\n' >bad.csv
exits 0 A share partner import bad.csv --case c --json
check 'two good ones' jq -e '.entered == 2 and .rejected == 6' out
for line in 3 4 5 6 7 8; do check "line $line is named" grep -q "bad.csv:$line" err; done
printf 'name,country\n,DE\n' >none.csv
exits 3 A share partner import none.csv --case c
printf 'country,tier\nDE,x\n' >headless.csv
exits 3 A share partner import headless.csv --case c
says 'headless.csv:1'
exits 3 A share partner import missing.csv --case c
printf '{"name":"J","country":"SE","duty_to_report":true,"may":["poc"],"contacts":["a","b"]}\nnot json\n' >broken.jsonl
exits 3 A share partner import broken.jsonl --case c
says 'broken.jsonl:2'
head -n 1 broken.jsonl >good.jsonl
exits 0 A share partner import good.jsonl --case c
# A changed key in a list waits for a second person like any other.
cp cert.asc av.asc
exits 0 A share partner import list.csv --case c --json
check 'a changed key waits' jq -e '.keys_waiting == 1' out
# Round trip, in both forms.
exits 0 A share partner export --case c -o out.csv
says 'left out'
check 'nothing for everyone' sh -c '[ "$(wc -l <out.csv)" = 1 ]'
for form in csv jsonl; do
	mkdir -p x && A init "r$form" >/dev/null 2>&1
	exits 0 A share partner export --case c --audience RED -o "x/list.$form"
	exits 0 A share partner import "x/list.$form" --case "r$form" --json
	check 'all of them' jq -e '.rejected == 0' out
	A share partner list --case c --json 2>/dev/null | jq -S 'del(.number, .state, .key_waits)' >a
	A share partner list --case "r$form" --json 2>/dev/null | jq -S 'del(.number, .state, .key_waits)' >b
	check "the same list by $form" cmp a b
done
exits 0 A verify --case c
finish
