# A keyed background: it works for who has the secret, alike to one without a key, and for nobody else; and the file holds
# nothing by which another could ask whether a text is in it.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"

mkdir -p ordinary package found
python3 - <<'PY'
import os
import random

WORDS = "alpha beta gamma delta count index total value limit offset table entry buffer length result status".split()


def program(seed):
    r = random.Random(seed)
    name = lambda: r.choice(WORDS) + "_" + r.choice(WORDS)
    return "def %s(x):\n" % name() + "".join(
        "    %s = %s(%s, %d)\n" % (name(), name(), name(), r.randrange(9999)) for _ in range(60)) + "    return x\n"


for seed in range(40):
    os.mkdir("ordinary/g%d" % seed)
    open("ordinary/g%d/a.py" % seed, "w").write(program(seed))
open("package/tool.py", "w").write(program(1000))
open("found/tool.py", "w").write(program(1000).replace("alpha", "omega") + program(1001))
PY
head -c 40 /dev/urandom >secret
head -c 40 /dev/urandom >other
printf 'too short' >short
chmod 600 secret other short

"$ATHAR" trace background build ordinary --out plain.bg >/dev/null
"$ATHAR" trace background build ordinary --secret secret --out keyed.bg >/dev/null 2>noted
check "no warning of a secret that is one" test ! -s noted
"$ATHAR" trace compare --json --background plain.bg package found >plain.json
"$ATHAR" trace compare --json --background keyed.bg --background-secret secret package found >keyed.json
check "the same answer with a key and without" cmp plain.json keyed.json

fails 3 "keyed" trace compare --background keyed.bg package found
fails 3 "another secret" trace compare --background keyed.bg --background-secret other package found
fails 3 "not keyed" trace compare --background plain.bg --background-secret secret package found
fails 3 "at least 16 bytes" trace compare --background keyed.bg --background-secret short package found
fails 3 "absent" trace compare --background keyed.bg --background-secret absent package found
fails 2 "goes with --background" trace compare --background-secret secret package found
fails 3 "at least 16 bytes" trace background build ordinary --secret short --out new.bg
check "nothing is built with a bad secret" test ! -e new.bg

# What is in the unkeyed file whole, the first hash of each block and the files' own, is not in the keyed one; nor is the secret.
check "no hash is in both files" python3 - <<'PY'
import struct

def numbers(path):
    b = open(path, "rb").read()
    groups, files, points, shift = struct.unpack("<4I", b[48:64])
    entries, blocks, files_at, points_at, blocks_at = struct.unpack("<5Q", b[64:104])
    found = {struct.unpack_from("<Q", b, files_at + 16 * i)[0] for i in range(files)}
    assert files == 40 and blocks > 10
    return b, found | {struct.unpack_from("<Q", b, blocks_at + 16 * i)[0] for i in range(blocks)}

plain, of_plain = numbers("plain.bg")
keyed, of_keyed = numbers("keyed.bg")
assert not of_plain & of_keyed
secret = open("secret", "rb").read()
assert all(secret[i:i + 8] not in keyed for i in range(len(secret) - 8))
PY

chmod 644 secret
"$ATHAR" trace background build ordinary --secret secret --out again.bg >/dev/null 2>noted
check "a secret that others may read is told" grep -q "others may read the secret" noted
check "two files of one secret have not one key" sh -c '! cmp -s keyed.bg again.bg'
finish
