/*
 * Requests as libmicrohttpd hands them over, on the clients' thread: all that
 * can be refused without looking into the case is refused here, with the
 * connection closed behind it; what is left waits, suspended, for the worker.
 */
#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "share/portal_impl.h"

#define DERS_MAX 16384 /* Bytes of a certificate. */
#define PACE     8     /* Bytes a millisecond that a client must take at least. */

void
portal_say(struct portal_answer *a, unsigned status, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	buf_clear(&a->body);
	buf_printf(&a->body, "%s\n", text);
	a->type = NULL;
	a->status = status;
}

void
portal_fail(struct portal_answer *a, const struct err *e)
{
	/* What went wrong with the case is the desk's business. */
	if (e->code == ERR_UNAVAILABLE)
		portal_say(a, MHD_HTTP_SERVICE_UNAVAILABLE, "the case is busy: try again");
	else if (e->code == ERR_DENIED)
		portal_say(a, MHD_HTTP_FORBIDDEN, "forbidden");
	else if (e->code == ERR_NOTFOUND)
		portal_say(a, MHD_HTTP_GONE, "no longer kept");
	else
		portal_say(a, MHD_HTTP_INTERNAL_SERVER_ERROR, "the server failed");
}

void *
portal_request_uri(void *p, const char *uri, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct portal_request *r = calloc(1, sizeof(*r));

	(void)p;
	if (r == NULL)
		return (NULL);
	r->connection = connection;
	r->conn = info != NULL ? info->socket_context : NULL;
	r->answer.fd = -1;
	r->answer.body = BUF(BUF_BIG);
	r->body = BUF(PORTAL_BODY);
	/* One byte too many is kept, by which it is seen to be too long. */
	r->uri = strndup(uri, PORTAL_URI + 1);
	return (r);
}

void
portal_request_done(
    void *cls, struct MHD_Connection *connection, void **request, enum MHD_RequestTerminationCode how)
{
	struct portal *p = cls;
	struct portal_request *r = *request;

	(void)connection;
	(void)how;
	if (r == NULL)
		return;
	portal_conn_until(p, r->conn, (int64_t)p->o->timeout * 1000);
	if (r->answer.fd >= 0)
		(void)close(r->answer.fd);
	buf_free(&r->answer.body);
	buf_free(&r->body);
	free(r->uri);
	free(r);
	*request = NULL;
}

static enum MHD_Result
take_head(void *arg, enum MHD_ValueKind kind, const char *key, const char *value)
{
	(void)kind;
	portal_heads_add(arg, str_of(key), value != NULL ? str_of(value) : STR(""));
	return (MHD_YES);
}

/* The hash of the certificate whose key the client showed to have in the handshake; "" for none. */
static void
read_certificate(struct portal_request *r)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
	struct buf hex = BUF(SHA256_HEX);
	const gnutls_datum_t *der;
	unsigned n = 0;
	struct sha256 sum;

	if (info == NULL || info->tls_session == NULL ||
	    gnutls_certificate_type_get2(info->tls_session, GNUTLS_CTYPE_PEERS) != GNUTLS_CRT_X509 ||
	    (der = gnutls_certificate_get_peers(info->tls_session, &n)) == NULL || n == 0 ||
	    der[0].size > DERS_MAX)
		return;
	sum = sha256_of((struct str){ (const char *)der[0].data, der[0].size });
	hex_put(&hex, sum.b, sizeof(sum.b));
	(void)str_copy(r->certificate, sizeof(r->certificate), buf_view(&hex));
	buf_free(&hex);
}

static void
read_address(struct portal_request *r)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *at = info != NULL ? info->client_addr : NULL;

	if (at != NULL && at->sa_family == AF_INET)
		(void)inet_ntop(
		    AF_INET, &((const struct sockaddr_in *)at)->sin_addr, r->address, sizeof(r->address));
	else if (at != NULL && at->sa_family == AF_INET6)
		(void)inet_ntop(
		    AF_INET6, &((const struct sockaddr_in6 *)at)->sin6_addr, r->address, sizeof(r->address));
}

/* All that can be said without the case; the first fault is the answer. */
static void
check(struct portal *p, struct portal_request *r, const char *method, const char *version)
{
	struct portal_heads heads = { .bad = r->bad };
	struct portal_asked asked = { .method = str_of(method),
		.version = str_of(version),
		.uri = str_of(r->uri),
		.heads = &heads,
		.self = str_of(p->self),
		.host = p->o->host,
		.hosts = p->o->hosts };
	const char *why = NULL;
	unsigned status;

	(void)MHD_get_connection_values(r->connection, MHD_HEADER_KIND, take_head, &heads);
	read_certificate(r);
	read_address(r);
	asked.known = r->certificate[0] != '\0';
	status = portal_check(&asked, &r->path, &why);
	r->post = str_eq(asked.method, STR("POST"));
	r->json = heads.accept.p != NULL && str_find(heads.accept, STR("application/json")) != STR_NPOS;
	if (status != 0)
		portal_say(&r->answer, status, "%s", why);
}

