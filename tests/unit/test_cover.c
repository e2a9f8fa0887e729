/* Gaps, the ladder, and the account of pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "hunt/cover.h"
#include "hunt/ladder.h"
#include "hunt/pages.h"

#define HOUR (INSTANT_DAY / 24)

static instant_us
at(const char *text)
{
	instant_us t;

	assert_int_equal(instant_log_time(&t, str_of(text)), 0);
	return (t);
}

static void
gaps(void **state)
{
	struct cover c = { 0 };
	struct span gap[4], all;

	(void)state;
	/* Files in any order; 03 and 04 are in none, 06 has a row at its very beginning. */
	assert_int_equal(
	    cover_add(&c, LOG_HTTPPROXY, STR("a/x"), at("2021-03-02T05:10:00Z"), at("2021-03-02T06:00:00Z")),
	    0);
	assert_int_equal(
	    cover_add(&c, LOG_HTTPPROXY, STR("a/y"), at("2021-03-02T00:10:00Z"), at("2021-03-02T00:20:00Z")),
	    0);
	assert_int_equal(
	    cover_add(&c, LOG_HTTPPROXY, STR("b/z"), at("2021-03-02T01:59:00Z"), at("2021-03-02T02:01:00Z")),
	    0);
	assert_int_equal(cover_add(&c, LOG_HTTPPROXY, STR("b/none"), 0, 0), 0);
	assert_int_equal(cover_gaps(&c.kind[LOG_HTTPPROXY].spans, HOUR, gap, 4), 1);
	assert_int_equal(gap[0].from, at("2021-03-02T03:00:00Z"));
	assert_int_equal(gap[0].to, at("2021-03-02T04:59:59Z"));
	assert_true(cover_span(&c, LOG_HTTPPROXY, &all));
	assert_int_equal(all.from, at("2021-03-02T00:10:00Z"));
	assert_int_equal(all.to, at("2021-03-02T06:00:00Z"));
	assert_false(cover_span(&c, LOG_IIS, &all));
	/* By day there is none; a span inside another opens none either. */
	assert_int_equal(cover_gaps(&c.kind[LOG_HTTPPROXY].spans, INSTANT_DAY, gap, 4), 0);
	assert_int_equal(
	    cover_add(&c, LOG_HTTPPROXY, STR("c"), at("2021-03-02T00:00:00Z"), at("2021-03-02T23:00:00Z")),
	    0);
	assert_int_equal(cover_gaps(&c.kind[LOG_HTTPPROXY].spans, HOUR, gap, 4), 0);
	cover_free(&c);
}

static void
ladder(void **state)
{
	const struct rule rule = { .cve = { "CVE-2021-2", "CVE-2021-1" }, .cves = 2 };
	struct ladder l = { 0 };

	(void)state;
	assert_int_equal(ladder_rule(&l, &rule), 0);
	ladder_sort(&l);
	assert_string_equal(l.cve[0].cve, "CVE-2021-1");
	assert_int_equal(ladder_stage(&l.cve[0]), STAGE_NONE);
	assert_null(ladder_confidence(&l.cve[0]));
	ladder_add(&l, &rule, LEVEL_CRITICAL, STAGE_PROBE, 5);
	ladder_add(&l, &rule, LEVEL_LOW, STAGE_WRITE, 0);
	assert_int_equal(ladder_stage(&l.cve[1]), STAGE_WRITE);
	assert_string_equal(ladder_confidence(&l.cve[1]), "low");
	ladder_add(&l, &rule, LEVEL_MEDIUM, STAGE_WRITE, 3);
	assert_string_equal(ladder_confidence(&l.cve[1]), "medium");
	ladder_add(&l, &rule, LEVEL_HIGH, STAGE_WRITE, 9);
	assert_string_equal(ladder_confidence(&l.cve[1]), "high");
	assert_int_equal(l.cve[1].first, 3);
	assert_int_equal(l.cve[1].last, 9);
	assert_int_equal(l.cve[1].findings, 4);
	ladder_free(&l);
}

static void
expect_path(const char *stem, const char *want)
{
	char out[64];
	struct str got = pages_path(str_of(stem), out, sizeof(out));

	assert_true(str_eq(got, str_of(want)));
}

static void
paths(void **state)
{
	(void)state;
	expect_path("/owa/auth/X.aspx", "/owa/auth/x.aspx");
	expect_path("/a.aspx/more/b.css", "/a.aspx");
	expect_path("/a.b/c.ASHX", "/a.b/c.ashx");
	expect_path("/a.css", "");
	expect_path("/EWS/Exchange.asmx", "/ews/exchange.asmx");
	expect_path("", "");
}

/* Tell a table that a client asked for a page. */
static void
ask(struct pages *p, const char *path, const char *client, instant_us time, uint64_t posts)
{
	struct page page = { .path = str_of(path),
		.first = time,
		.posts = posts,
		.clients = 1,
		.client = { str_of(client) } };
	struct page_post post = { 1, 1, 1, time, str_of(client) };

	page.last_post = post;
	page.post = &post;
	page.kept = posts > 0;
	assert_int_equal(pages_unite(p, &page), 0);
}

