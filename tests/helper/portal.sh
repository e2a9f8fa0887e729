# For the tests of the portal: identities, a portal, and clients with their certificates.
. "$SOURCE_DIR/tests/mark/common.sh"
export XDG_STATE_HOME="$WORK/state" HOME="$WORK"
unset ATHAR_CASE
PORTAL=
trap '[ -z "$PORTAL" ] || kill -9 "$PORTAL" 2>/dev/null || true; rm -rf "$WORK"' EXIT
A() { "$ATHAR" "$@" --case case 2>>athar.log; }
identity() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$1" \
	    -addext subjectAltName=IP:127.0.0.1,DNS:share.example -keyout "$1.key" -out "$1.pem" 2>/dev/null
}
for who in server anna bela carl dora; do identity $who; done
# start OPTIONS...: a portal on a port of its own choice.
start() {
	: >url
	"$ATHAR" share portal --case case --listen 127.0.0.1:0 --certificate server.pem --key server.key \
	    --host share.example "$@" >url 2>>portal.log &
	PORTAL=$!
	for i in $(seq 200); do [ -s url ] && break; kill -0 $PORTAL || break; sleep 0.1; done
	URL=$(sed 's,/$,,' url) PORT=$(sed 's,.*:\([0-9]*\)/$,\1,' url)
}
stop() {
	kill -TERM "$PORTAL"
	status=0
	wait "$PORTAL" || status=$?
	PORTAL=
	check "SIGTERM ends it well" test "$status" = 0
}
# as WHO CURL-ARGUMENTS...
as() {
	who=$1
	shift
	curl -sS --max-time 30 --cacert server.pem --cert "$who.pem" --key "$who.key" "$@"
}
# code WANT WHO CURL-ARGUMENTS...: the status that comes.
code() {
	want=$1
	shift
	got=$(as "$@" -o body -w '%{http_code}' 2>>curl.log) || true
	[ "$got" = "$want" ] || { echo "FAILED: expected $want, got $got: $*"; head -c 300 body; FAILED=1; }
}
entries() { A status --json >/dev/null; sed -n 2p case/record/checkpoint; }
accesses() { sqlite3 case/index.db "SELECT count(*) FROM share_item WHERE type = 'access' AND body LIKE '%\"what\":\"$1\"%'"; }
token() { as "$1" "$URL/copies" | jq -r .token; }

# two_partners: a case with a bulletin and a copy for each of two, whose entry is $EA for anna.
two_partners() {
	A init case >/dev/null 2>&1 || "$ATHAR" init case >/dev/null 2>&1
	for who in anna bela carl; do A share partner add $who --certificate $who.pem >/dev/null; done
	END=$(date -u -d '+20 days' +%Y-%m-%dT%H:%M:%SZ)
	"$DESKCASE" case bulletin EX-1 1 "$END" 'Keep it </pre><script>alert(1)</script>'
	"$DESKCASE" case invite EX-1 1 anna
	head -c 3000000 /dev/urandom >sealed-anna
	head -c 70000 /dev/urandom >sealed-bela
	EA=$("$DESKCASE" case copy EX-1 anna 11111111 sealed-anna)
	"$DESKCASE" case copy EX-1 bela 22222222 sealed-bela >/dev/null
}
