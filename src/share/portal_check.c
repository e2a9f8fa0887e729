/* What the portal lets through: see the header. */
#include "share/portal_check.h"

#include <microhttpd.h>
#include <stdio.h>

#define COPY_DIGITS 8

/* A number as we write it, and no other spelling of it. */
static bool
read_copy(struct str text, uint32_t *copy)
{
	size_t at = 0;

	return (text.n >= 1 && text.n <= COPY_DIGITS && text.p[0] != '0' &&
	    str_take_u32(text, &at, copy) == 0 && at == text.n);
}

static bool
read_id(struct str text, char out[SHARE_NAME_MAX + 1])
{
	for (size_t i = 0; i < text.n; i++) {
		char ch = text.p[i];
		bool letter =
		    (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9');

		if (!letter && (i == 0 || (ch != '.' && ch != '_' && ch != '-')))
			return (false);
	}
	return (text.n > 0 && str_copy(out, SHARE_NAME_MAX + 1, text));
}

/* Below /copy/: the number, and what of it. */
static int
read_of_copy(struct portal_path *path, struct str rest)
{
	size_t slash = str_chr(rest, '/');
	struct str tail = slash == STR_NPOS ? STR("") : str_sub(rest, slash, rest.n);

	if (str_eq(tail, STR("/entry")))
		path->what = PORTAL_ENTRY;
	else if (str_eq(tail, STR("/receipt")))
		path->what = PORTAL_RECEIPT;
	else if (tail.n == 0)
		path->what = PORTAL_COPY;
	else
		return (ERR_NOTFOUND);
	return (read_copy(str_sub(rest, 0, rest.n - tail.n), &path->copy) ? 0 : ERR_NOTFOUND);
}

int
portal_path_read(struct portal_path *path, struct str uri)
{
	static const struct {
		const char *text;
		enum portal_what what;
	} plain[] = { { "/", PORTAL_PAGE }, { "/copies", PORTAL_LIST }, { "/vkey", PORTAL_VKEY },
		{ "/checkpoint", PORTAL_CHECKPOINT } };
	const struct str copy = STR("/copy/"), consent = STR("/consent/"), ack = STR("/ack/");

	*path = (struct portal_path){ .what = PORTAL_PAGE };
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		if (str_eq(uri, str_of(plain[i].text))) {
			path->what = plain[i].what;
			return (0);
		}
	}
	if (str_starts(uri, copy))
		return (read_of_copy(path, str_sub(uri, copy.n, uri.n)));
	path->post = true;
	if (str_starts(uri, consent)) {
		path->what = PORTAL_CONSENT;
		return (read_id(str_sub(uri, consent.n, uri.n), path->id) ? 0 : ERR_NOTFOUND);
	}
	path->what = PORTAL_ACK;
	return (
	    str_starts(uri, ack) && read_copy(str_sub(uri, ack.n, uri.n), &path->copy) ? 0 : ERR_NOTFOUND);
}

bool
portal_host_is(struct str host, struct str name)
{
	size_t at = name.n;

	if (host.n < name.n || !str_ieq(str_sub(host, 0, name.n), name))
		return (false);
	if (at == host.n)
		return (true);
	if (host.p[at++] != ':' || at == host.n || host.n - at > 5)
		return (false);
	for (; at < host.n; at++) {
		if (host.p[at] < '0' || host.p[at] > '9')
			return (false);
	}
	return (true);
}

/*
 * Under "no-referrer", which all our pages have, a browser sends "Origin:
 * null" with its own forms; then Sec-Fetch-Site must vouch for it.
 */
bool
portal_origin_ok(struct str origin, struct str site, struct str host)
{
	bool own = site.p != NULL && str_eq(site, STR("same-origin"));

	if (site.p != NULL && !own)
		return (false);
	if (origin.p == NULL)
		return (true);
	if (str_eq(origin, STR("null")))
		return (own);
	return (str_istarts(origin, STR("https://")) && str_ieq(str_sub(origin, 8, origin.n), host));
}

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

void
portal_heads_add(struct portal_heads *h, struct str name, struct str value)
{
	const struct {
		const char *name;
		struct str *to;
	} known[] = { { "Host", &h->host }, { "Content-Length", &h->length }, { "Origin", &h->origin },
		{ "Sec-Fetch-Site", &h->site }, { "Content-Type", &h->type }, { "Accept", &h->accept } };

	/* Bodies in pieces are of no use here, and the usual way to make two readers see two requests. */
	if (!is_token(name) || str_ieq(name, STR("Transfer-Encoding")))
		h->bad = true;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (!str_ieq(name, str_of(known[i].name)))
			continue;
		if (known[i].to->p != NULL)
			h->bad = true;
		*known[i].to = value;
	}
}

static bool
is_our_host(const struct portal_asked *q, struct str host)
{
	if (str_ieq(host, q->self))
		return (true);
	for (size_t i = 0; i < q->hosts; i++) {
		if (portal_host_is(host, str_of(q->host[i])))
			return (true);
	}
	return (false);
}

/* A target with scheme and host is as good as its path where the host is ours. */
static struct str
local_path(const struct portal_asked *q, bool *other)
{
	const struct str scheme = STR("https://");
	struct str host, uri = q->uri;
	size_t slash;

	*other = false;
	if (!str_istarts(uri, scheme))
		return (uri);
	uri = str_sub(uri, scheme.n, uri.n);
	slash = str_chr(uri, '/');
	host = str_sub(uri, 0, slash == STR_NPOS ? uri.n : slash);
	*other = !is_our_host(q, host);
	return (slash == STR_NPOS ? STR("/") : str_sub(uri, slash, uri.n));
}

