# The portal with real clients: who gets what, what is refused, what the record holds afterwards.
set -eu
. "$SOURCE_DIR/tests/helper/portal.sh"
two_partners

fails 2 "needs its case named" share portal --certificate server.pem --key server.key
fails 2 "ADDRESS:PORT" share portal --case case --listen nowhere --certificate server.pem --key server.key
fails 3 "certificate and key" share portal --case case --listen 127.0.0.1:0 --certificate server.pem --key anna.key
start

# His own, byte for byte, and an entry for it; nobody else's, and no difference between another's and none.
before=$(entries)
code 200 anna "$URL/copy/11111111"
check "the sealed bytes" cmp body sealed-anna
check "one entry for one download" test "$(entries)" = $((before + 1))
check "of the kind download" test "$(accesses download)" = 1
as anna -D head -o /dev/null "$URL/copy/11111111"
check "a strong ETag" grep -qi "^etag: \"$(sha256sum <sealed-anna | cut -d' ' -f1)\"" head
check "its length" grep -qi '^content-length: 3000000' head
check "a name" grep -qi '^content-disposition: attachment; filename="11111111.age"' head
for h in 'cache-control: no-store' 'x-content-type-options: nosniff' 'referrer-policy: no-referrer' \
    'strict-transport-security: max-age' "content-security-policy: default-src 'none'.*frame-ancestors 'none'"; do
	check "header $h" grep -qi "^$h" head
	as anna -D head404 -o /dev/null "$URL/nothing"
	check "header $h of a refusal" grep -qi "^$h" head404
done
code 404 anna "$URL/copy/22222222"
cp body other
code 404 anna "$URL/copy/33333333"
check "another's is as none at all" cmp body other
for x in entry receipt; do code 404 anna "$URL/copy/22222222/$x"; done
code 200 bela "$URL/copy/22222222"
check "the other's bytes" cmp body sealed-bela

# Proofs that hold without us.
code 200 anna "$URL/copy/11111111/entry" && cp body 1.entry
code 200 anna "$URL/copy/11111111/receipt" && cp body 1.receipt
code 200 anna "$URL/vkey" && cp body vkey
code 200 anna "$URL/checkpoint"
check "the receipt" sh -c '"$ATHAR" share receipt verify 1.receipt --json | jq -e .valid'
check "of his release" test "$(("$ATHAR" share receipt verify 1.receipt --json || true) | jq .index)" = $((EA))

# The page and the list.
code 200 anna "$URL/" && cp body page
check "his copy stands there" grep -q /copy/11111111 page
check "no other's" sh -c '! grep -q "22222222\|bela" page'
check "terms are text" sh -c 'grep -q "&lt;script&gt;" page && ! grep -q "<script" page'
check "the end in UTC" grep -q "$END" page
check "the style's hash is in the policy" sh -c 'h=$(sed -n "s,.*<style>\(.*\)</style>.*,\1,p" page | tr -d "\n" | openssl dgst -sha256 -binary | base64); curl -s --cacert server.pem --cert anna.pem --key anna.key -D - -o /dev/null '"$URL"'/ | grep -qF "$h"'
lists=$(accesses list)
check "the list was recorded" test "$lists" -ge 1
as anna "$URL/copies" >list
check "looking again is no news" test "$(accesses list)" = "$lists"
check "the list" test "$(jq -r '.bulletins[0].copies[0].sha256' list)" = "$(sha256sum <sealed-anna | cut -d' ' -f1)"
check "one copy" test "$(jq '[.bulletins[].copies[]] | length' list)" = 1
check "carl sees nothing" test "$(as carl "$URL/copies" | jq -c .bulletins)" = '[]'

# Strangers: no certificate, one not on file, one that left, and one whose key the client does not have.
before=$(entries)
for path in / /copies /copy/11111111 /vkey /nothing; do
	got=$(curl -s --cacert server.pem -o body -w '%{http_code}' "$URL$path")
	check "nobody gets $path" test "$got" = 403
