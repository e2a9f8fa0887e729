/* The lines of a scan as JSON: see the header. */
#include "hunt/tell.h"

#include <stdlib.h>

#include "base/escape.h"

#define COVER_FOLDER_GAPS 200 /* Of a folder's gaps so many are compared. */

struct str
tell_rule_name(const struct rule *rule)
{
	if (rule->id[0] != '\0')
		return (str_of(rule->id));
	return (str_of(rule->title[0] != '\0' ? rule->title : rule->file));
}

/* A file name: bytes that are not UTF-8 as %XX. */
static void
put_file(struct jsonw *w, const char *key, struct str file)
{
	struct buf b = BUF(BUF_BIG);

	escape_path(&b, file);
	jsonw_kstr(w, key, buf_view(&b));
	buf_free(&b);
}

static void
put_time(struct jsonw *w, const char *key, instant_us t)
{
	if (t != 0) {
		jsonw_ktime(w, key, t);
	} else {
		jsonw_key(w, key);
		jsonw_null(w);
	}
}

static void
put_span(struct jsonw *w, const struct span *s)
{
	struct buf b = BUF(128);

	jsonw_open(w, '[');
	instant_put(&b, s->from);
	jsonw_str(w, buf_view(&b));
	buf_clear(&b);
	instant_put(&b, s->to);
	jsonw_str(w, buf_view(&b));
	jsonw_close(w, ']');
	buf_free(&b);
}

void
tell_finding(struct buf *b, const struct found *f)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "finding");
	jsonw_kstr(&w, "rule", tell_rule_name(f->rule));
	jsonw_kcstr(&w, "title", f->rule->title);
	jsonw_kcstr(&w, "cve", f->rule->cves > 0 ? f->rule->cve[0] : NULL);
	jsonw_kcstr(&w, "level", level_name(f->level));
	jsonw_kcstr(&w, "stage", stage_name(f->stage));
	put_file(&w, "file", f->file);
	jsonw_ku64(&w, "row", f->row);
	jsonw_ku64(&w, "offset", f->offset);
	put_time(&w, "time", f->time);
	jsonw_key(&w, "client");
	if (f->client.n > 0)
		jsonw_str(&w, f->client);
	else
		jsonw_null(&w);
	jsonw_key(&w, "fields");
	jsonw_open(&w, '{');
	for (size_t i = 0; i < f->fields; i++) {
		jsonw_key_str(&w, f->name[i]);
		jsonw_str(&w, f->value[i]);
	}
	jsonw_close(&w, '}');
	/* A rule about several CVEs names the others as well. */
	if (f->rule->cves > 1) {
		jsonw_key(&w, "cves");
		jsonw_open(&w, '[');
		for (size_t i = 0; i < f->rule->cves; i++)
			jsonw_str(&w, str_of(f->rule->cve[i]));
		jsonw_close(&w, ']');
	}
	jsonw_kcstr(&w, "author", f->rule->author[0] != '\0' ? f->rule->author : NULL);
	jsonw_close(&w, '}');
}

void
tell_unread(struct buf *b, struct str file, struct str why)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "unread");
	put_file(&w, "file", file);
	jsonw_kstr(&w, "why", why);
	jsonw_close(&w, '}');
}

void
tell_file(struct buf *b, const struct scanned *f)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "file");
	put_file(&w, "file", f->file);
	jsonw_kcstr(&w, "log", logkinds[f->kind].name);
	jsonw_ku64(&w, "size", f->bytes);
	put_time(&w, "modified", f->modified);
	jsonw_ku64(&w, "rows", f->rows);
	jsonw_ku64(&w, "findings", f->findings);
	put_time(&w, "from", f->first);
	put_time(&w, "to", f->last);
	if (f->hashed)
		jsonw_ksha256(&w, "sha256", &f->sha);
	else
		jsonw_kcstr(&w, "sha256", NULL);
	/* What the hash is of: the file as it lies there, or the bytes that came out of a collection. */
	jsonw_kcstr(&w, "sha256_of", !f->hashed ? NULL : f->member ? "unpacked" : "file");
	jsonw_close(&w, '}');
}

