/* Normal forms by hand, and features against a twin that makes each gram anew from the list of tokens. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/vec.h"
#include "trace/feature.h"
#include "trace/lex.h"
#include "trace/normal.h"

static void
test_numbers(void **state)
{
	/* Of each row all are one number; no two rows are the same one. */
	static const char *const same[][9] = {
		{ "31", "0x1F", "0x1fUL", "31L", "0b11111", "0o37", "31.0", "0B1_1111", "037" },
		{ "1000", "1_000", "1e3", "1000u", "1000.0", "1E+3", "1'000", "1_000n", "1000i64" },
		{ "0.5", ".5", "5e-1", "0.50", "0.5f", "0x1p-1", "500e-3", "0.5d", NULL },
		{ "1000000", "1'000'000", "1_000_000", "0xF4240", "1e6", "1000000usize", NULL },
		{ "1048576", "1MB", "1024kb", "0x100000", NULL },
		{ "493", "0755", "0o755", "0x1ed", "0_755", NULL },
		{ "755", "755u8", "755.", NULL },
		{ "1000.5", "1_000.5", NULL },
		{ "1999.5", "1_999.5", NULL },
		{ "8", "08", "010", NULL },
		{ "9", "09", NULL },
		{ "0", "00", "0x0", "0.0", "0L", NULL },
		{ "0xDEADBEEFDEADBEEF0", "0xdead_beef_dead_beef_0", NULL },
		{ "0xDEADBEEFDEADBEEF1", NULL },
		{ "18446744073709551615", "0xFFFFFFFFFFFFFFFF", NULL },
		{ "18446744073709551616", NULL },
		{ "18446744073709551617", NULL },
		{ "1e999", NULL },
		{ "1e998", NULL },
		{ "1e-999", NULL },
		{ "10.5.3.1", NULL },
		{ "10.5.9.9", NULL },
		{ "10.5", NULL },
		{ "123", NULL },
		{ "123abc", "123ABC", NULL },
		{ "123xyz", NULL },
		{ "0b12", NULL },
		{ "0b13", NULL },
		{ "0xfg", NULL },
		{ "0x", NULL },
	};
	const size_t rows = sizeof(same) / sizeof(same[0]);

	(void)state;
	for (size_t i = 0; i < rows; i++) {
		uint64_t hash = normal_number(str_of(same[i][0]), true);

		for (size_t j = 1; j < 9 && same[i][j] != NULL; j++) {
			if (normal_number(str_of(same[i][j]), true) != hash)
				fail_msg("%s is not %s", same[i][j], same[i][0]);
		}
		for (size_t j = 0; j < i; j++) {
			if (normal_number(str_of(same[j][0]), true) == hash)
				fail_msg("%s is %s", same[i][0], same[j][0]);
		}
	}
	assert_true(normal_number(STR("0755"), false) == normal_number(STR("755"), true));
	assert_true(normal_number(STR("0o755"), false) == normal_number(STR("493"), true));
}

/* Whether ${v}, written in each base, has the hash. */
static void
check_forms(uint64_t v, uint64_t hash, bool has)
{
	char text[6][40];

	(void)snprintf(text[0], sizeof(text[0]), "%" PRIu64, v);
	(void)snprintf(text[1], sizeof(text[1]), "0x%" PRIx64, v);
	(void)snprintf(text[2], sizeof(text[2]), "0X%" PRIX64 "u", v);
	(void)snprintf(text[3], sizeof(text[3]), "0o%" PRIo64, v);
	(void)snprintf(text[4], sizeof(text[4]), "0%" PRIo64, v);
	(void)snprintf(text[5], sizeof(text[5]), "%" PRIu64 "L", v);
	for (size_t i = 0; i < 6; i++)
		assert_true((normal_number(str_of(text[i]), true) == hash) == has);
}

/* Numbers written in each base, against their value. */
static void
test_bases(void **state)
{
	char text[40];

	(void)state;
	for (int round = 0; round < 2000; round++) {
		uint64_t v = normal_mix((uint64_t)round + 1) >> (round % 60),
			 other = v ^ (uint64_t)1 << (round % 64);
		uint64_t hash;

		(void)snprintf(text, sizeof(text), "%" PRIu64, v);
		hash = normal_number(str_of(text), true);
		check_forms(v, hash, true);
		check_forms(other, hash, false);
	}
}

/* As C escapes them, and as they stand. */
static uint64_t
escaped(const char *s)
{
	return (normal_string(str_of(s), (struct normal_quoting){ NORMAL_C, '\0' }));
}

