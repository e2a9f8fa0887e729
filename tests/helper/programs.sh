# To be read by tests that start the program very often: $FAST is the release build where there is one that no
# source is newer than, else the one under test; $WORK is a folder of its own, in memory where that can be.
FAST=$ATHAR
if [ -x "$SOURCE_DIR/build/athar" ] &&
	[ -z "$(find "$SOURCE_DIR/src" -name '*.[ch]' -newer "$SOURCE_DIR/build/athar" -print -quit)" ]; then
	FAST=$SOURCE_DIR/build/athar
fi
if [ -w /dev/shm ]; then
	WORK=$(mktemp -d -p /dev/shm)
else
	WORK=$(mktemp -d)
fi
trap 'rm -rf "$WORK"' EXIT
