/* A comparison for the case: its numbers in the body, its regions with their texts in the blob. */
#include <math.h>
#include <stdlib.h>

#include "trace/conclusion_impl.h"

/* The bits of rarity on each line of a side that is quoted. */
struct shade {
	double bits[QUOTE_LINES_MAX][CH_N];
};

struct shades {
	const struct conclusion_compared *x;
	size_t regions;
	struct shade side[2][CONCLUSION_REGIONS]; /* Package, specimen. */
	bool *matched[2];                         /* By file. */
};

static bool
within(const struct print *p, uint32_t from, uint32_t to, const struct feature *f, uint32_t line, size_t *at)
{
	const struct print_file *file = print_file_at(p, from);

	*at = f->line - line;
	return (f->pos >= from && f->pos <= to && f->pos <= file->first + file->tokens && f->line >= line &&
	    *at < QUOTE_LINES_MAX);
}

/* Each token is in as many grams as a gram is long, so a gram carries that part of its bits. */
static void
on_shared(void *arg, const struct score_shared *v)
{
	struct shades *g = arg;
	const struct conclusion_compared *x = g->x;
	double bits = v->bits > 0 ? v->bits / feature_span(v->channel) : 0;
	size_t at;

	g->matched[0][print_file_at(x->p, v->package.pos) - x->p->file] = true;
	g->matched[1][print_file_at(x->x, v->specimen.pos) - x->x->file] = true;
	if (v->channel != CH_STRUCTURE && v->channel != CH_RAW)
		return;
	for (size_t i = 0; i < g->regions; i++) {
		const struct align_region *r = &x->region[i];

		if (v->package.pos < r->package_from || v->package.pos > r->package_to ||
		    v->specimen.pos < r->specimen_from || v->specimen.pos > r->specimen_to)
			continue;
		if (within(x->p, r->package_from, r->package_to, &v->package, r->package_line[0], &at))
			g->side[0][i].bits[at][v->channel] += bits;
		if (within(x->x, r->specimen_from, r->specimen_to, &v->specimen, r->specimen_line[0], &at))
			g->side[1][i].bits[at][v->channel] += bits;
	}
}

static double
line_bits(const struct shade *s, size_t at)
{
	double most = 0;

	for (enum channel ch = 0; ch < CH_N; ch++)
		most = s->bits[at][ch] > most ? s->bits[at][ch] : most;
	return (round(most * 10) / 10);
}

static void
put_side(struct jsonw *w, const char *key, const struct print_file *f, const uint32_t line[2],
    const struct quote *q, const struct shade *s)
{
	struct str rest = buf_view(&q->text), text;
	size_t at = 0;

	jsonw_key(w, key);
	jsonw_open(w, '{');
	jsonw_kcstr(w, "file", f->name);
	jsonw_ku64(w, "first", line[0]);
	jsonw_ku64(w, "last", line[1]);
	jsonw_key(w, "lines");
	jsonw_open(w, '[');
	for (; rest.n > 0 && at < QUOTE_LINES_MAX && str_split(&rest, '\n', &text); at++) {
		jsonw_open(w, '{');
		jsonw_kstr(w, "text", text);
		jsonw_kreal(w, "bits", line_bits(s, at));
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
	jsonw_close(w, '}');
}

static void
want(struct quoted *q, const struct print *p, uint32_t from, const uint32_t line[2])
{
	q->quote[q->quotes++] =
	    (struct quote){ .id = print_file_at(p, from)->id, .first = line[0], .last = line[1] };
}

/* What is quoted now must be what was compared. */
static int
check_same(const struct quoted *q, const struct print *p, const char *path, struct err *e)
{
	bool same = q->files == p->files;

	for (size_t i = 0; same && i < p->files; i++)
		same = p->file[i].id == q->file[i].id;
	if (same)
		return (0);
	(void)err_set(e, ERR_UNAVAILABLE, "has changed since it was compared, so that nothing is kept");
	return (err_in(e, path));
}

static void
put_blob(struct concluding *g, const struct shades *h, const struct quoted *p, const struct quoted *x)
{
	struct jsonw w = JSONW(&g->blob);

	jsonw_open(&w, '{');
	jsonw_key(&w, "regions");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < h->regions; i++) {
		const struct align_region *r = &h->x->region[i];

		jsonw_open(&w, '{');
		jsonw_kreal(&w, "bits", round(r->bits * 10) / 10);
		put_side(&w, "package", print_file_at(h->x->p, r->package_from), r->package_line,
		    &p->quote[i], &h->side[0][i]);
		put_side(&w, "specimen", print_file_at(h->x->x, r->specimen_from), r->specimen_line,
		    &x->quote[i], &h->side[1][i]);
		jsonw_close(&w, '}');
	}
	jsonw_close(&w, ']');
	concluding_files(&w, "package_files", p, h->matched[0]);
	concluding_files(&w, "specimen_files", x, h->matched[1]);
	jsonw_close(&w, '}');
}

