/*
 * Sealing by OpenPGP; see share/openpgp.h.
 *
 * gpg is started here with the two descriptors as its own input and output:
 * through gpgme all bytes pass two pipes more, which took twice the time of
 * gpg itself, and gpgme looks neither at how gpg ended nor at whether it said
 * that it was done, so that a gpg killed in the middle would pass for one that
 * had finished.
 */
#include "share/openpgp.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "share/openpgp_impl.h"

#define STATUS     3 /* The descriptor on which gpg tells how far it is. */
#define ABOVE      10
#define STATUS_MAX ((size_t)64 << 10)

/* Start gpg; the descriptors are copies above those that it will have. */
static int
spawn(pid_t *pid, const char *gpg, char *const *argv, int in, int out, int status)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t all;
	int rc;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return (-1);
	if (posix_spawnattr_init(&attr) != 0) {
		(void)posix_spawn_file_actions_destroy(&actions);
		return (-1);
	}
	(void)sigemptyset(&all);
	(void)sigaddset(&all, SIGPIPE);
	rc = posix_spawnattr_setsigdefault(&attr, &all) != 0 ||
	    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF) != 0 ||
	    posix_spawn_file_actions_adddup2(&actions, in, 0) != 0 ||
	    posix_spawn_file_actions_adddup2(&actions, out, 1) != 0 ||
	    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) != 0 ||
	    posix_spawn_file_actions_adddup2(&actions, status, STATUS) != 0 ||
	    (errno = posix_spawn(pid, gpg, &actions, &attr, argv, environ)) != 0;
	(void)posix_spawnattr_destroy(&attr);
	(void)posix_spawn_file_actions_destroy(&actions);
	return (rc ? -1 : 0);
}

/* All that gpg says, until it closes the pipe; what is beyond the limit is passed over. */
static void
listen_to(int fd, struct buf *said)
{
	char block[1024];
	ssize_t r;

	while ((r = read(fd, block, sizeof(block))) > 0 || (r < 0 && errno == EINTR))
		if (r > 0)
			buf_put(said, block, (size_t)r);
}

/* Did gpg come to its end, by its own word and by how it exited? */
static int
judge(struct str said, bool exited_well, const char *fingerprint, struct err *e)
{
	struct str rest = said, line, last;
	bool finished = false;
	uint64_t number;

	while (str_split(&rest, '\n', &line)) {
		finished = finished || str_eq(str_trim(line), STR("[GNUPG:] END_ENCRYPTION"));
		if (str_starts(line, STR("[GNUPG:] INV_RECP ")))
			return (err_set(e, ERR_DENIED, "gpg refuses the key %.40s", fingerprint));
		last = str_sub(line, str_rchr(line, ' ') + 1, line.n);
		if (str_starts(line, STR("[GNUPG:] FAILURE ")) && str_u64(last, &number) == 0 &&
		    number <= UINT32_MAX)
			return (openpgp_fault(e, (gpgme_error_t)number, "cannot seal"));
	}
	if (!finished || !exited_well)
		return (err_set(e, ERR_IO, "cannot seal: gpg ended before its work was done"));
	return (0);
}

/* Where gpg is. */
static const char *
gpg_path(struct openpgp *o)
{
	gpgme_engine_info_t info = gpgme_ctx_get_engine_info(o->ctx);

	while (info != NULL && info->protocol != GPGME_PROTOCOL_OPENPGP)
		info = info->next;
	return (info != NULL ? info->file_name : NULL);
}

static int
copy_above(int *copy, int fd, struct err *e)
{
	*copy = fcntl(fd, F_DUPFD_CLOEXEC, ABOVE);
	return (*copy < 0 ? err_sys(e, "cannot use a descriptor") : 0);
}

static void
shut(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static int
run_gpg(const char *gpg, char *const *argv, int in, int out, const char *fingerprint, struct err *e)
{
	int ends[2] = { -1, -1 }, from = -1, to = -1, status = -1, code = -1, rc;
	struct buf said = BUF(STATUS_MAX);
	pid_t pid, done;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return (err_sys(e, "cannot make a pipe"));
	if ((rc = copy_above(&from, in, e)) != 0 || (rc = copy_above(&to, out, e)) != 0 ||
	    (rc = copy_above(&status, ends[1], e)) != 0)
		goto done;
	if (spawn(&pid, gpg, argv, from, to, status) != 0) {
		rc = err_sys(e, "cannot start gpg");
		goto done;
	}
	/* gpg now has the only writing end, so the pipe ends when it does. */
	shut(&ends[1]);
	shut(&status);
	listen_to(ends[0], &said);
	while ((done = waitpid(pid, &code, 0)) < 0 && errno == EINTR)
		;
	rc = judge(buf_view(&said), done == pid && WIFEXITED(code) && WEXITSTATUS(code) == 0, fingerprint, e);
done:
	shut(&ends[0]);
	shut(&ends[1]);
	shut(&from);
	shut(&to);
	shut(&status);
	buf_free(&said);
	return (rc);
}

int
openpgp_seal(struct openpgp *o, const char *fingerprint, int in, int out, struct err *e)
{
	const char *gpg = gpg_path(o);
	char recipient[PGP_FINGERPRINT + 1];
	gpgme_key_t key;
	int rc;

	if (gpg == NULL)
		return (err_set(e, ERR_UNAVAILABLE, "OpenPGP needs gpg: install the package gnupg"));
	if ((rc = openpgp_ready(o, fingerprint, e)) != 0 ||
	    (rc = openpgp_lookup(o, fingerprint, &key, e)) != 0)
		return (rc);
	/* The home's key, so 40 hex digits and nothing that gpg could take for an option. */
	if (!str_copy(recipient, sizeof(recipient), str_of(key->fpr)))
		return (err_set(e, ERR_INTERNAL, "a fingerprint that is too long"));
	char *argv[] = { "gpg", "--homedir", o->home, "--batch", "--no-tty", "--quiet", "--status-fd", "3",
		"--exit-on-status-write-error", "--always-trust", "--no-encrypt-to", "--compress-algo",
		"none", "--no-armor", "--recipient", recipient, "--encrypt", NULL };
	return (run_gpg(gpg, argv, in, out, fingerprint, e));
}