void
tell_verdict(struct buf *b, const struct rungs *r)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "verdict");
	jsonw_kcstr(&w, "cve", r->cve);
	jsonw_kcstr(&w, "stage", stage_name(ladder_stage(r)));
	jsonw_kcstr(&w, "confidence", ladder_confidence(r));
	jsonw_ku64(&w, "findings", r->findings);
	jsonw_key(&w, "stages");
	jsonw_open(&w, '{');
	for (unsigned s = STAGE_PROBE; s <= STAGE_ACTION; s++) {
		if (r->count[s] > 0)
			jsonw_ku64(&w, stage_name((enum stage)s), r->count[s]);
	}
	jsonw_close(&w, '}');
	put_time(&w, "first", r->first);
	put_time(&w, "last", r->last);
	jsonw_ku64(&w, "rules", r->rules);
	jsonw_ku64(&w, "idle", r->idle);
	jsonw_close(&w, '}');
}

static void
put_gaps(struct jsonw *w, struct spans *spans, instant_us period)
{
	static const size_t max = COVER_GAPS_MAX;
	struct span *gap = calloc(max, sizeof(*gap));
	size_t n = gap != NULL ? cover_gaps(spans, period, gap, max) : 0;

	jsonw_key(w, "gaps");
	jsonw_open(w, '[');
	for (size_t i = 0; i < n && i < max; i++)
		put_span(w, &gap[i]);
	jsonw_close(w, ']');
	if (n > max)
		jsonw_ku64(w, "more_gaps", n - max);
	free(gap);
}

/*
 * Folders with gaps of their own, in the order in which they were met: quiet hours are many, so only the
 * longest.
 */
static void
put_folders(struct jsonw *w, struct cover *c, size_t kind)
{
	struct span gap[COVER_FOLDER_GAPS], longest;
	size_t n;

	jsonw_key(w, "folders");
	jsonw_open(w, '[');
	for (size_t i = 0; i < c->folder.n; i++) {
		struct str key = c->folder.entry[i].key;

		if (key.p[0] != (char)('0' + kind))
			continue;
		n = cover_gaps(&c->folder_spans[c->folder.entry[i].value], logkinds[kind].period, gap,
		    COVER_FOLDER_GAPS);
		if (n == 0)
			continue;
		longest = gap[0];
		for (size_t k = 1; k < n && k < COVER_FOLDER_GAPS; k++)
			longest = gap[k].to - gap[k].from > longest.to - longest.from ? gap[k] : longest;
		jsonw_open(w, '{');
		put_file(w, "folder", str_sub(key, 1, key.n));
		jsonw_ku64(w, "gaps", n);
		jsonw_key(w, "longest");
		put_span(w, &longest);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

void
tell_coverage(struct buf *b, struct cover *c, size_t kind)
{
	struct jsonw w = JSONW(b);
	struct span s = { 0, 0 };

	(void)cover_span(c, kind, &s);
	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "coverage");
	jsonw_kcstr(&w, "source", logkinds[kind].name);
	put_time(&w, "from", s.from);
	put_time(&w, "to", s.to);
	put_gaps(&w, &c->kind[kind].spans, logkinds[kind].period);
	jsonw_ku64(&w, "files", c->kind[kind].files);
	jsonw_ku64(&w, "rows", c->kind[kind].rows);
	put_folders(&w, c, kind);
	jsonw_close(&w, '}');
}

void
tell_unrunnable(struct buf *b, const struct rule *rule, struct str why)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "unrunnable");
	jsonw_kstr(&w, "rule", tell_rule_name(rule));
	jsonw_kstr(&w, "why", why);
	jsonw_kcstr(&w, "title", rule->title);
	jsonw_close(&w, '}');
}

void
tell_summary(struct buf *b, const struct scan_totals *t)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "summary");
	jsonw_ku64(&w, "files", t->files);
	jsonw_ku64(&w, "rows", t->rows);
	jsonw_ku64(&w, "bytes", t->bytes);
	jsonw_ku64(&w, "findings", t->findings);
	jsonw_ku64(&w, "unread", t->unread);
	jsonw_key(&w, "levels");
	jsonw_open(&w, '{');
	for (unsigned l = LEVEL_INFORMATIONAL; l <= LEVEL_CRITICAL; l++)
		jsonw_ku64(&w, level_name((enum level)l), t->level[l]);
	jsonw_close(&w, '}');
	if (t->pages_left_out > 0)
		jsonw_ku64(&w, "pages_left_out", t->pages_left_out);
	jsonw_close(&w, '}');
}
