/* athar census count: unpatched servers on a day, with bounds. */
#include "census/census.h"

#include "base/escape.h"
#include "base/table.h"
#include "cli/cli.h"
#include "cli/commands.h"

/* The order of enum count_by, from COUNT_COUNTRY. */
static const char *const BY[] = { "country", "product", "build", "asn" };

struct output {
	const struct cli *c;
	const struct count_query *query;
	struct table *table; /* NULL with --json. */
	struct count_row sum;
	struct buf silent; /* The CVEs that say nothing, for the note. */
};

static void
print_json(const struct output *o, const struct count_row *row)
{
	struct buf b = BUF(BUF_BIG), day = BUF(32);
	struct jsonw w = JSONW(&b);

	instant_put_date(&day, row->on);
	jsonw_open(&w, '{');
	jsonw_kstr(&w, "on", buf_view(&day));
	if (o->query->by == COUNT_ALL)
		jsonw_kcstr(&w, "group", NULL);
	else
		jsonw_kstr(&w, "group", row->group);
	jsonw_ku64(&w, "hosts", row->hosts);
	jsonw_ku64(&w, "addresses", row->addresses);
	jsonw_ku64(&w, "fixed", row->fixed);
	jsonw_ku64(&w, "unfixed", row->unfixed);
	jsonw_ku64(&w, "ambiguous", row->ambiguous);
	jsonw_ku64(&w, "na", row->na);
	jsonw_ku64(&w, "low", row->unfixed);
	jsonw_ku64(&w, "high", row->unfixed + row->ambiguous);
	if (row->silents > 0) {
		jsonw_key(&w, "silent");
		jsonw_open(&w, '[');
		for (size_t i = 0; i < row->silents; i++)
			jsonw_str(&w, row->silent[i]);
		jsonw_close(&w, ']');
	}
	jsonw_close(&w, '}');
	cli_line(o->c, &b);
	buf_free(&b);
	buf_free(&day);
}

static void
cell_count(struct table *t, uint64_t n)
{
	struct buf b = BUF(64);

	buf_count(&b, n);
	table_cell(t, buf_view(&b));
	buf_free(&b);
}

static void
add_row(struct output *o, const struct count_row *row)
{
	if (o->query->by != COUNT_ALL)
		table_cell(o->table, row->group);
	cell_count(o->table, row->unfixed);
	cell_count(o->table, row->unfixed + row->ambiguous);
	cell_count(o->table, row->hosts);
	cell_count(o->table, row->fixed);
	cell_count(o->table, row->na);
	cell_count(o->table, row->addresses);
}

static int
on_row(void *arg, const struct count_row *row, struct err *e)
{
	struct output *o = arg;

	(void)e;
	o->sum.on = row->on;
	o->sum.withheld = row->withheld;
	for (size_t i = 0; i < row->silents && o->sum.silents == 0; i++) {
		buf_cstr(&o->silent, i > 0 ? ", " : "");
		escape_term(&o->silent, row->silent[i]);
	}
	o->sum.silents = row->silents;
	o->sum.hosts += row->hosts;
	o->sum.unfixed += row->unfixed;
	o->sum.ambiguous += row->ambiguous;
	if (o->table != NULL)
		add_row(o, row);
	else
		print_json(o, row);
	return (0);
}

/* The answer in one sentence, then the table. */
static void
print_text(const struct output *o)
{
	struct buf b = BUF(1024);

	buf_cstr(&b, "On ");
	instant_put_date(&b, o->sum.on);
	buf_cstr(&b, ": unfixed ");
	buf_count(&b, o->sum.unfixed);
	if (o->sum.ambiguous > 0) {
		buf_cstr(&b, " to ");
		buf_count(&b, o->sum.unfixed + o->sum.ambiguous);
	}
	buf_cstr(&b, " of ");
	buf_count(&b, o->sum.hosts);
	buf_cstr(&b, o->sum.hosts == 1 ? " host" : " hosts");
	cli_line(o->c, &b);
	buf_free(&b);
	if (o->sum.hosts > 0) {
		fputc('\n', o->c->out);
		table_print(o->table, o->c->out);
	}
}

