/*
 * Candidates in source: quoted random-looking values, numbers whose name says
 * that they tune something, and imports of modules that do nothing when they
 * are loaded.  See propose.h.
 */

#include "mark/propose.h"
#include "mark/token.h"

static bool
has_end(struct str path, const char *const *end)
{
	for (; *end != NULL; end++) {
		if (str_iends(path, str_of(*end)))
			return (true);
	}
	return (false);
}

static bool
has_word(struct str s, const char *const *word)
{
	for (; *word != NULL; word++) {
		if (str_ifind(s, str_of(*word)) != STR_NPOS)
			return (true);
	}
	return (false);
}

/* Digits and letters in turn, of enough different ones, and none of the values that everybody knows. */
static bool
looks_random(struct str s)
{
	static const char *const known[] = { "d41d8cd9", "da39a3ee", "e3b0c442", "ba7816bf",
		"900150983cd24fb0", "a9993e36", "0123", "1234", "4321", "abcd", "deadbeef", "cafe", "babe",
		NULL };
	size_t letters = 0, turns = 0, different = 0;

	for (size_t i = 0; i < s.n; i++) {
		letters += s.p[i] > '9';
		turns += i > 0 && (s.p[i] > '9') != (s.p[i - 1] > '9');
		different += str_chr(str_sub(s, 0, i), s.p[i]) == STR_NPOS;
	}
	if (different < 4 || has_word(s, known))
		return (false);
	if (letters > 0)
		return (turns >= 3);
	/* Digits only: no date, no time in seconds or milliseconds, nothing round. */
	if (s.p[0] == '1' || str_starts(s, STR("20")) || str_ends(s, STR("00")))
		return (false);
	return (s.n != 8 ||
	    (!str_starts(str_sub(s, 4, 8), STR("19")) && !str_starts(str_sub(s, 4, 8), STR("20"))));
}

/* A whole run of letters and digits between blanks, quotes and hyphens. */
static int
try_value(
    struct mark_proposals *m, const struct mark_package *p, size_t file, struct str line, struct str run)
{
	struct mark_site site = {
		.kind = MARK_FREE, .file = p->file[file].path, .find = run, .length = run.n
	};
	size_t at = (size_t)(run.p - line.p);
	char before = at > 0 ? line.p[at - 1] : ' ', after = at + run.n < line.n ? line.p[at + run.n] : ' ';

	if (run.n < 6 || run.n > MARK_FREE_MAX || strchr(" \t\"'`(-", before) == NULL ||
	    strchr(" \t\r\"'`).,;-", after) == NULL || !looks_random(run))
		return (0);
	if (mark_class_value(MARK_DIGITS, run.n, run)) {
		/* A number may mean something unless it is a text. */
		if (strchr("\"'`", before) == NULL || strchr("\"'`", after) == NULL)
			return (0);
		site.class = MARK_DIGITS;
	} else if (mark_class_value(MARK_HEX, run.n, run)) {
		site.class = MARK_HEX;
	} else if (mark_class_value(MARK_ALNUM, run.n, run)) {
		site.class = MARK_ALNUM;
	} else {
		return (0);
	}
	return (mark_propose_add(m, p, &site, "looks like a value drawn at random, if nobody depends on it"));
}

static int
try_values(struct mark_proposals *m, const struct mark_package *p, size_t file, struct str line)
{
	static const char *const meant[] = { "sha", "md5", "hash", "digest", "checksum", "crc", "cve-",
		"clsid", "://", "signature", "vector", "expect", "licen", "version", NULL };
	struct str run;
	size_t at = 0;
	int rc = 0;

	if (has_word(line, meant))
		return (0);
	while (rc == 0 && token_next(line, &at, &run))
		rc = try_value(m, p, file, line, run);
	return (rc);
}

/* Whether the name says that its number may as well be a little larger. */
static bool
tunes(struct str name)
{
	static const char *const word[] = { "timeout", "time_out", "retry", "retries", "buffer", "width",
		"depth", "limit", "chunk", NULL };
	static const char *const not [] = { "bit", "mask", "min", "shift", "align", "offset", NULL };

	return (has_word(name, word) && !has_word(name, not ));
}

static bool
known_port(uint64_t n)
{
	static const uint16_t known[] = { 1080, 1433, 1521, 2049, 3128, 3306, 3389, 5432, 5900, 5985, 5986,
		6379, 8000, 8080, 8443, 8888, 9200, 27017 };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (known[i] == n)
			return (true);
	}
	return (false);
}

