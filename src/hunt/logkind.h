/*
 * The kinds of log that athar reads: how each is recognised, which rules it
 * answers, how its lines become fields.  Adding one is one row of one table.
 */
#ifndef HUNT_LOGKIND_H
#define HUNT_LOGKIND_H

#include "base/instant.h"
#include "hunt/rule.h"

enum { LOG_IIS, LOG_HTTPPROXY, LOG_ECP, LOG_OAB, LOG_KINDS };

enum logform {
	FORM_W3C,  /* A line "#Fields: a b c", rows split by blanks, "-" for empty. */
	FORM_CSV,  /* A header, bare or behind "#Fields: "; quoted cells may hold line breaks. */
	FORM_LINES /* No header: the line is the field Message. */
};

#define LOGKIND_NEED_MAX 4
#define LOGKIND_TIME_MAX 2

struct logkind {
	const char *name; /* In output, as "iis". */
	const char *text; /* For people. */
	enum logform form;
	/*
	 * The logsource of rules that it answers: each member of a rule that is not "" must be in the
	 * list.
	 */
	const char *const *category, *const *product, *const *service;
	/* Columns that its header must have, by which it is recognised; each "a|b" is one of these. */
	const char *need[LOGKIND_NEED_MAX + 1];
	/* One more that a rule may call so though the header has the other name: pairs, ended by NULL. */
	const char *const (*alias)[2];
	const char *time[LOGKIND_TIME_MAX + 1]; /* IIS has two columns that make one time. */
	const char *client;                     /* NULL: it knows none. */
	instant_us period; /* How often a new file begins; 0 where nobody can say what a gap is. */
};

extern const struct logkind logkinds[LOG_KINDS];

/*
 * logkind_of(head, name): The kind of a log by its first bytes (64 KB are
 * enough) and, where these say nothing, its name.  NULL with ${*why} set to
 * the reason for people.
 */
const struct logkind *logkind_of(struct str head, struct str name, const char **why);

/* logkind_answers(k, rule): Whether ${rule} asks logs of kind ${k}. */
bool logkind_answers(const struct logkind *k, const struct rule *rule);

/*
 * logkind_header(k, line, names): Whether ${line} is one that names the
 * columns of kind ${k}, and the part of it that holds the names.
 */
bool logkind_header(const struct logkind *k, struct str line, struct str *names);

/*
 * logkind_fields(line, names): Whether ${line} is "#Fields: ...", which holds for the rows behind it
 * whatever it names.
 */
bool logkind_fields(struct str line, struct str *names);

/* logkind_data(line): Whether it is a row: neither empty nor one of the lines that begin with #. */
static inline bool
logkind_data(struct str line)
{
	return (line.n > 0 && line.p[0] != '#');
}

#define LOGKIND_COLUMNS_MAX 256

/*
 * logkind_columns(k, names, cell, scratch): Cut the names of a header into at
 * most LOGKIND_COLUMNS_MAX cells; "cs(User-Agent)" becomes "cs-User-Agent" as
 * rules call it.  Returns how many; the views live as long as ${scratch} is unchanged.
 */
size_t logkind_columns(const struct logkind *k, struct str names, struct str *cell, struct buf *scratch);

#endif
