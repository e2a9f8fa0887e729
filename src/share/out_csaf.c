/*
 * CSAF 2.0 (OASIS, csaf-v2.0-os): an advisory or, with a narrower promise, a
 * VEX document.  The product tree goes vendor, product, update level, build;
 * a range of builds is a product_version_range in vers notation, a single
 * build a product_version.
 *
 * The format knows TLP 1.0 only: CLEAR is written as WHITE, and AMBER+STRICT
 * as AMBER with the stricter rule in words, about which the caller is warned.
 */
#include "share/out_csaf.h"

#include <stdlib.h>

#include "base/jsonw.h"

static const char *const STATUS[] = {
	[OUT_AFFECTED] = "known_affected",
	[OUT_FIXED] = "fixed",
	[OUT_NOT_AFFECTED] = "known_not_affected",
	[OUT_UNCLEAR] = "under_investigation",
};
#define STATUSES (sizeof(STATUS) / sizeof(STATUS[0]))

static void
put_pid(struct jsonw *w, size_t product)
{
	struct buf b = BUF(64);

	buf_printf(&b, "CSAFPID-%04zu", product + 1);
	jsonw_str(w, buf_view(&b));
	buf_free(&b);
}

static void
put_distribution(struct jsonw *w, const struct out *o, struct buf *warn)
{
	static const char *const labels[] = { "WHITE", "GREEN", "AMBER", "AMBER", "RED" };

	jsonw_key(w, "distribution");
	jsonw_open(w, '{');
	if (o->tlp == TLP_AMBER_STRICT) {
		jsonw_kcstr(w, "text",
		    "TLP:AMBER+STRICT (TLP 2.0): to the recipient's own organisation only, not to "
		    "its clients. CSAF 2.0 has no such label.");
		buf_cstr(warn,
		    "CSAF 2.0 has no AMBER+STRICT: the label is AMBER, and the stricter rule stands in the "
		    "distribution's text\n");
	}
	jsonw_key(w, "tlp");
	jsonw_open(w, '{');
	jsonw_kcstr(w, "label", labels[o->tlp]);
	jsonw_kcstr(w, "url", "https://www.first.org/tlp/");
	jsonw_close(w, '}');
	jsonw_close(w, '}');
}

static void
put_tracking(struct jsonw *w, const struct out *o)
{
	struct buf version = BUF(32);

	buf_u64(&version, o->draft ? 0 : o->revision);
	jsonw_key(w, "tracking");
	jsonw_open(w, '{');
	jsonw_ktime(w, "current_release_date", o->current);
	jsonw_kstr(w, "id", o->id);
	jsonw_ktime(w, "initial_release_date", o->initial);
	jsonw_key(w, "revision_history");
	jsonw_open(w, '[');

	/* Revisions that others never saw in this form are one line each, with the dates that are known. */
	for (unsigned r = o->draft || o->revision == 0 ? 0 : 1; r <= (o->draft ? 0 : o->revision); r++) {
		struct buf number = BUF(32);

		buf_u64(&number, r);
		jsonw_open(w, '{');
		jsonw_ktime(w, "date", r >= 2 ? o->current : r == o->revision ? o->current : o->initial);
		jsonw_kstr(w, "number", buf_view(&number));
		jsonw_kcstr(w, "summary",
		    o->draft     ? "Draft from what the case knows."
			: r == 1 ? "First revision."
				 : "Revised.");
		jsonw_close(w, '}');
		buf_free(&number);
	}
	jsonw_close(w, ']');
	jsonw_kcstr(w, "status", o->draft ? "draft" : "interim");
	jsonw_kstr(w, "version", buf_view(&version));
	jsonw_close(w, '}');
	buf_free(&version);
}

static void
put_note(struct jsonw *w, const char *category, struct str text)
{
	jsonw_open(w, '{');
	jsonw_kcstr(w, "category", category);
	jsonw_kstr(w, "text", text);
	jsonw_close(w, '}');
}

static void
put_reference(struct jsonw *w, struct str url, struct str summary)
{
	jsonw_open(w, '{');
	jsonw_kcstr(w, "category", "external");
	jsonw_kstr(w, "summary", summary);
	jsonw_kstr(w, "url", url);
	jsonw_close(w, '}');
}

