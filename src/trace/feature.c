/* Features: see the header. */
#include "trace/feature.h"

#include "base/utf.h"
#include "trace/lex.h"
#include "trace/normal.h"

#define STRUCTURE_GRAM 6
#define RAW_GRAM       3

/* Encodings within encodings; none is shorter. */
#define LAYERS    3
#define LAYER_MIN 12

/* A literal is arbitrary from so many digits or letters on. */
#define ORDER_DIGITS  3
#define ORDER_LETTERS 4

const char *
feature_channel_name(enum channel ch)
{
	static const char *const names[CH_N] = { "structure", "raw", "atoms", "comments", "order" };

	return (names[ch < CH_N ? ch : CH_STRUCTURE]);
}

unsigned
feature_span(enum channel ch)
{
	return (ch == CH_STRUCTURE ? STRUCTURE_GRAM : ch == CH_RAW ? RAW_GRAM : ch == CH_ATOMS ? 1 : 2);
}

/* A window over the last ${k} hashes, whose polynomial value rolls. */
struct gram {
	unsigned k, n; /* Its size, and how many it has seen, up to k. */
	uint64_t top;  /* The base to the power of k. */
	uint64_t value;
	uint64_t hash[STRUCTURE_GRAM];
	uint32_t pos[STRUCTURE_GRAM], line[STRUCTURE_GRAM];
	unsigned at; /* Where the next one goes: the oldest. */
};

/* Features of one channel that wait to be handed on together. */
struct some {
	struct feature f[FEATURE_SOME];
	size_t n;
};

#define BASE 0x9E3779B97F4A7C15ULL

/* A mark is mostly one of some dozen bytes, so that each is hashed once. */
#define MARKS 128
struct mark {
	uint64_t exact, kind; /* Both 0 where it was not seen yet. */
};

struct reader {
	feature_fn *fn;
	void *arg;
	struct gram structure, raw, words, calls, literals;
	uint32_t pos;
	unsigned flags; /* Of the language at hand. */
	bool inner;     /* In what was decoded: all of it stands where its string does. */
	struct mark mark[MARKS];
	uint64_t kind[LEX_KINDS]; /* What stands for any token of a kind. */
	struct some some[CH_N];
};

static void
gram_init(struct gram *g, unsigned k)
{
	*g = (struct gram){ .k = k, .top = 1 };
	for (unsigned i = 0; i < k; i++)
		g->top *= BASE;
}

static void
hand_on(struct reader *r, enum channel ch)
{
	struct some *some = &r->some[ch];

	if (some->n > 0)
		r->fn(r->arg, ch, some->f, some->n);
	some->n = 0;
}

/* A channel's number keeps equal hashes of two channels apart in one table. */
static inline void
emit(struct reader *r, enum channel ch, uint64_t value, uint32_t pos, uint32_t line)
{
	struct some *some = &r->some[ch];

	some->f[some->n++] =
	    (struct feature){ normal_mix(value + (uint64_t)ch * 0xD1B54A32D192ED03ULL), pos, line };
	if (some->n == FEATURE_SOME)
		hand_on(r, ch);
}

static inline void
gram_put(struct reader *r, struct gram *g, enum channel ch, uint64_t hash, uint64_t tag, uint32_t line)
{
	unsigned at = g->at;

	g->value = g->value * BASE + hash;
	if (g->n == g->k)
		g->value -= g->hash[at] * g->top;
	else
		g->n++;
	g->hash[at] = hash;
	g->pos[at] = r->pos;
	g->line[at] = line;
	at = at + 1 == g->k ? 0 : at + 1;
	g->at = at;
	/* The oldest of a full window is where the next goes. */
	if (g->n == g->k)
		emit(r, ch, g->value ^ tag, g->pos[at], g->line[at]);
}

/* A text shorter than a gram is one by itself. */
static void
gram_end(struct reader *r, struct gram *g, enum channel ch)
{
	if (g->n > 0 && g->n < g->k)
		emit(r, ch, g->value + g->n, g->pos[0], g->line[0]);
}

static void
read_words(struct reader *r, struct str text, uint32_t line)
{
	uint32_t at_line = line;
	struct str word;
	size_t at = 0;

	while (normal_word(text, &at, &at_line, &word))
		gram_put(r, &r->words, CH_COMMENTS, normal_fold(word), 0, r->inner ? line : at_line);
}

static void read_text(struct reader *r, enum lang lang, struct str text, uint32_t line, unsigned depth);

