/*
 * Codewords: which text stands at which site in which copy.
 *
 * The symbol of a copy at a finite site is drawn evenly from its alphabet
 * (biases of one half at two-valued sites), by HMAC-SHA256 under the secret
 * over the package, the site and the copy's number; a free value likewise,
 * drawn again until no copy before it nor the package itself has it.  So the
 * same secret and package give the same copies, copy 7 is the same whether
 * ten or a thousand are made, and whoever lacks the secret knows nothing
 * about another copy's symbols from any number of copies in his hands.
 *
 * The codes are those of Tardos (Optimal probabilistic fingerprint codes,
 * STOC 2003) with constant bias.  One half is best against one leaker and
 * holds against two; three can erase it, which needs Tardos' secret biases
 * and some 700 two-valued sites, more than a package has.
 */
#ifndef MARK_CODE_H
#define MARK_CODE_H

#include "mark/site.h"

#define MARK_COPIES_MAX 10000
#define MARK_BOOK_MAX   2000000 /* Copies times sites. */

/* All codewords of a package.  A zeroed one is empty. */
struct mark_book {
	struct arena arena;
	size_t copies, sites;
	uint16_t *symbol;  /* Finite sites: symbol[(copy - 1) * sites + site]. */
	struct str *value; /* Free sites: value[(copy - 1) * sites + site]. */
};

/*
 * mark_book_symbol(b, copy, site), mark_book_value: the codeword of copy ${copy} (from 1) at site ${site}
 * (from 0).
 */
static inline uint16_t
mark_book_symbol(const struct mark_book *b, size_t copy, size_t site)
{
	return (b->symbol[(copy - 1) * b->sites + site]);
}
static inline struct str
mark_book_value(const struct mark_book *b, size_t copy, size_t site)
{
	return (b->value[(copy - 1) * b->sites + site]);
}

/*
 * mark_book_make(b, copies, sites, e): Room for so many in the empty ${b}: symbols 0, values "".  0,
 * ERR_LIMIT or ERR_NOMEM.
 */
int mark_book_make(struct mark_book *b, size_t copies, size_t sites, struct err *e);

/*
 * mark_book_fill(b, secret, package, site, n, copies, e): Draw the codewords
 * of ${copies} copies for the ${n} sites of the package whose hash is
 * ${package}.  0; ERR_LIMIT where there are too many, or where a free site has
 * fewer than 16 values a copy; ERR_NOMEM.
 */
int mark_book_fill(struct mark_book *b, struct str secret, const struct sha256 *package,
    const struct mark_site *site, size_t n, size_t copies, struct err *e);

/*
 * mark_book_check(b, site, e): Whether ${b}, read from a manifest, fits the sites: ERR_CORRUPT says where
 * not.
 */
int mark_book_check(const struct mark_book *b, const struct mark_site *site, struct err *e);

/* mark_book_free(b): Release all; it is empty again. */
void mark_book_free(struct mark_book *b);

#endif
