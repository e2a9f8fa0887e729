# The report's comparisons, accusations and waves: what it says is what was kept, line by line as the files have it; hostile names and
# texts stay text; RED is for RED, what is left out is counted, and nobody is named.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
for n in av isp; do key "$n"; done
A init c >/dev/null 2>&1
P() { A share partner add "$1" --key "$2.asc" --role "$3" --case c >/dev/null 2>&1; }
P 'Example AV' av partner
P 'Example ISP' isp partner
A report --case c -o none.html >/dev/null 2>&1
check 'that nothing was compared is said' grep -q 'No specimen was compared in this case' none.html
check 'and no wave is made up' sh -c '! grep -q "id=\"weigh\"" none.html'
A share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 --case c >/dev/null 2>&1
for who in 'Example AV' 'Example ISP'; do A share consent EX-1 "$who" accept --case c >/dev/null 2>&1; done
exits 0 A share release EX-1 --case c --package "$PACKAGE" --stage detection --all --out o --json
copy=$(jq -r 'select(.partner == "Example ISP") | .copy' out)
mkdir leak
G --decrypt "o/$copy.gpg" | tar -x -C leak

# A specimen whose names and lines would break out of a page, hide themselves and turn the text around.
evil=$(printf '<script>alert(1)<b>\342\200\256gnp.tool')
mkdir "$evil"
cp leak/package/w3csum.c "$evil/"
{
	cat leak/package/collect.py
	printf '</td></table><img src=http://127.0.0.1:9/ onerror=alert(1)>\n'
} >"$evil/\"><b>.py"
sed -i "s|^DEFAULT_DAYS = 30|DEFAULT_DAYS = 30 # </td><b>\xe2\x80\xae<!--|; s|^        yield row|        yield row # <svg onload=x>|" "$evil/\"><b>.py"
printf 'unlike anything\n' >"$evil/note.txt"
"$LAB" background --seed 3 --authors 70 --out world
A trace background build world/ordinary --out lab.bg >/dev/null
exits 0 A trace compare --case c --background lab.bg --json "$PACKAGE/collect.py" "$evil"
cp out compared
exits 0 A trace compare --case c --json "$PACKAGE/collect.py" world/ordinary/author-001
sed -n 1,60p "$PACKAGE/collect.py" >older.py
cp lab.bg late.txt
cat >list.yml <<'Y'
- { path: older.py, kind: public-code, public: 2021-01-01, reason: "<b>an older script", source: "https://example.org/<i>" }
- { path: late.txt, kind: advisory, public: 2098-01-01, reason: came later }
Y
# A clean room of which one is a renamed copy.
mkdir -p solutions/mine "solutions/<b>theirs"
cp world/ordinary/author-005/*.py solutions/mine/
sed 's/\<\([a-z]*\)_\([a-z]*\)\>/\2_\1/g' "$PACKAGE/collect.py" >"solutions/<b>theirs/tool.py"
exits 0 A trace compare --case c --json --background lab.bg --clean-room solutions --public list.yml --seen 2021-06-01 \
	"$PACKAGE/collect.py" "$evil"
check 'the copy is suspected' jq -es '.[0].suspects | map(.solution) == ["<b>theirs"]' out
cp out aside
exits 1 A trace accuse --case c "$evil" --json
cp out accused
exits 0 A trace accuse --case c world/ordinary/author-002
# Marks alone, copied out one by one into something else, are no adapted copy.
mkdir alien
{ head -30 world/ordinary/author-003/README.md; grep -ohE '"[0-9a-f]{8,10}"' leak/package/collect.py leak/package/w3csum.c | sed 's/^/print(/; s/$/)/'; } >alien/tool.txt
exits 1 A trace accuse --case c alien --json
check 'it is accused, and alien' jq -es '.[-1].accused == [2]' out
check 'only the marks are there' jq -es '.[-1].specimens[0].alike.nil' out
exits 0 A trace wave add first --case c --from 2021-01-03 --to 2021-01-04 --actor "$evil" --source "$evil" --tlp CLEAR
exits 0 A trace wave add last --case c --from 2098-01-03 --to 2098-01-04 --tlp CLEAR

for level in CLEAR AMBER+STRICT RED; do exits 0 A report --case c --audience "$level" -o "$level.html"; done
exits 0 python3 "$SOURCE_DIR/tests/helper/report_page.py" CLEAR.html AMBER+STRICT.html RED.html none.html
cat out err
check 'CLEAR counts all six' grep -q '6 conclusions are not for TLP:CLEAR' CLEAR.html
check 'CLEAR shows none' sh -c '! grep -q "compared with\|Whose copy:" CLEAR.html'
check 'AMBER+STRICT counts the accusations' grep -q '3 conclusions are not for TLP:AMBER+STRICT' AMBER+STRICT.html
check 'AMBER+STRICT shows no accusation' sh -c '! grep -q "Whose copy:\|of 88 marks read\|The marks of" AMBER+STRICT.html'
check 'RED shows all' sh -c 'test "$(grep -c "Whose copy:" RED.html)" = 3 && ! grep -q "not for TLP:RED" RED.html'
check 'nobody is named' sh -c '! grep -q "Example ISP\|Example AV" RED.html'
check 'the caution stands beside the accusation' grep -q 'on purpose, by carelessness or by a break-in' RED.html
check 'the copy' grep -q "<td class=\"n\">$copy</td>" RED.html
check 'the same bytes again' sh -c "rm c/index.db && \"$ATHAR\" report --case c --audience RED -o again.html >/dev/null 2>&1 && cmp RED.html again.html"

cat >page.py <<'PY'
# What the page says against what the commands said and what the files hold.
import glob, hashlib, json, math, os, re, sys
from html.parser import HTMLParser

class Tables(HTMLParser):
    """All tables, by caption: rows of (class, text)."""
    def __init__(self):
        super().__init__()
        self.tables, self.at, self.text = [], None, ""
    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append(["", []])
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][1][-1].append([dict(attrs).get("class", ""), ""])
        if tag in ("td", "th", "caption"):
            self.at = tag
    def handle_endtag(self, tag):
        if tag == self.at:
            self.at = None
    def handle_data(self, data):
        if self.at == "caption":
            self.tables[-1][0] += data
        elif self.at:
            self.tables[-1][1][-1][-1][1] += data

package, evil = sys.argv[1:3]
page = open("RED.html", encoding="utf-8").read()
part = page[page.index('<section id="trace">'):]
part = part[:part.index("</section>")]
t, of_first = Tables(), Tables()
t.feed(part)
of_first.feed(part.split("<h3>")[1])
first, accused = json.loads(open("compared").read()), [json.loads(l) for l in open("accused")]
# The sentence.
said = re.search(r'class="finding">Likelihood ratio 10\^(-?[\d.]+) ', part).group(1)
assert float(said) == round(first["llr"], 1), (said, first["llr"])
assert f'{first["innocents"]} innocent pairs' in part or f'{first["innocents"]:,} innocent pairs' in part
assert "No likelihood ratio: no background was given." in part
# The channels.
channels = next(rows for caption, rows in t.tables if caption.startswith("Five channels"))
for row in channels[1:]:
    c = first["channels"][row[0][1]]
    assert [row[1][1], row[2][1]] == [f'{c["shared"]:,}', f'{c["features"]:,}'], row
    assert abs(float(row[3][1]) - c["containment"]) <= .005 + 1e-9
assert len(channels) == 6
# Side by side: each line of each side once, in order, as the file has it; shades go with the bits.
steps = ["", "a", "b", "c", "d", "e"]
sides = [(c, r) for c, r in of_first.tables if re.match(r"\d+ bits: ", c)]
assert len(sides) >= 3, len(sides)
shown = 0
def escaped(line):
    # What the page does with what would hide or turn the text is checked elsewhere; here such lines only must not be as they were.
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", lambda m: "<U+%04X>" % ord(m.group()), line)
files = {"package": open(package, encoding="utf-8").read().split("\n")}
for caption, rows in sides:
    bits, a, b, name, c, d = re.fullmatch(r"(\d+) bits: .*, lines (\d+) to (\d+) = (.*), lines (\d+) to (\d+)", caption, re.S).groups()
    files["specimen"] = open(glob.glob(glob.escape(evil) + "/*.py")[0], encoding="utf-8").read().split("\n")
    if "w3csum" in name:
        continue
    for side, low, high, at in (("package", int(a), int(b), 0), ("specimen", int(c), int(d), 3)):
        lines = [row[at:at + 3] for row in rows[1:] if row[at][1]]
        numbers = [int(l[0][1]) for l in lines]
        assert numbers == list(range(low, min(high, low + 39) + 1)), (caption, side, numbers)
        for l in lines:
            want = escaped(files[side][int(l[0][1]) - 1][:400])
            assert l[2][1].replace("\\t", "\t") == want, (l, want)
            v = float(l[1][1]) if l[1][1] else 0
            shade = re.sub(r"^c ?(rare-)?", "", l[2][0])
            assert (v > 0) == (shade != ""), l
            allowed = {0: [""], 1: ["a"], 2: ["a"], 3: ["a", "b"], 8: ["b", "c"], 16: ["c", "d"], 32: ["d", "e"]}.get(v)
            want_shade = allowed or [steps[1 + sum(v > k for k in (3, 8, 16, 32))]]
            assert shade in want_shade, (l, want_shade)
            shown += 1
assert shown > 40, shown
assert "# </td><b><U+202E><!--" in "".join(l[5][1] for _, rows in sides for l in rows), "the hostile line is not shown"
# Hashes, the command, what was not found.
def digest(*paths):
    return hashlib.sha256(b"".join(sorted(hashlib.sha256(open(p, "rb").read()).digest() for p in paths))).hexdigest()
for want in (digest(package), digest(*glob.glob(glob.escape(evil) + "/*")), hashlib.sha256(open("lab.bg", "rb").read()).hexdigest(),
             *(hashlib.sha256(open(p, "rb").read()).hexdigest() for p in glob.glob(glob.escape(evil) + "/*"))):
    assert want in part, want
assert "athar trace compare --background lab.bg" in part
assert "note.txt" in part[part.index("What was not found"):part.index("The same again")]
assert "no advisory, patch or older public code" in part
# What was set aside, as the command counts it.
listed = json.loads(open("aside").read())["set_aside"]
rows = next(rows for caption, rows in t.tables if caption.startswith("What anyone could have had"))[1:]
assert [[r[0][1], r[1][1], r[2][1], r[3][1], r[4][1].replace(",", ""), r[5][1]] for r in rows] == \
    [[f'{a["kind"]}: {a["path"]}', a["public"], a["reason"], a.get("source", ""), str(a["features"]), "yes" if a["used"] else "no"]
     for a in listed], (rows, listed)
assert "The solution &lt;b&gt;theirs of the clean room holds most of the package" in part
assert "Clean room: 1 of 2 solutions used, too few" in part
channels = [rows for caption, rows in t.tables if caption.startswith("Five channels") and len(rows[0]) == 7]
assert len(channels) == 1 and sum(int(r[6][1].replace(",", "")) for r in channels[0][1:]) == sum(a["features"] for a in listed)
assert listed[0]["features"] > 100 and [a["used"] for a in listed] == [True, False]
# The accusation.
scores = next(rows for caption, rows in t.tables if caption.startswith("Whose marks match"))
best = max((a for a in accused if "score" in a), key=lambda a: a["accused"])
assert scores[1][0][1] == str(best["partner"]) and scores[1][4][1] == "accused" and scores[2][4][1] == "", scores
assert math.isclose(float(scores[1][3][1]), best["p_value"], rel_tol=.06)
read_by = [json.loads(l) for l in open("accused")][-1]["specimens"][0]["read_by"]
assert f'Of the marks {read_by["exact"]} were read exactly, {read_by["normalised"]} in their normal form and ' \
    f'{read_by["context"]} by what stands around their sites.' in part, read_by
assert "Of the package itself " in part and part.count("Who put the marks there?") == 1
# The waves: the table has the numbers of the picture, and the picture those of the command.
weigh = page[page.index('<section id="weigh">'):]
weigh = weigh[:weigh.index("</section>")]
w = Tables()
w.feed(weigh)
lines = [json.loads(l) for l in os.popen(f'"{os.environ["ATHAR"]}" trace weigh --case c --json 2>/dev/null')]
rows = [r for caption, table in w.tables if caption.startswith("Hypotheses by") for r in table[1:]]
assert len(rows) == len(lines) == weigh.count('class="lane-name"'), (len(rows), len(lines))
for row, line in zip(rows, lines):
    assert row[6][1] == ("excluded" if line["excluded"] else "%+.1f" % line["llr"]), (row, line)
assert weigh.count(">excluded</text>") == sum(l["excluded"] for l in lines) > 0
assert weigh.count("<li>") == 0 and "by &lt;script&gt;" in weigh
PY
check 'the page against commands and files' python3 page.py "$PACKAGE/collect.py" "$evil"

# The same for what the desk says on the screen.
exits 0 A status --case c
check 'status names parties by number' grep -q 'The marks of party 2 were found' out
exits 0 A status --case c --audience AMBER+STRICT
check 'status for others names none' sh -c '! grep -q "party 2" out && grep -q "nobody is accused\|nobody accused" out'
finish
