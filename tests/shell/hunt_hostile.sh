# Input that means harm or is broken: an answer that names the file and the reason, and nothing hidden behind it.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export HOME="$dir"
unset ATHAR_CASE
failed=0
fail() { echo "$1"; failed=1; }
why() { jq -r 'select(.kind == "unread") | "\(.file): \(.why)"' out.jsonl; }
scan() { status=0; "$ATHAR" hunt scan --json "$@" >out.jsonl 2>err || status=$?; }
row='2021-03-02T01:00:00Z,ServerInfo~localhost/x?,192.0.2.1,/x,POST,200'
head='DateTime,AnchorMailbox,ClientIpAddress,UrlStem,Method,HttpStatus'

# Nothing that is a log: exit 3, each file with its reason.
mkdir none
printf 'hello\nworld\n' >none/text
printf 'ElfFile\0rest' >none/security.evtx
head -c 5000 /dev/urandom >none/noise
: >none/empty
scan none
[ $status -eq 3 ] || fail "nothing usable is exit 3, not $status"
for want in 'none/text: is not a log' 'security.evtx: is a Windows event log' 'none/noise: is ' 'none/empty: is empty'; do
	why | grep -qF "$want" || fail "not said: $want"
done
grep -q 'nothing was read as a log' err || fail "no error for nothing usable"
scan missing
[ $status -eq 3 ] || fail "a missing path is exit 3, not $status"
why | grep -q 'missing: ' || fail "a missing path is not named"

# A line of 1 GB: its beginning is read, the rest is told, memory stays small.
printf '%s\n%s' "$head" "$row" >long.log
truncate -s +1000000000 long.log
printf '\n%s\n' "$row" >>long.log
case $(basename "$(dirname "$ATHAR")") in build) limit=200000 ;; *) limit=100000000 ;; esac
/usr/bin/env python3 - "$ATHAR" $limit <<'END' || fail "memory"
import resource, subprocess, sys
subprocess.run([sys.argv[1], "hunt", "scan", "--json", "long.log"], stdout=open("out.jsonl", "w"))
kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print("a line of 1 GB:", kb, "KB at most")
sys.exit(kb > int(sys.argv[2]))
END
why | grep -qx "long.log: row 2 is longer than 1 MB: $((${#row} + 1000000001 - 1048576)) bytes of it were not read" || { fail "a long line is not told"; why; }
[ "$(jq -r 'select(.kind == "finding") | .row' out.jsonl | sort -u | tr '\n' ' ')" = "2 3 " ] || fail "rows around a long line"
rm long.log

# A bomb is refused with its reason; what is beside it in other files is read.
printf '%s\n%s\n' "$head" "$row" >good.log
{ cat good.log; head -c 100000000 /dev/zero; } | gzip -9 >zeros.gz
mkdir bomb
gzip -9 <zeros.gz >bomb/b.gz.gz
cp good.log bomb/z.log
scan bomb
[ $status -eq 1 ] || fail "a log beside a bomb: exit $status"
why | grep -q 'bomb/b.gz.gz: .*as a bomb does' || { fail "a bomb is not refused"; why; }

# Damaged collections: what comes before the damage is used.
gzip -k good.log
for i in 1 2 3 4 5 6 7 8 9; do cat good.log; done | gzip >cut.gz
seq 1 100000 >numbers
{ cat good.log; sed 's/^/2021-03-02T02:00:00Z,/' numbers; } | gzip >big.gz
head -c 100000 big.gz >cut.gz
scan cut.gz
[ "$(jq -r 'select(.kind == "finding") | .row' out.jsonl | sort -u)" = 2 ] || fail "the beginning of a cut gzip is not used"
why | grep -q 'cut.gz: the gzip data ends too early' || { fail "a cut gzip is not told"; why; }
printf 'PK\003\004rubbish that is no zip file at all' >bad.zip
scan bad.zip good.log
why | grep -q 'bad.zip: ' || fail "a broken zip is not told"
[ $status -eq 1 ] || fail "a log beside a broken zip: exit $status"

# Names that would deceive: percent-encoded, on one line.
name=$(printf 'evil\n\033[31m\342\200\256gol.log')
cp good.log "$name"
scan "$name"
jq -r 'select(.kind == "finding") | .file' out.jsonl | grep -qxF 'evil%0A%1B[31m%E2%80%AEgol.log' || fail "a hostile name"
"$ATHAR" hunt scan "$name" >text 2>&1 || true
! grep -q "$(printf '\033')" text || fail "an escape code reaches the terminal"
cp good.log "$(printf 'latin\351.log')"
scan "$(printf 'latin\351.log')"
jq -r 'select(.kind == "finding") | .file' out.jsonl | grep -qxF 'latin%E9.log' || fail "a name that is not UTF-8"

# A deep quoted mess, NULs, a FIFO, a folder that may not be entered.
mkfifo pipe
scan pipe good.log
why | grep -q 'pipe: is not a regular file' || fail "a FIFO is not told"
# In a folder nothing is passed over in silence: links and pipes are named, what lies beside them is read.
mkdir -p odd/sub
cp good.log odd/sub/
mkfifo odd/pipe
ln -s .. odd/sub/loop
ln -s nowhere odd/dangling
ln -s /dev/zero odd/zero
ln -s ../good.log odd/link.log
deep=odd/deep$(printf '/d%.0s' $(seq 140))
mkdir -p "$deep"
cp good.log "$deep/"
scan odd
[ $status -eq 1 ] || fail "a folder with odd things: exit $status"
[ "$(jq -r 'select(.kind == "finding") | .file' out.jsonl | sort -u)" = odd/sub/good.log ] || fail "the log beside odd things"
for want in 'odd/pipe: is not a regular file' 'odd/sub/loop: is a symbolic link' 'odd/dangling: is a symbolic link' \
	'odd/zero: is a symbolic link' 'odd/link.log: is a symbolic link' '/d/d: too deep a folder'; do
	why | grep -qF "$want" || { fail "not said: $want"; why; }
done
scan odd/link.log
[ $status -eq 1 ] || fail "a link that was named itself: exit $status"

{ echo "$head"; head -c 3000000 /dev/zero | tr '\0' '"'; printf '\n%s\n' "$row"; } >quotes.log
scan quotes.log
[ "$(jq -r 'select(.kind == "finding") | .row' out.jsonl | sort -u)" = 3 ] || { fail "the row behind a mess of quotes"; cat out.jsonl; }
{ echo "$head"; printf '"'; yes 'no end' | head -c 3000000; printf '\n%s\n' "$row"; } >endless.log
scan endless.log
[ "$(jq -r 'select(.kind == "finding") | .row' out.jsonl | sort -u | tail -1)" = "$(wc -l <endless.log)" ] || fail "the row behind an endless quote"
why | grep -q 'endless.log: row 2 opens a quote that never closes' || fail "an endless quote is not told"

# Options.
for bad in '--threads 0' '--threads x' '--fail-level loud' '--rules /none'; do
	# shellcheck disable=SC2086
	scan $bad good.log
	[ $status -ge 2 ] || fail "$bad: exit $status"
done
scan --fail-level critical good.log
[ $status -eq 0 ] || fail "--fail-level critical: exit $status"
exit $failed
