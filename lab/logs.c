/* What the kinds of logs share: see the header. */
#include "logs.h"

/* Requests by hour of the day, and by day of the week from Sunday. */
static const unsigned char hour_weight[24] = { 12, 10, 9, 9, 10, 14, 30, 62, 88, 98, 100, 96, 80, 92, 97, 94,
	84, 66, 44, 34, 28, 22, 18, 14 };
static const unsigned char day_weight[7] = { 30, 96, 100, 100, 98, 90, 34 };

static uint64_t
weight_between(moment_ms from, moment_ms to)
{
	uint64_t sum = 0;

	for (moment_ms t = from; t < to; t += MOMENT_HOUR)
		sum += (uint64_t)hour_weight[t % MOMENT_DAY / MOMENT_HOUR] * day_weight[moment_weekday(t)];
	return (sum);
}

uint64_t
logs_share(const struct logs *w, unsigned share, moment_ms from, moment_ms to)
{
	unsigned __int128 bytes = (unsigned __int128)w->size * share * weight_between(from, to);

	return ((uint64_t)(bytes / 100000 / weight_between(w->from, w->to)));
}

/* Find the planted row of this file at or after index ${at}. */
static void
look_ahead(struct log_file *f, const struct logs *w, size_t at)
{
	f->plant = plan_next(&w->plan, f->log, f->folder, at, f->from, f->to);
}

int
log_begin(struct log_file *f, const struct logs *w, struct err *e)
{
	rng_seed(&f->rng, w->seed, str_of(f->path));
	look_ahead(f, w, 0);
	return (sink_open(&f->out, w->root, f->path, e));
}

int
log_end(struct log_file *f, struct logs *w, struct err *e)
{
	truth_file(&w->truth, sink_offset(&f->out));
	return (sink_close(&f->out, e));
}

moment_ms
log_clock(const struct log_file *f)
{
	uint64_t done = sink_offset(&f->out);
	moment_ms span = f->to - f->from;

	if (done >= f->budget)
		return (f->to - 1);
	return (f->from + (moment_ms)((unsigned __int128)done * (uint64_t)span / f->budget));
}

bool
log_full(const struct log_file *f)
{
	return (sink_offset(&f->out) >= f->budget);
}

bool
log_awkward(struct log_file *f, uint32_t by, uint32_t of)
{
	bool drawn = rng_chance(&f->rng, by, of);

	return (f->spare == 0 || drawn);
}

/* The benign rows that the awkward ones so far make up for, less those there are. */
static uint64_t
spare_rows(const struct logs *w, enum log_kind kind)
{
	uint64_t benign = w->truth.rows[kind] - w->truth.planted[kind];
	uint64_t covered = w->truth.awkward[kind] * 20;

	return (covered > benign ? covered - benign : 0);
}

/* One row, benign where ${p} is NULL, and its entry in the truth. */
static int
put_row(struct log_file *f, struct logs *w, log_write_fn *write, void *arg, moment_ms at,
    const struct plant *p, struct err *e)
{
	size_t start = f->out.b.n;
	uint64_t offset;
	int rc = 0;

	f->spare = spare_rows(w, f->kind);
	start += write(arg, f, at, p);
	if (p == NULL) {
		truth_benign(&w->truth, f->kind, str_sub(buf_view(&f->out.b), start, f->out.b.n));
	} else {
		offset = sink_offset(&f->out) - (f->out.b.n - start);
		rc = truth_planted(&w->truth, f->kind, f->path, sink_line_at(&f->out, start), offset, p, e);
	}
	return (rc != 0 ? rc : sink_step(&f->out, e));
}

int
log_fill(struct log_file *f, struct logs *w, log_write_fn *write, void *arg, struct err *e)
{
	int rc;

	do {
		moment_ms at = log_clock(f);

		/* What is due by now comes first; at the end of the file, whatever is left. */
		while (f->plant != SIZE_MAX && w->plan.row[f->plant].at <= at) {
			const struct plant *p = &w->plan.row[f->plant];

			look_ahead(f, w, f->plant + 1);
			if ((rc = put_row(f, w, write, arg, p->at, p, e)) != 0)
				return (rc);
		}
		if ((rc = put_row(f, w, write, arg, at, NULL, e)) != 0)
			return (rc);
	} while (!log_full(f) || f->plant != SIZE_MAX);
	return (0);
}
