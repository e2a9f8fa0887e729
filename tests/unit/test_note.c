/*
 * Signed notes, verifier keys, checkpoints and receipts: known answers made by
 * other programs, and the promise that no bit may change.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/note.h"
#include "store/tlog.h"

/* The example in the documentation of Go's package note. */
#define GO_VKEY "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define GO_TEXT                                                                                            \
	"If you think cryptography is the answer to your problem,\nthen you don't know what your problem " \
	"is.\n"
#define GO_LINE                      \
	"\xE2\x80\x94 PeterNeumann " \
	"x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
#define OTHER_LINE "\xE2\x80\x94 someone/else AAAAAAAAAAAA\n"

static void
test_go_note(void **state)
{
	static const struct {
		const char *note;
		int code;
	} table[] = {
		{ GO_TEXT "\n" GO_LINE, 0 },
		{ GO_TEXT "\n" OTHER_LINE GO_LINE, 0 },
		{ GO_TEXT "\n" GO_LINE OTHER_LINE, 0 },
		{ GO_TEXT "\n" OTHER_LINE, ERR_CORRUPT },          /* Not signed by the key asked about. */
		{ GO_TEXT "more\n\n" GO_LINE, ERR_CORRUPT },       /* Another text. */
		{ GO_TEXT "\n\n" GO_LINE, ERR_CORRUPT },           /* A blank line belongs to the text. */
		{ GO_TEXT GO_LINE, ERR_SYNTAX },                   /* No blank line. */
		{ GO_TEXT "\n", ERR_SYNTAX },                      /* No signature. */
		{ GO_TEXT "\n" GO_LINE "x\n", ERR_SYNTAX },        /* Something else among the signatures. */
		{ GO_TEXT "\n- PeterNeumann AAAA\n", ERR_SYNTAX }, /* A hyphen for the dash. */
		{ GO_TEXT "\n\xE2\x80\x94 A b\tAAAAAAAA\n", ERR_SYNTAX },
		{ GO_TEXT "\n\xE2\x80\x94 Peter+Neumann AAAAAAAA\n", ERR_SYNTAX },
		{ "\x01" GO_TEXT "\n" GO_LINE, ERR_SYNTAX }, /* A control character. */
		{ "\xFF" GO_TEXT "\n" GO_LINE, ERR_SYNTAX }, /* Not UTF-8. */
		{ "", ERR_SYNTAX },
		{ "\n", ERR_SYNTAX },
		{ "\n\n", ERR_SYNTAX },
	};
	struct note_key key;
	struct str text;
	struct err e;

	(void)state;
	assert_int_equal(vkey_parse(&key, STR(GO_VKEY), &e), 0);
	assert_string_equal(key.name, "PeterNeumann");
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int code = note_open(str_of(table[i].note), &key, &text, &e);

		if (code != table[i].code)
			fail_msg("note %zu: expected %s, got %s", i, err_name(table[i].code), err_name(code));
		if (code == 0)
			assert_true(str_eq(text, STR(GO_TEXT)));
	}
}

static void
test_vkey(void **state)
{
	static const char *const bad[] = { "", "+", "++", "PeterNeumann", "PeterNeumann+c74f20a3",
		"PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy1w==",
		"Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
		"+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW" };
	struct buf b = BUF(1024);
	struct note_key key;
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (vkey_parse(&key, str_of(bad[i]), &e) != ERR_SYNTAX)
			fail_msg("\"%s\" was taken for a key", bad[i]);
	}
	assert_int_equal(vkey_parse(&key, STR(GO_VKEY "\n"), &e), 0);
	vkey_put(&b, &key);
	assert_string_equal(buf_c(&b), GO_VKEY);
	buf_free(&b);
}

static void
test_names(void **state)
{
	(void)state;
	assert_true(note_name_ok(STR("psirt.example/share-log")));
	assert_true(note_name_ok(STR("\xC3\xA9t\xC3\xA9.example")));
	assert_false(note_name_ok(STR("")));
	assert_false(note_name_ok(STR("a b")));
	assert_false(note_name_ok(STR("a+b")));
	assert_false(note_name_ok(STR("a\nb")));
	assert_false(note_name_ok(STR("a\xC2\xA0"
				      "b")));
	assert_false(note_name_ok(STR("a\xE3\x80\x80")));
	assert_false(note_name_ok(STR("\xFF")));
}

