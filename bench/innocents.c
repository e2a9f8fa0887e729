/*
 * Pairs whose truth is known, through the very path of trace compare, in one process: see bench/innocents.sh.
 *
 *	innocents BACKGROUND PAIRS EACH DERIVED SEED < LIST
 *
 * LIST has a file a line: task, group and path, tabs between.  A file is a package once, and is compared with at
 * most EACH files of its own language and task that are of other groups, until there are PAIRS in all; and with
 * DERIVED specimens that are made of it by the model of trace/truth.h, set before another group's file.
 *
 * Prints a line a pair: package, specimen, truth (1 derived), score, nearness, log10 of the ratio and its interval
 * ("-" where refused), the reason, the share of the smaller one's code lines that both have, and how many these are,
 * the cap, and Cllr.  Two files that are the same byte for byte are no pair; others that share lines are for the caller to judge.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "trace/calibrate.h"
#include "trace/normal.h"
#include "trace/score.h"
#include "trace/truth.h"

#define TOKENS_MIN 100
#define TOKENS_MAX 20000
#define LINE_MIN   16 /* Characters that are no blanks; shorter ones are anyone's. */

struct item {
	char *task, *group, *path;
	struct print print;
	uint64_t *line; /* Hashes of its code lines, ascending, each once. */
	size_t lines;
};

struct world {
	struct background *b;
	struct item *item;
	size_t n, cap;
	uint64_t random;
	size_t left, each, derived;
};

static void
ignore(void *arg, struct str path, struct str why)
{
	(void)arg;
	(void)path;
	(void)why;
}

static int
by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y ? -1 : x > y);
}

/* A line without its blanks; false where it is short or a comment. */
static bool
code_line(const char *p, size_t n, uint64_t *hash)
{
	char text[512];
	size_t got = 0;

	for (size_t i = 0; i < n && got < sizeof(text); i++) {
		if (p[i] != ' ' && p[i] != '\t' && p[i] != '\r')
			text[got++] = p[i];
	}
	if (got < LINE_MIN || text[0] == '*' || text[0] == '#' ||
	    (text[0] == '/' && (text[1] == '/' || text[1] == '*')))
		return (false);
	*hash = normal_hash((struct str){ text, got });
	return (true);
}

static void
read_lines(struct item *it)
{
	struct buf b = BUF((size_t)16 << 20);
	struct err e = { 0 };
	size_t from = 0, kept = 0, cap = 0;
	FILE *f = fopen(it->path, "r");
	char block[65536];
	size_t got;

	(void)e;
	while (f != NULL && (got = fread(block, 1, sizeof(block), f)) > 0)
		buf_put(&b, block, got);
	if (f != NULL)
		(void)fclose(f);
	for (size_t i = 0; i <= b.n; i++) {
		uint64_t hash;

		if (i < b.n && b.p[i] != '\n')
			continue;
		if (code_line(b.p + from, i - from, &hash)) {
			if (VEC_GROW(it->line, it->lines, cap) != 0)
				exit(70);
			it->line[it->lines++] = hash;
		}
		from = i + 1;
	}
	qsort(it->line, it->lines, sizeof(*it->line), by_value);
	for (size_t i = 0; i < it->lines; i++) {
		if (kept == 0 || it->line[kept - 1] != it->line[i])
			it->line[kept++] = it->line[i];
	}
	it->lines = kept;
	buf_free(&b);
}

/* Code of a size that a package has. */
static bool
fits(const struct print *p)
{
	return (p->files == 1 && p->tokens >= TOKENS_MIN && p->tokens <= TOKENS_MAX &&
	    p->file[0].lang != LANG_OTHER && p->file[0].lang != LANG_HTTP && p->file[0].lang != LANG_PROSE);
}

static void
read_list(struct world *w)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	while ((n = getline(&line, &cap, stdin)) > 0) {
		struct item it = { 0 };
		struct err e = { 0 };
		char *rest = line;

		line[n - 1] = '\0';
		it.task = strdup(strsep(&rest, "\t"));
		it.group = strdup(rest == NULL ? "" : strsep(&rest, "\t"));
		it.path = strdup(rest == NULL ? "" : rest);
		if (print_read(&it.print, it.path, ignore, NULL, &e) != 0 || !fits(&it.print) ||
		    VEC_GROW(w->item, w->n, w->cap) != 0) {
			print_free(&it.print);
			continue;
		}
		read_lines(&it);
		w->item[w->n++] = it;
	}
	free(line);
}

