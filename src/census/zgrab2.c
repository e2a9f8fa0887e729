/*
 * zgrab2's records: see the header.  A record has some nine kilobytes and a
 * dozen members that matter, so the walk goes down the few paths of the table
 * below and skips every other value at the speed of memory.
 */
#include "census/zgrab2.h"

#include "base/jsonr.h"
#include "census/reader.h"
#include "census/spki.h"

/* The paths of a mail server's page stand at its front; so much of it is searched. */
#define PAGE_MAX ((size_t)64 << 10)

enum field { F_IP, F_TIME, F_PORT, F_ASN, F_COUNTRY, F_HEADERS, F_BODY, F_SCHEME, F_HOST, F_KEY, F_RAW, F_N };

/* A step of a path: a member's name ("*": any), and its field, or the steps below it. */
struct step {
	struct str key;
	enum field field;
	const struct step *below; /* Ended by an empty key. */
};
#define LEAF(name, f)                               \
	{                                           \
		{ name, sizeof(name) - 1 }, f, NULL \
	}
#define NODE(name, b)                              \
	{                                          \
		{ name, sizeof(name) - 1 }, F_N, b \
	}
#define END                            \
	{                              \
		{ NULL, 0 }, F_N, NULL \
	}

static const struct step key_info[] = { LEAF("fingerprint_sha256", F_KEY), END };
static const struct step parsed[] = { NODE("subject_key_info", key_info), END };
static const struct step certificate[] = { LEAF("raw", F_RAW), NODE("parsed", parsed), END };
static const struct step certificates[] = { NODE("certificate", certificate), END };
static const struct step handshake[] = { NODE("server_certificates", certificates), END };
static const struct step tls_log[] = { NODE("handshake_log", handshake), END };
static const struct step url[] = { LEAF("scheme", F_SCHEME), LEAF("host", F_HOST), END };
static const struct step request[] = { NODE("url", url), NODE("tls_log", tls_log), END };
static const struct step response[] = { LEAF("headers", F_HEADERS), LEAF("body", F_BODY),
	NODE("request", request), END };
static const struct step result[] = { NODE("response", response), NODE("handshake_log", handshake), END };
static const struct step module[] = { LEAF("timestamp", F_TIME), LEAF("port", F_PORT), NODE("result", result),
	END };
static const struct step data[] = { NODE("*", module), END };
static const struct step top[] = { LEAF("ip", F_IP), LEAF("timestamp", F_TIME), LEAF("port", F_PORT),
	LEAF("asn", F_ASN), LEAF("country", F_COUNTRY), NODE("data", data), END };

/* A value as it stands: strings without their quotes, containers with their brackets. */
struct value {
	enum jsonr_type type; /* JSONR_END: not there. */
	struct str raw;
};

static const struct step *
find_step(const struct step *steps, struct str key)
{
	for (; steps->key.p != NULL; steps++) {
		/* Most names differ in length already. */
		if (steps->key.n == key.n && memcmp(steps->key.p, key.p, key.n) == 0)
			return (steps);
		if (steps->key.p[0] == '*')
			return (steps);
	}
	return (NULL);
}

/* Take one value that matters; the first of its kind stays. */
static int
take_value(struct jsonr *j, struct value *value)
{
	struct value v;

	v.type = jsonr_next(j, &v.raw);
	if (v.type == JSONR_ERROR)
		return (-1);
	if ((v.type == JSONR_OBJECT || v.type == JSONR_ARRAY) && jsonr_whole(j, v.type, v.raw, &v.raw) != 0)
		return (-1);
	if (value->type == JSONR_END && v.type != JSONR_NULL)
		*value = v;
	return (0);
}

/* Walk the members of the object that was just opened; the recursion is as deep as the table. */
static int
walk(struct jsonr *j, const struct step *steps, struct value *values)
{
	const struct step *step;
	enum jsonr_type t;
	struct str key;
	unsigned left = 0; /* Steps that were not met yet, a bit each. */
	int rc;

	for (step = steps; step->key.p != NULL; step++)
		left |= 1U << (step - steps);
	while ((t = jsonr_next(j, &key)) == JSONR_KEY) {
		step = find_step(steps, key);
		if (step == NULL)
			rc = jsonr_skip(j, t);
		else if (step->below == NULL)
			rc = take_value(j, &values[step->field]);
		else if ((t = jsonr_next(j, &key)) == JSONR_OBJECT)
			rc = walk(j, step->below, values);
		else
			rc = jsonr_skip(j, t);
		if (rc != 0)
			return (-1);
		/*
		 * Where all was found the rest is skipped in one go; any number of members may match a
		 * "*".
		 */
		if (step != NULL && step->key.p[0] != '*' && (left &= ~(1U << (step - steps))) == 0)
			return (jsonr_leave(j));
	}
	return (t == JSONR_OBJECT_END ? 0 : -1);
}

