/* Tokens of every language, by tables of text and what must come out, and by what holds for any text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>

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
	    "i:using System;|w:var|n:p|m:=|s:@\"C:\\a\"\"b\"|m:;" },
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
	/* A backslash joins lines, in macros, comments and strings. */
	{ LANG_C, "#define A \\\n 1 // c \\\n d\n\"a\\\nb\" e",
	    "m:#|n:define|n:A|#:1|c:// c \\\n d|s:\"a\\\nb\"|n:e" },
	{ LANG_C, "#include <a.h> /* b\nc */ d", "i:#include <a.h> |c:/* b\nc */|n:d" },
	{ LANG_C, "1'000'000 0xFF'FFul 'a' 1':'", "#:1'000'000|#:0xFF'FFul|s:'a'|#:1|s:':'" },
	{ LANG_C, "R\"x(a\"b)\" \\)x\" u8\"c\" L'd' LR\"(e)\" Rx \"f\"",
	    "s:R\"x(a\"b)\" \\)x\"|s:u8\"c\"|s:L'd'|s:LR\"(e)\"|n:Rx|s:\"f\"" },
	{ LANG_C, "R\"never closed\nb", "s:R\"never closed|n:b" },
	{ LANG_C, "2node-1 0xe+1 1e-5 0x1p-3", "#:2node|m:-|#:1|#:0xe|m:+|#:1|#:1e-5|#:0x1p-3" },
	{ LANG_JAVA, "String s =\n\"\"\"\na\n\"\"\";", "n:String|n:s|m:=|s:\"\"\"\na\n\"\"\"|m:;" },
	{ LANG_CSHARP, "@$\"a\\\" + $@\"b\"\"c\\\" + $\"d\\\"e\"",
	    "s:@$\"a\\\"|m:+|s:$@\"b\"\"c\\\"|m:+|s:$\"d\\\"e\"" },
	{ LANG_CSHARP, "a = \"\"\"b \"c\" \\\"\"\"; d = $$\"\"\"\"e\"\"\"f\"\"\"\";",
	    "n:a|m:=|s:\"\"\"b \"c\" \\\"\"\"|m:;|n:d|m:=|s:$$\"\"\"\"e\"\"\"f\"\"\"\"|m:;" },
	{ LANG_GO, "a := `b\\` + c", "n:a|m::|m:=|s:`b\\`|m:+|n:c" },
	{ LANG_RUST, "r#\"a\"b\\\"# br\"c\\\" b'd' b\"e\nf\" r#type",
	    "s:r#\"a\"b\\\"#|s:br\"c\\\"|s:b'd'|s:b\"e\nf\"|n:r|m:#|w:type" },
	{ LANG_RUST, "a /* b /* c */ d */ e", "n:a|c:/* b /* c */ d */|n:e" },
	{ LANG_JS, "`a ${f(`b ${c}` + \"}\")} d` e", "s:`a ${f(`b ${c}` + \"}\")} d`|n:e" },
	{ LANG_JS, "`a ${b` c", "s:`a ${b`|n:c" },
	{ LANG_JS, "a = /\"[/'] \\//g.test(b) / c / d; return /e/",
	    "n:a|m:=|s:/\"[/'] \\//g|m:.|n:test|m:(|n:b|m:)|m:/|n:c|m:/|n:d|m:;|w:return|s:/e/" },
	{ LANG_JS, "i++ / 2; (x) / 'y'; </b>",
	    "n:i|m:+|m:+|m:/|#:2|m:;|m:(|n:x|m:)|m:/|s:'y'|m:;|m:<|m:/|n:b|m:>" },
	{ LANG_PYTHON, "r\"a\\\"\" b'\\x41' Rb'''c\n''' f\"d\" rx\"e\"",
	    "s:r\"a\\\"\"|s:b'\\x41'|s:Rb'''c\n'''|s:f\"d\"|n:rx|s:\"e\"" },
	{ LANG_PYTHON, "d = {\n'''k''': 1,\n'''l'''\n}\n'''m''': 2\nx = \\\n'''n'''\nr'''o''' # p",
	    "n:d|m:=|m:{|s:'''k'''|m::|#:1|m:,|s:'''l'''|m:}|s:'''m'''|m::|#:2|n:x|m:=|s:'''n'''|c:r'''o'''|c:# p" },
	{ LANG_PYTHON, "a = '''b\nc = 1", "n:a|m:=|s:'''b|n:c|m:=|#:1" },
	{ LANG_RUBY, "a = <<~X + b\n  c\n  X\nd <<e\nf(<<'Y', <<Z)\ng\nY\nh\nZ\ni",
	    "n:a|m:=|m:<|m:<|m:~|n:X|m:+|n:b|s:  c\n  X|n:d|m:<|m:<|n:e|n:f|m:(|m:<|m:<|s:'Y'|m:,|m:<|m:<|n:Z|m:)|s:g\nY|s:h\nZ|n:i" },
	{ LANG_RUBY, "%q(a (b) 'c) + %w[d e] + x % y; z =~ /'/; \"#{h[\"k\"]}\"; $' + 'l'",
	    "s:%q(a (b) 'c)|m:+|s:%w[d e]|m:+|n:x|m:%|n:y|m:;|n:z|m:=|m:~|s:/'/|m:;|s:\"#{h[\"k\"]}\"|m:;|m:$'|m:+|s:'l'" },
	{ LANG_PHP, "$a = 'b\nc\\'d'; #[e]\nNULL <<<X\nf'g\n  X . h",
	    "m:$|n:a|m:=|s:'b\nc\\'d'|m:;|m:#|m:[|n:e|m:]|w:NULL|m:<|m:<|m:<|n:X|s:f'g\n  X|m:.|n:h" },
	{ LANG_PHP, "<p>it's #1 // x\n<?php a(); // b ?> don't <?= 'c\nd' ?>",
	    "m:<|n:p|m:>|n:it|m:'|n:s|m:#|#:1|m:/|m:/|n:x|m:<?|n:php|n:a|m:(|m:)|m:;|c:// b |m:?>|n:don|m:'|n:t|m:<?|m:=|s:'c\nd'|m:?>" },
	{ LANG_POWERSHELL, "IF ($a -eq \"b`\"c\"\"d\ne\") { 'f''g\\' } `\"h $(\"i\")",
	    "w:IF|m:(|m:$|n:a|m:-|n:eq|s:\"b`\"c\"\"d\ne\"|m:)|m:{|s:'f''g\\'|m:}|m:`\"|n:h|m:$|m:(|s:\"i\"|m:)" },
	{ LANG_POWERSHELL, "\"a $(f \"b)\" (c)) d\" e `\n f", "s:\"a $(f \"b)\" (c)) d\"|n:e|n:f" },
	{ LANG_POWERSHELL, "@'\na\"@\n'@ @'\n'@ @\"b", "s:@'\na\"@\n'@|s:@'\n'@|m:@|s:\"b" },
	{ LANG_SHELL, "$# ${#a} a#b ${c#d} # e\n(#f\n",
	    "m:$|m:#|m:$|m:{|m:#|n:a|m:}|n:a|m:#|n:b|m:$|m:{|n:c|m:#|n:d|m:}|c:# e|m:(|c:#f" },
	{ LANG_SHELL, "a='b\n\\' it\\'s \\\"c \"$(d \"e's\")\" f",
	    "n:a|m:=|s:'b\n\\'|n:it|m:\\'|n:s|m:\\\"|n:c|s:\"$(d \"e's\")\"|n:f" },
	{ LANG_SHELL, "$'f\\'g' \"it's\" don't stop\nx", "s:$'f\\'g'|s:\"it's\"|n:don|s:'t stop|n:x" },
	{ LANG_SHELL, "cat <<-EOF >f\n\tdon't\n\tEOF\ncat << 'E' | g\n$x\nE\n$((1<<b)) cat <<<h",
	    "n:cat|m:<|m:<|m:-|n:EOF|m:>|n:f|s:\tdon't\n\tEOF|n:cat|m:<|m:<|s:'E'|m:||n:g|s:$x\nE|m:$|m:(|m:(|#:1|m:<|m:<|n:b|m:)|m:)|n:cat|m:<|m:<|m:<|n:h" },
	{ LANG_SHELL, "<<A <<A\nb", "m:<|m:<|n:A|m:<|m:<|n:A|n:b" },
	{ LANG_HTTP, "GET /a%2Fb/c?d=%7B%22e%22%7d&f=1+2 HTTP/1.1",
	    "n:GET|m:/|s:a%2Fb|m:/|n:c|m:?|n:d|m:=|s:%7B%22e%22%7d|m:&|n:f|m:=|#:1|m:+|#:2|n:HTTP|m:/|#:1.1" },
	{ LANG_HTTP, "Basic YTE6YSB2ZXJ5IHJhcmUgdGV4dDA= a/b 100% %zz",
	    "n:Basic|s:YTE6YSB2ZXJ5IHJhcmUgdGV4dDA=|n:a|m:/|n:b|#:100|m:%|m:%|n:zz" },
	{ LANG_HTTP, "Don't: a 'b'\n\"c\"", "n:Don|m:'|n:t|m::|n:a|s:'b'|s:\"c\"" },
	{ LANG_OTHER, "see http://a.b/c#d for // e\n# f",
	    "n:see|n:http|m::|m:/|m:/|n:a|m:.|n:b|m:/|n:c|m:#|n:d|w:for|c:// e|c:# f" },
	{ LANG_HTTP, "GET /a?b=1 HTTP/1.1", "n:GET|m:/|n:a|m:?|n:b|m:=|#:1|n:HTTP|m:/|#:1.1" },
	{ LANG_PROSE, "A line.\nAnother # one", "c:A line.|c:Another # one" },
	{ LANG_OTHER, "", "" },
	{ LANG_OTHER, " \n\t\r\n", "" },
};

