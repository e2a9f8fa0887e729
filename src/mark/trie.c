/* The automaton over token numbers: see the header. */
#include "mark/trie.h"

#include <stdlib.h>

#include "base/vec.h"

#define NODES_MAX ((size_t)1 << 23)

struct node {
	uint32_t parent, id; /* The edge that leads here. */
	uint32_t depth;
	uint32_t fail;  /* The node of the longest proper suffix that is in the trie. */
	uint32_t match; /* First of its own values, index + 1; 0 without. */
	uint32_t other; /* The nearest node along fail that has values; 0 without. */
};

struct value {
	uint32_t value, next; /* Index + 1. */
};

struct trie {
	struct node *node;
	size_t nodes, nodes_cap;
	struct value *value;
	size_t values, values_cap;
	uint32_t *edge; /* Open addressing: node numbers by (parent, id); 0 is free. */
	size_t edges;   /* A power of two. */
};

static size_t
edge_hash(const struct trie *t, uint32_t parent, uint32_t id)
{
	uint64_t key = ((uint64_t)parent << 32 | id) * UINT64_C(0x9E3779B97F4A7C15);

	/* Only the upper half depends on both. */
	return ((size_t)(key >> 32) & (t->edges - 1));
}

/* Where the edge is, or the free place where it would be. */
static size_t
edge_find(const struct trie *t, uint32_t parent, uint32_t id)
{
	size_t at = edge_hash(t, parent, id);

	while (t->edge[at] != 0 && (t->node[t->edge[at]].parent != parent || t->node[t->edge[at]].id != id))
		at = (at + 1) & (t->edges - 1);
	return (at);
}

static int
widen(struct trie *t)
{
	size_t old = t->edges;

	free(t->edge);
	t->edges = old == 0 ? 256 : old * 2;
	if ((t->edge = calloc(t->edges, sizeof(*t->edge))) == NULL)
		return (-1);
	for (size_t i = 1; i < t->nodes; i++)
		t->edge[edge_find(t, t->node[i].parent, t->node[i].id)] = (uint32_t)i;
	return (0);
}

struct trie *
trie_new(struct err *e)
{
	struct trie *t = calloc(1, sizeof(*t));

	if (t == NULL || VEC_GROW(t->node, t->nodes, t->nodes_cap) != 0 || widen(t) != 0) {
		trie_free(t);
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	t->node[t->nodes++] = (struct node){ 0 };
	return (t);
}

/* The child of a node, made if it is not there; 0 without memory. */
static uint32_t
child_of(struct trie *t, uint32_t parent, uint32_t id)
{
	size_t at = edge_find(t, parent, id);

	if (t->edge[at] != 0)
		return (t->edge[at]);
	if ((t->nodes + 1) * 2 > t->edges) {
		if (widen(t) != 0)
			return (0);
		at = edge_find(t, parent, id);
	}
	if (VEC_GROW(t->node, t->nodes, t->nodes_cap) != 0)
		return (0);
	t->node[t->nodes] = (struct node){ .parent = parent, .id = id, .depth = t->node[parent].depth + 1 };
	t->edge[at] = (uint32_t)t->nodes;
	return ((uint32_t)t->nodes++);
}

int
trie_add(struct trie *t, const uint32_t *id, size_t n, uint32_t value, struct err *e)
{
	uint32_t node = 0;

	if (n == 0 || t->nodes + n > NODES_MAX)
		return (err_set(e, ERR_LIMIT, "the marks have more text than can be searched for at once"));
	for (size_t i = 0; i < n; i++) {
		if ((node = child_of(t, node, id[i])) == 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	if (VEC_GROW(t->value, t->values, t->values_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	t->value[t->values++] = (struct value){ .value = value, .next = t->node[node].match };
	t->node[node].match = (uint32_t)t->values;
	return (0);
}

static uint32_t
edge(const struct trie *t, uint32_t parent, uint32_t id)
{
	return (t->edge[edge_find(t, parent, id)]);
}

/* All nodes but the first, the shallow ones first. */
static uint32_t *
by_depth(const struct trie *t)
{
	uint32_t deepest = 0, *order = calloc(t->nodes, sizeof(*order));
	size_t *start, n = 0;

	for (size_t i = 1; i < t->nodes; i++)
		deepest = t->node[i].depth > deepest ? t->node[i].depth : deepest;
	if (order == NULL || (start = calloc((size_t)deepest + 2, sizeof(*start))) == NULL) {
		free(order);
		return (NULL);
	}
	for (size_t i = 1; i < t->nodes; i++)
		start[t->node[i].depth + 1]++;
	for (uint32_t d = 1; d <= deepest; d++)
		start[d + 1] += start[d];
	for (size_t i = 1; i < t->nodes; i++, n++)
		order[start[t->node[i].depth]++] = (uint32_t)i;
	free(start);
	return (order);
}

int
trie_build(struct trie *t, struct err *e)
{
	uint32_t *order = by_depth(t);

	if (order == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i + 1 < t->nodes; i++) {
		struct node *v = &t->node[order[i]];

		/*
		 * The longest suffix is the parent's, or a shorter one of the parent's, that goes on the
		 * same way.
		 */
		v->fail = v->parent == 0 ? 0 : trie_step(t, t->node[v->parent].fail, v->id);
		v->other = t->node[v->fail].match != 0 ? v->fail : t->node[v->fail].other;
	}
	free(order);
	return (0);
}

size_t
trie_depth(const struct trie *t)
{
	size_t deepest = 0;

	for (size_t i = 1; i < t->nodes; i++)
		deepest = t->node[i].depth > deepest ? t->node[i].depth : deepest;
	return (deepest);
}

uint32_t
trie_step(const struct trie *t, uint32_t node, uint32_t id)
{
	uint32_t to;

	if (id == 0)
		return (0);
	while ((to = edge(t, node, id)) == 0 && node != 0)
		node = t->node[node].fail;
	return (to);
}

void
trie_matches(const struct trie *t, uint32_t node, trie_fn *fn, void *arg)
{
	for (; node != 0; node = t->node[node].other) {
		for (uint32_t k = t->node[node].match; k != 0; k = t->value[k - 1].next)
			fn(arg, t->value[k - 1].value, t->node[node].depth);
	}
}

void
trie_free(struct trie *t)
{
	if (t == NULL)
		return;
	free(t->node);
	free(t->value);
	free(t->edge);
	free(t);
}
