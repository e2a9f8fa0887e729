"""What each part of the lab's package does and how it is built, to compare marked copies with the unmarked package.

Each function takes a folder with the files and a scratch folder and returns plain values; two folders behave alike
if these are equal, modulo the values of the sites that OUTPUT declares.
"""

import os
import re
import subprocess
import time

# Sites whose text is by design a part of what the program prints: an id by which reports are told apart, or a
# message for people.  In the output of a copy its own text of these is replaced by the package's; the text of any
# other site has no business there, and a change that it made would show.
OUTPUT = {
    "w3csum.c": ["7d2e91c4", "cannot open this log:", "cannot read on in this log:",
                 "the summary could not be written"],
    "collect.py": ["5f3a9c01d2", "b81e44a0", 'description="list old log files"', '"too deep, passed over:"',
                   '"stopped at the limit"', '"not a folder:"', "list files older than this many days",
                   "write the table to this file", "stop after this many files", "the folder to look at"],
}
# How wide the columns of the printed table are is free too: there runs of blanks and hyphens count as one.


def run(argv, **given):
    done = subprocess.run(argv, stdin=given.pop("stdin", subprocess.DEVNULL), capture_output=True, timeout=60, **given)
    return [done.returncode, done.stdout.decode("latin-1"), done.stderr.decode("latin-1")]


def must(argv, **given):
    code, out, err = run(argv, **given)
    if code != 0:
        raise ValueError("%s: exit %d\n%s" % (" ".join(argv), code, out + err))


def make_samples(folder, iis):
    """Logs: real ones, and one with what a log may hold; then files of known ages."""
    with open(os.path.join(folder, "edge.log"), "wb") as out:
        out.write(b"200 before any header\n#Fields: date cs-method sc-status cs-status\r\n")
        out.write(b"2021-03-01 GET 200 0\r\n2021-03-01  POST   404 0\r\n2021-03-01 GET\r\n\r\n# 500 500 500\r\n")
        out.write(b"2021-03-01 \x01\\\xff 200 0\n2021-03-01 G\x00T 500 0\n" + b"x " * 3000 + b"y" * 70000 + b"\n")
        # More values than there are buckets, some as frequent as others.
        for i in range(6000):
            out.write(b"2021-03-02 M%d %d 1\n" % (i, i * i % 1117))
        out.write(b"#Fields: sc-status date\n302 2021-03-03\n302 2021-03-03")
    with open(os.path.join(folder, "iis.log"), "wb") as out:
        out.write(iis)
    tree = os.path.join(folder, "tree")
    deep = os.path.join(tree, *["d"] * 30)
    os.makedirs(deep)
    os.makedirs(os.path.join(tree, "sub"))
    # Ages in the middle of a tenth of a day: a run that takes a while rounds them alike.
    for name, days, text in [("b.log", 90, "1\n2\n"), ("a.TXT", 40, "x" * 70000 + "\n"), ("sub/c.evtx", 400, ""),
                             ("d.etl", 60, "\n" * 140000), ("young.log", 2, "y"), ("note.doc", 99, "no log"),
                             ("d/d/d/e.log", 31, "e"), ("d/" * 24 + "in.log", 35, ""), ("d/" * 25 + "out.log", 35, "")]:
        path = os.path.join(tree, name)
        with open(path, "w") as out:
            out.write(text)
        then = time.time() - days * 86400 + 60
        os.utime(path, (then, then))


def c_part(root, samples, scratch):
    """Built without a warning, and everything that it prints about the samples."""
    program = os.path.join(scratch, "w3csum")
    must(["gcc", "-std=c17", "-Wall", "-Wextra", "-Werror", "-o", program, os.path.join(root, "w3csum.c")])
    seen = []
    for words in [[], ["sc-status", "edge.log"], ["cs-method", "edge.log", "iis.log"], ["sc-status", "iis.log", "edge.log"],
                  ["cs-uri-stem", "iis.log"], ["no-such", "iis.log"], ["s-port", "missing.log", "iis.log", "/"]]:
        seen.append(run([program, *words], cwd=samples))
    with open(os.path.join(samples, "edge.log"), "rb") as stream:
        seen.append(run([program, "cs-status"], stdin=stream))
    with open("/dev/full", "w") as full:
        done = subprocess.run([program, "x", "edge.log"], cwd=samples, stdout=full, stderr=subprocess.PIPE, timeout=60)
    seen.append([done.returncode, "", done.stderr.decode("latin-1")])
    return seen


