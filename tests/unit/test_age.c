/*
 * age: known answers of the specification and of the community's vectors, and
 * names of keys that must not count.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hash.h"
#include "share/age_header.h"
#include "share/bech32.h"
#include "share/sealer.h"

/* The pair in the specification (c2sp.org/age). */
#define SPEC_IDENTITY  "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
#define SPEC_RECIPIENT "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

/* An identity, a share and a wrapped "YELLOW SUBMARINE" of the community's vectors (c2sp.org/CCTV/age). */
#define CCTV_IDENTITY "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6"
#define CCTV_STANZA \
	"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n"
#define FILE_KEY "YELLOW SUBMARINE"
#define VERSION  "age-encryption.org/v1\n"

static void
test_pair(void **state)
{
	struct age_identity id;
	struct age_recipient to, again;
	struct buf b = BUF(256);
	struct err e;

	(void)state;
	assert_int_equal(age_identity_parse(&id, STR(SPEC_IDENTITY), &e), 0);
	for (unsigned i = 0; i < 32; i++)
		assert_int_equal(id.secret[i], 0x42);
	age_identity_put(&b, &id);
	assert_string_equal(buf_c(&b), SPEC_IDENTITY);
	assert_int_equal(age_identity_recipient(&to, &id, &e), 0);
	buf_clear(&b);
	age_recipient_put(&b, &to);
	assert_string_equal(buf_c(&b), SPEC_RECIPIENT);
	assert_int_equal(age_recipient_parse(&again, STR(SPEC_RECIPIENT), &e), 0);
	assert_memory_equal(&again, &to, sizeof(to));
	buf_free(&b);
	age_identity_wipe(&id);
}

/* RFC 5869, test case 3 (no salt, no info), of which 32 bytes are taken. */
static void
test_derive(void **state)
{
	unsigned char ikm[22], okm[32], want[32];

	(void)state;
	memset(ikm, 0x0b, sizeof(ikm));
	age_derive(okm, (struct str){ (char *)ikm, sizeof(ikm) }, STR(""), STR(""));
	assert_int_equal(
	    hex_read(want, 32, STR("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")), 0);
	assert_memory_equal(okm, want, 32);
}

/* A header around the given lines, with the MAC that belongs to it. */
static void
make_header(struct buf *b, const char *lines)
{
	unsigned char key[32];
	struct sha256 mac;

	buf_clear(b);
	buf_printf(b, "%s---", lines);
	age_derive(key, STR(FILE_KEY), STR(""), STR("header"));
	mac = hmac_sha256((struct str){ (char *)key, sizeof(key) }, buf_view(b));
	buf_char(b, ' ');
	base64_put(b, mac.b, sizeof(mac.b));
	b->n--;
	buf_char(b, '\n');
}

