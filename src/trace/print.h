/*
 * A fingerprint: the features (trace/feature.h) of a file, a folder or a
 * collection, with where each stands, gathered behind the wall
 * (trace/gather.h).
 */
#ifndef TRACE_PRINT_H
#define TRACE_PRINT_H

#include "base/hash.h"
#include "trace/feature.h"
#include "trace/gather.h"

/* Of one file no more is read, and said so. */
#define PRINT_TEXT_MAX ((size_t)64 << 20)

/* Of all files together: 2 GB of them, for which some 150 MB of source are enough, or an archive of 300 KB. */
#define PRINT_FEATURES_MAX ((size_t)128 << 20)

struct print_file {
	char *name;  /* As it was given, a member's path appended. */
	uint64_t id; /* The first eight bytes of its content's SHA-256: recognises it in a background. */
	enum lang lang;
	uint32_t first, tokens; /* Its tokens are [first, first + tokens) of the whole. */
	uint64_t bytes;
};

/* A zeroed one is empty.  Features are in order of position within each channel; pos counts over all files. */
struct print {
	struct print_file *file;
	size_t files, capfiles;
	struct feature *feature[CH_N];
	size_t n[CH_N], cap[CH_N];
	bool mapped[CH_N]; /* The array is a mapping and not on the heap. */
	uint32_t tokens;
	uint64_t bytes, unread;
	bool cut; /* A part of print_each that lacks the beginning of its first file. */
};

/*
 * print_read(p, path, unread, arg, e): Add what ${path} holds to ${p}.  0; ERR_NOTFOUND where there is no
 * file to read at all; ERR_LIMIT beyond PRINT_FEATURES_MAX, or 2^31 tokens; ...  print_free(p) releases it
 * in any case.  print_read_most(p, path, most, unread, arg, e) holds so many features at most.
 */
int print_read(struct print *p, const char *path, gather_unread_fn *unread, void *arg, struct err *e);
int print_read_most(
    struct print *p, const char *path, size_t most, gather_unread_fn *unread, void *arg, struct err *e);

/*
 * print_each(path, fn, arg, unread, unread_arg, e): The same in parts, for what is too large to hold: ${fn}
 * gets some files at a time and may keep nothing of them.  A part is at most some 20 MB, whatever a file
 * is: of a larger one features come before the file does, which stands in the part where it ends, and
 * cut says that others went before.  Where a reader died, what it had sent already may come again.
 */
typedef int print_each_fn(void *arg, const struct print *part, struct err *e);
int print_each(const char *path, print_each_fn *fn, void *arg, gather_unread_fn *unread, void *unread_arg,
    struct err *e);

/* print_file_at(p, pos): Which file token ${pos} is of. */
const struct print_file *print_file_at(const struct print *p, uint32_t pos);

/*
 * print_part(p, file, files, part, e): So many files of it, at least one, from ${file} on, as print_read makes them
 * of those alone, into the empty ${part}.  0 or ERR_NOMEM.
 */
int print_part(const struct print *p, size_t file, size_t files, struct print *part, struct err *e);

/* print_language(p): The language that most of its tokens are of. */
enum lang print_language(const struct print *p);

/* print_features(p): How many, over all channels. */
size_t print_features(const struct print *p);

/*
 * print_add_file(p, f, name, e): One file more, as ${f} says but with a name of its own; what ${p} says of all its
 * files stays.  0 or ERR_NOMEM.
 */
int print_add_file(struct print *p, const struct print_file *f, struct str name, struct err *e);

/* print_room(p, ch, more): Room for ${more} features of a channel behind those that are there.  0 or -1. */
int print_room(struct print *p, enum channel ch, size_t more);

void print_clear(struct print *p); /* Forget all, keep the memory. */
void print_free(struct print *p);

#endif
