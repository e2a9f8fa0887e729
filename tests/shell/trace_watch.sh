# trace watch: a leak raises an alert that the case keeps with its bytes, and a look-alike none; the numbers are those of trace
# compare; each specimen is read once, restarts and lost state included; half-written and unreadable files are passed over;
# lines of a stream; signals and kill -9.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
partner_case c
mkdir in
exits 3 A trace watch --case c in
says 'nothing was released from this case'
exits 0 A share release EX-1 --case c --package "$PACKAGE" --stage detection --all --out o
python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(open("c/keys/mark.key").read().strip()))' >mark.secret
chmod 600 mark.secret
A share mark "$PACKAGE" --copies 2 --secret mark.secret --out copies >/dev/null 2>&1
A trace background build "$SOURCE_DIR/src" --out bg >/dev/null 2>&1

# W ARGUMENT...: watch; the lines in out, each as docs/json.md says.
W() { "$ATHAR" trace watch --case c --json "$@"; }
# is WHAT FILTER: it must hold of the lines in out as one array.
is() { check "$1" jq -es "$2" out; }
# settle: a file is left alone until it has stood still for a while.
settle() { sleep 3.1; }

# A leak, the same with its names changed, a look-alike, somebody's program; one in a collection.
"$LAB" leak --copies copies --copy 1 --adapt '' --seed 1 --out leak >/dev/null
"$LAB" leak --copies copies --copy 1 --adapt comments,rename --seed 7 --out renamed >/dev/null
"$LAB" lookalike --seed 1 --out like >/dev/null
tar -cf in/leak.tar -C leak .
tar -cf in/renamed.tar -C renamed .
tar -cf in/like.tar -C like .
mkdir in/deep
cp "$SOURCE_DIR/src/base/csv.c" in/deep/
settle
exits 1 W --once in
cp out first
is 'both leaks raise an alert, and nothing else' '[.[] | select(.kind == "alert") | .specimen] == ["in/leak.tar", "in/renamed.tar"]'
is 'the summary' '.[-1] | .kind == "summary" and .packages == 1 and .specimens == 4 and .alerts == 2 and .known == 0 and .left == 0 and .unread == 0'
is 'marks are read, nobody is named' 'all(.[:-1][]; .sites_read > 5 and .sites_total >= .sites_read and (has("partner") | not))'
is 'without a background there is no ratio, and a tail' 'all(.[:-1][]; .llr == null and .refusal == "no background was given" and .tail <= -2)'
is 'the whole package' 'all(.[:-1][]; .part == null)'
is 'the package' "all(.[:-1][]; .package == \"$(basename "$PACKAGE")\" and (.package_sha256 | length) == 64)"

# The very numbers of trace compare, whose package is the folder, and of which the case keeps all that is needed to ask again.
A trace compare --json "$PACKAGE" in/leak.tar in/renamed.tar 2>/dev/null >compared
check 'the same numbers as trace compare' jq -es --slurpfile w first '
	[.[] | [.score, .containment, .bits, [.regions[:5][] | [.bits, .specimen_file, .specimen_lines, .package_lines]]]] ==
	[$w[] | select(.kind == "alert") | [.score, .containment, .bits, [.regions[] | [.bits, .specimen_file, .specimen_lines, .package_lines]]]]' compared

# What the record keeps of it.
entry=$(jq -r 'select(.specimen == "in/leak.tar") | .entry' first)
sha=$(sha256sum in/leak.tar | cut -d' ' -f1)
check 'the body' jq -e --arg sha "$sha" '.body | .type == "alert" and .tlp == "RED" and .specimen_sha256 == $sha and .blobs == [$sha] and
	.level == 2 and .background_sha256 == null and (.regions | length) > 0 and .source.sha256 == $sha' "c/private/$entry.json"
check 'the bytes' cmp in/leak.tar "c/blobs/$(echo "$sha" | cut -c1-2)/$sha"
A timeline --case c --json >out 2>/dev/null
is 'in the timeline, for those who may see it' '[.[] | select(.text | test("resembles ")) | .tlp] == ["RED", "RED"]'
A timeline --case c --json --audience AMBER >out 2>/dev/null
is 'and not for others' '[.[] | select(.text | test("resembles "))] == []'
exits 0 A verify --case c

