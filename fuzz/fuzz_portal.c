/*
 * Requests to the portal from anyone: lines of method, version, target and
 * headers, then a body.  Whatever they say, what is let through is one of the
 * portal's own paths for one of its own names, asked for as it is meant.
 */
#include <stdlib.h>

#include "share/portal_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What holds of every head that was let through. */
static void
check_passed(const struct portal_asked *q, const struct portal_path *path)
{
	const struct portal_heads *h = q->heads;
	const struct str tail = q->uri.n > 0 && q->uri.p[0] == '/' ? q->uri : STR("");
	uint64_t length = 0;

	if (h->bad || h->host.p == NULL || !q->known || q->uri.n > PORTAL_URI)
		abort();
	if (!str_eq(q->method, path->post ? STR("POST") : STR("GET")))
		abort();
	if (path->post && (str_u64(h->length, &length) != 0 || length > PORTAL_BODY))
		abort();
	if (!path->post && h->length.p != NULL && !str_eq(h->length, STR("0")))
		abort();
	/* A name as it came, with letters of either case and perhaps a port, and nothing else. */
	for (size_t i = 0; i < h->host.n; i++) {
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:",
			h->host.p[i]) == NULL ||
		    h->host.p[i] == '\0')
			abort();
	}
	if (str_find(tail, STR("%")) != STR_NPOS || str_find(tail, STR("?")) != STR_NPOS ||
	    str_find(tail, STR("/..")) != STR_NPOS || str_find(tail, STR("//")) != STR_NPOS)
		abort();
	if (path->copy > 99999999 || path->id[0] == '.' ||
	    (path->what == PORTAL_CONSENT) != (path->id[0] != '\0'))
		abort();
}

/* A form's fields lie in the body, and are plain. */
static void
check_form(const struct portal_form *form, struct str body)
{
	const struct str fields[] = { form->answer, form->revision, form->terms_sha256, form->token };

	for (size_t i = 0; i < 4; i++) {
		struct str f = fields[i];

		if (f.p == NULL)
			continue;
		if (f.n == 0 || f.p < body.p || f.p + f.n > body.p + body.n)
			abort();
		if (str_chr(f, '%') != STR_NPOS || str_chr(f, '&') != STR_NPOS ||
		    str_chr(f, '\0') != STR_NPOS)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned char key[32] = { 1 };
	static const char *const hosts[] = { "share.example" };
	struct str rest = { (const char *)data, size }, line, name;
	struct portal_heads heads = { .bad = false };
	struct portal_asked q = { .heads = &heads,
		.self = STR("127.0.0.1:8443"),
		.host = hosts,
		.hosts = 1,
		.known = size % 8 != 0 };
	struct portal_path path;
	struct portal_form form;
	const char *why = NULL;
	unsigned status;

	if (!str_split(&rest, '\n', &q.method) || !str_split(&rest, '\n', &q.version) ||
	    !str_split(&rest, '\n', &q.uri))
		return (0);
	while (str_split(&rest, '\n', &line) && line.n > 0) {
		(void)str_split(&line, ':', &name);
		portal_heads_add(&heads, name, line.p != NULL ? line : STR(""));
	}
	status = portal_check(&q, &path, &why);
	if (status == 0)
		check_passed(&q, &path);
	else if (status < 400 || status > 421 || why == NULL)
		abort();
	if (rest.p == NULL || portal_form_read(&form, rest) != 0)
		return (0);
	check_form(&form, rest);
	/* Nobody finds a token. */
	if (form.token.p != NULL && portal_token_ok(key, 7, 446000, form.token))
		abort();
	return (0);
}
