/*
 * failio: a library to be preloaded that makes a disk fail or slow.  It counts
 * the calls that change what is below one folder (write, pwrite, ftruncate,
 * fsync, fdatasync, rename, mkdir, open for creation), fails one of them or all
 * from one on, and can sleep in each, so that a commit takes seconds.
 *
 *	FAILIO_DIR=PATH     the folder, without a slash at its end; nothing is done without it
 *	FAILIO_STATE=FILE   where the counters lie (struct state), shared by all processes
 *	FAILIO_NTH=N        fail the Nth call, from 1
 *	FAILIO_ERRNO=NAME   ENOSPC or EIO
 *	FAILIO_FOREVER=1    fail all calls after it as well
 *	FAILIO_SLEEP_US=N   sleep so long in each
 *	FAILIO_TRACE=FILE   append a line for each: number, call, path
 *
 * A descriptor is looked at when it is opened, and its answer kept in a table:
 * a process that may only write to a pipe must not be made to ask the system.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FDS   4096
#define PATHS 4096

/*
 * Little-endian 64-bit numbers in the state file.  "Data" is all but the index with its journal, the lock
 * and the folder itself, which is synced for the index.
 */
struct state {
	_Atomic uint64_t begun;      /* Calls that began. */
	_Atomic uint64_t done;       /* Calls that came back. */
	_Atomic uint64_t first_data; /* Number of the first write to data, or 0. */
	_Atomic uint64_t last_sync;  /* Number of the last sync of data that came back, or 0. */
	_Atomic uint64_t failed;     /* Calls that were made to fail. */
};

enum { NOTHING, INDEX, DATA };

