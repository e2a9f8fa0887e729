/*
 * Records over a pipe, from a reader in its sandbox to the parent that checks
 * them: a 32-bit length, a 32-bit type, and a payload of at most WIRE_MAX
 * bytes made of 64-bit numbers and strings in a fixed order per type.  The
 * parent trusts nothing: every get is checked and the payload must be used up.
 */
#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include "base/buf.h"

#define WIRE_MAX ((size_t)1 << 20)

/* The writing end. */
struct wire {
	int fd;
	struct buf b; /* Complete records that wait, and the one being made. */
	size_t start; /* Where the record being made begins. */
	int failed;   /* The first failure; sticks. */
};

void wire_init(struct wire *w, int fd);
void wire_begin(struct wire *w, uint32_t type);
void wire_u64(struct wire *w, uint64_t v);
void wire_i64(struct wire *w, int64_t v);
void wire_str(struct wire *w, struct str s); /* Cut to 64 KB: no field that matters is longer. */
void wire_end(struct wire *w);
void wire_pair(struct wire *w, uint32_t type, uint64_t a, uint64_t b); /* A whole record of two numbers. */
void wire_flush(struct wire *w);
void wire_free(struct wire *w);

/* The reading end. */
struct wire_in {
	int fd;
	struct buf b;
	size_t at; /* First byte of ${b} not yet given out. */
};

void wire_in_init(struct wire_in *in, int fd);

/*
 * wire_next(in, type, payload, e): The next record; 1, 0 at the end, or
 * ERR_CORRUPT or ERR_IO.  ${*payload} is valid until the next call.
 */
int wire_next(struct wire_in *in, uint32_t *type, struct str *payload, struct err *e);
void wire_in_free(struct wire_in *in);

/* Taking a payload apart.  Each returns false, and leaves a zero or empty value, where it does not fit. */
bool wire_get_u64(struct str *payload, uint64_t *v);
bool wire_get_i64(struct str *payload, int64_t *v);
bool wire_get_str(struct str *payload, struct str *s);

/* wire_damaged(e): Say that what came is no record that this reader sends: ERR_CORRUPT. */
int wire_damaged(struct err *e);

#endif
