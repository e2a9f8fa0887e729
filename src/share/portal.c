/* The portal: see the header.  This file starts and ends it. */
#include "share/portal.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/sandbox.h"
#include "share/portal_impl.h"
#include "store/seen.h"

#define PRIORITIES "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"
/*
 * Threads that serve, each over connections of its own, so that a download
 * does not wait for the rounds over a thousand idle ones.
 */
#define POOL   4U
#define MEMORY ((size_t)16384) /* Of one connection: head of the request and of the answer. */

/* Cut ADDRESS:PORT, with brackets for IPv6. */
static int
cut_address(const char *text, char host[64], char port[8], struct err *e)
{
	struct str s = str_of(text), name;
	size_t colon = str_rchr(s, ':');

	if (colon != STR_NPOS) {
		name = str_sub(s, 0, colon);
		if (name.n > 2 && name.p[0] == '[' && name.p[name.n - 1] == ']')
			name = str_sub(name, 1, name.n - 1);
		if (name.n > 0 && str_copy(host, 64, name) && str_copy(port, 8, str_sub(s, colon + 1, s.n)))
			return (0);
	}
	return (err_set(e, ERR_USAGE, "--listen: expected ADDRESS:PORT in numbers, as 127.0.0.1:8443"));
}

/* What the system made of it; the port may have been 0. */
static int
say_address(struct portal *p, struct err *e)
{
	struct sockaddr_storage at;
	socklen_t n = sizeof(at);
	char host[64], port[8];

	if (getsockname(p->listen_fd, (struct sockaddr *)&at, &n) != 0 ||
	    getnameinfo((struct sockaddr *)&at, n, host, sizeof(host), port, sizeof(port),
		NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return (err_sys(e, "cannot tell the address"));
	(void)snprintf(p->self, sizeof(p->self), at.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
	(void)snprintf(p->url, sizeof(p->url), "https://%s/", p->self);
	return (0);
}

static int
start_listening(struct portal *p, struct err *e)
{
	const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
		.ai_socktype = SOCK_STREAM };
	struct addrinfo *to = NULL;
	char host[64], port[8];
	const int yes = 1;
	int rc = cut_address(p->o->listen, host, port, e);

	if (rc != 0)
		return (rc);
	if (getaddrinfo(host, port, &hints, &to) != 0)
		return (
		    err_set(e, ERR_USAGE, "--listen: expected ADDRESS:PORT in numbers, as 127.0.0.1:8443"));
	p->listen_fd = socket(to->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (p->listen_fd < 0 || setsockopt(p->listen_fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0 ||
	    bind(p->listen_fd, to->ai_addr, to->ai_addrlen) != 0 || listen(p->listen_fd, 1024) != 0)
		rc = err_sys(e, "cannot listen");
	freeaddrinfo(to);
	return (rc != 0 ? rc : say_address(p, e));
}

/* The one style is allowed by its hash, so that the page needs no other file and allows no other. */
static void
make_policy(struct portal *p)
{
	struct sha256 sum = sha256_of(str_of(portal_style));
	struct buf hash = BUF(64);

	base64_put(&hash, sum.b, sizeof(sum.b));
	(void)snprintf(p->csp, sizeof(p->csp),
	    "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; "
	    "frame-ancestors 'none'",
	    buf_c(&hash));
	buf_free(&hash);
}

/* Room for all connections and a file for each; as many as the system gives. */
static unsigned
raise_limits(void)
{
	const rlim_t want = 2 * PORTAL_CONNECTIONS + 256;
	const struct rlimit none = { 0, 0 };
	struct rlimit r;

	/* No dump of what is under embargo, or of keys. */
	(void)setrlimit(RLIMIT_CORE, &none);
	if (getrlimit(RLIMIT_NOFILE, &r) != 0)
		return (256);
	if (r.rlim_cur < want) {
		r.rlim_cur = r.rlim_max < want ? r.rlim_max : want;
		(void)setrlimit(RLIMIT_NOFILE, &r);
	}
	return (r.rlim_cur >= want ? PORTAL_CONNECTIONS
		: r.rlim_cur > 512 ? (unsigned)(r.rlim_cur - 256) / 2
				   : 128);
}

/* Nothing that we serve needs a percent sign, so none is undone, and a path has one spelling. */
static size_t
unescape_nothing(void *p, struct MHD_Connection *connection, char *text)
{
	(void)p;
	(void)connection;
	return (strlen(text));
}

static int
start_daemon(struct portal *p, struct err *e)
{
	p->daemon = MHD_start_daemon(
	    MHD_USE_TLS | MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0, NULL,
	    NULL, portal_request_handle, p, MHD_OPTION_LISTEN_SOCKET, p->listen_fd, MHD_OPTION_HTTPS_MEM_CERT,
	    p->o->certificate, MHD_OPTION_HTTPS_MEM_KEY, p->o->key, MHD_OPTION_HTTPS_PRIORITIES, PRIORITIES,
	    MHD_OPTION_THREAD_POOL_SIZE, POOL, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_LIMIT,
	    raise_limits(), MHD_OPTION_PER_IP_CONNECTION_LIMIT, p->o->per_address,
	    MHD_OPTION_CONNECTION_TIMEOUT, p->o->timeout, MHD_OPTION_CONNECTION_MEMORY_LIMIT, MEMORY,
	    MHD_OPTION_UNESCAPE_CALLBACK, unescape_nothing, NULL, MHD_OPTION_URI_LOG_CALLBACK,
	    portal_request_uri, p, MHD_OPTION_NOTIFY_COMPLETED, portal_request_done, p,
	    MHD_OPTION_NOTIFY_CONNECTION, portal_conn_notify, p, MHD_OPTION_END);
	if (p->daemon == NULL)
		return (err_set(e, ERR_SYNTAX, "cannot serve with this certificate and key (PEM, a pair)"));
	/* It closes the socket from here on. */
	p->listen_fd = -1;
	return (0);
}

/* From here on only the case is open to us, and what of it the user's state folder remembers. */
static int
confine(struct portal *p, struct err *e)
{
	char seen[4096];
	const char *folders[] = { p->o->dir, seen };

	return (sandbox_server(folders, seen_folder(seen, sizeof(seen)) ? 2 : 1, &p->landlocked, e));
}

struct portal *
portal_start(const struct portal_options *o, struct err *e)
{
	struct portal *p = calloc(1, sizeof(*p));

	if (p == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	p->o = o;
	p->listen_fd = p->stamp_fd = -1;
	p->tail = &p->head;
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_mutex_init(&p->queue_lock, NULL);
	(void)pthread_cond_init(&p->more, NULL);
	random_bytes(p->token_key, sizeof(p->token_key));
	make_policy(p);
	/* Threads take the wall over, so it comes before them; the one process that needs none comes before it. */
	if (start_listening(p, e) != 0 || portal_stamp_start(p, e) != 0 || confine(p, e) != 0 ||
	    portal_work_start(p, e) != 0 || start_daemon(p, e) != 0) {
		portal_stop(p);
		return (NULL);
	}
	return (p);
}

const char *
portal_url(const struct portal *p)
{
	return (p->url);
}

bool
portal_landlocked(const struct portal *p)
{
	return (p->landlocked);
}

void
portal_wait(struct portal *p, const sigset_t *stop)
{
	const struct timespec second = { 1, 0 };

	while (sigtimedwait(stop, NULL, &second) < 0 && (errno == EAGAIN || errno == EINTR))
		portal_conn_reap(p);
}

void
portal_stop(struct portal *p)
{
	MHD_socket fd = MHD_INVALID_SOCKET;

	if (p == NULL)
		return;
	/* No more connections; what waits for the case is answered, since it may be in the record already. */
	if (p->daemon != NULL)
		fd = MHD_quiesce_daemon(p->daemon);
	portal_work_stop(p);
	if (p->daemon != NULL)
		MHD_stop_daemon(p->daemon);
	if (fd != MHD_INVALID_SOCKET)
		(void)close(fd);
	if (p->listen_fd >= 0)
		(void)close(p->listen_fd);
	portal_stamp_stop(p);
	wipe(p->token_key, sizeof(p->token_key));
	(void)pthread_cond_destroy(&p->more);
	(void)pthread_mutex_destroy(&p->queue_lock);
	(void)pthread_mutex_destroy(&p->lock);
	free(p);
}
