/*
 * Reading documents, in the sandboxed child: a file's bytes become records on
 * a wire (base/wire.h), which the parent checks and makes a body of.  Which
 * kind of document it is, is told by its content, never by its name.
 */
#ifndef KNOW_READ_H
#define KNOW_READ_H

#include "base/instant.h"
#include "base/map.h"
#include "base/wire.h"
#include "know/decide.h"
#include "know/jdoc.h"

#define READ_DEPTH_MAX    160 /* Levels of JSON: a CSAF product tree may have 30 branches, two levels each. */
#define READ_FACTS_MAX    200000
#define READ_WARNINGS_MAX 200
#define READ_UNKNOWN_MAX  500
#define READ_BYTES_MAX    ((size_t)64 << 20)

/*
 * The records, with their fields in order.  A time is two i64; one that is absent has INSTANT_MAX,
 * INSTANT_MIN.
 */
enum know_record {
	REC_DOC = 1, /* format publisher id version title tlp | happened | known */
	REC_FACT,    /* u64 status, u64 flags | cve vendor product level text low high kb url */
	REC_EVENT,   /* lane text | happened | known */
	REC_CVE,     /* cve: one that the document is about */
	REC_WARNING, /* text */
	REC_UNKNOWN, /* pointer, the value's text (cut) */
	REC_ROW,     /* the cells of a build table's row */
	REC_END      /* u64 facts: nothing is missing */
};
enum { FACT_RANGED = 1, FACT_ONWARD = 2, FACT_LOW_OPEN = 4, FACT_HIGH_OPEN = 8 };

/* One document being read. */
struct reader {
	struct jdoc doc;
	struct wire *out;
	uint64_t facts, warnings, unknown;
	struct map repeated; /* Warnings that many products share, counted. */
	struct err *e;
};

/* What REC_DOC says. */
struct read_doc {
	struct str format, publisher, id, version, title, tlp;
	struct instant happened, known;
};

/* What REC_FACT says; text and bounds as the document writes them. */
struct read_fact {
	unsigned status; /* enum fact_status */
	bool ranged, onward, low_open, high_open;
	struct str cve, vendor, product, level, text, low, high, kb, url;
};

extern const struct instant READ_NO_TIME;
#define READ_HAS_TIME(t) ((t).earliest <= (t).latest)

/*
 * know_read(text, out, e): Recognise and read ${text}.  0 with all records
 * sent; ERR_SYNTAX or ERR_LIMIT with ${e} naming the place where it is broken;
 * ERR_NOTFOUND with ${e} naming the kind where it is one that is not read.
 */
int know_read(struct str text, struct wire *out, struct err *e);

/* know_kind(text, e): What sort of thing this is, for know_read. */
enum know_kind { KIND_CVE, KIND_CSAF, KIND_BUILDS, KIND_OTHER };
enum know_kind know_kind(struct str text, struct err *e);

/* The readers behind it. */
int read_cve(struct reader *r, const struct jval *root);
int read_csaf(struct reader *r, const struct jval *root);
int read_builds(struct reader *r, struct str text);

/* Sending. */
void read_put_doc(struct reader *r, const struct read_doc *doc);
int read_put_fact(struct reader *r, const struct read_fact *fact);
void read_put_event(
    struct reader *r, const char *lane, struct str text, struct instant happened, struct instant known);
void read_put_cve(struct reader *r, struct str cve);
void read_warn(struct reader *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * read_repeat(r, text): A warning that may come once for every product: it is sent once, with how often,
 * at the end.
 */
void read_repeat(struct reader *r, struct str text);

/* read_time(r, v, t): A time as the document writes it; a warning, and no time, where it is none. */
void read_time(struct jdoc *d, struct str text, struct instant *t);

/*
 * read_range(text, canonical): Read what people write for a range (vers:...,
 * "< 6.0.1", ">=1.0|<2.0", "prior to 5.2", a version alone) into the
 * constraints that verset_parse takes.  False where it is something else.
 */
bool read_range(struct str text, struct buf *canonical);

/* read_kb(text): The first KB number in ${text} ("KB5000871"), or "". */
struct str read_kb(struct str text);

#endif
