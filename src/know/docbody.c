/*
 * From the reader's records to a body: every field is checked again here, since the reader may be in an
 * attacker's hands.
 */
#include "know/docbody.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/jcs.h"
#include "know/read.h"
#include "store/event.h"

/* So many bytes of facts and the like one document may give; a hundred times what real ones do. */
#define DOCBODY_MAX ((size_t)40 << 20)

struct docbody_maker {
	json_t *body; /* Members as they come. */
	json_t *cves, *facts, *rows, *events, *warnings, *unknown;
	bool doc, ended;
	uint64_t count, promised;
	size_t bytes; /* Of all records so far. */
	char tlp[16]; /* The document's own label, or "". */
	struct instant known;
};

struct docbody_maker *
docbody_maker_new(struct err *e)
{
	struct docbody_maker *m = calloc(1, sizeof(*m));

	if (m == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	m->body = json_object();
	m->cves = json_array();
	m->facts = json_array();
	m->rows = json_array();
	m->events = json_array();
	m->warnings = json_array();
	m->unknown = json_array();
	m->known = READ_NO_TIME;
	return (m);
}

void
docbody_maker_free(struct docbody_maker *m)
{
	if (m == NULL)
		return;
	json_decref(m->body);
	json_decref(m->cves);
	json_decref(m->facts);
	json_decref(m->rows);
	json_decref(m->events);
	json_decref(m->warnings);
	json_decref(m->unknown);
	free(m);
}

static int
corrupt(struct err *e, const char *what)
{
	return (err_set(e, ERR_CORRUPT, "the reader sent a broken record (%s)", what));
}

/* A time is an interval within the years that can be printed, or absent. */
static bool
get_time(struct str *payload, struct instant *t)
{
	if (!wire_get_i64(payload, &t->earliest) || !wire_get_i64(payload, &t->latest))
		return (false);
	if (!READ_HAS_TIME(*t)) {
		*t = READ_NO_TIME;
		return (true);
	}
	return (t->earliest >= INSTANT_MIN && t->latest <= INSTANT_MAX);
}

static void
set_str(json_t *o, const char *key, struct str s)
{
	if (s.n > 0)
		(void)json_object_set_new(o, key, body_str(s));
}

static int
take_doc(struct docbody_maker *m, struct str p, struct err *e)
{
	static const char *const keys[] = { "format", "publisher", "id", "version", "title" };
	struct instant happened;
	struct str s;

	if (m->doc)
		return (corrupt(e, "a second document"));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (!wire_get_str(&p, &s))
			return (corrupt(e, "document"));
		(void)json_object_set_new(m->body, keys[i], body_str(s));
	}
	if (!wire_get_str(&p, &s) || !str_copy(m->tlp, sizeof(m->tlp), s) || !get_time(&p, &happened) ||
	    !get_time(&p, &m->known) || p.n != 0)
		return (corrupt(e, "document"));
	if (READ_HAS_TIME(happened))
		(void)json_object_set_new(m->body, "happened", body_instant(happened));
	m->doc = true;
	return (0);
}

static int
take_fact(struct docbody_maker *m, struct str p, struct err *e)
{
	static const char *const keys[] = { "cve", "vendor", "product", "level", "text", "low", "high", "kb",
		"url" };
	json_t *fact = json_object();
	uint64_t status, flags;
	struct version v;
	struct str s;

	if (!wire_get_u64(&p, &status) || !wire_get_u64(&p, &flags) || status >= FACT_STATUSES)
		goto broken;
	(void)json_object_set_new(fact, "status", json_string(fact_status_names[status]));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (!wire_get_str(&p, &s) || (i == 0 && !know_is_cve(s)))
			goto broken;
		if ((i == 5 || i == 6) && s.n > 0 && version_parse(&v, s, NULL) != 0)
			goto broken;
		set_str(fact, keys[i], s);
	}
	if (p.n != 0)
		goto broken;
	if ((flags & FACT_RANGED) != 0)
		(void)json_object_set_new(fact, "ranged", json_true());
	if ((flags & FACT_ONWARD) != 0)
		(void)json_object_set_new(fact, "onward", json_true());
	if ((flags & FACT_LOW_OPEN) != 0)
		(void)json_object_set_new(fact, "low_open", json_true());
	if ((flags & FACT_HIGH_OPEN) != 0)
		(void)json_object_set_new(fact, "high_open", json_true());
	(void)json_array_append_new(m->facts, fact);
	m->count++;
	return (0);
