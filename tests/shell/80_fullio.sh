# A disk that is full or broken: whichever call to it fails, the command says so (exit 4) or succeeds, the case is
# sound and as it was (or has all of the new), and the same command works once the disk does.
set -u
. "$SOURCE_DIR/tests/helper/programs.sh"
mkdir "$WORK/base"
export XDG_STATE_HOME=$WORK/base/state ATHAR_CASE=$WORK/base/case

event() {
	"$FAST" event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --text "$1" \
		--source "server team" >/dev/null 2>&1
}

"$FAST" init "$WORK/base/case" >/dev/null 2>&1 && event "mail queue grows" && event "unknown file" ||
	{ echo "FAIL: no case to begin with"; exit 1; }
cat >"$WORK/scan.csv" <<'CSV'
time,ip,port,product,build,servername,country,asn
2021-03-05T10:00:00Z,192.0.2.1,443,Exchange 2016,15.1.2176.2,EX01,DE,64500
2021-03-05T10:00:01Z,192.0.2.2,443,Exchange 2019,15.2.792.10,EX02,DE,64500
2021-03-05T10:00:02Z,198.51.100.7,443,Exchange 2013,15.0.1497.2,MAIL,FR,64501
CSV

# The program under test, with its sanitizers, meets one failure a run; the fast one meets the disk that stays full.
once() {
	python3 "$SOURCE_DIR/tests/shim/failures.py" --athar "$ATHAR" --check "$FAST" --shim "$FAILIO" --work "$WORK" \
		--errno EIO "$@" || exit 1
}

full() {
	python3 "$SOURCE_DIR/tests/shim/failures.py" --athar "$FAST" --check "$FAST" --shim "$FAILIO" --work "$WORK" \
		--errno ENOSPC --forever "$@" || exit 1
}

add="event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --source me --text quarantined"
once -- init "{case}"
once --base "$WORK/base" -- $add
full --base "$WORK/base" -- $add
once --base "$WORK/base" -- census import --source test "$WORK/scan.csv"
full --base "$WORK/base" -- census import --source test "$WORK/scan.csv"
