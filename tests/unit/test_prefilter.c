/*
 * The prefilter must not miss a string: against a search that knows nothing
 * but comparison, over random sets of strings, texts and alignments.  A miss
 * here is evidence that a hunt would not see.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/blocks.h"
#include "hunt/prefilter.h"

_Static_assert(
    BLOCKS_SLACK >= PREFILTER_SLACK, "blocks leave less room behind them than the prefilter reads");

static const char *const word[] = { "aspnet_client", "echo", "temporary", "serverinfo~", "/ecp/default.flt",
	".js", "antsword/", "virtualdirectory", "server~", "/mapi/emsmdb", "#fields:", "anchormailbox", "444",
	".asp", ".ashx", ".php", "python-requests/2.19.1", "chrome/51.0.2704.103", "(exabot-thumbnails)",
	"aaa", "aaab", "zzzz", "/owa/auth/current/themes/resources/",
	"s:cmd=set-oabvirtualdirectory.externalurl=" };
#define WORDS (sizeof(word) / sizeof(word[0]))

static uint64_t state = 88172645463325252u;

static unsigned
below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return ((unsigned)(state >> 20) % n);
}

/* A text of one of several sorts with a few of the strings in it, in any case. */
static void
fill(char *text, size_t n, const struct str *literal, size_t literals)
{
	unsigned sort = below(5), planted = below(6);
	char flood = (char)below(256);

	for (size_t i = 0; i < n; i++)
		text[i] = sort == 0 ? flood
		    : sort == 1     ? (char)below(256)
		    : sort == 2     ? (char)(33 + below(90))
				    : " -\n"[below(3)];
	for (unsigned k = 0; k < planted; k++) {
		struct str s = literal[below((unsigned)literals)];
		size_t at;

		if (s.n > n)
			continue;
		at = below((unsigned)(n - s.n + 1));
		for (size_t i = 0; i < s.n; i++)
			text[at + i] =
			    s.p[i] >= 'a' && s.p[i] <= 'z' && below(2) == 0 ? (char)(s.p[i] - 32) : s.p[i];
	}
}

static void
expect_all(const struct prefilter_scratch *x, struct str text, const struct str *literal, size_t literals)
{
	size_t at = 0;

	for (size_t end = 1; end <= text.n; end++) {
		for (size_t id = 0; id < literals; id++) {
			if (literal[id].n > end ||
			    !str_ieq(str_sub(text, end - literal[id].n, end), literal[id]))
				continue;
			/* Hits of one end may come in any order. */
			size_t k = at;

			while (k < x->n && x->hit[k].end == end && x->hit[k].id != id)
				k++;
			if (k == x->n || x->hit[k].end != end)
				fail_msg("missed \"%s\" that ends at %zu of %zu", literal[id].p, end, text.n);
		}
		while (at < x->n && x->hit[at].end == end)
			at++;
	}
	/* And nothing that is not there. */
	assert_int_equal(at, x->n);
	for (size_t k = 0; k < x->n; k++) {
		struct str s = literal[x->hit[k].id];

		assert_true(
		    x->hit[k].end >= s.n && str_ieq(str_sub(text, x->hit[k].end - s.n, x->hit[k].end), s));
	}
}

static void
try_set(size_t literals, unsigned texts)
{
	static _Alignas(64) char room[64 + 400 + PREFILTER_SLACK];
	struct str literal[WORDS];
	bool used[WORDS] = { false };
	struct prefilter_scratch x;
	struct prefilter *p;
	struct err e;

	for (size_t i = 0; i < literals; i++) {
		size_t k;

		do {
			k = below(WORDS);
		} while (used[k]);
		used[k] = true;
		literal[i] = str_of(word[k]);
	}
	assert_non_null(p = prefilter_new(literal, literals, &e));
	assert_int_equal(prefilter_scratch_init(&x, p, &e), 0);
	for (unsigned k = 0; k < texts; k++) {
		size_t n = 1 + below(below(2) == 0 ? 120 : 400);
		char *text = room + below(64);

		fill(text, n, literal, literals);
		assert_int_equal(prefilter_scan(p, &x, (struct str){ text, n }, &e), 0);
		expect_all(&x, (struct str){ text, n }, literal, literals);
	}
	prefilter_scratch_free(&x);
	prefilter_free(p);
}

static void
nothing_is_missed(void **arg)
{
	(void)arg;
	for (size_t literals = 1; literals <= WORDS; literals++) {
		for (unsigned k = 0; k < (literals < 8 ? 40 : 6); k++)
			try_set(literals, 80);
	}
}

/* What the slack holds is not found. */
static void
slack_is_not_text(void **arg)
{
	static char room[8 + PREFILTER_SLACK] = "echo ech";
	const struct str literal = STR("echo");
	struct prefilter_scratch x;
	struct prefilter *p;
	struct err e;

	(void)arg;
	memcpy(room + 8, "o echo", 6);
	assert_non_null(p = prefilter_new(&literal, 1, &e));
	assert_int_equal(prefilter_scratch_init(&x, p, &e), 0);
	assert_int_equal(prefilter_scan(p, &x, (struct str){ room, 8 }, &e), 0);
	assert_int_equal(x.n, 1);
	assert_int_equal(x.hit[0].end, 4);
	prefilter_scratch_free(&x);
	prefilter_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_missed),
		cmocka_unit_test(slack_is_not_text),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
