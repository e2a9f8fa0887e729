/*
 * The five answers.  Each job has one function here that reads what the case
 * holds and says it in one sentence with its grounds; where the case holds
 * nothing, it says so, since silence would read as "no".
 */
#include "desk/status.h"

#include "desk/conclusions.h"
#include "desk/curve.h"
#include "desk/events.h"
#include "desk/fixes.h"
#include "desk/hunts.h"
#include "desk/say.h"
#include "desk/seal.h"
#include "desk/shares.h"
#include "desk/weighing.h"

/* What all answers are made from. */
struct making {
	struct status *s;
	struct case_dir *c;
	instant_us as_of; /* As asked for. */
	enum tlp audience;
	struct events events;
};

/* put(m, b): the text of ${b} as a view that lives with the status; ${b} is emptied. */
static struct str
put(struct making *m, struct buf *b)
{
	struct str s = arena_str(&m->s->mem, buf_view(b));

	buf_clear(b);
	return (s.p != NULL ? s : STR(""));
}

static void
put_line(struct making *m, struct status_answer *a, struct buf *b)
{
	if (a->lines < STATUS_LINES_MAX)
		a->line[a->lines++] = put(m, b);
	else
		a->more++;
	buf_clear(b);
}

/*
 * Nothing to go by; where something was left out for its TLP, "nothing" is only what this audience may
 * see.
 */
static void
put_nothing(struct making *m, struct status_answer *a, const char *what, uint64_t hidden, struct buf *b)
{
	buf_cstr(b, what);
	if (hidden > 0)
		buf_printf(b, " that TLP:%s may see", tlp_name(m->audience));
	a->has_n = true;
	a->answer = put(m, b);
}

/* "first report 2021-01-05: DEVCORE reports ... (its source's word)" */
static void
put_event(
    struct making *m, struct status_answer *a, const char *what, const struct event *event, struct buf *b)
{
	if (event == NULL)
		return;
	buf_cstr(b, what);
	buf_char(b, ' ');
	say_when(b, event->happened);
	buf_cstr(b, ": ");
	buf_str(b, event->text);
	buf_cstr(b, " (said on ");
	instant_put_date(b, event->known.earliest);
	buf_cstr(b, ")");
	put_line(m, a, b);
}

static void
put_cves(const struct fixes *x, struct buf *b)
{
	for (size_t i = 0; i < x->cves; i++) {
		buf_cstr(b, i > 0 ? ", " : "");
		buf_str(b, x->cve[i]);
	}
}

/* The lanes that say since when something is known, with the words of the answer and of the line. */
static const struct {
	const char *lane, *answer, *line;
} SINCE[] = { { "report", "reported", "first report" }, { "attack", "attacked from", "first attack" },
	{ "fix", "fixed from", "first fix" }, { "notice", "announced", "first notice" } };

static int
answer_know(struct making *m, struct status_answer *a, struct err *e)
{
	struct buf b = BUF(1 << 16), line = BUF(1 << 16);
	struct fixes x;
	int rc;

	if ((rc = fixes_load(&x, m->c, m->as_of, m->s->as_of, m->audience, e)) != 0)
		goto out;
	if (x.cves > 0) {
		buf_cstr(&line, "about ");
		put_cves(&x, &line);
		put_line(m, a, &line);
		say_many(&b, x.cves, "CVE", "CVEs");
	} else {
		buf_cstr(&b, "No CVE named");
	}
	for (size_t i = 0; i < sizeof(SINCE) / sizeof(SINCE[0]); i++) {
		const struct event *first = events_first(&m->events, SINCE[i].lane);

		if (first == NULL)
			continue;
		buf_printf(&b, ", %s ", SINCE[i].answer);
		instant_put_date(&b, first->happened.earliest);
		put_event(m, a, SINCE[i].line, first, &line);
	}
	if (x.n > 0) {
		say_many(&line, x.with_update, "update level has a fixed build",
		    "update levels have a fixed build");
		buf_cstr(&line, " of their own, ");
		say_many(&line, x.n - x.with_update, "has", "have");
		buf_cstr(&line, " none and must move to another (athar know check)");
		put_line(m, a, &line);
	}
	if (x.cves == 0 && m->events.n == 0)
		buf_cstr(&b, " and no event recorded");
	a->tone = x.cves == 0 && m->events.n == 0 ? TONE_OPEN : TONE_PLAIN;
	a->has_n = true;
	a->n = m->events.n;
	a->answer = put(m, &b);
out:
	fixes_free(&x);
	buf_free(&b);
	buf_free(&line);
	return (rc);
}

