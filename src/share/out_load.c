/*
 * From the case to plain values: which CVEs, what is known of their builds,
 * and under whose name.  Facts come from know alone, already without what the
 * audience may not see.
 */
#include "base/vec.h"
#include "base/verset.h"
#include "know/ranges.h"
#include "share/out.h"
#include "share/state.h"

#define UNNAMED_PUBLISHER "unnamed desk"
#define UNNAMED_NAMESPACE "urn:athar:unnamed"

struct load {
	struct out *o;
	const struct know *know;
	size_t cve; /* The one being filled. */
	struct err *e;
};

/* A copy that lives as long as ${o}; failures are found by its missing bytes. */
static struct str
keep(struct load *l, struct str s)
{
	struct str copy = arena_str(&l->o->mem, s);

	if (copy.p == NULL)
		(void)err_set(l->e, ERR_NOMEM, "out of memory");
	return (copy);
}

static struct str
keep_buf(struct load *l, struct buf *b)
{
	struct str copy = keep(l, buf_view(b));

	buf_free(b);
	return (copy);
}

/* The versions of a claim: one build, a range, or the document's own words. */
static int
put_versions(struct load *l, const struct claim *c, struct out_product *p)
{
	const struct version_range *r = &c->range;
	struct buf b = BUF(65536);
	struct verset set = { .n = 0 };
	int rc = 0;

	p->range = false;
	if (r->low.n == 0 && r->high.n == 0) {
		p->version = keep(l, c->text);
	} else if (r->low.n > 0 && r->high.n > 0 && version_order(&r->low, &r->high) == 0) {
		version_put(&b, &r->low);
		p->version = keep_buf(l, &b);
	} else {
		p->range = true;
		if ((rc = verset_add(&set, r, l->e)) == 0)
			verset_put(&b, &set, "generic");
		verset_free(&set);
		p->version = keep_buf(l, &b);
	}
	return (rc != 0 ? rc : l->e->code);
}

/* What to do about an affected product. */
static void
put_remedy(struct load *l, const struct claim *c, struct out_claim *out)
{
	struct buf b = BUF(65536);
	struct version low = c->range.low;
	struct decision d;

	out->fix = c->update.n > 0 || c->fixed.n > 0;
	if (out->fix) {
		buf_cstr(&b, "Install ");
		buf_str(&b, c->update.n > 0 ? c->update : STR("the update"));
		if (c->fixed.n > 0) {
			buf_cstr(&b, ", which raises the build to ");
			version_put(&b, &c->fixed);
		}
		buf_char(&b, '.');
	} else {
		know_decide(l->know, c->product, &low, l->o->cve[l->cve].id, l->o->current, &d);
		buf_cstr(&b, "No update with the fix is known for this level");
		if (d.move_to[0] != '\0')
			buf_printf(&b, "; move to %s", d.move_to);
		buf_char(&b, '.');
	}
	out->remedy = keep_buf(l, &b);
	out->url = c->url.n > 0 ? keep(l, c->url) : STR("");

	/* A day that is known is a date; one between two days is none. */
	if (c->available.earliest > INSTANT_MIN && c->available.latest - c->available.earliest < INSTANT_DAY)
		out->available = c->available.earliest;
}

static int
add_claim(void *arg, const struct claim *c)
{
	static const enum out_status of[] = { OUT_AFFECTED, OUT_FIXED, OUT_NOT_AFFECTED, OUT_UNCLEAR };
	struct load *l = arg;
	struct out_claim out = { .status = of[c->status], .available = INSTANT_MIN };
	struct out_product p = {
		.vendor = keep(l, c->vendor), .name = keep(l, c->product), .level = keep(l, c->level)
	};
	int rc;

	/* A claim about no product says nothing that others could use. */
	if (c->product.n == 0)
		return (0);
	if ((rc = put_versions(l, c, &p)) != 0 || (rc = out_product(l->o, &p, &out.product, l->e)) != 0)
		return (rc);
	if (out.status == OUT_AFFECTED)
		put_remedy(l, c, &out);
	else if (out.status == OUT_NOT_AFFECTED)
		out.why = STR("The vendor does not list this product as affected.");
	else if (out.status == OUT_UNCLEAR)
		out.why = STR("The sources do not agree on this build, or do not decide.");
	l->o->tlp = tlp_taint(l->o->tlp, c->tlp);
	return (l->e->code != 0 ? l->e->code : out_claim(l->o, l->cve, &out, l->e));
}

static int
add_cve(void *arg, struct str cve, enum tlp tlp)
{
	struct load *l = arg;
	struct out *o = l->o;
	struct buf b = BUF(4096);

	if (VEC_GROW(o->cve, o->cves, o->cve_cap) != 0)
		return (err_set(l->e, ERR_NOMEM, "out of memory"));
	o->cve[o->cves] = (struct out_cve){ .id = keep(l, cve) };
	if (know_is_table_cve(cve))
		buf_cstr(
		    &b, "Judged by build: a number of three parts cannot tell whether the fix is there.");
	else
		buf_cstr(&b, "As the documents about it say.");
	o->cve[o->cves++].note = keep_buf(l, &b);
	o->tlp = tlp_taint(o->tlp, tlp);
	return (l->e->code);
}

/* Where the CVE's own record can be read. */
static int
add_references(struct load *l)
{
	struct out *o = l->o;
	struct buf b = BUF(4096);

	for (size_t i = 0; i < o->cves; i++) {
		if (VEC_GROW(o->reference, o->references, o->reference_cap) != 0)
			return (err_set(l->e, ERR_NOMEM, "out of memory"));
		buf_cstr(&b, "https://www.cve.org/CVERecord?id=");
		buf_str(&b, o->cve[i].id);
		o->reference[o->references] = (struct out_reference){ .summary = o->cve[i].id };
		o->reference[o->references++].url = keep_buf(l, &b);
	}
	return (l->e->code);
}

