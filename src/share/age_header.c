/*
 * Header lines of an age file:
 *
 *	age-encryption.org/v1
 *	-> X25519 <ephemeral share, base64 without padding>
 *	<wrapped file key, base64 in lines of 64, the last one shorter>
 *	--- <HMAC-SHA-256 of all before the blank>
 *
 * The grammar is read strictly, stanzas of kinds that are not ours included:
 * what one reader takes and another refuses is a place to hide things in.
 */
#include "share/age_header.h"

#include "base/hash.h"

#define VERSION_LINE "age-encryption.org/v1\n"
#define INFO         "age-encryption.org/v1/X25519"
#define LINE         64                  /* Characters of a full line. */
#define WRAPPED      (AGE_FILE_KEY + 16) /* Bytes of a wrapped file key. */
#define MAC_CHARS    43

static const unsigned char zero_nonce[12];

static struct str
bytes(const unsigned char *p, size_t n)
{
	return ((struct str){ (const char *)p, n });
}

/* Base64 without its padding. */
static void
put_base64(struct buf *b, const void *p, size_t n)
{
	base64_put(b, p, n);
	while (b->n > 0 && b->p[b->n - 1] == '=')
		b->n--;
}

/* Read canonical base64 without padding, of at most one line, behind what is in ${b}. */
static int
read_base64(struct buf *b, struct str text)
{
	char padded[LINE + 4];
	size_t n = text.n;

	if (n > LINE || n % 4 == 1 || str_chr(text, '=') != STR_NPOS)
		return (-1);
	if (n > 0)
		memcpy(padded, text.p, n);
	while (n % 4 != 0)
		padded[n++] = '=';
	return (base64_read(b, (struct str){ padded, n }));
}

/* The key that wraps a file key for ${point}, from the shared secret. */
static void
wrap_key(unsigned char key[32], const unsigned char shared[32], const unsigned char share[32],
    const unsigned char point[32])
{
	unsigned char salt[64];

	memcpy(salt, share, 32);
	memcpy(salt + 32, point, 32);
	age_derive(key, bytes(shared, 32), bytes(salt, sizeof(salt)), STR(INFO));
}

static struct sha256
header_mac(const unsigned char file_key[AGE_FILE_KEY], struct str text)
{
	unsigned char key[32];
	struct sha256 mac;

	age_derive(key, bytes(file_key, AGE_FILE_KEY), STR(""), STR("header"));
	mac = hmac_sha256(bytes(key, sizeof(key)), text);
	wipe(key, sizeof(key));
	return (mac);
}

int
age_header_make(
    struct buf *b, const struct age_recipient *to, const unsigned char file_key[AGE_FILE_KEY], struct err *e)
{
	unsigned char secret[32], share[32], shared[32], key[32], wrapped[WRAPPED];
	struct age_cipher *c = NULL;
	size_t start = b->n;
	struct sha256 mac;
	int rc = -1;

	/* A secret for this file alone; the recipient gets its public half. */
	random_bytes(secret, sizeof(secret));
	if (age_public(share, secret) != 0 || age_x25519(shared, secret, to->point) != 0)
		goto done;
	wrap_key(key, shared, share, to->point);
	if ((c = age_cipher_new(key, true)) == NULL ||
	    age_cipher_run(c, zero_nonce, bytes(file_key, AGE_FILE_KEY), wrapped) != 0)
		goto done;

	buf_cstr(b, VERSION_LINE "-> X25519 ");
	put_base64(b, share, sizeof(share));
	buf_char(b, '\n');
	put_base64(b, wrapped, sizeof(wrapped));
	buf_cstr(b, "\n---");
	mac = header_mac(file_key, str_sub(buf_view(b), start, b->n));
	buf_char(b, ' ');
	put_base64(b, mac.b, sizeof(mac.b));
	buf_char(b, '\n');
	rc = 0;
done:
	age_cipher_free(c);
	wipe(secret, sizeof(secret));
	wipe(shared, sizeof(shared));
	wipe(key, sizeof(key));
	return (rc != 0 ? err_set(e, ERR_INTERNAL, "cannot make an age header") : buf_error(b, e));
}

size_t
age_header_length(struct str in)
{
	size_t end = str_find(in, STR("\n---")), line;

	if (end == STR_NPOS)
		return (0);
	line = str_chr(str_sub(in, end + 1, in.n), '\n');
	return (line == STR_NPOS ? 0 : end + 1 + line + 1);
}

/*
 * Try one X25519 stanza: 0 where it gave the file key, 1 where it is for
 * somebody else, or the code of a fault.
 */
