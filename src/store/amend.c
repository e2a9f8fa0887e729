/* Amending a case: see the header. */
#include "store/amend.h"

#include <stdlib.h>

#include "base/vec.h"
#include "store/case_dir.h"
#include "store/commit.h"
#include "store/event.h"
#include "store/skey.h"
#include "store/sql.h"
#include "store/verdict.h"

/* What the index says of an entry: its state and kind. */
static int
look_up(struct case_dir *c, uint64_t number, char state[16], char kind[16], struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c), "SELECT state, kind FROM entry WHERE number = ?", e);
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)number);
	if ((rc = sql_step(st, e)) == 1) {
		(void)str_copy(state, 16, sql_str(st, 0));
		(void)str_copy(kind, 16, sql_str(st, 1));
	}
	(void)sqlite3_finalize(st);
	if (rc == 0)
		return (err_set(e, ERR_NOTFOUND, "there is no entry %llu", (unsigned long long)number));
	return (rc < 0 ? rc : 0);
}

/* Whether the entry may be withdrawn or erased now. */
static int
check_target(struct case_dir *c, uint64_t number, bool erase, struct err *e)
{
	char state[16], kind[16];
	int rc;

	if ((rc = look_up(c, number, state, kind, e)) != 0)
		return (rc);
	if (strcmp(kind, "retract") == 0 || strcmp(kind, "erase") == 0 || strcmp(kind, "continue") == 0)
		return (err_set(e, ERR_USAGE, "entry %llu speaks of the record itself and stays",
		    (unsigned long long)number));
	if (strcmp(state, "erased") == 0 || (!erase && strcmp(state, "retracted") == 0))
		return (
		    err_set(e, ERR_EXISTS, "entry %llu is %s already", (unsigned long long)number, state));
	return (0);
}

/* One commit of one entry that speaks of another. */
static int
append_about(struct commit **k, enum entry_kind kind, json_t *body, uint64_t *entry, struct err *e)
{
	int rc;

	if (body == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		rc = commit_add(*k, kind, body, entry, e);
	if (rc != 0) {
		commit_abort(k);
		return (rc);
	}
	return (commit_end(k, e));
}

int
amend_retract(struct case_dir *c, uint64_t number, struct str why, uint64_t *entry, struct err *e)
{
	struct commit *k = commit_begin(c, e);
	int rc;

	if (k == NULL)
		return (e->code);
	if ((rc = check_target(c, number, false, e)) != 0) {
		commit_abort(&k);
		return (rc);
	}
	return (append_about(&k, KIND_RETRACT,
	    json_pack(
		"{s:s, s:I, s:o}", "type", "retract", "entry", (json_int_t)number, "why", body_str(why)),
	    entry, e));
}

/* The blobs that only this entry names among those that are not erased. */
static int
own_blobs(struct case_dir *c, uint64_t number, struct sha256 **sha, size_t *n, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT sha256 FROM blob WHERE entry = ?1 AND sha256 NOT IN (SELECT sha256 FROM blob WHERE entry <> ?1)",
	    e);
	size_t cap = 0;
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)number);
	while ((rc = sql_step(st, e)) == 1) {
		if (VEC_GROW(*sha, *n, cap) != 0)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else if (hex_read((*sha)[*n].b, SHA256_BYTES, sql_str(st, 0)) == 0)
			(*n)++;
		if (rc < 0)
			break;
	}
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}

