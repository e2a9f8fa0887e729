# A case that has been through everything, checked by a program that shares nothing with athar; and what a case says of
# itself when parts of it are lost or damaged.
set -u
. "$SOURCE_DIR/tests/helper/programs.sh"
work=$WORK
export XDG_STATE_HOME=$work/state ATHAR_CASE=$work/case
unset case

die() {
	echo "FAIL: $*"
	exit 1
}

event() {
	"$1" event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --text "$2" --source "server team" \
		>"$work/out" 2>&1 || die "event add $2: $(cat "$work/out")"
}

checked() {
	python3 "$SOURCE_DIR/tests/helper/check_case.py" "$work/case" >"$work/out" 2>&1 || die "$1: $(cat "$work/out")"
	"$FAST" verify >"$work/out" 2>&1 || die "$1: athar verify: $(cat "$work/out")"
}

# status WANT COMMAND...: its exit status; what it said is in err.
status() {
	local want=$1
	shift
	"$@" >"$work/out" 2>"$work/err"
	local got=$?
	[ $got = "$want" ] || die "$*: exit $got instead of $want: $(cat "$work/out" "$work/err")"
}

"$ATHAR" init "$work/case" --template exchange-2021 >"$work/out" 2>&1 || die "init: $(cat "$work/out")"
checked "a template"
cat >"$work/scan.csv" <<'END'
timestamp,ip,port,hostname,tag,asn,geo,version
2021-03-10 00:00:00,192.0.2.1,443,a.example,exchange,64500,DE,15.1.2176.2
2021-03-10 00:00:00,192.0.2.2,443,b.example,exchange,64500,DE,15.2.792.10
END
status 0 "$ATHAR" census import "$work/scan.csv"
scan=$(ls "$work/case/private" | sed 's/.json//' | sort -n | tail -1)
event "$ATHAR" "a wrong one"
event "$ATHAR" $'\xc3\xa9\xe2\x80\xae "quoted" \\ and \x01'
status 0 "$ATHAR" case retract $((scan + 1)) --why "a mistake"
status 0 "$ATHAR" case erase $((scan + 2)) --why "a request"
status 0 "$ATHAR" tlp widen "$scan" --to GREEN --granted-by "the feed"
status 0 "$ATHAR" case continue --why "a new machine"
checked "retracted, erased, widened and continued"

# Over the first tile's end, with a program that starts fast.
for i in $(seq 1 210); do
	event "$FAST" "event $i"
done
checked "more than a tile"
grep -q "entries" "$work/out" || die "verify counts nothing"
cp -a "$work/case" "$work/kept"
back() {
	rm -rf "$work/case"
	cp -a "$work/kept" "$work/case"
	rm -rf "$work/state" # else athar remembers that it has seen a newer one
}

# One flipped bit in each kind of file: the checker and athar must both see it, and no command may call it bad input.
for file in record/checkpoint record/vkey record/tile/0/000 record/tile/0/001.p/* record/tile/1/000.p/* \
	record/tile/entries/000 private/3.json keys/record.key $(cd "$work/case" && find blobs -type f); do
	for part in 3; do
		path=$(ls -v "$work/case"/$file | tail -1)
		python3 -c '
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[len(data) // int(sys.argv[2])] ^= 1
open(sys.argv[1], "wb").write(data)' "$path" $part
		case $file in
		keys/*) ;;
		*)
			! python3 "$SOURCE_DIR/tests/helper/check_case.py" "$work/case" >/dev/null 2>&1 ||
				die "the checker does not see a bit of $file"
			;;
		esac
		status 1 "$FAST" verify
		rm "$work/case/index.db"
		"$FAST" timeline >"$work/out" 2>"$work/err"
		case $? in
		0 | 4) ;;
		*) die "timeline with a bit of $file flipped: $(cat "$work/err")" ;;
		esac
		back
	done
done

# A body or a batch that is lost or changed: the rest goes on, and every answer says that something is missing.
batch=$(ls -S "$work/case/blobs"/*/* | while read -r blob; do head -1 "$blob" | grep -q timestamp || echo "$blob"; done)
for damage in "rm $work/case/private/3.json" "sed -i s/a/b/ $work/case/private/3.json" "rm $batch" "sed -i s/192/193/ $batch"; do
	$damage
	rm "$work/case/index.db"
	status 0 "$FAST" timeline --json
	grep -q "1 entry has lost its body or its evidence" "$work/err" || die "$damage: no word of it: $(cat "$work/err")"
	[ "$(wc -l <"$work/out")" -gt 200 ] || die "$damage: the rest is gone as well"
	status 0 "$FAST" event add --happened 2021-03-03 --known 2021-03-04 --lane hunt --text more --source me
	status 1 "$FAST" verify
	cp -a "$work/kept/private/3.json" "$work/case/private/3.json"
	cp -a "$work/kept/blobs" "$work/case/"
	status 0 "$FAST" timeline --json
	! grep -q "has lost" "$work/err" || die "$damage: put back, and still missing: $(cat "$work/err")"
	checked "$damage, and put back"
	back
done
rm "$batch" "$work/case/index.db"
status 0 "$FAST" case erase "$scan" --why "its evidence is lost"
checked "an erased entry whose evidence was lost"
back

# What is wrong with the case is exit 4 and names the file.
for damage in "rm $work/case/record/vkey" "rm -r $work/case/record/tile" "rm $work/case/keys/record.key"; do
	$damage
	status 4 "$FAST" event add --happened 2021-03-03 --known 2021-03-04 --lane hunt --text more --source me
	grep -q "vkey\|tile\|record.key" "$work/err" || die "$damage: $(cat "$work/err")"
	back
done
chmod 755 "$work/case"
status 4 "$FAST" timeline
chmod 700 "$work/case"

# The lock: ten seconds, then exit 4; a reader needs none.
flock "$work/case/lock" sleep 14 &
holder=$!
sleep 0.5
status 0 "$FAST" timeline
before=$SECONDS
status 4 "$FAST" event add --happened 2021-03-03 --known 2021-03-04 --lane hunt --text late --source me
took=$((SECONDS - before))
[ $took -ge 9 ] && [ $took -le 13 ] || die "it waited $took seconds for the lock"
kill $holder 2>/dev/null
wait $holder 2>/dev/null

# A folder found by walking upwards may have any name.
mkdir "$work/"$'odd\e[31m'
status 0 env -u ATHAR_CASE "$FAST" init "$work/"$'odd\e[31m/case'
(cd "$work/"$'odd\e[31m/case' && env -u ATHAR_CASE "$FAST" timeline) >"$work/out" 2>"$work/err"
! grep -q $'\e' "$work/err" || die "the name of the case reaches the terminal as it is"
echo "OK"
