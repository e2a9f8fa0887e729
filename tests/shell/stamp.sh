# RFC 3161 time stamps with `openssl ts` as the authority: good ones are kept and checked again, every fault is refused and
# leaves no entry.
set -u
. "$SOURCE_DIR/tests/helper/programs.sh"
work=$WORK
export XDG_STATE_HOME=$work/state ATHAR_CASE=$work/case
unset http_proxy HTTP_PROXY
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$WORK"' EXIT

die() {
	echo "FAIL: $*"
	exit 1
}
which openssl >/dev/null || { echo "openssl is not installed"; exit 77; }

# authority NAME DAYS: a CA and a certificate for time stamping, and the configuration for both answers.
authority() {
	local d=$work/$1
	mkdir "$d"
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$d/ca.key" -out "$d/ca.pem" -days 3650 -subj "/CN=$1 CA" \
		>/dev/null 2>&1 || die "openssl req"
	openssl req -newkey rsa:2048 -nodes -keyout "$d/tsa.key" -out "$d/tsa.csr" -subj "/CN=$1 TSA" >/dev/null 2>&1
	cat >"$d/tsa.cnf" <<-EOF
		[tsa]
		default_tsa = wide
		[ext]
		extendedKeyUsage = critical,timeStamping
		[bad]
		extendedKeyUsage = critical,serverAuth
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
		[narrow]
		serial = serial
		signer_cert = tsa.pem
		signer_key = tsa.key
		certs = ca.pem
		signer_digest = sha256
		default_policy = 1.2.3.4
		digests = sha512
		crypto_device = builtin
		ess_cert_id_alg = sha256
	EOF
	echo 01 >"$d/serial"
	openssl x509 -req -in "$d/tsa.csr" -CA "$d/ca.pem" -CAkey "$d/ca.key" -CAcreateserial -days "$2" \
		-extfile "$d/tsa.cnf" -extensions ext -out "$d/tsa.pem" >/dev/null 2>&1 || die "openssl x509"
}

# serve NAME MODE: sets $url.
serve() {
	[ -z "$server" ] || { kill "$server" && wait "$server" 2>/dev/null; }
	rm -f "$work/port"
	python3 "$SOURCE_DIR/tests/helper/tsa.py" "$work/$1" "$2" "$work/port" 2>"$work/tsa.err" &
	server=$!
	for _ in $(seq 300); do
		[ -f "$work/port" ] && break
		sleep 0.1
	done
	url=http://127.0.0.1:$(cat "$work/port")/tsa
}

size() { sed -n 2p "$work/case/record/checkpoint"; }

# refused STATUS PATTERN ARGS...: exit status, message, and nothing was appended.
refused() {
	local status=$1 pattern=$2 before got
	shift 2
	before=$(size)
	"$ATHAR" stamp "$@" >"$work/out" 2>"$work/err"
	got=$?
	[ $got = "$status" ] || die "stamp $*: exit $got, not $status: $(cat "$work/err")"
	grep -qi -- "$pattern" "$work/err" || die "stamp $*: the reason is not told: $(cat "$work/err")"
	[ ! -s "$work/out" ] || die "stamp $*: output"
	[ "$(size)" = "$before" ] || die "stamp $*: an entry was made"
}

authority good 3650
authority other 3650
"$ATHAR" init "$work/case" >/dev/null 2>&1 || die "athar init"
"$ATHAR" event add --happened 2021-03-03 --known 2021-03-04 --lane hunt --text "one" --source team >/dev/null 2>&1

refused 2 'no time stamp authority'
refused 2 'https is not spoken' --authority https://tsa.example.org/ --ca "$work/good/ca.pem"
refused 2 'user name' --authority http://me:pw@tsa.example.org/ --ca "$work/good/ca.pem"
refused 2 'not an http' --authority ftp://tsa.example.org/ --ca "$work/good/ca.pem"
refused 2 'blank or a control' --authority "http://127.0.0.1/a$(printf '\r')x" --ca "$work/good/ca.pem"

