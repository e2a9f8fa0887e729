#!/usr/bin/env python3
"""Check a world of logs against its truth, with readers and conditions of our own.

usage: check_logs.py DIR

Every planted row must stand where the truth says and meet its condition; no
benign row may meet any; one benign row in twenty of each kind at least must be awkward.
"""
import csv
import io
import json
import pathlib
import re
import sys

CRAWLERS = ("DuckDuckBot/1.0", "facebookexternalhit/1.1", "Baiduspider/2.0", "Bingbot/2.0", "Googlebot/2.1",
            "Exabot-Thumbnails", "Yahoo!+Slurp", "YandexBot/3.0", "Chrome/51.0.2704.103")
SCRIPTS = ("ExchangeServicesClient/0.0.0.0", "python-requests/2.19.1", "python-requests/2.25.1")
STATIC = re.compile(r"/ecp/[0-9a-z]{1,3}\.js|/ecp/auth/w\.js|/owa/auth/[wx]\.js|/ecp/main\.css|/ecp/default\.flt"
                    r"|/owa/auth/current/themes/resources/logon\.css", re.I)
CLEANUP = ("cmd.exe /c cd /d c:/inetpub/wwwroot/aspnet_client", "aspnet_client&del '", "&echo [s]")


def like(pattern, text):
    return re.fullmatch(".*".join(re.escape(p) for p in pattern.split("*")), text, re.I | re.S) is not None


def httpproxy_conditions(row, raw):
    found = set()
    anchor = row["anchormailbox"]
    if like("ServerInfo~*/*", anchor):
        found.add(1)
    if row["authenticateduser"] == "" and like("Server~*/*~*", row["backendcookie"]):
        found.add(2)
    if "ServerInfo~" in raw and STATIC.search(raw):
        found.add(3)
    if like("ServerInfo~*/*Reset*VirtualDirectory#", anchor) and row["httpstatus"] == "200":
        found.add(15)
    return found


def iis_conditions(row, site):
    found = set()
    stem, query, post = row["cs-uri-stem"].lower(), row["cs-uri-query"], row["cs-method"] == "POST"
    agent = row["cs(user-agent)"]
    if post and stem.startswith("/owa/auth/current/themes/resources/"):
        found.add(4)
    if post and stem.startswith("/owa/auth/current/") and any(c in agent for c in CRAWLERS):
        found.add(5)
    if post and stem.startswith("/ecp/") and agent in SCRIPTS:
        found.add(5)
    if post and (stem in ("/ecp/default.flt", "/ecp/main.css") or re.fullmatch(r"/ecp/.\.js", stem)):
        found.add(6)
    if site == "W3SVC2" and query.startswith("t="):
        found.add(7)
    if (post and row["sc-status"] == "200" and stem == "/ecp/ddi/ddiservice.svc/setobject" and "schema=Reset" in query
            and "VirtualDirectory" in query and row["cs-username"].endswith("$")):
        found.add(14)
    spaced = query.lower().replace("+", " ")
    if any(c in spaced for c in CLEANUP):
        found.add(22)
    if post and "antSword/v2.1" in agent:
        found.add(23)
    return found


def ecp_conditions(data):
    found = set()
    if "S:CMD=Set-OabVirtualDirectory.ExternalUrl='" in data:
        found.add(16)
    if re.search(r"Set-\w+VirtualDirectory.*Url=''[^']*<\w", data):
        found.add(16)
    if any(c in data.lower() for c in CLEANUP):
        found.add(22)
    return found


def oab_conditions(message):
    m = re.search(r"Download failed and temporary file '(.*?)' needs to be removed", message)
    if m and "\\clientaccess\\oab\\" not in m.group(1).lower():
        return {12}
    return set()


def records(data):
    """Physical line, offset and text of every CSV record or # line, quoted line ends included."""
    at, line = 0, 1
    while at < len(data):
        end = at
        while True:
            nl = data.find(b"\n", end)
            end = len(data) if nl < 0 else nl + 1
            text = data[at:end]
            if text.startswith(b"#") or text.count(b'"') % 2 == 0 or nl < 0:
                break
        yield line, at, text
        line += text.count(b"\n")
        at = end


def read_csv(path, data):
    header, bom = None, data.startswith(b"\xef\xbb\xbf")
    for line, at, raw in records(data[3:] if bom else data):
        text = raw.decode("utf-8")
        assert text.endswith("\r\n"), (path, line, "no CRLF")
        if text.startswith("#Fields: "):
            header = next(csv.reader([text[9:]]))
        if text.startswith("#"):
            continue
        cells = next(csv.reader(io.StringIO(text, newline=""), strict=True))
        if cells[0].lower() in ("datetime", "timestamp", "date-time"):
            header = cells
            continue
        assert len(cells) == len(header), (path, line, len(cells), len(header))
        yield line, at + (3 if bom else 0), text, dict(zip([h.lower() for h in header], cells))


