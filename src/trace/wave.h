/*
 * Waves of attacks, and what an analyst adds by hand.  Bodies:
 *
 *	wave (import)		tlp, known, name, from, to, cves, actor, source
 *	evidence (import)	tlp, known, wave, text, source, for {hypothesis: log10 ratio}, and where it says whose tool a
 *				specimen was: specimen (its sha256, as in a conclusion), of (the conclusion's entry)
 *
 * A wave has one name and one entry: who knows better withdraws it first.
 */
#ifndef TRACE_WAVE_H
#define TRACE_WAVE_H

#include "base/source.h"
#include "store/case.h"

#define WAVE_NAME_MAX 64 /* Bytes. */
#define WAVE_CVES_MAX 32

/* The views belong to whoever made it. */
struct trace_wave {
	uint64_t entry;
	instant_us recorded;
	struct instant known;
	struct str name, actor, source; /* actor: "" where not known. */
	struct instant from, to;        /* When it began, when it ended or was last seen. */
	const struct str *cve;          /* Flaws that it used, at most WAVE_CVES_MAX; none: not known. */
	size_t cves;
	enum tlp tlp;
};

/* One statement: log10 of how much more probable it is if ${hypothesis} is true than if independent discovery is. */
struct trace_weight {
	struct str hypothesis; /* A name of trace/weigh.h, or "partner:N". */
	double llr;
};

struct trace_evidence {
	uint64_t entry;
	struct str wave, text, source, specimen; /* specimen: 64 hex digits, or "". */
	const struct trace_weight *weight;
	size_t weights;
	enum tlp tlp;
};

/*
 * wave_add(c, w, entry, fresh, e): Keep a wave; where the same stands there already ${*entry} is its entry and
 * ${*fresh} false; ERR_EXISTS where one of that name says something else.
 */
int wave_add(struct case_dir *c, const struct trace_wave *w, uint64_t *entry, bool *fresh, struct err *e);

/*
 * evidence_add(c, v, of, entry, e): Keep a statement on a wave that is there, else ERR_NOTFOUND; ${of} is the
 * conclusion whose specimen was used in the wave, or NULL, and what the statement's specimen is taken from
 * (${v}'s own is not looked at): ERR_NOTFOUND where that entry is none.
 */
int evidence_add(
    struct case_dir *c, const struct trace_evidence *v, const uint64_t *of, uint64_t *entry, struct err *e);

/*
 * trace_each_wave(c, as_of, audience, fn, arg, hidden, e): Call ${fn} for each wave known by ${as_of} that
 * ${audience} may see, by the time it began; ${*hidden} grows by those left out.  trace_each_evidence: in
 * order of entry.  Views live until ${fn} returns; its non-zero answer ends the walk.
 */
int trace_each_wave(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_wave *w), void *arg, uint64_t *hidden, struct err *e);
int trace_each_evidence(struct case_dir *c, instant_us as_of, enum tlp audience,
    int (*fn)(void *arg, const struct trace_evidence *v), void *arg, uint64_t *hidden, struct err *e);

extern const struct fold_ops wave_fold, evidence_fold;

#endif
