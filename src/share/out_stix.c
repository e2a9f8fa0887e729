/*
 * A STIX 2.1 bundle (OASIS): the publisher as an identity, the label as one of
 * the marking definitions of TLP 2.0 (their identifiers are fixed by FIRST and
 * OASIS; the four that the standard predefines are TLP 1.0), vulnerabilities,
 * what mends them as courses of action with the relation "mitigates", what is
 * said of products as notes, and a report around it all.
 */
#include "share/out_stix.h"

#include "base/jsonw.h"

#define TLP_EXTENSION "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"

static const struct {
	const char *id, *value, *name;
} MARKINGS[] = {
	[TLP_CLEAR] = { "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "clear", "TLP:CLEAR" },
	[TLP_GREEN] = { "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "green", "TLP:GREEN" },
	[TLP_AMBER] = { "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", "amber", "TLP:AMBER" },
	[TLP_AMBER_STRICT] = { "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "amber+strict",
	    "TLP:AMBER+STRICT" },
	[TLP_RED] = { "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", "red", "TLP:RED" },
};

/* The bundle being written. */
struct stix {
	const struct out *o;
	struct jsonw *w;
};

/* "TYPE--UUID", made from what the object is about. */
static void
put_id(struct buf *b, const struct out *o, const char *type, struct str name)
{
	buf_cstr(b, type);
	buf_cstr(b, "--");
	out_uuid(b, o, type, name);
}

static void
id_value(const struct stix *s, const char *type, struct str name)
{
	struct buf b = BUF(128);

	put_id(&b, s->o, type, name);
	jsonw_str(s->w, buf_view(&b));
	buf_free(&b);
}

/* STIX wants a fraction of a second. */
static void
put_time(struct jsonw *w, const char *key, instant_us us)
{
	struct buf b = BUF(64);

	instant_put(&b, us - us % INSTANT_SECOND);
	if (b.n > 0 && b.failed == 0)
		b.n--;
	buf_cstr(&b, ".000Z");
	jsonw_kstr(w, key, buf_view(&b));
	buf_free(&b);
}

/* What all objects but the marking begin with; nobody made the identity. */
static void
open_object(const struct stix *s, const char *type, struct str name)
{
	jsonw_open(s->w, '{');
	jsonw_kcstr(s->w, "type", type);
	jsonw_kcstr(s->w, "spec_version", "2.1");
	jsonw_key(s->w, "id");
	id_value(s, type, name);
	put_time(s->w, "created", s->o->initial);
	put_time(s->w, "modified", s->o->current);
	if (type[0] != 'i') {
		jsonw_key(s->w, "created_by_ref");
		id_value(s, "identity", s->o->publisher);
	}
	jsonw_key(s->w, "object_marking_refs");
	jsonw_open(s->w, '[');
	jsonw_str(s->w, str_of(MARKINGS[s->o->tlp].id));
	jsonw_close(s->w, ']');
}

static void
put_marking(const struct stix *s)
{
	struct jsonw *w = s->w;

	jsonw_open(w, '{');
	jsonw_kcstr(w, "type", "marking-definition");
	jsonw_kcstr(w, "spec_version", "2.1");
	jsonw_kcstr(w, "id", MARKINGS[s->o->tlp].id);
	jsonw_kcstr(w, "created", "2022-10-01T00:00:00.000Z");
	jsonw_kcstr(w, "name", MARKINGS[s->o->tlp].name);
	jsonw_key(w, "extensions");
	jsonw_open(w, '{');
	jsonw_key(w, TLP_EXTENSION);
	jsonw_open(w, '{');
	jsonw_kcstr(w, "extension_type", "property-extension");
	jsonw_kcstr(w, "tlp_2_0", MARKINGS[s->o->tlp].value);
	jsonw_close(w, '}');
	jsonw_close(w, '}');
	jsonw_close(w, '}');
}

static void
put_identity(const struct stix *s)
{
	open_object(s, "identity", s->o->publisher);
	jsonw_kstr(s->w, "name", s->o->publisher);
	jsonw_kcstr(s->w, "identity_class", "organization");
	jsonw_close(s->w, '}');
}

static void
put_vulnerability(const struct stix *s, const struct out_cve *v)
{
	open_object(s, "vulnerability", v->id);
	jsonw_kstr(s->w, "name", v->id);
	jsonw_kstr(s->w, "description", v->note);
	jsonw_key(s->w, "external_references");
	jsonw_open(s->w, '[');
	jsonw_open(s->w, '{');
	jsonw_kcstr(s->w, "source_name", "cve");
	jsonw_kstr(s->w, "external_id", v->id);
	jsonw_close(s->w, '}');
	jsonw_close(s->w, ']');
	jsonw_close(s->w, '}');
}

/* The text that names an object about one claim: the CVE, and the product with its status. */
static void
claim_name(struct buf *b, const struct out *o, const struct out_cve *v, const struct out_claim *c)
{
	static const char *const words[] = { "affected", "fixed", "not affected", "unclear" };

	buf_str(b, v->id);
	buf_cstr(b, ": ");
	out_product_name(b, &o->product[c->product]);
	buf_printf(b, " is %s", words[c->status]);
}

/* What to do, and which vulnerability that mitigates. */
static void
put_action(const struct stix *s, const struct out_cve *v, const struct out_claim *c, struct str name)
{
	open_object(s, "course-of-action", name);
	jsonw_kstr(s->w, "name", name);
	jsonw_kstr(s->w, "description", c->remedy);
	jsonw_close(s->w, '}');
	open_object(s, "relationship", name);
	jsonw_kcstr(s->w, "relationship_type", "mitigates");
	jsonw_key(s->w, "source_ref");
	id_value(s, "course-of-action", name);
	jsonw_key(s->w, "target_ref");
	id_value(s, "vulnerability", v->id);
	jsonw_close(s->w, '}');
}

static void
put_note(const struct stix *s, const struct out_cve *v, const struct out_claim *c, struct str name)
{
	struct buf text = BUF(BUF_BIG);

	buf_str(&text, name);
	buf_cstr(&text, c->why.n > 0 ? ". " : ".");
	buf_str(&text, c->why);
	open_object(s, "note", name);
	jsonw_kstr(s->w, "content", buf_view(&text));
	jsonw_key(s->w, "object_refs");
	jsonw_open(s->w, '[');
	id_value(s, "vulnerability", v->id);
	jsonw_close(s->w, ']');
	jsonw_close(s->w, '}');
	buf_free(&text);
}

/* Once with ${refs} false for the objects, once with it true for the report's list of them. */
static void
put_claims(const struct stix *s, bool refs)
{
	struct buf name = BUF(BUF_BIG);

	for (size_t i = 0; i < s->o->cves; i++) {
		const struct out_cve *v = &s->o->cve[i];

		for (size_t k = 0; k < v->n; k++) {
			const struct out_claim *c = &v->claim[k];
			bool action = c->remedy.n > 0;

			buf_clear(&name);
			claim_name(&name, s->o, v, c);
			if (refs) {
				id_value(s, action ? "course-of-action" : "note", buf_view(&name));
				if (action)
					id_value(s, "relationship", buf_view(&name));
			} else if (action) {
				put_action(s, v, c, buf_view(&name));
			} else {
				put_note(s, v, c, buf_view(&name));
			}
		}
	}
	buf_free(&name);
}

static void
put_report(const struct stix *s)
{
	open_object(s, "report", s->o->id);
	jsonw_kstr(s->w, "name", s->o->title);
	jsonw_kstr(s->w, "description", s->o->summary);
	jsonw_key(s->w, "report_types");
	jsonw_open(s->w, '[');
	jsonw_str(s->w, STR("vulnerability"));
	jsonw_close(s->w, ']');
	put_time(s->w, "published", s->o->current);
	jsonw_key(s->w, "object_refs");
	jsonw_open(s->w, '[');
	for (size_t i = 0; i < s->o->cves; i++)
		id_value(s, "vulnerability", s->o->cve[i].id);
	put_claims(s, true);
	jsonw_close(s->w, ']');
	jsonw_close(s->w, '}');
}

int
out_stix_put(struct buf *b, const struct out *o, bool vex, struct buf *warn, struct err *e)
{
	struct jsonw w = JSONW(b);
	struct stix s = { o, &w };

	(void)vex;
	(void)warn;
	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "type", "bundle");
	jsonw_key(&w, "id");
	id_value(&s, "bundle", o->id);
	jsonw_key(&w, "objects");
	jsonw_open(&w, '[');
	put_marking(&s);
	put_identity(&s);
	for (size_t i = 0; i < o->cves; i++)
		put_vulnerability(&s, &o->cve[i]);
	put_claims(&s, false);
	put_report(&s);
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	buf_char(b, '\n');
	return (buf_error(b, e));
}
