/*
 * What reading and fingerprinting source costs beside SHA-256 of the same bytes, in turn in one process, in
 * core-seconds, those of the children behind the wall included.
 *
 *	trace_read DIR ROUNDS
 *
 *	print	print_read: the wall, unpacking, features, the pipe, the sorted arrays
 *	feature	feature_read alone over the same texts, which lie in memory
 *	hash	SHA-256 of the same texts
 *
 * Prints a line a round: the three in core-seconds, then the bytes, the features and the files.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "base/file.h"
#include "trace/print.h"

struct job {
	const char *dir;
	struct print print;
	struct str *text; /* Of each file of the print. */
	uint64_t features, sum;
};

static double
seconds(const struct timeval *t)
{
	return ((double)t->tv_sec + (double)t->tv_usec / 1e6);
}

static double
core_seconds(void)
{
	static const int who[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
	double all = 0;

	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
		struct rusage u;

		(void)getrusage(who[i], &u);
		all += seconds(&u.ru_utime) + seconds(&u.ru_stime);
	}
	return (all);
}

static void
tell(void *arg, struct str path, struct str why)
{
	(void)arg;
	fprintf(stderr, "trace_read: %.*s: %.*s\n", STR_ARG(path), STR_ARG(why));
}

static int
read_print(struct job *j, struct err *e)
{
	print_free(&j->print);
	return (print_read(&j->print, j->dir, tell, NULL, e));
}

/*
 * The texts themselves, once, in one piece that no reader inherits: to copy its page tables is no part of
 * reading.
 */
static int
load(struct job *j, struct err *e)
{
	struct buf file = BUF(PRINT_TEXT_MAX);
	int rc = read_print(j, e);
	char *to = MAP_FAILED;

	if (rc == 0)
		to = mmap(
		    NULL, j->print.bytes + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (rc == 0 &&
	    (to == MAP_FAILED || (j->text = calloc(j->print.files, sizeof(*j->text))) == NULL ||
		madvise(to, j->print.bytes + 1, MADV_DONTFORK) != 0))
		rc = err_set(e, ERR_NOMEM, "out of memory");
	for (size_t i = 0; rc == 0 && i < j->print.files; i++) {
		buf_clear(&file);
		if ((rc = file_read(&file, AT_FDCWD, j->print.file[i].name, e)) == 0) {
			j->text[i] = (struct str){ to, file.n };
			memcpy(to, file.p != NULL ? file.p : "", file.n);
			to += file.n;
		}
	}
	buf_free(&file);
	return (rc);
}

static void
count(void *arg, enum channel ch, const struct feature *f, size_t n)
{
	struct job *j = arg;

	j->features += n;
	j->sum ^= f[n - 1].hash + (uint64_t)ch;
}

static int
features(struct job *j, struct err *e)
{
	(void)e;
	j->features = 0;
	for (size_t i = 0; i < j->print.files; i++)
		(void)feature_read(str_of(j->print.file[i].name), j->text[i], count, j);
	return (0);
}

static int
hash(struct job *j, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < j->print.files; i++)
		j->sum ^= sha256_of(j->text[i]).b[0];
	return (0);
}

static void
job_free(struct job *j)
{
	free(j->text);
	print_free(&j->print);
}

int
main(int argc, char **argv)
{
	static int (*const step[])(struct job *, struct err *) = { read_print, features, hash };
	struct job j = { 0 };
	struct err e = { 0 };
	int rc = argc == 3 ? 0 : 2;

	if (rc != 0)
		return (rc);
	j.dir = argv[1];
	rc = load(&j, &e);
	for (long round = strtol(argv[2], NULL, 10); rc == 0 && round > 0; round--) {
		for (size_t i = 0; rc == 0 && i < sizeof(step) / sizeof(step[0]); i++) {
			double from = core_seconds();

			rc = step[i](&j, &e);
			printf("%.4f ", core_seconds() - from);
		}
		printf("%llu %llu %zu\n", (unsigned long long)j.print.bytes, (unsigned long long)j.features,
		    j.print.files);
		(void)fflush(stdout);
	}
	if (rc != 0)
		fprintf(stderr, "trace_read: %s: %s\n", e.file, e.text);
	job_free(&j);
	/* The sum is looked at, so that no compiler leaves the work out. */
	return (rc != 0 ? 1 : j.sum == 1);
}
