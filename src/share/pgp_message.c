/*
 * Signed messages (RFC 4880, section 11.3): a one-pass signature, a literal
 * packet and a signature, or only the last two the other way round, all of it
 * compressed at most once.  Declared in share/pgp_packet.h.  What is not
 * exactly that is refused; a compressed message may not outgrow the buffer.
 */
#include "share/pgp_packet.h"

#include <isa-l/igzip_lib.h>
#include <stdlib.h>

/* Run the decoder until the data ends, into ${b}. */
static int
inflate_all(struct inflate_state *s, struct buf *b, struct err *e)
{
	unsigned char block[4096];
	int rc;

	do {
		s->next_out = block;
		s->avail_out = sizeof(block);
		rc = isal_inflate(s);
		buf_put(b, block, sizeof(block) - s->avail_out);
		if (b->failed != 0)
			return (buf_error(b, e));
		if (rc != ISAL_DECOMP_OK || (s->avail_out != 0 && s->block_state != ISAL_BLOCK_FINISH))
			return (err_set(e, ERR_SYNTAX, "damaged compressed data"));
	} while (s->block_state != ISAL_BLOCK_FINISH);
	return (0);
}

/* What is in the body of a compressed packet, into ${b}. */
static int
expand(struct buf *b, struct str body, struct err *e)
{
	struct inflate_state *s;
	int rc;

	if (body.n == 0 || body.n > UINT32_MAX)
		return (err_set(e, ERR_SYNTAX, "damaged compressed data"));
	if (body.p[0] == 0) {
		buf_str(b, str_sub(body, 1, body.n));
		return (buf_error(b, e));
	}
	if (body.p[0] != 1 && body.p[0] != 2)
		return (err_set(e, ERR_SYNTAX,
		    "compressed with BZIP2 or something else than ZIP: sign with "
		    "gpg --compress-algo none"));
	if ((s = malloc(sizeof(*s))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	isal_inflate_init(s);
	s->crc_flag = body.p[0] == 1 ? ISAL_DEFLATE : ISAL_ZLIB;
	s->next_in = (uint8_t *)(uintptr_t)(body.p + 1);
	s->avail_in = (uint32_t)(body.n - 1);
	rc = inflate_all(s, b, e);
	/* A length that is not given runs to the end of the file, whatever stands there. */
	if (rc == 0 && (s->avail_in > 0 || s->read_in_length >= 8))
		rc = err_set(e, ERR_SYNTAX, "something stands behind the compressed message");
	free(s);
	return (rc);
}

/* The data of a literal packet, behind its kind, its file's name and date. */
static int
literal_data(struct str body, struct str *data, struct err *e)
{
	size_t head = body.n >= 2 ? (size_t)(unsigned char)body.p[1] + 6 : 0;

	if (head == 0 || body.n < head)
		return (err_set(e, ERR_SYNTAX, "an OpenPGP packet is cut short"));
	*data = str_sub(body, head, body.n);
	return (0);
}

/* How often each part came. */
struct tally {
	unsigned one_pass, literals, signatures;
};

/* Sort one packet into its place. */
static int
sort_packet(
    const struct pgp_packet *p, struct tally *t, struct buf *text, struct buf *signature, struct err *e)
{
	struct str data;
	int rc;

	switch (p->tag) {
	case PGP_TAG_ONE_PASS: t->one_pass++; return (0);
	case PGP_TAG_MARKER: return (0);
	case PGP_TAG_SIGNATURE:
		if (t->signatures++ == 0)
			buf_str(signature, p->whole);
		return (buf_error(signature, e));
	case PGP_TAG_LITERAL:
		if (t->literals++ > 0)
			return (err_set(e, ERR_SYNTAX, "holds a second text"));
		if ((rc = literal_data(p->body, &data, e)) != 0)
			return (rc);
		buf_str(text, data);
		return (buf_error(text, e));
	case PGP_TAG_COMPRESSED: return (err_set(e, ERR_SYNTAX, "is compressed more than once"));
	case 1:
	case 3:
	case 9:
	case 18: return (err_set(e, ERR_SYNTAX, "is encrypted: a signed text is expected"));
	default: return (err_set(e, ERR_SYNTAX, "is no signed OpenPGP message"));
	}
}

static int
sort_all(struct str rest, struct buf *text, struct buf *signature, struct err *e)
{
	struct buf joined = BUF(text->max);
	struct tally t = { 0 };
	struct pgp_packet p;
	int rc;

	while ((rc = pgp_next(&rest, &p, &joined, e)) == 1)
		if ((rc = sort_packet(&p, &t, text, signature, e)) != 0)
			break;
	buf_free(&joined);
	if (rc != 0)
		return (rc);
	if (t.signatures > 1 || t.one_pass > 1)
		return (err_set(e, ERR_DENIED, "carries %u signatures where one is expected",
		    t.signatures > t.one_pass ? t.signatures : t.one_pass));
	if (t.signatures == 0)
		return (err_set(e, ERR_SYNTAX, "is not signed"));
	return (t.literals > 0);
}

int
pgp_message(struct buf *text, struct buf *signature, struct str packets, struct err *e)
{
	struct buf joined = BUF(text->max), inside = BUF(text->max);
	struct str rest = packets;
	struct pgp_packet p;
	int rc;

	if ((rc = pgp_next(&rest, &p, &joined, e)) == 1 && p.tag == PGP_TAG_COMPRESSED) {
		if (rest.n > 0)
			rc = err_set(e, ERR_SYNTAX, "something stands behind the compressed message");
		else if ((rc = expand(&inside, p.body, e)) == 0)
			rc = sort_all(buf_view(&inside), text, signature, e);
	} else if (rc == 1)
		rc = sort_all(packets, text, signature, e);
	else if (rc == 0)
		rc = err_set(e, ERR_SYNTAX, "is empty");
	buf_free(&joined);
	buf_free(&inside);
	return (rc);
}

int
pgp_signature_check(struct str signature, struct err *e)
{
	static const char *const weak[] = { [1] = "MD5", [2] = "SHA-1", [3] = "RIPEMD-160" };
	struct str rest = signature;
	struct pgp_packet p;
	unsigned count = 0, hash = 0;
	int rc;

	while ((rc = pgp_next(&rest, &p, NULL, e)) == 1) {
		if (p.tag != PGP_TAG_SIGNATURE)
			return (err_set(e, ERR_SYNTAX, "is no OpenPGP signature"));
		if (count++ > 0)
			continue;
		if (p.body.n < 6 || p.body.p[0] != 4)
			return (err_set(e, ERR_DENIED, "a signature of a version other than 4"));
		if ((unsigned char)p.body.p[1] > 1)
			return (err_set(e, ERR_DENIED, "a signature that is not over a text"));
		hash = (unsigned char)p.body.p[3];
	}
	if (rc < 0)
		return (rc);
	if (count != 1)
		return (count == 0
			? err_set(e, ERR_SYNTAX, "is not signed")
			: err_set(e, ERR_DENIED, "carries %u signatures where one is expected", count));
	if (hash < sizeof(weak) / sizeof(weak[0]) && weak[hash] != NULL)
		return (err_set(e, ERR_DENIED,
		    "is signed over %s, which can be forged: sign with SHA-256 or better", weak[hash]));
	return (0);
}
