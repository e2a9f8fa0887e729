/*
 * What a partner or a person signs: a short text, the same bytes for everyone
 * who writes it down, that names all it is about and so can stand for nothing
 * else.  One field a line, the record's origin among them, so that a
 * signature given in one case says nothing in another:
 *
 *	athar consent			athar approval			athar acknowledgement
 *	origin athar/0123456789abcdef	origin ...			origin ...
 *	bulletin EX-2021-01		bulletin EX-2021-01		bulletin EX-2021-01
 *	revision 2			revision 2			revision 2
 *	embargo-end 2021-03-09T18:00:00Z	stage poc		copy 48213377
 *	terms-sha256 HEX		package-sha256 HEX		manifest-sha256 HEX
 *	partner NAME			person NAME			partner NAME
 *	answer accept
 *
 * Names and ids hold no line ends (share/party.h), so the text has one reading.
 */
#ifndef SHARE_STATEMENT_H
#define SHARE_STATEMENT_H

#include "share/state.h"

/* statement_hash(arena, text): SHA-256 of ${text} in hex; "" without memory. */
struct str statement_hash(struct arena *arena, struct str text);

/* statement_origin(c, origin): the name under which the case's record signs; 0 or ERR_CORRUPT. */
int statement_origin(const struct case_dir *c, char origin[256], struct err *e);

/* Append the text; see buf_error.  ${answer} is "accept" or "decline". */
void statement_consent(struct buf *b, const char *origin, const struct bulletin *bulletin, struct str partner,
    const char *answer);
void statement_approval(struct buf *b, const char *origin, const struct bulletin *bulletin,
    enum policy_stage stage, struct str package_sha256, struct str person);
void statement_ack(struct buf *b, const char *origin, const struct bulletin *bulletin,
    const struct release *release, struct str partner);

#endif
