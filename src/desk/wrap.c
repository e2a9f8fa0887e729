/* Wrapping: see the header. */
#include "desk/wrap.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/escape.h"

#define WIDTH_MIN 40
#define WIDTH_MAX 1000

static size_t
clamp(size_t n)
{
	return (n < WIDTH_MIN ? WIDTH_MIN : n > WIDTH_MAX ? WIDTH_MAX : n);
}

size_t
wrap_width(int fd)
{
	const char *columns = getenv("COLUMNS");
	struct winsize w;
	uint64_t n;

	if (isatty(fd) && ioctl(fd, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
		return (clamp(w.ws_col));
	if (columns != NULL && str_u64(str_of(columns), &n) == 0 && n > 0)
		return (clamp(n < WIDTH_MAX ? (size_t)n : WIDTH_MAX));
	return (0);
}

static void
new_line(struct buf *b, size_t indent)
{
	buf_char(b, '\n');
	for (size_t i = 0; i < indent; i++)
		buf_char(b, ' ');
}

/* The columns of text that is escaped already: one a character. */
static size_t
columns_of(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return (n);
}

/* A word longer than a line is cut at characters, since losing the rest would hide evidence. */
static void
put_word(struct buf *b, struct str word, size_t *at, size_t indent, size_t width)
{
	for (size_t i = 0; i < word.n; i++) {
		if (((unsigned char)word.p[i] & 0xC0) != 0x80) {
			if (*at >= width) {
				new_line(b, indent);
				*at = indent;
			}
			++*at;
		}
		buf_char(b, word.p[i]);
	}
}

void
wrap_put(struct buf *b, struct str text, size_t at, size_t indent, size_t width)
{
	struct buf safe = BUF(BUF_BIG);
	struct str rest, word;
	bool first = true;

	escape_term(&safe, text);
	if (safe.failed != 0)
		b->failed = safe.failed;
	rest = buf_view(&safe);
	if (width == 0 || width <= indent + 10) {
		buf_str(b, rest);
		buf_free(&safe);
		return;
	}
	while (str_split(&rest, ' ', &word)) {
		size_t n = columns_of(word);

		if (!first && at + 1 + n > width && at > indent) {
			new_line(b, indent);
			at = indent;
		} else if (!first) {
			buf_char(b, ' ');
			at++;
		}
		put_word(b, word, &at, indent, width);
		first = false;
	}
	buf_free(&safe);
}
