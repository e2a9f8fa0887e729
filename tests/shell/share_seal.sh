# Sealing and signatures against gpg and age themselves: both ways, and each refusal with its reason.
set -eu
. "$SOURCE_DIR/tests/mark/common.sh"
export GNUPGHOME="$WORK/user" LC_ALL=C
trap 'gpgconf --kill all; rm -rf "$WORK"' EXIT
mkdir -m 700 user
# A home whose path is longer than a socket's may be.
HOME_OF_KEYS="$WORK/$(printf 'case%.0s' $(seq 40))"
# Everything runs in another language and with a hostile environment: neither may matter.
S() { LC_ALL=de_DE.UTF-8 LANGUAGE=de "$SEAL" "$@"; }

# refuses CODE TEXT ARGUMENTS...: the helper must fail with this code and say this.
refuses() {
	code=$1 says=$2
	shift 2
	if S "$@" >out.log 2>&1 || ! grep -q "^$code: .*$says" out.log; then
		echo "FAILED: seal $*: expected $code with \"$says\""
		sed 's/^/    /' out.log | head -5
		FAILED=1
	fi
}
G() { gpg --batch --quiet --yes --no-tty --pinentry-mode loopback --passphrase '' "$@" 2>>gpg.log; }
fpr() { G --with-colons --list-keys "$1" | awk -F: '$1 == "fpr" { print $10; exit }'; }

# age.  Sizes around every border of a chunk, both ways.
age-keygen -o id 2>/dev/null
grep AGE-SECRET id >secret-only
age-keygen -y id >to
for n in 0 1 65535 65536 65537 524288 524289 1000000; do
	head -c "$n" /dev/urandom >plain
	S seal home to <plain >sealed
	check "age opens ours of $n bytes" sh -c 'age -d -i id sealed | cmp - plain'
	check "we open ours of $n bytes" sh -c '"$SEAL" open secret-only <sealed | cmp - plain'
	age -r "$(cat to)" -o theirs plain
	check "we open age's of $n bytes" sh -c '"$SEAL" open secret-only <theirs | cmp - plain'
	check "the same length of $n bytes" test "$(stat -c %s sealed)" = "$(stat -c %s theirs)"
done
check "through pipes, in pieces" sh -c '(head -c 70000 plain; sleep 0.1; tail -c +70001 plain) | "$SEAL" seal home to | cat | age -d -i id | cmp - plain'
"$SEAL" identity >ours 2>ours.to
check "age takes our identities" sh -c 'test "$(age-keygen -y ours)" = "$(cat ours.to)"'
S seal home ours.to <plain >sealed
refuses DENIED "not sealed to this identity" open secret-only <sealed
check "two sealings have nothing in common" sh -c '"$SEAL" seal home to <plain >again; ! cmp -s again sealed'

# What age refuses we refuse, at every place: bytes of the header changed, chunks cut, moved, added.
head -c 140000 /dev/urandom >plain
S seal home to <plain >sealed
cat >twin.py <<'END'
import os, subprocess, sys
good = open("sealed", "rb").read()
head = good.index(b"\n", good.index(b"\n---") + 1) + 1
chunk, body = 65552, head + 16
cases = {"whole": good, "extra byte": good + b"\0", "extra chunk": good + good[body:body + chunk], "empty": b"",
         "swapped": good[:body] + good[body + chunk:body + 2 * chunk] + good[body:body + chunk] + good[body + 2 * chunk:],
         "dropped": good[:body] + good[body + chunk:], "last gone": good[:body + 2 * chunk], "twice": good + good,
         "no payload": good[:head], "crlf": good.replace(b"\n", b"\r\n", 1), "version": good.replace(b"/v1", b"/v2", 1),
         "no stanza": good[:22] + good[good.index(b"---"):], "scrap": good[:22] + b"-> x\n\n" + good[22:]}
for at in list(range(0, head, 7)) + [head, head + 15, body, body + chunk - 1, body + chunk, len(good) - 1]:
    cases[f"bit at {at}"] = good[:at] + bytes([good[at] ^ 1]) + good[at + 1:]
for n in (1, 20, head - 1, head + 1, body - 1, body, body + 15, body + 16, body + chunk, body + chunk + 1, len(good) - 1):
    cases[f"cut to {n}"] = good[:n]
wrong = 0
for name, data in cases.items():
    open("case", "wb").write(data)
    ours = subprocess.run([os.environ["SEAL"], "open", "secret-only"], stdin=open("case", "rb"), capture_output=True)
    age = subprocess.run(["age", "-d", "-i", "id", "case"], capture_output=True)
    if (ours.returncode == 0) != (age.returncode == 0) or (ours.returncode != 0) != (name != "whole"):
        print(name, ours.returncode, ours.stderr, age.returncode, age.stderr)
        wrong += 1
    if not open("plain", "rb").read().startswith(ours.stdout):
        print(name, "gave out what was never sealed")
        wrong += 1
