/*
 * Any bytes as a background's file: it is refused with words, or what it
 * answers keeps to what it promises, groups ascending and below their number.
 * What is asked for is taken from the end of the input, where the directory
 * is; keyed, it lies anywhere among the blocks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "trace/background.h"
#include "trace/score.h"

#define ASKED  64
#define POINTS 200 /* A calibration with more takes its time. */

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

struct asking {
	const struct background *b;
	size_t n;
};

static void
on_groups(void *arg, size_t i, const uint32_t *group, size_t groups, unsigned scale)
{
	const struct asking *a = arg;

	if (i >= a->n || groups == 0 || scale == 0 || (scale > 1 && groups > 1))
		abort();
	for (size_t g = 0; g < groups; g++) {
		if (group[g] >= background_groups(a->b) || (g > 0 && group[g] <= group[g - 1]))
			abort();
	}
}

/* The hashes that are asked for, as a package whose files they are. */
static void
compare(const struct background *b, uint64_t *hash, size_t n)
{
	struct feature feature[ASKED];
	struct print_file file[2] = { { .id = 1 }, { .id = hash[0] } };
	struct print p = { .file = file, .files = 2, .tokens = (uint32_t)n };
	struct score_package *k;
	struct score s;
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++)
		feature[i] = (struct feature){ hash[i], (uint32_t)i, 1 };
	for (enum channel ch = 0; ch < CH_N; ch++) {
		p.feature[ch] = feature;
		p.n[ch] = n;
	}
	if ((k = score_package(&p, b, &e)) == NULL)
		return;
	if (score_pair(k, &p, &s, &e) != 0 || !(s.score >= 0 && s.score < 1e6) ||
	    !(s.containment >= 0 && s.containment <= 1))
		abort();
	score_package_free(k);
}

static void
look(const struct background *b, const uint8_t *p, size_t n)
{
	uint64_t hash[ASKED] = { 0 };
	struct asking asking = { b, n / sizeof(hash[0]) < ASKED ? n / sizeof(hash[0]) : ASKED };
	struct calibrated c;
	struct err e = { 0 };
	const struct calibrate_point *point;
	size_t points;
	int rc;

	/* From the end backwards: that is where the directory's hashes are. */
	for (size_t i = 0; i < asking.n; i++)
		memcpy(&hash[i], p + n - (i + 1) * sizeof(hash[0]), sizeof(hash[0]));
	if ((rc = background_look(b, hash, asking.n, on_groups, &asking, &e)) != 0 &&
	    (e.text[0] == '\0' || rc != e.code))
		abort();
	point = background_points(b, &points);
	if (points < POINTS)
		calibrate(
		    &c, point, points, &(struct calibrate_point){ .score = 9, .tokens = 500, .nearness = 1 });
	if (points < POINTS && c.refusal == NULL &&
	    !(c.llr <= c.cap && c.low <= c.high && c.exceed > 0 && c.exceed <= 1))
		abort();
	compare(b, hash, asking.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	int fd = memfd_create("background", MFD_CLOEXEC);
	struct background *b;
	struct err e = { 0 };
	char path[32];

	if (fd < 0 || write(fd, p, n) != (ssize_t)n ||
	    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd) < 0)
		abort();
	if ((b = background_open(path, &e)) != NULL)
		look(b, p, n);
	else if (e.code == 0 || e.text[0] == '\0')
		abort();
	background_close(b);
	(void)close(fd);
	return (0);
}
