/* Sending what was read, and what all readers share: see the header. */
#include "know/read.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/verset.h"

const struct instant READ_NO_TIME = { INSTANT_MAX, INSTANT_MIN };

/* No name, number or sentence that matters is longer; what is cut stays whole in the document. */
#define FIELD_MAX 8192

static void
put_str(struct reader *r, struct str s)
{
	wire_str(r->out, str_sub(s, 0, FIELD_MAX));
}

static void
put_time(struct reader *r, struct instant t)
{
	wire_i64(r->out, t.earliest);
	wire_i64(r->out, t.latest);
}

void
read_put_doc(struct reader *r, const struct read_doc *doc)
{
	wire_begin(r->out, REC_DOC);
	put_str(r, doc->format);
	put_str(r, doc->publisher);
	put_str(r, doc->id);
	put_str(r, doc->version);
	put_str(r, doc->title);
	put_str(r, doc->tlp);
	put_time(r, doc->happened);
	put_time(r, doc->known);
	wire_end(r->out);
}

int
read_put_fact(struct reader *r, const struct read_fact *f)
{
	if (++r->facts > READ_FACTS_MAX)
		return (err_set(r->e, ERR_LIMIT, "more than %d facts in one document", READ_FACTS_MAX));
	wire_begin(r->out, REC_FACT);
	wire_u64(r->out, f->status);
	wire_u64(r->out,
	    (f->ranged ? FACT_RANGED : 0) | (f->onward ? FACT_ONWARD : 0) |
		(f->low_open ? FACT_LOW_OPEN : 0) | (f->high_open ? FACT_HIGH_OPEN : 0));
	put_str(r, f->cve);
	put_str(r, f->vendor);
	put_str(r, f->product);
	put_str(r, f->level);
	put_str(r, f->text);
	put_str(r, f->low);
	put_str(r, f->high);
	put_str(r, f->kb);
	put_str(r, f->url);
	wire_end(r->out);
	return (0);
}

void
read_put_event(
    struct reader *r, const char *lane, struct str text, struct instant happened, struct instant known)
{
	if (!READ_HAS_TIME(happened))
		return;
	wire_begin(r->out, REC_EVENT);
	put_str(r, str_of(lane));
	put_str(r, text);
	put_time(r, happened);
	put_time(r, READ_HAS_TIME(known) ? known : happened);
	wire_end(r->out);
}

void
read_put_cve(struct reader *r, struct str cve)
{
	wire_begin(r->out, REC_CVE);
	put_str(r, cve);
	wire_end(r->out);
}

static void
put_warning(struct reader *r, struct str text)
{
	if (++r->warnings > READ_WARNINGS_MAX)
		return;
	wire_begin(r->out, REC_WARNING);
	put_str(r, text);
	wire_end(r->out);
}

void
read_warn(struct reader *r, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	put_warning(r, str_of(text));
}

void
read_repeat(struct reader *r, struct str text)
{
	struct map_entry *entry;

	/* A document with very many different ones is not worth a table without end. */
	if (r->repeated.n >= READ_WARNINGS_MAX && map_get(&r->repeated, text) == NULL) {
		r->warnings++;
		return;
	}
	if ((entry = map_put(&r->repeated, text)) != NULL)
		entry->value++;
}

static void
put_repeated(struct reader *r)
{
	for (size_t i = 0; i < r->repeated.n; i++) {
		const struct map_entry *entry = &r->repeated.entry[i];

		if (entry->value > 1)
			read_warn(r, "%.*s (%llu times)", STR_ARG(str_sub(entry->key, 0, 400)),
			    (unsigned long long)entry->value);
		else
			put_warning(r, entry->key);
	}
}

/* What jdoc found wrong, with its place. */
static void
on_warning(void *arg, struct str path, const char *text)
{
	read_warn(arg, "%.*s: %s", STR_ARG(path), text);
}

/* The beginning of a value without the blanks between its tokens, so that layout makes no difference. */
static size_t
compact(const struct jval *v, char *out, size_t max)
{
	bool string = v->type == JSONR_STRING;
	size_t n = 0;

	for (size_t i = 0; i < v->raw.n && n < max; i++) {
		char c = v->raw.p[i];

		if (!string && (c == ' ' || c == '\n' || c == '\r' || c == '\t'))
			continue;
		out[n++] = c;
		if (c == '\\' && string && i + 1 < v->raw.n && n < max)
			out[n++] = v->raw.p[++i];
		else if (c == '"' && v->type != JSONR_STRING)
			string = !string;
	}
	return (n);
}

static void
on_unknown(void *arg, struct str path, const struct jval *v)
{
	struct reader *r = arg;
	char value[256];

	if (++r->unknown > READ_UNKNOWN_MAX)
		return;
	wire_begin(r->out, REC_UNKNOWN);
	put_str(r, path);
	put_str(r, (struct str){ value, compact(v, value, sizeof(value)) });
	wire_end(r->out);
}

