/*
 * The C2SP texts that leave the house: checkpoints (c2sp.org/tlog-checkpoint)
 * inclusion proofs (c2sp.org/tlog-proof) and consistency proofs (the body of
 * c2sp.org/tlog-witness's add-checkpoint).  Declared in store/record.h.
 *
 * A checkpoint's text is three lines: the origin, the number of entries, the
 * root in base64.  The origin here is always the name of the key that signs,
 * so that one key speaks for one log.
 */
#include "store/note.h"
#include "store/tlog.h"

#define PROOF_HEAD "c2sp.org/tlog-proof@v1"

/* A number in decimal, without leading zeros. */
static int
plain_u64(struct str s, uint64_t *value)
{
	if (s.n > 1 && s.p[0] == '0')
		return (-1);
	return (str_u64(s, value) == 0 && *value <= TLOG_SIZE_MAX ? 0 : -1);
}

/* A hash on a line of its own. */
static int
read_hash(struct str line, struct sha256 *hash)
{
	struct buf b = BUF(64);
	int rc = line.n == 44 && base64_read(&b, line) == 0 && b.n == SHA256_BYTES ? 0 : -1;

	if (rc == 0)
		memcpy(hash->b, b.p, SHA256_BYTES);
	buf_free(&b);
	return (rc);
}

static int
read_text(struct checkpoint *c, struct str text, struct err *e)
{
	struct str rest = str_sub(text, 0, text.n - 1), origin, size, root, more;

	memset(c, 0, sizeof(*c));
	if (!str_split(&rest, '\n', &origin) || !str_split(&rest, '\n', &size) ||
	    !str_split(&rest, '\n', &root))
		return (err_set(e, ERR_SYNTAX, "not a checkpoint: fewer than three lines"));
	if (origin.n == 0 || !str_copy(c->origin, sizeof(c->origin), origin))
		return (err_set(e, ERR_SYNTAX, "not a checkpoint: its origin is empty or too long"));
	if (plain_u64(size, &c->size) != 0)
		return (err_set(e, ERR_SYNTAX, "not a checkpoint: its second line is not a size"));
	if (read_hash(root, &c->root) != 0)
		return (err_set(e, ERR_SYNTAX, "not a checkpoint: its third line is not a root hash"));

	/* Extension lines are signed but opaque; they may only not be empty. */
	while (str_split(&rest, '\n', &more)) {
		if (more.n == 0)
			return (err_set(e, ERR_SYNTAX, "not a checkpoint: an empty line in its text"));
	}
	return (0);
}

int
checkpoint_parse(struct checkpoint *c, struct str note, const struct note_key *key, struct err *e)
{
	struct str text;
	int rc;

	if ((rc = note_open(note, key, &text, e)) != 0 || (rc = read_text(c, text, e)) != 0)
		return (rc);
	if (strcmp(c->origin, key->name) != 0)
		return (
		    err_set(e, ERR_CORRUPT, "the checkpoint of another log, signed by %.100s", key->name));
	return (0);
}

int
checkpoint_origin(char *origin, size_t n, struct str note, struct err *e)
{
	struct str text, signatures;
	struct checkpoint c;
	int rc;

	if ((rc = note_split(note, &text, &signatures, e)) != 0 || (rc = read_text(&c, text, e)) != 0)
		return (rc);
	if (!str_copy(origin, n, str_of(c.origin)))
		return (err_set(e, ERR_LIMIT, "the checkpoint's origin is too long"));
	return (0);
}

void
checkpoint_sign(struct buf *b, const struct checkpoint *c, const struct note_key *key)
{
	struct buf text = BUF(1024);

	buf_cstr(&text, c->origin);
	buf_char(&text, '\n');
	buf_u64(&text, c->size);
	buf_char(&text, '\n');
	base64_put(&text, c->root.b, SHA256_BYTES);
	buf_char(&text, '\n');
	if (text.failed != 0)
		b->failed = text.failed;
	else
		note_sign(b, buf_view(&text), key);
	buf_free(&text);
}

void
proof_put(struct buf *b, uint64_t index, const struct sha256 *path, size_t n, struct str note)
{
	buf_cstr(b, PROOF_HEAD "\nindex ");
	buf_u64(b, index);
	buf_char(b, '\n');
	for (size_t i = 0; i < n; i++) {
		base64_put(b, path[i].b, SHA256_BYTES);
		buf_char(b, '\n');
	}
	buf_char(b, '\n');
	buf_str(b, note);
}