# Every fault of an authority.
serve good nonce
refused 4 'nonce' --authority "$url" --ca "$work/good/ca.pem"
serve good imprint
refused 4 'imprint\|nonce' --authority "$url" --ca "$work/good/ca.pem"
serve good garbage
refused 3 'not a time stamp reply' --authority "$url" --ca "$work/good/ca.pem"
serve good huge
refused 4 'does not answer' --authority "$url" --ca "$work/good/ca.pem"
serve good type
refused 4 'does not answer' --authority "$url" --ca "$work/good/ca.pem"
serve good 500
refused 4 'does not answer' --authority "$url" --ca "$work/good/ca.pem"
serve good refuse
refused 4 'does not hold' --authority "$url" --ca "$work/good/ca.pem"
kill "$server" && wait "$server" 2>/dev/null
server=
refused 4 'does not answer' --authority "$url" --ca "$work/good/ca.pem"
serve good good
refused 4 'does not hold' --authority "$url" --ca "$work/other/ca.pem"
refused 3 'no certificate' --authority "$url" --ca "$work/good/tsa.cnf"

# A good one is kept, remembered and shown; the next is due tomorrow.
"$ATHAR" stamp --authority "$url" --ca "$work/good/ca.pem" --tlp GREEN --json >"$work/out" 2>"$work/err" ||
	die "stamp: $(cat "$work/err")"
jq -e --arg url "$url" '.entry == 2 and .size == 1 and .authority == $url and (.serial | length > 0)' "$work/out" \
	>/dev/null || die "what stamp prints: $(cat "$work/out")"
before=$(size)
"$ATHAR" stamp >"$work/out" 2>"$work/err" || die "a fresh stamp must be exit 0: $(cat "$work/err")"
grep -q 'less than a day' "$work/err" || die "a fresh stamp: $(cat "$work/err")"
[ "$(size)" = "$before" ] || die "a second stamp on the same day"
"$ATHAR" timeline --json 2>/dev/null | jq -se 'map(select(.lane == "share" and .tlp == "GREEN")) | length == 1' >/dev/null ||
	die "the stamp is not in the timeline"
"$ATHAR" verify >"$work/out" 2>&1 || die "verify: $(cat "$work/out")"

# A day later, by the clock of the machine, it stamps again: the authority is the one remembered.
if which faketime >/dev/null; then
	faketime '+25 hours' "$ATHAR" stamp >"$work/out" 2>"$work/err" || die "the next day: $(cat "$work/err")"
fi

# By files: the checkpoint moves on between query and reply, and the stamp is still about the old one.
"$ATHAR" stamp --query "$work/q" 2>/dev/null || die "--query"
cp "$work/q.checkpoint" "$work/stamped"
"$ATHAR" event add --happened 2021-03-03 --known 2021-03-04 --lane hunt --text "two" --source team >/dev/null 2>&1
(cd "$work/good" && openssl ts -reply -queryfile "$work/q" -config tsa.cnf -out "$work/r" 2>/dev/null) || die "openssl ts"
openssl ts -verify -data "$work/stamped" -in "$work/r" -CAfile "$work/good/ca.pem" >/dev/null 2>&1 ||
	die "openssl itself does not accept the reply to our query"
refused 4 'imprint' --reply "$work/r" --ca "$work/good/ca.pem"
(cd "$work/good" && openssl ts -query -data "$work/stamped" -sha256 -cert -out "$work/q2" 2>/dev/null &&
	openssl ts -reply -queryfile "$work/q2" -config tsa.cnf -out "$work/r2" 2>/dev/null) || die "openssl ts"
