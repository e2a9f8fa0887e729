/* Text in any encoding: offsets rise with what is taken and end where the stream does. */
#include <stdlib.h>

#include "base/blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stream *s = stream_memory((struct str){ (const char *)data, size }, NULL);
	struct blocks l = { 0 };
	struct str text;
	uint64_t before = 0;
	size_t end;

	if (s == NULL || blocks_init(&l, s, NULL, NULL) != 0)
		abort();
	before = blocks_offset(&l, 0);
	while (blocks_fill(&l, &text, NULL) > 0) {
		end = blocks_last(&l) ? text.n : str_rchr(text, '\n') + 1;
		if (blocks_offset(&l, end) < before || blocks_offset(&l, end) > size)
			abort();
		before = blocks_offset(&l, end);
		blocks_take(&l, end);
	}
	/* All but half a character was given. */
	if (before + 1 < size)
		abort();
	blocks_free(&l);
	stream_free(s);
	return (0);
}
