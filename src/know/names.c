/*
 * Names of products and of their updates.  "Microsoft Exchange Server 2016
 * Cumulative Update 19", "Exchange 2016 CU19" and the CPE's
 * "cumulative_update_19" mean the same; a name is cut into words, and the
 * words are compared.
 */
#include "know/builds.h"
#include "know/decide.h"

static bool
is_word(char c)
{
	return ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'));
}

/* The next run of letters and digits of ${*rest}; false at the end. */
static bool
next_word(struct str *rest, struct str *word)
{
	size_t from = 0, to;

	while (from < rest->n && !is_word(rest->p[from]))
		from++;
	for (to = from; to < rest->n && is_word(rest->p[to]); to++)
		;
	*word = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	return (word->n > 0);
}

static bool
has_word(struct str name, struct str wanted)
{
	struct str word;

	while (next_word(&name, &word)) {
		if (str_ieq(word, wanted))
			return (true);
	}
	return (false);
}

/* Whether the document's name has every word of the table's; the vendor writes SE in full. */
static bool
has_words(struct str name, struct str product)
{
	struct str word;

	while (next_word(&product, &word)) {
		if (!has_word(name, word) &&
		    !(str_ieq(word, STR("SE")) && has_word(name, STR("Subscription"))))
			return (false);
	}
	return (true);
}

struct str
builds_product(const struct builds *b, struct str name)
{
	for (size_t i = 0; i < b->branches; i++) {
		if (str_ieq(name, b->branch[i].product))
			return (b->branch[i].product);
	}
	for (size_t i = 0; i < b->branches; i++) {
		if (has_words(name, b->branch[i].product))
			return (b->branch[i].product);
	}
	return (STR(""));
}

bool
builds_same_family(struct str name, struct str product)
{
	struct str first;

	return (next_word(&product, &first) && has_word(name, first));
}

/* Whether a word such as "CU19" is a head and digits. */
static bool
is_numbered(struct str word, struct str head)
{
	uint64_t v;

	return (str_istarts(word, head) && str_u64(str_sub(word, head.n, word.n), &v) == 0);
}

/* Find the update level in a name, as the tables write it: CU19, SP1, RTM. */
static bool
find_level(struct str name, char out[16])
{
	struct str word, first = STR(""), second = STR("");
	uint64_t v;

	out[0] = '\0';
	while (next_word(&name, &word)) {
		bool cu = str_ieq(first, STR("cumulative")) && str_ieq(second, STR("update"));
		bool sp = str_ieq(first, STR("service")) && str_ieq(second, STR("pack"));

		if ((cu || sp) && str_u64(word, &v) == 0 && word.n <= 4) {
			(void)str_copy(out, 16, cu ? STR("CU") : STR("SP"));
			(void)str_copy(out + 2, 14, word);
		} else if (word.n <= 6 &&
		    (is_numbered(word, STR("cu")) || is_numbered(word, STR("sp")) ||
			str_ieq(word, STR("rtm")))) {
			(void)str_copy(out, 16, word);
		}
		first = second;
		second = word;
	}
	return (out[0] != '\0');
}

const struct branch *
builds_cu(const struct builds *b, struct str product, struct str name)
{
	char level[16];

	if (!find_level(name, level))
		return (NULL);
	for (size_t i = 0; i < b->branches; i++) {
		if (str_ieq(b->branch[i].product, product) && str_ieq(b->branch[i].cu, str_of(level)))
			return (&b->branch[i]);
	}
	return (NULL);
}

bool
know_is_cve(struct str s)
{
	uint64_t year, number;
	size_t dash;

	if (!str_istarts(s, STR("CVE-")) || s.n > 24)
		return (false);
	s = str_sub(s, 4, s.n);
	dash = str_chr(s, '-');
	return (dash == 4 && str_u64(str_sub(s, 0, 4), &year) == 0 && s.n >= 9 &&
	    str_u64(str_sub(s, 5, s.n), &number) == 0);
}
