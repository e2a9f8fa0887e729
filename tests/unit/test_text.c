/* Text formats: JSON against jansson, CSV and escapes against slow twins, canonical JSON against RFC 8785. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/escape.h"
#include "base/jcs.h"
#include "base/jsonr.h"
#include "base/jsonw.h"

static uint64_t seed = 88172645463325252ULL;

static uint64_t
draw(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (seed % below);
}

/* Pull a whole text and write it again with the writer; false where the reader refused it. */
static bool
rewrite(struct str text, struct buf *out)
{
	struct jsonw w = JSONW(out);
	struct buf s = BUF(BUF_BIG);
	struct jsonr j;
	struct str raw;
	enum jsonr_type t;

	jsonr_init(&j, text, 100);
	while ((t = jsonr_next(&j, &raw)) > JSONR_END) {
		buf_clear(&s);
		if ((t == JSONR_KEY || t == JSONR_STRING) && jsonr_string(&s, raw) != 0) {
			t = JSONR_ERROR;
			break;
		}
		switch (t) {
		case JSONR_OBJECT: jsonw_open(&w, '{'); break;
		case JSONR_ARRAY: jsonw_open(&w, '['); break;
		case JSONR_OBJECT_END: jsonw_close(&w, '}'); break;
		case JSONR_ARRAY_END: jsonw_close(&w, ']'); break;
		case JSONR_KEY: jsonw_key_str(&w, buf_view(&s)); break;
		case JSONR_STRING: jsonw_str(&w, buf_view(&s)); break;
		default: jsonw_raw(&w, raw); break;
		}
	}
	buf_free(&s);
	return (t == JSONR_END);
}

/*
 * With plain, only scalars without escapes and no blanks but spaces: texts on which damage means the same
 * to both readers.
 */
static void
random_json(struct buf *b, unsigned depth, bool plain)
{
	static const char *const scalars[] = { "null", "true", "false", "0", "-15", "12345", "\"\"",
		"\"plain text\"", "0.1", "\"a\\n\\u00e9\\\"b\"", "\"\\ud83d\\ude00\"", "\"\xC3\xA9\"", "1E5",
		"-1.5e3" };
	uint64_t n = draw(5);

	if (depth == 0 || draw(3) == 0) {
		buf_cstr(b, scalars[draw(plain ? 9 : 14)]);
		return;
	}
	buf_char(b, n % 2 == 0 ? '{' : '[');
	for (uint64_t i = 0; i < n; i++) {
		buf_cstr(b, i > 0 ? (plain ? ", " : "\n,\t") : "");
		if (n % 2 == 0)
			buf_printf(b, " \"k%u\" : ", (unsigned)i);
		random_json(b, depth - 1, plain);
	}
	buf_char(b, n % 2 == 0 ? '}' : ']');
}

/* Valid texts and damaged ones: both readers must agree on which is which, and on what it says. */
static void
reads_json_as_jansson_does(void **state)
{
	unsigned good = 0, bad = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf b = BUF(BUF_BIG), out = BUF(BUF_BIG);
		bool damage = i % 2 == 0, ours;
		json_t *want, *have;

		random_json(&b, 5, damage);
		for (uint64_t k = draw(3); k > 0 && damage; k--)
			b.p[draw(b.n)] = "{}[]\",:0x. -"[draw(12)];
		want = json_loadb(b.p, b.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		ours = rewrite(buf_view(&b), &out);
		if ((want != NULL) != ours)
			fail_msg("%s: jansson %s it", buf_c(&b), want != NULL ? "takes" : "refuses");
		if (ours) {
			have = json_loadb(out.p, out.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
			if (have == NULL || !json_equal(want, have))
				fail_msg("%s became %s", buf_c(&b), buf_c(&out));
			json_decref(have);
		}
		good += ours;
		bad += !ours;
		json_decref(want);
		buf_free(&b);
		buf_free(&out);
	}
	assert_true(good > 5000 && bad > 1000);
}

static void
skips_what_it_would_read(void **state)
{
	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct buf b = BUF(BUF_BIG);
		struct jsonr j;
		struct str raw, whole;
		enum jsonr_type t;

		buf_cstr(&b, "[");
		random_json(&b, 5, false);
		buf_cstr(&b, ",42]");
		jsonr_init(&j, buf_view(&b), 0);
		assert_int_equal(jsonr_next(&j, &raw), JSONR_ARRAY);
		t = jsonr_next(&j, &raw);
		assert_int_equal(jsonr_whole(&j, t, raw, &whole), 0);
		assert_true(whole.p == b.p + 1 && whole.p + whole.n == b.p + b.n - 4);
		assert_int_equal(jsonr_next(&j, &raw), JSONR_NUMBER);
		assert_true(str_eq(raw, STR("42")));
		buf_free(&b);
	}
}

