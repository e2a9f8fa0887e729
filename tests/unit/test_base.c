/* Base: instants, versions, sets of versions, TLP, encodings, views, buffers and maps, against oracles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <openssl/evp.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/instant.h"
#include "base/map.h"
#include "base/tlp.h"
#include "base/verset.h"

static uint64_t seed = 12345;

static uint64_t
draw(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (seed % below);
}

static void
print_instant(char out[64], instant_us us)
{
	struct buf b = BUF(64);

	instant_put(&b, us);
	(void)str_copy(out, 64, buf_view(&b));
	buf_free(&b);
}

/* What a text means, by hand: "earliest|latest", or the offset of the fault as "!n". */
static const struct {
	const char *text, *means;
} INSTANTS[] = {
	{ "2021-03-02T22:00:00Z", "2021-03-02T22:00:00Z|2021-03-02T22:00:00Z" },
	{ "2021-03-02T14:00:00-08:00", "2021-03-02T22:00:00Z|2021-03-02T22:00:00Z" },
	{ "2021-03-02 14:00:00-0800", "2021-03-02T22:00:00Z|2021-03-02T22:00:00Z" },
	{ "2021-03-02T22:00Z", "2021-03-02T22:00:00Z|2021-03-02T22:00:59Z" },
	{ "2021-03-02T22:00:00.1234567Z", "2021-03-02T22:00:00.123456Z|2021-03-02T22:00:00.123456Z" },
	/* Without a zone: 14 hours earlier to 12 hours later. */
	{ "2021-03-02T12:00:00", "2021-03-01T22:00:00Z|2021-03-03T00:00:00Z" },
	{ "2021-03-02", "2021-03-02T00:00:00Z|2021-03-02T23:59:59Z" },
	{ "2021-02", "2021-02-01T00:00:00Z|2021-02-28T23:59:59Z" },
	{ "2020-02", "2020-02-01T00:00:00Z|2020-02-29T23:59:59Z" },
	{ "2021", "2021-01-01T00:00:00Z|2021-12-31T23:59:59Z" },
	{ "2021-01-03..2021-01-06", "2021-01-03T00:00:00Z|2021-01-06T23:59:59Z" },
	{ "2021-01-03..2021-01", "2021-01-03T00:00:00Z|2021-01-31T23:59:59Z" },
	{ "2021-03-02T24:00:00Z", "2021-03-03T00:00:00Z|2021-03-03T00:00:00Z" },
	{ "", "!0" },
	{ "21-03-02", "!0" },
	{ "2021-13", "!7" },
	{ "2021-02-29", "!10" },
	{ "2021-03-02T25:00Z", "!16" },
	{ "2021-03-02T22:00:00Zx", "!20" },
	{ "2021-03-02 and later", "!11" },
	{ "2021-03-05..2021-03-02", "!10" },
	{ "2021-03-05..x", "!12" },
};

static void
reads_instants(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(INSTANTS) / sizeof(INSTANTS[0]); i++) {
		struct instant t = { 1, 2 };
		char a[64], b[64], got[160];
		struct err e;

		if (instant_parse(&t, str_of(INSTANTS[i].text), &e) == 0) {
			print_instant(a, t.earliest);
			print_instant(b, t.latest);
			(void)snprintf(got, sizeof(got), "%s|%s", a, b);
		} else {
			(void)snprintf(got, sizeof(got), "!%llu", (unsigned long long)e.offset);
			assert_int_equal(t.earliest, 1);
		}
		if (strcmp(got, INSTANTS[i].means) != 0)
			fail_msg("\"%s\": expected %s, got %s", INSTANTS[i].text, INSTANTS[i].means, got);
	}
}

static void
agrees_with_the_c_library_on_dates(void **state)
{
	(void)state;
	for (int i = 0; i < 20000; i++) {
		time_t t = (time_t)draw(253402300800ULL + 30000000000ULL) - 30000000000;
		struct tm tm;
		char want[64], got[64];
		instant_us back;

		assert_non_null(gmtime_r(&t, &tm));
		(void)strftime(want, sizeof(want), "%Y-%m-%dT%H:%M:%SZ", &tm);
		if (tm.tm_year < -900)
			continue;
		print_instant(got, (instant_us)t * INSTANT_SECOND);
		assert_string_equal(got, want);
		assert_int_equal(instant_log_time(&back, str_of(want)), 0);
		assert_int_equal(back, (instant_us)t * INSTANT_SECOND);
	}
}

static struct version
version(const char *text)
{
	struct version v = { 0 };
	struct err e;

	if (version_parse(&v, str_of(text), &e) != 0)
		fail_msg("%s: %s", text, e.text);
	return (v);
}

