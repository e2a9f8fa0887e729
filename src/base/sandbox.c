/*
 * The wall.  The child closes every descriptor but its own, drops the power
 * to gain privileges, gives its file rights up to Landlock and then loads a
 * seccomp filter that kills the process at any call not on a short list.  A
 * filter, not a policy of good behaviour: even a reader that is taken over can
 * only read what it was given and send records.
 *
 * The list holds what reading, memory, clocks and an orderly end need.  write
 * is allowed, since only the pipe and stderr are open for it; mmap with
 * PROT_EXEC is not.
 */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The record by which the child tells how it ended; readers use types below. */
#define TYPE_END 0xFFFFFFFFu

struct sandbox {
	pid_t pid;
	struct wire_in in;
	bool ended;      /* The end record came. */
	struct err last; /* What it said. */
};

/* Calls a confined reader may make whatever their arguments. */
static const int ALLOWED[] = { SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(preadv),
	SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(write), SCMP_SYS(writev),
	SCMP_SYS(close), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(exit),
	SCMP_SYS(exit_group), SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
	SCMP_SYS(time), SCMP_SYS(getrandom), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(sigaltstack), SCMP_SYS(sched_yield), SCMP_SYS(getpid), SCMP_SYS(gettid),
	SCMP_SYS(restart_syscall), SCMP_SYS(fadvise64), SCMP_SYS(rseq), SCMP_SYS(membarrier) };

static scmp_filter_ctx
make_rules(void)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int rc = ctx == NULL ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < sizeof(ALLOWED) / sizeof(ALLOWED[0]); i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, ALLOWED[i], 0);
	/* Memory may never become executable; nothing may be mapped that could be. */
	if (rc == 0)
		rc = seccomp_rule_add(
		    ctx, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	if (rc == 0)
		rc = seccomp_rule_add(
		    ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	/* Asking for a status flag is harmless; anything else of fcntl is not needed. */
	if (rc == 0)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFL));
	if (rc == 0)
		return (ctx);
	seccomp_release(ctx);
	return (NULL);
}

/*
 * The filter as the kernel takes it.  It is the same for every reader, and compiling it in each of them would be
 * a good part of what a reader costs; without it (len is 0) none starts.
 */
static struct sock_filter instruction[512];
static struct sock_fprog filter = { .filter = instruction };
static pthread_once_t filter_once = PTHREAD_ONCE_INIT;

static void
compile_filter(void)
{
	scmp_filter_ctx ctx = make_rules();
	int ends[2];
	ssize_t n = -1;

	if (ctx == NULL)
		return;
	/* The library gives it out to a descriptor alone; all of it fits into a pipe. */
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0) {
		if (seccomp_export_bpf(ctx, ends[1]) == 0)
			n = read(ends[0], instruction, sizeof(instruction));
		(void)close(ends[0]);
		(void)close(ends[1]);
	}
	if (n > 0 && (size_t)n < sizeof(instruction) && (size_t)n % sizeof(instruction[0]) == 0)
		filter.len = (unsigned short)((size_t)n / sizeof(instruction[0]));
	seccomp_release(ctx);
}

static int
load_filter(void)
{
	return (filter.len > 0 ? prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) : -1);
}

/* Take every right over files away where the kernel has Landlock; seccomp stands either way. */
static void
give_up_files(void)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE |
		    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
		    LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |
		    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
		    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
		    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
		    LANDLOCK_ACCESS_FS_MAKE_SYM };
	long set = syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);

	if (set >= 0) {
		(void)syscall(SYS_landlock_restrict_self, (int)set, 0);
		(void)close((int)set);
	}
}

static int
by_value(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return ((x > y) - (x < y));
}

/* Where a sanitizer wants to speak; an ordinary reader has no stderr either. */
#ifdef __SANITIZE_ADDRESS__
#define KEEP_STDERR 1
#else
#define KEEP_STDERR 0
#endif

/* Close all but the pipe and the inputs. */
static int
close_others(int pipe_fd, const int *fds, size_t nfds)
{
	int *keep = calloc(nfds + 2, sizeof(*keep));
	unsigned from = 0;
	int rc = 0;

	if (keep == NULL)
		return (-1);
	for (size_t i = 0; i < nfds; i++)
		keep[i] = fds[i];
	keep[nfds] = pipe_fd;
	keep[nfds + 1] = KEEP_STDERR ? STDERR_FILENO : pipe_fd;
	qsort(keep, nfds + 2, sizeof(*keep), by_value);
	for (size_t i = 0; rc == 0 && i < nfds + 2; i++) {
		if ((unsigned)keep[i] > from)
			rc = close_range(from, (unsigned)keep[i] - 1, 0);
		from = (unsigned)keep[i] + 1;
	}
	free(keep);
	return (rc != 0 ? rc : close_range(from, ~0U, 0));
}

