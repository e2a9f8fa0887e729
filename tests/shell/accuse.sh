# Leaked copies are named whatever was done to them; what is nobody's accuses nobody.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"
"$ATHAR" share mark "$PACKAGE" --copies 100 --secret secret --out out >/dev/null 2>&1
M=out/manifest.json

# accused WHAT SPECIMEN...: print the accused, and check what every answer must keep to.
accused() {
	status=0
	"$ATHAR" trace accuse --manifest $M --json "$@" >answer.jsonl 2>err.log || status=$?
	jq -es --argjson status "$status" '
		(.[:-1] | all(has("bulletin") and has("specimen") and has("sites_read") and has("sites_total") and
			has("partner") and has("score") and has("p_value") and has("accused"))) and
		(.[-1] | .kind == "verdict" and has("bound") and has("colluders_supported")) and
		(.[-1] as $v | ([.[:-1][] | select(.accused) | .partner] | unique) == $v.accused) and
		(.[:-1] | all(.accused == (.p_value <= 1e-6))) and
		([.[:-1][] | .specimen] | unique | length) * 100 == length - 1 and
		(.[:-1] | group_by(.specimen) | all(. == sort_by(.p_value, .partner))) and
		(if .[-1].accused == [] then $status == 0 else $status == 1 end)' answer.jsonl >/dev/null ||
		{ echo "BAD ANSWER for $*: status $status"; cat err.log; tail -1 answer.jsonl; }
	tail -1 answer.jsonl | jq -c .accused
}

# Every adaptation that the lab knows, alone and together.
for list in "" comments rename files reformat,half comments,rename,reformat,half; do
	for seed in 1 2; do
		copy=$((seed * 31 % 100 + 1))
		rm -rf leak
		"$LAB" leak --copies out --copy $copy --adapt "$list" --seed $seed --out leak >/dev/null
		check "copy $copy after \"$list\", seed $seed" test "$(accused leak)" = "[$copy]"
	done
done

# The text for people names the copy, the bound, and what marks cannot say.
"$ATHAR" trace accuse --manifest $M leak >text && status=0 || status=$?
check "status of an accusation" test $status = 1
check "whose copy" grep -q "The marks are those of copy $copy\\." text
check "what marks cannot say" grep -q "on purpose, by carelessness or by a break-in" text

# Two copies mixed: nobody but the two.
rm -rf leak
"$LAB" leak --copies out --copy 12,77 --seed 9 --out leak >/dev/null
check "two copies mixed" sh -c 'case "$1" in "[12,77]"|"[12]"|"[77]") ;; *) echo "$1"; exit 1;; esac' sh "$(accused leak)"

# A file of a copy is a specimen too; so is a collection.
check "one file" test "$(accused out/copy-033/collect.py)" = "[33]"
(cd out/copy-034 && zip -qr ../../leak.zip .)
tar czf leak.tgz -C out copy-035
check "a zip" test "$(accused leak.zip)" = "[34]"
check "a tar" test "$(accused leak.tgz)" = "[35]"
(printf '\377\376'; iconv -f UTF-8 -t UTF-16LE out/copy-036/Survey.ps1) >wide.ps1
check "UTF-16" test "$(accused wide.ps1)" = "[36]"
iconv -f UTF-8 -t UTF-16LE out/copy-037/Survey.ps1 >bare.ps1
check "UTF-16 without a mark" test "$(accused bare.ps1)" = "[37]"
iconv -f UTF-8 -t UTF-16BE out/copy-037/Survey.ps1 >bare.ps1
check "UTF-16 without a mark, the other way round" test "$(accused bare.ps1)" = "[37]"
(printf '\357\273\277'; cat out/copy-038/collect.py) >marked.py
check "UTF-8 with a mark" test "$(accused marked.py)" = "[38]"
check "two specimens" test "$(accused leak.zip leak.tgz)" = "[34,35]"

# What is nobody's: the unmarked package, look-alikes, the system's own Python, another sender's copies.
cp -r "$PACKAGE" plain
rm plain/athar.marks.yml
check "the unmarked package" test "$(accused plain)" = "[]"
check "the package with its marks file" test "$(accused "$PACKAGE")" = "[]"
for seed in 1 2 3; do
	rm -rf like
	"$LAB" lookalike --seed $seed --out like >/dev/null
	check "a look-alike, seed $seed" test "$(accused like)" = "[]"
