/* A comparison as JSON: ends of an interval that are open, ratios that are refused, and regions on their lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "trace/compare_json.h"

/* By hand, from docs/json.md. */
static const struct {
	struct calibrated l;
	const char *json;
} RATIOS[] = {
	{ { .llr = 1.5, .low = 1.25, .high = 2 }, "{\"llr\":1.5,\"llr_ci95\":[1.25,2],\"refusal\":null}" },
	/* An end that something else than the points holds is open, whatever number stands there. */
	{ { .llr = 2, .low = 1.25, .high = 2, .at_least = true },
	    "{\"llr\":2,\"llr_ci95\":[1.25,null],\"refusal\":null}" },
	{ { .llr = -0.5, .low = -0.75, .high = 0, .at_most = true },
	    "{\"llr\":-0.5,\"llr_ci95\":[null,0],\"refusal\":null}" },
	{ { .llr = 2, .low = 1, .high = 3, .refusal = "too few" }, "{\"llr\":null,\"refusal\":\"too few\"}" },
};

static void
gives_ratios_with_open_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(RATIOS) / sizeof(RATIOS[0]); i++) {
		struct buf b = BUF(1000);
		struct jsonw w = JSONW(&b);

		jsonw_open(&w, '{');
		compare_json_ratio(&w, &RATIOS[i].l);
		jsonw_close(&w, '}');
		assert_string_equal(buf_c(&b), RATIOS[i].json);
		buf_free(&b);
	}
}

static void
gives_regions_in_the_files_that_they_are_of(void **state)
{
	static char a[] = "a.py", c[] = "c \"x\".py", s[] = "in/s.py";
	struct print_file package[] = { { .name = a, .tokens = 9 }, { .name = c, .first = 10, .tokens = 5 } };
	struct print_file specimen[] = { { .name = s, .tokens = 30 } };
	const struct print p = { .file = package, .files = 2, .tokens = 16 },
			   x = { .file = specimen, .files = 1, .tokens = 31 };
	const struct align_region region[] = {
		{ 10, 14, 3, 7, { 1, 4 }, { 2, 5 }, 20.06 },
		{ 0, 8, 20, 29, { 2, 2 }, { 9, 9 }, 8 },
	};
	struct buf b = BUF(1000);
	struct jsonw w = JSONW(&b);

	(void)state;
	jsonw_open(&w, '{');
	compare_json_regions(&w, &p, &x, region, 2);
	jsonw_close(&w, '}');
	assert_string_equal(buf_c(&b),
	    "{\"regions\":["
	    "{\"bits\":20.1,\"package_file\":\"c \\\"x\\\".py\",\"package_lines\":[1,4],"
	    "\"specimen_file\":\"in/s.py\",\"specimen_lines\":[2,5]},"
	    "{\"bits\":8,\"package_file\":\"a.py\",\"package_lines\":[2,2],"
	    "\"specimen_file\":\"in/s.py\",\"specimen_lines\":[9,9]}]}");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_ratios_with_open_ends),
		cmocka_unit_test(gives_regions_in_the_files_that_they_are_of),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
