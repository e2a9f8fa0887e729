/*
 * A package in memory: its files, its mark sites and where they stand.
 */
#ifndef MARK_PACKAGE_H
#define MARK_PACKAGE_H

#include <sys/stat.h>

#include "mark/reading.h"
#include "mark/yml.h"

/* What a package may be. */
#define PACKAGE_BYTES_MAX ((size_t)256 << 20)
#define PACKAGE_FILES_MAX 20000
#define PACKAGE_DEPTH_MAX 32

/* A file, or a folder with no text. */
struct mark_file {
	struct str path; /* Inside the package, without a leading slash. */
	struct str text;
	mode_t mode;
	struct timespec modified;
	dev_t dev;
	ino_t ino;
};

/* A stretch of a file that a site decides; an order has one for each line. */
struct mark_place {
	size_t file; /* Index into the files. */
	size_t site;
	size_t at, n; /* Bytes. */
	size_t line;  /* For an order: which of its places this is, from the top. */
};

/* A zeroed one is empty. */
struct mark_package {
	struct arena arena;
	struct str root;        /* As it was given. */
	struct mark_file *file; /* In byte order of their paths, athar.marks.yml left out. */
	size_t files, files_cap;
	struct mark_file *dir; /* A folder comes before what is in it. */
	size_t dirs, dirs_cap;
	size_t bytes;
	struct mark_sites sites;
	struct str yml;           /* The bytes of athar.marks.yml. */
	struct mark_place *place; /* In order of file, then offset. */
	size_t places, places_cap;
	struct sha256 id; /* Of paths, executable bits and texts, athar.marks.yml left out. */
};

/*
 * mark_package_load(p, root, e): Read the folder ${root} into the empty ${p},
 * find every site and decide how it will be read back.  Refused, with file
 * and line: symbolic links and special files; version-control folders, which
 * would carry the unmarked history into each copy; a text of find that does
 * not occur exactly once; marks that overlap; a text that runs into a word
 * beside it; a site that could not be read back.  0 or a code with ${e} set.
 * Free ${p} in any case.
 */
int mark_package_load(struct mark_package *p, const char *root, struct err *e);

/*
 * mark_package_read(p, root, e): As mark_package_load, but a package without athar.marks.yml is one without
 * sites.
 */
int mark_package_read(struct mark_package *p, const char *root, struct err *e);

/*
 * mark_package_add(p, path, mode, text, e), mark_package_end(p, name, e): The
 * same out of memory: each file, then as mark_package_load, errors naming
 * ${name}.  Both texts are copied.
 */
int mark_package_add(struct mark_package *p, struct str path, mode_t mode, struct str text, struct err *e);
int mark_package_end(struct mark_package *p, const char *name, struct err *e);

/* mark_package_find(p, path): the index of a file, or SIZE_MAX. */
size_t mark_package_find(const struct mark_package *p, struct str path);

/* mark_package_free(p): Release all; it is empty again. */
void mark_package_free(struct mark_package *p);

/*
 * mark_resolve(p, e): A part of mark_package_load: find the sites' places.
 * mark_settle(p, e): the other part: choose the context that each site needs
 * and prove on the package itself that every text reads back as itself.
 */
int mark_resolve(struct mark_package *p, struct err *e);
int mark_settle(struct mark_package *p, struct err *e);

/*
 * mark_settle_try(p, fails, e): mark_settle that says in ${fails}, one a site, which could not be read back
 * and goes on.
 */
int mark_settle_try(struct mark_package *p, bool *fails, struct err *e);

/*
 * mark_declared(p, site, e): Add to ${e} that the fault lies with this mark of athar.marks.yml.  Return
 * the code.
 */
int mark_declared(const struct mark_package *p, size_t site, struct err *e);

#endif
