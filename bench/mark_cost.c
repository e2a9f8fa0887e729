/*
 * What marking costs beside SHA-256 of the same bytes, in turn in one process,
 * in core-seconds.
 *
 *	mark_cost CASE PACKAGE COPIES ROUNDS
 *
 * All of it is the path that share release takes, up to the sealer:
 *
 *	draw	read the package, draw all codewords, prove that each copy reads back
 *	copy	put the marks in, in memory
 *	write	what a release does for each copy: its signed manifest, which holds the SHA-256 of every part,
 *		and its archive in a file in memory, into both of which the marks are put anew
 *	hash	SHA-256 of as many bytes as the copies have, in one piece
 *
 * Prints a line a round: the four in core-seconds, then the bytes of all copies.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "share/copy.h"
#include "store/opening.h"

struct job {
	struct case_dir *c;
	const char *dir;
	uint32_t copies;
	struct copy_source source;
	struct note_key key;
	struct buf all; /* The package in one piece. */
	uint64_t bytes; /* Of all copies. */
	unsigned char sum;
};

static double
core_seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

static int
draw(struct job *j, struct err *e)
{
	copy_source_free(&j->source);
	return (copy_source_load(&j->source, j->c, j->dir, j->copies, e));
}

static int
copy(struct job *j, struct err *e)
{
	struct buf text = BUF(BUF_BIG);
	int rc = 0;

	j->bytes = 0;
	for (uint32_t n = 1; rc == 0 && n <= j->copies; n++) {
		for (size_t f = 0; rc == 0 && f < j->source.package.files; f++) {
			buf_clear(&text);
			mark_copy_file(&j->source.package, &j->source.book, n, f, &text);
			rc = buf_error(&text, e);
			j->bytes += text.n;
		}
	}
	buf_free(&text);
	return (rc);
}

static int
write_copy(struct job *j, const struct copy_terms *terms, uint32_t n, struct buf *manifest, struct err *e)
{
	int fd = memfd_create("copy", MFD_CLOEXEC), rc;

	if (fd < 0)
		return (err_sys(e, "cannot have a file in memory"));
	buf_clear(manifest);
	j->sum ^= copy_codeword(&j->source, n).b[0];
	if ((rc = copy_manifest(&j->source, n, terms, &j->key, manifest, e)) == 0)
		rc = copy_write(&j->source, n, buf_view(manifest), STR("{}\n"), fd, e);
	(void)close(fd);
	return (rc);
}

static int
write_all(struct job *j, struct err *e)
{
	struct bulletin_revision revision = { .revision = 1, .title = STR("a bench"), .tlp = TLP_AMBER };
	struct bulletin bulletin = { .id = STR("EX-1") };
	struct copy_terms terms = { .origin = "bench.example",
		.bulletin = &bulletin,
		.revision = &revision,
		.stage = POLICY_DETECTION };
	struct buf manifest = BUF(BUF_BIG);
	int rc = 0;

	for (uint32_t n = 1; rc == 0 && n <= j->copies; n++) {
		terms.copy = copy_number(&j->source, bulletin.id, 1, terms.stage, n);
		rc = write_copy(j, &terms, n, &manifest, e);
	}
	buf_free(&manifest);
	return (rc);
}

/* The bytes of the copies differ only at the marks: the package's own, as often, and the rest of the length. */
static int
hash(struct job *j, struct err *e)
{
	uint64_t left = j->bytes;

	if (j->all.n == 0) {
		for (size_t f = 0; f < j->source.package.files; f++)
			buf_str(&j->all, j->source.package.file[f].text);
	}
	while (left > 0 && j->all.n > 0) {
		size_t n = left < j->all.n ? (size_t)left : j->all.n;

		j->sum ^= sha256_of((struct str){ j->all.p, n }).b[0];
		left -= n;
	}
	return (buf_error(&j->all, e));
}

int
main(int argc, char **argv)
{
	static int (*const step[])(struct job *, struct err *) = { draw, copy, write_all, hash };
	struct job j = { .all = BUF(BUF_BIG) };
	struct err e = { 0 };
	int rc = argc == 5 ? 0 : 2;

	if (rc != 0)
		return (rc);
	j.dir = argv[2];
	j.copies = (uint32_t)strtoul(argv[3], NULL, 10);
	if ((j.c = case_open(argv[1], NULL, 0, &e)) == NULL || case_key(j.c, &j.key, &e) != 0)
		rc = 1;
	for (long round = strtol(argv[4], NULL, 10); rc == 0 && round > 0; round--) {
		for (size_t i = 0; rc == 0 && i < sizeof(step) / sizeof(step[0]); i++) {
			double from = core_seconds();

			rc = step[i](&j, &e) != 0;
			printf("%.4f ", core_seconds() - from);
		}
		printf("%llu\n", (unsigned long long)j.bytes);
		(void)fflush(stdout);
	}
	if (rc != 0)
		fprintf(stderr, "mark_cost: %s: %s\n", e.file, e.text);
	copy_source_free(&j.source);
	case_close(j.c);
	buf_free(&j.all);
	/* The sums are looked at, so that no compiler leaves them out. */
	return (rc != 0 ? 1 : j.sum == 0 && j.bytes == 0);
}
