/*
 * Time stamps by somebody else (RFC 3161): an authority signs the SHA-256 of
 * a checkpoint together with its own clock, so that a record can be shown to
 * have stood then, whatever its keeper says.  Courts know the form; `openssl
 * ts -verify` checks it without us.
 *
 * A query carries a nonce and asks for the authority's certificate.  A reply
 * is checked for its status, the imprint, the nonce, the signature, the chain
 * to a CA that the caller names, and the certificate's purpose (time stamping
 * and nothing else).  Any policy will do.  Replies come from outside: they are
 * parsed by OpenSSL, up to STAMP_REPLY_MAX bytes.
 */
#ifndef STORE_STAMP_H
#define STORE_STAMP_H

#include "base/hash.h"
#include "base/instant.h"
#include "store/case.h"
#include "store/note.h"

#define STAMP_QUERY_MAX 4096
#define STAMP_REPLY_MAX ((size_t)64 * 1024)
#define STAMP_CA_MAX    ((size_t)1 << 20)
#define STAMP_URL_MAX   1024
#define STAMP_TIMEOUT   20 /* Seconds for one answer over HTTP. */

/* What an authority has said; a value type. */
struct stamp {
	instant_us time;  /* Its clock, to the second. */
	char serial[128]; /* Of the stamp, in hex. */
};

/* stamp_query(note, b, e): Append a query for the bytes of ${note}, in DER.  0 or a negative code. */
int stamp_query(struct str note, struct buf *b, struct err *e);

/*
 * stamp_check(note, query, reply, ca, at, s, e): Check a ${reply} for the
 * bytes of ${note} against the certificates ${ca} (PEM) as of ${at}, and where
 * ${query}.p is not NULL against its nonce too.  0 with ${*s} filled, or
 * ERR_SYNTAX where query, reply or ca cannot be read, ERR_LIMIT where one is
 * too long, ERR_CORRUPT with the reason where the reply does not hold.
 */
int stamp_check(struct str note, struct str query, struct str reply, struct str ca, instant_us at,
    struct stamp *s, struct err *e);

/*
 * stamp_url(url, e): Whether ${url} can be asked: http:// with a host and no
 * user name.  0, or ERR_SYNTAX with what is wrong.
 */
int stamp_url(const char *url, struct err *e);

/*
 * stamp_fetch(url, query, reply, e): Ask the authority at ${url} and append
 * its reply.  The reply's signature is what counts, so plain HTTP does; the
 * environment's http_proxy is obeyed.  0, ERR_SYNTAX for a bad ${url},
 * ERR_LIMIT, or ERR_UNAVAILABLE where no usable answer came.
 */
int stamp_fetch(const char *url, struct str query, struct buf *reply, struct err *e);

/* The folds of the bodies of type "stamp" and "stamp-authority". */
extern const struct fold_ops stamp_fold, stamp_authority_fold;

/* A stamp as a case keeps it, and the authority that it asks. */
struct stamp_kept {
	uint64_t size; /* Of the checkpoint. */
	struct sha256 root;
	struct str authority; /* Its address, or "offline". */
	struct stamp stamp;
	struct sha256 note, reply, ca; /* The blobs with the bytes. */
	enum tlp tlp;
	struct str by; /* Who at the desk; may be empty. */
};

/* stamp_body(k), stamp_authority_body(url, ca, ...): Bodies for commit_add; NULL without memory. */
json_t *stamp_body(const struct stamp_kept *k);
json_t *
stamp_authority_body(struct str url, const struct sha256 *ca, instant_us known, enum tlp tlp, struct str by);

/*
 * stamp_note(c, note, k, e): Whether ${note} is a checkpoint of this case's
 * record that it still extends; its size and root go into ${k}.  Errors as
 * case_prove_since.
 */
int stamp_note(struct case_dir *c, struct str note, struct stamp_kept *k, struct err *e);

/*
 * stamp_authority(c, url, n, ca, e): The authority last configured: its
 * address into the ${n} bytes at ${url}, and the blob of its CA file.  0, or
 * ERR_NOTFOUND.
 */
int stamp_authority(struct case_dir *c, char *url, size_t n, struct sha256 *ca, struct err *e);

/* stamp_newest(c, recorded, size, e): When the newest stamp was taken in, and its size.  0, or ERR_NOTFOUND. */
int stamp_newest(struct case_dir *c, instant_us *recorded, uint64_t *size, struct err *e);

/* stamp_is_fresh(c, recorded, size): Whether there is a stamp that is not a day old, filled in as by stamp_newest. */
bool stamp_is_fresh(struct case_dir *c, instant_us *recorded, uint64_t *size);

/* The bytes of a stamp on its way into the case. */
struct stamp_take {
	struct buf note, query, reply, ca;
	bool remember; /* The authority is not the one that the case has. */
	bool daily;    /* Only where none is fresh. */
};

#define STAMP_TAKE                                                                                   \
	{                                                                                            \
		.note = BUF(NOTE_MAX), .query = BUF(STAMP_QUERY_MAX), .reply = BUF(STAMP_REPLY_MAX), \
		.ca = BUF(STAMP_CA_MAX)                                                              \
	}

/* stamp_take_free(t): Release the bytes. */
void stamp_take_free(struct stamp_take *t);

/* stamp_ca(c, sha, ca, e): Append the CA file that the case keeps as the blob ${sha}. */
int stamp_ca(struct case_dir *c, const struct sha256 *sha, struct buf *ca, struct err *e);

/*
 * stamp_ask(c, url, t, s, e): Ask ${url} about the case's checkpoint and check
 * the reply against t->ca; the bytes go into ${t}, what they say into ${s}.
 * Errors as stamp_fetch, stamp_check.
 */
int stamp_ask(struct case_dir *c, const char *url, struct stamp_take *t, struct stamp_kept *s, struct err *e);

/*
 * stamp_keep(c, t, s, entry, e): Commit what was checked: the authority where
 * it is to be remembered, and the stamp, whose number is ${*entry}.
 * ERR_EXISTS where ${t} is daily and another was first.
 */
int stamp_keep(
    struct case_dir *c, const struct stamp_take *t, struct stamp_kept *s, uint64_t *entry, struct err *e);

/*
 * stamp_daily(c, by, keeping, entry, e): Where the case has an authority and
 * no fresh stamp, ask and keep one.  1 with ${*entry}, 0 where nothing was
 * due, or why there is none: the caller warns and goes on.  ${keeping} (or
 * NULL) is told before the commit begins and after it.
 */
int stamp_daily(struct case_dir *c, struct str by, void (*keeping)(bool), uint64_t *entry, struct err *e);

/*
 * stamp_audit(c, fn, arg, problem, e): Check each stamp of the case as it was
 * checked when it was taken in: the blobs, the reply against the note and the
 * CA as of then, and what the body says of it.  ${fn}(${arg}, note, why) says
 * whether the record extends the stamped checkpoint, whose text it gets (0, or
 * a code with ${why}).  ${problem} gets one line for each fault.  0, or a
 * negative code where the stamps cannot be listed.
 */
int stamp_audit(struct case_dir *c, int (*fn)(void *arg, struct str note, struct err *why),
    void (*problem)(void *arg, const char *text), void *arg, struct err *e);

#endif
