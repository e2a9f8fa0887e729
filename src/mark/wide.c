/* UTF-16 to UTF-8: see the header. */
#include "mark/wide.h"

/* The first two bytes are there: they tell what the file is. */
static void
on_begin(struct wide *w, struct buf *out)
{
	size_t mark;

	w->utf16.order = utf16_detect((struct str){ w->held, w->n }, &mark);
	w->begun = true;
	if (w->utf16.order == UTF16_NOT)
		buf_put(out, w->held, w->n);
	w->n = 0;
}

void
wide_feed(struct wide *w, struct str bytes, struct buf *out)
{
	char *to;

	while (!w->begun && bytes.n > 0) {
		w->held[w->n++] = bytes.p[0];
		bytes = str_sub(bytes, 1, bytes.n);
		if (w->n == 2)
			on_begin(w, out);
	}
	if (w->utf16.order == UTF16_NOT)
		buf_str(out, bytes);
	else if ((to = buf_reserve(out, UTF16_ROOM(bytes.n))) != NULL)
		out->n += utf16_feed(&w->utf16, bytes, to);
}

void
wide_end(struct wide *w, struct buf *out)
{
	if (!w->begun)
		buf_put(out, w->held, w->n);
	*w = (struct wide){ .n = 0 };
}