refused 4 'nonce' --query "$work/q" --reply "$work/r2" --ca "$work/good/ca.pem"
for byte in 10 200 600 1200; do
	python3 - "$work/r" "$work/bad" $byte <<-'EOF'
		import sys
		b = bytearray(open(sys.argv[1], "rb").read())
		b[int(sys.argv[3])] ^= 1
		open(sys.argv[2], "wb").write(b)
	EOF
	before=$(size)
	"$ATHAR" stamp --query "$work/q" --reply "$work/bad" --ca "$work/good/ca.pem" >/dev/null 2>"$work/err" &&
		cmp -s "$work/bad" "$work/r" && die "byte $byte of a reply changed"
	[ -s "$work/err" ] || die "byte $byte: no reason"
done
{ cat "$work/r" && echo; } >"$work/bad"
refused 3 'not a time stamp reply' --query "$work/q" --reply "$work/bad" --ca "$work/good/ca.pem"
head -c 70000 /dev/zero >"$work/bad"
refused 3 'limit\|longer\|large' --query "$work/q" --reply "$work/bad" --ca "$work/good/ca.pem"

# A certificate that is not for time stamping, and one that has expired.
cp "$work/good/tsa.pem" "$work/tsa.pem"
# openssl will not sign with it, so only the chain's purpose is tried: the CA's own certificate is no authority either.
authority brief 1
openssl x509 -req -in "$work/brief/tsa.csr" -CA "$work/brief/ca.pem" -CAkey "$work/brief/ca.key" -days -1 \
	-extfile "$work/brief/tsa.cnf" -extensions ext -out "$work/brief/tsa.pem" >/dev/null 2>&1 || die "an expired certificate"
(cd "$work/brief" && openssl ts -reply -queryfile "$work/q" -config tsa.cnf -out "$work/r3" 2>/dev/null) || die "openssl ts"
refused 4 'expired' --query "$work/q" --reply "$work/r3" --ca "$work/brief/ca.pem"

"$ATHAR" stamp --query "$work/q" --reply "$work/r" --ca "$work/good/ca.pem" --json >"$work/out" 2>"$work/err" ||
	die "the good reply by file: $(cat "$work/err")"
jq -e '.authority == "offline"' "$work/out" >/dev/null || die "offline: $(cat "$work/out")"
"$ATHAR" verify >"$work/out" 2>&1 || die "verify: $(cat "$work/out")"

# A stamp whose reply and checkpoint hold, and whose body tells another root.
cp -r "$work/case" "$work/forged"
"$DESKCASE" "$work/forged" forge "$work/stamped" "$work/r" "$work/good/ca.pem" || die "deskcase forge"
"$ATHAR" verify --case "$work/forged" >"$work/out" 2>&1 && die "another root is not found"
grep -q 'another root' "$work/out" || die "another root: $(cat "$work/out")"
rm -rf "$work/forged"

# A stamp that no longer holds is found: its body says another time than its reply, as a forger with the key could write.
python3 - "$work/case" <<-'EOF' || die "no reply blob"
	import glob, json, sys
	names = [json.load(open(p))["body"] for p in glob.glob(sys.argv[1] + "/private/*.json")]
	assert sum(b["type"] == "stamp" for b in names) >= 2, names
EOF
"$ATHAR" verify --json 2>/dev/null | jq -e '.sound' >/dev/null || die "the case is not sound"
reply=$(python3 -c '
import glob, json, sys
for p in sorted(glob.glob(sys.argv[1] + "/private/*.json")):
    b = json.load(open(p))["body"]
    if b["type"] == "stamp":
        print(b["reply"]); break' "$work/case")
chmod 600 "$work/case/blobs/${reply:0:2}/$reply"
printf 'x' | dd of="$work/case/blobs/${reply:0:2}/$reply" bs=1 seek=300 conv=notrunc 2>/dev/null
"$ATHAR" verify >"$work/out" 2>&1
[ $? = 1 ] || die "a changed reply is not found: $(cat "$work/out")"
echo "stamps over HTTP and by file kept; nonce, imprint, chain, expiry, garbage, size, type, status and rejection refused"
