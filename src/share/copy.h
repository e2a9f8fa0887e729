/*
 * One partner's copy of a package: its marked files, a manifest that the
 * record's key signs, and the opening of the entry that says so, as one
 * archive to be sealed.
 *
 *	package/...	the files as this copy has them; athar.marks.yml is never among them
 *	MANIFEST	a C2SP signed note: "athar manifest", then a line of canonical JSON with bulletin, revision,
 *			title, cves, stage, tlp, embargo_end, origin, copy, package, parts [{path, bytes, sha256}]
 *	OPENING.json	salt and body of the record's entry on this release (store/opening.h)
 *
 * The archive is a tar in the pax form without anything of the machine that
 * made it: the same package, secret and party give the same bytes but for the
 * opening's salt.
 */
#ifndef SHARE_COPY_H
#define SHARE_COPY_H

#include "mark/copy.h"
#include "share/state.h"
#include "store/record.h"

/* A package ready to be copied.  A zeroed one is empty. */
struct copy_source {
	struct mark_package package;
	struct mark_book book; /* Codewords of parties 1 to book.copies. */
	struct sha256 hash;    /* What approvals are over: copy_package_hash. */
	unsigned char secret[32];
};

/* What the manifest says beside the files. */
struct copy_terms {
	const char *origin;
	const struct bulletin *bulletin;
	const struct bulletin_revision *revision;
	enum policy_stage stage;
	uint32_t copy;
};

/*
 * copy_package_hash(p): SHA-256 over the package's id (paths, executable bits
 * and texts) and athar.marks.yml, since a changed list of values would change
 * the copies as well.
 */
struct sha256 copy_package_hash(const struct mark_package *p);

/* copy_package_name(p): the last part of its path, for people. */
struct str copy_package_name(const struct mark_package *p);

/*
 * copy_source_load(s, c, dir, parties, e): Read the package in ${dir} and draw
 * the codewords of parties 1 to ${parties} under the case's secret; each is
 * read back before it counts.  Free ${s} in any case.
 */
int
copy_source_load(struct copy_source *s, struct case_dir *c, const char *dir, uint32_t parties, struct err *e);
void copy_source_free(struct copy_source *s);

/* copy_number(s, bulletin, revision, stage, party): the eight digits by which this copy is known. */
uint32_t copy_number(const struct copy_source *s, struct str bulletin, unsigned revision,
    enum policy_stage stage, uint32_t party);

/* copy_codeword(s, party): SHA-256 of the codeword's canonical JSON: what the record commits to. */
struct sha256 copy_codeword(const struct copy_source *s, uint32_t party);

/* copy_manifest(s, party, terms, key, b, e): Append the signed manifest of a copy. */
int copy_manifest(const struct copy_source *s, uint32_t party, const struct copy_terms *terms,
    const struct note_key *key, struct buf *b, struct err *e);

/* copy_write(s, party, manifest, opening, fd, e): Write the archive of a copy to ${fd}. */
int copy_write(const struct copy_source *s, uint32_t party, struct str manifest, struct str opening, int fd,
    struct err *e);

/*
 * copy_source_kept(s, c, name, blob, parties, e): As copy_source_load, of a package as copy_write_unmarked
 * left it in the blob ${blob}; ${name} is for errors.
 */
int copy_source_kept(struct copy_source *s, struct case_dir *c, const char *name, const struct sha256 *blob,
    uint32_t parties, struct err *e);

/* copy_read_unmarked(p, name, fd, e): Read such an archive into the empty ${p}. */
int copy_read_unmarked(struct mark_package *p, const char *name, int fd, struct err *e);

/* copy_write_unmarked(s, fd, e): The package itself as such an archive, athar.marks.yml included. */
int copy_write_unmarked(const struct copy_source *s, int fd, struct err *e);

#endif
