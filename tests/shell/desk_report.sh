# The report: one file, the same bytes for the same case, nothing above its audience, and no way out of the escaping.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
fail() { echo "FAIL: $*" >&2; exit 1; }
report() { "$ATHAR" report "$@" >"$T/out" 2>"$T/err" || { cat "$T/err" >&2; fail "report $*"; }; }
add() { "$ATHAR" event add "$@" >/dev/null 2>"$T/err" || { cat "$T/err" >&2; fail "event add"; }; }

# An empty case has a report too, which says that nothing is known.
"$ATHAR" init "$T/case" 2>/dev/null
report -o "$T/empty.html"
grep -q 'no bulletin in this case' "$T/empty.html" || fail 'the empty case does not say what it does not know'

rm -rf "$T/case"
"$ATHAR" init "$T/case" --template exchange-2021 2>/dev/null
add --happened 2021-03-03 --known 2021-03-04 --lane hunt --tlp AMBER --source 'secret-source' --text 'SECRET-EX01 taken off'
# Hostile in every member that a person can fill.
evil='</title></style></svg><script>alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(1)>" onload="x'
add --happened 2021-03-04 --known 2021-03-05 --lane attack --tlp CLEAR --source "$evil" --text "$evil"
add --happened 2021-03-04 --known 2021-03-05 --lane other --tlp CLEAR --source 'rtl' --text "$(printf 'abc \342\200\256 fed \033[2J \342\200\213 zero')"
report -o "$T/a.html"
[ "$(stat -c %a "$T/a.html")" = 600 ] || fail 'the page may be read by others'
[ "$(cat "$T/out")" = "$T/a.html" ] || fail 'stdout names the file'
grep -q '1 fact left out' "$T/err" || fail 'stderr does not say what was left out'
grep -q 'TLP:CLEAR, 1 fact left out' "$T/a.html" || fail 'the page does not say what was left out'
if grep -qi 'secret' "$T/a.html"; then fail 'AMBER in a CLEAR page'; fi
report -o "$T/amber.html" --audience AMBER
grep -q 'SECRET-EX01' "$T/amber.html" || fail 'AMBER misses its own fact'
grep -q 'class="tlp amber">TLP:AMBER<' "$T/amber.html" || fail 'the label is not printed'

# The same bytes, again and from a rebuilt index, and whatever stood in the file before.
echo old >"$T/b.html"
rm "$T/case/index.db"
report -o "$T/b.html"
cmp "$T/a.html" "$T/b.html" || fail 'the same case gives other bytes'
ls -A "$T" | grep -q 'b.html.' && fail 'a temporary file is left'

# As of a day.
report -o "$T/then.html" --as-of 2021-03-05
if grep -q 'DEVCORE' "$T/then.html"; then fail 'said later, shown as known'; fi
grep -q 'recorded later: its source&#39;s word only' "$T/then.html" || fail 'claimed and proven look the same'

# Where it cannot be written, that is said and nothing is left.
if "$ATHAR" report -o "$T/none/x.html" >"$T/out" 2>"$T/err"; then fail 'wrote into nowhere'; fi
grep -q 'none/x.html' "$T/err" || fail 'the error does not name the file'
[ ! -s "$T/out" ] || fail 'a file is announced that is not there'
set +e; "$ATHAR" report >/dev/null 2>&1; [ $? = 2 ] || fail 'no file named is usage'; set -e

python3 - "$T/a.html" "$T/amber.html" "$T/then.html" "$T/empty.html" <<'PY'
import base64, hashlib, re, sys
from html.parser import HTMLParser
VOID = {"meta", "br"}
TAGS = set("html head meta title style body header main footer section h1 h2 h3 p span div dl dt dd ol ul li figure figcaption "
           "details summary table caption thead tbody tr th td pre code br svg g path line rect circle text".split())
ATTRS = set("lang charset http-equiv content name class scope open role aria-label viewbox d x y x1 x2 y1 y2 cx cy r rx width "
            "height".split())
class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack, self.style, self.csp, self.pictures, self.tables = [], "", None, 0, 0
    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        for key, value in attrs:
            assert key in ATTRS, (tag, key, value)
            if key == "class":
                assert re.fullmatch(r"[a-z -]+", value), value
        a = dict(attrs)
        if a.get("http-equiv") == "Content-Security-Policy":
            assert self.csp is None
            self.csp = a["content"]
            assert "style" not in self.stack and not self.style
        if tag == "svg":
            assert a["role"] == "img" and a["aria-label"]
            self.pictures += 1
        self.tables += tag == "table"
        if tag not in VOID:
            self.stack.append(tag)
    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()
    def handle_endtag(self, tag):
        assert self.stack and self.stack.pop() == tag, (tag, self.stack)
    def handle_data(self, data):
        if self.stack and self.stack[-1] == "style":
            self.style += data
for name in sys.argv[1:]:
    text = open(name, encoding="utf-8").read()
    page = Page()
    page.feed(text)
    page.close()
    assert not page.stack, page.stack
    want = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert page.csp == f"default-src 'none'; style-src 'sha256-{want}'; base-uri 'none'; form-action 'none'", page.csp
    assert "url(" not in page.style and "@import" not in page.style
    assert page.tables >= page.pictures, name
    for bad in ("\x1b", "\u202e", "\u200b"):
        assert bad not in text
    assert "<U+202E>" not in text and "&lt;U+202E&gt;" in text or "rtl" not in text
PY
echo ok
