/*
 * Readers of scan exports: an extension point.  Each format is one const
 * struct in the table census_readers; adding one is a new file and one line
 * there.  Readers run in a sandboxed child; they get lines and give
 * observations, and say of each record that they could not use why.
 *
 * A record is one line of JSON or one row of CSV.  It becomes an observation,
 * or is passed over (it shows no mail server: no answer, another product), or
 * is rejected (it is broken, or lacks what an observation needs).
 */
#ifndef CENSUS_READER_H
#define CENSUS_READER_H

#include "base/lines.h"
#include "store/obs.h"

/* Longer lines are rejected: zgrab2 keeps 256 KB of a page unless told otherwise. */
#define CENSUS_LINE_MAX ((size_t)16 << 20)

/* How much of a file's front a format is told by. */
#define CENSUS_SNIFF 4096

/* Where a reader puts what it finds; see scan_* below. */
struct scan_sink {
	/* An answer that is not 0 ends the reading. */
	int (*seen)(void *arg, uint64_t line, const struct obs *obs);
	int (*rejected)(void *arg, uint64_t line, const char *why);
	void *arg;
	uint64_t records, observations, passed_over, rejects;
};

/*
 * scan_seen(sink, line, obs), scan_pass_over, scan_reject: the fate of one record.  0, or that it is time
 * to stop.
 */
int scan_seen(struct scan_sink *sink, uint64_t line, const struct obs *obs);
void scan_pass_over(struct scan_sink *sink);
int scan_reject(struct scan_sink *sink, uint64_t line, const char *why);

/* One format. */
struct census_reader {
	const char *name;               /* What --format takes; the source's name unless --source is given. */
	const char *help;               /* One line, without a full stop. */
	bool (*sniff)(struct str head); /* Whether a file that begins with ${head} is of this format. */
	/*
	 * read(lines, sink, e): All of it.  0; ERR_SYNTAX where the header rules the file out; ERR_IO;
	 * the sink's answer.
	 */
	int (*read)(struct lines *lines, struct scan_sink *sink, struct err *e);
};

extern const struct census_reader *const census_readers[]; /* In the order in which they are tried. */
extern const size_t census_readers_n;

extern const struct census_reader zgrab2_reader, shadowserver_reader, csv_reader;

/*
 * census_reader_find(name): the reader called ${name}, or NULL.  census_reader_sniff(head): the one that
 * fits, or NULL.
 */
const struct census_reader *census_reader_find(struct str name);
const struct census_reader *census_reader_sniff(struct str head);

/*
 * scan_name(b, s): A name out of evidence as it is kept: blanks trimmed, what
 * is not UTF-8 and control characters as U+FFFD, "" where nothing is left or
 * it is longer than any host's name.  A view into ${b}, which is cleared, or
 * into ${s}.
 */
struct str scan_name(struct buf *b, struct str s);

/* scan_country(out, s): two letters in upper case, or "". */
void scan_country(char out[3], struct str s);

#endif