static void
test_headers(void **state)
{
	static const struct {
		const char *lines;
		int code;
	} table[] = {
		{ VERSION CCTV_STANZA, 0 },
		{ VERSION "-> grease x y z\n\n" CCTV_STANZA, 0 },
		{ VERSION CCTV_STANZA "-> grease\nAAAA\n", 0 },
		{ VERSION
		    "-> e\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\n" CCTV_STANZA,
		    0 },
		/* A stanza for somebody else first. */
		{ VERSION "-> X25519 ajtqAvDEkVNr2B7zUOtq2mAQXDSBlNrVAuM/dKb5sT4\n"
			  "0evrK/HQXVsQ4YaDe+659l5OQzvAzD2ytLGHQLQiqxg\n" CCTV_STANZA,
		    0 },
		{ VERSION "-> X25519 ajtqAvDEkVNr2B7zUOtq2mAQXDSBlNrVAuM/dKb5sT4\n"
			  "0evrK/HQXVsQ4YaDe+659l5OQzvAzD2ytLGHQLQiqxg\n",
		    ERR_DENIED },
		{ VERSION "-> x25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
			  "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n",
		    ERR_DENIED },
		{ VERSION, ERR_SYNTAX },
		{ "age-encryption.org/v2\n" CCTV_STANZA, ERR_SYNTAX },
		{ "age-encryption.org/v1\r\n" CCTV_STANZA, ERR_SYNTAX },
		{ VERSION "->\n\n" CCTV_STANZA, ERR_SYNTAX },
		{ VERSION "-> \n\n" CCTV_STANZA, ERR_SYNTAX },
		{ VERSION "-> a  b\n\n" CCTV_STANZA, ERR_SYNTAX },
		{ VERSION "-> a \n\n" CCTV_STANZA, ERR_SYNTAX },
		{ VERSION "-> a\x01\n\n" CCTV_STANZA, ERR_SYNTAX },
		{ VERSION "-> \xC3\xA9\n\n" CCTV_STANZA, ERR_SYNTAX },
		{ VERSION "-> e\nAB\n" CCTV_STANZA, ERR_SYNTAX }, /* Bits left over in the last character. */
		{ VERSION "-> e\nAA==\n" CCTV_STANZA, ERR_SYNTAX }, /* Padding. */
		{ VERSION "-> e\nA\n" CCTV_STANZA, ERR_SYNTAX },
		{ VERSION
		    "-> e\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\n" CCTV_STANZA,
		    ERR_SYNTAX },
		/* A full line with nothing behind it. */
		{ VERSION CCTV_STANZA
		    "-> e\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
		    ERR_SYNTAX },
		/* Arguments and lengths of our own kind. */
		{ VERSION "-> X25519\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n", ERR_SYNTAX },
		{ VERSION "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc x\n"
			  "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n",
		    ERR_SYNTAX },
		{ VERSION "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCd\n"
			  "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n",
		    ERR_SYNTAX },
		{ VERSION "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n"
			  "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7UA\n",
		    ERR_SYNTAX },
		/* Zero, which has low order. */
		{ VERSION "-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
			  "EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n",
		    ERR_SYNTAX },
	};
	unsigned char file_key[AGE_FILE_KEY];
	struct buf b = BUF(8192);
	struct age_identity id;
	struct err e;

	(void)state;
	assert_int_equal(age_identity_parse(&id, STR(CCTV_IDENTITY), &e), 0);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int code;

		make_header(&b, table[i].lines);
		assert_int_equal(age_header_length(buf_view(&b)), b.n);
		code = age_header_open(file_key, buf_view(&b), &id, &e);
		if (code != table[i].code)
			fail_msg(
			    "header %zu: expected %s, got %s", i, err_name(table[i].code), err_name(code));
		if (code == 0)
			assert_memory_equal(file_key, FILE_KEY, AGE_FILE_KEY);
	}

	/* The MAC: each bit of it, and what may stand around it. */
	make_header(&b, VERSION CCTV_STANZA);
	for (size_t at = b.n - 44; at + 2 < b.n; at++) {
		char was = b.p[at];

		b.p[at] = was == 'A' ? 'B' : 'A';
		assert_int_equal(age_header_open(file_key, buf_view(&b), &id, &e), ERR_CORRUPT);
		b.p[at] = was;
	}
	buf_char(&b, '\n');
	assert_int_equal(age_header_open(file_key, buf_view(&b), &id, &e), ERR_SYNTAX);
	buf_free(&b);
}

