/* A partner's answer: see the header. */
#include "share/consent.h"

#include <stdlib.h>

#include "share/bulletin.h"
#include "share/item.h"
#include "share/statement.h"
#include "store/event.h"

static const char *
word_of(const struct consent_answer *a)
{
	return (a->accept ? "accept" : "decline");
}

/*
 * A signature can be put into another armour and is then another file, so
 * the time at which it was made counts too: an answer that was overtaken by a
 * later one must not come back.
 */
static int
check_fresh(struct case_dir *c, const struct consent_answer *a, const struct bulletin *b,
    const struct party *p, struct str blob, instant_us made, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < b->consents && rc == 0; i++) {
		const struct consent *old = &b->consent[i];
		json_t *body;
		instant_us before;

		/* What the desk typed is no word of his: his own may be older than that. */
		if (old->number != p->number || old->word.event == PEC_INVITE || old->entered == ENTERED_DESK)
			continue;
		body = case_body(c, old->entry, NULL);
		if (str_eq(body_read_str(body, "signed"), blob))
			rc =
			    err_set(e, ERR_EXISTS, "this signed answer was recorded before, and counts once");
		else if ((old->word.event == PEC_ACCEPT) == a->accept &&
		    body_read_time(&before, json_object_get(body, "made"), NULL) == 0 && made <= before)
			rc = err_set(e, ERR_EXISTS, "this signature was recorded before, and counts once");
		/* OpenPGP counts whole seconds. */
		else if (made + INSTANT_SECOND <= old->word.at)
			rc = err_set(e, ERR_DENIED,
			    "it was signed before the answer that is on file; it must be signed anew");
		json_decref(body);
	}
	return (rc);
}

static int
check_signed(struct case_dir *c, struct sealers *sealers, const struct consent_answer *a,
    const struct bulletin *b, const struct party *p, struct str blob, instant_us *made, struct err *e)
{
	struct buf text = BUF(65536);
	char origin[256];
	int rc = statement_origin(c, origin, e);

	if (rc == 0) {
		statement_consent(&text, origin, b, p->name, word_of(a));
		if ((rc = buf_error(&text, e)) == 0 &&
		    (rc = party_signed_at(c, sealers, p, a->signed_file, buf_view(&text), made, e)) == 0)
			rc = check_fresh(c, a, b, p, blob, *made, e);
	}
	buf_free(&text);
	return (rc);
}

static int
check_certificate(const struct consent_answer *a, const struct party *p, struct err *e)
{
	if (p->certificate.n == 0 || !str_ieq(p->certificate, a->certificate))
		return (err_set(
		    e, ERR_DENIED, "this is not the client certificate on file of %.*s", STR_ARG(p->name)));
	return (0);
}

static json_t *
body_of(const struct consent_answer *a, const struct bulletin *b, const struct party *p, struct str blob,
    instant_us made)
{
	json_t *body = bulletin_consent_body(b, p, word_of(a), a->how, a->by);

	if (a->how == ENTERED_SIGNATURE) {
		item_set(body, "fingerprint", p->key.fingerprint);
		item_set_blob(body, "signed", blob);
		(void)json_object_set_new(body, "made", body_time(made));
	} else if (a->how == ENTERED_CERTIFICATE) {
		item_set(body, "fingerprint", p->certificate);
	}
	return (body);
}

/* Whether this very answer holds for him now. */
static int
holds(const struct consent_answer *a, const struct bulletin *b, const struct party *p, bool *same,
    struct err *e)
{
	struct embargo_consent now;
	int rc = bulletin_consent(b, p->number, instant_now(), &now, e);

	*same = rc == 0 &&
	    (a->accept ? now.pec == PEC_SIGNATORY && now.signed_for == bulletin_now(b)->revision
		       : now.pec == PEC_DECLINED && !now.silent);
	return (rc);
}

/*
 * The same answer again changes no state.  His own word is kept all the same
 * where only the desk's stands for it: from then on it is shown as his.
 */