# Again: nothing is new.  Under another name: read, and known by its bytes.  State that is lost: no alert twice.
exits 0 W in
is 'all is known' 'length == 1 and .[0].specimens == 0 and .[0].known == 4 and .[0].alerts == 0'
cp in/leak.tar in/again.tar
settle
exits 0 W in
is 'known by its bytes' '.[0].specimens == 0 and .[0].known == 5'
rm -r .state/athar/watch
exits 0 W in
is 'without its memory all is read, and nothing said twice' '.[0].specimens == 4 and .[0].alerts == 0'
exits 0 A verify --case c

# Another level or background is another question; what the ratio says goes by the background.
exits 0 W --alert 300 in
is 'a level that nothing reaches' '.[0].specimens == 4 and .[0].alerts == 0'
exits 2 A trace watch --case c --alert x in
exits 2 A trace watch --case c --every 1 in
exits 2 A trace watch --case c --every 5 --once in
exits 2 A trace watch --case c --every 5 -
exits 3 A trace watch --case c --background in/leak.tar in
exits 3 A trace watch --case c absent

# Half-written, unreadable, odd and hostile ones.
mkdir odd
mkfifo odd/pipe
ln -s / odd/root
head -c 2000 in/renamed.tar | gzip -c | head -c 500 >odd/cut.gz
: >odd/empty
printf 'x = 1\n' >"odd/$(printf 'esc\033[31m\342\200\256.py')"
settle
exits 0 W odd
is 'what is no file is told' '[.[] | select(.kind == "unread") | .file] | index("odd/pipe") != null and index("odd/root") != null'
check 'no escape comes through' sh -c '! grep -q "$(printf "\033")" out'
exits 0 W odd
is 'and told once' 'length == 1 and .[0].unread == 0'
mkdir young
(for i in $(seq 40); do cat leak/collect.py | head -c 400; sleep 0.2; done >young/growing.py) &
writer=$!
cp -r renamed/. young/ 2>/dev/null || true
exits 1 W young
is 'what grows is left' '[.[] | select(.kind == "alert" and .specimen == "young/growing.py")] == [] and .[-1].left == 1'
wait $writer

# The stream: a line a file, with what else it says; lines that are no use.
cp in/leak.tar streamed.tar
echo more >>streamed.tar
{
	printf '{"file":"streamed.tar","first_seen":"2021-03-02T00:00:00Z","source":"feed \\u202e A","sha256":"%064d"}\n' 0
	printf '{"file":"streamed.tar"}\n{"fil":1}\nnot json\n\n{"file":"absent"}\n'
	head -c 70000 /dev/zero | tr '\0' 'x'
	printf '\n{"file":"in/deep/csv.c"}'
} >lines
exits 1 W - <lines
cp out stream
is 'an alert with what was given' '[.[] | select(.kind == "alert")] | length == 1 and .[0].specimen == "streamed.tar" and
	.[0].given.first_seen == "2021-03-02T00:00:00Z" and (.[0].given | has("file") | not)'
is 'lines of no use are told' '[.[] | select(.kind == "unread") | .file] == ["line 3", "line 4", "absent", "a line of the input"]'
is 'the rest is read' '.[-1].specimens == 2 and .[-1].known == 1'
check 'a wrong hash is said' grep -q 'not the file that its sha256 says' err
check 'no bidirectional control comes through' sh -c '! grep -q "$(printf "\342\200\256")" stream'
exits 0 W - <lines
is 'known after a restart' '.[-1].specimens == 0 and .[-1].known == 3'

# One file of the package alone holds little of the whole, and is found by itself, with the numbers of trace compare.
mkdir one
{ cat renamed/collect.py; echo "y = 2"; } >one/tool.py
settle
exits 1 W one
is 'one file of it' '.[0].part | endswith("/collect.py")'
A trace compare --json "$PACKAGE/collect.py" one/tool.py 2>/dev/null >compared
check 'the same numbers for a file' jq -es --slurpfile w out '[.[0] | .score, .containment] == [$w[0] | .score, .containment]' compared

