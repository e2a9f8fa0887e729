/*
 * inetpub\logs\LogFiles\W3SVC1 and W3SVC2\u_exYYMMDD.log: the front end and
 * the back end of one day each, in the W3C extended format.  When the server
 * is upgraded its list of fields changes in the middle of a file; a mere
 * restart repeats the # lines.
 */
#include "iis.h"

#include <stdio.h>

#include "iisrow.h"

/* Which row of which file is being written. */
struct iis_file {
	const struct iis_site *site;
	moment_ms change;  /* From here on the fields are those after the upgrade. */
	moment_ms restart; /* The # lines are repeated here. */
	bool begun, changed, restarted;
	struct iis_row row;
};

static void
put_preamble(struct buf *b, const struct iis_file *p, moment_ms at)
{
	const enum iis_field *field = iis_fields(p->site, p->changed);

	buf_cstr(b, "#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: ");
	moment_put_plain(b, at);
	buf_cstr(b, "\r\n#Fields:");
	for (size_t i = 0; field[i] != IIS_END; i++) {
		buf_char(b, ' ');
		buf_cstr(b, iis_field_name(field[i]));
	}
	buf_cstr(b, "\r\n");
}

static size_t
write_row(void *arg, struct log_file *f, moment_ms at, const struct plant *plant)
{
	struct iis_file *p = arg;
	size_t before = f->out.b.n, preamble;
	bool change = at >= p->change && !p->changed, restart = at >= p->restart && !p->restarted;

	p->changed = p->changed || change;
	p->restarted = p->restarted || restart;
	if (!p->begun || change || restart)
		put_preamble(&f->out.b, p, at);
	p->begun = true;
	preamble = f->out.b.n - before;

	if (plant != NULL)
		iis_row_planted(&p->row, plant);
	else
		iis_row_benign(&p->row, p->site, f);
	iis_row_put(&f->out.b, &p->row, iis_fields(p->site, p->changed), &f->rng, at);
	return (preamble);
}

static int
make_file(struct logs *w, const struct iis_site *site, moment_ms day, struct err *e)
{
	struct log_file f = { .kind = LOG_IIS,
		.log = site->log,
		.from = day,
		.to = day + MOMENT_DAY,
		.budget = logs_share(w, site->share, day, day + MOMENT_DAY) };
	struct iis_file p = { .site = site, .change = w->upgrade, .restart = INT64_MAX, .row = IIS_ROW_NEW };
	struct buf name = BUF(16);
	int rc, closed;

	p.changed = day >= w->upgrade;
	/* A page that is posted to takes four rows; in a short file those would be more than their share. */
	p.row.odd_pages = f.budget / 65536;
	moment_put_compact(&name, day, 6);
	(void)snprintf(
	    f.path, sizeof(f.path), "logs/inetpub/logs/LogFiles/%s/u_ex%s.log", site->folder, buf_c(&name));
	buf_free(&name);
	if ((rc = log_begin(&f, w, e)) == 0) {
		if (rng_chance(&f.rng, 1, 4))
			p.restart = day + (1 + rng_below(&f.rng, 22)) * MOMENT_HOUR;
		rc = log_fill(&f, w, write_row, &p, e);
	}
	closed = log_end(&f, w, e);
	iis_row_free(&p.row);
	return (rc != 0 ? rc : closed);
}

int
iis_make(struct logs *w, struct err *e)
{
	int rc;

	for (size_t i = 0; i < 2; i++)
		for (moment_ms day = w->from; day < w->to; day += MOMENT_DAY)
			if ((rc = make_file(w, &iis_sites[i], day, e)) != 0)
				return (rc);
	return (0);
}
