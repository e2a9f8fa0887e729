/*
 * Lists of partners as CSV or JSON: the form in which a programme's members
 * are kept elsewhere.
 *
 *	name,role,country,duty_to_report,tier,may,contacts,key,certificate
 *	Example AV,partner,DE,no,validate,description;detection,soc@av.example,av.asc,
 *
 * CSV is read by its header, in any order and case; JSON is an array of
 * objects with these members, or one object a line; "may" and "contacts" are
 * lists there and separated by ";" in CSV.  "key" and "certificate" name files
 * beside the list.  What a list does not name stays as it is on file.
 *
 * The list is the desk's own; it is read under limits, and every row that
 * cannot be used is named by its line while the others go in.
 */
#ifndef SHARE_PARTY_LIST_H
#define SHARE_PARTY_LIST_H

#include "share/party.h"

#define PARTY_LIST_MAX ((size_t)16 << 20)

/* Told of each row: ${line} of the list; ${e} is NULL where it went in. */
typedef void
party_list_fn(void *arg, uint64_t line, struct str name, const struct party_done *done, const struct err *e);

/*
 * party_list_read(c, s, path, by, tlp, fn, arg, e): Enter all rows of the
 * list in the file ${path}.  0 whatever became of the rows; ERR_SYNTAX where
 * there is no header with a name, or no JSON; ERR_LIMIT; ERR_IO.
 */
int party_list_read(struct case_dir *c, struct sealers *s, const char *path, struct str by, enum tlp tlp,
    party_list_fn *fn, void *arg, struct err *e);

/*
 * party_list_write(c, s, path, audience, left_out, e): Write the partners that
 * ${audience} may see into ${path}, CSV or JSON by its ending, and their keys
 * into files beside it; ${*left_out} counts the others.
 */
int party_list_write(struct case_dir *c, const struct share *s, const char *path, enum tlp audience,
    uint64_t *left_out, struct err *e);

#endif
