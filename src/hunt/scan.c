/*
 * A scan: see the header.  Everything that a reader says is checked here: a
 * reader that was taken over can lie about its own files and nothing else.
 */
#include "hunt/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "hunt/crew.h"
#include "hunt/scan_impl.h"

#define BATCH_MAX   1000 /* Files a reader is given at once. */
#define THREADS_MAX 256

static int
no_memory(struct err *e)
{
	return (err_set(e, ERR_NOMEM, "out of memory"));
}

/* A file of the batch that could not be opened; its place in the order stays. */
static void
note_closed(struct crew_file *f, const char *why)
{
	f->fd = -1;
	(void)str_copy(f->why, sizeof(f->why), str_of(why));
}

static int
run_batch(struct scan *s, struct err *e)
{
	struct reader_job job = { .ask = s->ask,
		.set = s->options->set,
		.prefilter = s->options->prefilter,
		.limits = s->options->limits };
	size_t from = 0, to;
	int rc = 0;

	/* Between two files that could not be opened lies a run for the crew. */
	while (from < s->batch_n && rc == 0) {
		for (to = from; to < s->batch_n && s->batch[to].fd >= 0; to++)
			;
		if (to > from)
			rc = crew_read(&job, s->batch + from, to - from, s->threads, scan_record, s, e);
		if (to < s->batch_n && rc == 0) {
			rc = scan_unread(s, str_of(s->batch[to].name), str_of(s->batch[to].why), e);
			to++;
		}
		from = to;
	}
	for (size_t i = 0; i < s->batch_n; i++) {
		if (s->batch[i].fd >= 0)
			(void)close(s->batch[i].fd);
		free(s->batch[i].name);
	}
	s->batch_n = 0;
	return (rc);
}

/* One path of the walk: open it and put it into the batch. */
static int
on_path(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct scan *s = arg;
	struct crew_file *f = &s->batch[s->batch_n];
	struct err fault = { 0 };
	int error = errno;

	*f = (struct crew_file){ .name = str_dup(str_of(path)), .fd = -1 };
	if (f->name == NULL)
		return (no_memory(e));
	s->batch_n++;
	if (st == NULL) {
		note_closed(f, error == ELOOP ? "too deep a folder, or links in a circle" : strerror(error));
	} else if (file_odd(st) != NULL) {
		note_closed(f, file_odd(st));
	} else if ((f->fd = file_open(AT_FDCWD, path, &fault)) < 0) {
		note_closed(f, fault.text);
	} else {
		f->size = (uint64_t)st->st_size;
	}
	return (s->batch_n == s->batch_max ? run_batch(s, e) : 0);
}

/* As many files at once as descriptors allow. */
static void
size_batch(struct scan *s)
{
	struct rlimit r;
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	size_t room = 512;

	s->threads = s->options->threads != 0 ? s->options->threads : online > 0 ? (unsigned)online : 1;
	s->threads = s->threads > THREADS_MAX ? THREADS_MAX : s->threads;
	if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur != RLIM_INFINITY)
		room = (size_t)r.rlim_cur > 128 ? (size_t)r.rlim_cur - 64 - s->threads : 16;
	s->batch_max = (size_t)BATCH_MAX * s->threads;
	s->batch_max = s->batch_max > room ? room : s->batch_max;
}

static int
begin(struct scan *s, struct err *e)
{
	const struct ruleset *set = s->options->set;
	int rc = 0;

	size_batch(s);
	s->batch = calloc(s->batch_max, sizeof(*s->batch));
	s->name = calloc(ruleset_fields(set) + 1, sizeof(*s->name));
	s->value = calloc(ruleset_fields(set) + 1, sizeof(*s->value));
	s->t->found = calloc(ruleset_size(set) + 1, sizeof(*s->t->found));
	if (s->batch == NULL || s->name == NULL || s->value == NULL || s->t->found == NULL)
		return (no_memory(e));
	for (size_t k = 0; k < LOG_KINDS && rc == 0; k++) {
		rc = ask_init(&s->ask[k], &logkinds[k], set, s->options->pages && k == LOG_IIS, e);
		s->t->cover.kind[k].seen = calloc(ruleset_fields(set) + 1, sizeof(bool));
		if (rc == 0 && s->t->cover.kind[k].seen == NULL)
			rc = no_memory(e);
	}
	for (size_t i = 0; i < ruleset_size(set) && rc == 0; i++)
		rc = ladder_rule(&s->t->ladder, ruleset_rule(set, i)) != 0 ? no_memory(e) : 0;
	if (rc == 0 && s->options->pages)
		rc = ladder_rule(&s->t->ladder, &pages_rule) != 0 ? no_memory(e) : 0;
	return (rc);
}