static void
test_rows(void **state)
{
	struct buf b = BUF(1 << 16);
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		buf_clear(&b);
		tokens(&b, ROWS[i].lang, str_of(ROWS[i].text));
		if (!str_eq(buf_view(&b), str_of(ROWS[i].want))) {
			wrong++;
			print_error("%s: %s\n gave %s\n not  %s\n", lang_facts[ROWS[i].lang].name,
			    ROWS[i].text, buf_c(&b), ROWS[i].want);
		}
	}
	buf_free(&b);
	assert_int_equal(wrong, 0);
}

/* Strings of each language, and what they say. */
static const struct row VALUES[] = {
	{ LANG_C, "\"C:\\\\a\\x41\\101\\u0441\"", "C:\\aAA\xD1\x81" },
	{ LANG_C, "R\"(C:\\a)\"", "C:\\a" },
	{ LANG_C, "\"a\\\nb\"", "ab" },
	{ LANG_C, "\"\\U0001F600\"", "\xF0\x9F\x98\x80" },
	{ LANG_C, "'\\''", "'" },
	{ LANG_JAVA, "\"\\uD83D\\uDE00\\uuu0041\"",
	    "\xF0\x9F\x98\x80"
	    "A" },
	{ LANG_JAVA, "\"\"\"\n a\\tb\n\"\"\"", "\n a\tb\n" },
	{ LANG_CSHARP, "@\"C:\\a\"\"b\"", "C:\\a\"b" },
	{ LANG_CSHARP, "$@\"C:\\a\"", "C:\\a" },
	{ LANG_CSHARP, "@$\"C:\\a\"", "C:\\a" },
	{ LANG_CSHARP, "$\"C:\\\\a\"", "C:\\a" },
	{ LANG_CSHARP, "\"\"\"C:\\a\"b\"\"\"", "C:\\a\"b" },
	{ LANG_GO, "`C:\\a`", "C:\\a" },
	{ LANG_RUST, "r#\"C:\\a\"b\"#", "C:\\a\"b" },
	{ LANG_RUST, "\"\\u{41}\\u{1F600}\"", "A\xF0\x9F\x98\x80" },
	{ LANG_RUST, "b\"C:\\\\a\"", "C:\\a" },
	{ LANG_JS, "'C:\\\\a\\u{42}\\d'", "C:\\aBd" },
	{ LANG_JS, "/a\\d/g", "a\\d" },
	{ LANG_PYTHON, "'C:\\\\a\\d\\n.'", "C:\\a\\d\n." },
	{ LANG_PYTHON, "r'C:\\a'", "C:\\a" },
	{ LANG_PYTHON, "bR\"\"\"C:\\a\"\"\" ", "C:\\a" },
	{ LANG_PYTHON, "f'C:\\\\a'", "C:\\a" },
	{ LANG_RUBY, "'C:\\a\\\\b\\'c'", "C:\\a\\b'c" },
	{ LANG_RUBY, "\"C:\\\\a\\e.\"", "C:\\a\033." },
	{ LANG_RUBY, "%q(C:\\a)", "C:\\a" },
	{ LANG_PHP, "'C:\\a\\\\b\\nc'", "C:\\a\\b\\nc" },
	{ LANG_PHP, "\"C:\\\\a\\d\\$x\"", "C:\\a\\d$x" },
	{ LANG_POWERSHELL, "\"C:\\a`tb`\"c\"\"d\"", "C:\\a\tb\"c\"d" },
	{ LANG_POWERSHELL, "'C:\\a`tb''c'", "C:\\a`tb'c" },
	{ LANG_POWERSHELL, "@'\nC:\\a''b\n'@", "C:\\a''b" },
	{ LANG_SHELL, "'C:\\a'", "C:\007" },
	{ LANG_SHELL, "\"\\$a\\.\"", "$a\\." },
	{ LANG_SHELL, "$'a\\'b'", "a'b" },
	{ LANG_HTTP, "a%20+%E4%2E", "a \xE4." },
};

