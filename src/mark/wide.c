/* UTF-16 to UTF-8: see the header. */
#include "mark/wide.h"

static void
put_utf8(struct buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_char(b, (char)c);
	} else if (c < 0x800) {
		buf_char(b, (char)(0xC0 | c >> 6));
		buf_char(b, (char)(0x80 | (c & 63)));
	} else {
		buf_char(b, (char)(c < 0x10000 ? 0xE0 | c >> 12 : 0xF0 | c >> 18));
		if (c >= 0x10000)
			buf_char(b, (char)(0x80 | (c >> 12 & 63)));
		buf_char(b, (char)(0x80 | (c >> 6 & 63)));
		buf_char(b, (char)(0x80 | (c & 63)));
	}
}

static void
on_unit(struct wide *w, uint32_t unit, struct buf *out)
{
	bool low = unit >= 0xDC00 && unit <= 0xDFFF;

	if (w->high != 0) {
		put_utf8(out, low ? 0x10000 + ((w->high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD);
		w->high = 0;
		if (low)
			return;
	}
	if (unit >= 0xD800 && unit <= 0xDBFF)
		w->high = unit;
	else
		put_utf8(out, low ? 0xFFFD : unit);
}

/* Two bytes are there: at the beginning they tell what the file is, later they are a unit. */
static void
on_pair(struct wide *w, struct buf *out)
{
	unsigned a = w->held[0], b = w->held[1];

	w->n = 0;
	if (w->kind != WIDE_BEGIN) {
		on_unit(w, w->kind == WIDE_LITTLE ? a | b << 8 : a << 8 | b, out);
	} else if ((a == 0xFF && b == 0xFE) || (a == 0xFE && b == 0xFF)) {
		w->kind = a == 0xFF ? WIDE_LITTLE : WIDE_BIG;
	} else {
		w->kind = WIDE_NOT;
		buf_put(out, w->held, 2);
	}
}

void
wide_feed(struct wide *w, struct str bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.n; i++) {
		if (w->kind == WIDE_NOT) {
			buf_str(out, str_sub(bytes, i, bytes.n));
			return;
		}
		w->held[w->n++] = (unsigned char)bytes.p[i];
		if (w->n == 2)
			on_pair(w, out);
	}
}

void
wide_end(struct wide *w, struct buf *out)
{
	if (w->kind == WIDE_BEGIN)
		buf_put(out, w->held, w->n);
	*w = (struct wide){ .kind = WIDE_BEGIN };
}
