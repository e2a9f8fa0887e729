/*
 * The wall around a server: a list of what is forbidden, where the readers of
 * evidence have one of what is allowed, since a server goes on to use threads,
 * a database and a cryptographic library.  What it must never need is what
 * somebody who took it over wants first: a program, a process, a socket, a
 * file that is not of its case.
 */
#include <errno.h>
#include <linux/landlock.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/forbid.h"
#include "base/landlock.h"
#include "base/sandbox.h"

#define FS_NEVER                                                                                     \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK | \
	    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO)

/* PR_SET_NO_NEW_PRIVS is set already. */
static bool
keep_to(const char *const *folders, size_t n)
{
	uint64_t files;
	/* Not signals: the kernel's own at our end must reach a child from before. */
	int set = landlock_begin(LANDLOCK_SOCKETS, &files);

	if (set < 0)
		return (false);
	for (size_t i = 0; i < n; i++)
		landlock_allow(set, folders[i], files & ~(uint64_t)FS_NEVER);
	/* SQLite draws its random numbers here. */
	landlock_allow(set, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
#ifdef __SANITIZE_ADDRESS__ /* The leak checker reads its own maps. */
	landlock_allow(set, "/proc", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
#endif
	return (landlock_end(set));
}

/* Beside the roads out: programs, processes, sockets that it has, signals to others. */
static const int FORBIDDEN[] = { SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork),
	SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(rt_sigqueueinfo),
	SCMP_SYS(rt_tgsigqueueinfo),
#ifndef __SANITIZE_ADDRESS__ /* The leak checker looks at its own threads with these. */
	SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv)
#endif
};

static int
forbid(void)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	int rc = ctx == NULL ? -ENOMEM : forbid_roads(ctx, EPERM);

	if (rc == 0)
		rc = forbid_calls(ctx, EPERM, FORBIDDEN, sizeof(FORBIDDEN) / sizeof(FORBIDDEN[0]));
#ifndef __SANITIZE_ADDRESS__ /* The leak checker is a process of its own. */
	/* A thread may be made, a process not. */
	if (rc == 0)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
		    SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
#endif
	/* Its own threads it may signal, as abort(3) does. */
	if (rc == 0)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1,
		    SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid()));
	return (forbid_end(ctx, rc));
}

int
sandbox_server(const char *const *folders, size_t n, bool *landlocked, struct err *e)
{
	*landlocked = false;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
		/* Nor may another process of this account look into it for its keys. */
#ifndef __SANITIZE_ADDRESS__
		(void)prctl(PR_SET_DUMPABLE, 0);
#endif
		*landlocked = keep_to(folders, n);
		if (forbid() == 0)
			return (0);
	}
	return (err_set(e, ERR_UNAVAILABLE, "this system cannot forbid running other programs"));
}
