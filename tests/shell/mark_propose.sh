# Proposals: pasted, all of them, they load, and every copy reads back.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"

mkdir pack
printf 'import os\nimport sys\nimport json\nTOKEN = "q4k9tz2m"\nTIMEOUT = 30\nVERSION = "1.2.3"\n' >pack/a.py
printf '#include <stdio.h>\n#include <stdint.h>\n#include <string.h>\n\n#include <sys/time.h>\n#include <time.h>\n#include <errno.h>\nconst char *id = "7b1e94c0d2";\nint retry_limit = 7;\nint mask = 255;\n' >pack/b.c
printf '$Width = 90\r\nusing namespace System.IO\r\nusing namespace System.Text\r\nusing namespace System.Net\r\n' >pack/c.ps1
printf 'Gr\303\274\303\237e, the server cannot read old files here.\r\n\r\n- red apples grow\r\n- blue plums \303\274ber all\r\n- green pears hang\r\n' >pack/d.md
head -c 4000 /dev/urandom >pack/noise.md
"$ATHAR" share mark pack --json >p.jsonl
check "all are proposals" jq -es 'length >= 8 and all(.proposed)' p.jsonl
check "each kind" jq -es 'map(.kind) | unique == ["free", "one-of", "order"]' p.jsonl
check "headers of C, which may stand in any order" grep -q 'b.c.*order: .*#include <stdint.h>' p.jsonl
check "other headers may not" sh -c '! grep -q "sys/time" p.jsonl'
check "no version, no mask" sh -c '! grep -qE "1\.2\.3|mask" p.jsonl'
{ echo marks:; jq -r .yaml p.jsonl; } >pack/athar.marks.yml
check "pasted, copies are made" "$ATHAR" share mark pack --copies 40 --secret secret --out out
check "then there is nothing left to propose" sh -c '! "$ATHAR" share mark pack --json | grep -q proposed'
# The lab's package, with what it declares: some candidates are left undeclared in it, in source and in prose.
cp -r "$PACKAGE" lab
"$ATHAR" share mark lab --json | jq -c 'select(.proposed)' >proposed.jsonl
check "a number in the C part" jq -es 'any(.file == "w3csum.c" and .kind == "one-of" and (.yaml | contains("read_buffer")))' proposed.jsonl
check "each kind in the prose" jq -es 'map(select(.file == "docs/summary.md") | .kind) | unique == ["free", "one-of", "order"]' proposed.jsonl
check "nothing that is declared" sh -c '! jq -r .yaml proposed.jsonl | grep -qE "7d2e91c4|BUCKETS|include"'
# A text that declared marks may bring as well cannot be told from theirs.  With those gone it is proposed.
check "what other marks may bring is not" sh -c '! jq -r .yaml proposed.jsonl | grep -q "cannot be read"'
sed '/cannot be read/d' "$PACKAGE/athar.marks.yml" >lab/athar.marks.yml
check "and is without them" sh -c '"$ATHAR" share mark lab --json | jq -r "select(.proposed) | .yaml" | grep -q "cannot be read"'
cp "$PACKAGE/athar.marks.yml" lab/
jq -r .yaml proposed.jsonl >more
sed '/^marks:/r more' lab/athar.marks.yml >new
mv new lab/athar.marks.yml
check "the lab's package too" "$ATHAR" share mark lab --copies 40 --secret secret --out lab-out
for copy in 01 20 40; do
	check "copy $copy is built" gcc -std=c17 -Wall -Wextra -Werror -fsyntax-only lab-out/copy-0$copy/w3csum.c
done
check "what was proposed varies" test "$(cat lab-out/*/w3csum.c | grep -o 'read_buffer = [0-9]*' | sort -u | wc -l)" = 4
finish
