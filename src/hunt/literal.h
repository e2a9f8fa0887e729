/*
 * The literals of a rule: strings of which at least one is in the raw bytes of
 * every line that the rule can match, so that lines without any need not be
 * parsed at all.  Whatever is not surely so gives no literal.
 *
 * A value is cut where a log may write a byte in another way than the rule
 * sees it: IIS writes a blank as +, a CSV doubles its quotes, and stem and
 * query stand apart in the line though a rule may see them joined by ?.
 * What remains is rated by length, where words that stand in most lines of a
 * mail server's logs count little.
 */
#ifndef HUNT_LITERAL_H
#define HUNT_LITERAL_H

#include "hunt/expr.h"

#define LITERAL_MIN ((size_t)3)
#define LITERAL_MAX ((size_t)64) /* A longer one is cut: its beginning is as sure. */

/*
 * literal_of_pattern(p, a, out, e): The best literal of a finished pattern, in lower case; empty if none.
 * 0 or ERR_NOMEM.
 */
int literal_of_pattern(const struct pattern *p, struct arena *a, struct str *out, struct err *e);

/* literal_of_regex(source, a, out, e): The best literal that every match of a regular expression holds. */
int literal_of_regex(struct str source, struct arena *a, struct str *out, struct err *e);

/*
 * literals_of(x, a, literal, n, e): The literals of an expression, sorted, in
 * ${a}: for an or those of all branches, for an and those of the best, none
 * for a not.  ${*n} is 0 where there are none.  0 or ERR_NOMEM.
 */
int literals_of(const struct expr *x, struct arena *a, struct str **literal, size_t *n, struct err *e);

#endif
