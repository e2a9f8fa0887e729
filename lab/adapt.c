/* Adapting a copy: see the header. */
#include "adapt.h"

#include "base/map.h"
#include "port.h"

/* ${new} takes the place of the file's text. */
static void
replace(struct leaf *f, struct buf *new)
{
	buf_free(&f->text);
	f->text = *new;
	*new = BUF(BUF_BIG);
}

static bool
is_comment(struct str line)
{
	struct str t = str_trim(line);

	return (str_starts(t, STR("//")) || (str_starts(t, STR("#")) && !str_starts(t, STR("#!"))));
}

static void
drop_comments(struct tree *t, struct rng *r)
{
	struct buf out = BUF(BUF_BIG);

	(void)r;
	for (size_t i = 0; i < t->n; i++) {
		struct str rest = buf_view(&t->leaf[i].text), line;

		/* In prose the same sign begins a heading. */
		if (str_iends(str_of(t->leaf[i].path), STR(".md")))
			continue;
		while (str_split(&rest, '\n', &line))
			if (!is_comment(line)) {
				buf_str(&out, line);
				if (rest.p != NULL)
					buf_char(&out, '\n');
			}
		replace(&t->leaf[i], &out);
	}
}

static bool
is_word(char c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
}

/* The next word of ${text} at or after ${*at}, which moves behind it; false at the end. */
static bool
next_word(struct str text, size_t *at, struct str *word)
{
	size_t from;

	while (*at < text.n && !is_word(text.p[*at]))
		++*at;
	for (from = *at; *at < text.n && is_word(text.p[*at]); ++*at)
		;
	*word = str_sub(text, from, *at);
	return (word->n > 0);
}

/* Whether ${word} may be a name that people would give another one; ${any}: a short one and a constant's as well. */
static bool
is_name(struct str word, bool any)
{
	bool upper = word.p[0] >= 'A' && word.p[0] <= 'Z', lower = word.p[0] >= 'a' && word.p[0] <= 'z';

	return (any ? word.n > 1 && (upper || lower) : word.n > 3 && lower);
}

/* Names that the program gives itself: what stands behind "def", or in front of " = ". */
static void
collect_names(const struct tree *t, bool any, struct map *names)
{
	for (size_t i = 0; i < t->n; i++) {
		struct str text = buf_view(&t->leaf[i].text), word, before = STR("");
		size_t at = 0;

		while (next_word(text, &at, &word)) {
			bool made =
			    str_eq(before, STR("def")) || str_starts(str_sub(text, at, text.n), STR(" = "));

			if (made && is_name(word, any))
				(void)map_put(names, word);
			before = word;
		}
	}
}

static void
rename_one(struct tree *t, struct str old, struct str new)
{
	struct buf out = BUF(BUF_BIG);

	for (size_t i = 0; i < t->n; i++) {
		struct str text = buf_view(&t->leaf[i].text), word;
		size_t at = 0, done = 0;

		while (next_word(text, &at, &word)) {
			if (!str_eq(word, old))
				continue;
			buf_str(&out, str_sub(text, done, at - word.n));
			buf_str(&out, new);
			done = at;
		}
		buf_str(&out, str_sub(text, done, text.n));
		replace(&t->leaf[i], &out);
	}
}

static void
rename_names(struct tree *t, struct rng *r)
{
	static const char *const word[] = { "gathered", "handle_it", "outcome", "piece", "walk_over",
		"kept_here" };
	struct map names = { 0 };

	collect_names(t, false, &names);
	for (size_t k = 0; k < 3 && names.n > 0; k++) {
		struct map_entry *pick = &names.entry[rng_below(r, (uint32_t)names.n)];

		rename_one(t, pick->key, str_of(word[k * 2 + rng_below(r, 2)]));
	}
	map_free(&names);
}

/* Each name becomes v and a number, in an order that has nothing to do with them. */
static void
rename_all(struct tree *t, struct rng *r)
{
	struct buf out = BUF(BUF_BIG);
	struct map names = { 0 };
	uint32_t first = rng_below(r, 1000);

	collect_names(t, true, &names);
	for (size_t i = 0; i < t->n; i++) {
		struct str text = buf_view(&t->leaf[i].text), word;
		size_t at = 0, done = 0;

		while (next_word(text, &at, &word)) {
			const struct map_entry *entry = map_get(&names, word);

			if (entry == NULL)
				continue;
			buf_str(&out, str_sub(text, done, at - word.n));
			buf_printf(&out, "v%zu", first + (size_t)(entry - names.entry));
			done = at;
		}
		buf_str(&out, str_sub(text, done, text.n));
		replace(&t->leaf[i], &out);
	}
	map_free(&names);
}

