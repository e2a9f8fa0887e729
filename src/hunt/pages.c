/* Pages and who asks for them: see the header. */
#include "hunt/pages.h"

#include <stdlib.h>

#include "base/vec.h"

const char *const pages_extension[] = { ".asp", ".ashx", ".asmx", ".php", ".jsp", NULL };

#define RULE                                                                                               \
	.file = "athar", .id = "athar-page-few-clients",                                                   \
	.title = "POST to a page that is new and that only one or two clients ask for", .author = "athar", \
	.level = LEVEL_MEDIUM, .stage = STAGE_SHELL, .category = "webserver", .product = "", .service = ""

const struct rule pages_rule = { RULE, .cve = { "CVE-2021-26858", "CVE-2021-27065" }, .cves = 2 };
const struct rule pages_rule_elsewhere = { RULE };

/* Volexity saw the attacks begin on 3 January 2021. */
#define SINCE (INSTANT_DAY * 18630)

/* Pages of Exchange itself that people and servers POST to; a name that ends in / stands for all below it. */
static const char *const shipped[] = { "/autodiscover/autodiscover.asmx", "/ecp/about.aspx",
	"/ecp/auth/timeoutlogoff.aspx", "/ecp/bulkedit/", "/ecp/certmgmt/", "/ecp/customize/", "/ecp/dbmgmt/",
	"/ecp/default.aspx", "/ecp/error.aspx", "/ecp/extension/", "/ecp/migration/", "/ecp/mygroups/",
	"/ecp/organize/", "/ecp/personalsettings/", "/ecp/pickers/", "/ecp/publicfolders/", "/ecp/reporting/",
	"/ecp/ruleseditor/", "/ecp/search/", "/ecp/servers/", "/ecp/unifiedmessaging/", "/ecp/usersgroups/",
	"/ecp/vdirmgmt/", "/ews/exchange.asmx", "/ews/um2007legacy.asmx", "/owa/auth/error.aspx",
	"/owa/auth/errorfe.aspx", "/owa/auth/expiredpassword.aspx", "/owa/auth/frowny.aspx",
	"/owa/auth/logoff.aspx", "/owa/auth/logon.aspx", "/owa/auth/outlookcn.aspx",
	"/owa/auth/redirsuiteserviceproxy.aspx", "/owa/auth/signout.aspx", "/owa/casredirect.aspx",
	"/owa/default.aspx", "/owa/languageselection.aspx", "/owa/meetnowcallback.aspx", "/owa/plt1.ashx",
	"/owa/prefetch.aspx", "/owa/remotenotification.ashx", "/owa/sessiondata.ashx",
	"/owa/startupdata.ashx", "/owa/suiteserviceproxy.aspx", "/owa/userspecificresourceinjector.ashx" };

/* Where the shells lay. */
static const char *const shell_folder[] = { "/aspnet_client/", "/ecp/auth/", "/owa/auth/" };

static bool
is_shipped(struct str path)
{
	for (size_t i = 0; i < sizeof(shipped) / sizeof(shipped[0]); i++) {
		struct str s = str_of(shipped[i]);

		if (str_eq(path, s) || (s.p[s.n - 1] == '/' && str_starts(path, s)))
			return (true);
	}
	return (false);
}

bool
pages_judge(const struct pages *p, const struct page *page, instant_us from, instant_us to, enum level *level,
    enum stage *stage)
{
	instant_us begin = (to - from) / 10;

	if (page->posts == 0 || page_common(page) || (page->first != 0 && page->first < SINCE))
		return (false);
	*stage = STAGE_ATTEMPT;
	for (size_t i = 0; i < sizeof(shell_folder) / sizeof(shell_folder[0]); i++) {
		if (str_starts(page->path, str_of(shell_folder[i])))
			*stage = STAGE_SHELL;
	}
	begin = begin < INSTANT_DAY ? begin : INSTANT_DAY;
	*level = LEVEL_MEDIUM;
	if (is_shipped(page->path)) {
		*level = LEVEL_INFORMATIONAL;
		*stage = STAGE_PROBE;
	} else if (page->first == 0 || page->first - from < begin || p->all.clients < PAGES_CLIENTS) {
		*level = LEVEL_LOW;
	}
	return (true);
}

