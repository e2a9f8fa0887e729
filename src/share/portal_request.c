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

#define URI_MAX  256   /* Bytes of a path; the longest of ours has some 80. */
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
	r->uri = strndup(uri, URI_MAX + 1);
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

/* What the headers say, each that counts once. */
struct heads {
	struct str host, length, origin, site, type, accept;
	bool bad; /* A name that is none, one twice, or a body in pieces. */
};

static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char ch = (unsigned char)s.p[i];

		if (ch <= ' ' || ch >= 127 || strchr("\"(),/:;<=>?@[\\]{}", ch) != NULL)
			return (false);
	}
	return (s.n > 0);
}

static enum MHD_Result
take_head(void *arg, enum MHD_ValueKind kind, const char *key, const char *value)
{
	struct heads *h = arg;
	struct str name = str_of(key);
	const struct {
		const char *name;
		struct str *to;
	} known[] = { { "Host", &h->host }, { "Content-Length", &h->length }, { "Origin", &h->origin },
		{ "Sec-Fetch-Site", &h->site }, { "Content-Type", &h->type }, { "Accept", &h->accept } };

	(void)kind;
	/* Bodies in pieces are of no use here, and the usual way to make two readers see two requests. */
	if (!is_token(name) || str_ieq(name, STR("Transfer-Encoding")))
		h->bad = true;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (!str_ieq(name, str_of(known[i].name)))
			continue;
		if (known[i].to->p != NULL)
			h->bad = true;
		*known[i].to = value != NULL ? str_of(value) : STR("");
	}
	return (MHD_YES);
}

static bool
is_our_host(const struct portal *p, struct str host)
{
	if (str_ieq(host, str_of(p->self)))
		return (true);
	for (size_t i = 0; i < p->o->hosts; i++) {
		if (portal_host_is(host, str_of(p->o->host[i])))
			return (true);
	}
	return (false);
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

/* A target with scheme and host is as good as its path where the host is ours. */
static struct str
local_path(const struct portal *p, struct str uri, bool *other)
{
	const struct str scheme = STR("https://");
	struct str host;
	size_t slash;

	*other = false;
	if (!str_istarts(uri, scheme))
		return (uri);
	uri = str_sub(uri, scheme.n, uri.n);
	slash = str_chr(uri, '/');
	host = str_sub(uri, 0, slash == STR_NPOS ? uri.n : slash);
	*other = !is_our_host(p, host);
	return (slash == STR_NPOS ? STR("/") : str_sub(uri, slash, uri.n));
}

/* A POST must come from our own page, or from no page at all, and be short. */
static void
check_post(struct portal_request *r, const struct heads *h)
{
	uint64_t length;

	if (h->length.p == NULL || str_u64(h->length, &length) != 0)
		portal_say(&r->answer, MHD_HTTP_LENGTH_REQUIRED, "length required");
	else if (length > PORTAL_BODY)
		portal_say(&r->answer, MHD_HTTP_CONTENT_TOO_LARGE, "too large");
	else if (!portal_origin_ok(h->origin, h->site, h->host))
		portal_say(&r->answer, MHD_HTTP_FORBIDDEN, "this form is not ours");
	else if (h->type.p != NULL && !str_istarts(h->type, STR("application/x-www-form-urlencoded")))
		portal_say(&r->answer, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "not a form");
}

/* All that can be said without the case; the first fault is the answer. */
static void
check(struct portal *p, struct portal_request *r, const char *method, const char *version)
{
	struct heads h = { .bad = false };
	struct str uri = str_of(r->uri);
	bool other, get = strcmp(method, "GET") == 0;

	(void)MHD_get_connection_values(r->connection, MHD_HEADER_KIND, take_head, &h);
	read_certificate(r);
	read_address(r);
	r->post = strcmp(method, "POST") == 0;
	r->json = h.accept.p != NULL && str_find(h.accept, STR("application/json")) != STR_NPOS;
	uri = local_path(p, uri, &other);
	if (r->bad || h.bad || (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0) ||
	    h.host.p == NULL || (get && h.length.p != NULL && !str_eq(h.length, STR("0"))))
		portal_say(&r->answer, MHD_HTTP_BAD_REQUEST, "bad request");
	else if (strlen(r->uri) > URI_MAX)
		portal_say(&r->answer, MHD_HTTP_URI_TOO_LONG, "too long");
	else if (other || !is_our_host(p, h.host))
		portal_say(&r->answer, MHD_HTTP_MISDIRECTED_REQUEST, "not this host");
	else if (r->certificate[0] == '\0')
		portal_say(&r->answer, MHD_HTTP_FORBIDDEN, "forbidden");
	else if (!get && !r->post)
		portal_say(&r->answer, MHD_HTTP_METHOD_NOT_ALLOWED, "method not allowed");
	else if (portal_path_read(&r->path, uri) != 0)
		portal_say(&r->answer, MHD_HTTP_NOT_FOUND, "not found");
	else if (r->path.post != r->post)
		portal_say(&r->answer, MHD_HTTP_METHOD_NOT_ALLOWED, "method not allowed");
	else if (r->post)
		check_post(r, &h);
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
