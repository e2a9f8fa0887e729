/* Lanes: see the header. */
#include "mark/lane.h"

#include <stdlib.h>

#include "base/vec.h"

/* All words that a program chooses itself. */
#define ANY_WORD STR("w")

int
lane_make(struct lane *l, enum mark_way way, struct err *e)
{
	l->way = way;
	return ((l->trie = trie_new(e)) != NULL ? 0 : ERR_NOMEM);
}

void
lane_free(struct lane *l)
{
	map_free(&l->words);
	trie_free(l->trie);
	free(l->probe);
	*l = (struct lane){ 0 };
}

struct str
lane_shape(const struct norm_token *token)
{
	/* A few that look alike in most languages; the others are words like any. */
	static const char *const kept[] = { "if", "else", "for", "while", "return", "in", "not", "and", "or",
		"true", "false", "null", "none", "new", "def", "import", "include", "struct", "try",
		"catch" };

	if (token->kind != NORM_WORD)
		return (token->text);
	/* Most words are none of these, and most of those show it by their length or first letter. */
	if (token->text.n < 2 || token->text.n > 7 || strchr("acdefinorstw", token->text.p[0]) == NULL)
		return (ANY_WORD);
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		if (str_eq(token->text, str_of(kept[i])))
			return (token->text);
	}
	return (ANY_WORD);
}

/* Token numbers from 1; words get theirs as they first come. */
static void
put_number(struct lane *l, struct str token, struct buf *ids)
{
	struct map_entry *entry;
	uint32_t id;

	/* A word without a normal form equals none. */
	if (token.n == 0)
		token = STR("\n");
	if ((entry = map_put(&l->words, token)) == NULL) {
		ids->failed = ERR_NOMEM;
		return;
	}
	if (entry->value == 0)
		entry->value = l->words.n;
	l->lengths[(unsigned char)token.p[0]] |= lane_length_bit(token.n);
	id = (uint32_t)entry->value;
	buf_put(ids, &id, sizeof(id));
}

struct putting {
	struct lane *l;
	struct buf *ids;
};

static void
put_normal(void *arg, const struct norm_token *token)
{
	const struct putting *p = arg;

	if (p->l->way == MARK_BY_CONTEXT)
		put_number(p->l, lane_shape(token), p->ids);
	else if (!token->assigns)
		put_number(p->l, token->text, p->ids);
}

void
lane_tokens(struct lane *l, struct str text, struct buf *ids)
{
	struct putting p = { l, ids };
	struct norm norm = { .n = 0 };
	struct str token;
	size_t at = 0;

	if (l->way == MARK_EXACT) {
		while (token_next(text, &at, &token))
			put_number(l, token, ids);
		return;
	}
	norm_feed(&norm, text, put_normal, &p);
	norm_end(&norm, put_normal, &p);
}

int
lane_probe(struct lane *l, size_t site, uint32_t text, struct err *e)
{
	if (VEC_GROW(l->probe, l->probes, l->probes_cap) != 0)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	l->probe[l->probes++] = (struct probe){ .site = (uint32_t)site, .text = text };
	return (0);
}

int
lane_add(struct lane *l, const struct str *part, size_t n, struct err *e)
{
	struct buf ids = BUF((size_t)1 << 20);
	int rc;

	for (size_t i = 0; i < n; i++)
		lane_tokens(l, part[i], &ids);
	if (ids.failed != 0)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	else
		rc = trie_add(l->trie, (const uint32_t *)(const void *)ids.p, ids.n / sizeof(uint32_t),
		    (uint32_t)(l->probes - 1), e);
	buf_free(&ids);
	return (rc);
}

int
lane_add_text(struct lane *l, const struct mark_site *site, struct str text, struct err *e)
{
	const struct str part[] = { site->left, text, site->right };
	int rc = 0;

	if (site->kind == MARK_ORDER || site->context == MARK_ALONE)
		return (lane_add(l, &text, 1, e));
	if (site->context == MARK_BOTH)
		return (lane_add(l, part, 3, e));
	if (site->left.n > 0)
		rc = lane_add(l, part, 2, e);
	if (rc == 0 && site->right.n > 0)
		rc = lane_add(l, part + 1, 2, e);
	return (rc);
}
