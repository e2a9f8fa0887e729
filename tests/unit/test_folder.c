/* What lies directly in a folder, and the small things of base that many rooms use: numbers in order, hashes in JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/jsonw.h"
#include "base/names.h"
#include "base/vec.h"

static char root[64];

/* In an order that no folder is read in by chance. */
static const char *const NAMES[] = { "m", "zz", ".hidden", "a b", "B", "..two" };

static int
set_up(void **state)
{
	char path[96];

	(void)state;
	(void)snprintf(root, sizeof(root), "/tmp/athar-folder-XXXXXX");
	assert_non_null(mkdtemp(root));
	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", root, NAMES[i]);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	/* A file below a folder is not directly in it; one beside it is. */
	(void)snprintf(path, sizeof(path), "%s/m/below", root);
	assert_int_equal(close(open(path, O_CREAT | O_WRONLY, 0600)), 0);
	(void)snprintf(path, sizeof(path), "%s/file", root);
	assert_int_equal(close(open(path, O_CREAT | O_WRONLY, 0600)), 0);
	return (0);
}

static int
tear_down(void **state)
{
	char path[96];

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/m/below", root);
	(void)unlink(path);
	(void)snprintf(path, sizeof(path), "%s/file", root);
	(void)unlink(path);
	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", root, NAMES[i]);
		(void)rmdir(path);
	}
	return (rmdir(root));
}

static int
note(void *arg, const char *path, const char *name, struct err *e)
{
	struct stat st;

	(void)e;
	assert_int_equal(stat(path, &st), 0);
	assert_true(str_ends(str_of(path), str_of(name)));
	buf_cstr(arg, name);
	buf_char(arg, ';');
	return (str_eq(str_of(name), STR("file")) ? 7 : 0);
}

static void
gives_a_folder_in_order_until_it_is_told_to_end(void **state)
{
	struct buf got = BUF(1000);
	struct err e;

	(void)state;
	assert_int_equal(file_each_in(root, note, &got, &e), 7);
	assert_string_equal(buf_c(&got), "B;a b;file;");
	buf_free(&got);
	/* One that is not there is an error that names it. */
	assert_int_equal(file_each_in("/nonexistent/folder", note, &got, &e), ERR_NOTFOUND);
	assert_string_equal(e.file, "/nonexistent/folder");
	assert_int_equal(got.n, 0);
}

/* More than one page of names, in byte order, each once. */
static void
reads_all_names_in_order(void **state)
{
	struct names names = { 0 };
	char path[96], want[16];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		(void)snprintf(path, sizeof(path), "%s/m/n%06d", root, i * 7 % 2000);
		assert_int_equal(close(open(path, O_CREAT | O_WRONLY, 0600)), 0);
	}
	(void)snprintf(path, sizeof(path), "%s/m", root);
	assert_int_equal(names_read(&names, path), 0);
	assert_int_equal(names.n, 2001);
	assert_string_equal(names_get(&names, 0), "below");
	for (int i = 0; i < 2000; i++) {
		(void)snprintf(want, sizeof(want), "n%06d", i);
		assert_string_equal(names_get(&names, (size_t)i + 1), want);
		(void)snprintf(path, sizeof(path), "%s/m/%s", root, want);
		assert_int_equal(unlink(path), 0);
	}
	names_free(&names);
	/* Hidden ones as well, but not the folder and the one above. */
	assert_int_equal(names_read(&names, root), 0);
	assert_int_equal(names.n, sizeof(NAMES) / sizeof(NAMES[0]) + 1);
	assert_string_equal(names_get(&names, 0), "..two");
	names_free(&names);
	(void)snprintf(path, sizeof(path), "%s/zz", root);
	assert_int_equal(names_read(&names, path), 0);
	assert_int_equal(names.n, 0);
	names_free(&names);
	errno = 0;
	assert_int_equal(names_read(&names, "/nonexistent/folder"), -1);
	assert_int_equal(errno, ENOENT);
	assert_null(names.text);
}

static void
is_not_there(int signal)
{
	_exit(signal == SIGSEGV ? 0 : 1);
}

/* What a reader that is taken over could look at. */
static void
keeps_names_from_children(void **state)
{
	struct names names = { 0 };
	int status;
	pid_t pid;

	(void)state;
	assert_int_equal(names_read(&names, root), 0);
	if ((pid = fork()) == 0) {
		(void)signal(SIGSEGV, is_not_there);
		_exit(*(volatile const char *)names.text == '\0' ? 2 : 3);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	names_free(&names);
}

static void
orders_numbers_beyond_the_sign(void **state)
{
	uint64_t v[] = { 1, UINT64_MAX, 0, (uint64_t)1 << 63, 1, ((uint64_t)1 << 32) + 5, 5 };
	const uint64_t want[] = { 0, 1, 1, 5, ((uint64_t)1 << 32) + 5, (uint64_t)1 << 63, UINT64_MAX };

	(void)state;
	qsort(v, sizeof(v) / sizeof(v[0]), sizeof(v[0]), vec_by_u64);
	assert_memory_equal(v, want, sizeof(want));
}

/* The hash of nothing, as FIPS 180-4 gives it. */
static void
writes_hashes_in_hex(void **state)
{
	struct sha256 sha = sha256_of(STR(""));
	struct buf b = BUF(1000);
	struct jsonw w = JSONW(&b);

	(void)state;
	jsonw_open(&w, '{');
	jsonw_ksha256(&w, "a", &sha);
	jsonw_key(&w, "b");
	jsonw_open(&w, '[');
	jsonw_sha256(&w, &sha);
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	assert_string_equal(buf_c(&b),
	    "{\"a\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
	    "\"b\":[\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"]}");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    gives_a_folder_in_order_until_it_is_told_to_end, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reads_all_names_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keeps_names_from_children, set_up, tear_down),
		cmocka_unit_test(orders_numbers_beyond_the_sign),
		cmocka_unit_test(writes_hashes_in_hex),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
