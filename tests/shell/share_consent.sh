# Consent as the clock, the desk and the partner change it: the same answer twice, his own word over the desk's, silence that
# becomes a refusal, a look back between two revisions, and why an embargo ended.
set -eu
. "$SOURCE_DIR/tests/helper/share.sh"
A() { "$ATHAR" "$@"; }
# later SECONDS COMMAND...: athar so much later.
later() { env LD_PRELOAD="$CLOCK" CLOCK_SHIFT="$1" ASAN_OPTIONS="verify_asan_link_order=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}" "$ATHAR" "${@:2}"; }
# What is known is known to the second.
moment() { sleep 1; date -u +%Y-%m-%dT%H:%M:%S.%6NZ; sleep 1; }
HOUR=3600
key av
key other
small_package pack
A init c >/dev/null 2>&1
export ATHAR_CASE=$WORK/c
for n in 'Example AV' Typed Silent; do exits 0 A share partner add "$n" --key av.asc; done
exits 0 A share bulletin new EX-1 --cve CVE-2021-26855 --embargo-end 2099-03-09T10:00Z --rsvp 72 --json
size() { A verify --json | jq .size; }
# his NAME FILTER: what the bulletin says of him.
his() { A share bulletin show EX-1 --json 2>/dev/null | jq -e --arg n "$1" ".participants[] | select(.partner == \$n) | $2" >/dev/null || { echo "FAILED: $1: $2: $(A share bulletin show EX-1 --json)"; FAILED=1; }; }
C() { A share consent EX-1 "$@"; }
S() { A share statement consent EX-1 "$@" 2>/dev/null; }

# The desk may say the same twice; nothing is added.
exits 0 C Typed accept
before=$(size)
exits 0 C Typed accept --json
says 'nothing added'
check 'and what holds is told' jq -e '.state == "SIGNATORY" and .entered_by == "desk"' out
check 'no entry more' test "$(size)" = "$before"

# His own word takes the place of the desk's, also where he signed it before the desk typed it.
S 'Example AV' accept | sign av >yes.asc
sed 's/accept/decline/' yes.asc >broken.asc
S 'Example AV' accept | sign other >forged.asc
exits 0 C 'Example AV' accept
his 'Example AV' '.consent == "SIGNATORY" and .entered_by == "desk"'
exits 4 C 'Example AV' accept --signed forged.asc
exits 4 C 'Example AV' accept --signed broken.asc
his 'Example AV' '.entered_by == "desk"'
exits 0 C 'Example AV' accept --signed yes.asc --json
check 'signed from now on' jq -e '.state == "SIGNATORY" and .entered_by == "signature"' out
his 'Example AV' '.consent == "SIGNATORY" and .entered_by == "signature"'
before=$(size)
exits 0 C 'Example AV' accept --signed yes.asc
says 'nothing added'
S 'Example AV' accept | (sleep 1; sign av) >more.asc
exits 0 C 'Example AV' accept --signed more.asc
says 'nothing added'
exits 0 C 'Example AV' accept --json
says 'nothing added'
check 'the desk does not take it back' jq -e '.entered_by == "signature"' out
check 'no entry more' test "$(size)" = "$before"
# A refusal likewise.
exits 0 C Typed decline
before=$(size)
exits 0 C Typed decline
says 'nothing added'
check 'no entry more' test "$(size)" = "$before"
S Typed decline | sign av >no.asc
exits 0 C Typed decline --signed no.asc
his Typed '.consent == "DECLINED" and .entered_by == "signature"'
exits 0 A share bulletin show EX-1
says 'DECLINED, signed'
exits 0 A verify

