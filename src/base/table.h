/*
 * Text tables for people: columns as wide as their widest cell, cells made
 * safe for a terminal, numbers to the right.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdio.h>

#include "base/buf.h"

struct table;

/*
 * table_new(columns): the header cells separated by "|"; a name that begins with ">" aligns to the right.
 * NULL without memory.
 */
struct table *table_new(const char *columns);

/* table_cell(t, s): the next cell, row by row; copied.  table_printf: formatted. */
void table_cell(struct table *t, struct str s);
void table_printf(struct table *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* table_print(t, out): header, a rule and the rows.  table_free(t): NULL is harmless. */
void table_print(const struct table *t, FILE *out);
void table_free(struct table *t);

#endif
