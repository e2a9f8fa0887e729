/*
 * Documents: what each format becomes, what decides and what is only shown,
 * versions of one document over time, and bytes that are no document.  The
 * documents here are made by hand; the real samples are read where they are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "know/read.h"
#include "know_help.h"
#include "store/event.h"

/* Import a text, which must be refused with this code and these words. */
static void
refused(struct str text, int code, const char *words)
{
	struct docbody_origin origin = { .file = STR("hand.json"), .now = 1, .tlp = TLP_AMBER_STRICT };
	struct import im;
	struct err e;
	int rc = import_read(text, &origin, &im, &e);

	if (rc == 0) {
		import_free(&im);
		fail_msg("accepted, expected to be refused with \"%s\"", words);
	}
	if (rc != code || strstr(e.text, words) == NULL)
		fail_msg("%s (%s), expected \"%s\" (%s)", e.text, err_name(rc), words, err_name(code));
}

static const char CVE[] =
    "{\"dataType\":\"CVE_RECORD\",\"dataVersion\":\"5.1\",\"x_new\":{\"a\":1},\"cveMetadata\":{\"cveId\":\"CVE-2021-26858\","
    "\"assignerShortName\":\"vendor\",\"state\":\"PUBLISHED\",\"dateReserved\":\"2021-02-08T00:00:00\","
    "\"datePublished\":\"2021-03-02T23:55:26.000Z\",\"dateUpdated\":\"2021-03-05T10:00:00Z\"},"
    "\"containers\":{\"cna\":{\"title\":\"A flaw\",\"datePublic\":\"2021-03-02T16:00:00Z\",\"affected\":["
    "{\"vendor\":\"Microsoft\",\"product\":\"Microsoft Exchange Server 2019 Cumulative Update 4\",\"versions\":[{\"version\":"
    "\"15.02.0\",\"lessThan\":\"15.02.0659.012\",\"status\":\"affected\"}]},"
    "{\"vendor\":\"Microsoft\",\"product\":\"Microsoft Exchange Server 2019 Cumulative Update 6\",\"versions\":[{\"version\":"
    "\"15.02.0\",\"lessThan\":\"15.02.0529.013\",\"status\":\"affected\"}]},"
    "{\"vendor\":\"Microsoft\",\"product\":\"Microsoft Exchange Server 2019 Cumulative Update 1\",\"versions\":[{\"version\":"
    "\"15.02.0\",\"lessThan\":\"15.01.1979.006\",\"status\":\"affected\"}]},"
    "{\"vendor\":\"Microsoft\",\"product\":\"Microsoft Exchange Server 2016 Cumulative Update 19\",\"versions\":[{\"version\":"
    "\"15.01.0\",\"lessThan\":\"publication\",\"status\":\"affected\"}]}]}}}";

/*
 * The three wrong ranges of the real record, and the word that is no version: shown, warned of, never
 * used.
 */
static void
test_wrong_ranges(void **state)
{
	static const char *const wrong[][3] = { { "15.2.529.12", "UNFIXED", "15.2.659.12" },
		{ "15.2.529.13", "FIXED", "15.2.659.12" }, { "15.2.659.11", "UNFIXED", "15.2.529.13" },
		{ "15.2.659.12", "FIXED", "15.2.529.13" }, { "15.2.330.10", "UNFIXED", "15.1.1979.6" },
		{ "15.2.330.11", "FIXED", "15.1.1979.6" } };
	json_t *body = import(CVE);
	struct know *k;
	struct decision d;

	(void)state;
	assert_true(has_warning(body, "15.2.659.12"));
	assert_true(has_warning(body, "15.2.529.13"));
	assert_true(has_warning(body, "15.1.1979.6"));
	assert_true(has_warning(body, "ends before it begins"));
	assert_true(has_warning(body, "\"publication\" is no version"));
	k = know_from(&body, 1);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		decide(k, "-", wrong[i][0], "CVE-2021-26858", &d);
		assert_string_equal(verdict_name(d.verdict), wrong[i][1]);
		assert_int_equal(d.opinions, 2);
		assert_true(d.opinion[0].used);
		assert_false(d.opinion[1].used);
		assert_non_null(strstr(d.opinion[1].says, wrong[i][2]));
		assert_true(str_eq(d.opinion[1].source.document, STR("CVE-2021-26858")));
		assert_int_equal(d.opinion[1].source.sha256.n, 64);
	}
	/* Where record and table differ, the reason says so. */
	decide(k, "-", "15.2.529.13", "CVE-2021-26858", &d);
	assert_non_null(
	    strstr(d.reason, "CVE-2021-26858's record says affected below 15.2.659.12 for CU4: not used"));
	/* A word for a version gives no opinion that could decide. */
	decide(k, "-", "15.1.2176.4", "CVE-2021-26858", &d);
	assert_int_equal(d.verdict, VERDICT_UNFIXED);
	assert_int_equal(d.opinion[1].verdict, VERDICT_AMBIGUOUS);
	know_free(k);
}

