/*
 * What a watch has seen already, in few bytes: a set of 64-bit keys, 8 to 32
 * bytes each, of files as they lay there and of specimens by their SHA-256.
 * The keys are made under a key of the set's own (trace/keyed.h), so that
 * nobody can make a tool that looks like something seen before.
 *
 * It is bounded: after KNOWN_MAX keys a new set begins and the one before it is
 * still asked; what is met again moves over, and the rest is forgotten with the
 * next turn.  What was forgotten is only read again.
 *
 * The file ("ATHARWK1", 16 bytes of key, 32 bytes of what was watched for, then
 * keys) is appended to after each round, and written anew at each turn.  It may
 * be lost or cut off anywhere: then more is read again.  While a set is open
 * nobody else can open its file.
 */
#ifndef TRACE_KNOWN_H
#define TRACE_KNOWN_H

#include <sys/stat.h>

#include "base/hash.h"

#define KNOWN_MAX ((size_t)16 << 20)

struct known;

/*
 * known_open(path, what, max, fresh, e): The set of the file ${path}, which is made where it is missing; NULL for one in
 * memory alone.  ${what} stands for all that the verdict on a specimen depends on: where the file was for
 * something else it begins anew.  ${max} keys a turn.  ${*fresh} says whether nothing was known.  NULL with
 * ERR_UNAVAILABLE where another watch has it, or another error.
 */
struct known *known_open(const char *path, const struct sha256 *what, size_t max, bool *fresh, struct err *e);
void known_close(struct known *k); /* Without known_save; NULL is harmless. */

/* known_file(k, path, st): The key of a file as it lies there; known_sha256(k, sha): of a specimen. */
uint64_t known_file(const struct known *k, struct str path, const struct stat *st);
uint64_t known_sha256(const struct known *k, const struct sha256 *sha);

/* known_has(k, key); known_add(k, key, e): 0 or ERR_NOMEM. */
bool known_has(struct known *k, uint64_t key);
int known_add(struct known *k, uint64_t key, struct err *e);

/* known_save(k, e): What was added since the last time goes to the file, and is synced.  0 or ERR_IO. */
int known_save(struct known *k, struct err *e);

#endif