/* "EX-1, revision 2: embargo ACTIVE until ...; 3 of 5 consented, 1 has not answered; 4 copies, 2 acknowledged" */
static void
put_bulletin(struct making *m, struct status_answer *a, const struct share_summary *x, struct buf *b)
{
	bool any = false;

	buf_str(b, x->id);
	buf_printf(b, ", revision %u: embargo %s ", x->revision, x->over ? "over since" : "until");
	instant_put(b, x->end);
	buf_printf(b, "; %llu of ", (unsigned long long)x->signatories);
	say_count(b, x->asked);
	buf_cstr(b, " consent");
	if (x->waiting + x->lapsed > 0) {
		buf_cstr(b, ", ");
		say_many(b, x->waiting + x->lapsed, "has not answered", "have not answered");
	}
	if (x->silent + x->declined > 0) {
		buf_cstr(b, ", ");
		say_count(b, x->silent + x->declined);
		buf_cstr(b, " refused or kept silent");
	}
	for (size_t i = 0; i < SHARE_STAGES; i++) {
		if (x->copies[i] == 0)
			continue;
		buf_cstr(b, any ? ", " : "; ");
		say_count(b, x->copies[i]);
		buf_printf(b, " of %s", share_stage_name(i));
		any = true;
	}
	if (any) {
		buf_cstr(b, " released, ");
		say_count(b, x->acknowledged);
		buf_cstr(b, " acknowledged");
	}
	put_line(m, a, b);
}

/* By us: what the record proves. */
static void
say_told(struct making *m, struct status_answer *a, const struct shares *x, struct buf *b)
{
	uint64_t told = 0, copies = 0, acknowledged = 0;

	for (size_t i = 0; i < x->n; i++) {
		told += x->bulletin[i].told;
		acknowledged += x->bulletin[i].acknowledged;
		for (size_t k = 0; k < SHARE_STAGES; k++)
			copies += x->bulletin[i].copies[k];
		put_bulletin(m, a, &x->bulletin[i], b);
	}
	a->tone = TONE_PLAIN;
	a->n = copies;
	if (copies == 0) {
		buf_cstr(b, "Nobody yet: ");
		say_many(b, x->n, "bulletin is open", "bulletins are open");
		buf_cstr(b, " and nothing was released");
	} else {
		say_many(b, told, "partner", "partners");
		buf_cstr(b, ", ");
		say_many(b, copies, "marked copy", "marked copies");
		buf_cstr(b, ", each in the record before it went out; ");
		say_count(b, acknowledged);
		buf_cstr(b, " acknowledged");
	}
	a->answer = put(m, b);
}

static int
answer_share(struct making *m, struct status_answer *a, struct err *e)
{
	struct buf b = BUF(1 << 16);
	struct shares x;
	uint64_t others = 0;
	int rc = shares_load(&x, m->c, m->as_of, m->s->as_of, m->audience, e);

	a->has_n = true;
	if (rc == 0 && x.n > 0)
		say_told(m, a, &x, &b);
	for (size_t i = 0; i < m->events.n && rc == 0 && x.n == 0; i++) {
		const struct event *event = &m->events.event[i];

		if (!str_eq(event->lane, STR("share")))
			continue;
		others++;
		say_when(&b, event->happened);
		buf_cstr(&b, ": ");
		buf_str(&b, event->text);
		put_line(m, a, &b);
	}
	if (rc == 0 && x.n == 0 && others > 0) {
		buf_cstr(&b, "By us nothing is recorded: no bulletin in this case; ");
		say_many(&b, others, "event says", "events say");
		buf_cstr(&b, " whom others told");
		a->answer = put(m, &b);
	} else if (rc == 0 && x.n == 0) {
		put_nothing(m, a, "Nothing recorded: no bulletin in this case", x.hidden, &b);
	}
	m->s->hidden += x.hidden;
	shares_free(&x);
	buf_free(&b);
	return (rc);
}

