/* What a partner took: see the header. */
#include "share/access.h"

#include "share/item.h"

const char *
access_what_name(enum access_what what)
{
	static const char *const names[] = { "list", "download", "entry", "receipt" };

	return (names[what]);
}

int
access_add(struct commit *k, const struct access *access, uint64_t *entry, struct err *e)
{
	json_t *body = item_new("access", access->tlp, STR("portal"));

	if (access->copy != 0)
		item_set_u64(body, "copy", access->copy);
	item_set(body, "partner", access->party->name);
	item_set_u64(body, "number", access->party->number);
	item_set(body, "what", str_of(access_what_name(access->what)));
	item_set(body, "certificate", access->certificate);
	item_set(body, "address", access->address);
	return (commit_add(k, KIND_RELEASE, body, entry, e));
}
