/* Verifier keys, signed notes and checkpoints from anyone. */
#include <stdlib.h>

#include "store/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A key that was read is written as it was meant: the same again. */
static void
read_key(struct str text)
{
	struct note_key key, again;
	struct buf b = BUF(4096);

	if (vkey_parse(&key, text, NULL) != 0)
		return;
	vkey_put(&b, &key);
	if (vkey_parse(&again, buf_view(&b), NULL) != 0 || memcmp(&key, &again, sizeof(key)) != 0)
		abort();
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, inside, signatures;
	struct note_key key = { .name = "fuzz.example/log" };
	struct checkpoint c;
	char origin[256];
	struct err e;

	memset(key.seed, 7, sizeof(key.seed));
	if (ed25519_public(key.public_key, key.seed) != 0)
		abort();
	read_key(text);
	if (note_split(text, &inside, &signatures, &e) == 0 && inside.n + 1 + signatures.n != text.n)
		abort();
	(void)note_open(text, &key, &inside, &e);

	/* What is accepted is this log's. */
	if (checkpoint_parse(&c, text, &key, &e) == 0 &&
	    (strcmp(c.origin, key.name) != 0 || checkpoint_origin(origin, sizeof(origin), text, &e) != 0))
		abort();
	return (0);
}
