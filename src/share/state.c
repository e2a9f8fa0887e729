/*
 * Entries to plain values: see the header.  Bodies were checked when they were
 * written, and the record holds them to their hashes, so what does not fit
 * here is skipped or empty rather than an error: an older athar must be able
 * to read a newer one's case.
 */
#include "share/state.h"

#include <stdlib.h>

#include "base/vec.h"
#include "share/statement.h"
#include "store/event.h"
#include "store/sql.h"

/* One row of share_item. */
struct item {
	uint64_t entry;
	instant_us recorded;
	const json_t *body;
};

const char *
share_entered_name(enum share_entered how)
{
	static const char *const names[] = { "desk", "signature", "certificate" };

	return (names[how]);
}

static enum share_entered
entered_of(const json_t *body)
{
	struct str how = body_read_str(body, "entered_by");

	return (str_eq(how, STR("signature"))     ? ENTERED_SIGNATURE
		: str_eq(how, STR("certificate")) ? ENTERED_CERTIFICATE
						  : ENTERED_DESK);
}

/* A text of a body, kept; "" without memory, which share_load finds at its end. */
static struct str
text(struct share *s, const json_t *body, const char *key)
{
	struct str got = body_read_str(body, key), kept;

	if (got.n == 0)
		return (STR(""));
	kept = arena_str(&s->arena, got);
	return (kept.p == NULL ? STR("") : kept);
}

static uint32_t
number(const json_t *body, const char *key)
{
	return ((uint32_t)json_integer_value(json_object_get(body, key)));
}

static struct str *
texts(struct share *s, const json_t *array, size_t *n)
{
	struct str *out = arena_array(&s->arena, json_array_size(array) + 1, sizeof(*out));

	*n = 0;
	for (size_t i = 0; out != NULL && i < json_array_size(array); i++) {
		out[i] = arena_str(&s->arena, str_of(json_string_value(json_array_get(array, i))));
		if (out[i].p != NULL)
			*n = i + 1;
	}
	return (out);
}

struct party *
share_party(const struct share *s, struct str name)
{
	for (size_t i = 0; i < s->parties; i++) {
		if (str_eq(s->party[i].name, name))
			return (&s->party[i]);
	}
	return (NULL);
}

struct party *
share_numbered(const struct share *s, uint32_t n)
{
	for (size_t i = 0; n != 0 && i < s->parties; i++) {
		if (s->party[i].number == n)
			return (&s->party[i]);
	}
	return (NULL);
}

struct bulletin *
share_bulletin(const struct share *s, struct str id)
{
	for (size_t i = 0; i < s->bulletins; i++) {
		if (str_eq(s->bulletin[i].id, id))
			return (&s->bulletin[i]);
	}
	return (NULL);
}

/* The place of a copy: its bulletin's index above that of its release. */
#define PLACE(bulletin, release) ((uint64_t)(bulletin) << 32 | (release))

static struct str
copy_key(const uint32_t *copy)
{
	return ((struct str){ (const char *)copy, sizeof(*copy) });
}

