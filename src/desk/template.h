/*
 * Templates: what a new case begins with.  A template is a name, a title, the
 * CVEs that the case is about, a table of dated public events and, where
 * others have counted, a table of published counts; all are compiled in, all
 * are TLP:CLEAR and carry their sources.  Applying one adds an entry for each
 * event and each count, one that names the CVEs (know_topic_body), and one of
 * type "template", in one commit:
 *
 *	{"type":"template","name":"exchange-2021","title":...,"tlp":"CLEAR"}
 */
#ifndef DESK_TEMPLATE_H
#define DESK_TEMPLATE_H

#include "store/event.h"

#define TEMPLATE_CVES_MAX 8

struct template
{
	const char *name, *title;
	const char *cve[TEMPLATE_CVES_MAX]; /* Ended by NULL unless full. */
	const char *cve_source, *cve_known; /* Who names them, and since when. */
	const char *events;                 /* The embedded table's file name. */
	const char *counts;                 /* As ${events}; NULL where there is none. */
};

extern const struct template templates[]; /* Ended by a NULL name. */

/* template_find(name): the template of that name, or NULL. */
const struct template *template_find(struct str name);

/*
 * template_each(t, fn, arg, e): Call ${fn} for each event of ${t}'s table in
 * its order; entry and recorded are 0, the views live until ${fn} returns.  0,
 * ERR_SYNTAX with the table's line, or the first answer of ${fn} that is not 0.
 */
int template_each(const struct template *t, event_fn *fn, void *arg, struct err *e);

/* template_apply(c, t, added, e): Add all of ${t} in one commit; ${*added} counts the entries. */
int template_apply(struct case_dir *c, const struct template *t, size_t *added, struct err *e);

/*
 * template_title(c, b, e): Append the title of the template that ${c} began
 * with, or nothing where it began with none.
 */
int template_title(struct case_dir *c, struct buf *b, struct err *e);

/* The fold of bodies of type "template": the table desk_template(entry, name, title). */
extern const struct fold_ops template_fold;

#endif
