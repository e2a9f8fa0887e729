/*
 * The decision from the build table: every row and every number between rows
 * against an independent reading of the table (tests/know_golden.py); the
 * ambiguous numbers, conflicts, dates and advice by hand; and properties that
 * must hold whatever the table says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "know/decide.h"

static struct know *know;

static instant_us
day(const char *text)
{
	struct instant t;

	if (strcmp(text, "-") == 0)
		return (INSTANT_MAX);
	assert_int_equal(instant_parse(&t, str_of(text), NULL), 0);
	return (instant_end_of(t));
}

static void
ask(const char *product, const char *build, const char *cve, const char *on, struct decision *d)
{
	struct version v = { .n = 0 };

	if (*build != '\0')
		assert_int_equal(version_parse(&v, str_of(build), NULL), 0);
	know_decide(know, str_of(product), &v, str_of(cve), day(on), d);
}

static void
expect_text(const char *what, const char *build, const char *got, const char *wanted)
{
	if (strcmp(got, wanted) != 0)
		fail_msg("%s: %s is \"%s\", expected \"%s\"", build, what, got, wanted);
}

static void
expect(const char *product, const char *build, const char *cve, const char *on, const char *verdict,
    const char *precision)
{
	struct decision d;

	ask(product, build, cve, on, &d);
	if (strcmp(verdict_name(d.verdict), verdict) != 0 ||
	    strcmp(precision_name(d.precision), precision) != 0)
		fail_msg("%s %s %s on %s: %s (%s) since %s; expected %s (%s)", product, build, cve, on,
		    verdict_name(d.verdict), precision_name(d.precision), d.reason, verdict, precision);
	if (d.reason[0] == '\0')
		fail_msg("%s %s %s on %s: no reason given", product, build, cve, on);
}

/* Every line of the independent reading. */
static void
test_golden(void **state)
{
	char line[512], *field[7], *rest;
	unsigned long rows = 0;
	struct decision d;
	FILE *f =
	    popen("python3 " SOURCE_DIR "/tests/know_golden.py " SOURCE_DIR "/data/exchange-builds.tsv", "r");

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		line[strcspn(line, "\n")] = '\0';
		rest = line;
		for (int i = 0; i < 7; i++) {
			field[i] = strsep(&rest, "\t");
			assert_non_null(field[i]);
		}
		expect(field[0], field[1], field[2], field[3], field[4], field[5]);
		ask(field[0], field[1], field[2], field[3], &d);
		if (strcmp(field[6], "*") != 0)
			expect_text("kb", field[1], d.kb, strcmp(field[6], "-") == 0 ? "" : field[6]);
		/* What is inferred from the build is what the row says. */
		if (strcmp(field[0], "-") != 0)
			expect_text("product", field[1], d.product, field[0]);
		rows++;
	}
	assert_int_equal(pclose(f), 0);
	/* 445 rows, four CVEs and two more questions each, and all that lies between them. */
	assert_true(rows > 445 * 6);
}

/*
 * The twenty-five builds of three parts that do not tell whether the March
 * 2021 fix is there, by hand from the vendor's list: the first fixed build of
 * each, and whether it came on 2 March or on 8 to 11 March.
 */
static const struct {
	const char *build, *fixed;
	bool second_march;
} AMBIGUOUS_25[] = {
	{ "15.0.847", "15.0.847.64", false },
	{ "15.0.1395", "15.0.1395.12", false },
	{ "15.0.1473", "15.0.1473.6", false },
	{ "15.0.1497", "15.0.1497.12", true },
	{ "15.1.1415", "15.1.1415.10", false },
	{ "15.1.1466", "15.1.1466.16", false },
	{ "15.1.1531", "15.1.1531.12", false },
	{ "15.1.1591", "15.1.1591.18", false },
	{ "15.1.1713", "15.1.1713.10", false },
	{ "15.1.1779", "15.1.1779.8", false },
	{ "15.1.1847", "15.1.1847.12", false },
	{ "15.1.1913", "15.1.1913.12", false },
	{ "15.1.1979", "15.1.1979.8", false },
	{ "15.1.2044", "15.1.2044.13", false },
	{ "15.1.2106", "15.1.2106.13", true },
	{ "15.1.2176", "15.1.2176.9", true },
	{ "15.2.221", "15.2.221.18", false },
	{ "15.2.330", "15.2.330.11", false },
	{ "15.2.397", "15.2.397.11", false },
	{ "15.2.464", "15.2.464.15", false },
	{ "15.2.529", "15.2.529.13", false },
	{ "15.2.595", "15.2.595.8", false },
	{ "15.2.659", "15.2.659.12", false },
	{ "15.2.721", "15.2.721.13", true },
	{ "15.2.792", "15.2.792.10", true },
};

