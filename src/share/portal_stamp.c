/*
 * The daily time stamp beside the portal: a process of its own, since the one
 * that strangers talk to makes no socket (base/sandbox.h).  It is woken by a
 * byte after a commit, of which the value does not matter, looks whether a
 * stamp is due, and takes it through the case's lock like any command.  An
 * authority that does not answer is asked again a while later, and holds
 * nothing up.
 */
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.h"
#include "share/portal_impl.h"
#include "store/stamp.h"

#define PAUSE_MS ((int64_t)600000) /* Between two looks. */

/* The end of the portal ends this too, at once while it waits for an authority, but never inside a commit. */
static void
keeping(bool yes)
{
	sigset_t end;

	(void)sigemptyset(&end);
	(void)sigaddset(&end, SIGTERM);
	(void)sigprocmask(yes ? SIG_BLOCK : SIG_UNBLOCK, &end, NULL);
}

static void
say(const char *what, const char *why, uint64_t entry)
{
	struct buf b = BUF(4096);

	instant_put(&b, instant_now());
	if (why != NULL)
		buf_printf(&b, " warning: %s: %s\n", what, why);
	else
		buf_printf(&b, " %s: entry %llu\n", what, (unsigned long long)entry);
	if (b.failed == 0)
		(void)file_write_all(STDERR_FILENO, b.p, b.n, NULL);
	buf_free(&b);
}

static void
look(const struct portal_options *o)
{
	struct err e = { 0 };
	struct case_dir *c = case_open(o->dir, o->ops, o->nops, &e);
	uint64_t entry = 0;
	int rc = c == NULL ? e.code : stamp_daily(c, STR("portal"), keeping, &entry, &e);

	if (rc < 0)
		say("no daily time stamp", e.text, 0);
	else if (rc > 0)
		say("the daily time stamp", NULL, entry);
	case_close(c);
}

static _Noreturn void
serve(const struct portal_options *o, int from, pid_t parent)
{
	int64_t next = 0;
	char bytes[512];
	ssize_t n;

	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGTERM, SIG_DFL);
	keeping(false);
	if (prctl(PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid() == parent) {
		while ((n = read(from, bytes, sizeof(bytes))) > 0 || (n < 0 && errno == EINTR)) {
			if (n > 0 && instant_steady_ms() >= next) {
				look(o);
				next = instant_steady_ms() + PAUSE_MS;
			}
		}
	}
	/* What the parent has still to do at its end is not for this one to do as well. */
	_exit(0);
}

int
portal_stamp_start(struct portal *p, struct err *e)
{
	const pid_t parent = getpid();
	int ends[2];
	pid_t pid;

	/* Not a pipe: a write to one that nobody reads any more would end the portal. */
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return (err_sys(e, "cannot make a pair of sockets"));
	if ((pid = fork()) == 0) {
		(void)close(ends[1]);
		if (p->listen_fd >= 0)
			(void)close(p->listen_fd);
		serve(p->o, ends[0], parent);
	}
	(void)close(ends[0]);
	if (pid < 0) {
		(void)err_sys(e, "cannot start a process");
		(void)close(ends[1]);
		return (e->code);
	}
	p->stamp_fd = ends[1];
	return (0);
}

void
portal_stamp_wake(struct portal *p)
{
	/* One that is full has woken it already; where that process is gone there are no more stamps. */
	(void)send(p->stamp_fd, "", 1, MSG_DONTWAIT | MSG_NOSIGNAL);
}

void
portal_stamp_stop(struct portal *p)
{
	if (p->stamp_fd >= 0)
		(void)close(p->stamp_fd);
	p->stamp_fd = -1;
}
