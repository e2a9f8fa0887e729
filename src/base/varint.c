/* Varints: see the header. */
#include "base/varint.h"

void
varint_put(struct buf *b, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		buf_char(b, (char)(v | 0x80));
	buf_char(b, (char)v);
}

bool
varint_take(struct str *s, uint64_t *v)
{
	unsigned shift = 0;

	*v = 0;
	for (size_t i = 0; i < s->n && shift < 64; i++, shift += 7) {
		unsigned char u = (unsigned char)s->p[i];

		*v |= (uint64_t)(u & 0x7F) << shift;
		if (u < 0x80) {
			*s = str_sub(*s, i + 1, s->n);
			return (true);
		}
	}
	return (false);
}