void
read_time(struct jdoc *d, struct str text, struct instant *t)
{
	struct err why;

	*t = READ_NO_TIME;
	if (text.n == 0)
		return;
	if (instant_parse(t, text, &why) != 0) {
		*t = READ_NO_TIME;
		jdoc_warn(d, "\"%.*s\" is no time: left out", STR_ARG(str_sub(text, 0, 40)));
	}
}

static bool
is_digit(char c)
{
	return (c >= '0' && c <= '9');
}

struct str
read_kb(struct str text)
{
	for (size_t at = 0; at + 8 <= text.n; at++) {
		size_t n = 2;

		if ((text.p[at] | 32) != 'k' || (text.p[at + 1] | 32) != 'b')
			continue;
		while (at + n < text.n && is_digit(text.p[at + n]))
			n++;
		if (n >= 8 && n <= 9)
			return (str_sub(text, at, at + n));
	}
	return (STR(""));
}

/* Words that mean "below". */
static struct str
without_words(struct str s, bool *below)
{
	static const char *const words[] = { "prior to ", "before ", "earlier than ", "versions prior to ",
		"versions before ", "version prior to ", "all versions prior to ", "all versions before " };

	*below = false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (str_istarts(s, str_of(words[i]))) {
			*below = true;
			return (str_trim(str_sub(s, strlen(words[i]), s.n)));
		}
	}
	return (s);
}

/* One constraint at the front of ${*rest}: a comparator, blanks, a version; then blanks, a comma or a bar. */
static bool
take_constraint(struct str *rest, struct buf *canonical)
{
	struct str s = *rest;
	size_t from = 0, to;

	while (from < s.n && (s.p[from] == '<' || s.p[from] == '>' || s.p[from] == '='))
		from++;
	if (from > 2)
		return (false);
	if (canonical->n > 0)
		buf_char(canonical, '|');
	/* A single "=" is the same as none. */
	if (from > 1 || (from == 1 && s.p[0] != '='))
		buf_str(canonical, str_sub(s, 0, from));
	while (from < s.n && s.p[from] == ' ')
		from++;
	if (from < s.n && (s.p[from] | 32) == 'v' && from + 1 < s.n && is_digit(s.p[from + 1]))
		from++;
	for (to = from; to < s.n && (is_digit(s.p[to]) || s.p[to] == '.'); to++)
		;
	if (to == from)
		return (false);
	buf_str(canonical, str_sub(s, from, to));
	while (to < s.n && (s.p[to] == ' ' || s.p[to] == ',' || s.p[to] == '|'))
		to++;
	*rest = str_sub(s, to, s.n);
	return (true);
}

bool
read_range(struct str text, struct buf *canonical)
{
	struct verset set = { 0 };
	struct str rest = str_trim(text);
	struct version v;
	bool below;

	buf_clear(canonical);
	if (str_istarts(rest, STR("vers:"))) {
		size_t slash = str_chr(rest, '/');

		buf_str(canonical, slash == STR_NPOS ? STR("") : str_sub(rest, slash + 1, rest.n));
	} else {
		rest = without_words(rest, &below);
		if (below && version_parse(&v, rest, NULL) == 0)
			buf_char(canonical, '<');
		if (below) {
			buf_str(canonical, rest);
			rest = STR("");
		}
		while (rest.n > 0) {
			if (!take_constraint(&rest, canonical))
				return (false);
		}
	}
	if (canonical->n == 0 || verset_parse(&set, buf_view(canonical), NULL) != 0)
		return (false);
	verset_free(&set);
	return (true);
}

int
know_read(struct str text, struct wire *out, struct err *e)
{
	struct reader r = { .out = out,
		.e = e,
		.doc = { .text = text, .path = BUF(4096), .warn = on_warning, .unknown = on_unknown } };
	enum know_kind kind;
	struct jval root;
	int rc;

	r.doc.arg = &r;
	/* A byte order mark in front of UTF-8 means nothing. */
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_sub(text, 3, text.n);
	kind = know_kind(text, e);
	if (kind == KIND_OTHER)
		rc = e->code;
	else if (kind == KIND_BUILDS)
		rc = read_builds(&r, text);
	else if ((rc = jdoc_check(text, READ_DEPTH_MAX, e)) == 0) {
		jdoc_root(text, &root);
		rc = kind == KIND_CVE ? read_cve(&r, &root) : read_csaf(&r, &root);
	}
	if (rc == 0 && !str_is_utf8(text))
		read_warn(&r, "bytes that are not UTF-8 stand for U+FFFD here");
	if (rc == 0) {
		put_repeated(&r);
		if (r.warnings > READ_WARNINGS_MAX) {
			r.warnings = 0;
			read_warn(&r, "there were more warnings than these %d", READ_WARNINGS_MAX);
		}
		if (r.unknown > READ_UNKNOWN_MAX)
			read_warn(
			    &r, "more than %d unknown members: see the document itself", READ_UNKNOWN_MAX);
		wire_begin(out, REC_END);
		wire_u64(out, r.facts);
		wire_end(out);
	}
	map_free(&r.repeated);
	jdoc_free(&r.doc);
	return (rc);
}
