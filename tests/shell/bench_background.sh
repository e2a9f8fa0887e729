# bench/background.sh lays packages out as groups: packages made here, handed out by stand-ins for apt and npm.
set -eu
command -v dpkg-deb >/dev/null || { echo "SKIP: dpkg-deb is not here"; exit 77; }
. "$SOURCE_DIR/tests/mark/common.sh"

mkdir bin pool
# deb NAME: pool/NAME.deb of the folder tree, which is emptied.
deb() {
	mkdir -p tree/DEBIAN tree/usr/share/doc/$1
	echo "not code" >tree/usr/share/doc/$1/copyright
	printf 'Package: %s\nVersion: 1\nArchitecture: all\nMaintainer: nobody <n@example.org>\nDescription: x\n' "$1" >tree/DEBIAN/control
	printf '#!/bin/sh\ntouch %s/ran\n' "$PWD" >tree/DEBIAN/postinst
	chmod 755 tree/DEBIAN/postinst
	dpkg-deb --root-owner-group -b tree pool/"$1".deb >/dev/null
	rm -rf tree
}
source_file() {
	mkdir -p "$(dirname "$1")"
	printf 'int part_%s(int a)\n{\n\treturn a * %d + 1;\n}\n' "$(echo "$1" | cksum | cut -d' ' -f1)" "$(echo "$1" | wc -c)" >"$1"
}
for f in drivers/net/a.c drivers/net/deep/b.c drivers/gpu/c.c drivers/base.c fs/ext4/d.c fs/inode.c mm/e.c Makefile; do
	source_file kernel/linux-source-6.1/$f
done
mkdir -p tree/usr/src
tar -C kernel -cJf tree/usr/src/linux-source-6.1.tar.xz linux-source-6.1
deb linux-source-6.1
for f in java.base/java/util/A.java java.sql/java/sql/B.java; do
	source_file java/$f
done
mkdir -p tree/usr/lib/jvm/openjdk-17/lib
(cd java && zip -qr ../tree/usr/lib/jvm/openjdk-17/lib/src.zip .)
deb openjdk-17-source
source_file tree/usr/lib/python3.11/json/decoder.py
source_file tree/usr/lib/python3.11/bisect.py
deb libpython3.11-stdlib
for n in a b c d e f; do
	source_file tree/usr/share/gocode/src/example.org/$n/$n.go
	deb golang-$n-dev
done
source_file package/index.js
tar -czf pool/left-pad.tgz package

cat >bin/apt-get <<END
#!/bin/sh
for last in "\$@"; do :; done
cp "$PWD/pool/\$last.deb" .
END
cat >bin/apt-cache <<END
#!/bin/sh
ls "$PWD/pool" | sed -n 's/\.deb\$//p' | sort -r
END
cat >bin/npm <<END
#!/bin/sh
for last in "\$@"; do :; done
cp "$PWD/pool/\$last.tgz" .
END
chmod +x bin/*
export PATH="$PWD/bin:$PATH"

MOST=3 WORK=$PWD/work KEEP=1 bash "$SOURCE_DIR/bench/background.sh" made linux-source-6.1 openjdk-17-source libpython3.11-stdlib \
	'golang-*-dev' npm:left-pad gone npm:gone >said 2>err
# Of six three, evenly: the first, the third, the fifth.
cat >want <<'END'
golang-a-dev
golang-c-dev
golang-e-dev
java-java.base
java-java.sql
kernel-Makefile
kernel-drivers-common
kernel-drivers-gpu
kernel-drivers-net
kernel-fs-common
kernel-fs-ext4
kernel-mm
npm_left-pad
python-bisect.py
python-json
END
ls work/groups >got
check "the groups" diff want got
check "a subsystem keeps what lies deeper" test -f work/groups/kernel-drivers-net/net/deep/b.c
check "files above the subsystems" test -f work/groups/kernel-fs-common/common/inode.c
check "documentation is no code" test -z "$(find work/groups -name copyright)"
check "nothing of a package is run" test ! -e ran
check "what is left out is said" test "$(grep -c 'gone cannot be fetched; left out' err)" = 2
check "what was fetched" grep -q '^fetched: 7 packages, .*; 15 groups$' said
check "what was built" grep -q '^built: 15 groups, 16 files, ' said
check "memory and time beside a hash" sh -c 'grep -q "^memory: at most [0-9]* MB in all processes" said && grep -q "times SHA-256 of the same bytes" said'
check "the file is a background" test "$(head -c 8 made)" = ATHARBG4
check "it can be used" "$ATHAR" trace compare --background made work/groups/kernel-mm work/groups/kernel-fs-ext4
WORK=$PWD/work bash "$SOURCE_DIR/bench/background.sh" made gone >said 2>err && status=0 || status=$?
check "groups of another time" sh -c "test $status = 2 && grep -q 'is there already' err"
WORK=$PWD/other bash "$SOURCE_DIR/bench/background.sh" made gone >said 2>err && status=0 || status=$?
check "nothing fetched" sh -c "test $status = 1 && grep -q 'nothing was fetched' err"
finish
