/* Programs from a grammar: see the header. */
#include "grammar.h"

#include <stdlib.h>

#include "base/vec.h"
#include "embedded_ordinary.h"

/* So deep texts lie within texts; below, the first text of each name is taken, which holds little. */
#define DEEP 7
/* And no deeper at all, should a grammar's first texts hold each other. */
#define DEEPEST 16

struct alternative {
	struct str name, text;
};

struct grammar {
	struct alternative *alternative;
	size_t n, cap;
};

/* One text under way. */
struct writing {
	const struct grammar *g;
	const struct author *author;
	struct buf *b;
	uint64_t seed;     /* Of this text: its choices and numbered names follow from it. */
	struct rng r;      /* What is drawn anew each time. */
	struct str indent; /* Before each line but the first. */
	unsigned depth;
};

static int
read_file(struct grammar *g, struct str text, struct err *e)
{
	struct str rest = text, line;
	struct alternative *last = NULL;

	while (str_split(&rest, '\n', &line)) {
		if (str_starts(line, STR("= "))) {
			if (VEC_GROW(g->alternative, g->n, g->cap) != 0)
				return (err_set(e, ERR_NOMEM, "out of memory"));
			last = &g->alternative[g->n++];
			last->name = str_trim(str_sub(line, 2, line.n));
			last->text = (struct str){ line.p + line.n + 1, 0 };
		} else if (last != NULL && line.n > 0) {
			/* Up to the end of its last line that is not blank, without that line's end. */
			last->text.n = (size_t)(line.p + line.n - last->text.p);
		}
	}
	return (0);
}

struct grammar *
grammar_new(struct err *e)
{
	struct grammar *g = calloc(1, sizeof(*g));

	if (g == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	for (size_t i = 0; embedded_ordinary[i].name != NULL; i++) {
		if (read_file(g, (struct str){ embedded_ordinary[i].data, embedded_ordinary[i].size }, e) !=
		    0) {
			grammar_free(g);
			return (NULL);
		}
	}
	return (g);
}

void
grammar_free(struct grammar *g)
{
	if (g != NULL)
		free(g->alternative);
	free(g);
}

/* One of the texts for a name, or the first; false where there is none. */
static bool
choose(const struct grammar *g, struct str name, bool first, struct rng *r, struct str *text)
{
	uint32_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		if (!str_eq(g->alternative[i].name, name))
			continue;
		/* Each of n is as likely when the newest of them replaces the others once in n times. */
		if (n++ == 0 || (!first && rng_below(r, n) == 0))
			*text = g->alternative[i].text;
	}
	return (n > 0);
}

/* ${words} of the vocabulary's text number ${which}. */
static void
draw_words(const struct grammar *g, size_t which, struct rng *r, struct str *words, size_t n)
{
	struct str text = STR(""), rest, word;
	uint32_t all = 0;

	for (size_t i = 0; i < g->n; i++)
		if (str_eq(g->alternative[i].name, STR("vocabulary")) && which-- == 0)
			text = g->alternative[i].text;
	for (size_t at = 0; at < text.n; at++)
		all += text.p[at] == ' ' || text.p[at] == '\n';
	for (size_t k = 0; k < n; k++) {
		uint32_t pick = rng_below(r, all + 1);

		words[k] = STR("thing");
		rest = text;
		for (uint32_t i = 0; i <= pick && rest.p != NULL; i++) {
			size_t end = 0;

			while (end < rest.n && rest.p[end] != ' ' && rest.p[end] != '\n')
				end++;
			word = str_sub(rest, 0, end);
			words[k] = word.n > 0 ? word : words[k];
			rest = str_sub(rest, end < rest.n ? end + 1 : end, rest.n);
		}
	}
}

void
grammar_author(const struct grammar *g, struct author *a, uint64_t seed, struct str label)
{
	struct rng r;

	rng_seed(&r, seed, label);
	draw_words(g, 0, &r, a->noun, AUTHOR_NOUNS);
	draw_words(g, 1, &r, a->verb, AUTHOR_VERBS);
	a->camel = rng_chance(&r, 1, 4);
}

static char
upper(char c)
{
	return ((char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c));
}

/* A noun, or two, or a verb before one, in the case that ${form} ("name", "Name", "NAME", "word") is written in. */
static void
put_name(struct writing *w, struct str form, struct rng *r)
{
	const struct author *a = w->author;
	struct str part[2];
	size_t n = 1;
	bool pascal = form.p[0] == 'N' && form.p[1] == 'a', all = form.p[0] == 'N' && !pascal;

	part[0] = a->noun[rng_below(r, AUTHOR_NOUNS)];
	if (form.p[0] != 'w' && rng_chance(r, 1, 2)) {
		part[1] = part[0];
		part[0] = rng_chance(r, 1, 2) ? a->verb[rng_below(r, AUTHOR_VERBS)]
					      : a->noun[rng_below(r, AUTHOR_NOUNS)];
		n = 2;
	}
	for (size_t k = 0; k < n; k++) {
		bool joined = pascal || (a->camel && !all);

		if (k > 0 && !joined)
			buf_char(w->b, '_');
		for (size_t i = 0; i < part[k].n; i++)
			buf_char(w->b,
			    all || (i == 0 && (pascal || (joined && k > 0))) ? upper(part[k].p[i])
									     : part[k].p[i]);
	}
}

