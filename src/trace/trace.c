/* Conclusions in the case: their fold, and reading them back.  See trace/trace.h. */
#include "trace/trace.h"

#include <math.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "store/event.h"
#include "store/sql.h"

static const char SCHEMA[] =
    "CREATE TABLE trace_conclusion(entry INTEGER PRIMARY KEY, type TEXT NOT NULL, known INTEGER NOT NULL,"
    " recorded INTEGER NOT NULL, tlp INTEGER NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL);"
    "CREATE INDEX trace_conclusion_digest ON trace_conclusion(digest);";

static double
real(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return (json_is_number(v) ? json_number_value(v) : NAN);
}

static uint64_t
number(const json_t *o, const char *key)
{
	json_int_t v = json_integer_value(json_object_get(o, key));

	return (v > 0 ? (uint64_t)v : 0);
}

static bool
truth(const json_t *o, const char *key)
{
	return (json_is_true(json_object_get(o, key)));
}

static instant_us
time_of(const json_t *o, const char *key)
{
	instant_us t = 0;

	return (body_read_time(&t, json_object_get(o, key), NULL) == 0 ? t : 0);
}

/* "tool.py compared with package/: 10^3.1", "...: the marks of 1 party". */
static void
say(struct buf *b, const json_t *body)
{
	const json_t *package = json_object_get(body, "package"), *llr = json_object_get(body, "llr");
	uint64_t accused = number(body, "accused");

	buf_str(b, body_read_str(json_object_get(body, "specimen"), "name"));
	if (str_eq(body_read_str(body, "type"), STR("accusation"))) {
		buf_printf(b, ": %llu of %llu marks of ", (unsigned long long)number(body, "sites_read"),
		    (unsigned long long)number(body, "sites_total"));
		buf_str(b, body_read_str(package, "name"));
		buf_cstr(b, " read; ");
		if (accused == 0)
			buf_cstr(b, "no copy accused");
		else
			buf_printf(b, "%llu %s accused", (unsigned long long)accused,
			    accused == 1 ? "party's copy" : "parties' copies");
		return;
	}
	buf_cstr(b, " compared with ");
	buf_str(b, body_read_str(package, "name"));
	if (json_is_number(llr))
		buf_printf(b, ": likelihood ratio 10^%.1f for derivation", json_number_value(llr));
	else
		buf_printf(b, ": score %.1f, no likelihood ratio", real(body, "score"));
}

static int
add_event(struct fold *f, const struct entry *entry, struct instant known, enum tlp tlp, struct err *e)
{
	struct buf text = BUF(1 << 16);
	struct event event = { .entry = entry->number,
		.recorded = entry->recorded,
		.lane = STR("other"),
		.tlp = tlp,
		.happened = known,
		.known = known,
		.source = { .document = STR("athar trace") } };

	say(&text, entry->body);
	return (event_say(f, &event, &text, e));
}