static bool
read_by(const char *text, enum count_by *by)
{
	for (unsigned i = 0; i < sizeof(BY) / sizeof(BY[0]); i++) {
		if (str_eq(str_of(text), str_of(BY[i]))) {
			*by = (enum count_by)(COUNT_COUNTRY + i);
			return (true);
		}
	}
	return (false);
}

/* The CVE asked about in capitals, as the facts name it. */
static int
read_cve(const struct cli *c, const char *cve, char *id, size_t cap, struct count_query *q)
{
	/* A misspelt one would make every host one that cannot be told. */
	if (!know_is_cve(str_of(cve)) || !str_copy(id, cap, str_of(cve)))
		return (cli_usage(c, "--cve %s: expected CVE-YEAR-NUMBER", cve));
	for (char *p = id; *p != '\0'; p++)
		*p = *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
	q->cve = str_of(id);
	return (0);
}

/* The options into a query; ${id} holds its CVE.  0, or EXIT_USAGE after saying why. */
static int
read_query(const struct cli *c, struct count_query *q, char *id, size_t cap)
{
	const char *window = cli_get(c, "window"), *by = cli_get(c, "by"), *cve = cli_get(c, "cve");
	struct instant on;
	struct err e;
	uint64_t days;

	*q = (struct count_query){ .as_of = c->as_of, .audience = c->audience };
	if (cli_time(c, "on", &on, &q->has_on, &e) != 0)
		return (cli_usage(c, "%s", e.text));
	if (q->has_on && instant_day(on.earliest) != instant_day(on.latest))
		return (cli_usage(c, "--on is a day, as 2021-03-12"));
	if (q->has_on)
		q->on = on.earliest;
	if (window != NULL && (str_u64(str_of(window), &days) != 0 || days < 1 || days > 36500))
		return (cli_usage(c, "--window is a number of days, at least 1"));
	if (window != NULL)
		q->window = (unsigned)days;
	if (by != NULL && !read_by(by, &q->by))
		return (cli_usage(c, "--by is one of country, product, build and asn"));
	return (cve != NULL ? read_cve(c, cve, id, cap, q) : 0);
}

int
cmd_census_count(struct cli *c)
{
	struct count_query q;
	struct output o = { .c = c, .query = &q, .silent = BUF(BUF_BIG) };
	struct buf head = BUF(256);
	struct case_dir *dir;
	char id[32];
	struct err e;
	int rc;

	if ((rc = read_query(c, &q, id, sizeof(id))) != 0)
		return (rc);
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	buf_printf(&head, "%s%s>unfixed|>or up to|>of hosts|>fixed|>not affected|>addresses",
	    q.by == COUNT_ALL ? "" : BY[q.by - COUNT_COUNTRY], q.by == COUNT_ALL ? "" : "|");
	if (!c->json)
		o.table = table_new(buf_c(&head));
	rc = census_count(dir, &q, on_row, &o, &e);
	if (rc == 0 && !c->json)
		print_text(&o);
	if (rc == 0 && o.sum.withheld > 0)
		cli_note("%llu observations are left out: they may not be shown to this audience",
		    (unsigned long long)o.sum.withheld);
	if (rc == 0 && o.sum.silents > 0)
		cli_note("nothing is known about %s for any of these hosts: %s; import %s or an advisory",
		    buf_c(&o.silent), o.sum.silents == 1 ? "it decides nothing" : "they decide nothing",
		    o.sum.silents == 1 ? "its record" : "their records");
	/* "0 of 0" is no good news. */
	if (rc == 0 && o.sum.hosts == 0)
		cli_note("no host was seen in the days counted");
	table_free(o.table);
	buf_free(&head);
	buf_free(&o.silent);
	case_close(dir);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, &e));
}
