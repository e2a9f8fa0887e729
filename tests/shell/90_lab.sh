#!/bin/bash
# The lab's worlds: the same from the same seed, and as their truth says.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

same() {
	diff -r "$1" "$2" >/dev/null || { echo "$1 and $2 differ" >&2; exit 1; }
}

# fails COMMAND...: it must not succeed.
fails() {
	if "$@" >/dev/null 2>&1; then
		echo "should have failed: $*" >&2
		exit 1
	fi
}

# Logs: twice the same, whatever the zone and the locale; another seed gives another world.
"$LAB" logs --seed 11 --size 6M --days 5 --out one --zip one.zip
TZ=Asia/Tokyo LC_ALL=C.UTF-8 "$LAB" logs --seed 11 --size 6M --days 5 --out two --zip two.zip
same one two
cmp one.zip two.zip
"$LAB" logs --seed 12 --size 1M --days 2 --out other
fails diff -q one/truth.jsonl other/truth.jsonl

# The truth is true, and a world without an attack has none.
python3 "$SOURCE_DIR/tests/lab/check_logs.py" one
python3 "$SOURCE_DIR/tests/lab/check_logs.py" other
"$LAB" logs --seed 11 --size 2M --days 14 --planted no --out calm
python3 "$SOURCE_DIR/tests/lab/check_logs.py" calm
[ "$(wc -l <calm/truth.jsonl)" -eq 1 ]
# Worlds so thin that a file has a row or two, from several seeds: each kind has its one in twenty, and no page looks like a shell's.
for thin in "1 4K 1" "2 4K 14" "3 64K 3" "4 64K 14" "5 256K 14" "6 256K 5"; do
	# shellcheck disable=SC2086
	set -- $thin
	"$LAB" logs --seed "$1" --size "$2" --days "$3" --out "thin$1"
	python3 "$SOURCE_DIR/tests/lab/check_logs.py" "thin$1"
	"$LAB" logs --seed "$1" --size "$2" --days "$3" --planted no --out "calm$1"
	python3 "$SOURCE_DIR/tests/lab/check_logs.py" "calm$1"
done
# Halfway the server is upgraded: a file's fields change in its middle, and columns come and go.
[ "$(grep -h '^#Fields' one/logs/inetpub/logs/LogFiles/W3SVC1/u_ex210310.log | sort -u | wc -l)" -eq 2 ]
grep -rq 'TargetServer,,TargetServerVersion' calm/logs
LC_ALL=C grep -rlq $'^\xef\xbb\xbf' calm/logs

# A truth that is changed is found out: the check can fail.
sed 's/"row":\([0-9]*\)/"row":1\1/' one/truth.jsonl >one/bent && mv one/bent one/truth.jsonl
fails python3 "$SOURCE_DIR/tests/lab/check_logs.py" one

# The collection holds the same bytes.
mkdir unpacked
python3 -m zipfile -e one.zip unpacked
same unpacked/logs two/logs
"$LAB" logs --seed 11 --size 1M --days 1 --out tarred --zip t.tar.gz
mkdir untarred && tar -xzf t.tar.gz -C untarred
same untarred/logs tarred/logs

# Scans: twice the same, and every count of the truth agrees with the exports.
"$LAB" scans --seed 5 --hosts 100 --days 16 --out scans
"$LAB" scans --seed 5 --hosts 100 --days 16 --out again
same scans again
python3 "$SOURCE_DIR/tests/lab/check_scans.py" scans "$SOURCE_DIR/data/exchange-builds.tsv"
"$LAB" scans --seed 5 --hosts 100 --days 16 --format csv --table "$SOURCE_DIR/data/exchange-builds.tsv" --out csv
same scans/csv csv/csv
sed 's/"addresses":\([0-9]\)/"addresses":1\1/' scans/truth.json >scans/bent && mv scans/bent scans/truth.json
fails python3 "$SOURCE_DIR/tests/lab/check_scans.py" scans "$SOURCE_DIR/data/exchange-builds.tsv"

# Leaks: each adaptation does its own thing; two copies are mixed line by line.
mkdir -p copies/copy-01 copies/copy-02
printf '#!/bin/sh\n# Comment.\ntimeout = 30\ndef gather_rows(x):\n    return gather_rows\nmark = "aaaa"\nlast = 1\n' >copies/copy-01/a.py
sed 's/30/31/; s/aaaa/bbbb/; s/= 1/= 2/' copies/copy-01/a.py >copies/copy-02/a.py
"$LAB" leak --copies copies --copy 1 --out plain
same plain copies/copy-01
"$LAB" leak --copies copies --copy 2 --adapt comments --out bare
diff <(grep -v '^# ' copies/copy-02/a.py) bare/a.py
"$LAB" leak --copies copies --copy 2 --adapt reformat --out indented
diff <(tr -d ' \t\r' <copies/copy-02/a.py) <(tr -d ' \t\r' <indented/a.py)
"$LAB" leak --copies copies --copy 1 --adapt half --out halved
[ "$(wc -l <halved/a.py)" -lt 7 ]
[ -z "$(grep -vxFf copies/copy-01/a.py halved/a.py)" ]
mixed=$(for seed in 1 2 3 4 5 6; do
	"$LAB" leak --seed $seed --copies copies --copy 1,2 --out "mix$seed"
	[ -z "$(cat copies/*/a.py | grep -vxFf - "mix$seed/a.py")" ]
	grep -c '30\|aaaa\|= 1' "mix$seed/a.py" || true
done | sort -u | wc -l)
[ "$mixed" -gt 1 ]
if "$LAB" leak --copies copies --copy 3 --out none 2>error; then exit 1; else [ $? -eq 3 ]; fi
grep -q 'no folder of copy 3' error

# Look-alikes: the same from the same seed, each runs, and there is more than one.
for seed in 1 2 3 4 5; do
	"$LAB" lookalike --seed $seed --out "like$seed"
	"$LAB" lookalike --seed $seed --out "twin$seed"
	same "like$seed" "twin$seed"
	for f in "like$seed"/*; do
		case $f in
		*.py) python3 "$f" one >/dev/null 2>&1 ;;
		*.sh) sh -n "$f" ;;
		esac
	done
done
[ "$(cat like*/*.py | grep -c '^class')" -ge 1 ]
[ "$(for d in like*; do cat "$d"/* | sha256sum; done | sort -u | wc -l)" -ge 4 ]

# Wrong usage is told apart from the rest.
for bad in "logs --size 3X --out x" "logs" "scans --hosts 1 --out x" "scans --format xml --out x" "logs --out x --zip x.rar" "none" ""; do
	rc=0
	# shellcheck disable=SC2086
	"$LAB" $bad >/dev/null 2>error || rc=$?
	[ "$rc" -eq 2 ] || { echo "athar-lab $bad: exit $rc" >&2; exit 1; }
	[ -s error ]
done
# A folder that holds a world already takes no other: the files of both would lie under the truth of one.
for again in "logs --size 1M --days 2" "scans --hosts 100 --days 2" "lookalike" "leak --copies copies --copy 1"; do
	rc=0
	# shellcheck disable=SC2086
	"$LAB" $again --out other >/dev/null 2>error || rc=$?
	[ "$rc" -eq 3 ] || { echo "athar-lab $again into a full folder: exit $rc" >&2; exit 1; }
	grep -q "other: the folder is not empty" error
done
"$LAB" --help | grep -q lookalike
"$LAB" scans --help | grep -q shadowserver
echo "PASS"
