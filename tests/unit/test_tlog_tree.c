/*
 * Consistency proofs at the edge of nothing.  From an empty tree to anything
 * the proof is empty, and no other one passes; the roots are RFC 6962's own
 * (the hash of nothing, and of one empty leaf), made here by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/tlog.h"

static struct sha256 nothing, leaf, other;

static int
set_up(void **state)
{
	(void)state;
	nothing = sha256_of(STR(""));
	leaf = sha256_of((struct str){ "\0", 1 });
	other = sha256_of(STR("other"));
	return (0);
}

/* The empty tree: only by its own root, only with an empty proof. */
static void
from_nothing(void **state)
{
	(void)state;
	assert_true(tlog_check_tree(0, &nothing, 0, &nothing, NULL, 0));
	assert_true(tlog_check_tree(0, &nothing, 1, &leaf, NULL, 0));
	assert_true(tlog_check_tree(0, &nothing, UINT64_MAX, &other, NULL, 0));
	assert_false(tlog_check_tree(0, &other, 0, &other, NULL, 0));
	assert_false(tlog_check_tree(0, &leaf, 1, &leaf, NULL, 0));
	assert_false(tlog_check_tree(0, &nothing, 0, &other, NULL, 0));
	for (size_t n = 1; n <= TLOG_PATH_MAX; n++) {
		struct sha256 path[TLOG_PATH_MAX];

		for (size_t i = 0; i < n; i++)
			path[i] = i % 2 == 0 ? nothing : leaf;
		assert_false(tlog_check_tree(0, &nothing, 0, &nothing, path, n));
		assert_false(tlog_check_tree(0, &nothing, n, &other, path, n));
	}
}

/* Nothing shrinks to nothing. */
static void
to_nothing(void **state)
{
	(void)state;
	assert_false(tlog_check_tree(1, &leaf, 0, &nothing, NULL, 0));
	assert_false(tlog_check_tree(1, &leaf, 0, &leaf, &leaf, 1));
	assert_false(tlog_check_tree(1, &nothing, 0, &nothing, NULL, 0));
	assert_false(tlog_check_tree(UINT64_MAX, &other, 0, &nothing, &leaf, 1));
}

/* One entry: the same tree, or a proof that is not empty. */
static void
from_one(void **state)
{
	struct buf two = BUF(65);
	struct sha256 root;

	(void)state;
	buf_char(&two, '\1');
	buf_put(&two, leaf.b, sizeof(leaf.b));
	buf_put(&two, other.b, sizeof(other.b));
	root = sha256_of(buf_view(&two));
	buf_free(&two);
	assert_true(tlog_check_tree(1, &leaf, 1, &leaf, NULL, 0));
	assert_false(tlog_check_tree(1, &leaf, 1, &other, NULL, 0));
	assert_false(tlog_check_tree(1, &leaf, 1, &leaf, &leaf, 1));
	assert_true(tlog_check_tree(1, &leaf, 2, &root, &other, 1));
	assert_false(tlog_check_tree(1, &leaf, 2, &root, &leaf, 1));
	assert_false(tlog_check_tree(1, &leaf, 2, &root, NULL, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_nothing),
		cmocka_unit_test(to_nothing),
		cmocka_unit_test(from_one),
	};

	return (cmocka_run_group_tests(tests, set_up, NULL));
}
