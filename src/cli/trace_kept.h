/* Keeping in the case what a command of trace concluded: inside a case always, unless --no-keep is given. */
#ifndef CLI_TRACE_KEPT_H
#define CLI_TRACE_KEPT_H

#include "cli/cli.h"
#include "trace/conclusion.h"

struct trace_kept {
	struct conclusion_run run; /* run.c NULL: nothing is kept. */
	struct case_dir *own;      /* Opened here. */
	struct buf command;
};

/*
 * trace_kept_open(k, c, dir, e): Into ${dir}, a case that stays the caller's, or where that is NULL into the
 * case that is found, if there is one.  Free ${k} by trace_kept_close in any case.
 */
int trace_kept_open(struct trace_kept *k, const struct cli *c, struct case_dir *dir, struct err *e);
void trace_kept_close(struct trace_kept *k);

/* trace_kept_note(entry, fresh): Say on stderr under which entry it is. */
void trace_kept_note(uint64_t entry, bool fresh);

#endif
