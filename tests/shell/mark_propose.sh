# Proposals: pasted, all of them, they load, and every copy reads back.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"

mkdir pack
printf 'import os\nimport sys\nimport json\nTOKEN = "q4k9tz2m"\nTIMEOUT = 30\nVERSION = "1.2.3"\n' >pack/a.py
printf 'const char *id = "7b1e94c0d2";\nint retry_limit = 7;\nint mask = 255;\n' >pack/b.c
printf '$Width = 90\r\nusing namespace System.IO\r\nusing namespace System.Text\r\nusing namespace System.Net\r\n' >pack/c.ps1
printf 'Gr\303\274\303\237e, the server cannot read old files here.\r\n\r\n- red apples grow\r\n- blue plums \303\274ber all\r\n- green pears hang\r\n' >pack/d.md
head -c 4000 /dev/urandom >pack/noise.md
"$ATHAR" share mark pack --json >p.jsonl
check "all are proposals" jq -es 'length >= 8 and all(.proposed)' p.jsonl
check "each kind" jq -es 'map(.kind) | unique == ["free", "one-of", "order"]' p.jsonl
check "no version, no mask" sh -c '! grep -qE "1\.2\.3|mask" p.jsonl'
{ echo marks:; jq -r .yaml p.jsonl; } >pack/athar.marks.yml
check "pasted, copies are made" "$ATHAR" share mark pack --copies 40 --secret secret --out out
check "then there is nothing left to propose" sh -c '! "$ATHAR" share mark pack --json | grep -q proposed'
# The lab's package, with what it declares.
cp -r "$PACKAGE" lab
"$ATHAR" share mark lab --json | jq -r 'select(.proposed) | .yaml' >more
sed '/^marks:/r more' lab/athar.marks.yml >new
mv new lab/athar.marks.yml
check "the lab's package too" "$ATHAR" share mark lab --copies 40 --secret secret --out lab-out
finish
