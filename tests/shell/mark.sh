# Marked copies: listed, written, the same again, differing at the sites and nowhere else; mistakes are refused.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"

# The list: one line a site, sorted by file and line, with what it carries.
"$ATHAR" share mark "$PACKAGE" --json >all.jsonl
jq -c "select(.proposed | not)" all.jsonl >list.jsonl
check "every site is listed" test "$(wc -l <list.jsonl)" = "$(grep -c '^  - ' "$PACKAGE/athar.marks.yml")"
check "keys of the list" jq -es 'all(has("file") and has("line") and has("kind") and has("choices") and has("bits"))' list.jsonl
check "bits are those of the choices" jq -es 'all(((.choices | log2) - .bits | fabs) < 1e-9)' list.jsonl
check "sorted" jq -es '. == sort_by(.file, .line)' list.jsonl
check "the lines are right" jq -es --arg at "$(grep -n 5f3a9c01d2 "$PACKAGE/collect.py" | cut -d: -f1)" \
	'any(.file == "collect.py" and .line == ($at | tonumber) and .kind == "free" and .choices == 1099511627776)' list.jsonl
check "an order of five lines" jq -es 'any(.kind == "order" and .choices == 120)' list.jsonl
check "the check is shown and not run" sh -c '"$ATHAR" share mark "$PACKAGE" | grep -q "^check: .*py_compile collect.py .*(not run)"'

# Copies, compared byte for byte with what a program of its own makes from the manifest.
"$ATHAR" share mark "$PACKAGE" --copies 12 --secret secret --out out --json >copies.jsonl
check "a line a copy" jq -es 'map(.copy) == [range(1; 13)]' copies.jsonl
check "the folders are there" sh -c 'jq -r .dir copies.jsonl | while read -r d; do test -f "$d/collect.py" || exit 1; done'
check "copies are the package but at the sites" python3 "$SOURCE_DIR/tests/mark/rebuild.py" "$PACKAGE" out
check "the marks file is not sent" sh -c '! find out -name athar.marks.yml | grep -q .'
check "the manifest is private" test "$(stat -c %a out/manifest.json)" = 600
check "the folder is private" test "$(stat -c %a out)" = 700
check "modes are kept" test "$(stat -c %a out/copy-001/collect.py)" = "$(stat -c %a "$PACKAGE/collect.py")"
check "times are kept" test "$(stat -c %Y out/copy-001/README.md)" = "$(stat -c %Y "$PACKAGE/README.md")"
check "nothing is left beside" sh -c '! ls -d out.partial* 2>/dev/null'

# The same secret gives the same copies; more of them leave the first ones as they were; another secret does not.
mkdir empty
"$ATHAR" share mark "$PACKAGE/" --copies 20 --secret secret --out empty >/dev/null
check "the same again" sh -c 'for i in 01 07 12; do diff -r out/copy-0$i empty/copy-0$i || exit 1; done'
head -c 32 /dev/zero >zeros
chmod 600 zeros
"$ATHAR" share mark "$PACKAGE" --copies 2 --secret zeros --out other >/dev/null
check "another secret, other copies" sh -c '! diff -rq out/copy-001 other/copy-001 >/dev/null'

# Mistakes.
cp -r "$PACKAGE" pack
cp secret pack/key
fails 2 "--copies needs" share mark pack --copies 3
fails 2 "go with --copies" share mark pack --out x
fails 2 "goes without --copies" share mark pack --run-check --copies 3 --secret secret --out x
fails 2 "number from 1" share mark pack --copies 0 --secret secret --out x
fails 2 "number from 1" share mark pack --copies 10001 --secret secret --out x
fails 2 "would be in every copy" share mark pack --copies 3 --secret pack/key --out x
rm pack/key
fails 2 "inside the package" share mark pack --copies 3 --secret secret --out pack/copies
fails 2 "inside the package" share mark pack --copies 3 --secret secret --out pack/docs/../copies
fails 3 "not empty" share mark pack --copies 3 --secret secret --out out
fails 3 "not a folder" share mark pack --copies 3 --secret secret --out secret
head -c 15 secret >short
fails 3 "at least 16 bytes" share mark pack --copies 3 --secret short --out x
fails 3 "no-such" share mark pack --copies 3 --secret no-such --out x
fails 3 "no-such" share mark no-such
fails 0 "is missing" share mark out/copy-001
fails 3 "declares no marks" share mark out/copy-001 --copies 2 --secret secret --out x
chmod 644 secret
"$ATHAR" share mark pack --copies 1 --secret secret --out warned >/dev/null 2>err
check "a secret that others may read is told" grep -q "others may read the secret" err
printf 'marks:\n  - file: collect.py\n    find: "no such text"\n    one-of: ["no such text", "b"]\n' >pack/athar.marks.yml
fails 3 "pack/athar.marks.yml:2: .*does not occur" share mark pack
ln -s /etc/passwd pack/link
fails 3 "pack/link: is a symbolic link" share mark pack
rm pack/link
mkfifo pack/pipe
fails 3 "pack/pipe: is neither a file nor a folder" share mark pack
rm pack/pipe
# The text that is shown is the line, not what comes behind it.
printf 'marks:\n  - file: two\n    order: ["bb cc", "dd ee"]\n' >pack/athar.marks.yml
printf 'aa bb cc\ndd ee\n' >pack/two
fails 3 'pack/athar.marks.yml:2: order: "bb cc" is not a line of its own' share mark pack
# Too few values for so many copies: which mark it is.
printf 'marks:\n  - file: two\n    find: "48213"\n    free: digits 5\n' >pack/athar.marks.yml
echo 48213 >pack/two
chmod 600 secret
fails 3 'athar.marks.yml:2: .*too few values for 6000 copies' share mark pack --copies 6000 --secret secret --out x
# A secret is a file.
mkfifo pipe
mkdir folder
fails 3 "pipe: is not a file" share mark pack --copies 2 --secret pipe --out x
fails 3 "folder: is not a file" share mark pack --copies 2 --secret folder --out x
check "nothing was left by the failures" sh -c '! ls -d x *.partial* 2>/dev/null'
finish