struct str
pages_path(struct str stem, char *out, size_t n)
{
	size_t length = stem.n, dot;

	/* The extension may be followed by a path of its own: /x.aspx/y names the page x.aspx. */
	for (dot = 0; dot < stem.n; dot++) {
		struct str tail = str_sub(stem, dot, stem.n);
		bool found = false;

		if (stem.p[dot] != '.')
			continue;
		for (size_t i = 0; pages_extension[i] != NULL && !found; i++)
			found = str_istarts(tail, str_of(pages_extension[i]));
		if (!found)
			continue;
		length = str_chr(tail, '/');
		length = length == STR_NPOS ? stem.n : dot + length;
		break;
	}
	if (dot == stem.n)
		return (STR(""));
	length = length < n ? length : n;
	for (size_t i = 0; i < length; i++)
		out[i] = str_lower(stem.p[i]);
	return ((struct str){ out, length });
}

struct page *
pages_get(struct pages *p, struct str path)
{
	struct map_entry *entry = map_get(&p->index, path);

	if (entry != NULL)
		return (&p->page[entry->value]);
	if (p->n >= p->max) {
		p->full = true;
		return (NULL);
	}
	if (VEC_GROW(p->page, p->n, p->cap) != 0 || (entry = map_put(&p->index, path)) == NULL)
		return (NULL);
	entry->value = p->n;
	p->page[p->n] = (struct page){ .path = entry->key };
	return (&p->page[p->n++]);
}

/* Many ask for the page: its POSTs are of no interest any more. */
static void
drop_posts(struct pages *p, struct page *page)
{
	p->kept -= page->kept;
	free(page->post);
	page->post = NULL;
	page->kept = page->cap = 0;
}

int
page_client(struct pages *p, struct page *page, struct str client)
{
	for (unsigned i = 0; i < page->clients && i < PAGES_CLIENTS - 1; i++) {
		if (str_eq(page->client[i], client))
			return (0);
	}
	if (page->clients < PAGES_CLIENTS - 1) {
		page->client[page->clients] = arena_str(&p->text, client);
		if (page->client[page->clients].p == NULL)
			return (-1);
	}
	if (page->clients < PAGES_CLIENTS && ++page->clients == PAGES_CLIENTS)
		drop_posts(p, page);
	return (0);
}

/* Keep a POST in a place; its client is one of the page's own two, whose text is kept already. */
static int
keep(struct pages *p, struct page *page, struct page_post *place, const struct page_post *post)
{
	struct str client = post->client;

	*place = *post;
	for (unsigned i = 0; i < page->clients && i < PAGES_CLIENTS - 1; i++) {
		if (str_eq(page->client[i], client)) {
			place->client = page->client[i];
			return (0);
		}
	}
	place->client = arena_str(&p->text, client);
	return (place->client.p == NULL ? -1 : 0);
}

int
page_post(struct pages *p, struct page *page, const struct page_post *post)
{
	page->posts++;
	if (page->kept < PAGE_POSTS && p->kept < PAGES_POSTS_MAX) {
		if (VEC_GROW(page->post, page->kept, page->cap) != 0 ||
		    keep(p, page, &page->post[page->kept], post) != 0)
			return (-1);
		page->kept++;
		p->kept++;
	}
	return (keep(p, page, &page->last_post, post));
}

int
pages_unite(struct pages *p, const struct page *other)
{
	struct page *page = pages_get(p, other->path);
	uint64_t posts;

	if (page == NULL)
		return (p->full ? 0 : -1);
	if (other->first != 0 && (page->first == 0 || other->first < page->first))
		page->first = other->first;
	/* More clients than are named are many. */
	for (unsigned i = 0; i < other->clients && i < PAGES_CLIENTS - 1; i++) {
		if (page_client(p, page, other->client[i]) != 0 ||
		    page_client(p, &p->all, other->client[i]) != 0)
			return (-1);
	}
	if (page_common(other)) {
		page->clients = p->all.clients = PAGES_CLIENTS;
		drop_posts(p, page);
	}
	if (other->posts == 0 || page_common(page))
		return (0);
	posts = page->posts + other->posts;
	for (size_t i = 0; i < other->kept; i++) {
		if (page_post(p, page, &other->post[i]) != 0)
			return (-1);
	}
	page->posts = posts;
	return (keep(p, page, &page->last_post, &other->last_post));
}

void
pages_free(struct pages *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->page[i].post);
	map_free(&p->index);
	free(p->page);
	arena_free(&p->text);
	*p = (struct pages){ .max = p->max };
}
