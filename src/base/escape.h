/*
 * What is shown is hostile: an attacker wrote the User-Agent, the file name
 * and the event's text.  One function per place makes bytes safe there.  All
 * of them turn bytes that are not UTF-8 into U+FFFD and neutralise control
 * characters (C0, DEL, C1), and the characters that reorder or hide text
 * (U+061C, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+2069, U+FEFF,
 * U+FFF9 to U+FFFB, U+E0000 to U+E007F), as visible text such as <U+202E>.
 */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"

/* escape_term(b, s): for a terminal, on one line: a newline or tab shows as \n or \t. */
void escape_term(struct buf *b, struct str s);

/* escape_html(b, s): for text or a quoted attribute in HTML or SVG. */
void escape_html(struct buf *b, struct str s);

/*
 * escape_json(b, s): a quoted JSON string; here the dangerous characters become \u escapes, so no byte of
 * text is lost.
 */
void escape_json(struct buf *b, struct str s);

/*
 * escape_csv(b, s): one CSV cell (RFC 4180); cells that a spreadsheet would run (= + - @, tab, CR) get an
 * apostrophe.
 */
void escape_csv(struct buf *b, struct str s);

/*
 * escape_path(b, s): a file name for output: bytes that are not UTF-8, "%" before two hex digits, and
 * controls as %XX.
 */
void escape_path(struct buf *b, struct str s);

/* escape_width(s): the columns that the escaped text of ${s} takes on a terminal, one a code point. */
size_t escape_width(struct str s);

#endif
