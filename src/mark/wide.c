/* UTF-16 to UTF-8: see the header. */
#include "mark/wide.h"

static void
put(struct wide *w, struct str bytes, struct buf *out)
{
	char *to;

	if (w->utf16.order == UTF16_NOT)
		buf_str(out, bytes);
	else if ((to = buf_reserve(out, UTF16_ROOM(bytes.n))) != NULL)
		out->n += utf16_feed(&w->utf16, bytes, to);
}

/* The first bytes are there: they tell what the file is.  A mark is no part of the first word. */
static void
on_begin(struct wide *w, struct buf *out)
{
	struct str head = { w->held, w->n };
	size_t mark;

	w->utf16.order = utf16_detect(head, &mark);
	w->begun = true;
	put(w, str_sub(head, mark, head.n), out);
	w->n = 0;
}

void
wide_feed(struct wide *w, struct str bytes, struct buf *out)
{
	size_t n;

	if (!w->begun) {
		n = sizeof(w->held) - w->n < bytes.n ? sizeof(w->held) - w->n : bytes.n;
		memcpy(w->held + w->n, bytes.p, n);
		w->n += n;
		bytes = str_sub(bytes, n, bytes.n);
		if (w->n < sizeof(w->held))
			return;
		on_begin(w, out);
	}
	put(w, bytes, out);
}

void
wide_end(struct wide *w, struct buf *out)
{
	if (!w->begun)
		on_begin(w, out);
	*w = (struct wide){ .n = 0 };
}
