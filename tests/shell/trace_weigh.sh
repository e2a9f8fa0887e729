# The hypotheses of the 2021 case, from expectations made by hand: what came first excludes, time alone names nobody, marks and an
# analyst do; what depends on each other is not multiplied; an accusation stays RED.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
W() { A trace weigh --case "$1" --json "${@:2}" 2>err; }
# row WAVE HYPOTHESIS FILTER: a filter over that line of the file weighed.
row() { jq -ces --arg w "$1" --arg h "$2" "map(select(.wave == \$w and .hypothesis == \$h)) | if length == 1 then .[0] | $3 else null end" weighed; }

# The case as its template has it, and two waves: the days from which attacks are known.
A init ex --template exchange-2021 >/dev/null 2>&1
exits 0 A trace wave add january --case ex --from 2021-01-03 --to 2021-02-25 --known 2021-03-08 --actor HAFNIUM --source Volexity
exits 0 A trace wave add second --case ex --from 2021-02-28 --to 2021-03-02 --known 2021-03-10 --source ESET --tlp GREEN
exits 0 A trace wave add second --case ex --from 2021-02-28 --to 2021-03-02 --known 2021-03-10 --source ESET
says 'says the same already'
exits 3 A trace wave add second --case ex --from 2021-02-27 --to 2021-03-02
says 'says something else'
exits 2 A trace wave add third --case ex --from 2021-02-27 --to 2021-02-26
exits 2 A trace wave add third --case ex --from 2021-02-27 --to 2021-02-28 --cve CVE-21-1
exits 0 A trace wave list --case ex --json
check 'both, in order' sh -c 'test "$(jq -r .wave out | tr "\n" " ")" = "january second "'
check 'the timeline has them' sh -c "test \"\$($ATHAR timeline --case ex --json 2>/dev/null | jq -r 'select(.text | test(\"^Wave\")) | .lane' | sort -u)\" = attack"

W ex >weighed
check 'seven hypotheses a wave, no partner of his own' sh -c "test \"\$(jq -r .hypothesis weighed | tr '\n' ' ')\" = \"$(for i in 1 2; do printf 'independent vendor finder partner capture patch writeup '; done)\""
check 'no posterior without a prior' sh -c '! grep -q posterior weighed'
for h in partner patch writeup; do check "january excludes $h" row january $h '.excluded and .llr == -3'; done
for h in independent vendor finder capture; do check "january leaves $h" row january $h '.excluded | not'; done
check 'the vendor was told two days after' row january vendor '.llr == -1 and (.evidence[0].reason | test("2021-01-05"))'
for h in patch writeup; do check "the second excludes $h" row second $h '.excluded and .llr == -3'; done
for h in independent vendor finder capture; do check "the second leaves $h" row second $h '(.excluded | not) and .llr == 0'; done
check 'soon after the share speaks a little for partners, for none of them' row second partner '.llr == 0.5 and (.excluded | not)'
check 'the fact that excludes is named' row second patch ".evidence[0].entries | length == 2"
entry=$(row second patch '.evidence[0].entries[0]')
check 'it is the patch' sh -c "$ATHAR timeline --case ex --json 2>/dev/null | jq -es 'map(select(.entry == $entry))[0] | .happened[0] == \"2021-03-02T22:00:00Z\"'"

# By 9 March the second wave was not known; by 11 March neither was the share (the Journal wrote on the 12th).
W ex --as-of 2021-03-09 >weighed
check 'as of 9 March' sh -c '! grep -q second weighed && grep -q january weighed'
W ex --as-of 2021-03-11 >weighed
check 'as of 11 March the one share known is the notice of 2 March' row second partner '.excluded and (.evidence[0].reason | test("2021-03-02T19:00"))'
W ex --audience GREEN >weighed
check 'a wave above the audience is left out, and counted' sh -c '! grep -q january weighed && grep -q "1 left out for the audience TLP:GREEN" err'

