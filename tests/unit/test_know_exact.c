/*
 * Documents about products that no table knows: ranges in words, numbers that
 * are shorter than those of the documents, and CVEs of which nothing is known.
 */
#include "know_help.h"

#define ONE(product, versions) "{\"product\":\"" product "\",\"versions\":[" versions "]}"
#define SAYS(version, status)  "{\"version\":\"" version "\",\"status\":\"" status "\"}"
#define BELOW(low, high)       "{\"version\":\"" low "\",\"lessThan\":\"" high "\",\"status\":\"affected\"}"

/* Ranges that stand as comparisons in "version" itself, as some authorities write them; all by hand. */
static void
test_comparisons(void **state)
{
	json_t *body = import(RECORD("CVE-2030-10002", "2030-01-01",
	    ONE("W", SAYS(">= 1.6.0, < 1.6.4", "affected") "," SAYS("< 1.5.3", "affected")) "," ONE(
		"V", SAYS("> 1.0.0,<=1.2.0", "affected")) "," ONE("U",
		SAYS("= 3.1.2", "affected") "," SAYS(">= 3.1.3", "unaffected")) "," ONE("T",
		SAYS(">= 1.0, < 2.0, < 3.0", "affected")) "," ONE("S",
		SAYS("~> 1.2", "affected")) "," ONE("R", SAYS(">= 1.0 || < 3", "affected")) "," ONE("Q",
		SAYS("< x", "affected"))));
	static const char *const rows[][3] = { { "W", "1.6.0", "UNFIXED" }, { "W", "1.6.3", "UNFIXED" },
		{ "W", "1.6.4", "AMBIGUOUS" }, { "W", "1.5.2", "UNFIXED" }, { "W", "1.5.3", "AMBIGUOUS" },
		{ "W", "1.5.9", "AMBIGUOUS" }, { "V", "1.0.0", "AMBIGUOUS" }, { "V", "1.0.1", "UNFIXED" },
		{ "V", "1.2.0", "UNFIXED" }, { "V", "1.2.1", "AMBIGUOUS" }, { "U", "3.1.2", "UNFIXED" },
		{ "U", "3.1.1", "AMBIGUOUS" }, { "U", "3.1.3", "FIXED" }, { "U", "9.0.0", "FIXED" },
		{ "T", "1.5", "AMBIGUOUS" }, { "S", "1.2", "AMBIGUOUS" }, { "R", "1.2", "AMBIGUOUS" },
		{ "Q", "1", "AMBIGUOUS" } };
	struct decision d;
	struct know *k;

	(void)state;
	assert_true(
	    has_warning(body, "\">= 1.6.0, < 1.6.4\" is written as a comparison: read as that range"));
	assert_true(has_warning(body, "\"< 1.5.3\" is written as a comparison"));
	assert_true(has_warning(body, "\">= 1.0, < 2.0, < 3.0\" is no version of numbers"));
	assert_true(has_warning(body, "\"~> 1.2\" is no version of numbers"));
	k = know_from(&body, 1);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect(k, rows[i][0], rows[i][1], "CVE-2030-10002", rows[i][2]);
	decide(k, "W", "1.6.2", "CVE-2030-10002", &d);
	assert_string_equal(vtext(&d.fixed_build).c, "1.6.4");
	know_free(k);
}

/* A number that is shorter than those of the documents decides only where all that it may mean agree; by hand. */
static void
test_short(void **state)
{
	json_t *body = import(RECORD("CVE-2030-10003", "2030-01-01",
	    ONE("W",
		SAYS(">= 1.6.0, < 1.6.4", "affected") "," SAYS("< 1.5.3",
		    "affected")) ","
				 "{\"product\":\"V\",\"defaultStatus\":\"unaffected\",\"versions\":[" SAYS(
				     "3.1.2",
				     "affected") "]},"
						 "{\"product\":\"X\",\"versions\":[{\"version\":\"1.0.0\",\"lessThan\":\"2.0.0\",\"status\":\"affected\","
						 "\"changes\":[{\"at\":\"1.6.4\",\"status\":\"unaffected\"}]}]}," ONE(
						     "Y",
						     BELOW("1.0.0", "1.6.4") "," BELOW(
							 "1.6.4", "1.7.0")) "," ONE("Z",
						     SAYS("<= 1.6.0", "affected") "," SAYS(
							 "> 1.6.0", "unaffected"))));
	static const char *const rows[][4] = { { "W", "1.6", "AMBIGUOUS", "line" },
		{ "W", "1", "AMBIGUOUS", "line" }, { "W", "1.5", "AMBIGUOUS", "line" },
		{ "W", "1.4", "UNFIXED", "line" }, { "W", "0", "UNFIXED", "line" },
		{ "W", "1.6.0", "UNFIXED", "su" },
		/* 3.1.2 alone is affected: neither the first nor the last of 3.1. */
		{ "V", "3.1", "AMBIGUOUS", "line" }, { "V", "3", "AMBIGUOUS", "line" },
		{ "V", "3.2", "NA", "line" }, { "V", "3.1.2", "UNFIXED", "su" }, { "V", "3.1.3", "NA", "su" },
		{ "X", "1.6", "AMBIGUOUS", "line" }, { "X", "1.5", "UNFIXED", "line" },
		{ "X", "1.7", "FIXED", "line" }, { "X", "1", "AMBIGUOUS", "line" },
		{ "X", "2", "AMBIGUOUS", "line" }, { "X", "1.6.3.9", "UNFIXED", "su" },
		/* Two ranges that leave no gap. */
		{ "Y", "1.6", "UNFIXED", "line" }, { "Y", "1", "AMBIGUOUS", "line" },
		{ "Z", "1.6", "AMBIGUOUS", "line" }, { "Z", "1.5", "UNFIXED", "line" },
		{ "Z", "1.7", "FIXED", "line" } };
	struct decision d;
	struct know *k;

	(void)state;
	k = know_from(&body, 1);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		expect(k, rows[i][0], rows[i][1], "CVE-2030-10003", rows[i][2]);
		decide(k, rows[i][0], rows[i][1], "CVE-2030-10003", &d);
		assert_string_equal(precision_name(d.precision), rows[i][3]);
	}
	decide(k, "X", "1.6", "CVE-2030-10003", &d);
	assert_non_null(strstr(d.reason, "1.6 may be any version that begins so"));
	assert_string_equal(vtext(&d.fixed_build).c, "1.6.4");
	know_free(k);
}

