/*
 * What the order in time says.  A wave and a fact are intervals; one is before
 * the other only where the last moment of the one is before the first of the
 * other, and where that is not so, the two do not speak.
 */
#include <math.h>

#include "trace/weigh_impl.h"

/* What facts there are of some kinds, by their order to the wave's beginning. */
struct ordered {
	size_t before, after, unsure;
	const struct weigh_fact *first; /* That could be the earliest; NULL: there is none. */
	const struct weigh_fact *start,
	    *last; /* The earliest and the latest of those before; NULL: there is none. */
};

#define WHAT(what) (1u << (what))

static void
order_fact(struct ordered *o, const struct instant *from, const struct weigh_fact *f)
{
	if (o->first == NULL || f->happened.earliest < o->first->happened.earliest)
		o->first = f;
	if (f->happened.latest < from->earliest) {
		o->before++;
		if (o->start == NULL || f->happened.earliest < o->start->happened.earliest)
			o->start = f;
		if (o->last == NULL || f->happened.latest > o->last->happened.latest)
			o->last = f;
	} else if (from->latest < f->happened.earliest) {
		o->after++;
	} else {
		o->unsure++;
	}
}

static struct ordered
order(const struct weigher *g, unsigned what)
{
	struct ordered o = { 0 };

	for (size_t i = 0; i < g->facts; i++) {
		if ((WHAT(g->fact[i].what) & what) != 0)
			order_fact(&o, &g->w->wave.from, &g->fact[i]);
	}
	return (o);
}

static void
put_fact(const struct weigher *g, struct weigh_item *v, struct buf *b, const struct weigh_fact *f)
{
	buf_cstr(b, " (");
	instant_put_short(b, f->happened);
	buf_cstr(b, "; it began ");
	instant_put_short(b, g->w->wave.from);
	buf_char(b, ')');
	weigh_entry(v, g->w->wave.entry);
	weigh_entry(v, f->entry);
}

/* What does not speak, and why. */
static void
put_silent(struct weigher *g, enum hypothesis h, const char *why, const struct weigh_fact *f)
{
	struct weigh_item v = { .group = WEIGH_TIMING, .kind = "timing" };
	struct buf reason = BUF(4096);

	buf_cstr(&reason, why);
	if (f != NULL)
		put_fact(g, &v, &reason, f);
	weigh_put(g, &g->w->line[h], &v, &reason);
	buf_free(&reason);
}

static void
put_rule(struct weigher *g, enum weigh_rule rule, double less, const char *more, const struct weigh_fact *f)
{
	struct weigh_item v = weigh_rule_item(rule);
	struct buf reason = BUF(4096);

	v.llr = less > 0 ? fmax(0, v.llr - less) : v.llr;
	buf_cstr(&reason, weigh_constants[rule].reason);
	buf_cstr(&reason, more);
	if (f != NULL)
		put_fact(g, &v, &reason, f);
	weigh_put(g, &g->w->line[weigh_constants[rule].hypothesis], &v, &reason);
	buf_free(&reason);
}

/* Whether the wave surely began within so many days after the fact. */
static bool
is_soon(const struct weigher *g, enum weigh_rule rule, const struct weigh_fact *f)
{
	const struct instant *from = &g->w->wave.from;

	return (f != NULL &&
	    (double)(from->latest - f->happened.earliest) <=
		weigh_constants[rule].days * (double)INSTANT_DAY);
}

/* One who leaks cannot be told from one who does not by the day alone: so many days were tried. */
static size_t
days_of(const struct weigher *g, unsigned what)
{
	int64_t *day = arena_array(g->mem, g->facts + 1, sizeof(*day));
	size_t n = 0;

	if (day == NULL)
		return (1);
	for (size_t i = 0; i < g->facts; i++) {
		const struct weigh_fact *f = &g->fact[i];

		if ((WHAT(f->what) & what) != 0 && f->happened.latest < g->w->wave.from.earliest)
			day[n++] = instant_day(f->happened.earliest);
	}
	n = weigh_distinct(day, n);
	return (n > 0 ? n : 1);
}

/*
 * What must have been there before the wave: ${gone} where it surely was not, ${soon} (RULE_N: none) where the
 * wave followed it closely, else a line that says why nothing follows.
 */
struct needed {
	unsigned what, soon_what;
	enum weigh_rule gone, soon;
	const char *none, *unsure, *possible;
};

