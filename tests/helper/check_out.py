"""Checks an exported document: check_out.py csaf|vex|misp|stix FILE SAMPLES TABLE [publisher]

CSAF against the schema of OASIS and those of its mandatory tests (csaf-v2.0, section 6.1) that can apply; the builds
against the table, which is read here anew; MISP and STIX against their forms, STIX types against the schemas at hand.
"""
import json
import pathlib
import re
import sys
import uuid
import warnings

import jsonschema

warnings.simplefilter("ignore")
kind, name, samples, table = sys.argv[1:5]
samples = pathlib.Path(samples)
doc = json.load(open(name, encoding="utf-8"))
rows = [dict(zip(head, line)) for head, *lines in [[l.rstrip("\n").split("\t") for l in open(table)]] for line in lines]
march = {"%s %s %s" % (r["product"], r["cu"], r["build_short"]) for r in rows if r["update_name"] == "Mar21SU"}
assert len(march) == 25, len(march)


def number(v):
    return tuple(map(int, v.split(".")))


def no_duplicates(pairs):
    keys = [k for k, _ in pairs]
    assert len(keys) == len(set(keys)), "a key twice: %s" % keys
    return dict(pairs)


json.load(open(name, encoding="utf-8"), object_pairs_hook=no_duplicates)


def leaves(branches, path=()):
    for b in branches:
        if "product" in b:
            yield path + ((b["category"], b["name"]),), b["product"]
        yield from leaves(b.get("branches", ()), path + ((b["category"], b["name"]),))


def holds(version_range, build):
    for bound in version_range.split("/", 1)[1].split("|"):
        op, v = re.fullmatch(r"(>=|<=|<|>|)(.*)", bound).groups()
        a, b = number(build), number(v)
        if not {">=": a >= b, "<=": a <= b, "<": a < b, ">": a > b, "": a == b}[op]:
            return False
    return True


def csaf():
    schema = json.load(open(samples / "csaf20-csaf_json_schema.json"))
    jsonschema.Draft202012Validator(schema).validate(doc)
    products = list(leaves(doc["product_tree"]["branches"]))
    names = {p["product_id"]: p["name"] for _, p in products}
    assert len(names) == len(products), "6.1.2: an id twice"
    assert not any(c == "product_version" and re.search(r"[<>]|vers:|after|before|all", n) for path, _ in products
                   for c, n in path), "6.1.31"
    tracking = doc["document"]["tracking"]
    history = tracking["revision_history"]
    numbers = [r["number"] for r in history]
    assert len(set(numbers)) == len(numbers), "6.1.22"
    assert [r["date"] for r in history] == sorted(r["date"] for r in history), "6.1.14"
    assert numbers == sorted(numbers, key=int) and numbers[-1] == tracking["version"], "6.1.14, 6.1.16"
    assert int(numbers[0]) in (0, 1) and (tracking["status"] == "draft" or "0" not in numbers), "6.1.17, 6.1.18, 6.1.21"
    assert doc["document"]["publisher"]["category"] != "translator" and "source_lang" not in doc["document"], "6.1.15, 6.1.28"
    assert doc["document"]["category"] == {"csaf": "csaf_security_advisory", "vex": "csaf_vex"}[kind]
    cves = [v["cve"] for v in doc["vulnerabilities"]]
    assert len(set(cves)) == len(cves), "6.1.23"
    for v in doc["vulnerabilities"]:
        vulnerability(v, names)


def vulnerability(v, names):
    status = v["product_status"]
    everywhere = [i for ids in status.values() for i in ids]
    assert len(everywhere) == len(set(everywhere)), "6.1.6: two answers for one product"
    assert v["notes"], "6.1.27.5"
    used = set(everywhere)
    for part in v.get("remediations", []) + v.get("threats", []):
        assert part["product_ids"], "6.1.29"
        used |= set(part["product_ids"])
    assert used <= set(names), "6.1.1: ids that nobody defines"
    assert set(status.get("known_not_affected", [])) <= {i for t in v.get("threats", []) if t["category"] == "impact"
                                                         for i in t["product_ids"]}, "6.1.27.9"
    assert set(status.get("known_affected", [])) <= {i for r in v["remediations"] for i in r["product_ids"]}, "6.1.27.10"
    if v["cve"] not in ("CVE-2021-26855", "CVE-2021-26857", "CVE-2021-26858", "CVE-2021-27065"):
        return
    builds(v, {s: [names[i] for i in ids] for s, ids in status.items()})


