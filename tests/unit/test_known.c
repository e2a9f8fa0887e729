/*
 * What was seen: against a plain list, over turns, restarts, other questions,
 * and files that are cut off or damaged anywhere.
 */
#include "trace_help.h"

#include <unistd.h>

#include "trace/known.h"

#define KEYS 3000

static const struct sha256 WHAT = { { 1 } }, OTHER = { { 2 } };

static struct known *
open_known(const char *path, const struct sha256 *what, size_t max, bool fresh)
{
	struct err e = { 0 };
	bool got = !fresh;
	struct known *k = known_open(path, what, max, &got, &e);

	if (k == NULL)
		fail_msg("%s", e.text);
	assert_int_equal(got, fresh);
	return (k);
}

static uint64_t
key(const struct known *k, uint64_t i)
{
	struct sha256 sha = { { 0 } };

	memcpy(sha.b + 8, &i, sizeof(i));
	return (known_sha256(k, &sha));
}

static void
add(struct known *k, uint64_t from, uint64_t to)
{
	struct err e = { 0 };

	for (; from < to; from++)
		assert_int_equal(known_add(k, key(k, from), &e), 0);
}

static size_t
count(struct known *k, uint64_t from, uint64_t to)
{
	size_t n = 0;

	for (; from < to; from++)
		n += known_has(k, key(k, from));
	return (n);
}

static void
save(struct known *k)
{
	struct err e = { 0 };

	if (known_save(k, &e) != 0)
		fail_msg("%s", e.text);
}

static void
file_of(char path[256], char folder[32])
{
	(void)snprintf(folder, 32, "/tmp/athar-known-XXXXXX");
	assert_non_null(mkdtemp(folder));
	help_path(path, folder, "set");
}

static void
restarts(void **state)
{
	char folder[32], path[256];
	struct known *k;
	struct err e = { 0 };
	bool fresh;

	(void)state;
	file_of(path, folder);
	k = open_known(path, &WHAT, KNOWN_MAX, true);
	assert_int_equal(count(k, 0, KEYS), 0);
	add(k, 0, 1000);
	assert_int_equal(count(k, 0, KEYS), 1000);
	/* One at a time. */
	assert_null(known_open(path, &WHAT, KNOWN_MAX, &fresh, &e));
	assert_int_equal(e.code, ERR_UNAVAILABLE);
	save(k);
	add(k, 1000, 2000);
	save(k);
	assert_null(known_open(path, &WHAT, KNOWN_MAX, &fresh, &e));
	/* What is not saved is not there the next time. */
	add(k, 2000, KEYS);
	known_close(k);
	k = open_known(path, &WHAT, KNOWN_MAX, false);
	assert_int_equal(count(k, 0, KEYS), 2000);
	assert_int_equal(count(k, 2000, KEYS), 0);
	known_close(k);
	/* Another question begins anew. */
	k = open_known(path, &OTHER, KNOWN_MAX, true);
	assert_int_equal(count(k, 0, KEYS), 0);
	add(k, 0, 10);
	save(k);
	known_close(k);
	k = open_known(path, &OTHER, KNOWN_MAX, false);
	assert_int_equal(count(k, 0, KEYS), 10);
	known_close(k);
	k = open_known(path, &WHAT, KNOWN_MAX, true);
	known_close(k);
	help_remove(folder);
}

/* Cut off after any number of bytes, then gone on with. */
static void
cut(void **state)
{
	char folder[32], path[256];
	const off_t head = 56, all = head + 40 * 8;
	struct known *k;

	(void)state;
	file_of(path, folder);
	for (off_t at = 0; at < all; at += 3) {
		size_t whole = at < head ? 0 : (size_t)(at - head) / 8;

		(void)unlink(path);
		k = open_known(path, &WHAT, KNOWN_MAX, true);
		add(k, 0, 40);
		save(k);
		known_close(k);
		assert_int_equal(truncate(path, at), 0);
		k = open_known(path, &WHAT, KNOWN_MAX, whole == 0);
		if (at >= head)
			assert_int_equal(count(k, 0, 40), whole);
		add(k, 100, 120);
		save(k);
		known_close(k);
		k = open_known(path, &WHAT, KNOWN_MAX, false);
		if (at >= head)
			assert_int_equal(count(k, 0, 40), whole);
		assert_int_equal(count(k, 100, 120), 20);
		known_close(k);
	}
	help_remove(folder);
}

/* Bounded: what is met again stays, what is not is forgotten. */
static void
turns(void **state)
{
	char folder[32], path[256];
	struct known *k;

	(void)state;
	file_of(path, folder);
	k = open_known(path, &WHAT, 100, true);
	for (uint64_t round = 0; round < 40; round++) {
		add(k, 1000 * round, 1000 * round + 50);
		/* A few that are met each round. */
		if (round == 0)
			add(k, 500000, 500010);
		assert_int_equal(count(k, 500000, 500010), 10);
		assert_int_equal(count(k, 1000 * round, 1000 * round + 50), 50);
		if (round % 3 == 0)
			save(k);
		if (round % 6 == 0) {
			known_close(k);
			k = open_known(path, &WHAT, 100, false);
		}
	}
	assert_true(count(k, 0, 40000) <= 200);
	known_close(k);
	help_remove(folder);
}

/* A file's key goes by all that changes when the file does; kinds and sets keep their keys apart. */
static void
keys(void **state)
{
	struct known *k = open_known(NULL, &WHAT, 100, true), *other = open_known(NULL, &WHAT, 100, true);
	struct stat st = { .st_dev = 1, .st_ino = 2, .st_size = 3 }, changed;
	struct sha256 sha = { { 3 } };
	uint64_t was = known_file(k, STR("a"), &st);

	(void)state;
	assert_true(was == known_file(k, STR("a"), &st));
	assert_true(was != known_file(k, STR("b"), &st));
	changed = st;
	changed.st_size = 4;
	assert_true(was != known_file(k, STR("a"), &changed));
	changed = st;
	changed.st_mtim.tv_nsec = 1;
	assert_true(was != known_file(k, STR("a"), &changed));
	changed = st;
	changed.st_ctim.tv_nsec = 1;
	assert_true(was != known_file(k, STR("a"), &changed));
	changed = st;
	changed.st_ino = 9;
	assert_true(was != known_file(k, STR("a"), &changed));
	/* Nobody outside knows which keys collide. */
	assert_true(known_sha256(k, &sha) != known_sha256(other, &sha));
	save(k);
	known_close(k);
	known_close(other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(restarts),
		cmocka_unit_test(cut),
		cmocka_unit_test(turns),
		cmocka_unit_test(keys),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
