/*
 * Why a list of what is forbidden, where the readers of evidence have one of
 * what is allowed (base/sandbox.c): a check is a compiler or an interpreter,
 * and each needs other calls.  What matters here is that no descriptor can
 * come to lead out of the machine, or to a daemon on it that does more than
 * its caller may: so socket(2) is forbidden for all families, AF_UNIX
 * included, and io_uring, which would make sockets past the filter.
 */
#include "mark/check_wall.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/forbid.h"
#include "base/landlock.h"

#define FS_READ (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

void
check_wall_files(const char *folder)
{
	static const char *const system[] = { "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32",
		"/etc", "/opt", "/proc", "/sys/devices/system/cpu", "/dev/urandom", "/dev/random" };
	static const char *const sinks[] = { "/dev/null", "/dev/zero", "/dev/full" };
	uint64_t files;
	int set = landlock_begin(LANDLOCK_SOCKETS | LANDLOCK_SIGNALS, &files);

	if (set < 0)
		return;
	landlock_allow(set, folder, files);
	for (size_t i = 0; i < sizeof(system) / sizeof(system[0]); i++)
		landlock_allow(set, system[i], FS_READ);
	for (size_t i = 0; i < sizeof(sinks) / sizeof(sinks[0]); i++)
		landlock_allow(set, sinks[i], files & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE);
	(void)landlock_end(set);
}

void
check_rooms_as_root(struct check_rooms *r)
{
	if (geteuid() != 0)
		return;
	if (unshare(CLONE_NEWNET) == 0)
		r->network = true;
	if (unshare(CLONE_NEWPID) == 0)
		r->processes = true;
	(void)unshare(CLONE_NEWIPC);
}

static void
say(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd >= 0) {
		(void)!write(fd, text, strlen(text));
		(void)close(fd);
	}
}

void
check_rooms_as_anyone(struct check_rooms *r)
{
	char users[64], groups[64];
	unsigned uid = geteuid(), gid = getegid();

	if (unshare(CLONE_NEWUSER) != 0)
		return;
	r->users = true;
	/* The account keeps its number inside, so that a check sees its files as its own. */
	(void)snprintf(users, sizeof(users), "%u %u 1\n", uid, uid);
	(void)snprintf(groups, sizeof(groups), "%u %u 1\n", gid, gid);
	say("/proc/self/setgroups", "deny");
	say("/proc/self/uid_map", users);
	say("/proc/self/gid_map", groups);
	if (!r->network && unshare(CLONE_NEWNET) == 0)
		r->network = true;
	if (!r->processes && unshare(CLONE_NEWPID) == 0)
		r->processes = true;
	(void)unshare(CLONE_NEWIPC);
}

/* Beside the roads out: other processes, and what a daemon or the kernel would do for us. */
static const int FORBIDDEN[] = { SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(name_to_handle_at),
	SCMP_SYS(acct), SCMP_SYS(quotactl), SCMP_SYS(mq_open), SCMP_SYS(msgget), SCMP_SYS(semget),
	SCMP_SYS(shmget) };

/* Without a process namespace a signal could reach the author's other processes. */
static const int SIGNALS[] = { SCMP_SYS(kill), SCMP_SYS(tkill) };

int
check_wall_calls(const struct check_rooms *r)
{
	const unsigned spaces[] = { CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWNET, CLONE_NEWPID, CLONE_NEWIPC,
		CLONE_NEWUTS, CLONE_NEWCGROUP };
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	int rc = ctx == NULL ? -ENOMEM : forbid_roads(ctx, EACCES);

	if (rc == 0)
		rc = forbid_calls(ctx, EACCES, FORBIDDEN, sizeof(FORBIDDEN) / sizeof(FORBIDDEN[0]));
	if (rc == 0 && !r->processes)
		rc = forbid_calls(ctx, EACCES, SIGNALS, sizeof(SIGNALS) / sizeof(SIGNALS[0]));
	for (size_t i = 0; rc == 0 && i < sizeof(spaces) / sizeof(spaces[0]); i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(clone), 1,
		    SCMP_A0(SCMP_CMP_MASKED_EQ, spaces[i], spaces[i]));
	if ((rc = forbid_end(ctx, rc)) != 0)
		errno = -rc;
	return (rc == 0 ? 0 : -1);
}
