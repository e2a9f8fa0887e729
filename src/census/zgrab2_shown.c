/*
 * What one response shows of the server: see the header.  Strings stay raw,
 * as they stand in JSON, until one is wanted.
 */
#include "census/zgrab2_shown.h"

#include "base/jsonr.h"

/* The paths of a mail server's page stand at its front; so much of it is searched. */
#define PAGE_MAX ((size_t)64 << 10)

/* Whether a header's name, as zgrab2 or anyone may spell it, is this one (lower case with underscores). */
static bool
is_header(struct str key, struct str want)
{
	if (key.n != want.n)
		return (false);
	for (size_t i = 0; i < key.n; i++) {
		if ((key.p[i] == '-' ? '_' : str_lower(key.p[i])) != want.p[i])
			return (false);
	}
	return (true);
}

/* The value at hand: a string, or the first string of an array. */
static int
take_header(struct jsonr *j, struct str *out, bool *has)
{
	struct str raw;
	enum jsonr_type t = jsonr_next(j, &raw);

	*has = t == JSONR_STRING;
	*out = raw;
	if (t != JSONR_ARRAY)
		return (jsonr_skip(j, t));
	while ((t = jsonr_next(j, &raw)) != JSONR_ARRAY_END) {
		if (t == JSONR_STRING && !*has) {
			*has = true;
			*out = raw;
		} else if (jsonr_skip(j, t) != 0) {
			return (-1);
		}
	}
	return (0);
}

static void
keep_header(struct zgrab2_shown *h, struct str key, struct str value)
{
	if (is_header(key, STR("x_owa_version")) && !h->has_version) {
		h->has_version = true;
		h->version = value;
	} else if (is_header(key, STR("x_feserver")) && !h->has_server) {
		h->has_server = true;
		h->server = value;
	}
}

/* One {"key":...,"value":[...]} of the unordered list, its members in any order. */
static int
take_unknown(struct jsonr *j, struct zgrab2_shown *h)
{
	struct str key, name = STR(""), value = STR("");
	bool has_name = false, has_value = false;
	enum jsonr_type t;
	int rc;

	while ((t = jsonr_next(j, &key)) == JSONR_KEY) {
		if (str_eq(key, STR("key")))
			rc = take_header(j, &name, &has_name);
		else if (str_eq(key, STR("value")))
			rc = take_header(j, &value, &has_value);
		else
			rc = jsonr_skip(j, t);
		if (rc != 0)
			return (-1);
	}
	if (has_name && has_value)
		keep_header(h, name, value);
	return (t == JSONR_OBJECT_END ? 0 : -1);
}

static int
take_unknowns(struct jsonr *j, struct zgrab2_shown *h)
{
	struct str raw;
	enum jsonr_type t = jsonr_next(j, &raw);

	if (t != JSONR_ARRAY)
		return (jsonr_skip(j, t));
	while ((t = jsonr_next(j, &raw)) != JSONR_ARRAY_END) {
		if ((t == JSONR_OBJECT ? take_unknown(j, h) : jsonr_skip(j, t)) != 0)
			return (-1);
	}
	return (0);
}

/* The whole object of headers: known ones as members, the rest in the list "unknown". */
static int
read_headers(struct jsonr *j, struct zgrab2_shown *h)
{
	struct str key, value;
	enum jsonr_type t;
	bool has;

	if (jsonr_next(j, &key) != JSONR_OBJECT)
		return (0);
	while ((t = jsonr_next(j, &key)) == JSONR_KEY) {
		if (str_eq(key, STR("unknown"))) {
			if (take_unknowns(j, h) != 0)
				return (-1);
			continue;
		}
		if (take_header(j, &value, &has) != 0)
			return (-1);
		if (has)
			keep_header(h, key, value);
	}
	return (t == JSONR_OBJECT_END ? 0 : -1);
}

/* A slash as JSON may write it: "/" or "\/". */
static bool
take_slash(struct str s, size_t *at)
{
	(void)str_take_char(s, at, '\\');
	return (str_take_char(s, at, '/'));
}

/* At *at: a version of three or more parts and a slash. */
static bool
take_build(struct str s, size_t at, struct version *v)
{
	struct version got;
	size_t from = at;

	while (at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == '.'))
		at++;
	if (at == from || at - from >= 64 || version_parse(&got, str_sub(s, from, at), NULL) != 0 ||
	    got.n < 3 || !take_slash(s, &at))
		return (false);
	*v = got;
	return (true);
}

/* The first build in a path BASE/BUILD/ or BASE/ANYTHING/BUILD/ of a page as it stands in JSON. */
static bool
build_of_page(struct str page, struct str base, struct version *build)
{
	size_t hit, at, end;

	while ((hit = str_find(page, base)) != STR_NPOS) {
		page = str_sub(page, hit + base.n, page.n);
		at = 0;
		if (!take_slash(page, &at))
			continue;
		if (take_build(page, at, build))
			return (true);
		for (end = at; end < page.n && end - at < 32 && page.p[end] >= 'A' && page.p[end] <= 'z' &&
		     page.p[end] != '\\';
		     end++)
			;
		if (take_slash(page, &end) && take_build(page, end, build))
			return (true);
	}
	return (false);
}

struct str
zgrab2_text(struct buf *scratch, struct str raw)
{
	if (jsonr_plain(raw))
		return (raw);
	buf_clear(scratch);
	return (jsonr_string(scratch, raw) == 0 ? buf_view(scratch) : STR(""));
}

int
zgrab2_shown(struct zgrab2_shown *h, struct str headers, struct str body, struct buf *scratch)
{
	struct jsonr j;

	*h = (struct zgrab2_shown){ .version = STR(""), .server = STR("") };
	jsonr_init(&j, headers, 0);
	if (read_headers(&j, h) != 0)
		return (-1);
	if (h->has_version)
		(void)version_parse(&h->build, str_trim(zgrab2_text(scratch, h->version)), NULL);
	/* The header's number is the full one; the page is asked only where there is none. */
	if (h->build.n == 0 && body.n > 0) {
		struct str page = str_sub(body, 0, PAGE_MAX);

		if (!build_of_page(page, STR("/owa"), &h->build))
			(void)build_of_page(page, STR("/ecp"), &h->build);
	}
	return (h->has_version || h->has_server || h->build.n > 0);
}
