/*
 * The truth about a world of logs: one JSON line for each planted row, and a
 * last one with totals.  What is counted is counted from the bytes written,
 * not from what was meant.
 */
#ifndef LAB_TRUTH_H
#define LAB_TRUTH_H

#include "plan.h"
#include "sink.h"

enum log_kind { LOG_HTTPPROXY, LOG_IIS, LOG_ECP, LOG_OAB, LOG_KINDS };

#define PLANT_CONDITIONS 24

struct truth {
	struct sink out;
	uint64_t rows[LOG_KINDS];    /* Rows, planted ones included. */
	uint64_t awkward[LOG_KINDS]; /* Benign rows that hold "Server~", "/ecp/" or "ServerInfo". */
	uint64_t planted[LOG_KINDS];
	uint64_t by_condition[PLANT_CONDITIONS];
	uint64_t files, bytes;
};

/* truth_open(t, root, e): Begin ${root}/truth.jsonl.  0 or a code. */
int truth_open(struct truth *t, const char *root, struct err *e);

/* truth_benign(t, kind, row): Count a benign row. */
void truth_benign(struct truth *t, enum log_kind kind, struct str row);

/* truth_planted(t, kind, file, line, offset, p, e): Count and write down a planted row.  0 or a code. */
int truth_planted(struct truth *t, enum log_kind kind, const char *file, uint64_t line, uint64_t offset,
    const struct plant *p, struct err *e);

/* truth_file(t, bytes): Count a file that is finished. */
void truth_file(struct truth *t, uint64_t bytes);

/* truth_close(t, seed, from, to, e): Write the totals and close.  0 or a code. */
int truth_close(struct truth *t, uint64_t seed, moment_ms from, moment_ms to, struct err *e);

#endif