/* A whole number of three digits or more, not a part of one with a fraction. */
static bool
is_whole(struct str text, size_t at, struct str word, uint64_t *v)
{
	return (word.n >= 3 && word.p[0] != '0' && str_u64(word, v) == 0 &&
	    (at == text.n || text.p[at] != '.') && (at == word.n || text.p[at - word.n - 1] != '.'));
}

static void
other_literals(struct tree *t, struct rng *r)
{
	struct buf out = BUF(BUF_BIG);

	(void)r;
	for (size_t i = 0; i < t->n; i++) {
		struct str text = buf_view(&t->leaf[i].text), word;
		size_t at = 0, done = 0;
		uint64_t v;

		if (str_iends(str_of(t->leaf[i].path), STR(".md")))
			continue;
		while (next_word(text, &at, &word)) {
			if (!is_whole(text, at, word, &v))
				continue;
			buf_str(&out, str_sub(text, done, at - word.n));
			buf_printf(&out, "0x%llx", (unsigned long long)v);
			done = at;
		}
		buf_str(&out, str_sub(text, done, text.n));
		for (size_t k = 0; k < out.n; k++)
			out.p[k] = out.p[k] == '\'' ? '"' : out.p[k] == '"' ? '\'' : out.p[k];
		replace(&t->leaf[i], &out);
	}
}

/* Indentation by fours becomes tabs, or twice as deep; blank lines go; lines end in CRLF or not. */
static void
reformat(struct tree *t, struct rng *r)
{
	bool tabs = rng_chance(r, 1, 2), crlf = rng_chance(r, 1, 3);
	struct buf out = BUF(BUF_BIG);

	for (size_t i = 0; i < t->n; i++) {
		struct str rest = buf_view(&t->leaf[i].text), line;

		while (str_split(&rest, '\n', &line)) {
			size_t deep = 0;

			if (str_trim(line).n == 0)
				continue;
			while (deep < line.n && line.p[deep] == ' ')
				deep++;
			for (size_t k = 0; k < (tabs ? deep / 4 : 2 * deep); k++)
				buf_char(&out, tabs ? '\t' : ' ');
			/* What is no multiple of four aligns with something and stays. */
			for (size_t k = 0; tabs && k < deep % 4; k++)
				buf_char(&out, ' ');
			buf_str(&out, str_trim(line));
			buf_cstr(&out, crlf ? "\r\n" : "\n");
		}
		replace(&t->leaf[i], &out);
	}
}

static void
drop_half(struct tree *t, struct rng *r)
{
	struct buf out = BUF(BUF_BIG);

	for (size_t i = 0; i < t->n; i++) {
		struct str rest = buf_view(&t->leaf[i].text), line;
		uint32_t run = 0;
		bool keep = false;

		while (str_split(&rest, '\n', &line)) {
			if (run == 0) {
				run = 1 + rng_below(r, 6);
				keep = rng_chance(r, 1, 2);
			}
			run--;
			if (keep) {
				buf_str(&out, line);
				buf_char(&out, '\n');
			}
		}
		replace(&t->leaf[i], &out);
	}
}

static void
drop_files(struct tree *t, struct rng *r)
{
	size_t left = t->n;

	for (size_t i = 0; i < t->n && left > 1; i++)
		if (rng_chance(r, 1, 2)) {
			t->leaf[i].dropped = true;
			left--;
		}
}

const struct adaptation adaptations[] = {
	{ "comments", drop_comments },
	{ "rename", rename_names },
	{ "names", rename_all },
	{ "literals", other_literals },
	{ "reformat", reformat },
	{ "half", drop_half },
	{ "files", drop_files },
	{ "port", adapt_port },
	{ NULL, NULL },
};

static size_t
count_lines(struct str text)
{
	struct str line;
	size_t n = 0;

	while (str_split(&text, '\n', &line))
		n++;
	return (n);
}

static void
mix_leaf(struct leaf *a, struct str b, uint32_t of, struct rng *r)
{
	struct str rest = buf_view(&a->text), x, y;
	struct buf out = BUF(BUF_BIG);

	if (count_lines(rest) != count_lines(b)) {
		buf_str(&out, rng_chance(r, of - 1, of) ? rest : b);
		replace(a, &out);
		return;
	}
	while (str_split(&rest, '\n', &x) && str_split(&b, '\n', &y)) {
		buf_str(&out, rng_chance(r, of - 1, of) ? x : y);
		if (rest.p != NULL)
			buf_char(&out, '\n');
	}
	replace(a, &out);
}

void
adapt_mix(struct tree *a, const struct tree *b, uint32_t of, struct rng *r)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (strcmp(a->leaf[i].path, b->leaf[k].path) == 0)
				mix_leaf(&a->leaf[i], buf_view(&b->leaf[k].text), of, r);
}