int
amend_erase(struct case_dir *c, uint64_t number, struct str why, uint64_t *entry, struct err *e)
{
	struct commit *k = commit_begin(c, e);
	struct sha256 *sha = NULL;
	json_t *body, *names = json_array();
	size_t n = 0;
	int rc;

	if (k == NULL) {
		json_decref(names);
		return (e->code);
	}
	if ((rc = check_target(c, number, true, e)) == 0)
		rc = own_blobs(c, number, &sha, &n, e);
	if (rc != 0) {
		json_decref(names);
		commit_abort(&k);
		free(sha);
		return (rc);
	}
	/*
	 * The entry names the blobs that go with the body, so that verify knows and a crash can be made
	 * good.
	 */
	for (size_t i = 0; i < n; i++) {
		struct buf hex = BUF(SHA256_HEX);

		hex_put(&hex, sha[i].b, SHA256_BYTES);
		(void)json_array_append_new(names, json_string(buf_c(&hex)));
		buf_free(&hex);
	}
	body = json_pack("{s:s, s:I, s:o, s:o}", "type", "erase", "entry", (json_int_t)number, "why",
	    body_str(why), "erased_blobs", names);
	/* The entry goes to disk first; the fold that follows deletes, again after a crash if it must. */
	rc = append_about(&k, KIND_ERASE, body, entry, e);
	free(sha);
	return (rc);
}

/* The label that counts today: the source's own, or the last widening that stands. */
static int
label_now(struct case_dir *c, uint64_t number, const json_t *body, enum tlp *is, struct err *e)
{
	struct verdicts v = { .nwide = 0 };
	bool any;
	int rc;

	if (tlp_parse(is, body_read_str(body, "tlp"), e) != 0)
		return (err_set(e, ERR_USAGE, "entry %llu has no label", (unsigned long long)number));
	if ((rc = verdicts_read(&v, c, number + 1, &any, e)) == 0)
		(void)verdicts_label(&v, number, is);
	verdicts_free(&v);
	return (rc);
}

/* Only what is labelled more strictly now can be widened. */
static int
check_wider(struct case_dir *c, uint64_t number, enum tlp to, struct err *e)
{
	json_t *body = case_body(c, number, e);
	enum tlp is;
	int rc;

	if (body == NULL)
		return (e->code);
	if ((rc = label_now(c, number, body, &is, e)) == 0 && to >= is)
		rc = err_set(e, ERR_USAGE, "entry %llu is TLP:%s, which %s is not wider than",
		    (unsigned long long)number, tlp_name(is), tlp_name(to));
	json_decref(body);
	return (rc);
}

int
amend_widen(
    struct case_dir *c, uint64_t number, enum tlp to, struct str granted_by, uint64_t *entry, struct err *e)
{
	struct commit *k = commit_begin(c, e);
	int rc;

	if (k == NULL)
		return (e->code);
	if ((rc = check_target(c, number, false, e)) == 0)
		rc = check_wider(c, number, to, e);
	if (rc != 0) {
		commit_abort(&k);
		return (rc);
	}
	return (append_about(&k, KIND_DECISION,
	    json_pack("{s:s, s:I, s:s, s:o}", "type", "tlp", "entry", (json_int_t)number, "to", tlp_name(to),
		"granted_by", body_str(granted_by)),
	    entry, e));
}

int
amend_continue(struct case_dir *c, struct str why, uint64_t *entry, struct err *e)
{
	struct note_key next = { 0 };
	struct checkpoint old;
	struct buf root = BUF(SHA256_HEX), vkey = BUF(1024);
	struct commit *k;
	int rc;

	if ((k = commit_begin_left_behind(c, e)) == NULL)
		return (e->code);
	if ((rc = skey_new(&next, e)) != 0) {
		commit_abort(&k);
		return (rc);
	}
	old = *record_checkpoint(c->record);
	hex_put(&root, old.root.b, SHA256_BYTES);
	vkey_put(&vkey, record_key(c->record));
	commit_rekey(k, &next);
	rc = append_about(&k, KIND_CONTINUE,
	    json_pack("{s:s, s:s, s:I, s:s, s:o, s:o}", "type", "continue", "origin", old.origin, "size",
		(json_int_t)old.size, "root", buf_c(&root), "vkey", body_str(str_trim(buf_view(&vkey))),
		"why", body_str(why)),
	    entry, e);
	wipe(&next, sizeof(next));
	buf_free(&root);
	buf_free(&vkey);
	return (rc);
}
