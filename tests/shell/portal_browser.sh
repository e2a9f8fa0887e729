# The portal in a browser: Chromium with a client certificate sees its own copies, without a violation of the page's policy, and
# can follow the link of one; without a certificate it sees nothing.
set -eu
command -v chromium >/dev/null || { echo 'SKIP: no chromium'; exit 77; }
command -v pk12util >/dev/null || { echo 'SKIP: no pk12util (libnss3-tools)'; exit 77; }
. "$SOURCE_DIR/tests/helper/portal.sh"
two_partners
start

# A certificate is chosen without asking only where the machine's policy says so, which only root may write.
POLICY=/etc/chromium/policies/managed/athar-test.json
ROOT=
[ "$(id -u)" = 0 ] || ROOT='sudo -n'
$ROOT mkdir -p "${POLICY%/*}" 2>/dev/null || { echo 'SKIP: no right to set a policy for chromium'; exit 77; }
trap '$ROOT rm -f "$POLICY"; [ -z "$PORTAL" ] || kill -9 "$PORTAL" 2>/dev/null || true; rm -rf "$WORK"' EXIT
echo "{\"AutoSelectCertificateForUrls\": [\"{\\\"pattern\\\":\\\"$URL\\\",\\\"filter\\\":{}}\"]}" | $ROOT tee "$POLICY" >/dev/null
NSS="$HOME/.pki/nssdb"
mkdir -p "$NSS"
certutil -d "sql:$NSS" -N --empty-password
# identity_of WHO: her certificate is the only one that the browser has.
identity_of() {
	openssl pkcs12 -export -inkey "$1.key" -in "$1.pem" -passout pass:x -out "$1.p12" -name "$1"
	pk12util -d "sql:$NSS" -i "$1.p12" -W x >/dev/null
}
browse() {
	timeout 90 chromium --headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
	    --user-data-dir="$WORK/profile" --ignore-certificate-errors --enable-logging=stderr --v=0 \
	    --virtual-time-budget=8000 --dump-dom "$1" >page 2>browser.log
}
# Without a certificate first.
browse "$URL/" || true
check 'without a certificate nothing is shown' sh -c '! grep -q 11111111 page'
identity_of anna
browse "$URL/"
cp page shown
check 'her copy is shown' grep -q 11111111 shown
check 'and no other' sh -c '! grep -q 22222222 shown'
check 'the title cannot break out' sh -c '! grep -q "<script>alert" shown'
check 'no violation of the policy' sh -c '! grep -i "Content Security Policy\|Refused to" browser.log'
check 'the way to it is a link' grep -q 'href="/copy/11111111"' shown
stop
finish
