/* Importing a document: see the header. */
#include "know/import.h"

#include <stdio.h>

#include "base/sandbox.h"
#include "know/read.h"
#include "store/event.h"
#include "store/sql.h"

/* Runs in the child. */
static int
read_behind_wall(void *arg, struct wire *out, struct err *e)
{
	return (know_read(*(const struct str *)arg, out, e));
}

/*
 * Warn of what the tables contradict: a range that ends in another branch than
 * the update level it is about.
 */
static int
warn_misfits(json_t *body, struct err *e)
{
	struct know *k = know_new(e);
	char text[512], says[200], *end;
	int rc;

	if (k == NULL)
		return (e->code);
	if ((rc = know_add_builtin(k, e)) == 0 && (rc = docbody_load(k, body, 0, TLP_RED, e)) == 0 &&
	    (rc = know_index(k, e)) == 0) {
		for (size_t i = 0; i < k->facts; i++) {
			const struct fact *f = &k->fact[i];

			/* The same product may stand in two lists: once is enough. */
			if (!f->misfit || (i > 0 && f[-1].misfit && f[-1].branch == f->branch))
				continue;
			fact_says(f, says, sizeof(says));
			if ((end = strstr(says, " for ")) != NULL)
				*end = '\0';
			(void)snprintf(text, sizeof(text),
			    "%.*s: \"%s\" for %.*s %.*s is not a build of it (%s), says the build table: not used",
			    STR_ARG(f->cve), says, STR_ARG(f->branch->product), STR_ARG(f->branch->cu),
			    vtext(&f->branch->key).c);
			docbody_warn(body, str_of(text));
		}
	}
	know_free(k);
	return (rc);
}

int
import_read(struct str text, const struct docbody_origin *origin, struct import *im, struct err *e)
{
	struct docbody_origin from = *origin;
	struct buf hex = BUF(SHA256_HEX + 1);
	struct docbody_maker *m = NULL;
	struct sandbox *box;
	struct sha256 sha;
	struct str payload;
	struct err inner;
	uint32_t type;
	int rc, ended;

	*im = (struct import){ .body = NULL };
	if ((box = sandbox_start(read_behind_wall, &text, NULL, 0, e)) == NULL)
		return (e->code);
	if ((m = docbody_maker_new(e)) == NULL) {
		sandbox_cancel(&box);
		return (e->code);
	}
	while ((rc = sandbox_next(box, &type, &payload, e)) == 1) {
		if ((rc = docbody_maker_take(m, type, payload, e)) != 0)
			break;
	}
	/* What the reader says of itself explains more than a broken pipe. */
	if (rc != 0)
		sandbox_cancel(&box);
	else if ((ended = sandbox_finish(&box, &inner)) != 0) {
		*e = inner;
		rc = ended;
	}
	if (rc == 0) {
		sha = sha256_of(text);
		hex_put(&hex, sha.b, sizeof(sha.b));
		from.sha256 = buf_view(&hex);
		if ((im->body = docbody_maker_finish(m, &from, &im->facts, e)) == NULL)
			rc = e->code;
	}
	if (rc == 0 && (rc = warn_misfits(im->body, e)) != 0)
		import_free(im);
	docbody_maker_free(m);
	buf_free(&hex);
	return (rc);
}

void
import_free(struct import *im)
{
	json_decref(im->body);
	im->body = NULL;
}

int
import_find(struct case_dir *c, const json_t *body, uint64_t *entry, bool *same, struct err *e)
{
	static const char *const keys[] = { "format", "publisher", "id", "version" };
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT entry, content = ? FROM know_doc WHERE format = ? AND publisher = ? AND id = ? AND version = ?"
	    " ORDER BY content = ? DESC, entry DESC LIMIT 1",
	    e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_str(st, 1, body_read_str(body, "content"));
	for (int i = 0; i < 4; i++)
		sql_bind_str(st, i + 2, body_read_str(body, keys[i]));
	sql_bind_str(st, 6, body_read_str(body, "content"));
	if ((rc = sql_step(st, e)) == 1) {
		*entry = (uint64_t)sqlite3_column_int64(st, 0);
		*same = sqlite3_column_int(st, 1) != 0;
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

int
import_add(struct commit *k, struct import *im, struct blob *blob, uint64_t *entry, struct err *e)
{
	json_t *body = im->body;
	struct source source;
	int rc;

	if (blob != NULL) {
		body_read_source(&source, json_object_get(body, "source"));
		(void)json_object_set_new(body, "blobs", json_pack("[o]", body_str(source.sha256)));
		if ((rc = commit_blob(k, blob, e)) != 0)
			return (rc);
	}
	return (commit_add(k, KIND_IMPORT, json_incref(body), entry, e));
}