static void
test_ambiguous(void **state)
{
	struct version fixed;
	struct decision d;

	(void)state;
	assert_int_equal(sizeof(AMBIGUOUS_25) / sizeof(AMBIGUOUS_25[0]), 25);
	for (size_t i = 0; i < 25; i++) {
		const char *b = AMBIGUOUS_25[i].build;
		bool early = AMBIGUOUS_25[i].second_march;

		expect("-", b, "CVE-2021-26855", "-", "AMBIGUOUS", "cu");
		expect("-", b, "CVE-2021-26855", "2021-03-01", "UNFIXED", "cu");
		expect("-", b, "CVE-2021-26855", "2021-03-02", early ? "AMBIGUOUS" : "UNFIXED", "cu");
		expect("-", b, "CVE-2021-26855", "2021-03-07", early ? "AMBIGUOUS" : "UNFIXED", "cu");
		expect("-", b, "CVE-2021-26855", "2021-03-08", "AMBIGUOUS", "cu");
		expect("-", b, "CVE-2021-26855", "2021-03-11", "AMBIGUOUS", "cu");
		ask("-", b, "CVE-2021-26855", "-", &d);
		assert_int_equal(version_parse(&fixed, str_of(AMBIGUOUS_25[i].fixed), NULL), 0);
		if (version_order(&d.fixed_build, &fixed) != 0)
			fail_msg("%s: not fixed from %s on, says athar", b, AMBIGUOUS_25[i].fixed);
		expect_text("kb", b, d.kb, "KB5000871");
		assert_int_equal(
		    instant_day(d.available.earliest), instant_day(day(early ? "2021-03-02" : "2021-03-08")));
		assert_int_equal(
		    instant_day(d.available.latest), instant_day(day(early ? "2021-03-02" : "2021-03-11")));
	}
}