def read_w3c(path, data):
    header = None
    for n, text in enumerate(data.decode("utf-8").split("\r\n")[:-1], 1):
        if text.startswith("#Fields:"):
            header = text[8:].lower().split()
        if not text.startswith("#"):
            cells = text.split(" ")
            assert len(cells) == len(header), (path, n, cells)
            yield n, None, text, dict(zip(header, cells))


def conditions(path, row, raw):
    if "HttpProxy" in path:
        return "httpproxy", httpproxy_conditions(row, raw)
    if "W3SVC" in path:
        return "iis", iis_conditions(row, path.split("/")[-2])
    if "ECP" in path:
        return "ecp", ecp_conditions(row["eventdata"])
    return "oab", oab_conditions(row["message"])


def main(root):
    truth = [json.loads(x) for x in (root / "truth.jsonl").read_text().splitlines()]
    total, planted = truth.pop(), {}
    for t in truth:
        assert t["kind"] == "planted", t
        planted[t["file"], t["row"]] = t
    counts = {k: {"rows": 0, "planted": 0, "awkward": 0} for k in ("httpproxy", "iis", "ecp", "oab")}
    clients, everyday, shells, layouts = {}, set(), set(), set()
    files, size, newlines = 0, 0, 0
    for full in sorted(p for p in (root / "logs").rglob("*") if p.is_file()):
        path, data = str(full.relative_to(root)), full.read_bytes()
        files, size, last = files + 1, size + len(data), ""
        for line, at, raw, row in (read_w3c if "W3SVC" in path else read_csv)(path, data):
            kind, found = conditions(path, row, raw)
            stamp = row.get("datetime") or row.get("timestamp") or row.get("date-time") or row["date"] + row["time"]
            assert last <= stamp, (path, line, "out of order")
            last = stamp
            newlines += raw.count("\n") > 1
            layouts.add((kind, tuple(row)))
            counts[kind]["rows"] += 1
            if kind == "iis":
                clients.setdefault(row["cs-uri-stem"].lower(), set()).add(row["c-ip"])
            t = planted.pop((path, line), None)
            if t is None:
                assert not found, (path, line, found, raw)
                awkward = any(x in raw for x in ("Server~", "/ecp/", "ServerInfo"))
                counts[kind]["awkward"] += awkward
                if kind == "iis" and row["cs-method"] == "POST":
                    everyday.add(row["cs-uri-stem"].lower())
                continue
            counts[kind]["planted"] += 1
            assert data[t["offset"]:].startswith(raw.encode()), (path, line, "offset")
            assert at is None or at == t["offset"], (path, line, "offset")
            # Condition 23 is a frequency and is looked at below; its marked agent is one sign of it.
            assert t["condition"] in found | {23}, (t, found)
            assert found <= {t["condition"], *t["also"]}, (t, found)
            if t["condition"] == 23:
                shells.add(row["cs-uri-stem"].lower())
            client = row.get("clientipaddress") or row.get("c-ip")
            assert t["client"] == client, (t, client)
    assert not planted, ("never met", planted)
    for kind, n in counts.items():
        assert total[kind] == n, (kind, total[kind], n)
    assert total["files"] == files and total["bytes"] == size, (total, files, size)
    # An everyday page that is posted to has three clients at least, a web shell's one or two.
    assert all(len(clients[stem]) > 2 for stem in everyday), {s: clients[s] for s in everyday if len(clients[s]) < 3}
    assert all(len(clients[stem]) < 3 for stem in shells), {s: clients[s] for s in shells}
    rows = sum(n["rows"] - n["planted"] for n in counts.values())
    share = sum(n["awkward"] for n in counts.values()) / rows
    slack = 0.004 + 3 * (0.05 * 0.95 / rows) ** 0.5
    # Of each kind in the order written, so that no world is too small for it; and not all of them exceptions.
    assert all(20 * n["awkward"] >= n["rows"] - n["planted"] for n in counts.values()), ("awkward rows", counts)
    assert 0.05 <= share, ("awkward share", share)
    # In a world of few rows a file each file of the control panel's has one.
    assert share < 0.05 + slack or rows < 20 * files, ("awkward share", share)
    if total["by_condition"]:
        assert set(total["by_condition"]) == set("1 2 3 4 5 6 7 12 14 15 16 22 23".split()), total["by_condition"]
    print(f"{rows} benign rows, {sum(n['planted'] for n in counts.values())} planted, awkward share {share:.4f}, "
          f"{len(layouts)} layouts, {newlines} rows over several lines")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
