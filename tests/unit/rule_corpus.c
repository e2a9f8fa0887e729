/*
 * The public Sigma rules, where they are on this machine: every one loads,
 * runnable or with its reason; nearly all give literals; and rules for web
 * servers hit the rows that they are about.
 */
#include "rule_help.h"

#include <unistd.h>

static const char *const folders[] = { "/sigma/rules", "/sigma/rules-compliance",
	"/sigma/rules-emerging-threats", "/sigma/rules-placeholder", "/sigma/rules-threat-hunting" };

/* corpus(): All public rules, compiled; NULL where they are not here. */
static struct ruleset *
corpus(void)
{
	struct err e = { 0 };
	struct ruleset *s;
	char path[1024];

	if (access(SHARED_DATA "/sigma/rules", R_OK) != 0) {
		print_message("SKIP: the public Sigma rules are not here\n");
		return (NULL);
	}
	assert_non_null(s = ruleset_new(&e));
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s%s", SHARED_DATA, folders[i]);
		if (ruleset_add_path(s, path, &e) != 0)
			fail_msg("%s:%llu: %s", e.file, (unsigned long long)e.line, e.text);
	}
	assert_int_equal(ruleset_compile(s, &e), 0);
	return (s);
}

static void
every_public_rule_loads(void **state)
{
	size_t placeholders = 0, literals = 0, runnable = 0, n;
	struct ruleset *s = corpus();

	(void)state;
	if (s == NULL)
		skip();
	assert_true(ruleset_size(s) > 3700);
	for (size_t i = 0; i < ruleset_size(s); i++) {
		const struct rule *r = ruleset_rule(s, i);

		assert_int_equal(strlen(r->id), 36);
		if (r->why != NULL) {
			if (strstr(r->why, "placeholders") == NULL)
				fail_msg("%s: %s", r->file, r->why);
			placeholders++;
			continue;
		}
		(void)ruleset_literals(s, i, &n);
		runnable++;
		literals += n > 0;
	}

	/*
	 * The notes counted 25 rules with "expand" and no other that athar cannot run; 95.7 % have a
	 * literal of 4 bytes.
	 */
	assert_int_equal(placeholders, 25);
	assert_true(literals * 100 >= runnable * 95);
	ruleset_free(s);
}

/* matches(s, id, row): Does the rule of this id match? */
static bool
matches(const struct ruleset *s, struct rule_scratch *x, const char *id, const struct row *row)
{
	for (size_t i = 0; i < ruleset_size(s); i++) {
		if (strcmp(ruleset_rule(s, i)->id, id) == 0)
			return (rule_match(s, i, row, x));
	}
	fail_msg("no rule has the id %s", id);
	return (false);
}

static void
set(const struct ruleset *s, struct str *values, const char *name, const char *value)
{
	for (size_t f = 0; f < ruleset_fields(s); f++) {
		if (str_ieq(ruleset_field(s, f), str_of(name)))
			values[f] = str_of(value);
	}
}

static void
public_web_rules_hit_their_rows(void **state)
{
	const char *hafnium = "67bce556-312f-4c81-9162-c3c9ff2599b2",
		   *sql = "5513deaf-f49a-46c2-a6c8-3f111b5cb453";
	struct ruleset *s = corpus();
	struct rule_scratch *x;
	struct str *value, *alt;
	struct row row;

	(void)state;
	if (s == NULL)
		skip();
	x = rule_scratch_new(s);
	value = calloc(ruleset_fields(s), sizeof(*value));
	alt = calloc(ruleset_fields(s), sizeof(*alt));
	row = (struct row){
		.value = value, .alt = alt, .line = STR("POST /ecp/y.js - ExchangeServicesClient/0.0.0.0")
	};
	set(s, value, "cs-method", "POST");
	set(s, value, "cs-uri-query", "/ecp/y.js?-");
	set(s, value, "cs-user-agent", "ExchangeServicesClient/0.0.0.0");
	assert_true(matches(s, x, hafnium, &row));
	assert_false(matches(s, x, sql, &row));
	set(s, value, "cs-method", "GET");
	assert_false(matches(s, x, hafnium, &row));

	/* A keyword with blanks hits in the second reading of the line only. */
	set(s, value, "sc-status", "200");
	row.line = STR("GET /x q=1+UNION+SELECT+a 200");
	assert_false(matches(s, x, sql, &row));
	row.line_alt = STR("GET /x q=1 UNION SELECT a 200");
	assert_true(matches(s, x, sql, &row));
	set(s, value, "sc-status", "404");
	assert_false(matches(s, x, sql, &row));
	free(value);
	free(alt);
	rule_scratch_free(x);
	ruleset_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_public_rule_loads),
		cmocka_unit_test(public_web_rules_hit_their_rows),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