/* The hashes of a proof, one a line up to an empty line; ${*rest} is what follows it. */
static int
read_path(struct str *rest, struct sha256 path[TLOG_PATH_MAX], size_t *n, struct err *e)
{
	struct str line;

	for (*n = 0; str_split(rest, '\n', &line) && line.n > 0; (*n)++) {
		if (*n == TLOG_PATH_MAX || read_hash(line, &path[*n]) != 0)
			return (err_set(e, ERR_CORRUPT, "line %zu of the proof is not a hash", *n + 1));
	}
	return (rest->p != NULL ? 0 : err_set(e, ERR_CORRUPT, "a proof without a checkpoint"));
}

/* A proof's lines above its checkpoint; ${*note} is what follows them. */
static int
read_proof(struct str proof, uint64_t *index, struct sha256 *path, size_t *n, struct str *note, struct err *e)
{
	struct str line;

	if (!str_split(&proof, '\n', &line) || !str_eq(line, STR(PROOF_HEAD)))
		return (err_set(e, ERR_CORRUPT, "not a tlog-proof: it does not begin with " PROOF_HEAD));
	if (!str_split(&proof, '\n', &line))
		return (err_set(e, ERR_CORRUPT, "a tlog-proof without an index"));

	/* Extra data is nothing that the log has signed: it is passed over. */
	if (str_starts(line, STR("extra ")) && !str_split(&proof, '\n', &line))
		return (err_set(e, ERR_CORRUPT, "a tlog-proof without an index"));
	if (!str_starts(line, STR("index ")) || plain_u64(str_sub(line, 6, line.n), index) != 0)
		return (err_set(e, ERR_CORRUPT, "a tlog-proof without an index"));

	if (read_path(&proof, path, n, e) != 0)
		return (ERR_CORRUPT);
	*note = proof;
	return (0);
}

/* A checkpoint inside a proof: whatever is wrong with it, the proof proves nothing. */
static int
parse_inside(struct checkpoint *c, struct str note, const struct note_key *key, struct err *e)
{
	if (checkpoint_parse(c, note, key, e) == 0)
		return (0);
	if (e != NULL)
		e->code = ERR_CORRUPT;
	return (ERR_CORRUPT);
}

int
proof_check(struct str proof, struct str entry, const struct note_key *key, struct checkpoint *c,
    uint64_t *index, struct err *e)
{
	struct sha256 path[TLOG_PATH_MAX], leaf = tlog_leaf(entry), root;
	struct str note;
	size_t n = 0;

	if (read_proof(proof, index, path, &n, &note, e) != 0)
		return (ERR_CORRUPT);
	if (parse_inside(c, note, key, e) != 0)
		return (ERR_CORRUPT);
	if (!tlog_proof_root(*index, c->size, &leaf, path, n, &root) || !sha256_eq(&root, &c->root))
		return (err_set(
		    e, ERR_CORRUPT, "the entry is not in the log at index %llu", (unsigned long long)*index));
	return (0);
}

void
consistency_put(struct buf *b, uint64_t old_size, const struct sha256 *path, size_t n, struct str note)
{
	buf_cstr(b, "old ");
	buf_u64(b, old_size);
	buf_char(b, '\n');
	for (size_t i = 0; i < n; i++) {
		base64_put(b, path[i].b, SHA256_BYTES);
		buf_char(b, '\n');
	}
	buf_char(b, '\n');
	buf_str(b, note);
}

int
consistency_check(struct str proof, struct str old_note, const struct note_key *key, struct checkpoint *old,
    struct checkpoint *now, struct err *e)
{
	struct sha256 path[TLOG_PATH_MAX];
	uint64_t old_size;
	struct str line;
	size_t n = 0;

	if (!str_split(&proof, '\n', &line) || !str_starts(line, STR("old ")) ||
	    plain_u64(str_sub(line, 4, line.n), &old_size) != 0)
		return (err_set(e, ERR_CORRUPT, "not a consistency proof: it does not begin with old SIZE"));
	if (read_path(&proof, path, &n, e) != 0 || parse_inside(now, proof, key, e) != 0)
		return (ERR_CORRUPT);
	if (parse_inside(old, old_note, key, e) != 0)
		return (ERR_CORRUPT);
	if (old->size != old_size)
		return (
		    err_set(e, ERR_CORRUPT, "the proof is from %llu entries, the older checkpoint has %llu",
			(unsigned long long)old_size, (unsigned long long)old->size));
	if (!tlog_check_tree(old->size, &old->root, now->size, &now->root, path, n))
		return (err_set(e, ERR_CORRUPT, "the newer checkpoint is not shown to extend the older one"));
	return (0);
}