static void
limit(int what, rlim_t value)
{
	struct rlimit r = { value, value };

	(void)setrlimit(what, &r);
}

static int
confine(pid_t parent, int pipe_fd, const int *fds, size_t nfds)
{
	if (close_others(pipe_fd, fds, nfds) != 0)
		return (-1);
	/* No dump of what was read may land on disk, no file may grow. */
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_AS, (rlim_t)4 << 30);
#endif
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return (-1);
	/* A parent that died before that call sends no signal any more. */
	if (getppid() != parent)
		return (-1);
	(void)prctl(PR_SET_DUMPABLE, 0);
	give_up_files();
	return (load_filter());
}

/* The child: confine, read, tell how it ended.  It leaves without running exit handlers of the parent's. */
static _Noreturn void
child(pid_t parent, sandbox_fn *fn, void *arg, int pipe_fd, const int *fds, size_t nfds)
{
	struct wire out;
	struct err e;
	int rc;

	err_clear(&e);
	wire_init(&out, pipe_fd);
	if (confine(parent, pipe_fd, fds, nfds) != 0)
		rc = err_set(
		    &e, ERR_UNAVAILABLE, "the reader cannot be confined on this system; nothing was read");
	else
		rc = fn(arg, &out, &e);
	wire_begin(&out, TYPE_END);
	wire_i64(&out, rc);
	wire_str(&out, str_of(e.file));
	wire_str(&out, str_of(e.text));
	wire_u64(&out, e.line);
	wire_u64(&out, e.offset);
	wire_u64(&out, e.has_offset);
	wire_end(&out);
	wire_flush(&out);
	_exit(0);
}

struct sandbox *
sandbox_start(sandbox_fn *fn, void *arg, const int *fds, size_t nfds, struct err *e)
{
	struct sandbox *box = calloc(1, sizeof(*box));
	pid_t parent = getpid();
	int ends[2];

	if (box == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	if (pipe2(ends, O_CLOEXEC) != 0) {
		(void)err_sys(e, "cannot make a pipe");
		free(box);
		return (NULL);
	}
	(void)fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
	(void)pthread_once(&filter_once, compile_filter);
	if ((box->pid = fork()) == 0) {
		child(parent, fn, arg, ends[1], fds, nfds);
	} else if (box->pid < 0) {
		(void)err_sys(e, "cannot start a reader");
		(void)close(ends[0]);
		(void)close(ends[1]);
		free(box);
		return (NULL);
	}
	(void)close(ends[1]);
	wire_in_init(&box->in, ends[0]);
	return (box);
}

/* The end record: the reader's own verdict on itself. */
static int
take_end(struct sandbox *box, struct str payload, struct err *e)
{
	struct str file, text;
	uint64_t line, offset, has_offset;
	int64_t code;

	if (!wire_get_i64(&payload, &code) || !wire_get_str(&payload, &file) ||
	    !wire_get_str(&payload, &text) || !wire_get_u64(&payload, &line) ||
	    !wire_get_u64(&payload, &offset) || !wire_get_u64(&payload, &has_offset))
		return (wire_damaged(e));
	err_clear(&box->last);
	if (code < -64 || code > 0)
		code = ERR_CORRUPT;
	box->last.code = (int)code;
	(void)str_copy(box->last.file, sizeof(box->last.file), file);
	(void)str_copy(box->last.text, sizeof(box->last.text), text);
	box->last.line = line;
	box->last.offset = offset;
	box->last.has_offset = has_offset != 0;
	box->ended = true;
	return (0);
}

int
sandbox_next(struct sandbox *box, uint32_t *type, struct str *payload, struct err *e)
{
	int rc;

	if (box->ended)
		return (0);
	rc = wire_next(&box->in, type, payload, e);
	if (rc == 1 && *type == TYPE_END)
		return (take_end(box, *payload, e));
	return (rc);
}

int
sandbox_finish(struct sandbox **boxp, struct err *e)
{
	struct sandbox *box = *boxp;
	int status = 0, rc;

	*boxp = NULL;
	/*
	 * A reader that is still sending gets a closed pipe, and the kill in any case: one that was taken over
	 * may say that it ended and never do so.
	 */
	(void)close(box->in.fd);
	(void)kill(box->pid, SIGKILL);
	while (waitpid(box->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (box->ended) {
		rc = box->last.code;
		if (rc != 0 && e != NULL)
			*e = box->last;
	} else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) {
		rc = err_set(e, ERR_DENIED, "the reader tried a forbidden system call and was killed");
	} else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
		rc = err_set(e, ERR_CORRUPT, "the reader was killed before it ended");
	} else {
		rc = err_set(e, ERR_CORRUPT, "the reader crashed");
	}
	wire_in_free(&box->in);
	free(box);
	return (rc);
}

void
sandbox_cancel(struct sandbox **box)
{
	if (*box != NULL)
		(void)sandbox_finish(box, NULL);
}