/* Most numbers are round or small; few are somebody's own. */
static void
put_number(struct writing *w)
{
	static const uint16_t round[] = { 10, 16, 20, 24, 25, 30, 32, 40, 50, 60, 64, 80, 100, 128, 200, 255,
		256, 500, 512, 1000, 1024, 3600, 4096, 8192 };
	uint32_t kind = rng_below(&w->r, 10);

	buf_u64(w->b,
	    kind < 4       ? round[rng_below(&w->r, sizeof(round) / sizeof(round[0]))]
		: kind < 8 ? rng_below(&w->r, 10)
			   : 11 + rng_below(&w->r, 9000));
}

static void put_text(struct writing *w, struct str text);

/* One of the texts for ${name}, its lines behind ${indent}. */
static void
put_one(struct writing *over, struct str name, struct str indent)
{
	struct writing w = *over;
	struct str text;

	w.seed = rng_u64(&over->r);
	w.depth++;
	w.indent = indent;
	rng_seed(&w.r, w.seed, name);
	if (w.depth <= DEEPEST && choose(w.g, name, w.depth > DEEP, &w.r, &text))
		put_text(&w, text);
}

/* "name*2-5", or a name alone: it stands ${*times} times. */
static struct str
read_times(struct writing *w, struct str slot, uint64_t *times)
{
	uint64_t least = 1, most = 1;
	struct str rest = slot, name, low;

	(void)str_split(&rest, '*', &name);
	if (rest.p != NULL) {
		(void)str_split(&rest, '-', &low);
		if (str_u64(low, &least) != 0 || rest.p == NULL || str_u64(rest, &most) != 0 || most < least)
			most = least = 0;
	}
	*times = least + rng_below(&w->r, (uint32_t)(most - least + 1));
	return (name);
}

/* Texts one below the other, with the indentation that ${text} has on the line on which it ends. */
static void
put_texts(struct writing *w, struct str slot, struct str text)
{
	size_t from = text.n, n = 0;
	char indent[80];
	struct str name;
	uint64_t times;

	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	while (n < w->indent.n && n < sizeof(indent)) {
		indent[n] = w->indent.p[n];
		n++;
	}
	for (; from < text.n && n < sizeof(indent) && (text.p[from] == ' ' || text.p[from] == '\t'); from++)
		indent[n++] = text.p[from];
	name = read_times(w, slot, &times);
	for (uint64_t k = 0; k < times; k++) {
		if (k > 0) {
			buf_char(w->b, '\n');
			buf_str(w->b, (struct str){ indent, n });
		}
		put_one(w, name, (struct str){ indent, n });
	}
}

/* What stands between "[[" and "]]"; ${before} is the text up to there. */
static void
put_slot(struct writing *w, struct str slot, struct str before)
{
	struct str name, rest = slot;
	struct rng r;

	(void)str_split(&rest, ':', &name);
	if (str_eq(name, STR("number"))) {
		put_number(w);
	} else if (str_eq(name, STR("name")) || str_eq(name, STR("Name")) || str_eq(name, STR("NAME")) ||
	    str_eq(name, STR("word"))) {
		/* A numbered name follows from the text's seed, so that it is the same one again. */
		rng_seed(&r, rest.p != NULL ? w->seed : rng_u64(&w->r), slot);
		put_name(w, name, &r);
	} else {
		put_texts(w, slot, before);
	}
}

/* The one of a choice that this text has. */
static void
put_choice(struct writing *w, struct str choice)
{
	struct str rest = choice, word;
	uint32_t bars = 0, pick;
	struct rng r;

	for (size_t i = 0; i < choice.n; i++)
		bars += choice.p[i] == '|';
	rng_seed(&r, w->seed, choice);
	pick = rng_below(&r, bars + 1);
	for (uint32_t i = 0; str_split(&rest, '|', &word); i++)
		if (i == pick)
			put_text(w, word);
}

/* The length of the choice that begins behind a brace at ${at}, or 0: it holds a bar, no brace and no end of line. */
static size_t
choice_length(struct str text, size_t at)
{
	bool bar = false;

	for (size_t i = at; i < text.n && text.p[i] != '{' && text.p[i] != '\n'; i++) {
		bar |= text.p[i] == '|';
		if (text.p[i] == '}')
			return (bar ? i - at : 0);
	}
	return (0);
}

static void
put_text(struct writing *w, struct str text)
{
	size_t n;

	for (size_t at = 0; at < text.n; at++) {
		struct str rest = str_sub(text, at, text.n);

		if (text.p[at] == '{' && (n = choice_length(text, at + 1)) > 0) {
			put_choice(w, str_sub(text, at + 1, at + 1 + n));
			at += n + 1;
		} else if (str_starts(rest, STR("[[")) && (n = str_find(rest, STR("]]"))) < rest.n) {
			put_slot(w, str_sub(rest, 2, n), str_sub(text, 0, at));
			at += n + 1;
		} else {
			buf_char(w->b, text.p[at]);
			if (text.p[at] == '\n' && rest.n > 1 && rest.p[1] != '\n')
				buf_str(w->b, w->indent);
		}
	}
}

void
grammar_put(const struct grammar *g, struct buf *b, const char *start, const struct author *a, uint64_t seed)
{
	struct writing w = { .g = g, .author = a, .b = b, .indent = STR("") };

	rng_seed(&w.r, seed, str_of(start));
	put_one(&w, str_of(start), STR(""));
}