/* A copy number that was given twice, which share/release.c excludes, means the first. */
static int
index_copy(struct share *s, const struct bulletin *b, size_t release, struct err *e)
{
	size_t before = s->copies.n;
	struct map_entry *m = map_put(&s->copies, copy_key(&b->release[release].copy));

	if (m == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (s->copies.n > before)
		m->value = PLACE(b - s->bulletin, release);
	return (0);
}

/* The copy at a place, if it is there. */
static struct release *
copy_at(const struct share *s, uint64_t place, uint32_t copy, struct bulletin **of)
{
	size_t bulletin = place >> 32, release = place & UINT32_MAX;

	if (bulletin >= s->bulletins || release >= s->bulletin[bulletin].releases ||
	    s->bulletin[bulletin].release[release].copy != copy)
		return (NULL);
	if (of != NULL)
		*of = &s->bulletin[bulletin];
	return (&s->bulletin[bulletin].release[release]);
}

struct release *
share_copy(const struct share *s, uint32_t copy, struct bulletin **of)
{
	const struct map_entry *m = map_get(&s->copies, copy_key(&copy));
	struct release *r = m == NULL ? NULL : copy_at(s, m->value, copy, of);

	/* Whoever shows bulletins puts them into another order: then it is in another one's row. */
	for (size_t i = 0; m != NULL && r == NULL && i < s->bulletins; i++)
		r = copy_at(s, PLACE(i, m->value & UINT32_MAX), copy, of);
	return (r);
}

static struct share_key
key_of(struct share *s, const json_t *key)
{
	return ((struct share_key){
	    text(s, key, "scheme"), text(s, key, "fingerprint"), text(s, key, "sha256") });
}

/* A changed key waits for a second confirmation; until then the old one holds. */
static void
take_key(struct share *s, struct party *p, const struct item *x, bool fresh)
{
	struct share_key key = key_of(s, json_object_get(x->body, "key")), waits = p->pending;

	p->pending = (struct share_key){ STR(""), STR(""), STR("") };
	if (fresh || p->key.fingerprint.n == 0 || str_eq(key.fingerprint, p->key.fingerprint)) {
		p->key = key;
	} else if (key.fingerprint.n > 0) {
		p->pending = key;
		/* Who entered the key, not who changed something else meanwhile. */
		if (!str_eq(waits.fingerprint, key.fingerprint))
			p->pending_by = text(s, x->body, "by");
	}
}

static int
load_party(struct share *s, const struct item *x, struct err *e)
{
	struct party *p = share_party(s, body_read_str(x->body, "name"));
	const json_t *may = json_object_get(x->body, "may");
	bool fresh = p == NULL;
	enum policy_stage stage;

	if (fresh) {
		if (VEC_GROW(s->party, s->parties, s->parties_cap) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		p = &s->party[s->parties++];
		*p = (struct party){ .name = text(s, x->body, "name") };
	}
	p->entry = x->entry;
	p->person = str_eq(body_read_str(x->body, "class"), STR("person"));
	p->number = number(x->body, "number");
	(void)policy_role_parse(&p->role, body_read_str(x->body, "role"), NULL);
	p->country = text(s, x->body, "country");
	p->duty_to_report = json_is_true(json_object_get(x->body, "duty_to_report"));
	p->tier = text(s, x->body, "tier");
	p->login = text(s, x->body, "login");
	p->may = 0;
	for (size_t i = 0; i < json_array_size(may); i++) {
		if (policy_stage_parse(&stage, str_of(json_string_value(json_array_get(may, i))), NULL) == 0)
			p->may |= POLICY_STAGE(stage);
	}
	p->contact = texts(s, json_object_get(x->body, "contacts"), &p->contacts);
	p->certificate = text(s, x->body, "certificate");
	p->left = json_is_true(json_object_get(x->body, "left"));
	take_key(s, p, x, fresh);
	return (0);
}

static int
load_party_key(struct share *s, const struct item *x, struct err *e)
{
	struct party *p = share_party(s, body_read_str(x->body, "name"));

	(void)e;
	if (p != NULL && p->pending.fingerprint.n > 0 &&
	    str_eq(p->pending.fingerprint, body_read_str(x->body, "fingerprint"))) {
		p->key = p->pending;
		p->pending = (struct share_key){ STR(""), STR(""), STR("") };
	}
	return (0);
}

static int
load_policy(struct share *s, const struct item *x, struct err *e)
{
	(void)e;
	s->policy_sha256 = text(s, x->body, "sha256");
	return (0);
}

/* A desk decides its embargoes alone: it proposes and accepts at one moment. */
static int
add_steps(struct bulletin *b, const struct bulletin_revision *r, struct err *e)
{
	for (int i = 0; i < 2; i++) {
		if (VEC_GROW(b->step, b->embargo.steps, b->steps_cap) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		b->step[b->embargo.steps++] = (struct embargo_step){ .at = r->at,
			.event = i == 0 ? EM_PROPOSE : EM_ACCEPT,
			.revision = r->revision,
			.end = r->embargo_end,
			.rsvp_hours = r->rsvp_hours };
	}
	return (0);
}

static int
add_end(struct share *s, struct bulletin *b, const struct item *x, struct err *e)
{
	if (VEC_GROW(b->step, b->embargo.steps, b->steps_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	b->step[b->embargo.steps++] = (struct embargo_step){ .at = x->recorded, .event = EM_TERMINATE };
	b->end_why = text(s, x->body, "why");
	return (0);
}

static int
load_bulletin(struct share *s, const struct item *x, struct err *e)
{
	struct bulletin *b = share_bulletin(s, body_read_str(x->body, "id"));
	struct bulletin_revision *r;

	if (str_eq(body_read_str(x->body, "act"), STR("end")))
		return (b == NULL ? 0 : add_end(s, b, x, e));
	if (b == NULL) {
		if (VEC_GROW(s->bulletin, s->bulletins, s->bulletins_cap) != 0)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		b = &s->bulletin[s->bulletins++];
		*b = (struct bulletin){ .id = text(s, x->body, "id"), .end_why = STR("") };
	}
	if (VEC_GROW(b->revision, b->revisions, b->revisions_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	r = &b->revision[b->revisions++];
	*r = (struct bulletin_revision){ .entry = x->entry,
		.at = x->recorded,
		.revision = number(x->body, "revision"),
		.rsvp_hours = number(x->body, "rsvp_hours"),
		.title = text(s, x->body, "title"),
		.terms = text(s, x->body, "terms"),
		.by = text(s, x->body, "by"),
		.embargo_text = text(s, x->body, "embargo_text") };
	r->cve = texts(s, json_object_get(x->body, "cves"), &r->cves);
	(void)tlp_parse(&r->tlp, body_read_str(x->body, "tlp"), NULL);
	(void)body_read_time(&r->embargo_end, json_object_get(x->body, "embargo_end"), NULL);
	r->terms_sha256 = statement_hash(&s->arena, r->terms);
	return (add_steps(b, r, e));
}

static int
load_event(struct share *s, const struct item *x, struct err *e)
{
	struct bulletin *b = share_bulletin(s, body_read_str(x->body, "id"));
	struct embargo_sign sign;
	struct instant happened;

	if (b == NULL || embargo_cs_event_parse(&sign.event, body_read_str(x->body, "event"), NULL) != 0 ||
	    body_read_instant(&happened, json_object_get(x->body, "happened"), NULL) != 0)
		return (0);
	sign.at = happened.earliest;
	if (VEC_GROW(b->sign, b->embargo.signs, b->signs_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	b->sign[b->embargo.signs++] = sign;
	return (0);
}

static int
load_consent(struct share *s, const struct item *x, struct err *e)
{
	struct bulletin *b = share_bulletin(s, body_read_str(x->body, "bulletin"));
	struct consent c = { .entry = x->entry,
		.word = { .at = x->recorded, .revision = number(x->body, "revision") },
		.number = number(x->body, "number"),
		.entered = entered_of(x->body),
		.terms_sha256 = text(s, x->body, "terms_sha256") };

	if (b == NULL || embargo_pec_event_parse(&c.word.event, body_read_str(x->body, "action"), NULL) != 0)
		return (0);
	if (VEC_GROW(b->consent, b->consents, b->consents_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	b->consent[b->consents++] = c;
	return (0);
}

static int
load_approval(struct share *s, const struct item *x, struct err *e)
{
	struct bulletin *b = share_bulletin(s, body_read_str(x->body, "bulletin"));
	struct approval a = { .entry = x->entry,
		.at = x->recorded,
		.revision = number(x->body, "revision"),
		.package_sha256 = text(s, x->body, "package_sha256"),
		.person = text(s, x->body, "person"),
		.fingerprint = text(s, x->body, "fingerprint"),
		.used = STR("") };

	if (b == NULL || policy_stage_parse(&a.stage, body_read_str(x->body, "stage"), NULL) != 0)
		return (0);
	if (VEC_GROW(b->approval, b->approvals, b->approvals_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	b->approval[b->approvals++] = a;
	return (0);
}

/* An act uses up the approvals that it names. */
static int
load_act(struct share *s, const struct item *x, struct err *e)
{
	struct bulletin *b = share_bulletin(s, body_read_str(x->body, "bulletin"));
	const json_t *used = json_object_get(x->body, "approvals"), *p = json_object_get(x->body, "package");
	struct release_act a = { .entry = x->entry,
		.act = text(s, x->body, "act"),
		.released_by = text(s, x->body, "released_by"),
		.package = text(s, p, "name"),
		.package_sha256 = text(s, p, "sha256"),
		.blob = text(s, p, "blob"),
		.revision = number(x->body, "revision") };

	if (b == NULL || policy_stage_parse(&a.stage, body_read_str(x->body, "stage"), NULL) != 0)
		return (0);
	for (size_t i = 0; i < json_array_size(used); i++) {
		for (size_t k = 0; k < b->approvals; k++) {
			if (b->approval[k].entry == (uint64_t)json_integer_value(json_array_get(used, i)))
				b->approval[k].used = a.act;
		}
	}
	if (VEC_GROW(b->act, b->acts, b->acts_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	b->act[b->acts++] = a;
	return (0);
}

static int
load_release(struct share *s, const struct item *x, struct err *e)
{
	struct bulletin *b = share_bulletin(s, body_read_str(x->body, "bulletin"));
	struct release r = { .entry = x->entry,
		.at = x->recorded,
		.act = text(s, x->body, "act"),
		.package_sha256 = text(s, x->body, "package_sha256"),
		.codeword_sha256 = text(s, x->body, "codeword_sha256"),
		.manifest_sha256 = text(s, x->body, "manifest_sha256"),
		.copy = number(x->body, "copy"),
		.number = number(x->body, "number"),
		.revision = number(x->body, "revision"),
		.scheme = STR(""),
		.recipient = STR(""),
		.sealed_sha256 = STR("") };

	if (b == NULL || policy_stage_parse(&r.stage, body_read_str(x->body, "stage"), NULL) != 0)
		return (0);
	if (VEC_GROW(b->release, b->releases, b->releases_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	b->release[b->releases++] = r;
	return (index_copy(s, b, b->releases - 1, e));
}

static int
load_sealed(struct share *s, const struct item *x, struct err *e)
{
	struct release *r = share_copy(s, number(x->body, "copy"), NULL);

	(void)e;
	if (r != NULL) {
		r->scheme = text(s, x->body, "scheme");
		r->recipient = text(s, x->body, "recipient");
		r->sealed_sha256 = text(s, x->body, "sha256");
		r->sealed_bytes = (uint64_t)json_integer_value(json_object_get(x->body, "bytes"));
	}
	return (0);
}

static int
load_ack(struct share *s, const struct item *x, struct err *e)
{
	struct release *r = share_copy(s, number(x->body, "copy"), NULL);

	(void)e;
	/* A signed acknowledgement outweighs one that the desk typed. */
	if (r != NULL && (r->acknowledged == 0 || r->acknowledged_by == ENTERED_DESK)) {
		r->acknowledged = x->recorded;
		r->acknowledged_by = entered_of(x->body);
	}
	return (0);
}

static int
load_access(struct share *s, const struct item *x, struct err *e)
{
	struct release *r = share_copy(s, number(x->body, "copy"), NULL);

	(void)e;
	if (r != NULL && str_eq(body_read_str(x->body, "what"), STR("download"))) {
		r->downloads++;
		r->downloaded = x->recorded;
	}
	return (0);
}

static const struct {
	const char *type;
	int (*load)(struct share *s, const struct item *x, struct err *e);
} LOADERS[] = { { "party", load_party }, { "party-key", load_party_key }, { "policy", load_policy },
	{ "bulletin", load_bulletin }, { "bulletin-event", load_event }, { "consent", load_consent },
	{ "approval", load_approval }, { "release-act", load_act }, { "release", load_release },
	{ "sealed", load_sealed }, { "ack", load_ack }, { "access", load_access } };

static int
load_row(struct share *s, sqlite3_stmt *st, struct err *e)
{
	struct str type = sql_str(st, 1), body = sql_str(st, 3);
	json_t *v = json_loadb(body.p, body.n, 0, NULL);
	struct item x = { (uint64_t)sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 2), v };
	int rc = 0;

	/* Also where the party itself was withdrawn: what it was sent may still turn up. */
	if (number(v, "number") > s->last_number)
		s->last_number = number(v, "number");
	if (v == NULL)
		return (err_set(e, ERR_CORRUPT, "entry %llu: not a body", (unsigned long long)x.entry));
	for (size_t i = 0; i < sizeof(LOADERS) / sizeof(LOADERS[0]); i++) {
		if (str_eq(type, str_of(LOADERS[i].type)))
			rc = LOADERS[i].load(s, &x, e);
	}
	json_decref(v);
	return (rc);
}

int
share_load(struct share *s, struct case_dir *c, instant_us as_of, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(case_index(c),
	    "SELECT entry, type, recorded, body FROM share_item WHERE known <= ? ORDER BY entry", e);
	int rc, got = 0;

	if (st == NULL)
		return (e->code);
	s->policy_sha256 = STR("");
	sql_bind_i64(st, 1, as_of);
	rc = 0;
	while (rc == 0 && (got = sql_step(st, e)) == 1)
		rc = load_row(s, st, e);
	(void)sqlite3_finalize(st);
	for (size_t i = 0; i < s->bulletins; i++) {
		s->bulletin[i].embargo.step = s->bulletin[i].step;
		s->bulletin[i].embargo.sign = s->bulletin[i].sign;
	}
	return (rc != 0 ? rc : got);
}

void
share_free(struct share *s)
{
	for (size_t i = 0; i < s->bulletins; i++) {
		struct bulletin *b = &s->bulletin[i];

		free(b->revision);
		free(b->step);
		free(b->sign);
		free(b->consent);
		free(b->approval);
		free(b->act);
		free(b->release);
	}
	free(s->bulletin);
	free(s->party);
	map_free(&s->copies);
	arena_free(&s->arena);
	*s = (struct share){ 0 };
}

int
bulletin_words(const struct bulletin *b, uint32_t who, struct embargo_word **word, size_t *n, struct err *e)
{
	*n = 0;
	if ((*word = calloc(b->consents + 1, sizeof(**word))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < b->consents; i++) {
		if (b->consent[i].number == who)
			(*word)[(*n)++] = b->consent[i].word;
	}
	return (0);
}

int
bulletin_consent(
    const struct bulletin *b, uint32_t who, instant_us now, struct embargo_consent *c, struct err *e)
{
	struct embargo_word *word;
	size_t n;
	int rc = bulletin_words(b, who, &word, &n, e);

	if (rc != 0)
		return (rc);
	embargo_consent_at(&b->embargo, word, n, now, c);
	free(word);
	return (0);
}

bool
bulletin_took_part(const struct bulletin *b, uint32_t who)
{
	for (size_t i = 0; i < b->consents; i++) {
		if (b->consent[i].number == who)
			return (true);
	}
	for (size_t i = 0; i < b->releases; i++) {
		if (b->release[i].number == who)
			return (true);
	}
	return (false);
}
