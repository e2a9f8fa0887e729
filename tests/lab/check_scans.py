#!/usr/bin/env python3
"""Check a world of scan exports against its truth by reading the exports again.

usage: check_scans.py DIR BUILD_TABLE
"""
import base64
import csv
import datetime
import hashlib
import json
import pathlib
import re
import sys

WINDOW = 14


def der(data, at):
    """Start of the body and end of the element at ${at}."""
    n, body = data[at + 1], at + 2
    if n & 0x80:
        k = n & 0x7F
        n, body = int.from_bytes(data[body:body + k], "big"), body + k
    return body, body + n


def spki_hash(certificate):
    at, _ = der(certificate, 0)
    at, _ = der(certificate, at)
    for _ in range(6):  # version, serial, signature, issuer, validity, subject
        at = der(certificate, at)[1]
    return hashlib.sha256(certificate[at:der(certificate, at)[1]]).hexdigest()


def zgrab2(path):
    orders = set()
    for n, line in enumerate(path.read_text().splitlines()):
        r = json.loads(line)
        http = r["data"]["http"]
        if http["status"] != "success":
            continue
        response = http["result"]["response"]
        headers = {u["key"]: u["value"][0] for u in response["headers"]["unknown"]}
        orders.add(tuple(u["key"] for u in response["headers"]["unknown"]))
        m = re.search(r"/owa/auth/([0-9.]+)/themes", response["body"])
        version = headers.get("x_owa_version") or (m.group(1) if m else "")
        if not version and "x_feserver" not in headers:
            continue
        request, key = response["request"], None
        if "tls_log" in request:
            certificate = request["tls_log"]["handshake_log"]["server_certificates"]["certificate"]
            key = certificate["parsed"]["subject_key_info"]["fingerprint_sha256"]
            if n % 20 == 0:
                assert spki_hash(base64.b64decode(certificate["raw"], validate=True)) == key, (path, n)
        host = request["url"]["host"].partition(":")
        port = int(host[2] or (443 if request["url"]["scheme"] == "https" else 80))
        yield r["ip"], port, http["timestamp"], version, headers.get("x_feserver", ""), key
    assert len(orders) > 20, "the headers' order is not random"


def shadowserver(path):
    for r in csv.DictReader(path.open(newline=""), strict=True):
        yield r["ip"], int(r["port"]), r["timestamp"].replace(" ", "T") + "Z", r["version"], r["servername"], None


def plain(path):
    for r in csv.DictReader(path.open(newline=""), strict=True):
        yield r["ip"], int(r["port"]), r["time"], r["version"], r["server_name"], r["key_sha256"] or None


def read_table(path):
    """Four-part builds by state, and for each three-part one the states that it may mean."""
    exact, short = {}, {}
    for r in csv.DictReader(open(path), delimiter="\t"):
        state = {"yes": "fixed", "no": "unfixed"}.get(r["march2021_fixed"], "na")
        exact[r["build_short"]] = state
        short.setdefault(r["build_short"].rpartition(".")[0], set()).add(state)
    return exact, short


def main(root, table):
    truth = json.loads((root / "truth.json").read_text())
    exact, short = read_table(table)
    names = {"zgrab2": zgrab2, "shadowserver": shadowserver, "csv": plain}
    collisions, wildcard, moved = {}, {}, {}
    for name in sorted(truth["files"]):
        last, at, seen = {}, {}, set()
        for day, told in zip(truth["days"], truth["files"][name]):
            fresh, records = set(), 0
            for record in names[name](root / told["file"]):
                records += 1
                assert record[0].startswith(("100.", "198.18.", "198.19.")), record
                if record not in seen:
                    fresh.add(record)
            assert len(fresh) == told["sightings"], (told, len(fresh))
            assert records == told["records"] - told["other"], (told, records)
            assert records == told["sightings"] + told["doubled"] + told["repeated"], told
            seen |= fresh
            on = datetime.date.fromisoformat(day["on"])
            for ip, port, time, version, server, key in fresh:
                assert time[:10] == day["on"], (name, time, day["on"])
                host = (server, key) if server and key else key or (ip, port)
                last[host] = (on, version)
                at.setdefault(host, {})[ip] = on
                if server:
                    collisions.setdefault(server, set()).add(key or ip)
                if server and key:
                    wildcard.setdefault(key, set()).add(server)
                moved.setdefault(host, set()).add(ip)
            known = {h: v for h, (when, v) in last.items() if (on - when).days < WINDOW}
            addresses = {ip for h in known for ip, when in at[h].items() if (on - when).days < WINDOW}
            states = [{exact[v]} if v in exact else short.get(v, {"fixed", "unfixed", "na"}) for v in known.values()]
            low, high = sum(s == {"unfixed"} for s in states), sum("unfixed" in s for s in states)
            t = day[name]
            assert len(known) == t["hosts"], (name, day["on"], len(known), t["hosts"])
            assert len(addresses) == t["addresses"], (name, day["on"], len(addresses), t["addresses"])
            assert low <= t["unfixed"] <= high, (name, day["on"], low, t["unfixed"], high)
            assert t["hosts"] == t["fixed"] + t["unfixed"] + t["na"], t
            shown = sum(t[s + "_shown"]["four"] for s in ("fixed", "unfixed", "na"))
            assert shown == sum(v.count(".") == 3 for v in known.values()), (name, day["on"], shown)
            w = day["world"]
            assert w["reachable"] <= w["hosts"] == w["fixed"] + w["unfixed"] + w["na"], w
    assert max(len(v) for v in collisions.values()) > 10, "no two firms share a server's name"
    if name == "zgrab2":
        assert max(len(v) for v in wildcard.values()) > 1, "no key is shared"
        assert max(len(v) for v in moved.values()) > 1, "no server moves"
    first, end = truth["days"][0]["world"], truth["days"][-1]["world"]
    assert end["unfixed"] < first["unfixed"], "nobody patches"
    print(f"{len(truth['days'])} days, {sorted(truth['files'])}: every count agrees")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
