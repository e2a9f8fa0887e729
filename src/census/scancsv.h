/*
 * Scan exports as CSV with a header: Shadowserver's report on Exchange servers
 * and a plain form.  Both are read by the names in the header, never by the
 * order of the columns; the two differ in the names that they know.  Times
 * without a zone are UTC.
 */
#ifndef CENSUS_SCANCSV_H
#define CENSUS_SCANCSV_H

#include "census/reader.h"

#define SCANCSV_CELLS 256

enum scancsv_field {
	CSV_IP,
	CSV_TIME,
	CSV_PORT,
	CSV_PRODUCT,
	CSV_BUILD,
	CSV_SERVERNAME,
	CSV_KEY,
	CSV_ASN,
	CSV_COUNTRY,
	CSV_FIELDS
};

/* Where each field stands: its column, SIZE_MAX where there is none; how many columns the header has. */
struct scancsv {
	size_t column[CSV_FIELDS];
	size_t columns;
	struct buf scratch;    /* Cells with doubled quotes. */
	struct buf servername; /* The views of the observation may point here. */
	struct buf product;
};

/* The names that a column may have, for each field, separated by blanks. */
extern const char *const scancsv_shadowserver[CSV_FIELDS];
extern const char *const scancsv_plain[CSV_FIELDS];

/*
 * scancsv_header(t, record, names, e): Read the header.  0, or ERR_SYNTAX or ERR_LIMIT that says which
 * column is missing.
 */
int scancsv_header(struct scancsv *t, struct str record, const char *const *names, struct err *e);

/*
 * scancsv_row(t, record, obs, e): Read one row into ${*obs}, whose source is
 * left empty; its views point into ${record} or ${t}.  0 or ERR_SYNTAX.
 */
int scancsv_row(struct scancsv *t, struct str record, struct obs *obs, struct err *e);
void scancsv_free(struct scancsv *t);

#endif