static void
judge(struct pages *p, const char *path, int level, int stage)
{
	const struct page *page = pages_get(p, str_of(path));
	enum level l;
	enum stage s;
	bool found = pages_judge(p, page, at("2021-02-01T00:00:00Z"), at("2021-03-31T00:00:00Z"), &l, &s);

	assert_int_equal(found, level >= 0);
	if (found) {
		assert_int_equal((int)l, level);
		assert_int_equal((int)s, stage);
	}
}

static void
pages(void **state)
{
	struct pages p = { .max = PAGES_MAX_TOTAL };
	instant_us march = at("2021-03-02T00:00:00Z");

	(void)state;
	/* With two clients in all a proxy may stand in front, so nothing is more than low. */
	ask(&p, "/aspnet_client/a.aspx", "192.0.2.1", march, 1);
	judge(&p, "/aspnet_client/a.aspx", LEVEL_LOW, STAGE_SHELL);
	for (unsigned i = 0; i < 3; i++)
		ask(&p, "/owa/auth/common.aspx",
		    i == 0       ? "192.0.2.1"
			: i == 1 ? "192.0.2.2"
				 : "192.0.2.3",
		    march, 1);
	judge(&p, "/aspnet_client/a.aspx", LEVEL_MEDIUM, STAGE_SHELL);
	/* Three clients are many; no POST is no use; before 2021-01-03 is no trace of these attacks. */
	judge(&p, "/owa/auth/common.aspx", -1, 0);
	ask(&p, "/owa/auth/get.aspx", "192.0.2.9", march, 0);
	judge(&p, "/owa/auth/get.aspx", -1, 0);
	ask(&p, "/owa/auth/old.aspx", "192.0.2.9", at("2021-01-02T23:59:59Z"), 0);
	ask(&p, "/owa/auth/old.aspx", "192.0.2.9", march, 7);
	judge(&p, "/owa/auth/old.aspx", -1, 0);
	/*
	 * Elsewhere it is an attempt at most; at the beginning of the logs it may be old; what Exchange
	 * brings is for the record.
	 */
	ask(&p, "/shop/basket.php", "192.0.2.9", march, 2);
	judge(&p, "/shop/basket.php", LEVEL_MEDIUM, STAGE_ATTEMPT);
	ask(&p, "/ecp/auth/b.aspx", "192.0.2.9", at("2021-02-01T09:00:00Z"), 2);
	judge(&p, "/ecp/auth/b.aspx", LEVEL_LOW, STAGE_SHELL);
	ask(&p, "/owa/auth/logon.aspx", "192.0.2.9", march, 2);
	judge(&p, "/owa/auth/logon.aspx", LEVEL_INFORMATIONAL, STAGE_PROBE);
	pages_free(&p);
}

/* One file's report of a page: so many POSTs, those that fit kept. */
static void
report(struct pages *p, uint64_t file, const char *client, uint64_t posts)
{
	struct page_post post[PAGE_POSTS];
	struct page page = { .path = STR("/x.aspx"),
		.first = 100 - (instant_us)file,
		.posts = posts,
		.clients = 1,
		.client = { str_of(client) },
		.post = post };

	for (uint64_t i = 0; i < posts; i++) {
		struct page_post one = { file, i + 1, i * 10, (instant_us)(file * 1000 + i), str_of(client) };

		if (page.kept < PAGE_POSTS)
			post[page.kept++] = one;
		page.last_post = one;
	}
	assert_int_equal(pages_unite(p, &page), 0);
}

static void
posts_are_kept(void **state)
{
	struct pages p = { .max = PAGES_MAX_TOTAL };
	const struct page *page;

	(void)state;
	report(&p, 0, "a", 150);
	report(&p, 1, "b", 0);
	report(&p, 2, "b", 300);
	page = pages_get(&p, STR("/x.aspx"));
	assert_int_equal(page->posts, 450);
	assert_int_equal(page->clients, 2);
	assert_int_equal(page->first, 98);
	/* The first ones in the order of the files, as many as are kept; and the last of all. */
	assert_int_equal(page->kept, PAGE_POSTS);
	assert_int_equal(page->post[0].file, 0);
	assert_int_equal(page->post[149].row, 150);
	assert_int_equal(page->post[150].file, 2);
	assert_int_equal(page->post[150].row, 1);
	assert_true(str_eq(page->post[150].client, STR("b")));
	assert_int_equal(page->last_post.file, 2);
	assert_int_equal(page->last_post.row, 300);
	/* A third client makes it common, and nothing of it is held any more. */
	report(&p, 3, "c", 5);
	page = pages_get(&p, STR("/x.aspx"));
	assert_true(page_common(page));
	assert_int_equal(page->kept, 0);
	assert_int_equal(p.kept, 0);
	pages_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps),
		cmocka_unit_test(ladder),
		cmocka_unit_test(paths),
		cmocka_unit_test(pages),
		cmocka_unit_test(posts_are_kept),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
