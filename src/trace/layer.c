/* Layers: see the header. */
#include "trace/layer.h"

#include "base/hash.h"

/* A shorter run is a word; a line of it that others follow has so many characters at least. */
#define RUN_LEAST  24
#define LINE_LEAST 16
/* What may stand between two lines of one run: the end of a literal, a plus, an indentation. */
#define GAP_MOST 64

/* What runs consist of. */
static const bool digit[256] = { ['0' ... '9'] = true,
	['A' ... 'Z'] = true,
	['a' ... 'z'] = true,
	['+'] = true,
	['/'] = true,
	['-'] = true,
	['_'] = true,
	['='] = true };

/* Text in single bytes, or in UTF-16 of which one half is NUL. */
static bool
is_text(struct str s)
{
	size_t odd = 0, high = 0, nul[2] = { 0 };

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		nul[i % 2] += c == 0;
		high += c >= 0x80;
		odd += c != 0 && (c < ' ' || c == 0x7F) && c != '\n' && c != '\r' && c != '\t';
	}
	/* Other scripts come in UTF-8; in an older encoding accents are few. */
	if (s.n < 16 || odd * 20 > s.n || (high * 5 > s.n && !str_is_utf8(s)))
		return (false);
	return (nul[0] + nul[1] == 0 || (nul[0] * 10 >= s.n * 4) != (nul[1] * 10 >= s.n * 4));
}

/* The ordinary alphabet, and whole groups of four. */
static void
to_base64(struct buf *b, struct str run)
{
	while (run.n > 0 && run.p[run.n - 1] == '=')
		run.n--;
	for (size_t i = 0; i < run.n; i++)
		buf_char(b, run.p[i] == '-' ? '+' : run.p[i] == '_' ? '/' : run.p[i]);
	while (b->n % 4 != 0)
		buf_char(b, '=');
}

/* Undo one run into ${out}; false, and nothing there, where it holds no text. */
static bool
undo(struct str run, struct buf *out)
{
	struct buf plain = BUF(LAYER_BYTES + 8);
	char *to;
	bool good = false;

	if (run.n < RUN_LEAST)
		return (false);
	if (run.n % 2 == 0 && (to = buf_reserve(out, run.n / 2)) != NULL &&
	    hex_read(to, run.n / 2, run) == 0) {
		out->n += run.n / 2;
		good = is_text(buf_view(out));
	}
	if (!good) {
		buf_clear(out);
		to_base64(&plain, run);
		good = plain.failed == 0 && base64_read(out, buf_view(&plain)) == 0 && is_text(buf_view(out));
	}
	buf_free(&plain);
	if (!good)
		buf_clear(out);
	return (good);
}

static void
hold(struct layer *l, struct str text)
{
	if (l->held.n + text.n > LAYER_BYTES) {
		l->full = true;
		return;
	}
	buf_str(&l->held, text);
	buf_put(&l->ends, &l->held.n, sizeof(l->held.n));
}

/* The run is complete.  Its last line may be a word that stands behind it by chance. */
static void
end_run(struct layer *l)
{
	struct buf out = BUF(LAYER_BYTES);
	size_t lines = l->run.n;

	buf_str(&l->run, buf_view(&l->line));
	if (undo(buf_view(&l->run), &out) ||
	    (lines > 0 && undo(str_sub(buf_view(&l->run), 0, lines), &out)) ||
	    (lines > 0 && undo(buf_view(&l->line), &out)))
		hold(l, buf_view(&out));
	l->full |= l->run.failed != 0 || out.failed != 0;
	buf_free(&out);
	buf_clear(&l->run);
	buf_clear(&l->line);
	l->gap = 0;
	l->broken = false;
}

/* A character that is none of a run's. */
static void
on_gap(struct layer *l, char c)
{
	if (l->run.n + l->line.n == 0)
		return;
	l->broken |= c == '\n';
	if (++l->gap > GAP_MOST || memchr(" \t\r\n\"'\\,.()", c, 12) == NULL)
		end_run(l);
}

static void
on_digits(struct layer *l, struct str some)
{
	if (l->gap > 0) {
		/* The line before must be one of many, or this is another run. */
		if (!l->broken || l->line.n < LINE_LEAST) {
			end_run(l);
		} else {
			buf_str(&l->run, buf_view(&l->line));
			buf_clear(&l->line);
		}
		l->gap = 0;
		l->broken = false;
	}
	if (l->run.n + l->line.n + some.n > LAYER_BYTES) {
		l->full = true;
		end_run(l);
	}
	buf_str(&l->line, some);
}

static void
feed(struct layer *l, struct str bytes)
{
	for (size_t i = 0, to; i < bytes.n; i = to) {
		for (to = i; to < bytes.n && digit[(unsigned char)bytes.p[to]]; to++)
			;
		if (to > i)
			on_digits(l, str_sub(bytes, i, to));
		else
			on_gap(l, bytes.p[to++]);
	}
}

void
layer_feed(struct layer *l, struct str bytes)
{
	if (l->held.max == 0) {
		l->run = l->line = BUF(LAYER_BYTES * 2);
		l->held = BUF(LAYER_BYTES);
		l->ends = BUF(LAYER_BYTES);
	}
	feed(l, bytes);
}

/* UTF-16 without its NULs: encoded text inside is ASCII. */
static void
narrow(struct buf *b, struct str text)
{
	buf_clear(b);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '\0')
			buf_char(b, text.p[i]);
	}
}

/* Look for further layers in what was undone from the ${from}-th text on; return how many texts there are then. */
static size_t
look_inside(struct layer *l, size_t from)
{
	size_t n = l->ends.n / sizeof(size_t), begin = 0, end;
	struct buf inner = BUF(LAYER_BYTES);

	for (size_t i = from; i < n; i++) {
		if (i > 0)
			memcpy(&begin, l->ends.p + (i - 1) * sizeof(size_t), sizeof(begin));
		memcpy(&end, l->ends.p + i * sizeof(size_t), sizeof(end));
		narrow(&inner, str_sub(buf_view(&l->held), begin, end));
		feed(l, buf_view(&inner));
		end_run(l);
	}
	buf_free(&inner);
	return (l->ends.n / sizeof(size_t));
}

bool
layer_end(struct layer *l, layer_fn *fn, void *arg)
{
	size_t begin = 0, end, done = 0, n;
	bool whole;

	if (l->held.max == 0)
		return (true);
	end_run(l);
	n = l->ends.n / sizeof(size_t);
	for (int depth = 1; depth < LAYER_DEPTH && done < n; depth++) {
		size_t next = look_inside(l, done);

		done = n;
		n = next;
	}
	for (size_t i = 0; i < n; i++, begin = end) {
		memcpy(&end, l->ends.p + i * sizeof(size_t), sizeof(end));
		fn(arg, str_sub(buf_view(&l->held), begin, end));
	}
	whole = !l->full && l->held.failed == 0 && l->ends.failed == 0;
	buf_clear(&l->held);
	buf_clear(&l->ends);
	l->full = false;
	return (whole);
}

void
layer_free(struct layer *l)
{
	buf_free(&l->run);
	buf_free(&l->line);
	buf_free(&l->held);
	buf_free(&l->ends);
}
