/* Acknowledgements: see the header. */
#include "share/ack.h"

#include "share/item.h"
#include "share/statement.h"

/* Whether it is his: by signature over the statement, or by the certificate on file. */
static int
check(struct case_dir *c, struct sealers *s, const struct ack *ack, const struct bulletin *b,
    const struct release *r, const struct party *p, struct err *e)
{
	struct buf text = BUF(65536);
	char origin[256];
	int rc;

	if (ack->how == ENTERED_DESK)
		return (0);
	if (p == NULL)
		return (err_set(e, ERR_DENIED, "the partner of this copy is no longer on file"));
	if (ack->how == ENTERED_CERTIFICATE)
		return (p->certificate.n > 0 && str_eq(p->certificate, ack->certificate)
			? 0
			: err_set(e, ERR_DENIED, "another certificate than the partner's"));
	if ((rc = statement_origin(c, origin, e)) == 0) {
		statement_ack(&text, origin, b, r, p->name);
		rc = party_signed(c, s, p, ack->signed_file, buf_view(&text), e);
	}
	buf_free(&text);
	return (rc);
}

static json_t *
body_of(const struct ack *ack, const struct bulletin *b, const struct release *r, const struct party *p,
    struct str blob)
{
	json_t *body = item_new("ack", bulletin_now(b)->tlp, ack->by);

	item_set_u64(body, "copy", ack->copy);
	item_set(body, "partner", p != NULL ? p->name : STR(""));
	item_set_u64(body, "number", r->number);
	item_set(body, "entered_by", str_of(share_entered_name(ack->how)));
	if (ack->how == ENTERED_SIGNATURE)
		item_set(body, "fingerprint", p->key.fingerprint);
	if (ack->certificate.n > 0)
		item_set(body, "certificate", ack->certificate);
	if (blob.n > 0)
		item_set_blob(body, "signed", blob);
	return (body);
}

/* Under the lock: which copy it is, whose, and whether this says anything new. */
static int
enter(struct case_dir *c, struct sealers *s, struct commit *k, const struct ack *ack, struct str blob,
    uint64_t *entry, struct err *e)
{
	struct share share = { 0 };
	struct bulletin *b;
	struct release *r;
	int rc;

	if ((rc = share_load(&share, c, INSTANT_MAX, e)) == 0) {
		if ((r = share_copy(&share, ack->copy, &b)) == NULL)
			rc = err_set(e, ERR_NOTFOUND, "there is no copy %u", ack->copy);
		else if (r->acknowledged != 0 &&
		    (ack->how == ENTERED_DESK || r->acknowledged_by != ENTERED_DESK))
			rc = err_set(e, ERR_EXISTS, "copy %u is acknowledged already", ack->copy);
		else if ((rc = check(c, s, ack, b, r, share_numbered(&share, r->number), e)) == 0)
			rc = commit_add(k, KIND_RECEIPT,
			    body_of(ack, b, r, share_numbered(&share, r->number), blob), entry, e);
	}
	share_free(&share);
	return (rc);
}

int
ack_put(struct case_dir *c, struct sealers *s, const struct ack *ack, uint64_t *entry, struct err *e)
{
	struct buf hex = BUF(SHA256_HEX);
	struct blob *blob = NULL;
	struct commit *k = NULL;
	int rc = 0;

	if (ack->how == ENTERED_SIGNATURE)
		rc = party_stage(c, ack->signed_file, &blob, &hex, e);
	if (rc == 0 && (k = commit_begin(c, e)) == NULL)
		rc = e->code;
	if (rc == 0)
		rc = enter(c, s, k, ack, buf_view(&hex), entry, e);
	rc = commit_keep(k, blob, rc, e);
	buf_free(&hex);
	return (rc);
}
