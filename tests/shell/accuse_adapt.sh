# From end to end: copies of two packages, adapted as people adapt what they pass on, lead to the right copy, or to nobody where too
# little is left; and look-alikes to nobody.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"
python3 "$SOURCE_DIR/tests/mark/many.py" tool 70
"$ATHAR" share mark "$PACKAGE" --copies 60 --secret secret --out lab >/dev/null 2>&1
"$ATHAR" share mark tool --copies 100 --secret secret --out many >/dev/null 2>&1

# leads WHAT EXPECTED MANIFEST-FOLDER SPECIMEN...: the accused must be these, as JSON has them.
leads() {
	what=$1 expected=$2 from=$3
	shift 3
	"$ATHAR" trace accuse --manifest "$from/manifest.json" --json "$@" >answer.jsonl 2>err.log || true
	check "$what" test "$(tail -1 answer.jsonl | jq -c .accused)" = "$expected"
	# Each site read was read in one way.
	check "$what: ways" jq -es '.[-1].specimens | all(.sites_read == ([.read_by[]] | add))' answer.jsonl
}

# ways FILTER: something of how the last specimen was read.
ways() {
	check "$1" jq -es ".[-1].specimens[0] | $1" answer.jsonl
}

# adapt COPIES COPY LIST SEED: into the folder leak.
adapt() {
	rm -rf leak
	"$LAB" leak --copies "$1" --copy "$2" --adapt "$3" --seed "$4" --out leak >/dev/null
}

seed=0
for list in reformat comments rename names literals half names,literals comments,names,literals,reformat \
	comments,rename,reformat,half names,reformat,half; do
	seed=$((seed + 1))
	copy=$((seed * 17 % 60 + 1))
	adapt lab $copy "$list" $seed
	leads "the lab's copy $copy after $list" "[$copy]" lab leak
	adapt many $copy "$list" $seed
	leads "copy $copy of many sites after $list" "[$copy]" many leak
done
# What each way of reading is for.
adapt many 5 reformat 1
leads "reformatted" "[5]" many leak
ways '.read_by.exact == .sites_total'
adapt many 5 literals 1
leads "literals" "[5]" many leak
ways '.read_by.normalised > 60 and .sites_read == .sites_total'
adapt many 5 names,literals 1
leads "all names" "[5]" many leak
ways '.read_by.context > 60'

