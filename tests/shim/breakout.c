/*
 * breakout: a library to be preloaded into the portal that tries, on the
 * thread that talks to the clients and before the first answer goes out, what
 * somebody who had taken it over would try, and writes down what came of it.
 *
 *	BREAKOUT_OUT=FILE      one line for each: what was tried, and "done" or the error's name
 *	BREAKOUT_INSIDE=FILE   a file of the case
 *	BREAKOUT_OUTSIDE=FILE  a file outside that does not exist yet
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

struct MHD_Connection;
struct MHD_Response;

int MHD_queue_response(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response);

static int out = -1;
static atomic_flag tried = ATOMIC_FLAG_INIT;

/* Before the wall stands. */
__attribute__((constructor)) static void
begin(void)
{
	const char *path = getenv("BREAKOUT_OUT");

	if (path != NULL)
		out = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void
tell(const char *what, long rc)
{
	char line[128];
	int n = snprintf(line, sizeof(line), "%s %s\n", what, rc >= 0 ? "done" : strerrorname_np(errno));

	(void)!write(out, line, (size_t)n);
}

static void
try_open(const char *what, const char *path, int flags)
{
	int fd = open(path != NULL ? path : "/", flags | O_CLOEXEC, 0600);

	tell(what, fd);
	if (fd >= 0)
		(void)close(fd);
}

static void
try_all(void)
{
	static const struct {
		const char *name;
		int family, type;
	} sockets[] = { { "ipv4", AF_INET, SOCK_STREAM }, { "ipv6", AF_INET6, SOCK_STREAM },
		{ "unix", AF_UNIX, SOCK_STREAM }, { "udp", AF_INET, SOCK_DGRAM },
		{ "netlink", AF_NETLINK, SOCK_RAW } };
	char *const argv[] = { "true", NULL };

	for (size_t i = 0; i < sizeof(sockets) / sizeof(sockets[0]); i++)
		tell(sockets[i].name, socket(sockets[i].family, sockets[i].type, 0));
	try_open("read-outside", "/etc/passwd", O_RDONLY);
	try_open("write-outside", getenv("BREAKOUT_OUTSIDE"), O_WRONLY | O_CREAT);
	try_open("read-inside", getenv("BREAKOUT_INSIDE"), O_RDONLY);
	tell("kill", kill(getppid(), 0));
	tell("tgkill", syscall(SYS_tgkill, getppid(), getppid(), 0));
	tell("vfork", syscall(SYS_vfork));
	tell("unshare", syscall(SYS_unshare, 0x10000000));
	tell("execve", execve("/bin/true", argv, NULL));
	tell("execveat", syscall(SYS_execveat, AT_FDCWD, "/bin/true", argv, NULL, 0));
	tell("end", 0);
}

int
MHD_queue_response(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response)
{
	__typeof__(&MHD_queue_response) real =
	    (__typeof__(&MHD_queue_response))dlsym(RTLD_NEXT, "MHD_queue_response");

	if (out >= 0 && !atomic_flag_test_and_set(&tried))
		try_all();
	return (real(connection, status, response));
}
