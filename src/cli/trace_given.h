/*
 * What trace compare is given besides package and specimens: a list of what was public
 * (trace/filter.h) and a clean room (trace/clean.h); and what is said of them.
 */
#ifndef CLI_TRACE_GIVEN_H
#define CLI_TRACE_GIVEN_H

#include "cli/cli.h"
#include "trace/score.h"

/* A zeroed one is nothing given. */
struct trace_given {
	struct filter *filter;
	struct clean *clean;
};

/*
 * trace_given_read(g, c, p, e): What the options --public, --seen and --clean-room name, for
 * the package ${p}.  0, or the error of a file or an option; trace_given_free(g) in any case.
 */
int trace_given_read(struct trace_given *g, const struct cli *c, const struct print *p, struct err *e);
void trace_given_free(struct trace_given *g);

/* trace_given_tokens(g, p): How many tokens of the package are left. */
uint32_t trace_given_tokens(const struct trace_given *g, const struct print *p);

/*
 * trace_given_refusal(g, p, s): Why there is no ratio of what is left of the package ${p},
 * which ${s} measured; NULL where that is no reason.
 */
const char *trace_given_refusal(const struct trace_given *g, const struct print *p, const struct score *s);

/* trace_given_unread(g): How many of their files could not be read, or not to their end. */
uint64_t trace_given_unread(const struct trace_given *g);

/* trace_given_put(w, g, k, s): "clean_room", "seen", "set_aside" and "suspects" of one comparison. */
void trace_given_put(
    struct jsonw *w, const struct trace_given *g, const struct score_package *k, const struct score *s);

/* trace_given_print(c, g, k, s): The same for people. */
void trace_given_print(
    const struct cli *c, const struct trace_given *g, const struct score_package *k, const struct score *s);

#endif
