/*
 * The public regression cases of SigmaHQ, where they are on this machine: a
 * file of events as JSON, and the rule that matches at least one of them.
 * Other people's oracle for the rule engine; the events are Windows', so the
 * few names that Sigma calls otherwise are translated here.
 */
#include "rule_help.h"

#include <jansson.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

static const char *const folders[] = { "/sigma/rules", "/sigma/rules-emerging-threats",
	"/sigma/rules-threat-hunting" };

/* Names in events of Security that Sigma's process_creation calls by those of Sysmon. */
static const char *const names[][2] = { { "NewProcessName", "Image" }, { "ParentProcessName", "ParentImage" },
	{ "ProcessCommandLine", "CommandLine" }, { "SubjectUserName", "User" } };

struct event {
	struct arena arena;
	struct str *value;
	struct buf line;
	const struct ruleset *s;
};

/* The set, each rule by its id, and what was counted. */
struct cases {
	struct ruleset *s;
	struct rule_scratch *x;
	size_t events, matched, files, found; /* Of events, and of files. */
};

static void
put(struct event *ev, const char *name, struct str value)
{
	for (size_t f = 0; f < ruleset_fields(ev->s); f++) {
		if (str_ieq(ruleset_field(ev->s, f), str_of(name)) && ev->value[f].p == NULL)
			ev->value[f] = value;
	}
}

/* leaf(ev, name, node): One value, under its own name and Sigma's. */
static void
leaf(struct event *ev, const char *name, const json_t *node)
{
	char number[32];
	struct str value = { NULL, 0 };

	if (json_is_string(node)) {
		value = (struct str){ json_string_value(node), json_string_length(node) };
	} else if (json_is_integer(node)) {
		(void)snprintf(number, sizeof(number), "%lld", (long long)json_integer_value(node));
		value = str_of(number);
	} else if (json_is_boolean(node)) {
		value = str_of(json_is_true(node) ? "true" : "false");
	} else {
		return;
	}
	value = arena_str(&ev->arena, value);
	put(ev, name, value);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i][0]) == 0)
			put(ev, names[i][1], value);
	}
	buf_str(&ev->line, value);
	buf_char(&ev->line, '\n');
}

/* walk(ev, name, node): All leaves; an attribute is Element_Attribute, as Sigma writes it. */
static void
walk(struct event *ev, const char *name, json_t *node)
{
	const char *key, *inner;
	json_t *value, *attribute;
	char joined[256];
	size_t i;

	leaf(ev, name, node);
	json_object_foreach(node, key, value)
	{
		if (strcmp(key, "#attributes") != 0) {
			walk(ev, strcmp(key, "#text") == 0 ? name : key, value);
			continue;
		}
		json_object_foreach(value, inner, attribute)
		{
			(void)snprintf(joined, sizeof(joined), "%s_%s", name, inner);
			leaf(ev, joined, attribute);
		}
	}
	json_array_foreach(node, i, value)
	{
		walk(ev, name, value);
	}
}

static void
check_event(struct cases *c, struct str id, const char *path, json_t *node)
{
	struct event ev = { .line = BUF(BUF_BIG), .s = c->s };
	struct row row;

	ev.value = calloc(ruleset_fields(c->s), sizeof(*ev.value));
	assert_non_null(ev.value);
	walk(&ev, "Event", node);
	row = (struct row){ .value = ev.value, .line = buf_view(&ev.line) };
	for (size_t i = 0; i < ruleset_size(c->s); i++) {
		if (!str_eq(str_of(ruleset_rule(c->s, i)->id), id))
			continue;
		c->events++;
		if (!rule_match(c->s, i, &row, c->x))
			continue;
		c->matched++;
		if (!help_has_literal(c->s, i, row.line))
			fail_msg("no literal in %s", path);
	}
	free(ev.value);
	buf_free(&ev.line);
	arena_free(&ev.arena);
}

/* on_file(arg, path): A case is a file ID.json of one event or several, one behind the other. */
static int
on_file(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct str name = str_of(path);
	struct cases *c = arg;
	size_t matched = c->matched;
	json_error_t fault;
	json_t *node;
	FILE *file;

	(void)e;
	if (st == NULL || !str_ends(name, STR(".json")) || name.n < 41)
		return (0);
	assert_non_null(file = fopen(path, "r"));
	while ((node = json_loadf(file, JSON_DISABLE_EOF_CHECK, &fault)) != NULL) {
		check_event(c, str_sub(name, name.n - 41, name.n - 5), path, node);
		json_decref(node);
	}
	(void)fclose(file);
	c->files++;
	c->found += c->matched > matched;
	if (c->matched == matched)
		print_message("no event matches: %s\n", path);
	return (0);
}

static void
public_events_match_their_rules(void **state)
{
	struct cases c = { 0 };
	struct err e = { 0 };
	char path[1024];

	(void)state;
	if (access(SHARED_DATA "/sigma/regression_data", R_OK) != 0) {
		print_message("SKIP: the public regression cases are not here\n");
		skip();
	}
	assert_non_null(c.s = ruleset_new(&e));
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s%s", SHARED_DATA, folders[i]);
		assert_int_equal(ruleset_add_path(c.s, path, &e), 0);
	}
	assert_int_equal(ruleset_compile(c.s, &e), 0);
	assert_non_null(c.x = rule_scratch_new(c.s));
	assert_int_equal(file_walk(SHARED_DATA "/sigma/regression_data", on_file, &c, &e), 0);
	print_message("%zu of %zu events match their rule\n", c.matched, c.events);
	assert_true(c.files >= 90);
	assert_int_equal(c.found, c.files);
	rule_scratch_free(c.x);
	ruleset_free(c.s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(public_events_match_their_rules),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