static int
say_again(struct commit *k, const struct consent_answer *a, const struct bulletin *b, const struct party *p,
    json_t *body, uint64_t *entry, struct err *e)
{
	const struct consent *old = bulletin_answer(b, p->number);

	if (a->how == ENTERED_DESK || (old != NULL && old->entered != ENTERED_DESK))
		return (err_set(e, ERR_EXISTS, "this answer is on file already"));
	return (commit_add(k, KIND_DECISION, json_incref(body), entry, e));
}

/* Whether the state machine hears him, and what is added where it does. */
static int
say(struct commit *k, const struct consent_answer *a, const struct bulletin *b, const struct party *p,
    json_t *body, uint64_t *entry, struct err *e)
{
	struct embargo_word said = { instant_now(), a->accept ? PEC_ACCEPT : PEC_DECLINE,
		bulletin_now(b)->revision };
	struct embargo_word *word;
	uint64_t invited;
	size_t n;
	int rc = bulletin_words(b, p->number, &word, &n, e);

	if (rc == 0)
		rc = embargo_may_say(&b->embargo, word, n, &said, e);
	/* One who was not asked was asked at this moment. */
	if (rc == 0 && n == 0)
		rc = commit_add(k, KIND_DECISION, bulletin_consent_body(b, p, "invite", ENTERED_DESK, a->by),
		    &invited, e);
	if (rc == 0)
		rc = commit_add(k, KIND_DECISION, json_incref(body), entry, e);
	free(word);
	return (rc);
}

/* Under the lock. */
static int
enter(struct case_dir *c, struct sealers *sealers, struct commit *k, const struct consent_answer *a,
    struct str blob, uint64_t *entry, struct err *e)
{
	struct share s = { 0 };
	const struct bulletin *b = NULL;
	const struct party *p = NULL;
	instant_us made = 0;
	json_t *body = NULL;
	bool same;
	int rc = share_load(&s, c, INSTANT_MAX, e);

	if (rc == 0 && (b = share_bulletin(&s, a->bulletin)) == NULL)
		rc = err_set(
		    e, ERR_NOTFOUND, "there is no bulletin %.*s", STR_ARG(str_sub(a->bulletin, 0, 80)));
	if (rc == 0 && ((p = share_party(&s, a->partner)) == NULL || p->person))
		rc = err_set(
		    e, ERR_NOTFOUND, "no partner is on file as %.*s", STR_ARG(str_sub(a->partner, 0, 80)));
	if (rc == 0 && a->revision != 0 && a->revision != bulletin_now(b)->revision)
		rc = err_set(e, ERR_DENIED, "the bulletin was revised meanwhile: read revision %u",
		    bulletin_now(b)->revision);
	if (rc == 0 && p->left)
		rc = err_set(e, ERR_DENIED, "%.*s takes no part any more", STR_ARG(p->name));
	if (rc == 0 && a->how == ENTERED_SIGNATURE)
		rc = check_signed(c, sealers, a, b, p, blob, &made, e);
	if (rc == 0 && a->how == ENTERED_CERTIFICATE)
		rc = check_certificate(a, p, e);
	if (rc == 0 && (rc = holds(a, b, p, &same, e)) == 0) {
		body = body_of(a, b, p, blob, made);
		rc = (same ? say_again : say)(k, a, b, p, body, entry, e);
	}
	json_decref(body);
	share_free(&s);
	return (rc);
}

int
consent_put(struct case_dir *c, struct sealers *sealers, const struct consent_answer *a, uint64_t *entry,
    struct err *e)
{
	struct buf hex = BUF(SHA256_HEX);
	struct blob *blob = NULL;
	struct commit *k = NULL;
	int rc = 0;

	if (a->how == ENTERED_SIGNATURE)
		rc = party_stage(c, a->signed_file, &blob, &hex, e);
	if (rc == 0 && (k = commit_begin(c, e)) == NULL)
		rc = e->code;
	if (rc == 0)
		rc = enter(c, sealers, k, a, buf_view(&hex), entry, e);
	rc = commit_keep(k, blob, rc, e);
	buf_free(&hex);
	return (rc);
}