/* The sentence over what was concluded: who is named, else how strongly a specimen is tied to our package. */
static void
say_traced(struct making *m, struct status_answer *a, const struct conclusions *x, struct buf *b)
{
	const struct conclusion_line *best = conclusions_best(x);

	a->tone = TONE_PLAIN;
	if (x->parties > 0) {
		a->tone = TONE_GRAVE;
		buf_cstr(b, "The marks of ");
		buf_cstr(b, x->parties == 1 ? "party" : "parties");
		for (size_t i = 0; i < x->parties; i++)
			buf_printf(b, "%s %u", i == 0 ? "" : ",", x->party[i]);
		buf_cstr(b,
		    " were found in a specimen; they cannot tell purpose from carelessness from a break-in");
	} else if (best != NULL && best->llr >= 1) {
		a->tone = TONE_GRAVE;
		buf_cstr(b, "A specimen is tied to what we shared by a likelihood ratio of ");
		say_ratio(b, best->llr);
		buf_cstr(b, "; nobody is accused");
	} else {
		buf_cstr(b, "No specimen is tied to what we shared: ");
		say_many(b, x->n, "conclusion", "conclusions");
		buf_cstr(b, ", nobody accused; what was rewritten until nothing shows looks the same");
	}
	a->answer = put(m, b);
}

/* "wave second: excluded in time: patch diffing, public write-up; most spoken for: through a partner (10^0.5 ...)" */
static void
put_wave(struct making *m, struct status_answer *a, const struct weighed *v, struct buf *b)
{
	const struct weigh_line *best = &v->line[HYP_INDEPENDENT];
	bool any = false;

	buf_cstr(b, "wave ");
	buf_str(b, v->wave.name);
	buf_cstr(b, ": excluded in time: ");
	for (enum hypothesis h = 0; h < HYP_N; h++) {
		const struct weigh_line *l = &v->line[h];

		best = l->llr > best->llr ? l : best;
		if (!l->excluded)
			continue;
		buf_printf(b, "%s%s", any ? ", " : "", weigh_says(h));
		any = true;
	}
	buf_cstr(b, any ? "" : "nothing");
	if (best->llr > 0)
		buf_printf(b, "; most spoken for: %s (10^%.1f against independent discovery)",
		    weigh_says(best->hypothesis), best->llr);
	buf_cstr(b, " (athar trace weigh)");
	put_line(m, a, b);
}

/* What the evidence leaves of each wave's hypotheses. */
static int
put_waves(struct making *m, struct status_answer *a, struct buf *b, struct err *e)
{
	struct weighing g;
	int rc = weighing_load(&g, m->c, m->as_of, m->audience, e);

	for (size_t i = 0; i < g.waves && rc == 0; i++)
		put_wave(m, a, &g.wave[i], b);
	weighing_free(&g);
	return (rc);
}

static int
answer_trace(struct making *m, struct status_answer *a, struct err *e)
{
	struct buf b = BUF(1 << 16);
	struct conclusions x;
	int rc = conclusions_load(&x, m->c, m->as_of, m->audience, e);

	a->has_n = true;
	a->n = x.n;
	if (rc == 0 && x.n > 0)
		say_traced(m, a, &x, &b);
	for (size_t i = 0; i < x.n && rc == 0; i++) {
		buf_str(&b, x.line[i].text);
		put_line(m, a, &b);
	}
	if (rc == 0 && x.n == 0) {
		put_nothing(
		    m, a, "Not known: no specimen compared and no accusation in this case", x.hidden, &b);
		/* Whoever has just read a name off the screen must not take this for a withdrawal of it. */
		if (x.hidden == 0) {
			buf_cstr(&b,
			    "what trace compare and trace accuse answer outside of a case is kept nowhere");
			put_line(m, a, &b);
		}
	}
	m->s->hidden += x.hidden;
	conclusions_free(&x);
	rc = rc == 0 ? put_waves(m, a, &b, e) : rc;
	buf_free(&b);
	return (rc);
}

/* How the bounds stood a week before the last day, or on the first day where that is less than a week ago. */
static void
put_trend(struct making *m, struct status_answer *a, const struct curve *v, struct buf *b)
{
	const struct count_row *last = &v->row[v->n - 1];
	const struct count_row *then = v->n > 7 ? last - 7 : v->row;

	if (v->n < 2)
		return;
	say_many(b, (uint64_t)(instant_day(last->on) - instant_day(then->on)), "day", "days");
	buf_cstr(b, " earlier: ");
	say_bounds(b, then->unfixed, then->unfixed + then->ambiguous);
	buf_cstr(b, " of ");
	say_count(b, then->hosts);
	put_line(m, a, b);
}

