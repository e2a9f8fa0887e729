/*
 * Three processes for a run.  The first one takes the rights away that are
 * taken once for all (root, namespaces).  The second is the first process of
 * the new process namespace, where there is one: it keeps the time, and when
 * it ends the kernel ends whatever the check has left behind.  Where there is
 * none it is the reaper of orphans and ends them itself.  The third one loads
 * the filters and becomes the check.
 *
 * They tell how it went through a pipe that closes on exec, as one struct
 * tell: an end, or the step that failed.
 */
#include "mark/check_jail.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/instant.h"
#include "mark/check_wall.h"

/* What root becomes. */
#define NOBODY 65534

/* Where the second and third process find the pipe for their report. */
#define TELL_FD 3

enum tell_kind { TELL_END = 1, TELL_UNCONFINED };

struct tell {
	enum tell_kind kind;
	struct jail_end end;
	int error;
	char step[64];
};

static void
tell_end(enum jail_how how, int value)
{
	struct tell t = { .kind = TELL_END, .end = { how, value } };

	(void)!write(TELL_FD, &t, sizeof(t));
}

static _Noreturn void
give_up(const char *step)
{
	struct tell t = { .kind = TELL_UNCONFINED, .error = errno };

	(void)snprintf(t.step, sizeof(t.step), "%s", step);
	(void)!write(TELL_FD, &t, sizeof(t));
	_exit(1);
}

static int
own_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return (lchown(path, NOBODY, NOBODY));
}

int
jail_folder(const char *folder, struct err *e)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (fd < 0)
		return (err_sys(e, "cannot open the scratch folder"));
	if ((rc = file_mkdir(fd, "home", 0700, e)) == 0)
		rc = file_mkdir(fd, "tmp", 0700, e);
	(void)close(fd);
	/* In a user namespace that has no such account root is nobody in particular already. */
	if (rc == 0 && geteuid() == 0 && nftw(folder, own_one, 16, FTW_PHYS) != 0 && errno != EINVAL)
		rc = err_sys(e, "cannot give the scratch folder to the account that runs the check");
	return (rc);
}

/* Descriptors 0 to 3 are all that is left: nothing to read, the output twice, the report. */
static void
arrange_descriptors(int output, int tell)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	/* First out of the way of each other. */
	null = fcntl(null, F_DUPFD_CLOEXEC, 10);
	output = fcntl(output, F_DUPFD_CLOEXEC, 10);
	tell = fcntl(tell, F_DUPFD_CLOEXEC, 10);
	if (tell < 0 || dup3(tell, TELL_FD, O_CLOEXEC) < 0)
		_exit(1);
	if (null < 0 || output < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
	    dup2(output, STDERR_FILENO) < 0 || close_range(TELL_FD + 1, ~0U, 0) != 0)
		give_up("its descriptors cannot be closed");
}

/* End with one's parent; 0 where it is in another namespace and cannot be seen. */
static void
follow(pid_t parent)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || (parent != 0 && getppid() != parent))
		_exit(1);
}

static void
limit(int what, rlim_t value)
{
	struct rlimit r;

	/* A limit that is stricter already stays. */
	if (getrlimit(what, &r) == 0 && r.rlim_max != RLIM_INFINITY && r.rlim_max < value)
		value = r.rlim_max;
	r = (struct rlimit){ value, value };
	if (setrlimit(what, &r) != 0)
		give_up("its limits cannot be set");
}