/* NAME = NUMBER, at the end of its line but for a semicolon or comma. */
static int
try_number(struct mark_proposals *m, const struct mark_package *p, size_t file, struct str line)
{
	struct mark_site site = { .kind = MARK_ONE_OF, .file = p->file[file].path, .values = 4 };
	struct str name, equals, number, end;
	size_t at = 0, from, step;
	uint64_t n;
	bool port;

	/* "$Name = 30" of PowerShell has a dollar before, "const int name = 30" words. */
	do {
		if (!token_next(line, &at, &name))
			return (0);
		from = at;
	} while (!tunes(name) && str_ifind(name, STR("port")) == STR_NPOS);
	if (!token_next(line, &from, &equals) || !str_eq(equals, STR("=")) ||
	    !token_next(line, &from, &number) || number.p[0] == '0' || str_u64(number, &n) != 0 || n < 2 ||
	    n > 10000000)
		return (0);
	end = str_trim(str_sub(line, from, line.n));
	if (end.n > 1 || (end.n == 1 && strchr(";,)", end.p[0]) == NULL))
		return (0);
	port = !tunes(name);
	if (port &&
	    (str_ifind(name, STR("port")) + 4 != name.n || n <= 1024 || n > 65000 || known_port(n) ||
		str_ifind(name, STR("import")) != STR_NPOS || str_ifind(name, STR("report")) != STR_NPOS))
		return (0);
	step = port || n < 10 ? 1 : (size_t)n / 10;
	site.find = (struct str){ name.p, (size_t)(number.p + number.n - name.p) };
	if ((site.value = arena_array(&m->arena, 4, sizeof(*site.value))) == NULL)
		return (ERR_NOMEM);
	for (size_t v = 0; v < 4; v++) {
		struct buf b = BUF(MARK_TEXT_MAX);

		buf_str(&b, (struct str){ name.p, (size_t)(number.p - name.p) });
		buf_u64(&b, n + v * step);
		site.value[v] = arena_str(&m->arena, buf_view(&b));
		buf_free(&b);
		if (site.value[v].p == NULL)
			return (ERR_NOMEM);
	}
	return (mark_propose_add(m, p, &site, "a number that tunes, if a little more does no harm"));
}

/* The word is one of these, whole. */
static bool
is_one_of(struct str s, const char *const *word)
{
	for (; *word != NULL; word++) {
		if (str_eq(s, str_of(*word)))
			return (true);
	}
	return (false);
}

/* Python: a module that does nothing else when it is loaded. */
static bool
python_import(struct str line)
{
	static const char *const quiet[] = { "argparse", "base64", "binascii", "calendar", "collections",
		"csv", "datetime", "fnmatch", "functools", "glob", "gzip", "hashlib", "io", "itertools",
		"json", "math", "os", "pathlib", "random", "re", "shutil", "socket", "ssl", "stat", "string",
		"struct", "subprocess", "sys", "tempfile", "textwrap", "threading", "time", "uuid", "zipfile",
		"zlib", NULL };

	return (str_starts(line, STR("import ")) && is_one_of(str_sub(line, 7, line.n), quiet));
}

static bool
powershell_import(struct str line)
{
	return (str_starts(line, STR("using namespace System")) && str_chr(line, ';') == STR_NPOS);
}

/* C: the language itself lets its headers stand in any order (C17, 7.1.2); <assert.h> looks at a macro. */
static bool
c_import(struct str line)
{
	static const char *const standard[] = { "complex.h>", "ctype.h>", "errno.h>", "fenv.h>", "float.h>",
		"inttypes.h>", "limits.h>", "locale.h>", "math.h>", "setjmp.h>", "signal.h>", "stdalign.h>",
		"stdarg.h>", "stdatomic.h>", "stdbool.h>", "stddef.h>", "stdint.h>", "stdio.h>", "stdlib.h>",
		"stdnoreturn.h>", "string.h>", "threads.h>", "time.h>", "uchar.h>", "wchar.h>", "wctype.h>",
		NULL };

	return (str_starts(line, STR("#include <")) && is_one_of(str_sub(line, 10, line.n), standard));
}

/* Which lines of a file, by the end of its name, may change places with their like. */
static const struct {
	const char *end;
	bool (*is_import)(struct str line);
} importing[] = {
	{ ".py", python_import },
	{ ".ps1", powershell_import },
	{ ".psm1", powershell_import },
	{ ".c", c_import },
	{ ".h", c_import },
};

static int
try_imports(
    struct mark_proposals *m, const struct mark_package *p, size_t file, bool (*is_import)(struct str line))
{
	struct mark_site site = { .kind = MARK_ORDER, .file = p->file[file].path };
	struct str rest = p->file[file].text, line;
	int rc = 0;
	bool more;

	do {
		more = str_split(&rest, '\n', &line);
		if (more && str_ends(line, STR("\r")))
			line.n--;
		if (more && site.values < MARK_ORDER_MAX && is_import(line)) {
			if (site.values == 0 &&
			    (site.value = arena_array(&m->arena, MARK_ORDER_MAX, sizeof(*site.value))) ==
				NULL)
				return (ERR_NOMEM);
			site.value[site.values++] = line;
			continue;
		}
		if (site.values >= 3)
			rc = mark_propose_add(m, p, &site, "imports whose order does not matter");
		site.values = 0;
	} while (rc == 0 && more);
	return (rc);
}

int
mark_propose_code(struct mark_proposals *m, const struct mark_package *p, size_t file)
{
	static const char *const source[] = { ".c", ".h", ".cc", ".cpp", ".cs", ".go", ".java", ".js", ".ps1",
		".psm1", ".py", ".rs", ".sh", ".ts", NULL };
	static const char *const prose[] = { ".md", ".txt", NULL };
	struct str path = p->file[file].path, rest = p->file[file].text, line;
	bool code = has_end(path, source);
	int rc = 0;

	if (!code && !has_end(path, prose))
		return (0);
	for (size_t i = 0; rc == 0 && i < sizeof(importing) / sizeof(importing[0]); i++) {
		if (str_iends(path, str_of(importing[i].end)))
			rc = try_imports(m, p, file, importing[i].is_import);
	}
	while (rc == 0 && m->in_file < PROPOSE_FILE_MAX && str_split(&rest, '\n', &line)) {
		if (line.n > MARK_TEXT_MAX)
			continue;
		if ((rc = try_values(m, p, file, line)) == 0 && code)
			rc = try_number(m, p, file, line);
	}
	return (rc);
}