print(len(cases), "cases")
sys.exit(wrong)
END
check "what age refuses" python3 twin.py

# Key files of age.
printf '# public key\r\n\r\n%s\r\n' "$(cat to)" >crlf
check "comments and CR LF" sh -c '"$SEAL" key home crlf | grep -qx "fingerprint $(cat to)"'
refuses DENIED "SECRET age identity" key home id
cat to ours.to >both
refuses SYNTAX "more than one" key home both
tr a-z A-Z <to >capitals
refuses SYNTAX "begin with age1" key home capitals
sed 's/q$/p/; t; s/.$/q/' to >wrong
refuses SYNTAX "" key home wrong
echo age1pq1qqqq >pq
refuses SYNTAX "post-quantum" key home pq
echo age1yubikey1qqqq >plugin
refuses SYNTAX "plugin" key home plugin
echo "hello" >hello
refuses SYNTAX "neither" key home hello

# OpenPGP: keys of every kind.
printf 'no-greeting\n' >user/gpg.conf
G --quick-gen-key 'Anna <anna@example>' ed25519 cert 0
A=$(fpr anna)
G --quick-add-key "$A" cv25519 encr 0
G --quick-add-key "$A" ed25519 sign 0
G --quick-gen-key 'Bela <bela@example>' rsa2048 sign,cert 0
B=$(fpr bela)
G --quick-add-key "$B" rsa2048 encr 0
G --faked-system-time 20200101T000000 --quick-gen-key 'Old <old@example>' ed25519 sign,cert 30d
O=$(G --faked-system-time 20200102T000000 --with-colons --list-keys old | awk -F: '$1 == "fpr" { print $10; exit }')
G --faked-system-time 20200101T000100 --quick-add-key "$O" cv25519 encr 30d
G --faked-system-time 20200101T000000 --quick-gen-key 'Half <half@example>' ed25519 sign,cert 0
X=$(fpr half)
G --faked-system-time 20200101T000100 --quick-add-key "$X" cv25519 encr 30d
G --quick-gen-key 'Gone <gone@example>' ed25519 sign,cert 0
R=$(fpr gone)
G --quick-add-key "$R" cv25519 encr 0
G --export "$R" >gone-before
printf 'signed while good\n' >early
G --local-user "$R" --clear-sign -o early.asc early
sed 's/^:---/---/' "user/openpgp-revocs.d/$R.rev" >revocation
G --import revocation
G --quick-gen-key "$(printf 'Ev\033[31mil\033]0;x\007 \342\200\256 <evil@example>')" ed25519 sign,cert 0
for k in A B O X R; do
	eval f="\$$k"
	G --export "$f" >"$k.bin"
	G --armor --export "$f" >"$k.asc"
done
G --export evil >evil.bin

S key "$HOME_OF_KEYS" A.asc >out
check "the fingerprint is gpg's" grep -qx "fingerprint $A" out
check "can encrypt and sign" grep -qx "encrypt 1" out
check "the subkey signs" grep -qx "sign 1" out
check "the same from binary" sh -c 'LC_ALL=C "$SEAL" key home2 A.bin | cmp - out'
check "the user id is shown" grep -qx "user Anna <anna@example>" out
S key "$HOME_OF_KEYS" O.asc >out
check "an expired key is read as such" grep -qx "expired 1" out
check "its end" grep -qx "expires $(date -u -d 2020-01-31 +%s)" out
check "an expired key cannot encrypt" grep -qx "encrypt 0" out
S key "$HOME_OF_KEYS" R.asc >out
check "a revoked key is read as such" grep -qx "revoked 1" out
S key "$HOME_OF_KEYS" evil.bin >out
check "a user id cannot write on the terminal" sh -c '! grep -q "$(printf "\033")" out && grep -q "user Ev" out'
cat A.bin B.bin >two.bin
cat A.asc B.asc >two.asc
(echo hello; cat A.asc) >before.asc
(cat A.asc; echo hello) >after.asc
G --export-secret-keys "$A" >secret.bin
G --armor --export-secret-keys "$A" >secret.asc
cat A.bin secret.bin >mixed.bin
head -c 200 A.bin >cut.bin
G --armor --export "$A" | sed 's/^[A-Za-z]/!/' >bad.asc
head -c 1100000 /dev/zero >huge
refuses SYNTAX "2 keys" key "$HOME_OF_KEYS" two.bin
refuses SYNTAX "second block" key "$HOME_OF_KEYS" two.asc
refuses SYNTAX "text behind" key "$HOME_OF_KEYS" after.asc
refuses SYNTAX "neither" key "$HOME_OF_KEYS" before.asc
refuses DENIED "SECRET key" key "$HOME_OF_KEYS" secret.bin
refuses DENIED "SECRET key" key "$HOME_OF_KEYS" secret.asc
refuses DENIED "SECRET key" key "$HOME_OF_KEYS" mixed.bin
refuses SYNTAX "" key "$HOME_OF_KEYS" cut.bin
refuses SYNTAX "no base64" key "$HOME_OF_KEYS" bad.asc
refuses SYNTAX "" key "$HOME_OF_KEYS" huge
check "reading keeps nothing" test -z "$(gpg --homedir "$HOME_OF_KEYS" --with-colons --list-keys 2>/dev/null | grep ^pub)"
check "no agent and no secrets in the home" sh -c '! find "$1" \( -type s -o -name "private*" \) | grep -q .' sh "$HOME_OF_KEYS"
check "the home is private" test "$(stat -c %a "$HOME_OF_KEYS")" = 700
mkdir -m 755 open
refuses DENIED "yours alone" key open A.asc

