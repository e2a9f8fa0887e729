"""athar.marks.yml and what it says about a package, read without athar.

The file is read in the one shape in which the lab's package writes it: a line "- { key: value, ... }", or
"- file: NAME" with the other keys below, values plain, quoted or in brackets.  Anything else is an error.
"""

import itertools
import json
import os
import re

FREE = {"hex": "[0-9a-f]{%d}", "digits": "[1-9][0-9]{%d}", "alnum": "[a-z][0-9a-z]{%d}"}


def scalar(text, at):
    """The value that begins at text[at], and where it ends; a comma ends one without quotes."""
    if text[at] == '"':
        value, end = json.JSONDecoder().raw_decode(text, at)
        return value, end
    if text[at] == "'":
        m = re.compile("'((?:[^']|'')*)'").match(text, at)
        return m.group(1).replace("''", "'"), m.end()
    m = re.compile("[^,\"'{}\\[\\]]+").match(text, at)
    if m is None:
        raise ValueError("marks: cannot read " + text[at:])
    return m.group().strip(), m.end()


def sequence(text, at):
    values = []
    while text[at] != "]":
        value, at = scalar(text, at + 1 if text[at] == "[" else at)
        values.append(value)
        while text[at] in ", ":
            at += 1
    return values, at + 1


def pairs(text):
    """The keys and values of "a: b, c: [d, e]"."""
    at, found = 0, {}
    while at < len(text):
        m = re.compile(r"\s*([a-z-]+): ").match(text, at)
        if m is None or m.group(1) in found:
            raise ValueError("marks: cannot read " + text[at:])
        if text[m.end()] == "[":
            found[m.group(1)], at = sequence(text, m.end())
        else:
            found[m.group(1)], at = scalar(text, m.end())
        at = re.compile(r"\s*,?\s*").match(text, at).end()
    return found


class Site:
    def __init__(self, given):
        self.file = given.pop("file")
        self.find = given.pop("find", None)
        (self.kind, value), = given.items()
        if self.kind == "free":
            self.kind_of, length = value.split()
            self.pattern = FREE[self.kind_of] % (int(length) - (self.kind_of != "hex"))
            self.values = None
        else:
            self.values = sorted(value, key=str.encode)
            self.pattern = "|".join(map(re.escape, self.values))
        self.own = None  # For an order: the lines as the package has them.

    def key(self):
        return self.file, self.kind, self.find or "", tuple(self.values or [])

    def name(self):
        return "%s: %s" % (self.file, self.find or self.values[0])


def read_marks(root):
    entries = []
    with open(os.path.join(root, "athar.marks.yml")) as stream:
        for line in stream.read().split("\n"):
            if re.match(r"\s*(#|$)|marks:$|check: ", line):
                continue
            if m := re.match(r"  - \{ (.*) \}$", line):
                entries.append(pairs(m.group(1)))
            elif m := re.match(r"  - (.*)$", line):
                entries.append(pairs(m.group(1)))
            elif m := re.match(r"    (.*)$", line):
                entries[-1].update(pairs(m.group(1)))
            else:
                raise ValueError("marks: cannot read " + line)
    return [Site(entry) for entry in entries]


def read_tree(root):
    files = {}
    for folder, _, leaves in os.walk(root):
        for leaf in leaves:
            path = os.path.join(folder, leaf)
            with open(path, "rb") as stream:
                files[os.path.relpath(path, root)] = stream.read().decode()
    return files


class Package:
    """The unmarked package, cut at its sites: file -> [constant, (site, item), constant, ...]."""

    def __init__(self, root):
        self.root = root
        self.files = read_tree(root)
        del self.files["athar.marks.yml"]
        self.sites = read_marks(root)
        places = {path: [] for path in self.files}
        for k, site in enumerate(self.sites):
            text = self.files[site.file]
            for value in [site.find] if site.kind != "order" else site.values:
                if text.count(value) != 1:
                    raise ValueError("marks: not exactly once: " + value)
                places[site.file].append((text.index(value), len(value), k))
        self.cut = {}
        for path, found in places.items():
            at, parts = 0, []
            for begin, length, k in sorted(found):
                assert begin >= at, "marks overlap"
                parts += [self.files[path][at:begin], k]
                at = begin + length
                if self.sites[k].kind == "order":
                    site = self.sites[k]
                    site.own = (site.own or ()) + (self.files[path][begin:at],)
            self.cut[path] = parts + [self.files[path][at:]]

    def own(self, k):
        site = self.sites[k]
        return site.own if site.kind == "order" else site.find

    def render(self, code):
        """The files with code[k] at site k: a text, or for an order its lines from the top."""
        files = {}
        for path, parts in self.cut.items():
            lines = {k: iter(v) for k, v in enumerate(code) if self.sites[k].kind == "order"}
            files[path] = "".join(p if isinstance(p, str) else next(lines[p]) if p in lines else code[p] for p in parts)
        return files

    def read(self, path, text):
        """What stands at the sites of a file; a ValueError if anything else was touched."""
        code, at = {}, 0
        for n, part in enumerate(self.cut[path]):
            if isinstance(part, str):
                # The first constant that is not there is where a byte outside the sites was changed.
                if not text.startswith(part, at):
                    raise ValueError("%s: byte %d: differs outside the sites" % (path, at + len(os.path.commonprefix([part, text[at:]]))))
                at += len(part)
                continue
            site = self.sites[part]
            # None of a site's texts is contained in another one, so that only one can match.
            m = re.compile(site.pattern).match(text, at)
            if m is None:
                raise ValueError("%s: byte %d: none of the texts of its site" % (path, at))
            code[part] = code.get(part, ()) + (m.group(),) if site.kind == "order" else m.group()
            at = m.end()
        if at != len(text):
            raise ValueError(path + ": goes on behind its end")
        for k, lines in code.items():
            if self.sites[k].kind == "order" and sorted(lines) != sorted(self.sites[k].values):
                raise ValueError(path + ": the lines of an order are not each there once")
        return code


def symbol_text(site, symbol):
    """What a codeword's symbol in the manifest stands for."""
    if site.kind == "free":
        return symbol
    if site.kind == "order":
        return next(itertools.islice(itertools.permutations(site.values), symbol, None))
    return site.values[symbol]
