/* Signed notes and their keys; see the header and c2sp.org/signed-note. */
#include "store/note.h"

#define DASH        "\xE2\x80\x94 " /* The em dash and the blank that begin a signature line. */
#define ED25519     1               /* The type byte of an Ed25519 key. */
#define SIGNATURE_N 64

/* The code point at the front of well-formed UTF-8, and its length in bytes. */
static uint32_t
code_point(struct str s, size_t *n)
{
	const unsigned char *u = (const unsigned char *)s.p;

	*n = u[0] < 0x80 ? 1 : u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : 4;
	switch (*n) {
	case 1: return (u[0]);
	case 2: return ((uint32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3Fu));
	case 3: return ((uint32_t)(u[0] & 0x0F) << 12 | (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3Fu));
	default:
		return ((uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3F) << 12 |
		    (uint32_t)(u[2] & 0x3F) << 6 | (u[3] & 0x3Fu));
	}
}

/* White space by Unicode 15, property White_Space. */
static bool
is_space(uint32_t c)
{
	return ((c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
	    c == 0x3000);
}

bool
note_name_ok(struct str name)
{
	uint32_t c;
	size_t n;

	if (name.n == 0 || !str_is_utf8(name))
		return (false);
	for (size_t i = 0; i < name.n; i += n) {
		c = code_point(str_sub(name, i, name.n), &n);
		if (c < 0x20 || c == '+' || is_space(c))
			return (false);
	}
	return (true);
}

void
note_key_id(unsigned char id[4], const struct note_key *key)
{
	char text[sizeof(key->name) + 2 + sizeof(key->public_key)];
	size_t n = strlen(key->name);
	struct sha256 hash;

	memcpy(text, key->name, n);
	text[n] = '\n';
	text[n + 1] = ED25519;
	memcpy(text + n + 2, key->public_key, sizeof(key->public_key));
	hash = sha256_of((struct str){ text, n + 2 + sizeof(key->public_key) });
	memcpy(id, hash.b, 4);
}

int
note_split(struct str note, struct str *text, struct str *signatures, struct err *e)
{
	size_t blank = STR_NPOS;

	if (note.n > NOTE_MAX)
		return (err_set(e, ERR_SYNTAX, "longer than a note may be (%zu bytes)", NOTE_MAX));
	if (!str_is_utf8(note))
		return (err_set(e, ERR_SYNTAX, "not a signed note: not UTF-8"));

	/* No control character but the newline; the last blank line ends the text. */
	for (size_t i = 0; i < note.n; i++) {
		if ((unsigned char)note.p[i] < 0x20 && note.p[i] != '\n')
			return (err_at(e, ERR_SYNTAX, i, "not a signed note: a control character"));
		if (i > 0 && note.p[i] == '\n' && note.p[i - 1] == '\n')
			blank = i;
	}
	if (blank == STR_NPOS)
		return (err_set(e, ERR_SYNTAX, "not a signed note: no blank line before signatures"));
	*text = str_sub(note, 0, blank);
	*signatures = str_sub(note, blank + 1, note.n);
	if (signatures->n == 0 || !str_ends(note, STR("\n")))
		return (err_set(e, ERR_SYNTAX, "not a signed note: it ends in the middle of its signatures"));
	return (0);
}

/* Take one signature line apart into the key's name, its id and the signature's bytes in ${b}. */
static int
read_signature(struct str line, struct str *name, struct buf *b, struct err *e)
{
	struct str rest = str_sub(line, strlen(DASH), line.n);
	size_t blank = str_chr(rest, ' ');

	if (!str_starts(line, str_of(DASH)) || blank == STR_NPOS)
		return (err_set(e, ERR_SYNTAX, "not a signed note: a malformed signature line"));
	*name = str_sub(rest, 0, blank);
	buf_clear(b);
	if (!note_name_ok(*name) || base64_read(b, str_sub(rest, blank + 1, rest.n)) != 0 || b->n < 5)
		return (err_set(e, ERR_SYNTAX, "not a signed note: a malformed signature line"));
	return (0);
}

/*
 * Check every line; ${*good} tells whether ${key} signed.  A false signature under its name spoils the
 * note.
 */
static int
check_signatures(
    struct str text, struct str lines, const struct note_key *key, struct buf *b, bool *good, struct err *e)
{
	unsigned char id[4];
	struct str line, name;
	unsigned n = 0;

	note_key_id(id, key);
	lines = str_sub(lines, 0, lines.n - 1);
	while (str_split(&lines, '\n', &line)) {
		if (++n > NOTE_SIGNATURES)
			return (err_set(e, ERR_SYNTAX, "more than %d signatures", NOTE_SIGNATURES));
		if (read_signature(line, &name, b, e) != 0)
			return (ERR_SYNTAX);

		/* Name and id together say whose it is; all others are none of our business. */
		if (!str_eq(name, str_of(key->name)) || memcmp(b->p, id, sizeof(id)) != 0)
			continue;
		if (b->n != sizeof(id) + SIGNATURE_N ||
		    ed25519_verify((const unsigned char *)b->p + sizeof(id), key->public_key, text) != 0)
			return (err_set(e, ERR_CORRUPT, "the signature of %.100s does not fit", key->name));
		*good = true;
	}
	return (0);
}

int
note_open(struct str note, const struct note_key *key, struct str *text, struct err *e)
{
	struct buf b = BUF(NOTE_MAX);
	struct str signatures;
	bool good = false;
	int rc;

	if ((rc = note_split(note, text, &signatures, e)) == 0)
		rc = check_signatures(*text, signatures, key, &b, &good, e);
	if (rc == 0 && !good)
		rc = err_set(e, ERR_CORRUPT, "not signed by %.100s", key->name);
	buf_free(&b);
	return (rc);
}

void
note_sign(struct buf *b, struct str text, const struct note_key *key)
{
	unsigned char bytes[4 + SIGNATURE_N];

	note_key_id(bytes, key);
	if (ed25519_sign(bytes + 4, key->seed, text) != 0) {
		b->failed = ERR_NOMEM;
		return;
	}
	buf_str(b, text);
	buf_cstr(b, "\n" DASH);
	buf_cstr(b, key->name);
	buf_char(b, ' ');
	base64_put(b, bytes, sizeof(bytes));
	buf_char(b, '\n');
}

int
vkey_parse(struct note_key *key, struct str text, struct err *e)
{
	struct note_key got = { .name = "" };
	struct buf b = BUF(256);
	unsigned char id[4], want[4];
	struct str line = str_trim(text), name, hash;
	int rc = ERR_SYNTAX;

	/*
	 * The name has no plus sign, so the first two end the name and the id; base64 may hold more of
	 * them.
	 */
	if (!str_split(&line, '+', &name) || line.p == NULL || !str_split(&line, '+', &hash) ||
	    line.p == NULL || !note_name_ok(name) || hex_read(id, sizeof(id), hash) != 0 ||
	    base64_read(&b, line) != 0) {
		(void)err_set(e, rc, "not a verifier key (NAME+ID+KEY)");
	} else if (b.n != 1 + sizeof(got.public_key) || b.p[0] != ED25519) {
		(void)err_set(e, rc, "not an Ed25519 verifier key");
	} else if (!str_copy(got.name, sizeof(got.name), name)) {
		(void)err_set(e, rc, "a key name longer than %zu bytes", sizeof(got.name) - 1);
	} else {
		memcpy(got.public_key, b.p + 1, sizeof(got.public_key));
		note_key_id(want, &got);
		rc = memcmp(id, want, sizeof(id)) == 0
		    ? 0
		    : err_set(e, rc, "the verifier key's id does not fit its key");
	}
	if (rc == 0)
		*key = got;
	buf_free(&b);
	return (rc);
}

void
vkey_put(struct buf *b, const struct note_key *key)
{
	unsigned char id[4], bytes[1 + sizeof(key->public_key)];

	note_key_id(id, key);
	bytes[0] = ED25519;
	memcpy(bytes + 1, key->public_key, sizeof(key->public_key));
	buf_cstr(b, key->name);
	buf_char(b, '+');
	hex_put(b, id, sizeof(id));
	buf_char(b, '+');
	base64_put(b, bytes, sizeof(bytes));
}
