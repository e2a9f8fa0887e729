/* What the files of athar trace accuse share. */
#ifndef CLI_TRACE_ACCUSE_H
#define CLI_TRACE_ACCUSE_H

#include "cli/cli.h"
#include "cli/trace_kept.h"
#include "mark/manifest.h"
#include "share/marked.h"
#include "trace/accuse.h"
#include "trace/alike.h"
#include "trace/gather.h"

/* One run: specimens, tried one after the other against one package after the other. */
struct accusing {
	const struct cli *c;
	const struct mark_manifest *m;
	const struct marked *marked; /* NULL: from a manifest, without a case. */
	size_t tests;                /* Specimens, once for each package that they are tried against. */
	struct mark_reader *reader;
	struct score_package *package; /* NULL where it was not given. */
	struct alike alike;            /* The specimen's, where ${likened}. */
	bool likened;
	double bound;
	bool *accused;      /* One a copy, over all specimens. */
	unsigned colluders; /* The most of any specimen. */
	bool possible;
	struct buf line, specimens; /* JSON under way: one line, and the verdict's list. */
	struct jsonw list;
	struct case_dir *dir;   /* NULL: from a manifest. */
	struct trace_kept kept; /* From a case only: the copies of a manifest are no parties of a case. */
};

/* trace_accuse_json(a, specimen, r): A line of JSON for each copy.  trace_accuse_text: the same for people. */
void trace_accuse_json(struct accusing *a, const char *specimen, const struct accuse_result *r);
void trace_accuse_text(const struct accusing *a, const char *specimen, const struct accuse_result *r);

/* trace_accuse_list(a, specimen, r, got): The specimen's entry in the verdict's list. */
void trace_accuse_list(
    struct accusing *a, const char *specimen, const struct accuse_result *r, const struct gather_got *got);

/*
 * trace_accuse_verdict(a, copies): Print the last line, over all specimens, once the list is closed.  Return whether
 * anyone is accused.
 */
bool trace_accuse_verdict(struct accusing *a, size_t copies);

#endif
