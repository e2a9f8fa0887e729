/* Tokens of every language, by tables of text and what must come out, and by what holds for any text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "trace/lex.h"

static const char KIND[] = { [LEX_NAME] = 'n',
	[LEX_WORD] = 'w',
	[LEX_NUMBER] = '#',
	[LEX_STRING] = 's',
	[LEX_MARK] = 'm',
	[LEX_COMMENT] = 'c',
	[LEX_IMPORT] = 'i' };

/* Tokens as "k:text|k:text". */
static void
tokens(struct buf *b, enum lang lang, struct str text)
{
	struct lex x;
	struct lex_token t;

	lex_init(&x, lang, text);
	while (lex_next(&x, &t)) {
		if (b->n > 0)
			buf_char(b, '|');
		buf_char(b, KIND[t.kind]);
		buf_char(b, ':');
		buf_str(b, t.text);
	}
}

struct row {
	enum lang lang;
	const char *text, *want;
};

static const struct row ROWS[] = {
	{ LANG_C, "int x = 0x1F; // end", "w:int|n:x|m:=|#:0x1F|m:;|c:// end" },
	{ LANG_C, "a /* b\n c */ d", "n:a|c:/* b\n c */|n:d" },
	{ LANG_C, "/* never closed", "c:/* never closed" },
	{ LANG_C, "\"a\\\"b\" 'x' '\\n' it's", "s:\"a\\\"b\"|s:'x'|s:'\\n'|n:it|m:'|n:s" },
	{ LANG_C, "\"open\nrest", "s:\"open|n:rest" },
	{ LANG_C, "#include <stdio.h>\nint", "i:#include <stdio.h>|w:int" },
	{ LANG_C, "#define N 3\n", "m:#|n:define|n:N|#:3" },
	{ LANG_C, "1.5e-3f 0755 10UL .5 a.b 1..2", "#:1.5e-3f|#:0755|#:10UL|#:.5|n:a|m:.|n:b|#:1|m:.|#:.2" },
	{ LANG_JAVA, "import java.util.Scanner;\nclass A { String s = \"\"\"\n x \"y\"\n\"\"\"; }",
	    "i:import java.util.Scanner;|w:class|n:A|m:{|n:String|n:s|m:=|s:\"\"\"\n x \"y\"\n\"\"\"|m:;|m:}" },
	{ LANG_CSHARP, "using System;\nvar p = @\"C:\\a\"\"b\";",
	    "i:using System;|w:var|n:p|m:=|s:\"C:\\a\"\"b\"|m:;" },
	{ LANG_CSHARP, "using (var f = x) {}", "w:using|m:(|w:var|n:f|m:=|n:x|m:)|m:{|m:}" },
	{ LANG_GO, "s := `a\\\nb` // c", "n:s|m::|m:=|s:`a\\\nb`|c:// c" },
	{ LANG_RUST, "fn f<'a>(x: &'a str) { 'q' }",
	    "w:fn|n:f|m:<|m:'|n:a|m:>|m:(|n:x|m::|m:&|m:'|n:a|n:str|m:)|m:{|s:'q'|m:}" },
	{ LANG_JS, "let a = `x ${y}\n` + 'it\\'s'; // e",
	    "w:let|n:a|m:=|s:`x ${y}\n`|m:+|s:'it\\'s'|m:;|c:// e" },
	{ LANG_PYTHON, "def f():\n    \"\"\"Doc\n    string\"\"\"\n    x = '''a\nb'''  # c",
	    "w:def|n:f|m:(|m:)|m::|c:\"\"\"Doc\n    string\"\"\"|n:x|m:=|s:'''a\nb'''|c:# c" },
	{ LANG_PYTHON, "from os import path\nimport sys", "i:from os import path|i:import sys" },
	{ LANG_PYTHON, "from x\n", "w:from|n:x" },
	{ LANG_RUBY, "=begin\nnot code\n=end\nputs 'a' # b", "c:=begin\nnot code\n=end|n:puts|s:'a'|c:# b" },
	{ LANG_PHP, "$a = \"x\ny\"; # c", "m:$|n:a|m:=|s:\"x\ny\"|m:;|c:# c" },
	{ LANG_POWERSHELL, "<# c\n d #> $a = \"C:\\\" # e", "c:<# c\n d #>|m:$|n:a|m:=|s:\"C:\\\"|c:# e" },
	{ LANG_POWERSHELL, "@\"\nit's \"x\"\n\"@ b", "s:@\"\nit's \"x\"\n\"@|n:b" },
	{ LANG_SHELL, "a=\"x\ny\" # c", "n:a|m:=|s:\"x\ny\"|c:# c" },
	{ LANG_HTTP, "GET /a?b=1 HTTP/1.1", "n:GET|m:/|n:a|m:?|n:b|m:=|#:1|n:HTTP|m:/|#:1.1" },
	{ LANG_PROSE, "A line.\nAnother # one", "c:A line.|c:Another # one" },
	{ LANG_OTHER, "", "" },
	{ LANG_OTHER, " \n\t\r\n", "" },
};