static int
fold_conclusion(struct fold *f, const struct entry *entry, struct err *e)
{
	struct instant known;
	sqlite3_stmt *st;
	enum tlp tlp;
	char *text;
	int rc;

	if ((rc = body_read_instant(&known, json_object_get(entry->body, "known"), e)) != 0 ||
	    (rc = tlp_parse(&tlp, body_read_str(entry->body, "tlp"), e)) != 0)
		return (rc);
	if ((text = json_dumps(entry->body, JSON_COMPACT)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	st = sql_prepare(f->db, "INSERT INTO trace_conclusion VALUES(?, ?, ?, ?, ?, ?, ?)", e);
	rc = st == NULL ? e->code : 0;
	if (rc == 0) {
		sql_bind_i64(st, 1, (int64_t)entry->number);
		sql_bind_str(st, 2, body_read_str(entry->body, "type"));
		sql_bind_i64(st, 3, known.latest);
		sql_bind_i64(st, 4, entry->recorded);
		sql_bind_i64(st, 5, (int64_t)tlp);
		sql_bind_str(st, 6, body_read_str(entry->body, "digest"));
		sql_bind_str(st, 7, str_of(text));
		rc = sql_run(st, e);
	}
	(void)sqlite3_finalize(st);
	free(text);
	return (rc != 0 ? rc : add_event(f, entry, known, tlp, e));
}

const struct fold_ops comparison_fold = {
	.type = "comparison", .schema = SCHEMA, .fold = fold_conclusion, .reads_blob = true
};
const struct fold_ops accusation_fold = { .type = "accusation", .fold = fold_conclusion, .reads_blob = true };

/* A conclusion while it is given out: its texts lie in the two trees, its arrays in the arena. */
struct giving {
	struct arena mem;
	json_t *body, *blob;
	bool failed; /* No memory. */
};

/* An array of as many as ${list} has. */
static void *
array(struct giving *g, const json_t *list, size_t size, size_t *n)
{
	void *p = arena_array(&g->mem, json_array_size(list) + 1, size);

	*n = p != NULL ? json_array_size(list) : 0;
	g->failed |= p == NULL;
	return (p);
}

static void
read_party(struct giving *g, const char *key, const char *files, struct trace_party *p)
{
	const json_t *o = json_object_get(g->body, key), *list = json_object_get(g->blob, files);
	struct trace_file *f = array(g, list, sizeof(*f), &p->shown);

	p->name = body_read_str(o, "name");
	p->sha256 = body_read_str(o, "sha256");
	p->files = number(o, "files");
	p->bytes = number(o, "bytes");
	p->tokens = number(o, "tokens");
	p->unread = number(o, "unread");
	p->file = f;
	for (size_t i = 0; i < p->shown; i++) {
		const json_t *v = json_array_get(list, i);

		f[i] = (struct trace_file){ body_read_str(v, "name"), body_read_str(v, "sha256"),
			number(v, "bytes"), truth(v, "matched") };
	}
}

static void
read_side(struct giving *g, const json_t *o, struct trace_side *s)
{
	const json_t *list = json_object_get(o, "lines");
	struct trace_line *line = array(g, list, sizeof(*line), &s->lines);

	s->file = body_read_str(o, "file");
	s->first = (uint32_t)number(o, "first");
	s->last = (uint32_t)number(o, "last");
	s->line = line;
	for (size_t i = 0; i < s->lines; i++) {
		const json_t *v = json_array_get(list, i);

		line[i] = (struct trace_line){ body_read_str(v, "text"), real(v, "bits") };
	}
}

static void
read_regions(struct giving *g, struct trace_comparison *x)
{
	const json_t *list = json_object_get(g->blob, "regions");
	struct trace_region *r = array(g, list, sizeof(*r), &x->regions);

	x->region = r;
	for (size_t i = 0; i < x->regions; i++) {
		const json_t *v = json_array_get(list, i);

		r[i].bits = real(v, "bits");
		read_side(g, json_object_get(v, "package"), &r[i].package);
		read_side(g, json_object_get(v, "specimen"), &r[i].specimen);
	}
}

static void
read_channels(struct giving *g, struct trace_comparison *x)
{
	const json_t *list = json_object_get(g->body, "channels");
	struct trace_channel *c = array(g, list, sizeof(*c), &x->channels);

	x->channel = c;
	for (size_t i = 0; i < x->channels; i++) {
		const json_t *v = json_array_get(list, i);

		c[i] = (struct trace_channel){ body_read_str(v, "name"), number(v, "features"),
			number(v, "shared"), real(v, "containment"), real(v, "mean"), real(v, "deviation"),
			real(v, "tail"), number(v, "aside") };
	}
}

static void
read_asides(struct giving *g, struct trace_comparison *x)
{
	const json_t *list = json_object_get(g->body, "set_aside");
	struct trace_aside *a = array(g, list, sizeof(*a), &x->asides);

	x->aside = a;
	for (size_t i = 0; i < x->asides; i++) {
		const json_t *v = json_array_get(list, i);

		a[i] = (struct trace_aside){ body_read_str(v, "kind"), body_read_str(v, "path"),
			body_read_str(v, "public"), body_read_str(v, "reason"), body_read_str(v, "source"),
			number(v, "features"), truth(v, "used") };
	}
}

static void
read_comparison(struct giving *g, struct trace_comparison *x)
{
	const json_t *v = g->body, *b = json_object_get(v, "background");

	x->background = (struct trace_background){ body_read_str(b, "name"), body_read_str(b, "sha256"),
		number(b, "bytes"), number(b, "groups") };
	x->score = real(v, "score");
	x->containment = real(v, "containment");
	x->bits = real(v, "bits");
	x->evalue = real(v, "evalue");
	x->nearness = real(v, "nearness");
	x->cllr = real(v, "cllr");
	x->refusal = body_read_str(v, "refusal");
	x->llr = real(v, "llr");
	/* JSON has no infinity: an end that is null is open. */
	x->low = json_is_number(json_object_get(v, "low")) ? real(v, "low") : -INFINITY;
	x->high = json_is_number(json_object_get(v, "high")) ? real(v, "high") : INFINITY;
	x->cap = real(v, "cap");
	x->innocents = number(v, "innocents");
	x->regions_found = number(v, "regions_found");
	read_channels(g, x);
	read_asides(g, x);
	read_regions(g, x);
}

static void
read_copies(struct giving *g, const json_t *list, struct trace_accused *a)
{
	struct trace_copy *k = array(g, list, sizeof(*k), &a->copies);

	a->copy = k;
	for (size_t i = 0; i < a->copies; i++) {
		const json_t *v = json_array_get(list, i);

		k[i] = (struct trace_copy){ .bulletin = body_read_str(v, "bulletin"),
			.stage = body_read_str(v, "stage"),
			.entered_by = body_read_str(v, "entered_by"),
			.entry = number(v, "entry"),
			.downloads = number(v, "downloads"),
			.copy = (uint32_t)number(v, "copy"),
			.committed = truth(v, "committed"),
			.released = time_of(v, "released"),
			.acknowledged = time_of(v, "acknowledged") };
	}
}

static void
read_accusation(struct giving *g, struct trace_accusation *x)
{
	const json_t *v = g->body, *list = json_object_get(v, "parties");
	struct trace_accused *a = array(g, list, sizeof(*a), &x->parties);

	x->c.specimen.unread = number(v, "unread");
	x->bulletin = body_read_str(v, "bulletin");
	x->sites_read = number(v, "sites_read");
	x->sites_total = number(v, "sites_total");
	x->copies = number(v, "copies");
	x->tests = number(v, "tests");
	x->exact = number(json_object_get(v, "read_by"), "exact");
	x->normalised = number(json_object_get(v, "read_by"), "normalised");
	x->by_context = number(json_object_get(v, "read_by"), "context");
	x->alike = real(v, "alike");
	x->alien = truth(v, "alien");
	x->bound = real(v, "bound");
	x->best = real(v, "best");
	x->possible = truth(v, "possible");
	x->colluders = (uint32_t)number(v, "colluders");
	x->accused = number(v, "accused");
	x->party = a;
	for (size_t i = 0; i < x->parties; i++) {
		const json_t *p = json_array_get(list, i);

		a[i] = (struct trace_accused){ .number = (uint32_t)number(p, "number"),
			.score = real(p, "score"),
			.p_value = real(p, "p_value"),
			.p_single = real(p, "p_single"),
			.matched = number(p, "matched"),
			.accused = truth(p, "accused") };
		read_copies(g, json_array_get(json_object_get(v, "party_copies"), i), &a[i]);
	}
}

/* The blob of a body, as a tree. */
static json_t *
load_blob(struct case_dir *c, const json_t *body, struct err *e)
{
	const char *hex = json_string_value(json_array_get(json_object_get(body, "blobs"), 0));
	struct buf text = BUF(BUF_BIG);
	json_t *blob = NULL;
	struct sha256 sha;
	json_error_t fault;
	int fd;

	if (hex_read(sha.b, sizeof(sha.b), str_of(hex)) != 0) {
		(void)err_set(e, ERR_CORRUPT, "a conclusion names no blob");
		return (NULL);
	}
	if ((fd = blob_open(c, &sha, e)) < 0)
		return (NULL);
	if (file_read_fd(&text, fd, e) == 0 &&
	    (blob = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &fault)) == NULL)
		(void)err_set(e, ERR_CORRUPT, "what was kept of a conclusion is not JSON");
	(void)close(fd);
	buf_free(&text);
	return (blob);
}

typedef int give_fn(void *arg, struct giving *g, struct trace_conclusion *k, struct err *e);

/* One row of the table. */
static int
give(struct case_dir *c, sqlite3_stmt *st, give_fn *fn, void *arg, struct err *e)
{
	struct trace_conclusion k = { .entry = (uint64_t)sqlite3_column_int64(st, 0),
		.known = sqlite3_column_int64(st, 1),
		.recorded = sqlite3_column_int64(st, 2),
		.tlp = (enum tlp)sqlite3_column_int(st, 3) };
	struct str text = sql_str(st, 4);
	struct giving g = { .body = NULL };
	json_error_t fault;
	int rc = 0;

	if ((g.body = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &fault)) == NULL)
		rc = err_set(e, ERR_CORRUPT, "what was kept of a conclusion is not JSON");
	else if ((g.blob = load_blob(c, g.body, e)) == NULL)
		rc = e->code;
	/* Whoever asks for all conclusions must not go without the others, nor without this one's numbers. */
	if (g.body != NULL && (rc == ERR_NOTFOUND || rc == ERR_CORRUPT)) {
		k.lost = true;
		rc = 0;
	}
	if (rc == 0) {
		k.command = body_read_str(g.body, "command");
		k.version = body_read_str(g.body, "version");
		read_party(&g, "package", "package_files", &k.package);
		read_party(&g, "specimen", "specimen_files", &k.specimen);
		rc = fn(arg, &g, &k, e);
	}
	json_decref(g.body);
	json_decref(g.blob);
	arena_free(&g.mem);
	return (rc);
}