# Where the order is not certain, it does not speak.
exits 0 A trace wave add vague --case ex --from 2021-02-20..2021-03-05 --to 2021-03-10
W ex --wave vague >weighed
for h in partner patch writeup vendor; do check "vague: $h" row vague $h '.llr == 0 and (.excluded | not)'; done
# After the patch.
exits 0 A trace wave add late --case ex --from 2021-03-03T00:00Z --to 2021-03-10
W ex --wave late >weighed
check 'soon after the patch' row late patch '.llr == 0.7'
check 'no fact says that there was a write-up' row late writeup '.llr == 0 and (.excluded | not)'
# Two days on which partners were told: either could be the chance.
check 'two shares were tried' row late partner '.llr == 0.2 and (.evidence[0].reason | test("several"))'

# A prior; the posterior by hand: weights .5 and .5, ratios 1 and 10^.5.
printf 'independent: 0.5\npartner: 0.5\nwaves:\n  january: { "independent": 1.0 }\n' >prior.yml
W ex --prior prior.yml >weighed
check 'the posterior' row second partner '.posterior | . > 0.7597 and . < 0.7598'
check 'what has no prior has none after' row second capture '.posterior == 0'
check 'a wave of its own' row january independent '.posterior == 1'
printf '{"independent": 0.5, "partner": 0.2}' >bad.json
exits 3 A trace weigh --case ex --prior bad.json
says 'sum to 0.7 and not to 1'
printf 'independent: 0.5\n\nnobody: 0.5\n' >bad.yml
exits 3 A trace weigh --case ex --prior bad.yml
says '3'
printf 'independent: 1\nwaves:\n  second: { patch: nan }\n' >bad.yml
exits 3 A trace weigh --case ex --prior bad.yml
exits 3 A trace weigh --case ex --wave nowhere

# The analyst's own words, hostile ones too; one about a partner is RED.
exits 0 A trace evidence add --case ex --wave second --for capture=-0.5 --for vendor=0.25 --text "$(printf 'four \033[31mgroups\342\200\256')" --source ESET --tlp CLEAR
exits 0 A trace evidence add --case ex --wave second --for vendor=0.25 --text 'another' --tlp CLEAR
exits 0 A trace evidence add --case ex --wave second --for partner:3=2 --text 'he said so' --tlp CLEAR
exits 2 A trace evidence add --case ex --wave second --for independent=1 --text x
exits 2 A trace evidence add --case ex --wave second --for patch=7 --text x
exits 2 A trace evidence add --case ex --wave second --text x
exits 3 A trace evidence add --case ex --wave first --for patch=1 --text x
exits 3 A trace evidence add --case ex --wave second --specimen 3 --text x
W ex >weighed
check 'statements add up' row second vendor '.llr == 0.5 and ([.evidence[] | select(.kind == "analyst" and .counted)] | length) == 2'
check 'against capture' row second capture '.llr == -0.5'
check 'a line for whom the analyst names, with the time that speaks of all' row second partner:3 '.llr == 2.5'
check 'marked as his own' row second partner:3 '[.evidence[].reason | select(test("the analyst.s own judgement"))] | length == 1'
W ex --audience AMBER+STRICT >weighed
check 'nobody is named to others' sh -c '! grep -q "partner:" weighed && ! grep -q "he said so" weighed'
exits 0 A trace weigh --case ex --wave second
check 'the screen is safe' sh -c '! LC_ALL=C grep -q "$(printf "\033")" out && ! grep -q "$(printf "\342\200\256")" out'
says 'no evidence here tells'
says 'Time alone names no partner'

