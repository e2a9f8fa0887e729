/* Normal forms by hand, and features against a twin that makes each gram anew from the list of tokens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/vec.h"
#include "trace/feature.h"
#include "trace/lex.h"
#include "trace/normal.h"

static void
test_numbers(void **state)
{
	static const char *const same[][6] = {
		{ "31", "0x1F", "0x1fUL", "31L", "0b11111", "31.0" },
		{ "1000", "1_000", "1e3", "1000u", "1000.0", "1E+3" },
		{ "0.5", ".5", "5e-1", "0.50", "0.5f", NULL },
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		for (size_t j = 1; j < 6 && same[i][j] != NULL; j++)
			assert_true(normal_number(str_of(same[i][0])) == normal_number(str_of(same[i][j])));
	}
	assert_true(normal_number(STR("31")) != normal_number(STR("32")));
	assert_true(normal_number(STR("0.5")) != normal_number(STR("5")));
}

static void
test_texts(void **state)
{
	(void)state;
	assert_true(normal_string(STR("Hello,  World\\n")) == normal_string(STR(" hello, world")));
	assert_true(normal_string(STR("a\\x41b")) == normal_string(STR("aAb")));
	assert_true(normal_string(STR("a\\u0041b")) == normal_string(STR("AAB")));
	assert_true(normal_string(STR("ab")) != normal_string(STR("a b")));
	assert_true(normal_name(STR("hostName")) == normal_name(STR("host_name")));
	assert_true(normal_name(STR("hostName")) != normal_name(STR("hostNames")));
	assert_true(normal_name(STR("ab")) != normal_string(STR("ab")));
	assert_true(str_eq(normal_inside(STR("\"ab\"")), STR("ab")));
	assert_true(str_eq(normal_inside(STR("\"\"\"ab\"\"\"")), STR("ab")));
	assert_true(str_eq(normal_inside(STR("\"ab")), STR("ab")));
	assert_true(str_eq(normal_inside(STR("\"\"")), STR("")));
	assert_true(str_eq(normal_inside(STR("'")), STR("")));
}

static void
test_layers(void **state)
{
	struct buf b = BUF(1 << 16);

	(void)state;
	assert_true(normal_decode(&b, STR("cHJpbnQoImEgdmVyeSByYXJlIHRleHQiKQ==")));
	assert_true(str_eq(buf_view(&b), STR("print(\"a very rare text\")")));
	buf_clear(&b);
	assert_true(normal_decode(&b, STR("7072696e74282261207261726520746578742229")));
	assert_true(str_eq(buf_view(&b), STR("print(\"a rare text\")")));
	buf_clear(&b);
	assert_true(normal_decode(&b, STR("%2Fecp%2Fa%20rare%20path%2Fx")));
	assert_true(str_eq(buf_view(&b), STR("/ecp/a rare path/x")));
	buf_clear(&b);
	assert_false(normal_decode(&b, STR("an ordinary text that is no code")));
	buf_clear(&b);
	assert_false(normal_decode(&b, STR("short")));
	buf_free(&b);
}

/* All features of a text. */
struct bag {
	struct feature *f[CH_N];
	size_t n[CH_N], cap[CH_N];
};

static void
put(void *arg, enum channel ch, const struct feature *f, size_t n)
{
	struct bag *bag = arg;

	assert_true(ch < CH_N && n > 0 && n <= FEATURE_SOME);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(VEC_GROW(bag->f[ch], bag->n[ch], bag->cap[ch]), 0);
		bag->f[ch][bag->n[ch]++] = f[i];
	}
}

static struct feature_text
read_into(struct bag *bag, const char *name, struct str text)
{
	*bag = (struct bag){ .n = { 0 } };
	return (feature_read(str_of(name), text, put, bag));
}

static void
bag_free(struct bag *bag)
{
	for (enum channel ch = 0; ch < CH_N; ch++)
		free(bag->f[ch]);
}

static bool
same_hashes(const struct bag *a, const struct bag *b, enum channel ch)
{
	if (a->n[ch] != b->n[ch])
		return (false);
	for (size_t i = 0; i < a->n[ch]; i++) {
		if (a->f[ch][i].hash != b->f[ch][i].hash)
			return (false);
	}
	return (true);
}

static bool
has_hash(const struct bag *a, enum channel ch, uint64_t hash)
{
	for (size_t i = 0; i < a->n[ch]; i++) {
		if (a->f[ch][i].hash == hash)
			return (true);
	}
	return (false);
}

/* A view of an array that holds a text. */
#define VIEW(array) ((struct str){ (array), sizeof(array) - 1 })

static const char PLAIN[] =
    "/* Count the rows. */\n"
    "static int count_rows(const char *path, int limit)\n{\n\tint rows = 0x10;\n"
    "\twhile (next_row(path, \"a rare text\") > 3.5 && rows < limit)\n\t\trows += step(rows);\n"
    "\treturn rows; // what came\n}\n";
static const char RENAMED[] = "static int f1(const char *a, int b)\n{ int c = 16;\n"
			      "  while (g(a, \"quite another\") > 4.25 && c < b) c += h(c); return c; }\n";
static const char LAID_OUT[] =
    "static   int count_rows ( const char * path,int limit ){ int rows=0x10;"
    "while(next_row(path,\"a rare text\")>3.5&&rows<limit)rows+=step(rows);return rows;}";