static void
ordinary_signals(void)
{
	sigset_t none;

	for (int s = 1; s < NSIG; s++)
		(void)signal(s, SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* A name with a slash is one of the package's own files; any other is the system's.  There is no shell. */
static _Noreturn void
become(char *const *argv, char *const *env)
{
	static const char *const bin[] = { "/usr/bin", "/bin" };
	char path[4096];
	int error = ENOENT;

	if (strchr(argv[0], '/') != NULL) {
		(void)execve(argv[0], argv, env);
		error = errno;
	}
	for (size_t i = 0; strchr(argv[0], '/') == NULL && i < 2 && error == ENOENT; i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", bin[i], argv[0]);
		(void)execve(path, argv, env);
		error = errno;
	}
	tell_end(JAIL_NO_START, error);
	_exit(1);
}

static _Noreturn void
third(char *const *argv, const char *folder, pid_t parent, const struct check_rooms *rooms)
{
	char home[512], tmp[512];
	char *env[] = { "PATH=/usr/bin:/bin", "LANG=C.UTF-8", home, tmp, NULL };

	follow(parent);
	(void)snprintf(home, sizeof(home), "HOME=%s/home", folder);
	(void)snprintf(tmp, sizeof(tmp), "TMPDIR=%s/tmp", folder);
	if (setsid() < 0 || chdir(folder) != 0 || chdir("package") != 0)
		give_up("its folder cannot be entered");
	ordinary_signals();
	(void)umask(077);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		give_up("it cannot be kept from gaining privileges");
	check_wall_files(folder);
	if (check_wall_calls(rooms) != 0)
		give_up("the network cannot be taken away (seccomp)");
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, JAIL_SECONDS);
	limit(RLIMIT_FSIZE, (rlim_t)512 << 20);
	limit(RLIMIT_NOFILE, 256);
	/* In a namespace of its own only its own processes count; else all that the account runs. */
	limit(RLIMIT_NPROC, rooms->users ? 128 : 2048);
	limit(RLIMIT_AS, (rlim_t)4 << 30);
	become(argv, env);
}

/* End all children, and those who become ours by that; a check that outruns this meets its CPU limit. */
static void
sweep(void)
{
	int64_t until = instant_steady_ms() + 3000;
	char text[4096], *end;

	while (waitpid(-1, NULL, WNOHANG) >= 0 && instant_steady_ms() < until) {
		int fd = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
		ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

		if (fd >= 0)
			(void)close(fd);
		text[n < 0 ? 0 : n] = '\0';
		for (char *at = text; n > 0; at = end) {
			long pid = strtol(at, &end, 10);

			if (end == at || pid <= 1)
				break;
			(void)kill((pid_t)pid, SIGKILL);
		}
	}
}

/* Wait for the check: true if it ended in time. */
static bool
await(pid_t check, int *status)
{
	int64_t until = instant_steady_ms() + JAIL_SECONDS * 1000, left;
	sigset_t set;
	pid_t pid;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGCHLD);
	while ((left = until - instant_steady_ms()) > 0) {
		struct timespec t = { left / 1000, left % 1000 * 1000000 };

		/* In its own namespace the orphans come to us as well. */
		while ((pid = waitpid(-1, status, WNOHANG)) > 0) {
			if (pid == check)
				return (true);
		}
		if (pid < 0 && errno != EINTR)
			return (false);
		(void)sigtimedwait(&set, NULL, &t);
	}
	return (false);
}

static _Noreturn void
second(char *const *argv, const char *folder, const struct check_rooms *rooms)
{
	pid_t self = getpid(), check;
	int status = 0;
	bool ended;

	if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
		give_up("its processes cannot be kept together");
	if ((check = fork()) == 0)
		third(argv, folder, self, rooms);
	if (check < 0)
		give_up("no process can be started");
	ended = await(check, &status);
	if (!ended) {
		(void)kill(-check, SIGKILL);
		(void)kill(check, SIGKILL);
		tell_end(JAIL_TIMEOUT, 0);
	} else if (WIFSIGNALED(status)) {
		tell_end(JAIL_SIGNALLED, WTERMSIG(status));
	} else {
		tell_end(JAIL_EXITED, WEXITSTATUS(status));
	}
	if (!rooms->processes)
		sweep();
	_exit(0);
}

/* Root gives itself up: the account nobody owns nothing and may do nothing. */
static void
give_up_root(const char *folder)
{
	struct stat st;

	if (geteuid() != 0 || stat(folder, &st) != 0 || st.st_uid != NOBODY)
		return;
	if (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
	    setresuid(NOBODY, NOBODY, NOBODY) != 0)
		give_up("root cannot be given up");
	/* That hides a process from itself in /proc, where its namespace's accounts are to be written. */
	(void)prctl(PR_SET_DUMPABLE, 1);
}

