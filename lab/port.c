/* Porting a program to another language: see the header. */
#include "port.h"

#include <stdlib.h>

#define WORD_MAX 200

struct port {
	struct buf b;
	struct rng *r;
	size_t items;
};

static bool
is_digit(char c)
{
	return (c >= '0' && c <= '9');
}

static bool
is_word(char c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_');
}

/* As somebody who writes JavaScript would. */
static void
put_number(struct port *p, uint64_t v)
{
	static const char *const form[][2] = { { "const k", " = " }, { "set(", ", " },
		{ "push(out, ", ", " } };
	size_t k = rng_below(p->r, 3);

	buf_printf(&p->b, "%s%zu%s", form[k][0], p->items++, form[k][1]);
	if (rng_chance(p->r, 1, 2))
		buf_printf(&p->b, "0x%llx", (unsigned long long)v);
	else
		buf_u64(&p->b, v);
	buf_cstr(&p->b, k == 0 ? ";\n" : ");\n");
}

/* In single quotes, which the original's text may hold as it is, or behind a backslash. */
static void
put_string(struct port *p, struct str text)
{
	buf_printf(&p->b, "%s%zu = '", rng_chance(p->r, 1, 2) ? "const k" : "words.w", p->items++);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\'')
			buf_char(&p->b, '\\');
		buf_char(&p->b, text.p[i]);
	}
	buf_cstr(&p->b, "';\n");
}

/* The end of the quoted text that begins behind ${from}, on its line; 0 where it has none. */
static size_t
string_end(struct str text, size_t from, char quote)
{
	for (size_t at = from; at < text.n && text.p[at] != '\n'; at++) {
		if (text.p[at] == '\\')
			at++;
		else if (text.p[at] == quote)
			return (at);
	}
	return (0);
}

/* One file: its strings of four bytes and more, and its numbers of three digits and more, in their order. */
static void
port_text(struct port *p, struct str text)
{
	size_t at = 0, end;
	uint64_t v;

	while (at < text.n) {
		char c = text.p[at];

		if ((c == '"' || c == '\'') && (end = string_end(text, at + 1, c)) > 0) {
			if (end - at > 4 && end - at < WORD_MAX)
				put_string(p, str_sub(text, at + 1, end));
			at = end + 1;
			continue;
		}
		for (end = at; end < text.n && is_word(text.p[end]); end++)
			;
		if (end - at >= 3 && is_digit(c) && str_u64(str_sub(text, at, end), &v) == 0)
			put_number(p, v);
		at = end > at ? end : at + 1;
	}
}

void
adapt_port(struct tree *t, struct rng *r)
{
	struct port p = { .r = r };

	for (size_t i = 0; i < t->n; i++) {
		struct leaf *f = &t->leaf[i];
		size_t name = strlen(f->path);
		char *path;

		/* Prose is not ported. */
		if (str_iends(str_of(f->path), STR(".md"))) {
			f->dropped = true;
			continue;
		}
		if ((path = malloc(name + 4)) == NULL)
			continue;
		memcpy(path, f->path, name);
		memcpy(path + name, ".js", 4);
		free(f->path);
		f->path = path;
		p.b = BUF(BUF_BIG);
		buf_cstr(&p.b, "'use strict';\n");
		port_text(&p, buf_view(&f->text));
		buf_free(&f->text);
		f->text = p.b;
	}
}
