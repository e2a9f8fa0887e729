# The desk's side of share: parties and their keys, bulletins and embargo states, consent and how it came, statements that
# count once and only for what they say, policies; each refusal with its reason.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
for n in ada grace av other; do key "$n"; done
A init c >/dev/null 2>&1
A init d >/dev/null 2>&1
export ATHAR_CASE=$WORK/c

# Persons and partners.  A changed key waits for a second person, and holds for nobody until then.
exits 0 A share person add 'Ada L.' --key ada.asc --login "$(id -un)"
exits 0 A share person add Grace --key grace.asc
exits 0 A share partner add 'Example AV' --key av.asc --country de --tier validate --json
check 'the line' jq -e '.partner == "Example AV" and .role == "partner" and .country == "DE" and .duty_to_report == false and .state == "active"' out
exits 0 A share partner add 'Example AV' --tier gold --json
check 'only what is named changes' jq -e '.country == "DE" and .tier == "gold"' out
exits 0 A share partner add 'Example AV' --tier gold
says 'nothing added'
exits 0 A share partner add 'The finder' --role finder
exits 0 A share partner add Silent --key other.asc --role coordinator
exits 2 A share partner add 'Ada L.' --country DE
exits 2 A share partner add "$(printf 'a\033[31m')" --country DE
exits 2 A share partner add x --country Germany
exits 2 A share partner add x --role boss
G --armor --export-secret-keys "$(fpr av@)" >secret.asc
exits 4 A share partner add x --key secret.asc
exits 3 A share partner add x --key "$SOURCE_DIR/LICENSE"
exits 0 A share partner add 'Example AV' --key other.asc --as Grace
says 'changed key waits'
old=$(fpr av@) new=$(fpr other@)
exits 4 A share partner confirm 'Example AV' --fingerprint "$new" --as Grace
says 'cannot confirm'
exits 4 A share partner confirm 'Example AV' --fingerprint "$old" --as 'Ada L.'
exits 4 A share partner confirm 'Example AV' --fingerprint "$new" --as Nobody
# Another edit by somebody else does not make her the one who entered the key.
exits 0 A share partner add 'Example AV' --tier validate --as 'Ada L.'
exits 4 A share partner confirm 'Example AV' --fingerprint "$new" --as Grace
A share partner list --json 2>/dev/null >out
check 'the old key holds' jq -es "any(.partner == \"Example AV\" and .fingerprint == \"$old\" and .state == \"key change waits\")" out
exits 0 A share partner confirm 'Example AV' --fingerprint "$new" --as 'Ada L.'
exits 0 A share partner add 'Example AV' --key av.asc --as Grace
exits 0 A share partner confirm 'Example AV' --fingerprint "$old" --as 'Ada L.'

# Bulletins: an end with hour and zone, no signatory by default, the finder first.
B() { A share bulletin "$@"; }
exits 2 B new EX-1 --cve CVE-2021-26855
exits 2 B new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09
exits 2 B new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00
says zone
exits 2 B new EX-1 --cve nonsense --embargo-end 2099-03-09T10:00Z
exits 2 B new ../x --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z
exits 4 B new EX-1 --cve CVE-2021-26855 --embargo-end 2001-03-09T10:00Z
exits 4 B new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z --rsvp 24
printf 'Tell nobody.\n' >terms
exits 0 B new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 --terms terms --title 'A flaw' --json
check 'invited, no signatory' jq -e '.state == "ACTIVE" and .revision == 1 and .embargo_end == "2099-03-09T18:00:00Z" and ([.participants[].consent] == ["INVITED", "INVITED", "INVITED"])' out
check 'the finder first' jq -e '.participants[0].role == "finder"' out
exits 3 B new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z
exits 3 B show EX-9

# Consent: his own signature over these terms; what the desk types is said to be that.
S() { A share statement consent EX-1 "$@" 2>/dev/null; }
C() { A share consent EX-1 "$@"; }
S 'Example AV' accept >statement
check 'the statement names the terms' grep -q "terms-sha256 $(sha256sum <terms | cut -c1-64)" statement
sign av <statement >yes.asc
sign other <statement >forged.asc
S 'Example AV' decline | sign av >no.asc
sed 's/revision 1/revision 2/' statement | sign av >later.asc
(export ATHAR_CASE=$WORK/d && A share partner add 'Example AV' --key av.asc && B new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00-08:00 --terms terms) >/dev/null 2>&1
(export ATHAR_CASE=$WORK/d && S 'Example AV' accept) | sign av >elsewhere.asc
exits 4 C 'Example AV' accept --signed forged.asc
exits 4 C 'Example AV' accept --signed no.asc
exits 4 C 'Example AV' accept --signed later.asc
exits 4 C 'Example AV' accept --signed elsewhere.asc
exits 3 C 'Example AV' accept --signed terms
# OpenPGP counts whole seconds: the yes is on file a second after the no was signed.
sleep 1.1
exits 0 C 'Example AV' accept --signed yes.asc --json
check 'a signatory by signature' jq -e '.state == "SIGNATORY" and .entered_by == "signature" and .revision == 1' out
exits 0 C 'Example AV' accept --signed yes.asc
says 'nothing added'
exits 0 C 'The finder' accept --json
check 'entered by the desk' jq -e '.entered_by == "desk"' out
exits 3 C Nobody accept
exits 2 C Silent perhaps
exits 0 B show EX-1
says 'entered by the desk'
says 'told us'
# An old yes cannot come back over a later no.
exits 4 C 'Example AV' decline --signed no.asc
says 'signed before'
S 'Example AV' decline | (sleep 1; sign av) >no.asc
exits 0 C 'Example AV' decline --signed no.asc
exits 0 C 'Example AV' accept --signed yes.asc
says 'nothing added'
B show EX-1 --json 2>/dev/null >out
check 'declined it stays' jq -e 'any(.participants[]; .partner == "Example AV" and .consent == "DECLINED")' out
S 'Example AV' accept | (sleep 1; sign av) >again.asc
exits 0 C 'Example AV' accept --signed again.asc