/* Whether a header's name, as zgrab2 or anyone may spell it, is this one (lower case with underscores). */
static bool
is_header(struct str key, struct str want)
{
	if (key.n != want.n)
		return (false);
	for (size_t i = 0; i < key.n; i++) {
		char c = key.p[i] == '-' ? '_' : key.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (c != want.p[i])
			return (false);
	}
	return (true);
}

/* The headers that matter, raw. */
struct headers {
	struct str version, server;
	bool has_version, has_server;
};

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
keep_header(struct headers *h, struct str key, struct str value)
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
take_unknown(struct jsonr *j, struct headers *h)
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
take_unknowns(struct jsonr *j, struct headers *h)
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
read_headers(struct jsonr *j, struct headers *h)
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

/* A string's text: the raw bytes where they hold no escape, else decoded into z->text. */
static struct str
text_of(struct zgrab2 *z, struct str raw)
{
	if (jsonr_plain(raw))
		return (raw);
	buf_clear(&z->text);
	return (jsonr_string(&z->text, raw) == 0 ? buf_view(&z->text) : STR(""));
}

static struct str
string_of(struct zgrab2 *z, const struct value *v)
{
	return (v->type == JSONR_STRING ? text_of(z, v->raw) : STR(""));
}

static void
read_key(struct zgrab2 *z, const struct value *values, struct obs *obs)
{
	struct str raw, spki;
	struct buf der = BUF((size_t)1 << 20);

	if (hex_read(obs->key.b, SHA256_BYTES, string_of(z, &values[F_KEY])) == 0) {
		obs->has_key = true;
		return;
	}
	raw = string_of(z, &values[F_RAW]);
	if (raw.n > 0 && base64_read(&der, raw) == 0 && der.n > 0) {
		obs->key = sha256_of(spki_of(buf_view(&der), &spki) == 0 ? spki : buf_view(&der));
		obs->has_key = true;
	}
	buf_free(&der);
}

/*
 * The port that the request's URL names in its host ("192.0.2.1:8443", "[2001:db8::1]:443"), or that its
 * scheme means.
 */
static uint16_t
port_of_url(struct zgrab2 *z, const struct value *values)
{
	struct str host = string_of(z, &values[F_HOST]);
	size_t colon = str_rchr(host, ':');
	uint64_t port;

	/* A bare IPv6 address has colons and no port. */
	if (colon != STR_NPOS && (str_chr(host, ':') == colon || (colon > 0 && host.p[colon - 1] == ']')) &&
	    str_u64(str_sub(host, colon + 1, host.n), &port) == 0 && port >= 1 && port <= 65535)
		return ((uint16_t)port);
	return (str_ieq(string_of(z, &values[F_SCHEME]), STR("http")) ? 80 : 443);
}

static int
read_port(struct zgrab2 *z, const struct value *values, struct obs *obs, struct err *e)
{
	const struct value *v = &values[F_PORT];
	uint64_t port;

	if (v->type == JSONR_END) {
		obs->port = port_of_url(z, values);
		return (0);
	}
	if ((v->type != JSONR_NUMBER && v->type != JSONR_STRING) || str_u64(v->raw, &port) != 0 || port < 1 ||
	    port > 65535)
		return (err_set(e, ERR_SYNTAX, "\"port\" is not a port"));
	obs->port = (uint16_t)port;
	return (0);
}

static int
read_time(struct zgrab2 *z, const struct value *v, struct obs *obs, struct err *e)
{
	if (v->type == JSONR_END)
		return (err_set(e, ERR_SYNTAX, "no \"timestamp\""));
	if (instant_log_time(&obs->time, string_of(z, v)) != 0)
		return (err_set(e, ERR_SYNTAX, "\"timestamp\" is not a time"));
	return (0);
}

