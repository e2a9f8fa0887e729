/*
 * Alerts of athar trace watch.  What a comparison came to is written down while
 * package and specimen are at hand; once the specimen has stood still, its
 * alerts and its bytes go into the case in one commit, and only then are they
 * printed.
 */

#include "base/escape.h"
#include "base/vec.h"
#include "cli/trace_watch.h"
#include "store/event.h"
#include "trace/alert.h"
#include "trace/compare_json.h"

/* Regions that an alert keeps; `athar trace compare` shows all. */
#define REGIONS 5

/* A larger specimen is kept only with --keep: the case's rule for raw inputs. */
#define KEEP_MAX ((uint64_t)16 << 20)

/* How much an alert says: a ratio or a tail, both as powers of ten. */
static double
strength(const struct watch_alert *a)
{
	return (a->ratio ? a->llr : -a->tail);
}

/* Of one package that speaks which has a ratio; then the whole; then the file that says most. */
static bool
says_more(const struct watch_alert *a, const struct watch_alert *than)
{
	if (a->ratio != than->ratio)
		return (a->ratio);
	if (than->target->file == WATCH_WHOLE || a->target->file == WATCH_WHOLE)
		return (than->target->file != WATCH_WHOLE);
	return (strength(a) > strength(than));
}

/* Room for the alert ${a}; NULL where another one of its package says more, or without memory. */
static struct watch_alert *
place(struct watch_specimen *s, const struct watch_alert *a, struct err *e)
{
	struct watch_alert *last = s->alerts > 0 ? &s->alert[s->alerts - 1] : NULL;

	/* They come package by package. */
	if (last != NULL && last->target->package == a->target->package) {
		if (!says_more(a, last))
			return (NULL);
		buf_free(&last->members);
		return (last);
	}
	if (VEC_GROW(s->alert, s->alerts, s->cap) != 0) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	return (&s->alert[s->alerts++]);
}

int
watching_match(void *arg, const struct watch_match *m, struct err *e)
{
	struct watch_specimen *s = arg;
	struct watch_alert *a, here;
	struct jsonw w;

	here = (struct watch_alert){ .target = &s->packages->target[m->number],
		.members = BUF(1 << 20),
		.score = m->score.score,
		.ratio = m->llr.refusal == NULL,
		.llr = m->llr.llr,
		.tail = m->tail };
	err_clear(e);
	if ((a = place(s, &here, e)) == NULL)
		return (e->code);
	*a = here;
	w = JSONW(&a->members);
	jsonw_kreal(&w, "score", m->score.score);
	jsonw_kreal(&w, "containment", m->score.containment);
	jsonw_kreal(&w, "bits", m->score.bits);
	compare_json_ratio(&w, &m->llr);
	jsonw_kreal(&w, "tail", m->tail);
	compare_json_regions(
	    &w, m->package, m->specimen, m->region, m->regions < REGIONS ? m->regions : REGIONS);
	return (buf_error(&a->members, e));
}

/* What line and body have alike. */
static void
put_alert(struct jsonw *w, const struct watching *watching, const struct watch_specimen *s,
    const struct watch_alert *a)
{
	const struct watch_package *p = &watching->packages.package[a->target->package];
	struct buf name = BUF(BUF_BIG);

	escape_path(&name, str_of(s->path));
	jsonw_kstr(w, "specimen", buf_view(&name));
	jsonw_ksha256(w, "specimen_sha256", &s->sha);
	jsonw_kstr(w, "package", p->name);
	jsonw_kcstr(w, "part", a->target->part);
	jsonw_kstr(w, "package_sha256", p->sha256);
	/* Members without brackets, which follow like any other. */
	buf_char(w->b, ',');
	buf_str(w->b, buf_view(&a->members));
	jsonw_ku64(w, "sites_read", a->sites_read);
	jsonw_ku64(w, "sites_total", a->sites_total);
	if (s->given != NULL && s->given->rest.n > 0) {
		jsonw_key(w, "given");
		jsonw_raw(w, s->given->rest);
	}
	buf_free(&name);
}

