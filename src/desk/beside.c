/* Lines side by side: see the header. */
#include "desk/beside.h"

#define WORDS 32 /* Of a line; what is beyond makes no line unlike another. */

struct words {
	uint32_t word[WORDS]; /* Hashes, ascending. */
	unsigned n;
};

static bool
is_letter(char c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
	    (unsigned char)c >= 0x80);
}

/* The next word or sign. */
static struct str
next_word(struct str line, size_t *at)
{
	size_t from;

	while (*at < line.n && (unsigned char)line.p[*at] <= ' ')
		++*at;
	from = *at;
	while (*at < line.n && is_letter(line.p[*at]))
		++*at;
	if (*at == from && *at < line.n)
		++*at;
	return (str_sub(line, from, *at));
}

static void
read_words(struct words *w, struct str line)
{
	struct str word;
	size_t at = 0;

	w->n = 0;
	while (w->n < WORDS && (word = next_word(line, &at)).n > 0) {
		uint32_t hash = 2166136261u;
		unsigned k = w->n++;

		for (size_t i = 0; i < word.n; i++)
			hash = (hash ^ (unsigned char)word.p[i]) * 16777619u;
		for (; k > 0 && w->word[k - 1] > hash; k--)
			w->word[k] = w->word[k - 1];
		w->word[k] = hash;
	}
}

/* What two lines have in common, in thousandths; 0 below one half. */
static unsigned
alike(const struct words *a, const struct words *b)
{
	unsigned common = 0, share;

	for (unsigned i = 0, k = 0; i < a->n && k < b->n;) {
		uint32_t x = a->word[i], y = b->word[k];

		common += x == y;
		i += x <= y;
		k += y <= x;
	}
	share = a->n + b->n > 0 ? 2000 * common / (a->n + b->n) : 0;
	return (share >= 500 ? share : 0);
}

/* Walk back from the end through the best sums; rows come out last first. */
static size_t
walk_back(unsigned best[][BESIDE_LINES + 1], const unsigned like[][BESIDE_LINES], size_t n, size_t m,
    struct beside_row *row)
{
	size_t rows = 0;

	while (n > 0 || m > 0) {
		if (n > 0 && m > 0 && like[n - 1][m - 1] > 0 &&
		    best[n][m] == best[n - 1][m - 1] + like[n - 1][m - 1]) {
			row[rows++] = (struct beside_row){ (int)--n, (int)--m };
		} else if (m > 0 && (n == 0 || best[n][m] == best[n][m - 1])) {
			row[rows++] = (struct beside_row){ -1, (int)--m };
		} else {
			row[rows++] = (struct beside_row){ (int)--n, -1 };
		}
	}
	for (size_t i = 0; i < rows / 2; i++) {
		struct beside_row swap = row[i];

		row[i] = row[rows - 1 - i];
		row[rows - 1 - i] = swap;
	}
	return (rows);
}

size_t
beside_align(const struct str *left, size_t n, const struct str *right, size_t m, struct beside_row *row)
{
	static const size_t most = BESIDE_LINES;
	struct words a[BESIDE_LINES], b[BESIDE_LINES];
	unsigned best[BESIDE_LINES + 1][BESIDE_LINES + 1], like[BESIDE_LINES][BESIDE_LINES];

	n = n < most ? n : most;
	m = m < most ? m : most;
	for (size_t i = 0; i < n; i++)
		read_words(&a[i], left[i]);
	for (size_t k = 0; k < m; k++)
		read_words(&b[k], right[k]);
	for (size_t i = 0; i <= n; i++) {
		for (size_t k = 0; k <= m; k++) {
			unsigned v = 0;

			if (i > 0 && k > 0) {
				like[i - 1][k - 1] = alike(&a[i - 1], &b[k - 1]);
				v = best[i - 1][k - 1] + like[i - 1][k - 1];
				v = best[i - 1][k] > v ? best[i - 1][k] : v;
				v = best[i][k - 1] > v ? best[i][k - 1] : v;
			}
			best[i][k] = v;
		}
	}
	return (walk_back(best, like, n, m, row));
}
