/*
 * Entries and their bodies.  The record holds a small public envelope; what it
 * is about lies in private/, bound to it by SHA-256(salt || canonical body).
 */
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/jcs.h"
#include "base/jsonr.h"
#include "base/jsonw.h"
#include "store/case_dir.h"
#include "store/opening.h"

void
body_path(char *out, size_t n, uint64_t number)
{
	(void)snprintf(out, n, "private/%llu.json", (unsigned long long)number);
}

void
envelope_put(struct buf *b, enum entry_kind kind, instant_us recorded, const struct sha256 *commitment)
{
	/* Written with its members in canonical order. */
	buf_cstr(b, "{\"body\":\"");
	hex_put(b, commitment->b, SHA256_BYTES);
	buf_printf(b, "\",\"kind\":\"%s\",\"recorded\":\"", entry_kind_name(kind));
	instant_put(b, recorded);
	buf_cstr(b, "\",\"v\":1}");
}

static bool
kind_of(struct str name, enum entry_kind *kind)
{
	for (unsigned i = 0; i <= KIND_CONTINUE; i++) {
		if (str_eq(name, str_of(entry_kind_name((enum entry_kind)i)))) {
			*kind = (enum entry_kind)i;
			return (true);
		}
	}
	return (false);
}

int
envelope_parse(
    struct str text, enum entry_kind *kind, instant_us *recorded, struct sha256 *commitment, struct err *e)
{
	bool has_kind = false, has_time = false, has_body = false, has_v = false;
	struct jsonr j;
	struct str key, value;
	enum jsonr_type t;

	jsonr_init(&j, text, 0);
	if (jsonr_next(&j, &value) != JSONR_OBJECT)
		return (err_set(e, ERR_CORRUPT, "an entry is not an object"));
	while ((t = jsonr_next(&j, &key)) == JSONR_KEY) {
		t = jsonr_next(&j, &value);
		if (t == JSONR_STRING && str_eq(key, STR("kind")))
			has_kind = kind_of(value, kind);
		else if (t == JSONR_STRING && str_eq(key, STR("recorded")))
			has_time = instant_log_time(recorded, value) == 0;
		else if (t == JSONR_STRING && str_eq(key, STR("body")))
			has_body = hex_read(commitment->b, SHA256_BYTES, value) == 0;
		else if (t == JSONR_NUMBER && str_eq(key, STR("v")))
			has_v = str_eq(value, STR("1"));
		else if (jsonr_skip(&j, t) != 0)
			break;
	}
	if (t != JSONR_OBJECT_END || !has_kind || !has_time || !has_body || !has_v)
		return (err_set(e, ERR_CORRUPT, "an entry is not in the form of version 1"));
	return (0);
}

int
opening_put(struct buf *b, const json_t *body, const unsigned char salt[OPENING_SALT],
    struct sha256 *commitment, struct err *e)
{
	struct buf canonical = BUF(BODY_MAX);
	int rc = jcs_put(&canonical, body, e);

	if (rc == 0) {
		*commitment =
		    sha256_of2((struct str){ (const char *)salt, OPENING_SALT }, buf_view(&canonical));
		buf_cstr(b, "{\"body\":");
		buf_str(b, buf_view(&canonical));
		buf_cstr(b, ",\"salt\":\"");
		hex_put(b, salt, OPENING_SALT);
		buf_cstr(b, "\"}\n");
		rc = buf_error(b, e);
	}
	buf_free(&canonical);
	return (rc);
}

/* What an attacker wrote may hold U+0000, and a body must be read as it was written. */
#define BODY_FLAGS (JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL)

/* The body out of an opening, checked against what the record committed to. */
static json_t *
open_body(struct str text, const struct sha256 *commitment, struct err *e)
{
	json_t *file = json_loadb(text.p, text.n, BODY_FLAGS, NULL), *body = NULL;
	unsigned char salt[OPENING_SALT];
	struct buf again = BUF(BODY_MAX);
	struct sha256 have;

	if (file == NULL || !json_is_object(json_object_get(file, "body")) ||
	    hex_read(salt, sizeof(salt), str_of(json_string_value(json_object_get(file, "salt")))) != 0) {
		(void)err_set(e, ERR_CORRUPT, "the private body is damaged");
	} else if (opening_put(&again, json_object_get(file, "body"), salt, &have, e) == 0) {
		if (sha256_eq(&have, commitment))
			body = json_incref(json_object_get(file, "body"));
		else
			(void)err_set(e, ERR_CORRUPT, "the private body is not the one that was recorded");
	}
	buf_free(&again);
	json_decref(file);
	return (body);
}

int
body_check(struct str text, const struct sha256 *commitment, struct err *e)
{
	json_t *body = text.n <= BODY_MAX ? open_body(text, commitment, e) : NULL;

	if (body == NULL && text.n > BODY_MAX)
		return (err_set(e, ERR_LIMIT, "what is to be recorded is longer than 256 MB"));
	if (body == NULL)
		return (err_set(e, ERR_INTERNAL, "what is to be recorded could not be read again"));
	json_decref(body);
	return (0);
}

json_t *
opening_check(struct str text, struct str entry, struct err *e)
{
	enum entry_kind kind;
	instant_us recorded;
	struct sha256 commitment;

	if (envelope_parse(entry, &kind, &recorded, &commitment, e) != 0)
		return (NULL);
	return (open_body(text, &commitment, e));
}

json_t *
case_body_load(struct case_dir *c, uint64_t number, const struct sha256 *commitment, struct err *e)
{
	struct buf b = BUF(BODY_MAX);
	char path[64];
	json_t *body = NULL;

	body_path(path, sizeof(path), number);
	if (file_read(&b, c->fd, path, e) == 0 && (body = open_body(buf_view(&b), commitment, e)) == NULL)
		(void)err_in(e, path);
	buf_free(&b);
	return (body);
}

json_t *
case_body(struct case_dir *c, uint64_t number, struct err *e)
{
	struct buf b = BUF(RECORD_ENTRY_MAX);
	enum entry_kind kind;
	instant_us recorded;
	struct sha256 commitment;
	json_t *body = NULL;

	if (number >= record_size(c->record))
		(void)err_set(e, ERR_NOTFOUND, "there is no entry %llu", (unsigned long long)number);
	else if (record_entry(c->record, number, &b, e) == 0 &&
	    envelope_parse(buf_view(&b), &kind, &recorded, &commitment, e) == 0)
		body = case_body_load(c, number, &commitment, e);
	buf_free(&b);
	return (body);
}

int
case_entry(struct case_dir *c, uint64_t number, struct buf *b, struct err *e)
{
	if (number >= record_size(c->record))
		return (err_set(e, ERR_NOTFOUND, "there is no entry %llu", (unsigned long long)number));
	return (record_entry(c->record, number, b, e));
}

int
case_opening(struct case_dir *c, uint64_t number, struct buf *b, struct err *e)
{
	json_t *body = case_body(c, number, e);
	char path[64];

	/* What is damaged is not given out. */
	if (body == NULL)
		return (e->code);
	json_decref(body);
	body_path(path, sizeof(path), number);
	return (file_read(b, c->fd, path, e));
}

int
case_receipt(struct case_dir *c, uint64_t number, struct buf *b, struct err *e)
{
	return (record_prove(c->record, number, b, e));
}

void
case_vkey(const struct case_dir *c, struct buf *b)
{
	vkey_put(b, record_key(c->record));
	buf_char(b, '\n');
}
