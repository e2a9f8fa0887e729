"""A harmless package to mark, the same for the same seed: mark_package.py FOLDER BYTES SITES SEED.

Configuration, a table in C and prose, of everyday words, so that the texts of the marks stand among words like their own.  Of ten
sites five have two values, one has 3 to 16, two are free values, and two are orders of three to five lines.
"""
import pathlib
import random
import sys

folder, size, sites, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
FILES = 50
r = random.Random(seed)
syllables = "ba ce di fo gu ka le mi no pu ra se ti vo wu".split()
words = ["limit", "retry", "table", "reads", "writes", "colour", "step", "token", "value", "list"]
words += ["".join(r.choice(syllables) for _ in range(r.randint(1, 4))) for _ in range(600)]


def plain(kind):
    w = [r.choice(words) for _ in range(r.randint(4, 9))]
    if kind == "py":
        return f'{w[0]}_{w[1]} = {r.randint(0, 999)}  # {" ".join(w[2:])}'
    if kind == "c":
        return f'	{{ "{w[0]}", {r.randint(0, 9999)}, "{" ".join(w[1:])}" }},'
    return " ".join(w) + r.choice([".", ",", ""])


def quoted(text):
    return '"' + text.replace('"', '\\"') + '"'


# Which kind of site the k-th is, so that each file has some of each.
shuffled = [k % 10 for k in range(sites)]
r.shuffle(shuffled)


def site(k, name, kind):
    """The lines of one site, and its entry in athar.marks.yml."""
    which = shuffled[k]
    begin, end = {"py": ("", ""), "c": ('	{ "', '", 1, "" },'), "md": ("", ".")}[kind]
    if which < 6:
        n = 2 if which < 5 else r.randint(3, 16)
        value = [f"limit {k} reads {30 + v}" if kind != "py" else f"limit_{k} = {30 + v}" for v in range(n)]
        own = r.choice(value)
        return [begin + own + end], (f"  - {{ file: {name}, find: {quoted(own)}, "
                                     f"one-of: [{', '.join(map(quoted, value))}] }}")
    if which < 8:
        form, text = r.choice([("hex 10", "".join(r.choice("0123456789abcdef") for _ in range(10))),
                               ("digits 11", str(r.randint(10**10, 10**11 - 1))),
                               ("alnum 9", "k" + "".join(r.choice("0123456789abcdefghijklmnopqrstuvwxyz") for _ in range(8)))])
        line = f'token_{k} = "{text}"' if kind == "py" else begin + f"token {k} {text}" + end
        return [line], f"  - {{ file: {name}, find: {quoted(text)}, free: {form} }}"
    step = [f"step_{k}_{r.choice(words)}_{i} = 0" if kind == "py" else begin + f"step {k} {r.choice(words)} part {i}" + end
            for i in range(r.randint(3, 5))]
    return step, f"  - file: {name}\n    order: [{', '.join(quoted(s.strip()) for s in step)}]"


marks = ["marks:"]
for f in range(FILES):
    kind = ("py", "c", "md")[f % 3]
    name = f"part{f:02}.{kind}"
    mine = list(range(f, sites, FILES))
    lines, bytes_ = [], 0
    want = size * (f + 1) // FILES - size * f // FILES
    at = sorted(r.randrange(want) for _ in mine)
    while bytes_ < want:
        if mine and bytes_ >= at[0]:
            at.pop(0)
            new, entry = site(mine.pop(0), name, kind)
            marks.append(entry)
        else:
            new = [plain(kind)]
        lines += new
        bytes_ += sum(len(n) + 1 for n in new)
    while mine:
        new, entry = site(mine.pop(0), name, kind)
        marks.append(entry)
        lines += new
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(lines) + "\n")
(folder / "athar.marks.yml").write_text("\n".join(marks) + "\n")
