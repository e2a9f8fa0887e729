# The report's policy, in a real browser.  First the probes are shown to work without it: a script changes the title, a
# style attribute paints, an image is fetched.  Then the same probes are caught by it.  Then the report itself has nothing to
# catch and asks nothing of a listening server; and its labels, measured as they are drawn, do not stand on each other.
set -eu
command -v chromium >/dev/null || { echo 'SKIP: no chromium'; exit 77; }
T=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" || true; rm -rf "$T"' EXIT
export HOME=$T XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
fail() { echo "FAIL: $*" >&2; exit 1; }
"$ATHAR" init "$T/case" --template exchange-2021 2>/dev/null
"$ATHAR" event add --happened 2021-03-04 --known 2021-03-05 --lane attack --tlp CLEAR --source 'somebody' \
    --text '</style></svg><script>document.title="broken out"</script><p style="color:red">' >/dev/null 2>&1
# A comparison with a hostile specimen, side by side, and two waves with all their hypotheses.
cp "$SOURCE_DIR/lab/package/collect.py" "$T/package.py"
sed 's|^DEFAULT_DAYS = 30|DEFAULT_DAYS = 30 # </td></table><script>document.title="broken out"</script><p style="color:red">|' "$T/package.py" >"$T/<img src=x>.py"
"$ATHAR" trace compare --tlp CLEAR "$T/package.py" "$T/<img src=x>.py" >/dev/null 2>&1 || fail 'trace compare'
for wave in 2021-01-03 2021-03-05; do
	"$ATHAR" trace wave add "w$wave" --from $wave --to $wave --known 2021-03-10 --tlp CLEAR >/dev/null 2>&1 || fail 'trace wave add'
done
"$ATHAR" report -o "$T/report.html" >/dev/null 2>&1
grep -q 'DEFAULT_DAYS = 30 # &lt;/td&gt;' "$T/report.html" || fail 'the hostile line is not on the page'
grep -c 'less probable than' "$T/report.html" | grep -q '^2$' || fail 'the waves are not drawn'

# A server that counts who asks, on a port of its own choice.
cat >"$T/server.py" <<'PY'
import http.server, sys
class Count(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(sys.argv[1], "a") as f:
            f.write(self.path + "\n")
        self.send_response(404)
        self.end_headers()
    def log_message(self, *args):
        pass
s = http.server.HTTPServer(("127.0.0.1", 0), Count)
with open(sys.argv[2], "w") as f:
    f.write(str(s.server_port))
s.serve_forever()
PY
: >"$T/hits"
python3 "$T/server.py" "$T/hits" "$T/port" & server=$!
for i in $(seq 50); do [ -s "$T/port" ] && break; sleep 0.1; done
port=$(cat "$T/port")

python3 - "$T" "$port" <<'PY'
import re, sys
folder, port = sys.argv[1:]
page = open(f"{folder}/report.html", encoding="utf-8").read()
probes = (f'<script>document.title = "the script ran"</script><p id="probe" style="color: rgb(1, 2, 3)">probe</p>'
          f'<img src="http://127.0.0.1:{port}/image" alt=""></main>')
planted = page.replace("</main>", probes)
assert planted != page
bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", planted)
assert bare != planted
open(f"{folder}/planted.html", "w", encoding="utf-8").write(planted)
open(f"{folder}/bare.html", "w", encoding="utf-8").write(bare)
# To measure what is drawn, a script is needed: in a copy without the policy.
measure = """<script>
let bad = [], n = 0;
for (const svg of document.querySelectorAll("svg")) {
  const boxes = [...svg.querySelectorAll("text.label, text.lane-name, text.big")].map(t => [t.getBBox(), t.textContent]);
  n += boxes.length;
  for (let i = 0; i < boxes.length; i++) for (let k = 0; k < i; k++) {
    const [a, s] = boxes[i], [b, t] = boxes[k];
    /* Boxes hold the face's full height; the letters take the middle of it. */
    if (a.x < b.x + b.width && b.x < a.x + a.width && a.y + 3 < b.y + b.height - 3 && b.y + 3 < a.y + a.height - 3) bad.push(s + " | " + t);
  }
  for (const [a, s] of boxes) if (a.x < -1 || a.x + a.width > svg.viewBox.baseVal.width + 1) bad.push("outside: " + s);
}
document.title = "labels " + n + " bad " + bad.length + " " + bad.join(" / ");
</script></body>"""
open(f"{folder}/measure.html", "w", encoding="utf-8").write(
    re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", page).replace("</body>", measure))
PY

# visit NAME: the page's DOM to NAME.dom, the console to NAME.log, and the title to $title.
visit() {
	timeout 90 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	    --disable-component-update --disable-sync --user-data-dir="$T/profile-$1" --enable-logging=stderr --v=0 \
	    --virtual-time-budget=3000 --dump-dom "file://$T/$1.html" >"$T/$1.dom" 2>"$T/$1.log" || fail "chromium on $1: $(tail -3 "$T/$1.log")"
	grep -q '</html>' "$T/$1.dom" || fail "chromium printed no page for $1"
	title=$(sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' "$T/$1.dom" | head -1)
}
# What the console says of a violation; older versions began with "Refused to".
caught='Refused to|violates the following Content Security Policy'
real='The Exchange Server zero-days of March 2021'

visit bare
[ "$title" = 'the script ran' ] || fail "without the policy the planted script should run; title: $title"
grep -q '^/image$' "$T/hits" || fail 'without the policy the planted image should be fetched'
if grep -qiE "$caught" "$T/bare.log"; then fail 'without the policy something was refused'; fi

: >"$T/hits"
visit planted
[ "$title" = "$real" ] || fail "the policy let the planted script run; title: $title"
[ ! -s "$T/hits" ] || fail "the policy let the planted image be fetched: $(cat "$T/hits")"
for what in 'inline script' 'inline style' 'the image'; do
	grep -iE "$caught" "$T/planted.log" | grep -qi "$what" || fail "the console does not say that it refused: $what"
done

: >"$T/hits"
visit report
[ "$title" = "$real" ] || fail "the report's title: $title"
[ ! -s "$T/hits" ] || fail "the report asked: $(cat "$T/hits")"
if grep -iE "$caught" "$T/report.log" >&2; then fail 'the report violates its own policy'; fi

visit measure
case $title in 'labels '*' bad 0 '*) ;; *) fail "labels collide: $title" ;; esac
n=${title#labels }; [ "${n%% *}" -gt 80 ] || fail "too few labels were measured: $title"
echo "ok: $title"