static void
put_document(struct jsonw *w, const struct out *o, bool vex, struct buf *warn)
{
	const char *category = o->products == 0 ? "csaf_base" : vex ? "csaf_vex" : "csaf_security_advisory";

	jsonw_key(w, "document");
	jsonw_open(w, '{');
	jsonw_kcstr(w, "category", category);
	jsonw_kcstr(w, "csaf_version", "2.0");
	put_distribution(w, o, warn);
	jsonw_kcstr(w, "lang", "en");
	jsonw_key(w, "notes");
	jsonw_open(w, '[');
	put_note(w, "summary", o->summary);
	jsonw_close(w, ']');
	jsonw_key(w, "publisher");
	jsonw_open(w, '{');
	jsonw_kcstr(w, "category", "coordinator");
	jsonw_kstr(w, "name", o->publisher);
	jsonw_kstr(w, "namespace", o->namespace);
	jsonw_close(w, '}');
	if (o->references > 0) {
		jsonw_key(w, "references");
		jsonw_open(w, '[');
		for (size_t i = 0; i < o->references; i++)
			put_reference(w, o->reference[i].url, o->reference[i].summary);
		jsonw_close(w, ']');
	}
	jsonw_kstr(w, "title", o->title);
	put_tracking(w, o);
	jsonw_close(w, '}');
}

/* The product tree: leaves sorted by their path, so that each branch is opened once. */
struct leaf {
	const struct out_product *p;
	size_t at;
	struct str path[4];
};

static int
leaf_order(const void *a, const void *b)
{
	const struct leaf *x = a, *y = b;
	int c = 0;

	/* Levels stay in the order of their builds, which is that of the products. */
	for (size_t i = 0; i < 2 && c == 0; i++)
		c = str_order(x->path[i], y->path[i]);
	return (c != 0 ? c : x->at < y->at ? -1 : 1);
}

static struct str
or_else(struct str s, const char *other)
{
	return (s.n > 0 ? s : str_of(other));
}

static void
open_branch(struct jsonw *w, const char *category, struct str name)
{
	jsonw_open(w, '{');
	jsonw_kcstr(w, "category", category);
	jsonw_kstr(w, "name", name);
}

static void
put_leaf(struct jsonw *w, const struct leaf *l)
{
	struct buf name = BUF(BUF_BIG);

	out_product_name(&name, l->p);
	open_branch(w, l->p->range ? "product_version_range" : "product_version", l->path[3]);
	jsonw_key(w, "product");
	jsonw_open(w, '{');
	jsonw_kstr(w, "name", buf_view(&name));
	jsonw_key(w, "product_id");
	put_pid(w, l->at);
	jsonw_close(w, '}');
	jsonw_close(w, '}');
	buf_free(&name);
}

static void
close_branches(struct jsonw *w, size_t from)
{
	for (size_t d = from; d < 3; d++) {
		jsonw_close(w, ']');
		jsonw_close(w, '}');
	}
}

