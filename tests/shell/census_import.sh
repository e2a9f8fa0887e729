# census import: what it prints, that nothing counts twice, hostile files, and that a failure leaves the case as it was.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
fail() { echo "FAIL: $*" >&2; exit 1; }
run() { set +e; "$ATHAR" "$@" >"$T/out" 2>"$T/err"; rc=$?; set -e; }
expect() { [ "$rc" = "$1" ] || { cat "$T/out" "$T/err" >&2; fail "expected exit $1, got $rc: $2"; }; }
says() { grep -qF -- "$1" "$T/err" || { cat "$T/err" >&2; fail "stderr does not say: $1"; }; }
# prints FIELD=VALUE...: the one line of JSON has these numbers.
prints() {
	for kv in "$@"; do
		got=$(jq -r ".${kv%%=*}" "$T/out")
		[ "$got" = "${kv#*=}" ] || { cat "$T/out" "$T/err" >&2; fail "wanted $kv, got $got"; }
	done
}
size() { "$ATHAR" verify --json 2>/dev/null | jq .size; }
zgrab() { # IP BUILD TIME
	printf '{"ip":"%s","data":{"http":{"status":"success","timestamp":"%s","result":{"response":{"headers":{"unknown":[{"key":"x_owa_version","value":["%s"]}]},"body":"x"}}}}}\n' "$1" "$3" "$2"
}

"$ATHAR" init "$T/case" >/dev/null 2>&1
cat >"$T/a.csv" <<'END'
"timestamp","ip","port","hostname","tag","asn","geo","region","city","naics","sic","sector","version","servername","url"
"2021-03-12 02:10:31","192.0.2.1","443","mail","exchange;cve-2021-26855","3320","DE","","","","","","15.1.2176","EX01",""
"2021-03-12 02:10:32","192.0.2.2","443","mail","exchange;cve-2021-26855","3320","DE","","","","","","15.1.2176","EX01",""
"2021-03-12 02:10:33","192.0.2.3","https","mail","exchange","3320","FR","","","","","","","",""
END
run census import --json "$T/a.csv"; expect 0 a
prints kind=import "file=$T/a.csv" format=shadowserver records=3 observations=2 duplicates=0 rejected=1 entry=0
says "$T/a.csv:4: the port is not valid"
run census import "$T/a.csv"; expect 0 'a again'; says 'imported before as entry 0; nothing has changed'
grep -q '0 new observations, 2 known already' "$T/out" || fail 'text of a repeated import'
[ "$(size)" = 1 ] || fail 'a repeated import was recorded'

# The same columns in another order, with one more, are the same observations.
python3 - "$T/a.csv" "$T/shuffled.csv" <<'END'
import csv, random, sys
rows = list(csv.reader(open(sys.argv[1])))
order = list(range(len(rows[0])))
random.Random(4).shuffle(order)
with open(sys.argv[2], 'w', newline='') as f:
    w = csv.writer(f, quoting=csv.QUOTE_ALL, lineterminator='\r\n')
    for i, r in enumerate(rows):
        w.writerow([r[k] for k in order] + (['severity'] if i == 0 else ['high']))
END
run census import --json "$T/shuffled.csv"; expect 0 shuffled
prints format=shadowserver observations=0 duplicates=2 rejected=1 entry=1; says '2 observations were there already'
# Another source has seen for itself.
run census import --json --source other "$T/a.csv"; expect 0 other; prints observations=2 entry=2

# zgrab2, in files that overlap.
{ zgrab 192.0.2.1 15.1.2176.9 2021-03-12T10:00:00Z; zgrab 192.0.2.2 15.1.2176.2 2021-03-12T10:00:01Z
  echo '{"ip":"192.0.2.3","data":{"http":{"status":"connection-timeout"}}}'; } >"$T/one.jsonl"
{ zgrab 192.0.2.2 15.1.2176.2 2021-03-12T10:00:01Z; zgrab 192.0.2.2 15.1.2176.2 2021-03-12T10:00:01Z
  zgrab 192.0.2.4 15.1.2176.2 2021-03-12T10:00:02Z; } >"$T/two.jsonl"
