/* Proposals, kept only where they are proven: see the header. */
#include "mark/propose.h"

#include <stdlib.h>

#include "base/escape.h"
#include "mark/copy.h"
#include "mark/token.h"

/* Trial copies, whose secret need not be one. */
#define TRIAL_COPIES 16
#define TRIAL_SECRET STR("a secret for trial copies that never leave")

static struct str
yaml_of(struct arena *a, const struct mark_site *site)
{
	struct buf b = BUF(65536);
	struct str s = { NULL, 0 };

	buf_cstr(&b, "  - { file: ");
	escape_json(&b, site->file);
	if (site->kind != MARK_ORDER) {
		buf_cstr(&b, ", find: ");
		escape_json(&b, site->find);
	}
	if (site->kind == MARK_FREE)
		buf_printf(&b, ", free: %s %zu", mark_class_name(site->class), site->length);
	else
		buf_printf(&b, ", %s: [", mark_kind_name(site->kind));
	for (size_t v = 0; v < site->values; v++) {
		buf_cstr(&b, v > 0 ? ", " : "");
		escape_json(&b, site->value[v]);
	}
	buf_cstr(&b, site->kind == MARK_FREE ? " }" : "] }");
	if (b.failed == 0)
		s = arena_str(a, buf_view(&b));
	buf_free(&b);
	return (s);
}

/* Whether the line, pasted, gives this very site. */
static bool
reads_back(struct str yaml, const struct mark_site *site)
{
	struct mark_sites sites = { 0 };
	struct buf b = BUF(65536);
	struct sha256 want = mark_site_id(site), got;
	bool same = false;

	buf_cstr(&b, "marks:\n");
	buf_str(&b, yaml);
	buf_char(&b, '\n');
	if (b.failed == 0 && mark_yml_read(&sites, buf_view(&b), NULL) == 0 && sites.n == 1) {
		got = mark_site_id(&sites.site[0]);
		same = sha256_eq(&want, &got);
	}
	mark_sites_free(&sites);
	buf_free(&b);
	return (same);
}

/* The package with other sites: files and texts are shared, sites and places its own. */
static struct mark_package
trial_of(const struct mark_package *p, struct mark_site *site, size_t n)
{
	struct mark_package trial = *p;

	trial.sites = (struct mark_sites){ .site = site, .n = n };
	trial.place = NULL;
	trial.places = trial.places_cap = 0;
	return (trial);
}

/* The declared sites, then the proposals; .declared tells a proposal by its number. */
static size_t
gather(const struct mark_package *p, const struct mark_proposals *m, struct mark_site *all)
{
	for (size_t k = 0; k < p->sites.n; k++) {
		all[k] = p->sites.site[k];
		all[k].declared = k + 1;
	}
	for (size_t k = 0; k < m->n; k++) {
		all[p->sites.n + k] = m->site[k];
		all[p->sites.n + k].declared = p->sites.n + k + 1;
	}
	return (p->sites.n + m->n);
}

/* Whether some text of the site stands as one of another site already. */
static bool
shares_text(const struct mark_site *a, const struct mark_site *b)
{
	for (size_t v = 0; v < a->values; v++) {
		for (size_t w = 0; w < b->values; w++) {
			if (token_within(a->value[v], b->value[w]) || token_within(b->value[w], a->value[v]))
				return (true);
		}
	}
	return (a->kind == MARK_FREE && b->kind == MARK_FREE && str_eq(a->find, b->find));
}

/* A value that stands in another file as well is one that the files agree on. */
static bool
stands_elsewhere(const struct mark_package *p, const struct mark_site *site)
{
	size_t seen = 0;

	for (size_t f = 0; site->kind == MARK_FREE && f < p->files; f++)
		seen += str_ifind(p->file[f].text, site->find) != STR_NPOS;
	return (seen > 1);
}

int
mark_propose_add(
    struct mark_proposals *m, const struct mark_package *p, const struct mark_site *site, const char *why)
{
	struct mark_site all[1], *gathered = NULL, kept = *site;
	struct mark_package trial;
	struct str yaml;
	bool good = false;

