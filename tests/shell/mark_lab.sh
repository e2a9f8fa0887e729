# Marked copies of the lab's own package (C, Python, PowerShell, Markdown) still build, parse and behave as the unmarked
# one, and any two differ at exactly the sites; and the check that says so fails where that is not so.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"
"$LAB" logs --seed 7 --size 300K --days 2 --out world >/dev/null
IIS=$(find world -name 'u_ex*.log' | sort | head -1)

# copies PACKAGE OUT [PART]...: the check, in Python and without athar; see there.
copies() {
	rm -rf scratch
	mkdir scratch
	package=$1 out=$2
	shift 2
	python3 -B "$SOURCE_DIR/tests/mark/lab_copies.py" "$package" "$out" "$IIS" scratch "$@"
}

check "there are all four kinds of parts" sh -c 'cd "$PACKAGE" && ls w3csum.c collect.py Survey.ps1 README.md'
"$ATHAR" share mark "$PACKAGE" --json | jq -s 'map(select(.proposed | not))' >sites.json
check "marks of each kind in C" jq -e '[.[] | select(.file == "w3csum.c") | .kind] | unique == ["free", "one-of", "order"]' sites.json
check "a mark in every file" jq -e --argjson n "$(find "$PACKAGE" -type f | wc -l)" '[.[].file] | unique | length == $n - 1' sites.json
"$ATHAR" share mark "$PACKAGE" --copies 12 --secret secret --out out >/dev/null 2>&1
check "twelve copies" copies "$PACKAGE" out

# breaks WHAT SAYS PART: the check of these copies must fail, and say this (a grep pattern).
breaks() {
	if copies "$PACK" "$OUT" "$3" >out.log 2>&1 || ! grep -q -e "$2" out.log; then
		echo "FAILED: $1: expected a failure with \"$2\""
		sed 's/^/    /' out.log | head -20
		FAILED=1
	fi
}
# spoilt WHAT GOOD BAD SAYS PART: a mark with a text that is not as good as the others.
spoilt() {
	rm -rf pack bad
	cp -r "$PACKAGE" pack
	GOOD=$2 BAD=$3 perl -pi -e 's/"\Q$ENV{GOOD}\E"\]/"$ENV{BAD}"]/' pack/athar.marks.yml
	cmp -s pack/athar.marks.yml "$PACKAGE/athar.marks.yml" && { echo "FAILED: $1: no such text"; FAILED=1; }
	check "$1: copies" "$ATHAR" share mark pack --copies 2 --secret secret --out bad
	PACK=pack OUT=bad
	breaks "$1" "$4" "$5"
}
# touched WHAT SAYS COMMAND...: copies in which something was changed after they were made.
touched() {
	rm -rf bad
	cp -r out bad
	(cd bad && eval "$3")
	PACK=$PACKAGE OUT=bad
	breaks "$1" "$2" sites
}
touched "a byte outside the sites" 'README.md: byte [0-9]*: differs outside' "sed -i 's/Symbolic/symbolic/' copy-003/README.md"
touched "a byte behind the end" 'goes on behind its end\|differs outside' "printf '\n' >>copy-004/w3csum.c"
touched "a text that is none of the site's" 'none of the texts' "sed -i 's/while True:\|while 1:/while 2:/' copy-002/collect.py"
touched "another copy's text" 'as the manifest says' \
	"sed -i 's/while True:/while 0x1:/; s/while 1:/while True:/; s/while 0x1:/while 1:/' copy-002/collect.py"
touched "two copies that changed places" 'as the manifest says' 'mv copy-001 x && mv copy-002 copy-001 && mv x copy-002'
touched "a file more" 'other files' 'echo >copy-005/more.txt'
touched "a file less" 'other files' 'rm copy-005/docs/table.md'
spoilt "C that does not build" 'if (EOF == c)' 'if (EOF = c)' 'c: gcc .*exit 1' c
spoilt "C that warns" 'if (2 > argc)' 'if (2u > argc)' 'c: gcc .*exit 1' c
spoilt "C that counts otherwise" 's->rows += 1' 's->rows += 2' 'c: differs' c
spoilt "Python that does not parse" 'found = found + 1' 'found =+ = 1' 'python: .*py_compile .*exit 1' python
spoilt "Python that counts otherwise" 'if len(block) == 0:' 'if len(block) < CHUNK:' 'python: differs' python
spoilt "Python that says what it was not to say" 'key=lambda item: item.name' 'key=lambda item: (print(1), item.name)' \
	'python: differs' python
spoilt "PowerShell with a bracket open" 'There is no folder $Root.' 'There is no folder $($Root.' 'powershell: PowerShell: ' powershell
spoilt "PowerShell with a quote open" '(Get-Date).AddDays(-1 * $Age)' "(Get-Date).AddDays(-1 * '\$Age)" \
	'powershell: PowerShell: ' powershell
spoilt "Markdown with a column more" 'to one decimal place' 'to one | decimal place' 'markdown: differs' markdown
spoilt "Markdown with code open" 'a table for any spreadsheet program' 'a `table for any spreadsheet' 'markdown: Markdown: ' markdown

# The tokenizer of PowerShell by itself.
cat >ps.py <<'END'
import os, sys
sys.path.insert(0, os.environ["SOURCE_DIR"] + "/tests/mark")
from behave import powershell
good = ["a (b) {c} [d]", "'a '' (' # it's (", "\"a `\" $(f '\"' \")\") ( \" <# ( ' #>", "@'\n (\" '@\n'@ ()", "@\"\n\"(\n\"@", "a#b (c)",
        "`( a", "\"\"", "''", "\"a\"\"(\"", "@(1)", "@{a=1}"]
bad = ["(", ")", "(]", "{(})", "'a", "\"a", "\"$(\"", "\"$(a\" )", "<# a", "@'\na '@", "@\"\n \"@", "a ( # )", "'('')", "\"`\""]
for text in good:
    powershell(text)
for text in bad:
    try:
        powershell(text)
    except ValueError:
        continue
    raise SystemExit("passed: " + repr(text))
assert powershell("f (a) {b}") == powershell("g(c)\n{ d }") != powershell("f {b} (a)")
END
check "the tokenizer of PowerShell" python3 -B ps.py
finish
