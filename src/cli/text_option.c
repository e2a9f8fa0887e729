/* See the header. */
#include "cli/text_option.h"

int
text_check(const struct cli *c, const char *what, struct str *s)
{
	size_t at = 0;

	*s = str_trim(*s);
	if (s->n == 0)
		return (cli_usage(c, "%s is empty", what));
	if (s->n > TEXT_OPTION_MAX)
		return (cli_usage(
		    c, "%s: at character %d: longer than one event may be", what, TEXT_OPTION_MAX + 1));
	if (!str_is_utf8(*s)) {
		/*
		 * The longest beginning that is text ends where the fault is; a character may be cut by
		 * up to 3 bytes.
		 */
		for (size_t i = 1; i <= s->n; i++) {
			if (str_is_utf8(str_sub(*s, 0, i)))
				at = i;
		}
		return (cli_usage(c, "%s: at byte %zu: not UTF-8", what, at + 1));
	}
	return (0);
}

int
text_option(const struct cli *c, const char *name, struct str *s)
{
	const char *value = cli_get(c, name);
	char what[80];

	if (value == NULL)
		return (cli_usage(c, "--%s is missing", name));
	(void)snprintf(what, sizeof(what), "--%s", name);
	*s = str_of(value);
	return (text_check(c, what, s));
}
