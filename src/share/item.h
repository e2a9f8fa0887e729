/*
 * The bodies that share's entries have, and their fold.  All have "type",
 * "tlp", "known" (when it was said) and "by" (who at the desk entered it).
 *
 *	party (decision)	class person|partner, name, number, role, country, duty_to_report, tier, login, may
 *				[stage], contacts [text], key {scheme, fingerprint, sha256}, certificate, left, blobs
 *	party-key (decision)	name, fingerprint: the second confirmation that a changed key needs
 *	bulletin (decision)	act new|revise|end, id, revision, title, cves, embargo_end, embargo_text, terms,
 *				rsvp_hours, why
 *	bulletin-event (decision)	id, event V|F|D|P|X|A, happened, source
 *	consent (decision)	bulletin, revision, partner, number, action invite|accept|decline, entered_by,
 *				terms_sha256, fingerprint, blobs
 *	approval (decision)	bulletin, revision, stage, package_sha256, person, fingerprint, blobs
 *	policy (decision)	sha256, blobs
 *	release-act (release)	act, bulletin, revision, stage, package {name, sha256, blob}, policy, approvals,
 *				released_by, copies, blobs
 *	release (release)	act, copy, partner, number, bulletin, revision, stage, embargo_end, package_sha256,
 *				codeword_sha256, manifest_sha256
 *	sealed (release)	release, copy, scheme, recipient, sha256, bytes, blobs
 *	ack (receipt)		copy, partner, number, entered_by, fingerprint, blobs
 *	access (release)	copy, partner, number, what download|entry|receipt|list, certificate, address
 *
 * Unknown members are kept and mean nothing.
 */
#ifndef SHARE_ITEM_H
#define SHARE_ITEM_H

#include "store/case.h"

/*
 * item_new(type, tlp, by): A body of ${type} that is known now; NULL without
 * memory.  Setting a member of a NULL body is harmless, so that it is checked
 * once, by commit_add's caller.
 */
json_t *item_new(const char *type, enum tlp tlp, struct str by);

/* item_set(body, key, s): A text.  item_set_u64: a number.  item_set_blob: a hash, into "blobs" as well. */
void item_set(json_t *body, const char *key, struct str s);
void item_set_u64(json_t *body, const char *key, uint64_t v);
void item_set_blob(json_t *body, const char *key, struct str hex);

/* item_user(): who is at the desk as far as the system knows: the login name, or "uid 1000". */
struct str item_user(void);

/* The folds of all these types, for the table of rooms. */
extern const struct fold_ops share_folds[];
#define SHARE_FOLDS 12

#endif