done
code 403 dora "$URL/copy/11111111"
check "strangers leave no entry" test "$(entries)" = "$before"
A share partner add dora --certificate dora.pem >/dev/null
code 200 dora "$URL/copies"
A share partner leave dora --why "left" >/dev/null
code 403 dora "$URL/copies"
check "TLS 1.1 is refused" sh -c "! openssl s_client -connect 127.0.0.1:$PORT -tls1_1 -cipher DEFAULT@SECLEVEL=0 </dev/null 2>&1 | grep -q 'Cipher is [A-Z]*-'"

# Acknowledgement: with the token, once; forms of other pages have no way in.
T=$(token anna)
code 400 anna -d "token=" "$URL/ack/11111111"
code 403 anna -d "" "$URL/ack/11111111"
code 403 anna -d "token=$(token bela)" "$URL/ack/11111111"
for h in 'Origin: https://evil.example' 'Origin: null' 'Sec-Fetch-Site: cross-site' 'Sec-Fetch-Site: none'; do
	code 403 anna -H "$h" -d "token=$T" "$URL/ack/11111111"
done
code 404 anna -d "token=$T" "$URL/ack/22222222"
before=$(entries)
code 200 anna -H "Origin: null" -H "Sec-Fetch-Site: same-origin" -H "Accept: application/json" -d "token=$T" "$URL/ack/11111111"
check "the entry's number" test "$(jq .entry body)" = "$before"
code 409 anna -H "Origin: $URL" -d "token=$T" "$URL/ack/11111111"
check "acknowledged once" test "$(entries)" = $((before + 1))

# Consent: to what he saw.
H=$(jq -r '.bulletins[0].terms_sha256' list)
code 400 anna -d "token=$T&answer=perhaps&revision=1&terms_sha256=$H" "$URL/consent/EX-1"
code 409 anna -d "token=$T&answer=accept&revision=2&terms_sha256=$H" "$URL/consent/EX-1"
code 409 anna -d "token=$T&answer=accept&revision=1&terms_sha256=$(echo 0 | sha256sum | cut -d' ' -f1)" "$URL/consent/EX-1"
code 404 carl -d "token=$(token carl)&answer=accept&revision=1&terms_sha256=$H" "$URL/consent/EX-1"
if [ -e "$SOURCE_DIR/src/share/consent.c" ]; then
	# What the desk typed for him is no answer of his: his own takes its place, and nothing takes that.
	entered() { "$ATHAR" share bulletin show EX-1 --case case --json 2>/dev/null | jq -r '.participants[] | select(.partner == "anna") | .entered_by'; }
	A share consent EX-1 anna accept >/dev/null
	check "entered by the desk" test "$(entered)" = desk
	before=$(entries)
	code 200 anna -d "token=$T&answer=accept&revision=1&terms_sha256=$H" "$URL/consent/EX-1"
	check "by his certificate" test "$(entered)" = certificate
	check "an entry" test "$(entries)" = $((before + 1))
	check "he is a signatory" test "$(as anna "$URL/copies" | jq -r '.bulletins[0].consent')" = SIGNATORY
	before=$(entries)
	code 200 anna -d "token=$T&answer=accept&revision=1&terms_sha256=$H" "$URL/consent/EX-1"
	check "the same again adds nothing" test "$(entries)" = "$before"
fi

# Requests as no browser sends them, over TLS by hand.
cat >raw.py <<'END'
import re, socket, ssl, sys
port = int(sys.argv[1])
context = ssl.create_default_context(cafile="server.pem")
context.load_cert_chain("anna.pem", "anna.key")
def ask(data):
    with context.wrap_socket(socket.create_connection(("127.0.0.1", port), 10), server_hostname="127.0.0.1") as s:
        s.settimeout(10)
        got = b""
        try:
            s.sendall(data)
            while (part := s.recv(65536)): got += part
        except (OSError, ssl.SSLError):
            pass
        return got
