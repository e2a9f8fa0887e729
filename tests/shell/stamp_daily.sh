# The daily time stamp that a release and the portal take of themselves: after the bytes, once a day, and never in their way.
set -eu
. "$SOURCE_DIR/tests/helper/portal.sh"
TSA=
trap '[ -z "$PORTAL" ] || kill -9 "$PORTAL" 2>/dev/null || true; [ -z "$TSA" ] || kill "$TSA" 2>/dev/null || true; rm -rf "$WORK"' EXIT
unset http_proxy HTTP_PROXY
mkdir tsa
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa/ca.key -out tsa/ca.pem -days 30 -subj "/CN=CA" 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa/tsa.key -out tsa/tsa.csr -subj "/CN=TSA" 2>/dev/null
cat >tsa/tsa.cnf <<'END'
[tsa]
default_tsa = wide
[ext]
extendedKeyUsage = critical,timeStamping
[wide]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
certs = ca.pem
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
crypto_device = builtin
ess_cert_id_alg = sha256
END
echo 01 >tsa/serial
openssl x509 -req -in tsa/tsa.csr -CA tsa/ca.pem -CAkey tsa/ca.key -CAcreateserial -days 30 -extfile tsa/tsa.cnf -extensions ext -out tsa/tsa.pem 2>/dev/null
# serve MODE: an authority, at $AT.
serve() {
	rm -f port
	python3 "$SOURCE_DIR/tests/helper/tsa.py" "$WORK/tsa" "$1" "$WORK/port" 2>/dev/null &
	TSA=$!
	for i in $(seq 300); do [ -f port ] && break; sleep 0.1; done
	AT=http://127.0.0.1:$(cat port)/tsa
}
unserve() { kill "$TSA" && wait "$TSA" 2>/dev/null || true; TSA=; }
stamps() { "$ATHAR" status --case "$1" >/dev/null 2>&1; sqlite3 "$1/index.db" 'SELECT count(*) FROM stamp'; }

mkdir pack
printf 'timeout = 30\ntoken = "5f3a9c01d2"\n' >pack/collect.py
printf 'marks:\n  - file: collect.py\n    find: "timeout = 30"\n    one-of: ["timeout = 30", "timeout = 31"]\n  - file: collect.py\n    find: "5f3a9c01d2"\n    free: hex 10\n' >pack/athar.marks.yml
age-keygen -o av.id 2>/dev/null
age-keygen -y av.id >av.age
"$ATHAR" init r >/dev/null 2>&1
R() { "$ATHAR" "$@" --case r; }
R share partner add av --key av.age >/dev/null 2>&1
R share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 >/dev/null 2>&1
R share consent EX-1 av accept >/dev/null 2>&1
release() {
	code=0
	R share release EX-1 --package pack --stage "$1" --to av --out "$2" --json >out 2>err || code=$?
	check "the release to $2 stands" test "$code" = 0
	check "the bytes are in $2" sh -c "ls $2/*.age"
}

# Without an authority nothing is asked and nothing said.
release description o1
check "no word of stamps" sh -c '! grep -qi stamp err'
# One that is gone, and one that answers nonsense: a warning, the release as before, no stamp.
serve garbage
"$DESKCASE" r authority "$AT" tsa/ca.pem
release detection o2
check "a warning: not a reply" grep -qi 'warning: no daily time stamp: not a time stamp reply' err
unserve
release detection o3
check "a warning: no answer" grep -qi 'warning: no daily time stamp: .*does not answer' err
check "no stamp" test "$(stamps r)" = 0
# One that answers; a dry run asks nobody, and a second release on the same day neither.
serve good
"$DESKCASE" r authority "$AT" tsa/ca.pem
R share release EX-1 --package pack --stage detection --to av --dry-run >/dev/null 2>&1 || true
check "a dry run takes none" test "$(stamps r)" = 0
release detection o4
check "it is told" grep -q 'the daily time stamp' err
check "one stamp" test "$(stamps r)" = 1
release detection o5
check "one a day" test "$(stamps r)" = 1
check "sound" R verify

# The portal: the process beside it takes one after a download, whose bytes do not wait for it.
two_partners
"$DESKCASE" case authority "$AT" tsa/ca.pem
start
code 200 anna "$URL/copy/11111111"
for i in $(seq 300); do [ "$(stamps case)" = 1 ] && break; sleep 0.1; done
check "the portal took a stamp" test "$(stamps case)" = 1
check "the log tells" grep -q 'the daily time stamp: entry' portal.log
code 200 anna "$URL/copy/11111111"
code 200 anna "$URL/copy/11111111/receipt"
check "and no second" test "$(stamps case)" = 1
stop
unserve
check "sound" A verify
# An authority that never answers holds up neither a download nor the end.
serve silent
rm -rf case
two_partners
"$DESKCASE" case authority "$AT" tsa/ca.pem
start
code 200 anna "$URL/copy/11111111"
code 200 anna "$URL/copies"
other=$(pgrep -P "$PORTAL")
stop
for i in $(seq 50); do [ -e "/proc/$other" ] && ! grep -q ') Z' "/proc/$other/stat" 2>/dev/null || break; sleep 0.1; done
check "nothing is left behind" sh -c "! [ -e /proc/$other ] || grep -q ') Z' /proc/$other/stat"
finish