static uint64_t
plain(const char *s)
{
	return (normal_string(str_of(s), (struct normal_quoting){ NORMAL_RAW, '\0' }));
}

static void
test_texts(void **state)
{
	static const char *const rows[][2] = { { "Hello,  World\\n", " hello, world" }, { "a\\x41b", "aAb" },
		{ "a\\u0041bc", "AABC" }, { "\\101\\60", "A0" }, { "\\u0441", "\xD1\x81" },
		{ "\\xD1\\x81", "\xD1\x81" }, { "\\uD83D\\uDE00", "\xF0\x9F\x98\x80" },
		{ "\\uD83D", "\xEF\xBF\xBD" },
		{ "\\uD83D\\u0041",
		    "\xEF\xBF\xBD"
		    "A" },
		{ "\\u{1F600}", "\xF0\x9F\x98\x80" }, { "\\x{441}", "\xD1\x81" },
		{ "\\U00000441", "\xD1\x81" }, { "\\UFFFFFFFF", "\xEF\xBF\xBD" }, { "\\q\\\"\\\\", "q\"\\" },
		{ "\\e[0m", "\033[0m" }, { "\\x", "x" }, { "\\u{", "u{" }, { "\\u{}", "u{}" }, { "\\", "\\" },
		{ "\\xzz", "xzz" }, { "\\x414", "A4" }, { "\\4011", " 11" }, { "a\\\r\nb", "ab" } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (escaped(rows[i][0]) != plain(rows[i][1]))
			fail_msg("%s is not %s", rows[i][0], rows[i][1]);
		for (size_t j = 0; j < i; j++)
			assert_true((strcasecmp(rows[i][1], rows[j][1]) == 0) ==
			    (escaped(rows[i][0]) == escaped(rows[j][0])));
	}
	assert_true(escaped("\\u0441") != plain("A"));
	assert_true(plain("ab") != plain("a b"));
	assert_true(normal_name(STR("hostName")) == normal_name(STR("host_name")));
	assert_true(normal_name(STR("hostName")) != normal_name(STR("hostNames")));
	assert_true(normal_name(STR("ab")) != plain("ab"));
}

/* Names of every length around where they are hashed otherwise: the form is what counts. */
static void
test_names(void **state)
{
	char name[200], bare[200];

	(void)state;
	for (size_t n = 1; n < sizeof(name); n++) {
		size_t m = 0;

		for (size_t i = 0; i < n; i++) {
			name[i] = i % 5 == 4 ? '_' : (char)('A' + i % 26);
			if (name[i] != '_')
				bare[m++] = (char)(name[i] + 32);
		}
		assert_true(normal_name((struct str){ name, n }) == normal_name((struct str){ bare, m }));
		bare[m - 1]++;
		assert_true(normal_name((struct str){ name, n }) != normal_name((struct str){ bare, m }));
	}
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

/* Whether two texts have the same structure, as files of that name; all other channels are the same. */
static bool
same_structure(const char *name, const char *one, const char *two)
{
	struct bag a, b;
	bool same;

	(void)read_into(&a, name, str_of(one));
	(void)read_into(&b, name, str_of(two));
	same = same_hashes(&a, &b, CH_STRUCTURE);
	for (enum channel ch = CH_STRUCTURE + 1; ch < CH_N; ch++)
		assert_true(same_hashes(&a, &b, ch));
	bag_free(&a);
	bag_free(&b);
	return (same);
}

/* Indentation is structure where it means something, however deep and of whatever it is, and not within brackets. */
static void
test_layout(void **state)
{
	const char *within = "def f(x, y):\n    if x:\n        g(x)\n        h(x, y)\n    return x\n";
	const char *behind = "def f(x, y):\n    if x:\n        g(x)\n    h(x, y)\n    return x\n";

	(void)state;
	assert_false(same_structure("a.py", within, behind));
	assert_true(same_structure("a.c", within, behind));
	assert_true(same_structure(
	    "a.py", within, "def f(x, y):\n if x:\n\tg(x)\n\n\th(x,\n y)\n # so\n return x\n"));
	assert_true(same_structure("a.py", within,
	    "\r\ndef f(\n        x, y\n):\r\n  if x:\r\n    g(x)\r\n    h(x, y)\r\n  return x"));
	/* A piece of it, cut out or moved to the left. */
	assert_true(
	    same_structure("a.py", "        g(x)\n        h(x, y)\n        k(y)\n", "g(x)\nh(x, y)\nk(y)\n"));
}

/* Functions of Python with what documents them. */
static void
put_documented(struct buf *b)
{
	for (unsigned i = 0; i < 8; i++) {
		buf_printf(b, "def part_%u(path, limit):\n    \"\"\"What part %u is for.\n\n", i, i);
		buf_printf(b, "    It has two paragraphs.\n    \"\"\"\n    total = %u\n", 100 + i);
		buf_printf(b, "    for row in rows_%u(path, 'a text %u'):\n", i, i);
		buf_printf(b, "        if row.size > limit:\n            total += step(row, %u)\n", i);
		buf_printf(b, "            while total %% %u:\n                total -= 1\n", i + 3);
		buf_printf(b, "    return total\n\n\n");
	}
}

/* A leak that lacks the quotes which open its first string, so that code and strings change places: both are read. */
static void
test_half_deleted(void **state)
{
	struct buf b = BUF(1 << 16);
	struct bag whole, cut;
	size_t at, found[CH_N] = { 0 };

	(void)state;
	put_documented(&b);
	at = str_find(buf_view(&b), STR("\"\"\""));
	(void)read_into(&whole, "a.py", buf_view(&b));
	(void)read_into(&cut, "a.py", str_sub(buf_view(&b), at + 3, b.n));
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < whole.n[ch]; i++)
			found[ch] += has_hash(&cut, ch, whole.f[ch][i].hash);
	}
	assert_true(whole.n[CH_STRUCTURE] > 200);
	/* Each seam takes the grams with it that span the string and the lines around it. */
	assert_true(found[CH_STRUCTURE] * 4 > whole.n[CH_STRUCTURE] * 3);
	assert_true(found[CH_RAW] * 10 > whole.n[CH_RAW] * 8);
	bag_free(&whole);
	bag_free(&cut);
	buf_free(&b);
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

