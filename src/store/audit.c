/* Walking over the entries of a record; see the header. */
#include "store/audit.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/vec.h"
#include "store/event.h"
#include "store/verdict.h"

static void complain(struct audit *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void
complain(struct audit *a, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	a->problem(a->arg, text);
}

uint64_t
audit_number(struct str key)
{
	uint64_t number;

	memcpy(&number, key.p, sizeof(number));
	return (number);
}

/* Put a value in a map unless there is one. */
static int
put_once(struct map *m, struct str key, uint64_t value, struct err *e)
{
	struct map_entry *entry = map_get(m, key);

	if (entry != NULL)
		return (0);
	if ((entry = map_put(m, key)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	entry->value = value;
	return (0);
}

/* An entry of kind erase: whose body, and which blobs. */
static int
note_erasure(struct audit *a, uint64_t number, const json_t *body, struct err *e)
{
	const json_t *target = json_object_get(body, "entry"), *names = json_object_get(body, "erased_blobs");
	uint64_t entry = (uint64_t)json_integer_value(target);
	int rc;

	if (!json_is_integer(target) || entry >= number) {
		complain(a, "entry %llu: it erases no entry before it", (unsigned long long)number);
		return (0);
	}
	rc = put_once(&a->erased, entry_key(&entry), number, e);
	for (size_t i = 0; rc == 0 && i < json_array_size(names); i++)
		rc = put_once(&a->gone, str_of(json_string_value(json_array_get(names, i))), number, e);
	return (rc);
}

/* An entry of kind continue: the old origin's last root must be that of what stands before. */
static int
note_origin(struct audit *a, uint64_t number, const json_t *body, struct err *e)
{
	struct sha256 want, have = tlog_sum_root(&a->sum);
	struct audit_origin o = { .size = (uint64_t)json_integer_value(json_object_get(body, "size")) };
	struct err why;

	if (vkey_parse(&o.key, body_read_str(body, "vkey"), &why) != 0 ||
	    !str_eq(body_read_str(body, "origin"), str_of(o.key.name)))
		complain(
		    a, "entry %llu: it names no verifier key for the old origin", (unsigned long long)number);
	else if (o.size != number || hex_read(want.b, sizeof(want.b), body_read_str(body, "root")) != 0 ||
	    !sha256_eq(&want, &have))
		complain(a, "entry %llu: the entries before it are not those of the origin that it continues",
		    (unsigned long long)number);
	else if (VEC_GROW(a->origin, a->norigins, a->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	else
		a->origin[a->norigins++] = o;
	return (0);
}

/* What a body says that others must be held against. */
static int
note_body(struct audit *a, uint64_t number, enum entry_kind kind, const json_t *body, struct err *e)
{
	const json_t *names = json_object_get(body, "blobs");
	int rc = 0;

	if (kind == KIND_ERASE)
		rc = note_erasure(a, number, body, e);
	else if (kind == KIND_CONTINUE)
		rc = note_origin(a, number, body, e);
	for (size_t i = 0; rc == 0 && i < json_array_size(names); i++) {
		struct str name = str_of(json_string_value(json_array_get(names, i)));
		struct sha256 sha;

		if (hex_read(sha.b, sizeof(sha.b), name) != 0)
			complain(a, "entry %llu: it names a blob by something that is no hash",
			    (unsigned long long)number);
		else
			rc = put_once(&a->blobs, name, number, e);
	}
	return (rc);
}

static int
one_entry(struct audit *a, uint64_t number, struct err *e)
{
	struct buf b = BUF(RECORD_ENTRY_MAX);
	struct sha256 commitment, leaf;
	enum entry_kind kind;
	instant_us recorded;
	struct err why = { .code = 0 };
	char text[768];
	json_t *body = NULL;
	int rc = 0;

	/* A bundle that cannot be read was complained of with the tiles. */
	if (record_entry(a->c->record, number, &b, &why) != 0)
		goto done;
	if (envelope_parse(buf_view(&b), &kind, &recorded, &commitment, &why) != 0) {
		complain(a, "entry %llu: %s", (unsigned long long)number, why.text);
	} else {
		if (recorded < a->last)
			complain(a, "entry %llu: recorded before the entry in front of it",
			    (unsigned long long)number);
		a->last = recorded;
		if ((body = case_body_load(a->c, number, &commitment, &why)) != NULL) {
			rc = note_body(a, number, kind, body, e);
		} else if (why.code == ERR_NOTFOUND) {
			rc = put_once(&a->missing, entry_key(&number), 0, e);
		} else {
			err_format(&why, text, sizeof(text));
			complain(a, "entry %llu: %s", (unsigned long long)number, text);
		}
	}
	leaf = tlog_leaf(buf_view(&b));
	tlog_sum_add(&a->sum, &leaf);

done:
	json_decref(body);
	buf_free(&b);
	return (rc);
}

/* Bodies that are gone must have been erased, and those that were erased must be gone. */
static void
check_bodies(struct audit *a)
{
	char path[64];

	for (size_t i = 0; i < a->missing.n; i++) {
		if (map_get(&a->erased, a->missing.entry[i].key) == NULL)
			complain(a, "entry %llu: its body is gone and no entry says that it was erased",
			    (unsigned long long)audit_number(a->missing.entry[i].key));
	}
	for (size_t i = 0; i < a->erased.n; i++) {
		uint64_t number = audit_number(a->erased.entry[i].key);

		body_path(path, sizeof(path), number);
		if (faccessat(a->c->fd, path, F_OK, 0) == 0)
			complain(a, "entry %llu: erased by %llu, but its body is still there",
			    (unsigned long long)number, (unsigned long long)a->erased.entry[i].value);
	}
}

static void
check_blob(struct audit *a, struct str name, uint64_t number)
{
	struct err why = { .code = 0 };
	struct sha256 sha;

	(void)hex_read(sha.b, sizeof(sha.b), name);
	if (blob_check(a->c, &sha, &why) != 0)
		complain(a, "entry %llu: blob %.*s %s", (unsigned long long)number, STR_ARG(name), why.text);
}

static void
check_blobs(struct audit *a)
{
	char path[128];
	struct sha256 sha;

	for (size_t i = 0; i < a->blobs.n; i++) {
		struct map_entry *m = &a->blobs.entry[i];

		if (map_get(&a->erased, entry_key(&m->value)) == NULL)
			check_blob(a, m->key, m->value);
	}

	/* An erased blob may have come back with a later import; without one it must be gone. */
	for (size_t i = 0; i < a->gone.n; i++) {
		struct map_entry *m = &a->gone.entry[i];

		if (map_get(&a->blobs, m->key) != NULL || hex_read(sha.b, sizeof(sha.b), m->key) != 0)
			continue;
		blob_path(path, sizeof(path), &sha);
		if (faccessat(a->c->fd, path, F_OK, 0) == 0)
			complain(a, "blob %.*s was erased by entry %llu, but is still there", STR_ARG(m->key),
			    (unsigned long long)m->value);
	}
}

int
audit_entries(struct audit *a, struct err *e)
{
	int rc = 0;

	a->last = INSTANT_MIN;
	for (uint64_t i = 0; rc == 0 && i < record_size(a->c->record); i++)
		rc = one_entry(a, i, e);
	if (rc == 0) {
		check_bodies(a);
		check_blobs(a);
	}
	return (rc);
}

void
audit_free(struct audit *a)
{
	map_free(&a->missing);
	map_free(&a->erased);
	map_free(&a->blobs);
	map_free(&a->gone);
	free(a->origin);
}
