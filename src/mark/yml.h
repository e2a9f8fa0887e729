/*
 * athar.marks.yml: where a package may vary, written by its author.
 *
 *	marks:
 *	  - file: collect.py
 *	    find: "timeout = 30"
 *	    one-of: ["timeout = 30", "timeout = 31"]
 *	  - file: collect.py
 *	    find: "5f3a9c01"
 *	    free: hex 8
 *	  - file: README.md
 *	    order: ["- it reads the log", "- it writes a table"]
 *	check: python3 -m py_compile collect.py
 *
 * Plain YAML of exactly this shape: anchors, aliases, tags, unknown or
 * repeated keys and a second document are errors, each with its line.
 */
#ifndef MARK_YML_H
#define MARK_YML_H

#include "mark/site.h"

#define MARK_YML_NAME "athar.marks.yml"
#define MARK_YML_MAX  ((size_t)1 << 18)

/* A zeroed one is empty. */
struct mark_sites {
	struct arena arena; /* Holds all the views. */
	struct mark_site *site;
	size_t n, cap;
	struct str check; /* The author's own test command, "" without one; it is shown and never run here. */
};

/*
 * mark_yml_read(sites, text, e): Read ${text} into the empty ${sites} and
 * check what can be checked without the package.  0, or ERR_SYNTAX, ERR_LIMIT
 * or ERR_NOMEM with the line.  Free ${sites} in any case.
 */
int mark_yml_read(struct mark_sites *sites, struct str text, struct err *e);

/* mark_sites_free(sites): Release all; it is empty again. */
void mark_sites_free(struct mark_sites *sites);

#endif
