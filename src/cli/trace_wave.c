/* athar trace wave add|list, athar trace evidence add: waves of attacks, and what an analyst says of them. */
#include <math.h>
#include <stdlib.h>

#include "base/table.h"
#include "cli/commands.h"
#include "cli/text_option.h"
#include "know/decide.h"
#include "share/item.h"
#include "trace/trace.h"
#include "trace/weigh_table.h"

/* What may be left out: when it became known (now), who says so (who is at the desk), who it was. */
static int
read_beside(const struct cli *c, struct trace_wave *w)
{
	const instant_us now = instant_now_second();
	int status = 0;

	w->known = (struct instant){ now, now };
	w->source = item_user();
	w->actor = STR("");
	if (cli_get(c, "known") != NULL)
		status = cli_need_time(c, "known", &w->known);
	if (status == 0 && cli_get(c, "source") != NULL)
		status = text_option(c, "source", &w->source);
	if (status == 0 && cli_get(c, "actor") != NULL)
		status = text_option(c, "actor", &w->actor);
	return (status);
}

static int
read_wave(const struct cli *c, struct trace_wave *w, struct str cve[WAVE_CVES_MAX])
{
	const char *text;
	int status;

	*w = (struct trace_wave){ .name = str_of(c->arg[0]), .cve = cve, .tlp = c->tlp };
	if ((status = text_check(c, "NAME", &w->name)) != 0 ||
	    (status = cli_need_time(c, "from", &w->from)) != 0 ||
	    (status = cli_need_time(c, "to", &w->to)) != 0 || (status = read_beside(c, w)) != 0)
		return (status);
	if (w->name.n > WAVE_NAME_MAX)
		return (cli_usage(c, "NAME is longer than %d bytes", WAVE_NAME_MAX));
	if (w->to.latest < w->from.earliest)
		return (cli_usage(c, "the wave ends before it begins"));
	for (size_t i = 0; (text = cli_get_nth(c, "cve", i)) != NULL; i++) {
		if (!know_is_cve(str_of(text)))
			return (cli_usage(c, "--cve: not a CVE identifier"));
		if (i == WAVE_CVES_MAX)
			return (cli_usage(c, "more than %d CVEs", WAVE_CVES_MAX));
		cve[w->cves++] = str_of(text);
	}
	return (0);
}

