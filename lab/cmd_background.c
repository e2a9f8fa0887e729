/*
 * athar-lab background: ordinary programs by many authors, for a background in
 * which nothing was taken from anybody.  Each author has a folder with the
 * same small tool in three languages and a page about it.
 */
#include <stdio.h>

#include "grammar.h"
#include "lab.h"
#include "sink.h"

/* What an author's folder holds: how its name ends, and where the grammar begins. */
static const struct {
	const char *ending, *start;
	bool capital;
} part[] = {
	{ ".py", "python", false },
	{ ".c", "c", false },
	{ ".ps1", "powershell", true },
	{ ".md", "readme", false },
};
#define PARTS (sizeof(part) / sizeof(part[0]))

/* A file by ${a} in his folder; ${line} tells of it. */
static int
write_part(const struct grammar *g, const struct author *a, uint64_t seed, const char *out,
    const char *folder, size_t k, struct buf *line, struct err *e)
{
	struct buf path = BUF(512);
	struct sink s;
	int rc, closed;

	buf_printf(&path, "ordinary/%s/", folder);
	if (k + 1 == PARTS)
		buf_cstr(&path, "README");
	else
		buf_printf(&path, part[k].capital ? "%.*s-%.*s" : "%.*s_%.*s", STR_ARG(a->verb[0]),
		    STR_ARG(a->noun[k]));
	buf_cstr(&path, part[k].ending);
	buf_printf(line, "{\"author\":\"%s\",\"derived_from\":null,\"file\":\"%s\"}\n", folder, buf_c(&path));
	if ((rc = sink_open(&s, out, buf_c(&path), e)) == 0) {
		grammar_put(g, &s.b, part[k].start, a, seed);
		buf_char(&s.b, '\n');
	}
	if ((closed = sink_close(&s, e)) != 0 && rc == 0)
		rc = closed;
	buf_free(&path);
	return (rc);
}

static int
write_author(const struct grammar *g, uint64_t seed, uint64_t number, const char *out, struct sink *truth,
    struct err *e)
{
	char folder[32];
	struct author a;
	struct rng r;
	int rc = 0;

	(void)snprintf(folder, sizeof(folder), "author-%03llu", (unsigned long long)number);
	grammar_author(g, &a, seed, str_of(folder));
	rng_seed(&r, seed, str_of(folder));
	for (size_t k = 0; k < PARTS && rc == 0; k++)
		rc = write_part(g, &a, rng_u64(&r), out, folder, k, &truth->b, e);
	return (rc == 0 ? sink_step(truth, e) : rc);
}

int
lab_background(const struct lab_args *args, struct err *e)
{
	const char *out = lab_get(args, "out");
	struct grammar *g = NULL;
	struct sink truth = { .fd = -1 };
	uint64_t seed, authors;
	int rc, closed;

	if ((rc = lab_number(args, "seed", 0, UINT64_MAX, &seed, e)) != 0 ||
	    (rc = lab_number(args, "authors", 1, 10000, &authors, e)) != 0)
		return (rc);
	if ((g = grammar_new(e)) == NULL)
		return (e->code);
	rc = sink_open(&truth, out, "truth.jsonl", e);
	for (uint64_t i = 1; i <= authors && rc == 0; i++)
		rc = write_author(g, seed, i, out, &truth, e);
	if ((closed = sink_close(&truth, e)) != 0 && rc == 0)
		rc = closed;
	grammar_free(g);
	return (rc);
}
