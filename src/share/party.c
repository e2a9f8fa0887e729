/* Persons and partners: see the header. */
#include "share/party.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "share/item.h"
#include "share/openpgp.h"
#include "store/event.h"

#define BLOB_READ_MAX ((size_t)16 << 20)

int
party_name_check(struct str name, struct err *e)
{
	struct buf shown = BUF(4096);
	bool plain;

	if (name.n == 0 || name.n > SHARE_NAME_MAX)
		return (err_set(e, ERR_USAGE, "a name has 1 to %d bytes", SHARE_NAME_MAX));
	/* What the screen's escape would change has no place in a name. */
	escape_term(&shown, name);
	plain = str_is_utf8(name) && str_eq(buf_view(&shown), name);
	buf_free(&shown);
	if (!plain)
		return (err_set(e, ERR_USAGE, "a name holds no control characters and is UTF-8"));
	if (name.p[0] == ' ' || name.p[name.n - 1] == ' ' || name.p[0] == '-')
		return (err_set(
		    e, ERR_USAGE, "a name does not begin with a blank or a dash, nor end with a blank"));
	return (0);
}

int
party_id_check(struct str id, struct err *e)
{
	bool good = id.n > 0 && id.n <= SHARE_NAME_MAX;

	for (size_t i = 0; i < id.n && good; i++) {
		char c = id.p[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		good = word || (i > 0 && (c == '.' || c == '_' || c == '-'));
	}
	return (good
		? 0
		: err_set(e, ERR_USAGE, "an id has 1 to %d letters, digits, dots, dashes and underscores",
		      SHARE_NAME_MAX));
}

void
party_home(const struct case_dir *c, char *out, size_t n)
{
	(void)snprintf(out, n, "%s/keys/gnupg", case_path(c));
}

const char *
party_state(const struct party *p)
{
	if (p->left)
		return ("left");
	if (p->pending.fingerprint.n > 0)
		return ("key change waits");
	return (p->key.fingerprint.n > 0 ? "active" : "no key");
}

int
party_stage(struct case_dir *c, struct str bytes, struct blob **blob, struct buf *hex, struct err *e)
{
	struct sha256 sha;
	int rc;

	if ((*blob = blob_new(c, e)) == NULL)
		return (e->code);
	if ((rc = blob_write(*blob, bytes.p, bytes.n, e)) == 0 && (rc = blob_close(*blob, &sha, e)) == 0)
		hex_put(hex, sha.b, sizeof(sha.b));
	return (rc);
}

/* The SHA-256 of a certificate's DER form, in hex. */
static int
certificate_hash(struct str bytes, struct buf *hex, struct err *e)
{
	BIO *bio = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	const unsigned char *der = (const unsigned char *)bytes.p;
	X509 *x = bio != NULL ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
	unsigned char *out = NULL;
	struct sha256 sum;
	int n;

	BIO_free(bio);
	if (x == NULL)
		x = d2i_X509(NULL, &der, (long)bytes.n);
	if (x == NULL || (n = i2d_X509(x, &out)) <= 0) {
		X509_free(x);
		return (err_set(e, ERR_SYNTAX, "not an X.509 certificate in PEM or DER"));
	}
	sum = sha256_of((struct str){ (const char *)out, (size_t)n });
	hex_put(hex, sum.b, sizeof(sum.b));
	OPENSSL_free(out);
	X509_free(x);
	return (0);
}

/* A text that was given, else what is on file. */
static struct str
either(struct str given, struct str filed)
{
	return (given.p != NULL ? given : filed.p != NULL ? filed : STR(""));
}

static json_t *
stages(unsigned may)
{
	json_t *array = json_array();

	for (unsigned s = 0; s < POLICY_STAGES; s++) {
		if ((may & POLICY_STAGE(s)) != 0)
			(void)json_array_append_new(
			    array, json_string(policy_stage_name((enum policy_stage)s)));
	}
	return (array);
}

static json_t *
contacts(const struct party_change *x, const struct party *old)
{
	const struct str *contact = x->has_contacts ? x->contact : old != NULL ? old->contact : NULL;
	size_t n = x->has_contacts ? x->contacts : old != NULL ? old->contacts : 0;
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		(void)json_array_append_new(array, body_str(contact[i]));
	return (array);
}

static const char *
role_of(const struct party_change *x, const struct party *old)
{
	return (x->person     ? "desk"
		: x->has_role ? policy_role_name(x->role)
		: old != NULL ? policy_role_name(old->role)
			      : policy_role_name(POLICY_PARTNER));
}

/* The key as a member; the one on file stays where none was given. */
static void
put_key(json_t *body, const struct share_key *key)
{
	json_t *o = json_object();

	item_set(o, "scheme", key->scheme);
	item_set(o, "fingerprint", key->fingerprint);
	item_set(o, "sha256", key->sha256);
	(void)json_object_set_new(body, "key", o);
	item_set_blob(body, NULL, key->sha256);
}

static json_t *
body_of(const struct party_change *x, const struct party *old, uint32_t number, const struct share_key *key,
    struct str certificate)
{
	json_t *body = item_new("party", x->tlp, x->by);

	item_set(body, "class", x->person ? STR("person") : STR("partner"));
	item_set(body, "name", x->name);
	item_set_u64(body, "number", number);
	item_set(body, "role", str_of(role_of(x, old)));
	item_set(body, "country", either(x->country, old != NULL ? old->country : STR("")));
	(void)json_object_set_new(body, "duty_to_report",
	    json_boolean(x->has_duty ? x->duty_to_report : old != NULL && old->duty_to_report));
	item_set(body, "tier", either(x->tier, old != NULL ? old->tier : STR("")));
	item_set(body, "login", either(x->login, old != NULL ? old->login : STR("")));
	(void)json_object_set_new(body, "may",
	    stages(x->has_may     ? x->may
		    : old != NULL ? old->may
				  : (1u << POLICY_STAGES) - 1));
	(void)json_object_set_new(body, "contacts", contacts(x, old));
	item_set(body, "certificate", either(certificate, old != NULL ? old->certificate : STR("")));
	if (key->fingerprint.n > 0)
		put_key(body, key);
	if (x->left.p != NULL) {
		(void)json_object_set_new(body, "left", json_true());
		item_set(body, "why", x->left);
	}
	return (body);
}

/* Whether two bodies say the same, whoever entered them when. */
static bool
same(const json_t *a, const json_t *b)
{
	json_t *x = json_copy((json_t *)(uintptr_t)a), *y = json_copy((json_t *)(uintptr_t)b);
	bool equal;

	json_object_del(x, "known");
	json_object_del(y, "known");
	json_object_del(x, "by");
	json_object_del(y, "by");
	equal = json_equal(x, y) == 1;
	json_decref(x);
	json_decref(y);
	return (equal);
}

/* What a key must be able to do. */
static int
check_key(const struct party_change *x, const struct sealer_key *key, struct err *e)
{
	if (key->revoked || key->expired)
		return (err_set(e, ERR_DENIED, "the key is %s", key->revoked ? "revoked" : "expired"));
	if (x->person && !key->can_sign)
		return (err_set(e, ERR_DENIED, "a person's key must be able to sign: give an OpenPGP key"));
	if (!x->person && !key->can_encrypt)
		return (err_set(e, ERR_DENIED, "nothing can be sealed to this key"));
	return (0);
}

static int
check_old(const struct party_change *x, const struct party *old, struct err *e)
{
	if (old == NULL)
		return (x->left.p == NULL ? 0 : err_set(e, ERR_NOTFOUND, "nobody of this name is on file"));
	if (old->person != x->person)
		return (
		    err_set(e, ERR_USAGE, "this is the name of a %s", old->person ? "person" : "partner"));
	return (0);
}

/* The rest of party_put, under the lock: what is on file decides what is new. */
static int
enter(struct case_dir *c, struct commit *k, const struct party_change *x, const struct share_key *key,
    struct str certificate, struct party_done *done, struct err *e)
{
	struct share s = { 0 };
	json_t *body = NULL, *before = NULL;
	const struct party *old;
	struct share_key use = *key;
	uint32_t number;
	int rc;

	if ((rc = share_load(&s, c, INSTANT_MAX, e)) != 0 ||
	    (rc = check_old(x, old = share_party(&s, x->name), e)) != 0)
		goto done;
	/* What says nothing of the key speaks of the newest one that was entered. */
	if (use.fingerprint.n == 0 && old != NULL)
		use = old->pending.fingerprint.n > 0 ? old->pending : old->key;
	number = x->person ? 0 : old != NULL ? old->number : s.last_number + 1;
	body = body_of(x, old, number, &use, certificate);
	done->key_pending = old != NULL && old->key.fingerprint.n > 0 && use.fingerprint.n > 0 &&
	    !str_eq(old->key.fingerprint, use.fingerprint);
	if (old != NULL && (before = case_body(c, old->entry, e)) != NULL && same(before, body)) {
		done->entry = old->entry;
		done->added = false;
	} else {
		rc = commit_add(k, KIND_DECISION, json_incref(body), &done->entry, e);
		done->added = rc == 0;
	}
done:
	json_decref(body);
	json_decref(before);
	share_free(&s);
	return (rc);
}

int
party_put(struct case_dir *c, struct sealers *s, const struct party_change *x, struct party_done *done,
    struct err *e)
{
	struct buf hex = BUF(SHA256_HEX), cert = BUF(SHA256_HEX);
	struct share_key key = { STR(""), STR(""), STR("") };
	const struct sealer *by;
	struct sealer_key read;
	struct blob *blob = NULL;
	struct commit *k = NULL;
	int rc;

	*done = (struct party_done){ 0 };
	if ((rc = party_name_check(x->name, e)) != 0)
		goto done;
	if (x->key_file.p != NULL) {
		if ((rc = sealer_key_file(s, x->key_file, &by, &read, e)) != 0 ||
		    (rc = check_key(x, &read, e)) != 0 ||
		    /* Into the home now, so that a release need not; the record says whose it is. */
		    (rc = by->keep(s, x->key_file, read.fingerprint, e)) != 0 ||
		    (rc = party_stage(c, x->key_file, &blob, &hex, e)) != 0)
			goto done;
		key = (struct share_key){ str_of(by->name), str_of(read.fingerprint), buf_view(&hex) };
	}
	if (x->certificate.p != NULL && (rc = certificate_hash(x->certificate, &cert, e)) != 0)
		goto done;
	if ((k = commit_begin(c, e)) == NULL) {
		rc = e->code;
		goto done;
	}
	rc = enter(
	    c, k, x, &key, x->certificate.p != NULL ? buf_view(&cert) : (struct str){ NULL, 0 }, done, e);
	if (rc == 0 && done->added) {
		rc = commit_keep(k, blob, rc, e);
		k = NULL;
		blob = NULL;
	}
done:
	commit_abort(&k);
	blob_drop(blob);
	buf_free(&hex);
	buf_free(&cert);
	return (rc);
}

/* Whether ${by} may confirm the key that waits. */
static int
check_confirm(
    const struct share *s, const struct party *p, struct str fingerprint, struct str by, struct err *e)
{
	const struct party *person = share_party(s, by);

	if (p == NULL || p->pending.fingerprint.n == 0)
		return (err_set(e, ERR_NOTFOUND, "no changed key waits for a confirmation there"));
	if (!str_ieq(p->pending.fingerprint, fingerprint))
		return (err_set(e, ERR_DENIED, "the key that waits has another fingerprint, %.*s",
		    STR_ARG(p->pending.fingerprint)));
	if (person == NULL || !person->person || person->left)
		return (err_set(e, ERR_DENIED, "a second person on file must confirm it: --as PERSON"));
	if (str_eq(p->pending_by, by) || (person->login.n > 0 && str_eq(p->pending_by, person->login)))
		return (err_set(e, ERR_DENIED, "whoever entered the changed key cannot confirm it"));
	return (0);
}

int
party_confirm(struct case_dir *c, struct str name, struct str fingerprint, struct str by, uint64_t *entry,
    struct err *e)
{
	struct commit *k = commit_begin(c, e);
	struct share s = { 0 };
	const struct party *p;
	json_t *body;
	int rc;

	if (k == NULL)
		return (e->code);
	if ((rc = share_load(&s, c, INSTANT_MAX, e)) == 0 &&
	    (rc = check_confirm(&s, p = share_party(&s, name), fingerprint, by, e)) == 0) {
		body = item_new("party-key", TLP_AMBER_STRICT, by);
		item_set(body, "name", name);
		item_set(body, "fingerprint", p->pending.fingerprint);
		if ((rc = commit_add(k, KIND_DECISION, body, entry, e)) == 0)
			rc = commit_end(&k, e);
	}
	commit_abort(&k);
	share_free(&s);
	return (rc);
}

/* The key file of a party, as it was entered. */
static int
read_key_blob(struct case_dir *c, const struct share_key *key, struct buf *bytes, struct err *e)
{
	struct sha256 sha;
	int fd, rc;

	if (hex_read(sha.b, sizeof(sha.b), key->sha256) != 0)
		return (err_set(e, ERR_NOTFOUND, "no key is on file"));
	if ((fd = blob_open(c, &sha, e)) < 0)
		return (fd);
	rc = file_read_fd(bytes, fd, e);
	(void)close(fd);
	return (rc);
}

int
party_seal_ready(
    struct case_dir *c, struct sealers *s, const struct party *p, const struct sealer **by, struct err *e)
{
	struct buf bytes = BUF(BLOB_READ_MAX);
	char fingerprint[SEALER_FINGERPRINT];
	int rc;

	if (p->key.fingerprint.n == 0)
		return (err_set(e, ERR_NOTFOUND, "no key is on file"));
	if ((*by = sealer_named(p->key.scheme)) == NULL)
		return (err_set(e, ERR_NOTFOUND, "no sealer for a key of kind %.*s", STR_ARG(p->key.scheme)));
	(void)str_copy(fingerprint, sizeof(fingerprint), p->key.fingerprint);
	/* The home may have been lost, or have an older form of the key: the blob is what counts. */
	rc = (*by)->ready(s, fingerprint, e);
	if ((rc == ERR_NOTFOUND || rc == ERR_DENIED) && (rc = read_key_blob(c, &p->key, &bytes, e)) == 0 &&
	    (rc = (*by)->keep(s, buf_view(&bytes), fingerprint, e)) == 0)
		rc = (*by)->ready(s, fingerprint, e);
	buf_free(&bytes);
	return (rc);
}

int
party_signed_at(struct case_dir *c, struct sealers *s, const struct party *p, struct str signed_file,
    struct str statement, instant_us *made, struct err *e)
{
	struct buf bytes = BUF(BLOB_READ_MAX);
	char fingerprint[SEALER_FINGERPRINT];
	struct openpgp_signature sig;
	struct openpgp *o;
	int rc;

	if (!str_eq(p->key.scheme, STR("openpgp")))
		return (err_set(e, ERR_DENIED, "%.*s has no key on file that can sign", STR_ARG(p->name)));
	(void)str_copy(fingerprint, sizeof(fingerprint), p->key.fingerprint);
	if ((rc = sealers_openpgp(s, &o, e)) == 0 && (rc = read_key_blob(c, &p->key, &bytes, e)) == 0 &&
	    (rc = openpgp_keep(o, buf_view(&bytes), fingerprint, e)) == 0)
		rc = openpgp_verify(o, fingerprint, signed_file, statement, &sig, e);
	if (rc == 0)
		*made = sig.made;
	buf_free(&bytes);
	return (rc);
}

int
party_signed(struct case_dir *c, struct sealers *s, const struct party *p, struct str signed_file,
    struct str statement, struct err *e)
{
	instant_us made;

	return (party_signed_at(c, s, p, signed_file, statement, &made, e));
}
