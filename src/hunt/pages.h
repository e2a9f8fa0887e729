/*
 * The use of a web shell shows as a frequency: a page that nobody asked for
 * before the attacks began, and that only one or two addresses ever ask for,
 * by POST.  No single row tells that, so this is code and not a rule: each
 * reader keeps account of the pages of its files, the parent unites them.
 *
 * A request that was answered 404 says nothing about a page: scanners ask for
 * pages that are not there, and would otherwise make a shell look old.
 */
#ifndef HUNT_PAGES_H
#define HUNT_PAGES_H

#include "base/instant.h"
#include "base/map.h"
#include "hunt/rule.h"

/* What the extension of a page's name begins with. */
extern const char *const pages_extension[];

/* Pages beyond this many are not taken in; the account says so. */
#define PAGES_MAX_FILE  65536
#define PAGES_MAX_TOTAL 262144
#define PAGES_CLIENTS   3 /* So many different clients are many. */

/* POSTs that are kept to be shown: of one page, and of all. */
#define PAGE_POSTS      200
#define PAGES_POSTS_MAX 262144

/*
 * The rule as others see it, beside those in Sigma's form: pages_rule where a
 * shell would lie, which counts for the CVEs by which files were written;
 * pages_rule_elsewhere, the same without them.
 */
extern const struct rule pages_rule, pages_rule_elsewhere;

/* One POST to a page. */
struct page_post {
	uint64_t file, row, offset; /* ${file} is the parent's number; 0 in a reader. */
	instant_us time;
	struct str client;
};

struct page {
	struct str path;  /* In lower case, cut behind the extension. */
	instant_us first; /* The first request of any kind; 0 where rows have no time. */
	uint64_t posts;
	unsigned clients; /* At most PAGES_CLIENTS. */
	struct str client[PAGES_CLIENTS - 1];
	struct page_post *post; /* The first of them, in the order of the files; while clients are few. */
	size_t kept, cap;
	struct page_post last_post; /* The last one, which may be beyond those. */
};

struct pages {
	struct map index; /* Path to position. */
	struct page *page;
	size_t n, cap, max;
	bool full;
	size_t kept;     /* POSTs kept, over all pages. */
	struct page all; /* Only its clients: who asks for pages at all (pages_unite). */
	struct arena text;
};

/* pages_path(stem, out, n): The page that a request's path names, in ${out}; "" where it names none. */
struct str pages_path(struct str stem, char *out, size_t n);

/*
 * pages_get(p, path): The account of a page, added where it is new; NULL where there is no more room
 * (p->full) or memory.
 */
struct page *pages_get(struct pages *p, struct str path);

/* page_common(page): Whether so many ask for it that nothing more need be known. */
static inline bool
page_common(const struct page *page)
{
	return (page->clients >= PAGES_CLIENTS);
}

/*
 * page_client(p, page, client), page_post(p, page, post): Count a client, a POST; text is copied.  0 or
 * -1 without memory.
 */
int page_client(struct pages *p, struct page *page, struct str client);
int page_post(struct pages *p, struct page *page, const struct page_post *post);

/* pages_unite(p, other): Add what a reader knows of one page.  0 or -1 without memory. */
int pages_unite(struct pages *p, const struct page *other);
void pages_free(struct pages *p);

/*
 * pages_judge(p, page, from, to, level, stage): Whether ${page} is a finding,
 * given that the logs run from ${from} to ${to}.  A page that Exchange itself
 * brings is informational; one that was there when the logs begin may be old,
 * and where one or two addresses ask for everything a proxy may stand in
 * front: these are low.  Stage shell is for the folders where the shells of
 * March 2021 lay.
 */
bool pages_judge(const struct pages *p, const struct page *page, instant_us from, instant_us to,
    enum level *level, enum stage *stage);

#endif
