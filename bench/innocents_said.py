"""What bench/innocents.c printed, told: see bench/innocents.sh."""
import collections
import sys

SHARED, LEAST = 0.2, 5  # Of the shorter one's lines of code, and at least so many: no innocent pair.


def told(name, rows):
    rated = [r for r in rows if r["llr"] is not None]
    print(f"  {name}: {len(rows)} pairs, {len(rated)} with a ratio")
    for why, n in collections.Counter(r["why"] for r in rows if r["llr"] is None).most_common():
        print(f"    {n} refused: {why}")
    for times in (1, 2, 3):
        n = sum(r["llr"] >= times - 1e-4 for r in rated)
        print(f"    at least {10 ** times}: {n}" + (f" ({100 * n / len(rated):.3g} % of the ratios)" if rated else ""))
    return rated


rows = []
for line in open(sys.argv[1], errors="replace"):
    f = line.rstrip("\n").split("\t")
    rows.append({"package": f[0], "specimen": f[1], "derived": f[2] == "1", "score": float(f[3]), "nearness": float(f[4]),
                 "llr": None if f[5] == "-" else float(f[5]), "why": f[8], "share": float(f[9]), "lines": int(f[10])})
# What solutions of one task share, the task may dictate: there nothing is left out.
one_task = "task" in sys.argv[2]
kin = lambda r: not one_task and r["share"] >= SHARED and r["lines"] >= LEAST
same = [r for r in rows if not r["derived"] and kin(r)]
innocent = [r for r in rows if not r["derived"] and not kin(r)]
print(f"{sys.argv[2]}: {len(same)} pairs left out, since they share a fifth of their lines")
rated = told("innocent", innocent)
for r in sorted(rated, key=lambda r: -r["llr"])[:3]:
    print(f"    10^{r['llr']:.2f} from a score of {r['score']:.1f}, {r['lines']} lines alike: {r['package']} in {r['specimen']}")
told("derived by the model", [r for r in rows if r["derived"]])
