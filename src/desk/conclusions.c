/* What trace concluded, in words: see the header. */
#include "desk/conclusions.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "desk/say.h"

/* Two figures of ${v}, which is 1 or more: "4", "25", "250", "250,000". */
static void
say_rounded(struct buf *b, double v)
{
	double unit = pow(10, fmax(0, floor(log10(v)) - 1));

	say_count(b, (uint64_t)(round(v / unit) * unit));
}

void
say_ratio(struct buf *b, double llr)
{
	buf_printf(b, "10^%.1f (", llr);
	if (!(fabs(llr) <= 15)) {
		buf_cstr(b, llr > 0 ? "beyond any number" : "next to nothing");
	} else if (llr >= 0) {
		say_rounded(b, pow(10, llr));
		buf_cstr(b, " to 1");
	} else {
		buf_cstr(b, "1 to ");
		say_rounded(b, pow(10, -llr));
	}
	buf_char(b, ')');
}

static bool
has_ratio(const struct trace_comparison *x)
{
	return (x->refusal.n == 0 && isfinite(x->llr));
}

void
say_compared(struct buf *b, const struct trace_comparison *x)
{
	if (!has_ratio(x)) {
		buf_cstr(b, "No likelihood ratio: ");
		buf_str(b, x->refusal.n > 0 ? x->refusal : STR("it was not kept"));
		return;
	}
	buf_cstr(b, "Likelihood ratio ");
	say_ratio(b, x->llr);
	buf_cstr(b, ", ");
	trace_say_support(b, x->llr);
}

void
say_grounds(struct buf *b, const struct trace_comparison *x)
{
	if (!has_ratio(x))
		return;
	/* An end that the cap or the scale cuts off is open: the resamplings say no more than that. */
	if (isfinite(x->low) && isfinite(x->high))
		buf_printf(b, "Of resamplings of the pairs 95 %% say 10^%.1f to 10^%.1f; ", x->low, x->high);
	else if (isfinite(x->low) || isfinite(x->high))
		buf_printf(b, "Of resamplings of the pairs 95 %% say 10^%.1f or %s; ",
		    isfinite(x->low) ? x->low : x->high, isfinite(x->low) ? "more" : "less");
	say_many(b, x->innocents, "innocent pair supports", "innocent pairs support");
	buf_cstr(b, " no more than ");
	say_ratio(b, x->cap);
	buf_cstr(b, ". ");
}

/* "party 2", "parties 2 and 4" */
static void
say_parties(struct buf *b, const struct trace_accusation *x)
{
	size_t said = 0;

	buf_cstr(b, x->accused == 1 ? "party" : "parties");
	for (size_t i = 0; i < x->parties; i++) {
		if (!x->party[i].accused)
			continue;
		buf_cstr(b, said == 0 ? " " : said + 1 == x->accused ? " and " : ", ");
		buf_printf(b, "%u", x->party[i].number);
		said++;
	}
	if (said < x->accused)
		buf_cstr(b, " and others");
}

/* The largest p-value of the accused. */
static double
worst_p(const struct trace_accusation *x)
{
	double worst = 0;

	for (size_t i = 0; i < x->parties; i++) {
		if (x->party[i].accused)
			worst = fmax(worst, x->party[i].p_value);
	}
	return (worst);
}

void
say_accused(struct buf *b, const struct trace_accusation *x)
{
	say_count(b, x->sites_read);
	buf_cstr(b, " of ");
	say_many(b, x->sites_total, "mark", "marks");
	buf_cstr(b, " read. ");
	if (x->accused > 0) {
		buf_cstr(b, "They are those of ");
		say_parties(b, x);
		buf_cstr(b, ". ");
		trace_say_chance(b, worst_p(x), x->bound);
		/* Marks and similarity are independent evidence: where they disagree a reader must hear of it first. */
		if (x->alien) {
			buf_char(b, ' ');
			trace_say_alien(b, x->alike);
		}
	} else if (x->sites_read == 0) {
		buf_cstr(b, "So no accusation is possible.");
	} else if (!x->possible) {
		trace_say_impossible(b, x->best, x->bound);
	} else {
		buf_printf(b, "No copy is accused: none comes below the bound of %.2g.", x->bound);
	}
}

struct loading {
	struct conclusions *x;
	struct buf text;
};

static int
take_line(struct loading *l, const struct trace_conclusion *c, struct conclusion_line *line)
{
	struct conclusions *x = l->x;
	struct buf whole = BUF(1 << 17);

	buf_str(&whole, c->specimen.name);
	buf_cstr(&whole, line->accusation ? ", package " : " compared with ");
	buf_str(&whole, c->package.name);
	buf_cstr(&whole, ": ");
	buf_str(&whole, buf_view(&l->text));
	line->text = arena_str(&x->mem, buf_view(&whole));
	buf_free(&whole);
	buf_clear(&l->text);
	if (line->text.p == NULL || VEC_GROW(x->line, x->n, x->cap) != 0)
		return (ERR_NOMEM);
	x->line[x->n++] = *line;
	return (0);
}

static int
take_comparison(void *arg, const struct trace_comparison *x)
{
	struct loading *l = arg;
	struct conclusion_line line = { .has_ratio = has_ratio(x), .llr = x->llr };

	say_compared(&l->text, x);
	return (take_line(l, &x->c, &line));
}

static int
take_party(struct conclusions *x, uint32_t number)
{
	size_t at = 0;

	while (at < x->parties && x->party[at] < number)
		at++;
	if (at < x->parties && x->party[at] == number)
		return (0);
	if (VEC_GROW(x->party, x->parties, x->capparties) != 0)
		return (ERR_NOMEM);
	memmove(&x->party[at + 1], &x->party[at], (x->parties++ - at) * sizeof(*x->party));
	x->party[at] = number;
	return (0);
}

static int
take_accusation(void *arg, const struct trace_accusation *x)
{
	struct loading *l = arg;
	struct conclusion_line line = { .accusation = true, .names = x->accused > 0 };

	for (size_t i = 0; i < x->parties; i++) {
		if (x->party[i].accused && take_party(l->x, x->party[i].number) != 0)
			return (ERR_NOMEM);
	}
	say_accused(&l->text, x);
	return (take_line(l, &x->c, &line));
}

int
conclusions_load(
    struct conclusions *x, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	struct loading l = { x, BUF(1 << 16) };
	int rc;

	*x = (struct conclusions){ .line = NULL };
	/* Accusations first: where there is room for few lines, they are what somebody has to act on. */
	if ((rc = trace_each_accusation(c, as_of, audience, take_accusation, &l, &x->hidden, e)) == 0)
		rc = trace_each_comparison(c, as_of, audience, take_comparison, &l, &x->hidden, e);
	if (rc == ERR_NOMEM && e->code == 0)
		(void)err_set(e, ERR_NOMEM, "out of memory");
	buf_free(&l.text);
	return (rc);
}

void
conclusions_free(struct conclusions *x)
{
	free(x->line);
	free(x->party);
	arena_free(&x->mem);
	*x = (struct conclusions){ .line = NULL };
}

const struct conclusion_line *
conclusions_best(const struct conclusions *x)
{
	const struct conclusion_line *best = NULL;

	for (size_t i = 0; i < x->n; i++) {
		if (x->line[i].has_ratio && (best == NULL || x->line[i].llr > best->llr))
			best = &x->line[i];
	}
	return (best);
}
