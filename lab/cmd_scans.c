/*
 * athar-lab scans: one world, its days in turn, and for each format one file a
 * day.  Files repeat some of their own records and some of the day before, as
 * exports do; a repeated record is the same to the byte.
 */

#include "lab.h"
#include "plaincsv.h"
#include "scantruth.h"
#include "shadowserver.h"
#include "sink.h"
#include "zgrab2.h"

#define FORMATS_MAX 3
#define OVERLAP_MAX 200

/* Ended by a NULL name. */
static const struct scan_format scan_formats[] = {
	{ "zgrab2", ".jsonl", 970, true, true, true, NULL, zgrab2_record },
	{ "shadowserver", "-scan_exchange.csv", 900, false, false, false, shadowserver_header,
	    shadowserver_record },
	{ "csv", ".csv", 930, true, true, false, plaincsv_header, plaincsv_record },
	{ NULL, NULL, 0, false, false, false, NULL, NULL },
};

/* One format's exports being made. */
struct exports {
	const struct scan_format *format;
	struct scan_truth *truth;
	struct rng rng;
	struct sink out;
	struct buf record;    /* The record in hand. */
	struct buf yesterday; /* Records that the next file repeats; OVERLAP_MAX at most. */
	size_t repeats;       /* How many of them. */
	struct buf files;     /* The truth about the files so far. */
};

/* What one file holds. */
struct tally {
	uint64_t records, sightings, doubled, repeated, other;
};

/* Whether the scanner finds that server on that day, and what it then sees. */
static bool
sight(struct exports *x, const struct hosts *w, const struct host *h, moment_ms at, struct sighting *s)
{
	/* Both draws are made for every server, so that one server's fate does not shift all others'. */
	bool seen = rng_chance(&x->rng, x->format->seen, 1000), three = rng_chance(&x->rng, 1, 10);

	*s = (struct sighting){ .world = w, .host = h, .at = at, .three_only = three || !x->format->four };
	return (seen && h->reachable);
}

static int
write_host(struct exports *x, const struct hosts *w, const struct host *h, int day, moment_ms at,
    struct tally *n, struct err *e)
{
	struct sighting s;
	bool doubled;

	if (!sight(x, w, h, at, &s))
		return (0);
	buf_clear(&x->record);
	x->format->record(&x->record, &s, &x->rng);
	scan_truth_seen(x->truth, &s, day);
	doubled = rng_chance(&x->rng, 1, 100);
	for (unsigned i = 0; i <= doubled; i++)
		buf_str(&x->out.b, buf_view(&x->record));
	n->records += 1 + doubled;
	n->doubled += doubled;
	n->sightings++;
	if (x->repeats < OVERLAP_MAX && rng_chance(&x->rng, 3, 100)) {
		buf_str(&x->yesterday, buf_view(&x->record));
		x->repeats++;
	}
	return (sink_step(&x->out, e));
}

static int
write_other(struct exports *x, size_t at, moment_ms when, struct tally *n, struct err *e)
{
	if (!x->format->other || !rng_chance(&x->rng, 1, 20))
		return (0);
	/* Far above the addresses of the world's servers. */
	zgrab2_other(&x->out.b, 0xc6130000u + (uint32_t)at % 60000, when, &x->rng);
	n->records++;
	n->other++;
	return (sink_step(&x->out, e));
}

/* The step from one server to the next in a file: any that has no divisor in common with their number. */
static size_t
stride(size_t n)
{
	size_t step = n * 5 / 8 + 1, a, b, t;

	for (;; step++) {
		for (a = n, b = step; b != 0; a = t) {
			t = b;
			b = a % b;
		}
		if (a == 1)
			return (step % n);
	}
}

static int
write_records(struct exports *x, const struct hosts *w, int day, struct tally *n, struct err *e)
{
	moment_ms from = w->start + day * MOMENT_DAY + 2 * MOMENT_HOUR;
	size_t step = stride(w->n), at = (size_t)day % w->n;
	int rc;

	buf_str(&x->out.b, buf_view(&x->yesterday));
	n->records = n->repeated = x->repeats;
	buf_clear(&x->yesterday);
	x->repeats = 0;
	for (size_t i = 0; i < w->n; i++, at = (at + step) % w->n) {
		moment_ms when = from + (moment_ms)(i * (uint64_t)(20 * MOMENT_HOUR) / w->n);

		/* Exports hold whole seconds. */
		when -= when % MOMENT_SECOND;
		if ((rc = write_host(x, w, &w->host[at], day, when, n, e)) != 0 ||
		    (rc = write_other(x, i, when, n, e)) != 0)
			return (rc);
	}
	return (0);
}

static void
note_file(struct exports *x, const char *path, const struct tally *n)
{
	struct jsonw j = { .b = &x->files, .comma = x->files.n > 0 };

	jsonw_open(&j, '{');
	jsonw_kcstr(&j, "file", path);
	jsonw_ku64(&j, "records", n->records);
	jsonw_ku64(&j, "sightings", n->sightings);
	jsonw_ku64(&j, "doubled", n->doubled);
	jsonw_ku64(&j, "repeated", n->repeated);
	jsonw_ku64(&j, "other", n->other);
	jsonw_close(&j, '}');
}