	if (m->n == PROPOSE_MAX || m->in_file == PROPOSE_FILE_MAX || p->sites.n + m->n >= MARK_SITES_MAX)
		return (0);
	if (mark_site_check(&kept, NULL) != 0 || stands_elsewhere(p, &kept))
		return (0);
	if ((gathered = calloc(p->sites.n + m->n + 1, sizeof(*gathered))) == NULL)
		return (ERR_NOMEM);
	/* By itself first, for its line; then with all the others, which must not overlap. */
	all[0] = kept;
	trial = trial_of(p, all, 1);
	if (mark_resolve(&trial, NULL) == 0) {
		kept.line = all[0].line;
		good = true;
	}
	free(trial.place);
	m->site[m->n++] = kept;
	trial = trial_of(p, gathered, gather(p, m, gathered));
	for (size_t k = 0; good && k + 1 < trial.sites.n; k++)
		good = !shares_text(&gathered[k], &kept);
	good = good && mark_resolve(&trial, NULL) == 0;
	free(trial.place);
	free(gathered);
	m->n--;
	if (!good)
		return (0);
	if ((yaml = yaml_of(&m->arena, &kept)).p == NULL)
		return (ERR_NOMEM);
	if (!reads_back(yaml, &kept))
		return (0);
	m->site[m->n] = kept;
	m->yaml[m->n] = yaml;
	m->why[m->n++] = why;
	m->in_file++;
	return (0);
}

static void
drop(struct mark_proposals *m, size_t k)
{
	m->n--;
	memmove(m->site + k, m->site + k + 1, (m->n - k) * sizeof(*m->site));
	memmove(m->why + k, m->why + k + 1, (m->n - k) * sizeof(*m->why));
	memmove(m->yaml + k, m->yaml + k + 1, (m->n - k) * sizeof(*m->yaml));
}

/* One round of the proof: 1 where proposals were dropped and it must be made again. */
static int
prove(struct mark_proposals *m, const struct mark_package *p, struct mark_site *all, struct err *e)
{
	bool fails[MARK_SITES_MAX] = { false };
	struct mark_book book = { 0 };
	struct mark_package trial = trial_of(p, all, gather(p, m, all));
	size_t before = m->n, own = p->sites.n;
	int rc;

	if ((rc = mark_resolve(&trial, e)) != 0 || (rc = mark_settle_try(&trial, fails, e)) != 0)
		goto done;
	for (size_t k = before; k-- > 0;) {
		if (fails[own + k])
			drop(m, k);
	}
	/* A declared site that fails only in their company: whose company it was is not worth guessing. */
	for (size_t k = 0; k < own; k++) {
		if (fails[k])
			m->n = 0;
	}
	if (m->n == before &&
	    (rc = mark_book_fill(&book, TRIAL_SECRET, &p->id, all, trial.sites.n, TRIAL_COPIES, e)) == 0 &&
	    (rc = mark_copy_verify(&trial, &book, e)) == ERR_SYNTAX) {
		if (e->line > own && e->line <= own + m->n)
			drop(m, (size_t)e->line - own - 1);
		else
			m->n = 0;
		rc = 0;
	}
done:
	mark_book_free(&book);
	free(trial.place);
	return (rc != 0 ? rc : m->n < before);
}

int
mark_propose(struct mark_proposals *m, const struct mark_package *p, struct err *e)
{
	struct mark_site *all;
	struct err mine = { 0 };
	int rc = 0;

	for (size_t f = 0; rc == 0 && f < p->files && m->n < PROPOSE_MAX; f++) {
		struct str text = p->file[f].text;

		m->in_file = 0;
		/* What is no text, or not in UTF-8, cannot be pasted into a list either. */
		if (text.n > PROPOSE_BYTES || memchr(text.p, '\0', text.n) != NULL || !str_is_utf8(text))
			continue;
		if ((rc = mark_propose_code(m, p, f)) == 0)
			rc = mark_propose_prose(m, p, f);
	}
	if (rc != 0)
		return (err_set(e, rc, "out of memory"));
	if ((all = calloc(p->sites.n + PROPOSE_MAX, sizeof(*all))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (rc = 1; rc == 1 && m->n > 0;) {
		err_clear(&mine);
		rc = prove(m, p, all, &mine);
	}
	free(all);
	/* What cannot be proven for any other reason is not proposed. */
	if (rc < 0 && rc != ERR_NOMEM)
		m->n = 0;
	return (rc == ERR_NOMEM ? err_set(e, ERR_NOMEM, "out of memory") : 0);
}

void
mark_proposals_free(struct mark_proposals *m)
{
	arena_free(&m->arena);
	*m = (struct mark_proposals){ 0 };
}
