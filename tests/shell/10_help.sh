# athar help: one table makes help, manual pages and completion; usage errors are exit 2 and name what is wrong.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }
unset ATHAR_CASE
cd "$T"
"$ATHAR" help --man-pages "$T/man"
commands=$("$ATHAR" help | grep -c '^  [a-z]')
pages=$(ls "$T/man" | wc -l)
[ "$pages" = $((commands + 1)) ] || fail "$commands commands, $pages pages"
for page in "$T"/man/*.1; do
	mandoc -T lint -W warning "$page" >"$T/lint" 2>&1 || { cat "$T/lint" >&2; fail "mandoc -T lint $page"; }
done
# Every command explains itself in both ways, and refuses what it does not know.
"$ATHAR" help | sed -n 's/^  \([a-z]\+\( [a-z]\+\)*\)  .*/\1/p' | while read -r noun verb; do
	"$ATHAR" help $noun $verb >"$T/a"
	"$ATHAR" $noun $verb --help >"$T/b"
	cmp -s "$T/a" "$T/b" || fail "help $noun $verb and --help differ"
	rc=0; "$ATHAR" $noun $verb --no-such-option >/dev/null 2>"$T/err" || rc=$?
	[ "$rc" = 2 ] || fail "$noun $verb --no-such-option: exit $rc"
	grep -q 'no-such-option' "$T/err" || fail "$noun $verb does not name the option"
done
rc=0; "$ATHAR" census cuont 2>"$T/err" || rc=$?
[ "$rc" = 2 ] && grep -q 'census count' "$T/err" || fail 'a wrong verb does not show the right ones'
rc=0; "$ATHAR" 2>/dev/null || rc=$?
[ "$rc" = 2 ] || fail "without arguments: exit $rc"
rc=0; "$ATHAR" status 2>"$T/err" || rc=$?
[ "$rc" = 3 ] && grep -q 'no case here' "$T/err" || fail "without a case: exit $rc"
rc=0; "$ATHAR" timeline --as-of 2021-13 2>"$T/err" || rc=$?
[ "$rc" = 2 ] && grep -q 'month' "$T/err" || fail "a wrong time: exit $rc"
# Completion: nouns, verbs, options.
"$ATHAR" help --completion >"$T/athar.bash"
complete_line() {
	bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _athar; printf "%s\n" "${COMPREPLY[@]}"' \
		- "$T/athar.bash" "$@"
}
complete_line athar cen | grep -qx census || fail 'a noun is not completed'
complete_line athar census '' | grep -qx count || fail 'a verb is not completed'
complete_line athar hunt rules '' | grep -qx check || fail 'the second word of a verb is not completed'
complete_line athar hunt '' | grep -qx rules || fail 'the first word of a verb is not completed'
complete_line athar hunt rules check --js | grep -qx -- --json || fail 'an option behind a verb of two words is not completed'
complete_line athar census count --by | grep -qx -- --by || fail 'an option is not completed'
complete_line athar census count --j | grep -qx -- --json || fail 'a shared option is not completed'
# Output that cannot be written is no success.
if [ -e /dev/full ]; then
	rc=0; "$ATHAR" help >/dev/full 2>/dev/null || rc=$?
	[ "$rc" = 4 ] || fail "a full disk under the output: exit $rc"
fi
echo ok