/* What shows the server: 1 with build and servername, 0 where it is no Exchange server, or -1. */
static int
read_evidence(struct zgrab2 *z, const struct value *values, struct obs *obs)
{
	struct headers h = { STR(""), STR(""), false, false };
	struct jsonr j;

	jsonr_init(&j, values[F_HEADERS].type == JSONR_OBJECT ? values[F_HEADERS].raw : STR("{}"), 0);
	if (read_headers(&j, &h) != 0)
		return (-1);
	if (h.has_version)
		(void)version_parse(&obs->build, str_trim(text_of(z, h.version)), NULL);
	/* The header's number is the full one; the page is asked only where there is none. */
	if (obs->build.n == 0 && values[F_BODY].type == JSONR_STRING) {
		struct str page = str_sub(values[F_BODY].raw, 0, PAGE_MAX);

		if (!build_of_page(page, STR("/owa"), &obs->build))
			(void)build_of_page(page, STR("/ecp"), &obs->build);
	}
	if (h.has_server)
		obs->servername = scan_name(&z->servername, text_of(z, h.server));
	/* The name may lie in the buffer that the next string needs. */
	if (h.has_server && !jsonr_plain(h.server) && obs->servername.p != z->servername.p) {
		buf_clear(&z->servername);
		buf_str(&z->servername, obs->servername);
		obs->servername = buf_view(&z->servername);
	}
	return (h.has_version || h.has_server || obs->build.n > 0);
}

int
zgrab2_parse(struct zgrab2 *z, struct str line, struct obs *obs, struct err *e)
{
	struct value values[F_N];
	struct jsonr j;
	struct str raw;
	uint64_t asn;
	int rc;

	for (size_t i = 0; i < F_N; i++)
		values[i] = (struct value){ JSONR_END, STR("") };
	jsonr_init(&j, line, 0);
	if (jsonr_next(&j, &raw) != JSONR_OBJECT)
		return (err_set(e, ERR_SYNTAX, "not a JSON object"));
	if (walk(&j, top, values) != 0 || jsonr_next(&j, &raw) != JSONR_END)
		return (jsonr_error(&j, e));
	*obs = (struct obs){ .source = STR(""), .product = STR(""), .servername = STR("") };
	if (ip_parse(&obs->ip, string_of(z, &values[F_IP]), NULL) != 0)
		return (err_set(e, ERR_SYNTAX,
		    values[F_IP].type == JSONR_END ? "no \"ip\"" : "\"ip\" is not an IP address"));
	if ((rc = read_evidence(z, values, obs)) < 0)
		return (err_set(e, ERR_SYNTAX, "the headers are not what zgrab2 writes"));
	if (rc == 0)
		return (0);
	if ((rc = read_time(z, &values[F_TIME], obs, e)) != 0 || (rc = read_port(z, values, obs, e)) != 0)
		return (rc);
	read_key(z, values, obs);
	if (values[F_ASN].type == JSONR_NUMBER && jsonr_u64(values[F_ASN].raw, &asn) == 0 &&
	    asn <= UINT32_MAX)
		obs->asn = (uint32_t)asn;
	scan_country(obs->country, string_of(z, &values[F_COUNTRY]));
	obs->precision = obs->build.n > 0 ? obs_precision_of(&obs->build, STR("")) : OBS_PRODUCT;
	return (1);
}

void
zgrab2_free(struct zgrab2 *z)
{
	buf_free(&z->text);
	buf_free(&z->servername);
}

static bool
sniff(struct str head)
{
	return (str_starts(str_trim(head), STR("{")));
}

static int
read_lines(struct lines *lines, struct scan_sink *sink, struct err *e)
{
	struct zgrab2 z = ZGRAB2;
	struct obs obs;
	struct err why;
	struct str line;
	char text[300];
	int rc, found;

	while ((rc = lines_next(lines, &line, e)) > 0) {
		uint64_t number = lines_number(lines);

		if (rc == LINES_LONG) {
			rc = scan_reject(sink, number, "longer than 16 MB");
		} else if (str_trim(line).n == 0) {
			rc = 0;
		} else if ((found = zgrab2_parse(&z, line, &obs, &why)) > 0) {
			rc = scan_seen(sink, number, &obs);
		} else if (found == 0) {
			scan_pass_over(sink);
			rc = 0;
		} else {
			err_format(&why, text, sizeof(text));
			rc = scan_reject(sink, number, text);
		}
		if (rc != 0)
			break;
	}
	zgrab2_free(&z);
	return (rc);
}

const struct census_reader zgrab2_reader = { "zgrab2", "JSON Lines of zgrab2's http module", sniff,
	read_lines };