done
head -c 32 /dev/urandom >theirs
chmod 600 theirs
"$ATHAR" share mark "$PACKAGE" --copies 4 --secret theirs --out others >/dev/null 2>&1
for copy in 001 002 003 004; do
	check "another sender's copy $copy" test "$(accused others/copy-$copy)" = "[]"
done
mkdir json
cp /usr/lib/python3*/json/*.py json/ 2>/dev/null || cp "$SOURCE_DIR"/src/base/*.c json/
check "somebody's program" test "$(accused json)" = "[]"
"$ATHAR" trace accuse --manifest $M json >text 2>&1
check "it says that no accusation is possible" grep -qi "no accusation is possible" text

# Hostile specimens.
head -c 3000000 /dev/urandom >random.bin
check "random bytes" test "$(accused random.bin)" = "[]"
head -c 3000000 /dev/zero >zero.bin
check "NUL bytes" test "$(accused zero.bin)" = "[]"
value=$(jq -r '.body.codes[41][0]' $M)
yes "$value" | head -c 100000000 >value.txt
# A value that only copy 42 has: 100 MB of it are one value, and name its owner.
check "100 MB of one value" test "$(accused value.txt)" = "[42]"
jq -r '.body.sites[] | .values // [] | .[]' $M >values.txt
jq -r '.body.sites[] | select(.context == "either" or .context == "both") | .left as $l | .right as $r | .values[] | $l + " " + . + " " + $r' $M >>values.txt
# Twice, so that no order can be read from it either.
cat values.txt values.txt >twice.txt
check "every text present" test "$(accused twice.txt)" = "[]"
check "every text present: nothing can be said" sh -c 'tail -1 answer.jsonl | jq -e ".accusation_possible == false" >/dev/null'
mkdir odd
mkfifo odd/pipe
ln -s / odd/root
cp out/copy-050/README.md odd/
check "a FIFO and a link to everything beside a file" test "$(accused odd)" = "[50]"
# What a broken file holds before it breaks off counts.
(cat out/copy-051/collect.py; head -c 200000 /dev/urandom) | gzip -c | head -c 150000 >broken.gz
check "a gzip that ends too early" test "$(accused broken.gz)" = "[51]"
check "and that is told" grep -q "not read, or not to its end: broken.gz" err.log
# Folders without end hide nothing that lies beside them.
mkdir nest
cp out/copy-052/collect.py nest/z.py
(cd nest && for i in $(seq 200); do mkdir d && cd d || exit 1; done)
check "folders nested 200 deep beside a file" test "$(accused nest)" = "[52]"
check "and they are told" grep -q "not read, or not to its end: nest/d/d/d" err.log
# More are named than the marks promise: the text does not contradict itself.
cat out/copy-06[0-7]/collect.py >eight.txt
check "eight copies, one after the other" test "$(accused eight.txt)" = "[60,61,62,63,64,65,66,67]"
"$ATHAR" trace accuse --manifest $M eight.txt >text || true
check "others may have had a part" grep -q "more of them are named than these marks promise" text
check "no contradiction" sh -c '! grep -q "but not one of several" text'
head -c 20000 leak.zip | head -c 2500 >cut.zip
accused cut.zip >/dev/null
check "a truncated zip is told" grep -q "not read, or not to its end: cut.zip" err.log

# Errors.
fails 2 "manifest FILE is needed" trace accuse plain
fails 2 "bound" trace accuse --manifest $M --bound 0 plain
fails 2 "bound" trace accuse --manifest $M --bound 1 plain
fails 2 "bound" trace accuse --manifest $M --bound 1e-6x plain
fails 3 "no-such" trace accuse --manifest no-such plain
fails 3 "no-such: there is no file here" trace accuse --manifest $M no-such
sed 's/"copies":100/"copies":101/' $M >forged.json
fails 3 "forged.json: the manifest was changed" trace accuse --manifest forged.json plain
head -c 5000 $M >cut.json
fails 3 "cut.json: at byte" trace accuse --manifest cut.json plain
fails 3 "text.*JSON" trace accuse --manifest text plain
cp $M open.json
chmod 644 open.json
"$ATHAR" trace accuse --manifest open.json plain >/dev/null 2>err.log
check "a manifest that others may read is told" grep -q "others may read the manifest" err.log

# The bound moves the line: one README holds enough for 1e-6 and not for 1e-60.
"$ATHAR" trace accuse --manifest $M --bound 1e-60 out/copy-050/README.md >text && status=0 || status=$?
check "a stricter bound" test $status = 0
finish
