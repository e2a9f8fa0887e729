/*
 * One server's logs being made.  Each kind of log has a file of code that lays
 * its files out over the days and gives every file its share of the bytes; a
 * row's time follows from how full its file is, so that a file is in order and
 * covers its whole span.
 */
#ifndef LAB_LOGS_H
#define LAB_LOGS_H

#include "truth.h"
#include "vocab.h"

struct logs {
	const char *root;
	uint64_t seed, size;
	moment_ms from, to;
	moment_ms upgrade; /* The server runs an older build before this moment. */
	bool planted;
	struct plan plan;
	struct truth truth;
};

/* One file of a log.  Its maker sets the first members, then calls log_begin. */
struct log_file {
	char path[256]; /* Below the root. */
	enum log_kind kind;
	enum plant_log log; /* The planted rows that belong here, */
	const char *folder; /* and the protocol's folder, or NULL. */
	moment_ms from, to;
	uint64_t budget; /* Bytes, its header lines included. */

	struct sink out;
	struct rng rng;
	size_t plant; /* The next planted row, or SIZE_MAX. */

	/*
	 * How many more rows of the kind may be benign and plain, so far, until fewer than one in twenty of its benign
	 * rows in the whole world are awkward.  At 0 the next one must be.
	 */
	uint64_t spare;
};

/*
 * logs_share(w, share, from, to): bytes that a log with ${share} of 100,000 of
 * all bytes gets for the time from ${from} up to ${to} (whole hours): more by
 * day than by night, and less on a Saturday or Sunday.
 */
uint64_t logs_share(const struct logs *w, unsigned share, moment_ms from, moment_ms to);

/*
 * log_begin(f, w, e): Make the file and seed its stream.  log_end(f, w, e): Close and count it.  0 or a
 * code.
 */
int log_begin(struct log_file *f, const struct logs *w, struct err *e);
int log_end(struct log_file *f, struct logs *w, struct err *e);

/* log_clock(f): the moment that the next row of ${f} gets.  log_full(f): whether the budget is used up. */
moment_ms log_clock(const struct log_file *f);
bool log_full(const struct log_file *f);

/*
 * log_awkward(f, by, of): Whether the next benign row is awkward, as ${by} in ${of} are, and where the
 * share would fall below one in twenty otherwise.
 */
bool log_awkward(struct log_file *f, uint32_t by, uint32_t of);

/*
 * log_fill(f, w, write, arg, e): Write rows until ${f} is full, each planted
 * one in its turn.  ${write}(${arg}, ${f}, at, p) appends one row, with its
 * line end, to ${f->out.b}: the planted ${p}, or a benign one where it is
 * NULL.  It may put lines that are no rows in front and returns how many bytes
 * of them there are.  0 or a code.
 */
typedef size_t log_write_fn(void *arg, struct log_file *f, moment_ms at, const struct plant *p);
int log_fill(struct log_file *f, struct logs *w, log_write_fn *write, void *arg, struct err *e);

#endif
