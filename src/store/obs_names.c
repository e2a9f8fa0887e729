/* Numbered names: see the header. */
#include "store/obs_names.h"

#include <stdlib.h>

#include "base/vec.h"
#include "store/sql.h"

void
obs_names_free(struct obs_numbered *names)
{
	map_free(&names->ids);
	free(names->name);
}

int
obs_names_put(struct obs_numbered *names, struct str name, uint32_t *id, struct err *e)
{
	struct map_entry *entry = map_put(&names->ids, name);

	if (entry == NULL || VEC_GROW(names->name, names->n, names->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (names->n == 0 || names->ids.n > names->n) {
		entry->value = names->n;
		names->name[names->n++] = entry->key;
	}
	*id = (uint32_t)entry->value;
	return (0);
}

int
obs_names_load(struct obs_numbered *names, sqlite3 *db, struct err *e)
{
	sqlite3_stmt *s;
	uint32_t id;
	int rc;

	*names = (struct obs_numbered){ 0 };
	if ((rc = obs_names_put(names, STR(""), &id, e)) != 0)
		return (rc);
	if ((s = sql_prepare(db, "SELECT id, name FROM obs_name ORDER BY id", e)) == NULL)
		return (e->code);
	while ((rc = sql_step(s, e)) == 1) {
		if ((rc = obs_names_put(names, sql_str(s, 1), &id, e)) != 0)
			break;
		if (id != sqlite3_column_int64(s, 0)) {
			rc = err_set(e, ERR_CORRUPT, "the index: names of observations out of order");
			break;
		}
	}
	(void)sqlite3_finalize(s);
	return (rc);
}

int
obs_names_save(const struct obs_numbered *names, size_t from, sqlite3 *db, struct err *e)
{
	sqlite3_stmt *s;
	int rc = 0;

	if (from == names->n)
		return (0);
	if ((s = sql_prepare(db, "INSERT INTO obs_name(id, name) VALUES(?, ?)", e)) == NULL)
		return (e->code);
	for (size_t i = from; i < names->n && rc == 0; i++) {
		sql_bind_i64(s, 1, (int64_t)i);
		sql_bind_str(s, 2, names->name[i]);
		rc = sql_run(s, e);
	}
	(void)sqlite3_finalize(s);
	return (rc);
}
