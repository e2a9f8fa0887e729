/* Approvals: see the header. */
#include "share/approve.h"

#include "share/item.h"
#include "share/statement.h"
#include "store/event.h"

/*
 * Whether this signature stands in the case already.  It may come in another
 * armour and is then another file, so the time at which it was made tells: a
 * new approval is newer than all that this person gave.
 */
static bool
seen(struct case_dir *c, const struct bulletin *b, struct str person, struct str blob, instant_us made)
{
	for (size_t k = 0; k < b->approvals; k++) {
		json_t *body;
		instant_us before;
		bool old;

		if (!str_eq(b->approval[k].person, person))
			continue;
		body = case_body(c, b->approval[k].entry, NULL);
		old = str_eq(body_read_str(body, "signed"), blob) ||
		    (b->approval[k].revision == bulletin_now(b)->revision &&
			body_read_time(&before, json_object_get(body, "made"), NULL) == 0 && made <= before);
		json_decref(body);
		if (old)
			return (true);
	}
	return (false);
}

static int
check(struct case_dir *c, struct sealers *sealers, const struct approve *a, const struct bulletin *b,
    const struct party *p, instant_us *made, struct err *e)
{
	struct buf text = BUF(65536);
	char origin[256];
	int rc;

	if (p == NULL || !p->person || p->left)
		return (
		    err_set(e, ERR_NOTFOUND, "no person of the desk is on file as %.*s", STR_ARG(a->person)));
	if ((rc = statement_origin(c, origin, e)) == 0) {
		statement_approval(&text, origin, b, a->stage, a->package_sha256, p->name);
		rc = party_signed_at(c, sealers, p, a->signed_file, buf_view(&text), made, e);
	}
	buf_free(&text);
	return (rc);
}

static json_t *
body_of(const struct approve *a, const struct bulletin *b, const struct party *p, struct str blob,
    instant_us made)
{
	json_t *body = item_new("approval", bulletin_now(b)->tlp, a->by);

	item_set(body, "bulletin", b->id);
	item_set_u64(body, "revision", bulletin_now(b)->revision);
	item_set(body, "stage", str_of(policy_stage_name(a->stage)));
	item_set(body, "package_sha256", a->package_sha256);
	item_set(body, "person", p->name);
	item_set(body, "fingerprint", p->key.fingerprint);
	item_set_blob(body, "signed", blob);
	(void)json_object_set_new(body, "made", body_time(made));
	return (body);
}

/* Under the lock: for which revision, by whom, and never twice. */
static int
enter(struct case_dir *c, struct sealers *sealers, struct commit *k, const struct approve *a, struct str blob,
    uint64_t *entry, struct err *e)
{
	struct share s = { 0 };
	const struct bulletin *b;
	const struct party *p;
	instant_us made = 0;
	int rc;

	if ((rc = share_load(&s, c, INSTANT_MAX, e)) == 0) {
		p = share_party(&s, a->person);
		if ((b = share_bulletin(&s, a->bulletin)) == NULL)
			rc = err_set(e, ERR_NOTFOUND, "there is no bulletin %.*s", STR_ARG(a->bulletin));
		else if ((rc = check(c, sealers, a, b, p, &made, e)) == 0)
			rc = seen(c, b, a->person, blob, made)
			    ? err_set(
				  e, ERR_EXISTS, "this signed approval was recorded before, and counts once")
			    : commit_add(k, KIND_DECISION, body_of(a, b, p, blob, made), entry, e);
	}
	share_free(&s);
	return (rc);
}

int
approve_put(
    struct case_dir *c, struct sealers *sealers, const struct approve *a, uint64_t *entry, struct err *e)
{
	struct buf hex = BUF(SHA256_HEX);
	struct blob *blob = NULL;
	struct commit *k = NULL;
	int rc = party_stage(c, a->signed_file, &blob, &hex, e);

	if (rc == 0 && (k = commit_begin(c, e)) == NULL)
		rc = e->code;
	if (rc == 0)
		rc = enter(c, sealers, k, a, buf_view(&hex), entry, e);
	rc = commit_keep(k, blob, rc, e);
	buf_free(&hex);
	return (rc);
}

/* Whether the releaser is this person, under his name or his login. */
static bool
is_releaser(const struct party *p, struct str releaser)
{
	return (str_eq(p->name, releaser) || (p->login.n > 0 && str_eq(p->login, releaser)));
}

/* What became of the approvals that are on file, for a refusal. */
struct tally {
	unsigned good, used, revised, other, own;
};

static int
refuse(const struct tally *t, enum policy_stage stage, unsigned needed, struct err *e)
{
	struct buf why = BUF(512);
	int rc;

	buf_printf(&why, "%s needs %u approvals and has %u", policy_stage_name(stage), needed, t->good);
	if (t->used > 0)
		buf_printf(&why, "; %u used up by an earlier release", t->used);
	if (t->revised > 0)
		buf_printf(&why, "; %u for another revision", t->revised);
	if (t->other > 0)
		buf_printf(&why, "; %u for another package", t->other);
	if (t->own > 0)
		buf_printf(&why, "; %u by the one who releases", t->own);
	rc = err_set(e, ERR_DENIED, "%s", buf_c(&why));
	buf_free(&why);
	return (rc);
}

/* Whether this person is among those found already. */
static bool
taken(const struct bulletin *b, const uint64_t *entry, unsigned n, struct str person)
{
	for (size_t k = 0; k < b->approvals; k++) {
		for (unsigned i = 0; i < n; i++) {
			if (b->approval[k].entry == entry[i] && str_eq(b->approval[k].person, person))
				return (true);
		}
	}
	return (false);
}

int
approve_find(const struct share *s, const struct bulletin *b, enum policy_stage stage,
    struct str package_sha256, struct str releaser, unsigned needed, uint64_t *entry, struct err *e)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < b->approvals && t.good < needed; i++) {
		const struct approval *a = &b->approval[i];
		const struct party *p = share_party(s, a->person);

		if (a->stage != stage || p == NULL || !p->person || p->left)
			continue;
		if (a->used.n > 0)
			t.used++;
		else if (a->revision != bulletin_now(b)->revision)
			t.revised++;
		else if (!str_eq(a->package_sha256, package_sha256))
			t.other++;
		else if (is_releaser(p, releaser))
			t.own++;
		else if (!taken(b, entry, t.good, a->person))
			entry[t.good++] = a->entry;
	}
	return (t.good >= needed ? 0 : refuse(&t, stage, needed, e));
}
