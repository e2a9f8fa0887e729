/*
 * Skipping by blocks against skipping byte by byte: the first byte is the depth allowed, the rest is the
 * inside of a container.
 */
#include <stdlib.h>

#include "base/jsonskip.h"

static enum jsonskip
slowly(struct str text, size_t *at, unsigned levels)
{
	bool in_string = false;
	unsigned level = 1;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '\\') {
			i += i + 1 < text.n && (text.p[i + 1] == '"' || text.p[i + 1] == '\\');
		} else if (c == '"') {
			in_string = !in_string;
		} else if (!in_string && (c == '{' || c == '[')) {
			*at = i;
			if (++level > levels + 1)
				return (JSONSKIP_DEEP);
		} else if (!in_string && (c == '}' || c == ']') && --level == 0) {
			*at = i + 1;
			return (JSONSKIP_DONE);
		}
	}
	*at = 0;
	return (in_string ? JSONSKIP_OPEN_STRING : JSONSKIP_OPEN_CONTAINER);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct str text = { (const char *)p + 1, n - 1 };
	size_t a = 0, b = 0;

	if (n == 0)
		return (0);
	if (jsonskip(text, &a, p[0]) != slowly(text, &b, p[0]) || a != b)
		abort();
	return (0);
}
