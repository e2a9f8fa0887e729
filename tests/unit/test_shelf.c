/* The shelf: what is taken up is what was put down, in any order, and what does not fit leaves the rest alone. */
#include "trace_invent.h"

#include "trace/shelf.h"

#define PRINTS 20

static void
same(const struct print *a, const struct print *b)
{
	assert_int_equal(a->files, b->files);
	for (size_t i = 0; i < a->files; i++) {
		assert_string_equal(a->file[i].name, b->file[i].name);
		assert_int_equal(a->file[i].id, b->file[i].id);
		assert_int_equal(a->file[i].lang, b->file[i].lang);
		assert_int_equal(a->file[i].first, b->file[i].first);
		assert_int_equal(a->file[i].tokens, b->file[i].tokens);
		assert_int_equal(a->file[i].bytes, b->file[i].bytes);
	}
	for (enum channel ch = 0; ch < CH_N; ch++) {
		assert_int_equal(a->n[ch], b->n[ch]);
		if (a->n[ch] > 0)
			assert_memory_equal(
			    a->feature[ch], b->feature[ch], a->n[ch] * sizeof(struct feature));
	}
	assert_int_equal(a->tokens, b->tokens);
	assert_int_equal(a->bytes, b->bytes);
	assert_int_equal(a->unread, b->unread);
}

/* A folder that grows by one to four files. */
static void
make_print(struct print *p, const char *folder, unsigned i)
{
	char path[256], name[32];

	for (unsigned f = 0; f <= i % 4; f++) {
		(void)snprintf(name, sizeof(name), "%u-%u.c", i, f);
		help_source(help_path(path, folder, name), 1 + (unsigned)help_random(80), 0, 50);
	}
	help_print(p, folder);
	p->unread = i;
}

static void
comes_back(void **state)
{
	char folder[] = "/tmp/athar-shelf-XXXXXX";
	struct print p[PRINTS], back = { 0 };
	uint64_t at[PRINTS];
	struct err e = { 0 };
	struct shelf *s = shelf_new("/tmp/athar-shelf", UINT64_MAX, &e);

	(void)state;
	help_state = 31;
	assert_non_null(s);
	assert_non_null(mkdtemp(folder));
	for (unsigned i = 0; i < PRINTS; i++) {
		make_print(&p[i], folder, i);
		assert_int_equal(shelf_put(s, &p[i], &at[i], &e), 0);
	}
	for (unsigned i = 0; i < 4 * PRINTS; i++) {
		size_t which = help_random(PRINTS);

		assert_int_equal(shelf_take(s, at[which], &back, &e), 0);
		same(&back, &p[which]);
		print_free(&back);
	}
	for (unsigned i = 0; i < PRINTS; i++)
		print_free(&p[i]);
	shelf_free(s);
	help_remove(folder);
}

static void
full(void **state)
{
	char folder[] = "/tmp/athar-shelf-XXXXXX", path[256];
	struct print small, large, back = { 0 };
	struct err e = { 0 };
	struct shelf *s;
	uint64_t at, again, nowhere = 7;

	(void)state;
	help_state = 32;
	assert_non_null(mkdtemp(folder));
	help_source(help_path(path, folder, "a.c"), 10, 0, 50);
	help_print(&small, path);
	help_source(help_path(path, folder, "b.c"), 3000, 0, 50);
	help_print(&large, path);
	assert_non_null(s = shelf_new("/tmp/athar-shelf", 100000, &e));
	assert_int_equal(shelf_put(s, &small, &at, &e), 0);
	assert_int_equal(shelf_put(s, &large, &nowhere, &e), ERR_LIMIT);
	assert_int_equal(nowhere, 7);
	/* There is room for another small one, behind the first. */
	assert_int_equal(shelf_put(s, &small, &again, &e), 0);
	assert_true(again > at);
	assert_int_equal(shelf_take(s, at, &back, &e), 0);
	same(&back, &small);
	print_free(&back);
	assert_int_equal(shelf_take(s, again, &back, &e), 0);
	same(&back, &small);
	print_free(&back);
	/* A place where nothing is. */
	assert_int_not_equal(shelf_take(s, 1 << 20, &back, &e), 0);
	print_free(&back);
	print_free(&small);
	print_free(&large);
	shelf_free(s);
	help_remove(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back),
		cmocka_unit_test(full),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