static void
test_values(void **state)
{
	const struct normal_quoting plain = { NORMAL_RAW, '\0' };

	(void)state;
	for (size_t i = 0; i < sizeof(VALUES) / sizeof(VALUES[0]); i++) {
		struct buf text = BUF(1000);
		struct lex x;
		struct lex_token t;

		/* Behind something, where three quotes are no comment. */
		buf_char(&text, '(');
		buf_cstr(&text, VALUES[i].text);
		lex_init(&x, VALUES[i].lang, buf_view(&text));
		if (!lex_next(&x, &t) || !lex_next(&x, &t) || t.kind != LEX_STRING)
			fail_msg("%s: %s is no string", lang_facts[VALUES[i].lang].name, VALUES[i].text);
		if (normal_string(t.inside, t.how) != normal_string(str_of(VALUES[i].want), plain))
			fail_msg("%s: %s is not %s", lang_facts[VALUES[i].lang].name, VALUES[i].text,
			    VALUES[i].want);
		assert_false(lex_next(&x, &t));
		buf_free(&text);
	}
}

static uint64_t seed = 7;

static unsigned
draw(unsigned n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return ((unsigned)(seed >> 33) % n);
}

/* An escape right before the end of a line. */
static bool
is_joint(enum lang lang, struct str text, size_t at)
{
	return (text.p[at] == (lang == LANG_POWERSHELL ? '`' : '\\') && at + 1 < text.n &&
	    (text.p[at + 1] == '\n' || text.p[at + 1] == '\r'));
}

