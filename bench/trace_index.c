/*
 * For bench/trace_index.sh: packages into a watch (trace/watch.h), then specimens against all of them, each timed apart.
 *
 *	trace_index LIST BACKGROUND ROUNDS SPECIMEN...
 *
 *	trace_index --bare FILE...
 *
 * The second form only fingerprints, without child and pipe, which is the floor of whatever compares them: a line with
 * files, bytes and seconds.
 *
 * LIST names a package a line; BACKGROUND is "-" for none.  A line for the packages, then one a specimen and round:
 * seconds for fingerprinting (behind the wall, as watch does), for the same without child and pipe, for the search, for
 * the whole; packages that the specimen as a whole left, that were compared in full, that raised an alert.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "trace/watch.h"

#include <fcntl.h>
#include <sys/resource.h>

static char **path;
static size_t paths;

/* Of this process and of the children that it has waited for. */
static double
core(void)
{
	struct rusage self, children;

	(void)getrusage(RUSAGE_SELF, &self);
	(void)getrusage(RUSAGE_CHILDREN, &children);
	return ((double)(self.ru_utime.tv_sec + self.ru_stime.tv_sec + children.ru_utime.tv_sec +
		    children.ru_stime.tv_sec) +
	    1e-6 *
		(double)(self.ru_utime.tv_usec + self.ru_stime.tv_usec + children.ru_utime.tv_usec +
		    children.ru_stime.tv_usec));
}

static void
die(const char *what, const struct err *e)
{
	fprintf(stderr, "trace_index: %s: %s\n", what, e->text);
	exit(1);
}

static void
on_unread(void *arg, struct str file, struct str why)
{
	(void)arg;
	fprintf(stderr, "trace_index: %.*s: %.*s\n", STR_ARG(file), STR_ARG(why));
}

static void
read_list(const char *list)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	FILE *f = fopen(list, "r");

	if (f == NULL)
		exit(1);
	while ((n = getline(&line, &cap, f)) > 0) {
		line[n - 1] = '\0';
		if ((path = realloc(path, (paths + 1) * sizeof(*path))) == NULL ||
		    (path[paths++] = strdup(line)) == NULL)
			exit(1);
	}
	free(line);
	(void)fclose(f);
}

static int
load(void *arg, uint32_t package, struct print *p, struct err *e)
{
	(void)arg;
	return (print_read(p, path[package], on_unread, NULL, e));
}

static int
on_match(void *arg, const struct watch_match *m, struct err *e)
{
	size_t *matches = arg;

	(void)e;
	++*matches;
	if (getenv("SHOW") != NULL)
		fprintf(stderr, "  %s: score %.1f, llr %.1f (%s)\n", path[m->number], m->score.score,
		    m->llr.llr, m->llr.refusal != NULL ? m->llr.refusal : "");
	return (0);
}

/* Fingerprints in this process: ten thousand children would take minutes, and these files are our own. */
static void
on_features(void *arg, enum channel ch, const struct feature *f, size_t n)
{
	struct print *p = arg;

	if (p->n[ch] + n > p->cap[ch]) {
		p->cap[ch] = 2 * p->cap[ch] + 4 * FEATURE_SOME;
		if ((p->feature[ch] = reallocarray(p->feature[ch], p->cap[ch], sizeof(*f))) == NULL)
			exit(1);
	}
	memcpy(p->feature[ch] + p->n[ch], f, n * sizeof(*f));
	p->n[ch] += n;
}

/* The fingerprint of a file as print_read makes it, and the seconds that reading it took. */
static double
bare(const char *file, struct print *p)
{
	struct buf text = BUF(PRINT_TEXT_MAX);
	struct feature_text got;
	struct err e = { 0 };
	struct sha256 sha;
	double began = core();

	if (file_read(&text, AT_FDCWD, file, &e) != 0)
		die(file, &e);
	got = feature_read(str_of(file), buf_view(&text), on_features, p);
	sha = sha256_of(buf_view(&text));
	if ((p->file = calloc(1, sizeof(*p->file))) == NULL || (p->file->name = strdup(file)) == NULL)
		exit(1);
	memcpy(&p->file->id, sha.b, sizeof(p->file->id));
	p->file->lang = got.lang;
	p->file->tokens = got.tokens;
	p->files = p->capfiles = 1;
	p->tokens = got.tokens + 1;
	p->bytes = text.n;
	buf_free(&text);
	return (core() - began);
}

static void
try(struct watch *w, const char *specimen)
{
	struct index_found found = { 0 };
	struct print s = { 0 }, again = { 0 };
	struct err e = { 0 };
	uint64_t compared = 0;
	size_t matches = 0;
	double plain = bare(specimen, &again), began = core(), printed, searched, tried;

	if (print_read(&s, specimen, on_unread, NULL, &e) != 0)
		die(specimen, &e);
	printed = core() - began;
	began = core();
	if (index_find(watch_index(w), &s, &found, &e) != 0)
		die(specimen, &e);
	searched = core() - began;
	began = core();
	if (watch_try(w, &s, on_match, &matches, &compared, &e) != 0)
		die(specimen, &e);
	tried = core() - began;
	printf("%s %zu %.6f %.6f %.6f %.6f %zu %llu %zu\n", specimen, (size_t)s.bytes, printed, plain,
	    searched, tried, found.whole, (unsigned long long)compared, matches);
	index_found_free(&found);
	print_free(&s);
	print_free(&again);
}

static int
bare_all(char **file, int files)
{
	double took = 0;
	uint64_t bytes = 0;

	for (int i = 0; i < files; i++) {
		struct print p = { 0 };

		took += bare(file[i], &p);
		bytes += p.bytes;
		print_free(&p);
	}
	printf("bare %d %llu %.6f\n", files, (unsigned long long)bytes, took);
	return (0);
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };
	struct watch_options o = {
		.level = WATCH_LEVEL, .shelf = WATCH_SHELF, .beside = "/tmp/x", .load = load
	};
	struct background *b = NULL;
	struct watch *w;
	uint64_t bytes = 0;
	double began;

	if (argc > 2 && strcmp(argv[1], "--bare") == 0)
		return (bare_all(argv + 2, argc - 2));
	if (argc < 5)
		return (2);
	read_list(argv[1]);
	if (strcmp(argv[2], "-") != 0 && (b = background_open(argv[2], &e)) == NULL)
		die(argv[2], &e);
	o.background = b;
	if ((w = watch_new(&o, &e)) == NULL)
		die("watch", &e);
	began = core();
	for (size_t i = 0; i < paths; i++) {
		struct print p = { 0 };

		(void)bare(path[i], &p);
		bytes += p.bytes;
		if (watch_add(w, &p, &e) != 0)
			die(path[i], &e);
		print_free(&p);
	}
	if (watch_seal(w, &e) != 0)
		die("index", &e);
	printf("packages %zu %llu %.3f %llu\n", paths, (unsigned long long)bytes, core() - began,
	    (unsigned long long)index_bytes(watch_index(w)));
	for (int round = 0; round < (int)strtol(argv[3], NULL, 10); round++) {
		for (int i = 4; i < argc; i++)
			try(w, argv[i]);
	}
	watch_free(w);
	background_close(b);
	return (0);
}
