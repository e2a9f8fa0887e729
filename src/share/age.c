/*
 * Keys and payload of age files; see the header.  The payload is STREAM: chunk
 * N is sealed under the nonce "N, 11 bytes big-endian, then 1 for the last
 * chunk and 0 for the others", so that chunks cannot be moved, dropped or
 * appended.  Only the last chunk may be short, and it is empty only where the
 * whole payload is.  Which one is last shows when the input ends, so one byte
 * more than the chunks that go out is always read.
 */
#include "share/age.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "share/age_header.h"
#include "share/bech32.h"

#define RECIPIENT STR("age")
#define IDENTITY  STR("AGE-SECRET-KEY-")
#define CHUNK     ((size_t)64 << 10)
#define TAG       16
#define NONCE     16 /* Bytes of the payload's own nonce. */
#define BATCH     8  /* Chunks read at once. */

/* Is the number below 2^255 - 19, as it is when it is the point's one proper name? */
static bool
is_reduced(const unsigned char point[32])
{
	if (point[31] < 0x7F || point[0] < 0xED)
		return (point[31] < 0x80);
	for (unsigned i = 1; i < 31; i++)
		if (point[i] != 0xFF)
			return (point[31] < 0x80);
	return (false);
}

int
age_recipient_parse(struct age_recipient *r, struct str text, struct err *e)
{
	static const unsigned char any[32] = { 1 };
	unsigned char shared[32];
	struct age_recipient got;

	if (bech32_read(got.point, sizeof(got.point), RECIPIENT, text, e) != 0)
		return (ERR_SYNTAX);
	if (!is_reduced(got.point))
		return (err_set(e, ERR_SYNTAX, "a second name for another key: its number is not reduced"));
	/* With a point of low order the shared secret is zero for everybody. */
	if (age_x25519(shared, any, got.point) != 0)
		return (
		    err_set(e, ERR_SYNTAX, "a point of low order: anyone could read what is sealed to it"));
	*r = got;
	return (0);
}

void
age_recipient_put(struct buf *b, const struct age_recipient *r)
{
	bech32_put(b, RECIPIENT, r->point, sizeof(r->point));
}

/* A name that is none of ours: say what it is. */
static int
other_kind(struct str line, struct err *e)
{
	if (str_starts(line, STR("age1pq1")))
		return (err_set(e, ERR_SYNTAX, "a post-quantum age key; only X25519 ones are supported"));
	/* A plugin's name has a second "1" further on; the alphabet of a key has none. */
	if (str_starts(line, STR("age1")) && str_chr(str_sub(line, 4, line.n), '1') != STR_NPOS)
		return (err_set(e, ERR_SYNTAX, "a key of an age plugin; only X25519 ones are supported"));
	if (str_starts(line, STR("ssh-")))
		return (err_set(e, ERR_SYNTAX, "an SSH key; an age key begins with age1"));
	return (0);
}

int
age_key_file(struct age_recipient *r, struct str file, struct err *e)
{
	struct str rest = file, line;
	struct age_recipient got = { 0 };
	unsigned found = 0, number = 0;

	if (file.n > AGE_KEY_FILE_MAX)
		return (err_set(e, ERR_LIMIT, "an age key file has at most %zu bytes", AGE_KEY_FILE_MAX));
	/* A secret anywhere, in a comment as well, is told before anything else. */
	if (str_ifind(file, IDENTITY) != STR_NPOS)
		return (err_set(e, ERR_DENIED,
		    "holds a SECRET age identity: it was not kept; its owner should make a new one and send only "
		    "the line that begins with age1"));
	while (str_split(&rest, '\n', &line)) {
		number++;
		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (other_kind(line, e) != 0 || age_recipient_parse(&got, line, e) != 0) {
			(void)err_line(e, number);
			return (ERR_SYNTAX);
		}
		found++;
	}
	if (found != 1)
		return (err_set(e, ERR_SYNTAX, "%s age recipient where one is expected",
		    found == 0 ? "no" : "more than one"));
	*r = got;
	return (0);
}

bool
age_key_file_like(struct str file)
{
	struct str rest = str_sub(file, 0, AGE_KEY_FILE_MAX), line;

	while (str_split(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.n > 0 && line.p[0] != '#')
			return (str_istarts(line, STR("age1")) || str_istarts(line, IDENTITY));
	}
	return (str_ifind(file, IDENTITY) != STR_NPOS);
}

void
age_identity_new(struct age_identity *id)
{
	random_bytes(id->secret, sizeof(id->secret));
}

int
age_identity_parse(struct age_identity *id, struct str text, struct err *e)
{
	return (bech32_read(id->secret, sizeof(id->secret), IDENTITY, text, e));
}

void
age_identity_put(struct buf *b, const struct age_identity *id)
{
	bech32_put(b, IDENTITY, id->secret, sizeof(id->secret));
}

void
age_identity_wipe(struct age_identity *id)
{
	wipe(id->secret, sizeof(id->secret));
}

int
age_identity_recipient(struct age_recipient *r, const struct age_identity *id, struct err *e)
{
	if (age_public(r->point, id->secret) != 0)
		return (err_set(e, ERR_INTERNAL, "cannot compute with X25519"));
	return (0);
}

