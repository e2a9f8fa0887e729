/*
 * The reader of athar.marks.yml: libyaml's events, one at a time, against a
 * shape that is known beforehand.  Nothing recurses, so nesting has no effect.
 */
#include "mark/yml.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/vec.h"

struct yml {
	yaml_parser_t parser;
	yaml_event_t event; /* The current one; owned while has_event. */
	bool has_event;
	struct mark_sites *sites;
};

static uint64_t
line_of(const struct yml *y)
{
	return ((uint64_t)y->event.start_mark.line + 1);
}

/* Say what is wrong at the current event. */
static int
wrong(const struct yml *y, struct err *e, int code, const char *text)
{
	(void)err_set(e, code, "%s", text);
	return (err_line(e, line_of(y)), code);
}

/* Anchors, aliases and tags have no use here, and aliases can make a small file huge. */
static int
refuse_extras(const struct yml *y, struct err *e)
{
	const yaml_event_t *v = &y->event;

	if (v->type == YAML_ALIAS_EVENT || (v->type == YAML_SCALAR_EVENT && v->data.scalar.anchor != NULL) ||
	    (v->type == YAML_SEQUENCE_START_EVENT && v->data.sequence_start.anchor != NULL) ||
	    (v->type == YAML_MAPPING_START_EVENT && v->data.mapping_start.anchor != NULL))
		return (wrong(y, e, ERR_SYNTAX, "anchors and aliases are not allowed"));
	if ((v->type == YAML_SCALAR_EVENT && v->data.scalar.tag != NULL) ||
	    (v->type == YAML_SEQUENCE_START_EVENT && v->data.sequence_start.tag != NULL) ||
	    (v->type == YAML_MAPPING_START_EVENT && v->data.mapping_start.tag != NULL))
		return (wrong(y, e, ERR_SYNTAX, "tags are not allowed"));
	return (0);
}

static int
next(struct yml *y, struct err *e)
{
	if (y->has_event)
		yaml_event_delete(&y->event);
	y->has_event = false;
	if (!yaml_parser_parse(&y->parser, &y->event)) {
		if (y->parser.error == YAML_MEMORY_ERROR)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		(void)err_set(e, ERR_SYNTAX, "YAML: %s",
		    y->parser.problem != NULL ? y->parser.problem : "cannot be read");
		return (err_line(e, (uint64_t)y->parser.problem_mark.line + 1), ERR_SYNTAX);
	}
	y->has_event = true;
	return (refuse_extras(y, e));
}

/* The next event must be of this type. */
static int
expect(struct yml *y, yaml_event_type_t type, const char *text, struct err *e)
{
	int rc;

	if ((rc = next(y, e)) != 0)
		return (rc);
	return (y->event.type == type ? 0 : wrong(y, e, ERR_SYNTAX, text));
}

/* The current event's scalar, copied. */
static int
keep(struct yml *y, struct str *s, struct err *e)
{
	struct str text = { (const char *)y->event.data.scalar.value, y->event.data.scalar.length };

	if (y->event.type != YAML_SCALAR_EVENT)
		return (wrong(y, e, ERR_SYNTAX, "expected one text here"));
	if (memchr(text.p, '\0', text.n) != NULL)
		return (wrong(y, e, ERR_SYNTAX, "a text holds a NUL byte"));
	if (text.n > MARK_TEXT_MAX)
		return (wrong(y, e, ERR_LIMIT, "a text is too long"));
	*s = arena_str(&y->sites->arena, text);
	return (s->p != NULL ? 0 : err_set(e, ERR_NOMEM, "out of memory"));
}

static int
read_text(struct yml *y, struct str *s, struct err *e)
{
	int rc;

	if ((rc = next(y, e)) != 0)
		return (rc);
	return (keep(y, s, e));
}