/* The one place where a fault gets its words. */
static unsigned
fault(const char **why, unsigned status)
{
	static const struct {
		unsigned status;
		const char *text;
	} words[] = { { MHD_HTTP_BAD_REQUEST, "bad request" }, { MHD_HTTP_URI_TOO_LONG, "too long" },
		{ MHD_HTTP_MISDIRECTED_REQUEST, "not this host" }, { MHD_HTTP_FORBIDDEN, "forbidden" },
		{ MHD_HTTP_METHOD_NOT_ALLOWED, "method not allowed" }, { MHD_HTTP_NOT_FOUND, "not found" },
		{ MHD_HTTP_LENGTH_REQUIRED, "length required" }, { MHD_HTTP_CONTENT_TOO_LARGE, "too large" },
		{ MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "not a form" } };

	*why = "refused";
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (words[i].status == status)
			*why = words[i].text;
	}
	return (status);
}

/* A POST must come from our own page, or from no page at all, and be short. */
static unsigned
check_post(const struct portal_heads *h, const char **why)
{
	uint64_t length;

	if (h->length.p == NULL || str_u64(h->length, &length) != 0)
		return (fault(why, MHD_HTTP_LENGTH_REQUIRED));
	if (length > PORTAL_BODY)
		return (fault(why, MHD_HTTP_CONTENT_TOO_LARGE));
	if (!portal_origin_ok(h->origin, h->site, h->host)) {
		*why = "this form is not ours";
		return (MHD_HTTP_FORBIDDEN);
	}
	if (h->type.p != NULL && !str_istarts(h->type, STR("application/x-www-form-urlencoded")))
		return (fault(why, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE));
	return (0);
}

unsigned
portal_check(const struct portal_asked *q, struct portal_path *path, const char **why)
{
	const bool get = str_eq(q->method, STR("GET")), post = str_eq(q->method, STR("POST"));
	const struct portal_heads *h = q->heads;
	bool other;
	struct str uri = local_path(q, &other);

	*path = (struct portal_path){ .what = PORTAL_PAGE };
	if (h->bad || (!str_eq(q->version, STR("HTTP/1.1")) && !str_eq(q->version, STR("HTTP/1.0"))) ||
	    h->host.p == NULL || (get && h->length.p != NULL && !str_eq(h->length, STR("0"))))
		return (fault(why, MHD_HTTP_BAD_REQUEST));
	if (q->uri.n > PORTAL_URI)
		return (fault(why, MHD_HTTP_URI_TOO_LONG));
	if (other || !is_our_host(q, h->host))
		return (fault(why, MHD_HTTP_MISDIRECTED_REQUEST));
	if (!q->known)
		return (fault(why, MHD_HTTP_FORBIDDEN));
	if (!get && !post)
		return (fault(why, MHD_HTTP_METHOD_NOT_ALLOWED));
	if (portal_path_read(path, uri) != 0)
		return (fault(why, MHD_HTTP_NOT_FOUND));
	if (path->post != post)
		return (fault(why, MHD_HTTP_METHOD_NOT_ALLOWED));
	return (post ? check_post(h, why) : 0);
}

/* Nothing that we ask for needs escaping, so nothing is unescaped. */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.p[i];

		if (!((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '_'))
			return (false);
	}
	return (s.n > 0);
}

int
portal_form_read(struct portal_form *form, struct str body)
{
	const struct {
		const char *name;
		struct str *to;
	} fields[] = { { "answer", &form->answer }, { "revision", &form->revision },
		{ "terms_sha256", &form->terms_sha256 }, { "token", &form->token } };
	struct str part, name;
	size_t i;

	*form = (struct portal_form){ { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
	if (body.n == 0)
		return (0);
	while (str_split(&body, '&', &part)) {
		if (!str_split(&part, '=', &name) || !is_plain(name) || !is_plain(part))
			return (ERR_SYNTAX);
		for (i = 0; i < 4 && !str_eq(name, str_of(fields[i].name)); i++)
			;
		if (i == 4 || fields[i].to->p != NULL)
			return (ERR_SYNTAX);
		*fields[i].to = part;
	}
	return (0);
}

void
portal_token(const unsigned char key[32], uint32_t number, int64_t hour, char out[SHA256_HEX + 1])
{
	struct buf hex = BUF(SHA256_HEX);
	struct sha256 sum;
	char text[64];

	(void)snprintf(text, sizeof(text), "portal %u %lld", number, (long long)hour);
	sum = hmac_sha256((struct str){ (const char *)key, 32 }, str_of(text));
	hex_put(&hex, sum.b, sizeof(sum.b));
	(void)str_copy(out, SHA256_HEX + 1, buf_view(&hex));
	buf_free(&hex);
}

bool
portal_token_ok(const unsigned char key[32], uint32_t number, int64_t hour, struct str token)
{
	char want[SHA256_HEX + 1];
	bool ok = false;

	for (int back = 0; back < 2 && token.n == SHA256_HEX; back++) {
		unsigned char wrong = 0;

		portal_token(key, number, hour - back, want);
		/* All of it, so that the time it takes says nothing. */
		for (size_t i = 0; i < SHA256_HEX; i++)
			wrong |= (unsigned char)(want[i] ^ token.p[i]);
		ok |= wrong == 0 && want[0] != '\0';
	}
	return (ok);
}
