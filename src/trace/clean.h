/*
 * A clean room: solutions of the same task by people, or machines, that did not know the
 * package.  What they share with it the task dictates, whether or not it is rare in the
 * world; no list of what was public says that as well.  Of each solution only this is kept:
 * which of the package's features it has, and its files' hashes, by which one that holds a
 * file of either party is left out.
 */
#ifndef TRACE_CLEAN_H
#define TRACE_CLEAN_H

#include "trace/distinct.h"

#define CLEAN_MAX 64

struct clean_solution {
	char *name;   /* As the folder lists it. */
	uint64_t *id; /* Of its files (trace/print.h), sorted. */
	size_t ids, capids;
	bool *has[CH_N]; /* Of each distinct feature of the package (trace/distinct.h). */
};

struct clean {
	struct clean_solution solution[CLEAN_MAX];
	size_t n;
	uint64_t unread; /* Files that could not be read, or not to their end. */
};

/*
 * clean_read(c, dir, p, unread, arg, e): Read the solutions of ${p}'s task, behind the wall
 * (trace/gather.h): each folder directly below ${dir} is one, and each file there.  0;
 * ERR_NOTFOUND where there is none that can be read; ERR_LIMIT beyond CLEAN_MAX.  Free with
 * clean_free.
 */
int clean_read(struct clean **c, const char *dir, const struct print *p, gather_unread_fn *unread, void *arg,
    struct err *e);
void clean_free(struct clean *c); /* NULL is harmless. */

/* clean_shares(s, x): Whether it has a file that ${x} has. */
bool clean_shares(const struct clean_solution *s, const struct print *x);

#endif
