# A release that is killed, or whose disk fails, at every step: either no bytes are out, or an entry says so; and the
# same command again completes it.
set -u
. "$SOURCE_DIR/tests/helper/share.sh"
if [ -w /dev/shm ]; then
	fast=$(mktemp -d -p /dev/shm)
	trap 'gpgconf --kill all 2>/dev/null; rm -rf "$WORK" "$fast"' EXIT
	cd "$fast"
fi
mkdir base
export XDG_STATE_HOME=$PWD/base/state ATHAR_CASE=$PWD/base/case
small_package pack
{
	"$ATHAR" init base/case
	for n in one two three; do
		age-keygen -o $n.id
		age-keygen -y $n.id >$n.age
		"$ATHAR" share partner add $n --key $n.age
	done
	"$ATHAR" share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z
	for n in one two three; do "$ATHAR" share consent EX-1 $n accept; done
} >log 2>&1 || { cat log; exit 1; }
FAST=$ATHAR
if [ -x "$SOURCE_DIR/build/athar" ] &&
	[ -z "$(find "$SOURCE_DIR/src" -name '*.[ch]' -newer "$SOURCE_DIR/build/athar" -print -quit)" ]; then
	FAST=$SOURCE_DIR/build/athar
fi
run() { python3 "$SOURCE_DIR/tests/shim/release.py" --shim "$FAILIO" --base "$PWD/base" --package "$PWD/pack" "$@" || exit 1; }
run --athar "$ATHAR" --check "$FAST"
run --athar "$FAST" --check "$FAST" --kills 60