static struct state own, *state = &own;
static const char *dir;
static uint64_t nth;
static int number = EIO;
static bool forever;
static useconds_t pause_us;
static int trace = -1;
static unsigned char kind_of_fd[FDS];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void
begin(void)
{
	const char *value = getenv("FAILIO_STATE");
	int fd;

	if ((dir = getenv("FAILIO_DIR")) == NULL)
		return;
	if (value != NULL && (fd = REAL(open)(value, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) >= 0) {
		void *p = REAL(ftruncate)(fd, sizeof(own)) == 0
		    ? mmap(NULL, sizeof(own), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
		    : MAP_FAILED;

		if (p != MAP_FAILED)
			state = p;
		(void)close(fd);
	}
	if ((value = getenv("FAILIO_TRACE")) != NULL)
		trace = REAL(open)(value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if ((value = getenv("FAILIO_NTH")) != NULL)
		nth = strtoull(value, NULL, 10);
	if ((value = getenv("FAILIO_ERRNO")) != NULL && strcmp(value, "ENOSPC") == 0)
		number = ENOSPC;
	forever = getenv("FAILIO_FOREVER") != NULL;
	if ((value = getenv("FAILIO_SLEEP_US")) != NULL)
		pause_us = (useconds_t)strtoul(value, NULL, 10);
}

/* What a path means: NOTHING outside the folder. */
static int
kind_of(const char *path)
{
	size_t n = dir != NULL ? strlen(dir) : 0;
	const char *name;

	if (n == 0 || strncmp(path, dir, n) != 0 || (path[n] != '/' && path[n] != '\0'))
		return (NOTHING);
	name = path[n] == '/' ? path + n + 1 : "";
	return (*name == '\0' || strncmp(name, "index.", 6) == 0 || strcmp(name, "lock") == 0 ? INDEX : DATA);
}

/* The absolute path of a name below a folder's descriptor, as it is; false where it is too long. */
static bool
absolute(char out[PATHS], int at, const char *path)
{
	char link[64];
	ssize_t n = 0;

	if (path[0] != '/') {
		(void)snprintf(
		    link, sizeof(link), at == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", at);
		if ((n = readlink(link, out, PATHS - 2)) < 0)
			return (false);
		out[n++] = '/';
	}
	return ((size_t)snprintf(out + n, PATHS - (size_t)n, "%s", path) < PATHS - (size_t)n);
}

/* Count one call on something of ${kind}, sleep, and tell whether it must fail; ${*me} is its number. */
static bool
fails(const char *call, const char *path, int kind, uint64_t *me)
{
	int saved = errno;
	char line[PATHS + 64];
	int n;

	*me = atomic_fetch_add(&state->begun, 1) + 1;
	if (kind == DATA && strstr(call, "write") != NULL) {
		uint64_t none = 0;

		(void)atomic_compare_exchange_strong(&state->first_data, &none, *me);
	}
	if (trace >= 0) {
		n = snprintf(line, sizeof(line), "%llu %s %s\n", (unsigned long long)*me, call, path);
		(void)!REAL(write)(trace, line, (size_t)n);
	}
	if (pause_us > 0)
		(void)usleep(pause_us);
	errno = saved;
	if (nth == 0 || *me < nth || (*me > nth && !forever))
		return (false);
	atomic_fetch_add(&state->failed, 1);
	errno = number;
	return (true);
}

static void
came_back(int kind, bool sync, uint64_t me)
{
	if (kind == DATA && sync)
		atomic_store(&state->last_sync, me);
	atomic_fetch_add(&state->done, 1);
}

static int
kind_of_descriptor(int fd)
{
	return (fd >= 0 && fd < FDS ? kind_of_fd[fd] : NOTHING);
}

/* A descriptor's path for the trace alone. */
static const char *
name_of(int fd, char out[PATHS])
{
	char link[64];
	ssize_t n = -1;

	(void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	if (trace >= 0)
		n = readlink(link, out, PATHS - 1);
	out[n < 0 ? 0 : n] = '\0';
	return (out);
}

/* A call on a descriptor: fail, or make it. */
#define ON_FD(name, sync, result, fd, ...)                         \
	do {                                                       \
		int kind_ = kind_of_descriptor(fd);                \
		char path_[PATHS];                                 \
		uint64_t me_;                                      \
		result r_;                                         \
		if (kind_ == NOTHING)                              \
			return (REAL(name)(fd, ##__VA_ARGS__));    \
		if (fails(#name, name_of(fd, path_), kind_, &me_)) \
			return (-1);                               \
		r_ = REAL(name)(fd, ##__VA_ARGS__);                \
		came_back(kind_, sync, me_);                       \
		return (r_);                                       \
	} while (0)

ssize_t
write(int fd, const void *p, size_t n)
{
	ON_FD(write, false, ssize_t, fd, p, n);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
	ON_FD(pwrite, false, ssize_t, fd, p, n, at);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	ON_FD(pwrite64, false, ssize_t, fd, p, n, at);
}

int
ftruncate(int fd, off_t n)
{
	ON_FD(ftruncate, false, int, fd, n);
}

int
ftruncate64(int fd, off64_t n)
{
	ON_FD(ftruncate64, false, int, fd, n);
}

int
fsync(int fd)
{
	ON_FD(fsync, true, int, fd);
}

int
fdatasync(int fd)
{
	ON_FD(fdatasync, true, int, fd);
}

int
close(int fd)
{
	if (fd >= 0 && fd < FDS)
		kind_of_fd[fd] = NOTHING;
	return (REAL(close)(fd));
}

/* Before an open for creation, and after any open. */
static bool
may_open(int at, const char *path, int flags)
{
	char full[PATHS];
	uint64_t me;
	int kind;

	if (dir == NULL || (flags & O_CREAT) == 0 || !absolute(full, at, path) ||
	    (kind = kind_of(full)) == NOTHING)
		return (true);
	if (fails("create", full, kind, &me))
		return (false);
	came_back(kind, false, me);
	return (true);
}

static int
opened(int fd)
{
	char link[64], full[PATHS];
	int saved = errno;
	ssize_t n;

	if (dir != NULL && fd >= 0 && fd < FDS) {
		(void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
		n = readlink(link, full, sizeof(full) - 1);
		full[n < 0 ? 0 : n] = '\0';
		kind_of_fd[fd] = (unsigned char)kind_of(full);
	}
	errno = saved;
	return (fd);
}

/* The mode is there only with O_CREAT or O_TMPFILE. */
#define MODE(flags, mode)                                                              \
	do {                                                                           \
		va_list ap_;                                                           \
		va_start(ap_, flags);                                                  \
		mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(ap_, mode_t) : 0; \
		va_end(ap_);                                                           \
	} while (0)

int
open(const char *path, int flags, ...)
{
	mode_t mode;

	MODE(flags, mode);
	return (may_open(AT_FDCWD, path, flags) ? opened(REAL(open)(path, flags, mode)) : -1);
}

int
open64(const char *path, int flags, ...)
{
	mode_t mode;

	MODE(flags, mode);
	return (may_open(AT_FDCWD, path, flags) ? opened(REAL(open64)(path, flags, mode)) : -1);
}

int
openat(int at, const char *path, int flags, ...)
{
	mode_t mode;

	MODE(flags, mode);
	return (may_open(at, path, flags) ? opened(REAL(openat)(at, path, flags, mode)) : -1);
}

int
openat64(int at, const char *path, int flags, ...)
{
	mode_t mode;

	MODE(flags, mode);
	return (may_open(at, path, flags) ? opened(REAL(openat64)(at, path, flags, mode)) : -1);
}

/* A file whose name the library chooses. */
int
mkostemp(char *path, int flags)
{
	return (may_open(AT_FDCWD, path, O_CREAT) ? opened(REAL(mkostemp)(path, flags)) : -1);
}

int
mkostemp64(char *path, int flags)
{
	return (may_open(AT_FDCWD, path, O_CREAT) ? opened(REAL(mkostemp64)(path, flags)) : -1);
}

/* A call that names what it changes: fail, or make it. */
#define ON_PATH(name, at, path, call)                                                                \
	do {                                                                                         \
		char full_[PATHS];                                                                   \
		uint64_t me_;                                                                        \
		int kind_ = dir != NULL && absolute(full_, at, path) ? kind_of(full_) : NOTHING, r_; \
		if (kind_ == NOTHING)                                                                \
			return (call);                                                               \
		if (fails(name, full_, kind_, &me_))                                                 \
			return (-1);                                                                 \
		r_ = call;                                                                           \
		came_back(kind_, false, me_);                                                        \
		return (r_);                                                                         \
	} while (0)

int
rename(const char *from, const char *to)
{
	ON_PATH("rename", AT_FDCWD, to, REAL(rename)(from, to));
}

int
renameat(int from_at, const char *from, int to_at, const char *to)
{
	ON_PATH("rename", to_at, to, REAL(renameat)(from_at, from, to_at, to));
}

int
mkdir(const char *path, mode_t mode)
{
	ON_PATH("mkdir", AT_FDCWD, path, REAL(mkdir)(path, mode));
}

int
mkdirat(int at, const char *path, mode_t mode)
{
	ON_PATH("mkdir", at, path, REAL(mkdirat)(at, path, mode));
}
