/*
 * Many files and folders, each of which may be made from any other: an index
 * (trace/index.h) tells which pairs could score high, and only those need a
 * comparison.
 */
#ifndef TRACE_PAIRS_H
#define TRACE_PAIRS_H

#include "trace/index.h"

struct pairs_item {
	char *name;
	struct print p;
};

/* One that could be made from another: both by their place among the items. */
struct pairs_found {
	uint32_t package, specimen;
};

/* A zeroed one is empty. */
struct pairs {
	struct pairs_item *item;
	size_t items, cap;
	struct pairs_found *found; /* By package, then specimen. */
	size_t n, capfound;
	size_t features; /* Of all items. */
};

/*
 * pairs_read(a, path, unread, arg, e): Each folder directly below ${path} is an item, and each file there; a file or
 * an archive is one itself.  0; ERR_NOTFOUND where there is no file to read; ERR_LIMIT with more features in all than
 * half of PRINT_FEATURES_MAX, since two copies of them are held for a while.  pairs_free(a) in any case.
 */
int pairs_read(struct pairs *a, const char *path, gather_unread_fn *unread, void *arg, struct err *e);
void pairs_free(struct pairs *a);

/*
 * pairs_find(a, b, least, beside, e): All that were read: which pairs could score ${least} or more against the
 * background ${b}, or NULL; the few that cannot be told so may be among them.  ${beside}: see index_new.  0 or an error.
 */
int pairs_find(struct pairs *a, const struct background *b, double least, const char *beside, struct err *e);

#endif