int
cmd_trace_wave_add(struct cli *c)
{
	struct str cve[WAVE_CVES_MAX];
	struct trace_wave w;
	struct case_dir *dir;
	uint64_t entry;
	struct err e = { 0 };
	bool fresh;
	int status = read_wave(c, &w, cve);

	if (status != 0)
		return (status);
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if (wave_add(dir, &w, &entry, &fresh, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		if (!fresh)
			cli_note(
			    "entry %llu says the same already: nothing added", (unsigned long long)entry);
		cli_entry(c, entry, "wave of attacks");
	}
	case_close(dir);
	return (status);
}

/* The list. */
struct listing {
	const struct cli *c;
	struct table *t;
	struct buf line;
	size_t n;
};

static void
list_json(struct listing *l, const struct trace_wave *v)
{
	struct jsonw out = JSONW(&l->line), *w = &out;

	jsonw_open(w, '{');
	jsonw_ku64(w, "entry", v->entry);
	jsonw_kstr(w, "wave", v->name);
	jsonw_kinterval(w, "from", v->from);
	jsonw_kinterval(w, "to", v->to);
	jsonw_key(w, "cves");
	jsonw_open(w, '[');
	for (size_t i = 0; i < v->cves; i++)
		jsonw_str(w, v->cve[i]);
	jsonw_close(w, ']');
	jsonw_kstr(w, "actor", v->actor);
	jsonw_kstr(w, "source", v->source);
	jsonw_kinterval(w, "known", v->known);
	jsonw_ktime(w, "recorded", v->recorded);
	jsonw_kcstr(w, "tlp", tlp_name(v->tlp));
	jsonw_close(w, '}');
	cli_line(l->c, &l->line);
}

static int
list_one(void *arg, const struct trace_wave *v)
{
	struct listing *l = arg;
	struct buf b = BUF(4096);

	l->n++;
	if (l->c->json) {
		list_json(l, v);
		return (0);
	}
	table_cell(l->t, v->name);
	instant_put_short(&b, v->from);
	table_cell(l->t, buf_view(&b));
	buf_clear(&b);
	instant_put_short(&b, v->to);
	table_cell(l->t, buf_view(&b));
	buf_clear(&b);
	for (size_t i = 0; i < v->cves; i++) {
		buf_cstr(&b, i > 0 ? " " : "");
		buf_str(&b, v->cve[i]);
	}
	table_cell(l->t, buf_view(&b));
	table_cell(l->t, v->actor);
	table_cell(l->t, v->source);
	table_printf(l->t, "%s", tlp_name(v->tlp));
	table_printf(l->t, "%llu", (unsigned long long)v->entry);
	buf_free(&b);
	return (0);
}

int
cmd_trace_wave_list(struct cli *c)
{
	struct listing l = {
		.c = c, .t = table_new("wave|began|ended|flaws|actor|source|TLP|>entry"), .line = BUF(BUF_BIG)
	};
	struct err e = { 0 };
	struct case_dir *dir = cli_case(c, &e);
	uint64_t hidden = 0;
	int status = EXIT_DONE;

	if (l.t == NULL)
		status = EXIT_INTERNAL;
	else if (dir == NULL || trace_each_wave(dir, c->as_of, c->audience, list_one, &l, &hidden, &e) != 0)
		status = cli_fail(c, &e);
	else if (l.n > 0 && !c->json)
		table_print(l.t, c->out);
	else if (l.n == 0)
		cli_note("no wave in this case (athar trace wave add)");
	if (hidden > 0)
		cli_note("%llu left out for the audience TLP:%s", (unsigned long long)hidden,
		    tlp_name(c->audience));
	table_free(l.t);
	buf_free(&l.line);
	case_close(dir);
	return (status);
}

/* "--for partner:3=1.5". */
static int
read_weight(const struct cli *c, const char *text, struct trace_weight *w)
{
	struct str rest = str_of(text);
	size_t at = str_chr(rest, '=');
	enum hypothesis h;
	uint32_t number;
	char *end;

	if (at == STR_NPOS)
		return (cli_usage(c, "--for is HYPOTHESIS=LLR, as patch=-1.5"));
	w->hypothesis = str_sub(rest, 0, at);
	if (weigh_parse(&h, w->hypothesis) == 0 && h == HYP_INDEPENDENT)
		return (cli_usage(
		    c, "--for: independent discovery is what the others are compared with: give theirs"));
	if (weigh_parse(&h, w->hypothesis) != 0 && weigh_number(w->hypothesis, &number) != 0)
		return (cli_usage(c,
		    "--for: a hypothesis is vendor, finder, partner, partner:N, capture, patch or "
		    "writeup"));
	w->llr = strtod(text + at + 1, &end);
	if (end == text + at + 1 || *end != '\0' || !(fabs(w->llr) <= WEIGH_MOST))
		return (cli_usage(
		    c, "--for: a log10 ratio is a number from -%.0f to %.0f", WEIGH_MOST, WEIGH_MOST));
	return (0);
}

#define WEIGHTS_MAX 32

static int
read_evidence(
    const struct cli *c, struct trace_evidence *v, struct trace_weight weight[WEIGHTS_MAX], uint64_t *of)
{
	const char *text, *specimen = cli_get(c, "specimen");
	uint32_t number;
	int status;

	*v = (struct trace_evidence){ .weight = weight, .tlp = c->tlp, .source = item_user() };
	if ((status = text_option(c, "wave", &v->wave)) != 0 ||
	    (status = text_option(c, "text", &v->text)) != 0)
		return (status);
	if (cli_get(c, "source") != NULL && (status = text_option(c, "source", &v->source)) != 0)
		return (status);
	for (size_t i = 0; (text = cli_get_nth(c, "for", i)) != NULL; i++) {
		if (i == WEIGHTS_MAX)
			return (cli_usage(c, "more than %d times --for", WEIGHTS_MAX));
		if ((status = read_weight(c, text, &weight[v->weights++])) != 0)
			return (status);
		/* What speaks of one partner is an accusation. */
		if (weigh_number(weight[i].hypothesis, &number) == 0)
			v->tlp = TLP_RED;
	}
	if (specimen != NULL && str_u64(str_of(specimen), of) != 0)
		return (cli_usage(c, "--specimen is the entry of a comparison or an accusation"));
	if (specimen == NULL && v->weights == 0)
		return (cli_usage(c, "--for or --specimen is missing: it would say nothing"));
	return (0);
}

int
cmd_trace_evidence_add(struct cli *c)
{
	struct trace_weight weight[WEIGHTS_MAX];
	struct trace_evidence v;
	struct case_dir *dir;
	uint64_t of = 0, entry;
	struct err e = { 0 };
	int status = read_evidence(c, &v, weight, &of);

	if (status != 0)
		return (status);
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if (evidence_add(dir, &v, cli_get(c, "specimen") != NULL ? &of : NULL, &entry, &e) != 0)
		status = cli_fail(c, &e);
	else
		cli_entry(c, entry, "evidence");
	case_close(dir);
	return (status);
}
