/*
 * Running one command of a package's author where it can do no harm: see
 * check.h for when that happens at all.  The command gets no shell, no
 * descriptor but /dev/null and its output, an environment of four variables,
 * and a folder of its own:
 *
 *	FOLDER/package	its working folder, a copy of the package
 *	FOLDER/home	$HOME
 *	FOLDER/tmp	$TMPDIR
 *
 * What holds everywhere, or nothing is run: seccomp forbids sockets (of all
 * families) and io_uring, so there is no network and no daemon to talk to,
 * as well as namespaces, tracing, mounting and keys; no privileges can be
 * gained; root becomes nobody first; processor time, memory, file size, open
 * files and wall time are limited.  What holds where the kernel lets us:
 * Landlock (nothing is written outside the folder, nothing read outside it
 * and the system's own folders), and namespaces for users, processes and
 * network (no process outlives the run, none outside is seen or signalled).
 */
#ifndef MARK_CHECK_JAIL_H
#define MARK_CHECK_JAIL_H

#include "base/buf.h"

/* Wall time of a run, in seconds, and the bytes of its output that are kept: the last ones. */
#define JAIL_SECONDS 10
#define JAIL_OUTPUT  4096

enum jail_how { JAIL_EXITED, JAIL_SIGNALLED, JAIL_TIMEOUT, JAIL_NO_START };

struct jail_end {
	enum jail_how how;
	int value; /* Exit status, signal, or errno of exec. */
};

/*
 * jail_folder(folder, e): Make FOLDER/home and FOLDER/tmp and give all
 * of FOLDER to the account that jail_run will use.  0 or a code.
 */
int jail_folder(const char *folder, struct err *e);

/*
 * jail_run(argv, folder, end, output, e): Run ${argv}, ended by NULL, in
 * ${folder} and wait until it and all that it started have ended.  A name
 * without a slash is looked for in /usr/bin and /bin.  0 if it ran, however
 * it ended, with the end of its output in ${output}; ERR_UNAVAILABLE if it
 * cannot be confined: then nothing was run.
 */
int jail_run(char *const *argv, const char *folder, struct jail_end *end, struct buf *output, struct err *e);

#endif