static struct instant
at(const char *text)
{
	struct instant t;

	assert_int_equal(instant_parse(&t, str_of(text), NULL), 0);
	return (t);
}

/* Times, events and unknown members of a CVE record. */
static void
test_cve_body(void **state)
{
	json_t *body = import(CVE), *events = json_object_get(body, "events"), *unknown, *v;
	struct instant t;
	size_t i, reserved = 0;

	(void)state;
	assert_string_equal(json_string_value(json_object_get(body, "type")), "know");
	assert_string_equal(json_string_value(json_object_get(body, "id")), "CVE-2021-26858");
	assert_string_equal(json_string_value(json_object_get(body, "version")), "2021-03-05T10:00:00Z");
	assert_string_equal(json_string_value(json_object_get(body, "tlp")), "AMBER+STRICT");
	assert_int_equal(body_read_instant(&t, json_object_get(body, "known"), NULL), 0);
	assert_int_equal(t.latest, at("2021-03-05T10:00:00Z").latest);
	assert_int_equal(body_read_instant(&t, json_object_get(body, "happened"), NULL), 0);
	assert_int_equal(t.earliest, at("2021-03-02T16:00:00Z").earliest);
	json_array_foreach(events, i, v)
	{
		if (strstr(json_string_value(json_object_get(v, "text")), "reserved") == NULL)
			continue;
		reserved++;
		assert_string_equal(json_string_value(json_object_get(v, "lane")), "report");
		/* A time without zone is widened. */
		assert_int_equal(body_read_instant(&t, json_object_get(v, "happened"), NULL), 0);
		assert_int_equal(t.earliest, at("2021-02-07T10:00:00Z").earliest);
		assert_int_equal(t.latest, at("2021-02-08T12:00:00Z").earliest);
		/* Nobody outside knew of it before the record was published. */
		assert_int_equal(body_read_instant(&t, json_object_get(v, "known"), NULL), 0);
		assert_int_equal(t.earliest, at("2021-03-02T23:55:26Z").earliest);
	}
	assert_int_equal(reserved, 1);
	unknown = json_array_get(json_object_get(body, "unknown"), 0);
	assert_string_equal(json_string_value(json_object_get(unknown, "at")), "/x_new");
	assert_string_equal(json_string_value(json_object_get(unknown, "value")), "{\"a\":1}");
	json_decref(body);
}

/* A record with real builds decides by branch where no table knows the CVE. */
static void
test_branches(void **state)
{
	json_t *body = import(RECORD("CVE-2022-41082", "2022-11-10T00:00:00Z",
	    RANGE("2013 Cumulative Update 23", "15.00.0", "15.00.1497.044") "," RANGE(
		"2016 Cumulative Update 22", "15.0.0",
		"15.01.2375.037") "," RANGE("2016 Cumulative Update 23", "15.01.0",
		"15.01.2507.016") "," RANGE("2019 Cumulative Update 11", "15.02.0",
		"15.02.0986.036") "," RANGE("2019 Cumulative Update 12", "15.02.0", "15.02.1118.020")));
	struct know *k = know_from(&body, 1);
	static const char *const rows[][2] = { { "15.0.1497.42", "UNFIXED" }, { "15.0.1497.44", "FIXED" },
		{ "15.1.2375.32", "UNFIXED" }, { "15.1.2375.37", "FIXED" }, { "15.1.2507.13", "UNFIXED" },
		{ "15.1.2507.16", "FIXED" }, { "15.2.986.36", "FIXED" }, { "15.2.1118.15", "UNFIXED" },
		/* An older branch has no fix of its own; a newer one lies behind all. */
		{ "15.1.2308.27", "UNFIXED" }, { "15.0.1395.12", "UNFIXED" }, { "15.2.1258.12", "FIXED" },
		{ "15.2.2562.17", "FIXED" },
		/* Three parts, and a product of the family that the record does not name. */
		{ "15.1.2375", "AMBIGUOUS" }, { "15.1.2308", "UNFIXED" }, { "15.2.1258", "FIXED" },
		{ "14.3.513.0", "AMBIGUOUS" } };
	struct decision d;
	struct version v;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect(k, "-", rows[i][0], "CVE-2022-41082", rows[i][1]);
	/* The update and its day come from the table, by the build that the record names. */
	decide(k, "-", "15.1.2375.32", "CVE-2022-41082", &d);
	assert_string_equal(d.kb, "KB5019758");
	assert_int_equal(instant_day(d.available.earliest), instant_day(at("2022-11-08").earliest));
	decide(k, "-", "15.1.2308.27", "CVE-2022-41082", &d);
	assert_string_equal(d.move_to, "2016 CU23 + KB5019758");
	/* Three parts before that day. */
	assert_int_equal(version_parse(&v, STR("15.1.2375"), NULL), 0);
	know_decide(k, STR("-"), &v, STR("CVE-2022-41082"), at("2022-11-01").latest, &d);
	assert_int_equal(d.verdict, VERDICT_UNFIXED);
	/* It is one of the CVEs that are known now, behind the tables' own. */
	assert_true(str_eq(know_cves(k, 4), STR("CVE-2022-41082")));
	know_free(k);
}

