/*
 * Mark sites: the places of a package where one of several equally good texts
 * may stand.  Which one stands in whose copy is the copy's codeword.
 *
 * A site is one of three kinds:
 *	one-of	two to 64 texts; the package holds one of them
 *	order	two to six independent lines, in any of their k! orders
 *	free	a value of a class and a length, unique to each copy
 *
 * The texts are kept sorted, and a symbol is an index into that order (for
 * order sites: the number of the permutation, lexicographically), so that
 * neither the order of the sites nor that of the texts in athar.marks.yml
 * has any effect on a codeword.
 */
#ifndef MARK_SITE_H
#define MARK_SITE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"

#define MARK_SITES_MAX   1000
#define MARK_VALUES_MAX  64
#define MARK_ORDER_MAX   6
#define MARK_TEXT_MAX    1024
#define MARK_FREE_MAX    32
#define MARK_SYMBOLS_MAX 720 /* 6! */
#define MARK_AROUND_MAX  3

enum mark_kind { MARK_ONE_OF, MARK_FREE, MARK_ORDER };

/* The alphabets of free values.  hex: 0-9a-f; digits: no leading 0; alnum: 0-9a-z, first a letter. */
enum mark_class { MARK_HEX, MARK_DIGITS, MARK_ALNUM };

/* What must stand around a one-of text for it to be read: nothing, either neighbour, or both. */
enum mark_context { MARK_ALONE, MARK_EITHER, MARK_BOTH };

/* The views belong to the arena of whoever made the site. */
struct mark_site {
	enum mark_kind kind;
	struct str file;       /* Path inside the package. */
	uint64_t line;         /* Where the site begins in that file, from 1; 0 while not known. */
	uint64_t declared;     /* Its line in athar.marks.yml; 0 where read from a manifest. */
	struct str find;       /* one-of, free: the package's own text; order: "". */
	struct str *value;     /* one-of, order: the texts, sorted by their bytes. */
	size_t values;         /* How many; 0 for free. */
	enum mark_class class; /* free only, as length. */
	size_t length;
	enum mark_context context; /* one-of only, as left and right. */
	struct str left, right;
	/*
	 * one-of: stretches of the package not far before the site and behind it, by which it is recognised where
	 * its names have changed; the nearest first.  None, or some on either side.
	 */
	struct str before[MARK_AROUND_MAX], after[MARK_AROUND_MAX];
	size_t befores, afters;
};

/* mark_kind_name(k), mark_context_name(c): the word that files use. */
const char *mark_kind_name(enum mark_kind kind);
const char *mark_context_name(enum mark_context context);

/*
 * mark_class_name(c): "hex", "digits" or "alnum".  mark_class_of(c, name): its inverse; false where
 * unknown.
 */
const char *mark_class_name(enum mark_class class);
bool mark_class_of(enum mark_class *class, struct str name);

/* mark_class_has(class, c): Whether a run of such characters goes on with ${c} (upper case included). */
bool mark_class_has(enum mark_class class, char c);

/*
 * mark_class_value(class, length, text): Whether ${text} is a value of that class and length, as one is
 * drawn.
 */
bool mark_class_value(enum mark_class class, size_t length, struct str text);

/* mark_choices(site): the size of the alphabet: exact up to 2^53.  mark_bits(site): its base-2 logarithm. */
double mark_choices(const struct mark_site *site);
double mark_bits(const struct mark_site *site);

/* mark_symbols(site): the size of a finite alphabet, 2 to MARK_SYMBOLS_MAX; 0 for a free site. */
size_t mark_symbols(const struct mark_site *site);

/*
 * mark_permutation(symbol, k, item): the ${symbol}-th permutation of 0..${k}-1 in lexicographic order
 * into ${item}.
 */
void mark_permutation(size_t symbol, size_t k, uint8_t *item);

/*
 * mark_site_id(site): what the site is, as a hash: kind, file, own text and
 * the alphabet, each with its length, but not its line nor its number.
 */
struct sha256 mark_site_id(const struct mark_site *site);

/*
 * mark_site_check(site, e): Whether the site makes sense by itself: its file
 * is a relative path that stays inside, its texts are distinct, not empty,
 * and none is contained in another one.  ${site->value} is sorted here.  0,
 * ERR_SYNTAX or ERR_LIMIT with the reason.
 */
int mark_site_check(struct mark_site *site, struct err *e);

#endif
