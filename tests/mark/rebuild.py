"""Rebuild every marked copy from the package and the manifest alone, and compare byte for byte.

An oracle that shares nothing with athar but the manifest's documented form.
usage: rebuild.py PACKAGE OUT
"""

import hashlib
import itertools
import json
import os
import stat
import sys


def tree(root):
    files = {}
    for folder, names, leaves in os.walk(root):
        for leaf in leaves:
            path = os.path.join(folder, leaf)
            with open(path, "rb") as stream:
                files[os.path.relpath(path, root)] = (stat.S_IMODE(os.stat(path).st_mode), stream.read())
    return files


def rebuild(package, sites, code):
    files = {path: [mode, text] for path, (mode, text) in package.items()}
    # Everything is cut from the package's own text first, so that no replacement sees another one's result.
    edits = {}
    for site, symbol in zip(sites, code):
        text = package[site["file"]][1]
        if site["kind"] == "order":
            lines = [value.encode() for value in site["values"]]
            places = sorted((text.index(line), len(line)) for line in lines)
            order = list(itertools.permutations(lines))[symbol]
            cuts = [(at, n, line) for (at, n), line in zip(places, order)]
        else:
            find = site["find"].encode()
            assert text.count(find) == 1
            new = symbol if site["kind"] == "free" else site["values"][symbol]
            cuts = [(text.index(find), len(find), new.encode())]
        edits.setdefault(site["file"], []).extend(cuts)
    for path, cuts in edits.items():
        text = package[path][1]
        for at, n, new in sorted(cuts, reverse=True):
            text = text[:at] + new + text[at + n:]
        files[path][1] = text
    return {path: (mode, text) for path, (mode, text) in files.items()}


def main(root, out):
    with open(os.path.join(out, "manifest.json"), "rb") as stream:
        raw = stream.read()
    manifest = json.loads(raw)
    body = raw[raw.index(b'"body":') + 7:raw.rindex(b"}")]
    assert hashlib.sha256(body).hexdigest() == manifest["sha256"], "checksum"
    body = manifest["body"]
    package = tree(root)
    del package["athar.marks.yml"]
    copies = sorted(name for name in os.listdir(out) if name != "manifest.json")
    assert len(copies) == body["copies"] == len(body["codes"]), "number of copies"
    seen = set()
    for name, code in zip(copies, body["codes"]):
        got = tree(os.path.join(out, name))
        assert got == rebuild(package, body["sites"], code), name
        digest = hashlib.sha256(repr(sorted(got.items())).encode()).hexdigest()
        assert digest not in seen, name + " equals another copy"
        seen.add(digest)
        for path, (_, text) in got.items():
            if path.endswith(".py"):
                compile(text, path, "exec")


main(*sys.argv[1:])
