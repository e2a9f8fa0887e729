/* Receipts from anyone: a tlog-proof, a NUL byte, the entry. */
#include <stdlib.h>

#include "store/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = { (const char *)data, size };
	struct note_key key = { .name = "fuzz.example/log" };
	struct checkpoint c;
	size_t cut = str_chr(all, '\0');
	uint64_t index;
	struct err e;
	int rc;

	memset(key.seed, 7, sizeof(key.seed));
	if (ed25519_public(key.public_key, key.seed) != 0)
		abort();
	if (cut == STR_NPOS)
		cut = size;
	rc = proof_check(str_sub(all, 0, cut), str_sub(all, cut + 1, size), &key, &c, &index, &e);
	if (rc != 0 && rc != ERR_CORRUPT)
		abort();
	if (rc == 0 && index >= c.size)
		abort();
	return (0);
}