/* A string of so many lines is a text of its own: a script, a page, a request. */
#define TEXT_LINES 3

/*
 * What an encoded string hides is read as text of its own, at the string's place; so is one of many lines,
 * each where it stands.
 */
static void
read_layer(struct reader *r, struct str inside, uint32_t line, unsigned depth)
{
	struct buf plain = BUF((size_t)16 << 20);
	bool inner = r->inner;

	if (depth < LAYERS && normal_decode(&plain, inside)) {
		r->inner = true;
		read_text(r, LANG_OTHER, buf_view(&plain), line, depth + 1);
		r->inner = inner;
	} else if (depth < LAYERS && str_count(inside, '\n') >= TEXT_LINES) {
		read_text(r, lang_of(STR(""), inside), inside, line, depth + 1);
	}
	buf_free(&plain);
}

static void
put_literal(struct reader *r, uint64_t hash, uint32_t line)
{
	gram_put(r, &r->literals, CH_ORDER, hash, 0x4C49544552414C53ULL, line);
}

static const struct mark *
mark_of(struct reader *r, struct str text)
{
	struct mark *m = &r->mark[(unsigned char)text.p[0]];

	if (m->kind == 0) {
		m->exact = normal_hash(text);
		m->kind = normal_mix(m->exact);
	}
	return (m);
}

/* One token into all channels; ${call}: a name with a bracket behind it. */
static void
read_token(struct reader *r, const struct lex_token *t, bool call, unsigned depth)
{
	uint64_t kind = r->kind[t->kind], exact, name;

	switch (t->kind) {
	case LEX_NAME:
		exact = (r->flags & LANG_NO_CASE) != 0 ? normal_low(t->text) : normal_hash(t->text);
		name = normal_name(t->text);
		emit(r, CH_ATOMS, name, r->pos, t->line);
		if (call)
			gram_put(r, &r->calls, CH_ORDER, name, 0x43414C4C53ULL, t->line);
		break;
	case LEX_NUMBER:
		exact = normal_number(t->text, (r->flags & LANG_OCTAL) != 0);
		emit(r, CH_ATOMS, exact, r->pos, t->line);
		if (t->text.n >= ORDER_DIGITS)
			put_literal(r, exact, t->line);
		break;
	case LEX_STRING:
		exact = normal_string(t->inside, t->how);
		emit(r, CH_ATOMS, exact, r->pos, t->line);
		if (t->inside.n >= ORDER_LETTERS)
			put_literal(r, exact, t->line);
		if (t->inside.n >= LAYER_MIN)
			read_layer(r, t->inside, t->line, depth);
		break;
	case LEX_MARK:
		if (t->text.n == 1 && (unsigned char)t->text.p[0] < MARKS) {
			const struct mark *m = mark_of(r, t->text);

			exact = m->exact;
			kind = m->kind;
			break;
		}
		/* fallthrough */
	default:
		exact = normal_hash(t->kind == LEX_WORD ? t->inside : t->text);
		kind = normal_mix(exact);
		break;
	}
	gram_put(r, &r->structure, CH_STRUCTURE, kind, 0, t->line);
	gram_put(r, &r->raw, CH_RAW, exact, 0, t->line);
	r->pos++;
}

/* How deep blocks may nest; deeper ones open and do not close. */
#define BLOCKS 64

/* Where the lines of a text with LANG_LAYOUT begin. */
struct layout {
	uint32_t column[BLOCKS]; /* Of the blocks that are open. */
	unsigned blocks;
	bool begun;
};

/* What stands there for semicolons and braces, any numbers; it has no text, and so is in no other channel. */
#define LINE_END  0x6C696E6520656E64ULL
#define BLOCK     0x626C6F636B206265ULL
#define BLOCK_END 0x626C6F636B20656EULL

static void
put_layout(struct reader *r, uint64_t what, uint32_t line)
{
	gram_put(r, &r->structure, CH_STRUCTURE, normal_mix(what), 0, line);
}

