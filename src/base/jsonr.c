/*
 * The JSON pull reader: one state per "what may come next", one bit per level
 * of nesting.  Strings and skipped containers are left to base/jsonskip.h;
 * nothing is decoded until jsonr_string is asked to.
 */
#include "base/jsonr.h"

#include "base/jsonskip.h"
#include "base/utf.h"

enum state {
	S_VALUE,        /* A value must come. */
	S_FIRST_MEMBER, /* After "{": a name or "}". */
	S_FIRST_ITEM,   /* After "[": a value or "]". */
	S_MEMBER,       /* After "," in an object: a name. */
	S_AFTER,        /* After a value inside a container: "," or its end. */
	S_DONE,         /* After the top-level value. */
	S_FAILED
};

void
jsonr_init(struct jsonr *j, struct str text, unsigned depth_max)
{
	*j = (struct jsonr){
		.p = text.p, .n = text.n, .depth_max = depth_max == 0 ? 64 : depth_max, .state = S_VALUE
	};
	if (j->depth_max > JSONR_DEPTH_MAX)
		j->depth_max = JSONR_DEPTH_MAX;
}

static enum jsonr_type
fail(struct jsonr *j, const char *why)
{
	j->why = why;
	j->state = S_FAILED;
	return (JSONR_ERROR);
}

static inline bool
in_object(const struct jsonr *j)
{
	unsigned level = j->depth - 1;

	return ((j->object[level / 8] >> (level % 8) & 1) != 0);
}

static inline void
after_value(struct jsonr *j)
{
	j->state = j->depth == 0 ? S_DONE : S_AFTER;
}

static inline void
skip_blanks(struct jsonr *j)
{
	while (j->at < j->n &&
	    (j->p[j->at] == ' ' || j->p[j->at] == '\n' || j->p[j->at] == '\r' || j->p[j->at] == '\t'))
		j->at++;
}

/* Move past the string whose opening quote is at j->at; *raw is what stands between the quotes. */
static bool
take_string(struct jsonr *j, struct str *raw)
{
	size_t from = j->at + 1, end = from;

	if (!jsonskip_short((struct str){ j->p, j->n }, &end) &&
	    !jsonskip_string((struct str){ j->p, j->n }, &end))
		return (false);
	*raw = (struct str){ j->p + from, end - from };
	j->at = end + 1;
	return (true);
}

static bool
digit_at(const struct jsonr *j)
{
	return (j->at < j->n && j->p[j->at] >= '0' && j->p[j->at] <= '9');
}

static enum jsonr_type
take_number(struct jsonr *j, struct str *raw)
{
	size_t from = j->at;

	if (j->p[j->at] == '-')
		j->at++;
	if (!digit_at(j))
		return (fail(j, "a number without digits"));
	if (j->p[j->at] == '0') {
		j->at++;
	} else {
		while (digit_at(j))
			j->at++;
	}
	if (j->at < j->n && j->p[j->at] == '.') {
		j->at++;
		if (!digit_at(j))
			return (fail(j, "a number that ends in a point"));
		while (digit_at(j))
			j->at++;
	}
	if (j->at < j->n && (j->p[j->at] == 'e' || j->p[j->at] == 'E')) {
		j->at++;
		if (j->at < j->n && (j->p[j->at] == '+' || j->p[j->at] == '-'))
			j->at++;
		if (!digit_at(j))
			return (fail(j, "an exponent without digits"));
		while (digit_at(j))
			j->at++;
	}
	*raw = (struct str){ j->p + from, j->at - from };
	after_value(j);
	return (JSONR_NUMBER);
}

static enum jsonr_type
take_word(struct jsonr *j, struct str *raw, struct str word, enum jsonr_type type)
{
	if (!str_starts((struct str){ j->p + j->at, j->n - j->at }, word))
		return (fail(j, "an unknown word"));
	*raw = (struct str){ j->p + j->at, word.n };
	j->at += word.n;
	after_value(j);
	return (type);
}

