/* What later entries say of earlier ones: see the header. */
#include "store/verdict.h"

#include <stdlib.h>

#include "base/vec.h"
#include "store/event.h"

static bool
speaks_of_others(const struct entry *entry)
{
	return (entry->kind == KIND_RETRACT || entry->kind == KIND_ERASE ||
	    (entry->kind == KIND_DECISION && str_eq(body_read_str(entry->body, "type"), STR("tlp"))));
}

/* Which entry it speaks of: only one before it, and only if its body says so. */
static bool
read_target(const struct entry *entry, uint64_t *target)
{
	const json_t *number = json_object_get(entry->body, "entry");

	if (!json_is_integer(number) || json_integer_value(number) < 0)
		return (false);
	*target = (uint64_t)json_integer_value(number);
	return (*target < entry->number);
}

static int
note(struct verdicts *v, const struct entry *entry, struct err *e)
{
	struct map_entry *m;
	uint64_t target;
	enum tlp to;

	if (!read_target(entry, &target))
		return (0);
	if (entry->kind == KIND_RETRACT || entry->kind == KIND_ERASE) {
		if ((m = map_put(&v->dead, entry_key(&target))) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		/* An erased entry stays erased whatever else is said. */
		if ((m->value & 1) == 0)
			m->value = entry->number * 2 + (entry->kind == KIND_ERASE);
	} else if (tlp_parse(&to, body_read_str(entry->body, "to"), NULL) == 0) {
		if (VEC_GROW(v->wide, v->nwide, v->capwide) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		v->wide[v->nwide++] = (struct widening){ entry->number, target, to };
	}
	return (0);
}

int
verdicts_read(struct verdicts *v, struct case_dir *c, uint64_t from, bool *any, struct err *e)
{
	struct entry entry;
	int rc = 0;

	*any = false;
	for (uint64_t i = from; i < record_size(c->record) && rc == 0; i++) {
		if ((rc = case_entry_load(c, i, &entry, e)) != 0)
			break;
		if (speaks_of_others(&entry)) {
			*any = true;
			rc = note(v, &entry, e);
		}
		json_decref(entry.body);
	}
	return (rc);
}

bool
verdicts_dead(const struct verdicts *v, uint64_t number, uint64_t *by, bool *erased)
{
	const struct map_entry *m = map_get(&v->dead, entry_key(&number));

	if (m == NULL)
		return (false);
	*by = m->value / 2;
	*erased = (m->value & 1) != 0;
	return (true);
}

bool
verdicts_label(const struct verdicts *v, uint64_t number, enum tlp *to)
{
	/* The last word counts, unless it was taken back. */
	for (size_t i = v->nwide; i > 0; i--) {
		const struct widening *w = &v->wide[i - 1];

		if (w->target == number && map_get(&v->dead, entry_key(&w->by)) == NULL) {
			*to = w->to;
			return (true);
		}
	}
	return (false);
}

void
verdicts_free(struct verdicts *v)
{
	map_free(&v->dead);
	free(v->wide);
	*v = (struct verdicts){ .nwide = 0 };
}
