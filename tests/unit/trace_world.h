/* A background made of generated files, for the tests of what reads it. */
#ifndef TESTS_UNIT_TRACE_WORLD_H
#define TESTS_UNIT_TRACE_WORLD_H

#include "trace_help.h"

#include "trace/background.h"

#define GROUPS_MAX 40

/* A background of generated files, and the fingerprints of its groups beside it. */
struct world {
	char folder[32], path[64];
	uint32_t groups;
	unsigned scale; /* Of what one group alone has. */
	struct print group[GROUPS_MAX];
	struct background *b;
};

static inline void
on_unread(void *arg, struct str path, struct str why)
{
	help_unread(arg, path, why);
}

static inline void
world_build(struct world *w)
{
	struct background_built built;
	struct err e = { 0 };
	char source[256], *dir = source;

	help_path(source, w->folder, "source");
	if (background_build(&dir, 1, w->path, on_unread, NULL, &built, &e) != 0)
		fail_msg("%s", e.text);
	assert_non_null(w->b = background_open(w->path, &e));
	assert_int_equal(background_groups(w->b), w->groups);
}

/* As a large background is: what one group alone has stands for others that were left out. */
static inline void
world_sample(struct world *w, unsigned shift)
{
	const long at = 8 + 8 + 32 + 3 * 4; /* Where the header says that the shift is. */
	FILE *f;
	struct err e = { 0 };

	background_close(w->b);
	assert_non_null(f = fopen(w->path, "r+"));
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	assert_int_equal(fputc((int)shift, f), (int)shift);
	assert_int_equal(fclose(f), 0);
	assert_non_null(w->b = background_open(w->path, &e));
	w->scale = 1U << shift;
}

static inline void
world_make(struct world *w, uint32_t groups, unsigned lines, uint64_t words)
{
	char source[256], group[256], file[256], name[32];

	*w = (struct world){ .groups = groups, .scale = 1 };
	(void)snprintf(w->folder, sizeof(w->folder), "/tmp/athar-score-XXXXXX");
	assert_non_null(mkdtemp(w->folder));
	(void)snprintf(w->path, sizeof(w->path), "%s/bg", w->folder);
	assert_int_equal(mkdir(help_path(source, w->folder, "source"), 0700), 0);
	for (uint32_t g = 0; g < groups; g++) {
		(void)snprintf(name, sizeof(name), "g%02u", g);
		assert_int_equal(mkdir(help_path(group, source, name), 0700), 0);
		for (unsigned i = 0; i < 1 + g % 3; i++) {
			(void)snprintf(name, sizeof(name), "f%u.c", i);
			help_source(
			    help_path(file, group, name), lines + (unsigned)help_random(lines), 0, words);
		}
		help_print(&w->group[g], group);
	}
	world_build(w);
}

static inline void
world_drop(struct world *w)
{
	for (uint32_t g = 0; g < w->groups; g++)
		print_free(&w->group[g]);
	background_close(w->b);
	help_remove(w->folder);
}

#endif
