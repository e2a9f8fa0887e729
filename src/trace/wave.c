/* Waves and statements in the case: see the header. */
#include "trace/wave.h"

#include "store/sql.h"
#include "trace/row.h"

/* A wave's or a statement's body as it stands; name: the wave's. */
static const char SCHEMA[] =
    "CREATE TABLE trace_said(entry INTEGER PRIMARY KEY, type TEXT NOT NULL, known INTEGER NOT NULL,"
    " recorded INTEGER NOT NULL, tlp INTEGER NOT NULL, name TEXT NOT NULL, begin INTEGER NOT NULL, body TEXT NOT NULL);";

/* A body of one of the two types with what both have. */
static json_t *
new_body(const char *type, enum tlp tlp, struct instant known, struct str source)
{
	return (json_pack("{s:s, s:s, s:o, s:o}", "type", type, "tlp", tlp_name(tlp), "known",
	    body_instant(known), "source", body_str(source)));
}

static json_t *
wave_body(const struct trace_wave *w)
{
	json_t *body = new_body("wave", w->tlp, w->known, w->source), *cves = json_array();

	for (size_t i = 0; i < w->cves; i++)
		(void)json_array_append_new(cves, body_str(w->cve[i]));
	(void)json_object_set_new(body, "name", body_str(w->name));
	(void)json_object_set_new(body, "from", body_instant(w->from));
	(void)json_object_set_new(body, "to", body_instant(w->to));
	(void)json_object_set_new(body, "cves", cves);
	(void)json_object_set_new(body, "actor", body_str(w->actor));
	return (body);
}

/* The entry of the wave with this name and its body, or -1 and NULL. */
static int
find_wave(struct case_dir *c, struct str name, int64_t *entry, json_t **body, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT entry, body FROM trace_said WHERE type = 'wave' AND name = ? ORDER BY entry LIMIT 1", e);
	int rc;

	*entry = -1;
	*body = NULL;
	if (st == NULL)
		return (e->code);
	sql_bind_str(st, 1, name);
	if ((rc = sql_step(st, e)) == 1) {
		*entry = sqlite3_column_int64(st, 0);
		rc = (*body = row_body(sql_str(st, 1), e)) == NULL ? e->code : 0;
	}
	(void)sqlite3_finalize(st);
	return (rc);
}

/* Whether two waves say the same; when and by whom it was said, and for whom, may differ. */
static bool
says_same(const json_t *a, const json_t *b)
{
	static const char *const keys[] = { "from", "to", "cves", "actor" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (!json_equal(json_object_get(a, keys[i]), json_object_get(b, keys[i])))
			return (false);
	}
	return (true);
}

static int
commit_one(struct commit **k, json_t *body, uint64_t *entry, struct err *e)
{
	int rc = commit_add(*k, KIND_IMPORT, body, entry, e);

	return (rc == 0 ? commit_end(k, e) : rc);
}

int
wave_add(struct case_dir *c, const struct trace_wave *w, uint64_t *entry, bool *fresh, struct err *e)
{
	struct commit *k = commit_begin(c, e);
	json_t *body = NULL, *there = NULL;
	int64_t same = -1;
	int rc;

	if (k == NULL)
		return (e->code);
	if ((body = wave_body(w)) == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		rc = find_wave(c, w->name, &same, &there, e);
	*fresh = same < 0;
	if (rc == 0 && *fresh) {
		rc = commit_one(&k, body, entry, e);
		body = NULL;
	} else if (rc == 0 && !says_same(body, there)) {
		rc = err_set(e, ERR_EXISTS,
		    "entry %lld has a wave of this name that says something else: withdraw it first (athar case retract)",
		    (long long)same);
	} else if (rc == 0) {
		*entry = (uint64_t)same;
	}
	json_decref(body);
	json_decref(there);
	commit_abort(&k);
	return (rc);
}

/* The specimen that a conclusion is about. */
static int
add_specimen(struct case_dir *c, uint64_t of, json_t *body, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c), "SELECT body FROM trace_conclusion WHERE entry = ?", e);
	json_t *conclusion = NULL;
	int rc;

	if (st == NULL)
		return (e->code);
	sql_bind_i64(st, 1, (int64_t)of);
	if ((rc = sql_step(st, e)) == 1)
		rc = (conclusion = row_body(sql_str(st, 0), e)) == NULL ? e->code : 0;
	else if (rc == 0)
		rc = err_set(
		    e, ERR_NOTFOUND, "entry %llu is no comparison and no accusation", (unsigned long long)of);
	(void)sqlite3_finalize(st);
	if (rc == 0) {
		(void)json_object_set_new(body, "specimen",
		    body_str(body_read_str(json_object_get(conclusion, "specimen"), "sha256")));
		(void)json_object_set_new(body, "of", json_integer((json_int_t)of));
	}
	json_decref(conclusion);
	return (rc);
}

