/*
 * Here-documents of the shell, of Ruby and of PHP.  What announces one stands
 * on a line that goes on as code; its own lines follow that one.  Only one
 * whose end is found is taken for one: "<<" shifts, too.
 */
#include "trace/lex_impl.h"

struct tag {
	struct str word;
	char quote;    /* Around it, or NUL. */
	bool indented; /* Its last line may begin with blanks. */
};

/* "<<EOF", "<<-'EOF'", "<<~EOF", "<<<EOT": the word, where it is one of the language. */
static bool
read_tag(const struct lex *x, struct tag *tag)
{
	size_t i = x->at + 2, from;
	bool shell = x->lang == LANG_SHELL, php = x->lang == LANG_PHP;

	if (php != (lex_at(x, i) == '<'))
		return (false);
	i += php;
	tag->indented = php || lex_at(x, i) == '~' || lex_at(x, i) == '-';
	i += !php && tag->indented;
	while ((shell || php) && (lex_at(x, i) == ' ' || lex_at(x, i) == '\t'))
		i++;
	tag->quote = lex_at(x, i) == '\'' || lex_at(x, i) == '"' || (shell && lex_at(x, i) == '\\')
	    ? lex_at(x, i)
	    : '\0';
	from = i += tag->quote != '\0';
	while (lex_in_name(lex_at(x, i)))
		i++;
	tag->word = str_sub(x->text, from, i);
	if (tag->word.n == 0 || lex_class_of(tag->word.p[0]) != LEX_C_NAME)
		return (false);
	/* In Ruby "a <<b" appends. */
	return (x->lang != LANG_RUBY || tag->quote != '\0' || tag->indented ||
	    (tag->word.p[0] >= 'A' && tag->word.p[0] <= 'Z'));
}

/* Where a line from ${from} on consists of the word alone (in PHP: begins with it); STR_NPOS where none does. */
static size_t
find_end(const struct lex *x, size_t from, const struct tag *tag)
{
	for (size_t line = from; line < x->text.n; line = lex_line_end(x, line) + 1) {
		size_t i = line;

		while (tag->indented && (lex_at(x, i) == ' ' || lex_at(x, i) == '\t'))
			i++;
		if (!lex_here(x, i, tag->word))
			continue;
		i += tag->word.n;
		if (x->lang == LANG_PHP ? !lex_in_name(lex_at(x, i))
					: i == x->text.n || lex_at(x, i) == '\n' || lex_at(x, i) == '\r')
			return (line);
	}
	return (STR_NPOS);
}

void
lex_heredoc(struct lex *x)
{
	size_t from, end;
	struct lex_here *h = &x->here[x->heres];
	struct tag tag;
	bool plain;

	if (x->heres == LEX_HERE_MAX || x->tries == 0 || !read_tag(x, &tag))
		return;
	from = lex_line_end(x, x->heres > 0 ? x->here[x->heres - 1].end : x->at);
	if (from >= x->text.n || (end = find_end(x, from + 1, &tag)) == STR_NPOS) {
		x->tries--;
		return;
	}
	plain = tag.quote == '\'' || tag.quote == '\\';
	h->from = from + 1;
	h->body_end = end;
	/* Behind the word, which may stand behind blanks. */
	for (h->end = end; lex_at(x, h->end) == ' ' || lex_at(x, h->end) == '\t';)
		h->end++;
	h->end += tag.word.n;
	h->how = (struct normal_quoting){ plain ? NORMAL_RAW
		    : x->lang == LANG_RUBY      ? NORMAL_C
						: NORMAL_KEEP,
		'\0' };
	x->heres++;
}
