/* What a comparison is given, and what is said of it: see the header. */
#include "cli/trace_given.h"

#include "base/escape.h"
#include "base/table.h"
#include "cli/trace_shown.h"
#include "trace/trace.h"

/* Fewer features, over all channels, say too little of anyone's choices. */
#define FEATURES_MIN 100

static int
read_filter(struct trace_given *g, const struct cli *c, const struct print *p, struct err *e)
{
	const char *list = cli_get(c, "public");
	struct instant seen;
	bool given;
	int rc;

	if ((rc = cli_time(c, "seen", &seen, &given, e)) != 0)
		return (rc);
	if (list == NULL)
		return (given
			? err_set(e, ERR_USAGE, "--seen says which entries of --public count: give both")
			: 0);
	if ((rc = filter_read(&g->filter, list, e)) != 0)
		return (rc);
	return (filter_apply(g->filter, p, given ? &seen : NULL, trace_unread, NULL, e));
}

int
trace_given_read(struct trace_given *g, const struct cli *c, const struct print *p, struct err *e)
{
	const char *room = cli_get(c, "clean-room");
	int rc = read_filter(g, c, p, e);

	if (rc == 0 && room != NULL)
		rc = clean_read(&g->clean, room, p, trace_unread, NULL, e);
	return (rc);
}

void
trace_given_free(struct trace_given *g)
{
	filter_free(g->filter);
	clean_free(g->clean);
	*g = (struct trace_given){ 0 };
}

uint32_t
trace_given_tokens(const struct trace_given *g, const struct print *p)
{
	return (g->filter != NULL ? g->filter->tokens : p->tokens);
}

const char *
trace_given_refusal(const struct trace_given *g, const struct print *p, const struct score *s)
{
	size_t left = 0;

	/* What was too small before is refused as such. */
	if (g->filter == NULL || p->tokens < CALIBRATE_TOKENS)
		return (NULL);
	for (enum channel ch = 0; ch < CH_N; ch++)
		left += s->channel[ch].features;
	if (g->filter->tokens < CALIBRATE_TOKENS || left < FEATURES_MIN)
		return ("too little of the package is left where what was public is set aside");
	return (NULL);
}

uint64_t
trace_given_unread(const struct trace_given *g)
{
	return ((g->filter != NULL ? g->filter->unread : 0) + (g->clean != NULL ? g->clean->unread : 0));
}

static void
put_public(struct jsonw *w, const char *key, struct instant t)
{
	struct buf b = BUF(256);

	instant_put_short(&b, t);
	jsonw_kstr(w, key, buf_view(&b));
	buf_free(&b);
}

static void
put_entry(struct jsonw *w, const struct filter_entry *entry)
{
	jsonw_open(w, '{');
	jsonw_ku64(w, "features", entry->features);
	jsonw_kcstr(w, "kind", filter_kind_name(entry->kind));
	jsonw_kstr(w, "path", entry->path);
	put_public(w, "public", entry->public);
	jsonw_kstr(w, "reason", entry->reason);
	if (entry->source.p != NULL)
		jsonw_kstr(w, "source", entry->source);
	jsonw_kbool(w, "used", entry->used);
	jsonw_close(w, '}');
}

static void
put_suspects(struct jsonw *w, const struct score_package *k)
{
	size_t n;
	const struct score_suspect *s = score_suspects(k, &n);

	jsonw_key(w, "suspects");
	jsonw_open(w, '[');
	for (size_t i = 0; i < n; i++) {
		jsonw_open(w, '{');
		jsonw_kreal(w, "bound", s[i].bound);
		jsonw_kreal(w, "cover", s[i].cover);
		if (s[i].name != NULL)
			jsonw_kcstr(w, "solution", s[i].name);
		else
			jsonw_ku64(w, "group", s[i].group + 1);
		jsonw_kreal(w, "score", s[i].score);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
}

void
trace_given_put(
    struct jsonw *w, const struct trace_given *g, const struct score_package *k, const struct score *s)
{
	const struct filter *f = g->filter;

	if (g->clean != NULL) {
		jsonw_key(w, "clean_room");
		jsonw_open(w, '{');
		jsonw_kbool(w, "enough", s->clean_enough);
		jsonw_ku64(w, "given", g->clean->n);
		jsonw_ku64(w, "used", s->clean);
		jsonw_close(w, '}');
	}
	if (f != NULL && f->has_seen)
		put_public(w, "seen", f->seen);
	jsonw_key(w, "set_aside");
	jsonw_open(w, '[');
	for (size_t i = 0; f != NULL && i < f->n; i++)
		put_entry(w, &f->entry[i]);
	jsonw_close(w, ']');
	put_suspects(w, k);
}

static void
print_filter(const struct cli *c, const struct filter *f)
{
	struct table *t = table_new(">set aside|kind|public|path|reason");
	struct buf b = BUF(256);
	size_t late = 0;

	for (size_t i = 0; t != NULL && i < f->n; i++) {
		const struct filter_entry *entry = &f->entry[i];

		late += !entry->used;
		if (entry->used)
			table_printf(t, "%zu", entry->features);
		else
			table_printf(t, "not used");
		table_printf(t, "%s", filter_kind_name(entry->kind));
		buf_clear(&b);
		instant_put_short(&b, entry->public);
		table_cell(t, buf_view(&b));
		table_cell(t, entry->path);
		table_cell(t, entry->reason);
	}
	if (t != NULL)
		table_print(t, c->out);
	table_free(t);
	buf_free(&b);
	if (!f->has_seen)
		fprintf(c->out,
		    "When the specimen was first seen was not given (--seen), so all entries count.\n");
	else if (late > 0)
		fprintf(c->out, "%zu %s public only after the specimen was first seen, and %s not used.\n",
		    late, late == 1 ? "entry became" : "entries became", late == 1 ? "is" : "are");
}

/* A sentence in which a solution's name may stand. */
static void
print_sentence(const struct cli *c, struct buf *raw)
{
	struct buf shown = BUF(BUF_BIG);

	escape_term(&shown, buf_view(raw));
	cli_line(c, &shown);
	buf_free(&shown);
	buf_clear(raw);
}

void
trace_given_print(
    const struct cli *c, const struct trace_given *g, const struct score_package *k, const struct score *s)
{
	struct buf b = BUF(BUF_BIG);
	size_t n;
	const struct score_suspect *suspect = score_suspects(k, &n);

	if (g->filter != NULL)
		print_filter(c, g->filter);
	if (g->clean != NULL) {
		trace_say_clean(&b, g->clean->n, s->clean, s->clean_enough);
		print_sentence(c, &b);
	}
	for (size_t i = 0; i < n; i++) {
		trace_say_suspect(&b, str_of(suspect[i].name), suspect[i].group + 1, suspect[i].cover);
		print_sentence(c, &b);
	}
	buf_free(&b);
}