static int
put_tree(struct jsonw *w, const struct out *o, struct err *e)
{
	static const char *const categories[] = { "vendor", "product_name", "service_pack" };
	struct leaf *leaf = calloc(o->products, sizeof(*leaf));
	size_t same;

	if (leaf == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	for (size_t i = 0; i < o->products; i++) {
		const struct out_product *p = &o->product[i];

		leaf[i] = (struct leaf){ p, i,
			{ or_else(p->vendor, "vendor not named"), p->name, or_else(p->level, "any level"),
			    or_else(p->version, "version not named") } };
	}
	qsort(leaf, o->products, sizeof(*leaf), leaf_order);
	jsonw_key(w, "product_tree");
	jsonw_open(w, '{');
	jsonw_key(w, "branches");
	jsonw_open(w, '[');
	for (size_t i = 0; i < o->products; i++) {
		for (same = 0; i > 0 && same < 3 && str_eq(leaf[i].path[same], leaf[i - 1].path[same]);
		     same++)
			;
		if (i > 0)
			close_branches(w, same);
		for (size_t d = i > 0 ? same : 0; d < 3; d++) {
			open_branch(w, categories[d], leaf[i].path[d]);
			jsonw_key(w, "branches");
			jsonw_open(w, '[');
		}
		put_leaf(w, &leaf[i]);
	}
	close_branches(w, 0);
	jsonw_close(w, ']');
	jsonw_close(w, '}');
	free(leaf);
	return (0);
}

/* The products of one status, in their order. */
static void
put_status(struct jsonw *w, const struct out_cve *v)
{
	jsonw_key(w, "product_status");
	jsonw_open(w, '{');
	for (size_t s = 0; s < STATUSES; s++) {
		bool any = false;

		for (size_t i = 0; i < v->n; i++) {
			if (v->claim[i].status != (enum out_status)s)
				continue;
			if (!any) {
				jsonw_key(w, STATUS[s]);
				jsonw_open(w, '[');
			}
			any = true;
			put_pid(w, v->claim[i].product);
		}
		if (any)
			jsonw_close(w, ']');
	}
	jsonw_close(w, '}');
}

static void
put_one_id(struct jsonw *w, size_t product)
{
	jsonw_key(w, "product_ids");
	jsonw_open(w, '[');
	put_pid(w, product);
	jsonw_close(w, ']');
}

static void
put_remedies(struct jsonw *w, const struct out_cve *v)
{
	bool any = false;

	for (size_t i = 0; i < v->n; i++) {
		const struct out_claim *c = &v->claim[i];

		if (c->remedy.n == 0)
			continue;
		if (!any) {
			jsonw_key(w, "remediations");
			jsonw_open(w, '[');
		}
		any = true;
		jsonw_open(w, '{');
		jsonw_kcstr(w, "category", c->fix ? "vendor_fix" : "none_available");
		if (c->available > INSTANT_MIN)
			jsonw_ktime(w, "date", c->available);
		jsonw_kstr(w, "details", c->remedy);
		put_one_id(w, c->product);
		if (c->url.n > 0)
			jsonw_kstr(w, "url", c->url);
		jsonw_close(w, '}');
	}
	if (any)
		jsonw_close(w, ']');
}

/* Why a product is not affected (a VEX document must say so) or not clear. */
static void
put_threats(struct jsonw *w, const struct out_cve *v)
{
	bool any = false;

	for (size_t i = 0; i < v->n; i++) {
		const struct out_claim *c = &v->claim[i];

		if (c->why.n == 0)
			continue;
		if (!any) {
			jsonw_key(w, "threats");
			jsonw_open(w, '[');
		}
		any = true;
		jsonw_open(w, '{');
		jsonw_kcstr(w, "category", "impact");
		jsonw_kstr(w, "details", c->why);
		put_one_id(w, c->product);
		jsonw_close(w, '}');
	}
	if (any)
		jsonw_close(w, ']');
}

static void
put_vulnerability(struct jsonw *w, const struct out_cve *v)
{
	jsonw_open(w, '{');
	jsonw_kstr(w, "cve", v->id);
	jsonw_key(w, "notes");
	jsonw_open(w, '[');
	put_note(w, "description", v->note);
	jsonw_close(w, ']');
	if (v->n > 0)
		put_status(w, v);
	put_remedies(w, v);
	put_threats(w, v);
	jsonw_close(w, '}');
}

int
out_csaf_put(struct buf *b, const struct out *o, bool vex, struct buf *warn, struct err *e)
{
	struct jsonw w = JSONW(b);
	int rc;

	/* Both profiles ask for a status of every vulnerability; one without is left to the list of references. */
	if (vex && o->products == 0)
		return (err_set(
		    e, ERR_NOTFOUND, "no product is known to be affected or not: VEX has nothing to say"));
	jsonw_open(&w, '{');
	put_document(&w, o, vex, warn);
	if (o->products > 0 && (rc = put_tree(&w, o, e)) != 0)
		return (rc);
	jsonw_key(&w, "vulnerabilities");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < o->cves; i++) {
		if (o->cve[i].n > 0 || o->products == 0) {
			put_vulnerability(&w, &o->cve[i]);
			continue;
		}
		buf_cstr(warn, "left out, since nothing is known of its products: ");
		buf_str(warn, o->cve[i].id);
		buf_char(warn, '\n');
	}
	jsonw_close(&w, ']');
	jsonw_close(&w, '}');
	buf_char(b, '\n');
	return (buf_error(b, e));
}