static void
limits_depth(void **state)
{
	struct buf b = BUF(BUF_BIG);
	struct jsonr j;
	struct str raw;
	enum jsonr_type t;
	struct err e;

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_char(&b, '[');
	jsonr_init(&j, buf_view(&b), 0);
	while ((t = jsonr_next(&j, &raw)) > JSONR_END)
		;
	assert_int_equal(t, JSONR_ERROR);
	assert_int_equal(jsonr_error(&j, &e), ERR_LIMIT);
	jsonr_init(&j, buf_view(&b), 10);
	t = jsonr_next(&j, &raw);
	assert_int_equal(jsonr_skip(&j, t), -1);
	assert_int_equal(jsonr_error(&j, &e), ERR_LIMIT);
	buf_free(&b);
}

/* A twin of csv_record and csv_split that walks one character after the other. */
static size_t
slow_csv(struct str text, char cell[][64], size_t max, size_t *length)
{
	size_t n = 0, k = 0;
	bool quoted = false, closed = false, start = true;

	*length = text.n;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (start && c == '"') {
			quoted = true;
		} else if (quoted && c == '"' && i + 1 < text.n && text.p[i + 1] == '"') {
			cell[n][k++] = '"';
			i++;
		} else if (quoted && c == '"') {
			quoted = false;
			closed = true;
		} else if (!quoted && (c == ',' || c == '\n')) {
			if (c == '\n' && k > 0 && cell[n][k - 1] == '\r' && !closed)
				k--;
			cell[n++][k] = '\0';
			k = 0;
			closed = false;
			if (c == '\n') {
				*length = i + 1;
				return (n);
			}
			start = true;
			continue;
		} else if (!closed) {
			cell[n][k++] = c;
		}
		start = false;
		if (n >= max)
			break;
	}
	while (k > 0 && !closed && !quoted && cell[n][k - 1] == '\r')
		k--;
	cell[n++][k] = '\0';
	return (n);
}

static void
splits_csv_as_a_slow_twin(void **state)
{
	static const char alphabet[] = "ab,,\"\"\"\n ";

	(void)state;
	for (int i = 0; i < 200000; i++) {
		char text[24], want[32][64];
		struct str record = { text, draw(sizeof(text)) }, cell[32];
		struct buf scratch = BUF(BUF_BIG);
		size_t length, n, got;
		bool open;

		for (size_t k = 0; k < record.n; k++)
			text[k] = alphabet[draw(sizeof(alphabet) - 1)];
		n = slow_csv(record, want, 32, &length);
		assert_int_equal(csv_record(record, &open), length);
		got = csv_split(str_sub(record, 0, length), ',', cell, 32, &scratch);
		if (open) {
			/*
			 * Never closed: what the last cell holds is anybody's guess; no byte may be read
			 * beyond.
			 */
			buf_free(&scratch);
			continue;
		}
		if (got != n)
			fail_msg("\"%.*s\": %zu cells, expected %zu", (int)record.n, text, got, n);
		for (size_t k = 0; k < n; k++) {
			if (!str_eq(cell[k], str_of(want[k])))
				fail_msg("\"%.*s\": cell %zu is \"%.*s\", expected \"%s\"", (int)record.n,
				    text, k, STR_ARG(cell[k]), want[k]);
		}
		buf_free(&scratch);
	}
}