broken:
	json_decref(fact);
	return (corrupt(e, "fact"));
}

static int
take_event(struct docbody_maker *m, struct str p, struct err *e)
{
	struct instant happened, known;
	struct str lane, text;
	bool found = false;

	if (!wire_get_str(&p, &lane) || !wire_get_str(&p, &text) || !get_time(&p, &happened) ||
	    !get_time(&p, &known) || p.n != 0 || !READ_HAS_TIME(happened) || !READ_HAS_TIME(known))
		return (corrupt(e, "event"));
	for (size_t i = 0; i < event_lanes_n; i++)
		found = found || str_eq(lane, str_of(event_lanes[i]));
	if (!found)
		return (corrupt(e, "lane"));
	(void)json_array_append_new(m->events,
	    json_pack("{s:o, s:o, s:o, s:o}", "lane", body_str(lane), "text", body_str(text), "happened",
		body_instant(happened), "known", body_instant(known)));
	return (0);
}

static int
take_row(struct docbody_maker *m, struct str p, struct err *e)
{
	struct str cell[BUILD_COLUMNS];
	struct build_row row;
	json_t *cells;

	for (size_t c = 0; c < BUILD_COLUMNS; c++) {
		if (!wire_get_str(&p, &cell[c]))
			return (corrupt(e, "row"));
	}
	if (p.n != 0 || build_row_read(&row, cell, NULL) != 0)
		return (corrupt(e, "row"));
	cells = json_array();
	for (size_t c = 0; c < BUILD_COLUMNS; c++)
		(void)json_array_append_new(cells, body_str(cell[c]));
	(void)json_array_append_new(m->rows, cells);
	m->count++;
	return (0);
}

static int
take_text(json_t *list, struct str p, struct err *e)
{
	struct str s;

	if (!wire_get_str(&p, &s) || p.n != 0)
		return (corrupt(e, "text"));
	(void)json_array_append_new(list, body_str(s));
	return (0);
}

static int
take_cve(struct docbody_maker *m, struct str p, struct err *e)
{
	struct str s;
	char id[32];

	if (!wire_get_str(&p, &s) || p.n != 0 || !know_is_cve(s) || !str_copy(id, sizeof(id), s))
		return (corrupt(e, "CVE"));
	for (char *c = id; *c != '\0'; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
	(void)json_array_append_new(m->cves, json_string(id));
	return (0);
}

static int
take_unknown(struct docbody_maker *m, struct str p, struct err *e)
{
	struct str at, value;

	if (!wire_get_str(&p, &at) || !wire_get_str(&p, &value) || p.n != 0)
		return (corrupt(e, "unknown member"));
	(void)json_array_append_new(
	    m->unknown, json_pack("{s:o, s:o}", "at", body_str(at), "value", body_str(value)));
	return (0);
}

int
docbody_maker_take(struct docbody_maker *m, uint32_t type, struct str payload, struct err *e)
{
	if (m->ended ||
	    (!m->doc && type != REC_DOC && type != REC_WARNING && type != REC_EVENT && type != REC_UNKNOWN))
		return (corrupt(e, "order"));
	/* Products are named once and meant often: a small document may stand for very much. */
	if ((m->bytes += payload.n) > DOCBODY_MAX)
		return (err_set(e, ERR_LIMIT, "what it says comes to more than %zu MB", DOCBODY_MAX >> 20));
	switch (type) {
	case REC_DOC: return (take_doc(m, payload, e));
	case REC_FACT: return (take_fact(m, payload, e));
	case REC_EVENT: return (take_event(m, payload, e));
	case REC_CVE: return (take_cve(m, payload, e));
	case REC_WARNING: return (take_text(m->warnings, payload, e));
	case REC_UNKNOWN: return (take_unknown(m, payload, e));
	case REC_ROW: return (take_row(m, payload, e));
	case REC_END:
		m->ended = true;
		if (!wire_get_u64(&payload, &m->promised) || payload.n != 0)
			return (corrupt(e, "end"));
		return (0);
	default: return (corrupt(e, "type"));
	}
}

int
docbody_content(const json_t *body, struct sha256 *sha, struct err *e)
{
	static const char *const keys[] = { "format", "publisher", "id", "version", "title", "happened",
		"cves", "facts", "rows", "events", "unknown" };
	json_t *said = json_object();
	struct buf b = BUF(BUF_BIG);
	json_t *v;
	int rc;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if ((v = json_object_get(body, keys[i])) != NULL)
			(void)json_object_set(said, keys[i], v);
	}
	if ((rc = jcs_put(&b, said, e)) == 0)
		*sha = sha256_of(buf_view(&b));
	buf_free(&b);
	json_decref(said);
	return (rc);
}

