# kill -9 at two hundred moments of a commit that is stretched to more than five seconds: the same command again
# gives the same record and the same answers, and the case is sound.
set -u
. "$SOURCE_DIR/tests/helper/programs.sh"
work=$WORK program=$FAST
mkdir "$work/base"
export XDG_STATE_HOME=$work/base/state ATHAR_CASE=$work/base/case

event() {
	"$program" event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --text "$1" \
		--source "server team" >/dev/null 2>&1
}

"$program" init "$work/base/case" >/dev/null 2>&1 && event "mail queue grows" && event "unknown file" ||
	{ echo "FAIL: no case to begin with"; exit 1; }
cat >"$work/scan.csv" <<'CSV'
time,ip,port,product,build,servername,country,asn
2021-03-05T10:00:00Z,192.0.2.1,443,Exchange 2016,15.1.2176.2,EX01,DE,64500
2021-03-05T10:00:01Z,192.0.2.2,443,Exchange 2019,15.2.792.10,EX02,DE,64500
2021-03-05T10:00:02Z,198.51.100.7,443,Exchange 2013,15.0.1497.2,MAIL,FR,64501
CSV

kill_it() {
	kills=$1 inside=$2
	shift 2
	python3 "$SOURCE_DIR/tests/shim/kill.py" --athar "$program" --shim "$FAILIO" --base "$work/base" --tally "$work/tally" \
		--kills "$kills" --in-commit "$inside" --jobs 12 --seconds 5.5 -- "$@" || exit 1
}

kill_it 80 20 event add --happened 2021-03-03 --known 2021-03-04T09:30Z --lane hunt --text "EX01 off the network" \
	--source "server team"
kill_it 120 30 census import --source test "$work/scan.csv"
awk '{ kills += $1; inside += $2 }
	END { print kills " kills, " inside " of them between first write and last sync"; exit kills < 200 || inside < 50 }' \
	"$work/tally" || { echo "FAIL: not 200 kills with 50 of them in the commit"; exit 1; }
