/* What the tests of documents share: importing a text, knowing what it says, asking, records made by hand. */
#ifndef TESTS_UNIT_KNOW_HELP_H
#define TESTS_UNIT_KNOW_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the four above. */
#include <cmocka.h>

#include "know/import.h"
#include "know/know.h"
#include "know/state.h"

/* Import a text, which must be accepted. */
static inline json_t *
import(const char *text)
{
	struct docbody_origin origin = {
		.file = STR("hand.json"), .now = 1700000000 * INSTANT_SECOND, .tlp = TLP_AMBER_STRICT
	};
	struct import im;
	struct err e;

	if (import_read(str_of(text), &origin, &im, &e) != 0)
		fail_msg("refused: %s", e.text);
	return (im.body);
}

/* What is known from the built-in tables and these bodies; they are released. */
static inline struct know *
know_from(json_t **body, size_t n)
{
	struct know *k = know_new(NULL);

	assert_non_null(k);
	assert_int_equal(know_add_builtin(k, NULL), 0);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(docbody_load(k, body[i], i, TLP_CLEAR, NULL), 0);
		json_decref(body[i]);
	}
	assert_int_equal(know_index(k, NULL), 0);
	return (k);
}

static inline void
decide(struct know *k, const char *product, const char *build, const char *cve, struct decision *d)
{
	struct version v = { .n = 0 };

	assert_int_equal(version_parse(&v, str_of(build), NULL), 0);
	know_decide(k, str_of(product), &v, str_of(cve), INSTANT_MAX, d);
}

static inline void
expect(struct know *k, const char *product, const char *build, const char *cve, const char *verdict)
{
	struct decision d;

	decide(k, product, build, cve, &d);
	if (strcmp(verdict_name(d.verdict), verdict) != 0)
		fail_msg("%s %s %s: %s since %s; expected %s", product, build, cve, verdict_name(d.verdict),
		    d.reason, verdict);
}

static inline bool
has_warning(const json_t *body, const char *words)
{
	json_t *v;
	size_t i;

	json_array_foreach(json_object_get(body, "warnings"), i, v)
	{
		if (strstr(json_string_value(v), words) != NULL)
			return (true);
	}
	return (false);
}

#define RANGE(product, low, high)                                                    \
	"{\"vendor\":\"Microsoft\",\"product\":\"Microsoft Exchange Server " product \
	"\",\"versions\":[{\"version\":\"" low "\",\"lessThan\":\"" high "\",\"status\":\"affected\"}]}"
#define RECORD(id, updated, affected)                                                                   \
	"{\"dataType\":\"CVE_RECORD\",\"cveMetadata\":{\"cveId\":\"" id "\",\"dateUpdated\":\"" updated \
	"\"},\"containers\":{\"cna\":{\"affected\":[" affected "]}}}"

#endif
