/* Literals: see the header. */
#include "hunt/literal.h"

#include <stdlib.h>

/* Words that stand in most lines of these logs: alone they filter nothing. */
static const char *const common[] = { "post", "get", "http", "/owa/", "/ecp/", "/ews/", "/mapi/", "/auth",
	"autodiscover", "microsoft-server-activesync", "microsoft", "exchange", "outlook", "windows",
	"mozilla/5.0", "applewebkit", "chrome", "safari", "gecko", "khtml", "server", "database", "negotiate",
	"mailbox", ".aspx", ".svc", ".js", ".css", "www.", "id=", "200", "443", "444", "true", "false" };

#define NEEDLESS_MAX 2000 /* Among more literals, only the same ones are left out. */
#define COMMON       (sizeof(common) / sizeof(common[0]))

/* as_written(c): Does every log write this byte as it is? */
static bool
as_written(unsigned char c)
{
	return (c > ' ' && c < 0x7f && strchr("\"'`\\+?&", c) == NULL);
}

/* rate(s): The longer the better; bytes of common words count a quarter. */
static size_t
rate(struct str s)
{
	bool seen[LITERAL_MAX] = { false };
	size_t points = 0;

	for (size_t i = 0; i < COMMON; i++) {
		struct str word = str_of(common[i]);
		size_t at, from = 0;

		while ((at = str_ifind(str_sub(s, from, s.n), word)) != STR_NPOS) {
			memset(seen + from + at, 1, word.n);
			from += at + 1;
		}
	}
	for (size_t i = 0; i < s.n; i++)
		points += seen[i] ? 1 : 4;
	return (points);
}

/* better(text, best): Look at all runs of ${text} that are written as they are; keep the best in ${*best}. */
static void
better(struct str text, struct str *best)
{
	size_t from = 0;

	while (from < text.n) {
		size_t to = from;
		struct str run;

		while (to < text.n && as_written((unsigned char)text.p[to]))
			to++;
		run = str_sub(text, from, to - from > LITERAL_MAX ? from + LITERAL_MAX : to);
		if (run.n >= LITERAL_MIN && (best->n == 0 || rate(run) > rate(*best)))
			*best = run;
		from = to + 1;
	}
}

/* keep(best, a, out, e): Copy the literal in lower case. */
static int
keep(struct str best, struct arena *a, struct str *out, struct err *e)
{
	char *p;

	*out = (struct str){ "", 0 };
	if (best.n == 0)
		return (0);
	if ((p = arena_get(a, best.n + 1)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < best.n; i++)
		p[i] = str_lower(best.p[i]);
	*out = (struct str){ p, best.n };
	return (0);
}

int
literal_of_pattern(const struct pattern *p, struct arena *a, struct str *out, struct err *e)
{
	struct str best = { "", 0 };
	char *text = malloc(p->n + 1);
	int rc;

	if (text == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));

	/* A wildcard becomes a byte that no literal may hold, so that it cuts. */
	for (size_t i = 0; i < p->n; i++)
		text[i] = p->token[i] <= 0xff ? (char)p->token[i] : '\0';
	better((struct str){ text, p->n }, &best);
	rc = keep(best, a, out, e);
	free(text);
	return (rc);
}

/* skip_class(re, at): Where the character class that opens at ${at} ends; STR_NPOS where that is not sure. */
static size_t
skip_class(struct str re, size_t at)
{
	size_t i = at + 1;

	if (i < re.n && re.p[i] == '^')
		i++;
	if (i < re.n && re.p[i] == ']')
		i++;
	for (; i < re.n && re.p[i] != ']'; i++) {
		if (re.p[i] == '[' && i + 1 < re.n && strchr(":.=", re.p[i + 1]) != NULL)
			return (STR_NPOS);
		if (re.p[i] == '\\' && (++i == re.n || strchr("QEcx", re.p[i]) != NULL))
			return (STR_NPOS);
	}
	return (i < re.n ? i : STR_NPOS);
}

/*
 * escape(c): What a backslash before ${c} means: ${c} itself, '\0' for something else of one place, -1
 * for what we do not follow.
 */
static int
escape(char c)
{
	if (strchr("dDwWsSbBntrfAzZ", c) != NULL)
		return ('\0');
	if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return (-1);
	return (c);
}

/*
 * quantifier(re, at, least): The size of the quantifier at ${at}, 0 if there is none, and whether it
 * needs at least one.
 */
static size_t
quantifier(struct str re, size_t at, bool *least)
{
	size_t i = at;

	if (at >= re.n || strchr("*+?{", re.p[at]) == NULL || re.p[at] == '\0')
		return (0);
	*least = re.p[at] == '+';
	if (re.p[i++] == '{') {
		while (i < re.n && ((re.p[i] >= '0' && re.p[i] <= '9') || re.p[i] == ',' || re.p[i] == ' '))
			i++;

		/* A bracket that is no quantifier is text; to leave it out is as sure. */
		if (i == re.n || re.p[i] != '}')
			return (1);
		i++;
	}
	if (i < re.n && (re.p[i] == '?' || re.p[i] == '+'))
		i++;
	return (i - at);
}