# A revision: every signatory lapses, who declined is not asked again, who consents anew is one again.
exits 0 B revise EX-1 --title 'A flaw'
says 'nothing is revised'
exits 0 B revise EX-1 --embargo-end 2099-03-02T14:00-08:00 --json
check 'lapsed' jq -e '.revision == 2 and any(.participants[]; .partner == "Example AV" and .consent == "LAPSED") and all(.participants[]; .consent != "SIGNATORY")' out
exits 4 C 'Example AV' accept --signed again.asc
S 'Example AV' accept | sign av >two.asc
exits 0 C 'Example AV' accept --signed two.asc
exits 3 B show EX-1 --as-of 2020-01-01
A share partner add Late --key other.asc >/dev/null 2>&1
exits 0 B invite EX-1 Late
exits 3 B invite EX-1 Nobody
exits 0 A share partner leave Late --why 'contract ended'
exits 4 C Late accept

# What happens to a case: in order; attacks are a hint, what is public ends the embargo at once.
exits 4 B event EX-1 D
exits 0 B event EX-1 V --happened 2021-01-05
exits 4 B event EX-1 V
exits 2 B event EX-1 Q
exits 0 B event EX-1 A --happened 2021-01-06 --source https://example.org
says 'attack'
B show EX-1 --json 2>/dev/null >out
check 'it holds under attack' jq -e '.state == "ACTIVE"' out
exits 0 B event EX-1 X --happened 2021-03-10 --json
check 'an exploit is public: over' jq -e '.state == "EXITED" and all(.participants[]; .consent == "NO_EMBARGO")' out
exits 4 B revise EX-1 --embargo-end 2099-04-01T00:00Z
exits 4 B end EX-1 --why late
exits 4 C Silent accept
exits 0 B new EX-2 --cve CVE-2021-26857 --embargo-end 2099-03-09T10:00Z --invite Silent --json
check 'only him' jq -e '[.participants[].partner] == ["Silent"]' out
exits 2 B end EX-2
exits 0 B end EX-2 --why 'published by a newspaper' --json
check 'ended' jq -e '.state == "EXITED"' out
exits 0 B show
says EX-2

# Policies.
exits 0 A share policy show
cp out policy.yml
exits 0 A share policy check policy.yml --json
check 'nobody is asked for who is not there' jq -e '.file == "policy.yml" and .warnings == []' out
# What no partner on file has is a warning with its line, and no fault; a person, or one who left, is no partner.
cat >slips.yml <<'X'
policy: 1
rules:
  - allow: description
    to: {name: [Example AV, Exmaple AV, Late, Grace], country: [DE, FR]}
    why: a slip
  - refuse: detection
    to: {tier: [validate, gold]}
    why: another
X
exits 0 A share policy check slips.yml --json
check 'the slips' jq -e '[.warnings[] | capture("^slips.yml:(?<l>[0-9]+): no partner on file has the (?<k>[a-z]+) \"(?<w>.*)\"$") | .l + " " + .k + " " + .w] == ["3 name Exmaple AV", "3 name Late", "3 name Grace", "3 country FR", "6 tier gold"]' out
check 'said to people' grep -q 'slips.yml:6: no partner on file has the tier "gold"' err
exits 0 A share policy check slips.yml
says 'is well formed'
says 'the country "FR"'
(unset ATHAR_CASE && mkdir -p nowhere && cd nowhere && A share policy check ../slips.yml >../out 2>../err) || { echo 'FAILED: a check without a case'; FAILED=1; }
check 'nobody to compare with' sh -c '! grep -q "no partner" err && grep -q "well formed" out'
printf 'policy: 1\nrules:\n  - allow: poc\n    to: {colour: red}\n    why: x\n' >bad.yml
exits 3 A share policy check bad.yml
says 'bad.yml:4'
exits 3 A share policy set bad.yml
printf 'policy: 1\nrules:\n  - allow: [description]\n    to: anyone\n    why: all may know\n' >own.yml
exits 0 A share policy set own.yml
exits 0 A share policy set own.yml
says 'nothing added'
exits 0 A share policy show
check 'it holds' cmp out own.yml

# Erased, withdrawn and widened entries leave everything readable.
first=$(A timeline --json 2>/dev/null | jq -s 'map(select(.lane == "share"))[0].entry')
exits 0 A tlp widen "$first" --to GREEN --granted-by me
A timeline --json 2>/dev/null | jq -r 'select(.lane == "share") | .entry' | while read -r entry; do
	A case erase "$entry" --why 'a request' >/dev/null 2>&1 || A case retract "$entry" --why x >/dev/null 2>&1 || true
done
exits 0 B show
exits 0 A share partner list
exits 0 A status
exits 0 A verify
finish
