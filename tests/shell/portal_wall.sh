# The wall around the portal: what somebody who took its thread over would try is refused by the system, on every thread.
set -eu
. "$SOURCE_DIR/tests/helper/portal.sh"
two_partners
echo secret >outside-secret

# The same attempts succeed in a program without the wall, or they would prove nothing.
cat >free.c <<'END'
#include <dlfcn.h>
int main(int argc, char **argv)
{
	int (*f)(void *, unsigned, void *) = (int (*)(void *, unsigned, void *))dlsym(RTLD_DEFAULT, "MHD_queue_response");
	(void)argc;
	(void)argv;
	return f == 0 ? 1 : f(0, 0, 0);
}
END
export BREAKOUT_OUTSIDE="$WORK/outside" BREAKOUT_INSIDE="$WORK/case/record/checkpoint"
gcc -o free free.c -ldl
BREAKOUT_OUT=free.log LD_PRELOAD="$BREAKOUT" ./free >/dev/null 2>&1 || true
for what in ipv4 unix udp read-outside write-outside read-inside kill; do
	check "without the wall: $what" grep -q "^$what done" free.log
done
rm -f outside

export ASAN_OPTIONS=verify_asan_link_order=0
BREAKOUT_OUT="$WORK/tried" LD_PRELOAD="$BREAKOUT" start
code 200 anna "$URL/copy/11111111"
check "the download is whole all the same" cmp body sealed-anna
check "all was tried" grep -q '^end done' tried
for what in ipv4 ipv6 unix udp netlink kill tgkill vfork unshare execve execveat; do
	check "refused: $what" grep -q "^$what EPERM" tried
done
check "the case stays open to it" grep -q '^read-inside done' tried
if grep -q 'no Landlock' portal.log; then
	echo "this kernel has no Landlock: files outside were not tried"
else
	check "refused: read-outside" grep -q '^read-outside EACCES' tried
	check "refused: write-outside" grep -q '^write-outside EACCES' tried
	check "nothing came of it" test ! -e outside
fi
# Every thread has the filter; none is without it because it was started at another moment.
threads=0
for t in /proc/"$PORTAL"/task/*/status; do
	threads=$((threads + 1))
	check "a filter" grep -q '^Seccomp:[[:space:]]*2' "$t"
	check "no new privileges" grep -q '^NoNewPrivs:[[:space:]]*1' "$t"
done
check "more than one thread was looked at" test "$threads" -ge 3
# The process beside it ends with it, however it ends.
other=$(pgrep -P "$PORTAL")
check "one process beside it" test "$(echo "$other" | wc -w)" = 1
kill -9 "$PORTAL"
wait "$PORTAL" 2>/dev/null || true
PORTAL=
for i in $(seq 50); do [ -e "/proc/$other" ] && [ "$(sed 's/.*) //' "/proc/$other/stat" 2>/dev/null | cut -c1)" != Z ] || break; sleep 0.1; done
check "it is gone as well" sh -c "! [ -e /proc/$other ] || grep -q ') Z' /proc/$other/stat"
finish
