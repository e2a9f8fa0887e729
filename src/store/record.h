/*
 * The record: an append-only C2SP tile log (tlog-tiles) with signed
 * checkpoints (tlog-checkpoint, signed-note, Ed25519) that outsiders check
 * with tools that are not ours.  Leaves are hashed as in RFC 6962: SHA-256 of
 * 0x00 and the entry; nodes of 0x01, left and right.
 *
 * record/checkpoint, record/vkey, record/tile/<L>/<N>[.p/<W>] and
 * record/tile/entries/<N>[.p/<W>], N in groups of three digits (x001/234).
 * An entry bundle is a sequence of big-endian 16-bit lengths and entries, so
 * an entry has at most 65,535 bytes.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "base/hash.h"

#define RECORD_ENTRY_MAX 65535
#define RECORD_TILE      256

/* A signed checkpoint, read. */
struct checkpoint {
	char origin[256];
	uint64_t size;
	struct sha256 root;
};

/* A verifier or signer key: name, and the Ed25519 halves. */
struct note_key {
	char name[256];
	unsigned char public_key[32];
	unsigned char seed[32]; /* Zero where only verifying. */
};

struct record; /* Opaque: an open record folder. */

/* record_create(dirfd, key, e): Lay out an empty record in the folder record/ below ${dirfd}. */
int record_create(int dirfd, const struct note_key *key, struct err *e);

/* record_open(dirfd, e): Open it and check the checkpoint's signature against vkey.  NULL on failure. */
struct record *record_open(int dirfd, struct err *e);
void record_close(struct record *r);
uint64_t record_size(const struct record *r);
const struct checkpoint *record_checkpoint(const struct record *r);
const struct note_key *record_key(const struct record *r);

/* record_note(r): the checkpoint as it stands on disk, byte for byte; valid until the next publish. */
struct str record_note(const struct record *r);

/* record_entry(r, number, b, e): Append the bytes of an entry to ${b}. */
int record_entry(struct record *r, uint64_t number, struct buf *b, struct err *e);

/*
 * record_append(r, entry, n, e): Write tiles for ${n} more entries and sync
 * them; nothing counts yet.  record_publish(r, key, e): sign the new
 * checkpoint, rename it into place and sync.  After a failure of either the
 * record is as it was; reopen it.  record_close forgets what was appended and
 * not published.  ERR_CORRUPT where the tiles do not lead to the checkpoint.
 */
int record_append(struct record *r, const struct str *entry, size_t n, struct err *e);
int record_publish(struct record *r, const struct note_key *key, struct err *e);

/* record_root_at(r, size, root, e): The root of the first ${size} entries, recomputed from the entries. */
int record_root_at(struct record *r, uint64_t size, struct sha256 *root, struct err *e);

/*
 * record_check(r, problem, arg): Recompute every tile and the root from the
 * entries and call ${problem} with one line on each file that is not as it
 * must be (see store/check.h).
 */
void record_check(struct record *r, void (*problem)(void *arg, const char *text), void *arg);

/* record_prove(r, number, b, e): Append a C2SP tlog-proof of entry ${number} under the current checkpoint. */
int record_prove(struct record *r, uint64_t number, struct buf *b, struct err *e);

/*
 * record_extends(r, c, e): Whether the record's tiles begin with the entries
 * of ${c}, an older checkpoint of it: 0, ERR_UNAVAILABLE where ${c} has more
 * entries than the record, ERR_CORRUPT where the root differs.
 */
int record_extends(struct record *r, const struct checkpoint *c, struct err *e);

/*
 * record_prove_tree(r, old, b, e): Append the proof that the record extends
 * ${old}, with the current checkpoint (see consistency_put).  Errors as
 * record_extends, and ERR_DENIED where ${old} is of another origin.
 */
int record_prove_tree(struct record *r, const struct checkpoint *old, struct buf *b, struct err *e);

/*
 * record_rekey(r, key, e): Publish the same entries, and those that
 * record_append left waiting, under a new origin and key (see case continue).
 */
int record_rekey(struct record *r, const struct note_key *key, struct err *e);

/* Reading and writing the C2SP texts. */
int checkpoint_parse(struct checkpoint *c, struct str note, const struct note_key *key, struct err *e);
int checkpoint_origin(char *origin, size_t n, struct str note, struct err *e); /* Without checking. */
void checkpoint_sign(struct buf *b, const struct checkpoint *c, const struct note_key *key);
int vkey_parse(struct note_key *key, struct str text, struct err *e);
void vkey_put(struct buf *b, const struct note_key *key);

/*
 * proof_put(b, index, path, n, note): Append a tlog-proof: ${n} hashes from the leaf's sibling up, then
 * the checkpoint.
 */
void proof_put(struct buf *b, uint64_t index, const struct sha256 *path, size_t n, struct str note);

/*
 * proof_check(proof, entry, key, c, index, e): Check a tlog-proof for the bytes of
 * ${entry} without a record; ${*c} and ${*index} tell what it proves.  0 or ERR_CORRUPT.
 */
int proof_check(struct str proof, struct str entry, const struct note_key *key, struct checkpoint *c,
    uint64_t *index, struct err *e);

/*
 * consistency_put(b, old_size, path, n, note): Append a consistency proof as
 * the body of an add-checkpoint request (c2sp.org/tlog-witness): "old SIZE",
 * ${n} hashes, an empty line, the new checkpoint.
 */
void consistency_put(struct buf *b, uint64_t old_size, const struct sha256 *path, size_t n, struct str note);

/*
 * consistency_check(proof, old_note, key, old, now, e): Check such a proof
 * against the older checkpoint ${old_note} without a record; both must be
 * signed by ${key}.  0 with both in ${*old} and ${*now}, or ERR_CORRUPT.
 */
int consistency_check(struct str proof, struct str old_note, const struct note_key *key,
    struct checkpoint *old, struct checkpoint *now, struct err *e);

#endif
