/*
 * A reply of a time stamp authority as hostile DER: every bit of it turned,
 * every beginning of it, what stands behind it, depth and length, other
 * notes, queries, authorities and times.  Whatever is accepted says what the
 * authority signed, and nothing else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "../../fuzz/stamp_data.h"
#include "store/stamp.h"

#define AT (STAMP_TIME + INSTANT_DAY)

static const struct str none = { NULL, 0 };

static struct str
bytes(const unsigned char *p, size_t n)
{
	return ((struct str){ (const char *)p, n });
}

#define REPLY bytes(stamp_reply_der, sizeof(stamp_reply_der))
#define QUERY bytes(stamp_query_der, sizeof(stamp_query_der))

/* Check against the one CA, and hold what came to its promise. */
static int
look(struct str note, struct str query, struct str reply, const char *ca, instant_us at)
{
	struct err e = { 0 };
	struct stamp s;
	int rc = stamp_check(note, query, reply, str_of(ca), at, &s, &e);

	if (rc == 0) {
		assert_true(s.time == STAMP_TIME);
		assert_string_equal(s.serial, STAMP_SERIAL);
	} else {
		assert_int_equal(rc, e.code);
		assert_true(e.text[0] != '\0');
	}
	return (rc);
}

static void
test_good(void **state)
{
	(void)state;
	assert_int_equal(look(STR(STAMP_NOTE), none, REPLY, stamp_ca_pem, AT), 0);
	assert_int_equal(look(STR(STAMP_NOTE), QUERY, REPLY, stamp_ca_pem, AT), 0);
}

static void
test_other(void **state)
{
	const struct str other = bytes(stamp_other_query, sizeof(stamp_other_query));

	(void)state;
	assert_int_equal(look(STR("a note that was stamped"), none, REPLY, stamp_ca_pem, AT), ERR_CORRUPT);
	assert_int_equal(look(STR(""), none, REPLY, stamp_ca_pem, AT), ERR_CORRUPT);
	/* The same note, and a nonce that was not the one asked with. */
	assert_int_equal(look(STR(STAMP_NOTE), other, REPLY, stamp_ca_pem, AT), ERR_CORRUPT);
	assert_int_equal(look(STR(STAMP_NOTE), none, REPLY, stamp_other_pem, AT), ERR_CORRUPT);
	/* Before the certificates held, and after. */
	assert_int_equal(
	    look(STR(STAMP_NOTE), none, REPLY, stamp_ca_pem, STAMP_TIME - 30 * INSTANT_DAY), ERR_CORRUPT);
	assert_int_equal(
	    look(STR(STAMP_NOTE), none, REPLY, stamp_ca_pem, STAMP_TIME + 4000 * INSTANT_DAY), ERR_CORRUPT);
	assert_int_equal(look(STR(STAMP_NOTE), none, REPLY, "no certificate\n", AT), ERR_SYNTAX);
	assert_int_equal(look(STR(STAMP_NOTE), REPLY, REPLY, stamp_ca_pem, AT), ERR_SYNTAX);
	assert_int_equal(look(STR(STAMP_NOTE), none, QUERY, stamp_ca_pem, AT), ERR_SYNTAX);
}

/* Each byte in two ways. */
static void
test_turned(void **state)
{
	static const unsigned char masks[] = { 0x01, 0x80 };
	unsigned char copy[sizeof(stamp_reply_der)];
	size_t refused = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(copy); i++) {
		for (size_t m = 0; m < sizeof(masks); m++) {
			memcpy(copy, stamp_reply_der, sizeof(copy));
			copy[i] ^= masks[m];
			refused +=
			    look(STR(STAMP_NOTE), QUERY, bytes(copy, sizeof(copy)), stamp_ca_pem, AT) != 0;
		}
	}
	/* The CA's own certificate comes along, a third of it all, and is not looked at: ours counts. */
	assert_true(refused > sizeof(copy) * sizeof(masks) / 2);
}

static void
test_cut(void **state)
{
	unsigned char longer[sizeof(stamp_reply_der) + 1];

	(void)state;
	/* In memory of just that length, so that a byte read beyond it is seen. */
	for (size_t n = 0; n < sizeof(stamp_reply_der); n++) {
		unsigned char *exact = malloc(n + (n == 0));

		assert_non_null(exact);
		memcpy(exact, stamp_reply_der, n);
		assert_int_equal(look(STR(STAMP_NOTE), none, bytes(exact, n), stamp_ca_pem, AT), ERR_SYNTAX);
		free(exact);
	}
	memcpy(longer, stamp_reply_der, sizeof(stamp_reply_der));
	longer[sizeof(stamp_reply_der)] = 0;
	assert_int_equal(
	    look(STR(STAMP_NOTE), none, bytes(longer, sizeof(longer)), stamp_ca_pem, AT), ERR_SYNTAX);
}

static void
test_hostile(void **state)
{
	static const unsigned char huge[] = { 0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x30 };
	static const unsigned char negative[] = { 0x30, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff };
	/* Status 2, rejection, and no token; and status 0, granted, and no token. */
	static const unsigned char rejected[] = { 0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02 };
	static const unsigned char empty[] = { 0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x00 };
	unsigned char *deep = calloc(1, STAMP_REPLY_MAX + 1);

	(void)state;
	assert_non_null(deep);
	for (size_t i = 0; i < STAMP_REPLY_MAX; i += 2) {
		deep[i] = 0x30;
		deep[i + 1] = 0x80;
	}
	assert_int_equal(
	    look(STR(STAMP_NOTE), none, bytes(deep, STAMP_REPLY_MAX), stamp_ca_pem, AT), ERR_SYNTAX);
	assert_int_equal(
	    look(STR(STAMP_NOTE), none, bytes(deep, STAMP_REPLY_MAX + 1), stamp_ca_pem, AT), ERR_LIMIT);
	assert_int_equal(
	    look(STR(STAMP_NOTE), bytes(deep, STAMP_QUERY_MAX + 1), REPLY, stamp_ca_pem, AT), ERR_LIMIT);
	assert_int_equal(
	    look(STR(STAMP_NOTE), none, bytes(huge, sizeof(huge)), stamp_ca_pem, AT), ERR_SYNTAX);
	assert_int_equal(
	    look(STR(STAMP_NOTE), none, bytes(negative, sizeof(negative)), stamp_ca_pem, AT), ERR_SYNTAX);
	assert_int_equal(
	    look(STR(STAMP_NOTE), none, bytes(rejected, sizeof(rejected)), stamp_ca_pem, AT), ERR_CORRUPT);
	assert_true(look(STR(STAMP_NOTE), none, bytes(empty, sizeof(empty)), stamp_ca_pem, AT) != 0);
	free(deep);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_other),
		cmocka_unit_test(test_turned),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_hostile),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