/* A record without any build decides nothing; two that differ are ambiguous, and both are shown. */
static void
test_undecided(void **state)
{
	json_t *body[2];
	struct know *k;
	struct decision d;

	(void)state;
	body[0] = import(RECORD(
	    "CVE-2030-10000", "2030-01-01", RANGE("2016 Cumulative Update 19", "15.01.0", "publication")));
	k = know_from(body, 1);
	expect(k, "-", "15.1.2176.4", "CVE-2030-10000", "AMBIGUOUS");
	expect(k, "-", "15.1.2176.14", "CVE-2030-10000", "AMBIGUOUS");
	know_free(k);

	body[0] = import(RECORD(
	    "CVE-2030-10000", "2030-01-01", RANGE("2016 Cumulative Update 19", "15.01.0", "15.1.2176.9")));
	body[1] = import(
	    "{\"document\":{\"csaf_version\":\"2.0\",\"title\":\"t\",\"publisher\":{\"name\":\"n\"},\"tracking\":{"
	    "\"id\":\"A-1\",\"version\":\"1\",\"current_release_date\":\"2030-01-02T00:00:00Z\"}},\"product_tree\":{"
	    "\"full_product_names\":[{\"name\":\"x\",\"product_id\":\"x\"}],\"branches\":[{\"category\":\"vendor\",\"name\":"
	    "\"Microsoft\",\"branches\":[{\"category\":\"product_name\",\"name\":\"Exchange Server 2016\",\"branches\":[{"
	    "\"category\":\"product_version_range\",\"name\":\"vers:generic/>=15.1.2176.0|<15.1.2176.12\",\"product\":{"
	    "\"name\":\"e\",\"product_id\":\"P1\"}}]}]}]},\"vulnerabilities\":[{\"cve\":\"CVE-2030-10000\",\"product_status\":{"
	    "\"known_affected\":[\"P1\"]}}]}");
	k = know_from(body, 2);
	expect(k, "-", "15.1.2176.8", "CVE-2030-10000", "UNFIXED");
	expect(k, "-", "15.1.2176.12", "CVE-2030-10000", "FIXED");
	decide(k, "-", "15.1.2176.10", "CVE-2030-10000", &d);
	assert_int_equal(d.verdict, VERDICT_AMBIGUOUS);
	assert_int_equal(d.opinions, 2);
	know_free(k);
}

