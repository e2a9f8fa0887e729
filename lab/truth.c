/* The truth about a world of logs: see the header. */
#include "truth.h"

#include <stdio.h>

#include "base/jsonw.h"

static const char *const kind_name[LOG_KINDS] = { "httpproxy", "iis", "ecp", "oab" };

int
truth_open(struct truth *t, const char *root, struct err *e)
{
	*t = (struct truth){ .out.fd = -1 };
	return (sink_open(&t->out, root, "truth.jsonl", e));
}

static bool
is_awkward(struct str row)
{
	return (memmem(row.p, row.n, "Server~", 7) != NULL || memmem(row.p, row.n, "/ecp/", 5) != NULL ||
	    memmem(row.p, row.n, "ServerInfo", 10) != NULL);
}

void
truth_benign(struct truth *t, enum log_kind kind, struct str row)
{
	t->rows[kind]++;
	if (is_awkward(row))
		t->awkward[kind]++;
}

static void
put_conditions(struct jsonw *w, const struct plant *p)
{
	jsonw_ku64(w, "condition", p->condition);
	jsonw_key(w, "also");
	jsonw_open(w, '[');
	for (unsigned i = 0; i < PLANT_CONDITIONS; i++)
		if ((p->also & PLANT_ALSO(i)) != 0)
			jsonw_u64(w, i);
	jsonw_close(w, ']');
}

int
truth_planted(struct truth *t, enum log_kind kind, const char *file, uint64_t line, uint64_t offset,
    const struct plant *p, struct err *e)
{
	static const char *const drop[] = { NULL, "autodiscover", "localhost" };
	struct jsonw w = JSONW(&t->out.b);

	t->rows[kind]++;
	t->planted[kind]++;
	t->by_condition[p->condition]++;
	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "planted");
	jsonw_kcstr(&w, "file", file);
	jsonw_ku64(&w, "row", line);
	jsonw_ku64(&w, "offset", offset);
	put_conditions(&w, p);
	jsonw_kcstr(&w, "cve", p->cve);
	jsonw_kcstr(&w, "stem", p->stem);
	jsonw_kcstr(&w, "client", p->client);
	jsonw_ktime(&w, "time", p->at * 1000);
	jsonw_kcstr(&w, "dropped_by_others", drop[p->drop]);
	jsonw_close(&w, '}');
	buf_char(&t->out.b, '\n');
	return (sink_step(&t->out, e));
}

void
truth_file(struct truth *t, uint64_t bytes)
{
	t->files++;
	t->bytes += bytes;
}

static void
put_kind(struct jsonw *w, const struct truth *t, enum log_kind kind)
{
	jsonw_key(w, kind_name[kind]);
	jsonw_open(w, '{');
	jsonw_ku64(w, "rows", t->rows[kind]);
	jsonw_ku64(w, "planted", t->planted[kind]);
	jsonw_ku64(w, "awkward", t->awkward[kind]);
	jsonw_close(w, '}');
}

int
truth_close(struct truth *t, uint64_t seed, moment_ms from, moment_ms to, struct err *e)
{
	struct jsonw w = JSONW(&t->out.b);
	char name[8];

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "total");
	jsonw_ku64(&w, "seed", seed);
	jsonw_ktime(&w, "from", from * 1000);
	jsonw_ktime(&w, "to", to * 1000);
	jsonw_ku64(&w, "files", t->files);
	jsonw_ku64(&w, "bytes", t->bytes);
	for (enum log_kind k = 0; k < LOG_KINDS; k++)
		put_kind(&w, t, k);
	jsonw_key(&w, "by_condition");
	jsonw_open(&w, '{');
	for (unsigned i = 0; i < PLANT_CONDITIONS; i++) {
		(void)snprintf(name, sizeof(name), "%u", i);
		if (t->by_condition[i] != 0)
			jsonw_ku64(&w, name, t->by_condition[i]);
	}
	jsonw_close(&w, '}');
	jsonw_close(&w, '}');
	buf_char(&t->out.b, '\n');
	return (sink_close(&t->out, e));
}