static int
write_day(struct exports *x, const struct hosts *w, const char *root, int day, struct err *e)
{
	struct buf path = BUF(256);
	struct tally n = { 0 };
	int rc, closed;

	buf_printf(&path, "%s/", x->format->name);
	moment_put_day(&path, w->start + day * MOMENT_DAY);
	buf_cstr(&path, x->format->ending);
	rng_seed(&x->rng, w->seed, buf_view(&path));
	if ((rc = sink_open(&x->out, root, buf_c(&path), e)) == 0) {
		if (x->format->header != NULL)
			x->format->header(&x->out.b);
		rc = write_records(x, w, day, &n, e);
	}
	if ((closed = sink_close(&x->out, e)) != 0 && rc == 0)
		rc = closed;
	note_file(x, buf_c(&path), &n);
	buf_free(&path);
	return (rc);
}

/* The truth about one day, as one line of truth.json. */
static void
note_day(struct buf *b, const struct hosts *w, const struct exports *x, size_t n, int day)
{
	struct jsonw j = JSONW(b);
	struct buf date = BUF(16);

	moment_put_day(&date, w->start + day * MOMENT_DAY);
	buf_cstr(b, day > 0 ? ",\n" : "");
	jsonw_open(&j, '{');
	jsonw_kstr(&j, "on", buf_view(&date));
	jsonw_key(&j, "world");
	scan_truth_world(w, &j);
	for (size_t i = 0; i < n; i++) {
		jsonw_key(&j, x[i].format->name);
		scan_truth_put(x[i].truth, day, &j);
	}
	jsonw_close(&j, '}');
	buf_free(&date);
}

static int
write_truth(const char *root, const struct hosts *w, const struct exports *x, size_t n,
    const struct buf *days, struct err *e)
{
	struct sink out = { .fd = -1 };
	int rc, closed;

	if ((rc = sink_open(&out, root, "truth.json", e)) == 0) {
		buf_printf(&out.b, "{\"seed\":%llu,\"hosts\":%zu,\"window\":%d,\n\"days\":[\n",
		    (unsigned long long)w->seed, w->n, SCAN_WINDOW);
		buf_str(&out.b, buf_view(days));
		buf_cstr(&out.b, "\n],\n\"files\":{");
		for (size_t i = 0; i < n; i++) {
			buf_printf(&out.b, "%s\n\"%s\":[", i > 0 ? "," : "", x[i].format->name);
			buf_str(&out.b, buf_view(&x[i].files));
			buf_char(&out.b, ']');
		}
		buf_cstr(&out.b, "\n}}\n");
	}
	if ((closed = sink_close(&out, e)) != 0 && rc == 0)
		rc = closed;
	return (rc);
}

/* Make room for the formats wanted: all, or the ${pick}th. */
static int
open_exports(struct exports *x, size_t *n, const struct hosts *w, const char *wanted, struct err *e)
{
	*n = 0;
	for (const struct scan_format *f = scan_formats; f->name != NULL; f++) {
		if (strcmp(wanted, "all") != 0 && strcmp(wanted, f->name) != 0)
			continue;
		x[*n] = (struct exports){ .format = f,
			.out.fd = -1,
			.record = BUF(BUF_BIG),
			.yesterday = BUF(BUF_BIG),
			.files = BUF(BUF_BIG) };
		if ((x[*n].truth = scan_truth_new(w, f)) == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
		(*n)++;
	}
	return (0);
}

static void
close_exports(struct exports *x, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		scan_truth_free(x[i].truth);
		buf_free(&x[i].record);
		buf_free(&x[i].yesterday);
		buf_free(&x[i].files);
	}
}

int
lab_scans(const struct lab_args *args, struct err *e)
{
	static const char *const formats[] = { "zgrab2", "shadowserver", "csv", "all", NULL };
	const char *root = lab_get(args, "out");
	struct exports x[FORMATS_MAX];
	struct hosts w = { 0 };
	struct buf days_text = BUF(BUF_BIG);
	uint64_t seed, hosts, days;
	size_t n = 0, k;
	int rc;

	if ((rc = lab_number(args, "seed", 0, UINT64_MAX, &seed, e)) != 0 ||
	    (rc = lab_number(args, "hosts", 10, 200000, &hosts, e)) != 0 ||
	    (rc = lab_number(args, "days", 1, 120, &days, e)) != 0 ||
	    (rc = lab_choice(args, "format", formats, &k, e)) != 0)
		return (rc);
	if ((rc = hosts_new(&w, seed, hosts, (int)days, lab_get(args, "table"), e)) != 0 ||
	    (rc = open_exports(x, &n, &w, formats[k], e)) != 0)
		goto out;
	for (int day = 0; day < (int)days; day++) {
		hosts_step(&w, day);
		for (size_t i = 0; i < n; i++)
			if ((rc = write_day(&x[i], &w, root, day, e)) != 0)
				goto out;
		note_day(&days_text, &w, x, n, day);
	}
	rc = write_truth(root, &w, x, n, &days_text, e);
out:
	close_exports(x, n);
	buf_free(&days_text);
	hosts_free(&w);
	return (rc);
}
