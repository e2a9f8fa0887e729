#!/usr/bin/env python3
"""many.py OUT FUNCTIONS: a package of one Python program with so many functions, each with a constant and an expression that
are marks of two values, every fourth also a message, and a free value in each tenth: made from a fixed seed."""
import os, random, sys

out, n = sys.argv[1], int(sys.argv[2])
r = random.Random(12)
words = "able base card door edge fact gate hand idea join kind lake mark note open page quit road safe task unit view wide year".split()
os.makedirs(out)
code, marks = ["import os", "import struct", "", ""], []


def name(i):
    return f"{words[i % len(words)]}_{r.choice(words)}_{i}"


def statement(i):
    a, b, c = (r.choice(words) for _ in range(3))
    return r.choice([
        f"    {a} = [{b} for {b} in data[{r.randrange(9)}:-{r.randrange(1, 9)}] if {b} != {r.randrange(100)}]",
        f"    {a} = struct.pack('>HI', {r.randrange(60000)}, len(data)) + bytes({r.randrange(40)})",
        f"    {a}, {b} = divmod(len(data) * {r.randrange(2, 99)}, {r.randrange(3, 40)})",
        f"    {a} = {{'{b}': len(data), '{c}': [{r.randrange(300)}, {r.randrange(300)}]}}",
        f"    {a} = (len(data) << {r.randrange(1, 9)}) ^ {r.randrange(1, 9000)}",
        f"    {a} = os.path.join(str({r.randrange(900)}), '{b}-{c}')",
    ])


def mark(find, *others):
    texts = ", ".join("'" + t + "'" for t in (find, *others))
    marks.append(f"  - {{ file: tool.py, find: '{find}', one-of: [{texts}] }}")


for i in range(n):
    f, limit, v, w = f"run_{name(i)}", f"limit_{name(i)}", f"value_{i}", f"bound_{i}"
    number = r.randrange(1000, 60000)
    code += [f"def {f}(data, {v}, {w}):", statement(i), statement(i), statement(i)]
    mark(f"{limit} = {number}", f"{limit} = {number + r.randrange(1, 900)}")
    code += [f"    {limit} = {number}", statement(i), statement(i), statement(i)]
    mark(f"if {v} > {w}:", f"if {w} < {v}:")
    code += [f"    if {v} > {w}:", f"        data = data[{r.randrange(2, 50)}:{limit}]", statement(i), statement(i)]
    if i % 4 == 0:
        text = " ".join(r.choice(words) for _ in range(6))
        mark(f"the {text} was read", f"has read the {text}")
        code += [f"    print(\"{i}: the {text} was read\")"]
    if i % 10 == 0:
        value = "%012x" % r.randrange(16 ** 12)
        marks.append(f"  - {{ file: tool.py, find: '{value}', free: hex 12 }}")
        code += [f"    token = '{value}'"]
    code += ["    return data", "", ""]
open(os.path.join(out, "tool.py"), "w").write("\n".join(code))
open(os.path.join(out, "athar.marks.yml"), "w").write("marks:\n" + "\n".join(marks) + "\n")