static const char CSAF[] =
    "{\"document\":{\"category\":\"csaf_security_advisory\",\"csaf_version\":\"2.0\",\"title\":\"Widgets\","
    "\"publisher\":{\"category\":\"vendor\",\"name\":\"Acme PSIRT\",\"namespace\":\"https://acme.example\"},"
    "\"distribution\":{\"tlp\":{\"label\":\"WHITE\"}},\"tracking\":{\"id\":\"ACME-1\",\"status\":\"final\",\"version\":\"2\","
    "\"initial_release_date\":\"2024-01-01T00:00:00Z\",\"current_release_date\":\"2024-02-01T00:00:00Z\","
    "\"revision_history\":[{\"date\":\"2024-01-01T00:00:00Z\",\"number\":\"1\",\"summary\":\"first\"},"
    "{\"date\":\"2024-02-01T00:00:00Z\",\"number\":\"2\",\"summary\":\"second\"}]}},"
    /* Vulnerabilities before the tree: the order of members means nothing. */
    "\"vulnerabilities\":[{\"cve\":\"CVE-2024-11111\",\"discovery_date\":\"2023-12-01T00:00:00Z\",\"product_status\":{"
    "\"known_affected\":[\"R\",\"OLD\",\"A\",\"WORDS\"],\"first_fixed\":[\"F\"],\"known_not_affected\":[\"N\"],"
    "\"under_investigation\":[\"U\",\"GONE\"]},\"remediations\":[{\"category\":\"vendor_fix\",\"details\":\"see KB7654321\","
    "\"url\":\"https://acme.example/fix\",\"group_ids\":[\"G\"]}]}],"
    "\"product_tree\":{\"product_groups\":[{\"group_id\":\"G\",\"product_ids\":[\"R\",\"OLD\"]}],\"branches\":[{"
    "\"category\":\"vendor\",\"name\":\"Acme\",\"branches\":[{\"category\":\"product_name\",\"name\":\"Widget\",\"branches\":["
    "{\"category\":\"product_version_range\",\"name\":\"vers:intdot/>=2.0|<2.5\",\"product\":{\"name\":\"a\",\"product_id\":\"R\"}},"
    "{\"category\":\"product_version_range\",\"name\":\"< 1.4\",\"product\":{\"name\":\"b\",\"product_id\":\"OLD\"}},"
    "{\"category\":\"product_version\",\"name\":\"3.1\",\"product\":{\"name\":\"c\",\"product_id\":\"A\"}},"
    "{\"category\":\"product_version\",\"name\":\"2.5\",\"product\":{\"name\":\"d\",\"product_id\":\"F\"}},"
    "{\"category\":\"product_version\",\"name\":\"1.9-beta\",\"product\":{\"name\":\"w\",\"product_id\":\"WORDS\"}}]},"
    "{\"category\":\"product_name\",\"name\":\"Gadget\",\"product\":{\"name\":\"e\",\"product_id\":\"N\"}},"
    "{\"category\":\"product_name\",\"name\":\"Gizmo\",\"branches\":[{\"category\":\"product_version\",\"name\":\"1\","
    "\"product\":{\"name\":\"f\",\"product_id\":\"U\"}}]}]}]}}";

/* A product that no table knows: documents decide. */
static void
test_csaf(void **state)
{
	json_t *body = import(CSAF), *events = json_object_get(body, "events"), *v;
	size_t i, released = 0, revised = 0, discovered = 0;
	struct decision d;
	struct know *k;

	(void)state;
	assert_string_equal(json_string_value(json_object_get(body, "tlp")), "CLEAR");
	assert_string_equal(json_string_value(json_object_get(body, "publisher")), "Acme PSIRT");
	assert_true(has_warning(body, "GONE"));
	assert_true(has_warning(body, "not numbers"));
	json_array_foreach(events, i, v)
	{
		const char *text = json_string_value(json_object_get(v, "text"));

		released += strstr(text, "released") != NULL;
		revised += strstr(text, "revision 2: second") != NULL;
		discovered += strstr(text, "discovered") != NULL;
		assert_null(strstr(text, "revision 1"));
	}
	assert_int_equal(released, 1);
	assert_int_equal(revised, 1);
	assert_int_equal(discovered, 1);
	k = know_from(&body, 1);
	expect(k, "Widget", "2.0", "CVE-2024-11111", "UNFIXED");
	expect(k, "widget", "2.4.9", "CVE-2024-11111", "UNFIXED");
	expect(k, "Acme Widget", "1.3.9", "CVE-2024-11111", "UNFIXED");
	expect(k, "Widget", "1.4", "CVE-2024-11111", "AMBIGUOUS");
	expect(k, "Widget", "2.5", "CVE-2024-11111", "FIXED");
	expect(k, "Gadget", "7", "CVE-2024-11111", "NA");
	expect(k, "Gizmo", "1", "CVE-2024-11111", "AMBIGUOUS");
	expect(k, "Sprocket", "1", "CVE-2024-11111", "AMBIGUOUS");
	/* About other products: an Exchange server is not concerned. */
	expect(k, "-", "15.1.2176.4", "CVE-2024-11111", "NA");
	/* The update that its group names. */
	decide(k, "Widget", "2.1", "CVE-2024-11111", &d);
	assert_string_equal(d.kb, "KB7654321");
	assert_non_null(strstr(d.reason, "https://acme.example/fix"));
	know_free(k);
}

