/* Languages: see the header.  One list of words serves all, so that a loop looks alike in each. */
#include "trace/lang.h"

#define C_FAMILY (LANG_SLASHES | LANG_STAR)

const struct lang_facts lang_facts[LANG_N] = {
	[LANG_OTHER] = { "other", "", C_FAMILY | LANG_HASH | LANG_TICK_CHAR },
	[LANG_C] = { "c", "c h cc cpp cxx hpp hh hxx ino m mm cu",
	    C_FAMILY | LANG_TICK_CHAR | LANG_PREPROCESSOR },
	[LANG_JAVA] = { "java", "java kt kts scala groovy", C_FAMILY | LANG_TICK_CHAR | LANG_TRIPLE },
	[LANG_CSHARP] = { "csharp", "cs aspx ashx asmx",
	    C_FAMILY | LANG_TICK_CHAR | LANG_VERBATIM | LANG_PREPROCESSOR },
	[LANG_GO] = { "go", "go", C_FAMILY | LANG_TICK_CHAR | LANG_BACKTICK },
	[LANG_RUST] = { "rust", "rs", C_FAMILY | LANG_TICK_CHAR },
	[LANG_JS] = { "javascript", "js jsx mjs cjs ts tsx", C_FAMILY | LANG_BACKTICK },
	[LANG_PYTHON] = { "python", "py pyw", LANG_HASH | LANG_TRIPLE },
	[LANG_RUBY] = { "ruby", "rb rake", LANG_HASH | LANG_BACKTICK },
	[LANG_PHP] = { "php", "php phtml inc", C_FAMILY | LANG_HASH },
	[LANG_POWERSHELL] = { "powershell", "ps1 psm1 psd1",
	    LANG_HASH | LANG_ANGLE_HASH | LANG_NO_CASE | LANG_NO_ESCAPE },
	[LANG_SHELL] = { "shell", "sh bash zsh ksh", LANG_HASH | LANG_BACKTICK },
	[LANG_HTTP] = { "http", "http har log", 0 },
	[LANG_PROSE] = { "prose", "md txt rst adoc", 0 },
};

/* Sorted by bytes. */
static const char *const WORDS[] = { "False", "None", "True", "abstract", "alias", "and", "as", "assert",
	"async", "auto", "await", "base", "begin", "bool", "boolean", "break", "byte", "case", "catch",
	"chan", "char", "checked", "class", "const", "constexpr", "continue", "crate", "decimal", "def",
	"default", "defer", "defined", "del", "delegate", "delete", "do", "done", "double", "dyn", "echo",
	"elif", "else", "elseif", "elsif", "end", "ensure", "enum", "esac", "event", "except", "explicit",
	"export", "extends", "extern", "fallthrough", "false", "fi", "filter", "final", "finally", "fixed",
	"float", "fn", "for", "foreach", "friend", "from", "func", "function", "global", "go", "goto", "if",
	"impl", "implements", "implicit", "import", "in", "include", "inline", "instanceof", "int",
	"interface", "internal", "is", "lambda", "let", "local", "lock", "long", "loop", "map", "match",
	"mod", "module", "mut", "namespace", "native", "new", "next", "nil", "nonlocal", "not", "null",
	"nullptr", "operator", "or", "out", "override", "package", "param", "params", "pass", "private",
	"process", "protected", "pub", "public", "raise", "range", "readonly", "ref", "register", "require",
	"rescue", "restrict", "retry", "return", "sbyte", "sealed", "select", "self", "short", "signed",
	"sizeof", "static", "strictfp", "string", "struct", "super", "switch", "synchronized", "template",
	"then", "this", "throw", "throws", "trait", "transient", "true", "try", "type", "typedef", "typename",
	"typeof", "uint", "ulong", "undef", "union", "unless", "unsafe", "unsigned", "until", "use", "ushort",
	"using", "var", "virtual", "void", "volatile", "when", "where", "while", "with", "yield" };
#define WORDS_N (sizeof(WORDS) / sizeof(WORDS[0]))

/* No word is longer. */
#define WORD_MAX 12

bool
lang_is_word(struct str s)
{
	size_t low = 0, high = WORDS_N;

	if (s.n < 2 || s.n > WORD_MAX)
		return (false);
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_order(s, str_of(WORDS[middle]));

		if (order == 0)
			return (true);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return (false);
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
	static const char *const methods[] = { "GET /", "POST /", "PUT /", "HEAD /", "HTTP/1." };
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
