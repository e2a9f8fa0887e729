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
 * STOC 2003).  A constant bias of one half is best against one leaker and
 * holds against two; three can erase it.  Against them biases must be secret
 * and vary, which pays from some 700 two-valued sites on: there each such site
 * gets one of the two biases of Nuida et al. (An improvement of discrete
 * Tardos fingerprinting codes, Designs, Codes and Cryptography 52, 2009),
 * best for three colluders: the zeros of the Legendre polynomial L_2, moved
 * into 0..1, 1/2 -+ 1/(2 sqrt 3), each with probability one half.  A bias is a
 * whole number of 65536ths, so that what is drawn and what is accused by are
 * exactly the same number.
 */
#ifndef MARK_CODE_H
#define MARK_CODE_H

#include "mark/site.h"

#define MARK_COPIES_MAX 10000
#define MARK_BOOK_MAX   2000000 /* Copies times sites. */

/* From so many two-valued sites on, theirs are secret biases; and which. */
#define MARK_DISCRETE_SITES 700
#define MARK_BIAS_ONE       65536
#define MARK_BIAS_LOW       13849
#define MARK_BIAS_HIGH      51687

/* All codewords of a package.  A zeroed one is empty. */
struct mark_book {
	struct arena arena;
	size_t copies, sites;
	uint16_t *symbol;  /* Finite sites: symbol[(copy - 1) * sites + site]. */
	struct str *value; /* Free sites: value[(copy - 1) * sites + site]. */
	bool discrete;     /* The scheme: two-valued sites have biases of their own. */
	uint16_t *bias;    /* Chance of symbol 1 in 65536ths; 0: all symbols are equally likely. */
};

/* mark_two_valued(site): Whether a site gets a bias of its own under the scheme "discrete". */
static inline bool
mark_two_valued(const struct mark_site *site)
{
	return (site->kind == MARK_ONE_OF && site->values == 2);
}

/*
 * mark_book_chance(b, site, k, symbol): how likely a copy has ${symbol} at the finite site ${k} of the
 * sites ${site}.  Exact where the site has a bias or a power of two symbols.
 */
double mark_book_chance(const struct mark_book *b, const struct mark_site *site, size_t k, size_t symbol);

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
 * mark_book_make(b, copies, sites, e): Room for so many in the empty ${b}: symbols 0, values "", no biases.  0,
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