/* ASCII in UTF-16, behind ${mark} bytes of a mark. */
static void
widen(struct buf *b, struct str text, bool big, bool mark)
{
	if (mark)
		buf_cstr(b, big ? "\xFE\xFF" : "\xFF\xFE");
	for (size_t i = 0; i < text.n; i++) {
		if (big)
			buf_char(b, '\0');
		buf_char(b, text.p[i]);
		if (!big)
			buf_char(b, '\0');
	}
}

/* Text in UTF-16, with a mark or without, has the features of the same text in UTF-8, with a mark or without. */
static void
test_wide(void **state)
{
	struct bag want, got;

	(void)state;
	assert_false(read_into(&want, "a.c", VIEW(PLAIN)).binary);
	for (int form = 0; form < 5; form++) {
		struct buf text = BUF(1 << 16);
		struct feature_text t;

		if (form < 4) {
			widen(&text, VIEW(PLAIN), form % 2 == 1, form / 2 == 1);
		} else {
			buf_cstr(&text, "\xEF\xBB\xBF");
			buf_str(&text, VIEW(PLAIN));
		}
		t = read_into(&got, "a.c", buf_view(&text));
		assert_false(t.binary);
		assert_int_equal(t.lang, LANG_C);
		for (enum channel ch = 0; ch < CH_N; ch++)
			assert_true(got.n[ch] > 0 && same_hashes(&want, &got, ch));
		bag_free(&got);
		buf_free(&text);
	}
	bag_free(&want);
}

/* A text in a binary, in UTF-16 of either order, at an even or an odd place, between bytes of any kind. */
static void
test_wide_runs(void **state)
{
	static const char *const around[] = { "\1\2", "\1\2\3", "\xFF\xFE\1", "AB\1", "A\2" };
	struct bag want;

	(void)state;
	(void)read_into(&want, "a.py", STR("'a rare text'"));
	for (unsigned i = 0; i < 2 * 5; i++) {
		const char *bytes = around[i / 2];
		struct buf text = BUF(1 << 16);
		struct bag got;

		for (int k = 0; k < 20; k++)
			buf_cstr(&text, "\1\2\3\4");
		buf_cstr(&text, bytes);
		if (i % 2 == 0)
			buf_put(&text, "\0\0", 2);
		widen(&text, STR("a rare text"), i % 2 == 1, false);
		/* The one at an even place that looks like the other order needs an end. */
		if (i % 2 == 1 && strlen(bytes) % 2 == 1)
			buf_put(&text, "\0\0", 2);
		buf_cstr(&text, "\1\2\3");
		assert_true(read_into(&got, "a.exe", buf_view(&text)).binary);
		if (!has_hash(&got, CH_ATOMS, want.f[CH_ATOMS][0].hash))
			fail_msg("not found, form %u", i);
		bag_free(&got);
		buf_free(&text);
	}
	bag_free(&want);
}

