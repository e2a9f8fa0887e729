#!/usr/bin/env python3
"""port.py HOW COPY/tool.py: what somebody keeps of a marked copy who writes the tool anew in another language, on standard
output.  go: constants (in hexadecimal), messages and tokens, names kept in the style of Go; rust: the functions line by line,
every name another one; values: numbers and nothing else, in another order."""
import re, sys

how, text = sys.argv[1], open(sys.argv[2]).read()
constants = re.findall(r"^    (limit_\w+) = (\d+)$", text, re.M)
messages = re.findall(r'print\("([^"]*)"\)', text)
tokens = re.findall(r"token = '([0-9a-f]+)'", text)


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(w.capitalize() for w in rest)


if how == "go":
    print("package main\n\nimport \"fmt\"\n\nvar (")
    for name, value in constants:
        print(f"\t{camel(name)} = 0x{int(value):x}")
    print(")\n\nvar seeds = [][]byte{")
    for t in tokens:
        print("\t{" + ", ".join(f"0x{t[i:i + 2]}" for i in range(0, len(t), 2)) + "},")
    print("}\n\nfunc main() {")
    for m in messages:
        print("\tfmt.Println(" + "".join(f"\\x{ord(c):02x}" if c == " " else c for c in '"' + m + '"') + ")")
    print("}")
elif how == "rust":
    names = {}
    for line in text.split("\n"):
        # Strings stay as they are; words outside them become others, but for those of the language.
        parts = re.split(r"('[^']*'|\"[^\"]*\")", line)
        for i in range(0, len(parts), 2):
            parts[i] = re.sub(r"[A-Za-z_]\w*", lambda m: m.group() if m.group() in ("if", "for", "in", "return", "def", "import")
                              else names.setdefault(m.group(), f"x{len(names)}"), parts[i])
        line = "".join(parts).replace("'", '"')
        if re.match(r"    x\d+ = \d+$", line):
            line = line.replace("    ", "    const ").replace(" = ", ": u32 = ") + "u32;"
        if re.match(r"    if .*:$", line):
            line = line[:-1].replace("if ", "if (") + ") {"
        print(line.replace("    ", "\t"))
elif how == "values":
    for value in sorted(int(v) for _, v in constants):
        print(value)
