/*
 * athar know check: is this build fixed, who says so, and what is to be done.
 * CVEs on which the answer is the same share one paragraph.
 */
#include <stdlib.h>

#include "base/escape.h"
#include "cli/commands.h"
#include "know/know.h"

#define CVES_MAX 64

/* The question. */
struct check {
	struct cli *c;
	struct know *k;
	struct str product;
	struct version build;
	instant_us on;
	struct str cve[CVES_MAX];
	struct decision *answer; /* One for each CVE. */
	size_t n;
};

static const char MITIGATION[] =
    "Take the server's web services off the internet, or let them be reached over a VPN only; what the vendor "
    "publishes as a mitigation lowers the risk. A mitigated server is not a patched one";

static const char FULL_NUMBER[] =
    "Read the full number on the server itself (the file version of ExSetup.exe): four parts decide";

static bool
is_bad(const struct decision *d)
{
	return (d->verdict == VERDICT_UNFIXED || d->verdict == VERDICT_AMBIGUOUS);
}

static bool
has_date(const struct decision *d)
{
	return (d->available.earliest > INSTANT_MIN);
}

/* "since 2021-03-02", or where the day itself is not known, between which days. */
static void
put_since(struct buf *b, const struct decision *d)
{
	if (!has_date(d))
		return;
	buf_cstr(b,
	    d->available.latest - d->available.earliest < INSTANT_DAY ? ", to be had since "
								      : ", to be had since a day in ");
	instant_put_short(b, d->available);
}

/*
 * What to do, in a sentence or two; nothing for a product that no table knows and no document has an
 * update for.
 */
static void
put_advice(struct buf *b, const struct check *q, const struct decision *d, struct str cve)
{
	bool later = d->kb[0] != '\0' && has_date(d) && d->available.earliest > q->on;

	if (!is_bad(d) || d->product[0] == '\0')
		return;
	if (d->kb[0] != '\0' && !later) {
		buf_printf(b, "Install %s", d->kb);
		put_since(b, d);
	} else if (d->move_to[0] != '\0') {
		if (later) {
			buf_printf(b, "%s could not be had yet (it came ", d->kb);
			instant_put_short(b, d->available);
			buf_cstr(b, "): move");
		} else {
			buf_cstr(b, "Move");
		}
		buf_printf(b, " to %s", d->move_to);
	} else if (later || know_is_table_cve(cve)) {
		buf_printf(b, "No fix could be had yet. %s", MITIGATION);
	} else if (know_table_product(q->k, str_of(d->product)).n > 0) {
		buf_printf(b, "No fix is known here. %s", MITIGATION);
	} else {
		buf_cstr(b, "Ask its vendor");
	}
	if (d->verdict == VERDICT_AMBIGUOUS &&
	    (d->precision == PRECISION_CU || d->precision == PRECISION_LINE))
		buf_printf(b, ". %s", FULL_NUMBER);
}

static void
put_update(struct jsonw *w, const struct decision *d)
{
	struct buf when = BUF(128);

	jsonw_key(w, "update");
	if (d->kb[0] == '\0') {
		jsonw_null(w);
	} else {
		instant_put_short(&when, d->available);
		jsonw_open(w, '{');
		jsonw_kcstr(w, "kb", d->kb);
		jsonw_kcstr(w, "available", has_date(d) ? buf_c(&when) : NULL);
		jsonw_close(w, '}');
	}
	buf_free(&when);
}

