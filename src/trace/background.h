/*
 * A background: which features (trace/feature.h) ordinary code has, by groups
 * (authors, projects), so that what a package and a specimen share can be
 * weighed by how rare it is.
 *
 * The file, all numbers little-endian:
 *
 *	"ATHARBG4", u32 whether it is keyed, u32 zero, 16 bytes of salt, 16 bytes
 *	of proof, then u32 each: groups, files, points, shift, u64 each: entries,
 *	blocks, where the files, the points and the blocks' directory begin
 *	blocks	up to 128 entries in the order of their keyed hashes: the
 *		difference to the one before, how many groups have it, and the
 *		differences of their numbers, all as varints
 *	files	u64 keyed identity and u32 group, sorted
 *	points	scores of pairs with known truth (trace/calibrate.h)
 *	directory	u64 first hash and u64 offset of each block
 *
 * Without a key, whoever has the file can ask whether a text that he has is in
 * it.  Hashes of features and files are therefore keyed by SipHash-2-4 (Aumasson
 * and Bernstein, 2012), where a secret is given: the key is made of it
 * (trace/keyed.h) and is not in the file.  What a keyed file still tells is
 * numbers: how many groups there are, how many files and features each has and
 * shares with which other, and for some files their language and their size to
 * a fifth; and one who guesses the secret can see that he was right.
 *
 * What only one group has is the bulk and says little: of it, where there are
 * more than some millions, only those are kept whose hash ends in ${shift}
 * zeros.  They are not left out altogether, since what an innocent shares with
 * the package by chance is mostly such, and a tail that did not count them
 * would be too thin.
 */
#ifndef TRACE_BACKGROUND_H
#define TRACE_BACKGROUND_H

#include "trace/calibrate.h"
#include "trace/keyed.h"
#include "trace/print.h"

struct background;

/*
 * background_open(path, e): ERR_SYNTAX where it is no background, is damaged, was made by an older athar, or is
 * keyed.  background_open_keyed(path, secret, e): The same for one that was built with ${secret}, which may go
 * away afterwards; of an empty one as background_open.  ERR_SYNTAX also where it is not the secret of that file,
 * or the file is not keyed.
 */
struct background *background_open(const char *path, struct err *e);
struct background *background_open_keyed(const char *path, struct str secret, struct err *e);
void background_close(struct background *b); /* NULL is harmless. */

/* How many groups; the pairs with known truth, ${*n} of them: never NULL, also where they are none. */
uint32_t background_groups(const struct background *b);
const struct calibrate_point *background_points(const struct background *b, size_t *n);

/* background_mark(b, p, out): Set out[g] for each group g that holds a file of ${p}. */
void background_mark(const struct background *b, const struct print *p, bool *out);

/*
 * background_look(b, hash, n, fn, arg, e): For each of the ${n} features whose hashes these are, and which
 * some group has, call ${fn} with its place in ${hash}, the groups' numbers, ascending, and how many
 * features it stands for (above 1 where features of one group alone were sampled).  The order is free.
 * 0, ERR_IO, ERR_NOMEM, or ERR_SYNTAX where the file is damaged.
 */
typedef void background_fn(void *arg, size_t i, const uint32_t *group, size_t groups, unsigned scale);
int background_look(
    const struct background *b, const uint64_t *hash, size_t n, background_fn *fn, void *arg, struct err *e);

/* What a build came to. */
struct background_built {
	uint64_t groups, files, bytes, unread, entries, points, size;
};

/*
 * background_build(dir, n, out, unread, arg, built, e): Read the ${n} folders and write the file ${out},
 * which appears whole or not at all.  A group is a folder directly below one of them; a file directly below
 * is a group of its own.  Memory stays under some 200 MB, in all processes together, whatever there is to
 * read; sorted runs go to unnamed files beside ${out}.  background_build_keyed: with the key of a ${secret}.
 */
int background_build(char *const *dir, size_t n, const char *out, gather_unread_fn *unread, void *arg,
    struct background_built *built, struct err *e);
int background_build_keyed(char *const *dir, size_t n, struct str secret, const char *out,
    gather_unread_fn *unread, void *arg, struct background_built *built, struct err *e);

#endif