void
docbody_warn(json_t *body, struct str text)
{
	(void)json_array_append_new(json_object_get(body, "warnings"), body_str(text));
}

/* The stricter of the label asked for and the document's own; without either the default. */
static enum tlp
label_of(struct docbody_maker *m, const struct docbody_origin *origin)
{
	enum tlp own;
	char text[128];

	if (m->tlp[0] == '\0' || tlp_parse(&own, str_of(m->tlp), NULL) != 0)
		return (origin->tlp);
	if (!origin->tlp_given || own == origin->tlp)
		return (own);
	if (own > origin->tlp) {
		(void)snprintf(text, sizeof(text),
		    "the document is labelled %s, stricter than the --tlp given: it stays so", tlp_name(own));
		(void)json_array_append_new(m->warnings, json_string(text));
	}
	return (tlp_taint(own, origin->tlp));
}

/* A table names neither itself nor its version: the file's name and its hash do. */
static void
name_table(struct docbody_maker *m, const struct docbody_origin *origin)
{
	size_t slash = str_rchr(origin->file, '/');
	struct str base = slash == STR_NPOS ? origin->file : str_sub(origin->file, slash + 1, origin->file.n);

	if (!str_eq(body_read_str(m->body, "format"), STR("builds")))
		return;
	(void)json_object_set_new(m->body, "id", body_str(base));
	(void)json_object_set_new(m->body, "version", body_str(str_sub(origin->sha256, 0, 16)));
}

json_t *
docbody_maker_finish(
    struct docbody_maker *m, const struct docbody_origin *origin, uint64_t *facts, struct err *e)
{
	struct source source = {
		.document = origin->file, .sha256 = origin->sha256, .retrieved = origin->now
	};
	struct instant known = m->known;
	struct sha256 sha;
	struct buf hex = BUF(SHA256_HEX + 1);
	json_t *body = m->body;

	if (!m->doc || !m->ended || m->promised != m->count) {
		(void)err_set(e, ERR_CORRUPT, "the reader stopped before the end");
		return (NULL);
	}
	name_table(m, origin);
	/* A document that does not say when it was made is known since it was seen. */
	if (!READ_HAS_TIME(known))
		known = (struct instant){ origin->now, origin->now };
	(void)json_object_set_new(body, "type", json_string("know"));
	(void)json_object_set_new(body, "known", body_instant(known));
	(void)json_object_set_new(body, "source", body_source(&source));
	(void)json_object_set_new(body, "tlp", json_string(tlp_name(label_of(m, origin))));
	(void)json_object_set(body, "cves", m->cves);
	(void)json_object_set(body, "events", m->events);
	(void)json_object_set(body, "warnings", m->warnings);
	if (json_array_size(m->unknown) > 0)
		(void)json_object_set(body, "unknown", m->unknown);
	if (json_array_size(m->rows) > 0)
		(void)json_object_set(body, "rows", m->rows);
	else
		(void)json_object_set(body, "facts", m->facts);
	if (docbody_content(body, &sha, e) != 0)
		return (NULL);
	hex_put(&hex, sha.b, sizeof(sha.b));
	(void)json_object_set_new(body, "content", json_stringn(hex.p, hex.n));
	buf_free(&hex);
	*facts = m->count;
	m->body = NULL;
	return (body);
}

