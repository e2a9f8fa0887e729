/* Signing keys as text: see the header. */
#include "store/skey.h"

#include <stdio.h>

#include "store/note.h"

int
skey_new(struct note_key *key, struct err *e)
{
	unsigned char id[8];
	struct buf b = BUF(64);

	random_bytes(id, sizeof(id));
	random_bytes(key->seed, sizeof(key->seed));
	hex_put(&b, id, sizeof(id));
	(void)snprintf(key->name, sizeof(key->name), "athar/%s", buf_c(&b));
	buf_free(&b);
	if (ed25519_public(key->public_key, key->seed) != 0)
		return (err_set(e, ERR_INTERNAL, "cannot make an Ed25519 key"));
	return (0);
}

void
skey_put(struct buf *b, const struct note_key *key)
{
	unsigned char id[4], data[33] = { 1 };

	note_key_id(id, key);
	memcpy(data + 1, key->seed, 32);
	buf_printf(b, "PRIVATE+KEY+%s+", key->name);
	hex_put(b, id, sizeof(id));
	buf_char(b, '+');
	base64_put(b, data, sizeof(data));
	wipe(data, sizeof(data));
}

int
skey_parse(struct note_key *key, struct str text, struct err *e)
{
	struct str rest = str_trim(text), name, id;
	struct note_key got = { 0 };
	unsigned char want[4], have[4];
	struct buf data = BUF(64);
	bool ok;

	if (!str_starts(rest, STR("PRIVATE+KEY+")))
		return (err_set(e, ERR_CORRUPT, "not a signing key"));
	rest = str_sub(rest, 12, rest.n);
	ok = str_split(&rest, '+', &name) && str_split(&rest, '+', &id) && rest.p != NULL &&
	    hex_read(have, sizeof(have), id) == 0 && base64_read(&data, rest) == 0 && data.n == 33 &&
	    data.p[0] == 1 && str_copy(got.name, sizeof(got.name), name);
	if (ok) {
		memcpy(got.seed, data.p + 1, 32);
		ok = ed25519_public(got.public_key, got.seed) == 0;
		note_key_id(want, &got);
		ok = ok && memcmp(want, have, sizeof(want)) == 0;
	}
	if (data.p != NULL)
		wipe(data.p, data.cap);
	buf_free(&data);
	if (!ok)
		return (err_set(e, ERR_CORRUPT, "a damaged signing key"));
	*key = got;
	wipe(&got, sizeof(got));
	return (0);
}