/* Which rules had nothing to work on. */
static void
count_idle(struct scan *s)
{
	size_t n = ruleset_size(s->options->set) + (s->options->pages ? 1 : 0);

	for (size_t i = 0; i < n; i++) {
		if (scan_idle(s->t, s->options, i, NULL)) {
			ladder_idle(&s->t->ladder,
			    i < ruleset_size(s->options->set) ? ruleset_rule(s->options->set, i)
							      : &pages_rule);
		}
	}
	ladder_sort(&s->t->ladder);
}

static void
end(struct scan *s)
{
	for (size_t i = 0; i < s->batch_n; i++) {
		if (s->batch[i].fd >= 0)
			(void)close(s->batch[i].fd);
		free(s->batch[i].name);
	}
	for (size_t k = 0; k < LOG_KINDS; k++)
		ask_free(&s->ask[k]);
	free(s->batch);
	free(s->name);
	free(s->value);
	free(s->page_found);
	pages_free(&s->pages);
	spool_free(&s->spool);
	buf_free(&s->file_name);
}

int
scan_paths(char *const *path, size_t n, const struct scan_options *options, const struct scan_sink *sink,
    struct scan_totals *t, struct err *e)
{
	struct scan s = { .options = options,
		.sink = sink,
		.t = t,
		.spool = SPOOL,
		.file_name = BUF(65536),
		.pages.max = PAGES_MAX_TOTAL };
	int rc;

	*t = (struct scan_totals){ 0 };
	reader_prepare();
	rc = begin(&s, e);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = file_walk(path[i], on_path, &s, e);
	if (rc == 0)
		rc = run_batch(&s, e);
	if (rc == 0)
		rc = scan_tell_spooled(&s, e);
	if (rc == 0)
		count_idle(&s);
	end(&s);
	return (rc);
}

void
scan_totals_free(struct scan_totals *t)
{
	free(t->found);
	ladder_free(&t->ladder);
	cover_free(&t->cover);
}

/* The reason why a rule had nothing to work on, or in part. */
bool
scan_idle(const struct scan_totals *t, const struct scan_options *options, size_t i, struct buf *b)
{
	const struct ruleset *set = options->set;
	bool ours = i < ruleset_size(set);
	const struct rule *rule = ours ? ruleset_rule(set, i) : &pages_rule;
	const struct logkind *asked = NULL;
	bool read = false, has;
	size_t n = 0;
	const uint16_t *field = ours ? ruleset_rule_fields(set, i, &n) : NULL;
	struct buf none = BUF(4096);

	b = b != NULL ? b : &none;
	if (rule->why != NULL) {
		buf_cstr(b, rule->why);
		goto idle;
	}
	for (size_t k = 0; k < LOG_KINDS; k++) {
		if (!logkind_answers(&logkinds[k], rule))
			continue;
		asked = &logkinds[k];
		read = read || t->cover.kind[k].files > 0;
	}
	if (asked == NULL) {
		buf_printf(b, "athar reads no logs of %s%s%s%s%s", rule->product,
		    rule->product[0] != '\0' ? " " : "", rule->category,
		    rule->category[0] != '\0' && rule->service[0] != '\0' ? " " : "", rule->service);
		goto idle;
	}
	if (!read) {
		buf_printf(b, "no %s log was read", asked->text);
		goto idle;
	}
	/* A field that no header had; where the rule found something all the same it has another way. */
	for (size_t f = 0; f < n && t->found[i] == 0; f++) {
		has = false;
		for (size_t k = 0; k < LOG_KINDS; k++)
			has = has || (logkind_answers(&logkinds[k], rule) && t->cover.kind[k].seen[field[f]]);
		if (!has) {
			buf_printf(b, "no %s log that was read has the field %.*s", asked->text,
			    STR_ARG(ruleset_field(set, field[f])));
			goto idle;
		}
	}
	buf_free(&none);
	return (false);
idle:
	buf_free(&none);
	return (true);
}