static void
weigh_needed(struct weigher *g, const struct needed *n)
{
	enum hypothesis h = weigh_constants[n->gone].hypothesis;
	struct ordered o = order(g, n->what), close = order(g, n->soon_what);

	if (o.first == NULL) {
		put_silent(g, h, n->none, NULL);
	} else if (o.before + o.unsure == 0) {
		put_rule(g, n->gone, 0, "", o.first);
	} else if (n->soon != RULE_N && is_soon(g, n->soon, close.last)) {
		size_t tried = days_of(g, n->soon_what);

		put_rule(g, n->soon, log10((double)tried),
		    tried > 1 ? ", one of several that were tried" : "", close.last);
	} else {
		/* What was there matters from its first day on, where being close to it says nothing. */
		put_silent(g, h, o.before == 0 ? n->unsure : n->possible,
		    o.before == 0           ? o.first
			: n->soon == RULE_N ? o.start
					    : o.last);
	}
}

static const struct needed NEEDED[] = {
	{ WHAT(FACT_SHARED), WHAT(FACT_SHARED), RULE_BEFORE_SHARE, RULE_SOON_AFTER_SHARE,
	    "the case knows of nothing that was shared with a partner: it does not speak",
	    "whether the wave began before the first share is not certain: it does not speak",
	    "partners had been told long before" },
	{ WHAT(FACT_FIX), WHAT(FACT_FIX), RULE_BEFORE_FIX, RULE_SOON_AFTER_FIX,
	    "the case knows of no patch: it does not speak",
	    "whether the wave began before the first patch is not certain: it does not speak",
	    "there had been a patch for long" },
	{ WHAT(FACT_FIX) | WHAT(FACT_NOTICE) | WHAT(FACT_WRITEUP), WHAT(FACT_WRITEUP), RULE_BEFORE_PUBLIC,
	    RULE_SOON_AFTER_WRITEUP, "the case does not know when the flaw became public: it does not speak",
	    "whether the wave began before the flaw was public is not certain: it does not speak",
	    "the flaw was public; what was written of it by then is for the analyst to say" },
	{ WHAT(FACT_REPORT), 0, RULE_BEFORE_REPORT, RULE_N,
	    "the case does not know when the vendor was told: it does not speak",
	    "whether the wave began before the vendor was told is not certain: it does not speak",
	    "the vendor had been told: it is possible" },
	{ WHAT(FACT_ATTACK), 0, RULE_NO_ATTACK_BEFORE, RULE_N,
	    "the case knows of no other attack: it does not speak",
	    "whether any attack came before it is not certain: it does not speak",
	    "attacks had been seen before: it is possible" },
};

void
weigh_timing(struct weigher *g)
{
	put_silent(g, HYP_FINDER, "the finder knew before anybody whom he told: time does not speak", NULL);
	for (size_t i = 0; i < sizeof(NEEDED) / sizeof(NEEDED[0]); i++)
		weigh_needed(g, &NEEDED[i]);
}

/* The copies of one party: the first released, and whether any was surely opened by the wave's beginning. */
void
weigh_access(struct weigher *g, struct weigh_line *l)
{
	const struct instant *from = &g->w->wave.from;
	const struct weigh_copy *first = NULL;
	bool opened = false, unsure = false;
	struct weigh_item v = { .group = WEIGH_ACCESS, .kind = "access" };
	struct buf reason = BUF(4096);

	for (size_t i = 0; i < g->in->facts->copies; i++) {
		const struct weigh_copy *k = &g->in->facts->copy[i];

		if (k->number != l->number)
			continue;
		first = first == NULL || k->released < first->released ? k : first;
		weigh_entry(&v, k->entry);
		opened |= (k->acknowledged != 0 && k->acknowledged < from->earliest) ||
		    (k->downloaded != 0 && k->downloaded < from->earliest);
		/* Of several downloads only the last is known. */
		unsure |= k->downloads > 1 || (k->acknowledged != 0 && k->acknowledged <= from->latest) ||
		    (k->downloaded != 0 && k->downloaded <= from->latest);
	}
	weigh_entry(&v, g->w->wave.entry);
	if (first == NULL) {
		buf_cstr(&reason, "the case knows of no copy released to him: it does not speak");
	} else if (first->released > from->latest) {
		v.llr = weigh_constants[RULE_COPY_AFTER].llr;
		v.excluded = true;
		buf_cstr(&reason, weigh_constants[RULE_COPY_AFTER].reason);
	} else if (opened) {
		buf_cstr(&reason, "he had opened his copy before it began: it is possible");
	} else if (unsure || first->released >= from->earliest) {
		buf_cstr(&reason,
		    "whether he had opened his copy before it began is not certain: it does not speak");
	} else {
		v.llr = weigh_constants[RULE_NOT_OPENED].llr;
		buf_cstr(&reason, weigh_constants[RULE_NOT_OPENED].reason);
	}
	weigh_put(g, l, &v, &reason);
	buf_free(&reason);
}
