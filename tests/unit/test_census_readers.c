/*
 * The readers of scan exports, as tables: a line in, an observation or a refusal out.  Expected values
 * are by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "census/batch.h"
#include "census/reader.h"
#include "census/scancsv.h"
#include "census/spki.h"
#include "census/zgrab2.h"

/* One line of JSON; want is the batch's line, "-" for no Exchange server, or the beginning of the refusal. */
struct json_row {
	const char *line, *want;
};

#define HEAD \
	"{\"ip\":\"192.0.2.1\",\"data\":{\"http\":{\"timestamp\":\"2021-03-05T10:00:00Z\",\"result\":{\"response\":{"
#define TAIL   "}}}}}"
#define OWA(v) "\"headers\":{\"unknown\":[{\"key\":\"x_owa_version\",\"value\":[\"" v "\"]}]}"
#define CERT(inside)                                                                                      \
	",\"request\":{\"tls_log\":{\"handshake_log\":{\"server_certificates\":{\"certificate\":{" inside \
	"}}}}}"
#define K64 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const struct json_row json_rows[] = {
	{ HEAD OWA("15.1.2176.9") TAIL, "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t\t\t" },
	{ HEAD OWA("15.2.792") TAIL, "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.2.792\tcu\t\t\t\t" },
	/* Members in any order, direct members, strings for arrays, any case and either dash. */
	{ HEAD
	    "\"headers\":{\"unknown\":[{\"value\":[\"EX01\"],\"key\":\"X-FEServer\"}],\"X_OWA_Version\":\"15.0.1497.12\"}" TAIL,
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.0.1497.12\tsu\tEX01\t\t\t" },
	/* The page, with slashes as they are and escaped; the header counts more. */
	{ HEAD "\"body\":\"<link href=\\\"/owa/auth/15.1.2176/themes/x.css\\\">\"" TAIL,
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.1.2176\tcu\t\t\t\t" },
	{ HEAD "\"body\":\"x \\/owa\\/14.3.123.3\\/themes /owa/auth/15.1.1/\"" TAIL,
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t14.3.123.3\tsu\t\t\t\t" },
	{ HEAD "\"body\":\"/owa/auth/x /owa/auth/15.1/ /ecp/15.1.2176.9/scripts\"" TAIL,
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t\t\t" },
	{ HEAD "\"body\":\"/owa/auth/15.1.2176/\"," OWA("15.1.2176.9") TAIL,
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t\t\t" },
	/* A header that is no version: an Exchange server of which the version is not known. */
	{ HEAD OWA("hidden") TAIL, "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t\tproduct\t\t\t\t" },
	/* The key: given, from the certificate, from bytes that are none. */
	{ HEAD OWA("15.1.2176.9")
		CERT("\"parsed\":{\"x\":[{}],\"subject_key_info\":{\"fingerprint_sha256\":\"" K64
		     "\"}},\"raw\":\"AA==\"") TAIL,
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t" K64 "\t\t" },
	{ HEAD OWA("15.1.2176.9") CERT("\"raw\":\"YWJj\"") TAIL, /* "abc" */
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\tba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\t\t" },
	/* Ports: of the URL, of the scheme, of a member. */
	{ HEAD OWA(
	      "15.1.2176.9") ",\"request\":{\"url\":{\"scheme\":\"https\",\"host\":\"192.0.2.1:8443\"}}" TAIL,
	    "192.0.2.1\t8443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t\t\t" },
	{ HEAD OWA(
	      "15.1.2176.9") ",\"request\":{\"url\":{\"host\":\"2001:db8::1\",\"scheme\":\"http\"}}" TAIL,
	    "192.0.2.1\t80\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t\t\t" },
	{ "{\"port\":444,\"ip\":\"2001:db8::1\",\"asn\":3320,\"country\":\"de\",\"timestamp\":\"2021-03-05T11:00:00+01:00\",\"data\":"
	  "{\"anything\":{\"result\":{\"response\":{" OWA("15.1.2176.9") TAIL,
	    "2001:db8::1\t444\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t\t3320\tDE" },
	/* Several modules: what one says of port and time is not another's; the best build counts. */
	{ "{\"ip\":\"192.0.2.1\",\"data\":{\"http80\":{\"status\":\"success\",\"port\":80,\"timestamp\":\"2021-03-05T09:00:00Z\","
	  "\"result\":{\"response\":{\"body\":\"moved\",\"headers\":{\"server\":[\"x\"]}}}},\"https\":{\"port\":8443,"
	  "\"timestamp\":\"2021-03-05T10:00:00Z\",\"result\":{\"response\":{" OWA("15.1.2176.9") TAIL,
	    "192.0.2.1\t8443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t\t\t" },
	{ "{\"ip\":\"192.0.2.1\",\"data\":{\"a\":{\"port\":80,\"timestamp\":\"2021-03-05T09:00:00Z\","
	  "\"result\":{\"response\":{\"body\":\"/owa/auth/15.1.2176/\"}}},\"b\":{\"port\":443,"
	  "\"timestamp\":\"2021-03-05T10:00:00Z\",\"result\":{\"response\":{" OWA(
	      "15.1.2176.9") "}}},"
			     "\"tls\":{\"port\":993,\"timestamp\":\"2021-03-05T11:00:00Z\",\"result\":{\"handshake_log\":{"
			     "\"server_certificates\":{\"certificate\":{\"raw\":\"YWJj\"}}}}}}}",
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\tba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\t\t" },
	/* The last page is another's: the answer before it shows the server, with its key and its port. */
	{ HEAD
	    "\"headers\":{\"server\":[\"sts\"]},\"body\":\"sign in\",\"request\":{\"url\":{\"host\":\"sts:99\"}}},"
	    "\"redirect_response_chain\":[7,{\"status_code\":302,\"headers\":{\"location\":[\"x\"]}},"
	    "{" OWA("15.1.2106.2")
		CERT("\"raw\":\"YWJj\"") "},"
					 "{\"request\":{\"url\":{\"host\":\"192.0.2.1:8443\"}}," OWA(
					     "15.1.2176.9") "}]}}}}",
	    "192.0.2.1\t8443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\tba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\t\t" },
	{ HEAD OWA("15.1.2176.9") "},\"redirect_response_chain\":[{" OWA("15.1.2106.2") "}]}}}}",
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t15.1.2176.9\tsu\t\t\t\t" },
	{ HEAD "\"body\":\"\"},\"redirect_response_chain\":[{\"headers\":7},[],null]}}}}", "-" },
	/* A name that is not UTF-8, holds a control, is an escape. */
	{ HEAD "\"headers\":{\"x_feserver\":[\"E\xFFX\\u0009\\u00e4\"]}" TAIL,
	    "192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t\tproduct\tE\xEF\xBF\xBDX\xEF\xBF\xBD\xC3\xA4\t\t\t" },
	/* No Exchange server. */
	{ "{\"ip\":\"192.0.2.1\",\"data\":{\"http\":{\"status\":\"connection-timeout\"}}}", "-" },
	{ HEAD
	    "\"headers\":{\"server\":[\"nginx\"]},\"body\":\"see https://x/owa/ and /owa/auth/logon.aspx\"" TAIL,
	    "-" },
	{ HEAD "\"headers\":null,\"body\":7" TAIL, "-" },
	{ HEAD "\"headers\":[1],\"body\":{}" TAIL, "-" },
	{ "{\"ip\":\"192.0.2.1\",\"data\":[{}]}", "-" },
	/* Refused. */
	{ "", "not a JSON object" },
	{ "[]", "not a JSON object" },
	{ "{}", "no \"ip\"" },
	{ "{\"ip\":7}", "\"ip\" is not" },
	{ "{\"ip\":\"192.0.2.256\"}", "\"ip\" is not" },
	{ "{\"ip\":\"192.0.2.1\"", "JSON: " },
	{ "{\"ip\":\"192.0.2.1\"}}", "JSON: " },
	{ "{\"ip\":\"192.0.2.1", "JSON: " },
	{ "{\"ip\":\"192.0.2.1\",\"x\":[[[\"]]]}", "JSON: a string that never closes" },
	{ "{\"ip\":\"192.0.2.1\",\"data\":{\"http\":{\"result\":{\"response\":{" OWA("15.1.2176.9") TAIL,
	    "no \"timestamp\"" },
	{ "{\"ip\":\"192.0.2.1\",\"timestamp\":12,\"data\":{\"http\":{\"result\":{\"response\":{" OWA(
	      "15.1.2176.9") TAIL,
	    "\"timestamp\" is not" },
	{ "{\"ip\":\"192.0.2.1\",\"port\":0,\"timestamp\":\"2021-03-05T10:00:00Z\",\"data\":{\"http\":{\"result\":{\"response\":{" OWA(
	      "15.1.2176.9") TAIL,
	    "\"port\" is not" },
};

static void
check_json(const struct json_row *row)
{
	struct zgrab2 z = ZGRAB2;
	struct buf got = BUF(10000);
	struct obs obs;
	struct err e;
	int rc = zgrab2_parse(&z, str_of(row->line), &obs, &e);

	if (rc > 0)
		batch_put(&got, &obs);
	else
		buf_cstr(&got, rc == 0 ? "-\n" : e.text);
	if (rc < 0 && strncmp(e.text, row->want, strlen(row->want)) == 0)
		goto done;
	got.n -= rc >= 0 && got.n > 0;
	if (strcmp(buf_c(&got), row->want) != 0)
		print_error("%s\n", row->line);
	assert_string_equal(buf_c(&got), row->want);
done:
	buf_free(&got);
	zgrab2_free(&z);
}

static void
test_zgrab2(void **state)
{
	char deep[600] = "{\"ip\":\"192.0.2.1\",\"x\":";

	(void)state;
	for (size_t i = 0; i < sizeof(json_rows) / sizeof(json_rows[0]); i++)
		check_json(&json_rows[i]);
	memset(deep + strlen(deep), '[', 500);
	check_json(&(struct json_row){ deep, "JSON: nested too deep" });
}

/* A certificate: SEQUENCE { SEQUENCE { [0] v, INTEGER, 4 x SEQUENCE, spki, more }, ... }. */
static void
test_spki(void **state)
{
	static const char der[] =
	    "\x30\x18\x30\x14\xA0\x01\x02\x02\x01\x07\x30\x00\x30\x00\x30\x00\x30\x00\x30\x02\x05\x00\xA3\x00\x05\x00";
	static const char old[] =
	    "\x30\x11\x30\x0F\x02\x01\x07\x30\x00\x30\x00\x30\x00\x30\x00\x30\x02\x05\x00";
	struct str spki, whole = { der, sizeof(der) - 1 };

	(void)state;
	assert_int_equal(spki_of(whole, &spki), 0);
	assert_true(str_eq(spki, STR("\x30\x02\x05\x00")));
	assert_int_equal(spki_of((struct str){ old, sizeof(old) - 1 }, &spki), 0);
	assert_true(str_eq(spki, STR("\x30\x02\x05\x00")));
	/* Cut anywhere before the key ends, it is none. */
	for (size_t n = 0; n < whole.n; n++)
		assert_int_equal(spki_of(str_sub(whole, 0, n), &spki), -1);
	assert_int_equal(spki_of(STR("\x30\x84\xFF\xFF\xFF\xFF\x30"), &spki), -1);
	assert_int_equal(spki_of(STR("\x30\x80\x30\x00"), &spki), -1);
}

/* A whole reader over text: what it finds, as batch lines and "line: why", in order. */
struct log {
	struct buf b;
};

static int
log_seen(void *arg, uint64_t line, const struct obs *obs)
{
	struct log *log = arg;

	buf_printf(&log->b, "%d ", (int)line);
	batch_put(&log->b, obs);
	return (0);
}

static int
log_rejected(void *arg, uint64_t line, const char *why)
{
	struct log *log = arg;

	buf_printf(&log->b, "%d: %s\n", (int)line, why);
	return (0);
}

/* Returns the totals; the text is compared. */
static struct scan_sink
run(const struct census_reader *reader, struct str text, const char *want)
{
	struct log log = { BUF(BUF_BIG) };
	struct scan_sink sink = { .seen = log_seen, .rejected = log_rejected, .arg = &log };
	struct lines *l = lines_memory(text, CENSUS_LINE_MAX, NULL);
	struct err e;

	err_clear(&e);
	if (reader->read(l, &sink, &e) != 0)
		buf_printf(&log.b, "%d! %s\n", (int)e.line, e.text);
	assert_string_equal(buf_c(&log.b), want);
	assert_int_equal(sink.records, sink.observations + sink.rejects + sink.passed_over);
	buf_free(&log.b);
	lines_free(l);
	return (sink);
}

#define SS_HEAD \
	"\"timestamp\",\"ip\",\"port\",\"hostname\",\"tag\",\"asn\",\"geo\",\"region\",\"city\",\"naics\",\"sic\",\"sector\",\"version\",\"servername\",\"url\"\n"

static void
test_shadowserver(void **state)
{
	(void)state;
	(void)run(&shadowserver_reader,
	    STR(SS_HEAD
		"\"2021-05-14 02:10:31\",\"192.0.2.1\",\"443\",\"mail\",\"exchange;cve-2021-26855\",\"3320\",\"DE\",\"a, b\",\"\"\"x\"\"\",\"\",\"\",\"\",\"15.2.721\",\"EX01\",\"\"\n"
		"\"2021-05-14 02:10:32\",\"192.0.2.2\",\"443\",\"\",\"exchange\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n"),
	    "2 192.0.2.1\t443\t2021-05-14T02:10:31Z\t\t15.2.721\tcu\tEX01\t\t3320\tDE\n"
	    "3 192.0.2.2\t443\t2021-05-14T02:10:32Z\t\t\tnone\t\t\t\t\n");
	/* Another order, further columns, capitals, CRLF. */
	(void)run(&shadowserver_reader,
	    STR("VERSION,tag,severity,servername,asn,ip,TIMESTAMP,port\r\n15.1.2176,x,high,EX01,3320,192.0.2.1,2021-05-14 02:10:31,8443\r\n"),
	    "2 192.0.2.1\t8443\t2021-05-14T02:10:31Z\t\t15.1.2176\tcu\tEX01\t\t3320\t\n");
	(void)run(&shadowserver_reader, STR("\"timestamp\",\"address\",\"tag\"\n"),
	    "1! the header has no column for the ip (ip src_ip)\n");
	(void)run(&shadowserver_reader, STR("\n"), "0! no header\n");
}

static void
test_plain_csv(void **state)
{
	(void)state;
	(void)run(&csv_reader,
	    STR("ip,time,product,build,servername,key,asn,country\n"
		"192.0.2.1,2021-03-05T10:00:00Z,Exchange 2016,15.1.2176.9,EX01," K64 ",AS3320,de\n"
		"2001:db8::1,2021-03-05,,,,,,\n"
		"192.0.2.3,1614938400,,,,,,\n"
		"192.0.2.4,2021-03-05 10:00,,-,N/A,,,Germany\n"),
	    "2 192.0.2.1\t443\t2021-03-05T10:00:00Z\tExchange 2016\t15.1.2176.9\tsu\tEX01\t" K64
	    "\t3320\tDE\n"
	    "3 2001:db8::1\t443\t2021-03-05T00:00:00Z\t\t\tnone\t\t\t\t\n"
	    "4 192.0.2.3\t443\t2021-03-05T10:00:00Z\t\t\tnone\t\t\t\t\n"
	    "5 192.0.2.4\t443\t2021-03-05T10:00:00Z\t\t\tnone\t\t\t\t\n");
	/* Rows that are no good are said, and the others stand. */
	(void)run(&csv_reader,
	    STR("time,ip,port,version,key,asn\n"
		",192.0.2.1,,,,\n"
		"2021-03-05T10:00:00Z,,,,,\n"
		"yesterday,192.0.2.1,,,,\n"
		"2021,192.0.2.1,,,,\n"
		"2021-03-05T10:00:00Z,192.0.2,,,,\n"
		"2021-03-05T10:00:00Z,192.0.2.1,65536,,,\n"
		"2021-03-05T10:00:00Z,192.0.2.1,,15.x,,\n"
		"2021-03-05T10:00:00Z,192.0.2.1,,,abc,\n"
		"2021-03-05T10:00:00Z,192.0.2.1,,,,x\n"
		"2021-03-05T10:00:00Z,192.0.2.1\n"
		"\n"
		"2021-03-05T10:00:00Z,192.0.2.1,,,,,,\n"
		"2021-03-05T10:00:00Z,192.0.2.1,,,,,x\n"
		"2021-03-05T10:00:00Z,192.0.2.1,,,,"),
	    "2: the time is empty\n3: the ip is empty\n4: the time is not valid\n5: the time is not valid\n"
	    "6: the ip is not valid\n7: the port is not valid\n8: the build is not valid\n9: the key is not valid\n"
	    "10: the asn is not valid\n11: 2 cells where the header has 6 columns\n"
	    "13 192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t\tnone\t\t\t\t\n"
	    "14: 7 cells where the header has 6 columns\n"
	    "15 192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t\tnone\t\t\t\t\n");
}

/* A quote that never closes costs its own line and no other. */
static void
test_open_quotes(void **state)
{
	struct buf b = BUF(BUF_BIG), want = BUF(BUF_BIG);

	(void)state;
	(void)run(&csv_reader,
	    STR("ip,time,servername\n192.0.2.1,2021-03-05T10:00:00Z,\"EX\n01\"\n192.0.2.2,2021-03-05T10:00:00Z,\"EX02\n"
		"192.0.2.3,2021-03-05T10:00:00Z,\"EX03\"\n192.0.2.4,2021-03-05T10:00:00Z,EX04\n"),
	    "2 192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t\tnone\tEX\xEF\xBF\xBD"
	    "01\t\t\t\n"
	    /* The open quote of line 4 would end at that of line 5. */
	    "4: a quote that never closes\n"
	    "5 192.0.2.3\t443\t2021-03-05T10:00:00Z\t\t\tnone\tEX03\t\t\t\n"
	    "6 192.0.2.4\t443\t2021-03-05T10:00:00Z\t\t\tnone\tEX04\t\t\t\n");
	(void)run(&shadowserver_reader,
	    STR("timestamp,ip,tag,servername\n\"2021-05-14 02:10:31\",\"192.0.2.1\",\"x\",\"EX01\n"
		"\"2021-05-14 02:10:31\",\"192.0.2.2\",\"x\",\"EX02\"\n"),
	    "2: a quote that never closes\n3 192.0.2.2\t443\t2021-05-14T02:10:31Z\t\t\tnone\tEX02\t\t\t\n");
	buf_cstr(&b, "ip,time\n192.0.2.1,\"2021-03-05T10:00:00Z\n");
	buf_cstr(&want, "2: a quote that never closes\n");
	for (int i = 0; i < 40; i++) {
		buf_cstr(&b, "192.0.2.2,2021-03-05T10:00:00Z\n");
		buf_printf(&want, "%d 192.0.2.2\t443\t2021-03-05T10:00:00Z\t\t\tnone\t\t\t\t\n", i + 3);
	}
	(void)run(&csv_reader, buf_view(&b), buf_c(&want));
	buf_free(&b);
	buf_free(&want);
}

static void
test_long_records(void **state)
{
	struct buf b = BUF(BUF_BIG);

	(void)state;
	buf_cstr(&b, "ip,time\n");
	for (size_t i = 0; i < ((size_t)1 << 20) + 10; i++)
		buf_char(&b, 'x');
	buf_cstr(&b, "\n192.0.2.2,2021-03-05T10:00:00Z\n");
	(void)run(&csv_reader, buf_view(&b),
	    "2: longer than 1 MB\n3 192.0.2.2\t443\t2021-03-05T10:00:00Z\t\t\tnone\t\t\t\t\n");
	buf_clear(&b);
	for (size_t i = 0; i < CENSUS_LINE_MAX + 10; i++)
		buf_char(&b, '[');
	buf_cstr(&b, "\n{}\n\n{\"ip\":\"192.0.2.1\"}\n");
	(void)run(&zgrab2_reader, buf_view(&b), "1: longer than 16 MB\n2: no \"ip\"\n");
	buf_free(&b);
}

static void
test_sniff(void **state)
{
	static const struct {
		const char *head, *want; /* want NULL: none. */
	} rows[] = {
		{ "{\"ip\":1}", "zgrab2" },
		{ " \r\n{", "zgrab2" },
		{ SS_HEAD, "shadowserver" },
		{ "tag,timestamp,x,IP\n", "shadowserver" },
		{ "ip,timestamp,version\n", "csv" },
		{ "saddr,observed_at\n", "csv" },
		{ "ip;time\n", NULL },
		{ "#Software: Microsoft Internet Information Services 10.0\n", NULL },
		{ "", NULL },
		{ "\x89PNG", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct census_reader *r = census_reader_sniff(str_of(rows[i].head));

		assert_string_equal(
		    r != NULL ? r->name : "none", rows[i].want != NULL ? rows[i].want : "none");
	}
}

static void
test_batch_reads_back(void **state)
{
	static const char *const damaged[] = { "", "192.0.2.1", "192.0.2.1\t443\tx\t\t\tsu\t\t\t\t",
		"192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t\tnone\t\t\t\t\t",
		"192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t\tbest\t\t\t\t",
		"192.0.2.1\t443\t2021-03-05T10:00:00Z\t\t\tnone\t\tabc\t\t" };
	const char *line =
	    "2001:db8::1\t65535\t2021-03-05T10:00:00.000001Z\tExchange 2016\t15.1.2176.9\tsu\tEX01\t" K64
	    "\t4294967295\tDE";
	struct buf b = BUF(1000);
	struct obs obs;

	(void)state;
	assert_int_equal(batch_take(str_of(line), &obs, NULL), 0);
	batch_put(&b, &obs);
	b.n--;
	assert_string_equal(buf_c(&b), line);
	buf_free(&b);
	for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++)
		assert_int_equal(batch_take(str_of(damaged[i]), &obs, NULL), ERR_CORRUPT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zgrab2),
		cmocka_unit_test(test_spki),
		cmocka_unit_test(test_shadowserver),
		cmocka_unit_test(test_plain_csv),
		cmocka_unit_test(test_open_quotes),
		cmocka_unit_test(test_long_records),
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_batch_reads_back),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
