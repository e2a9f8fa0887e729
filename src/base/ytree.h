/*
 * A YAML text as trees, one a document, for files that people write (rules, policies).
 * libyaml gives the events; the tree knows what libyaml does not: how deep,
 * how large and how often aliased a document may be.  Aliases share their
 * node and count with all that they stand for, so that a small file cannot
 * stand for a huge one.  What is not text, null, list or map (tags, keys that
 * are not text, a key that is there twice) is refused with its line.
 */
#ifndef BASE_YTREE_H
#define BASE_YTREE_H

#include "base/arena.h"
#include "base/err.h"

#define YTREE_BYTES_MAX   ((size_t)1 << 20)
#define YTREE_DEPTH_MAX   32
#define YTREE_NODES_MAX   ((size_t)50000) /* Over all documents of a text, aliases counted in full. */
#define YTREE_ALIASES_MAX 32

enum ytree_kind { YTREE_NULL, YTREE_TEXT, YTREE_LIST, YTREE_MAP };

struct ytree {
	enum ytree_kind kind;
	bool quoted;        /* TEXT that was quoted or a block, so surely meant as text. */
	uint64_t line;      /* Where it begins, from 1. */
	struct str text;    /* Of TEXT; also terminated by a NUL. */
	struct ytree **kid; /* LIST: the items.  MAP: key, value, key, value; keys are TEXT. */
	size_t n;           /* Items of a LIST, pairs of a MAP. */
	size_t weight;      /* Nodes from here down, aliases counted in full. */
};

/*
 * ytree_read(a, text, doc, n, e): Read all documents of ${text} into ${a} and
 * store an array of their roots in ${*doc} and its size in ${*n}.  0,
 * ERR_SYNTAX or ERR_LIMIT with the line, or ERR_NOMEM.
 */
int ytree_read(struct arena *a, struct str text, struct ytree ***doc, size_t *n, struct err *e);

/* ytree_get(map, key): the value of ${key}, or NULL; NULL too where ${map} is NULL or no map. */
const struct ytree *ytree_get(const struct ytree *map, const char *key);

#endif