run census import --json "$T/one.jsonl" "$T/two.jsonl"; expect 0 zgrab2
[ "$(jq -s -c '[.[] | [.records, .observations, .duplicates, .passed_over, .rejected]]' "$T/out")" = '[[3,2,0,1,0],[3,1,2,0,0]]' ] || { cat "$T/out"; fail 'overlapping files'; }

# Encodings; a byte order mark; CRLF.
# What is no export is refused in one sentence, not line by line.
printf '{\n "dataType": "CVE_RECORD",\n "x": 1\n}\n' >"$T/pretty.json"
run census import "$T/pretty.json"; expect 3 pretty; grep -q 'over several lines' "$T/err" || fail 'pretty JSON'
grep -q ':1:' "$T/err" && fail 'pretty JSON line by line'
printf 'ip,time\n192.0.2.1,2021-03-05T10:00:00Z\n' | gzip >"$T/a.csv.gz"
run census import "$T/a.csv.gz"; expect 3 gzip; grep -q 'gzip file: unpack' "$T/err" || fail 'gzip'
for enc in UTF-16LE UTF-16BE UTF-16; do
	zgrab "10.0.${#enc}.1" 15.1.2176.2 "2021-03-12T10:00:0${#enc}Z" | iconv -t $enc >"$T/$enc.jsonl"
	run census import --json --source $enc "$T/$enc.jsonl"; expect 0 $enc; prints observations=1 rejected=0 format=zgrab2
done
printf '\357\273\277ip,time,version\r\n10.1.0.1,2021-03-12T10:00:00Z,15.1.2176.2\r\n' >"$T/bom.csv"
run census import --json "$T/bom.csv"; expect 0 bom; prints observations=1 format=csv

# Broken records beside good ones are counted, and the good ones stand.
before=$(size)
{ zgrab 10.2.0.1 15.1.2176.2 2021-03-12T10:00:00Z
  head -c 20000000 /dev/zero | tr '\0' '['; echo
  head -c 300 /dev/zero; echo
  printf '{"ip":"10.2.0.9","x":%s1\n' "$(printf '[%.0s' $(seq 200))"
  printf '{"ip":12}\n{"ip":"10.2.0.9","data":{"http":{"timestamp":5,"result":{"response":{"headers":{"x_feserver":["A"]}}}}}}\n'
  printf '{"ip":"10.2.0.2","data":{"http":{"timestamp":"2021-03-12T10:00:00Z","result":{"response":{"headers":{"x_feserver":["E\377X\\u202e"]}}}}}}\n'
  zgrab 10.2.0.3 15.1.2176.2 2021-03-12T10:00:00Z | head -c 100; } >"$T/broken.jsonl"
run census import --json "$T/broken.jsonl"; expect 0 broken; prints records=8 observations=2 rejected=6
says "$T/broken.jsonl:2: longer than 16 MB"; says "$T/broken.jsonl:3: not a JSON object"
says 'JSON: nested too deep'; says '"ip" is not an IP address'; says '"timestamp" is not a time'; says "$T/broken.jsonl:8: "
! grep -q $'\xe2\x80\xae' "$T/out" "$T/err" || fail 'a bidirectional control reached the terminal'
printf 'ip,time,servername\n10.3.0.1,2021-03-12T10:00:00Z,"EX01\n10.3.0.2,2021-03-12T10:00:00Z,EX02\n10.3.0.3,2021-03-12T10:00:00Z\n10.3.0.4,2021-03-12T10:00:00Z,"EX04' >"$T/quote.csv"
run census import --json "$T/quote.csv"; expect 0 quote; prints records=4 observations=1 rejected=3
says "$T/quote.csv:2: a quote that never closes"; says "$T/quote.csv:4: 2 cells where the header has 3 columns"
[ "$(size)" = $((before + 2)) ] || fail 'two imports, two entries'