static _Noreturn void
first(char *const *argv, const char *folder, pid_t parent, int output, int tell)
{
	struct check_rooms rooms = { 0 };
	sigset_t set;
	pid_t pid, self;

	arrange_descriptors(output, tell);
	(void)setsid();
	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGCHLD);
	(void)sigprocmask(SIG_SETMASK, &set, NULL);
	(void)signal(SIGCHLD, SIG_DFL);
	check_rooms_as_root(&rooms);
	give_up_root(folder);
	check_rooms_as_anyone(&rooms);
	/* The wish to end with one's parent is forgotten at a change of account, so it comes after that. */
	follow(parent);
	self = getpid();
	if ((pid = fork()) == 0) {
		follow(rooms.processes ? 0 : self);
		second(argv, folder, &rooms);
	}
	if (pid < 0)
		give_up("no process can be started");
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	_exit(0);
}

/* Keep the last bytes only. */
static void
keep_last(struct buf *output, const char *p, size_t n)
{
	if (output->n + n > JAIL_OUTPUT && output->n > 0) {
		size_t drop = output->n + n - JAIL_OUTPUT;

		drop = drop > output->n ? output->n : drop;
		memmove(output->p, output->p + drop, output->n - drop);
		output->n -= drop;
	}
	buf_put(output, p + (n > JAIL_OUTPUT ? n - JAIL_OUTPUT : 0), n > JAIL_OUTPUT ? JAIL_OUTPUT : n);
}

/* Read what is there; false at the end. */
static bool
take_output(int fd, struct buf *output)
{
	char text[JAIL_OUTPUT];
	ssize_t n = read(fd, text, sizeof(text));

	if (n > 0)
		keep_last(output, text, (size_t)n);
	return (n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR)));
}

/* Listen to both pipes until all of ours have closed the report; the check may hold its output as long as it likes. */
static void
listen_to(pid_t pid, int output, int tell, struct tell *got, struct buf *text)
{
	int64_t until = instant_steady_ms() + JAIL_SECONDS * 1000 + 5000;
	struct tell next;
	bool open = true;

	while (open) {
		struct pollfd fds[2] = { { .fd = tell, .events = POLLIN },
			{ .fd = output, .events = POLLIN } };
		ssize_t n;

		(void)poll(fds, 2, 500);
		if (fds[1].revents != 0 && output >= 0 && !take_output(output, text))
			output = -1;
		if (fds[0].revents != 0) {
			n = read(tell, &next, sizeof(next));
			open = n > 0 || (n < 0 && errno == EINTR);
			/* The first word is the cause; what comes after it is its effect. */
			if (n == sizeof(next) && got->kind == 0)
				*got = next;
		}
		/* This only happens if the keeper of the time was stopped itself. */
		if (instant_steady_ms() > until)
			(void)kill(pid, SIGKILL);
	}
	for (int more = 0; output >= 0 && more < 64; more++) {
		char last[JAIL_OUTPUT];
		ssize_t n = read(output, last, sizeof(last));

		if (n <= 0)
			break;
		keep_last(text, last, (size_t)n);
	}
}

int
jail_run(char *const *argv, const char *folder, struct jail_end *end, struct buf *output, struct err *e)
{
	int out[2], tell[2];
	struct tell got = { 0 };
	pid_t parent = getpid(), pid;

	if (pipe2(out, O_CLOEXEC) != 0)
		return (err_sys(e, "cannot make a pipe"));
	if (pipe2(tell, O_CLOEXEC) != 0) {
		(void)err_sys(e, "cannot make a pipe");
		(void)close(out[0]);
		(void)close(out[1]);
		return (e->code);
	}
	if ((pid = fork()) == 0)
		first(argv, folder, parent, out[1], tell[1]);
	(void)close(out[1]);
	(void)close(tell[1]);
	(void)fcntl(out[0], F_SETFL, O_NONBLOCK);
	if (pid > 0) {
		listen_to(pid, out[0], tell[0], &got, output);
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	(void)close(out[0]);
	(void)close(tell[0]);
	*end = got.end;
	if (pid > 0 && got.kind == TELL_END)
		return (0);
	if (got.kind == TELL_UNCONFINED)
		return (err_set(
		    e, ERR_UNAVAILABLE, "the check was not run: %.63s: %s", got.step, strerror(got.error)));
	return (err_set(e, ERR_UNAVAILABLE, "the check was not run: no process can be started for it"));
}
