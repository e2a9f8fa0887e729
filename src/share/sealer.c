/* The table of sealers, and each one's few lines between it and its own header. */
#include "share/sealer.h"

#include <stdlib.h>

#include "share/age.h"
#include "share/openpgp.h"

struct sealers {
	char *home;
	struct openpgp *openpgp; /* NULL until it is needed. */
};

struct sealers *
sealers_new(const char *home)
{
	struct sealers *s = calloc(1, sizeof(*s));

	if (s == NULL || (s->home = str_dup(str_of(home))) == NULL) {
		free(s);
		return (NULL);
	}
	return (s);
}

int
sealers_openpgp(struct sealers *s, struct openpgp **o, struct err *e)
{
	int rc = s->openpgp == NULL ? openpgp_open(&s->openpgp, s->home, e) : 0;

	*o = s->openpgp;
	return (rc);
}

void
sealers_free(struct sealers *s)
{
	if (s == NULL)
		return;
	openpgp_close(s->openpgp);
	free(s->home);
	free(s);
}

static bool
gpg_recognise(struct str file)
{
	enum pgp_kind kind = pgp_kind_of(file);

	/* Binary keys begin with a byte above 0x7F, and text with one below. */
	return (kind == PGP_PUBLIC || kind == PGP_SECRET || (file.n > 0 && (file.p[0] & 0x80) != 0));
}

static void
gpg_describe(struct sealer_key *out, const struct openpgp_key *key)
{
	*out = (struct sealer_key){ .scheme = "openpgp",
		.created = key->created,
		.expires = key->expires,
		.revoked = key->revoked,
		.expired = key->expired,
		.can_encrypt = key->can_encrypt,
		.can_sign = key->can_sign };
	(void)str_copy(out->fingerprint, sizeof(out->fingerprint), str_of(key->fingerprint));
	(void)str_copy(out->user, sizeof(out->user), str_of(key->user));
}

static int
gpg_key(struct sealers *s, struct str file, struct sealer_key *key, struct err *e)
{
	struct openpgp *o;
	struct openpgp_key got;
	int rc;

	if ((rc = sealers_openpgp(s, &o, e)) != 0 || (rc = openpgp_key_file(o, file, &got, e)) != 0)
		return (rc);
	gpg_describe(key, &got);
	return (0);
}

static int
gpg_keep(struct sealers *s, struct str file, const char *fingerprint, struct err *e)
{
	struct openpgp *o;
	int rc = sealers_openpgp(s, &o, e);

	return (rc != 0 ? rc : openpgp_keep(o, file, fingerprint, e));
}

static int
gpg_ready(struct sealers *s, const char *fingerprint, struct err *e)
{
	struct openpgp *o;
	int rc = sealers_openpgp(s, &o, e);

	return (rc != 0 ? rc : openpgp_ready(o, fingerprint, e));
}

static int
gpg_seal(struct sealers *s, const char *fingerprint, int in, int out, struct err *e)
{
	struct openpgp *o;
	int rc = sealers_openpgp(s, &o, e);

	return (rc != 0 ? rc : openpgp_seal(o, fingerprint, in, out, e));
}

static int
age_key(struct sealers *s, struct str file, struct sealer_key *key, struct err *e)
{
	struct buf name = BUF(SEALER_FINGERPRINT);
	struct age_recipient to;
	int rc = age_key_file(&to, file, e);

	(void)s;
	if (rc != 0)
		return (rc);
	age_recipient_put(&name, &to);
	*key = (struct sealer_key){ .scheme = "age", .can_encrypt = true };
	(void)str_copy(key->fingerprint, sizeof(key->fingerprint), buf_view(&name));
	buf_free(&name);
	return (0);
}

/* An age key is its own name, so nothing is kept. */
static int
age_keep(struct sealers *s, struct str file, const char *fingerprint, struct err *e)
{
	struct sealer_key key;
	int rc = age_key(s, file, &key, e);

	if (rc == 0 && strcmp(key.fingerprint, fingerprint) != 0)
		rc = err_set(e, ERR_DENIED, "the file holds key %s, not %.63s", key.fingerprint, fingerprint);
	return (rc);
}

static int
age_ready(struct sealers *s, const char *fingerprint, struct err *e)
{
	struct age_recipient to;

	(void)s;
	return (age_recipient_parse(&to, str_of(fingerprint), e));
}

static int
age_seal_to(struct sealers *s, const char *fingerprint, int in, int out, struct err *e)
{
	struct age_recipient to;
	int rc = age_recipient_parse(&to, str_of(fingerprint), e);

	(void)s;
	return (rc != 0 ? rc : age_seal(&to, in, out, e));
}

const struct sealer sealer_table[] = {
	{ "openpgp", ".gpg", "OpenPGP, by gpg in a key home of the case", gpg_recognise, gpg_key, gpg_keep,
	    gpg_ready, gpg_seal },
	{ "age", ".age", "age (age-encryption.org/v1), X25519 recipients", age_key_file_like, age_key,
	    age_keep, age_ready, age_seal_to },
	{ NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL },
};

const struct sealer *
sealer_named(struct str name)
{
	for (const struct sealer *s = sealer_table; s->name != NULL; s++)
		if (str_eq(name, str_of(s->name)))
			return (s);
	return (NULL);
}

const struct sealer *
sealer_of(struct str file)
{
	for (const struct sealer *s = sealer_table; s->name != NULL; s++)
		if (s->recognise(file))
			return (s);
	return (NULL);
}

int
sealer_key_file(
    struct sealers *s, struct str file, const struct sealer **by, struct sealer_key *key, struct err *e)
{
	if ((*by = sealer_of(file)) == NULL)
		return (err_set(e, ERR_SYNTAX, "neither an OpenPGP public key nor an age recipient"));
	return ((*by)->key(s, file, key, e));
}
