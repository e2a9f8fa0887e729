/* Look-alikes for the task of the lab's package: see sametask.c.  The texts are as in cmd_lookalike.c. */
#ifndef LAB_SAMETASK_H
#define LAB_SAMETASK_H

#include <stddef.h>

/* One file: its name and what it says; {a|b|c} is one of these. */
struct design {
	const char *file, *text;
};

/* Each ended by a NULL file. */
#define SAMETASK 1
extern const struct design sametask[SAMETASK][4];

#endif
