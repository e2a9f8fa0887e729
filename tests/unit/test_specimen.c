/*
 * Reading specimens: a folder of collections, each of which keeps within the
 * limits of one, is refused where all of them together do not, with the
 * reason, and what came before counts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/vec.h"
#include "trace/specimen.h"

#define MB ((uint64_t)1000000)

/* What was told as unread. */
struct told {
	struct str name[64];
	bool too_much[64];
	size_t n;
};

static void
tell(void *arg, struct str path, struct str why)
{
	struct told *t = arg;

	assert_true(t->n < 64);
	t->name[t->n] = (struct str){ str_dup(path), path.n };
	t->too_much[t->n++] = str_find(why, STR("unfold to too much together")) != STR_NPOS;
}

/* A hand-made manifest with one two-valued site, "delta = 1" or "delta = 2". */
static void
invent(struct mark_manifest *m)
{
	static struct str pair[2] = { { "delta = 1", 9 }, { "delta = 2", 9 } };
	struct err e;

	m->sites = 1;
	m->site = arena_array(&m->arena, 1, sizeof(*m->site));
	assert_non_null(m->site);
	m->site[0] = (struct mark_site){ .kind = MARK_ONE_OF, .value = pair, .values = 2 };
	assert_int_equal(mark_book_make(&m->book, 2, 1, &e), 0);
	m->book.symbol[1] = 1;
}

/* Read the folder that ${make} fills; what is told as unread is in ${t}. */
static void
read_folder(const char *make, const struct gather_limits *limits, struct gather_got *got, struct told *t,
    bool *marked)
{
	char dir[] = "/tmp/athar-specimen-XXXXXX", command[1024];
	struct mark_manifest m = { 0 };
	struct mark_reading r = { 0 };
	struct mark_reader *reader;
	struct err e;

	*t = (struct told){ .n = 0 };
	assert_non_null(mkdtemp(dir));
	(void)snprintf(command, sizeof(command), "cd %s && %s", dir, make);
	assert_int_equal(system(command), 0);
	invent(&m);
	assert_non_null(reader = mark_reader_new(m.site, m.sites, &m.book, &e));
	assert_int_equal(mark_reading_make(&r, m.site, m.sites, 2, &e), 0);
	assert_int_equal(specimen_read(&m, reader, dir, limits, &r, tell, t, got, &e), 0);
	*marked = r.seen[0] != 0 || r.seen[1] != 0;
	mark_reading_free(&r);
	mark_reader_free(reader);
	mark_manifest_free(&m);
	(void)snprintf(command, sizeof(command), "rm -rf %s", dir);
	assert_int_equal(system(command), 0);
}

static void
forget(struct told *t)
{
	for (size_t i = 0; i < t->n; i++)
		free((void *)(uintptr_t)t->name[i].p);
}

/* Is this file told as too much?  1 yes, 0 no; -1: told with another reason. */
static int
refused(const struct told *t, const char *end)
{
	for (size_t i = 0; i < t->n; i++) {
		if (str_ends(t->name[i], str_of(end)))
			return (t->too_much[i] ? 1 : -1);
	}
	return (0);
}

/* Six files of 3 MB each within a few KB, of which the first begins with a mark: 10 MB are three of them and a part. */
#define BOMBS                                                                                              \
	"for i in 1 2 3 4 5 6; do { echo 'delta = 2'; head -c 3000000 /dev/zero; } | gzip >b$i.gz; done; " \
	"echo plain >z.txt"

static void
test_bytes(void **state)
{
	struct gather_limits limits = { .bytes = 10 * MB, .members = 1000 };
	struct gather_got got;
	struct told t;
	bool marked;

	(void)state;
	read_folder(BOMBS, &limits, &got, &t, &marked);
	assert_true(marked);
	assert_int_equal(got.files, 3);
	assert_true(got.bytes > 10 * MB && got.bytes < 12 * MB);
	assert_int_equal(got.unread, 4);
	assert_int_equal(refused(&t, "/b1.gz") + refused(&t, "/b2.gz") + refused(&t, "/b3.gz"), 0);
	assert_int_equal(refused(&t, "/b4.gz"), 1);
	assert_int_equal(refused(&t, "/b5.gz"), 1);
	assert_int_equal(refused(&t, "/b6.gz"), 1);
	assert_int_equal(refused(&t, "/z.txt"), 1);
	forget(&t);

	/* Exactly what there is, is allowed. */
	limits.bytes = 6 * (3 * MB + 10) + 6;
	read_folder(BOMBS, &limits, &got, &t, &marked);
	assert_int_equal(t.n, 0);
	assert_int_equal(got.files, 7);
	assert_int_equal(got.bytes, limits.bytes);
	limits.bytes--;
	read_folder(BOMBS, &limits, &got, &t, &marked);
	assert_int_equal(t.n, 1);
	assert_int_equal(refused(&t, "/z.txt"), 1);
	forget(&t);
}

/* Collections of ten members each: 24 are two of them and four. */
#define TARS                                                                                                    \
	"mkdir m; for i in 1 2 3 4 5 6 7 8 9 10; do echo $i >m/$i; done; for i in 1 2 3 4; do tar -cf t$i.tar " \
	"m/1 m/2 m/3 m/4 m/5 m/6 m/7 m/8 m/9 m/10; done; rm -r m"

static void
test_members(void **state)
{
	struct gather_limits limits = { .bytes = 10 * MB, .members = 24 };
	struct gather_got got;
	struct told t;
	bool marked;

	(void)state;
	read_folder(TARS, &limits, &got, &t, &marked);
	assert_false(marked);
	assert_int_equal(got.files, 24);
	assert_int_equal(got.unread, 2);
	assert_int_equal(refused(&t, "/t3.tar/m/5"), 1);
	assert_int_equal(refused(&t, "/t4.tar"), 1);
	forget(&t);
	limits.members = 40;
	read_folder(TARS, &limits, &got, &t, &marked);
	assert_int_equal(t.n, 0);
	assert_int_equal(got.files, 40);
	assert_int_equal(got.members, 40);
}

/* More files than one reader takes at once: what earlier ones had is gone for later ones. */
static void
test_batches(void **state)
{
	struct gather_limits limits = { .bytes = 10 * MB, .members = 290 };
	struct gather_got got;
	struct told t;
	bool marked;

	(void)state;
	read_folder(
	    "i=1000; while [ $i -lt 1300 ]; do echo $i >f$i; i=$((i+1)); done", &limits, &got, &t, &marked);
	assert_int_equal(got.files, 290);
	assert_int_equal(got.unread, 10);
	assert_int_equal(refused(&t, "/f1289"), 0);
	assert_int_equal(refused(&t, "/f1290"), 1);
	assert_int_equal(refused(&t, "/f1299"), 1);
	forget(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_batches),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
