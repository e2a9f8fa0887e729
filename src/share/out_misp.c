/*
 * A MISP event (MISP core format, draft-20).  Numbers are JSON strings there,
 * and who may see it is a tag of the taxonomy tlp (version 2.0); the event
 * itself says "this organisation only", since whom it is shared with is for
 * the importer to decide.
 */
#include "share/out_misp.h"

#include <stdio.h>

#include "base/jsonw.h"

/* An attribute: what it is, and the one text that tells it from all others. */
struct attribute {
	const char *type, *category;
	struct str value, comment;
};

static void
put_uuid(struct jsonw *w, const struct out *o, const char *kind, struct str name)
{
	struct buf b = BUF(64);

	out_uuid(&b, o, kind, name);
	jsonw_kstr(w, "uuid", buf_view(&b));
	buf_free(&b);
}

static void
put_seconds(struct jsonw *w, const char *key, instant_us us)
{
	char text[32];

	(void)snprintf(text, sizeof(text), "%lld", (long long)(us / INSTANT_SECOND));
	jsonw_kcstr(w, key, text);
}

static void
put_attribute(struct jsonw *w, const struct out *o, const struct attribute *a)
{
	struct buf name = BUF(BUF_BIG);

	buf_printf(&name, "%s\n%zu ", a->type, a->comment.n);
	buf_str(&name, a->comment);
	buf_str(&name, a->value);
	jsonw_open(w, '{');
	jsonw_kcstr(w, "category", a->category);
	jsonw_kstr(w, "comment", a->comment);
	jsonw_kbool(w, "deleted", false);
	jsonw_kbool(w, "disable_correlation", false);
	jsonw_kcstr(w, "distribution", "5");
	put_seconds(w, "timestamp", o->current);
	jsonw_kbool(w, "to_ids", false);
	jsonw_kcstr(w, "type", a->type);
	put_uuid(w, o, "misp-attribute", buf_view(&name));
	jsonw_kstr(w, "value", a->value);
	jsonw_close(w, '}');
	buf_free(&name);
}

/* What is said of one product, as a line of text. */
static void
put_claim(struct jsonw *w, const struct out *o, const struct out_cve *v, const struct out_claim *c)
{
	static const char *const words[] = { "affected", "fixed", "not affected", "unclear" };
	struct attribute a = { .type = "text", .category = "Other", .comment = v->id };
	struct buf b = BUF(BUF_BIG);
	struct str more = c->remedy.n > 0 ? c->remedy : c->why;

	out_product_name(&b, &o->product[c->product]);
	buf_printf(&b, ": %s", words[c->status]);
	if (more.n > 0) {
		buf_cstr(&b, ". ");
		buf_str(&b, more);
	}
	a.value = buf_view(&b);
	put_attribute(w, o, &a);
	buf_free(&b);
}

static void
put_attributes(struct jsonw *w, const struct out *o)
{
	jsonw_key(w, "Attribute");
	jsonw_open(w, '[');
	for (size_t i = 0; i < o->cves; i++)
		put_attribute(w, o,
		    &(struct attribute){
			"vulnerability", "External analysis", o->cve[i].id, o->cve[i].note });
	for (size_t i = 0; i < o->references; i++)
		put_attribute(w, o,
		    &(struct attribute){
			"link", "External analysis", o->reference[i].url, o->reference[i].summary });
	for (size_t i = 0; i < o->cves; i++) {
		for (size_t k = 0; k < o->cve[i].n; k++)
			put_claim(w, o, &o->cve[i], &o->cve[i].claim[k]);
	}
	jsonw_close(w, ']');
}

/* "tlp:amber+strict" */
static void
put_tag(struct jsonw *w, const struct out *o)
{
	struct buf b = BUF(64);

	buf_cstr(&b, "tlp:");
	for (const char *p = tlp_name(o->tlp); *p != '\0'; p++)
		buf_char(&b, str_lower(*p));
	jsonw_key(w, "Tag");
	jsonw_open(w, '[');
	jsonw_open(w, '{');
	jsonw_kstr(w, "name", buf_view(&b));
	jsonw_close(w, '}');
	jsonw_close(w, ']');
	buf_free(&b);
}

static void
put_organisation(struct jsonw *w, const struct out *o)
{
	jsonw_key(w, "Orgc");
	jsonw_open(w, '{');
	jsonw_kstr(w, "name", o->publisher);
	put_uuid(w, o, "organisation", o->publisher);
	jsonw_close(w, '}');
}

int
out_misp_put(struct buf *b, const struct out *o, bool vex, struct buf *warn, struct err *e)
{
	struct buf date = BUF(32);
	struct jsonw w = JSONW(b);

	(void)vex;
	(void)warn;
	instant_put_date(&date, o->initial);
	jsonw_open(&w, '{');
	jsonw_key(&w, "Event");
	jsonw_open(&w, '{');
	put_attributes(&w, o);
	put_organisation(&w, o);
	put_tag(&w, o);
	jsonw_kcstr(&w, "analysis", o->draft ? "0" : "2");
	jsonw_kstr(&w, "date", buf_view(&date));
	jsonw_kcstr(&w, "distribution", "0");
	jsonw_kstr(&w, "info", o->title);
	jsonw_kbool(&w, "published", false);
	jsonw_kcstr(&w, "publish_timestamp", "0");
	jsonw_kcstr(&w, "threat_level_id", "4");
	put_seconds(&w, "timestamp", o->current);
	put_uuid(&w, o, "misp-event", o->id);
	jsonw_close(&w, '}');
	jsonw_close(&w, '}');
	buf_char(b, '\n');
	buf_free(&date);
	return (buf_error(b, e));
}
