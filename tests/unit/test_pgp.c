/*
 * The outside of OpenPGP, over files that gpg 2.2.40 wrote (the fuzz corpus):
 * which are keys, messages and signatures, and what may not stand around them.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "share/pgp_packet.h"
#include "share/sealer.h"

/* What gpg --show-keys says of the key in the corpus. */
#define FINGERPRINT "8FCBE79F8079867C45EA89CAE265B5BF3538EE14"
#define STATEMENT   "a statement\n- with a dash\n"

static struct buf
corpus(const char *name)
{
	struct buf b = BUF(BUF_BIG);
	char path[512];

	(void)snprintf(path, sizeof(path), SOURCE_DIR "/fuzz/corpus/pgp/%s", name);
	assert_int_equal(file_read(&b, AT_FDCWD, path, NULL), 0);
	return (b);
}

static void
test_keys(void **state)
{
	static const char *const good[] = { "key", "key.asc" },
				 *const bad[] = { "two", "message", "detached", "encrypted", "behind",
					 "parts" };
	char fingerprint[PGP_FINGERPRINT + 1];
	struct buf packets = BUF(BUF_BIG);
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct buf file = corpus(good[i]);

		buf_clear(&packets);
		assert_int_equal(pgp_dearmour(&packets, buf_view(&file), &e), 0);
		assert_int_equal(pgp_key_check(fingerprint, buf_view(&packets), &e), 0);
		assert_string_equal(fingerprint, FINGERPRINT);
		/* Cut anywhere but between packets it is none; the first packet ends at 53 bytes. */
		for (size_t n = 0; n < 53; n++)
			assert_int_not_equal(
			    pgp_key_check(fingerprint, str_sub(buf_view(&packets), 0, n), &e), 0);
		buf_free(&file);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf file = corpus(bad[i]);

		if (pgp_key_check(fingerprint, buf_view(&file), &e) == 0)
			fail_msg("%s was taken for one key", bad[i]);
		buf_free(&file);
	}
	buf_free(&packets);
}

static void
test_messages(void **state)
{
	static const struct {
		const char *name;
		int code; /* Of pgp_message: 1 with a text, 0 without one. */
	} table[] = {
		{ "message", 1 },
		{ "message.asc", 1 },
		{ "plain", 1 },
		{ "zlib", 1 },
		{ "parts", 1 },
		{ "detached", 0 },
		{ "bzip2", ERR_SYNTAX },
		{ "behind", ERR_SYNTAX },
		{ "encrypted", ERR_SYNTAX },
		{ "key", ERR_SYNTAX },
	};
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct buf file = corpus(table[i].name), packets = BUF(BUF_BIG), text = BUF(4096),
			   sig = BUF(4096);
		int code;

		assert_int_equal(pgp_dearmour(&packets, buf_view(&file), &e), 0);
		if ((code = pgp_message(&text, &sig, buf_view(&packets), &e)) != table[i].code)
			fail_msg("%s: expected %d, got %d (%s)", table[i].name, table[i].code, code, e.text);
		if (code == 1)
			assert_string_equal(buf_c(&text), STATEMENT);
		if (code >= 0)
			assert_int_equal(pgp_signature_check(buf_view(&sig), &e), 0);
		/* A limit is a limit, compressed or not. */
		buf_free(&text);
		text = BUF(sizeof(STATEMENT) - 2);
		if (code == 1)
			assert_int_equal(pgp_message(&text, &sig, buf_view(&packets), &e), ERR_LIMIT);
		buf_free(&file);
		buf_free(&packets);
		buf_free(&text);
		buf_free(&sig);
	}
}

static void
test_clear(void **state)
{
	struct buf file = corpus("clear"), text = BUF(4096), sig = BUF(4096), more = BUF(4096);
	struct err e;

	(void)state;
	assert_int_equal(pgp_clear(&text, &sig, buf_view(&file), &e), 0);
	assert_string_equal(buf_c(&text), STATEMENT);
	assert_int_equal(pgp_signature_check(buf_view(&sig), &e), 0);

	/* Without its last line, and with something before or behind. */
	for (int i = 0; i < 3; i++) {
		buf_clear(&more);
		if (i == 1)
			buf_cstr(&more, "hello\n");
		buf_str(&more, str_sub(buf_view(&file), 0, i == 0 ? file.n - 30 : file.n));
		if (i == 2)
			buf_cstr(&more, "hello\n");
		buf_clear(&text);
		buf_clear(&sig);
		assert_int_equal(pgp_clear(&text, &sig, buf_view(&more), &e), ERR_SYNTAX);
	}
	buf_free(&file);
	buf_free(&text);
	buf_free(&sig);
	buf_free(&more);
}

static void
test_table(void **state)
{
	struct buf binary = corpus("key"), armoured = corpus("key.asc");

	(void)state;
	for (const struct sealer *s = sealer_table; s->name != NULL; s++) {
		assert_ptr_equal(sealer_named(str_of(s->name)), s);
		assert_non_null(s->help);
	}
	assert_null(sealer_named(STR("smime")));
	assert_string_equal(sealer_of(buf_view(&binary))->name, "openpgp");
	assert_string_equal(sealer_of(buf_view(&armoured))->name, "openpgp");
	assert_string_equal(sealer_of(STR("# mine\nage1x"))->name, "age");
	assert_string_equal(sealer_of(STR("AGE-SECRET-KEY-1X"))->name, "age");
	assert_null(sealer_of(STR("")));
	assert_null(sealer_of(STR("hello")));
	buf_free(&binary);
	buf_free(&armoured);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_clear),
		cmocka_unit_test(test_table),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
