# The template: what a case begins with, replayed as of a day, and rebuilt from the record.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export XDG_STATE_HOME=$T/state ATHAR_CASE=$T/case
fail() { echo "FAIL: $*" >&2; exit 1; }
"$ATHAR" init "$T/case" --template exchange-2021 2>"$T/err" || { cat "$T/err" >&2; fail init; }
"$ATHAR" timeline --json 2>/dev/null >"$T/all"
"$ATHAR" timeline --json --as-of 2021-03-05 2>/dev/null >"$T/march5"

# Every fact of both tables, and no other, by a reader of our own.
python3 - "$SOURCE_DIR" "$T/all" "$T/march5" <<'PY'
import json, sys
base, every, then = sys.argv[1:]
def table(name):
    head, rows = None, []
    for line in open(f"{base}/data/{name}", encoding="utf-8"):
        cells = line.rstrip("\n").lstrip("# ").split("\t")
        if head is None:
            if len(cells) > 1:
                head = cells
        elif not line.startswith("#"):
            rows.append(dict(zip(head, cells)))
    return rows
events, counts = table("template-exchange-2021.tsv"), table("published-counts.tsv")
got = [json.loads(line) for line in open(every)]
assert len(got) == len(events) + len(counts), (len(got), len(events), len(counts))
texts = [row["text"] for row in got]
for row in events:
    assert row["text"] in texts, row
    assert row["source"] and row["comment"], row
for row in counts:
    number = f'{int(row["count"]):,}'
    assert any(g["lane"] == "census" and g["text"].startswith(number + " ") and row["who"] in g["text"] for g in got), row
assert all(g["tlp"] == "CLEAR" and g["source"] for g in got)
assert [(g["happened"], g["entry"]) for g in got] == sorted((g["happened"], g["entry"]) for g in got)
# As of 5 March: exactly what was said by then, and that is little.
early = [json.loads(line) for line in open(then)]
assert early == [dict(g, proven=False) for g in got if g["known"] < "2021-03-06"], len(early)
said = " ".join(g["text"] for g in early)
for later in ("DEVCORE", "MAPP", "Volexity", "older cumulative", "82,000"):
    assert later not in said, later
for by_then in ("Emergency updates", "no update for anything but the newest", "21-02"):
    assert by_then in said, by_then
PY

# The case is about the four CVEs, and the index is a fold: without it nothing is lost.
sqlite3 "$T/case/index.db" 'select cve from know_cve order by cve' >"$T/cves"
printf 'CVE-2021-%s\n' 26855 26857 26858 27065 | cmp - "$T/cves" || fail 'the CVEs of the case'
rm "$T/case/index.db"
"$ATHAR" timeline --json 2>/dev/null | cmp - "$T/all" || fail 'a rebuilt index shows something else'
"$ATHAR" verify >/dev/null 2>&1 || fail 'the case is not sound'
echo ok
