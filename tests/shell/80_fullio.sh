# A disk that is full or broken: whichever call to it fails, the command says so (exit 4) or succeeds, the case is
# sound and as it was (or has all of the new), and the same command works once the disk does.
set -u
export ASAN_OPTIONS=verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
. "$SOURCE_DIR/tests/helper/programs.sh"
work=$WORK
base=$work/base run=$work/run
export XDG_STATE_HOME=$run/state ATHAR_CASE=$run/case

die() {
	echo "FAIL: $*"
	[ -s "$work/err" ] && sed 's/^/  /' "$work/err"
	exit 1
}

quiet() {
	"$@" >"$work/out" 2>"$work/err"
}

size() {
	sed -n 2p "$run/case/record/checkpoint"
}

event_add() {
	quiet env ${shim:-} "$program" event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt \
		--text "${text:-EX01 taken off the network}" --source "server team"
}

census_import() {
	quiet env ${shim:-} "$program" census import --source test "$work/scan.csv"
}

# try NAME COMMAND ERRNO MODE PROGRAM: fail the first call, then the second, until there are no more.
try() {
	local n=0 refused=0 kept=0 placed=0 status failed before
	before=$(sed -n 2p "$base/case/record/checkpoint")
	while :; do
		n=$((n + 1))
		rm -rf "$run" "$work/counters"
		cp -a "$base" "$run"
		shim="LD_PRELOAD=$FAILIO FAILIO_DIR=$run/case FAILIO_STATE=$work/counters FAILIO_NTH=$n FAILIO_ERRNO=$3"
		[ "$4" = forever ] && shim="$shim FAILIO_FOREVER=1"
		program=$5
		$2
		status=$?
		shim= program=$FAST
		failed=$(od -An -tu8 -j32 -N8 "$work/counters" | tr -d ' ')
		[ "$failed" = 0 ] && break
		grep -q Sanitizer "$work/err" && die "$1: call $n fails with $3: the sanitizer complains"

		case $status in
		0)
			[ "$(size)" = $((before + 1)) ] || die "$1: call $n: success, but the record has $(size) entries"
			kept=$((kept + 1))
			;;
		4)
			grep -q '^athar: ..*' "$work/err" || die "$1: call $n: no error is told"
			refused=$((refused + 1))
			if ! cmp -s "$base/case/record/checkpoint" "$run/case/record/checkpoint"; then
				# Where even putting the old checkpoint back is refused, all of the new one must be there.
				[ "$4" = forever ] && [ "$(size)" = $((before + 1)) ] || die "$1: call $n: exit 4, but the record changed"
				placed=$((placed + 1))
			fi
			;;
		*) die "$1: call $n fails with $3: exit $status" ;;
		esac

		quiet "$FAST" verify || die "$1: call $n fails with $3: the case is not sound: $(cat "$work/out")"
		if [ "$(size)" = "$before" ]; then
			$2 || die "$1: after call $n failed with $3, the same command again: exit $?"
			[ "$(size)" = $((before + 1)) ] || die "$1: after call $n failed: $(size) entries after the same command again"
			quiet "$FAST" verify || die "$1: after call $n failed: the same command again leaves $(cat "$work/out")"
		fi
	done
	[ "$status" = 0 ] || die "$1: no call failed, but exit $status"
	[ "$refused" -gt 20 ] || die "$1: only $refused of $n calls were refused: the shim does not work"
	echo "$1, $3 $4: $((n - 1)) calls failed one by one: $refused refused ($placed of them with the new checkpoint in place), $kept went through"
}

program=$FAST
mkdir -p "$run"
quiet "$ATHAR" init "$run/case" || die "athar init"
text="mail queue grows" event_add || die "athar event add"
text="unknown file in the web folder" event_add || die "athar event add"
mv "$run" "$base"
cat >"$work/scan.csv" <<'CSV'
time,ip,port,product,build,servername,country,asn
2021-03-05T10:00:00Z,192.0.2.1,443,Exchange 2016,15.1.2176.2,EX01,DE,64500
2021-03-05T10:00:01Z,192.0.2.2,443,Exchange 2019,15.2.792.10,EX02,DE,64500
2021-03-05T10:00:02Z,198.51.100.7,443,Exchange 2013,15.0.1497.2,MAIL,FR,64501
CSV

try "event add" event_add EIO once "$ATHAR"
try "event add" event_add ENOSPC forever "$FAST"
try "census import" census_import EIO once "$ATHAR"
try "census import" census_import ENOSPC forever "$FAST"
