/* What the logs covered: see the header. */
#include "hunt/cover.h"

#include <stdlib.h>

#include "base/vec.h"

static int
add(struct spans *s, instant_us from, instant_us to)
{
	if (VEC_GROW(s->span, s->n, s->cap) != 0)
		return (-1);
	s->span[s->n++] = (struct span){ from < to ? from : to, from < to ? to : from };
	return (0);
}

/* The spans of a file's folder; NULL without memory or beyond the limit. */
static struct spans *
folder_of(struct cover *c, size_t kind, struct str file)
{
	size_t slash = str_rchr(file, '/');
	struct buf key = BUF(65536);
	struct map_entry *entry;

	buf_char(&key, (char)('0' + kind));
	buf_str(&key, slash == STR_NPOS ? STR("") : str_sub(file, 0, slash));
	entry = map_get(&c->folder, buf_view(&key));
	if (entry == NULL && c->folders < COVER_FOLDERS_MAX &&
	    VEC_GROW(c->folder_spans, c->folders, c->folder_cap) == 0 &&
	    (entry = map_put(&c->folder, buf_view(&key))) != NULL) {
		entry->value = c->folders;
		c->folder_spans[c->folders++] = (struct spans){ 0 };
	}
	buf_free(&key);
	return (entry != NULL ? &c->folder_spans[entry->value] : NULL);
}

int
cover_add(struct cover *c, size_t kind, struct str file, instant_us from, instant_us to)
{
	struct spans *folder;

	if (from == 0 || to == 0)
		return (0);
	if (add(&c->kind[kind].spans, from, to) != 0)
		return (-1);
	folder = folder_of(c, kind, file);
	return (folder != NULL ? add(folder, from, to) : 0);
}

bool
cover_span(const struct cover *c, size_t kind, struct span *s)
{
	const struct spans *all = &c->kind[kind].spans;

	if (all->n == 0)
		return (false);
	*s = all->span[0];
	for (size_t i = 1; i < all->n; i++) {
		s->from = all->span[i].from < s->from ? all->span[i].from : s->from;
		s->to = all->span[i].to > s->to ? all->span[i].to : s->to;
	}
	return (true);
}

static int
by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	if (x->from != y->from)
		return (x->from < y->from ? -1 : 1);
	return (x->to < y->to ? -1 : x->to > y->to);
}

/* Which period a time is in, from 1970 on. */
static int64_t
period_of(instant_us t, instant_us period)
{
	return (t / period - (t % period < 0));
}

size_t
cover_gaps(struct spans *spans, instant_us period, struct span *gap, size_t max)
{
	int64_t last, next;
	size_t n = 0;

	if (spans->n == 0 || period == 0)
		return (0);
	qsort(spans->span, spans->n, sizeof(*spans->span), by_start);
	last = period_of(spans->span[0].to, period);
	for (size_t i = 1; i < spans->n; i++) {
		next = period_of(spans->span[i].from, period);
		if (next > last + 1) {
			if (n < max)
				gap[n] = (struct span){ (last + 1) * period, next * period - INSTANT_SECOND };
			n++;
		}
		next = period_of(spans->span[i].to, period);
		last = next > last ? next : last;
	}
	return (n);
}

void
cover_free(struct cover *c)
{
	for (size_t k = 0; k < LOG_KINDS; k++) {
		free(c->kind[k].spans.span);
		free(c->kind[k].seen);
	}
	for (size_t i = 0; i < c->folders; i++)
		free(c->folder_spans[i].span);
	free(c->folder_spans);
	map_free(&c->folder);
	*c = (struct cover){ 0 };
}