static int
each(struct case_dir *c, const char *type, instant_us as_of, enum tlp audience, give_fn *fn, void *arg,
    uint64_t *hidden, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT entry, known, recorded, tlp, body FROM trace_conclusion WHERE type = ? AND known <= ?"
	    " ORDER BY entry",
	    e);
	int rc = st == NULL ? e->code : 0;

	if (st == NULL)
		return (rc);
	sql_bind_str(st, 1, str_of(type));
	sql_bind_i64(st, 2, as_of);
	while (rc == 0 && (rc = sql_step(st, e)) == 1) {
		if (tlp_allows(audience, (enum tlp)sqlite3_column_int(st, 3))) {
			rc = give(c, st, fn, arg, e);
		} else {
			(*hidden)++;
			rc = 0;
		}
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

struct comparisons {
	int (*fn)(void *arg, const struct trace_comparison *x);
	void *arg;
};

static int
give_comparison(void *arg, struct giving *g, struct trace_conclusion *k, struct err *e)
{
	const struct comparisons *v = arg;
	struct trace_comparison x = { .c = *k };

	read_comparison(g, &x);
	return (g->failed ? err_set(e, ERR_NOMEM, "out of memory") : v->fn(v->arg, &x));
}

int
trace_each_comparison(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_comparison *x), void *arg, uint64_t *hidden, struct err *e)
{
	struct comparisons v = { fn, arg };

	return (each(c, "comparison", as_of, audience, give_comparison, &v, hidden, e));
}

struct accusations {
	int (*fn)(void *arg, const struct trace_accusation *x);
	void *arg;
};

static int
give_accusation(void *arg, struct giving *g, struct trace_conclusion *k, struct err *e)
{
	const struct accusations *v = arg;
	struct trace_accusation x = { .c = *k };

	read_accusation(g, &x);
	return (g->failed ? err_set(e, ERR_NOMEM, "out of memory") : v->fn(v->arg, &x));
}

int
trace_each_accusation(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_accusation *x), void *arg, uint64_t *hidden, struct err *e)
{
	struct accusations v = { fn, arg };

	return (each(c, "accusation", as_of, audience, give_accusation, &v, hidden, e));
}

const char *
trace_verbal(double llr)
{
	double v = fabs(llr);

	return (v < log10(2) ? "no support either way"
		: v < 1      ? "weak"
		: v < 2      ? "moderate"
		: v < 3      ? "moderately strong"
		: v < 4      ? "strong"
		: v < 6      ? "very strong"
			     : "extremely strong");
}
