/*
 * The words for what trace concluded, the same in status and report, and what
 * a case holds of it in short.
 */
#ifndef DESK_CONCLUSIONS_H
#define DESK_CONCLUSIONS_H

#include "base/arena.h"
#include "trace/trace.h"

/* say_ratio(b, llr): "10^2.4 (250 to 1)", or "10^-0.6 (1 to 4)" where it speaks against. */
void say_ratio(struct buf *b, double llr);

/*
 * say_compared(b, x): The likelihood ratio in words, or why there is none; no name in it.  say_grounds(b, x): what
 * the ratio stands on; nothing where there is none.
 */
void say_compared(struct buf *b, const struct trace_comparison *x);
void say_grounds(struct buf *b, const struct trace_comparison *x);

/* say_accused(b, x): Whose the marks are, how sure that is, or why nobody is accused; parties by number. */
void say_accused(struct buf *b, const struct trace_accusation *x);

/* One conclusion in a line. */
struct conclusion_line {
	struct str text;
	bool accusation, names; /* names: somebody is accused. */
	bool has_ratio;
	double llr;
};

/* All of a case, accusations before comparisons. */
struct conclusions {
	struct conclusion_line *line;
	size_t n, cap;
	uint64_t hidden;
	uint32_t *party; /* The accused, ascending, each once. */
	size_t parties, capparties;
	struct arena mem;
};

/* conclusions_load(x, c, as_of, audience, e): Into ${x}, which conclusions_free releases in any case. */
int conclusions_load(
    struct conclusions *x, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e);
void conclusions_free(struct conclusions *x);

/* conclusions_best(x): The line with the highest ratio, or NULL. */
const struct conclusion_line *conclusions_best(const struct conclusions *x);

#endif
