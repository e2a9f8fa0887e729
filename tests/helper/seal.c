/*
 * The sealers by hand, for the shell tests and the bench, until and beside the
 * commands that use them:
 *
 *	seal key HOME KEYFILE                   what the key is, one "name value" a line
 *	seal seal HOME KEYFILE <IN >OUT         sealed to the key of the file
 *	seal keep HOME KEYFILE                  put the key into the home, as entering a partner does
 *	seal many HOME SCHEME FINGERPRINT IN OUT N   to a key of the home N times over, in one process, as a release does
 *	seal open IDENTITYFILE <IN >OUT         an age file
 *	seal verify HOME FINGERPRINT SIGNED STATEMENT
 *	seal identity >IDENTITYFILE             a fresh age identity; its recipient on stderr
 *
 * Faults go to stderr as "CODE: text", with status 1.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "share/age.h"
#include "share/openpgp.h"
#include "share/sealer.h"

static struct err fault;

static int
read_all(struct buf *b, const char *path)
{
	*b = BUF(BUF_BIG);
	return (file_read(b, AT_FDCWD, path, &fault));
}

static int
do_key(struct sealers *s, const char *path)
{
	struct buf file, user = BUF(BUF_BIG);
	const struct sealer *by;
	struct sealer_key key;
	int rc;

	if ((rc = read_all(&file, path)) == 0 &&
	    (rc = sealer_key_file(s, buf_view(&file), &by, &key, &fault)) == 0) {
		escape_term(&user, str_of(key.user));
		(void)printf("scheme %s\nfingerprint %s\nuser %s\ncreated %lld\nexpires %lld\n", by->name,
		    key.fingerprint, buf_c(&user), (long long)(key.created / INSTANT_SECOND),
		    (long long)(key.expires / INSTANT_SECOND));
		(void)printf("revoked %d\nexpired %d\nencrypt %d\nsign %d\n", key.revoked, key.expired,
		    key.can_encrypt, key.can_sign);
	}
	buf_free(&file);
	buf_free(&user);
	return (rc);
}

/* Put the key of a file into the home, and seal ${in} to it unless that is -1. */
static int
do_seal(struct sealers *s, const char *path, int in, int out)
{
	const struct sealer *by;
	struct sealer_key key;
	struct buf file;
	int rc;

	if ((rc = read_all(&file, path)) == 0 &&
	    (rc = sealer_key_file(s, buf_view(&file), &by, &key, &fault)) == 0 &&
	    (rc = by->keep(s, buf_view(&file), key.fingerprint, &fault)) == 0 && in >= 0)
		rc = by->seal(s, key.fingerprint, in, out, &fault);
	buf_free(&file);
	return (rc);
}

static int
do_open(const char *path)
{
	struct age_identity id;
	struct buf file;
	int rc;

	if ((rc = read_all(&file, path)) == 0 &&
	    (rc = age_identity_parse(&id, str_trim(buf_view(&file)), &fault)) == 0)
		rc = age_open(&id, STDIN_FILENO, STDOUT_FILENO, &fault);
	age_identity_wipe(&id);
	buf_free(&file);
	return (rc);
}

static int
do_identity(void)
{
	struct buf secret = BUF(256), name = BUF(256);
	struct age_identity id;
	struct age_recipient to;
	int rc;

	age_identity_new(&id);
	if ((rc = age_identity_recipient(&to, &id, &fault)) == 0) {
		age_identity_put(&secret, &id);
		age_recipient_put(&name, &to);
		(void)printf("%s\n", buf_c(&secret));
		(void)fprintf(stderr, "%s\n", buf_c(&name));
	}
	age_identity_wipe(&id);
	buf_free(&secret);
	buf_free(&name);
	return (rc);
}

static int
do_verify(struct sealers *s, const char *fingerprint, const char *path, const char *statement)
{
	static const char *const forms[] = {
		[PGP_CLEAR] = "clear", [PGP_MESSAGE] = "message", [PGP_SIGNATURE] = "detached"
	};
	struct openpgp_signature sig;
	struct buf file, text = BUF(1);
	struct openpgp *o;
	int rc;

	if ((rc = sealers_openpgp(s, &o, &fault)) == 0 && (rc = read_all(&file, path)) == 0) {
		if ((rc = read_all(&text, statement)) == 0 &&
		    (rc = openpgp_verify(o, fingerprint, buf_view(&file), buf_view(&text), &sig, &fault)) ==
			0)
			(void)printf(
			    "%s %s %lld\n", forms[sig.form], sig.by, (long long)(sig.made / INSTANT_SECOND));
		buf_free(&file);
		buf_free(&text);
	}
	return (rc);
}

/* To a key that is in the home, as party_seal_ready finds it there. */
static int
seal_often(struct sealers *s, char **argv, int in, int out)
{
	const struct sealer *by = sealer_named(str_of(argv[3]));
	int rc = by == NULL ? err_set(&fault, ERR_USAGE, "no such sealer") : 0;

	for (long i = strtol(argv[7], NULL, 10); rc == 0 && i > 0; i--) {
		if (lseek(in, 0, SEEK_SET) != 0 || lseek(out, 0, SEEK_SET) != 0)
			rc = err_sys(&fault, "cannot go back");
		else if ((rc = by->ready(s, argv[4], &fault)) == 0)
			rc = by->seal(s, argv[4], in, out, &fault);
	}
	return (rc);
}

static int
many(struct sealers *s, char **argv)
{
	int in = open(argv[5], O_RDONLY | O_CLOEXEC), out = open(argv[6], O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int rc = in < 0 || out < 0 ? err_sys(&fault, "cannot open") : seal_often(s, argv, in, out);

	(void)close(in);
	(void)close(out);
	return (rc);
}

int
main(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";
	struct sealers *s = sealers_new(argc > 2 ? argv[2] : "");
	char text[1024];
	int rc;

	if (strcmp(verb, "key") == 0 && argc == 4)
		rc = do_key(s, argv[3]);
	else if (strcmp(verb, "seal") == 0 && argc == 4)
		rc = do_seal(s, argv[3], STDIN_FILENO, STDOUT_FILENO);
	else if (strcmp(verb, "keep") == 0 && argc == 4)
		rc = do_seal(s, argv[3], -1, -1);
	else if (strcmp(verb, "many") == 0 && argc == 8)
		rc = many(s, argv);
	else if (strcmp(verb, "open") == 0 && argc == 3)
		rc = do_open(argv[2]);
	else if (strcmp(verb, "verify") == 0 && argc == 6)
		rc = do_verify(s, argv[3], argv[4], argv[5]);
	else if (strcmp(verb, "identity") == 0)
		rc = do_identity();
	else
		rc = err_set(&fault, ERR_USAGE, "see the top of tests/helper/seal.c");
	sealers_free(s);
	if (rc != 0) {
		err_format(&fault, text, sizeof(text));
		(void)fprintf(stderr, "%s: %s\n", err_name(rc), text);
	}
	return (rc != 0);
}
