/*
 * A time stamp authority's reply, or a query read back from a file, from
 * anyone: refused with words, or it says what the one good reply says, since
 * nobody but the authority can sign another.
 */
#include <stdlib.h>
#include <string.h>

#include "stamp_data.h"
#include "store/stamp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
look(struct str query, struct str reply)
{
	struct stamp s;
	struct err e = { 0 };
	int rc = stamp_check(
	    STR(STAMP_NOTE), query, reply, str_of(stamp_ca_pem), STAMP_TIME + INSTANT_DAY, &s, &e);

	if (rc != 0 && (e.text[0] == '\0' || rc != e.code))
		abort();
	if (rc == 0 && (s.time != STAMP_TIME || strcmp(s.serial, STAMP_SERIAL) != 0))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str any = { (const char *)data, size }, none = { NULL, 0 };
	const struct str query = { (const char *)stamp_query_der, sizeof(stamp_query_der) };
	const struct str reply = { (const char *)stamp_reply_der, sizeof(stamp_reply_der) };

	look(none, any);
	look(query, any);
	if (size > 0)
		look(any, reply);
	return (0);
}