/* Tokens stand in order, between them are only blanks and what joins two lines, and lines count. */
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
		if (t.kind == LEX_STRING)
			assert_true(t.inside.p >= t.text.p && t.inside.p + t.inside.n <= t.text.p + t.text.n);
		for (; at < from; at++) {
			char c = text.p[at];

			assert_true((unsigned char)c <= ' ' || is_joint(lang, text, at));
			line += c == '\n';
		}
		assert_int_equal(t.line, line);
		for (; at < from + t.text.n; at++)
			line += text.p[at] == '\n';
	}
	for (; at < text.n; at++)
		assert_true((unsigned char)text.p[at] <= ' ' || is_joint(lang, text, at));
}

static void
test_any_text(void **state)
{
	static const char *const pieces[] = { "\"", "'", "`", "\\", "/*", "*/", "//", "#", "<#", "#>", "\n",
		" ", "@\"", "\"@", "\"\"\"", "'''", "import a", "=begin", "\n=end", "0x1", "1e+", "ab", "{",
		"\xC3\xA9", ".", "from ", "${", "$(", "#{", "}", ")", "<<A", "\nA\n", "<<<A", "R\"(", ")\"",
		"r#\"", "\"#", "$@\"", "%q(", "<?", "?>", "\r\n", "/", "[", "%41", "a%", "u8" };
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

/* What a lexer that looks ahead at each of them would never get to the end of. */
static const struct {
	enum lang lang;
	const char *some, *last;
} HOSTILE[] = {
	{ LANG_CSHARP, "$", "" },
	{ LANG_PHP, "<?#?>", "" },
	{ LANG_SHELL, "<<1 ", "" },
	{ LANG_SHELL, "<<A ", "\nA\n" },
	{ LANG_SHELL, "<<A '\n'\n", "\nA\n" },
	{ LANG_RUBY, "<<~A '\n'\n", "\nA\n" },
	{ LANG_PHP, "<<<A '\n'\n", "\nA\n" },
	{ LANG_PYTHON, "\"\"\"x", "\"" },
	{ LANG_POWERSHELL, "\"$(", "" },
	{ LANG_JS, "`${", "" },
	{ LANG_JS, "=/[", "" },
	{ LANG_RUST, "r#\"", "" },
	{ LANG_RUBY, "=%q(", "" },
};

/* The same half a million times over is read in seconds; half a minute of it ends the test. */
static void
test_hostile(void **state)
{
	struct rlimit old, most;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_CPU, &old), 0);
	most = old;
	most.rlim_cur = 30;
	assert_int_equal(setrlimit(RLIMIT_CPU, &most), 0);
	for (size_t i = 0; i < sizeof(HOSTILE) / sizeof(HOSTILE[0]); i++) {
		struct buf b = BUF((size_t)16 << 20);

		for (unsigned k = 0; k < 500000; k++)
			buf_str(&b, str_of(HOSTILE[i].some));
		buf_str(&b, str_of(HOSTILE[i].last));
		check_text(HOSTILE[i].lang, buf_view(&b));
		buf_free(&b);
	}
	assert_int_equal(setrlimit(RLIMIT_CPU, &old), 0);
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
	assert_int_equal(lang_of(STR("req"), STR("OPTIONS * HTTP/1.1\r\n")), LANG_HTTP);
}

static bool
is_word(const char *s, bool fold)
{
	return (lang_word(str_of(s), fold).n > 0);
}

/* Those at the ends of the lists, and what is none: parts of them, longer ones, two of them with the blank between. */
static void
test_words(void **state)
{
	static const char *const words[] = { "as", "or", "and", "var", "None", "with", "False", "yield",
		"assert", "ushort", "boolean", "virtual", "abstract", "volatile", "constexpr", "transient",
		"implements", "instanceof", "fallthrough", "synchronized" };
	static const char *const none[] = { "", "w", "s ", "As", "zz", "whil", "whiles", "while ", " while",
		"nd d", "synchronize", "synchronizeds", "\xFF\xFF" };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_true(is_word(words[i], false));
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_false(is_word(none[i], false));
	assert_true(str_eq(lang_word(STR("ForEach"), true), STR("foreach")));
	assert_false(is_word("ForEach", false));
	assert_false(is_word("ForEac", true));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_any_text),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_words),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