# Ported by hand: constants and messages only, then line by line under other names, then values alone.
for copy in 007 061; do
	n=$((10#$copy))
	python3 "$SOURCE_DIR/tests/mark/port.py" go many/copy-$copy/tool.py >port.go
	leads "a port of copy $n to Go" "[$n]" many port.go
	ways '.read_by.normalised > 60 and .read_by.exact == 0'
	python3 "$SOURCE_DIR/tests/mark/port.py" rust many/copy-$copy/tool.py >port.rs
	leads "a port of copy $n to Rust" "[$n]" many port.rs
	ways '.read_by.context > 60'
	python3 "$SOURCE_DIR/tests/mark/port.py" values many/copy-$copy/tool.py >values.txt
	leads "the values of copy $n alone" "[]" many values.txt
	ways '.accusation_possible == false and .sites_read == 0'
done
"$ATHAR" trace accuse --manifest many/manifest.json values.txt >text
check "it says that no accusation is possible" grep -q "no accusation is possible" text

# Mixed.
adapt many 3,44 "" 2
leads "two of many sites" "[3,44]" many leak
adapt many 3,44 names,literals,reformat 2
leads "two of many sites, renamed" "[3,44]" many leak
adapt many 3,44 half 3
leads "half of two of many sites" "[3,44]" many leak
adapt many 3,44,80 "" 2
leads "three of many sites" "[3,44,80]" many leak
adapt lab 3,44,50 "" 4
"$ATHAR" trace accuse --manifest lab/manifest.json --json leak >answer.jsonl || true
check "nobody but the three" jq -es '.[-1].accused - [3,44,50] == []' answer.jsonl

# Encoded, once, twice, and inside a script; in an archive.
adapt many 9 comments,rename 5
base64 leak/tool.py >once.txt
leads "base64" "[9]" many once.txt
base64 -w 0 once.txt | xxd -p >twice.txt
leads "base64 in base64 in hex" "[9]" many twice.txt
(echo 'payload = ('; base64 leak/tool.py | sed 's/.*/    "&"/'; echo ')'; echo 'run(payload)') >load.py
leads "base64 in string literals" "[9]" many load.py
(printf 'powershell -enc '; iconv -t UTF-16LE lab/copy-012/Survey.ps1 | base64 -w 0; echo) >run.cmd
leads "PowerShell's encoded command" "[12]" lab run.cmd
xxd -p -c 0 leak/tool.py >hex.txt
leads "hex" "[9]" many hex.txt
tar czf leak.tgz once.txt twice.txt
zip -q leak.zip leak.tgz
leads "base64 in a tar in a zip" "[9]" many leak.zip

# Marks without the package: they name a copy, and it is told that nothing else is there.
adapt many 9 names,literals,reformat,half 6
leads "with the package" "[9]" many --package tool leak
ways '.alike.nil == false and .alike.containment > 0.1'
python3 "$SOURCE_DIR/tests/mark/port.py" go many/copy-009/tool.py >port.go
leads "a port, with the package" "[9]" many --package tool port.go
ways '.alike.nil == false'
jq -r '.body.codes[8][] | strings' many/manifest.json >values.txt
leads "values alone" "[9]" many --package tool values.txt
ways '.alike.nil'
"$ATHAR" trace accuse --manifest many/manifest.json --package tool values.txt >text || true
check "it says so" grep -q "Caution: but for the marks hardly anything" text
leads "values alone, without the package" "[9]" many values.txt
ways '.alike == null'
rm -rf like
"$LAB" lookalike --seed 5 --out like >/dev/null
leads "a look-alike, with the package" "[]" lab --package "$PACKAGE" like
ways '.alike.nil'
fails 2 "not the package that the manifest is of" trace accuse --manifest many/manifest.json --package "$PACKAGE" like
fails 2 "goes with --manifest" trace accuse --package tool like

# Too little: two functions of seventy hold four marks.
sed -n '1,40p' many/copy-020/tool.py | grep -v token >few.py
leads "a few lines" "[]" many few.py
ways '.accusation_possible == false'

# What is nobody's.
leads "the package itself" "[]" many tool
for s in 1 2 3 4; do
	rm -rf like
	"$LAB" lookalike --seed $s --out like >/dev/null
	leads "look-alike $s" "[]" lab like
	ways '.read_by.context == 0'
	leads "look-alike $s, of the other package" "[]" many like
	# The same code with values of its own at every site: the context is there, and says nothing.
	python3 - many/copy-013/tool.py $s >own.py <<-'END'
		import random, re, sys
		r = random.Random(int(sys.argv[2]))
		text = open(sys.argv[1]).read()
		text = re.sub(r"(limit_\w+ = )\d+", lambda m: m[1] + str(r.randrange(70000, 90000)), text)
		text = re.sub(r"if (\w+) [<>] (\w+):", r"if \1 >= \2:", text)
		text = re.sub(r"the [a-z ]* was read|has read the [a-z ]*", "done", text)
		print(re.sub(r"token = '[0-9a-f]+'", lambda m: "token = '%012x'" % r.randrange(16 ** 12), text))
	END
	leads "values of its own, $s" "[]" many own.py
	ways '.sites_read == 0'
	# With values drawn from the package's own alphabets, as another sender's copy has: read, and nobody's.
	head -c 32 /dev/urandom >theirs
	chmod 600 theirs
	rm -rf others
	"$ATHAR" share mark tool --copies 1 --secret theirs --out others >/dev/null 2>&1
	adapt others 1 names,literals $s
	leads "another sender's copy, $s" "[]" many leak
	ways '.read_by.context > 60'
done
finish
