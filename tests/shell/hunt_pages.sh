# A web shell's use is a frequency: the finding at its thresholds and one beside them.  And what is said of logs with missing
# days, and of a log that is truncated while it is read.  All by hand, in logs written here.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export HOME="$dir" XDG_STATE_HOME="$dir/state"
unset ATHAR_CASE
python3 - "$ATHAR" <<'END'
import json, os, signal, subprocess, sys, time

ATHAR = sys.argv[1]
HEAD = ("#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2021-01-01 00:00:00\n"
        "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) "
        "sc-status sc-substatus sc-win32-status time-taken\n")
SHELL = "/aspnet_client/zz.aspx"


def row(when, method, stem, ip, status=200):
    return f"{when} 10.0.0.5 {method} {stem} - 443 - {ip} Mozilla/5.0 - {status} 0 0 15\n"


def day(when):
    return "".join(row(f"{when} {h:02d}:00:00", "GET", "/owa/auth/logon.aspx", f"10.1.0.{i}") for h in range(24) for i in range(5))


def log(path, days, extra):
    """A log of ordinary days; ${extra} are rows, each put behind its day."""
    with open(path, "w") as f:
        f.write(HEAD)
        for d in days:
            f.write(day(d))
            f.writelines(r for r in extra if r.startswith(d))


def scan(*paths, threads="2", rc=None):
    got = subprocess.run([ATHAR, "hunt", "scan", "--json", "--threads", threads, *paths], capture_output=True)
    assert rc is None or got.returncode == rc, (got.returncode, got.stderr)
    return [json.loads(line) for line in got.stdout.splitlines()]


def found(*paths):
    return [(f["level"], f["stage"], f["row"]) for f in scan(*paths) if f["kind"] == "finding"]


JAN = [f"2021-01-{i:02d}" for i in range(1, 32)]
def post(n, stem=SHELL, at="2021-01-20 23:00"):
    return row(f"{at}:{n:02d}", "POST", stem, f"192.0.2.{n}")

# One and two clients are few, three are many, whoever of them only looks.
log("one.log", JAN, [post(1), post(1)])
log("two.log", JAN, [post(1), post(2)])
log("three.log", JAN, [post(1), post(2), post(3)])
log("looks.log", JAN, [post(1), post(2), row("2021-01-21 01:00:00", "GET", SHELL, "192.0.2.3")])
log("missed.log", JAN, [post(1), post(2), row("2021-01-21 01:00:00", "GET", SHELL, "192.0.2.3", 404)])
log("get.log", JAN, [row("2021-01-20 23:00:00", "GET", SHELL, "192.0.2.1")])
log("cased.log", JAN, [post(1), post(2, SHELL.upper()), post(3, SHELL + "/x")])
log("elsewhere.log", JAN, [post(1, "/app/x.aspx"), post(2, "/app/x.aspx")])
assert found("one.log") == found("two.log") == [("medium", "shell", 4 + 2400 + 1), ("medium", "shell", 4 + 2400 + 2)], found("two.log")
assert found("missed.log") == found("two.log"), found("missed.log")
assert found("elsewhere.log") == [("medium", "attempt", 2405), ("medium", "attempt", 2406)], found("elsewhere.log")
for none in "three", "looks", "get", "cased":
    assert found(none + ".log") == [], (none, found(none + ".log"))

# Two clients in two files are two, three in three are three.
for i in 1, 2, 3:
    d = f"2021-01-{9 + i}"
    log(f"part{i}.log", [d], [post(i, at=d + " 23:00")])
assert len(found("part1.log", "part2.log")) == 2
assert found("part1.log", "part2.log", "part3.log") == []

# New is what nobody asked for before 3 January 2021, to the second; wherever in the file that stands.
asked = [row("2021-01-02 23:59:59", "GET", SHELL, "192.0.2.1"), row("2021-01-02 23:59:59", "GET", SHELL, "192.0.2.1", 404),
         row("2021-01-03 00:00:00", "GET", SHELL, "192.0.2.1")]
for n, (r, want) in enumerate(zip(asked, (0, 1, 1))):
    log("new.log", JAN, [r, post(1)])
    assert len(found("new.log")) == want, r
    log("new.log", JAN, [post(1)])
    with open("new.log", "a") as f:
        f.write(r)
    assert len(found("new.log")) == want, ("at the end", r)

# A log put together in the wrong order ends where its latest day is, though that comes first.
log("feb.log", ["2021-02-10"], [])
log("both.log", JAN, [])
with open("mixed.log", "w") as f:
    f.write(open("feb.log").read() + "".join(line for line in open("both.log") if line[0] != "#"))