# Nothing usable: exit 3, a reason with the file's name, and nothing recorded.
before=$(size)
refused() { # FILE REASON
	run census import --json "$1"; expect 3 "$1"; [ ! -s "$T/out" ] || fail "output for $1"
	says "$1"; says "$2"
}
: >"$T/empty"; refused "$T/empty" 'empty'
printf '\n \r\n' >"$T/blank"; refused "$T/blank" 'empty'
head -c 100000 /dev/urandom >"$T/noise"; refused "$T/noise" 'neither zgrab2 JSON Lines nor CSV'
printf 'date,c-ip\n' >"$T/cols.csv"; refused "$T/cols.csv" 'neither zgrab2'
printf 'ip,time\n' >"$T/header.csv"; refused "$T/header.csv" 'nothing usable'
printf 'ip,time\nx,y\n' >"$T/bad.csv"; refused "$T/bad.csv" 'of 1 records 1 are rejected'
echo '{"ip":"192.0.2.3","data":{"http":{"status":"connection-timeout"}}}' >"$T/silent.jsonl"; refused "$T/silent.jsonl" '1 show no Exchange server'
refused "$T/nowhere" 'No such file'
refused "$T" 'not a regular file'
mkfifo "$T/fifo"; refused "$T/fifo" 'not a regular file'
run census import --format zgrab2 "$T/a.csv"; expect 3 forced; says 'of 4 records 4 are rejected'
run census import --format shadowserver "$T/bom.csv"; expect 3 forced; says 'bom.csv:1: the header has no column for the time (timestamp)'
run census import --format xml "$T/a.csv"; expect 2 format
run census import --source '' "$T/a.csv"; expect 2 source
run census import --source "$(printf 'a\tb')" "$T/a.csv"; expect 2 source
[ "$(size)" = "$before" ] || fail 'a refused file was recorded'
# One that is no good does not keep the others out.
zgrab 10.4.0.1 15.1.2176.2 2021-03-12T10:00:00Z >"$T/good.jsonl"
run census import --json "$T/empty" "$T/good.jsonl"; expect 0 mixed; prints observations=1
says "$T/empty"; says 'empty'
run census import --json "$T/good.jsonl" "$T/blank"; expect 0 'mixed, known already'; prints observations=0; says "$T/blank"
before=$(size)
run census import --json "$T/empty" "$T/blank"; expect 3 'nothing usable in any'; says "$T/empty"; says "$T/blank"
[ "$(size)" = "$before" ] || fail 'refused files were recorded'
[ -z "$(find "$T/case/blobs" -name 'staged-*')" ] || fail 'staged blobs are left'

# The raw input is kept below 16 MB, and above it only where that is asked for.
kept() { [ -e "$T/case/blobs/$(sha256sum <"$1" | sed -E 's/^(..)([^ ]*).*/\1\/\1\2/')" ]; }
kept "$T/one.jsonl" || fail 'a small input was not kept'
{ zgrab 10.5.0.1 15.1.2176.2 2021-03-12T10:00:00Z; head -c 17000000 /dev/zero | tr '\0' ' '; echo; } >"$T/large.jsonl"
run census import "$T/large.jsonl"; expect 0 large
! kept "$T/large.jsonl" || fail 'a large input was kept'
echo >>"$T/large.jsonl"; run census import --keep "$T/large.jsonl"; expect 0 keep
kept "$T/large.jsonl" || fail '--keep did not keep'

# The index is a fold: without it everything is as before.
"$ATHAR" census count --json >"$T/before" 2>/dev/null
rm -f "$T"/case/index.db*
"$ATHAR" census count --json >"$T/after" 2>/dev/null
cmp "$T/before" "$T/after" || fail 'the count changed with a new index'
run verify; expect 0 verify
"$ATHAR" timeline --json --audience RED 2>/dev/null | jq -e -s 'map(select(.lane == "census")) | length > 5' >/dev/null || fail 'no events of the census in the timeline'

# A retracted import counts in nothing and may be imported again.
run case retract 0 --why 'wrong month'; expect 0 retract
run census import --json "$T/a.csv"; expect 0 'after retract'; prints observations=0 duplicates=2
run case retract 1 --why 'wrong month'; expect 0 retract
n=$("$ATHAR" verify --json 2>/dev/null | jq .size)
run case retract $((n - 2)) --why 'wrong month'; expect 0 retract
run census import --json "$T/a.csv"; expect 0 'all retracted'; prints observations=2 duplicates=0
