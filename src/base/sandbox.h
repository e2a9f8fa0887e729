/*
 * The wall against hostile bytes.  Whatever parses evidence runs in a child
 * process that holds the inputs' descriptors and one pipe, and nothing else:
 * no other descriptor, no network, no new file, no exec, no new process, no
 * signal to others.  seccomp kills it at the first call beyond reading,
 * writing, memory and clocks; Landlock, where the kernel has it, takes every
 * file right away as well; limits bound its memory.  The parent gets records
 * (base/wire.h), checks them and commits.
 *
 *	struct sandbox *box = sandbox_start(fn, arg, fds, nfds, &e);
 *	while ((rc = sandbox_next(box, &type, &payload, &e)) == 1) ...
 *	rc2 = sandbox_finish(&box, &e);	// always
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include "base/wire.h"

struct sandbox;

/*
 * The reader: runs in the child, sends records to ${out} and returns 0 or an
 * error code with ${e} set, which the parent gets from sandbox_finish.  It
 * may use what was allocated before (compiled rules, tables) but must open
 * nothing.
 */
typedef int sandbox_fn(void *arg, struct wire *out, struct err *e);

/*
 * sandbox_start(fn, arg, fds, nfds, e): Fork a child that keeps the ${nfds}
 * descriptors of ${fds} and runs ${fn}.  NULL with ${e} set if it cannot be
 * confined: a reader never runs outside.
 */
struct sandbox *sandbox_start(sandbox_fn *fn, void *arg, const int *fds, size_t nfds, struct err *e);

/* sandbox_next(box, type, payload, e): As wire_next. */
int sandbox_next(struct sandbox *box, uint32_t *type, struct str *payload, struct err *e);

/*
 * sandbox_finish(box, e): Stop the child if it still runs, reap it, release
 * everything and set ${*box} to NULL.  0 if it ended by itself and well, its
 * own error, or ERR_DENIED "the reader tried a forbidden system call and was
 * killed", or ERR_CORRUPT if it crashed.
 */
int sandbox_finish(struct sandbox **box, struct err *e);

/* sandbox_cancel(box): As sandbox_finish, where the result no longer matters. */
void sandbox_cancel(struct sandbox **box);

/*
 * sandbox_server(folders, n, e): For a server that strangers talk to, before
 * it starts its threads: from now on this thread, and those that it starts,
 * run no other program, make no process and no socket, and signal and look
 * into no other process; what they have open, listening sockets too, stays
 * theirs.  With Landlock they open nothing outside the ${n} ${folders}, where
 * they may read and write; ${*landlocked} says whether the kernel has it.
 * 0 or ERR_UNAVAILABLE.
 */
int sandbox_server(const char *const *folders, size_t n, bool *landlocked, struct err *e);

#endif
