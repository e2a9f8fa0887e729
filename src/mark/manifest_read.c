/* Reading manifest.json, member by member in the order in which it is written: see the header. */
#include "base/jsonr.h"
#include "mark/manifest.h"

/* Reading: the JSON, where the strings go, and one buffer to decode them in. */
struct in {
	struct jsonr j;
	struct mark_manifest *m;
	struct buf scratch;
	bool discrete;                 /* The scheme. */
	uint16_t bias[MARK_SITES_MAX]; /* The book that keeps them is made when the sites are known. */
};

static int
wrong(const struct in *in, struct err *e, const char *expected)
{
	if (in->j.why != NULL)
		return (jsonr_error(&in->j, e));
	return (err_at(e, ERR_SYNTAX, in->j.at, "not a manifest of athar: expected %s", expected));
}

static int
take(struct in *in, enum jsonr_type type, struct str *raw, const char *expected, struct err *e)
{
	return (jsonr_next(&in->j, raw) == type ? 0 : wrong(in, e, expected));
}

/* The next member's name, which must be this one. */
static int
take_key(struct in *in, const char *name, struct err *e)
{
	struct str raw;

	if (jsonr_next(&in->j, &raw) != JSONR_KEY || !str_eq(raw, str_of(name)))
		return (wrong(in, e, name));
	return (0);
}

/* A string that was just pulled, decoded and kept. */
static int
keep(struct in *in, struct str raw, struct str *s, struct err *e)
{
	buf_clear(&in->scratch);
	if (jsonr_string(&in->scratch, raw) != 0)
		return (wrong(in, e, "a text"));
	*s = arena_str(&in->m->arena, buf_view(&in->scratch));
	return (s->p != NULL ? 0 : err_set(e, ERR_NOMEM, "out of memory"));
}

static int
take_text(struct in *in, const char *name, struct str *s, struct err *e)
{
	struct str raw;
	int rc;

	if ((rc = take_key(in, name, e)) != 0 || (rc = take(in, JSONR_STRING, &raw, name, e)) != 0)
		return (rc);
	return (keep(in, raw, s, e));
}

static int
take_number(struct in *in, const char *name, uint64_t *v, struct err *e)
{
	struct str raw;
	int rc;

	if ((rc = take_key(in, name, e)) != 0 || (rc = take(in, JSONR_NUMBER, &raw, name, e)) != 0)
		return (rc);
	return (jsonr_u64(raw, v) == 0 ? 0 : wrong(in, e, name));
}

