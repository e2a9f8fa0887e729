/* What trace found in words, the same in a command's answer and in the report: see trace/trace.h. */
#include <math.h>

#include "trace/trace.h"

const char trace_caution[] =
    "Marks say whose copy it was.  Whether it left on purpose, by carelessness or by a break-in, and who had it "
    "later, they cannot say.";
const char trace_nobody[] = "Nobody accused does not mean nobody leaked: marks can be removed.";

void
trace_say_support(struct buf *b, double llr)
{
	double v = fabs(llr);

	/* The scale's lowest step supports neither side. */
	if (v < log10(2))
		buf_cstr(b, "no support either way");
	else
		buf_printf(b, "%s support for %s",
		    v < 1       ? "weak"
			: v < 2 ? "moderate"
			: v < 3 ? "moderately strong"
			: v < 4 ? "strong"
			: v < 6 ? "very strong"
				: "extremely strong",
		    llr > 0 ? "derivation from the package" : "independent writing");
}

void
trace_say_chance(struct buf *b, double p, double bound)
{
	buf_printf(b,
	    "If none of those named had a part in this, such a match would come about with probability %.2g or less; "
	    "the bound is %.2g.",
	    p, bound);
}

void
trace_say_impossible(struct buf *b, double best, double bound)
{
	buf_printf(b,
	    "No accusation is possible: even a copy that matched every mark read would reach only p = %.2g, and the "
	    "bound is %.2g.",
	    best, bound);
}

void
trace_say_alien(struct buf *b, double containment)
{
	buf_printf(b,
	    "Caution: but for the marks hardly anything of the package is in this specimen (%.1f %%), so it is no "
	    "copy that was adapted.  Who put the marks there?",
	    100 * containment);
}

void
trace_say_mixed(struct buf *b, uint64_t accused, uint32_t colluders)
{
	if (accused > colluders)
		buf_printf(b,
		    "Copies were mixed, and more of them are named than these marks promise (%u): others may have had "
		    "a part as well.",
		    colluders);
	else if (colluders == 0)
		buf_cstr(b, "The marks read support nobody's naming.");
	else if (colluders == 1)
		buf_cstr(
		    b, "The marks read can name one leaker, but not one of several who mixed their copies.");
	else
		buf_printf(b, "The marks read can name one of up to %u who mixed their copies.", colluders);
}

void
trace_say_suspect(struct buf *b, struct str solution, uint64_t group, double cover)
{
	if (solution.n > 0)
		buf_printf(b, "The solution %.*s of the clean room", STR_ARG(solution));
	else
		buf_printf(
		    b, "A group of the background, number %llu of its build,", (unsigned long long)group);
	buf_printf(b,
	    " holds most of the package (%.0f %%); it counts in nothing.  If the package is made from it, name it with "
	    "--public.",
	    100 * cover);
}

void
trace_say_clean(struct buf *b, uint64_t given, uint64_t used, bool enough)
{
	buf_printf(b, "Clean room: %llu of %llu solutions used%s.", (unsigned long long)used,
	    (unsigned long long)given,
	    enough ? "" : ", too few or too far to say by themselves what the task dictates");
}
