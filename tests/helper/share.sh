# What the tests of share begin with: keys of people, a case with partners, a bulletin, a small marked package.
# Sourced; leaves $WORK as the folder, and functions for signing as somebody.
. "$SOURCE_DIR/tests/mark/common.sh"
export GNUPGHOME="$WORK/user" LC_ALL=C XDG_STATE_HOME="$WORK/.state"
unset ATHAR_CASE
trap 'gpgconf --kill all 2>/dev/null; rm -rf "$WORK"' EXIT
mkdir -m 700 user
G() { gpg --batch --quiet --yes --no-tty --pinentry-mode loopback --passphrase '' "$@" 2>>gpg.log; }
fpr() { G --with-colons --list-keys "$1" | awk -F: '$1 == "fpr" { print $10; exit }'; }

# key NAME: a key of somebody, its public half in NAME.asc.
key() {
	G --quick-gen-key "$1 <$1@example.org>" ed25519 sign never
	G --quick-add-key "$(fpr "$1@")" cv25519 encr never
	G --armor --export "$(fpr "$1@")" >"$1.asc"
}
# sign NAME <statement >signed: as gpg --clearsign does it.
sign() { G --local-user "$(fpr "$1@")" --clearsign; }

# exits CODE COMMAND...: the command must exit so; what it said stands in out and err.
exits() {
	want=$1
	shift
	rc=0
	"$@" >out 2>err || rc=$?
	if [ "$rc" != "$want" ]; then
		echo "FAILED: exit $rc, expected $want: $*"
		sed 's/^/    /' out err | head -8
		FAILED=1
	fi
}
# says TEXT: the command before must have said it.
says() {
	cat out err | grep -qe "$1" || { echo "FAILED: did not say \"$1\":"; sed 's/^/    /' out err | head -8; FAILED=1; }
}

# small_package DIR: a package whose marks can be read back.
small_package() {
	mkdir -p "$1/doc"
	printf 'timeout = 30\nretries = 4\ntoken = "5f3a9c01d2"\nprint("reads a log")\n' >"$1/collect.py"
	printf 'What it does\n\n- it reads the log\n- it writes a table\n- it stops at an error\n' >"$1/doc/README.md"
	cat >"$1/athar.marks.yml" <<'END'
marks:
  - { file: collect.py, find: "timeout = 30", one-of: ["timeout = 30", "timeout = 31", "timeout = 33"] }
  - { file: collect.py, find: "retries = 4", one-of: ["retries = 4", "retries = 5"] }
  - { file: collect.py, find: "5f3a9c01d2", free: hex 10 }
  - file: doc/README.md
    order: ["- it reads the log", "- it writes a table", "- it stops at an error"]
END
}

# partner_case DIR: a case with the partner 'Example AV' (key av), who has consented to the bulletin EX-1.
partner_case() {
	key av
	"$ATHAR" init "$1" >/dev/null 2>&1
	"$ATHAR" share partner add 'Example AV' --key av.asc --role partner --case "$1" >/dev/null 2>&1
	"$ATHAR" share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 --case "$1" >/dev/null 2>&1
	"$ATHAR" share consent EX-1 'Example AV' accept --case "$1" >/dev/null 2>&1
}
