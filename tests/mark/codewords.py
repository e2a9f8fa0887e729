"""Draw every codeword of a manifest again from the secret alone, with Python's hmac, and compare.

An oracle that shares nothing with athar but what src/mark/code.h and site.h say: HMAC-SHA256 under the secret over a fixed
record of domain, package, site, copy, attempt and block, taken as 16-bit numbers.
usage: codewords.py PACKAGE SECRET MANIFEST
"""

import hashlib
import hmac
import json
import os
import stat
import sys

DIGIT = "0123456789abcdefghijklmnopqrstuvwxyz"
LOW, HIGH, DISCRETE_FROM = 13849, 51687, 700


def field(text):
    return len(text).to_bytes(8, "big") + text


def site_id(site):
    parts = ["athar mark site 1", site["kind"], site["file"], site.get("find", "")]
    parts = [field(part.encode()) for part in parts]
    if site["kind"] == "free":
        parts += [field(site["class"].encode()), field(bytes([site["length"]]))]
    parts += [field(value.encode()) for value in sorted(site.get("values", []), key=str.encode)]
    return hashlib.sha256(b"".join(parts)).digest()


def package_id(root):
    found = []
    for folder, _, leaves in os.walk(root):
        found += [os.path.relpath(os.path.join(folder, leaf), root) for leaf in leaves]
    h = hashlib.sha256(b"athar package 1\0")
    for path in sorted(found, key=os.fsencode):
        if path == "athar.marks.yml":
            continue
        whole = os.path.join(root, path)
        with open(whole, "rb") as stream:
            text = stream.read()
        h.update(os.fsencode(path) + b"\0" + (b"x" if stat.S_IMODE(os.stat(whole).st_mode) & 0o111 else b"-"))
        h.update(hashlib.sha256(text).digest())
    return h.digest()


def numbers(secret, domain, package, site, copy, attempt=0):
    """The 16-bit numbers of one draw, without end."""
    block = 0
    while True:
        text = domain.encode().ljust(32, b"\0") + package + site
        text += b"".join(n.to_bytes(4, "big") for n in (copy, attempt, block))
        out = hmac.new(secret, text, hashlib.sha256).digest()
        yield from (int.from_bytes(out[i : i + 2], "big") for i in range(0, 32, 2))
        block += 1


def below(source, n):
    for number in source:
        if number < 65536 - 65536 % n:
            return number % n


def value(source, site):
    n = site["length"]
    if site["class"] == "hex":
        return "".join(DIGIT[below(source, 16)] for _ in range(n))
    if site["class"] == "digits":
        return "".join(DIGIT[1 + below(source, 9) if i == 0 else below(source, 10)] for i in range(n))
    return "".join(DIGIT[10 + below(source, 26) if i == 0 else below(source, 36)] for i in range(n))


def free_values(secret, package, site, name, copies):
    used, out = {site["find"]}, []
    for copy in range(1, copies + 1):
        attempt = 0
        while (drawn := value(numbers(secret, "athar mark 1 free value", package, name, copy, attempt), site)) in used:
            attempt += 1
        used.add(drawn)
        out.append(drawn)
    return out


def symbols(secret, package, site, name, copies, discrete):
    choices = len(site["values"])
    if site["kind"] == "order":
        choices = [0, 1, 2, 6, 24, 120, 720][choices]
    bias = None
    if discrete and site["kind"] == "one-of" and choices == 2:
        bias = HIGH if next(numbers(secret, "athar mark 1 bias", package, name, 0)) & 1 else LOW
    assert site.get("bias") == bias, (site, bias)
    draws = [numbers(secret, "athar mark 1 symbol", package, name, copy) for copy in range(1, copies + 1)]
    return [below(draw, choices) if bias is None else int(next(draw) < bias) for draw in draws]


def main():
    root, secret, manifest = sys.argv[1:]
    with open(secret, "rb") as stream:
        secret = stream.read()
    with open(manifest, encoding="utf-8") as stream:
        body = json.load(stream)["body"]
    package, copies = package_id(root), body["copies"]
    assert body["package_sha256"] == package.hex(), "package"
    two = sum(site["kind"] == "one-of" and len(site["values"]) == 2 for site in body["sites"])
    assert body["scheme"]["name"] == ("discrete" if two >= DISCRETE_FROM else "constant"), body["scheme"]
    for k, site in enumerate(body["sites"]):
        name = site_id(site)
        if site["kind"] == "free":
            want = free_values(secret, package, site, name, copies)
        else:
            want = symbols(secret, package, site, name, copies, two >= DISCRETE_FROM)
        got = [code[k] for code in body["codes"]]
        assert got == want, f"site {k + 1} ({site['kind']} in {site['file']}): {got[:5]}..., expected {want[:5]}..."
    print(f"{copies} copies of {len(body['sites'])} sites, as Python draws them")


main()