static void
test_rows(void **state)
{
	struct buf b = BUF(1 << 16);

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		buf_clear(&b);
		tokens(&b, ROWS[i].lang, str_of(ROWS[i].text));
		if (!str_eq(buf_view(&b), str_of(ROWS[i].want)))
			fail_msg("%s: %s\n gave %s\n not  %s", lang_facts[ROWS[i].lang].name, ROWS[i].text,
			    buf_c(&b), ROWS[i].want);
	}
	buf_free(&b);
}

static uint64_t seed = 7;

static unsigned
draw(unsigned n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return ((unsigned)(seed >> 33) % n);
}

/* Tokens stand in order, between them are only blanks (or the "@" before a verbatim string), and lines count. */
static void
check_text(enum lang lang, struct str text)
{
	struct lex x;
	struct lex_token t;
	size_t at = 0;
	uint32_t line = 1;

	lex_init(&x, lang, text);
	while (lex_next(&x, &t)) {
		size_t from = (size_t)(t.text.p - text.p);

		assert_true(from >= at && t.text.n > 0 && from + t.text.n <= text.n);
		for (; at < from; at++) {
			char c = text.p[at];

			assert_true(
			    (unsigned char)c <= ' ' || (c == '@' && lang == LANG_CSHARP && at + 1 == from));
			line += c == '\n';
		}
		assert_int_equal(t.line, line);
		for (; at < from + t.text.n; at++)
			line += text.p[at] == '\n';
	}
	for (; at < text.n; at++)
		assert_true((unsigned char)text.p[at] <= ' ');
}

static void
test_any_text(void **state)
{
	static const char *const pieces[] = { "\"", "'", "`", "\\", "/*", "*/", "//", "#", "<#", "#>", "\n",
		" ", "@\"", "\"@", "\"\"\"", "'''", "import a", "=begin", "\n=end", "0x1", "1e+", "ab", "{",
		"\xC3\xA9", ".", "from " };
	char text[200];

	(void)state;
	for (int round = 0; round < 40000; round++) {
		size_t n = 0;

		for (unsigned k = draw(20); k > 0; k--) {
			const char *piece = pieces[draw(sizeof(pieces) / sizeof(pieces[0]))];

			memcpy(text + n, piece, strlen(piece));
			n += strlen(piece);
		}
		/* A copy of its own size, so that a read beyond it is seen. */
		char *own = malloc(n + 1);

		assert_non_null(own);
		memcpy(own, text, n);
		check_text((enum lang)draw(LANG_N), (struct str){ own, n });
		free(own);
	}
}

static void
test_languages(void **state)
{
	(void)state;
	assert_int_equal(lang_of(STR("a/b.PY"), STR("")), LANG_PYTHON);
	assert_int_equal(lang_of(STR("x.tar/y.cpp"), STR("")), LANG_C);
	assert_int_equal(lang_of(STR("tool"), STR("#!/usr/bin/env python3\nx")), LANG_PYTHON);
	assert_int_equal(lang_of(STR("tool"), STR("#!/bin/sh\n")), LANG_SHELL);
	assert_int_equal(lang_of(STR("req"), STR("POST /ecp/x HTTP/1.1\r\nHost: a\r\n")), LANG_HTTP);
	assert_int_equal(lang_of(STR("page"), STR("<?php echo 1;")), LANG_PHP);
	assert_int_equal(
	    lang_of(STR("note"), STR("This is a letter to somebody about something else.\n")), LANG_PROSE);
	assert_int_equal(lang_of(STR("code"), STR("x = f(1); if (x) { y(); }")), LANG_OTHER);
	assert_true(lang_is_word(STR("while")));
	assert_true(lang_is_word(STR("False")));
	assert_false(lang_is_word(STR("While")));
	assert_false(lang_is_word(STR("w")));
	assert_false(lang_is_word(STR("whiles")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_any_text),
		cmocka_unit_test(test_languages),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