# Likeness: of the comparisons of one specimen the later of each package counts, and of two packages the mean of their ratios.
"$LAB" background --seed 5 --authors 70 --out world
A trace background build world/ordinary --out lab.bg >/dev/null
A share mark "$PACKAGE" --copies 3 --secret secret --out copies >/dev/null 2>&1
"$LAB" leak --seed 1 --copies copies --copy 2 --adapt comments,rename,reformat --out tool
"$LAB" lookalike --seed 1 --task same --out like
A trace wave add tools --case ex --from 2021-03-01 --to 2021-03-02 --tlp CLEAR >/dev/null 2>&1
exits 0 A trace compare --case ex --no-keep "$PACKAGE/collect.py" tool
exits 0 A trace compare --case ex --json "$PACKAGE/collect.py" tool
exits 0 A trace compare --case ex --json --background lab.bg "$PACKAGE/collect.py" tool
cp out first
check 'the interval is kept, open where it is' sh -c 'cat $(find ex/private -type f) | jq -ce "(.body // .) | select(.type == \"comparison\" and .llr != null) | [.low, .high]" >interval; jq -ces ".[0] == .[1].llr_ci95" interval first'
entry=$(sed -n 's/.*kept as entry \([0-9]*\)/\1/p' err)
exits 0 A trace compare --case ex --json --background lab.bg like tool
cp out other
W ex --wave tools >weighed
check 'of no wave yet' sh -c '! grep -q similarity weighed'
exits 0 A trace evidence add --case ex --wave tools --specimen "$entry" --text 'found on a server' --tlp CLEAR
W ex --wave tools >weighed
python3 - <<'X'
import json, math
first, other = json.load(open("first"))["llr"], json.load(open("other"))["llr"]
assert first is not None and first > 1, first
known = [10 ** v for v in (first, other) if v is not None]
want = math.log10(sum(known) / len(known))
for row in map(json.loads, open("weighed")):
    got = [e for e in row["evidence"] if e["kind"] == "similarity"]
    if row["hypothesis"] in ("vendor", "finder", "partner"):
        assert len(got) == 1 and got[0]["counted"] and abs(got[0]["llr"] - min(6, want)) < .006, (row, want)
    else:
        assert not got, row
X
check 'likeness speaks for all who had the package' test $? = 0
W ex --wave tools --audience GREEN >weighed
check 'a comparison above the audience does not speak' sh -c '! grep -q similarity weighed'

# A case of our own: a tool with the marks of partner 2 and a long likeness to the package.
for n in av isp build; do key "$n"; done
A init c >/dev/null 2>&1
P() { A share partner add "$1" --key "$2.asc" --role "$3" --case c >/dev/null 2>&1; }
P 'Example AV' av partner
P 'Example ISP' isp partner
P 'build system' build insider
A share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 --case c >/dev/null 2>&1
for who in 'Example AV' 'Example ISP'; do A share consent EX-1 "$who" accept --case c >/dev/null 2>&1; done
exits 0 A share release EX-1 --case c --package "$PACKAGE" --stage detection --all --out o --json
cp out released
for n in 1 2; do A trace wave add before$n --case c --from 2020-05-0$n --to 2020-06 --cve CVE-2021-26855 >/dev/null 2>&1; done
A trace wave add after --case c --from 2098-05-01 --to 2098-06 --cve CVE-2021-26855 --cve CVE-2021-27065 >/dev/null 2>&1
W c >weighed
check 'releases of ours are shares' row before1 partner '.excluded'
check 'time names no partner, whatever was released' sh -c '! grep -q "partner:" weighed'
check 'an earlier wave could be captured from' row before2 capture '.evidence[0].reason | test("attacks had been seen")'
check 'the first had none before it' row before1 capture '.llr == -1'
check 'a flaw that the package did not hold' row after partner '.llr == -0.5'

for who in 'Example ISP' 'build system'; do
	copy=$(jq -r --arg who "$who" 'select(.partner == $who) | .copy' released)
	mkdir "leak-$copy"
	G --decrypt "o/$copy.gpg" | tar -x -C "leak-$copy"
	exits 1 A trace accuse --case c "leak-$copy/package" --json
	cp out scored
	jq 'select(.accused == true) | .p_value' scored >"p-$copy"
	cp "p-$copy" "p of $who"
	entry=$(sed -n 's/.*kept as entry \([0-9]*\)/\1/p' err)
	# A conclusion counts for no wave until somebody says whose tool it was.
	[ "$who" = 'build system' ] || { W c >weighed; check 'not of any wave yet' sh -c '! grep -q marks weighed'; }
	wave=after; [ "$who" = 'build system' ] && wave=before2
	exits 0 A trace evidence add --case c --wave $wave --specimen "$entry" --text 'found on a server that was hit'
