"""Marked copies of the lab's package: they differ at exactly the sites, and every part still builds and behaves.

usage: lab_copies.py PACKAGE OUT IIS-LOG SCRATCH [PART]...

OUT is what `share mark --copies` wrote.  Where the sites are is read from athar.marks.yml here, without athar; which
codewords there are, from the manifest.  PARTS: sites c python powershell markdown; without one, all.  Exits 1 and
says what is wrong.
"""

import concurrent.futures
import itertools
import json
import os
import sys
import tempfile

import behave
import marksfile


def must_be(true, what, *more):
    if not true:
        raise ValueError(" ".join([what, *map(str, more)]))


def read_codes(package, copies):
    """What stands at each site of each copy; fails where anything else was touched."""
    codes = []
    for folder in copies:
        files = marksfile.read_tree(folder)
        must_be(files.keys() == package.files.keys(), folder, "has other files than the package")
        code = {}
        for path, text in files.items():
            try:
                code.update(package.read(path, text))
            except ValueError as error:
                raise ValueError("%s: %s" % (folder, error)) from error
        codes.append([code[k] for k in range(len(package.sites))])
    return codes


def check_sites(package, copies, codes, body):
    """Any two copies differ at exactly the sites where their codewords differ."""
    at = {(s["file"], s["kind"], s.get("find", ""), tuple(s.get("values", []))): k for k, s in enumerate(body["sites"])}
    must_be(len(at) == len(body["sites"]) == len(package.sites), "the manifest has other sites")
    column = [at[site.key()] for site in package.sites]
    for (i, a), (j, b) in itertools.combinations(enumerate(codes), 2):
        differ = [k for k in range(len(column)) if a[k] != b[k]]
        want = [k for k, c in enumerate(column) if body["codes"][i][c] != body["codes"][j][c]]
        must_be(differ == want, copies[i], "and", copies[j], "do not differ as the manifest says:",
                [package.sites[k].name() for k in set(differ) ^ set(want)])
        must_be(differ, copies[i], "and", copies[j], "are the same")
    for i, code in enumerate(codes):
        for k, c in enumerate(column):
            want = marksfile.symbol_text(package.sites[k], body["codes"][i][c])
            must_be(code[k] == want, copies[i], "has at", package.sites[k].name(), "not what the manifest says")
        must_be(package.render(code) == marksfile.read_tree(copies[i]), copies[i], "is not rebuilt from its codeword")
    for k, site in enumerate(package.sites):
        must_be(site.kind != "free" or len({code[k] for code in codes}) == len(codes), site.name(), "is not unique")


def every_value(package):
    """Codewords that between them have each text of each site, whatever the copies happen to hold."""
    for v in range(max(len(s.values) for s in package.sites if s.kind == "one-of")):
        code = []
        for site in package.sites:
            if site.kind == "one-of":
                code.append(site.values[v % len(site.values)])
            elif site.kind == "order":
                # Upwards, downwards, and from the middle on.
                n = len(site.own)
                code.append([site.own[::-1], site.own, site.own[n // 2:] + site.own[:n // 2]][v % 3])
            else:
                last = {"hex": "0f", "digits": "9", "alnum": "z"}[site.kind_of]
                code.append((last * len(site.find))[:len(site.find)])
        yield code


def write_tree(folder, files):
    for path, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
        with open(os.path.join(folder, path), "w", newline="") as out:
            out.write(text)


def printed(package, name, code):
    """What the declared sites of a file print, and what the package itself prints there."""
    pairs = []
    for find in behave.OUTPUT.get(name, []):
        k, = [k for k, s in enumerate(package.sites) if s.file == name and s.find == find]
        plain = [text.split("=", 1)[-1].strip('"') if '"' in text else text for text in (code[k], find)]
        pairs.append(plain)
    return pairs


def as_unmarked(value, pairs):
    if isinstance(value, list):
        return [as_unmarked(item, pairs) for item in value]
    for theirs, own in pairs if isinstance(value, str) else []:
        value = value.replace(theirs, own)
    return value


def check_part(part, package, folders, samples, scratch):
    """A part of each copy does what the unmarked package does."""
    name = {"c": "w3csum.c", "python": "collect.py"}.get(part, "")
    want = behave.PARTS[part](package.root, samples, scratch)
    for _, own in printed(package, name, [package.own(k) for k in range(len(package.sites))]):
        must_be(own in str(want), "declared as printed, and never is:", own)

    def compare(folder, code):
        own = tempfile.mkdtemp(dir=scratch)
        try:
            got = as_unmarked(behave.PARTS[part](folder, samples, own), printed(package, name, code))
        except ValueError as error:
            raise ValueError("%s: %s: %s" % (folder, part, error)) from error
        if got != want:
            where = next(((a, b) for a, b in zip(got, want) if a != b), "") if isinstance(got, list) else (got, want)
            raise ValueError("%s: %s: differs from the unmarked package:\n%.1000s\n%.1000s" % (folder, part, *map(repr, where)))

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(compare, *folder) for folder in folders]
        try:
            for one in waiting:
                one.result()
        finally:
            # After the first that fails the others need not be tried.
            pool.shutdown(cancel_futures=True)


def main(root, out, iis, scratch, *parts):
    root, out, scratch = map(os.path.abspath, (root, out, scratch))
    package = marksfile.Package(root)
    with open(os.path.join(out, "manifest.json")) as stream:
        body = json.load(stream)["body"]
    copies = sorted(os.path.join(out, name) for name in os.listdir(out) if name != "manifest.json")
    must_be(len(copies) == body["copies"] == len(body["codes"]) > 1, "not as many copies as the manifest says")
    codes = read_codes(package, copies)
    if not parts or "sites" in parts:
        check_sites(package, copies, codes, body)
    folders = list(zip(copies, codes))
    samples = os.path.join(scratch, "samples")
    os.makedirs(samples)
    with open(iis, "rb") as stream:
        behave.make_samples(samples, stream.read())
    for v, code in enumerate(every_value(package)):
        folders.append((os.path.join(scratch, "values-%d" % v), code))
        write_tree(folders[-1][0], package.render(code))
    for part in behave.PARTS:
        if not parts or part in parts:
            check_part(part, package, folders, samples, scratch)
    print("%d sites, %d copies, %d more with every value" % (len(package.sites), len(copies), len(folders) - len(copies)))


try:
    main(*sys.argv[1:])
except ValueError as error:
    sys.exit("lab_copies.py: %s" % error)