# Sealing.
for k in A B; do
	S seal "$HOME_OF_KEYS" $k.asc <plain >$k.gpg
	check "gpg opens what is sealed to $k" sh -c 'gpg --batch -q --decrypt "$1" 2>/dev/null | cmp - plain' sh $k.gpg
	gpg --batch --list-packets $k.gpg >packets 2>/dev/null
	check "to one key" test "$(grep -c ':pubkey enc packet' packets)" = 1
	check "not compressed" sh -c '! grep -q ":compressed" packets'
done
: >empty
check "an empty package" sh -c '"$SEAL" seal "$1" A.asc <empty | gpg --batch -q --decrypt 2>/dev/null | cmp - empty' sh "$HOME_OF_KEYS"
refuses DENIED "is revoked" seal "$HOME_OF_KEYS" R.asc
refuses DENIED "has expired" seal "$HOME_OF_KEYS" O.asc
refuses DENIED "cannot be encrypted to" seal "$HOME_OF_KEYS" X.asc
# What was revoked stays so, whatever older form of it is brought.
refuses DENIED "is revoked" seal "$HOME_OF_KEYS" gone-before
check "a full disk is an error" sh -c '! "$SEAL" seal "$1" A.asc <plain >/dev/full 2>out.log' sh "$HOME_OF_KEYS"
check "the user's own settings do not count" sh -c 'echo "encrypt-to bela" >user/gpg.conf; "$SEAL" seal "$1" A.asc <plain >s; gpg --batch --list-packets s 2>/dev/null | grep -c ":pubkey enc packet" | grep -qx 1' sh "$HOME_OF_KEYS"
: >user/gpg.conf
echo "encrypt-to $B" >>"$HOME_OF_KEYS/gpg.conf"
check "nor do those put into the home" sh -c '"$SEAL" seal "$1" A.asc <plain >s; gpg --batch --list-packets s 2>/dev/null | grep -c ":pubkey enc packet" | grep -qx 1' sh "$HOME_OF_KEYS"
# gpg dies in the middle: what it wrote must not pass for a sealed file.
cat >killed.py <<'END'
import os, signal, subprocess, sys, time
home = os.path.realpath(sys.argv[1])
ours = subprocess.Popen([os.environ["SEAL"], "seal", home, "A.asc"], stdin=subprocess.PIPE, stdout=open("half", "wb"), stderr=subprocess.PIPE)
ours.stdin.write(bytes(1000000))
ours.stdin.flush()
victim = None
for _ in range(500):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            line = open(f"/proc/{pid}/cmdline", "rb").read().split(b"\0")
        except OSError:
            continue
        if os.path.basename(line[0]) == b"gpg" and home.encode() in line and b"--encrypt" in line:
            victim = int(pid)
    if victim and os.path.getsize("half") > 100000:
        break
    time.sleep(0.02)
os.kill(victim, signal.SIGKILL)
try:
    ours.stdin.close()
except BrokenPipeError:
    pass
said = ours.stderr.read()
sys.exit(0 if ours.wait() == 1 and said.startswith(b"IO: ") else said.decode() or "it said nothing")
END
check "gpg killed in the middle is an error" python3 killed.py "$HOME_OF_KEYS"
mkdir none
check "without gpg it says so" sh -c '! PATH=$PWD/none "$SEAL" key home3 A.asc 2>out.log && grep -q "^UNAVAILABLE: .*install the package gnupg" out.log'

# Statements.
. "$SOURCE_DIR/tests/helper/signatures.sh"
check "nothing was started that still runs" sh -c '! pgrep -f -- "--homedir $1" >/dev/null' sh "$HOME_OF_KEYS"
finish
