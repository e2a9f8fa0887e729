/*
 * One row of an IIS log: what was asked, by whom and how it ended.
 */
#ifndef LAB_IISROW_H
#define LAB_IISROW_H

#include "logs.h"
#include "vocab.h"

enum iis_field {
	IIS_DATE,
	IIS_TIME,
	IIS_SITENAME,
	IIS_SERVER,
	IIS_METHOD,
	IIS_STEM,
	IIS_QUERY,
	IIS_PORT,
	IIS_USER,
	IIS_CLIENT,
	IIS_AGENT,
	IIS_REFERER,
	IIS_STATUS,
	IIS_SUBSTATUS,
	IIS_WIN32,
	IIS_SENT,
	IIS_RECEIVED,
	IIS_TAKEN,
	IIS_FORWARDED,
	IIS_END
};

/* The front end answers on 443, the back end on 444, where only front ends ask. */
struct iis_site {
	const char *folder; /* "W3SVC1" */
	const char *port;
	enum plant_log log;
	unsigned share; /* In 100,000 of all bytes. */
	bool back;
};
extern const struct iis_site iis_sites[2];

/*
 * iis_fields(site, changed): the fields before or after the upgrade, in order, up to IIS_END.
 * iis_field_name: as in "#Fields:".
 */
const enum iis_field *iis_fields(const struct iis_site *site, bool changed);
const char *iis_field_name(enum iis_field field);

struct iis_row {
	struct buf text[IIS_END]; /* The cells drawn; an empty one is written as "-". */
	uint64_t odd_pages;       /* How many awkward pages may be posted to: few in a short file. */
	uint64_t n, odd;          /* Benign rows drawn, and the awkward ones among them. */
	uint64_t introduced;      /* Rows that introduced a page. */
};
#define IIS_ROW_NEW ((struct iis_row){ .n = 0 })

/*
 * iis_row_benign(row, site, f): Draw the next everyday row of ${f}.  One in
 * twenty holds "/ecp/", "Server~" or "ServerInfo", and none meets a detection
 * condition: in particular, the first rows of every file see to it that each
 * page that is ever posted to is asked for by four clients.
 */
void iis_row_benign(struct iis_row *row, const struct iis_site *site, struct log_file *f);

/* iis_row_planted(row, p): the row that a planted one tells of. */
void iis_row_planted(struct iis_row *row, const struct plant *p);

/* iis_row_put(b, row, fields, r, at): Append the row with its line end. */
void iis_row_put(
    struct buf *b, const struct iis_row *row, const enum iis_field *fields, struct rng *r, moment_ms at);

void iis_row_free(struct iis_row *row);

#endif