def python_part(root, samples, scratch):
    """Parsed, and everything that it prints, writes and returns."""
    program = os.path.join(root, "collect.py")
    given = {"cwd": samples, "env": {"PATH": os.environ["PATH"], "PYTHONPYCACHEPREFIX": scratch, "COLUMNS": "1000"}}
    must(["python3", "-m", "py_compile", program], **given)
    seen = []
    for words in [["tree"], ["tree", "--days", "50", "--limit", "2"], ["missing"], ["tree", "--days", "-1"], ["--help"]]:
        code, out, err = run(["python3", "-I", program, *words], **given)
        if words[0] == "tree":
            out = re.sub(" +", " ", out)
        seen.append([code, out, err])
    table = os.path.join(scratch, "table.csv")
    seen.append(run(["python3", "-I", program, "tree", "--output", table], **given))
    with open(table, newline="") as stream:
        seen.append(stream.read())
    return seen


def powershell_part(root, samples, scratch):
    """The structure of the script.

    Debian has no PowerShell, so that this is not a parse: a tokenizer of its own that knows comments, the four kinds
    of strings with what is nested in them, and brackets, each of which must be closed by its own kind and in its turn.
    """
    with open(os.path.join(root, "Survey.ps1")) as stream:
        return powershell(stream.read())


def powershell(text):
    skeleton, _ = ps_code(text, 0, None)
    return skeleton


def ps_code(text, at, close):
    """Code up to the bracket that closes it: what is nested in it, and where it ends."""
    shape = []
    while at < len(text):
        c, start = text[at], at
        if text.startswith("<#", at):
            at = text.find("#>", at + 2) + 2
            if at == 1:
                raise ValueError("PowerShell: a comment is not closed at %d" % start)
        elif c == "#" and (at == 0 or text[at - 1] in " \t\r\n;(){}|"):
            at = (text + "\n").index("\n", at)
        elif m := re.compile("@(['\"])[ \t]*\r?\n").match(text, at):
            end = re.compile("^" + m.group(1) + "@", re.M).search(text, m.end())
            if end is None:
                raise ValueError("PowerShell: a here-string is not closed at %d" % start)
            shape.append("here" + m.group(1))
            at = end.end()
        elif c == "'":
            m = re.compile("'(?:[^']|'')*'").match(text, at)
            if m is None:
                raise ValueError("PowerShell: a quote is not closed at %d" % start)
            shape.append("'")
            at = m.end()
        elif c == '"':
            inner, at = ps_string(text, at + 1)
            shape.append(['"'] + inner)
        elif c == "`":
            at += 2
        elif c in "([{":
            inner, at = ps_code(text, at + 1, {"(": ")", "[": "]", "{": "}"}[c])
            shape.append([c] + inner)
        elif c in ")]}":
            if c != close:
                raise ValueError("PowerShell: %s at %d closes nothing" % (c, at))
            return shape, at + 1
        else:
            at += 1
    if close is not None:
        raise ValueError("PowerShell: a %s is missing at the end" % close)
    return shape, at


def ps_string(text, at):
    """A string in double quotes, from behind the first one: the $( ) in it, sorted, and where it ends."""
    inner = []
    while at < len(text):
        if text[at] == "`":
            at += 2
        elif text.startswith('""', at):
            at += 2
        elif text[at] == '"':
            return sorted(inner, key=str), at + 1
        elif text.startswith("$(", at):
            nested, at = ps_code(text, at + 2, ")")
            inner.append(nested)
        else:
            at += 1
    raise ValueError("PowerShell: a quote is not closed")


def markdown_part(root, samples, scratch):
    """The structure of each text: what every line is, the columns of its tables, and code as it stands."""
    found = {}
    for name in ["README.md", "docs/table.md", "docs/summary.md"]:
        with open(os.path.join(root, name)) as stream:
            found[name] = markdown(stream.read())
    return found


def markdown(text):
    shape, fenced = [], False
    for line in text.split("\n"):
        if line.startswith("```"):
            fenced = not fenced
            shape.append("fence " + line)
        elif fenced or (line.startswith("    ") and line.strip()):
            shape.append("code")
        elif m := re.match("(#+) ", line):
            shape.append("heading %d" % len(m.group(1)))
        elif line.startswith("|"):
            # A bar behind a backslash or inside code does not end a cell.
            shape.append("row of %d" % (len(re.findall(r"(?<!\\)\|", re.sub("`[^`]*`", "", line))) - 1))
        elif line.startswith(("- ", "* ")):
            shape.append("item")
        else:
            shape.append("text" if line.strip() else "")
        if line.count("`") % 2 and not fenced:
            raise ValueError("Markdown: a code span is not closed: " + line)
    if fenced:
        raise ValueError("Markdown: a fence is not closed")
    return shape


PARTS = {"c": c_part, "python": python_part, "powershell": powershell_part, "markdown": markdown_part}