static unsigned
draw(unsigned n)
{
	static uint64_t seed = 7;

	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return ((unsigned)(seed >> 33) % n);
}

/* Random ranges: a short number against every full one that it may mean, each asked for itself. */
static void
test_short_twin(void **state)
{
	static const char *const statuses[] = { "affected", "unaffected" },
				 *const defaults[] = { "unknown", "affected", "unaffected" };
	unsigned agree = 0, differ = 0;

	(void)state;
	for (int world = 0; world < 120; world++) {
		struct buf b = BUF(BUF_BIG);
		json_t *body;
		struct know *k;

		buf_printf(&b,
		    "{\"dataType\":\"CVE_RECORD\",\"cveMetadata\":{\"cveId\":\"CVE-2030-10004\","
		    "\"dateUpdated\":\"2030-01-01\"},\"containers\":{\"cna\":{\"affected\":["
		    "{\"product\":\"W\",\"defaultStatus\":\"%s\",\"versions\":[",
		    defaults[draw(3)]);
		for (unsigned i = 0, n = 1 + draw(3); i < n; i++) {
			unsigned low = draw(64), high = low + draw(24);

			buf_printf(&b, "%s{\"version\":\"%u.%u.%u\",\"%s\":\"%u.%u.%u\",\"status\":\"%s\"}",
			    i > 0 ? "," : "", low / 16, low / 4 % 4, low % 4,
			    draw(2) == 0 ? "lessThan" : "lessThanOrEqual", high / 16, high / 4 % 4, high % 4,
			    statuses[draw(2)]);
		}
		buf_cstr(&b, "]}]}}}");
		body = import(buf_c(&b));
		k = know_from(&body, 1);
		for (unsigned low = 0; low < 24; low++) {
			struct version full = { .n = 3 }, line = { { low / 4, low % 4 }, 2 };
			struct decision d, one;
			bool seen[4] = { false };
			unsigned kinds = 0;

			/* Bounds end in 0 to 3: 4 and 9 stand for all behind them. */
			for (unsigned c = 0; c <= 9; c++) {
				full.part[0] = line.part[0], full.part[1] = line.part[1], full.part[2] = c;
				know_decide(k, STR("W"), &full, STR("CVE-2030-10004"), INSTANT_MAX, &one);
				kinds += !seen[one.verdict];
				seen[one.verdict] = true;
			}
			know_decide(k, STR("W"), &line, STR("CVE-2030-10004"), INSTANT_MAX, &d);
			assert_int_equal(d.verdict, kinds == 1 ? one.verdict : VERDICT_AMBIGUOUS);
			agree += kinds == 1 && one.verdict != VERDICT_AMBIGUOUS;
			differ += kinds > 1;
		}
		know_free(k);
		buf_free(&b);
	}
	assert_true(agree > 200 && differ > 200);
}

/* A CVE of which nothing is known is silent; one that is about other products, or decides nothing, is not. */
static void
test_silent(void **state)
{
	json_t *body = import(RECORD(
	    "CVE-2030-10000", "2030-01-01", RANGE("2016 Cumulative Update 19", "15.01.0", "publication")));
	struct know *k = know_from(&body, 1);
	struct decision d;

	(void)state;
	decide(k, "-", "15.1.2176.4", "CVE-2030-99999", &d);
	assert_true(d.silent && d.verdict == VERDICT_AMBIGUOUS);
	assert_non_null(strstr(d.reason, "nothing is known about CVE-2030-99999"));
	decide(k, "Exchange 2019", "15.2.792.3", "CVE-2030-99999", &d);
	assert_true(d.silent && d.verdict == VERDICT_AMBIGUOUS);
	decide(k, "-", "15.1.2176.4", "CVE-2030-10000", &d);
	assert_true(!d.silent && d.verdict == VERDICT_AMBIGUOUS);
	decide(k, "Widget", "1.0", "CVE-2030-10000", &d);
	assert_true(d.silent && d.verdict == VERDICT_AMBIGUOUS);
	decide(k, "-", "15.1.2176.4", "CVE-2021-26855", &d);
	assert_false(d.silent);
	know_free(k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comparisons),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_short_twin),
		cmocka_unit_test(test_silent),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