/* A label given by the user never widens the document's own. */
static void
test_label(void **state)
{
	struct docbody_origin origin = { .file = STR("x"), .now = 1, .tlp_given = true };
	struct buf text = BUF(65536);
	struct import im;

	(void)state;
	origin.tlp = TLP_RED;
	assert_int_equal(import_read(str_of(CSAF), &origin, &im, NULL), 0);
	assert_string_equal(json_string_value(json_object_get(im.body, "tlp")), "RED");
	import_free(&im);
	/* The same document with AMBER, and --tlp GREEN. */
	buf_cstr(&text, CSAF);
	memcpy(strstr(text.p, "WHITE"), "AMBER", 5);
	origin.tlp = TLP_GREEN;
	assert_int_equal(import_read(buf_view(&text), &origin, &im, NULL), 0);
	assert_string_equal(json_string_value(json_object_get(im.body, "tlp")), "AMBER");
	assert_true(has_warning(im.body, "stricter"));
	import_free(&im);
	/* A draft's label does not hold yet. */
	memcpy(strstr(text.p, "AMBER"), "WHITE", 5);
	memcpy(strstr(text.p, "\"final\""), "\"draft\"", 7);
	origin.tlp = TLP_AMBER_STRICT;
	origin.tlp_given = false;
	assert_int_equal(import_read(buf_view(&text), &origin, &im, NULL), 0);
	assert_string_equal(json_string_value(json_object_get(im.body, "tlp")), "AMBER+STRICT");
	import_free(&im);
	buf_free(&text);
}

/* A table of one's own beside the built-in one: it adds builds, and where it differs both are shown. */
static void
test_table(void **state)
{
	json_t *body = import("build_short,product,march2021_fixed,cu,kb,release_date\n"
			      "15.1.2600.7,Exchange 2016,yes,CU24,KB9999999,2027-01-01\r\n"
			      "15.1.2176.4,Exchange 2016,yes,CU19,,\n"
			      "15.1.x,Exchange 2016,yes,CU19,,\n"
			      "15.1.2176,Exchange 2016,no,CU19,,\n"
			      "15.1.2176.5,Exchange 2016,maybe,CU19,,\n"
			      "15.1.2176.5,,no,CU19,,\n");
	struct decision d;
	struct know *k;

	(void)state;
	assert_int_equal(json_array_size(json_object_get(body, "rows")), 2);
	assert_int_equal(json_array_size(json_object_get(body, "warnings")), 4);
	assert_true(has_warning(body, "line 4"));
	assert_true(has_warning(body, "line 7"));
	k = know_from(&body, 1);
	expect(k, "-", "15.1.2600.7", "CVE-2021-26855", "FIXED");
	decide(k, "-", "15.1.2176.4", "CVE-2021-26855", &d);
	assert_int_equal(d.verdict, VERDICT_AMBIGUOUS);
	assert_int_equal(d.opinions, 2);
	/* Elsewhere in the branch nothing has changed. */
	expect(k, "-", "15.1.2176.2", "CVE-2021-26855", "UNFIXED");
	expect(k, "-", "15.1.2176.9", "CVE-2021-26855", "FIXED");
	know_free(k);
}

/* What people write for ranges. */
static void
test_ranges(void **state)
{
	static const char *const rows[][2] = { { "< 6.0.1", "<6.0.1" }, { "<6.0.1", "<6.0.1" },
		{ ">=1.0|<2.0", ">=1.0|<2.0" }, { ">= 1.0, < 2.0", ">=1.0|<2.0" },
		{ ">= 1.0 < 2.0", ">=1.0|<2.0" }, { "prior to 5.2", "<5.2" }, { "Before 5.2", "<5.2" },
		{ "1.0", "1.0" }, { "v1.0", "1.0" }, { "vers:generic/>=1.0|<2.0", ">=1.0|<2.0" },
		{ "1.0-rc1", NULL }, { "all", NULL }, { "", NULL }, { "<", NULL }, { "vers:generic", NULL },
		{ "<<1", NULL }, { "1.0 to 2.0", NULL }, { "99999999999", NULL } };
	struct buf b = BUF(256);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool ok = read_range(str_of(rows[i][0]), &b);

		if (ok != (rows[i][1] != NULL) || (ok && !str_eq(buf_view(&b), str_of(rows[i][1]))))
			fail_msg("\"%s\" reads as \"%s\", expected %s", rows[i][0],
			    ok ? buf_c(&b) : "nothing", rows[i][1] != NULL ? rows[i][1] : "nothing");
	}
	buf_free(&b);
}

