/*
 * The key home; see the header.
 *
 * gpg is told everything by its configuration in the home, which is set
 * right at each opening, so that a changed file there changes nothing.  Each
 * run of gpg costs as much as sealing a small package, so the keys are listed
 * once, and one that was kept since is listed alone; which key may be used is
 * decided here from the list and the clock.
 */
#include "share/openpgp.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "share/openpgp_impl.h"

/* Third parties' signatures are no business of ours, and are what key floods are made of. */
static const char settings[] = "no-autostart\n"
			       "disable-dirmngr\n"
			       "no-auto-key-locate\n"
			       "no-auto-key-retrieve\n"
			       "no-auto-check-trustdb\n"
			       "import-options self-sigs-only\n"
			       "weak-digest MD5\n"
			       "no-sk-comments\n"
			       "no-greeting\n";

int
openpgp_fault(struct err *e, gpgme_error_t err, const char *what)
{
	switch (gpgme_err_code(err)) {
	case GPG_ERR_ENOMEM: return (err_set(e, ERR_NOMEM, "out of memory"));
	case GPG_ERR_INV_ENGINE:
		return (err_set(e, ERR_UNAVAILABLE, "OpenPGP needs gpg: install the package gnupg"));
	default: return (err_set(e, ERR_IO, "%s: gpg: %s", what, gpgme_strerror(err)));
	}
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
start(void)
{
	/* gpg alone is wanted; without this gpgme asks gpgconf and gpgsm too, in four runs. */
	(void)gpgme_set_global_flag("disable-gpgconf", "1");
	(void)gpgme_check_version(NULL);
}

/* Write the configuration unless it is there as it should be. */
static int
configure(int home, struct err *e)
{
	struct buf there = BUF(2 * sizeof(settings));
	int rc = file_read(&there, home, "gpg.conf", NULL);

	if (rc != 0 || !str_eq(buf_view(&there), str_of(settings)))
		rc = file_replace(home, "gpg.conf", str_of(settings), 0600, false, e);
	buf_free(&there);
	return (rc);
}

/* The folder must be the caller's alone: who can write there chooses the keys. */
static int
prepare_home(const char *home, struct err *e)
{
	struct stat st;
	int fd, rc;

	if ((rc = file_mkdir(AT_FDCWD, home, 0700, e)) != 0)
		return (rc);
	if ((fd = open(home, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) < 0)
		return (err_sys(e, "cannot open the key home %s", home));
	if (fstat(fd, &st) != 0)
		rc = err_sys(e, "cannot look at the key home %s", home);
	else if (st.st_uid != geteuid() || (st.st_mode & 077) != 0)
		rc = err_set(e, ERR_DENIED, "the key home %s must be yours alone (mode 0700)", home);
	else
		rc = configure(fd, e);
	(void)close(fd);
	return (rc);
}

int
openpgp_open(struct openpgp **out, const char *home, struct err *e)
{
	struct openpgp *o;
	gpgme_error_t err;
	int rc;

	(void)pthread_once(&once, start);
	if ((rc = prepare_home(home, e)) != 0)
		return (rc);
	if ((o = calloc(1, sizeof(*o))) == NULL || (o->home = realpath(home, NULL)) == NULL) {
		free(o);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	if ((err = gpgme_engine_check_version(GPGME_PROTOCOL_OPENPGP)) != 0 ||
	    (err = gpgme_new(&o->ctx)) != 0 ||
	    (err = gpgme_set_protocol(o->ctx, GPGME_PROTOCOL_OPENPGP)) != 0 ||
	    (err = gpgme_ctx_set_engine_info(o->ctx, GPGME_PROTOCOL_OPENPGP, NULL, o->home)) != 0) {
		rc = openpgp_fault(e, err, "cannot start");
		openpgp_close(o);
		return (rc);
	}
	gpgme_set_offline(o->ctx, 1);
	gpgme_set_armor(o->ctx, 0);
	*out = o;
	return (0);
}

static void
forget_keys(struct openpgp *o)
{
	for (size_t i = 0; i < o->n; i++)
		gpgme_key_unref(o->keys[i]);
	o->n = 0;
	o->listed = false;
}

void
openpgp_close(struct openpgp *o)
{
	if (o == NULL)
		return;
	forget_keys(o);
	free(o->keys);
	if (o->ctx != NULL)
		gpgme_release(o->ctx);
	free(o->home);
	free(o);
}

int
openpgp_data(gpgme_data_t *data, struct str text, struct err *e)
{
	gpgme_error_t err = gpgme_data_new_from_mem(data, text.n > 0 ? text.p : "", text.n, 0);

	return (err == 0 ? 0 : openpgp_fault(e, err, "cannot begin"));
}

/* Take one key into the list. */
static int
hold(struct openpgp *o, gpgme_key_t key, struct err *e)
{
	size_t room = o->room > 0 ? 2 * o->room : 64;
	gpgme_key_t *more;

	if (o->n == o->room) {
		if ((more = reallocarray(o->keys, room, sizeof(*more))) == NULL) {
			gpgme_key_unref(key);
			return (err_set(e, ERR_NOMEM, "out of memory"));
		}
		o->keys = more;
		o->room = room;
	}
	o->keys[o->n++] = key;
	return (0);
}

/* Whether gpg may be asked for it: 40 hex digits, and nothing that it could take for a pattern. */
static bool
is_fingerprint(const char *text)
{
	return (strlen(text) == PGP_FINGERPRINT && strspn(text, "0123456789ABCDEF") == PGP_FINGERPRINT);
}

/* Where the key of this fingerprint stands in the list, or its end. */
static size_t
place_of(const struct openpgp *o, const char *fingerprint)
{
	size_t i = 0;

	while (i < o->n && (o->keys[i]->fpr == NULL || strcmp(o->keys[i]->fpr, fingerprint) != 0))
		i++;
	return (i);
}

/* Forget one key: the last takes its place. */
static void
drop(struct openpgp *o, size_t at)
{
	if (at == o->n)
		return;
	gpgme_key_unref(o->keys[at]);
	o->keys[at] = o->keys[--o->n];
}

/* List the home, or one key of it where ${only} is not NULL: one run of gpg. */
static int
list_keys(struct openpgp *o, const char *only, struct err *e)
{
	gpgme_error_t err;
	gpgme_key_t key;
	int rc = 0;

	if (only != NULL)
		drop(o, place_of(o, only));
	else
		forget_keys(o);
	if ((err = gpgme_op_keylist_start(o->ctx, only, 0)) != 0)
		return (openpgp_fault(e, err, "cannot list keys"));
	while (rc == 0 && (err = gpgme_op_keylist_next(o->ctx, &key)) == 0) {
		/* A key that has it as the fingerprint of a subkey is found by it too, and stands there already. */
		if (only == NULL || (key->fpr != NULL && strcmp(key->fpr, only) == 0))
			rc = hold(o, key, e);
		else
			gpgme_key_unref(key);
	}
	(void)gpgme_op_keylist_end(o->ctx);
	if (rc == 0 && gpgme_err_code(err) != GPG_ERR_EOF)
		rc = openpgp_fault(e, err, "cannot list keys");
	o->listed = rc == 0 && (only == NULL || o->listed);
	return (rc);
}

int
openpgp_lookup(struct openpgp *o, const char *fingerprint, gpgme_key_t *key, struct err *e)
{
	bool fresh = !o->listed;
	size_t at;
	int rc = fresh ? list_keys(o, NULL, e) : 0;

	if (rc != 0)
		return (rc);
	/* What is not there may have been put there by another process since. */
	if ((at = place_of(o, fingerprint)) == o->n && !fresh && is_fingerprint(fingerprint)) {
		if ((rc = list_keys(o, fingerprint, e)) != 0)
			return (rc);
		at = place_of(o, fingerprint);
	}
	if (at == o->n)
		return (err_set(e, ERR_NOTFOUND, "no key %.40s in the key home", fingerprint));
	*key = o->keys[at];
	return (0);
}

/* Can this part of a key be used at ${now} (seconds)? */
static bool
usable(const struct _gpgme_subkey *s, int64_t now)
{
	return (!s->revoked && !s->disabled && !s->invalid && s->timestamp <= now &&
	    (s->expires == 0 || s->expires > now));
}

static void
describe(struct openpgp_key *out, gpgme_key_t key)
{
	int64_t now = instant_now() / INSTANT_SECOND;
	const struct _gpgme_subkey *primary = key->subkeys;

	*out = (struct openpgp_key){ 0 };
	(void)str_copy(out->fingerprint, sizeof(out->fingerprint), str_of(key->fpr));
	if (key->uids != NULL)
		(void)str_copy(out->user, sizeof(out->user), str_of(key->uids->uid));
	if (primary == NULL)
		return;
	out->created = primary->timestamp * INSTANT_SECOND;
	out->expires = primary->expires * INSTANT_SECOND;
	out->revoked = key->revoked || primary->revoked;
	out->expired = primary->expires != 0 && primary->expires <= now;
	if (out->revoked || out->expired || key->invalid || key->disabled)
		return;
	for (const struct _gpgme_subkey *s = primary; s != NULL; s = s->next) {
		out->can_encrypt = out->can_encrypt || (s->can_encrypt && usable(s, now));
		out->can_sign = out->can_sign || (s->can_sign && usable(s, now));
	}
}

int
openpgp_find(struct openpgp *o, const char *fingerprint, struct openpgp_key *key, struct err *e)
{
	gpgme_key_t found;
	int rc = openpgp_lookup(o, fingerprint, &found, e);

	if (rc == 0)
		describe(key, found);
	return (rc);
}

/* Let gpg read the packets of one key without keeping it. */
static int
show(struct openpgp *o, struct str packets, const char *fingerprint, struct openpgp_key *key, struct err *e)
{
	gpgme_key_t found = NULL, second = NULL;
	gpgme_data_t data = NULL;
	gpgme_error_t err;
	int rc;

	if ((rc = openpgp_data(&data, packets, e)) != 0)
		return (rc);
	if ((err = gpgme_op_keylist_from_data_start(o->ctx, data, 0)) == 0) {
		err = gpgme_op_keylist_next(o->ctx, &found);
		if (err == 0)
			(void)gpgme_op_keylist_next(o->ctx, &second);
		(void)gpgme_op_keylist_end(o->ctx);
	}
	if (gpgme_err_code(err) == GPG_ERR_EOF)
		rc = err_set(e, ERR_SYNTAX,
		    "gpg finds no usable key in it: it has no user id with a valid signature of its own");
	else if (err != 0)
		rc = openpgp_fault(e, err, "cannot read the key");
	/* Two readers that disagree about which key this is leave it to nobody. */
	else if (second != NULL || found->secret || found->fpr == NULL ||
	    strcmp(found->fpr, fingerprint) != 0)
		rc = err_set(e, ERR_SYNTAX, "gpg reads another key in it than its packets say");
	else
		describe(key, found);
	if (second != NULL)
		gpgme_key_unref(second);
	if (found != NULL)
		gpgme_key_unref(found);
	gpgme_data_release(data);
	return (rc);
}

/* The packets of a key file that holds one public key, and its fingerprint. */
static int
read_packets(struct str file, struct buf *packets, char fingerprint[PGP_FINGERPRINT + 1], struct err *e)
{
	int rc;

	if (file.n > OPENPGP_KEY_MAX)
		return (err_set(e, ERR_LIMIT, "a key file has at most %zu bytes", OPENPGP_KEY_MAX));
	if ((rc = pgp_dearmour(packets, file, e)) != 0)
		return (rc);
	return (pgp_key_check(fingerprint, buf_view(packets), e));
}

int
openpgp_key_file(struct openpgp *o, struct str file, struct openpgp_key *key, struct err *e)
{
	struct buf packets = BUF(OPENPGP_KEY_MAX);
	char fingerprint[PGP_FINGERPRINT + 1];
	int rc = read_packets(file, &packets, fingerprint, e);

	if (rc == 0)
		rc = show(o, buf_view(&packets), fingerprint, key, e);
	buf_free(&packets);
	return (rc);
}

/* Whether gpg says of the import just made that it has the key now, new or as it was. */
static bool
imported(struct openpgp *o, const char *fingerprint)
{
	gpgme_import_result_t result = gpgme_op_import_result(o->ctx);

	for (gpgme_import_status_t i = result != NULL ? result->imports : NULL; i != NULL; i = i->next) {
		if (i->result == 0 && i->fpr != NULL && strcmp(i->fpr, fingerprint) == 0)
			return (true);
	}
	return (false);
}

/* Import the packets of that key. */
static int
import(struct openpgp *o, struct str packets, const char *fingerprint, struct err *e)
{
	gpgme_data_t data = NULL;
	struct openpgp_key key;
	gpgme_error_t err;
	int rc = openpgp_data(&data, packets, e);

	if (rc != 0)
		return (rc);
	if ((err = gpgme_op_import(o->ctx, data)) != 0)
		rc = openpgp_fault(e, err, "cannot keep the key");
	/* Reading it alone tells better why gpg does not take it. */
	else if (!imported(o, fingerprint) && (rc = show(o, packets, fingerprint, &key, e)) == 0)
		rc = err_set(e, ERR_IO, "gpg did not keep the key %.40s", fingerprint);
	gpgme_data_release(data);
	return (rc);
}

int
openpgp_keep(struct openpgp *o, struct str file, const char *fingerprint, struct err *e)
{
	struct buf packets = BUF(OPENPGP_KEY_MAX);
	char holds[PGP_FINGERPRINT + 1];
	int rc = read_packets(file, &packets, holds, e);

	if (rc == 0 && strcmp(holds, fingerprint) != 0)
		rc = err_set(e, ERR_DENIED, "the file holds key %s, not %.40s", holds, fingerprint);
	if (rc == 0)
		rc = import(o, buf_view(&packets), fingerprint, e);
	/* What counts is what the home has then: who asks for it lists it anew. */
	drop(o, place_of(o, fingerprint));
	buf_free(&packets);
	return (rc);
}

static int
may_seal(const struct openpgp_key *key, struct err *e)
{
	if (key->revoked)
		return (err_set(e, ERR_DENIED, "the key %s is revoked", key->fingerprint));
	if (key->expired)
		return (err_set(e, ERR_DENIED, "the key %s has expired", key->fingerprint));
	if (!key->can_encrypt)
		return (err_set(e, ERR_DENIED,
		    "the key %s cannot be encrypted to: it has no encryption subkey that is valid now",
		    key->fingerprint));
	return (0);
}

int
openpgp_ready(struct openpgp *o, const char *fingerprint, struct err *e)
{
	struct openpgp_key key;
	int rc = openpgp_find(o, fingerprint, &key, e);

	return (rc != 0 ? rc : may_seal(&key, e));
}