static int
unwrap(unsigned char file_key[AGE_FILE_KEY], struct str share_text, bool more, struct str body,
    const struct age_identity *id, struct err *e)
{
	unsigned char point[32], shared[32] = { 0 }, key[32] = { 0 };
	struct buf share = BUF(LINE);
	struct age_cipher *c = NULL;
	int rc;

	if (more || read_base64(&share, share_text) != 0 || share.n != 32 || body.n != WRAPPED)
		rc = err_set(e, ERR_SYNTAX, "not an age file: a malformed X25519 stanza");
	else if (age_x25519(shared, id->secret, (const unsigned char *)share.p) != 0)
		rc = err_set(e, ERR_SYNTAX, "not an age file: an X25519 share of low order");
	else if (age_public(point, id->secret) != 0)
		rc = err_set(e, ERR_INTERNAL, "cannot compute with X25519");
	else {
		wrap_key(key, shared, (const unsigned char *)share.p, point);
		if ((c = age_cipher_new(key, false)) == NULL)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else
			rc = age_cipher_run(c, zero_nonce, body, file_key) == 0 ? 0 : 1;
	}
	age_cipher_free(c);
	buf_free(&share);
	wipe(shared, sizeof(shared));
	wipe(key, sizeof(key));
	return (rc);
}

/* Take a stanza's body off ${rest} into ${b}: full lines, then a shorter one, which may be empty. */
static int
take_body(struct str *rest, struct buf *b)
{
	struct str line;

	do {
		if (!str_split(rest, '\n', &line) || rest->p == NULL || read_base64(b, line) != 0)
			return (-1);
	} while (line.n == LINE);
	return (0);
}

/* Are these arguments separated by single blanks, each of visible ASCII? */
static bool
arguments_ok(struct str args)
{
	for (size_t i = 0; i < args.n; i++) {
		if (args.p[i] < 0x20 || args.p[i] == 0x7F)
			return (false);
		if (args.p[i] == ' ' && (i == 0 || i + 1 == args.n || args.p[i + 1] == ' '))
			return (false);
	}
	return (args.n > 0);
}

/* Read one stanza off ${rest}; try it where none has fitted so far (${*fits} is 1). */
static int
take_stanza(unsigned char file_key[AGE_FILE_KEY], struct str *rest, const struct age_identity *id, int *fits,
    struct err *e)
{
	struct str line = { 0 }, kind, share = STR("");
	struct buf body = BUF(AGE_HEADER_MAX);
	int rc = 0;

	if (!str_split(rest, '\n', &line) || rest->p == NULL || !str_starts(line, STR("-> ")) ||
	    !arguments_ok(str_sub(line, 3, line.n)) || take_body(rest, &body) != 0) {
		buf_free(&body);
		return (err_set(e, ERR_SYNTAX, "not an age file: a malformed stanza"));
	}
	line = str_sub(line, 3, line.n);
	(void)str_split(&line, ' ', &kind);
	if (str_eq(kind, STR("X25519")) && *fits == 1) {
		if (line.p != NULL)
			(void)str_split(&line, ' ', &share);
		rc = unwrap(file_key, share, line.p != NULL, buf_view(&body), id, e);
		*fits = rc;
	}
	buf_free(&body);
	return (rc < 0 ? rc : 0);
}

int
age_header_open(
    unsigned char file_key[AGE_FILE_KEY], struct str header, const struct age_identity *id, struct err *e)
{
	struct str rest = header, line;
	struct buf mac = BUF(LINE);
	struct sha256 want;
	int rc, fits = 1;

	if (!str_starts(rest, STR(VERSION_LINE)))
		return (err_set(e, ERR_SYNTAX, "not an age file of version 1"));
	rest = str_sub(rest, strlen(VERSION_LINE), rest.n);
	do {
		if ((rc = take_stanza(file_key, &rest, id, &fits, e)) != 0)
			return (rc);
	} while (!str_starts(rest, STR("---")));

	/* The last line: the MAC, and nothing behind it. */
	if (!str_split(&rest, '\n', &line) || rest.p == NULL || rest.n != 0 || line.n != 4 + MAC_CHARS ||
	    line.p[3] != ' ' || read_base64(&mac, str_sub(line, 4, line.n)) != 0 || mac.n != SHA256_BYTES)
		rc = err_set(e, ERR_SYNTAX, "not an age file: a malformed MAC");
	else if (fits != 0)
		rc = err_set(e, ERR_DENIED, "is not sealed to this identity");
	else {
		want = header_mac(file_key, str_sub(header, 0, header.n - MAC_CHARS - 2));
		if (!sha256_eq(&want, (const struct sha256 *)(const void *)mac.p))
			rc = err_set(e, ERR_CORRUPT, "its header was changed");
	}
	buf_free(&mac);
	return (rc);
}
