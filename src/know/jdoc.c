/* Walking JSON documents: see the header. */
#include "know/jdoc.h"

#include <stdarg.h>
#include <stdio.h>

#define PATH_MAX_ 1024

int
jdoc_check(struct str text, unsigned depth, struct err *e)
{
	enum jsonr_type t;
	struct jsonr j;
	struct str raw;

	jsonr_init(&j, text, depth);
	while ((t = jsonr_next(&j, &raw)) > JSONR_END)
		;
	return (t == JSONR_END ? 0 : jsonr_error(&j, e));
}

void
jdoc_root(struct str text, struct jval *v)
{
	struct jsonr j;
	struct str raw;

	jsonr_init(&j, text, JSONR_DEPTH_MAX);
	v->type = jsonr_next(&j, &raw);
	if (v->type == JSONR_OBJECT || v->type == JSONR_ARRAY)
		(void)jsonr_whole(&j, v->type, raw, &v->raw);
	else
		v->raw = raw;
}

void
jdoc_free(struct jdoc *d)
{
	arena_free(&d->mem);
	buf_free(&d->path);
}

void
jeach_begin(struct jeach *it, const struct jval *v)
{
	struct str raw;

	jsonr_init(&it->j, v->raw, JSONR_DEPTH_MAX);
	(void)jsonr_next(&it->j, &raw);
}

bool
jeach_next(struct jeach *it, struct str *key, struct jval *item)
{
	struct str raw;

	*key = STR("");
	item->type = jsonr_next(&it->j, &raw);
	if (item->type == JSONR_KEY) {
		*key = raw;
		item->type = jsonr_next(&it->j, &raw);
	}
	item->raw = raw;
	switch (item->type) {
	case JSONR_ERROR:
	case JSONR_END:
	case JSONR_OBJECT_END:
	case JSONR_ARRAY_END: return (false);
	case JSONR_OBJECT:
	case JSONR_ARRAY: return (jsonr_whole(&it->j, item->type, raw, &item->raw) == 0);
	default: return (true);
	}
}

bool
jdoc_find(struct str object, const char *name, struct jval *v)
{
	struct jval o = { JSONR_OBJECT, object };
	struct jeach it;
	struct str key;

	jeach_begin(&it, &o);
	while (jeach_next(&it, &key, v)) {
		if (str_eq(key, str_of(name)))
			return (true);
	}
	*v = (struct jval){ JSONR_END, STR("") };
	return (false);
}

void
jdoc_warn(struct jdoc *d, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	d->warn(d->arg, buf_view(&d->path), text);
}

struct str
jdoc_str(struct jdoc *d, const struct jval *v)
{
	struct buf b = BUF(BUF_BIG);
	struct str s = STR("");

	if (v->type == JSONR_STRING) {
		if (jsonr_plain(v->raw))
			return (v->raw);
		if (jsonr_string(&b, v->raw) == 0)
			s = arena_str(&d->mem, buf_view(&b));
		else
			jdoc_warn(d, "a string with a bad escape: left out");
		if (s.p == NULL)
			s = STR("");
	}
	buf_free(&b);
	return (s);
}

/* Go down one step of the path, and come back by cutting it to where it was. */
static size_t
enter(struct jdoc *d, struct str step)
{
	size_t was = d->path.n;

	if (was + step.n + 1 < PATH_MAX_) {
		buf_char(&d->path, '/');
		buf_str(&d->path, step);
	}
	return (was);
}

static size_t
enter_number(struct jdoc *d, size_t i)
{
	char text[24];
	int n = snprintf(text, sizeof(text), "%zu", i);

	return (enter(d, (struct str){ text, (size_t)n }));
}

static const char *
type_name(enum jsonr_type t)
{
	switch (t) {
	case JSONR_OBJECT: return ("an object");
	case JSONR_ARRAY: return ("an array");
	case JSONR_STRING: return ("a string");
	case JSONR_NUMBER: return ("a number");
	case JSONR_TRUE:
	case JSONR_FALSE: return ("true or false");
	default: return ("null");
	}
}

static const char *
wanted(int types)
{
	return (types & J_STR   ? "a string"
		: types & J_OBJ ? "an object"
		: types & J_ARR ? "an array"
		: types & J_NUM ? "a number"
				: "true or false");
}

static int
take_member(struct jdoc *d, const struct jmember *m, const struct jval *v, void *into)
{
	if ((m->types & 1 << v->type) == 0) {
		jdoc_warn(d, "expected %s, got %s: left out", wanted(m->types), type_name(v->type));
		return (0);
	}
	if (m->fn != NULL)
		return (m->fn(d, v, into));
	if (m->keep)
		*(struct str *)(void *)((char *)into + m->at) = jdoc_str(d, v);
	return (0);
}

int
jdoc_object(struct jdoc *d, const struct jval *v, const struct jmember *members, void *into)
{
	uint64_t seen = 0;
	struct jeach it;
	struct jval item;
	struct str key;
	size_t was, i;
	int rc = 0;

	jeach_begin(&it, v);
	while (rc == 0 && jeach_next(&it, &key, &item)) {
		for (i = 0; members[i].name != NULL && !str_eq(key, str_of(members[i].name)); i++)
			;
		was = enter(d, key);
		if (members[i].name == NULL) {
			d->unknown(d->arg, buf_view(&d->path), &item);
		} else if (i < 64 && (seen >> i & 1) != 0) {
			jdoc_warn(d, "stands here twice: the first one counts");
		} else {
			seen |= i < 64 ? (uint64_t)1 << i : 0;
			rc = take_member(d, &members[i], &item, into);
		}
		d->path.n = was;
	}
	return (rc);
}

int
jdoc_array(struct jdoc *d, const struct jval *v, int types, jdoc_fn *fn, void *into)
{
	struct jeach it;
	struct jval item;
	struct str key;
	size_t was, i = 0;
	int rc = 0;

	jeach_begin(&it, v);
	while (rc == 0 && jeach_next(&it, &key, &item)) {
		was = enter_number(d, i++);
		if ((types & 1 << item.type) == 0)
			jdoc_warn(d, "expected %s, got %s: left out", wanted(types), type_name(item.type));
		else
			rc = fn(d, &item, into);
		d->path.n = was;
	}
	return (rc);
}
