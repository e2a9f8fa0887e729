#!/bin/bash
# bench/pairs_from.sh LAYOUT DATA OUT: write OUT/SET/pairs.tsv, for bench/pairs.sh, of a data set in one of these layouts; the
# data itself is not changed, and copied only where that is said.  bench/sets holds sets of the layout tasks.
#
#	irplag	DATA/case-NN/original, plagiarized/LEVEL/NN, non-plagiarized/NN: a case is a set, its original the package; the
#		background is the case's non-plagiarized, of which the one that is compared does not count
#	tasks	DATA/TASK/human/NN and DATA/TASK/derived/NN-KIND: a task is a set; each human with a derivative is a package, the
#		other humans and their derivatives are independent; the background is the task's humans
#	tasks-bare	the same without a background
#	tasks-all	the same with the humans of all tasks as the background
#	tasks-big	the same, each specimen a folder in OUT of ten programs: itself and nine of the other tasks' humans, chosen by a
#		fixed seed from those whose number is none of the task's packages, since the same number may be the same author
set -eu
exec python3 -B "$(dirname "$0")/pairs_from.py" "$@"
