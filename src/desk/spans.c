/* Shared stretches side by side: see the header. */
#include "desk/spans.h"

#include "desk/beside.h"
#include "desk/html.h"
#include "desk/say.h"

/* From how many bits on a line has a shade; each further one is twice as much and a bit. */
static const struct {
	double bits;
	const char *class, *says;
} SHADE[] = {
	{ 32, "c rare-e", "32 bits and more" },
	{ 16, "c rare-d", "16 to 32" },
	{ 8, "c rare-c", "8 to 16" },
	{ 3, "c rare-b", "3 to 8" },
	{ 0, "c rare-a", "under 3" },
};
#define SHADES (sizeof(SHADE) / sizeof(SHADE[0]))

static const char *
shade(double bits)
{
	for (size_t i = 0; i < SHADES; i++) {
		if (bits > 0 && bits >= SHADE[i].bits)
			return (SHADE[i].class);
	}
	return ("c");
}

void
spans_legend(struct buf *b)
{
	buf_cstr(b, "<ul class=\"legend small\">\n<li>Bits of rarity that a line shares:</li>\n");
	for (size_t i = SHADES; i-- > 0;) {
		buf_cstr(b, "<li>");
		html_element(b, "span", SHADE[i].class, str_of(SHADE[i].says));
		buf_cstr(b, "</li>\n");
	}
	buf_cstr(b, "<li>no number: nothing shared</li>\n</ul>\n");
}

/* "collect.py, lines 144 to 161" */
static void
say_where(struct buf *b, const struct trace_side *s)
{
	buf_str(b, s->file);
	buf_printf(b, s->line != NULL && s->lines > 0 ? ", lines %u to %u" : ", %u to %u", s->first, s->last);
}

/* One side of a row: the number of its line, the bits and the text; nothing where the row has no such line. */
static void
put_half(struct buf *b, const struct trace_side *s, int line)
{
	struct buf text = BUF(64);

	if (line < 0) {
		buf_cstr(b, "<td class=\"n none\"></td><td class=\"n none\"></td><td class=\"c none\"></td>");
		return;
	}
	buf_u64(&text, s->first + (uint64_t)line);
	html_cell(b, "n", buf_view(&text));
	buf_clear(&text);
	if (s->line[line].bits > 0)
		buf_printf(&text, "%.0f", s->line[line].bits < 1 ? 1 : s->line[line].bits);
	html_cell(b, "n bits", buf_view(&text));
	html_cell(b, shade(s->line[line].bits), s->line[line].text);
	buf_free(&text);
}

/* The texts of a side, no more than can be set beside others. */
static size_t
side_texts(const struct trace_side *s, struct str *text)
{
	size_t n = s->lines < BESIDE_LINES ? s->lines : BESIDE_LINES;

	for (size_t i = 0; i < n; i++)
		text[i] = s->line[i].text;
	return (n);
}

static void
put_rows(struct buf *b, const struct trace_region *r)
{
	struct str left[BESIDE_LINES], right[BESIDE_LINES];
	struct beside_row row[2 * BESIDE_LINES];
	size_t n = side_texts(&r->package, left), m = side_texts(&r->specimen, right);
	size_t rows = beside_align(left, n, right, m, row);

	buf_cstr(b,
	    "<thead><tr><th scope=\"col\" class=\"n\">line</th><th scope=\"col\" class=\"n\">bits</th>"
	    "<th scope=\"col\">the package</th><th scope=\"col\" class=\"n\">line</th>"
	    "<th scope=\"col\" class=\"n\">bits</th><th scope=\"col\">the specimen</th></tr></thead>\n<tbody>");
	for (size_t i = 0; i < rows; i++) {
		html_row(b);
		put_half(b, &r->package, row[i].left);
		put_half(b, &r->specimen, row[i].right);
		html_row_end(b);
	}
	buf_cstr(b, "\n</tbody></table></div>\n");
}

/* How many lines were cut from a side, where any were. */
static uint64_t
cut_lines(const struct trace_side *s)
{
	uint64_t all = s->last >= s->first ? (uint64_t)s->last - s->first + 1 : 0;

	return (all > s->lines ? all - s->lines : 0);
}

void
spans_put(struct buf *b, const struct trace_region *r)
{
	uint64_t cut = cut_lines(&r->package) + cut_lines(&r->specimen);
	struct buf text = BUF(1 << 16);

	buf_printf(&text, "%.0f bits: ", r->bits);
	say_where(&text, &r->package);
	buf_cstr(&text, " = ");
	say_where(&text, &r->specimen);
	if (r->package.lines == 0 && r->specimen.lines == 0) {
		buf_cstr(&text, " (in kilobytes: no lines to show)");
		html_element(b, "p", "small", buf_view(&text));
	} else {
		buf_cstr(b, "<div class=\"scroll\" tabindex=\"0\"><table class=\"beside\">\n<caption>");
		html_text(b, buf_view(&text));
		buf_cstr(b, "</caption>\n");
		put_rows(b, r);
		buf_clear(&text);
		if (cut > 0) {
			say_many(&text, cut, "more line is", "more lines are");
			buf_cstr(&text, " in the files and not kept here.");
			html_element(b, "p", "small", buf_view(&text));
		}
	}
	buf_free(&text);
}
