# Consistency proofs, checked by Go's packages for transparency logs: accepted as they are, refused after one flipped bit,
# and athar agrees each time.
set -u
. "$SOURCE_DIR/tests/helper/programs.sh"
work=$WORK
export XDG_STATE_HOME=$work/state ATHAR_CASE=$work/case

die() {
	echo "FAIL: $*"
	exit 1
}

[ -d /usr/share/gocode/src/golang.org/x/mod/sumdb ] || die "golang-golang-x-mod-dev is not installed"
GO111MODULE=off GOFLAGS= GOPATH=/usr/share/gocode GOCACHE=$work/go-build GOTOOLCHAIN=local \
	go build -o "$work/verify" "$SOURCE_DIR/tests/go/verify.go" || die "tests/go/verify.go does not build"

# The arithmetic: every pair of sizes up to 300 and 500 random ones up to 100,000; both must give the same answer.
"$TREES" 300 500 "${SEED:-1}" >"$work/lines" || die "trees"
sed 's/ = .*//' "$work/lines" | "$work/verify" trees >"$work/go" || die "Go: $(tail -1 "$work/go")"
sed 's/.* = //' "$work/lines" >"$work/ours"
sed '$d' "$work/go" | cmp - "$work/ours" || die "Go and tlog_check_tree differ"
good=$(grep -c '^1$' "$work/ours") bad=$(grep -c '^0$' "$work/ours")
[ "$good" -ge 45650 ] && [ "$bad" -ge 6000 ] || die "$good accepted and $bad refused: not what was made"

# The real thing: a checkpoint kept at each size, and the proof that the last record extends it.
"$ATHAR" init "$work/case" >/dev/null 2>&1 || die "athar init"
cp "$work/case/record/checkpoint" "$work/old.0"
for i in 1 2 3 4 5 6 7; do
	"$ATHAR" event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --text "event $i" \
		--source "server team" >/dev/null 2>&1 || die "athar event add $i"
	"$ATHAR" checkpoint >"$work/old.$i" 2>/dev/null || die "athar checkpoint"
done
vkey=$work/case/record/vkey
check() {
	(cd / && "$ATHAR" checkpoint --check "$1" --against "$2" --vkey "$vkey") >"$work/out" 2>"$work/err"
}
for i in 0 1 2 3 4 5 6 7; do
	"$ATHAR" checkpoint --since "$work/old.$i" >"$work/proof.$i" 2>"$work/err" || die "--since $i: $(cat "$work/err")"
	[ "$(head -1 "$work/proof.$i")" = "old $i" ] || die "the first line of proof $i"
	sed '1,/^$/d' "$work/proof.$i" | cmp - "$work/case/record/checkpoint" || die "proof $i does not end in the checkpoint"
	ATHAR_CASE=/nonexistent check "$work/proof.$i" "$work/old.$i" || die "--check $i: $(cat "$work/out" "$work/err")"
	[ "$i" = 0 ] || "$work/verify" tree "$work/proof.$i" "$vkey" "$work/old.$i" >"$work/go" ||
		die "Go refuses proof $i: $(cat "$work/go")"
done

# A proof from another size, and any one bit.
check "$work/proof.3" "$work/old.4"
[ $? = 1 ] || die "a proof from another size is accepted"
flips=0
for i in 3 4 7; do
	bytes=$(stat -c %s "$work/proof.$i")
	for byte in 0 4 8 20 40 $((bytes / 2)) $((bytes - 40)) $((bytes - 2)); do
		python3 - "$work/proof.$i" "$work/bad" "$byte" <<-'EOF'
			import sys
			b = bytearray(open(sys.argv[1], "rb").read())
			b[int(sys.argv[3])] ^= 2
			open(sys.argv[2], "wb").write(b)
		EOF
		check "$work/bad" "$work/old.$i"
		[ $? = 1 ] || die "byte $byte of proof $i changed: $(cat "$work/out" "$work/err")"
		! "$work/verify" tree "$work/bad" "$vkey" "$work/old.$i" >/dev/null || die "Go accepts byte $byte of proof $i"
		flips=$((flips + 1))
	done
done
"$ATHAR" checkpoint --check "$work/bad" --against "$work/old.7" --vkey "$vkey" --json >"$work/out" 2>/dev/null
jq -e '.valid == false and .why != null' "$work/out" >/dev/null || die "no JSON: $(cat "$work/out")"

# Another record's checkpoint, one from the future, and what is none.
ATHAR_CASE= "$ATHAR" init "$work/other" >/dev/null 2>&1 || die "athar init other"
"$ATHAR" checkpoint --since "$work/other/record/checkpoint" >"$work/out" 2>"$work/err"
[ $? = 4 ] && [ ! -s "$work/out" ] && grep -q 'another origin' "$work/err" || die "a foreign checkpoint: $(cat "$work/err")"
echo hello >"$work/hello"
"$ATHAR" checkpoint --since "$work/hello" >"$work/out" 2>"$work/err"
[ $? = 3 ] && grep -q "$work/hello" "$work/err" || die "what is no checkpoint: $(cat "$work/err")"
"$ATHAR" checkpoint --check "$work/proof.3" >/dev/null 2>&1
[ $? = 2 ] || die "--check alone is wrong usage"
check "$work/proof.3" "$work/old.3" || die "the last one again"
echo "$good proofs accepted and $bad refused as by Go; 8 of a case, $flips changed ones refused"
