/*
 * One walk over UTF-8 serves every place: it yields a code point at a time
 * and says whether it is dangerous; the places differ in what they write.
 */
#include "base/escape.h"

struct cursor {
	struct str s;
	size_t at;
	uint32_t code;   /* The code point, or 0xFFFD for a byte that is none. */
	struct str text; /* Its bytes. */
	bool bad;        /* Not UTF-8. */
};

static bool
continues(struct str s, size_t at)
{
	return (at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80);
}

static bool
step(struct cursor *c)
{
	struct str s = c->s;
	size_t at = c->at, n = 1;
	unsigned char u;

	if (at >= s.n)
		return (false);
	u = (unsigned char)s.p[at];
	if (u >= 0xC2 && u <= 0xDF)
		n = 2;
	else if (u >= 0xE0 && u <= 0xEF)
		n = 3;
	else if (u >= 0xF0 && u <= 0xF4)
		n = 4;
	c->bad = u >= 0x80 && n == 1;
	c->code = n == 1 ? u : u & (0x7Fu >> n);
	for (size_t i = 1; i < n && !c->bad; i++) {
		c->bad = !continues(s, at + i);
		if (!c->bad)
			c->code = c->code << 6 | ((unsigned char)s.p[at + i] & 63);
	}
	/* Overlong forms, surrogates and what lies beyond Unicode are not characters. */
	if ((n == 3 && c->code < 0x800) || (n == 4 && (c->code < 0x10000 || c->code > 0x10FFFF)) ||
	    (c->code >= 0xD800 && c->code <= 0xDFFF))
		c->bad = true;
	if (c->bad) {
		c->code = 0xFFFD;
		n = 1;
	}
	c->text = str_sub(s, at, at + n);
	c->at = at + n;
	return (true);
}

static bool
control(uint32_t c)
{
	return (c < 0x20 || (c >= 0x7F && c <= 0x9F));
}

static bool
deceptive(uint32_t c)
{
	return (c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	    (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
	    (c >= 0xE0000 && c <= 0xE007F));
}

/* A character that is not shown as itself, in plain text. */
static void
put_visible(struct buf *b, const struct cursor *c)
{
	if (c->bad)
		buf_cstr(b, "\xEF\xBF\xBD");
	else if (c->code == '\n')
		buf_cstr(b, "\\n");
	else if (c->code == '\r')
		buf_cstr(b, "\\r");
	else if (c->code == '\t')
		buf_cstr(b, "\\t");
	else if (c->code < 0x100)
		buf_printf(b, "\\x%02x", (unsigned)c->code);
	else
		buf_printf(b, "<U+%04X>", (unsigned)c->code);
}

void
escape_term(struct buf *b, struct str s)
{
	struct cursor c = { .s = s };

	while (step(&c)) {
		if (c.bad || control(c.code) || deceptive(c.code))
			put_visible(b, &c);
		else
			buf_str(b, c.text);
	}
}

void
escape_html(struct buf *b, struct str s)
{
	struct cursor c = { .s = s };

	while (step(&c)) {
		switch (c.code) {
		case '&': buf_cstr(b, "&amp;"); continue;
		case '<': buf_cstr(b, "&lt;"); continue;
		case '>': buf_cstr(b, "&gt;"); continue;
		case '"': buf_cstr(b, "&quot;"); continue;
		case '\'': buf_cstr(b, "&#39;"); continue;
		default: break;
		}
		if (!c.bad && deceptive(c.code))
			buf_printf(b, "&lt;U+%04X&gt;", (unsigned)c.code);
		else if (c.bad || (control(c.code) && c.code != '\n' && c.code != '\t'))
			put_visible(b, &c);
		else
			buf_str(b, c.text);
	}
}

static void
json_unit(struct buf *b, uint32_t unit)
{
	buf_printf(b, "\\u%04x", (unsigned)unit);
}

void
escape_json(struct buf *b, struct str s)
{
	struct cursor c = { .s = s };
	size_t plain;

	buf_char(b, '"');
	while (c.at < s.n) {
		/* Runs of plain ASCII, which is nearly all there is, go in one piece. */
		for (plain = c.at; plain < s.n && s.p[plain] >= 0x20 && s.p[plain] < 0x7F &&
		     s.p[plain] != '"' && s.p[plain] != '\\';
		     plain++)
			;
		buf_put(b, s.p + c.at, plain - c.at);
		c.at = plain;
		if (!step(&c))
			break;
		switch (c.code) {
		case '"': buf_cstr(b, "\\\""); continue;
		case '\\': buf_cstr(b, "\\\\"); continue;
		case '\n': buf_cstr(b, "\\n"); continue;
		case '\r': buf_cstr(b, "\\r"); continue;
		case '\t': buf_cstr(b, "\\t"); continue;
		case '\b': buf_cstr(b, "\\b"); continue;
		case '\f': buf_cstr(b, "\\f"); continue;
		default: break;
		}
		if (c.bad) {
			buf_cstr(b, "\xEF\xBF\xBD");
		} else if (control(c.code) || (deceptive(c.code) && c.code < 0x10000)) {
			json_unit(b, c.code);
		} else if (deceptive(c.code)) {
			json_unit(b, 0xD800 + ((c.code - 0x10000) >> 10));
			json_unit(b, 0xDC00 + ((c.code - 0x10000) & 0x3FF));
		} else {
			buf_str(b, c.text);
		}
	}
	buf_char(b, '"');
}

void
escape_csv(struct buf *b, struct str s)
{
	struct cursor c = { .s = s };
	bool formula = s.n > 0 && memchr("=+-@\t\r", s.p[0], 6) != NULL;
	bool quote = formula || str_chr(s, ',') != STR_NPOS || str_chr(s, '"') != STR_NPOS ||
	    str_chr(s, '\n') != STR_NPOS || str_chr(s, '\r') != STR_NPOS;

	if (quote)
		buf_char(b, '"');
	if (formula)
		buf_char(b, '\'');
	while (step(&c)) {
		if (c.code == '"')
			buf_cstr(b, "\"\"");
		else if (c.bad || control(c.code) || deceptive(c.code))
			put_visible(b, &c);
		else
			buf_str(b, c.text);
	}
	if (quote)
		buf_char(b, '"');
}

static bool
hex_digit(struct str s, size_t at)
{
	return (at < s.n && str_digit(s.p[at]) < 16);
}

void
escape_path(struct buf *b, struct str s)
{
	struct cursor c = { .s = s };

	while (step(&c)) {
		bool percent = c.code == '%' && hex_digit(s, c.at) && hex_digit(s, c.at + 1);

		if (!percent && !c.bad && !control(c.code) && !deceptive(c.code)) {
			buf_str(b, c.text);
			continue;
		}
		for (size_t i = 0; i < c.text.n; i++)
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)c.text.p[i]);
	}
}

size_t
escape_width(struct str s)
{
	struct buf b = BUF(BUF_BIG);
	size_t n = 0;

	escape_term(&b, s);
	for (size_t i = 0; i < b.n; i++)
		n += ((unsigned char)b.p[i] & 0xC0) != 0x80;
	buf_free(&b);
	return (n);
}