static enum jsonr_type
open_container(struct jsonr *j, struct str *raw, bool object)
{
	if (j->depth == j->depth_max)
		return (fail(j, "nested too deep"));
	*raw = (struct str){ j->p + j->at, 1 };
	j->at++;
	if (object)
		j->object[j->depth / 8] |= (uint8_t)(1u << (j->depth % 8));
	else
		j->object[j->depth / 8] &= (uint8_t) ~(1u << (j->depth % 8));
	j->depth++;
	j->state = object ? S_FIRST_MEMBER : S_FIRST_ITEM;
	return (object ? JSONR_OBJECT : JSONR_ARRAY);
}

static enum jsonr_type
close_container(struct jsonr *j, struct str *raw, bool object)
{
	*raw = (struct str){ j->p + j->at, 1 };
	j->at++;
	j->depth--;
	after_value(j);
	return (object ? JSONR_OBJECT_END : JSONR_ARRAY_END);
}

static enum jsonr_type
take_value(struct jsonr *j, struct str *raw)
{
	switch (j->p[j->at]) {
	case '{': return (open_container(j, raw, true));
	case '[': return (open_container(j, raw, false));
	case '"':
		if (!take_string(j, raw))
			return (fail(j, "a string that never closes"));
		after_value(j);
		return (JSONR_STRING);
	case 't': return (take_word(j, raw, STR("true"), JSONR_TRUE));
	case 'f': return (take_word(j, raw, STR("false"), JSONR_FALSE));
	case 'n': return (take_word(j, raw, STR("null"), JSONR_NULL));
	case '-':
	case '0' ... '9': return (take_number(j, raw));
	default: return (fail(j, "expected a value"));
	}
}

static enum jsonr_type
take_key(struct jsonr *j, struct str *raw)
{
	if (j->p[j->at] != '"')
		return (fail(j, "expected a member's name"));
	if (!take_string(j, raw))
		return (fail(j, "a string that never closes"));
	skip_blanks(j);
	if (j->at >= j->n || j->p[j->at] != ':')
		return (fail(j, "expected a colon"));
	j->at++;
	j->state = S_VALUE;
	return (JSONR_KEY);
}

enum jsonr_type
jsonr_next(struct jsonr *j, struct str *raw)
{
	if (j->state == S_FAILED)
		return (JSONR_ERROR);
	skip_blanks(j);
	*raw = (struct str){ j->p + j->at, 0 };
	if (j->state == S_DONE)
		return (j->at == j->n ? JSONR_END : fail(j, "text after the end"));
	if (j->at >= j->n)
		return (fail(j, "the text ends too early"));

	if (j->state == S_AFTER) {
		if (j->p[j->at] == (in_object(j) ? '}' : ']'))
			return (close_container(j, raw, in_object(j)));
		if (j->p[j->at] != ',')
			return (fail(j, "expected a comma or the end of the container"));
		j->at++;
		j->state = in_object(j) ? S_MEMBER : S_VALUE;
		skip_blanks(j);
		if (j->at >= j->n)
			return (fail(j, "the text ends too early"));
	}
	switch (j->state) {
	case S_FIRST_MEMBER:
		if (j->p[j->at] == '}')
			return (close_container(j, raw, true));
		return (take_key(j, raw));
	case S_MEMBER: return (take_key(j, raw));
	case S_FIRST_ITEM:
		if (j->p[j->at] == ']')
			return (close_container(j, raw, false));
		return (take_value(j, raw));
	default: return (take_value(j, raw));
	}
}

/* Skip to behind the bracket that closes the innermost container. */
static int
skip_container(struct jsonr *j)
{
	switch (jsonskip((struct str){ j->p, j->n }, &j->at, j->depth_max - j->depth)) {
	case JSONSKIP_DONE: break;
	case JSONSKIP_OPEN_STRING: fail(j, "a string that never closes"); return (-1);
	case JSONSKIP_OPEN_CONTAINER: fail(j, "the text ends too early"); return (-1);
	case JSONSKIP_DEEP: fail(j, "nested too deep"); return (-1);
	}
	j->depth--;
	after_value(j);
	return (0);
}

