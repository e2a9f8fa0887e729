/* Conclusions as values, out of their bodies and blobs.  See trace/trace.h. */
#include <math.h>

#include "trace/trace_impl.h"

/* An array of as many as ${list} has. */
static void *
array(struct giving *g, const json_t *list, size_t size, size_t *n)
{
	void *p = arena_array(&g->row->mem, json_array_size(list) + 1, size);

	*n = p != NULL ? json_array_size(list) : 0;
	g->failed |= p == NULL;
	return (p);
}

void
giving_party(struct giving *g, const char *key, const char *files, struct trace_party *p)
{
	const json_t *o = json_object_get(g->row->body, key), *list = json_object_get(g->blob, files);
	struct trace_file *f = array(g, list, sizeof(*f), &p->shown);

	p->name = body_read_str(o, "name");
	p->sha256 = body_read_str(o, "sha256");
	p->files = row_number(o, "files");
	p->bytes = row_number(o, "bytes");
	p->tokens = row_number(o, "tokens");
	p->unread = row_number(o, "unread");
	p->file = f;
	for (size_t i = 0; i < p->shown; i++) {
		const json_t *v = json_array_get(list, i);

		f[i] = (struct trace_file){ body_read_str(v, "name"), body_read_str(v, "sha256"),
			row_number(v, "bytes"), row_truth(v, "matched") };
	}
}

static void
read_side(struct giving *g, const json_t *o, struct trace_side *s)
{
	const json_t *list = json_object_get(o, "lines");
	struct trace_line *line = array(g, list, sizeof(*line), &s->lines);

	s->file = body_read_str(o, "file");
	s->first = (uint32_t)row_number(o, "first");
	s->last = (uint32_t)row_number(o, "last");
	s->line = line;
	for (size_t i = 0; i < s->lines; i++) {
		const json_t *v = json_array_get(list, i);

		line[i] = (struct trace_line){ body_read_str(v, "text"), row_real(v, "bits") };
	}
}

static void
read_regions(struct giving *g, struct trace_comparison *x)
{
	const json_t *list = json_object_get(g->blob, "regions");
	struct trace_region *r = array(g, list, sizeof(*r), &x->regions);

	x->region = r;
	for (size_t i = 0; i < x->regions; i++) {
		const json_t *v = json_array_get(list, i);

		r[i].bits = row_real(v, "bits");
		read_side(g, json_object_get(v, "package"), &r[i].package);
		read_side(g, json_object_get(v, "specimen"), &r[i].specimen);
	}
}

static void
read_channels(struct giving *g, struct trace_comparison *x)
{
	const json_t *list = json_object_get(g->row->body, "channels");
	struct trace_channel *c = array(g, list, sizeof(*c), &x->channels);

	x->channel = c;
	for (size_t i = 0; i < x->channels; i++) {
		const json_t *v = json_array_get(list, i);

		c[i] = (struct trace_channel){ body_read_str(v, "name"), row_number(v, "features"),
			row_number(v, "shared"), row_real(v, "containment"), row_real(v, "mean"),
			row_real(v, "deviation"), row_real(v, "tail"), row_number(v, "aside") };
	}
}

static void
read_asides(struct giving *g, struct trace_comparison *x)
{
	const json_t *list = json_object_get(g->row->body, "set_aside");
	struct trace_aside *a = array(g, list, sizeof(*a), &x->asides);

	x->aside = a;
	for (size_t i = 0; i < x->asides; i++) {
		const json_t *v = json_array_get(list, i);

		a[i] = (struct trace_aside){ body_read_str(v, "kind"), body_read_str(v, "path"),
			body_read_str(v, "public"), body_read_str(v, "reason"), body_read_str(v, "source"),
			row_number(v, "features"), row_truth(v, "used") };
	}
}

static void
read_suspects(struct giving *g, struct trace_comparison *x)
{
	const json_t *list = json_object_get(g->row->body, "suspects");
	struct trace_suspect *s = array(g, list, sizeof(*s), &x->suspects);

	x->suspect = s;
	for (size_t i = 0; i < x->suspects; i++) {
		const json_t *v = json_array_get(list, i);

		s[i] = (struct trace_suspect){ body_read_str(v, "solution"), row_number(v, "group"),
			row_real(v, "cover") };
	}
}

