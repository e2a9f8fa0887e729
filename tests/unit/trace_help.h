/* What the tests of trace share: chance, folders of generated source, and fingerprints of them. */
#ifndef TESTS_UNIT_TRACE_HELP_H
#define TESTS_UNIT_TRACE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trace/normal.h"
#include "trace/print.h"

/* Every test begins at a seed of its own and prints nothing by chance. */
static uint64_t help_state;

static inline uint64_t
help_random(uint64_t below)
{
	help_state += 0x9E3779B97F4A7C15ULL;
	return (normal_mix(help_state) % below);
}

static inline int
help_drop(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return (remove(path));
}

static inline void
help_remove(const char *folder)
{
	(void)nftw(folder, help_drop, 16, FTW_DEPTH | FTW_PHYS);
}

/* ${out} becomes FOLDER/NAME. */
static inline const char *
help_path(char out[256], const char *folder, const char *name)
{
	assert_true(snprintf(out, 256, "%s/%s", folder, name) < 256);
	return (out);
}

static inline void
help_write(const char *path, const void *p, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(p, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* One statement out of ${words} words from the ${first}th on, with a comment now and then. */
static inline void
help_line(struct buf *b, uint64_t first, uint64_t words)
{
#define WORD (unsigned)(first + help_random(words))
	switch (help_random(6)) {
	case 0: buf_printf(b, "word%u = call%u(word%u, %u);\n", WORD, WORD, WORD, 100 + WORD); break;
	case 1: buf_printf(b, "if (word%u > %u) { call%u(\"text %u\"); }\n", WORD, WORD, WORD, WORD); break;
	case 2: buf_printf(b, "// note%u about%u thing%u\n", WORD, WORD, WORD); break;
	case 3: buf_printf(b, "while (word%u--) word%u += %u * word%u;\n", WORD, WORD, WORD, WORD); break;
	case 4: buf_printf(b, "call%u(call%u(\"text %u\"), 0x%x);\n", WORD, WORD, WORD, 4096 + WORD); break;
	default: buf_printf(b, "return word%u[%u] ? word%u : word%u;\n", WORD, WORD, WORD, WORD); break;
	}
#undef WORD
}

/* A C file of so many lines. */
static inline void
help_source(const char *path, unsigned lines, uint64_t first, uint64_t words)
{
	struct buf b = BUF(1 << 20);

	for (unsigned i = 0; i < lines; i++)
		help_line(&b, first, words);
	help_write(path, b.p, b.n);
	buf_free(&b);
}

static inline void
help_unread(void *arg, struct str path, struct str why)
{
	(void)arg;
	fail_msg("not read: %.*s: %.*s", (int)path.n, path.p, (int)why.n, why.p);
}

static inline void
help_print(struct print *p, const char *path)
{
	struct err e = { 0 };

	*p = (struct print){ 0 };
	if (print_read(p, path, help_unread, NULL, &e) != 0)
		fail_msg("%s: %s", path, e.text);
}

#endif