/* one-of and order: a list of texts. */
static int
read_list(struct yml *y, struct mark_site *site, struct err *e)
{
	int rc;

	if ((rc = expect(y, YAML_SEQUENCE_START_EVENT, "expected a list of texts", e)) != 0)
		return (rc);
	if ((site->value = arena_array(&y->sites->arena, MARK_VALUES_MAX, sizeof(*site->value))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (;;) {
		if ((rc = next(y, e)) != 0)
			return (rc);
		if (y->event.type == YAML_SEQUENCE_END_EVENT)
			return (0);
		if (site->values == MARK_VALUES_MAX)
			return (wrong(y, e, ERR_LIMIT, "more texts than a site may have"));
		if ((rc = keep(y, &site->value[site->values], e)) != 0)
			return (rc);
		site->values++;
	}
}

/* free: a class and a length, as "hex 8". */
static int
read_free(struct yml *y, struct mark_site *site, struct err *e)
{
	struct str text, name;
	uint64_t length;
	int rc;

	if ((rc = read_text(y, &text, e)) != 0)
		return (rc);
	if (!str_split(&text, ' ', &name) || !mark_class_of(&site->class, name) || text.p == NULL ||
	    str_u64(str_trim(text), &length) != 0)
		return (wrong(y, e, ERR_SYNTAX, "free: expected \"hex N\", \"digits N\" or \"alnum N\""));
	if (length == 0 || length > MARK_FREE_MAX)
		return (wrong(y, e, ERR_LIMIT, "free: the length is out of range"));
	site->length = (size_t)length;
	return (0);
}

enum { HAS_FILE = 1, HAS_FIND = 2, HAS_ONE_OF = 4, HAS_FREE = 8, HAS_ORDER = 16 };

/* One member of a mark; the current event is its key. */
static int
read_member(struct yml *y, struct mark_site *site, unsigned *has, struct err *e)
{
	static const char *const name[] = { "file", "find", "one-of", "free", "order" };
	unsigned k = 0;
	struct str key;
	int rc;

	if ((rc = keep(y, &key, e)) != 0)
		return (rc);
	while (k < 5 && !str_eq(key, str_of(name[k])))
		k++;
	if (k == 5)
		return (wrong(y, e, ERR_SYNTAX,
		    "unknown key: a mark has file, find and one-of or free, or file and order"));
	if ((*has & 1u << k) != 0)
		return (wrong(y, e, ERR_SYNTAX, "the same key twice in one mark"));
	if (k >= 2 && (*has & (HAS_ONE_OF | HAS_FREE | HAS_ORDER)) != 0)
		return (wrong(y, e, ERR_SYNTAX, "a mark has only one of one-of, free and order"));
	*has |= 1u << k;
	switch (1u << k) {
	case HAS_FILE: return (read_text(y, &site->file, e));
	case HAS_FIND: return (read_text(y, &site->find, e));
	case HAS_FREE: site->kind = MARK_FREE; return (read_free(y, site, e));
	default: site->kind = k == 2 ? MARK_ONE_OF : MARK_ORDER; return (read_list(y, site, e));
	}
}

/* Two marks on the same text would fight for it. */
static int
check_twins(const struct mark_sites *sites, struct err *e)
{
	const struct mark_site *last = &sites->site[sites->n - 1];

	for (size_t i = 0; i + 1 < sites->n; i++) {
		if (last->kind != MARK_ORDER && sites->site[i].kind != MARK_ORDER &&
		    str_eq(sites->site[i].file, last->file) && str_eq(sites->site[i].find, last->find))
			return (err_set(e, ERR_SYNTAX, "the same text is marked already at line %llu",
			    (unsigned long long)sites->site[i].declared));
	}
	return (0);
}

/* One mark; the current event is its MAPPING-START. */
static int
read_mark(struct yml *y, struct err *e)
{
	struct mark_sites *sites = y->sites;
	struct mark_site site = { .declared = line_of(y) };
	unsigned has = 0;
	int rc;

	if (sites->n == MARK_SITES_MAX)
		return (wrong(y, e, ERR_LIMIT, "more marks than a package may have"));
	for (;;) {
		if ((rc = next(y, e)) != 0)
			return (rc);
		if (y->event.type == YAML_MAPPING_END_EVENT)
			break;
		if ((rc = read_member(y, &site, &has, e)) != 0)
			return (rc);
	}
	if (has != (HAS_FILE | HAS_FIND | HAS_ONE_OF) && has != (HAS_FILE | HAS_FIND | HAS_FREE) &&
	    has != (HAS_FILE | HAS_ORDER))
		rc = err_set(e, ERR_SYNTAX, "a mark needs file, find and one-of or free, or file and order");
	else if ((rc = mark_site_check(&site, e)) == 0 && VEC_GROW(sites->site, sites->n, sites->cap) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	if (rc == 0) {
		sites->site[sites->n++] = site;
		rc = check_twins(sites, e);
	}
	return (rc == 0 ? 0 : (err_line(e, site.declared), rc));
}

static int
read_marks(struct yml *y, struct err *e)
{
	int rc;

	if ((rc = expect(y, YAML_SEQUENCE_START_EVENT, "marks: expected a list", e)) != 0)
		return (rc);
	for (;;) {
		if ((rc = next(y, e)) != 0)
			return (rc);
		if (y->event.type == YAML_SEQUENCE_END_EVENT)
			return (0);
		if (y->event.type != YAML_MAPPING_START_EVENT)
			return (wrong(y, e, ERR_SYNTAX,
			    "expected a mark: file, find and one-of or free, or file and order"));
		if ((rc = read_mark(y, e)) != 0)
			return (rc);
	}
}

static int
read_top(struct yml *y, struct err *e)
{
	bool marks = false, check = false;
	struct str key;
	int rc;

	if ((rc = expect(y, YAML_STREAM_START_EVENT, "expected YAML", e)) != 0 ||
	    (rc = expect(y, YAML_DOCUMENT_START_EVENT, "the file is empty: expected \"marks:\"", e)) != 0 ||
	    (rc = expect(y, YAML_MAPPING_START_EVENT, "expected \"marks:\" at the top", e)) != 0)
		return (rc);
	for (;;) {
		if ((rc = next(y, e)) != 0)
			return (rc);
		if (y->event.type == YAML_MAPPING_END_EVENT)
			break;
		if ((rc = keep(y, &key, e)) != 0)
			return (rc);
		if (str_eq(key, STR("marks")) && !marks) {
			marks = true;
			rc = read_marks(y, e);
		} else if (str_eq(key, STR("check")) && !check) {
			check = true;
			rc = read_text(y, &y->sites->check, e);
		} else {
			rc = wrong(y, e, ERR_SYNTAX, "expected the keys \"marks\" and \"check\", each once");
		}
		if (rc != 0)
			return (rc);
	}
	if (!marks || y->sites->n == 0)
		return (wrong(y, e, ERR_SYNTAX, "no marks are declared"));
	if ((rc = expect(y, YAML_DOCUMENT_END_EVENT, "text after the end", e)) != 0)
		return (rc);
	return (expect(y, YAML_STREAM_END_EVENT, "only one document is allowed", e));
}

int
mark_yml_read(struct mark_sites *sites, struct str text, struct err *e)
{
	struct yml y = { .sites = sites };
	int rc;

	sites->check = STR("");
	if (text.n > MARK_YML_MAX)
		return (err_set(e, ERR_LIMIT, "larger than %zu bytes", MARK_YML_MAX));
	if (!yaml_parser_initialize(&y.parser))
		return (err_set(e, ERR_NOMEM, "out of memory"));
	yaml_parser_set_input_string(&y.parser, (const unsigned char *)text.p, text.n);
	rc = read_top(&y, e);
	if (y.has_event)
		yaml_event_delete(&y.event);
	yaml_parser_delete(&y.parser);
	return (rc);
}

void
mark_sites_free(struct mark_sites *sites)
{
	free(sites->site);
	arena_free(&sites->arena);
	*sites = (struct mark_sites){ 0 };
}