static void
put_channels(struct jsonw *w, const struct score *s)
{
	jsonw_key(w, "channels");
	jsonw_open(w, '[');
	for (enum channel ch = 0; ch < CH_N; ch++) {
		const struct score_channel *c = &s->channel[ch];

		jsonw_open(w, '{');
		jsonw_kcstr(w, "name", feature_channel_name(ch));
		jsonw_ku64(w, "features", c->features);
		jsonw_ku64(w, "shared", c->shared);
		jsonw_kreal(w, "containment", c->containment);
		jsonw_kreal(w, "mean", c->mean);
		jsonw_kreal(w, "deviation", c->deviation);
		jsonw_kreal(w, "tail", c->tail);
		jsonw_ku64(w, "aside", c->aside);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static void
put_background(struct jsonw *w, const struct trace_background *b)
{
	jsonw_key(w, "background");
	if (b == NULL) {
		jsonw_null(w);
		return;
	}
	jsonw_open(w, '{');
	jsonw_kstr(w, "name", b->name);
	jsonw_kstr(w, "sha256", b->sha256);
	jsonw_ku64(w, "bytes", b->bytes);
	jsonw_ku64(w, "groups", b->groups);
	jsonw_close(w, '}');
}

static void
put_numbers(struct jsonw *w, const struct conclusion_compared *x)
{
	const struct calibrated *l = x->l;

	jsonw_kreal(w, "score", x->s->score);
	jsonw_kreal(w, "containment", x->s->containment);
	jsonw_kreal(w, "bits", x->s->bits);
	jsonw_kreal(w, "nearness", x->s->nearness);
	jsonw_kreal(w, "evalue", x->evalue);
	jsonw_ku64(w, "innocents", l->n);
	jsonw_kreal(w, "cllr", l->cllr);
	jsonw_kcstr(w, "refusal", l->refusal);
	if (l->refusal == NULL) {
		jsonw_kreal(w, "llr", l->llr);
		jsonw_kreal(w, "low", x->low);
		jsonw_kreal(w, "high", x->high);
		jsonw_kreal(w, "cap", l->cap);
	}
	jsonw_ku64(w, "regions_found", x->regions);
	put_channels(w, x->s);
	if (x->given.n > 0)
		jsonw_raw(w, x->given);
}

static int
keep(const struct conclusion_run *run, const struct shades *h, const struct quoted *p, const struct quoted *q,
    uint64_t *entry, bool *fresh, struct err *e)
{
	struct concluding g = CONCLUDING("comparison");
	const struct conclusion_compared *x = h->x;
	struct jsonw w = JSONW(&g.core);
	int rc;

	if ((rc = concluding_party(&w, "package", x->package, p, x->p, e)) == 0 &&
	    (rc = concluding_party(&w, "specimen", x->specimen, q, x->x, e)) == 0) {
		put_background(&w, x->background);
		put_numbers(&w, x);
		put_blob(&g, h, p, q);
		rc = concluding_keep(run, &g, run->tlp, entry, fresh, e);
	}
	concluding_free(&g);
	return (rc);
}

int
conclusion_comparison(const struct conclusion_run *run, const struct conclusion_compared *x, uint64_t *entry,
    bool *fresh, struct err *e)
{
	struct quoted *p = calloc(1, sizeof(*p)), *q = calloc(1, sizeof(*q));
	struct shades *h = calloc(1, sizeof(*h));
	int rc = 0;

	if (h != NULL) {
		h->x = x;
		h->regions = x->regions < CONCLUSION_REGIONS ? x->regions : CONCLUSION_REGIONS;
		h->matched[0] = calloc(x->p->files + 1, sizeof(bool));
		h->matched[1] = calloc(x->x->files + 1, sizeof(bool));
	}
	if (p == NULL || q == NULL || h == NULL || h->matched[0] == NULL || h->matched[1] == NULL) {
		rc = err_set(e, ERR_NOMEM, "out of memory");
		goto done;
	}
	for (size_t i = 0; i < h->regions; i++) {
		want(p, x->p, x->region[i].package_from, x->region[i].package_line);
		want(q, x->x, x->region[i].specimen_from, x->region[i].specimen_line);
	}
	if ((rc = score_shared(x->k, x->x, x->s, on_shared, h, e)) == 0 &&
	    (rc = quote_read(p, x->package, e)) == 0 && (rc = quote_read(q, x->specimen, e)) == 0 &&
	    (rc = check_same(p, x->p, x->package, e)) == 0 && (rc = check_same(q, x->x, x->specimen, e)) == 0)
		rc = keep(run, h, p, q, entry, fresh, e);
done:
	if (p != NULL)
		quote_free(p);
	if (q != NULL)
		quote_free(q);
	if (h != NULL) {
		free(h->matched[0]);
		free(h->matched[1]);
	}
	free(p);
	free(q);
	free(h);
	return (rc);
}