static void
put_sources(struct jsonw *w, const struct decision *d)
{
	jsonw_key(w, "sources");
	jsonw_open(w, '[');
	for (size_t i = 0; i < d->opinions; i++) {
		const struct opinion *o = &d->opinion[i];

		jsonw_open(w, '{');
		jsonw_kstr(w, "document", o->source.document);
		jsonw_kstr(w, "sha256", o->source.sha256);
		jsonw_kcstr(w, "verdict", verdict_name(o->verdict));
		jsonw_kcstr(w, "says", o->says);
		jsonw_kbool(w, "used", o->used);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

/* A string, or null where it is empty. */
static void
put_maybe(struct jsonw *w, const char *key, const char *s)
{
	jsonw_kcstr(w, key, *s != '\0' ? s : NULL);
}

static void
print_json(const struct check *q, size_t i)
{
	const struct decision *d = &q->answer[i];
	struct buf b = BUF(BUF_BIG), advice = BUF(1024);
	struct jsonw w = JSONW(&b);

	put_advice(&advice, q, d, q->cve[i]);
	jsonw_open(&w, '{');
	put_maybe(&w, "product", d->product);
	jsonw_kversion(&w, "build", &q->build);
	jsonw_kstr(&w, "cve", q->cve[i]);
	jsonw_ktime(&w, "on", q->on - q->on % INSTANT_SECOND);
	jsonw_kcstr(&w, "verdict", verdict_name(d->verdict));
	jsonw_kcstr(&w, "precision", precision_name(d->precision));
	jsonw_kversion(&w, "fixed_build", &d->fixed_build);
	put_update(&w, d);
	put_maybe(&w, "move_to", d->move_to);
	jsonw_kcstr(&w, "reason", d->reason);
	put_sources(&w, d);
	put_maybe(&w, "advice", buf_c(&advice));
	jsonw_close(&w, '}');
	cli_line(q->c, &b);
	buf_free(&b);
	buf_free(&advice);
}

/* Whether two answers would read the same. */
static bool
same_answer(const struct decision *a, const struct decision *b)
{
	if (a->verdict != b->verdict || strcmp(a->reason, b->reason) != 0 || strcmp(a->kb, b->kb) != 0 ||
	    strcmp(a->move_to, b->move_to) != 0 || a->opinions != b->opinions)
		return (false);
	for (size_t i = 0; i < a->opinions; i++) {
		if (strcmp(a->opinion[i].says, b->opinion[i].says) != 0 ||
		    a->opinion[i].verdict != b->opinion[i].verdict)
			return (false);
	}
	return (true);
}

static void
print_paragraph(const struct check *q, size_t i, bool *done)
{
	const struct decision *d = &q->answer[i];
	FILE *out = q->c->out;
	struct buf b = BUF(BUF_BIG), advice = BUF(1024);

	fprintf(out, "\n%-9s", verdict_name(d->verdict));
	for (size_t k = i; k < q->n; k++) {
		if (done[k] || !same_answer(d, &q->answer[k]))
			continue;
		done[k] = true;
		buf_clear(&b);
		escape_term(&b, q->cve[k]);
		fprintf(out, " %s", buf_c(&b));
	}
	buf_clear(&b);
	escape_term(&b, str_of(d->reason));
	fprintf(out, "\n  why      %s\n", buf_c(&b));
	put_advice(&advice, q, d, q->cve[i]);
	if (advice.n > 0)
		fprintf(out, "  do       %s.\n", buf_c(&advice));
	for (size_t k = 0; k < d->opinions; k++) {
		const struct opinion *o = &d->opinion[k];

		buf_clear(&b);
		escape_term(&b, o->source.document);
		buf_cstr(&b, ": ");
		escape_term(&b, str_of(o->says));
		fprintf(out, "  %s  %s (%s%s)\n", k == 0 ? "sources" : "       ", buf_c(&b),
		    verdict_name(o->verdict), o->used ? "" : ", not used");
	}
	buf_free(&b);
	buf_free(&advice);
}

static void
print_text(const struct check *q)
{
	bool done[CVES_MAX] = { false };
	struct buf b = BUF(BUF_BIG);

	if (q->n > 0 && q->answer[0].product[0] != '\0')
		escape_term(&b, str_of(q->answer[0].product));
	else
		buf_cstr(&b, "An unknown product");
	if (q->build.n > 0) {
		buf_cstr(&b, ", build ");
		version_put(&b, &q->build);
	}
	buf_cstr(&b, ", on ");
	instant_put(&b, q->on - q->on % INSTANT_SECOND);
	fprintf(q->c->out, "%s\n", buf_c(&b));
	for (size_t i = 0; i < q->n; i++) {
		if (!done[i])
			print_paragraph(q, i, done);
	}
	buf_free(&b);
}

static void
add_cve(struct check *q, struct str cve)
{
	if (q->n < CVES_MAX)
		q->cve[q->n++] = cve;
}

/*
 * Which CVEs: the one asked for; else those that the tables decide, and for a
 * product that no table knows those of the documents that name it.  What else
 * is known about the product is said aside.
 */
static void
choose_cves(struct check *q, struct str asked)
{
	bool in_table = str_eq(q->product, STR("-")) || know_table_product(q->k, q->product).n > 0;
	struct buf others = BUF(4096);
	struct decision d;
	struct str cve;

	if (asked.n > 0)
		add_cve(q, asked);
	for (size_t i = 0; asked.n == 0 && (cve = know_cves(q->k, i)).n > 0; i++) {
		if (know_is_table_cve(cve)) {
			if (in_table)
				add_cve(q, cve);
			continue;
		}
		know_decide(q->k, q->product, &q->build, cve, q->on, &d);
		if (!in_table && d.product[0] != '\0')
			add_cve(q, cve);
		else if (in_table && d.opinions > 0) {
			buf_cstr(&others, others.n > 0 ? ", " : "");
			escape_term(&others, cve);
		}
	}
	if (others.n > 0)
		cli_note("the case also knows about %s: ask with --cve", buf_c(&others));
	buf_free(&others);
}

/*
 * The build as it was typed.  What Exchange shows as its own version, "Version
 * 15.1 (Build 2176.2)", does not change with security updates, so of that
 * only three parts are evidence.
 */
static int
read_build(struct check *q, const char *text, struct err *e)
{
	struct str s = str_trim(str_of(text)), mark = STR("(Build ");
	size_t at = str_ifind(s, mark);
	struct buf b = BUF(256);
	int rc;

	if (s.n == 0 || str_eq(s, STR("-")))
		return (0);
	if (at == STR_NPOS)
		return (version_parse(&q->build, s, e));
	if (str_istarts(s, STR("Version ")))
		buf_str(&b, str_trim(str_sub(s, 8, at)));
	else
		buf_str(&b, str_trim(str_sub(s, 0, at)));
	buf_char(&b, '.');
	buf_str(&b, str_sub(s, at + mark.n, str_ends(s, STR(")")) ? s.n - 1 : s.n));
	if ((rc = version_parse(&q->build, buf_view(&b), e)) == 0 && q->build.n > 3) {
		q->build.n = 3;
		cli_note("this display does not change with security updates: only three parts count");
	}
	buf_free(&b);
	return (rc);
}

/* The names that the tables know, for whoever mistyped one. */
static int
unknown_product(const struct check *q, struct err *e)
{
	return (err_set(e, ERR_NOTFOUND,
	    "no table and no document of the case knows a product \"%.*s\" (the tables know Exchange 2007, 2010, "
	    "2013, 2016, 2019 and SE)",
	    STR_ARG(str_sub(q->product, 0, 60))));
}

static int
answer_all(struct check *q, struct str asked, struct err *e)
{
	int status = EXIT_DONE;

	choose_cves(q, asked);
	if (q->n == 0)
		return (unknown_product(q, e), cli_fail(q->c, e));
	if ((q->answer = calloc(q->n, sizeof(*q->answer))) == NULL)
		return (EXIT_INTERNAL);
	for (size_t i = 0; i < q->n; i++) {
		know_decide(q->k, q->product, &q->build, q->cve[i], q->on, &q->answer[i]);
		if (is_bad(&q->answer[i]))
			status = EXIT_FOUND;
	}
	for (size_t i = 0; i < q->n && q->c->json; i++)
		print_json(q, i);
	if (!q->c->json)
		print_text(q);
	free(q->answer);
	return (status);
}

int
cmd_know_check(struct cli *c)
{
	struct check q = { .c = c, .product = str_trim(str_of(c->arg[0])) };
	const char *cve = cli_get(c, "cve");
	struct case_dir *k = NULL;
	struct buf id = BUF(64);
	struct instant on;
	bool given, found;
	struct err e;
	int status;

	if (read_build(&q, c->arg[1], &e) != 0)
		return (cli_usage(c, "\"%s\" is no build: %s", c->arg[1], e.text));
	if (cve != NULL && !know_is_cve(str_of(cve)))
		return (cli_usage(c, "--cve %s: expected CVE-YEAR-NUMBER", cve));
	if (cli_time(c, "on", &on, &given, &e) != 0)
		return (cli_usage(c, "%s", e.text));
	/* A question as of a day that has passed is about that day. */
	q.on = given ? instant_end_of(on) : c->as_of != INSTANT_MAX ? c->as_of : instant_now();
	for (const char *p = cve != NULL ? cve : ""; *p != '\0'; p++)
		buf_char(&id, *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p);
	k = cli_try_case(c, &found, &e);
	if (found && k == NULL)
		return (cli_fail(c, &e));
	if ((q.k = know_of_case(k, c->as_of, c->audience, &e)) == NULL)
		status = cli_fail(c, &e);
	else
		status = answer_all(&q, buf_view(&id), &e);
	know_free(q.k);
	case_close(k);
	buf_free(&id);
	return (status);
}