static bool
flag(const json_t *o, const char *key)
{
	return (json_is_true(json_object_get(o, key)));
}

/* One fact of a body; what a body of another version of this program holds beside it is left alone. */
static int
load_fact(struct know *k, size_t at, const json_t *o, struct err *e)
{
	struct str status = body_read_str(o, "status"), low = body_read_str(o, "low"),
		   high = body_read_str(o, "high");
	struct fact f = { .status = FACT_STATUSES };

	for (size_t i = 0; i < FACT_STATUSES; i++) {
		if (str_eq(status, str_of(fact_status_names[i])))
			f.status = (enum fact_status)i;
	}
	f.cve = body_read_str(o, "cve");
	if (f.status == FACT_STATUSES || f.cve.n == 0)
		return (err_set(e, ERR_CORRUPT, "a fact without a valid CVE and status"));
	f.vendor = body_read_str(o, "vendor");
	f.product = body_read_str(o, "product");
	f.level = body_read_str(o, "level");
	f.text = body_read_str(o, "text");
	f.kb = body_read_str(o, "kb");
	f.url = body_read_str(o, "url");
	f.ranged = flag(o, "ranged");
	f.onward = flag(o, "onward");
	f.range.low_open = flag(o, "low_open");
	f.range.high_open = flag(o, "high_open");
	if ((low.n > 0 && version_parse(&f.range.low, low, NULL) != 0) ||
	    (high.n > 0 && version_parse(&f.range.high, high, NULL) != 0))
		return (err_set(e, ERR_CORRUPT, "a fact with a bound that is no version"));
	return (know_add_fact(k, at, &f, e));
}

static int
load_rows(struct know *k, const json_t *rows, const struct source *source, struct err *e)
{
	struct str cell[BUILD_COLUMNS];
	struct build_row row;
	unsigned table;
	json_t *cells, *v;
	size_t i;
	int rc = know_add_table(k, source, &table, e);

	json_array_foreach(rows, i, cells)
	{
		if (rc != 0)
			break;
		for (size_t c = 0; c < BUILD_COLUMNS; c++) {
			v = json_array_get(cells, c);
			cell[c] = (struct str){ json_string_value(v), json_string_length(v) };
			if (cell[c].p == NULL)
				return (err_set(e, ERR_CORRUPT, "a row without all its cells"));
		}
		if ((rc = build_row_read(&row, cell, e)) == 0)
			rc = builds_add(&k->builds, &row, table, e);
	}
	return (rc);
}

int
docbody_load(struct know *k, const json_t *body, uint64_t entry, enum tlp tlp, struct err *e)
{
	json_t *facts = json_object_get(body, "facts"), *rows = json_object_get(body, "rows"), *o;
	struct doc doc = { .tlp = tlp, .entry = entry };
	size_t at, i;
	int rc;

	doc.format = body_read_str(body, "format");
	doc.publisher = body_read_str(body, "publisher");
	doc.id = body_read_str(body, "id");
	doc.version = body_read_str(body, "version");
	doc.title = body_read_str(body, "title");
	body_read_source(&doc.source, json_object_get(body, "source"));
	/* What a document says is known by its own name; the file's is in the body. */
	doc.source.document = doc.id;
	if ((rc = body_read_instant(&doc.known, json_object_get(body, "known"), e)) != 0)
		return (rc);
	if (rows != NULL)
		return (load_rows(k, rows, &doc.source, e));
	rc = know_add_doc(k, &doc, &at, e);
	json_array_foreach(facts, i, o)
	{
		if (rc != 0 || (rc = load_fact(k, at, o, e)) != 0)
			break;
	}
	return (rc);
}
