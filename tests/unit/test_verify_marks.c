/*
 * The quick proof that copies read back (mark/verify.h) against the plain one,
 * which reads all of every copy: on random packages whose few words come again
 * and again, and on books made wrong on purpose.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "mark/copy.h"
#include "mark/reader.h"
#include "mark/verify.h"

#define COPIES 12

static uint64_t seed = 20210302;

static unsigned
below(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return ((unsigned)(seed >> 33) % n);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return (remove(path));
}

/* Text of few words, so that parts of marks stand everywhere, and ids that a free value might meet. */
static void
filler(struct buf *b, unsigned bytes)
{
	static const char *const words[] = { "timeout", "retries", "level", "30", "31", "alpha", "beta", "=",
		"(", "one", "two", "\xc3\xa9t\xc3\xa9", "x9", "deadbeef", "\r\n", "\n", "  ", "timeout=3",
		"level_beta" };
	size_t from = b->n;

	while (b->n - from < bytes) {
		buf_cstr(b, words[below(sizeof(words) / sizeof(words[0]))]);
		buf_cstr(b, below(4) == 0 ? "" : " ");
	}
}

/* A package with sites far apart, close together, and at the ends of its files. */
static void
make_package(const char *root)
{
	struct buf text = BUF(1 << 20), yml = BUF(1 << 20);
	char path[256];
	unsigned files = 1 + below(3), site = 0;
	struct err e;

	buf_cstr(&yml, "marks:\n");
	for (unsigned f = 0; f < files; f++) {
		buf_clear(&text);
		if (below(2) == 0)
			filler(&text, 1 + below(3000));
		for (unsigned k = 1 + below(6); k > 0; k--, site++) {
			buf_printf(&text, "\n");
			if (below(3) == 0) {
				buf_printf(&text, "id%u %08x", site, 0xa0000000u + site);
				buf_printf(&yml, "  - { file: f%u, find: \"%08x\", free: hex 8 }\n", f,
				    0xa0000000u + site);
			} else {
				buf_printf(&text, "mark%u alpha", site);
				buf_printf(&yml,
				    "  - { file: f%u, find: \"mark%u alpha\", one-of: [\"mark%u alpha\", \"mark%u "
				    "beta\", \"mark%u level = 30\"] }\n",
				    f, site, site, site, site);
			}
			buf_cstr(&text, " ");
			if (below(3) > 0)
				filler(&text, below(2500));
		}
		(void)snprintf(path, sizeof(path), "%s/f%u", root, f);
		assert_int_equal(file_replace(AT_FDCWD, path, buf_view(&text), 0644, false, &e), 0);
	}
	(void)snprintf(path, sizeof(path), "%s/athar.marks.yml", root);
	assert_int_equal(file_replace(AT_FDCWD, path, buf_view(&yml), 0644, false, &e), 0);
	buf_free(&text);
	buf_free(&yml);
}

/* The plain way: all files of the copy, from end to end. */
static bool
plain(const struct mark_package *p, const struct mark_book *book, const struct mark_reader *reader,
    size_t copy, size_t *site)
{
	struct err e;
	struct mark_scan *scan = mark_scan_new(reader, &e);
	const struct mark_reading *r;
	struct buf text = BUF(1 << 24);
	bool good = true;

	assert_non_null(scan);
	for (size_t f = 0; f < p->files; f++) {
		buf_clear(&text);
		mark_copy_file(p, book, copy, f, &text);
		mark_scan_feed(scan, buf_view(&text));
		mark_scan_file_end(scan);
	}
	r = mark_scan_reading(scan);
	for (size_t k = 0; good && k < p->sites.n; k++) {
		*site = k;
		if (p->sites.site[k].kind == MARK_FREE)
			good = mark_reading_held(r, k) == 1 && r->held[k * r->copies + copy - 1] != 0;
		else
			good = mark_reading_count(r, k) == 1 &&
			    r->seen[r->first[k] + mark_book_symbol(book, copy, k)] != 0;
	}
	mark_scan_free(scan);
	buf_free(&text);
	return (good);
}

/* Make a book wrong: values that stand elsewhere in the package, or that another copy has. */
static void
spoil(struct mark_book *book, const struct mark_package *p)
{
	for (size_t k = 0; k < book->sites; k++) {
		size_t at = below(COPIES) * book->sites + k;

		if (p->sites.site[k].kind != MARK_FREE)
			continue;
		if (below(3) == 0)
			book->value[at] = STR("deadbeef");
		else if (below(3) == 0)
			book->value[at] = book->value[below(COPIES) * book->sites + k];
	}
}

static void
compare(const char *root, bool wrong, unsigned *held, unsigned *not_held)
{
	struct mark_package p = { 0 };
	struct mark_book book = { 0 };
	struct mark_reader *reader;
	struct mark_verify *v;
	struct err e = { 0 };

	make_package(root);
	if (mark_package_load(&p, root, &e) == 0) {
		assert_int_equal(mark_book_fill(&book, STR("a secret of more than sixteen bytes"), &p.id,
				     p.sites.site, p.sites.n, COPIES, &e),
		    0);
		if (wrong)
			spoil(&book, &p);
		assert_non_null(reader = mark_reader_new(p.sites.site, p.sites.n, &book, &e));
		assert_non_null(v = mark_verify_new(&p, &book, &e));
		for (size_t copy = 1; copy <= COPIES; copy++) {
			size_t a = 0, b = 0;
			bool want = plain(&p, &book, reader, copy, &a), got = mark_verify_holds(v, copy, &b);

			assert_int_equal(want, got);
			if (!want)
				assert_int_equal(a, b);
			*(want ? held : not_held) += 1;
		}
		mark_verify_free(v);
		mark_reader_free(reader);
	}
	mark_book_free(&book);
	mark_package_free(&p);
}

static void
agrees_with_reading_all_of_every_copy(void **state)
{
	unsigned held = 0, not_held = 0;

	(void)state;
	for (unsigned i = 0; i < 400; i++) {
		char root[64];

		(void)str_copy(root, sizeof(root), STR("/tmp/athar-verify-XXXXXX"));
		assert_non_null(mkdtemp(root));
		compare(root, i % 2 == 1, &held, &not_held);
		(void)nftw(root, remove_one, 16, FTW_PHYS | FTW_DEPTH);
	}
	/* Both answers must have been met, or nothing was compared. */
	print_message("%u copies held, %u did not\n", held, not_held);
	assert_true(held > 500 && not_held > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(agrees_with_reading_all_of_every_copy) };

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
