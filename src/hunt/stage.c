/* Names of stages and levels: see the header. */
#include "hunt/stage.h"

static const char *const stages[] = { NULL, "probe", "attempt", "session", "write", "shell", "action" };
static const char *const levels[] = { "informational", "low", "medium", "high", "critical" };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const char *
stage_name(enum stage s)
{
	return ((size_t)s < COUNT(stages) ? stages[s] : NULL);
}

int
stage_parse(enum stage *s, struct str text)
{
	for (size_t i = STAGE_PROBE; i < COUNT(stages); i++) {
		if (str_ieq(text, str_of(stages[i]))) {
			*s = (enum stage)i;
			return (0);
		}
	}
	return (-1);
}

const char *
level_name(enum level l)
{
	return ((size_t)l < COUNT(levels) ? levels[l] : NULL);
}

int
level_parse(enum level *l, struct str text)
{
	for (size_t i = 0; i < COUNT(levels); i++) {
		if (str_ieq(text, str_of(levels[i]))) {
			*l = (enum level)i;
			return (0);
		}
	}
	return (-1);
}
