# A part of share_seal.sh: who signed what, in all forms, and everything that is no signature of his.
printf 'athar statement 1\nconsent: accept\n-- dashes\nbulletin: 2021-03\nFrom here\n' >statement
sed 's/$/\r/' statement >crlf-statement
sed 's/accept/decline/' statement >other
good() {
	if ! S verify "$HOME_OF_KEYS" "$A" "$2" statement >out.log 2>&1 || ! grep -q "^$1 " out.log; then
		echo "FAILED: $2 should be a good $1 signature: $(cat out.log)"
		FAILED=1
	fi
}
bad() {
	code=$1 says=$2 file=$3
	refuses "$code" "$says" verify "$HOME_OF_KEYS" "${4:-$A}" "$file" "${5:-statement}"
}
SIGN="--local-user $A"
G $SIGN --clear-sign -o s.clear statement
G $SIGN --sign -o s.bin statement
G $SIGN --armor --sign -o s.asc statement
G $SIGN --compress-algo none --sign -o s.none statement
G $SIGN --compress-algo zlib --sign -o s.zlib statement
G $SIGN --detach-sign -o s.sig statement
G $SIGN --armor --detach-sign -o s.sig.asc statement
G $SIGN --textmode --detach-sign -o s.text.sig statement
G $SIGN --textmode --sign -o s.text crlf-statement
G $SIGN --detach-sign -o s.crlf.sig crlf-statement
G $SIGN --sign -o s.crlf crlf-statement
G $SIGN --sign -o s.pipe <statement
for f in s.bin s.asc s.none s.zlib s.text s.crlf s.pipe; do good message $f; done
for f in s.sig s.sig.asc s.text.sig s.crlf.sig; do good detached $f; done
good clear s.clear
sed 's/$/\r/' s.clear >s.clear.crlf
good clear s.clear.crlf
sub=$(G --with-colons --list-keys "$A" | awk -F: '$1 == "sub" && $12 ~ /s/ { s = 1 } s && $1 == "fpr" { print $10; exit }')
S verify "$HOME_OF_KEYS" "$A" s.clear statement >out
check "signed by the subkey, counted for its key" grep -q "^clear $sub " out
bad NOTFOUND "no key" s.clear "$sub"

# Another statement, another signer, another text.
for f in s.clear s.bin; do bad DENIED "not the statement" $f "$A" other; done
bad DENIED "does not fit" s.sig "$A" other
bad DENIED "another key" s.clear "$B"
bad DENIED "another key" s.bin "$B"
bad DENIED "another key" s.sig "$B"
G --local-user evil --clear-sign -o s.evil statement
bad DENIED "another key" s.evil
sed 's/accept/decline/' s.clear >s.changed
bad DENIED "not the statement" s.changed
bad DENIED "does not fit" s.changed "$A" other
bad SYNTAX "not OpenPGP" statement
bad SYNTAX "" A.bin
bad SYNTAX "" A.asc
bad SYNTAX "encrypted" A.gpg
bad SYNTAX "" empty
cp statement statement.kept && cp s.sig statement && cp statement.kept s.swapped
bad SYNTAX "not OpenPGP" s.swapped
cp statement.kept statement

# Around and between.
(echo "I accept more"; cat s.clear) >s.before
(cat s.clear; echo "I accept more") >s.after
cat s.clear s.clear >s.twice
(cat s.clear; cat s.sig.asc) >s.clear.sig
bad SYNTAX "text before" s.before
bad SYNTAX "behind the signature" s.after
bad SYNTAX "behind the signature" s.twice
bad SYNTAX "behind the signature" s.clear.sig
sed 's/^Hash: .*/&\nComment: more/' s.clear >s.header
bad SYNTAX "header" s.header
sed 's/^consent/-consent/' s.clear >s.dash
bad SYNTAX "bare dash" s.dash
(cat s.asc; echo more) >s.asc.after
bad SYNTAX "text behind" s.asc.after
cat s.bin statement >s.bin.after
bad SYNTAX "" s.bin.after
sed '/^-----END/d' s.clear >s.noend
bad SYNTAX "no end" s.noend

# Two signatures, in every form.
G --local-user "$A" --local-user "$B" --clear-sign -o t.clear statement
G --local-user "$A" --local-user "$B" --sign -o t.bin statement
G --local-user "$A" --local-user "$B" --detach-sign -o t.sig statement
for f in t.clear t.bin t.sig; do bad DENIED "2 signatures" $f; done
cat s.sig s.sig >t.same
bad DENIED "2 signatures" t.same
cat s.none s.none >t.none
bad SYNTAX "second text" t.none
gpg --batch -q --sign --local-user "$A" -o s.inner s.bin 2>/dev/null
bad DENIED "not the statement" s.inner

# Weak hashes, signatures whose time is over, keys whose time was over.
for h in SHA1 RIPEMD160; do
	G --local-user "$B" --digest-algo $h --clear-sign -o w.clear statement
	bad DENIED "can be forged" w.clear "$B"
	G --local-user "$B" --digest-algo $h --detach-sign -o w.sig statement
	bad DENIED "can be forged" w.sig "$B"
	rm w.clear w.sig
done
G --local-user "$B" --digest-algo SHA256 --clear-sign -o w.clear statement
S verify "$HOME_OF_KEYS" "$B" w.clear statement >out.log 2>&1 || { echo "FAILED: SHA-256 by RSA: $(cat out.log)"; FAILED=1; }
G --faked-system-time 20400110T000000 --local-user "$B" --clear-sign -o w.late statement
bad DENIED "" w.late "$B"
G --faked-system-time 20200102T000000 --local-user "$X" --default-sig-expire 7d --clear-sign -o w.over statement
S seal "$HOME_OF_KEYS" X.asc <empty >/dev/null 2>&1 || true
bad DENIED "run out" w.over "$X"
S seal "$HOME_OF_KEYS" O.asc <empty >/dev/null 2>&1 || true
G --faked-system-time 20200110T000000 --local-user "$O" --clear-sign -o o.good statement
S verify "$HOME_OF_KEYS" "$O" o.good statement >out.log 2>&1 || { echo "FAILED: signed while the key was good: $(cat out.log)"; FAILED=1; }
bad DENIED "revoked" early.asc "$R" early

# A bomb: 20 MB in 20 KB; and what is simply large.
head -c 20000000 /dev/zero >zeros
G $SIGN --compress-algo zlib --sign -o s.bomb zeros
check "the bomb is small" test "$(stat -c %s s.bomb)" -lt 100000
bad LIMIT "" s.bomb
bad LIMIT "at most" zeros
G $SIGN --compress-algo bzip2 --sign -o s.bz2 statement
bad SYNTAX "compress-algo none" s.bz2

# Every bit of the signature counts but for what the format does not protect: it is never taken for another text.
cat >bits.py <<'END'
import os, subprocess, sys
good, home, key = open("s.sig", "rb").read(), sys.argv[1], sys.argv[2]
wrong = 0
for at in range(0, len(good), 9):
    open("bit.sig", "wb").write(good[:at] + bytes([good[at] ^ 4]) + good[at + 1:])
    for text in ("other", "statement"):
        run = subprocess.run([os.environ["SEAL"], "verify", home, key, "bit.sig", text], capture_output=True)
        if run.returncode not in (0, 1) or (run.returncode == 0 and text == "other"):
            print(at, text, run)
            wrong += 1
sys.exit(wrong)
END
check "bits of a signature" python3 bits.py "$HOME_OF_KEYS" "$A"