/* One line a request, on stderr; what the client sent is escaped. */
static void
log_line(const struct portal_request *r, const char *method)
{
	struct buf b = BUF(8192), who = BUF(16);

	if (r->number != 0)
		buf_u64(&who, r->number);
	instant_put(&b, instant_now());
	buf_printf(&b, " %s partner %s ", r->address, r->number != 0 ? buf_c(&who) : "-");
	escape_term(&b, str_sub(str_of(method), 0, strlen(method) > 16 ? 16 : strlen(method)));
	buf_char(&b, ' ');
	escape_term(&b, str_of(r->uri != NULL ? r->uri : ""));
	buf_printf(&b, " %u %llu\n", r->answer.status,
	    (unsigned long long)(r->answer.fd >= 0 ? r->answer.bytes : r->answer.body.n));
	if (b.failed == 0)
		(void)file_write_all(STDERR_FILENO, b.p, b.n, NULL);
	buf_free(&b);
	buf_free(&who);
}

static void
add_heads(const struct portal *p, const struct portal_request *r, struct MHD_Response *response)
{
	const struct portal_answer *a = &r->answer;
	const struct {
		const char *name, *value;
	} heads[] = { { "Content-Type", a->type != NULL ? a->type : "text/plain; charset=utf-8" },
		{ "Cache-Control", "no-store" }, { "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "no-referrer" }, { "Content-Security-Policy", p->csp },
		{ "Strict-Transport-Security", "max-age=31536000" }, { "X-Frame-Options", "DENY" },
		{ "Cross-Origin-Resource-Policy", "same-origin" } };
	char name[96];

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		(void)MHD_add_response_header(response, heads[i].name, heads[i].value);
	if (a->etag[0] != '\0')
		(void)MHD_add_response_header(response, "ETag", a->etag);
	if (a->name[0] != '\0') {
		(void)snprintf(name, sizeof(name), "attachment; filename=\"%s\"", a->name);
		(void)MHD_add_response_header(response, "Content-Disposition", name);
	}
	if (a->status == MHD_HTTP_SERVICE_UNAVAILABLE || a->status == MHD_HTTP_TOO_MANY_REQUESTS)
		(void)MHD_add_response_header(response, "Retry-After", "5");
	if (a->status == MHD_HTTP_METHOD_NOT_ALLOWED)
		(void)MHD_add_response_header(response, "Allow", r->path.post ? "POST" : "GET");
	/* After a refusal nothing that follows on the connection is believed. */
	if (a->status >= 300)
		(void)MHD_add_response_header(response, "Connection", "close");
}

/* Send what is in r->answer. */
static enum MHD_Result
send_answer(struct portal *p, struct portal_request *r, const char *method)
{
	struct portal_answer *a = &r->answer;
	struct MHD_Response *response;
	enum MHD_Result rc;

	if (a->status == 0 || a->body.failed != 0)
		portal_say(a, MHD_HTTP_INTERNAL_SERVER_ERROR, "the server failed");
	log_line(r, method);
	if (a->fd >= 0) {
		if ((response = MHD_create_response_from_fd64(a->bytes, a->fd)) != NULL)
			a->fd = -1;
	} else {
		response = MHD_create_response_from_buffer(a->body.n, a->body.p, MHD_RESPMEM_MUST_COPY);
	}
	if (response == NULL)
		return (MHD_NO);
	add_heads(p, r, response);
	portal_conn_until(p, r->conn,
	    (int64_t)p->o->timeout * 1000 + (int64_t)((a->bytes > a->body.n ? a->bytes : a->body.n) / PACE));
	rc = MHD_queue_response(r->connection, a->status, response);
	MHD_destroy_response(response);
	return (rc);
}

/* A NUL in the line would end our view of it early: then its version does not follow where the target ends. */
static bool
holds_nul(const char *uri, const char *version)
{
	const char *end = uri + strlen(uri) + 1;

	for (; end < version && version - end < (ptrdiff_t)65536; end++) {
		if (*end != '\0' && *end != ' ')
			return (true);
	}
	return (false);
}

enum MHD_Result
portal_request_handle(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
    const char *version, const char *data, size_t *n, void **request)
{
	struct portal *p = cls;
	struct portal_request *r = *request;

	(void)connection;
	if (r == NULL || r->uri == NULL)
		return (MHD_NO);
	if (!r->checked) {
		/* The target is cut at a "?"; no path of ours has one. */
		r->checked = true;
		r->bad = strchr(r->uri, '?') == NULL && holds_nul(url, version);
		check(p, r, method, version);
		return (r->answer.status == 0 ? MHD_YES : send_answer(p, r, method));
	}
	if (*n > 0) {
		buf_put(&r->body, data, *n);
		*n = 0;
		return (MHD_YES);
	}
	if (r->done)
		return (send_answer(p, r, method));
	if (r->queued)
		return (MHD_YES);
	if (r->body.failed != 0)
		portal_say(&r->answer, MHD_HTTP_CONTENT_TOO_LARGE, "too large");
	else if (portal_conn_until(p, r->conn, 0), portal_work_add(p, r))
		return (MHD_YES);
	return (send_answer(p, r, method));
}
