/*
 * The observation store: what was seen at an address, when.  An observation's
 * key is (source, ip, port, time, build): the same one again changes nothing.
 * The functions are few and closed, so that another engine can stand behind
 * them later: put, idempotent; query by a struct, never SQL.
 *
 * Observations are kept per (ip, port) as one compact list sorted by time, so
 * a key is found where it would be, and a count is one walk over all lists
 * in C (SQLite's GROUP BY was measured 5 to 17 times slower).
 */
#ifndef STORE_OBS_H
#define STORE_OBS_H

#include "base/version.h"
#include "store/case.h"

/* 16 bytes; an IPv4 address as ::ffff:a.b.c.d. */
struct ip {
	unsigned char b[16];
};
int ip_parse(struct ip *ip, struct str text, struct err *e);
void ip_put(struct buf *b, const struct ip *ip);

enum obs_precision { OBS_NONE, OBS_PRODUCT, OBS_LINE, OBS_CU, OBS_SU }; /* What the version can tell. */
const char *obs_precision_name(enum obs_precision p);

/* One observation.  Views belong to whoever made it. */
struct obs {
	struct str source;
	struct ip ip;
	uint16_t port;
	instant_us time;
	struct str product;   /* As the build table names it, or "". */
	struct version build; /* n == 0: none was seen. */
	enum obs_precision precision;
	struct str servername; /* "" where not seen. */
	bool has_key;
	struct sha256 key; /* SHA-256 of the certificate's public key. */
	uint32_t asn;      /* 0: unknown. */
	char country[3];   /* Upper case, "" where unknown. */
};

/* The fold's side: tables and puts. */
extern const char *const obs_schema;

/*
 * obs_put(f, entry, obs, n, fresh, e): From a fold: add ${n} observations that
 * entry ${entry} carries; ${*fresh} counts those that were not there.  Best
 * called with many at once; the order does not matter.
 */
int obs_put(struct fold *f, uint64_t entry, const struct obs *obs, size_t n, uint64_t *fresh, struct err *e);

/* obs_count_fresh(c, obs, n, fresh, e): How many of ${n} observations are not in the store yet; changes
 * nothing. */
int obs_count_fresh(struct case_dir *c, const struct obs *obs, size_t n, uint64_t *fresh, struct err *e);

/* What to walk over. */
struct obs_query {
	instant_us from, to; /* Inclusive. */
};

struct obs_info {
	bool partial; /* Some of the store did not answer. */
};

/*
 * obs_query(c, query, fn, arg, info, e): Call ${fn} for every observation in
 * the span, ordered by (ip, port), then time, then source, then build.  The
 * strings live until ${fn} returns.
 */
typedef int obs_fn(void *arg, const struct obs *obs, struct err *e);
int obs_query(struct case_dir *c, const struct obs_query *query, obs_fn *fn, void *arg, struct obs_info *info,
    struct err *e);

#endif