/* An input that knows its end: ${have} bytes are held at ${p}. */
struct feed {
	int fd;
	bool ended;
	unsigned char *p;
	size_t have, room;
};

/* Read until the room is full or the input ends. */
static int
fill(struct feed *f, struct err *e)
{
	while (!f->ended && f->have < f->room) {
		ssize_t r = read(f->fd, f->p + f->have, f->room - f->have);

		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return (err_sys(e, "cannot read"));
		f->ended = r == 0;
		f->have += (size_t)r;
	}
	return (0);
}

static void
drop(struct feed *f, size_t n)
{
	f->have -= n;
	memmove(f->p, f->p + n, f->have);
}

/*
 * Pass the rest of ${f} through ${c} in chunks of ${step} bytes of input, each
 * of which grows or shrinks by the tag, to ${out}.  Return 0, ERR_IO, or
 * ERR_CORRUPT at the first chunk that is not authentic.
 */
static int
run(struct feed *f, struct age_cipher *c, bool seal, int out, unsigned char *room, struct err *e)
{
	size_t step = seal ? CHUNK : CHUNK + TAG, at, made, n;
	unsigned char nonce[12] = { 0 };
	uint64_t number = 0;
	bool last = false;
	int rc;

	while (!last) {
		if ((rc = fill(f, e)) != 0)
			return (rc);
		for (at = made = 0; !last && (f->have - at > step || f->ended); at += n) {
			last = f->have - at <= step;
			n = last ? f->have - at : step;
			if (!seal && (n < TAG || (n == TAG && number > 0)))
				return (err_set(e, ERR_CORRUPT, "is cut short"));
			for (unsigned i = 0; i < 8; i++)
				nonce[10 - i] = (unsigned char)(number >> 8 * i);
			nonce[11] = last;
			number++;
			if (age_cipher_run(c, nonce, (struct str){ (char *)f->p + at, n }, room + made) != 0)
				return (err_set(e, ERR_CORRUPT, "was changed or cut short in chunk %llu",
				    (unsigned long long)number));
			made += seal ? n + TAG : n - TAG;
		}
		if ((rc = file_write_all(out, room, made, e)) != 0)
			return (rc);
		drop(f, at);
	}
	return (0);
}

/* Room for the input and the output of a batch of chunks, in one piece that is wiped. */
#define ROOM (BATCH * (CHUNK + TAG) + 1)

static int
payload(struct feed *f, const unsigned char file_key[AGE_FILE_KEY], const unsigned char nonce[NONCE],
    bool seal, int out, struct err *e)
{
	unsigned char key[32];
	struct age_cipher *c;
	int rc;

	age_derive(key, (struct str){ (const char *)file_key, AGE_FILE_KEY },
	    (struct str){ (const char *)nonce, NONCE }, STR("payload"));
	c = age_cipher_new(key, seal);
	wipe(key, sizeof(key));
	if (c == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	rc = run(f, c, seal, out, f->p + f->room, e);
	age_cipher_free(c);
	return (rc);
}

int
age_seal(const struct age_recipient *to, int in, int out, struct err *e)
{
	struct feed f = { .fd = in, .room = BATCH * CHUNK + 1 };
	unsigned char file_key[AGE_FILE_KEY], nonce[NONCE];
	struct buf head = BUF(4096);
	int rc;

	if ((f.p = malloc(2 * ROOM)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	random_bytes(file_key, sizeof(file_key));
	random_bytes(nonce, sizeof(nonce));
	rc = age_header_make(&head, to, file_key, e);
	buf_put(&head, nonce, sizeof(nonce));
	if (rc == 0 && (rc = buf_error(&head, e)) == 0 && (rc = file_write_all(out, head.p, head.n, e)) == 0)
		rc = payload(&f, file_key, nonce, true, out, e);
	wipe(file_key, sizeof(file_key));
	buf_free(&head);
	wipe(f.p, 2 * ROOM);
	free(f.p);
	return (rc);
}

int
age_open(const struct age_identity *id, int in, int out, struct err *e)
{
	struct feed f = { .fd = in, .room = ROOM };
	unsigned char file_key[AGE_FILE_KEY], nonce[NONCE];
	size_t n;
	int rc;

	if ((f.p = malloc(2 * ROOM)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if ((rc = fill(&f, e)) != 0)
		goto done;
	n = age_header_length((struct str){ (char *)f.p, f.have < AGE_HEADER_MAX ? f.have : AGE_HEADER_MAX });
	if (n == 0) {
		rc = err_set(e, ERR_SYNTAX, "not an age file: its header has no end");
		goto done;
	}
	if ((rc = age_header_open(file_key, (struct str){ (char *)f.p, n }, id, e)) != 0)
		goto done;
	if (f.have - n < NONCE) {
		rc = err_set(e, ERR_CORRUPT, "is cut short");
		goto done;
	}
	memcpy(nonce, f.p + n, NONCE);
	drop(&f, n + NONCE);
	rc = payload(&f, file_key, nonce, false, out, e);
done:
	wipe(file_key, sizeof(file_key));
	wipe(f.p, 2 * ROOM);
	free(f.p);
	return (rc);
}