# Silence: an answer is due after 72 hours; then it is a refusal, for show and for release, and a late yes is heard.
exits 0 later $((71 * HOUR)) share bulletin show EX-1 --json
check 'not yet' jq -e '.participants[] | select(.partner == "Silent") | .consent == "INVITED" and .deadline != null' out
exits 0 later $((73 * HOUR)) share bulletin show EX-1 --json
check 'a refusal by silence' jq -e '.participants[] | select(.partner == "Silent") | .consent == "DECLINED" and .silent and .entered_by == null and .deadline == null' out
check 'nobody else is touched' jq -e '[.participants[] | select(.partner == "Example AV") | .consent] == ["SIGNATORY"]' out
exits 0 later $((73 * HOUR)) share bulletin show EX-1
says 'DECLINED by silence'
exits 0 A share bulletin show EX-1 --as-of "$(date -u -d '+73 hours' +%Y-%m-%dT%H:%M:%SZ)" --json
check 'asked for that day: the same' jq -e '.participants[] | select(.partner == "Silent") | .consent == "DECLINED" and .silent' out
exits 1 later $((73 * HOUR)) share release EX-1 --package pack --stage detection --to Silent --out o --dry-run --json
check 'and refused what goes out' jq -e '.refused | test("declined|DECLINED|consent")' out

# A look back between two revisions: then he was a signatory of the first; now he has lapsed.
one=$(moment)
exits 0 A share bulletin revise EX-1 --embargo-end 2098-02-02T10:00Z --title 'Sooner'
two=$(moment)
S 'Example AV' accept | sign av >second.asc
exits 0 C 'Example AV' accept --signed second.asc
exits 0 A share bulletin show EX-1 --as-of "$one" --json
check 'the first revision' jq -e '.revision == 1 and .embargo_end == "2099-03-09T10:00:00Z" and .title == ""' out
check 'its signatory' jq -e '.participants[] | select(.partner == "Example AV") | .consent == "SIGNATORY" and .entered_by == "signature"' out
exits 0 A share bulletin show EX-1 --as-of "$two" --json
check 'the second, before he answered' jq -e '.revision == 2 and .embargo_end == "2098-02-02T10:00:00Z" and ([.participants[] | select(.partner == "Example AV") | .consent] == ["LAPSED"])' out
his 'Example AV' '.consent == "SIGNATORY"'

# Who lapses and stays silent has refused as well.
exits 0 A share bulletin new EX-2 --cve CVE-2021-26857 --embargo-end 2099-03-09T10:00Z --invite 'Example AV'
exits 0 A share consent EX-2 'Example AV' accept
exits 0 A share bulletin revise EX-2 --title 'Another'
exits 0 later $((169 * HOUR)) share bulletin show EX-2 --json
check 'lapsed, silent, declined' jq -e '.participants[0] | .consent == "DECLINED" and .silent' out
# A late yes counts: last, since the record's clock does not go back.
exits 0 later $((169 * HOUR)) share consent EX-2 'Example AV' accept --json
check 'a late yes' jq -e '.state == "SIGNATORY"' out

# Why an embargo ended, as a word.
cause() { jq -e --arg c "$1" '.state == "EXITED" and .cause == $c and (.why | length) > 0 and .ended != null' out; }
exits 0 later $((20 * 365 * 86400)) share bulletin show EX-1 --as-of 2100-01-01T00:00Z --json
check 'time' cause time
check 'that of the revision that held' jq -e '.ended == "2098-02-02T10:00:00Z"' out
exits 0 A share bulletin show EX-1 --json
check 'none while it holds' jq -e 'has("cause") | not' out
exits 0 later $((170 * HOUR)) share bulletin end EX-2 --why 'a "newspaper" wrote' --json
check 'desk' cause desk
check 'with its reason' jq -e '.reason == "a \"newspaper\" wrote"' out
for pair in P:public X:exploit; do
	exits 0 later $((171 * HOUR)) share bulletin new "EX-${pair%:*}" --cve CVE-2021-26857 --embargo-end 2099-03-09T10:00Z
	exits 0 later $((172 * HOUR)) share bulletin event "EX-${pair%:*}" V
	exits 0 later $((173 * HOUR)) share bulletin event "EX-${pair%:*}" "${pair%:*}" --json
	check "${pair#*:}" cause "${pair#*:}"
done
finish
