/*
 * The packages that were released, with what reads their marks back: for
 * accusing from a case.  All of it comes from the case: the package as it was
 * kept, the marking secret, the parties' numbers.  A copy whose codeword is
 * not the one that the record committed to before it was sent proves nothing,
 * and is told apart.
 */
#ifndef SHARE_MARKED_H
#define SHARE_MARKED_H

#include "mark/manifest.h"
#include "share/state.h"

/* One copy that went out. */
struct marked_copy {
	const struct release *release;
	const struct bulletin *bulletin;
	const struct party *party; /* NULL where nobody on file has its number any more. */
	bool committed;            /* The record holds this very codeword. */
};

/* One package, whatever bulletins and stages it was released for. */
struct marked {
	struct str name, sha256;       /* The folder's name; copy_package_hash in hex. */
	struct str blob;               /* The archive that it was kept as, in hex (copy_write_unmarked). */
	const struct bulletin *first;  /* The bulletin that it was released for first. */
	struct mark_manifest manifest; /* Copy N is that of the party with number N. */
	struct marked_copy *copy;      /* In the order of their entries. */
	size_t copies;
};

/* The act by which a package went out first, and the bulletin that it was for. */
struct marked_first {
	const struct bulletin *bulletin;
	const struct release_act *act;
};

/*
 * marked_list(s, first, n, e): The ${*n} packages that were released in ${s}, in the order of their first
 * release, into ${*first}, which the caller frees, also after a failure.  0 or ERR_NOMEM.
 */
int marked_list(const struct share *s, struct marked_first **first, size_t *n, struct err *e);

/*
 * marked_one(c, s, first, fn, arg, e): Call ${fn} for one of them and return its answer.  What was kept of a
 * package may be erased: then ${fn} gets ${why} and a manifest without sites.
 */
typedef int marked_fn(void *arg, const struct marked *m, const char *why, struct err *e);
int marked_one(struct case_dir *c, const struct share *s, const struct marked_first *first, marked_fn *fn,
    void *arg, struct err *e);

#endif
