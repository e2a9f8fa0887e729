/* Languages: see the header.  One list of words serves all, so that a loop looks alike in each. */
#include "trace/lang.h"

#define C_FAMILY (LANG_SLASHES | LANG_STAR)

const struct lang_facts lang_facts[LANG_N] = {
	[LANG_OTHER] = { "other", "", C_FAMILY | LANG_HASH | LANG_HASH_WORD | LANG_TICK_CHAR | LANG_OCTAL },
	[LANG_C] = { "c", "c h cc cpp cxx hpp hh hxx ino m mm cu", C_FAMILY | LANG_TICK_CHAR | LANG_OCTAL },
	[LANG_JAVA] = { "java", "java kt kts scala groovy", C_FAMILY | LANG_TICK_CHAR | LANG_OCTAL },
	[LANG_CSHARP] = { "csharp", "cs aspx ashx asmx", C_FAMILY | LANG_TICK_CHAR },
	[LANG_GO] = { "go", "go", C_FAMILY | LANG_TICK_CHAR | LANG_OCTAL },
	[LANG_RUST] = { "rust", "rs", C_FAMILY | LANG_TICK_CHAR | LANG_NESTED },
	[LANG_JS] = { "javascript", "js jsx mjs cjs ts tsx", C_FAMILY | LANG_OCTAL | LANG_REGEX },
	[LANG_PYTHON] = { "python", "py pyw", LANG_HASH | LANG_OCTAL | LANG_LAYOUT },
	[LANG_RUBY] = { "ruby", "rb rake", LANG_HASH | LANG_OCTAL | LANG_REGEX },
	[LANG_PHP] = { "php", "php phtml inc", C_FAMILY | LANG_HASH | LANG_WORD_CASE | LANG_OCTAL },
	[LANG_POWERSHELL] = { "powershell", "ps1 psm1 psd1",
	    LANG_HASH | LANG_ANGLE_HASH | LANG_NO_CASE | LANG_WORD_CASE },
	[LANG_SHELL] = { "shell", "sh bash zsh ksh", LANG_HASH | LANG_HASH_WORD | LANG_OCTAL },
	[LANG_HTTP] = { "http", "http har log", LANG_TICK_CHAR },
	[LANG_PROSE] = { "prose", "md txt rst adoc", 0 },
};

/* No word is longer. */
#define WORD_MAX 12

/* By their length; each is followed by one byte. */
static const char *const WORDS[WORD_MAX + 1] = {
	[2] = "as do fi fn go if in is or",
	[3] = "and def del dyn end for int let map mod mut new nil not out pub ref try use var",
	[4] = "None True auto base bool byte case chan char done echo elif else enum esac from func "
	      "goto impl lock long loop next null pass self then this true type uint void when with",
	[5] = "False alias async await begin break catch class const crate defer elsif event false "
	      "final fixed float local match param raise range retry sbyte short super throw trait "
	      "ulong undef union until using where while yield",
	[6] = "assert delete double elseif ensure except export extern filter friend global import "
	      "inline lambda module native params public rescue return sealed select signed sizeof "
	      "static string struct switch throws typeof unless unsafe ushort",
	[7] = "boolean checked decimal default defined extends finally foreach include nullptr package "
	      "private process require typedef virtual",
	[8] = "abstract continue delegate explicit function implicit internal nonlocal operator "
	      "override readonly register restrict strictfp template typename unsigned volatile",
	[9] = "constexpr interface namespace protected transient",
	[10] = "implements instanceof",
	[11] = "fallthrough",
	[12] = "synchronized",
};

struct str
lang_word(struct str s, bool fold)
{
	char low[WORD_MAX];
	uint16_t two, want;
	const char *w;

	if (s.n < 2 || s.n > WORD_MAX)
		return (STR(""));
	memcpy(&want, s.p, sizeof(want));
	for (w = WORDS[s.n];; w += s.n + 1) {
		/* Two bytes at once settle nearly all of it. */
		memcpy(&two, w, sizeof(two));
		if (two == want && memcmp(w, s.p, s.n) == 0)
			return ((struct str){ w, s.n });
		if (w[s.n] == '\0')
			break;
	}
	if (!fold)
		return (STR(""));
	for (size_t i = 0; i < s.n; i++)
		low[i] = str_lower(s.p[i]);
	return (lang_word((struct str){ low, s.n }, false));
}

/* Whether the blank-separated ${list} holds ${s}, in any case. */
static bool
list_has(const char *list, struct str s)
{
	struct str rest = str_of(list), part;

	while (str_split(&rest, ' ', &part)) {
		if (part.n > 0 && str_ieq(part, s))
			return (true);
	}
	return (false);
}

/* By the interpreter that a "#!" line names. */
static enum lang
of_interpreter(struct str line)
{
	if (str_find(line, STR("python")) != STR_NPOS)
		return (LANG_PYTHON);
	if (str_find(line, STR("ruby")) != STR_NPOS)
		return (LANG_RUBY);
	if (str_find(line, STR("php")) != STR_NPOS)
		return (LANG_PHP);
	if (str_find(line, STR("node")) != STR_NPOS)
		return (LANG_JS);
	if (str_find(line, STR("pwsh")) != STR_NPOS)
		return (LANG_POWERSHELL);
	return (str_find(line, STR("sh")) != STR_NPOS ? LANG_SHELL : LANG_OTHER);
}

/* Programs have braces, semicolons, equal signs; prose has words. */
static bool
looks_like_prose(struct str text)
{
	size_t marks = 0, letters = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		marks += c == '{' || c == '}' || c == ';' || c == '=' || c == '(' || c == '$' || c == '<';
		letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
	}
	return (letters > 0 && marks * 50 < letters);
}

enum lang
lang_of(struct str name, struct str text)
{
	static const char *const methods[] = { "GET /", "POST /", "PUT /", "HEAD /", "DELETE /", "PATCH /",
		"OPTIONS ", "CONNECT ", "HTTP/1." };
	size_t dot = str_rchr(name, '.');
	struct str head = str_sub(text, 0, 4096), line;

	if (dot != STR_NPOS) {
		for (int l = LANG_OTHER + 1; l < LANG_N; l++) {
			if (list_has(lang_facts[l].suffixes, str_sub(name, dot + 1, name.n)))
				return ((enum lang)l);
		}
	}
	line = str_sub(head, 0, str_chr(head, '\n'));
	if (str_starts(line, STR("#!")))
		return (of_interpreter(line));
	if (str_starts(head, STR("<?php")))
		return (LANG_PHP);
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		if (str_starts(head, str_of(methods[i])))
			return (LANG_HTTP);
	}
	return (looks_like_prose(head) ? LANG_PROSE : LANG_OTHER);
}
