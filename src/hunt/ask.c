/* What is asked of one kind of log: see the header. */
#include "hunt/ask.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "hunt/pages.h"

/* A string and one rule that has it. */
struct pair {
	uint32_t literal, position;
};

/* The strings while they are gathered: each once, however many rules have it. */
struct gather {
	struct map strings; /* Folded to lower case; the value is its index + 1. */
	unsigned *also;
	size_t also_cap;
	struct pair *pair;
	size_t n, cap;
};

static int
gather_string(struct gather *g, struct str s, unsigned also, uint32_t *id)
{
	struct buf lower = BUF(65536);
	struct map_entry *entry;

	for (size_t i = 0; i < s.n; i++)
		buf_char(&lower, str_lower(s.p[i]));
	entry = lower.failed == 0 ? map_put(&g->strings, buf_view(&lower)) : NULL;
	buf_free(&lower);
	if (entry == NULL)
		return (-1);
	if (entry->value == 0) {
		if (VEC_GROW(g->also, g->strings.n - 1, g->also_cap) != 0)
			return (-1);
		g->also[g->strings.n - 1] = 0;
		entry->value = g->strings.n;
	}
	*id = (uint32_t)entry->value - 1;
	g->also[*id] |= also;
	return (0);
}

static int
gather_rule(struct ask *a, struct gather *g, uint32_t position)
{
	size_t n;
	const struct str *literal = ruleset_literals(a->set, a->rule[position], &n);
	uint32_t id;

	if (n == 0) {
		a->always[a->always_n++] = position;
		return (0);
	}
	for (size_t i = 0; i < n; i++) {
		if (gather_string(g, literal[i], 0, &id) != 0 || VEC_GROW(g->pair, g->n, g->cap) != 0)
			return (-1);
		g->pair[g->n++] = (struct pair){ id, position };
	}
	return (0);
}

/* The strings by which lines that name the columns, and requests for pages, are noticed. */
static int
gather_own(struct ask *a, struct gather *g)
{
	const struct logkind *k = a->kind;
	struct str rest, name;
	uint32_t id;
	int rc = 0;

	if (k->form == FORM_LINES)
		return (0);
	rc = gather_string(g, STR("#Fields:"), ASK_HEADER, &id);
	/*
	 * A bare header holds a name of each of its necessary columns; those of the last tell it from the
	 * others.
	 */
	for (size_t i = 0; k->form == FORM_CSV && k->need[i] != NULL; i++) {
		rest = str_of(k->need[i + 1] == NULL ? k->need[i] : "");
		while (rc == 0 && rest.n > 0 && str_split(&rest, '|', &name))
			rc = gather_string(g, name, ASK_HEADER, &id);
	}
	for (size_t i = 0; a->pages && rc == 0 && pages_extension[i] != NULL; i++)
		rc = gather_string(g, str_of(pages_extension[i]), ASK_PAGE, &id);
	return (rc);
}

static int
by_literal(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->literal != y->literal)
		return (x->literal < y->literal ? -1 : 1);
	return (x->position < y->position ? -1 : x->position > y->position);
}

/* Lay the gathered strings out for the readers and compile them. */
static int
settle(struct ask *a, struct gather *g, struct err *e)
{
	struct str *text = calloc(g->strings.n + 1, sizeof(*text));
	size_t at = 0;

	a->literals = g->strings.n;
	a->literal = calloc(g->strings.n + 1, sizeof(*a->literal));
	a->of = calloc(g->n + 1, sizeof(*a->of));
	if (text == NULL || a->literal == NULL || a->of == NULL) {
		free(text);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	if (g->n > 0)
		qsort(g->pair, g->n, sizeof(*g->pair), by_literal);
	for (size_t i = 0; i < g->strings.n; i++) {
		struct ask_literal *l = &a->literal[i];

		text[i] = g->strings.entry[i].key;
		l->first = (uint32_t)at;
		l->also = g->also[i];
		for (; at < g->n && g->pair[at].literal == i; at++)
			a->of[at] = g->pair[at].position;
		l->n = (uint32_t)at - l->first;
	}
	if (a->literals > 0)
		a->prefilter = prefilter_new(text, a->literals, e);
	free(text);
	return (a->literals > 0 && a->prefilter == NULL ? e->code : 0);
}

/* The rules that this kind answers, and the fields that they name. */
static int
choose(struct ask *a)
{
	size_t all = ruleset_size(a->set), fields = ruleset_fields(a->set), n;
	bool *named = calloc(fields + 1, sizeof(*named));
	const uint16_t *field;

	a->rule = calloc(all + 1, sizeof(*a->rule));
	a->line = calloc(all + 1, sizeof(*a->line));
	a->always = calloc(all + 1, sizeof(*a->always));
	a->field = calloc(fields + 1, sizeof(*a->field));
	if (named == NULL || a->rule == NULL || a->line == NULL || a->always == NULL || a->field == NULL) {
		free(named);
		return (-1);
	}
	for (size_t i = 0; i < all; i++) {
		const struct rule *r = ruleset_rule(a->set, i);

		if (r->why != NULL || !logkind_answers(a->kind, r))
			continue;
		a->line[a->rules] = ruleset_rule_line(a->set, i);
		a->rule[a->rules++] = (uint32_t)i;
		field = ruleset_rule_fields(a->set, i, &n);
		for (size_t k = 0; k < n; k++)
			named[field[k]] = true;
	}
	for (size_t f = 0; f < fields; f++) {
		if (named[f])
			a->field[a->fields++] = (uint16_t)f;
	}
	free(named);
	return (0);
}

int
ask_init(struct ask *a, const struct logkind *kind, const struct ruleset *set, bool pages, struct err *e)
{
	struct gather g = { 0 };
	int rc;

	*a = (struct ask){ .kind = kind, .set = set, .pages = pages };
	rc = choose(a);
	for (size_t i = 0; i < a->rules && rc == 0; i++)
		rc = gather_rule(a, &g, (uint32_t)i);
	if (rc == 0)
		rc = gather_own(a, &g);
	rc = rc != 0 ? err_set(e, ERR_NOMEM, "out of memory") : settle(a, &g, e);
	map_free(&g.strings);
	free(g.also);
	free(g.pair);
	return (rc);
}

void
ask_free(struct ask *a)
{
	free(a->rule);
	free(a->line);
	free(a->always);
	free(a->field);
	free(a->literal);
	free(a->of);
	prefilter_free(a->prefilter);
	*a = (struct ask){ 0 };
}
