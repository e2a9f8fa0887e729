#!/bin/bash
# bench/innocents.sh FOLDER...: does a likelihood ratio of trace compare keep its promise, no innocent pair above 100 in 100,000?
#
# Each FOLDER holds a folder a group (an author, a project; KEEP=1 bench/background.sh makes such). A background is built of one
# half of all groups; files of the other half, all of whose authors are strangers to each other, are compared in pairs of one
# language (PAIRS, 100000) by the very path of trace compare, in one process.  What is no innocent pair is left out and counted:
# two files that are the same, or that share a fifth of the shorter one's lines of code (a vendored copy, a common ancestor).
# Beside them come pairs that the model of trace/truth.h derives, so that a calibration that refuses everything is seen.
#
# With IRPLAG, the folder of Karnalim's data set (case-01 and on, each with original and non-plagiarized), also: independent
# solutions of one task, against the same background, which knows nothing of the task, and against one of other solutions.
# There nothing is left out, since the task may dictate what they share.
#
# Printed: ratios of at least 10 and 100, refusals by reason, the largest with their files.  WORK keeps what is made; ATHAR is the
# program, LIBS the folder of its libraries.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
ATHAR=${ATHAR:-$here/../build/athar}
LIBS=${LIBS:-$here/../build}
PAIRS=${PAIRS:-100000}
IRPLAG=${IRPLAG:-}
[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '$d' >&2; exit 2; }
if [ -n "${WORK:-}" ]; then
	mkdir -p "$WORK"
else
	WORK=$(mktemp -d)
	trap 'rm -rf "$WORK"' EXIT
fi
WORK=$(realpath "$WORK")

# shellcheck disable=SC2046
${CC:-cc} -O2 -std=c17 -D_GNU_SOURCE -I"$here/../src" "$here/innocents.c" -o "$WORK/innocents" \
	"$LIBS/libathar_trace.a" "$LIBS/libathar_mark.a" "$LIBS/libathar_store.a" "$LIBS/libathar_base.a" \
	$(pkg-config --libs gpgme libcrypto libisal libarchive libseccomp jansson sqlite3 yaml-0.1) -lm -lpthread
python3 -B "$here/innocents_list.py" "$WORK" "$IRPLAG" "$@"

# known BACKGROUND LIST EACH DERIVED TITLE: score, and say what came out.
known() {
	"$WORK/innocents" "$1" "$PAIRS" "$3" "$4" 1 <"$2" >"$WORK/rows"
	python3 -B "$here/innocents_said.py" "$WORK/rows" "$5"
}
if [ ! -e "$WORK/half.athar" ]; then
	"$ATHAR" trace background build "$WORK/half" --out "$WORK/half.athar" 2>/dev/null
fi
known "$WORK/half.athar" "$WORK/strangers" 40 1 "files of strangers"
if [ -s "$WORK/solutions" ]; then
	"$ATHAR" trace background build "$WORK/solved" --out "$WORK/solved.athar" 2>/dev/null
	known "$WORK/half.athar" "$WORK/solutions" 200 2 "solutions of one task, where the background knows nothing of it"
	known "$WORK/solved.athar" "$WORK/solutions" 200 2 "solutions of one task, where the background is such"
fi
