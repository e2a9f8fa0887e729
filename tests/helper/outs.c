/*
 * Documents for others out of hostile values, for the shell tests, which hold
 * them against the formats' schemas:
 *
 *	outs csaf|vex|misp|stix SEED
 *
 * Each value that some import or some desk can fill is a random mixture of
 * what breaks writers: quotes, controls, bytes that are no UTF-8, text that
 * turns its direction, and lengths up to 100,000 bytes.  What a case checks
 * before it keeps it (CVE ids, a bulletin's id) is as it must be.
 */
#include <stdio.h>
#include <stdlib.h>

#include "share/out.h"

static uint64_t seed;
static struct arena mem;

static uint64_t
below(uint64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return ((seed >> 33) % n);
}

/* One hostile text; empty ones only where ${empty}. */
static struct str
hostile(bool empty)
{
	static const struct str parts[] = { { "\"", 1 }, { "\\", 1 }, { "\0", 1 }, { "\n\r\t\b\f", 5 },
		{ "\x1b[31m", 5 }, { "\xff\xfe", 2 }, { "\xc3", 1 }, { "\xed\xa0\x80", 3 }, { "\xc0\xaf", 2 },
		{ "\xf4\x90\x80\x80", 4 }, { "\xe2\x80\xae", 3 }, { "\xe2\x80\xa8", 3 },
		{ "\xef\xbf\xbe", 3 }, { "\xf0\x9f\x94\xa5", 4 }, { "</script>", 9 }, { "\"},{\"x\":[", 9 },
		{ "\\u0000\\ud800", 12 }, { "x", 1 }, { "\x7f\x01", 2 }, { " ", 1 } };
	struct buf b = BUF(BUF_BIG);
	struct str kept;
	size_t n = empty && below(4) == 0 ? 0 : below(40) == 0 ? 100000 : 1 + below(12);

	while (b.n < n)
		buf_str(&b, parts[below(sizeof(parts) / sizeof(parts[0]))]);
	kept = arena_str(&mem, buf_view(&b));
	buf_free(&b);
	return (kept.p == NULL ? STR("") : kept);
}

static int
fill(struct out *o, struct err *e)
{
	static const char *const ids[] = { "CVE-2021-26855", "CVE-2021-26857", "CVE-2021-27065" };
	static struct out_cve cve[3];
	static struct out_reference reference[2];
	int rc = 0;

	*o = (struct out){ .id = STR("EX-1"),
		.title = hostile(false),
		.summary = hostile(false),
		.publisher = hostile(false),
		.namespace = hostile(false),
		.tlp = (enum tlp)below(TLP_RED + 1),
		.draft = below(2) == 0,
		.revision = 1 + (unsigned)below(3),
		.initial = 1614600000 * INSTANT_SECOND,
		.current = 1614700000 * INSTANT_SECOND,
		.cve = cve,
		.cves = 1 + below(3),
		.reference = reference,
		.references = below(3) };
	for (size_t i = 0; i < o->references; i++)
		reference[i] = (struct out_reference){ hostile(false), hostile(false) };
	for (size_t i = 0; i < o->cves; i++)
		cve[i] = (struct out_cve){ .id = str_of(ids[i]), .note = hostile(false) };
	for (size_t i = 0, at; i < 12 && rc == 0; i++) {
		const struct out_product p = { hostile(true), hostile(false), hostile(true), hostile(true),
			below(2) == 0 };
		struct out_claim c = { .status = (enum out_status)below(4),
			.remedy = hostile(true),
			.fix = below(2) == 0,
			.url = hostile(true),
			.why = hostile(true),
			.available = below(2) == 0 ? INSTANT_MIN : o->initial };

		if ((rc = out_product(o, &p, &at, e)) == 0) {
			c.product = at;
			rc = out_claim(o, below(o->cves), &c, e);
		}
	}
	return (rc);
}

int
main(int argc, char **argv)
{
	const char *kind = argc == 3 ? argv[1] : "";
	bool vex = strcmp(kind, "vex") == 0;
	struct buf b = BUF(BUF_BIG), warn = BUF(BUF_BIG);
	struct out o = { .cves = 0 };
	struct err e = { 0 };
	int rc = 1;

	seed = argc == 3 ? strtoull(argv[2], NULL, 10) : 0;
	for (size_t i = 0; out_formats[i].name != NULL; i++) {
		if (strcmp(vex ? "csaf" : kind, out_formats[i].name) != 0)
			continue;
		if ((rc = fill(&o, &e)) == 0)
			rc = out_formats[i].put(&b, &o, vex, &warn, &e);
	}
	if (rc == 0)
		(void)fwrite(b.p, 1, b.n, stdout);
	else
		(void)fprintf(stderr, "%s\n", e.text);
	/* Not out_free: two of the arrays are static. */
	for (size_t i = 0; i < o.cves; i++)
		free(o.cve[i].claim);
	free(o.product);
	arena_free(&mem);
	buf_free(&b);
	buf_free(&warn);
	return (rc != 0);
}
