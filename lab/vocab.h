/*
 * The people, machines and programs of the lab's firm.  All addresses are from
 * ranges kept for documentation, tests or private use (RFC 5737, 2544, 6598,
 * 1918), all names end in .example (RFC 2606).
 */
#ifndef LAB_VOCAB_H
#define LAB_VOCAB_H

#include "rng.h"

/* vocab_user(b, r): "first.last" of one of 1600 people.  vocab_health(b, r): a health mailbox's name. */
void vocab_user(struct buf *b, struct rng *r);
void vocab_health(struct buf *b, struct rng *r);

/* vocab_outside(b, r): the address of one of 4000 clients on the Internet.  vocab_inside: in the firm. */
void vocab_outside(struct buf *b, struct rng *r);
void vocab_inside(struct buf *b, struct rng *r);

/* vocab_front(k): the address of front end ${k} % 4. */
const char *vocab_front(uint32_t k);

/* vocab_browser(r), vocab_outlook(r), vocab_phone(r): a user agent with blanks, as HttpProxy logs it. */
struct str vocab_browser(struct rng *r);
struct str vocab_outlook(struct rng *r);
struct str vocab_phone(struct rng *r);

/* vocab_plus(b, s): ${s} with "+" for each blank, as IIS logs it. */
void vocab_plus(struct buf *b, struct str s);

/* vocab_csv(b, s): ${s} as a cell, quoted where RFC 4180 asks for it; nothing else is changed. */
void vocab_csv(struct buf *b, struct str s);

#endif
