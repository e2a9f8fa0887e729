# docs/json.md against the program: every member that the commands' code can print stands there, and every member that commands
# print on a small case stands in the row of that command.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export HOME="$dir" XDG_STATE_HOME="$dir/state"
unset ATHAR_CASE
python3 - "$ATHAR" "$LAB" "$SOURCE_DIR" <<'END'
import json, os, pathlib, re, subprocess, sys

ATHAR, LAB, SOURCE = sys.argv[1:]
DOC = pathlib.Path(SOURCE, "docs/json.md").read_text()
ROWS = {}
for line in DOC.splitlines():
    if line.startswith("| `"):
        commands, keys = line[1:].split(" | ", 1)
        group = ""
        for command in re.findall("`([^`]+)`", commands):
            # "`share person add`, `list`": the second is of the same group.
            command = command if " " in command or not group else f"{group} {command}"
            group = command.rpartition(" ")[0]
            ROWS.setdefault(command, set()).update(re.findall(r'(?<!:)"([a-z0-9_]+)"', keys))
assert len(ROWS) > 30 and "more" in ROWS["status"], ROWS.keys()
ALL = set().union(*ROWS.values())

# What the code can print.  The body that a scan leaves in the record is no line of JSON.
KEEP = {"hunt_scan.c"}
ELSEWHERE = ["src/hunt/tell.c", "src/trace/compare_json.c", "src/trace/accuse_json.c"]
for path in sorted(pathlib.Path(SOURCE, "src/cli").glob("*.c")) + [pathlib.Path(SOURCE, p) for p in ELSEWHERE]:
    if path.name not in KEEP:
        keys = set(re.findall(r'(?:jsonw_k|put_)\w+\(\s*&?w,\s*"([a-z0-9_]+)"', path.read_text()))
        assert keys <= ALL, (path.name, "not in docs/json.md:", keys - ALL)

# Members whose own members are named by the input or by words that the page lists.
FREE = {"fields", "stages", "levels"}
SEEN = {}


def members(value):
    if isinstance(value, list):
        return set().union(*(members(v) for v in value)) if value else set()
    if isinstance(value, dict):
        return set(value).union(*(members(v) for k, v in value.items() if k not in FREE))
    return set()


def run(command, *args, rc=(0, 1)):
    got = subprocess.run([ATHAR, *command.split(), *args, "--json"], capture_output=True, text=True)
    assert got.returncode in rc, (command, args, got.returncode, got.stderr)
    lines = [json.loads(line) for line in got.stdout.splitlines()]
    assert lines, (command, "printed nothing")
    row = ROWS["share mark DIR --copies N ..." if "--copies" in args else "share mark DIR" if command == "share mark" else
               "checkpoint --check" if command == "checkpoint" else command]
    extra = members(lines) - row
    assert not extra, (command, "prints what its row in docs/json.md does not have:", extra)
    SEEN.setdefault(command, set()).update(members(lines))
    return lines


def check_seen(command, *optional):
    missing = ROWS[command] - SEEN[command] - set(optional)
    assert not missing, (command, "never printed:", missing)


subprocess.run([LAB, "logs", "--seed", "3", "--size", "1M", "--days", "6", "--out", "w"], check=True, stdout=subprocess.DEVNULL)
subprocess.run([ATHAR, "init", "case", "--template", "exchange-2021"], check=True, capture_output=True)
os.environ["ATHAR_CASE"] = "case"
record = {"dataType": "CVE_RECORD", "cveMetadata": {"cveId": "CVE-2030-10001", "dateUpdated": "2030-01-01"},
          "containers": {"cna": {"affected": [{"product": "W"}]}}}
pathlib.Path("cve.json").write_text(json.dumps(record))
pathlib.Path("bad.json").write_text("[]")
pathlib.Path("s.csv").write_text("ip,time,version\n192.0.2.1,2021-03-05T10:00:00Z,15.1.2176.2\n192.0.2.2,x,15.1.2176.2\n")
run("know import", "cve.json", "bad.json")
run("know check", "-", "15.1.2176.2")
run("know check", "-", "15.1.1415.8")
run("event add", "--happened", "2021-03-05", "--known", "2021-03-06", "--lane", "attack", "--text", "seen", "--source", "us")
run("census import", "s.csv")
run("census count")
run("hunt scan", "w/logs", "bad.json")
run("hunt rules check", *map(str, sorted(pathlib.Path(SOURCE, "rules").glob("*.yml"))[:3]))
run("timeline")
run("timeline", "--as-of", "2021-03-04")
run("status")
run("verify")
package = str(pathlib.Path(SOURCE, "lab/package"))
run("share mark", package)
subprocess.run(["openssl", "rand", "-out", "secret", "32"], check=True)
os.chmod("secret", 0o600)
run("share mark", package, "--copies", "3", "--secret", "secret", "--out", "copies")
copy = next(p for p in sorted(pathlib.Path("copies").iterdir()) if p.is_dir())
run("trace accuse", "--manifest", "copies/manifest.json", "--package", package, str(copy))
run("trace pairs", "--least", "0", package)
run("trace wave add", "second", "--from", "2021-02-28", "--to", "2021-03-02", "--cve", "CVE-2021-26855", "--actor", "Tick",
    "--source", "ESET", "--known", "2021-03-10")
run("trace evidence add", "--wave", "second", "--for", "capture=0.5", "--for", "partner:2=1", "--text", "seen")
run("trace wave list")
pathlib.Path("prior.yml").write_text("independent: 0.5\npartner: 0.5\n")
run("trace weigh", "--prior", "prior.yml")
run("case retract", "0", "--why", "a test")
run("case erase", "1", "--why", "a test")
run("verify")
for command, *optional in (["know import"], ["know check"], ["event add"], ["census import"], ["census count"],
                           ["hunt scan", "more_gaps", "pages_left_out"], ["timeline"], ["status"],
                           ["trace wave add"], ["trace evidence add"], ["trace wave list"], ["trace weigh"], ["verify", "more_problems"],
                           # What releases of a case add: tests/shell/share_insider.sh reads it.
                           ["trace accuse", "package_sha256", "copies", "acknowledged", "at", "entered_by", "committed", "copy",
                            "downloads", "entry", "released", "stage"]):
    check_seen(command, *optional)
END