def builds(v, said):
    """Each build of the table: what the document says of it is what the table says, and never more."""
    assert march <= set(said["fixed"]), sorted(march - set(said["fixed"]))
    for r in rows:
        if r["march2021_fixed"] == "na":
            assert not any(n.startswith(r["product"]) for names in said.values() for n in names), r
            continue
        # A branch is told by the numbers: one row of the table is filed under another service pack than its number.
        build = r["build_short"]
        hit = {s for s, names in said.items() for n in names if n.startswith(r["product"] + " ")
               for rest in [n.rsplit(" ", 1)[1]]
               if (rest.startswith("vers:") and holds(rest, build)) or
               (not rest.startswith("vers:") and number(rest) == number(build))}
        if r["product"] == "Exchange 2010" and v["cve"] != "CVE-2021-26857":
            assert hit == {"known_not_affected"}, (r, hit)
        elif r["update_name"].endswith("-conflict"):
            assert hit == {"under_investigation"}, (r, hit)
        elif r["march2021_fixed"] == "no":
            assert hit == {"known_affected"}, (r, hit)
        else:
            assert hit <= {"fixed"}, (r, hit)


def misp():
    event = doc["Event"]
    for key in ("timestamp", "distribution", "analysis", "threat_level_id", "publish_timestamp"):
        assert isinstance(event[key], str) and event[key].isdigit(), key
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", event["date"]) and event["info"] and event["Orgc"]["name"]
    tags = [t["name"] for t in event["Tag"]]
    assert len(tags) == 1 and tags[0] in ("tlp:clear", "tlp:green", "tlp:amber", "tlp:amber+strict", "tlp:red"), tags
    ids = [event["uuid"], event["Orgc"]["uuid"]] + [a["uuid"] for a in event["Attribute"]]
    assert len(set(ids)) == len(ids) and all(uuid.UUID(i).version == 5 for i in ids)
    for a in event["Attribute"]:
        assert isinstance(a["timestamp"], str) and a["to_ids"] is False and a["value"]
        assert (a["type"], a["category"]) in (("vulnerability", "External analysis"), ("link", "External analysis"),
                                              ("text", "Other")), a
        assert a["type"] != "vulnerability" or re.fullmatch(r"CVE-\d{4}-\d{4,}", a["value"])
    text = "\n".join(a["value"] for a in event["Attribute"])
    assert all(m + ": fixed" in text for m in march)


def stix():
    assert doc["type"] == "bundle" and uuid.UUID(doc["id"].split("--")[1]).version == 5
    ids = [o["id"] for o in doc["objects"]]
    assert len(set(ids)) == len(ids)
    defined = set(ids)
    for o in doc["objects"]:
        assert o["id"].startswith(o["type"] + "--") and o["spec_version"] == "2.1"
        for key, value in o.items():
            for ref in ([value] if key.endswith("_ref") else value if key.endswith("_refs") else []):
                assert ref in defined, (o["id"], key, ref)
        for key in ("created", "modified", "published"):
            assert key not in o or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", o[key]), o
        if o["type"] != "marking-definition":
            assert o["object_marking_refs"] == [doc["objects"][0]["id"]], o
            assert o["created"] <= o["modified"]
    for o in doc["objects"]:
        path = samples / ("stix21-schema-%s.json" % o["type"])
        if path.exists():
            validate_stix(o, path)
    actions = "\n".join(o.get("content", "") for o in doc["objects"])
    assert all(m + " is fixed" in actions for m in march)


def validate_stix(o, path):
    """The parts that a schema shares with others are not at hand: what it says itself is checked."""
    def local(s):
        if isinstance(s, dict):
            return {} if not s.get("$ref", "#").startswith("#") else {k: local(v) for k, v in s.items() if k != "$id"}
        return [local(x) for x in s] if isinstance(s, list) else s
    jsonschema.Draft202012Validator(local(json.load(open(path)))).validate(o)


{"csaf": csaf, "vex": csaf, "misp": misp, "stix": stix}[kind]()
