/*
 * A signed statement; see share/openpgp.h.  Whatever form it has, it is taken
 * apart here into a text and one signature, the text must be the statement,
 * and gpg checks the signature over that text as if it had come by itself; for
 * a clear-signed file gpg reads the file, and what it reads must be the
 * statement as well.
 */
#include "share/openpgp.h"

#include "share/openpgp_impl.h"

#define FUTURE INSTANT_DAY /* How far a signer's clock may be ahead. */

/* Append ${text} with LF line ends; with ${clear} as clear-signing sees it: no blanks at ends, a last LF. */
static void
put_lines(struct buf *b, struct str text, bool clear)
{
	struct str rest = text, line;

	while (str_split(&rest, '\n', &line)) {
		bool ends = rest.p != NULL;

		if (ends && line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		while (clear && line.n > 0 &&
		    (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t' || line.p[line.n - 1] == '\r'))
			line.n--;
		buf_str(b, line);
		if (ends || (clear && line.n > 0))
			buf_char(b, '\n');
	}
}

static int
same_text(struct str text, struct str statement, bool clear, struct err *e)
{
	struct buf a = BUF(2 * OPENPGP_SIGNED_MAX), b = BUF(2 * OPENPGP_SIGNED_MAX);
	int rc;

	put_lines(&a, text, clear);
	put_lines(&b, statement, clear);
	if ((rc = buf_error(&a, e)) == 0 && (rc = buf_error(&b, e)) == 0 &&
	    !str_eq(buf_view(&a), buf_view(&b)))
		rc = err_set(e, ERR_DENIED, "the text that is signed is not the statement expected");
	buf_free(&a);
	buf_free(&b);
	return (rc);
}

/* The part of ${key} that has this fingerprint, or NULL. */
static const struct _gpgme_subkey *
part_of(gpgme_key_t key, const char *fingerprint)
{
	for (const struct _gpgme_subkey *s = key->subkeys; s != NULL; s = s->next)
		if (s->fpr != NULL && strcmp(s->fpr, fingerprint) == 0)
			return (s);
	return (NULL);
}

/* Was this part of the key in its time at ${made} (seconds)? */
static bool
in_time(const struct _gpgme_subkey *s, int64_t made)
{
	return (s->timestamp <= made && (s->expires == 0 || made < s->expires));
}

/* What gpg says of the signature itself; an expired key is judged by the time of signing, elsewhere. */
static int
judge_status(const struct _gpgme_signature *s, struct err *e)
{
	switch (gpgme_err_code(s->status)) {
	case GPG_ERR_NO_ERROR:
	case GPG_ERR_KEY_EXPIRED: return (0);
	case GPG_ERR_BAD_SIGNATURE:
		return (
		    err_set(e, ERR_DENIED, "the signature does not fit the text: one of them was changed"));
	case GPG_ERR_NO_PUBKEY:
		return (err_set(e, ERR_DENIED, "signed by another key (%.40s) than the one on file",
		    s->fpr != NULL ? s->fpr : "unknown"));
	case GPG_ERR_SIG_EXPIRED: return (err_set(e, ERR_DENIED, "the signature's own time has run out"));
	case GPG_ERR_CERT_REVOKED: return (err_set(e, ERR_DENIED, "the key that signed is revoked"));
	default:
		return (err_set(
		    e, ERR_DENIED, "the signature does not count: gpg: %s", gpgme_strerror(s->status)));
	}
}

/* Is this gpg's good signature by a part of ${key} that was in its time? */
static int
judge(const struct _gpgme_signature *s, gpgme_key_t key, struct openpgp_signature *out, struct err *e)
{
	const struct _gpgme_subkey *part;
	int64_t made = (int64_t)s->timestamp;
	int rc;

	if ((rc = judge_status(s, e)) != 0)
		return (rc);
	if (s->fpr == NULL || (part = part_of(key, s->fpr)) == NULL)
		return (err_set(e, ERR_DENIED, "signed by another key (%.40s) than the one on file",
		    s->fpr != NULL ? s->fpr : "unknown"));
	if (key->revoked || key->subkeys->revoked || part->revoked)
		return (err_set(e, ERR_DENIED, "the key that signed is revoked"));
	if (!in_time(key->subkeys, made) || !in_time(part, made))
		return (err_set(e, ERR_DENIED, "the key was not valid yet, or not any more, when it signed"));
	if (made * INSTANT_SECOND > instant_now() + FUTURE)
		return (err_set(e, ERR_DENIED, "the signature says that it was made in the future"));
	if (!part->can_sign)
		return (err_set(e, ERR_DENIED, "signed by a part of the key that is not meant for signing"));
	(void)str_copy(out->by, sizeof(out->by), str_of(s->fpr));
	out->made = made * INSTANT_SECOND;
	return (0);
}

/*
 * Let gpg check: ${signature} over ${text}, or where ${text} is NULL the
 * clear-signed file ${signature}, whose text goes to ${plain}.
 */
static int
check(struct openpgp *o, gpgme_key_t key, struct str signature, const struct str *text, gpgme_data_t plain,
    struct openpgp_signature *out, struct err *e)
{
	gpgme_data_t sig = NULL, data = NULL;
	gpgme_verify_result_t result;
	gpgme_error_t err;
	int rc;

	if ((rc = openpgp_data(&sig, signature, e)) != 0 ||
	    (text != NULL && (rc = openpgp_data(&data, *text, e)) != 0))
		goto done;
	err = gpgme_op_verify(o->ctx, sig, data, plain);
	result = gpgme_op_verify_result(o->ctx);
	if (err != 0 && (result == NULL || result->signatures == NULL))
		rc = gpgme_err_code(err) == GPG_ERR_NO_DATA || gpgme_err_code(err) == GPG_ERR_BAD_DATA
		    ? err_set(e, ERR_SYNTAX, "gpg finds no signature in it")
		    : openpgp_fault(e, err, "cannot check the signature");
	else if (result == NULL || result->signatures == NULL)
		rc = err_set(e, ERR_SYNTAX, "gpg finds no signature in it");
	else if (result->signatures->next != NULL)
		rc = err_set(e, ERR_DENIED, "carries several signatures where one is expected");
	else
		rc = judge(result->signatures, key, out, e);
done:
	if (data != NULL)
		gpgme_data_release(data);
	if (sig != NULL)
		gpgme_data_release(sig);
	return (rc);
}

static int
check_clear(struct openpgp *o, gpgme_key_t key, struct str file, struct str statement,
    struct openpgp_signature *out, struct err *e)
{
	struct buf text = BUF(OPENPGP_SIGNED_MAX), signature = BUF(OPENPGP_SIGNED_MAX);
	gpgme_data_t plain = NULL;
	gpgme_error_t err;
	char *read = NULL;
	size_t n = 0;
	int rc;

	if ((rc = pgp_clear(&text, &signature, file, e)) != 0 ||
	    (rc = pgp_signature_check(buf_view(&signature), e)) != 0 ||
	    (rc = same_text(buf_view(&text), statement, true, e)) != 0)
		goto done;
	if ((err = gpgme_data_new(&plain)) != 0)
		rc = openpgp_fault(e, err, "cannot begin");
	else if ((rc = check(o, key, file, NULL, plain, out, e)) == 0) {
		read = gpgme_data_release_and_get_mem(plain, &n);
		plain = NULL;
		rc = same_text((struct str){ read, read != NULL ? n : 0 }, statement, true, e);
	}
done:
	if (plain != NULL)
		gpgme_data_release(plain);
	gpgme_free(read);
	buf_free(&text);
	buf_free(&signature);
	return (rc);
}

/* A signature alone, over the statement as it is or with CR LF at the ends of its lines. */
static int
check_apart(struct openpgp *o, gpgme_key_t key, struct str signature, struct str statement,
    struct openpgp_signature *out, struct err *e)
{
	struct buf lines = BUF(2 * OPENPGP_SIGNED_MAX), crlf = BUF(4 * OPENPGP_SIGNED_MAX);
	struct str view;
	int rc, again;

	put_lines(&lines, statement, false);
	for (size_t i = 0; i < lines.n; i++) {
		if (lines.p[i] == '\n')
			buf_char(&crlf, '\r');
		buf_char(&crlf, lines.p[i]);
	}
	if ((rc = buf_error(&lines, e)) == 0 && (rc = buf_error(&crlf, e)) == 0) {
		view = buf_view(&lines);
		rc = check(o, key, signature, &view, NULL, out, e);
		view = buf_view(&crlf);
		/* Signed as a file on a system whose lines end so; the first answer stands where this fails. */
		again = rc != 0 ? check(o, key, signature, &view, NULL, out, NULL) : 0;
		rc = again == 0 ? 0 : rc;
	}
	buf_free(&lines);
	buf_free(&crlf);
	return (rc);
}

static int
check_packets(struct openpgp *o, gpgme_key_t key, struct str file, struct str statement,
    struct openpgp_signature *out, struct err *e)
{
	struct buf packets = BUF(OPENPGP_SIGNED_MAX), text = BUF(4 * OPENPGP_SIGNED_MAX),
		   signature = BUF(OPENPGP_SIGNED_MAX);
	struct str view;
	int rc, has_text = 0;

	if ((rc = pgp_dearmour(&packets, file, e)) != 0 ||
	    (rc = has_text = pgp_message(&text, &signature, buf_view(&packets), e)) < 0 ||
	    (rc = pgp_signature_check(buf_view(&signature), e)) != 0)
		goto done;
	out->form = has_text ? PGP_MESSAGE : PGP_SIGNATURE;
	view = buf_view(&text);
	if (!has_text)
		rc = check_apart(o, key, buf_view(&signature), statement, out, e);
	else if ((rc = same_text(view, statement, false, e)) == 0)
		rc = check(o, key, buf_view(&signature), &view, NULL, out, e);
done:
	buf_free(&packets);
	buf_free(&text);
	buf_free(&signature);
	return (rc);
}

int
openpgp_verify(struct openpgp *o, const char *fingerprint, struct str file, struct str statement,
    struct openpgp_signature *sig, struct err *e)
{
	struct openpgp_signature got = { .form = PGP_CLEAR };
	gpgme_key_t key;
	int rc;

	if (file.n > OPENPGP_SIGNED_MAX || statement.n > OPENPGP_SIGNED_MAX)
		return (err_set(e, ERR_LIMIT, "a signed text has at most %zu bytes", OPENPGP_SIGNED_MAX));
	if ((rc = openpgp_lookup(o, fingerprint, &key, e)) != 0)
		return (rc);
	/* The list belongs to the home; a later listing must not take the key away from under us. */
	gpgme_key_ref(key);
	if (pgp_kind_of(file) == PGP_CLEAR)
		rc = check_clear(o, key, file, statement, &got, e);
	else
		rc = check_packets(o, key, file, statement, &got, e);
	gpgme_key_unref(key);
	if (rc == 0)
		*sig = got;
	return (rc);
}