# With a background a ratio decides, and it is that of trace compare.
rc=0
W --background bg --alert 1 in >out 2>err || rc=$?
cp out ratio
A trace compare --json --background bg "$PACKAGE" in/leak.tar 2>/dev/null >compared
check 'exit with a background' test $rc -le 1
check 'the ratio or its refusal' jq -es --slurpfile w ratio '($w | map(select(.kind == "alert" and .part == null and .specimen == "in/leak.tar"))) as $a |
	($a == [] and $w[-1].specimens == 4) or ([.[0] | .score, .llr, .llr_ci95, .refusal] == [$a[0] | .score, .llr, .llr_ci95, .refusal])' compared

# A keyed background is opened with its secret, says what one without a key says, and is refused without it before all else.
A trace background build "$SOURCE_DIR/src" --secret mark.secret --out keyed.bg >/dev/null 2>&1
mkdir asked
{ cat renamed/collect.py; echo 'w = 1'; } >asked/tool.py
settle
exits 1 W --background keyed.bg --background-secret mark.secret --alert 0 asked
A trace compare --json --background bg "$PACKAGE" asked/tool.py 2>/dev/null >compared
check 'the same with a key and without' jq -es --slurpfile w out '[.[0] | .score, .llr, .refusal] ==
	[$w[] | select(.kind == "alert" and .part == null) | .score, .llr, .refusal]' compared
entry=$(jq -r 'select(.kind == "alert") | .entry' out | head -1)
check 'the entry names the background' jq -e --arg sha "$(sha256sum keyed.bg | cut -d' ' -f1)" '.body.background_sha256 == $sha' "c/private/$entry.json"
exits 3 W --background keyed.bg asked
says 'keyed'
exits 2 W --background-secret mark.secret asked
says 'goes with --background'

# A second one of the same is refused; a signal ends it well, and a new file is found in a later round.
mkdir live
"$ATHAR" trace watch --case c --json --every 2 live >live.out 2>live.err &
pid=$!
sleep 2
exits 4 W live
says 'another watch of this is running'
{ cat leak/collect.py; echo 'z = 1'; } >live/found.py
for i in $(seq 60); do grep -q alert live.out && break; sleep 0.5; done
check 'found in a later round' grep -q '"specimen":"live/found.py"' live.out
# A package that is released meanwhile is watched for in the next round.
small_package second
cp "$SOURCE_DIR/src/base/csv.c" second/
exits 0 A share release EX-1 --case c --package second --stage detection --all --out o2
{ cat second/csv.c; echo '/* more */'; } >live/second.c
for i in $(seq 60); do grep -q second.c live.out && break; sleep 0.5; done
check 'what is released meanwhile' sh -c 'grep second.c live.out | jq -e ".package == \"second\" and .score > 8"'
kill -TERM $pid
rc=0
wait $pid || rc=$?
check 'a signal ends it, and there was an alert' test $rc = 1
check 'with its summary' sh -c 'tail -1 live.out | jq -e ".kind == \"summary\" and .alerts == 2 and .packages == 2"'

# kill -9 at any time: the case is sound, and in the end each alert is there once.
mkdir many
for i in $(seq 12); do { cat leak/collect.py; echo "n = $i"; } >many/f$i.py; done
settle
for i in 1 2 3 4 5 6; do
	"$ATHAR" trace watch --case c many >/dev/null 2>&1 &
	pid=$!
	sleep "0.$((i * 3 % 10))"
	sleep $((i / 3))
	kill -KILL $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
done
rc=0
W many >out 2>err || rc=$?
check 'it ends well' test $rc -le 1
exits 0 A verify --case c
A timeline --case c --json 2>/dev/null >events
check 'each alert is there once' jq -es '[.[] | select(.text | test("resembles ")) | .source | select(startswith("many/"))] | length == 12 and (unique | length) == 12' events

# An erased package is watched for no more.
for act in $(grep -l '"type":"release-act"' c/private/*.json | xargs -n1 basename | cut -d. -f1); do
	exits 0 A case erase "$act" --why 'a request' --case c
done
rc=0
W many >out 2>err || rc=$?
check 'without its package there is nothing to watch for' test $rc = 3
finish
