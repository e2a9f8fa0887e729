#!/usr/bin/env python3
"""A case checked by somebody else: nothing here is athar's, the formats are read from their own descriptions.

usage: check_case.py CASE

Tiles, bundles and root (C2SP tlog-tiles, RFC 6962), the checkpoint's signature (signed-note, by openssl), the form of
the envelopes, private bodies and blobs against their commitments, erasings, and file modes.  Prints what is wrong and
a line with the number of entries; exit 1 where anything is.
"""
import base64
import hashlib
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

TILE = 256
problems = []


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def complain(text):
    problems.append(text)


def canonical(value):
    """RFC 8785 for what bodies hold: ASCII keys, integers, no fractions."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def signed_by(key, text, signature):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "key").write_bytes(bytes.fromhex("302a300506032b6570032100") + key)
        (folder / "text").write_bytes(text)
        (folder / "signature").write_bytes(signature)
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin", "-inkey",
                               folder / "key", "-in", folder / "text", "-sigfile", folder / "signature"],
                              capture_output=True).returncode == 0


def checkpoint(record):
    """The size and root that the record's key has signed."""
    name, key_id, key = (record / "vkey").read_text().strip().split("+", 2)
    key = base64.b64decode(key, validate=True)
    if key[:1] != b"\x01" or sha(name.encode(), b"\n", key)[:4].hex() != key_id:
        complain("vkey: its id is not its key's")
    text, _, lines = (record / "checkpoint").read_bytes().rpartition(b"\n\n")
    text += b"\n"
    good = False
    for line in lines.decode().splitlines():
        dash, who, signature = line.split(" ")
        signature = base64.b64decode(signature, validate=True)
        if dash == "\u2014" and who == name and signature[:4].hex() == key_id:
            good = signed_by(key[1:], text, signature[4:])
    origin, size, root = text.decode().split("\n")[:3]
    if not good or origin != name:
        complain("checkpoint: not signed by the record's key")
    return int(size), base64.b64decode(root, validate=True)


def tile(record, level, index, width):
    """The front of a tile, from its partial form or the full one that has taken its place."""
    name = f"{index % 1000:03d}"
    while index >= 1000:
        index //= 1000
        name = f"x{index % 1000:03d}/{name}"
    full = record / "tile" / str(level) / name
    partial = record / "tile" / str(level) / (name + ".p") / str(width)
    return (partial if width < TILE and partial.exists() else full).read_bytes()


def entries(record, size):
    got = []
    for index in range((size + TILE - 1) // TILE):
        width, at, bundle = min(TILE, size - TILE * index), 0, []
        data = tile(record, "entries", index, width)
        while at < len(data):
            (n,) = struct.unpack_from(">H", data, at)
            bundle.append(data[at + 2:at + 2 + n])
            at += 2 + n
        if at != len(data) or len(bundle) < width:
            complain(f"bundle {index}: cut short")
        got += bundle[:width]
    return got


def tree(hashes):
    if not hashes:
        return sha()
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return sha(b"\x01", tree(hashes[:half]), tree(hashes[half:]))


def check_tiles(record, leaves, root):
    if tree(leaves) != root:
        complain("the entries do not lead to the root that was signed")
    level = 0
    while leaves:
        for index in range((len(leaves) + TILE - 1) // TILE):
            want = leaves[TILE * index:TILE * (index + 1)]
            if tile(record, level, index, len(want))[:32 * len(want)] != b"".join(want):
                complain(f"tile {level}/{index}: not the hashes of what is below it")
        leaves = [tree(leaves[TILE * i:TILE * (i + 1)]) for i in range(len(leaves) // TILE)]
        level += 1


def check_bodies(case, envelopes):
    named, erased, gone, last = {}, {}, set(), ""
    for number, text in enumerate(envelopes):
        envelope = json.loads(text)
        if canonical(envelope) != text or sorted(envelope) != ["body", "kind", "recorded", "v"]:
            complain(f"entry {number}: not a canonical envelope")
        # A whole second is written without a fraction, which would sort behind those with one.
        recorded = envelope["recorded"].removesuffix("Z")
        recorded = recorded if "." in recorded else recorded + "."
        if recorded < last:
            complain(f"entry {number}: recorded before the one in front of it")
        last = recorded
        path = case / "private" / f"{number}.json"
        if not path.exists():
            gone.add(number)
            continue
        if path.stat().st_mode & 0o777 != 0o600:
            complain(f"{path.name}: others can read it")
        private = json.loads(path.read_text())
        body, salt = private["body"], bytes.fromhex(private["salt"])
        if len(salt) != 32 or sha(salt, canonical(body)).hex() != envelope["body"]:
            complain(f"entry {number}: the body is not the one that was recorded")
        if envelope["kind"] == "erase":
            erased[body["entry"]] = number
        for blob in body.get("blobs", []):
            named[blob] = number
    if gone != set(erased):
        complain(f"bodies gone: {sorted(gone)}, erased: {sorted(erased)}")
    there = {path.name: path for path in (case / "blobs").rglob("*") if path.is_file()}
    if set(there) != set(named):
        complain(f"blobs named and there differ: {set(there) ^ set(named)}")
    for name, path in there.items():
        if sha(path.read_bytes()).hex() != name:
            complain(f"blob {name}: not what its name says")


def main():
    case = pathlib.Path(sys.argv[1])
    try:
        size, root = checkpoint(case / "record")
        envelopes = entries(case / "record", size)
        check_tiles(case / "record", [sha(b"\x00", text) for text in envelopes], root)
        check_bodies(case, envelopes)
        for path in (case / "keys").iterdir():
            if path.stat().st_mode & 0o077:
                complain(f"{path.name}: others can read it")
        print(f"{size} entries")
    except (OSError, ValueError, KeyError, struct.error) as fault:
        complain(str(fault))
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
