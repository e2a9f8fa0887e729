/*
 * The observation store: what was seen at an address, when.  An observation's
 * key is (source, ip, port, time, build): the same one again changes nothing,
 * and where two carry the same key and differ in the rest, the one that knows
 * more stays (of equals, the greater by bytes), so that the order in which
 * batches come does not matter.
 *
 * The functions are few and closed, so that another engine can stand behind
 * them later: put, idempotent; query by a struct, never SQL, with a flag for
 * a partial answer.
 *
 * Addresses that lie together share a row, a bucket (store/obs_bucket.h): for
 * each (ip, port) a compact list sorted by time (store/obs_list.h).  So a key
 * is found where it would be, a hundred addresses cost the engine one row, and
 * a count is one walk over all lists in C (SQLite's GROUP BY was measured 5 to
 * 17 times slower).
 */
#ifndef STORE_OBS_H
#define STORE_OBS_H

#include "base/ip.h"
#include "base/version.h"
#include "store/case.h"

enum obs_precision { OBS_NONE, OBS_PRODUCT, OBS_LINE, OBS_CU, OBS_SU }; /* What the version can tell. */
const char *obs_precision_name(enum obs_precision p); /* "none", "product", "line", "cu", "su" */

/*
 * obs_precision_of(build, product): what Exchange's numbering lets ${build} tell: four parts the update,
 * three the CU.
 */
enum obs_precision obs_precision_of(const struct version *build, struct str product);

#define OBS_NAME_MAX 255 /* Bytes of a source, product or servername. */

/* One observation.  Views belong to whoever made it. */
struct obs {
	struct str source;
	struct ip ip;
	uint16_t port;
	instant_us time;
	struct str product;   /* As the input names it, or "": then the build tells. */
	struct version build; /* n == 0: none was seen. */
	enum obs_precision precision;
	struct str servername; /* "" where not seen. */
	bool has_key;
	struct sha256 key; /* SHA-256 of the certificate's public key (its SubjectPublicKeyInfo). */
	uint32_t asn;      /* 0: unknown. */
	char country[3];   /* Upper case, "" where unknown. */
	enum tlp tlp;      /* Of the batch; of several that carry the same, the least strict. */
};

/* The tables, for the schema of the fold that calls obs_put. */
#define OBS_SCHEMA                                                                               \
	"CREATE TABLE obs_name(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"              \
	"CREATE TABLE obs(addr BLOB PRIMARY KEY, bits INTEGER NOT NULL, first INTEGER NOT NULL," \
	" last INTEGER NOT NULL, list BLOB NOT NULL) WITHOUT ROWID;"

/*
 * obs_put(db, obs, n, fresh, e): From a fold: add ${n} observations to the
 * index ${db}; ${*fresh} counts those that were not there.  Best called with
 * many at once, which it sorts, so that the tables are walked in order.  The
 * tables come out the same however a batch is cut into calls.
 */
int obs_put(sqlite3 *db, const struct obs *obs, size_t n, uint64_t *fresh, struct err *e);

/* What to walk over. */
struct obs_query {
	instant_us from, to; /* Inclusive. */
	enum tlp audience;   /* Nothing stricter; TLP_RED for all. */
};

struct obs_info {
	bool partial;      /* Some of the store did not answer. */
	uint64_t withheld; /* Observations of the span that are above the audience. */
};

/*
 * obs_query(c, query, fn, arg, info, e): Call ${fn} for every observation in
 * the span, ordered by (ip, port), then time, then source, then build.  The
 * strings live until ${fn} returns; a non-zero answer ends the walk and is
 * returned.
 */
typedef int obs_fn(void *arg, const struct obs *obs, struct err *e);
int obs_query(struct case_dir *c, const struct obs_query *query, obs_fn *fn, void *arg, struct obs_info *info,
    struct err *e);

/*
 * obs_span(c, query, span, e): The times of the first and the last observation
 * of ${query}.  0, or ERR_NOTFOUND where there is none.
 */
int obs_span(struct case_dir *c, const struct obs_query *query, struct instant *span, struct err *e);

/* obs_query_index, obs_span_index: the same over an index that is no case's, for tests and tools. */
int obs_query_index(
    sqlite3 *db, const struct obs_query *query, obs_fn *fn, void *arg, struct obs_info *info, struct err *e);
int obs_span_index(sqlite3 *db, const struct obs_query *query, struct instant *span, struct err *e);

#endif