H = f"Host: 127.0.0.1:{port}\r\n".encode()
C = b"Connection: close\r\n"
def get(path, head=H): return b"GET " + path + b" HTTP/1.1\r\n" + head + C + b"\r\n"
def post(head, body=b""): return b"POST /ack/11111111 HTTP/1.1\r\n" + H + head + b"\r\n" + body
cases = [
    ("sane", get(b"/copies"), [200]), ("named", get(b"/copies", b"Host: SHARE.example:443\r\n"), [200]),
    ("absolute", get(f"https://127.0.0.1:{port}/copies".encode()), [200]),
    ("absolute other", get(b"https://evil.example/copies"), [421]), ("http", get(b"http://127.0.0.1/copies"), [404]),
    ("host", get(b"/copies", b"Host: evil.example\r\n"), [421]), ("host port", get(b"/copies", b"Host: 127.0.0.1:1\r\n"), [421]),
    ("host suffix", get(b"/copies", b"Host: share.example.evil\r\n"), [421]), ("host user", get(b"/copies", b"Host: share.example:1@evil\r\n"), [421]),
    ("no host", get(b"/copies", b""), [400]), ("two hosts", get(b"/copies", H + H), [400]),
    ("1.0 without host", b"GET /copies HTTP/1.0\r\n\r\n", [400]), ("1.0", b"GET /copies HTTP/1.0\r\n" + H + b"\r\n", [200]),
    ("2.0", b"GET /copies HTTP/2.0\r\n" + H + b"\r\n", [400, 505]), ("0.9", b"GET /copies\r\n\r\n", [400, 505, 0]),
    ("dots", get(b"/copy/../copies"), [404]), ("dot", get(b"/./copies"), [404]), ("escaped", get(b"/%63opies"), [404]),
    ("escaped dots", get(b"/%2e%2e/copies"), [404]), ("double", get(b"//copies"), [404]), ("slash", get(b"/copies/"), [404]),
    ("query", get(b"/copies?x=1"), [404]), ("fragment", get(b"/copies#x"), [400, 404]), ("nul", get(b"/copies\0x"), [400]),
    ("nul end", get(b"/copies\0"), [400, 200]), ("backslash", get(b"\\copies"), [404]), ("space", get(b"/copies x"), [400, 404, 0]),
    ("sign", get(b"/copy/+11111111"), [404]), ("zero", get(b"/copy/011111111"), [404]), ("big", get(b"/copy/4306078407"), [404]),
    ("long", get(b"/" + b"a" * 1000), [414]), ("longer", get(b"/" + b"a" * 60000), [414, 431, 0]),
    ("heads", get(b"/copies", H + b"X: " + b"a" * 60000 + b"\r\n"), [431, 0]), ("many heads", get(b"/copies", H + b"X: a\r\n" * 9000), [431, 0]),
    ("head method", b"HEAD /copies HTTP/1.1\r\n" + H + b"\r\n", [405]), ("put", b"PUT /copies HTTP/1.1\r\n" + H + b"\r\n", [405]),
    ("connect", b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + H + b"\r\n", [400, 405]), ("options", b"OPTIONS * HTTP/1.1\r\n" + H + b"\r\n", [400, 405]),
    ("trace", b"TRACE / HTTP/1.1\r\n" + H + b"\r\n", [405]), ("escape", b"G\x1b[31mT / HTTP/1.1\r\n" + H + b"\r\n", [405, 400]),
    ("get ack", get(b"/ack/11111111"), [405]), ("post page", b"POST / HTTP/1.1\r\n" + H + b"Content-Length: 0\r\n\r\n", [405]),
    ("body with get", b"GET /copies HTTP/1.1\r\n" + H + b"Content-Length: 5\r\n\r\nhello", [400]),
    ("no length", post(b""), [411]), ("large", post(b"Content-Length: 5000\r\n\r\n", b"a" * 5000), [413]),
    ("huge", post(b"Content-Length: 99999999999\r\n"), [413]), ("too huge", post(b"Content-Length: 99999999999999999999999\r\n"), [400, 413, 411]),
    ("minus", post(b"Content-Length: -1\r\n"), [400, 411]), ("plus", post(b"Content-Length: +5\r\n", b"token"), [400, 411]),
    ("list", post(b"Content-Length: 5, 5\r\n", b"token"), [400, 411]), ("twice", post(b"Content-Length: 5\r\nContent-Length: 6\r\n", b"token="), [400]),
    ("chunked", post(b"Transfer-Encoding: chunked\r\n", b"5\r\ntoken\r\n0\r\n\r\n"), [400]),
    ("both", post(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\nGET /copies HTTP/1.1\r\n" + H + b"\r\n"), [400]),
    ("tabbed", post(b"Content-Length: 5\r\nTransfer-Encoding\t: chunked\r\n", b"token"), [400]),
    ("blank", post(b"Content-Length : 5\r\n", b"token"), [400, 411]), ("folded", get(b"/copies", H + b"Transfer-Encoding:\r\n chunked\r\n"), [200, 400]),
    ("xchunked", post(b"Transfer-Encoding: xchunked\r\n"), [400]), ("plain http inside", b"\x16\x03\x01", [0, 400]),
    ("json", post(b"Content-Type: application/json\r\nContent-Length: 2\r\n", b"{}"), [415]),
    ("not a form", post(b"Content-Length: 5\r\n", b"=&=&="), [400]), ("twice in the form", post(b"Content-Length: 15\r\n", b"token=a&token=b"), [400]),
]
wrong, own = 0, set()
for name, data, want in cases:
    got = ask(data)
    status = int(got[9:12]) if got[:5] == b"HTTP/" else 0
    if status not in want or got.count(b"HTTP/1.1 200") > 1:
        print(name, status, want, got[:300])
        wrong += 1
    if not status: continue
    # Ours have the house's headers; what libmicrohttpd answers by itself has nothing in it but its own fixed words.
    head, _, body = got.partition(b"\r\n\r\n")
    heads = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    if b"content-security-policy" not in heads:
        # 0.9.75 sends the head of some of them twice.
        if body.startswith(head): body = body[len(head) + 4:]
        own.add((status, body))
        told = set(heads) - {b"date", b"connection", b"content-length", b"content-type"}
        if status < 400 or told or not re.fullmatch(rb"(<html><head><title>[A-Za-z ,.'/&;:-]*</title></head><body>([A-Za-z0-9 ,.'/&;:()-]|</?b>)*</body></html>)?", body):
            print(name, "tells", head, body)
            wrong += 1
        if re.search(rb"127\.|share|athar|microhttpd|copies|/ack|token|[0-9]+\.[0-9]+\.[0-9]+", body, re.I):
            print(name, "reveals", body)
            wrong += 1
# Two in one go are two answers where both are sane, and one where the first is not.
if ask(b"GET /vkey HTTP/1.1\r\n" + H + b"\r\n" + get(b"/vkey")).count(b"HTTP/1.1 200") != 2: print("pipelined"); wrong += 1
print(len(cases), "requests; by the library:", own)
if not own: print("no answer of the library was seen"); wrong += 1
sys.exit(wrong)
END
check "hostile requests" python3 raw.py "$PORT"
check "the log holds no control character" sh -c '! LC_ALL=C grep -q "[[:cntrl:]]" portal.log'
check "nor the token" sh -c '! grep -q '"$T"' portal.log'

# A lock that another holds: the answer is that the case is busy, and others who need no entry are served meanwhile.
stop
start --timeout 3 --per-address 0
"$DESKCASE" case hold 13 &
HOLD=$!
sleep 0.5
code 503 anna -D head "$URL/copy/11111111"
check "when to try again" grep -qi '^retry-after: ' head
wait $HOLD
code 200 anna "$URL/copy/11111111"

# A thousand that connect and do nothing, half of them in the middle of TLS or of a request; a download among them.
cat >idle.py <<'END'
import resource, socket, ssl, subprocess, sys, time
port, url = int(sys.argv[1]), sys.argv[2]
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
context = ssl.create_default_context(cafile="server.pem")
context.load_cert_chain("anna.pem", "anna.key")
idle = []
for i in range(1000):
    s = socket.socket()
    s.bind((f"127.0.{1 + i // 200}.{1 + i % 200}", 0))
    s.settimeout(10)
    s.connect(("127.0.0.1", port))
    if i % 10 == 0:
        s = context.wrap_socket(s, server_hostname="127.0.0.1")
        s.send(b"GET /copies HTTP/1.1\r\nX: ")
    elif i % 2:
        s.send(b"\x16\x03\x01\x02\x00\x01")
    idle.append(s)
start = time.monotonic()
got = subprocess.run(["curl", "-sS", "--max-time", "20", "--cacert", "server.pem", "--cert", "anna.pem", "--key", "anna.key",
                      "-o", "idle.out", "-w", "%{http_code}", url + "/copy/11111111"], capture_output=True, text=True)
took = time.monotonic() - start
print(got.stdout, got.stderr, took)
# Alone it takes a fraction of a second; the bound is for machines that are busy with something else.
good = got.stdout == "200" and took < 15
# A byte now and then does not keep a connection: the request must be there in time.
end = time.monotonic() + 15
alive = [s for s in idle[::10]]
while alive and time.monotonic() < end:
    time.sleep(0.5)
    still = []
    for s in alive:
        try:
            s.settimeout(0.01)
            s.send(b"a")
            if s.recv(1) != b"": still.append(s)
        except TimeoutError: still.append(s)
        except (OSError, ssl.SSLError): pass
    alive = still
print(len(alive), "still there")
sys.exit(0 if good and not alive else 1)
END
check "a thousand slow clients" python3 idle.py "$PORT" "$URL"
check "their download is whole" cmp idle.out sealed-anna
if [ "${ATHAR_LOAD_SHOW:-}" = 1 ]; then cat out.log; fi

# One address has so many connections and no more.
stop
start --per-address 4
check "one address's limit" python3 - "$PORT" <<'END'
import socket, sys, time
all = [socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5) for i in range(12)]
time.sleep(1)
closed = 0
for s in all:
    s.settimeout(0.1)
    try: closed += s.recv(1) == b""
    except TimeoutError: pass
    except OSError: closed += 1
sys.exit(0 if closed == 8 else f"{closed} of 12 were closed")
END
sleep 0.5

# Beside the command line: what both commit is there, and the record is sound.
stop
start
before=$(entries)
(for i in 1 2 3 4 5 6 7 8; do A event add --happened 2021-03-02 --known 2021-03-02 --lane fix --text "$i" --source test >/dev/null || echo lost; done >others) &
OTHERS=$!
for i in 1 2 3 4; do
	(for k in 1 2 3; do as bela -o /dev/null -w '%{http_code}\n' "$URL/copy/22222222"; done >got.$i) &
	eval "P$i=\$!"
done
wait $OTHERS $P1 $P2 $P3 $P4
check "all downloads went well" test "$(cat got.? | grep -c 200)" = 12
check "all commands went well" test ! -s others
check "no entry is lost" test "$(entries)" = $((before + 20))

# Killed during downloads: every copy of which a byte came out has its entry.
had=$(accesses download)
for i in 1 2 3 4 5 6; do
	as anna --limit-rate 2M -o kill.$i "$URL/copy/11111111" 2>/dev/null &
done
# However slow the machine is, the kill comes when bytes have come out and not all of them.
for i in $(seq 300); do [ -n "$(find . -name 'kill.*' -size +0)" ] && break; sleep 0.1; done
kill -9 "$PORTAL"
wait "$PORTAL" 2>/dev/null || true
PORTAL=
sleep 0.5
out=$(find . -name 'kill.*' -size +0 | wc -l)
"$ATHAR" status --case case >/dev/null 2>&1
check "some bytes came out" test "$out" -ge 1
check "an entry for each" test $(($(accesses download) - had)) -ge "$out"
check "the record is sound" sh -c '"$ATHAR" verify --case case'

# Erased: gone, as he is told.
A case erase $((EA + 1)) --why test >/dev/null 2>>athar.log || A case erase $((EA + 1)) >/dev/null
start
code 410 anna "$URL/copy/11111111"
code 200 bela "$URL/copy/22222222"
stop
finish