/* The value that comes next, without looking at more of it than its end needs. */
static int
skip_value(struct jsonr *j)
{
	struct str raw;

	skip_blanks(j);
	if (j->at < j->n && j->p[j->at] == '"') {
		if (!take_string(j, &raw)) {
			fail(j, "a string that never closes");
			return (-1);
		}
		after_value(j);
		return (0);
	}
	if (j->at < j->n && (j->p[j->at] == '{' || j->p[j->at] == '[') && j->depth < j->depth_max) {
		j->at++;
		j->depth++;
		return (skip_container(j));
	}
	return (jsonr_next(j, &raw) == JSONR_ERROR ? -1 : 0);
}

int
jsonr_skip(struct jsonr *j, enum jsonr_type t)
{
	if (t == JSONR_KEY)
		return (skip_value(j));
	if (t == JSONR_OBJECT || t == JSONR_ARRAY)
		return (skip_container(j));
	return (t == JSONR_ERROR ? -1 : 0);
}

int
jsonr_leave(struct jsonr *j)
{
	return (j->state == S_AFTER ? skip_container(j) : -1);
}

int
jsonr_whole(struct jsonr *j, enum jsonr_type t, struct str first, struct str *whole)
{
	size_t from = (size_t)(first.p - j->p) - (t == JSONR_STRING ? 1 : 0);

	if (jsonr_skip(j, t) != 0)
		return (-1);
	*whole = (struct str){ j->p + from, j->at - from };
	return (0);
}

int
jsonr_error(const struct jsonr *j, struct err *e)
{
	bool deep = j->why != NULL && strcmp(j->why, "nested too deep") == 0;

	return (err_at(
	    e, deep ? ERR_LIMIT : ERR_SYNTAX, j->at, "JSON: %s", j->why != NULL ? j->why : "no error"));
}

bool
jsonr_plain(struct str raw)
{
	return (raw.n == 0 || memchr(raw.p, '\\', raw.n) == NULL);
}

static bool
hex4(struct str s, size_t at, uint32_t *v)
{
	*v = 0;
	if (at + 4 > s.n)
		return (false);
	for (size_t i = at; i < at + 4; i++) {
		if (str_digit(s.p[i]) == 16)
			return (false);
		*v = *v << 4 | str_digit(s.p[i]);
	}
	return (true);
}

/* The escape whose backslash is at *at. */
static int
put_escape(struct buf *b, struct str raw, size_t *at)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *hit;
	uint32_t c, low;
	char utf8[4];

	if (*at + 1 >= raw.n)
		return (-1);
	if (raw.p[*at + 1] != 'u') {
		if ((hit = memchr(from, raw.p[*at + 1], sizeof(from) - 1)) == NULL)
			return (-1);
		buf_char(b, to[hit - from]);
		*at += 2;
		return (0);
	}
	if (!hex4(raw, *at + 2, &c))
		return (-1);
	*at += 6;
	if (c >= 0xD800 && c <= 0xDBFF && *at + 6 <= raw.n && raw.p[*at] == '\\' && raw.p[*at + 1] == 'u' &&
	    hex4(raw, *at + 2, &low) && low >= 0xDC00 && low <= 0xDFFF) {
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
		*at += 6;
	} else if (c >= 0xD800 && c <= 0xDFFF) {
		c = 0xFFFD;
	}
	buf_put(b, utf8, utf8_put(utf8, c));
	return (0);
}

int
jsonr_string(struct buf *b, struct str raw)
{
	size_t at = 0, stop;

	while (at < raw.n) {
		const char *slash = memchr(raw.p + at, '\\', raw.n - at);

		stop = slash != NULL ? (size_t)(slash - raw.p) : raw.n;
		buf_put(b, raw.p + at, stop - at);
		at = stop;
		if (at < raw.n && put_escape(b, raw, &at) != 0)
			return (-1);
	}
	return (b->failed == 0 ? 0 : -1);
}

int
jsonr_u64(struct str raw, uint64_t *v)
{
	return (str_u64(raw, v));
}

int
jsonr_i64(struct str raw, int64_t *v)
{
	bool minus = raw.n > 0 && raw.p[0] == '-';
	uint64_t u;

	if (str_u64(minus ? str_sub(raw, 1, raw.n) : raw, &u) != 0 || u > INT64_MAX)
		return (-1);
	*v = minus ? -(int64_t)u : (int64_t)u;
	return (0);
}