static void
orders_versions_as_numbers(void **state)
{
	struct version a = version("15.1.2176.9"), b = version("15.1.2176.14"), c = version("15.02.0986.036"),
		       d = version("15.2.986.36"), cu = version("15.1.2176"), other = version("15.1.217");
	struct err e;

	(void)state;
	assert_true(version_order(&a, &b) < 0);
	assert_int_equal(version_order(&c, &d), 0);
	assert_true(version_is_prefix(&cu, &a));
	assert_false(version_is_prefix(&other, &a));
	assert_false(version_is_prefix(&a, &a));
	assert_int_equal(version_parse(&a, STR("15.1.x"), &e), ERR_SYNTAX);
	assert_int_equal(e.offset, 5);
	assert_int_equal(version_parse(&a, STR("15..1"), &e), ERR_SYNTAX);
	assert_int_equal(version_parse(&a, STR("15.1."), &e), ERR_SYNTAX);
	assert_int_equal(version_parse(&a, STR(" 15.1"), &e), ERR_SYNTAX);
	assert_int_equal(version_parse(&a, STR("-1"), &e), ERR_SYNTAX);
	assert_int_equal(version_parse(&a, STR("4294967296"), &e), ERR_LIMIT);
	assert_int_equal(version_parse(&a, STR("99999999999999999999999"), &e), ERR_LIMIT);
	assert_int_equal(version_parse(&a, STR("1.2.3.4.5.6.7"), &e), ERR_LIMIT);
	assert_int_equal(a.part[3], 9);
}

/* Random sets of small intervals against a table of every small version. */
static void
keeps_version_sets_as_a_bitmap_does(void **state)
{
	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct verset s = { 0 }, back = { 0 };
		struct buf text = BUF(BUF_BIG);
		bool in[40] = { false };
		struct err e;

		for (uint64_t k = draw(6); k > 0; k--) {
			uint32_t lo = (uint32_t)draw(40), hi = (uint32_t)draw(40);
			struct version_range r = { .low_open = draw(2) == 0, .high_open = draw(2) == 0 };

			if (draw(8) != 0)
				r.low = (struct version){ { 15, lo }, 2 };
			if (draw(8) != 0)
				r.high = (struct version){ { 15, hi }, 2 };
			assert_int_equal(verset_add(&s, &r, &e), 0);
			for (uint32_t v = 0; v < 40; v++) {
				bool above = r.low.n == 0 || (r.low_open ? v > lo : v >= lo);
				bool below = r.high.n == 0 || (r.high_open ? v < hi : v <= hi);

				in[v] = in[v] || (above && below);
			}
		}
		verset_put(&text, &s, "generic");
		if (s.n > 0)
			assert_int_equal(verset_parse(&back, buf_view(&text), &e), 0);
		for (uint32_t v = 0; v < 40; v++) {
			struct version probe = { { 15, v }, 2 };

			if (verset_has(&s, &probe) != in[v] || verset_has(&back, &probe) != in[v])
				fail_msg("15.%u in %s: expected %d", v, buf_c(&text), in[v]);
		}
		buf_free(&text);
		verset_free(&s);
		verset_free(&back);
	}
}

static void
prints_version_sets_as_vers(void **state)
{
	static const char canonical[] = "vers:generic/>=15.1.2106.0|<15.1.2106.13|>=15.1.2176.0|<15.1.2176.9";
	struct verset s = { 0 };
	struct buf b = BUF(BUF_BIG);
	struct version fixed = version("15.1.2106.13"), open = version("15.1.2176.4");
	struct err e;

	(void)state;
	assert_int_equal(
	    verset_parse(&s, STR(">=15.1.2176.0|<15.1.2176.9|>=15.1.2106.0|<15.1.2106.13"), &e), 0);
	verset_put(&b, &s, "generic");
	assert_string_equal(buf_c(&b), canonical);
	assert_false(verset_has(&s, &fixed));
	assert_true(verset_has(&s, &open));
	verset_free(&s);
	buf_free(&b);
	assert_int_equal(verset_parse(&s, STR("vers:generic/>=15.x"), &e), ERR_SYNTAX);
	assert_int_equal(e.offset, 18);
	assert_int_equal(verset_parse(&s, STR("vers:generic"), &e), ERR_SYNTAX);
}

static void
knows_tlp(void **state)
{
	enum tlp t;

	(void)state;
	assert_int_equal(tlp_parse(&t, STR("tlp:amber+strict"), NULL), 0);
	assert_int_equal(t, TLP_AMBER_STRICT);
	assert_int_equal(tlp_parse(&t, STR("WHITE"), NULL), 0);
	assert_int_equal(t, TLP_CLEAR);
	assert_int_equal(tlp_parse(&t, STR("AMBER STRICT"), NULL), ERR_SYNTAX);
	assert_int_equal(tlp_taint(TLP_GREEN, TLP_RED), TLP_RED);
	assert_true(tlp_allows(TLP_AMBER, TLP_GREEN));
	assert_false(tlp_allows(TLP_AMBER, TLP_AMBER_STRICT));
}

