/* Rule sets: adding, compiling, asking what is in them.  See rule.h. */
#include <fcntl.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/vec.h"
#include "embedded_rules.h"
#include "hunt/literal.h"
#include "hunt/sigma.h"

struct ruleset *
ruleset_new(struct err *e)
{
	struct ruleset *s = calloc(1, sizeof(*s));

	if (s == NULL)
		err_set(e, ERR_NOMEM, "out of memory");
	return (s);
}

void
ruleset_free(struct ruleset *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->nregex; i++)
		pcre2_code_free(s->regex[i]);
	pcre2_compile_context_free(s->regex_limits);
	free(s->regex);
	free(s->field);
	free(s->rule);
	map_free(&s->field_number);
	arena_free(&s->arena);
	free(s);
}

/* is_rule(doc, e): Is it at least meant as a rule? */
static int
is_rule(const struct ytree *doc, struct err *e)
{
	const struct ytree *detection = ytree_get(doc, "detection");

	if (doc->kind != YTREE_MAP)
		err_set(e, ERR_SYNTAX, "not a rule: a map was expected");
	else if (detection != NULL && detection->kind != YTREE_MAP)
		err_set(e, ERR_SYNTAX, "not a rule: its detection is not a map");
	else if (detection != NULL || ytree_get(doc, "correlation") != NULL ||
	    ytree_get(doc, "filter") != NULL || ytree_get(doc, "action") != NULL)
		return (0);
	else
		err_set(e, ERR_SYNTAX, "not a rule: it has no detection");
	err_line(e, detection != NULL ? detection->line : doc->line);
	return (ERR_SYNTAX);
}

/* check_documents(doc, n, count, e): All of them are rules, or empty; ${*count} says how many are rules. */
static int
check_documents(struct ytree *const *doc, size_t n, size_t *count, struct err *e)
{
	int rc;

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		if (doc[i]->kind == YTREE_NULL)
			continue;
		if ((rc = is_rule(doc[i], e)) != 0)
			return (rc);
		(*count)++;
	}
	return (*count > 0 ? 0 : err_set(e, ERR_SYNTAX, "not a rule: the file is empty"));
}

/* add_documents(s, file, doc, n, e): The documents as rules; the set is as before if memory runs out. */
static int
add_documents(struct ruleset *s, const char *file, struct ytree *const *doc, size_t n, struct err *e)
{
	size_t before = s->n;
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		if (doc[i]->kind == YTREE_NULL)
			continue;
		if (VEC_GROW(s->rule, s->n, s->cap) != 0)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else
			rc = sigma_rule(s, file, doc[i], e);
	}
	if (rc != 0)
		s->n = before;
	return (rc);
}

int
ruleset_add(struct ruleset *s, const char *file, struct str yaml, struct err *e)
{
	struct arena a = { 0 };
	struct ytree **doc;
	struct str name;
	size_t n, count;
	int rc;

	if (s->compiled)
		return (err_set(e, ERR_INTERNAL, "a compiled rule set takes no more rules"));
	if ((rc = ytree_read(&a, yaml, &doc, &n, e)) == 0)
		rc = check_documents(doc, n, &count, e);
	if (rc == 0) {
		name = arena_str(&s->arena, str_of(file));
		rc = name.p == NULL ? err_set(e, ERR_NOMEM, "out of memory")
				    : add_documents(s, name.p, doc, n, e);
	}
	arena_free(&a);
	return (rc != 0 ? (err_in(e, file), rc) : 0);
}

int
ruleset_add_shipped(struct ruleset *s, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; embedded_rules[i].name != NULL && rc == 0; i++)
		rc = ruleset_add(s, embedded_rules[i].name,
		    (struct str){ embedded_rules[i].data, embedded_rules[i].size }, e);
	return (rc);
}

/* A walk over a folder of rules. */
struct walk {
	struct ruleset *s;
	const char *root;
	size_t files, good;
	struct err first; /* What was wrong with the first file that was none. */
};