/* Rows by hand: what the table's own rows cannot show. */
static const struct {
	const char *product, *build, *cve, *on, *verdict, *precision;
} ROWS[] = {
	/* The vendor's page and its script disagree. */
	{ "-", "15.1.1415.7", "CVE-2021-26855", "-", "UNFIXED", "su" },
	{ "-", "15.1.1415.8", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.1.1415.9", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.1.1415.10", "CVE-2021-26855", "-", "FIXED", "su" },
	{ "-", "15.1.1466.12", "CVE-2021-26855", "-", "UNFIXED", "su" },
	{ "-", "15.1.1466.13", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.1.1466.14", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.1.1466.15", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.1.1466.16", "CVE-2021-26855", "-", "FIXED", "su" },
	/* Numbers, not strings; zeros in front mean nothing. */
	{ "-", "15.1.2176.14", "CVE-2021-26855", "-", "FIXED", "su" },
	{ "-", "15.01.2176.009", "CVE-2021-26855", "-", "FIXED", "su" },
	{ "-", "015.001.02176.0004", "CVE-2021-26855", "-", "UNFIXED", "su" },
	/* Greater than the fix of another branch is not fixed. */
	{ "Exchange 2016", "15.1.2176.4", "CVE-2021-26855", "-", "UNFIXED", "su" },
	{ "Exchange 2016", "15.1.2106.13", "CVE-2021-26855", "-", "FIXED", "su" },
	/* A full number that is fixed stays so on any day. */
	{ "-", "15.1.2176.9", "CVE-2021-26855", "2021-02-01", "FIXED", "su" },
	{ "-", "15.1.2242.4", "CVE-2021-26855", "2021-03-05", "FIXED", "su" },
	/* Born fixed, below the first build that the table has too. */
	{ "-", "15.1.2242", "CVE-2021-26855", "-", "FIXED", "cu" },
	{ "-", "15.1.2242.1", "CVE-2021-26855", "-", "FIXED", "su" },
	{ "-", "15.2.858", "CVE-2021-26855", "2021-03-05", "FIXED", "cu" },
	{ "Exchange SE", "15.2.2562.17", "CVE-2021-27065", "-", "FIXED", "su" },
	{ "-", "15.2.2562", "CVE-2021-27065", "-", "FIXED", "cu" },
	/* No update was ever made. */
	{ "-", "15.1.845", "CVE-2021-26855", "-", "UNFIXED", "cu" },
	{ "-", "15.0.1044.25", "CVE-2021-26855", "-", "UNFIXED", "su" },
	/* 2010: one CVE only, and there by service pack. */
	{ "-", "14.3.509.0", "CVE-2021-26857", "-", "UNFIXED", "su" },
	{ "-", "14.3.512.9", "CVE-2021-26857", "-", "UNFIXED", "su" },
	{ "-", "14.3.513.0", "CVE-2021-26857", "-", "FIXED", "su" },
	{ "-", "14.3.600.1", "CVE-2021-26857", "-", "FIXED", "su" },
	{ "-", "14.3.513", "CVE-2021-26857", "-", "FIXED", "cu" },
	{ "-", "14.3.509", "CVE-2021-26857", "-", "UNFIXED", "cu" },
	{ "-", "14.3", "CVE-2021-26857", "2021-03-01", "UNFIXED", "line" },
	{ "-", "14.3", "CVE-2021-26857", "2021-03-02", "AMBIGUOUS", "line" },
	{ "-", "14.2", "CVE-2021-26857", "-", "UNFIXED", "line" },
	{ "-", "14.1.218.15", "CVE-2021-26857", "-", "UNFIXED", "su" },
	{ "-", "14.3.513.0", "CVE-2021-26855", "-", "NA", "su" },
	{ "Exchange 2010", "14.3.123.4", "CVE-2021-26858", "-", "NA", "su" },
	{ "Exchange 2010", "14", "CVE-2021-27065", "-", "NA", "line" },
	{ "Exchange 2010", "", "CVE-2021-26857", "-", "AMBIGUOUS", "none" },
	{ "Exchange 2007", "8.3.517.0", "CVE-2021-26857", "-", "NA", "su" },
	{ "-", "8.3", "CVE-2021-26855", "-", "NA", "line" },
	/* The product line only. */
	{ "-", "15.1", "CVE-2021-26855", "-", "AMBIGUOUS", "line" },
	{ "-", "15.1", "CVE-2021-26855", "2021-03-01", "UNFIXED", "line" },
	{ "-", "15.1", "CVE-2021-26855", "2021-03-02", "AMBIGUOUS", "line" },
	{ "-", "15", "CVE-2021-26855", "-", "AMBIGUOUS", "line" },
	{ "-", "15", "CVE-2021-26855", "2021-03-01", "UNFIXED", "line" },
	{ "-", "15.2", "CVE-2021-26855", "-", "AMBIGUOUS", "line" },
	/* No number at all. */
	{ "-", "", "CVE-2021-26855", "-", "AMBIGUOUS", "none" },
	{ "Exchange 2016", "", "CVE-2021-26855", "2021-01-01", "AMBIGUOUS", "none" },
	{ "Exchange 2010", "", "CVE-2021-26855", "-", "NA", "none" },
	/* Branches that no table has. */
	{ "-", "15.1.9999.1", "CVE-2021-26855", "-", "FIXED", "su" },
	{ "-", "15.2.9999", "CVE-2021-26855", "-", "FIXED", "cu" },
	{ "-", "15.2.2000.1", "CVE-2021-26855", "-", "FIXED", "su" },
	{ "-", "15.1.2400.1", "CVE-2021-26855", "-", "FIXED", "su" },
	{ "-", "15.0.1600.1", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.1.2200.1", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.2.600.1", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.0.950.3", "CVE-2021-26855", "-", "UNFIXED", "su" },
	{ "-", "15.1.1.1", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "15.3.100.1", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "16.0.1.1", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "0.0.0.0", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "-", "8.9.1.1", "CVE-2021-26855", "-", "NA", "su" },
	/* What is typed in another way; what contradicts itself. */
	{ "exchange 2016", "15.1.2176.9", "cve-2021-26855", "-", "FIXED", "su" },
	{ "Microsoft Exchange Server 2016 Cumulative Update 19", "15.1.2176.9", "CVE-2021-26855", "-",
	    "FIXED", "su" },
	{ "Exchange 2016", "15.2.721.13", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	{ "Exchange 2013", "14.3.513.0", "CVE-2021-26857", "-", "AMBIGUOUS", "su" },
	{ "Exchange 2019", "15.2.2562.17", "CVE-2021-26855", "-", "FIXED", "su" },
	{ "Zimbra", "8.8.15", "CVE-2021-26855", "-", "AMBIGUOUS", "su" },
	/* A CVE of which nothing is known. */
	{ "-", "15.1.2176.9", "CVE-2022-41082", "-", "AMBIGUOUS", "su" },
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++)
		expect(ROWS[i].product, ROWS[i].build, ROWS[i].cve, ROWS[i].on, ROWS[i].verdict,
		    ROWS[i].precision);
}

/* Both sides of a conflict are shown, with what each says. */
static void
test_conflict(void **state)
{
	struct decision d;

	(void)state;
	ask("-", "15.1.1466.14", "CVE-2021-26855", "-", &d);
	assert_int_equal(d.opinions, 2);
	assert_int_equal(d.opinion[0].verdict, VERDICT_UNFIXED);
	assert_non_null(strstr(d.opinion[0].says, "15.1.1466.16"));
	assert_int_equal(d.opinion[1].verdict, VERDICT_FIXED);
	assert_non_null(strstr(d.opinion[1].says, "15.1.1466.13"));
	assert_non_null(strstr(d.opinion[1].says, "vendor-script"));
	assert_non_null(strstr(d.reason, "differ"));
}

/* What to do. */
static const struct {
	const char *build, *cve, *on, *kb, *move_to;
} ADVICE[] = {
	/* The update of its own branch, whenever it came. */
	{ "15.1.2176.4", "CVE-2021-26855", "2021-03-02", "KB5000871", "" },
	{ "15.1.2176.4", "CVE-2021-26855", "-", "KB5000871", "" },
	{ "15.1.2176.4", "CVE-2021-26855", "2021-03-01", "KB5000871", "" },
	/* Not out yet: another branch had it. */
	{ "15.1.2044.4", "CVE-2021-26855", "2021-03-07", "KB5000871", "2016 CU19 + KB5000871" },
	{ "15.1.2044.4", "CVE-2021-26855", "2021-03-08", "KB5000871", "" },
	{ "15.2.659.4", "CVE-2021-26855", "2021-03-05", "KB5000871", "2019 CU8 + KB5000871" },
	/* Never made for this branch. */
	{ "15.1.845.34", "CVE-2021-26855", "2021-03-01", "", "" },
	{ "15.1.845.34", "CVE-2021-26855", "2021-03-02", "", "2016 CU19 + KB5000871" },
	{ "15.1.845.34", "CVE-2021-26855", "2021-03-15", "", "2016 CU19 + KB5000871" },
	{ "15.1.845.34", "CVE-2021-26855", "2021-03-16", "", "2016 CU20" },
	{ "15.1.845.34", "CVE-2021-26855", "2021-07-01", "", "2016 CU21" },
	{ "15.1.845.34", "CVE-2021-26855", "-", "", "2016 CU23" },
	{ "15.0.1044.25", "CVE-2021-26855", "2021-03-10", "", "2013 CU23 + KB5000871" },
	{ "15.0.1044.25", "CVE-2021-26855", "-", "", "2013 CU23 + KB5000871" },
	{ "15.2.196.0", "CVE-2021-26855", "2021-03-16", "", "2019 CU9" },
	{ "14.2.390.3", "CVE-2021-26857", "-", "", "2010 SP3 RU32" },
	{ "14.3.509.0", "CVE-2021-26857", "-", "RU32", "" },
	/* Nothing to do. */
	{ "15.1.2176.9", "CVE-2021-26855", "-", "", "" },
	{ "14.3.509.0", "CVE-2021-26855", "-", "", "" },
};

static void
test_advice(void **state)
{
	struct decision d;

	(void)state;
	for (size_t i = 0; i < sizeof(ADVICE) / sizeof(ADVICE[0]); i++) {
		ask("-", ADVICE[i].build, ADVICE[i].cve, ADVICE[i].on, &d);
		expect_text("kb", ADVICE[i].build, d.kb, ADVICE[i].kb);
		expect_text("move_to", ADVICE[i].build, d.move_to, ADVICE[i].move_to);
	}
}

static int
worth(enum verdict v)
{
	return (v == VERDICT_UNFIXED ? 0 : v == VERDICT_AMBIGUOUS ? 1 : 2);
}

/*
 * Properties over numbers of many branches: a later revision is never judged
 * worse than an earlier one; a name that is given or inferred gives the same;
 * and three parts are definite exactly where all of the revisions agree.
 */
static void
test_properties(void **state)
{
	static const unsigned minors[] = { 0, 1, 2 };
	struct decision d, whole;
	char build[64];

	(void)state;
	for (size_t m = 0; m < 3; m++) {
		for (unsigned part = 200; part < 2600; part += 1 + part % 7) {
			int last = -1, first = -1;
			bool differ = false;

			for (unsigned revision = 0; revision < 80; revision += 3) {
				(void)snprintf(
				    build, sizeof(build), "15.%u.%u.%u", minors[m], part, revision);
				ask("-", build, "CVE-2021-26855", "-", &d);
				if (last >= 0 && worth(d.verdict) < last)
					fail_msg("%s is judged worse than an earlier revision", build);
				last = worth(d.verdict);
				first = first < 0 ? last : first;
				differ = differ || first != last;
			}
			(void)snprintf(build, sizeof(build), "15.%u.%u", minors[m], part);
			ask("-", build, "CVE-2021-26855", "-", &whole);
			if (differ != (whole.verdict == VERDICT_AMBIGUOUS && first != 1))
				fail_msg("%s is %s, but its revisions %s", build, verdict_name(whole.verdict),
				    differ ? "differ" : "agree");
		}
	}
}

static void
test_names(void **state)
{
	static const struct {
		const char *build, *product;
	} rows[] = { { "15.1.2176.4", "Exchange 2016" }, { "15.1", "Exchange 2016" },
		{ "15.0", "Exchange 2013" }, { "15.2.721", "Exchange 2019" },
		{ "15.2.2562.17", "Exchange SE" }, { "15.2", "" }, { "15", "" },
		{ "14.3.1", "Exchange 2010" }, { "8", "Exchange 2007" }, { "15.2.9999", "Exchange SE" },
		{ "15.2.2000", "" }, { "17.1", "" } };
	struct version v, none = { .n = 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got;

		assert_int_equal(version_parse(&v, str_of(rows[i].build), NULL), 0);
		got = know_product(know, &v);
		if (!str_eq(got, str_of(rows[i].product)))
			fail_msg("%s is of \"%.*s\", expected \"%s\"", rows[i].build, STR_ARG(got),
			    rows[i].product);
	}
	assert_int_equal(know_product(know, &none).n, 0);
	assert_true(str_eq(know_cves(know, 0), STR("CVE-2021-26855")));
	assert_true(str_eq(know_cves(know, 3), STR("CVE-2021-27065")));
	assert_int_equal(know_cves(know, 4).n, 0);
	assert_true(know_is_cve(STR("CVE-2021-26855")));
	assert_false(know_is_cve(STR("CVE-2021-1")));
	assert_false(know_is_cve(STR("CVE-21-26855")));
}

static int
set_up(void **state)
{
	(void)state;
	know = know_builtin(NULL);
	return (know == NULL);
}

static int
tear_down(void **state)
{
	(void)state;
	know_free(know);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_ambiguous),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_conflict),
		cmocka_unit_test(test_advice),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_names),
	};

	return (cmocka_run_group_tests(tests, set_up, tear_down));
}