static void
encodes_as_openssl_does(void **state)
{
	(void)state;
	for (int i = 0; i < 3000; i++) {
		unsigned char raw[100], want[200];
		size_t n = draw(sizeof(raw)), k;
		struct buf b = BUF(BUF_BIG), back = BUF(BUF_BIG);

		for (k = 0; k < n; k++)
			raw[k] = (unsigned char)draw(256);
		(void)EVP_EncodeBlock(want, raw, (int)n);
		base64_put(&b, raw, n);
		assert_string_equal(buf_c(&b), (char *)want);
		assert_int_equal(base64_read(&back, buf_view(&b)), 0);
		assert_true(str_eq(buf_view(&back), (struct str){ (char *)raw, n }));
		buf_clear(&b);
		hex_put(&b, raw, n);
		assert_int_equal(hex_read(want, n, buf_view(&b)), 0);
		assert_memory_equal(want, raw, n);
		buf_free(&b);
		buf_free(&back);
	}
}

static void
refuses_sloppy_base64(void **state)
{
	static const char *const bad[] = { "A", "AA", "AAA", "AA=A",
		"====", "AAAA====", "AA==AA==", "AB==", "AAB=", "A A=", "AAA\n", "-_AA" };
	struct buf b = BUF(BUF_BIG);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (base64_read(&b, str_of(bad[i])) == 0)
			fail_msg("\"%s\" was accepted", bad[i]);
	}
	buf_free(&b);
}

static void
signs_and_verifies(void **state)
{
	/* RFC 8032, section 7.1, test 2. */
	unsigned char s[32], p[32], want[64], pub[32], sig[64];

	(void)state;
	assert_int_equal(
	    hex_read(s, 32, STR("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")), 0);
	assert_int_equal(
	    hex_read(p, 32, STR("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")), 0);
	assert_int_equal(hex_read(want, 64,
			     STR("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e1"
				 "5996e458f3613d0"
				 "f11d8c387b2eaeb4302aeeb00d291612bb0c00")),
	    0);
	assert_int_equal(ed25519_public(pub, s), 0);
	assert_memory_equal(pub, p, 32);
	assert_int_equal(ed25519_sign(sig, s, STR("\x72")), 0);
	assert_memory_equal(sig, want, 64);
	assert_int_equal(ed25519_verify(sig, pub, STR("\x72")), 0);
	assert_int_equal(ed25519_verify(sig, pub, STR("\x73")), -1);
}

static void
bounds_its_buffers(void **state)
{
	struct buf b = BUF(10);
	struct err e;

	(void)state;
	buf_cstr(&b, "12345");
	buf_printf(&b, "%d", 67890);
	assert_int_equal(buf_error(&b, &e), 0);
	buf_char(&b, 'x');
	buf_cstr(&b, "");
	assert_int_equal(buf_error(&b, &e), ERR_LIMIT);
	assert_int_equal(b.n, 10);
	buf_clear(&b);
	buf_cstr(&b, "again");
	assert_string_equal(buf_c(&b), "again");
	buf_free(&b);
}

static void
maps_keep_everything_in_order(void **state)
{
	struct map m = { 0 };
	char key[32];

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		(void)snprintf(key, sizeof(key), "key-%u", i % 10000);
		map_put(&m, str_of(key))->value += i;
	}
	assert_int_equal(m.n, 10000);
	for (unsigned i = 0; i < 10000; i++) {
		(void)snprintf(key, sizeof(key), "key-%u", i);
		assert_int_equal(map_get(&m, str_of(key))->value, 2 * i + 10000);
		assert_true(str_eq(m.entry[i].key, str_of(key)));
	}
	assert_null(map_get(&m, STR("key")));
	assert_non_null(map_put(&m, STR("")));
	assert_non_null(map_get(&m, STR("")));
	map_free(&m);
}

static void
splits_and_finds(void **state)
{
	struct str rest = STR("a,,b"), part;
	unsigned n = 0;

	(void)state;
	while (str_split(&rest, ',', &part))
		n++;
	assert_int_equal(n, 3);
	rest = STR("");
	assert_true(str_split(&rest, ',', &part));
	assert_false(str_split(&rest, ',', &part));
	assert_int_equal(str_ifind(STR("xxSERVERINFO~"), STR("serverinfo")), 2);
	assert_int_equal(str_ifind(STR("abc"), STR("abcd")), STR_NPOS);
	assert_true(str_is_utf8(STR("plain ascii, \xC3\xA9, \xE2\x82\xAC, \xF0\x9F\x98\x80")));
	assert_false(str_is_utf8(STR("long enough ascii \xC0\xAF")));
	assert_false(str_is_utf8(STR("\xED\xA0\x80")));
	assert_false(str_is_utf8(STR("\xF4\x90\x80\x80")));
	assert_false(str_is_utf8(STR("cut \xE2\x82")));
}