/* Whether the embargo of a bulletin that is about this CVE holds now, whatever moment is asked about. */
static bool
embargoed(const struct share *s, struct str cve)
{
	const instant_us now = instant_now();
	struct embargo_state state;

	for (size_t i = 0; i < s->bulletins; i++) {
		const struct bulletin_revision *r = bulletin_now(&s->bulletin[i]);

		embargo_at(&s->bulletin[i].embargo, now, &state);
		if (state.em == EM_NONE || state.em == EM_EXITED)
			continue;
		for (size_t k = 0; k < r->cves; k++) {
			if (str_ieq(r->cve[k], cve))
				return (true);
		}
	}
	return (false);
}

/* What a bulletin says of itself, unless its label or its embargo forbids it. */
static int
take_bulletin(struct load *l, const struct share *s, const struct out_ask *ask)
{
	const struct bulletin *b = share_bulletin(s, str_of(ask->bulletin));
	const struct bulletin_revision *r;
	struct embargo_state state;
	struct out *o = l->o;
	struct buf until = BUF(64);
	int rc;

	if (b == NULL)
		return (err_set(l->e, ERR_NOTFOUND, "no bulletin %.100s in this case", ask->bulletin));
	r = bulletin_now(b);
	if (!tlp_allows(ask->audience, r->tlp))
		return (err_set(l->e, ERR_DENIED, "bulletin %.64s is TLP:%s and may not go to TLP:%s",
		    ask->bulletin, tlp_name(r->tlp), tlp_name(ask->audience)));
	embargo_at(&b->embargo, instant_now(), &state);
	if (state.em != EM_NONE && state.em != EM_EXITED) {
		instant_put(&until, state.end);
		rc = err_set(l->e, ERR_DENIED,
		    "bulletin %.64s is under embargo until %s: nothing of it goes out before, but to partners by "
		    "athar share release",
		    ask->bulletin, buf_c(&until));
		buf_free(&until);
		return (rc);
	}
	o->id = keep(l, b->id);
	o->title = o->summary = keep(l, r->title.n > 0 ? r->title : b->id);
	o->revision = r->revision;
	o->initial = b->revision[0].at - b->revision[0].at % INSTANT_SECOND;
	o->current = r->at - r->at % INSTANT_SECOND;
	o->tlp = r->tlp;
	for (size_t i = 0; i < r->cves && l->e->code == 0; i++)
		(void)add_cve(l, r->cve[i], r->tlp);
	return (l->e->code);
}

/* Which CVEs it is about: the bulletin's, else the case's but for those under embargo. */
static int
choose(struct load *l, struct case_dir *c, const struct out_ask *ask, instant_us *latest)
{
	struct share s = { 0 };
	struct out *o = l->o;
	size_t kept = 0;
	int rc = share_load(&s, c, INSTANT_MAX, l->e);

	if (rc == 0 && ask->bulletin != NULL) {
		rc = take_bulletin(l, &s, ask);
	} else if (rc == 0) {
		rc = know_cves_seen(c, ask->as_of, ask->audience, add_cve, l, &o->hidden, latest, l->e);
		for (size_t i = 0; i < o->cves; i++) {
			if (embargoed(&s, o->cve[i].id))
				o->hidden++;
			else
				o->cve[kept++] = o->cve[i];
		}
		o->cves = kept;
	}
	share_free(&s);
	return (rc);
}

/* Under whose name, and what it is called where it is no bulletin. */
static void
name_document(struct load *l, const struct out_ask *ask)
{
	struct out *o = l->o;
	struct buf b = BUF(BUF_BIG);

	o->publisher = keep(l, ask->publisher != NULL ? str_of(ask->publisher) : STR(UNNAMED_PUBLISHER));
	o->namespace = keep(l, ask->namespace != NULL ? str_of(ask->namespace) : STR(UNNAMED_NAMESPACE));
	if (o->id.n > 0)
		return;
	for (size_t i = 0; i < o->cves; i++) {
		buf_cstr(&b, i > 0 ? ", " : "");
		buf_str(&b, o->cve[i].id);
	}
	o->title = keep(l, buf_view(&b));
	o->summary = STR("What is known of these vulnerabilities, and which builds hold the fix.");
	buf_clear(&b);
	buf_cstr(&b, "athar-");
	out_uuid(&b, o, "document", o->title);
	o->id = keep_buf(l, &b);
	o->draft = true;
}

int
out_load(struct out *o, struct case_dir *c, const struct out_ask *ask, struct err *e)
{
	struct load l = { .o = o, .e = e };
	struct know *k = NULL;
	instant_us latest = INSTANT_MIN;
	int rc;

	err_clear(e);
	if ((rc = choose(&l, c, ask, &latest)) != 0)
		return (rc);
	if (o->cves == 0)
		return (err_set(
		    e, ERR_NOTFOUND, "no CVE is known that may go to TLP:%s", tlp_name(ask->audience)));
	if (o->id.n == 0)
		o->initial = o->current = latest - latest % INSTANT_SECOND;
	name_document(&l, ask);
	if ((k = know_of_case(c, ask->as_of, ask->audience, e)) == NULL)
		return (e->code);
	l.know = k;
	for (l.cve = 0; l.cve < o->cves && rc == 0; l.cve++)
		rc = know_claims(k, o->cve[l.cve].id, add_claim, &l);
	know_free(k);
	if (rc == 0)
		rc = add_references(&l);
	return (rc != 0 ? rc : e->code);
}
