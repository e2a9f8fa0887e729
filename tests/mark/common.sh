# For the shell tests of marks: a folder to work in, a package, a secret, and the words check, fails and finish.
export ATHAR LAB SOURCE_DIR
export PACKAGE="$SOURCE_DIR/lab/package"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK"
head -c 32 /dev/urandom >secret
chmod 600 secret
FAILED=0

# check WHAT COMMAND...: the command must succeed.
check() {
	what=$1
	shift
	if ! "$@" >out.log 2>&1; then
		echo "FAILED: $what: $*"
		sed 's/^/    /' out.log | head -20
		FAILED=1
	fi
}

# fails STATUS TEXT ARGUMENTS...: athar must end with this status and say this (a grep pattern).
fails() {
	want=$1 says=$2
	shift 2
	got=0
	"$ATHAR" "$@" >out.log 2>&1 || got=$?
	if [ "$got" != "$want" ] || ! grep -q -e "$says" out.log; then
		echo "FAILED: athar $*: status $got, expected $want with \"$says\""
		sed 's/^/    /' out.log | head -20
		FAILED=1
	fi
}

finish() {
	exit "$FAILED"
}