/* When it was said, and by what file. */
static int
set_source(json_t *body, const struct watch_specimen *s, struct err *e)
{
	instant_us now = instant_now();
	struct buf name = BUF(BUF_BIG), hex = BUF(SHA256_HEX);
	struct source source = { .retrieved = now };
	int rc = 0;

	escape_path(&name, str_of(s->path));
	hex_put(&hex, s->sha.b, SHA256_BYTES);
	source.document = buf_view(&name);
	source.sha256 = buf_view(&hex);
	if (json_object_set_new(body, "known", body_instant((struct instant){ now, now })) != 0 ||
	    json_object_set_new(body, "source", body_source(&source)) != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	buf_free(&name);
	buf_free(&hex);
	return (rc);
}

/* The body of type "alert". */
static json_t *
body_of(const struct watching *w, const struct watch_specimen *s, const struct watch_alert *a, bool kept,
    struct err *e)
{
	struct buf text = BUF(BUF_BIG);
	struct jsonw j = JSONW(&text);
	json_t *body = NULL;

	jsonw_open(&j, '{');
	jsonw_kcstr(&j, "type", "alert");
	jsonw_kcstr(&j, "tlp", tlp_name(TLP_RED));
	put_alert(&j, w, s, a);
	jsonw_ku64(&j, "bytes", (uint64_t)s->st.st_size);
	jsonw_kreal(&j, "level", w->level);
	if (w->background != NULL)
		jsonw_kstr(&j, "background_sha256", w->behind.sha256);
	else
		jsonw_kcstr(&j, "background_sha256", NULL);
	if (kept) {
		jsonw_key(&j, "blobs");
		jsonw_open(&j, '[');
		jsonw_sha256(&j, &s->sha);
		jsonw_close(&j, ']');
	}
	jsonw_close(&j, '}');
	if (buf_error(&text, e) == 0 && (body = json_loadb(text.p, text.n, JSON_ALLOW_NUL, NULL)) == NULL)
		(void)err_set(e, ERR_INTERNAL, "the alert cannot be written down");
	if (body != NULL && set_source(body, s, e) != 0) {
		json_decref(body);
		body = NULL;
	}
	buf_free(&text);
	return (body);
}

/* The specimen's bytes, staged: ERR_CORRUPT where they are not those that were compared. */
static struct blob *
stage(struct watching *w, const struct watch_specimen *s, struct err *e)
{
	struct blob *b = blob_new(w->packages.c, e);
	struct sha256 sha;
	uint64_t bytes;
	int rc;

	if (b == NULL)
		return (NULL);
	if ((rc = blob_write_fd(b, s->fd, &bytes, e)) == 0 && (rc = blob_close(b, &sha, e)) == 0 &&
	    !sha256_eq(&sha, &s->sha))
		rc = err_set(e, ERR_CORRUPT, "the specimen changes while it is read");
	if (rc != 0) {
		blob_drop(b);
		b = NULL;
	}
	return (b);
}

/* The alerts that the case does not have, in one commit. */
static int
add_alerts(
    struct watching *w, struct watch_specimen *s, struct commit *k, bool kept, size_t *added, struct err *e)
{
	struct buf hex = BUF(SHA256_HEX);
	json_t *body;
	int rc = 0;

	hex_put(&hex, s->sha.b, SHA256_BYTES);
	for (size_t i = 0; i < s->alerts && rc == 0; i++) {
		struct watch_alert *a = &s->alert[i];

		if ((rc = alert_there(w->packages.c, w->packages.package[a->target->package].sha256,
			 buf_view(&hex), &a->again, e)) != 0 ||
		    a->again)
			continue;
		if ((body = body_of(w, s, a, kept, e)) == NULL)
			rc = e->code;
		else
			rc = commit_add(k, KIND_CONCLUSION, body, &a->entry, e);
		++*added;
	}
	buf_free(&hex);
	return (rc);
}

static int
keep_alerts(struct watching *w, struct watch_specimen *s, struct err *e)
{
	bool kept = w->keep || (uint64_t)s->st.st_size <= KEEP_MAX;
	struct blob *blob = NULL;
	struct commit *k = NULL;
	size_t added = 0;
	int rc = 0;

	if (kept && (blob = stage(w, s, e)) == NULL)
		return (e->code);
	if ((k = commit_begin(w->packages.c, e)) == NULL)
		rc = e->code;
	else
		rc = add_alerts(w, s, k, kept, &added, e);
	if (rc == 0 && added > 0) {
		if ((rc = commit_keep(k, blob, rc, e)) == 0)
			w->packages.entries += added;
		return (rc);
	}
	commit_abort(&k);
	blob_drop(blob);
	return (rc);
}

static void
print_text(const struct watching *w, struct watch_specimen *s, const struct watch_alert *a)
{
	struct buf b = BUF(BUF_BIG);

	escape_term(&b, str_of(s->path));
	buf_cstr(&b, " resembles ");
	escape_term(&b,
	    a->target->part != NULL ? str_of(a->target->part) : w->packages.package[a->target->package].name);
	if (a->ratio)
		buf_printf(&b, ": likelihood ratio 10^%.1f", a->llr);
	else
		buf_printf(&b, ": no likelihood ratio, a tail of at most 10^%.1f", a->tail);
	buf_printf(&b, ", score %.1f; entry %llu", a->score, (unsigned long long)a->entry);
	if (a->sites_read > 0)
		buf_printf(&b, ".  %zu of %zu marks are read in it: run athar trace accuse", a->sites_read,
		    a->sites_total);
	cli_line(w->c, &b);
	buf_free(&b);
}

static void
print_alert(struct watching *w, struct watch_specimen *s, const struct watch_alert *a)
{
	struct jsonw j = JSONW(&w->line);

	if (!w->c->json) {
		print_text(w, s, a);
	} else {
		jsonw_open(&j, '{');
		jsonw_kcstr(&j, "kind", "alert");
		jsonw_ku64(&j, "entry", a->entry);
		put_alert(&j, w, s, a);
		jsonw_close(&j, '}');
		cli_line(w->c, &w->line);
	}
	(void)fflush(w->c->out);
}

int
watching_alerts(struct watching *w, struct watch_specimen *s, struct err *e)
{
	int rc;

	for (size_t i = 0; i < s->alerts; i++) {
		struct watch_alert *a = &s->alert[i];

		if ((rc = watch_packages_marks(
			 &w->packages, a->target->package, s->path, &a->sites_read, &a->sites_total, e)) != 0)
			return (rc);
	}
	if (s->alerts > 0 && (rc = keep_alerts(w, s, e)) != 0)
		return (rc);
	for (size_t i = 0; i < s->alerts; i++) {
		if (s->alert[i].again)
			continue;
		print_alert(w, s, &s->alert[i]);
		w->t.alerts++;
	}
	return (0);
}
