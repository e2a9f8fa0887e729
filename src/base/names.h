/*
 * The names that a folder holds, in byte order: in some 20 bytes each, and in memory that readers do not inherit
 * (base/unshared.h), since of a folder of a million files they are most of what a walk over it holds.
 */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stddef.h>

/* A zeroed one is empty. */
struct names {
	size_t n;
	size_t *at;         /* Where each begins in ${text}; */
	char *text;         /* each with its end. */
	size_t bytes, room; /* Of ${text}. */
};

/* names_read(s, dir): The folder ${dir} into the empty ${s}, without "." and "..": 0, or -1 with errno and ${s} empty. */
int names_read(struct names *s, const char *dir);
void names_free(struct names *s);

static inline const char *
names_get(const struct names *s, size_t i)
{
	return (s->text + s->at[i]);
}

#endif