static size_t
common_lines(const struct item *a, const struct item *b)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < a->lines && j < b->lines;) {
		if (a->line[i] == b->line[j])
			n++, i++, j++;
		else if (a->line[i] < b->line[j])
			i++;
		else
			j++;
	}
	return (n);
}

static void
tell(const struct item *a, const struct item *b, bool derived, const struct score *s,
    const struct calibrated *c)
{
	size_t common = derived ? 0 : common_lines(a, b), least = a->lines < b->lines ? a->lines : b->lines;

	printf("%s\t%s\t%d\t%.4f\t%.4f\t", a->path, b->path, derived, s->score, s->nearness);
	if (c->refusal != NULL)
		printf("-\t-\t-\t%s\t", c->refusal);
	else
		printf("%.4f\t%.4f\t%.4f\t\t", c->llr, c->low, c->high);
	printf(
	    "%.4f\t%zu\t%.3f\t%.4f", least > 0 ? (double)common / (double)least : 0, common, c->cap, c->cllr);
	for (enum channel ch = 0; ch < CH_N; ch++)
		printf("\t%.3f", s->channel[ch].tail);
	printf("\n");
}

static void
compare(const struct score_package *k, const struct calibrate *cal, const struct item *a,
    const struct item *b, const struct print *x, bool derived)
{
	struct err e = { 0 };
	struct calibrated c;
	struct score s;

	if (score_pair(k, x, &s, &e) != 0)
		exit(70);
	calibrate_say(cal,
	    &(struct calibrate_point){ .score = (float)s.score,
		.nearness = (float)s.nearness,
		.tokens = a->print.tokens,
		.lang = (uint8_t)a->print.file[0].lang },
	    &c);
	tell(a, b, derived, &s, &c);
}

static bool
may_pair(const struct item *a, const struct item *b)
{
	return (strcmp(a->group, b->group) != 0 && strcmp(a->task, b->task) == 0 &&
	    a->print.file[0].lang == b->print.file[0].lang && a->print.file[0].id != b->print.file[0].id);
}

static void
one_package(struct world *w, const struct item *a)
{
	const struct calibrate_point *point;
	struct err e = { 0 };
	struct score_package *k = score_package(&a->print, w->b, &e);
	struct calibrate *cal;
	size_t points, from = (size_t)normal_draw(&w->random, w->n), done = 0, made = 0;

	if (k == NULL)
		exit(70);
	point = background_points(w->b, &points);
	if ((cal = calibrate_new(point, points, a->print.tokens, (unsigned)a->print.file[0].lang)) == NULL)
		exit(70);
	for (size_t i = 0; i < w->n && w->left > 0 && done < w->each; i++) {
		const struct item *b = &w->item[(from + i) % w->n];

		if (!may_pair(a, b))
			continue;
		compare(k, cal, a, b, &b->print, false);
		done++;
		w->left--;
		if (made++ < w->derived) {
			struct print x = { 0 };

			if (truth_derive(&w->random, &x, &a->print, &b->print) != 0)
				exit(70);
			x.file = b->print.file;
			x.files = 1;
			compare(k, cal, a, b, &x, true);
			x.file = NULL;
			x.files = 0;
			print_free(&x);
		}
	}
	calibrate_free(cal);
	score_package_free(k);
}

int
main(int argc, char **argv)
{
	struct world w = { 0 };
	struct err e = { 0 };

	if (argc != 6)
		return (2);
	if ((w.b = background_open(argv[1], &e)) == NULL) {
		fprintf(stderr, "%s\n", e.text);
		return (3);
	}
	w.left = strtoul(argv[2], NULL, 10);
	w.each = strtoul(argv[3], NULL, 10);
	w.derived = strtoul(argv[4], NULL, 10);
	w.random = strtoul(argv[5], NULL, 10);
	read_list(&w);
	fprintf(stderr, "%zu files\n", w.n);
	/* Each comes once, in an order of its own. */
	for (size_t i = 0; i + 1 < w.n; i++) {
		size_t j = i + (size_t)normal_draw(&w.random, w.n - i);
		struct item swap = w.item[i];

		w.item[i] = w.item[j];
		w.item[j] = swap;
	}
	for (size_t i = 0; i < w.n && w.left > 0; i++)
		one_package(&w, &w.item[i]);
	return (0);
}
