# packages.txt: the group "run" is what the program is linked against, no more and no less.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }
command -v dpkg-query >/dev/null || { echo 'SKIP: not a Debian system'; exit 77; }
awk '/^\[/ { run = $0 == "[run]"; next } run && NF > 0 && !/^#/' "$SOURCE_DIR/packages.txt" | sort >"$T/listed"
[ -s "$T/listed" ] || fail 'the group is empty'
# Only what the program itself names: what its libraries need, they bring along.  The sanitizers come with the compiler.
readelf -d "$ATHAR" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -Ev '^(libc|libm|libasan|libubsan|ld-linux.*)\.so' >"$T/libraries"
while read -r library; do
	dpkg-query -S "*/$library" | sed 's/:.*//' | grep -v -- '-dev$' | head -n 1
done <"$T/libraries" >"$T/needed"
# And the one program that it starts: gpg, in a key home of its own.
echo gnupg >>"$T/needed"
sort -u -o "$T/needed" "$T/needed"
diff "$T/listed" "$T/needed" >"$T/diff" || { cat "$T/diff" >&2; fail 'listed < > needed'; }
echo "ok: $(wc -l <"$T/needed") packages"
