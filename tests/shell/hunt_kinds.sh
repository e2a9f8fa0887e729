# Each kind of log by hand: fields that change in the middle of a file, headers of other builds, rows of several lines,
# quotes that never close, encodings.  What must be found is written down here, never copied from the program.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export HOME="$dir"
unset ATHAR_CASE

cat >rules.yml <<'END'
title: anchor
logsource: {product: exchange, service: httpproxy}
detection:
  s: {AnchorMailbox|contains: 'needle~'}
  condition: s
level: high
tags: [cve.2021-26855]
---
title: path
logsource: {category: webserver}
detection:
  s: {cs-method: POST, cs-uri-query|contains: '/needle/'}
  condition: s
level: low
---
title: agent
logsource: {category: webserver}
detection:
  s: {cs-user-agent|contains: 'needle agent'}
  condition: s
level: low
---
title: data
logsource: {product: exchange, service: ecp-server}
detection:
  s: {EventData|contains: 'needle='}
  condition: s
level: low
---
title: outside
logsource: {product: exchange, service: oabgenerator}
detection:
  s: {Message|contains: 'Download failed'}
  f: {Path|contains: '\ClientAccess\OAB\'}
  condition: s and not f
level: low
---
title: no string
logsource: {category: webserver}
detection:
  s: {sc-status: 499}
  condition: s
level: low
END

failed=0
# A finding's offset must be where its row begins, counted in the file's own bytes.
cat >places.py <<'END'
import json, sys
raw = open(sys.argv[1], "rb").read()
code, mark = "latin-1", 0
if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
    code, mark = ("utf-16-le" if raw[:1] == b"\xff" else "utf-16-be"), 2
elif raw[1:2] == b"\0":
    code = "utf-16-le"
elif raw[:3] == b"\xef\xbb\xbf":
    mark = 3
lines = raw[mark:].decode(code).split("\n")
for text in open("out.jsonl"):
    f = json.loads(text)
    if f["kind"] == "finding":
        want = mark + sum(len((l + "\n").encode(code)) for l in lines[:f["row"] - 1])
        if f["offset"] != want:
            sys.exit(f"{sys.argv[1]}: row {f['row']} begins at {want}, not at {f['offset']}")
END
# expect FILE WANT: the findings in it, as "title:row:time:client", one a line.
expect() {
	"$ATHAR" hunt scan --rules rules.yml --json "$1" >out.jsonl 2>err || true
	"$ATHAR" hunt scan --rules rules.yml --json --no-prefilter "$1" >out2.jsonl 2>err2 || true
	got=$(jq -r 'select(.kind == "finding") | "\(.title):\(.row):\(.time):\(.client)"' out.jsonl)
	if [ "$got" != "$2" ]; then
		printf '%s\nwanted:\n%s\nfound:\n%s\n' "$1" "$2" "$got"
		cat err
		failed=1
	fi
	python3 places.py "$1" || failed=1
	cmp -s out.jsonl out2.jsonl || { echo "$1: not the same without the prefilter"; failed=1; }
}
# unread FILE TEXT: a reason that must be given.
unread() {
	jq -r 'select(.kind == "unread") | .why' out.jsonl | grep -qF "$1" ||
		{ echo "not said: $1"; jq -c 'select(.kind == "unread")' out.jsonl; failed=1; }
}

# IIS: the columns change, and one site has no agent; - is nothing, + a blank.
printf '%s\r\n' '#Software: Microsoft Internet Information Services 10.0' '#Version: 1.0' '#Date: 2021-03-02 00:00:00' \
	'#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status' \
	'2021-03-02 00:00:01 POST /needle/x - 192.0.2.1 Mozilla/5.0 200' \
	'2021-03-02 00:00:02 POST /x a=/needle/ 192.0.2.2 my+needle+agent 200' \
	'2021-03-02 00:00:03 GET /needle/ - 192.0.2.2 - 499' \
	'#Fields: c-ip date time sc-status cs-uri-stem cs-method cs-uri-query' \
	'192.0.2.3 2021-03-02 00:00:04 200 /needle/y POST -' \
	'192.0.2.4 2021-03-02 00:00:05 200 /y GET -' \
	'192.0.2.5 2021-03-02 00:00:06 499 /y GET needle+agent' >iis.log
expect iis.log 'path:5:2021-03-02T00:00:01Z:192.0.2.1
path:6:2021-03-02T00:00:02Z:192.0.2.2
agent:6:2021-03-02T00:00:02Z:192.0.2.2
no string:7:2021-03-02T00:00:03Z:192.0.2.2
path:9:2021-03-02T00:00:04Z:192.0.2.3
no string:11:2021-03-02T00:00:06Z:192.0.2.5'

[ "$(jq -r 'select(.kind == "coverage") | "\(.from) \(.to)"' out.jsonl)" = '2021-03-02T00:00:01Z 2021-03-02T00:00:06Z' ] ||
	{ echo "iis.log: coverage"; failed=1; }

# Columns without a request: what they name is searched, and rows behind them are not read by the columns before.
printf '%s\n' '#Fields: date time c-ip cs(User-Agent)' '2021-03-02 00:00:01 192.0.2.1 my+needle+agent' >agent.log
expect agent.log 'agent:2:2021-03-02T00:00:01Z:192.0.2.1'
printf '%s\n' '#Fields: date time cs-method cs-uri-stem c-ip sc-status' '2021-03-02 00:00:01 POST /needle/x 192.0.2.1 200' \
	'#Fields: date time s-ip' '2021-03-02 00:00:02 POST /needle/x 192.0.2.1 499' \
	'#Fields: date time c-ip cs-method cs-uri-stem' '2021-03-02 00:00:03 192.0.2.3 POST /needle/x' >foreign.log
expect foreign.log 'path:2:2021-03-02T00:00:01Z:192.0.2.1
path:6:2021-03-02T00:00:03Z:192.0.2.3'
unread 'row 3 names fields that are none of IIS'
# The last row was cut while it was written: its path is searched all the same.
printf '%s\n2021-03-02 00:00:02 192.0.2.1 POST /needle/x' '#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query' >cut.log
expect cut.log 'path:2:2021-03-02T00:00:02Z:192.0.2.1'
# The beginning of a log was lost: rows without names are told, those behind the names are searched.
{ yes '2021-03-02 00:00:01 POST /needle/x 192.0.2.1' | head -n 300
	printf '%s\n' '#Fields: date time cs-method cs-uri-stem c-ip' '2021-03-02 00:00:02 POST /needle/x 192.0.2.2'; } >late.log
expect late.log 'path:302:2021-03-02T00:00:02Z:192.0.2.2'
unread '300 rows stand before the line that names their fields'

# HttpProxy: another order, a name in another case, one without a name, a mark, the bare header first or not at all.
printf '\357\273\277DateTime,clientipaddress,,ANCHORMAILBOX,UrlStem\r\n#Software: Microsoft Exchange Server\r\n#Fields: DateTime,clientipaddress,,ANCHORMAILBOX,UrlStem\r\n2021-03-02T01:00:00.500Z,192.0.2.1,needle~,no,/x\r\n2021-03-02T01:00:01.000Z,192.0.2.2,,a needle~ b,/x\r\n' >mark.log
expect mark.log 'anchor:5:2021-03-02T01:00:01Z:192.0.2.2'
printf 'AnchorMailbox,DateTime\n"a,needle~",2021-03-02T01:00:00Z\nx,2021-03-02T01:00:00Z\n' >bare.log
expect bare.log 'anchor:2:2021-03-02T01:00:00Z:null'
# Columns that change in the middle.
printf '#Fields: DateTime,AnchorMailbox,X\n2021-03-02T01:00:00Z,no,needle~\n#Fields: DateTime,X,AnchorMailbox\n2021-03-02T01:00:01Z,no,needle~\n' >change.log
expect change.log 'anchor:4:2021-03-02T01:00:01Z:null'
# Rows of several lines: the row is where it begins, what follows keeps its number.
printf 'DateTime,AnchorMailbox,E\n2021-03-02T01:00:00Z,needle~,"one\ntwo ""quoted""\nthree"\n2021-03-02T01:00:01Z,"x\nneedle~ in line two",e\n2021-03-02T01:00:02Z,needle~,e\n' >many.log
expect many.log 'anchor:2:2021-03-02T01:00:00Z:null
anchor:5:2021-03-02T01:00:01Z:null
anchor:7:2021-03-02T01:00:02Z:null'
# A quote that never closes takes no row after it along.
printf 'DateTime,AnchorMailbox,E\n2021-03-02T01:00:00Z,x,"open\n2021-03-02T01:00:01Z,needle~,e\nrest of it needle~\n2021-03-02T01:00:02Z,needle~,"e\n' >open.log
expect open.log 'anchor:3:2021-03-02T01:00:01Z:null
anchor:5:2021-03-02T01:00:02Z:null'
unread 'row 2 opens a quote that never closes'
# A quote inside a cell is a character like any other.
printf 'DateTime,AnchorMailbox,E\n2021-03-02T01:00:00Z,x"y,e\n2021-03-02T01:00:01Z,needle~,e\n' >odd.log
expect odd.log 'anchor:3:2021-03-02T01:00:01Z:null'
# The last row may lack its end, or its rest.
printf 'DateTime,X,AnchorMailbox\n2021-03-02T01:00:01Z,no,needle~' >short.log
expect short.log 'anchor:2:2021-03-02T01:00:01Z:null'
# Rows before the header have no names, and it is said.
printf '2021-03-02T01:00:00Z,needle~\nDateTime,AnchorMailbox\n2021-03-02T01:00:01Z,needle~\n' >early.log
expect early.log 'anchor:3:2021-03-02T01:00:01Z:null'
unread '1 rows stand before the line that names their fields'
# Zeros that a crash left in front of a row.
printf 'DateTime,AnchorMailbox\n\0\0\0\0002021-03-02T01:00:01Z,needle~\n' >zeros.log
expect zeros.log 'anchor:2:2021-03-02T01:00:01Z:null'

# ECP Server, and the build that calls its time otherwise.
printf "#Fields: TimeStamp,ServerName,EventId,EventData\n2021-03-02T01:00:00.000Z,EX01,ECP.Request,\"S:A=1;'S:CMD=needle=''x''';S:B=\"\n" >ecp.log
expect ecp.log 'data:2:2021-03-02T01:00:00Z:null'
printf 'MyTimeStamp,ServerName,EventId,EventData\n2021-03-02T01:00:00Z,EX01,E,needle=\n' >ecp2.log
expect ecp2.log 'data:2:2021-03-02T01:00:00Z:null'

# OABGenerator: text, inside and outside of its folder.
printf "2021-03-02T01:00:00Z,7,OAB,\"Download failed and temporary file 'C:\\\\x\\\\ClientAccess\\\\OAB\\\\a.tmp' needs to be removed\"\n2021-03-02T01:00:01Z,7,OAB,\"Download failed and temporary file 'C:\\\\inetpub\\\\y.aspx' needs to be removed\"\n" >oab.log
expect oab.log 'outside:2:2021-03-02T01:00:01Z:null'

# UTF-16 with and without its mark gives the same rows; offsets count the file's own bytes.
iconv -f UTF-8 -t UTF-16LE bare.log >le.log
expect le.log 'anchor:2:2021-03-02T01:00:00Z:null'
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE many.log; } >be.log
expect be.log 'anchor:2:2021-03-02T01:00:00Z:null
anchor:5:2021-03-02T01:00:01Z:null
anchor:7:2021-03-02T01:00:02Z:null'
# Bytes that are no UTF-8 hide nothing and break nothing.
printf 'DateTime,AnchorMailbox\n2021-03-02T01:00:00Z,\377\376needle~\303\n' >latin.log
expect latin.log 'anchor:2:2021-03-02T01:00:00Z:null'
jq -r 'select(.kind == "finding") | .fields.AnchorMailbox' out.jsonl | grep -q 'needle~' || { echo "latin.log: no value"; failed=1; }

# A rule about a field that no log has says so.
expect bare.log 'anchor:2:2021-03-02T01:00:00Z:null'
"$ATHAR" hunt scan --rules rules.yml --json change.log | jq -r 'select(.kind == "unrunnable") | "\(.rule): \(.why)"' >idle
grep -qx 'path: no IIS log was read' idle || { echo "idle rules:"; cat idle; failed=1; }
exit $failed
