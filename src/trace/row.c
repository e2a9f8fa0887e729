/* Rows of trace's tables: see the header. */
#include "trace/row.h"

#include <math.h>

#include "store/sql.h"

double
row_real(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return (json_is_number(v) ? json_number_value(v) : NAN);
}

uint64_t
row_number(const json_t *o, const char *key)
{
	json_int_t v = json_integer_value(json_object_get(o, key));

	return (v > 0 ? (uint64_t)v : 0);
}

bool
row_truth(const json_t *o, const char *key)
{
	return (json_is_true(json_object_get(o, key)));
}

instant_us
row_time(const json_t *o, const char *key)
{
	instant_us t = 0;

	return (body_read_time(&t, json_object_get(o, key), NULL) == 0 ? t : 0);
}

json_t *
row_body(struct str text, struct err *e)
{
	json_error_t fault;
	json_t *body = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &fault);

	if (body == NULL)
		(void)err_set(e, ERR_CORRUPT, "what the index keeps of an entry is not JSON");
	return (body);
}

static int
give(sqlite3_stmt *st, row_fn *fn, void *arg, struct err *e)
{
	struct row r = { .entry = (uint64_t)sqlite3_column_int64(st, 0),
		.known = sqlite3_column_int64(st, 1),
		.recorded = sqlite3_column_int64(st, 2),
		.tlp = (enum tlp)sqlite3_column_int(st, 3),
		.body = row_body(sql_str(st, 4), e) };
	int rc = r.body == NULL ? e->code : fn(arg, &r, e);

	json_decref(r.body);
	arena_free(&r.mem);
	return (rc);
}

int
row_each(struct case_dir *c, const char *query, const char *type, instant_us as_of, enum tlp audience,
    row_fn *fn, void *arg, uint64_t *hidden, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c), query, e);
	int rc = st == NULL ? e->code : 0;

	if (st == NULL)
		return (rc);
	sql_bind_str(st, 1, str_of(type));
	sql_bind_i64(st, 2, as_of);
	while (rc == 0 && (rc = sql_step(st, e)) == 1) {
		if (tlp_allows(audience, (enum tlp)sqlite3_column_int(st, 3))) {
			rc = give(st, fn, arg, e);
		} else {
			(*hidden)++;
			rc = 0;
		}
	}
	(void)sqlite3_finalize(st);
	return (rc);
}
