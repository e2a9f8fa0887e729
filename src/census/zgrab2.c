/*
 * zgrab2's records: see the header.  A record has some nine kilobytes and a
 * dozen members that matter, so the walk goes down the few paths of the table
 * below and skips every other value at the speed of memory.
 */
#include "census/zgrab2.h"

#include "base/jsonr.h"
#include "census/reader.h"
#include "census/spki.h"
#include "census/zgrab2_shown.h"

enum field {
	F_IP,
	F_TIME,
	F_PORT,
	F_ASN,
	F_COUNTRY,
	F_HEADERS,
	F_BODY,
	F_SCHEME,
	F_HOST,
	F_KEY,
	F_RAW,
	F_CHAIN,
	F_N
};

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
static const struct step result[] = { NODE("response", response), LEAF("redirect_response_chain", F_CHAIN),
	NODE("handshake_log", handshake), END };
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

/*
 * One record.  Its modules are ports of their own: what one says of time, port and key is not another's, so
 * each is read by itself and the one that shows the server best counts.
 */
struct record {
	struct zgrab2 *z;
	struct value top[F_N], one[F_N],
	    best[F_N];             /* Of the record; of the module at hand; of that which counts. */
	struct zgrab2_shown shown; /* By that which counts. */
	struct value key, raw;     /* Of the first module that has one. */
};

static void
clear(struct value *values)
{
	for (size_t i = 0; i < F_N; i++)
		values[i] = (struct value){ JSONR_END, STR("") };
}

static int consider(struct record *r);

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

static int walk(struct jsonr *j, const struct step *steps, struct record *r, struct value *values);

/* The object of one module, which was just opened. */
static int
walk_module(struct jsonr *j, const struct step *steps, struct record *r)
{
	clear(r->one);
	return (walk(j, steps, r, r->one) != 0 ? -1 : consider(r));
}

/* Walk the members of the object that was just opened; the recursion is as deep as the table. */
static int
walk(struct jsonr *j, const struct step *steps, struct record *r, struct value *values)
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
			rc = step->key.p[0] == '*' ? walk_module(j, step->below, r)
						   : walk(j, step->below, r, values);
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

static struct str
string_of(struct zgrab2 *z, const struct value *v)
{
	return (v->type == JSONR_STRING ? zgrab2_text(&z->text, v->raw) : STR(""));
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

/* What the values of one response show: as zgrab2_shown. */
static int
shown_by(struct record *r, const struct value *values, struct zgrab2_shown *h)
{
	const struct value *headers = &values[F_HEADERS], *body = &values[F_BODY];

	return (zgrab2_shown(h, headers->type == JSONR_OBJECT ? headers->raw : STR("{}"),
	    body->type == JSONR_STRING ? body->raw : STR(""), &r->z->text));
}

/*
 * Where the last page shows nothing (a sign-in service, a page of refusal), the answers that led there may:
 * the last of them that does counts, with its own key and port where it has them.
 */
static int
read_chain(struct record *r, struct zgrab2_shown *h)
{
	struct value values[F_N];
	struct zgrab2_shown one;
	struct jsonr j;
	struct str raw;
	enum jsonr_type t;
	int rc, any = 0;

	if (r->one[F_CHAIN].type != JSONR_ARRAY)
		return (0);
	jsonr_init(&j, r->one[F_CHAIN].raw, 0);
	(void)jsonr_next(&j, &raw);
	while ((t = jsonr_next(&j, &raw)) != JSONR_ARRAY_END) {
		if (t != JSONR_OBJECT) {
			if (jsonr_skip(&j, t) != 0)
				return (-1);
			continue;
		}
		clear(values);
		if (walk(&j, response, r, values) != 0 || (rc = shown_by(r, values, &one)) < 0)
			return (-1);
		if (rc == 0)
			continue;
		*h = one;
		any = 1;
		for (size_t i = F_SCHEME; i <= F_RAW; i++) {
			if (values[i].type != JSONR_END)
				r->one[i] = values[i];
		}
	}
	return (any);
}

/* A module has been read: does it show the server, and better than those before? */
static int
consider(struct record *r)
{
	struct zgrab2_shown h;
	int rc;

	if (r->key.type == JSONR_END)
		r->key = r->one[F_KEY];
	if (r->raw.type == JSONR_END)
		r->raw = r->one[F_RAW];
	if ((rc = shown_by(r, r->one, &h)) == 0)
		rc = read_chain(r, &h);
	if (rc <= 0)
		return (rc);
	if ((r->shown.has_version || r->shown.has_server || r->shown.build.n > 0) &&
	    h.build.n <= r->shown.build.n)
		return (0);
	r->shown = h;
	memcpy(r->best, r->one, sizeof(r->best));
	return (0);
}

/* What the record itself says beside its modules, and a key that another module has. */
static void
fill_in(struct record *r)
{
	for (size_t i = 0; i < F_N; i++) {
		if (r->best[i].type == JSONR_END)
			r->best[i] = r->top[i];
	}
	if (r->best[F_KEY].type == JSONR_END && r->best[F_RAW].type == JSONR_END) {
		r->best[F_KEY] = r->key;
		r->best[F_RAW] = r->raw;
	}
}

static void
read_servername(struct zgrab2 *z, const struct zgrab2_shown *h, struct obs *obs)
{
	if (!h->has_server)
		return;
	obs->servername = scan_name(&z->servername, zgrab2_text(&z->text, h->server));
	/* The name may lie in the buffer that the next string needs. */
	if (!jsonr_plain(h->server) && obs->servername.p != z->servername.p) {
		buf_clear(&z->servername);
		buf_str(&z->servername, obs->servername);
		obs->servername = buf_view(&z->servername);
	}
}

int
zgrab2_parse(struct zgrab2 *z, struct str line, struct obs *obs, struct err *e)
{
	struct record r = { .z = z, .shown = { .version = STR(""), .server = STR("") } };
	const struct value *values = r.best;
	struct jsonr j;
	struct str raw;
	uint64_t asn;
	int rc;

	clear(r.top);
	clear(r.best);
	jsonr_init(&j, line, 0);
	if (jsonr_next(&j, &raw) != JSONR_OBJECT)
		return (err_set(e, ERR_SYNTAX, "not a JSON object"));
	if (walk(&j, top, &r, r.top) != 0 || jsonr_next(&j, &raw) != JSONR_END)
		return (jsonr_error(&j, e));
	fill_in(&r);
	*obs = (struct obs){ .source = STR(""), .product = STR(""), .servername = STR("") };
	if (ip_parse(&obs->ip, string_of(z, &values[F_IP]), NULL) != 0)
		return (err_set(e, ERR_SYNTAX,
		    values[F_IP].type == JSONR_END ? "no \"ip\"" : "\"ip\" is not an IP address"));
	if (!r.shown.has_version && !r.shown.has_server && r.shown.build.n == 0)
		return (0);
	if ((rc = read_time(z, &values[F_TIME], obs, e)) != 0 || (rc = read_port(z, values, obs, e)) != 0)
		return (rc);
	obs->build = r.shown.build;
	read_servername(z, &r.shown, obs);
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