/* The points of small order on the curve and its twist, and numbers that are not reduced (RFC 7748; Bernstein). */
static void
test_points(void **state)
{
	static const struct {
		const char *hex;
		const char *why;
	} table[] = {
		{ "0000000000000000000000000000000000000000000000000000000000000000", "low order" },
		{ "0100000000000000000000000000000000000000000000000000000000000000", "low order" },
		{ "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800", "low order" },
		{ "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157", "low order" },
		{ "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "low order" },
		{ "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "reduced" },
		{ "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "reduced" },
		{ "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "reduced" },
		{ "0900000000000000000000000000000000000000000000000000000000000080", "reduced" },
		{ "0900000000000000000000000000000000000000000000000000000000000000", NULL },
		{ "ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", NULL },
		{ "edffffffffffffffffffffffffffffffffffffffffffffffffffffffff00ff7f", NULL },
	};
	struct buf b = BUF(256);
	struct age_recipient to;
	unsigned char point[32];
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int code;

		assert_int_equal(hex_read(point, sizeof(point), str_of(table[i].hex)), 0);
		buf_clear(&b);
		bech32_put(&b, STR("age"), point, sizeof(point));
		code = age_recipient_parse(&to, buf_view(&b), &e);
		if ((code == 0) != (table[i].why == NULL))
			fail_msg("point %zu: %s", i, code == 0 ? "was taken" : e.text);
		if (code != 0 && strstr(e.text, table[i].why) == NULL)
			fail_msg("point %zu: \"%s\" does not say %s", i, e.text, table[i].why);
	}
	buf_free(&b);
}

/* One name a key: any one or two characters changed, one lost or added, and either case make it none. */
static void
test_names(void **state)
{
	char text[AGE_RECIPIENT_CHARS + 2] = SPEC_RECIPIENT;
	struct age_recipient to;
	struct err e;

	(void)state;
	for (size_t i = 0; i < AGE_RECIPIENT_CHARS; i++) {
		char was = text[i];

		for (int c = 1; c < 128; c++) {
			text[i] = (char)c;
			if (c != was && age_recipient_parse(&to, str_of(text), &e) == 0)
				fail_msg("\"%s\" was taken for a key", text);
		}
		text[i] = 'q';
		text[(i * 7 + 11) % AGE_RECIPIENT_CHARS] ^= 2;
		if (strcmp(text, SPEC_RECIPIENT) != 0 && age_recipient_parse(&to, str_of(text), &e) == 0)
			fail_msg("\"%s\" was taken for a key", text);
		memcpy(text, SPEC_RECIPIENT, sizeof(SPEC_RECIPIENT));
	}
	assert_int_equal(age_recipient_parse(&to, STR(""), &e), ERR_SYNTAX);
	assert_int_equal(age_recipient_parse(&to, STR(SPEC_RECIPIENT "q"), &e), ERR_SYNTAX);
	assert_int_equal(age_recipient_parse(&to, str_sub(STR(SPEC_RECIPIENT), 0, 61), &e), ERR_SYNTAX);
	assert_int_equal(age_recipient_parse(&to, STR(" " SPEC_RECIPIENT), &e), ERR_SYNTAX);
	assert_int_equal(age_recipient_parse(&to, STR(SPEC_IDENTITY), &e), ERR_SYNTAX);
}

/* A file key that comes from nowhere else must not come from a table: two sealings share nothing but the version. */
static void
test_seal(void **state)
{
	struct age_identity id;
	struct age_recipient to;
	struct buf back = BUF(BUF_BIG);
	struct err e;
	int plain = memfd_create("plain", 0), sealed = memfd_create("sealed", 0),
	    open = memfd_create("open", 0);

	(void)state;
	age_identity_new(&id);
	assert_int_equal(age_identity_recipient(&to, &id, &e), 0);
	assert_int_equal(ftruncate(plain, 3 << 20), 0);
	assert_int_equal(age_seal(&to, plain, sealed, &e), 0);
	assert_int_equal(lseek(sealed, 0, SEEK_SET), 0);
	assert_int_equal(age_open(&id, sealed, open, &e), 0);
	assert_int_equal(file_read_fd(&back, open, &e), 0);
	assert_int_equal(back.n, 3 << 20);
	for (size_t i = 0; i < back.n; i++)
		assert_int_equal(back.p[i], 0);

	/* A descriptor that cannot be read, and one that cannot be written. */
	assert_int_equal(age_seal(&to, -1, sealed, &e), ERR_IO);
	assert_int_equal(lseek(plain, 0, SEEK_SET), 0);
	assert_int_equal(age_seal(&to, plain, -1, &e), ERR_IO);
	buf_free(&back);
	(void)close(plain);
	(void)close(sealed);
	(void)close(open);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pair),
		cmocka_unit_test(test_derive),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_seal),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
