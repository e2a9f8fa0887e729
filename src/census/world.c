/* Observations in memory: see the header. */
#include "census/world.h"

#include <stdlib.h>

#include "base/vec.h"

/* The number of a byte string, from 1; 0 for the empty one. */
static int
number_of(struct map *map, struct str s, uint32_t *number, struct err *e)
{
	struct map_entry *entry;

	*number = 0;
	if (s.n == 0)
		return (0);
	if ((entry = map_put(map, s)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (entry->value == 0)
		entry->value = map->n;
	*number = (uint32_t)entry->value;
	return (0);
}

/* Windows' names are the same in any case. */
static struct str
folded(struct world *w, struct str name)
{
	buf_clear(&w->scratch);
	for (size_t i = 0; i < name.n; i++)
		buf_char(&w->scratch, str_lower(name.p[i]));
	return (buf_view(&w->scratch));
}

static int
what_of(struct world *w, const struct obs *o, uint32_t *what, struct err *e)
{
	struct map_entry *entry;

	/* Parts as they are, so that "15.1" and "15.1.0" stay two; then the product. */
	buf_clear(&w->scratch);
	buf_put(&w->scratch, o->build.part, o->build.n * sizeof(o->build.part[0]));
	buf_char(&w->scratch, (char)o->build.n);
	buf_str(&w->scratch, o->product);
	if ((entry = map_put(&w->what_numbers, buf_view(&w->scratch))) == NULL ||
	    VEC_GROW(w->what, w->whats, w->capwhats) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (w->what_numbers.n > w->whats) {
		/* The map's copy of the key ends in the product. */
		entry->value = w->whats;
		w->what[w->whats].build = o->build;
		w->what[w->whats].product = str_sub(entry->key, entry->key.n - o->product.n, entry->key.n);
		w->whats++;
	}
	*what = (uint32_t)entry->value;
	return (0);
}

/* The numbers of address and ip, which grow with the order. */
static void
place(struct world *w, const struct obs *o, struct seen *s)
{
	const struct seen *before = w->n > 0 ? &w->seen[w->n - 1] : NULL;
	bool same_ip = before != NULL && memcmp(w->last_ip.b, o->ip.b, sizeof(o->ip.b)) == 0;
	bool same_addr = same_ip && w->last_port == o->port;

	s->ip = before == NULL ? 0 : before->ip + !same_ip;
	s->addr = before == NULL ? 0 : before->addr + !same_addr;
	w->last_ip = o->ip;
	w->last_port = o->port;
}

int
world_add(struct world *w, const struct obs *o, struct err *e)
{
	struct seen *s;
	int rc;

	w->scratch.max = 4096;
	if (w->n >= UINT32_MAX - 1)
		return (err_set(e, ERR_LIMIT, "more observations than can be counted at once"));
	if (VEC_GROW(w->seen, w->n, w->cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	s = &w->seen[w->n];
	*s = (struct seen){ .time = o->time, .asn = o->asn };
	place(w, o, s);
	if (o->country[0] != '\0')
		memcpy(s->country, o->country, sizeof(s->country));
	if ((rc = number_of(&w->name_numbers, folded(w, o->servername), &s->name, e)) != 0 ||
	    (rc = number_of(&w->key_numbers,
		 (struct str){ (const char *)o->key.b, o->has_key ? SHA256_BYTES : 0 }, &s->key, e)) != 0 ||
	    (rc = what_of(w, o, &s->what, e)) != 0)
		return (rc);
	w->names = (uint32_t)w->name_numbers.n;
	w->keys = (uint32_t)w->key_numbers.n;
	w->n++;
	return (0);
}

static int
add(void *arg, const struct obs *o, struct err *e)
{
	return (world_add(arg, o, e));
}

int
world_load(struct world *w, struct case_dir *c, const struct obs_query *query, struct err *e)
{
	struct obs_info info;
	int rc = obs_query(c, query, add, w, &info, e);

	w->withheld = info.withheld;
	if (rc == 0 && info.partial)
		rc = err_set(e, ERR_UNAVAILABLE, "a part of the observations could not be read");
	return (rc);
}

void
world_free(struct world *w)
{
	free(w->seen);
	free(w->what);
	map_free(&w->name_numbers);
	map_free(&w->key_numbers);
	map_free(&w->what_numbers);
	buf_free(&w->scratch);
	*w = (struct world){ 0 };
}
