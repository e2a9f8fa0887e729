/*
 * Trees from libyaml's events.  A stack holds the containers that are open;
 * the children of all of them lie on one second stack, and a container takes
 * its own off the top when it closes.  Nothing recurses.
 */
#include "base/ytree.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/map.h"
#include "base/vec.h"

struct open {
	struct ytree *node;
	size_t first;    /* Its first child on the stack of children. */
	struct str name; /* Its anchor, empty where it has none. */
};

struct reader {
	struct arena *arena;
	struct err *e;
	yaml_parser_t parser;
	struct open open[YTREE_DEPTH_MAX];
	size_t depth;
	struct ytree **kids; /* Children of the open containers. */
	size_t nkids, kids_cap;
	struct ytree **docs;
	size_t ndocs, docs_cap;
	struct map anchors; /* Of this document: pointers to complete nodes. */
	size_t nodes, aliases;
};

static uint64_t
line_of(const yaml_mark_t *mark)
{
	return ((uint64_t)mark->line + 1);
}

static int
refuse(struct reader *r, uint64_t line, int code, const char *why)
{
	err_set(r->e, code, "%s", why);
	return (err_line(r->e, line));
}

/* new_node(r, kind, line): one node more, within the limit.  NULL with the error set. */
static struct ytree *
new_node(struct reader *r, enum ytree_kind kind, uint64_t line)
{
	struct ytree *t;

	if (r->nodes >= YTREE_NODES_MAX) {
		refuse(r, line, ERR_LIMIT, "more YAML nodes than such a file may have");
		return (NULL);
	}
	r->nodes++;
	if ((t = arena_get(r->arena, sizeof(*t))) == NULL) {
		err_set(r->e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	t->kind = kind;
	t->line = line;
	t->weight = 1;
	return (t);
}

/* remember(r, name, t): From now on, *name stands for ${t}. */
static int
remember(struct reader *r, struct str name, struct ytree *t)
{
	struct map_entry *entry;

	if (name.n == 0)
		return (0);
	if ((entry = map_put(&r->anchors, name)) == NULL)
		return (err_set(r->e, ERR_NOMEM, "out of memory"));
	entry->value = (uint64_t)(uintptr_t)t;
	return (0);
}

/* add(r, t): ${t} is complete: it belongs to the innermost open container, or is a document. */
static int
add(struct reader *r, struct ytree *t)
{
	int bad;

	if (r->depth == 0) {
		if ((bad = VEC_GROW(r->docs, r->ndocs, r->docs_cap)) == 0)
			r->docs[r->ndocs++] = t;
	} else {
		if ((bad = VEC_GROW(r->kids, r->nkids, r->kids_cap)) == 0)
			r->kids[r->nkids++] = t;
	}
	return (bad ? err_set(r->e, ERR_NOMEM, "out of memory") : 0);
}

/* is_null(text): the plain scalars that YAML's core schema reads as null. */
static bool
is_null(struct str text)
{
	return (text.n == 0 || str_eq(text, STR("~")) || str_eq(text, STR("null")) ||
	    str_eq(text, STR("Null")) || str_eq(text, STR("NULL")));
}

static struct str
anchor_of(const yaml_char_t *anchor)
{
	return (str_of((const char *)anchor));
}

static int
on_scalar(struct reader *r, const yaml_event_t *ev)
{
	uint64_t line = line_of(&ev->start_mark);
	struct str text = { (const char *)ev->data.scalar.value, ev->data.scalar.length };
	bool quoted = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	struct ytree *t;
	int rc;

	if (ev->data.scalar.tag != NULL && !str_eq(anchor_of(ev->data.scalar.tag), STR(YAML_STR_TAG)))
		return (refuse(r, line, ERR_SYNTAX, "YAML tags are not supported"));
	quoted |= ev->data.scalar.tag != NULL;
	if ((t = new_node(r, !quoted && is_null(text) ? YTREE_NULL : YTREE_TEXT, line)) == NULL)
		return (r->e->code);
	t->quoted = quoted;
	t->text = arena_str(r->arena, text);
	if (t->text.p == NULL)
		return (err_set(r->e, ERR_NOMEM, "out of memory"));
	if ((rc = remember(r, anchor_of(ev->data.scalar.anchor), t)) != 0)
		return (rc);
	return (add(r, t));
}

static int
on_alias(struct reader *r, const yaml_event_t *ev)
{
	uint64_t line = line_of(&ev->start_mark);
	const struct map_entry *entry = map_get(&r->anchors, anchor_of(ev->data.alias.anchor));
	struct ytree *t;

	/* An anchor is remembered when its node is complete, so a node can never hold itself. */
	if (entry == NULL)
		return (refuse(r, line, ERR_SYNTAX, "the alias names no complete anchor"));
	t = (struct ytree *)(uintptr_t)entry->value;
	if (++r->aliases > YTREE_ALIASES_MAX || t->weight > YTREE_NODES_MAX - r->nodes)
		return (refuse(r, line, ERR_LIMIT, "more aliases than such a file may have"));
	r->nodes += t->weight;
	return (add(r, t));
}

static int
on_open(
    struct reader *r, enum ytree_kind kind, const yaml_char_t *anchor, const yaml_char_t *tag, uint64_t line)
{
	struct open *o;

	if (tag != NULL)
		return (refuse(r, line, ERR_SYNTAX, "YAML tags are not supported"));
	if (r->depth == YTREE_DEPTH_MAX)
		return (refuse(r, line, ERR_LIMIT, "the YAML is nested too deeply"));
	o = &r->open[r->depth];
	if ((o->node = new_node(r, kind, line)) == NULL)
		return (r->e->code);
	o->first = r->nkids;
	o->name = arena_str(r->arena, anchor_of(anchor));
	if (o->name.p == NULL)
		return (err_set(r->e, ERR_NOMEM, "out of memory"));
	r->depth++;
	return (0);
}

/* check_keys(r, t): The keys of map ${t} are texts, each there once. */
static int
check_keys(struct reader *r, const struct ytree *t)
{
	struct map seen = { 0 };
	int rc = 0;

	for (size_t i = 0; i < t->n && rc == 0; i++) {
		const struct ytree *key = t->kid[2 * i];
		struct map_entry *entry;

		if (key->kind != YTREE_TEXT)
			rc = refuse(r, key->line, ERR_SYNTAX, "a key must be text");
		else if ((entry = map_put(&seen, key->text)) == NULL)
			rc = err_set(r->e, ERR_NOMEM, "out of memory");
		else if (entry->value++ != 0)
			rc = refuse(r, key->line, ERR_SYNTAX, "a key is there twice");
	}
	map_free(&seen);
	return (rc);
}

static int
on_close(struct reader *r)
{
	struct open *o = &r->open[--r->depth];
	struct ytree *t = o->node;
	size_t n = r->nkids - o->first;
	int rc;

	if ((t->kid = arena_array(r->arena, n > 0 ? n : 1, sizeof(*t->kid))) == NULL)
		return (err_set(r->e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < n; i++) {
		t->kid[i] = r->kids[o->first + i];
		t->weight += t->kid[i]->weight;
	}
	t->n = t->kind == YTREE_MAP ? n / 2 : n;
	r->nkids = o->first;
	if (t->kind == YTREE_MAP && (rc = check_keys(r, t)) != 0)
		return (rc);
	if ((rc = remember(r, o->name, t)) != 0)
		return (rc);
	return (add(r, t));
}

static int
on_event(struct reader *r, const yaml_event_t *ev)
{
	uint64_t line = line_of(&ev->start_mark);

	switch (ev->type) {
	case YAML_SCALAR_EVENT: return (on_scalar(r, ev));
	case YAML_ALIAS_EVENT: return (on_alias(r, ev));
	case YAML_SEQUENCE_START_EVENT:
		return (on_open(
		    r, YTREE_LIST, ev->data.sequence_start.anchor, ev->data.sequence_start.tag, line));
	case YAML_MAPPING_START_EVENT:
		return (
		    on_open(r, YTREE_MAP, ev->data.mapping_start.anchor, ev->data.mapping_start.tag, line));
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: return (on_close(r));
	case YAML_DOCUMENT_START_EVENT: map_free(&r->anchors); return (0);
	default: return (0);
	}
}

/* parser_error(r): What libyaml says, with its line where it knows one. */
static int
parser_error(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;

	if (p->error == YAML_MEMORY_ERROR)
		return (err_set(r->e, ERR_NOMEM, "out of memory"));
	if (p->error == YAML_READER_ERROR)
		return (err_at(r->e, ERR_SYNTAX, p->problem_offset, "not YAML: %s", p->problem));
	err_set(r->e, ERR_SYNTAX, "not YAML: %s", p->problem != NULL ? p->problem : "unreadable");
	return (err_line(r->e, line_of(&p->problem_mark)));
}

static int
read_events(struct reader *r)
{
	yaml_event_t ev;
	bool end = false;
	int rc = 0;

	while (rc == 0 && !end) {
		if (!yaml_parser_parse(&r->parser, &ev))
			return (parser_error(r));
		end = ev.type == YAML_STREAM_END_EVENT;
		rc = on_event(r, &ev);
		yaml_event_delete(&ev);
	}
	return (rc);
}

int
ytree_read(struct arena *a, struct str text, struct ytree ***doc, size_t *n, struct err *e)
{
	struct err unseen;
	struct reader r = { .arena = a, .e = e != NULL ? e : &unseen };
	int rc;

	if (text.n > YTREE_BYTES_MAX)
		return (err_set(e, ERR_LIMIT, "larger than such a file may be (%zu bytes)", YTREE_BYTES_MAX));
	if (!yaml_parser_initialize(&r.parser))
		return (err_set(e, ERR_NOMEM, "out of memory"));
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text.p, text.n);
	rc = read_events(&r);
	if (rc == 0) {
		*n = r.ndocs;
		*doc = arena_array(a, r.ndocs > 0 ? r.ndocs : 1, sizeof(**doc));
		if (*doc == NULL)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else if (r.ndocs > 0)
			memcpy(*doc, r.docs, r.ndocs * sizeof(**doc));
	}
	yaml_parser_delete(&r.parser);
	map_free(&r.anchors);
	free(r.kids);
	free(r.docs);
	return (rc);
}

const struct ytree *
ytree_get(const struct ytree *map, const char *key)
{
	if (map == NULL || map->kind != YTREE_MAP)
		return (NULL);
	for (size_t i = 0; i < map->n; i++) {
		if (str_eq(map->kid[2 * i]->text, str_of(key)))
			return (map->kid[2 * i + 1]);
	}
	return (NULL);
}
