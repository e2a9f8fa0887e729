/* RFC 3161 queries and replies, over OpenSSL's TS functions; see the header. */
#include "store/stamp.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define NONCE_BYTES 16

/* What OpenSSL says was wrong: the newest reason that is text, and the data with it where there are any. */
static int
fail_ossl(struct err *e, int code, const char *what)
{
	const char *data = NULL, *reason;
	unsigned long why;
	int flags = 0;

	why = ERR_peek_last_error_all(NULL, NULL, NULL, &data, &flags);
	reason = ERR_reason_error_string(why);
	if (data == NULL || (flags & ERR_TXT_STRING) == 0)
		data = "";
	(void)err_set(e, code, "%s: %.80s%s%.80s", what, reason != NULL ? reason : "refused",
	    *data != '\0' ? ": " : "", data);
	ERR_clear_error();
	return (code);
}

/* Fill in what the message is about: SHA-256 of the note. */
static bool
set_imprint(TS_REQ *req, struct str note)
{
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *algo = X509_ALGOR_new();
	struct sha256 sha = sha256_of(note);
	bool done;

	done = imprint != NULL && algo != NULL &&
	    X509_ALGOR_set0(algo, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
	    TS_MSG_IMPRINT_set_algo(imprint, algo) == 1 &&
	    TS_MSG_IMPRINT_set_msg(imprint, sha.b, SHA256_BYTES) == 1 &&
	    TS_REQ_set_msg_imprint(req, imprint) == 1;
	TS_MSG_IMPRINT_free(imprint);
	X509_ALGOR_free(algo);
	return (done);
}

/* A number that nobody could have foreseen, so that no reply can be older than the query. */
static bool
set_nonce(TS_REQ *req)
{
	unsigned char bytes[NONCE_BYTES];
	ASN1_INTEGER *nonce = NULL;
	BIGNUM *n;
	bool done;

	random_bytes(bytes, sizeof(bytes));
	bytes[0] |= 0x40; /* Always the same length, never negative in DER. */
	bytes[0] &= 0x7f;
	n = BN_bin2bn(bytes, sizeof(bytes), NULL);
	done =
	    n != NULL && (nonce = BN_to_ASN1_INTEGER(n, NULL)) != NULL && TS_REQ_set_nonce(req, nonce) == 1;
	ASN1_INTEGER_free(nonce);
	BN_free(n);
	return (done);
}

int
stamp_query(struct str note, struct buf *b, struct err *e)
{
	TS_REQ *req = TS_REQ_new();
	unsigned char *der = NULL;
	int n = -1, rc = 0;

	if (req != NULL && TS_REQ_set_version(req, 1) == 1 && set_imprint(req, note) && set_nonce(req) &&
	    TS_REQ_set_cert_req(req, 1) == 1)
		n = i2d_TS_REQ(req, &der);
	if (n > 0) {
		buf_put(b, der, (size_t)n);
		rc = buf_error(b, e);
	} else {
		rc = fail_ossl(e, ERR_NOMEM, "cannot make a time stamp query");
	}
	OPENSSL_free(der);
	TS_REQ_free(req);
	return (rc);
}

/* One DER value and nothing behind it. */
static const unsigned char *
whole_der(struct str der, size_t max, const char *what, struct err *e)
{
	if (der.n > max) {
		(void)err_set(e, ERR_LIMIT, "%s is longer than %zu bytes", what, max);
		return (NULL);
	}
	return ((const unsigned char *)der.p);
}

static TS_RESP *
read_reply(struct str der, struct err *e)
{
	const unsigned char *p = whole_der(der, STAMP_REPLY_MAX, "the reply", e), *start = p;
	TS_RESP *resp;

	if (p == NULL)
		return (NULL);
	if ((resp = d2i_TS_RESP(NULL, &p, (long)der.n)) == NULL || (size_t)(p - start) != der.n) {
		TS_RESP_free(resp);
		(void)err_set(e, ERR_SYNTAX, "not a time stamp reply");
		ERR_clear_error();
		return (NULL);
	}
	return (resp);
}

static TS_REQ *
read_query(struct str der, struct err *e)
{
	const unsigned char *p = whole_der(der, STAMP_QUERY_MAX, "the query", e), *start = p;
	TS_REQ *req;

	if (p == NULL)
		return (NULL);
	if ((req = d2i_TS_REQ(NULL, &p, (long)der.n)) == NULL || (size_t)(p - start) != der.n) {
		TS_REQ_free(req);
		(void)err_set(e, ERR_SYNTAX, "not a time stamp query");
		ERR_clear_error();
		return (NULL);
	}
	return (req);
}

/* The certificates of ${ca} as the only ones that are trusted, at the moment ${at}. */
static X509_STORE *
make_store(struct str ca, instant_us at, struct err *e)
{
	X509_STORE *store = X509_STORE_new();
	BIO *bio = ca.n <= STAMP_CA_MAX ? BIO_new_mem_buf(ca.p, (int)ca.n) : NULL;
	X509 *cert;
	size_t n = 0;

	while (store != NULL && bio != NULL && (cert = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL) {
		n += X509_STORE_add_cert(store, cert) == 1;
		X509_free(cert);
	}
	ERR_clear_error();
	BIO_free(bio);
	if (n == 0) {
		X509_STORE_free(store);
		(void)err_set(e, ERR_SYNTAX, "no certificate in PEM in the CA file");
		return (NULL);
	}
	X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), (time_t)(at / INSTANT_SECOND));
	return (store);
}