/* The last count of the whole world that others have published. */
static void
put_latest(struct making *m, struct status_answer *a, const struct curve *v, struct buf *b)
{
	const struct published *p = NULL;

	for (size_t i = 0; i < v->points; i++)
		p = curve_is_world(&v->point[i]) ? &v->point[i] : p;
	if (p == NULL)
		return;
	buf_cstr(b, "others count ");
	say_count(b, p->count);
	if (p->universe > 0) {
		buf_cstr(b, " of ");
		say_count(b, p->universe);
	}
	buf_cstr(b, " in the world on ");
	say_when(b, p->doubt);
	buf_cstr(b, " (");
	buf_str(b, p->who);
	buf_cstr(b, "; their point, not in our count)");
	put_line(m, a, b);
}

static void
say_census(struct making *m, struct status_answer *a, const struct count_row *row, struct buf *b)
{
	uint64_t high = row->unfixed + row->ambiguous;

	a->tone = high > 0 ? TONE_GRAVE : TONE_PLAIN;
	a->has_n = a->has_interval = true;
	a->n = row->hosts;
	a->low = row->unfixed;
	a->high = high;
	if (row->unfixed != high)
		buf_cstr(b, "Between ");
	say_count(b, row->unfixed);
	if (row->unfixed != high) {
		buf_cstr(b, " and ");
		say_count(b, high);
	}
	buf_cstr(b, " of ");
	say_many(b, row->hosts, "host", "hosts");
	buf_cstr(b, high == 1 ? " is unpatched on " : " are unpatched on ");
	instant_put_date(b, row->on);
	a->answer = put(m, b);

	buf_cstr(b, "surely unpatched ");
	say_count(b, row->unfixed);
	buf_cstr(b, ", cannot be told ");
	say_count(b, row->ambiguous);
	buf_cstr(b, ", patched ");
	say_count(b, row->fixed);
	buf_cstr(b, ", not affected ");
	say_count(b, row->na);
	buf_cstr(b, "; seen at ");
	say_many(b, row->addresses, "address", "addresses");
	put_line(m, a, b);
}

/* What the numbers do not speak of. */
static void
put_silent(struct making *m, struct status_answer *a, const struct curve *v, struct buf *b)
{
	if (v->silents == 0)
		return;
	buf_cstr(b, "nothing is known about ");
	buf_str(b, v->silent);
	buf_cstr(b,
	    v->silents == 1 ? " for any of them: it decides nothing"
			    : " for any of them: they decide nothing");
	put_line(m, a, b);
}

static int
answer_census(struct making *m, struct status_answer *a, struct err *e)
{
	struct buf b = BUF(1 << 16);
	struct curve curve;
	int rc;

	if ((rc = curve_load(&curve, m->c, m->as_of, m->audience, e)) != 0)
		goto out;
	if (curve.n == 0) {
		put_nothing(m, a, "Not counted: no scan imported into this case", m->events.hidden, &b);
	} else {
		say_census(m, a, &curve.row[curve.n - 1], &b);
		put_silent(m, a, &curve, &b);
		put_trend(m, a, &curve, &b);
	}
	put_latest(m, a, &curve, &b);
out:
	curve_free(&curve);
	buf_free(&b);
	return (rc);
}

/* "logs.zip: shell, high confidence (CVE-2021-27065); 14 findings; logs cover 2021-03-01 to 2021-03-05" */
static void
put_hunt(struct making *m, struct status_answer *a, const struct hunt_report *r, struct buf *b)
{
	const struct hunt_verdict *worst = hunts_worst(r);
	instant_us from = INSTANT_MAX, to = INSTANT_MIN;
	uint64_t blind = 0;

	buf_str(b, r->scan.subject);
	if (worst != NULL && worst->stage != STAGE_NONE) {
		buf_printf(b, ": %s, ", stage_name(worst->stage));
		buf_str(b, worst->confidence);
		buf_cstr(b, " confidence (");
		buf_str(b, worst->cve);
		buf_cstr(b, "); ");
		say_many(b, r->scan.findings, "finding", "findings");
	} else {
		buf_cstr(b, ": nothing found");
	}
	for (size_t i = 0; i < r->coverages; i++) {
		from = r->coverage[i].from < from ? r->coverage[i].from : from;
		to = r->coverage[i].to > to ? r->coverage[i].to : to;
	}
	if (from <= to) {
		buf_cstr(b, "; its logs cover ");
		instant_put_date(b, from);
		buf_cstr(b, " to ");
		instant_put_date(b, to);
	} else {
		buf_cstr(b, "; no time that its logs would cover");
	}
	if (r->scan.unread > 0) {
		buf_cstr(b, "; ");
		say_many(b, r->scan.unread, "file", "files");
		buf_cstr(b, " unread");
	}
	for (size_t i = 0; i < r->verdicts; i++)
		blind += hunts_blind(&r->verdict[i]);
	if (blind > 0) {
		buf_cstr(b, "; ");
		say_many(b, blind, "CVE", "CVEs");
		buf_cstr(b, " that no rule could look for");
	}
	put_line(m, a, b);
}

