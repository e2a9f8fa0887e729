# A lab world whose truth is known: every planted row is found and nothing else is; the prefilter, the number of readers
# and the packing change nothing; three conditions in Python, row by row, give the same rows; a case keeps it all.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export HOME="$dir" XDG_STATE_HOME="$dir/state"
unset ATHAR_CASE
failed=0
fail() { echo "$1"; failed=1; }
"$LAB" logs --seed 11 --size 8M --days 14 --out world --zip world.zip >/dev/null
scan() { out=$1; shift; status=0; "$ATHAR" hunt scan --json "$@" >"$out" 2>err || status=$?; [ $status -eq 1 ] || { cat err; fail "exit $status: $*"; }; }

# Conditions 1 to 22 are rows; 23 is a page, told by its first and last row.
scan one.jsonl --threads 1 world/logs
jq -r 'select(.kind == "planted" and .condition != 23) | "\(.file) \(.row) \(.offset)"' world/truth.jsonl | sort -u >planted
jq -r 'select(.kind == "planted") | "\(.file) \(.row) \(.offset)"' world/truth.jsonl | sort -u >any
jq -r 'select(.kind == "finding" and .level != "informational") | "\(.file[6:]) \(.row) \(.offset)"' one.jsonl | sort -u >found
[ -s planted ] || fail "nothing was planted"
comm -23 planted found | sed 's/^/planted, not found: /'
comm -13 any found | sed 's/^/found, not planted: /'
[ -z "$(comm -23 planted found)$(comm -13 any found)" ] || failed=1
# What other tools drop is there, and lower.
jq -r 'select(.dropped_by_others != null) | "\(.file) \(.row)"' world/truth.jsonl | sort -u >dropped
jq -r 'select(.kind == "finding" and (.level == "low" or .level == "medium")) | "\(.file[6:]) \(.row)"' one.jsonl | sort -u >lower
[ -s dropped ] && [ -z "$(comm -23 dropped lower)" ] || fail "rows that others drop: $(comm -23 dropped lower)"

# Threads, prefilter, order.
scan four.jsonl --threads 4 world/logs
cmp one.jsonl four.jsonl || fail "four readers give another result"
scan slow.jsonl --no-prefilter world/logs
cmp one.jsonl slow.jsonl || fail "the prefilter changes the result"
# Findings come file by file as the files are walked, and by offset within each.
jq -r 'select(.kind == "finding" or .kind == "file") | "\(.file)\t\(.offset // 1e18)"' one.jsonl >order
LC_ALL=C sort -t"$(printf '\t')" -s -k1,1 -k2,2g order | cmp - order || fail "findings are out of order"

# Zip and gzip, in place: the same findings under other names.
scan zip.jsonl world.zip
for f in one zip; do
	jq -c 'select(.kind == "finding") | .file |= sub("^world(.zip)?/"; "")' $f.jsonl | sort >$f.findings
done
cmp one.findings zip.findings || fail "a zip gives other findings"
cp -r world/logs packed && find packed -type f -exec gzip {} +
scan gz.jsonl packed
jq -c 'select(.kind == "finding") | .file |= sub("^packed/"; "logs/") | .file |= sub(".gz$"; "")' gz.jsonl | sort | cmp - one.findings ||
	fail "gzip gives other findings"

# The hash of each file with a finding is that of its bytes.
jq -r 'select(.kind == "file" and .findings > 0) | "\(.sha256)  \(.file)"' one.jsonl | sha256sum --quiet -c - || fail "hashes"
[ -z "$(jq -r 'select(.kind == "finding") | .file' one.jsonl | sort -u | comm -23 - <(jq -r 'select(.kind == "file" and .sha256 != null) | .file' one.jsonl | sort -u))" ] ||
	fail "a file with a finding has no hash"

# The twin: Python's own csv and split, three conditions, row by row.
cat >twin.py <<'END'
import csv, io, os, sys
for base, _, names in sorted(os.walk("world/logs")):
    for name in sorted(names):
        path = os.path.join(base, name)
        raw = open(path, "rb").read().decode("utf-8-sig", "replace")
        if "HttpProxy" in path:
            reader, head, before = csv.reader(io.StringIO(raw, newline="")), None, 0
            for row in reader:
                line, before = before + 1, reader.line_num
                if row and row[0].startswith("#Fields: "):
                    row[0] = row[0][9:]
                    head = [c.lower() for c in row]
                elif head is None and "anchormailbox" in [c.lower() for c in row]:
                    head = [c.lower() for c in row]
                elif head and row and row[0][:1].isdigit():
                    r = dict(zip(head, row))
                    if r["authenticateduser"] == "" and "server~" in r["backendcookie"].lower() and \
                            "~" in r["backendcookie"].lower().split("server~", 1)[1].partition("/")[2]:
                        print("cookie", path, line)
        elif "LogFiles" in path:
            fields = []
            for line, text in enumerate(raw.split("\n"), 1):
                text = text.rstrip("\r")
                if text.startswith("#Fields: "):
                    fields = text[9:].split(" ")
                elif fields and text[:1].isdigit():
                    r = dict(zip(fields, text.split(" ")))
                    if r["cs-method"] == "POST" and r["cs-uri-stem"].lower() in ("/ecp/default.flt", "/ecp/main.css"):
                        print("static", path, line)
                    if r.get("cs(User-Agent)", "").lower().startswith("antsword/"):
                        print("sword", path, line)
END
python3 twin.py | sort >twin
{
	jq -r 'select(.title == "Request without a user whose back-end cookie holds a path") | "cookie \(.file) \(.row)"' one.jsonl
	jq -r 'select(.title == "POST to a script, style sheet or filter file of the control panel" and
		(.fields["cs-uri-stem"] | test("default.flt|main.css"))) | "static \(.file) \(.row)"' one.jsonl
	jq -r 'select(.title == "Request by the web-shell client antSword") | "sword \(.file) \(.row)"' one.jsonl
} | sort >ours
for what in cookie static sword; do grep -q "^$what " twin || fail "the twin has no row for $what"; done
diff twin ours || fail "the twin found other rows"

# In a case: kept, shown, the same again said to be the same.
"$ATHAR" init case >/dev/null 2>&1 || fail "no case"
status=0
"$ATHAR" hunt scan --case case --json world/logs >kept.jsonl 2>err || status=$?
[ $status -eq 1 ] || { cat err; fail "in a case: exit $status"; }
cmp one.jsonl kept.jsonl || fail "a case changes what is printed"
"$ATHAR" hunt scan --case case world/logs >/dev/null 2>err || true
[ "$(sqlite3 case/index.db 'SELECT count(*) FROM hunt_finding WHERE entry = 0')" = "$(grep -c '"kind":"finding"' one.jsonl)" ] || fail "findings in the index"
"$ATHAR" timeline --case case --audience RED --json >timeline || fail "timeline"
[ "$(jq -r 'select(.lane == "hunt") | .text' timeline | grep -c 'the same as entry 0 found')" = "$(jq -r 'select(.lane == "hunt" and .entry == 0) | .text' timeline | grep -c .)" ] ||
	{ fail "the timeline does not say that it is the same again"; cat timeline; }
"$ATHAR" verify --case case >/dev/null 2>err || { cat err; fail "the case is not sound"; }
exit $failed