/* A file that is no rule, among others: it stands in the set with its reason, and the others are asked. */
static int
keep_refused(struct walk *w, const char *path, const struct err *why, struct err *e)
{
	struct ruleset *s = w->s;
	struct rule *pub;
	const char *name = arena_str(&s->arena, str_of(path)).p,
		   *text = arena_str(&s->arena, str_of(why->text)).p;

	if (name == NULL || text == NULL || VEC_GROW(s->rule, s->n, s->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	s->rule[s->n] = (struct ruleset_rule){ 0 };
	pub = &s->rule[s->n++].pub;
	*pub = (struct rule){ .file = name,
		.id = "",
		.title = name,
		.author = "",
		.level = LEVEL_MEDIUM,
		.stage = STAGE_ATTEMPT,
		.category = "",
		.product = "",
		.service = "",
		.why = text };
	if (w->first.code == 0)
		w->first = *why;
	return (0);
}

static int
add_file(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct walk *w = arg;
	struct str name = str_of(path);
	struct buf text = BUF(YTREE_BYTES_MAX);
	bool root = str_eq(name, str_of(w->root));
	struct err why = { 0 };
	int rc;

	if (!root && st != NULL && !str_iends(name, STR(".yml")) && !str_iends(name, STR(".yaml")))
		return (0);
	w->files++;
	if (st == NULL)
		rc = (err_sys(&why, "cannot read the rules"), err_in(&why, path));
	else if (!root && file_odd(st) != NULL)
		rc = (err_set(&why, ERR_SYNTAX, "%s", file_odd(st)), err_in(&why, path));
	else if ((rc = file_read(&text, AT_FDCWD, path, &why)) == 0)
		rc = ruleset_add(w->s, path, buf_view(&text), &why);
	buf_free(&text);
	w->good += rc == 0;
	if (rc == 0 || root || rc == ERR_NOMEM || rc == ERR_INTERNAL)
		return (rc != 0 ? (*e = why, rc) : 0);
	return (keep_refused(w, path, &why, e));
}

int
ruleset_add_path(struct ruleset *s, const char *path, struct err *e)
{
	struct walk w = { .s = s, .root = path };
	size_t before = s->n;
	int rc = file_walk(path, add_file, &w, e);

	if (rc == 0 && w.files == 0) {
		err_set(e, ERR_NOTFOUND, "no rules (*.yml or *.yaml) in this folder");
		rc = err_in(e, path);
	}
	/* Where none is a rule the folder is the wrong one. */
	if (rc == 0 && w.good == 0) {
		*e = w.first;
		rc = e->code;
	}
	if (rc != 0)
		s->n = before;
	return (rc);
}

/* note_fields(x, field, n): Append the fields that ${x} asks. */
static void
note_fields(const struct expr *x, uint16_t *field, size_t *n)
{
	if (x->kind == EXPR_AND || x->kind == EXPR_OR || x->kind == EXPR_NOT) {
		for (size_t i = 0; i < x->of.n; i++)
			note_fields(x->of.kid[i], field, n);
		return;
	}
	if (x->field != EXPR_LINE)
		field[(*n)++] = x->field;
	if (x->kind == EXPR_REF)
		field[(*n)++] = x->ref.field;
}

static int
by_number(const void *a, const void *b)
{
	const uint16_t *x = a, *y = b;

	return (*x < *y ? -1 : *x > *y);
}

/* list_fields(s, rule, e): Which fields the rule asks for, ascending, each once. */
static int
list_fields(struct ruleset *s, struct ruleset_rule *rule, struct err *e)
{
	uint16_t *all = calloc(2 * rule->when->weight, sizeof(*all));
	size_t n = 0, kept = 0;
	int rc = 0;

	if (all == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	note_fields(rule->when, all, &n);
	qsort(all, n, sizeof(*all), by_number);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || all[i] != all[i - 1])
			all[kept++] = all[i];
	}
	if ((rule->field = arena_array(&s->arena, kept > 0 ? kept : 1, sizeof(*all))) == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		memcpy(rule->field, all, kept * sizeof(*all));
	rule->nfields = rc == 0 ? kept : 0;
	free(all);
	return (rc);
}

int
ruleset_compile(struct ruleset *s, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < s->n && rc == 0; i++) {
		struct ruleset_rule *rule = &s->rule[i];

		if (rule->when == NULL)
			continue;
		if ((rc = list_fields(s, rule, e)) == 0)
			rc = literals_of(rule->when, &s->arena, &rule->literal, &rule->nliterals, e);
	}
	s->compiled = rc == 0;
	return (rc);
}

size_t
ruleset_size(const struct ruleset *s)
{
	return (s->n);
}

const struct rule *
ruleset_rule(const struct ruleset *s, size_t i)
{
	return (&s->rule[i].pub);
}

size_t
ruleset_fields(const struct ruleset *s)
{
	return (s->nfields);
}

struct str
ruleset_field(const struct ruleset *s, size_t f)
{
	return (s->field[f]);
}

const uint16_t *
ruleset_rule_fields(const struct ruleset *s, size_t i, size_t *n)
{
	*n = s->rule[i].nfields;
	return (s->rule[i].field);
}

static bool
asks_line(const struct expr *x)
{
	bool line = false;

	if (x->kind != EXPR_AND && x->kind != EXPR_OR && x->kind != EXPR_NOT)
		return (x->field == EXPR_LINE);
	for (size_t i = 0; i < x->of.n && !line; i++)
		line = asks_line(x->of.kid[i]);
	return (line);
}

bool
ruleset_rule_line(const struct ruleset *s, size_t i)
{
	return (s->rule[i].when != NULL && asks_line(s->rule[i].when));
}

const struct str *
ruleset_literals(const struct ruleset *s, size_t i, size_t *n)
{
	*n = s->rule[i].nliterals;
	return (s->rule[i].literal);
}