static int
take_texts(struct in *in, struct mark_site *site, struct err *e)
{
	enum jsonr_type type;
	struct str raw;
	int rc;

	if ((rc = take_key(in, "values", e)) != 0 || (rc = take(in, JSONR_ARRAY, &raw, "values", e)) != 0)
		return (rc);
	if ((site->value = arena_array(&in->m->arena, MARK_VALUES_MAX, sizeof(*site->value))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	while ((type = jsonr_next(&in->j, &raw)) == JSONR_STRING) {
		struct str *to = &site->value[site->values];

		if (site->values == MARK_VALUES_MAX)
			return (err_at(e, ERR_LIMIT, in->j.at, "a site with too many texts"));
		if ((rc = keep(in, raw, to, e)) != 0)
			return (rc);
		/* Symbols count from the sorted texts; another order would shift them all. */
		if (site->values > 0 && str_order(to[-1], *to) >= 0)
			return (err_at(e, ERR_SYNTAX, in->j.at, "the texts of a site are not in order"));
		site->values++;
	}
	return (type == JSONR_ARRAY_END ? 0 : wrong(in, e, "a text"));
}

static int
take_context(struct in *in, struct mark_site *site, struct err *e)
{
	struct str word;
	int c, rc;

	if ((rc = take_text(in, "context", &word, e)) != 0 ||
	    (rc = take_text(in, "left", &site->left, e)) != 0 ||
	    (rc = take_text(in, "right", &site->right, e)) != 0)
		return (rc);
	for (c = MARK_ALONE; c <= MARK_BOTH; c++) {
		if (str_eq(word, str_of(mark_context_name((enum mark_context)c))))
			break;
	}
	if (c > MARK_BOTH || site->left.n > MARK_TEXT_MAX || site->right.n > MARK_TEXT_MAX ||
	    (c == MARK_EITHER && site->left.n + site->right.n == 0))
		return (wrong(in, e, "a context"));
	site->context = (enum mark_context)c;
	return (0);
}

/* What stands before a site or behind it; the name was pulled. */
static int
take_around(struct in *in, struct str *text, size_t *n, struct err *e)
{
	enum jsonr_type type;
	struct str raw;
	int rc;

	if ((rc = take(in, JSONR_ARRAY, &raw, "texts", e)) != 0)
		return (rc);
	while ((type = jsonr_next(&in->j, &raw)) == JSONR_STRING && *n < MARK_AROUND_MAX) {
		if ((rc = keep(in, raw, &text[*n], e)) != 0)
			return (rc);
		if (text[*n].n == 0 || text[*n].n > MARK_TEXT_MAX)
			return (wrong(in, e, "a text before or after a site"));
		++*n;
	}
	return (type == JSONR_ARRAY_END && *n > 0 ? 0 : wrong(in, e, "texts before or after a site"));
}

/* What ends a site: before and after, which those have that can be read by their context, and the bracket. */
static int
take_end(struct in *in, struct mark_site *site, struct err *e)
{
	struct str raw;
	enum jsonr_type type = jsonr_next(&in->j, &raw);
	int rc;

	if (type == JSONR_KEY && site->kind == MARK_ONE_OF && str_eq(raw, STR("before"))) {
		if ((rc = take_around(in, site->before, &site->befores, e)) != 0 ||
		    (rc = take_key(in, "after", e)) != 0 ||
		    (rc = take_around(in, site->after, &site->afters, e)) != 0)
			return (rc);
		type = jsonr_next(&in->j, &raw);
	}
	return (type == JSONR_OBJECT_END ? 0 : wrong(in, e, "the end of a site"));
}

static int
take_bias(struct in *in, uint16_t *bias, struct err *e)
{
	uint64_t v;
	int rc;

	if ((rc = take_number(in, "bias", &v, e)) != 0)
		return (rc);
	if (v < 1 || v >= MARK_BIAS_ONE)
		return (wrong(in, e, "a bias"));
	*bias = (uint16_t)v;
	return (0);
}

static int
take_free(struct in *in, struct mark_site *site, struct err *e)
{
	struct str class;
	uint64_t length;
	int rc;

	if ((rc = take_text(in, "class", &class, e)) != 0 ||
	    (rc = take_number(in, "length", &length, e)) != 0)
		return (rc);
	if (!mark_class_of(&site->class, class) || length > MARK_FREE_MAX)
		return (wrong(in, e, "a class and a length"));
	site->length = (size_t)length;
	return (0);
}

/* One site; its opening bracket was pulled. */
static int
take_site(struct in *in, struct mark_site *site, struct err *e)
{
	struct str kind;
	int rc;

	if ((rc = take_text(in, "kind", &kind, e)) != 0 ||
	    (rc = take_text(in, "file", &site->file, e)) != 0 ||
	    (rc = take_number(in, "line", &site->line, e)) != 0)
		return (rc);
	site->find = site->left = site->right = STR("");
	if (str_eq(kind, STR("one-of")))
		site->kind = MARK_ONE_OF;
	else if (str_eq(kind, STR("free")))
		site->kind = MARK_FREE;
	else if (str_eq(kind, STR("order")))
		site->kind = MARK_ORDER;
	else
		return (wrong(in, e, "one-of, free or order"));
	if (site->kind != MARK_ORDER && (rc = take_text(in, "find", &site->find, e)) != 0)
		return (rc);
	if ((rc = site->kind == MARK_FREE ? take_free(in, site, e) : take_texts(in, site, e)) != 0 ||
	    (site->kind == MARK_ONE_OF && (rc = take_context(in, site, e)) != 0) ||
	    (in->discrete && mark_two_valued(site) &&
		(rc = take_bias(in, &in->bias[site - in->m->site], e)) != 0) ||
	    (rc = take_end(in, site, e)) != 0)
		return (rc);
	return (mark_site_check(site, e));
}

static int
take_sites(struct in *in, struct err *e)
{
	struct mark_manifest *m = in->m;
	enum jsonr_type type;
	struct str raw;
	int rc;

	if ((rc = take_key(in, "sites", e)) != 0 || (rc = take(in, JSONR_ARRAY, &raw, "sites", e)) != 0)
		return (rc);
	if ((m->site = arena_array(&m->arena, MARK_SITES_MAX, sizeof(*m->site))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	while ((type = jsonr_next(&in->j, &raw)) == JSONR_OBJECT) {
		if (m->sites == MARK_SITES_MAX)
			return (err_at(e, ERR_LIMIT, in->j.at, "more than %d sites", MARK_SITES_MAX));
		if ((rc = take_site(in, &m->site[m->sites], e)) != 0)
			return (rc);
		m->sites++;
	}
	return (type == JSONR_ARRAY_END ? 0 : wrong(in, e, "a site"));
}

static int
take_code(struct in *in, size_t copy, struct err *e)
{
	struct mark_book *book = &in->m->book;
	struct str raw;
	int rc;

	if ((rc = take(in, JSONR_ARRAY, &raw, "a codeword", e)) != 0)
		return (rc);
	for (size_t k = 0; k < book->sites; k++) {
		size_t at = (copy - 1) * book->sites + k;
		uint64_t symbol;

		if (in->m->site[k].kind == MARK_FREE) {
			if ((rc = take(in, JSONR_STRING, &raw, "a value", e)) != 0 ||
			    (rc = keep(in, raw, &book->value[at], e)) != 0)
				return (rc);
		} else {
			if ((rc = take(in, JSONR_NUMBER, &raw, "a symbol", e)) != 0)
				return (rc);
			if (jsonr_u64(raw, &symbol) != 0 || symbol > UINT16_MAX)
				return (wrong(in, e, "a symbol"));
			book->symbol[at] = (uint16_t)symbol;
		}
	}
	return (take(in, JSONR_ARRAY_END, &raw, "the end of a codeword", e));
}

static int
take_codes(struct in *in, uint64_t copies, struct err *e)
{
	struct str raw;
	int rc;

	if (copies > MARK_COPIES_MAX)
		return (err_set(e, ERR_LIMIT, "more than %d copies", MARK_COPIES_MAX));
	if ((rc = mark_book_make(&in->m->book, (size_t)copies, in->m->sites, e)) != 0 ||
	    (rc = take_key(in, "codes", e)) != 0 || (rc = take(in, JSONR_ARRAY, &raw, "codes", e)) != 0)
		return (rc);
	in->m->book.discrete = in->discrete;
	memcpy(in->m->book.bias, in->bias, in->m->sites * sizeof(*in->bias));
	for (size_t copy = 1; copy <= (size_t)copies; copy++) {
		if ((rc = take_code(in, copy, e)) != 0)
			return (rc);
	}
	return (take(in, JSONR_ARRAY_END, &raw, "the end of the codewords", e));
}

static int
take_scheme(struct in *in, struct err *e)
{
	struct str raw, whole;
	int rc;

	if ((rc = take_key(in, "scheme", e)) != 0 || (rc = take(in, JSONR_OBJECT, &raw, "scheme", e)) != 0)
		return (rc);
	if (jsonr_whole(&in->j, JSONR_OBJECT, raw, &whole) != 0)
		return (wrong(in, e, "scheme"));
	in->discrete = str_eq(whole, STR(MANIFEST_DISCRETE));
	if (!in->discrete && !str_eq(whole, STR(MANIFEST_CONSTANT)))
		return (err_set(e, ERR_SYNTAX, "the marks follow a scheme that this athar does not know"));
	return (0);
}

static int
take_body(struct in *in, struct err *e)
{
	struct mark_manifest *m = in->m;
	struct str raw, hex;
	uint64_t copies;
	int rc;

	if ((rc = take(in, JSONR_OBJECT, &raw, "body", e)) != 0 ||
	    (rc = take_text(in, "package", &m->package, e)) != 0 ||
	    (rc = take_text(in, "package_sha256", &hex, e)) != 0)
		return (rc);
	if (hex_read(m->package_id.b, sizeof(m->package_id.b), hex) != 0)
		return (wrong(in, e, "a hash"));
	if ((rc = take_scheme(in, e)) != 0 || (rc = take_number(in, "copies", &copies, e)) != 0 ||
	    (rc = take_sites(in, e)) != 0 || (rc = take_codes(in, copies, e)) != 0 ||
	    (rc = take(in, JSONR_OBJECT_END, &raw, "the end of the body", e)) != 0)
		return (rc);
	return (mark_book_check(&m->book, m->site, e));
}

/*
 * The envelope: what it is, and the hash of the body's bytes, which is looked at before anything inside
 * is.
 */
static int
take_envelope(struct in *in, struct str *body, struct err *e)
{
	struct sha256 said, is;
	struct str kind, hex, raw;
	uint64_t v;
	int rc;

	if ((rc = take(in, JSONR_OBJECT, &raw, "an object", e)) != 0 ||
	    (rc = take_text(in, "kind", &kind, e)) != 0)
		return (rc);
	if (!str_eq(kind, STR("athar-manifest")))
		return (wrong(in, e, "\"athar-manifest\""));
	if ((rc = take_number(in, "v", &v, e)) != 0)
		return (rc);
	if (v != 1)
		return (
		    err_set(e, ERR_SYNTAX, "version %llu: written by a later athar", (unsigned long long)v));
	if ((rc = take_text(in, "sha256", &hex, e)) != 0 || (rc = take_key(in, "body", e)) != 0 ||
	    (rc = take(in, JSONR_OBJECT, &raw, "body", e)) != 0)
		return (rc);
	if (hex_read(said.b, sizeof(said.b), hex) != 0)
		return (wrong(in, e, "a hash"));
	if (jsonr_whole(&in->j, JSONR_OBJECT, raw, body) != 0)
		return (wrong(in, e, "body"));
	is = sha256_of(*body);
	if (!sha256_eq(&said, &is))
		return (err_set(e, ERR_SYNTAX,
		    "the manifest was changed after it was written: its checksum does not fit"));
	if ((rc = take(in, JSONR_OBJECT_END, &raw, "the end", e)) != 0)
		return (rc);
	return (jsonr_next(&in->j, &raw) == JSONR_END ? 0 : wrong(in, e, "nothing more"));
}

int
mark_manifest_read(struct mark_manifest *m, struct str text, struct err *e)
{
	struct in in = { .m = m, .scratch = BUF(65536) };
	struct str body;
	int rc;

	if (text.n > MANIFEST_MAX)
		return (err_set(e, ERR_LIMIT, "larger than %zu bytes", MANIFEST_MAX));
	jsonr_init(&in.j, text, 8);
	if ((rc = take_envelope(&in, &body, e)) == 0) {
		/* The body is read where it stands, so that offsets in messages are those of the file. */
		jsonr_init(&in.j, (struct str){ text.p, (size_t)(body.p - text.p) + body.n }, 8);
		in.j.at = (size_t)(body.p - text.p);
		rc = take_body(&in, e);
	}
	buf_free(&in.scratch);
	return (rc);
}

void
mark_manifest_free(struct mark_manifest *m)
{
	mark_book_free(&m->book);
	arena_free(&m->arena);
	*m = (struct mark_manifest){ 0 };
}
