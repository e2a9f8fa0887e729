/* Items as text: see the header. */
#include "trace/item.h"

#include "mark/yml.h"

#define BLOCK ((size_t)256 << 10)

bool
item_passed_over(const struct stream_item *item)
{
	size_t slash = str_rchr(item->name, '/');
	struct str last = slash == STR_NPOS ? item->name : str_sub(item->name, slash + 1, item->name.n);

	return (str_eq(last, STR(MARK_YML_NAME)));
}

const char *
item_text(struct gather_child *g, struct buf *text)
{
	ssize_t n;
	char *to;

	buf_clear(text);
	while (text->n < PRINT_TEXT_MAX) {
		size_t want = PRINT_TEXT_MAX - text->n < BLOCK ? PRINT_TEXT_MAX - text->n : BLOCK;

		if ((to = buf_reserve(text, want)) == NULL)
			return ("no memory to read all of it");
		if ((n = gather_read(g, to, want)) <= 0)
			return (NULL);
		text->n += (size_t)n;
	}
	return ("only its first 64 MB were read");
}