static void
read_clean(const json_t *v, struct trace_comparison *x)
{
	x->clean_given = row_number(v, "given");
	x->clean_used = row_number(v, "used");
	x->clean_enough = row_truth(v, "enough");
}

void
giving_comparison(struct giving *g, struct trace_comparison *x)
{
	const json_t *v = g->row->body, *b = json_object_get(v, "background");

	x->background = (struct trace_background){ body_read_str(b, "name"), body_read_str(b, "sha256"),
		row_number(b, "bytes"), row_number(b, "groups") };
	x->score = row_real(v, "score");
	x->containment = row_real(v, "containment");
	x->bits = row_real(v, "bits");
	x->evalue = row_real(v, "evalue");
	x->nearness = row_real(v, "nearness");
	x->cllr = row_real(v, "cllr");
	x->refusal = body_read_str(v, "refusal");
	x->llr = row_real(v, "llr");
	/* JSON has no infinity: an end that is null is open. */
	x->low = json_is_number(json_object_get(v, "low")) ? row_real(v, "low") : -INFINITY;
	x->high = json_is_number(json_object_get(v, "high")) ? row_real(v, "high") : INFINITY;
	x->cap = row_real(v, "cap");
	x->innocents = row_number(v, "innocents");
	x->regions_found = row_number(v, "regions_found");
	read_channels(g, x);
	read_asides(g, x);
	read_suspects(g, x);
	read_clean(json_object_get(v, "clean_room"), x);
	read_regions(g, x);
}

static void
read_copies(struct giving *g, const json_t *list, struct trace_accused *a)
{
	struct trace_copy *k = array(g, list, sizeof(*k), &a->copies);

	a->copy = k;
	for (size_t i = 0; i < a->copies; i++) {
		const json_t *v = json_array_get(list, i);

		k[i] = (struct trace_copy){ .bulletin = body_read_str(v, "bulletin"),
			.stage = body_read_str(v, "stage"),
			.entered_by = body_read_str(v, "entered_by"),
			.entry = row_number(v, "entry"),
			.downloads = row_number(v, "downloads"),
			.copy = (uint32_t)row_number(v, "copy"),
			.committed = row_truth(v, "committed"),
			.released = row_time(v, "released"),
			.acknowledged = row_time(v, "acknowledged") };
	}
}

void
giving_accusation(struct giving *g, struct trace_accusation *x)
{
	const json_t *v = g->row->body, *list = json_object_get(v, "parties");
	struct trace_accused *a = array(g, list, sizeof(*a), &x->parties);

	x->c.specimen.unread = row_number(v, "unread");
	x->bulletin = body_read_str(v, "bulletin");
	x->sites_read = row_number(v, "sites_read");
	x->sites_total = row_number(v, "sites_total");
	x->copies = row_number(v, "copies");
	x->tests = row_number(v, "tests");
	x->exact = row_number(json_object_get(v, "read_by"), "exact");
	x->normalised = row_number(json_object_get(v, "read_by"), "normalised");
	x->by_context = row_number(json_object_get(v, "read_by"), "context");
	x->alike = row_real(v, "alike");
	x->alien = row_truth(v, "alien");
	x->bound = row_real(v, "bound");
	x->best = row_real(v, "best");
	x->possible = row_truth(v, "possible");
	x->colluders = (uint32_t)row_number(v, "colluders");
	x->accused = row_number(v, "accused");
	x->party = a;
	for (size_t i = 0; i < x->parties; i++) {
		const json_t *p = json_array_get(list, i);

		a[i] = (struct trace_accused){ .number = (uint32_t)row_number(p, "number"),
			.score = row_real(p, "score"),
			.p_value = row_real(p, "p_value"),
			.p_single = row_real(p, "p_single"),
			.matched = row_number(p, "matched"),
			.accused = row_truth(p, "accused") };
		read_copies(g, json_array_get(json_object_get(v, "party_copies"), i), &a[i]);
	}
}