/* A million times "a", NIST's long vector for SHA-256: more than one block, and wherever the descriptor stands. */
static void
hashes_files_from_their_start(void **state)
{
	const size_t n = 1000000;
	char *text = malloc(n);
	struct sha256 want, got;
	struct err e = { 0 };
	uint64_t bytes;
	int fd = memfd_create("a", MFD_CLOEXEC);

	(void)state;
	assert_non_null(text);
	assert_true(fd >= 0);
	memset(text, 'a', n);
	assert_int_equal(hex_read(want.b, sizeof(want.b),
			     STR("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")),
	    0);
	assert_int_equal(file_write_all(fd, text, n, &e), 0);
	assert_int_equal(sha256_of_fd(fd, &got, &bytes, &e), 0);
	assert_int_equal(bytes, n);
	assert_true(sha256_eq(&got, &want));
	(void)close(fd);
	/* What cannot be read has no hash. */
	assert_int_not_equal(sha256_of_fd(fd, &got, &bytes, &e), 0);
	free(text);
}

/* RFC 4231, test cases 1, 2, 6 and 7: a short key, a shorter one, and keys longer than a block. */
static void
knows_the_hmacs_of_the_rfc(void **state)
{
	static const struct {
		char byte; /* The key is this byte so often, or the text. */
		size_t n;
		const char *key, *text, *mac;
	} known[] = {
		{ 0x0b, 20, NULL, "Hi There",
		    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
		{ 0, 0, "Jefe", "what do ya want for nothing?",
		    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
		{ (char)0xaa, 131, NULL, "Test Using Larger Than Block-Size Key - Hash Key First",
		    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
		{ (char)0xaa, 131, NULL,
		    "This is a test using a larger than block-size key and a larger than block-size data. The key "
		    "needs to be hashed before being used by the HMAC algorithm.",
		    "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		char bytes[131];
		struct str key =
		    known[i].key != NULL ? str_of(known[i].key) : (struct str){ bytes, known[i].n };
		struct hmac *h;
		struct sha256 want, got;

		memset(bytes, known[i].byte, sizeof(bytes));
		assert_int_equal(hex_read(want.b, sizeof(want.b), str_of(known[i].mac)), 0);
		got = hmac_sha256(key, str_of(known[i].text));
		assert_true(sha256_eq(&got, &want));
		assert_non_null(h = hmac_new(key));
		for (int again = 0; again < 3; again++) {
			got = hmac_of(h, str_of(known[i].text));
			assert_true(sha256_eq(&got, &want));
		}
		hmac_free(h);
	}
}

/* A key hashed once gives what it gives when hashed each time, whatever it was used for before. */
static void
keeps_the_key_of_an_hmac(void **state)
{
	char key[300], text[700];

	(void)state;
	for (int round = 0; round < 200; round++) {
		/* Every length up to beyond a block, the empty one among them. */
		struct str k = { key, round < 130 ? (size_t)round : draw(sizeof(key)) };
		struct hmac *h;

		for (size_t i = 0; i < sizeof(key); i++)
			key[i] = (char)draw(256);
		assert_non_null(h = hmac_new(k));
		for (int message = 0; message < 20; message++) {
			struct str t = { text, draw(sizeof(text)) };
			struct sha256 once, each;

			for (size_t i = 0; i < t.n; i++)
				text[i] = (char)draw(256);
			once = hmac_of(h, t);
			each = hmac_sha256(k, t);
			assert_true(sha256_eq(&once, &each));
		}
		hmac_free(h);
	}
	hmac_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_instants),
		cmocka_unit_test(agrees_with_the_c_library_on_dates),
		cmocka_unit_test(orders_versions_as_numbers),
		cmocka_unit_test(keeps_version_sets_as_a_bitmap_does),
		cmocka_unit_test(prints_version_sets_as_vers),
		cmocka_unit_test(knows_tlp),
		cmocka_unit_test(encodes_as_openssl_does),
		cmocka_unit_test(refuses_sloppy_base64),
		cmocka_unit_test(signs_and_verifies),
		cmocka_unit_test(hashes_files_from_their_start),
		cmocka_unit_test(knows_the_hmacs_of_the_rfc),
		cmocka_unit_test(keeps_the_key_of_an_hmac),
		cmocka_unit_test(bounds_its_buffers),
		cmocka_unit_test(maps_keep_everything_in_order),
		cmocka_unit_test(splits_and_finds),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
