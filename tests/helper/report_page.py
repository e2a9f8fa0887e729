# report_page.py FILE...: each is a page of the report as it should be: only elements and attributes that the report is made of, all of
# them closed, one policy that allows its one style sheet, a table beside each picture, and no character that hides another.
import base64, hashlib, re, sys
from html.parser import HTMLParser
VOID = {"meta", "br"}
TAGS = set("html head meta title style body header main footer section h1 h2 h3 h4 p span div dl dt dd ol ul li figure figcaption "
           "details summary table caption thead tbody tr th td pre code br svg g path line rect circle text".split())
ATTRS = set("id lang charset http-equiv content name class scope open role aria-label viewbox d x y x1 x2 y1 y2 cx cy r rx width "
            "height tabindex".split())
class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack, self.style, self.csp, self.pictures, self.tables = [], "", None, 0, 0
    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        for key, value in attrs:
            assert key in ATTRS, (tag, key, value)
            assert key != "id" or value in ("shares", "trace", "weigh"), value
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
