/*
 * Filtration: what anyone had before the specimen was seen says nothing of where the
 * specimen is from, so the features of the package that such a text holds are set
 * aside: they weigh nothing, in all channels (abstraction, filtration, comparison:
 * Computer Associates v. Altai, 1992).  The texts are named by a list, in YAML:
 *
 *	- path: advisory.txt		# a file or folder, relative to the list
 *	  kind: advisory		# or bug, protocol, interface, patch, public-code
 *	  public: 2021-03-02		# since when anyone could have it
 *	  reason: the vendor's advisory
 *	  source: https://example.org/advisory	# may be left out
 *
 * An entry that became public after the specimen was first seen is not used.  Where the
 * two times overlap, so that nobody can tell, it is: in favour of the accused.  A
 * feature that several entries hold counts for the one that became public first.
 */
#ifndef TRACE_FILTER_H
#define TRACE_FILTER_H

#include "base/arena.h"
#include "base/instant.h"
#include "trace/distinct.h"

#define FILTER_ENTRIES_MAX 1000
#define FILTER_TEXT_MAX    500 /* Bytes of a reason or a source. */

enum filter_kind {
	FILTER_BUG,
	FILTER_PROTOCOL,
	FILTER_INTERFACE,
	FILTER_ADVISORY,
	FILTER_PATCH,
	FILTER_PUBLIC_CODE,
	FILTER_KINDS
};

/* filter_kind_name(kind): "bug", "protocol", "interface", "advisory", "patch", "public-code". */
const char *filter_kind_name(enum filter_kind kind);

struct filter_entry {
	enum filter_kind kind;
	struct str path, reason, source; /* Without a source its p is NULL. */
	struct instant public;
	uint64_t line;   /* Of the list. */
	bool used;       /* Whether it became public in time; set by filter_apply, */
	size_t features; /* as is how many of the package's it sets aside, each counted once. */
};

/* A list, and after filter_apply what it comes to for one package. */
struct filter {
	struct arena arena; /* Holds the texts. */
	struct str file;
	struct filter_entry *entry;
	size_t n;
	bool has_seen; /* Whether it is known when the specimen was first seen; */
	struct instant seen;
	bool *aside[CH_N];     /* of each distinct feature (trace/distinct.h) whether it is set aside; */
	size_t features[CH_N]; /* how many of each channel are; */
	uint32_t tokens;       /* how many of the package's tokens are left (see filter_apply); */
	uint64_t unread;       /* files of the entries that could not be read, or not to their end. */
};

/*
 * filter_read(f, path, e): Read the list ${path} into ${*f}.  0, or ERR_SYNTAX or ERR_LIMIT
 * with file and line, or the error of opening it.  Free with filter_free.
 */
int filter_read(struct filter **f, const char *path, struct err *e);

/* filter_parse(f, file, text, e): The same of ${text}, which ${file} held; paths are relative to its folder. */
int filter_parse(struct filter **f, const char *file, struct str text, struct err *e);
void filter_free(struct filter *f); /* NULL is harmless. */

/*
 * filter_apply(f, p, seen, unread, arg, e): Read the entries' texts, behind the wall
 * (trace/gather.h), and set aside what they hold of the package ${p}; ${seen} is when the
 * specimen was first seen, or NULL where that is not known: then all entries count.  A token
 * is left where the raw gram that begins at it is.  0, or the error with the list's file
 * and line; once for each filter.
 */
int filter_apply(struct filter *f, const struct print *p, const struct instant *seen,
    gather_unread_fn *unread, void *arg, struct err *e);

/* filter_total(f): How many features are set aside, over all channels. */
size_t filter_total(const struct filter *f);

#endif