done
W c >weighed
python3 - <<'X'
# log10 of the average calibrator of p, by its integral: k p^(k-1) over k from 0 to 1.
import json, math
rows = {(r["wave"], r["hypothesis"]): r for r in map(json.loads, open("weighed"))}
def calibrated(p, n=200000):
    return math.log10(sum((k + .5) / n * p ** ((k + .5) / n - 1) for k in range(n)) / n)
p = float(open("p of Example ISP").read())
marks = [e for e in rows["after", "partner:2"]["evidence"] if e["kind"] == "marks"]
assert len(marks) == 1 and abs(marks[0]["llr"] - min(6, calibrated(p))) < .02, (marks, p, calibrated(p))
# His line: the marks, the flaw that was not in the package, and that nothing shows that he had opened it.
assert abs(rows["after", "partner:2"]["llr"] - (marks[0]["llr"] - .5 - .3)) < .011, rows["after", "partner:2"]
assert ("after", "partner:1") not in rows and ("after", "partner:3") not in rows
assert abs(rows["after", "partner"]["llr"] - (marks[0]["llr"] - .5)) < .011
# The insider's codeword speaks for the vendor, and there is no partner to name.
vendor = [e for e in rows["before2", "vendor"]["evidence"] if e["kind"] == "marks"]
assert len(vendor) == 1 and vendor[0]["counted"]
assert not any(w == "before2" and h.startswith("partner:") for w, h in rows)
X
check 'marks' test $? = 0
check 'the finder had no part' row after finder '.llr == 0'
W c --audience AMBER+STRICT >weighed
check 'marks are RED' sh -c '! grep -q marks weighed && ! grep -q "partner:" weighed'
W c --name-partners >weighed
check 'the name where it was asked for' row after 'partner:Example ISP' '.llr > 1'

# What is excluded stays so, though its marks were found: and the contradiction is said.
entry=$(A timeline --case c --json 2>/dev/null | jq -r 'select(.text | test("1 party.s copy accused")) | .entry' | head -1)
exits 0 A trace evidence add --case c --wave before1 --specimen "$entry" --text 'found there'
W c >weighed
check 'excluded' row before1 partner:2 '.excluded and .llr == -3 and .contradicted'
exits 0 A trace weigh --case c --wave before1
says 'contradict each other'
# The status answers from all of it, and to others only from what they may see.
T() { A status --case c --json "$@" 2>/dev/null | jq -c 'select(.id == "trace")'; }
T >traced
check 'the status has somebody to act' jq -e '.state == "act" and .n == 2' traced
check 'and what the waves leave' jq -e '[.grounds[] | select(test("^wave before1: excluded in time: through a partner"))] | length == 1' traced
T --audience AMBER+STRICT >traced
check 'not to others' jq -e '.state == "open" and (.answer | test("accusation in this case that TLP:AMBER.STRICT may see"))' traced
check 'nor what marks say of a wave' sh -c '! grep -q "most spoken for" traced'
# Withdrawn, it counts in nothing.
exits 0 A case retract "$entry" --why 'a mistake' --case c
W c >weighed
T >traced
check 'the status goes by what stands' jq -e '.n == 1' traced
check 'withdrawn' sh -c '! grep -q "partner:" weighed'
# A bulletin's milestones are facts: an exploit was public some days before.
A trace wave add middle --case c --from 2020-06-01 --to 2020-07 >/dev/null 2>&1
W c >weighed
check 'no write-up yet' row middle writeup '.llr == 0 and (.excluded | not)'
exits 0 A share bulletin event EX-1 X --happened 2020-05-20 --source 'a public archive' --case c
W c >weighed
check 'a write-up twelve days before' row middle writeup '.llr == 0.7 and (.excluded | not)'
check 'and after the first wave' row before1 writeup '.excluded and .llr == -3'
exits 0 A verify --case c
finish