/* Before a token outside brackets: the line's end, and blocks that open or close, where it is the first of its line. */
static void
read_layout(struct reader *r, struct layout *l, struct str text, const struct lex_token *t)
{
	size_t at = (size_t)(t->text.p - text.p), from = at;
	uint32_t column = 0;

	while (from > 0 && (text.p[from - 1] == ' ' || text.p[from - 1] == '\t'))
		from--;
	if (from > 0 && text.p[from - 1] != '\n')
		return;
	for (; from < at; from++)
		column = text.p[from] == '\t' ? (column | 7) + 1 : column + 1;
	if (l->begun)
		put_layout(r, LINE_END, t->line);
	if (column > (l->blocks > 0 ? l->column[l->blocks - 1] : 0)) {
		/* What begins indented is a piece from within a block, that may end here. */
		if (l->begun)
			put_layout(r, BLOCK, t->line);
		if (l->blocks < BLOCKS)
			l->column[l->blocks++] = column;
	}
	for (; l->blocks > 0 && column < l->column[l->blocks - 1]; l->blocks--)
		put_layout(r, BLOCK_END, t->line);
	l->begun = true;
}

static void
read_text(struct reader *r, enum lang lang, struct str text, uint32_t line, unsigned depth)
{
	struct layout layout = { .blocks = 0 };
	struct lex x;
	struct lex_token t, held;
	bool waits = false;
	char c;
	unsigned flags = r->flags;
	uint32_t opened;

	lex_init(&x, lang, text);
	x.line = line;
	r->flags = x.flags;
	while (opened = x.depth, lex_next(&x, &t)) {
		if (r->inner)
			t.line = line;
		if (t.kind == LEX_IMPORT)
			continue;
		if (t.kind == LEX_COMMENT) {
			read_words(r, t.text, t.line);
			continue;
		}
		/* A name waits for what follows, which tells whether it is called; mostly the next byte does. */
		if (waits)
			read_token(r, &held, t.kind == LEX_MARK && t.text.p[0] == '(', depth);
		if ((r->flags & LANG_LAYOUT) != 0 && opened == 0)
			read_layout(r, &layout, text, &t);
		c = t.kind == LEX_NAME && x.at < text.n ? text.p[x.at] : '\0';
		waits = t.kind == LEX_NAME &&
		    (c <= ' ' || c == '/' || c == '#' || c == '<' || c == '\\' || c == '`');
		if (waits)
			held = t;
		else
			read_token(r, &t, c == '(', depth);
	}
	if (waits)
		read_token(r, &held, false, depth);
	r->flags = flags;
}

/* The strings of a binary, ASCII or UTF-16, one behind the other. */
static void
read_binary(struct reader *r, struct str bytes)
{
	const struct normal_quoting how = { NORMAL_RAW, '\0' };
	struct buf wide = BUF(1 << 16);
	struct str run;
	size_t at = 0, offset;

	while (normal_run(bytes, &at, &wide, &run, &offset)) {
		uint64_t hash = normal_string(run, how);
		uint32_t line = (uint32_t)(offset >> 10) + 1;

		emit(r, CH_ATOMS, hash, r->pos, line);
		put_literal(r, hash, line);
		read_layer(r, run, line, 1);
		r->pos++;
	}
	buf_free(&wide);
}

/* Text in whatever it is written, or a binary. */
static struct feature_text
read_any(struct reader *r, struct str name, struct str text)
{
	struct buf narrow = BUF(UTF16_ROOM(text.n) + 8);
	struct feature_text got = { .lang = LANG_OTHER };

	got.binary = !normal_text(&narrow, &text);
	if (got.binary) {
		read_binary(r, text);
	} else {
		got.lang = lang_of(name, text);
		read_text(r, got.lang, text, 1, 0);
	}
	buf_free(&narrow);
	return (got);
}

struct feature_text
feature_read(struct str name, struct str text, feature_fn *fn, void *arg)
{
	struct reader r;
	struct feature_text got;

	r.fn = fn;
	r.arg = arg;
	r.pos = 0;
	r.flags = 0;
	r.inner = false;
	memset(r.mark, 0, sizeof(r.mark));
	for (unsigned k = 0; k < LEX_KINDS; k++)
		r.kind[k] = normal_mix(k + 1);
	for (enum channel ch = 0; ch < CH_N; ch++)
		r.some[ch].n = 0;
	gram_init(&r.structure, STRUCTURE_GRAM);
	gram_init(&r.raw, RAW_GRAM);
	gram_init(&r.words, 2);
	gram_init(&r.calls, 2);
	gram_init(&r.literals, 2);
	got = read_any(&r, name, text);
	gram_end(&r, &r.structure, CH_STRUCTURE);
	gram_end(&r, &r.raw, CH_RAW);
	for (enum channel ch = 0; ch < CH_N; ch++)
		hand_on(&r, ch);
	got.tokens = r.pos;
	return (got);
}
