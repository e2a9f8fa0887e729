/* Features of any text in any language: within bounds, in order, and as many as tokens allow. */
#include <stdlib.h>

#include "trace/feature.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	size_t n[CH_N];
	uint32_t pos[CH_N];
};

static void
check(void *arg, enum channel ch, const struct feature *f, size_t n)
{
	struct seen *s = arg;

	if (ch >= CH_N || n == 0 || n > FEATURE_SOME)
		abort();
	for (; n > 0; n--, f++) {
		/* Calls and literals share a channel, so only the others come in order. */
		if (ch != CH_ORDER && f->pos < s->pos[ch])
			abort();
		s->pos[ch] = f->pos;
		s->n[ch]++;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "a", "a.c", "a.java", "a.cs", "a.go", "a.rs", "a.js", "a.py",
		"a.rb", "a.php", "a.ps1", "a.sh", "a.http", "a.md" };
	struct seen s = { { 0 }, { 0 } };
	struct feature_text got;

	if (size == 0)
		return (0);
	got = feature_read(str_of(names[data[0] % (sizeof(names) / sizeof(names[0]))]),
	    (struct str){ (const char *)data + 1, size - 1 }, check, &s);
	if (s.n[CH_STRUCTURE] > got.tokens || s.n[CH_RAW] > got.tokens || got.tokens > size)
		abort();
	for (enum channel ch = 0; ch < CH_N; ch++) {
		if (s.pos[ch] > got.tokens)
			abort();
	}
	return (0);
}