/*
 * flatten(re, text): Write what each match of ${re} surely holds into ${text},
 * in order, with NUL for everything else.  Groups are left out whole.  Return
 * the length; 0 where the expression is beyond this.
 */
static size_t
flatten(struct str re, char *text)
{
	size_t n = 0, depth = 0, size;
	bool least = false;

	for (size_t i = 0; i < re.n; i++) {
		int c = re.p[i];

		if (c == '(' && i + 1 < re.n && (re.p[i + 1] == '*' || re.p[i + 1] == '?') &&
		    !(i + 2 < re.n && re.p[i + 1] == '?' && re.p[i + 2] == ':'))
			return (0);
		if (c == '|' && depth == 0)
			return (0);
		if (c == '(') {
			depth++;
			i += i + 1 < re.n && re.p[i + 1] == '?' ? 2 : 0;
			c = '\0';
		} else if (c == ')') {
			if (depth-- == 0)
				return (0);
			c = '\0';
		} else if (c == '[') {
			if ((i = skip_class(re, i)) == STR_NPOS)
				return (0);
			c = '\0';
		} else if (c == '\\') {
			if (++i == re.n || (c = escape(re.p[i])) == -1)
				return (0);
		} else if (strchr(".^$|", c) != NULL) {
			c = '\0';
		}

		/* What may be there no time at all is not sure; what is there more than once ends the run. */
		size = quantifier(re, i + 1, &least);
		text[n++] = (char)(depth > 0 || (size > 0 && !least) ? '\0' : c);
		if (size > 0)
			text[n++] = '\0';
		i += size;
	}
	return (depth == 0 ? n : 0);
}

int
literal_of_regex(struct str source, struct arena *a, struct str *out, struct err *e)
{
	struct str best = { "", 0 };
	char *text = malloc(2 * source.n + 1);
	int rc;

	if (text == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	better((struct str){ text, flatten(source, text) }, &best);
	rc = keep(best, a, out, e);
	free(text);
	return (rc);
}

/*
 * points(x): What the literals of ${x} are worth: those of an or are worth what the worst is; 0: there
 * are none.
 */
static size_t
points(const struct expr *x)
{
	size_t best = 0;

	switch (x->kind) {
	case EXPR_TEXT:
	case EXPR_REGEX: return (x->literal.n > 0 ? rate(x->literal) : 0);
	case EXPR_AND:
		for (size_t i = 0; i < x->of.n; i++) {
			size_t one = points(x->of.kid[i]);

			best = one > best ? one : best;
		}
		return (best);
	case EXPR_OR:
		best = SIZE_MAX;
		for (size_t i = 0; i < x->of.n && best > 0; i++) {
			size_t one = points(x->of.kid[i]);

			best = one < best ? one : best;
		}
		return (best);
	default: return (0);
	}
}

/* gather(x, out, n): Append the literals of ${x}, which has some. */
static void
gather(const struct expr *x, struct str *out, size_t *n)
{
	const struct expr *best = x;

	if (x->kind == EXPR_OR) {
		for (size_t i = 0; i < x->of.n; i++)
			gather(x->of.kid[i], out, n);
	} else if (x->kind == EXPR_AND) {
		for (size_t i = 0; i < x->of.n; i++) {
			if (best == x || points(x->of.kid[i]) > points(best))
				best = x->of.kid[i];
		}
		gather(best, out, n);
	} else {
		out[(*n)++] = x->literal;
	}
}

static int
by_text(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return (str_order(*x, *y));
}

/* needless(s, n, i): Does another literal stand within literal ${i}, so that it is found wherever ${i} is? */
static bool
needless(const struct str *s, size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++) {
		if (k == i || s[k].n > s[i].n || str_find(s[i], s[k]) == STR_NPOS)
			continue;
		if (s[k].n < s[i].n || k < i)
			return (true);
	}
	return (false);
}

int
literals_of(const struct expr *x, struct arena *a, struct str **literal, size_t *n, struct err *e)
{
	struct str *all;
	size_t found = 0;

	*n = 0;
	*literal = NULL;
	if (points(x) == 0)
		return (0);
	if ((all = calloc(x->weight, sizeof(*all))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	gather(x, all, &found);
	qsort(all, found, sizeof(*all), by_text);
	if ((*literal = arena_array(a, found, sizeof(**literal))) == NULL) {
		free(all);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	for (size_t i = 0; i < found; i++) {
		bool twice = i > 0 && str_eq(all[i], all[i - 1]);

		if (!twice && (found > NEEDLESS_MAX || !needless(all, found, i)))
			(*literal)[(*n)++] = all[i];
	}
	free(all);
	return (0);
}
