/*
 * Verifying a case: a sound one is sound, and each kind of damage is found and
 * named.  The case is damaged with the shell's means, never with athar's own.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/amend.h"
#include "store/event.h"
#include "store/verify.h"

static const struct fold_ops *const FOLDS[] = { &event_fold };

struct place {
	char root[64]; /* Holds the case and the user's state folder. */
	char dir[96];
	char blob[SHA256_HEX + 1];
};

static void shell(const struct place *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Run a command in the folder of the case. */
static void
shell(const struct place *p, const char *fmt, ...)
{
	char command[1024];
	int n = snprintf(command, sizeof(command), "cd %s && ", p->dir);
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(command + n, sizeof(command) - (size_t)n, fmt, ap);
	va_end(ap);
	assert_int_equal(system(command), 0);
}

static struct case_dir *
open_case(const char *dir)
{
	struct err e = { .code = 0 };
	struct case_dir *c = case_open(dir, FOLDS, 1, &e);

	if (c == NULL)
		fail_msg("case_open: %s: %s", e.file, e.text);
	return (c);
}

/* Append one event, with a blob where ${blob} is given. */
static int
append(struct place *p, const char *dir, const char *text, bool with_blob, struct err *e)
{
	struct event event = {
		.lane = STR("attack"), .text = str_of(text), .source = { .document = STR("test") }
	};
	struct case_dir *c = open_case(dir);
	struct sha256 sha;
	struct blob *b = NULL;
	struct commit *k;
	json_t *body;
	int rc;

	assert_int_equal(instant_parse(&event.happened, STR("2021-03-02"), NULL), 0);
	event.known = event.happened;
	body = event_body(&event);
	if (with_blob) {
		struct buf hex = BUF(SHA256_HEX);

		b = blob_new(c, e);
		assert_non_null(b);
		assert_int_equal(blob_write(b, "evidence", 8, e), 0);
		assert_int_equal(blob_close(b, &sha, e), 0);
		hex_put(&hex, sha.b, sizeof(sha.b));
		(void)snprintf(p->blob, sizeof(p->blob), "%s", buf_c(&hex));
		(void)json_object_set_new(body, "blobs", json_pack("[s]", buf_c(&hex)));
		buf_free(&hex);
	}
	if ((k = commit_begin(c, e)) == NULL) {
		json_decref(body);
		blob_drop(b);
		case_close(c);
		return (e->code);
	}
	if (b != NULL)
		assert_int_equal(commit_blob(k, b, e), 0);
	rc = commit_add(k, KIND_DECISION, body, NULL, e);
	if (rc == 0)
		rc = commit_end(&k, e);
	else
		commit_abort(&k);
	case_close(c);
	return (rc);
}

static int
place_make(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	struct err e = { .code = 0 };
	char home[96];

	assert_non_null(p);
	(void)snprintf(p->root, sizeof(p->root), "%s/test-verify.XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(p->root));
	(void)snprintf(p->dir, sizeof(p->dir), "%s/case", p->root);
	(void)snprintf(home, sizeof(home), "%s/state", p->root);
	assert_int_equal(setenv("XDG_STATE_HOME", home, 1), 0);
	assert_int_equal(case_create(p->dir, &e), 0);
	assert_int_equal(append(p, p->dir, "first", true, &e), 0);
	for (int i = 0; i < 4; i++)
		assert_int_equal(append(p, p->dir, "more", false, &e), 0);
	*state = p;
	return (0);
}

static int
place_drop(void **state)
{
	struct place *p = *state;
	char command[128];

	(void)snprintf(command, sizeof(command), "rm -rf %s", p->root);
	assert_int_equal(system(command), 0);
	free(p);
	return (0);
}

/* The case must have one problem that holds ${want}, or none where that is NULL. */
static void
expect(const char *dir, const char *against, const char *want)
{
	struct verify v = { .n = 0 };
	struct err e = { .code = 0 };
	struct buf b = BUF(65536);
	bool found = false;

	if (against != NULL)
		assert_int_equal(file_read(&b, AT_FDCWD, against, &e), 0);
	if (verify_case(dir, FOLDS, 1, against != NULL ? buf_view(&b) : (struct str){ NULL, 0 }, &v, &e) != 0)
		fail_msg("verify_case: %s: %s", e.file, e.text);
	for (size_t i = 0; i < v.n; i++)
		found = found || (want != NULL && strstr(v.problem[i], want) != NULL);
	if (want == NULL && v.n > 0)
		fail_msg("expected a sound case, got: %s", v.problem[0]);
	if (want != NULL && !found)
		fail_msg("expected \"%s\", got: %s", want, v.n > 0 ? v.problem[0] : "a sound case");
	verify_free(&v);
	buf_free(&b);
}

static void
test_sound(void **state)
{
	struct place *p = *state;
	struct verify v = { .n = 0 };
	struct err e;

	expect(p->dir, NULL, NULL);
	assert_int_equal(verify_case(p->dir, FOLDS, 1, (struct str){ NULL, 0 }, &v, &e), 0);
	assert_int_equal(v.size, 5);
	assert_int_equal(v.nerased, 0);
	verify_free(&v);

	/* Without its index a case loses nothing. */
	shell(p, "rm index.db*");
	expect(p->dir, NULL, NULL);
	shell(p, "test ! -e index.verify*");
}

/* Flip the lowest bit of byte ${at} (from 0) of a file. */
#define FLIP(file, at)                                                                               \
	"f=" file "; o=$(dd if=$f bs=1 skip=" at " count=1 2>/dev/null | od -An -tu1 | tr -d ' '); " \
	"printf \"\\\\$(printf %o $((o ^ 1)))\" | dd of=$f bs=1 seek=" at                            \
	" count=1 conv=notrunc 2>/dev/null"

static void
test_damage(void **state)
{
	static const struct {
		const char *command, *want;
	} table[] = {
		{ FLIP("record/checkpoint", "30"), "record/checkpoint" },
		{ FLIP("record/checkpoint", "100"), "record/checkpoint" },
		{ FLIP("record/vkey", "3"), "vkey" },
		{ "rm record/checkpoint", "checkpoint" },
		{ FLIP("record/tile/0/000.p/5", "17"),
		    "record/tile/entries/000.p/5: the entries and the tile" },
		{ FLIP("record/tile/0/000.p/3", "17"), "record/tile/0/000.p/3: differs" },
		{ FLIP("record/tile/entries/000.p/4", "17"), "record/tile/entries/000.p/4: differs" },
		{ FLIP("record/tile/entries/000.p/5", "17"), "do not lead to its root" },
		{ FLIP("record/tile/entries/000.p/5", "0"), "ends in the middle" },
		{ "rm record/tile/0/000.p/5", "record/tile/0/000.p/5: cannot open" },
		{ "rm record/tile/entries/000.p/5", "record/tile/entries/000.p/5: cannot open" },
		{ "truncate -s 100 record/tile/0/000.p/5", "length" },
		{ FLIP("private/2.json", "12"), "entry 2: " },
		{ "echo '{}' > private/2.json", "entry 2: private/2.json" },
		{ "rm private/3.json", "entry 3: its body is gone and no entry says that it was erased" },
		{ "cp private/1.json private/2.json",
		    "entry 2: private/2.json: the private body is not the one" },
		{ "chmod 600 $(find blobs -type f); echo >> $(find blobs -type f)",
		    "is not what its name says" },
		{ "rm $(find blobs -type f)", "entry 0: blob" },
		{ FLIP("keys/record.key", "60"), "nothing can be appended: keys/record.key: a damaged" },
		{ "echo x > keys/mark.key", "keys/mark.key is damaged" },
	};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		shell(p, "rm -rf ../kept && cp -a . ../kept");
		shell(p, "{ %s; }", table[i].command);
		expect(p->dir, NULL, table[i].want);
		shell(p, "cd .. && rm -rf case && mv kept case");
		expect(p->dir, NULL, NULL);
	}
}

/* A row that was changed behind athar's back. */
static void
test_index(void **state)
{
	static const char *const tamper[] = { "UPDATE event SET text = 'less' WHERE entry = 1",
		"DELETE FROM event WHERE entry = 4", "INSERT INTO blob VALUES('ff', 1)",
		"UPDATE entry SET recorded = recorded + 1 WHERE number = 0", "CREATE TABLE more(x)" };
	struct place *p = *state;

	for (size_t i = 0; i < sizeof(tamper) / sizeof(tamper[0]); i++) {
		struct case_dir *c = open_case(p->dir);

		if (sqlite3_exec(case_index(c), tamper[i], NULL, NULL, NULL) != SQLITE_OK)
			fail_msg("%s: %s", tamper[i], sqlite3_errmsg(case_index(c)));
		case_close(c);
		expect(p->dir, NULL, "index in use");
		shell(p, "rm index.db*");
		expect(p->dir, NULL, NULL);
	}
}

/* A row that the search tree does not know: answers would miss it, a comparison of rows would not. */
static void
test_search_tree(void **state)
{
	static const char hide[] = "PRAGMA writable_schema = ON;"
				   "CREATE TEMP TABLE kept AS SELECT * FROM event WHERE entry = 4;"
				   "DELETE FROM event WHERE entry = 4;"
				   "DELETE FROM sqlite_schema WHERE name = 'event_order'";
	struct place *p = *state;
	struct case_dir *c = open_case(p->dir);
	struct buf sql = BUF(4096);
	sqlite3_stmt *st;
	char path[128];
	sqlite3 *db;

	/* The tree's own row of the schema is taken out and put back, so that a row goes in behind its back. */
	assert_int_equal(
	    sqlite3_prepare_v2(case_index(c),
		"SELECT printf('INSERT INTO sqlite_schema VALUES(%Q,%Q,%Q,%d,%Q)', type, name, tbl_name,"
		" rootpage, sql), (SELECT printf('INSERT INTO event VALUES(%d,%d,%d,%d,%d,%d,%d,%Q,%Q,%Q,%Q,"
		"%d,%d)', id, entry, happened_a, happened_b, known_a, known_b, recorded, lane, text, document,"
		" sha256, retrieved, tlp) FROM event WHERE entry = 4) FROM sqlite_schema WHERE name ="
		" 'event_order'",
		-1, &st, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	buf_printf(&sql, "%s; PRAGMA writable_schema = ON; %s", (const char *)sqlite3_column_text(st, 1),
	    (const char *)sqlite3_column_text(st, 0));
	(void)sqlite3_finalize(st);
	assert_int_equal(sqlite3_exec(case_index(c), hide, NULL, NULL, NULL), SQLITE_OK);
	case_close(c);
	(void)snprintf(path, sizeof(path), "%s/index.db", p->dir);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, buf_c(&sql), NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	(void)sqlite3_close(db);
	buf_free(&sql);
	expect(p->dir, NULL, "the index in use is damaged: ");
	shell(p, "rm index.db*");
	expect(p->dir, NULL, NULL);
}

/* Others commit all the time: the case is called sound, or too busy to tell, but never unsound. */
static void
test_busy(void **state)
{
	struct place *p = *state;
	struct verify v = { .n = 0 };
	struct err e = { .code = 0 };
	pid_t writer[2];
	int told = 0;

	for (int i = 0; i < 2; i++) {
		if ((writer[i] = fork()) == 0) {
			/* Until the folder is told to hold still, or for good measure a while. */
			for (int n = 0; n < 2000; n++) {
				if (access(p->root, W_OK) != 0 || append(p, p->dir, "busy", false, &e) != 0)
					_exit(1);
				(void)usleep(2000);
			}
			_exit(0);
		}
	}
	for (int i = 0; i < 12; i++) {
		int rc = verify_case(p->dir, FOLDS, 1, (struct str){ NULL, 0 }, &v, &e);

		if (rc == 0 && v.n > 0)
			fail_msg("look %d: %s", i, v.problem[0]);
		assert_true(rc == 0 || rc == ERR_UNAVAILABLE);
		told += rc == 0;
		verify_free(&v);
	}
	assert_true(told > 0);
	for (int i = 0; i < 2; i++) {
		(void)kill(writer[i], SIGKILL);
		(void)waitpid(writer[i], NULL, 0);
	}
	expect(p->dir, NULL, NULL);
}

static void
test_erase(void **state)
{
	struct place *p = *state;
	struct verify v = { .n = 0 };
	struct case_dir *c = open_case(p->dir);
	struct err e = { .code = 0 };
	uint64_t by;

	if (amend_erase(c, 0, STR("a request"), &by, &e) != 0)
		fail_msg("amend_erase: %s", e.text);
	case_close(c);
	shell(p, "test ! -e private/0.json && test -z \"$(find blobs -type f)\"");
	assert_int_equal(verify_case(p->dir, FOLDS, 1, (struct str){ NULL, 0 }, &v, &e), 0);
	assert_int_equal(v.n, 0);
	assert_int_equal(v.nerased, 1);
	assert_int_equal(v.erased[0].entry, 0);
	assert_int_equal(v.erased[0].by, by);
	verify_free(&v);

	/* What was erased must not come back by the back door. */
	shell(p, "mkdir -p blobs/%.2s && printf evidence > blobs/%.2s/%s", p->blob, p->blob, p->blob);
	expect(p->dir, NULL, "was erased by entry 5, but is still there");
}

static void
save_checkpoint(struct place *p, const char *name)
{
	shell(p, "cp record/checkpoint ../%s", name);
}

/* A sound record extends every checkpoint that it ever gave out, and no other. */
static void
test_against(void **state)
{
	struct place *p = *state;
	char old[128], path[128];
	struct verify v = { .n = 0 };
	struct err e = { .code = 0 };

	(void)snprintf(old, sizeof(old), "%s/old", p->root);
	save_checkpoint(p, "old");
	expect(p->dir, old, NULL);
	assert_int_equal(append(p, p->dir, "later", false, &e), 0);
	expect(p->dir, old, NULL);

	shell(p, "sed '2s/5/4/' ../old > ../changed");
	(void)snprintf(path, sizeof(path), "%s/changed", p->root);
	expect(p->dir, path, "does not fit");

	(void)snprintf(path, sizeof(path), "%s/other", p->root);
	assert_int_equal(case_create(path, &e), 0);
	expect(path, old, "of another record");

	/* No checkpoint at all is the caller's mistake, not the case's. */
	assert_int_equal(verify_case(p->dir, FOLDS, 1, STR("hello\n"), &v, &e), ERR_SYNTAX);
	verify_free(&v);
}

/* A copy that was left behind is told so and appends no more, until it goes on under an origin of its own. */
static void
test_left_behind(void **state)
{
	struct place *p = *state;
	char newer[128], old[128], copy[128];
	struct err e = { .code = 0 };
	struct case_dir *c;
	uint64_t entry;

	(void)snprintf(newer, sizeof(newer), "%s/newer", p->root);
	(void)snprintf(old, sizeof(old), "%s/old", p->root);
	(void)snprintf(copy, sizeof(copy), "%s/copy", p->root);
	save_checkpoint(p, "old");
	shell(p, "cp -a . ../copy");
	assert_int_equal(append(p, p->dir, "later", false, &e), 0);
	save_checkpoint(p, "newer");

	/* As on another machine, where the user's state folder knows nothing. */
	shell(p, "rm -rf ../state");
	expect(copy, NULL, NULL);
	expect(copy, old, NULL);
	expect(copy, newer, "this record is older than the checkpoint: it has 5 entries");
	assert_int_equal(append(p, copy, "a second history", false, &e), ERR_UNAVAILABLE);
	expect(copy, NULL, NULL);

	c = open_case(copy);
	if (amend_continue(c, STR("restored"), &entry, &e) != 0)
		fail_msg("amend_continue: %s", e.text);
	case_close(c);
	assert_int_equal(append(p, copy, "goes on", false, &e), 0);
	expect(copy, NULL, NULL);

	/*
	 * The old checkpoint is signed by the key that the continue entry names; the newer one speaks of
	 * more.
	 */
	expect(copy, old, NULL);
	expect(copy, newer, "this record is older than the checkpoint: it has 5 entries");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_make, place_drop)
	const struct CMUnitTest tests[] = { TEST(test_sound), TEST(test_damage), TEST(test_index),
		TEST(test_search_tree), TEST(test_busy), TEST(test_erase), TEST(test_against),
		TEST(test_left_behind) };

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