/* Renaming leaves structure; laying out and leaving comments away leaves all but comments. */
static void
test_what_survives(void **state)
{
	struct bag a, b, c;

	(void)state;
	(void)read_into(&a, "a.c", VIEW(PLAIN));
	(void)read_into(&b, "a.c", VIEW(RENAMED));
	(void)read_into(&c, "a.c", VIEW(LAID_OUT));
	assert_true(a.n[CH_STRUCTURE] > 20 && a.n[CH_COMMENTS] > 2 && a.n[CH_ORDER] > 0);
	assert_true(same_hashes(&a, &b, CH_STRUCTURE));
	assert_false(same_hashes(&a, &b, CH_RAW));
	for (enum channel ch = 0; ch < CH_N; ch++)
		assert_true(ch == CH_COMMENTS || same_hashes(&a, &c, ch));
	assert_int_equal(c.n[CH_COMMENTS], 0);
	bag_free(&a);
	bag_free(&b);
	bag_free(&c);
}

/* A constant and a text survive a change of language, base and case. */
static void
test_port(void **state)
{
	struct bag a, b;

	(void)state;
	(void)read_into(&a, "a.c", STR("x = probe(0x1F90, \"A Rare\\tText\");"));
	(void)read_into(&b, "a.py", STR("Y: send(8080, 'a rare text')"));
	/* The number is the third atom of either, the text the fourth. */
	assert_true(has_hash(&b, CH_ATOMS, a.f[CH_ATOMS][2].hash));
	assert_true(has_hash(&b, CH_ATOMS, a.f[CH_ATOMS][3].hash));
	assert_false(has_hash(&b, CH_ATOMS, a.f[CH_ATOMS][1].hash));
	bag_free(&a);
	bag_free(&b);
}

/* What is hidden in base64 has the atoms of what it says; a binary those of its strings, in either width. */
static void
test_hidden(void **state)
{
	static const char binary[] =
	    "\0\1\2a very rare text\0\3\4\5l\0o\0n\0g\0e\0r\0 \0o\0n\0e\0\0\0\6\7\1\2\3\4\5\6\7\1\2\3";
	struct bag a, b, c;

	(void)state;
	(void)read_into(&a, "a.py", STR("print(\"a very rare text\"); \"longer one\""));
	(void)read_into(&b, "a.py", STR("exec('cHJpbnQoImEgdmVyeSByYXJlIHRleHQiKQ==')"));
	assert_true(has_hash(&b, CH_ATOMS, a.f[CH_ATOMS][1].hash));
	assert_true(read_into(&c, "a.exe", VIEW(binary)).binary);
	assert_true(has_hash(&c, CH_ATOMS, a.f[CH_ATOMS][1].hash));
	assert_true(has_hash(&c, CH_ATOMS, a.f[CH_ATOMS][2].hash));
	bag_free(&a);
	bag_free(&b);
	bag_free(&c);
}

static uint64_t seed = 3;

static unsigned
draw(unsigned n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return ((unsigned)(seed >> 33) % n);
}

/* Grams made one by one: equal windows of tokens must give equal hashes, unequal ones unequal hashes. */
static void
test_twin(void **state)
{
	static const char *const words[] = { "alpha", "beta", "(", ")", "7", "\"s\"", "if", "+", ";",
		"gamma" };

	(void)state;
	for (int round = 0; round < 300; round++) {
		unsigned token[120], n = 3 + draw(117);
		struct buf text = BUF(1 << 16);
		struct bag bag;

		for (unsigned i = 0; i < n; i++) {
			/* Few words, so that windows repeat. */
			token[i] = draw(round % 2 == 0 ? 3 : 10);
			buf_cstr(&text, words[token[i]]);
			buf_char(&text, draw(8) == 0 ? '\n' : ' ');
		}
		assert_int_equal(read_into(&bag, "a.c", buf_view(&text)).tokens, n);
		assert_int_equal(bag.n[CH_RAW], n - 2);
		for (unsigned i = 0; i + 2 < n; i++) {
			assert_int_equal(bag.f[CH_RAW][i].pos, i);
			for (unsigned j = 0; j < i; j++)
				assert_true((memcmp(&token[i], &token[j], 3 * sizeof(token[0])) == 0) ==
				    (bag.f[CH_RAW][i].hash == bag.f[CH_RAW][j].hash));
		}
		bag_free(&bag);
		buf_free(&text);
	}
}

/* Half a million of each awkward thing ends soon: the test's own time limit is the bound. */
static void
test_long(void **state)
{
	static const char *const awkward[] = { "\"", "'", "\\'", "/*", "import a ", "QUJD", "%41", "\\",
		"a\n", "\xFF", "\"\\", "`", "('", "1e+", "<#" };
	size_t n = (size_t)1 << 19;

	(void)state;
	for (size_t i = 0; i < sizeof(awkward) / sizeof(awkward[0]); i++) {
		struct buf text = BUF(n + 64);
		struct bag bag;

		while (text.n < n)
			buf_cstr(&text, awkward[i]);
		(void)read_into(&bag, "a.c", buf_view(&text));
		bag_free(&bag);
		(void)read_into(&bag, "a.cs", buf_view(&text));
		bag_free(&bag);
		(void)read_into(&bag, "a.rb", buf_view(&text));
		bag_free(&bag);
		buf_free(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_layers),
		cmocka_unit_test(test_what_survives),
		cmocka_unit_test(test_port),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_twin),
		cmocka_unit_test(test_long),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