static int
answer_hunt(struct making *m, struct status_answer *a, struct err *e)
{
	const struct hunt_verdict *worst = NULL, *v;
	struct buf b = BUF(1 << 16);
	struct hunts h;
	uint64_t hit = 0;
	int rc;

	if ((rc = hunts_load(&h, m->c, m->as_of, m->audience, e)) != 0)
		goto out;
	for (size_t i = 0; i < h.n; i++) {
		v = hunts_worst(&h.hunt[i]);
		hit += v != NULL && v->stage != STAGE_NONE;
		if (v != NULL && (worst == NULL || v->stage > worst->stage))
			worst = v;
		put_hunt(m, a, &h.hunt[i], &b);
	}
	a->has_n = true;
	a->n = h.n;
	if (h.n == 0) {
		put_nothing(m, a, "Not looked: no server's logs were hunted in this case", h.hidden, &b);
	} else if (hit == 0) {
		buf_cstr(&b, "Nothing found in ");
		say_many(&b, h.n, "hunt", "hunts");
		buf_cstr(&b, "; nothing found is not nothing there");
		a->tone = TONE_PLAIN;
		a->answer = put(m, &b);
	} else {
		buf_cstr(&b, "Yes: signs in ");
		say_count(&b, hit);
		buf_cstr(&b, " of ");
		say_many(&b, h.n, "hunt", "hunts");
		buf_printf(&b, ", as far as: %s (", stage_name(worst->stage));
		buf_str(&b, worst->confidence);
		buf_cstr(&b, " confidence)");
		a->tone = TONE_GRAVE;
		a->answer = put(m, &b);
	}
	m->s->hidden += h.hidden;
out:
	hunts_free(&h);
	buf_free(&b);
	return (rc);
}

static const struct {
	const char *id, *question;
	int (*answer)(struct making *m, struct status_answer *a, struct err *e);
} QUESTIONS[STATUS_QUESTIONS] = {
	{ "know", "What do we know, since when, from whom?", answer_know },
	{ "share", "Whom did we tell, what exactly, when?", answer_share },
	{ "trace", "Did what we shared leak, and through whose copy?", answer_trace },
	{ "census", "How many servers are still unpatched, and how fast does that fall?", answer_census },
	{ "hunt", "Was this server attacked, and did it succeed?", answer_hunt },
};

int
status_make(struct status *s, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e)
{
	struct making m = { .s = s, .c = c, .as_of = as_of, .audience = audience };
	struct seal seal;
	int rc;

	*s = (struct status){ .as_of = as_of, .as_of_given = as_of != INSTANT_MAX };
	if ((rc = seal_read(&seal, c, e)) == 0 && !s->as_of_given)
		s->as_of = seal.last;
	seal_free(&seal);
	if (rc == 0)
		rc = events_load(&m.events, c, as_of, audience, e);
	s->hidden = m.events.hidden;
	for (size_t i = 0; i < STATUS_QUESTIONS && rc == 0; i++) {
		s->answer[i].id = QUESTIONS[i].id;
		s->answer[i].question = QUESTIONS[i].question;
		rc = QUESTIONS[i].answer(&m, &s->answer[i], e);
	}
	events_free(&m.events);
	return (rc);
}

void
status_free(struct status *s)
{
	arena_free(&s->mem);
}

const char *
status_tone_name(enum status_tone t)
{
	static const char *const NAMES[] = { "open", "answered", "act" };

	return (NAMES[t]);
}
