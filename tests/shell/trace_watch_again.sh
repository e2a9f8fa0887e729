# trace watch, and a case that changes under it: what is released while a stream or a single walk runs is watched for from the
# next specimen on, what is erased no more; its own alerts are no news; a case that cannot be read is told once, and what was
# watched for stays.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
partner_case c
# release NAME FILE: a package of this name that holds the file.
release() {
	small_package "$1"
	cp "$2" "$1/"
	exits 0 A share release EX-1 --case c --package "$1" --stage detection --all --out "$1.out"
}
# shown N WHAT FILE: wait until the file has this in it so many times.
shown() {
	for i in $(seq 600); do
		n=$(grep -c "$2" "$3" || true)
		[ "$n" -lt "$1" ] || break
		sleep 0.05
	done
	[ "$n" = "$1" ] || { echo "FAILED: $3 shows \"$2\" $n times, expected $1"; sed 's/^/    /' "$3" | head -20; FAILED=1; }
}
release first "$SOURCE_DIR/src/base/csv.c"

# The stream: its lines come through a pipe that stays open.
mkdir in
mkfifo lines
XDG_STATE_HOME=$WORK/.streamed "$ATHAR" trace watch --case c --json - <lines >out.json 2>notes &
pid=$!
exec 3>lines
# specimen NAME FILE TEXT: a file with a text of its own behind it, and its line.
specimen() {
	{ cat "$2"; echo "/* $3 */"; } >"in/$1"
	echo "{\"file\":\"in/$1\"}" >&3
}
specimen a.c "$SOURCE_DIR/src/base/csv.c" a
shown 1 '"specimen":"in/a.c"' out.json
specimen b.c "$SOURCE_DIR/src/base/hash.c" b
specimen c.c "$SOURCE_DIR/src/base/csv.c" c
shown 1 '"specimen":"in/c.c"' out.json
check 'what is not released yet raises none' sh -c '! grep -q in/b.c out.json'
check 'its own alerts are no news' sh -c '! grep -q "from now on" notes'
release second "$SOURCE_DIR/src/base/hash.c"
specimen d.c "$SOURCE_DIR/src/base/hash.c" d
shown 1 '"specimen":"in/d.c"' out.json
check 'by the package that was released meanwhile' sh -c 'grep in/d.c out.json | jq -e ".package == \"second\""'
shown 1 'second: released meanwhile: watched for from now on' notes
# The very same file is another question now.
echo '{"file":"in/b.c"}' >&3
shown 1 '"specimen":"in/b.c"' out.json

# A case that is away: told once, then left alone for a while; what was watched for is.
mv c away
for i in $(seq 5); do specimen "n$i.c" "$SOURCE_DIR/src/base/str.c" "$i"; done
specimen e.c "$SOURCE_DIR/src/base/csv.c" e
shown 1 '"specimen":"in/e.c"' out.json
shown 1 'cannot open the case' notes
mv away c
specimen f.c "$SOURCE_DIR/src/base/str.c" f
shown 1 'the case can be read again' notes
# A checkpoint that is none: nothing is taken from such a case.
cp c/record/checkpoint kept
echo broken >c/record/checkpoint
specimen g.c "$SOURCE_DIR/src/base/str.c" g
shown 2 'what was released before is watched for further' notes
cp kept c/record/checkpoint
specimen h.c "$SOURCE_DIR/src/base/str.c" h
shown 2 'the case can be read again' notes

# Erased: watched for no more, and nothing of it is held; with nothing left it goes on, and takes up what comes.
for act in $(grep -l '"type":"release-act"' c/private/*.json | xargs -n1 basename | cut -d. -f1); do
	exits 0 A case erase "$act" --why 'a request' --case c
done
specimen i.c "$SOURCE_DIR/src/base/csv.c" i
shown 2 'not released any more: not watched for from now on' notes
release third "$SOURCE_DIR/src/base/instant.c"
specimen j.c "$SOURCE_DIR/src/base/instant.c" j
shown 1 '"specimen":"in/j.c"' out.json
check 'nothing for what was erased' sh -c '! grep -q "in/i.c" out.json'
exec 3>&-
rc=0
wait $pid || rc=$?
check 'what could not be read shows in the exit status' test "$rc" = 4
check 'the summary' sh -c 'tail -1 out.json | jq -e ".kind == \"summary\" and .packages == 1 and .alerts == 6 and .unread == 0"'
exits 0 A verify --case c

# A single walk: what is taken up in the middle of it is looked for in what came before as well.
mkdir many
for i in $(seq 300); do { cat "$SOURCE_DIR/src/base/str.c"; echo "/* $i */"; } >"many/f$i.c"; done
{ cat "$SOURCE_DIR/src/base/escape.c"; echo '/* before */'; } >many/a.c
{ cat "$SOURCE_DIR/src/base/instant.c"; echo '/* now */'; } >many/b.c
for i in $(seq 400); do cat "$SOURCE_DIR/src/base/str.c" "$SOURCE_DIR/src/base/file.c"; done >many/c.c
sleep 3.1
: >walk.json
"$ATHAR" trace watch --case c --json many >walk.json 2>notes &
pid=$!
shown 1 '"specimen":"many/b.c"' walk.json
kill -STOP $pid # A large file and some hundred small ones are still to come.
release fourth "$SOURCE_DIR/src/base/escape.c"
kill -CONT $pid
rc=0
wait $pid || rc=$?
check 'exit of the walk' test "$rc" = 1
shown 1 'fourth: released meanwhile: watched for from now on' notes
shown 1 '"specimen":"many/a.c"' walk.json
shown 1 '"kind":"alert".*"specimen":"many/b.c"' walk.json
finish