/* Kinds that are not read are named; what is broken says where. */
static void
test_refused(void **state)
{
	static const struct {
		const char *text;
		int code;
		const char *words;
	} rows[] = { { "", ERR_SYNTAX, "empty" }, { " \n", ERR_SYNTAX, "empty" },
		{ "{\"catalogVersion\":\"1\",\"vulnerabilities\":[]}", ERR_NOTFOUND, "KEV" },
		{ "{\"feed\":{}}", ERR_NOTFOUND, "ROLIE" },
		{ "{\"canonical_url\":\"\",\"metadata_version\":\"2.0\"}", ERR_NOTFOUND,
		    "provider metadata" },
		{ "{\"id\":\"GHSA\",\"modified\":\"\",\"affected\":[]}", ERR_NOTFOUND, "OSV" },
		{ "{\"type\":\"bundle\",\"objects\":[]}", ERR_NOTFOUND, "STIX" },
		{ "{\"@context\":\"\",\"type\":\"CaseStatus\"}", ERR_NOTFOUND, "Vultron" },
		{ "{\"$schema\":\"\",\"properties\":{}}", ERR_NOTFOUND, "schema" },
		{ "{\"get_cases\":[]}", ERR_NOTFOUND, "VINCE" }, { "{\"a\":1}", ERR_NOTFOUND, "no kind" },
		{ "[]", ERR_NOTFOUND, "array" }, { "Indicator,IndicatorType\n", ERR_NOTFOUND, "indicators" },
		{ "hello\n", ERR_NOTFOUND, "neither JSON nor" },
		{ "<?xml version='1.0'?>", ERR_NOTFOUND, "XML" }, { "PK\003\004", ERR_NOTFOUND, "zip" },
		{ "product\tbuild_short\tmarch2021_fixed\n", ERR_SYNTAX, "without a row" },
		{ "{\"cveMetadata\":[],\"containers\":{}}", ERR_SYNTAX, "cveMetadata" },
		{ "{\"cveMetadata\":{\"cveId\":\"CVE-1\"},\"containers\":{}}", ERR_SYNTAX, "cveId" },
		{ "{\"cveMetadata\":{\"cveId\":7},\"containers\":{}}", ERR_SYNTAX, "cveId" },
		{ "{\"cveMetadata\":{},\"dataType\":\"x\",\"dataVersion\":\"6.0\"}", ERR_NOTFOUND, "6.0" },
		{ "{\"document\":7}", ERR_SYNTAX, "no object" },
		{ "{\"document\":{}}", ERR_SYNTAX, "csaf_version" },
		{ "{\"document\":{\"csaf_version\":\"3.0\"}}", ERR_NOTFOUND, "3.0" },
		{ "{\"document\":{\"csaf_version\":\"2.0\"}}", ERR_SYNTAX, "tracking.id" },
		{ "{\"document\":", ERR_SYNTAX, "ends too early" },
		{ "{\"cveMetadata\":{}", ERR_SYNTAX, "ends too early" },
		{ "{\"a\":1}x", ERR_SYNTAX, "after the end" }, { "{\"a\" 1}", ERR_SYNTAX, "colon" } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		refused(str_of(rows[i].text), rows[i].code, rows[i].words);
	refused(STR("\xFF\xFE{\0}\0"), ERR_NOTFOUND, "UTF-16");
	refused(STR("{\0\"\0a\0\"\0:\0"), ERR_NOTFOUND, "UTF-16");
	refused(STR("abc\0def"), ERR_NOTFOUND, "binary");
}

/* Wrong types in optional places are warned of and the rest is read. */
static void
test_wrong_types(void **state)
{
	json_t *body = import(
	    "\xEF\xBB\xBF{\"cveMetadata\":{\"cveId\":\"CVE-2030-10000\",\"dateUpdated\":\"soon\",\"state\":1},"
	    "\"containers\":{\"cna\":{\"affected\":[7,{\"vendor\":[],\"product\":\"W\",\"versions\":{}},"
	    "{\"product\":\"W\",\"product\":\"X\",\"versions\":[{\"version\":\"1\",\"status\":\"affected\"},\"2\","
	    "{\"status\":\"affected\"}]}],\"metrics\":\"none\",\"x_a\":[1]},\"adp\":{}}}");
	struct know *k;

	(void)state;
	assert_true(has_warning(body, "\"soon\" is no time"));
	assert_true(has_warning(body, "/cveMetadata/state: expected a string, got a number"));
	assert_true(has_warning(body, "/containers/cna/affected/0: expected an object, got a number"));
	assert_true(
	    has_warning(body, "/containers/cna/affected/1/versions: expected an array, got an object"));
	assert_true(has_warning(body, "/containers/cna/affected/2/product: stands here twice"));
	assert_true(has_warning(body, "/containers/cna/affected/2/versions/1: expected an object"));
	assert_true(has_warning(body, "no version here"));
	assert_true(has_warning(body, "/containers/adp: expected an array"));
	assert_true(has_warning(body, "does not say when"));
	assert_int_equal(json_array_size(json_object_get(body, "unknown")), 1);
	k = know_from(&body, 1);
	expect(k, "W", "1", "CVE-2030-10000", "UNFIXED");
	know_free(k);
}

/* Changes inside a range, defaults, exact versions and open ends. */
static void
test_versions(void **state)
{
	json_t *body = import(RECORD("CVE-2030-10001", "2030-01-01",
	    "{\"product\":\"A\",\"versions\":[{\"version\":\"1.0\",\"lessThan\":\"3.0\",\"status\":\"affected\",\"changes\":["
	    "{\"at\":\"2.5\",\"status\":\"affected\"},{\"at\":\"2.0\",\"status\":\"unaffected\"}]}]},"
	    "{\"product\":\"B\",\"defaultStatus\":\"affected\"},{\"product\":\"C\",\"defaultStatus\":\"unaffected\"},"
	    "{\"product\":\"D\",\"versions\":[{\"version\":\"1.0\",\"lessThanOrEqual\":\"1.9\",\"status\":\"affected\"},"
	    "{\"version\":\"2.2\",\"status\":\"affected\"}]},"
	    "{\"product\":\"E\",\"versions\":[{\"version\":\"4\",\"lessThan\":\"*\",\"status\":\"affected\"}]}"));
	struct know *k = know_from(&body, 1);
	static const char *const rows[][3] = { { "A", "1.5", "UNFIXED" }, { "A", "2.0", "FIXED" },
		{ "A", "2.4.9", "FIXED" }, { "A", "2.5", "UNFIXED" }, { "A", "3.0", "AMBIGUOUS" },
		{ "A", "0.9", "AMBIGUOUS" }, { "B", "9", "UNFIXED" }, { "C", "9", "NA" },
		{ "D", "1.9", "UNFIXED" }, { "D", "1.9.1", "AMBIGUOUS" }, { "D", "2.2", "UNFIXED" },
		{ "D", "2.2.1", "AMBIGUOUS" }, { "E", "400", "UNFIXED" }, { "E", "3.9", "AMBIGUOUS" } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect(k, rows[i][0], rows[i][1], "CVE-2030-10001", rows[i][2]);
	know_free(k);
}

/*
 * Nested too deep, and every prefix of good documents: always a refusal, never a crash, never half a
 * document.
 */
static void
test_broken(void **state)
{
	struct buf deep = BUF(1 << 20);
	struct wire out;
	struct err e;
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

	(void)state;
	assert_true(fd >= 0);
	buf_cstr(&deep, "{\"document\":");
	for (int i = 0; i < 5000; i++)
		buf_cstr(&deep, "{\"branches\":[");
	refused(buf_view(&deep), ERR_LIMIT, "too deep");
	buf_free(&deep);
	for (size_t n = 0; n < sizeof(CVE) - 1; n++) {
		wire_init(&out, fd);
		assert_int_not_equal(know_read(str_sub(str_of(CVE), 0, n), &out, &e), 0);
		wire_free(&out);
	}
	for (size_t n = 0; n < sizeof(CSAF) - 1; n++) {
		wire_init(&out, fd);
		assert_int_not_equal(know_read(str_sub(str_of(CSAF), 0, n), &out, &e), 0);
		wire_free(&out);
	}
	(void)close(fd);
}

/* Bytes that are not UTF-8 lose nothing else. */
static void
test_not_utf8(void **state)
{
	json_t *body = import(RECORD("CVE-2030-10002", "2030-01-01",
	    "{\"product\":\"W\xFF\xFEx\",\"versions\":[{\"version\":\"1\",\"status\":\"affected\"}]}"));
	json_t *fact = json_array_get(json_object_get(body, "facts"), 0);

	(void)state;
	assert_string_equal(
	    json_string_value(json_object_get(fact, "product")), "W\xEF\xBF\xBD\xEF\xBF\xBDx");
	assert_true(has_warning(body, "not UTF-8"));
	json_decref(body);
}

/* A reader in an attacker's hands: records out of order, of wrong kinds, cut or too many. */
static void
test_hostile_reader(void **state)
{
	struct docbody_origin origin = { .file = STR("x"), .sha256 = STR(""), .now = 1, .tlp = TLP_RED };
	struct docbody_maker *m;
	uint64_t facts, zero[2] = { 0, 0 }, big[2] = { 99, 0 };
	struct err e;

	(void)state;
	m = docbody_maker_new(NULL);
	assert_int_equal(docbody_maker_take(m, REC_FACT, STR(""), &e), ERR_CORRUPT);
	assert_int_equal(docbody_maker_take(m, REC_DOC, STR("xx"), &e), ERR_CORRUPT);
	assert_int_equal(docbody_maker_take(m, 77, STR(""), &e), ERR_CORRUPT);
	assert_null(docbody_maker_finish(m, &origin, &facts, &e));
	assert_int_equal(e.code, ERR_CORRUPT);
	docbody_maker_free(m);

	/* A status beyond the list, an end that promises more than came. */
	m = docbody_maker_new(NULL);
	{
		char doc[6 * 8 + 4 * 8];
		int64_t none[4] = { INSTANT_MAX, INSTANT_MIN, INSTANT_MAX, INSTANT_MIN };

		memset(doc, 0, sizeof(doc));
		memcpy(doc + 48, none, sizeof(none));
		assert_int_equal(docbody_maker_take(m, REC_DOC, (struct str){ doc, sizeof(doc) }, &e), 0);
		assert_int_equal(
		    docbody_maker_take(m, REC_DOC, (struct str){ doc, sizeof(doc) }, &e), ERR_CORRUPT);
	}
	assert_int_equal(docbody_maker_take(m, REC_FACT, (struct str){ (char *)big, 16 }, &e), ERR_CORRUPT);
	assert_int_equal(docbody_maker_take(m, REC_END, (struct str){ (char *)big, 8 }, &e), 0);
	assert_int_equal(docbody_maker_take(m, REC_CVE, (struct str){ (char *)zero, 8 }, &e), ERR_CORRUPT);
	assert_null(docbody_maker_finish(m, &origin, &facts, &e));
	docbody_maker_free(m);
}

/* The real samples, where they are. */
static void
test_samples(void **state)
{
	struct buf text = BUF(1 << 20);
	struct docbody_origin origin = {
		.file = STR("CVE-2021-26858.excerpt.json"), .now = 1, .tlp = TLP_CLEAR
	};
	struct import im;
	struct know *k;

	(void)state;
	if (file_read(&text, AT_FDCWD, SHARED_DATA "/samples/CVE-2021-26858.excerpt.json", NULL) != 0) {
		print_message("SKIP: no shared data\n");
		buf_free(&text);
		skip();
	}
	assert_int_equal(import_read(buf_view(&text), &origin, &im, NULL), 0);
	assert_int_equal(im.facts, 34);
	assert_true(has_warning(im.body, "Exchange 2019 CU1"));
	assert_true(has_warning(im.body, "Exchange 2019 CU4"));
	assert_true(has_warning(im.body, "Exchange 2019 CU6"));
	k = know_from(&im.body, 1);
	for (size_t i = 0; i < 2; i++) {
		static const char *const fixed[] = { "15.2.529.13", "15.2.659.12" };
		static const char *const open[] = { "15.2.529.12", "15.2.659.11" };

		expect(k, "-", fixed[i], "CVE-2021-26858", "FIXED");
		expect(k, "-", open[i], "CVE-2021-26858", "UNFIXED");
	}
	know_free(k);
	buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrong_ranges),
		cmocka_unit_test(test_cve_body),
		cmocka_unit_test(test_branches),
		cmocka_unit_test(test_undecided),
		cmocka_unit_test(test_csaf),
		cmocka_unit_test(test_label),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_wrong_types),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_not_utf8),
		cmocka_unit_test(test_hostile_reader),
		cmocka_unit_test(test_samples),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
