/* What trace accuse prints: a line of JSON a copy, or a few lines for people, and the verdict over all specimens. */
#include "cli/trace_accuse.h"

#include "base/escape.h"
#include "base/table.h"
#include "trace/accuse_json.h"

/* A party by its number, or by its name where that was asked for. */
static const struct party *
named(const struct accusing *a, size_t number)
{
	if (a->marked == NULL || cli_get(a->c, "name-partners") == NULL)
		return (NULL);
	for (size_t i = 0; i < a->marked->copies; i++) {
		if (a->marked->copy[i].release->number == number)
			return (a->marked->copy[i].party);
	}
	return (NULL);
}

static void
put_partner(const struct accusing *a, struct jsonw *w, size_t number)
{
	const struct party *party = named(a, number);

	if (party != NULL)
		jsonw_str(w, party->name);
	else
		jsonw_u64(w, number);
}

/* What the record holds on one party's copies of this package. */
static void
put_copies(struct jsonw *w, const struct marked *m, size_t number)
{
	jsonw_key(w, "copies");
	jsonw_open(w, '[');
	for (size_t i = 0; i < m->copies; i++) {
		const struct marked_copy *k = &m->copy[i];
		const struct release *r = k->release;

		if (r->number != number)
			continue;
		jsonw_open(w, '{');
		jsonw_key(w, "acknowledged");
		if (r->acknowledged != 0) {
			jsonw_open(w, '{');
			jsonw_ktime(w, "at", r->acknowledged);
			jsonw_kcstr(w, "entered_by", share_entered_name(r->acknowledged_by));
			jsonw_close(w, '}');
		} else {
			jsonw_null(w);
		}
		jsonw_kstr(w, "bulletin", k->bulletin->id);
		jsonw_kbool(w, "committed", k->committed);
		jsonw_ku64(w, "copy", r->copy);
		jsonw_ku64(w, "downloads", r->downloads);
		jsonw_ku64(w, "entry", r->entry);
		jsonw_ktime(w, "released", r->at);
		jsonw_kcstr(w, "stage", policy_stage_name(r->stage));
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

/* One JSON line a copy. */
void
trace_accuse_json(struct accusing *a, const char *specimen, const struct accuse_result *r)
{
	for (size_t i = 0; i < r->copies; i++) {
		const struct accuse_score *s = &r->score[i];
		struct jsonw w = JSONW(&a->line);

		jsonw_open(&w, '{');
		if (a->marked != NULL)
			jsonw_kstr(&w, "bulletin", a->marked->first->id);
		else
			jsonw_kcstr(&w, "bulletin", NULL);
		jsonw_kcstr(&w, "specimen", specimen);
		jsonw_ku64(&w, "sites_read", r->sites_read);
		jsonw_ku64(&w, "sites_total", r->sites_total);
		jsonw_key(&w, "partner");
		put_partner(a, &w, s->copy);
		jsonw_kreal(&w, "score", s->score);
		jsonw_kreal(&w, "p_value", s->p_value);
		jsonw_kbool(&w, "accused", s->accused);
		jsonw_kbool(&w, "by_pair", s->beside);
		jsonw_kreal(&w, "p_single", s->p_single);
		jsonw_ku64(&w, "sites_matched", s->matched);
		if (a->marked != NULL) {
			jsonw_kstr(&w, "package_sha256", a->marked->sha256);
			put_copies(&w, a->marked, s->copy);
		}
		jsonw_close(&w, '}');
		cli_line(a->c, &a->line);
	}
}

/* The specimen's entry in the verdict. */
void
trace_accuse_list(
    struct accusing *a, const char *specimen, const struct accuse_result *r, const struct gather_got *got)
{
	struct jsonw *w = &a->list;

	jsonw_open(w, '{');
	jsonw_kcstr(w, "specimen", specimen);
	jsonw_ku64(w, "files", got->files);
	jsonw_ku64(w, "bytes", got->bytes);
	jsonw_ku64(w, "unread", got->unread);
	accuse_json_sites(w, r);
	jsonw_kbool(w, "accusation_possible", r->possible);
	jsonw_kreal(w, "best_p_value", r->best);
	jsonw_ku64(w, "colluders_supported", r->colluders);
	jsonw_ku64(w, "accused", r->accused);
	jsonw_key(w, "alike");
	if (a->likened) {
		jsonw_open(w, '{');
		jsonw_kreal(w, "containment", a->alike.containment);
		jsonw_kbool(w, "nil", a->alike.nil);
		jsonw_close(w, '}');
	} else {
		jsonw_null(w);
	}
	jsonw_close(w, '}');
}

/* For people: the accused and whoever comes next. */
static void
table_scores(const struct accusing *a, const struct accuse_result *r)
{
	struct table *t = table_new(">copy|>marks|>score|>p-value|");

	for (size_t i = 0; t != NULL && i < r->copies && (i < 3 || i <= r->accused); i++) {
		const struct accuse_score *s = &r->score[i];

		table_printf(t, "%zu", s->copy);
		table_printf(t, "%zu of %zu", s->matched, r->sites_read);
		table_printf(t, "%.1f", s->score);
		table_printf(t, "%.2g", s->p_value);
		table_printf(t, "%s", s->beside ? "accused, by pairs" : s->accused ? "accused" : "");
	}
	if (t != NULL)
		table_print(t, a->c->out);
	table_free(t);
}

/* Who is named, and how sure that is. */
static void
explain_accused(const struct accusing *a, const struct accuse_result *r, struct buf *b)
{
	buf_printf(b, "The marks are those of cop%s", r->accused == 1 ? "y" : "ies");
	for (size_t i = 0; i < r->accused; i++)
		buf_printf(b, "%s %zu", i == 0 ? "" : ",", r->score[i].copy);
	buf_cstr(b, ".  ");
	trace_say_chance(b, r->score[r->accused - 1].p_value, a->bound);
	if (r->beside > 0)
		buf_cstr(b,
		    "\nBy pairs: the copy explains the marks that another one with a high score leaves open; what "
		    "is held against it is its own part only.");
	if (r->copies > 2 && r->accused > r->copies / 2)
		buf_cstr(b,
		    "\nMost copies are named: the specimen may be the sender's own folder of copies, or made with "
		    "the manifest.");
}

/* The accused party's copies: what was sent, and what came back. */
static void
explain_copies(const struct accusing *a, size_t number)
{
	const struct party *party = named(a, number);
	struct buf b = BUF(BUF_BIG);

	for (size_t i = 0; i < a->marked->copies; i++) {
		const struct marked_copy *k = &a->marked->copy[i];
		const struct release *r = k->release;

		if (r->number != number)
			continue;
		buf_printf(&b, "  party %zu", number);
		if (party != NULL) {
			buf_cstr(&b, ", ");
			escape_term(&b, party->name);
		}
		buf_printf(&b, ": copy %u of ", r->copy);
		escape_term(&b, k->bulletin->id);
		buf_printf(&b, " (%s), entry %llu, released ", policy_stage_name(r->stage),
		    (unsigned long long)r->entry);
		instant_put(&b, r->at);
		if (r->acknowledged != 0) {
			buf_cstr(&b, ", acknowledged ");
			instant_put(&b, r->acknowledged);
			buf_printf(&b, " (%s)", share_entered_name(r->acknowledged_by));
		} else {
			buf_cstr(&b, ", not acknowledged");
		}
		buf_printf(&b, ", downloads: %llu", (unsigned long long)r->downloads);
		cli_line(a->c, &b);
	}
	buf_free(&b);
}

/* Who is accused, or why nobody is. */
static void
put_finding(const struct accusing *a, const struct accuse_result *r, struct buf *b)
{
	if (r->sites_read == 0)
		buf_cstr(b, "No mark of the package was found, so no accusation is possible.");
	else if (!r->possible)
		trace_say_impossible(b, r->best, a->bound);
	else if (r->accused == 0)
		buf_printf(b,
		    "No copy is accused: the nearest, copy %zu, has p = %.2g, and the bound is %.2g.",
		    r->score[0].copy, r->score[0].p_value, a->bound);
	else
		explain_accused(a, r, b);
	cli_line(a->c, b);
}

/* How much of the package itself is there, where the marks would let one expect the contrary. */
static void
put_alike(const struct accusing *a, const struct accuse_result *r, struct buf *b)
{
	if (!a->likened || a->alike.nil != (r->accused > 0))
		return;
	if (a->alike.nil)
		trace_say_alien(b, a->alike.containment);
	else
		buf_printf(b,
		    "Of the package itself %.0f %% is in this specimen, whatever became of the marks.",
		    100 * a->alike.containment);
	cli_line(a->c, b);
}

void
trace_accuse_text(const struct accusing *a, const char *specimen, const struct accuse_result *r)
{
	struct buf b = BUF(BUF_BIG);

	escape_term(&b, str_of(specimen));
	if (a->marked != NULL) {
		buf_cstr(&b, ", package ");
		escape_term(&b, a->marked->name);
	}
	buf_printf(&b, ": %zu of %zu marks read", r->sites_read, r->sites_total);
	if (r->sites_read > 0)
		buf_printf(&b, " (exact %zu, normalised %zu, by context %zu)", r->read_by[MARK_EXACT],
		    r->read_by[MARK_NORMAL], r->read_by[MARK_BY_CONTEXT]);
	cli_line(a->c, &b);
	if (r->sites_read > 0)
		table_scores(a, r);
	put_finding(a, r, &b);
	for (size_t i = 0; a->marked != NULL && i < r->accused; i++)
		explain_copies(a, r->score[i].copy);
	put_alike(a, r, &b);
	/* Who is named by pairs is one of several who mixed their copies. */
	if (r->accused > r->colluders || r->colluders > (r->beside > 0 ? 1 : 0)) {
		trace_say_mixed(&b, r->accused, r->colluders);
		cli_line(a->c, &b);
	}
	fputc('\n', a->c->out);
	buf_free(&b);
}

/* The last line: over all specimens.  Return whether anyone is accused. */
bool
trace_accuse_verdict(struct accusing *a, size_t copies)
{
	struct jsonw w = JSONW(&a->line);
	bool any = false;

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "verdict");
	jsonw_key(&w, "accused");
	jsonw_open(&w, '[');
	for (size_t copy = 1; copy <= copies; copy++) {
		if (a->accused[copy - 1]) {
			jsonw_u64(&w, copy);
			any = true;
		}
	}
	jsonw_close(&w, ']');
	jsonw_kreal(&w, "bound", a->bound);
	jsonw_ku64(&w, "colluders_supported", a->colluders);
	jsonw_kbool(&w, "accusation_possible", a->possible);
	jsonw_key(&w, "specimens");
	jsonw_raw(&w, buf_view(&a->specimens));
	jsonw_close(&w, '}');
	if (a->c->json)
		cli_line(a->c, &a->line);
	else
		fprintf(a->c->out, "%s\n", any ? trace_caution : trace_nobody);
	return (any);
}
