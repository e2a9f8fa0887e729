# The record, checked by Go's packages for transparency logs: accepted as it is, refused after one flipped bit, and
# athar verify agrees each time.
set -u
. "$SOURCE_DIR/tests/helper/programs.sh"
work=$WORK
export XDG_STATE_HOME=$work/state ATHAR_CASE=$work/case
record=$work/case/record

die() {
	echo "FAIL: $*"
	exit 1
}

[ -d /usr/share/gocode/src/golang.org/x/mod/sumdb ] || die "golang-golang-x-mod-dev is not installed"
GO111MODULE=off GOFLAGS= GOPATH=/usr/share/gocode GOCACHE=$work/go-build GOTOOLCHAIN=local \
	go build -o "$work/verify" "$SOURCE_DIR/tests/go/verify.go" || die "tests/go/verify.go does not build"

event() {
	"$ATHAR" event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --text "event $1" \
		--source "server team" >/dev/null 2>&1 || die "athar event add $1"
}

# Both must say the same: accepted NAME, refused NAME.
accepted() {
	"$work/verify" record "$record" >"$work/go" || die "$1: Go: $(cat "$work/go")"
	"$FAST" verify >"$work/athar" 2>&1 || die "$1: athar verify: $(cat "$work/athar")"
}

refused() {
	! "$work/verify" record "$record" >"$work/go" || die "$1: Go accepts it: $(cat "$work/go")"
	"$FAST" verify --json >"$work/athar" 2>/dev/null
	[ $? = 1 ] || die "$1: athar verify does not exit 1: $(cat "$work/athar")"
	jq -e '.sound == false and (.problems | length > 0)' "$work/athar" >/dev/null || die "$1: $(cat "$work/athar")"
}

# flip FILE BYTE BIT: and once more flips it back.
flip() {
	python3 -c '
import sys
with open(sys.argv[1], "r+b") as f:
    f.seek(int(sys.argv[2]))
    byte = f.read(1)[0] ^ 1 << int(sys.argv[3])
    f.seek(int(sys.argv[2]))
    f.write(bytes([byte]))' "$1" "$2" "$3"
}

"$ATHAR" init "$work/case" >/dev/null 2>&1 || die "athar init"
accepted "an empty record"
for i in 1 2 3 4 5 6 7; do
	event $i
	accepted "a record of $i entries"
done

# One flipped bit anywhere that counts.
for target in checkpoint tile/0/000.p/7 tile/entries/000.p/7; do
	bytes=$(stat -c %s "$record/$target")
	for byte in 0 1 20 $((bytes / 2)) $((bytes - 20)) $((bytes - 1)); do
		flip "$record/$target" "$byte" $((byte % 8))
		refused "bit $((byte % 8)) of byte $byte of $target"
		flip "$record/$target" "$byte" $((byte % 8))
	done
	accepted "$target put back"
done

# A receipt of each entry is good for that entry and no other; no bit of it may change.
vkey=$record/vkey
for i in 0 3 6; do
	"$PROVE" "$work/case" $i "$work/$i.tlog-proof" "$work/$i.entry" || die "no proof of entry $i"
	"$work/verify" receipt "$work/$i.tlog-proof" "$vkey" "$work/$i.entry" >"$work/go" ||
		die "the receipt of entry $i: $(cat "$work/go")"
done
! "$work/verify" receipt "$work/0.tlog-proof" "$vkey" "$work/3.entry" >/dev/null || die "a receipt of another entry"
for byte in 5 30 60 100 200; do
	flip "$work/3.tlog-proof" $byte 1
	! "$work/verify" receipt "$work/3.tlog-proof" "$vkey" "$work/3.entry" >/dev/null || die "byte $byte of a receipt"
	flip "$work/3.tlog-proof" $byte 1
done

# A receipt made elsewhere, to know that the Go program itself can tell.
samples=$SHARED_DATA/samples
if [ -f "$samples/receipt.tlog-proof" ]; then
	"$work/verify" receipt "$samples/receipt.tlog-proof" "$samples/tlog-vkey" "$samples/tlog-entry.json" >/dev/null ||
		die "the sample receipt"
fi

# The checkpoint is printed byte for byte, and an older one still holds.
"$ATHAR" checkpoint 2>/dev/null | cmp - "$record/checkpoint" || die "athar checkpoint prints something else"
cp "$record/checkpoint" "$work/monday"
event 8
"$ATHAR" verify --against "$work/monday" >/dev/null 2>&1 || die "the record does not extend its own checkpoint"
# Another root, still in base64: a flipped bit may as well leave no checkpoint at all.
sed -i '3{/^B/!s/^./B/;t
s/^./C/}' "$work/monday"
"$ATHAR" verify --against "$work/monday" >/dev/null 2>&1
[ $? = 1 ] || die "a changed checkpoint is accepted"
echo hello >"$work/hello"
"$ATHAR" verify --against "$work/hello" >/dev/null 2>"$work/err"
[ $? = 3 ] || die "what is no checkpoint must be exit 3"
grep -q "$work/hello" "$work/err" || die "the error does not name the file: $(cat "$work/err")"
echo "records of 0 to 7 entries, 3 receipts; 18 flipped bits in the record and 5 in a receipt refused"