/* A command of PowerShell's in base64 is UTF-16; a script within a script is read, each line in its place. */
static void
test_inside(void **state)
{
	static const char script[] =
	    "cat <<'X'\nint one(void)\n{\n\treturn call(0x1F90, \"a rare text\");\n}\nX\n";
	struct buf wide = BUF(1 << 16), line = BUF(1 << 16);
	struct bag want, got;

	(void)state;
	(void)read_into(&want, "a.c", STR("call(8080, \"a rare text\")"));
	widen(&wide, STR("call(8080, \"a rare text\")!"), false, false);
	buf_cstr(&line, "powershell -enc '");
	base64_put(&line, wide.p, wide.n);
	buf_cstr(&line, "'");
	(void)read_into(&got, "a.sh", buf_view(&line));
	for (size_t i = 0; i < 3; i++)
		assert_true(has_hash(&got, CH_ATOMS, want.f[CH_ATOMS][i].hash));
	bag_free(&got);
	(void)read_into(&got, "a.sh", VIEW(script));
	for (size_t i = 0; i < 3; i++) {
		size_t j = 0;

		while (j < got.n[CH_ATOMS] && got.f[CH_ATOMS][j].hash != want.f[CH_ATOMS][i].hash)
			j++;
		assert_true(j < got.n[CH_ATOMS]);
		assert_int_equal(got.f[CH_ATOMS][j].line, 4);
	}
	bag_free(&got);
	bag_free(&want);
	buf_free(&wide);
	buf_free(&line);
}

/* What is octal in the one language is not in the other; the words of some, and names of one, have no case. */
static void
test_languages(void **state)
{
	struct bag a, b, c;

	(void)state;
	(void)read_into(&a, "a.c", STR("f(0755);"));
	(void)read_into(&b, "a.rb", STR("f(493);"));
	(void)read_into(&c, "a.ps1", STR("f(755);"));
	assert_true(same_hashes(&a, &b, CH_RAW));
	assert_false(same_hashes(&a, &c, CH_RAW));
	bag_free(&a);
	bag_free(&c);
	(void)read_into(&a, "a.cs", STR("f(0755);"));
	(void)read_into(&c, "a.ps1", STR("f(755);"));
	assert_true(same_hashes(&a, &c, CH_RAW));
	bag_free(&a);
	bag_free(&b);
	bag_free(&c);
	(void)read_into(&a, "a.ps1", STR("ForEach ($Line in $lines) { Get-Item $LINE }"));
	(void)read_into(&b, "a.ps1", STR("foreach ($line in $Lines) { get-item $line }"));
	for (enum channel ch = 0; ch < CH_N; ch++)
		assert_true(same_hashes(&a, &b, ch));
	bag_free(&a);
	bag_free(&b);
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

/* A hundred thousand of each awkward thing ends soon in any language: the test's own time limit is the bound. */
static void
test_long(void **state)
{
	static const char *const awkward[] = { "\"", "'", "\\'", "/*", "import a ", "QUJD", "%41", "\\",
		"a\n", "\xFF", "\"\\", "`", "('", "1e+", "<#", "'''", "\"\"\"a", "`${", "\"$(", "\"#{",
		"<<A ", "<<A\nA\n", "<<<A ", "=/[", "=/a", "%q(", "R\"(", "r#\"", "$\"\"\"", "@\"\n", "<?",
		"\\\n", "\"${`", "a.", "aB1/", "'\n\n\n", "\"\n\n\n'\n\n\n" };
	static const char *const names[] = { "a.c", "a.cs", "a.rb", "a.js", "a.sh", "a.ps1", "a.php", "a.py",
		"a.rs", "a.http" };
	const size_t n = (size_t)1 << 17;

	(void)state;
	for (size_t i = 0; i < sizeof(awkward) / sizeof(awkward[0]); i++) {
		struct buf text = BUF(n + 64);
		struct bag bag;

		while (text.n < n)
			buf_cstr(&text, awkward[i]);
		for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
			(void)read_into(&bag, names[k], buf_view(&text));
			bag_free(&bag);
		}
		buf_free(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_bases),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_layers),
		cmocka_unit_test(test_what_survives),
		cmocka_unit_test(test_layout),
		cmocka_unit_test(test_half_deleted),
		cmocka_unit_test(test_port),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_wide_runs),
		cmocka_unit_test(test_inside),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_twin),
		cmocka_unit_test(test_long),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
