/* Receipts: see the header. */
#include "share/receipt.h"

#include "store/opening.h"

int
receipt_check(
    struct receipt *r, struct str proof, struct str entry, struct str vkey, struct str opening, struct err *e)
{
	struct note_key key;
	struct checkpoint c;
	int rc;

	*r = (struct receipt){ 0 };
	if ((rc = vkey_parse(&key, str_trim(vkey), e)) != 0)
		return (rc);
	(void)str_copy(r->origin, sizeof(r->origin), str_of(key.name));
	if ((rc = proof_check(proof, entry, &key, &c, &r->index, e)) != 0)
		return (rc);
	r->size = c.size;
	if (opening.n > 0 && (r->body = opening_check(opening, entry, e)) == NULL)
		return (e->code);
	return (0);
}
