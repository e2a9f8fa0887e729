#!/bin/bash
# tools/lint catches what it is there to catch: each fault is planted into a small tree of its own.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
lint=$SOURCE_DIR/tools/lint

# fresh: a small tree without a fault.
fresh() {
	rm -rf "$work/tree"
	mkdir -p "$work/tree/src/base" "$work/tree/src/census" "$work/tree/src/desk" "$work/tree/lab"
	cp "$SOURCE_DIR/.clang-format" "$work/tree/"
	cp "$SOURCE_DIR"/src/base/{arena,str}.[ch] "$work/tree/src/base/"
	cp "$SOURCE_DIR"/lab/rng.[ch] "$work/tree/lab/"
	printf '/* A job. */\n#ifndef CENSUS_CENSUS_H\n#define CENSUS_CENSUS_H\n\nint census_count(void);\n\n#endif\n' >"$work/tree/src/census/census.h"
	printf '/* A job. */\n#include "census/census.h"\n\nint\ncensus_count(void)\n{\n\treturn (0);\n}\n' >"$work/tree/src/census/census.c"
}

# caught PLACE-AND-WORDS: with the tree as it is now, that one fault is found and no other.
caught() {
	local out
	if out=$("$lint" "$work/tree"); then
		echo "not caught: $1" >&2
		exit 1
	fi
	if ! grep -q -- "$1" <<<"$out" || [ "$(grep -c '' <<<"$out")" -ne 2 ]; then
		printf 'expected "%s", and nothing else, got:\n%s\n' "$1" "$out" >&2
		exit 1
	fi
}

fresh
"$lint" "$work/tree" >"$work/out" || { cat "$work/out"; exit 1; }

fresh; sed -i 's/^#include "base\/arena.h"/&\n#include "census\/census.h"/' "$work/tree/src/base/arena.c"
caught 'src/base/arena.c:3: base must not include "census/census.h"'
fresh; sed -i 's/^#include "census\/census.h"/&\n#include "hunt\/hunt.h"/' "$work/tree/src/census/census.c"
caught 'census must not include "hunt/hunt.h"'
fresh; printf '/* X. */\n#include "desk/x.h"\n\n#include "census/census.h"\n#include "census/deep.h"\n' >"$work/tree/src/desk/x.c"
printf '/* X. */\n#ifndef DESK_X_H\n#define DESK_X_H\n\n#endif\n' >"$work/tree/src/desk/x.h"
caught 'src/desk/x.c:5: desk may include "census/census.h" only'
fresh; sed -i 's/^#include "rng.h"/&\n#include "store\/case.h"/' "$work/tree/lab/rng.c"
caught 'lab must not include "store/case.h"'

fresh; sed -i 's/return (0);/return (atoi("0"));/' "$work/tree/src/census/census.c"
caught 'src/census/census.c:7: atoi is not used here'
# What only talks of it is no fault.
fresh; sed -i 's/return (0);/return ("atoi(x)"[0]); \/* gets(x) *\//' "$work/tree/src/census/census.c"
"$lint" "$work/tree" >/dev/null

fresh; { printf '\nint\nlong_one(void)\n{\n'; for _ in $(seq 61); do printf '\tcensus_count();\n'; done; printf '}\n'; } >>"$work/tree/src/census/census.c"
caught 'a function of 61 lines'
fresh; for i in $(seq 400); do printf '\nint v%s;\n' "$i"; done >>"$work/tree/src/census/census.c"
caught 'a file of 80[0-9] lines'

fresh; sed -i 's/CENSUS_CENSUS_H/CENSUS_H/' "$work/tree/src/census/census.h"
caught 'src/census/census.h:1: the header must be guarded by CENSUS_CENSUS_H'
fresh; sed -i 's/^#include "census\/census.h"/#include <stdio.h>/' "$work/tree/src/census/census.c"
caught 'src/census/census.c:1: the first header must be its own'
fresh; sed -i 's/return (0);/return(0);/' "$work/tree/src/census/census.c"
caught 'src/census/census.c:7: clang-format-14'
fresh; sed -i 's|A job|See /wo''rk/x|' "$work/tree/src/census/census.c"
"$lint" --check guard "$work/tree" >/dev/null
caught 'names /wo''rk/'
echo "PASS"