static const struct {
	void (*escape)(struct buf *, struct str);
	const char *text, *want;
} ESCAPES[] = {
	{ escape_term, "plain \xC3\xA9", "plain \xC3\xA9" },
	{ escape_term, "\x1b[2J", "\\x1b[2J" },
	{ escape_term, "a\nb\tc", "a\\nb\\tc" },
	{ escape_term,
	    "\xC2\x9B"
	    "31m",
	    "\\x9b31m" },
	{ escape_term,
	    "evil\xE2\x80\xAE"
	    "txt.exe",
	    "evil<U+202E>txt.exe" },
	{ escape_term, "\xFF\xFE", "\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ escape_term, "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ escape_html, "<script>\"'&", "&lt;script&gt;&quot;&#39;&amp;" },
	{ escape_html, "\xE2\x80\xAE", "&lt;U+202E&gt;" },
	{ escape_json, "\"\\\x01\xE2\x80\xAE\x7F", "\"\\\"\\\\\\u0001\\u202e\\u007f\"" },
	{ escape_json, "\xF3\xA0\x80\x81", "\"\\udb40\\udc01\"" },
	{ escape_csv, "=1+1", "\"'=1+1\"" },
	{ escape_csv, "a,b\"c", "\"a,b\"\"c\"" },
	{ escape_csv, "plain", "plain" },
	{ escape_path, "logs/100%.txt", "logs/100%.txt" },
	{ escape_path, "a%41b", "a%2541b" },
	{ escape_path, "\xFFx\n", "%FFx%0A" },
};

static void
escapes_for_each_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ESCAPES) / sizeof(ESCAPES[0]); i++) {
		struct buf b = BUF(BUF_BIG);

		ESCAPES[i].escape(&b, str_of(ESCAPES[i].text));
		if (strcmp(buf_c(&b), ESCAPES[i].want) != 0)
			fail_msg("case %zu: got %s, expected %s", i, buf_c(&b), ESCAPES[i].want);
		buf_free(&b);
	}
}

/* Whatever comes in, JSON comes out, and what was UTF-8 comes back the same. */
static void
escapes_anything_to_json(void **state)
{
	(void)state;
	for (int i = 0; i < 20000; i++) {
		char raw[40];
		struct str s = { raw, draw(sizeof(raw)) };
		struct buf b = BUF(BUF_BIG);
		json_t *back;

		for (size_t k = 0; k < s.n; k++)
			raw[k] = draw(2) == 0 ? (char)draw(256) : "\xC3\xA9\xE2\x80\xAE<\"\\"[draw(8)];
		escape_json(&b, s);
		back = json_loadb(b.p, b.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		assert_non_null(back);
		if (str_is_utf8(s))
			assert_true(
			    str_eq(s, (struct str){ json_string_value(back), json_string_length(back) }));
		json_decref(back);
		buf_free(&b);
	}
}

static void
writes_canonical_json(void **state)
{
	/* RFC 8785, section 3.2.2 and 3.2.3. */
	static const char in[] =
	    "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"
	    "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
	    "\"literals\":[null,true,false]}";
	static const char out[] =
	    "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
	    "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
	static const char sorted_in[] =
	    "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
	    "\"\\u00f6\":7}";
	static const char sorted_out[] =
	    "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"\xC3\xB6\":7,\"\xE2\x82\xAC\":1,"
	    "\"\xF0\x9F\x98\x80\":5,\"\xEF\xAC\xB3\":3}";
	struct buf b = BUF(BUF_BIG);
	json_t *v = json_loads(in, 0, NULL);
	struct err e;

	(void)state;
	assert_int_equal(jcs_put(&b, v, &e), 0);
	assert_string_equal(buf_c(&b), out);
	json_decref(v);
	buf_clear(&b);
	v = json_loads(sorted_in, 0, NULL);
	assert_int_equal(jcs_put(&b, v, &e), 0);
	assert_string_equal(buf_c(&b), sorted_out);
	json_decref(v);
	v = json_pack("[I]", (json_int_t)9007199254740993);
	assert_int_equal(jcs_put(&b, v, &e), ERR_SYNTAX);
	json_decref(v);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_json_as_jansson_does),
		cmocka_unit_test(skips_what_it_would_read),
		cmocka_unit_test(limits_depth),
		cmocka_unit_test(splits_csv_as_a_slow_twin),
		cmocka_unit_test(escapes_for_each_place),
		cmocka_unit_test(escapes_anything_to_json),
		cmocka_unit_test(writes_canonical_json),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
