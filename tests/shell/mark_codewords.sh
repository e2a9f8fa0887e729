# Codewords are what the headers say: a program of its own, with Python's hmac, draws every one of them again.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"
ORACLE="$SOURCE_DIR/tests/mark/codewords.py"
marked() { "$ATHAR" share mark "$1" --copies "$2" --secret "$3" --out "$4" >/dev/null 2>err || { cat err; FAILED=1; }; }

marked "$PACKAGE" 60 secret lab
check "60 copies of the lab's package" python3 "$ORACLE" "$PACKAGE" secret lab/manifest.json

# Secrets of other lengths: HMAC pads short ones and hashes those longer than a block.
for n in 16 63 64 65 200; do
	head -c $n /dev/urandom >secret.$n
	chmod 600 secret.$n
	marked "$PACKAGE" 2 secret.$n out.$n
	check "a secret of $n bytes" python3 "$ORACLE" "$PACKAGE" secret.$n out.$n/manifest.json
done

# Free values so short that many are drawn twice and drawn again.
mkdir short
printf 'id = 12345\nmade = "k2v4"\n' >short/a.py
cat >short/athar.marks.yml <<'X'
marks:
  - { file: a.py, find: "12345", free: digits 5 }
  - { file: a.py, find: "k2v4", free: alnum 4 }
X
marked short 5600 secret short.out
check "values drawn again" python3 "$ORACLE" short secret short.out/manifest.json

# Secret biases, from 700 two-valued sites on.
mkdir many
python3 - <<'X'
lines, marks = [], ["marks:"]
for k in range(720):
    lines.append(f"limit_{k} = 30")
    marks.append(f'  - {{ file: a.py, find: "limit_{k} = 30", one-of: ["limit_{k} = 30", "limit_{k} = 31"] }}')
lines += ["wait = 5", 'a = "one"', 'b = "two"', 'c = "three"']
marks.append('  - { file: a.py, find: "wait = 5", one-of: ["wait = 5", "wait = 6", "wait = 7"] }')
marks.append("""  - { file: a.py, order: ['a = "one"', 'b = "two"', 'c = "three"'] }""")
open("many/a.py", "w").write("\n".join(lines) + "\n")
open("many/athar.marks.yml", "w").write("\n".join(marks) + "\n")
X
marked many 20 secret many.out
check "secret biases" python3 "$ORACLE" many secret many.out/manifest.json
check "there are some" grep -q '"bias":51687' many.out/manifest.json

# The oracle itself can fail: another secret, and one symbol changed.
head -c 32 /dev/urandom >other
check "another secret is another code" sh -c "! python3 '$ORACLE' '$PACKAGE' other lab/manifest.json"
python3 - <<'X'
import json
m = json.load(open("many.out/manifest.json"))
m["body"]["codes"][3][5] ^= 1
json.dump(m, open("changed.json", "w"))
X
check "one symbol changed" sh -c "! python3 '$ORACLE' many secret changed.json"
finish
