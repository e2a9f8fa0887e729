/* Sorting beyond memory against sorting in memory: with few pairs held, with many, and with all. */
#include "trace_help.h"

#include "trace/runs.h"

struct pair {
	uint64_t hash;
	uint32_t group;
};

static int
by_pair(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->hash != y->hash)
		return (x->hash < y->hash ? -1 : 1);
	return (x->group < y->group ? -1 : x->group > y->group);
}

/* What the merge must give, and how far it is. */
struct expected {
	struct pair *pair;
	size_t n, at, calls, stop;
};

static int
on_hash(void *arg, uint64_t hash, const uint32_t *group, size_t groups, struct err *e)
{
	struct expected *x = arg;

	(void)e;
	assert_true(groups > 0);
	for (size_t i = 0; i < groups; i++, x->at++) {
		assert_true(x->at < x->n);
		assert_int_equal(x->pair[x->at].hash, hash);
		assert_int_equal(x->pair[x->at].group, group[i]);
	}
	/* All groups of a hash come in one call. */
	assert_true(x->at == x->n || x->pair[x->at].hash != hash);
	return (++x->calls == x->stop ? -77 : 0);
}

/* ${n} pairs out of ${hashes} hashes, of ${groups} groups, with ${hold} of them in memory. */
static void
sort(size_t n, uint64_t hashes, uint32_t groups, size_t hold)
{
	struct err e = { 0 };
	struct runs *r = runs_new("/tmp/athar-runs", hold, &e);
	struct expected x = { .pair = calloc(n + 1, sizeof(struct pair)) };
	size_t calls;

	assert_non_null(r);
	assert_non_null(x.pair);
	for (size_t i = 0; i < n; i++) {
		/* Hashes at both ends and in all bytes; groups as a background gives them, one after the other. */
		uint64_t v = help_random(hashes), hash = v == 0 ? 0 : v == 1 ? UINT64_MAX : normal_mix(v);

		x.pair[i] = (struct pair){ hash, (uint32_t)(i * groups / n) };
		assert_int_equal(runs_put(r, x.pair[i].hash, x.pair[i].group, &e), 0);
	}
	qsort(x.pair, n, sizeof(*x.pair), by_pair);
	for (size_t i = 0; i < n; i++) {
		if (x.n == 0 || by_pair(&x.pair[x.n - 1], &x.pair[i]) != 0)
			x.pair[x.n++] = x.pair[i];
	}
	for (int again = 0; again < 3; again++) {
		x.at = x.calls = 0;
		assert_int_equal(runs_merge(r, on_hash, &x, &e), 0);
		assert_int_equal(x.at, x.n);
	}
	/* Whoever is told may end it, and the next merge begins anew. */
	calls = x.calls;
	for (x.stop = 1; x.stop <= calls && x.stop < 2000; x.stop += 1 + x.stop * 2) {
		x.at = x.calls = 0;
		assert_int_equal(runs_merge(r, on_hash, &x, &e), -77);
		assert_int_equal(x.calls, x.stop);
	}
	x.stop = 0;
	x.at = x.calls = 0;
	assert_int_equal(runs_merge(r, on_hash, &x, &e), 0);
	assert_int_equal(x.at, x.n);
	free(x.pair);
	runs_free(r);
}

static void
sorts_as_memory_does(void **state)
{
	static const size_t hold[] = { 1, 2, 3, 16, 64, 299, 300, 301, 5000 };

	(void)state;
	help_state = 1;
	for (size_t i = 0; i < sizeof(hold) / sizeof(hold[0]); i++) {
		sort(300, 1000000, 7, hold[i]);
		sort(300, 20, 7, hold[i]);
		sort(300, 3, 300, hold[i]);
		sort(300, 1, 1, hold[i]);
		sort(1, 2, 1, hold[i]);
		sort(0, 1, 1, hold[i]);
	}
	/* Runs longer than what is read at once. */
	sort(60000, 1000000, 11, 10000);
	sort(60000, 9000, 50, 4096);
	sort(60000, 9000, 50, 100000);
}

static void
folder_that_is_not_there(void **state)
{
	struct err e = { 0 };
	struct runs *r = runs_new("/tmp/athar-not-there/x", 1, &e);

	(void)state;
	assert_non_null(r);
	assert_int_equal(runs_put(r, 1, 1, &e), 0);
	assert_true(runs_put(r, 2, 1, &e) < 0);
	assert_true(e.text[0] != '\0');
	runs_free(r);
	runs_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_as_memory_does),
		cmocka_unit_test(folder_that_is_not_there),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