static void
test_checkpoint_text(void **state)
{
	static const struct {
		const char *text;
		int code;
	} table[] = {
		{ "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", 0 },
		{ "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n", 0 },
		{ "log\n9223372036854775807\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", 0 },
		{ "other\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", ERR_CORRUPT },
		{ "log\n00\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", ERR_SYNTAX },
		{ "log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", ERR_SYNTAX },
		{ "log\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", ERR_SYNTAX },
		{ "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", ERR_SYNTAX },
		{ "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n", ERR_SYNTAX },
		{ "log\n0\n", ERR_SYNTAX },
		{ "log\n", ERR_SYNTAX },
		{ "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", ERR_SYNTAX },
		{ "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nextension\n", ERR_SYNTAX },
	};
	struct note_key key = { .name = "log" };
	struct buf b = BUF(4096);
	struct checkpoint c;
	char origin[8];
	struct err e;

	(void)state;
	memset(key.seed, 3, sizeof(key.seed));
	assert_int_equal(ed25519_public(key.public_key, key.seed), 0);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int code;

		buf_clear(&b);
		note_sign(&b, str_of(table[i].text), &key);
		code = checkpoint_parse(&c, buf_view(&b), &key, &e);
		if (code != table[i].code)
			fail_msg("checkpoint %zu: expected %s, got %s", i, err_name(table[i].code),
			    err_name(code));
	}
	buf_clear(&b);
	c = (struct checkpoint){ .origin = "log", .size = 12, .root = tlog_empty() };
	checkpoint_sign(&b, &c, &key);
	assert_true(
	    str_starts(buf_view(&b), STR("log\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n")));
	assert_int_equal(checkpoint_origin(origin, sizeof(origin), buf_view(&b), &e), 0);
	assert_string_equal(origin, "log");
	assert_int_equal(checkpoint_origin(origin, 3, buf_view(&b), &e), ERR_LIMIT);
	buf_free(&b);
}

/* The examples of the tile format's own text. */
static void
test_tile_paths(void **state)
{
	char path[128];

	(void)state;
	tlog_path(path, sizeof(path), 0, 1234067, 256);
	assert_string_equal(path, "tile/0/x001/x234/067");
	tlog_path(path, sizeof(path), TLOG_ENTRIES, 1234067, 8);
	assert_string_equal(path, "tile/entries/x001/x234/067.p/8");
	tlog_path(path, sizeof(path), 3, 0, 1);
	assert_string_equal(path, "tile/3/000.p/1");
	tlog_path(path, sizeof(path), 0, 1000, 256);
	assert_string_equal(path, "tile/0/x001/000");

	/* A tree of 70,000: 273 full tiles and one of 112; one full and one of 17; one of 1. */
	assert_int_equal(tlog_width(70000, 0, 272), 256);
	assert_int_equal(tlog_width(70000, 0, 273), 112);
	assert_int_equal(tlog_width(70000, 0, 274), 0);
	assert_int_equal(tlog_width(70000, 1, 0), 256);
	assert_int_equal(tlog_width(70000, 1, 1), 17);
	assert_int_equal(tlog_width(70000, 2, 0), 1);
	assert_int_equal(tlog_width(70000, 3, 0), 0);
	assert_int_equal(tlog_width(256, 0, 1), 0);
	assert_int_equal(tlog_width(256, 1, 0), 1);
}

static void
read_sample(struct buf *b, const char *name)
{
	char path[512];

	(void)snprintf(path, sizeof(path), SHARED_DATA "/samples/%s", name);
	if (file_read(b, AT_FDCWD, path, NULL) != 0) {
		print_message("SKIP: %s is not there\n", path);
		skip();
	}
}

/* A receipt made elsewhere is accepted, and refused after any one flipped bit of it or of its entry. */
static void
test_sample_receipt(void **state)
{
	struct buf proof = BUF(65536), vkey = BUF(4096), entry = BUF(65536);
	struct buf *const both[] = { &proof, &entry };
	struct checkpoint c;
	struct note_key key;
	uint64_t index;
	struct err e;

	(void)state;
	read_sample(&proof, "receipt.tlog-proof");
	read_sample(&vkey, "tlog-vkey");
	read_sample(&entry, "tlog-entry.json");
	assert_int_equal(vkey_parse(&key, buf_view(&vkey), &e), 0);
	assert_int_equal(proof_check(buf_view(&proof), buf_view(&entry), &key, &c, &index, &e), 0);
	assert_int_equal(index, 423);
	assert_int_equal(c.size, 1000);
	assert_string_equal(c.origin, "psirt.example/share-log");

	for (size_t k = 0; k < 2; k++) {
		for (size_t bit = 0; bit < both[k]->n * 8; bit++) {
			both[k]->p[bit / 8] = (char)(both[k]->p[bit / 8] ^ 1 << bit % 8);
			if (proof_check(buf_view(&proof), buf_view(&entry), &key, &c, &index, &e) !=
			    ERR_CORRUPT)
				fail_msg(
				    "bit %zu of the %s may be flipped", bit, k == 0 ? "receipt" : "entry");
			both[k]->p[bit / 8] = (char)(both[k]->p[bit / 8] ^ 1 << bit % 8);
		}
	}

	/* Nor may it be cut anywhere. */
	for (size_t n = 0; n < proof.n; n++)
		assert_int_equal(
		    proof_check(str_sub(buf_view(&proof), 0, n), buf_view(&entry), &key, &c, &index, &e),
		    ERR_CORRUPT);
	buf_free(&proof);
	buf_free(&vkey);
	buf_free(&entry);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_go_note),
		cmocka_unit_test(test_vkey),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_checkpoint_text),
		cmocka_unit_test(test_tile_paths),
		cmocka_unit_test(test_sample_receipt),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
