/* Verifying a case; see the header. */
#include "store/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/vec.h"
#include "store/audit.h"
#include "store/compare.h"
#include "store/seen.h"
#include "store/sql.h"
#include "store/stamp.h"

#define TRIES 3 /* Looks at a case that others are writing to. */

static void
add_problem(void *arg, const char *text)
{
	struct verify *v = arg;
	char *copy;

	if (v->n == VERIFY_PROBLEMS || VEC_GROW(v->problem, v->n, v->cap) != 0 ||
	    (copy = strdup(text)) == NULL)
		v->more++;
	else
		v->problem[v->n++] = copy;
}

static void
add_error(struct verify *v, const char *what, const struct err *why)
{
	char text[1024], line[1100];

	err_format(why, text, sizeof(text));
	(void)snprintf(line, sizeof(line), "%s%s", what, text);
	add_problem(v, line);
}

void
verify_free(struct verify *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(v->problem[i]);
	free(v->problem);
	free(v->erased);
	memset(v, 0, sizeof(*v));
}

static int
list_erased(struct verify *v, const struct audit *a, struct err *e)
{
	for (size_t i = 0; i < a->erased.n; i++) {
		if (VEC_GROW(v->erased, v->nerased, v->caperased) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		v->erased[v->nerased++] =
		    (struct verify_erased){ .entry = audit_number(a->erased.entry[i].key),
			    .by = a->erased.entry[i].value };
	}
	return (0);
}

/* Which key must have signed a checkpoint of ${origin}, and how many entries it may speak of. */
static const struct note_key *
key_of(const struct case_dir *c, const struct audit *a, const char *origin, uint64_t *limit)
{
	*limit = record_size(c->record);
	if (strcmp(origin, record_key(c->record)->name) == 0)
		return (record_key(c->record));
	for (size_t i = 0; i < a->norigins; i++) {
		if (strcmp(origin, a->origin[i].key.name) == 0) {
			*limit = a->origin[i].size;
			return (&a->origin[i].key);
		}
	}
	return (NULL);
}

/* Whether the record extends a checkpoint; ${*older}: it would, if it had its newest entries. */
static int
extends(struct case_dir *c, const struct audit *a, struct str note, struct checkpoint *k, bool *older,
    struct err *why)
{
	const struct note_key *key;
	char origin[256];
	struct err inner = { .code = 0 };
	uint64_t limit;
	int rc;

	*older = false;
	if ((rc = checkpoint_origin(origin, sizeof(origin), note, why)) != 0)
		return (rc);
	if ((key = key_of(c, a, origin, &limit)) == NULL)
		return (err_set(why, ERR_CORRUPT, "the checkpoint is of another record, %.150s", origin));
	if ((rc = checkpoint_parse(k, note, key, &inner)) != 0)
		return (err_set(why, rc, "the checkpoint is not this record's: %.200s", inner.text));
	*older = k->size > limit;
	if (*older)
		return (err_set(why, ERR_UNAVAILABLE,
		    "this record is older than the checkpoint: it has %llu entries of %.100s, the checkpoint "
		    "%llu",
		    (unsigned long long)limit, origin, (unsigned long long)k->size));
	return (record_extends(c->record, k, why));
}

/* Hold the record against a checkpoint that had left the house. */
static void
check_against(struct case_dir *c, const struct audit *a, struct str against, struct verify *v)
{
	struct err why = { .code = 0 };
	struct checkpoint k;
	bool older;

	if (extends(c, a, against, &k, &older, &why) != 0)
		add_error(v, "", &why);

	/* From now on nothing may be signed here under this origin. */
	if (older)
		(void)case_note_seen(c, &k, NULL);
}

/* What the walk over the time stamps needs. */
struct stamps {
	struct case_dir *c;
	const struct audit *a;
	struct verify *v;
};

static int
stamp_extends(void *arg, struct str note, struct err *why)
{
	const struct stamps *s = arg;
	struct checkpoint k;
	bool older;

	return (extends(s->c, s->a, note, &k, &older, why));
}

static void
stamp_problem(void *arg, const char *text)
{
	const struct stamps *s = arg;

	add_problem(s->v, text);
}

/* The time stamps, where this program's folds know them. */
static int
check_stamps(struct case_dir *c, const struct audit *a, struct verify *v, struct err *e)
{
	struct stamps s = { c, a, v };

	for (size_t i = 0; i < c->nops; i++) {
		if (c->ops[i] == &stamp_fold)
			return (stamp_audit(c, stamp_extends, stamp_problem, &s, e));
	}
	return (0);
}

/* SQLite's own word on the index in use: a comparison of rows would not see a damaged search tree. */
static int
check_integrity(struct case_dir *c, struct verify *v, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(c->db, "PRAGMA integrity_check(1)", e);
	char text[512];
	int rc;

	if (st == NULL)
		return (e->code);
	if ((rc = sql_step(st, e)) == 1 && !str_eq(sql_str(st, 0), STR("ok"))) {
		(void)snprintf(text, sizeof(text),
		    "the index in use is damaged: %.300s; delete index.db, it is made again",
		    sql_str(st, 0).p);
		add_problem(v, text);
	}
	(void)sqlite3_finalize(st);
	return (rc < 0 ? rc : 0);
}

/* Compare the index in use, brought up to date as any command would, with one folded anew. */
static int
check_index(struct case_dir *c, struct verify *v, struct err *e)
{
	struct buf lines = BUF(1 << 20);
	struct str rest, line;
	sqlite3 *fresh = NULL;
	int rc;

	if ((rc = index_open(c, e)) != 0 || (rc = check_integrity(c, v, e)) != 0 || v->n > 0)
		return (rc);
	if ((rc = index_rebuild(c, &fresh, e)) == 0)
		rc = compare_databases(c->db, fresh, &lines, e);
	(void)sqlite3_close(fresh);
	rest = buf_view(&lines);
	while (rc == 0 && str_split(&rest, '\n', &line) && rest.p != NULL) {
		char text[512];

		(void)snprintf(text, sizeof(text), "%.*s; delete index.db, it is made again", STR_ARG(line));
		add_problem(v, text);
	}
	buf_free(&lines);
	return (rc);
}

/* The keys, where the copy has them: an auditor's has none. */
static void
check_keys(struct case_dir *c, struct verify *v)
{
	unsigned char secret[32];
	struct err why = { .code = 0 };

	if (faccessat(c->fd, "keys/record.key", F_OK, 0) == 0 && key_check(c, &why) != 0)
		add_error(v, "nothing can be appended: ", &why);
	if (faccessat(c->fd, "keys/mark.key", F_OK, 0) == 0 && case_secret(c, secret, &why) != 0)
		add_error(v, "marks cannot be read back: ", &why);
	wipe(secret, sizeof(secret));
}

/* A fault of the case is a finding; a machine that cannot read or remember is not. */
static bool
is_finding(int code)
{
	return (code != ERR_NOMEM && code != ERR_DENIED && code != ERR_UNAVAILABLE && code != ERR_INTERNAL);
}

/* One look at all of it.  ${*moved}: another command has committed meanwhile. */
static int
look(struct case_dir *c, struct str against, struct verify *v, bool *moved, struct err *e)
{
	struct audit a = { .c = c, .problem = add_problem, .arg = v };
	struct err why = { .code = 0 };
	struct record *later;
	int rc;

	v->size = record_size(c->record);
	(void)str_copy(v->origin, sizeof(v->origin), str_of(record_key(c->record)->name));
	record_check(c->record, add_problem, v);
	check_keys(c, v);
	if ((rc = audit_entries(&a, e)) != 0 || (rc = list_erased(v, &a, e)) != 0)
		goto done;
	if (against.p != NULL)
		check_against(c, &a, against, v);

	/* An index over damaged entries is not worth a comparison: what matters is said already. */
	if (v->n == 0 && ((rc = check_index(c, v, &why)) != 0 || (rc = check_stamps(c, &a, v, &why)) != 0)) {
		if (is_finding(rc)) {
			add_error(v, "the index cannot be folded: ", &why);
			rc = 0;
		} else if (e != NULL) {
			*e = why;
		}
	}

done:
	later = record_open(c->fd, NULL);
	*moved = later != NULL && !str_eq(record_note(later), record_note(c->record));
	record_close(later);
	audit_free(&a);
	return (rc);
}

static int
verify_once(const char *dir, const struct fold_ops *const *ops, size_t nops, struct str against,
    struct verify *v, bool locked, bool *moved, struct err *e)
{
	struct case_dir *c = case_open_folder(dir, ops, nops, e);
	struct err why = { .code = 0 };
	int lock = -1, rc = 0;

	*moved = false;
	if (c == NULL)
		return (e != NULL ? e->code : ERR_IO);
	c->locked = locked && case_lock(c, true, &lock, NULL) == 0;
	if ((c->record = record_open(c->fd, &why)) != NULL) {
		rc = look(c, against, v, moved, e);
	} else if (is_finding(why.code)) {
		add_error(v, "", &why);
	} else {
		rc = why.code;
		if (e != NULL)
			*e = why;
	}
	if (lock >= 0)
		(void)close(lock);
	case_close(c);
	return (rc);
}

int
verify_case(const char *dir, const struct fold_ops *const *ops, size_t nops, struct str against,
    struct verify *v, struct err *e)
{
	char origin[256];
	bool moved = true;
	int rc = 0;

	if (against.p != NULL && (rc = checkpoint_origin(origin, sizeof(origin), against, e)) != 0)
		return (rc);

	/* What a commit changed under our eyes is no fault: look again, and in the end keep others out. */
	for (int i = 0; i < TRIES && moved; i++) {
		verify_free(v);
		if ((rc = verify_once(dir, ops, nops, against, v, i == TRIES - 1, &moved, e)) != 0)
			return (rc);
		moved = moved && v->n > 0;
	}
	return (!moved
		? 0
		: err_set(e, ERR_UNAVAILABLE,
		      "other commands kept changing the case, so nothing certain can be said; try again"));
}
