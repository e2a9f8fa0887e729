# athar hunt rules check: what runs, what does not and why, what is no rule.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

die() {
	echo "FAIL: $*"
	exit 1
}

check() {
	"$ATHAR" hunt rules check "$@" >"$work/out" 2>"$work/err"
}

# The shipped rules all run, each on some log that athar reads; but the one of CVE-2021-26857, which only event logs can show.
check --json "$SOURCE_DIR/rules" || die "shipped rules: exit $?: $(cat "$work/err")"
jq -es 'length >= 20 and all(.runnable and .why == null and .literals > 0)
    and ([.[] | select(.logs == []) | .title] == ["Unified Messaging broke on an object of the wrong type"])' "$work/out" \
	>/dev/null || die "shipped rules: $(cat "$work/out")"
[ "$(jq -r .rule "$work/out" | sort | uniq -d)" = "" ] || die "two shipped rules share an id"

# A rule that cannot run says why, with its line; the exit status is still 0, since it is a rule.
cat >"$work/expand.yml" <<'Y'
title: Needs a list
logsource:
    category: webserver
detection:
    selection:
        c-ip|expand: '%ours%'
    condition: selection
Y
check --json "$work/expand.yml" || die "expand: exit $?"
jq -e '.rule == "Needs a list" and .runnable == false and (.why | startswith("line 6: ")) and .title == "Needs a list"' \
	"$work/out" >/dev/null || die "expand: $(cat "$work/out")"
check "$work/expand.yml" || die "expand, table: exit $?"
grep -q '^0 of 1 rules can run' "$work/out" || die "expand, table: $(cat "$work/out")"

# Logs that athar does not read.
sed 's/category: webserver/category: process_creation/; s/|expand//' "$work/expand.yml" >"$work/process.yml"
check --json "$work/process.yml" || die "process: exit $?"
jq -e '.runnable and .logs == []' "$work/out" >/dev/null || die "process: $(cat "$work/out")"

# What is no rule: exit 3, the file and the line named, the rules beside it still listed.
printf 'title: x\nlogsource: {category: webserver}\n' >"$work/none.yml"
check --json "$work/none.yml" "$work/expand.yml"
[ $? = 3 ] || die "no rule: exit status"
grep -q "none.yml:1: not a rule" "$work/err" || die "no rule: $(cat "$work/err")"
[ "$(wc -l <"$work/out")" = 1 ] || die "no rule: the other is missing"
printf 'title: "x\n' >"$work/open.yml"
check "$work/open.yml"
[ $? = 3 ] || die "not YAML: exit status"
grep -q "open.yml:2: not YAML" "$work/err" || die "not YAML: $(cat "$work/err")"

# In a folder a file that is no rule is a line with its reason, and the others are asked; a folder without any is an error.
mkdir "$work/mixed"
cp "$work/none.yml" "$work/open.yml" "$work/process.yml" "$work/mixed"
ln -s process.yml "$work/mixed/link.yml"
printf '\377\376\001' >"$work/mixed/noise.yml"
check --json "$work/mixed" || die "mixed folder: exit $?: $(cat "$work/err")"
jq -es 'length == 5 and ([.[] | select(.runnable) | .rule] == ["Needs a list"])
    and all(.[] | select(.runnable | not); (.why | length > 0) and .rule == .file)' "$work/out" >/dev/null ||
	die "mixed folder: $(cat "$work/out")"
rm "$work/mixed/process.yml"
check "$work/mixed"
[ $? = 3 ] || die "a folder without rules: exit status"

# Hostile files: a deep one, a binary one, one of aliases; an answer, not a crash.
python3 -c 'print("a: " + "[" * 100000)' >"$work/deep.yml"
head -c 4096 /dev/zero >"$work/zero.yml"
printf 'a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n' \
	>"$work/alias.yml"
for file in deep zero alias; do
	check "$work/$file.yml"
	[ $? = 3 ] || die "$file: exit status"
	grep -q "$file.yml" "$work/err" || die "$file: $(cat "$work/err")"
done

# Nothing there, an empty folder, no such thing to do.
mkdir "$work/empty"
check "$work/empty"
[ $? = 3 ] || die "an empty folder"
check "$work/absent.yml"
[ $? = 3 ] || die "an absent file"
"$ATHAR" hunt rules mend "$work/expand.yml" 2>/dev/null
[ $? = 2 ] || die "a verb that does not exist"
"$ATHAR" hunt rules check 2>/dev/null
[ $? = 2 ] || die "no file given"

# The public rules, where they are: each is a line, and only placeholders stop one; what is no rule does not stop the rest.
if [ -d "$SHARED_DATA/sigma/rules" ]; then
	check --json "$SHARED_DATA/sigma/rules" || die "public rules: exit $?: $(head -3 "$work/err")"
	[ "$(wc -l <"$work/out")" = "$(find "$SHARED_DATA/sigma/rules" -name '*.yml' | wc -l)" ] || die "public rules: a rule is missing"
	jq -es 'map(select(.runnable | not)) | all(.why | contains("placeholders"))' "$work/out" >/dev/null ||
		die "public rules: $(jq -r .why "$work/out" | sort | uniq -c)"
	check --json "$SHARED_DATA/sigma" || die "all public files: exit $?: $(head -3 "$work/err")"
	[ "$(wc -l <"$work/out")" = "$(find "$SHARED_DATA/sigma" -name '*.yml' | wc -l)" ] || die "all public files: one is missing"
fi
exit 0