got = [f for f in scan("mixed.log") if f["kind"] == "file"][0]
assert got["from"] <= "2021-01-31T23:00:00Z" and got["to"] >= "2021-02-10T00:00:00Z", got

# Missing days: of all folders together, of each, and on the screen.  3 and 4 lack in one, 4 and 6 in the other.
for site, lack in ("W1", (3, 4)), ("W2", (4, 6)):
    os.mkdir(site)
    for i in range(1, 9):
        if i not in lack:
            log(f"{site}/u_ex21010{i}.log", [f"2021-01-0{i}"], [])
cover = [c for c in scan("W1", "W2", rc=0) if c["kind"] == "coverage"]
assert len(cover) == 1 and cover[0]["gaps"] == [["2021-01-04T00:00:00Z", "2021-01-04T23:59:59Z"]], cover
assert [(f["folder"], f["gaps"], f["longest"]) for f in cover[0]["folders"]] == [
    ("W1", 1, ["2021-01-03T00:00:00Z", "2021-01-04T23:59:59Z"]), ("W2", 2, ["2021-01-04T00:00:00Z", "2021-01-04T23:59:59Z"])], cover
assert (cover[0]["from"], cover[0]["to"]) == ("2021-01-01T00:00:00Z", "2021-01-08T23:00:00Z"), cover
text = subprocess.run([ATHAR, "hunt", "scan", "W1", "W2"], capture_output=True, text=True).stdout
assert "1 gap, the first from 2021-01-04T00:00:00Z" in text, text
assert "W1 has gaps of its own, the longest from 2021-01-03T00:00:00Z to 2021-01-04T23:59:59Z" in text, text
assert "W2 has gaps of its own, the longest from 2021-01-04T00:00:00Z" in text, text
text = subprocess.run([ATHAR, "hunt", "scan", "W1"], capture_output=True, text=True).stdout
assert "of its own" not in text, text
verdicts = {v["cve"]: (v["stage"], v["confidence"]) for v in scan("two.log") if v["kind"] == "verdict"}
assert verdicts["CVE-2021-27065"] == ("shell", "medium") and verdicts["CVE-2021-26855"] == (None, None), verdicts

# Truncated while it is read: stopped once the reader has some of it, cut, and let go on.
def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as f:
        return [int(p) for p in f.read().split()]

def read_so_far(pid):
    try:
        with open(f"/proc/{pid}/io") as f:
            return int(f.readline().split()[1])
    except (OSError, ValueError):
        return 0

subprocess.run([ATHAR, "init", "case"], check=True, capture_output=True)
os.environ["ATHAR_CASE"] = "case"
body = "".join(day(d) for d in JAN)
for attempt in range(20):
    with open("big.log", "w") as f:
        f.write(HEAD + "".join([post(1), post(2)]))
        for i in range(160):
            f.write(body)
    size = os.path.getsize("big.log")
    with open("out.json", "wb") as out, open("err", "wb") as err:
        p = subprocess.Popen([ATHAR, "hunt", "scan", "--json", "--threads", "1", "big.log"], stdout=out, stderr=err)
        reader = None
        while p.poll() is None and reader is None:
            reader = next((c for c in children(p.pid) if read_so_far(c) > 1 << 20), None)
        if reader is not None:
            os.kill(reader, signal.SIGSTOP)
            os.truncate("big.log", 600000)
            os.kill(reader, signal.SIGCONT)
        rc = p.wait()
    lines = [json.loads(line) for line in open("out.json")]
    unread = [u for u in lines if u["kind"] == "unread"]
    if unread:
        break
else:
    sys.exit("FAIL: never caught the reader in the middle")
assert len(unread) == 1 and unread[0]["file"] == "big.log", unread
assert "was truncated while it was read" in unread[0]["why"] and f"of {size} bytes" in unread[0]["why"], unread
# What came before counts, the exit tells of it, and the case holds the whole of this answer or nothing.
assert rc == 1 and len([f for f in lines if f["kind"] == "finding"]) == 2, (rc, lines)
assert lines[-1]["kind"] == "summary" and lines[-1]["unread"] == 1, lines[-1]
sound = json.loads(subprocess.run([ATHAR, "verify", "--json"], capture_output=True).stdout)
assert sound["sound"] and sound["size"] == 1, sound
assert not [n for _, _, names in os.walk("case/blobs") for n in names if n.startswith("staged-")]
END
