#!/bin/bash
# bench/pairs.sh [--kinds] [--peers] [--rows FILE] FOLDER...: how well trace compare tells derived from independent programs, on
# labelled pairs of anyone's.  Each FOLDER is a set and holds pairs.tsv, a pair a line, tabs between the columns:
#
#	1 or 0	package	specimen	background...
#
# 1 is derived from the package, 0 is independent; 1:KIND (1:rewrite) gives the derived ones a kind, for --kinds.  Paths are
# relative to the FOLDER; a background is a folder of groups, or several, or one built file; without one all features weigh
# the same.  Lines that begin with # are comments.  bench/pairs_from.sh makes such folders of two known layouts.
#
# Printed of the score, of each channel alone, and with --peers of similarity-tester, ssdeep, TLSH and dolos-lib on the very
# same pairs: area under the ROC curve (ties as halves; 95 % interval after DeLong, as if pairs were independent) and the share
# of derived at 1 % false; of the likelihood ratio Cllr, the share refused, and the innocents it speaks against.  With several
# sets, each is left out in turn: the channel that was best on the others, beside the fusion, which nothing chose.
# ATHAR is the built program.  --rows keeps every pair's numbers as JSON Lines.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
export ATHAR="${ATHAR:-$here/../build/athar}" DOLOS="${DOLOS:-$here/dolos}"
exec python3 -B "$here/pairs.py" "$@"