/* The authority's clock and serial number, out of a reply that was checked. */
static int
read_stamp(const TS_RESP *resp, struct stamp *s, struct err *e)
{
	TS_TST_INFO *info = TS_RESP_get_tst_info((TS_RESP *)resp);
	BIGNUM *n = NULL;
	struct tm tm;
	char *hex = NULL;
	int rc = 0;

	if (info == NULL || ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &tm) != 1)
		return (err_set(e, ERR_CORRUPT, "the reply has no valid time"));
	s->time = (instant_us)timegm(&tm) * INSTANT_SECOND;
	if (s->time < INSTANT_MIN || s->time > INSTANT_MAX)
		rc = err_set(e, ERR_CORRUPT, "the reply has no valid time");
	else if ((n = ASN1_INTEGER_to_BN(TS_TST_INFO_get_serial(info), NULL)) == NULL ||
	    (hex = BN_bn2hex(n)) == NULL || !str_copy(s->serial, sizeof(s->serial), str_of(hex)))
		rc = err_set(e, ERR_CORRUPT, "the reply has no usable serial number");
	OPENSSL_free(hex);
	BN_free(n);
	return (rc);
}

/* What a reply must fit: the imprint of ${note} and, where there is a query, its nonce. */
static TS_VERIFY_CTX *
make_context(struct str note, TS_REQ *req, X509_STORE **store)
{
	TS_VERIFY_CTX *ctx = TS_VERIFY_CTX_new();
	struct sha256 sha = sha256_of(note);
	unsigned char *imprint = OPENSSL_memdup(sha.b, SHA256_BYTES);
	unsigned flags = TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_SIGNATURE;
	TS_REQ *made = NULL;

	if (ctx == NULL || imprint == NULL)
		goto fail;

	/* Without a query one of our own says which hash is wanted; its nonce is not asked for. */
	if (req == NULL && ((made = TS_REQ_new()) == NULL || !set_imprint(made, note)))
		goto fail;
	if (TS_REQ_to_TS_VERIFY_CTX(req != NULL ? req : made, ctx) == NULL)
		goto fail;
	if (req != NULL && TS_REQ_get_nonce(req) != NULL)
		flags |= TS_VFY_NONCE;

	/* The note counts, whatever a query from a file was about. */
	(void)TS_VERIFY_CTX_set_imprint(ctx, imprint, SHA256_BYTES);
	(void)TS_VERIFY_CTX_set_flags(ctx, (int)flags);
	(void)TS_VERIFY_CTX_set_store(ctx, *store);
	*store = NULL;
	TS_REQ_free(made);
	return (ctx);

fail:
	TS_REQ_free(made);
	OPENSSL_free(imprint);
	TS_VERIFY_CTX_free(ctx);
	return (NULL);
}

int
stamp_check(struct str note, struct str query, struct str reply, struct str ca, instant_us at,
    struct stamp *s, struct err *e)
{
	X509_STORE *store = NULL;
	TS_VERIFY_CTX *ctx = NULL;
	TS_RESP *resp = NULL;
	TS_REQ *req = NULL;
	struct err why = { .code = 0 };
	int rc = 0;

