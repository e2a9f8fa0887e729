/* The case: commits, what later entries do to earlier ones, and what a case refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "store/amend.h"
#include "store/case.h"
#include "store/case_dir.h"
#include "store/event.h"
#include "store/sql.h"

static const struct fold_ops *const OPS[] = { &event_fold };

static char root[64], dir[128];

static int
set_up(void **state)
{
	(void)state;
	(void)snprintf(root, sizeof(root), "/tmp/athar-case-XXXXXX");
	assert_non_null(mkdtemp(root));
	(void)snprintf(dir, sizeof(dir), "%s/case", root);
	assert_int_equal(setenv("XDG_STATE_HOME", root, 1), 0);
	return (case_create(dir, NULL));
}

/* Run a shell command in the test's own folder, in which "case" is the case. */
static void
sh(const char *cmd)
{
	int status;
	pid_t pid;

	if ((pid = fork()) == 0) {
		if (chdir(root) != 0)
			_exit(126);
		(void)execl("/bin/sh", "sh", "-ec", cmd, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static int
tear_down(void **state)
{
	(void)state;
	sh("rm -rf \"$PWD\"");
	return (0);
}

static struct case_dir *
open_case(void)
{
	struct err e;
	struct case_dir *c = case_open(dir, OPS, 1, &e);

	if (c == NULL)
		fail_msg("%s", e.text);
	return (c);
}

static json_t *
body(const char *text, enum tlp tlp)
{
	struct event v = { .happened = { 1000000, 2000000 },
		.known = { 3000000, 3000000 },
		.lane = STR("attack"),
		.text = str_of(text),
		.source = { STR("a test"), STR(""), 0 },
		.tlp = tlp };

	return (event_body(&v));
}

static uint64_t
add(struct case_dir *c, const char *text)
{
	struct err e;
	struct commit *k = commit_begin(c, &e);
	uint64_t number;

	if (k == NULL)
		fail_msg("%s", e.text);
	assert_int_equal(commit_add(k, KIND_DECISION, body(text, TLP_GREEN), &number, &e), 0);
	if (commit_end(&k, &e) != 0)
		fail_msg("%s", e.text);
	return (number);
}

static int
collect(void *arg, const struct event *v, struct err *e)
{
	(void)e;
	buf_str(arg, v->text);
	buf_printf(arg, "(%llu);", (unsigned long long)v->entry);
	return (0);
}

/* What the timeline shows, as "text(entry);...". */
static void
expect_events(struct case_dir *c, enum tlp audience, const char *want)
{
	struct buf b = BUF(BUF_BIG);
	uint64_t hidden;
	struct err e;

	assert_int_equal(event_each(c, INSTANT_MAX, audience, collect, &b, &hidden, &e), 0);
	assert_string_equal(buf_c(&b), want);
	buf_free(&b);
}

static void
keeps_what_was_committed(void **state)
{
	struct case_dir *c = open_case();
	struct err e;
	json_t *b;

	(void)state;
	assert_int_equal(case_size(c), 0);
	assert_int_equal(add(c, "one"), 0);
	assert_int_equal(add(c, "two"), 1);
	expect_events(c, TLP_RED, "one(0);two(1);");
	case_close(c);
	c = open_case();
	expect_events(c, TLP_RED, "one(0);two(1);");
	expect_events(c, TLP_CLEAR, "");
	b = case_body(c, 1, &e);
	assert_true(str_eq(body_read_str(b, "text"), STR("two")));
	json_decref(b);
	assert_null(case_body(c, 2, &e));
	assert_int_equal(e.code, ERR_NOTFOUND);
	case_close(c);
}

static void
drops_what_was_aborted(void **state)
{
	struct case_dir *c = open_case();
	struct err e;
	struct commit *k = commit_begin(c, &e);
	struct blob *blob = blob_new(c, &e);
	struct sha256 sha;

	(void)state;
	assert_int_equal(blob_write(blob, "evidence", 8, &e), 0);
	assert_int_equal(blob_close(blob, &sha, &e), 0);
	assert_int_equal(commit_blob(k, blob, &e), 0);
	assert_int_equal(commit_add(k, KIND_IMPORT, body("gone", TLP_RED), NULL, &e), 0);
	commit_abort(&k);
	expect_events(c, TLP_RED, "");
	assert_int_equal(case_size(c), 0);
	sh("test -z \"$(find case/blobs case/private -type f)\"");
	assert_int_equal(add(c, "next"), 0);
	case_close(c);
}

/* A commit with a blob that ends by one call: all of it, or nothing where something went wrong before. */
static void
keeps_a_commit_with_its_blob(void **state)
{
	struct case_dir *c = open_case();

	(void)state;
	for (int wrong = 1; wrong >= 0; wrong--) {
		struct err e;
		struct commit *k = commit_begin(c, &e);
		struct blob *blob = blob_new(c, &e);
		struct sha256 sha;

		assert_int_equal(blob_write(blob, "evidence", 8, &e), 0);
		assert_int_equal(blob_close(blob, &sha, &e), 0);
		assert_int_equal(commit_add(k, KIND_IMPORT, body("kept", TLP_RED), NULL, &e), 0);
		assert_int_equal(commit_keep(k, blob, wrong ? ERR_DENIED : 0, &e), wrong ? ERR_DENIED : 0);
		assert_int_equal(case_size(c), wrong ? 0 : 1);
		if (wrong)
			sh("test -z \"$(find case/blobs case/private -type f)\"");
	}
	expect_events(c, TLP_RED, "kept(0);");
	sh("test \"$(cat $(find case/blobs -type f))\" = evidence");
	/* What was never begun ends well, and does not hide why. */
	assert_int_equal(commit_keep(NULL, NULL, ERR_NOMEM, NULL), ERR_NOMEM);
	assert_int_equal(add(c, "next"), 1);
	case_close(c);
}

static void
sweeps_what_a_dead_process_staged(void **state)
{
	struct case_dir *c = open_case();
	struct err e;
	struct blob *living;
	pid_t pid;

	(void)state;
	if ((pid = fork()) == 0) {
		struct case_dir *other = case_open(dir, OPS, 1, &e);
		struct blob *dead = blob_new(other, &e);

		_exit(dead != NULL && blob_write(dead, "x", 1, &e) == 0 ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	living = blob_new(c, &e);
	assert_non_null(living);
	sh("test \"$(ls case/blobs | wc -l)\" = 2");
	(void)add(c, "sweep");
	/* The dead one is gone, the one that is still being written is not. */
	sh("test \"$(ls case/blobs | wc -l)\" = 1");
	blob_drop(living);
	case_close(c);
}

static void
tells_whether_others_appended(void **state)
{
	struct case_dir *c = open_case(), *other = open_case();

	(void)state;
	assert_true(case_stands(c));
	/* Its own entries are known; another's are not, until the next commit reads them. */
	(void)add(c, "own");
	assert_true(case_stands(c));
	assert_true(case_stands(c));
	(void)add(other, "another's");
	assert_false(case_stands(c));
	assert_false(case_stands(c));
	(void)add(c, "own again");
	assert_true(case_stands(c));
	assert_int_equal(case_size(c), 3);
	assert_false(case_stands(other));
	/* A copy in its place is another case, though it says the same. */
	sh("mv case away");
	assert_false(case_stands(c));
	sh("cp -a away case");
	assert_false(case_stands(c));
	sh("rm -r case; mv away case");
	assert_true(case_stands(c));
	sh("echo >case/record/checkpoint");
	assert_false(case_stands(c));
	case_close(c);
	case_close(other);
}

static void
lets_later_entries_speak(void **state)
{
	struct case_dir *c = open_case();
	uint64_t entry;
	struct err e;
	json_t *b;

	(void)state;
	(void)add(c, "wrong");
	(void)add(c, "personal");
	(void)add(c, "narrow");
	assert_int_equal(amend_retract(c, 0, STR("a mistake"), &entry, &e), 0);
	assert_int_equal(entry, 3);
	expect_events(c, TLP_RED, "personal(1);narrow(2);");
	/* Withdrawn, yet readable. */
	b = case_body(c, 0, &e);
	assert_true(str_eq(body_read_str(b, "text"), STR("wrong")));
	json_decref(b);
	assert_int_equal(amend_retract(c, 0, STR("again"), &entry, &e), ERR_EXISTS);
	assert_int_equal(amend_retract(c, 3, STR("the retraction"), &entry, &e), ERR_USAGE);
	assert_int_equal(amend_retract(c, 99, STR("none"), &entry, &e), ERR_NOTFOUND);

	assert_int_equal(amend_erase(c, 1, STR("a request"), &entry, &e), 0);
	expect_events(c, TLP_RED, "narrow(2);");
	assert_null(case_body(c, 1, &e));
	assert_int_equal(e.code, ERR_NOTFOUND);
	sh("! grep -r personal case");
	assert_int_equal(amend_erase(c, 1, STR("again"), &entry, &e), ERR_EXISTS);
	/* What was withdrawn can still be erased. */
	assert_int_equal(amend_erase(c, 0, STR("a request"), &entry, &e), 0);

	expect_events(c, TLP_CLEAR, "");
	assert_int_equal(amend_widen(c, 2, TLP_CLEAR, STR("its source"), &entry, &e), 0);
	expect_events(c, TLP_CLEAR, "narrow(2);");
	case_close(c);
}

static void
erases_only_blobs_of_its_own(void **state)
{
	struct case_dir *c = open_case();
	struct sha256 sha[2];
	uint64_t entry;
	struct err e;

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct commit *k = commit_begin(c, &e);
		json_t *names = json_array(), *b = body("with blobs", TLP_RED);

		/* The first entry has a blob of its own and one that both name. */
		for (int j = i; j < 2; j++) {
			struct blob *blob = blob_new(c, &e);
			struct buf hex = BUF(64);

			assert_int_equal(blob_write(blob, j == 0 ? "own" : "both", 3, &e), 0);
			assert_int_equal(blob_close(blob, &sha[j], &e), 0);
			assert_int_equal(commit_blob(k, blob, &e), 0);
			hex_put(&hex, sha[j].b, SHA256_BYTES);
			(void)json_array_append_new(names, json_string(buf_c(&hex)));
			buf_free(&hex);
		}
		(void)json_object_set_new(b, "blobs", names);
		assert_int_equal(commit_add(k, KIND_IMPORT, b, NULL, &e), 0);
		assert_int_equal(commit_end(&k, &e), 0);
	}
	assert_int_equal(amend_erase(c, 0, STR("a request"), &entry, &e), 0);
	assert_int_equal(blob_open(c, &sha[0], &e), ERR_NOTFOUND);
	assert_true(blob_open(c, &sha[1], &e) >= 0);
	case_close(c);
}

static void
makes_its_index_again(void **state)
{
	struct case_dir *c = open_case();
	uint64_t entry;
	struct err e;

	(void)state;
	(void)add(c, "one");
	(void)add(c, "two");
	assert_int_equal(amend_retract(c, 0, STR("why"), &entry, &e), 0);
	case_close(c);
	sh("rm case/index.db*");
	c = open_case();
	expect_events(c, TLP_RED, "two(1);");
	case_close(c);
	sh("head -c 5000 /dev/urandom > case/index.db; rm -f case/index.db-*");
	c = open_case();
	expect_events(c, TLP_RED, "two(1);");
	case_close(c);
	/* An index of another schema, or of a record that is not this one. */
	c = open_case();
	assert_int_equal(sql_exec(case_index(c),
			     "UPDATE meta SET value = '00' WHERE key = 'schema'; DELETE FROM event", &e),
	    0);
	case_close(c);
	c = open_case();
	expect_events(c, TLP_RED, "two(1);");
	case_close(c);
}

static void
refuses_a_case_that_others_can_read(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(chmod(dir, 0755), 0);
	assert_null(case_open(dir, OPS, 1, &e));
	assert_int_equal(e.code, ERR_DENIED);
	assert_int_equal(chmod(dir, 0700), 0);
	if (geteuid() == 0) {
		assert_int_equal(chown(dir, 12345, 12345), 0);
		assert_null(case_open(dir, OPS, 1, &e));
		assert_int_equal(e.code, ERR_DENIED);
	}
}

/* A body that is not what was recorded counts in nothing, is told, and takes nothing else with it. */
static void
leaves_out_a_body_that_was_changed(void **state)
{
	struct case_dir *c = open_case();
	struct err e;

	(void)state;
	(void)add(c, "true");
	(void)add(c, "other");
	assert_int_equal(case_lost(c), 0);
	case_close(c);
	sh("cp case/private/0.json kept; sed -i s/true/fals/ case/private/0.json; rm case/index.db*");
	c = open_case();
	expect_events(c, TLP_RED, "other(1);");
	assert_int_equal(case_lost(c), 1);
	assert_null(case_body(c, 0, &e));
	assert_int_equal(e.code, ERR_CORRUPT);
	assert_int_equal(add(c, "goes on"), 2);
	case_close(c);
	/* Put back from a backup, it counts again. */
	sh("cp kept case/private/0.json");
	c = open_case();
	expect_events(c, TLP_RED, "true(0);other(1);goes on(2);");
	assert_int_equal(case_lost(c), 0);
	case_close(c);
}

/* An erasing whose own body is lost must not be taken for one of entry 0. */
static void
deletes_nothing_on_a_guess(void **state)
{
	struct case_dir *c = open_case();
	uint64_t entry;
	struct err e;

	(void)state;
	(void)add(c, "precious");
	(void)add(c, "personal");
	assert_int_equal(amend_erase(c, 1, STR("a request"), &entry, &e), 0);
	assert_int_equal(amend_retract(c, 0, STR("a mistake"), &entry, &e), 0);
	case_close(c);
	sh("mv case/private/2.json case/private/3.json .; rm case/index.db*");
	c = open_case();
	expect_events(c, TLP_RED, "precious(0);");
	assert_int_equal(case_lost(c), 3);
	case_close(c);
	sh("test -e case/private/0.json; mv 2.json 3.json case/private/");
	c = open_case();
	expect_events(c, TLP_RED, "");
	assert_int_equal(case_lost(c), 0);
	case_close(c);
}

/* A label that was widened by mistake is strict again once the widening is withdrawn. */
static void
takes_a_widening_back(void **state)
{
	struct case_dir *c = open_case();
	uint64_t green, clear, entry;
	struct commit *k;
	struct err e;

	(void)state;
	assert_non_null(k = commit_begin(c, &e));
	assert_int_equal(commit_add(k, KIND_IMPORT, body("secret", TLP_RED), NULL, &e), 0);
	assert_int_equal(commit_end(&k, &e), 0);
	assert_int_equal(amend_widen(c, 0, TLP_GREEN, STR("its source"), &green, &e), 0);
	assert_int_equal(amend_widen(c, 0, TLP_CLEAR, STR("its source"), &clear, &e), 0);
	expect_events(c, TLP_CLEAR, "secret(0);");

	/* Only wider than it is now is wider. */
	assert_int_equal(amend_widen(c, 0, TLP_GREEN, STR("its source"), &entry, &e), ERR_USAGE);
	assert_int_equal(amend_widen(c, 0, TLP_CLEAR, STR("its source"), &entry, &e), ERR_USAGE);

	assert_int_equal(amend_retract(c, clear, STR("a mistake"), &entry, &e), 0);
	expect_events(c, TLP_CLEAR, "");
	expect_events(c, TLP_GREEN, "secret(0);");
	assert_int_equal(amend_retract(c, green, STR("a mistake"), &entry, &e), 0);
	expect_events(c, TLP_GREEN, "");
	assert_int_equal(amend_widen(c, 0, TLP_AMBER, STR("its source"), &entry, &e), 0);
	expect_events(c, TLP_AMBER, "secret(0);");
	case_close(c);
}

/* Who opened the record before others appended must not take the index back: a writer relies on it. */
static void
never_takes_the_index_back(void **state)
{
	struct case_dir *reader = open_case(), *writer = open_case();
	int64_t n = 0;
	struct err e;

	(void)state;
	(void)add(writer, "one");
	assert_int_equal(index_catch_up(reader, &e), 0);
	assert_int_equal(sql_one_i64(case_index(writer), "SELECT count(*) FROM event", &n, &e), 0);
	assert_int_equal(n, 1);
	expect_events(reader, TLP_RED, "one(0);");
	case_close(reader);
	case_close(writer);
}

/* Blobs are deleted only by who has the lock, and a deletion that was cut short is made good. */
static void
finishes_an_erasing(void **state)
{
	struct case_dir *c = open_case();
	struct blob *blob = blob_new(c, NULL);
	struct commit *k = commit_begin(c, NULL);
	struct buf hex = BUF(64);
	struct sha256 sha;
	uint64_t entry;
	json_t *b = body("with a blob", TLP_RED);
	char path[256];
	struct err e;
	int lock;

	(void)state;
	assert_int_equal(blob_write(blob, "own", 3, &e), 0);
	assert_int_equal(blob_close(blob, &sha, &e), 0);
	assert_int_equal(commit_blob(k, blob, &e), 0);
	hex_put(&hex, sha.b, SHA256_BYTES);
	(void)json_object_set_new(b, "blobs", json_pack("[s]", buf_c(&hex)));
	buf_free(&hex);
	assert_int_equal(commit_add(k, KIND_IMPORT, b, NULL, &e), 0);
	assert_int_equal(commit_end(&k, &e), 0);
	case_close(c);
	sh("mkdir old; cp -a case/blobs case/private case/index.db old");
	c = open_case();
	assert_int_equal(amend_erase(c, 0, STR("a request"), &entry, &e), 0);
	case_close(c);

	/* As after a crash before the fold: the next command, a reader, deletes. */
	sh("rm case/index.db*; cp -a old/blobs old/index.db case; cp -a old/private/0.json case/private/");
	c = open_case();
	case_close(c);
	sh("test ! -e case/private/0.json; test -z \"$(find case/blobs -type f)\"");

	/* The same while another command has the lock, which may be about to name the blob again. */
	sh("rm case/index.db*; cp -a old/blobs old/index.db case");
	(void)snprintf(path, sizeof(path), "%s/lock", dir);
	assert_true((lock = open(path, O_RDWR)) >= 0);
	assert_int_equal(flock(lock, LOCK_EX), 0);
	c = open_case();
	sh("test -n \"$(find case/blobs -type f)\"");
	(void)close(lock);

	/* The index says that all is folded; the next commit finds what was left. */
	(void)add(c, "later");
	sh("test -z \"$(find case/blobs -type f)\"");
	case_close(c);
}

/* What a writer left who was killed before its file had its name outlives no commit. */
static void
sweeps_unfinished_files(void **state)
{
	struct case_dir *c = open_case();

	(void)state;
	sh("touch case/private/7.json.tmp123 case/keys/record.key.next.tmp9 case/keys/record.key.tmp9");
	(void)add(c, "sweep");
	case_close(c);
	sh("test \"$(ls case/private)\" = 0.json; test \"$(ls case/keys | tr '\\n' ' ')\" = 'mark.key record.key '");
}

/* An empty folder becomes a case where it is, and somebody who stands in it stays there. */
static void
fills_an_empty_folder(void **state)
{
	char made[256];
	struct err e;

	(void)state;
	(void)snprintf(made, sizeof(made), "%s/empty", root);
	assert_int_equal(mkdir(made, 0755), 0);
	assert_int_equal(chdir(made), 0);
	assert_int_equal(case_create(".", &e), 0);
	assert_int_equal(access("record/checkpoint", F_OK), 0);
	sh("test \"$(stat -c %a empty)\" = 700");
	assert_int_equal(case_create(".", &e), ERR_EXISTS);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(case_create("", &e), ERR_USAGE);
	sh("touch file; mkdir full; touch full/x");
	(void)snprintf(made, sizeof(made), "%s/file", root);
	assert_int_equal(case_create(made, &e), ERR_EXISTS);
	(void)snprintf(made, sizeof(made), "%s/full", root);
	assert_int_equal(case_create(made, &e), ERR_EXISTS);
	sh("test -e file; test -e full/x");
}

/* A case whose own files are damaged is a fault of the store, not of an input. */
static void
calls_its_own_damage_so(void **state)
{
	struct err e;

	(void)state;
	sh("echo garbage > case/record/vkey");
	assert_null(case_open(dir, OPS, 1, &e));
	assert_int_equal(e.code, ERR_CORRUPT);
	assert_string_equal(e.file, "record/vkey");
}

static void
refuses_to_fork_its_history(void **state)
{
	struct case_dir *c = open_case();
	uint64_t entry;
	struct err e;

	(void)state;
	(void)add(c, "one");
	sh("cp -a case backup");
	(void)add(c, "two");
	case_close(c);
	/* The backup comes back: reading is fine, appending is not, until it goes on under a new name. */
	sh("rm -rf case; mv backup case");
	c = open_case();
	expect_events(c, TLP_RED, "one(0);");
	assert_null(commit_begin(c, &e));
	assert_int_equal(e.code, ERR_UNAVAILABLE);
	assert_non_null(strstr(e.text, "case continue"));
	assert_int_equal(amend_continue(c, STR("restored"), &entry, &e), 0);
	assert_int_equal(add(c, "three"), 2);
	expect_events(c, TLP_RED, "one(0);three(2);");
	case_close(c);
	c = open_case();
	expect_events(c, TLP_RED, "one(0);three(2);");
	case_close(c);
}

/* Several processes at once: every entry of every one is there, once. */
static void
lets_one_write_at_a_time(void **state)
{
	struct case_dir *c;
	int64_t n = 0;
	struct err e;

	(void)state;
	for (int p = 0; p < 4; p++) {
		if (fork() == 0) {
			for (int i = 0; i < 8; i++) {
				char text[32];

				c = open_case();
				(void)snprintf(text, sizeof(text), "p%d-%d", p, i);
				(void)add(c, text);
				case_close(c);
			}
			_exit(0);
		}
	}
	for (int p = 0; p < 4; p++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	c = open_case();
	assert_int_equal(case_size(c), 32);
	assert_int_equal(sql_one_i64(case_index(c), "SELECT count(DISTINCT text) FROM event", &n, &e), 0);
	assert_int_equal(n, 32);
	assert_int_equal(sql_one_i64(case_index(c),
			     "SELECT count(*) FROM entry a JOIN entry b ON b.number = a.number + 1 WHERE "
			     "b.recorded < a.recorded",
			     &n, &e),
	    0);
	assert_int_equal(n, 0);
	case_close(c);
}

static void
is_found_like_git_finds_its_folder(void **state)
{
	char out[256], deep[256];
	struct err e;

	(void)state;
	(void)snprintf(deep, sizeof(deep), "%s/a/b", dir);
	sh("mkdir -p case/a/b");
	(void)unsetenv("ATHAR_CASE");
	assert_int_equal(chdir(deep), 0);
	assert_int_equal(case_find(out, sizeof(out), NULL, &e), 0);
	assert_string_equal(out, dir);
	assert_int_equal(chdir(root), 0);
	assert_int_equal(case_find(out, sizeof(out), NULL, &e), ERR_NOTFOUND);
	assert_int_equal(setenv("ATHAR_CASE", dir, 1), 0);
	assert_int_equal(case_find(out, sizeof(out), NULL, &e), 0);
	assert_int_equal(case_find(out, sizeof(out), "/nonexistent", &e), ERR_NOTFOUND);
	(void)unsetenv("ATHAR_CASE");
	assert_int_equal(case_create(dir, &e), ERR_EXISTS);
	assert_int_equal(chdir("/"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keeps_what_was_committed),
		TEST(drops_what_was_aborted),
		TEST(keeps_a_commit_with_its_blob),
		TEST(sweeps_what_a_dead_process_staged),
		TEST(tells_whether_others_appended),
		TEST(lets_later_entries_speak),
		TEST(erases_only_blobs_of_its_own),
		TEST(makes_its_index_again),
		TEST(refuses_a_case_that_others_can_read),
		TEST(leaves_out_a_body_that_was_changed),
		TEST(deletes_nothing_on_a_guess),
		TEST(takes_a_widening_back),
		TEST(never_takes_the_index_back),
		TEST(finishes_an_erasing),
		TEST(sweeps_unfinished_files),
		TEST(fills_an_empty_folder),
		TEST(calls_its_own_damage_so),
		TEST(refuses_to_fork_its_history),
		TEST(lets_one_write_at_a_time),
		TEST(is_found_like_git_finds_its_folder),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