int
evidence_add(
    struct case_dir *c, const struct trace_evidence *v, const uint64_t *of, uint64_t *entry, struct err *e)
{
	const instant_us now = instant_now_second();
	struct commit *k = commit_begin(c, e);
	json_t *body, *weights = json_object(), *there = NULL;
	int64_t wave;
	int rc;

	if (k == NULL) {
		json_decref(weights);
		return (e->code);
	}
	body = new_body("evidence", v->tlp, (struct instant){ now, now }, v->source);
	for (size_t i = 0; i < v->weights; i++)
		(void)json_object_setn_new(weights, v->weight[i].hypothesis.p, v->weight[i].hypothesis.n,
		    json_real(v->weight[i].llr));
	(void)json_object_set_new(body, "for", weights);
	(void)json_object_set_new(body, "wave", body_str(v->wave));
	(void)json_object_set_new(body, "text", body_str(v->text));
	if (body == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else if ((rc = find_wave(c, v->wave, &wave, &there, e)) == 0 && wave < 0)
		rc = err_set(e, ERR_NOTFOUND, "there is no wave of this name (athar trace wave list)");
	if (rc == 0 && of != NULL)
		rc = add_specimen(c, *of, body, e);
	if (rc == 0) {
		rc = commit_one(&k, body, entry, e);
		body = NULL;
	}
	json_decref(body);
	json_decref(there);
	commit_abort(&k);
	return (rc);
}

static int
keep(struct fold *f, const struct entry *entry, const char *name, instant_us begin, struct instant known,
    enum tlp tlp, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(f->db, "INSERT INTO trace_said VALUES(?, ?, ?, ?, ?, ?, ?, ?)", e);
	char *text = json_dumps(entry->body, JSON_COMPACT);
	int rc = st == NULL ? e->code : text == NULL ? err_set(e, ERR_NOMEM, "out of memory") : 0;

	if (rc == 0) {
		sql_bind_i64(st, 1, (int64_t)entry->number);
		sql_bind_str(st, 2, body_read_str(entry->body, "type"));
		sql_bind_i64(st, 3, known.latest);
		sql_bind_i64(st, 4, entry->recorded);
		sql_bind_i64(st, 5, (int64_t)tlp);
		sql_bind_str(st, 6, body_read_str(entry->body, name));
		sql_bind_i64(st, 7, begin);
		sql_bind_str(st, 8, str_of(text));
		rc = sql_run(st, e);
	}
	(void)sqlite3_finalize(st);
	free(text);
	return (rc);
}

static int
fold_wave(struct fold *f, const struct entry *entry, struct err *e)
{
	struct event event = { .entry = entry->number, .recorded = entry->recorded, .lane = STR("attack") };
	struct str actor = body_read_str(entry->body, "actor");
	struct buf text = BUF(1 << 16);
	int rc;

	if ((rc = body_read_known(entry->body, &event.known, &event.tlp, e)) != 0 ||
	    (rc = body_read_instant(&event.happened, json_object_get(entry->body, "from"), e)) != 0 ||
	    (rc = keep(f, entry, "name", event.happened.earliest, event.known, event.tlp, e)) != 0)
		return (rc);
	buf_cstr(&text, "Wave \"");
	buf_str(&text, body_read_str(entry->body, "name"));
	buf_cstr(&text, "\" begins");
	if (actor.n > 0) {
		buf_cstr(&text, ": ");
		buf_str(&text, actor);
	}
	event.source.document = body_read_str(entry->body, "source");
	return (event_say(f, &event, &text, e));
}

static int
fold_evidence(struct fold *f, const struct entry *entry, struct err *e)
{
	struct instant known;
	enum tlp tlp;
	int rc = body_read_known(entry->body, &known, &tlp, e);

	return (rc != 0 ? rc : keep(f, entry, "wave", 0, known, tlp, e));
}

const struct fold_ops wave_fold = { .type = "wave", .schema = SCHEMA, .fold = fold_wave };
const struct fold_ops evidence_fold = { .type = "evidence", .fold = fold_evidence };

static const char QUERY[] = "SELECT entry, known, recorded, tlp, body FROM trace_said"
			    " WHERE type = ? AND known <= ? ORDER BY begin, entry";

struct waves {
	int (*fn)(void *arg, const struct trace_wave *w);
	void *arg;
};

static int
give_wave(void *arg, struct row *r, struct err *e)
{
	const struct waves *v = arg;
	const json_t *b = r->body, *list = json_object_get(b, "cves");
	struct str *cve = arena_array(&r->mem, json_array_size(list) + 1, sizeof(*cve));
	struct trace_wave w = { .entry = r->entry,
		.recorded = r->recorded,
		.tlp = r->tlp,
		.name = body_read_str(b, "name"),
		.actor = body_read_str(b, "actor"),
		.source = body_read_str(b, "source"),
		.cve = cve,
		.cves = json_array_size(list) };
	int rc;

	if (cve == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < w.cves; i++)
		cve[i] = str_of(json_string_value(json_array_get(list, i)));
	if ((rc = body_read_instant(&w.known, json_object_get(b, "known"), e)) != 0 ||
	    (rc = body_read_instant(&w.from, json_object_get(b, "from"), e)) != 0 ||
	    (rc = body_read_instant(&w.to, json_object_get(b, "to"), e)) != 0)
		return (rc);
	return (v->fn(v->arg, &w));
}

int
trace_each_wave(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_wave *w), void *arg, uint64_t *hidden, struct err *e)
{
	struct waves v = { fn, arg };

	return (row_each(c, QUERY, "wave", as_of, audience, give_wave, &v, hidden, e));
}

struct statements {
	int (*fn)(void *arg, const struct trace_evidence *v);
	void *arg;
};

static int
give_evidence(void *arg, struct row *r, struct err *e)
{
	const struct statements *s = arg;
	json_t *b = r->body, *weights = json_object_get(b, "for"), *value;
	struct trace_weight *w = arena_array(&r->mem, json_object_size(weights) + 1, sizeof(*w));
	struct trace_evidence v = { .entry = r->entry,
		.wave = body_read_str(b, "wave"),
		.text = body_read_str(b, "text"),
		.source = body_read_str(b, "source"),
		.specimen = body_read_str(b, "specimen"),
		.weight = w,
		.tlp = r->tlp };
	const char *key;

	if (w == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	json_object_foreach(weights, key, value)
	{
		if (json_is_number(value))
			w[v.weights++] = (struct trace_weight){ str_of(key), json_number_value(value) };
	}
	return (s->fn(s->arg, &v));
}

int
trace_each_evidence(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_evidence *v), void *arg, uint64_t *hidden, struct err *e)
{
	struct statements v = { fn, arg };

	return (row_each(c, QUERY, "evidence", as_of, audience, give_evidence, &v, hidden, e));
}
