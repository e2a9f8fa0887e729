/* Hash tables: linear probing over a power of two, at most half full. */
#include "base/map.h"

#include <stdlib.h>

#include "base/vec.h"

static struct map_entry *
probe(const struct map *m, struct str key, uint64_t hash, size_t *at)
{
	size_t i = hash & (m->slots - 1);

	for (; m->slot[i] != 0; i = (i + 1) & (m->slots - 1)) {
		struct map_entry *entry = &m->entry[m->slot[i] - 1];

		if (entry->hash == hash && str_eq(entry->key, key))
			return (entry);
	}
	*at = i;
	return (NULL);
}

struct map_entry *
map_get(const struct map *m, struct str key)
{
	size_t at;

	return (m->slots == 0 ? NULL : probe(m, key, str_hash(key), &at));
}

static int
widen(struct map *m)
{
	size_t slots = m->slots == 0 ? 64 : m->slots * 2, i;
	uint32_t *slot = calloc(slots, sizeof(*slot));

	if (slot == NULL)
		return (-1);
	for (size_t k = 0; k < m->n; k++) {
		for (i = m->entry[k].hash & (slots - 1); slot[i] != 0; i = (i + 1) & (slots - 1))
			;
		slot[i] = (uint32_t)k + 1;
	}
	free(m->slot);
	m->slot = slot;
	m->slots = slots;
	return (0);
}

struct map_entry *
map_put(struct map *m, struct str key)
{
	uint64_t hash = str_hash(key);
	struct map_entry *entry;
	size_t at;

	if ((m->n + 1) * 2 > m->slots && (m->n >= UINT32_MAX / 2 || widen(m) != 0))
		return (NULL);
	if ((entry = probe(m, key, hash, &at)) != NULL)
		return (entry);
	if (VEC_GROW(m->entry, m->n, m->cap) != 0)
		return (NULL);
	entry = &m->entry[m->n];
	entry->key = arena_str(&m->keys, key);
	if (entry->key.p == NULL)
		return (NULL);
	entry->value = 0;
	entry->hash = hash;
	m->slot[at] = (uint32_t)++m->n;
	return (entry);
}

void
map_free(struct map *m)
{
	free(m->entry);
	free(m->slot);
	arena_free(&m->keys);
	*m = (struct map){ 0 };
}