	ERR_clear_error();
	*s = (struct stamp){ .time = 0 };
	if ((resp = read_reply(reply, &why)) == NULL ||
	    (query.p != NULL && (req = read_query(query, &why)) == NULL) ||
	    (store = make_store(ca, at, &why)) == NULL)
		rc = why.code;
	else if ((ctx = make_context(note, req, &store)) == NULL)
		rc = err_set(&why, ERR_NOMEM, "out of memory");
	else if (TS_RESP_verify_response(ctx, resp) != 1)
		rc = fail_ossl(&why, ERR_CORRUPT, "the time stamp does not hold");
	else
		rc = read_stamp(resp, s, &why);
	if (rc != 0 && e != NULL)
		*e = why;
	TS_VERIFY_CTX_free(ctx);
	X509_STORE_free(store);
	TS_REQ_free(req);
	TS_RESP_free(resp);
	return (rc);
}

/* An address taken apart; the parts are OpenSSL's. */
struct url {
	char *user, *host, *port, *path, *query, *fragment;
	int tls;
};

static void
url_free(struct url *u)
{
	OPENSSL_free(u->user);
	OPENSSL_free(u->host);
	OPENSSL_free(u->port);
	OPENSSL_free(u->path);
	OPENSSL_free(u->query);
	OPENSSL_free(u->fragment);
}

static int
url_parse(struct url *u, const char *url, struct err *e)
{
	struct str s = str_of(url);
	const char *what = NULL;

	memset(u, 0, sizeof(*u));
	if (s.n > STAMP_URL_MAX)
		return (err_set(e, ERR_SYNTAX, "the authority's address is too long"));

	/* Nothing in it may end a line of the request. */
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] <= 0x20 || (unsigned char)s.p[i] >= 0x7f)
			return (
			    err_set(e, ERR_SYNTAX, "the authority's address has a blank or a control in it"));
	}
	if (str_istarts(s, STR("https:")))
		return (err_set(e, ERR_SYNTAX,
		    "https is not spoken here: a time stamp is signed, so http:// does; or use --query and --reply"));
	if (!str_starts(s, STR("http://")) ||
	    OSSL_HTTP_parse_url(
		url, &u->tls, &u->user, &u->host, &u->port, NULL, &u->path, &u->query, &u->fragment) != 1)
		what = "not an http:// address";
	else if (u->user != NULL && *u->user != '\0')
		what = "an address with a user name";
	else if (u->host == NULL || *u->host == '\0')
		what = "an address without a host";
	ERR_clear_error();
	if (what == NULL)
		return (0);
	url_free(u);
	return (err_set(e, ERR_SYNTAX, "%s", what));
}

int
stamp_url(const char *url, struct err *e)
{
	struct url u;
	int rc = url_parse(&u, url, e);

	if (rc == 0)
		url_free(&u);
	return (rc);
}

/* All that came, up to the limit. */
static int
take_reply(BIO *from, struct buf *reply, struct err *e)
{
	size_t start = reply->n;
	char block[4096];
	int n;

	while ((n = BIO_read(from, block, sizeof(block))) > 0) {
		if (reply->n - start + (size_t)n > STAMP_REPLY_MAX)
			return (err_set(
			    e, ERR_LIMIT, "the authority's reply is longer than %zu bytes", STAMP_REPLY_MAX));
		buf_put(reply, block, (size_t)n);
	}
	if (reply->n == start)
		return (err_set(e, ERR_UNAVAILABLE, "the authority's reply is empty"));
	return (buf_error(reply, e));
}

int
stamp_fetch(const char *url, struct str query, struct buf *reply, struct err *e)
{
	BIO *request = BIO_new_mem_buf(query.p, (int)(query.n < INT_MAX ? query.n : INT_MAX)), *answer = NULL;
	char *path = NULL;
	struct url u;
	int rc = url_parse(&u, url, e);

	if (rc == 0 &&
	    (request == NULL ||
		asprintf(&path, "%s%s%s", u.path, u.query != NULL && *u.query != '\0' ? "?" : "",
		    u.query != NULL ? u.query : "") < 0)) {
		path = NULL;
		rc = err_set(e, ERR_NOMEM, "out of memory");
	}
	if (rc == 0) {
		ERR_clear_error();
		answer = OSSL_HTTP_transfer(NULL, u.host, u.port, path, 0, NULL, NULL, NULL, NULL, NULL, NULL,
		    0, NULL, "application/timestamp-query", request, "application/timestamp-reply", 1,
		    STAMP_REPLY_MAX, STAMP_TIMEOUT, 0);
		rc = answer != NULL
		    ? take_reply(answer, reply, e)
		    : fail_ossl(e, ERR_UNAVAILABLE, "the time stamp authority does not answer");
	}
	if (rc != ERR_SYNTAX)
		url_free(&u);
	free(path);
	BIO_free(answer);
	BIO_free(request);
	return (rc);
}
