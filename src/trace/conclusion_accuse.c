/* An accusation for the case: who is accused, and who comes next, with what the record held on their copies. */
#include "trace/accuse_json.h"
#include "trace/conclusion_impl.h"

static void
put_copies(struct jsonw *w, const struct conclusion_accused *x, uint32_t number)
{
	const struct trace_copy *k = NULL;
	size_t n = x->copies != NULL ? x->copies(x->arg, number, &k) : 0;

	jsonw_open(w, '[');
	for (size_t i = 0; i < n; i++) {
		jsonw_open(w, '{');
		jsonw_kstr(w, "bulletin", k[i].bulletin);
		jsonw_kstr(w, "stage", k[i].stage);
		jsonw_ku64(w, "entry", k[i].entry);
		jsonw_ku64(w, "copy", k[i].copy);
		jsonw_kbool(w, "committed", k[i].committed);
		jsonw_ku64(w, "downloads", k[i].downloads);
		jsonw_ktime(w, "released", k[i].released);
		if (k[i].acknowledged != 0) {
			jsonw_ktime(w, "acknowledged", k[i].acknowledged);
			jsonw_kstr(w, "entered_by", k[i].entered_by);
		}
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

/* The accused come first in the result. */
static size_t
parties(const struct accuse_result *r)
{
	return (r->copies < CONCLUSION_PARTIES ? r->copies : CONCLUSION_PARTIES);
}

static void
put_parties(struct jsonw *w, const struct accuse_result *r)
{
	jsonw_key(w, "parties");
	jsonw_open(w, '[');
	for (size_t i = 0; i < parties(r); i++) {
		const struct accuse_score *s = &r->score[i];

		jsonw_open(w, '{');
		jsonw_ku64(w, "number", s->copy);
		jsonw_kreal(w, "score", s->score);
		jsonw_kreal(w, "p_value", s->p_value);
		jsonw_kreal(w, "p_single", s->p_single);
		jsonw_ku64(w, "matched", s->matched);
		jsonw_kbool(w, "accused", s->accused);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

static int
put_core(struct jsonw *w, const struct conclusion_accused *x, const struct quoted *q, struct err *e)
{
	const struct accuse_result *r = x->r;
	int rc = concluding_party(w, "specimen", x->specimen, q, NULL, e);

	jsonw_key(w, "package");
	jsonw_open(w, '{');
	jsonw_kstr(w, "name", x->package);
	jsonw_kstr(w, "sha256", x->package_sha256);
	jsonw_close(w, '}');
	jsonw_ku64(w, "unread", x->got->unread);
	jsonw_kstr(w, "bulletin", x->bulletin);
	accuse_json_sites(w, r);
	if (x->alike != NULL) {
		jsonw_kreal(w, "alike", x->alike->containment);
		jsonw_kbool(w, "alien", x->alike->nil);
	}
	jsonw_ku64(w, "copies", r->copies);
	jsonw_ku64(w, "tests", x->tests);
	jsonw_kreal(w, "bound", x->bound);
	jsonw_kreal(w, "best", r->best);
	jsonw_kbool(w, "possible", r->possible);
	jsonw_ku64(w, "colluders", r->colluders);
	jsonw_ku64(w, "accused", r->accused);
	put_parties(w, r);
	return (rc);
}

int
conclusion_accusation(const struct conclusion_run *run, const struct conclusion_accused *x, uint64_t *entry,
    bool *fresh, struct err *e)
{
	struct concluding g = CONCLUDING("accusation");
	struct jsonw w = JSONW(&g.core), beside = JSONW(&g.beside), blob = JSONW(&g.blob);
	struct quoted q = { .quotes = 0 };
	int rc = quote_read(&q, x->specimen, e);

	if (rc == 0 && (rc = put_core(&w, x, &q, e)) == 0) {
		/* What came back of the copies may change, and makes no other result. */
		jsonw_key(&beside, "party_copies");
		jsonw_open(&beside, '[');
		for (size_t i = 0; i < parties(x->r); i++)
			put_copies(&beside, x, (uint32_t)x->r->score[i].copy);
		jsonw_close(&beside, ']');
		jsonw_open(&blob, '{');
		concluding_files(&blob, "specimen_files", &q, NULL);
		jsonw_close(&blob, '}');
		rc = concluding_keep(run, &g, TLP_RED, entry, fresh, e);
	}
	quote_free(&q);
	concluding_free(&g);
	return (rc);
}
