/*
 * What the portal lets through, against twins that were written another way:
 * the paths, hosts and forms as regular expressions of the C library, the
 * token as OpenSSL's command line computes it, the head of a request as a
 * table of faults, each of which alone is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

#include "share/portal_check.h"

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static uint64_t seed = 26857;

static uint64_t
below(uint64_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return ((seed >> 33) % n);
}

/* A pattern is compiled once; the few that there are stay until the end. */
static bool
matches(const char *pattern, const char *text)
{
	static struct {
		const char *pattern;
		regex_t re;
	} known[16];
	size_t i = 0;

	while (known[i].pattern != NULL && known[i].pattern != pattern)
		i++;
	assert_true(i < 15);
	if (known[i].pattern == NULL)
		assert_int_equal(regcomp(&known[i].re, pattern, REG_EXTENDED | REG_NOSUB), 0);
	known[i].pattern = pattern;
	return (regexec(&known[i].re, text, 0, NULL, 0) == 0);
}

/* Change, drop, double or put in one character, out of those that matter to a reader of paths. */
static void
mutate(char *text, size_t room)
{
	static const char of[] = "/.%0123456789aZ_-:?#;=&@\\ ~\x01\x7f\xe9+*";
	size_t n = strlen(text), at = below(n + 1);
	char ch = of[below(sizeof(of) - 1)];

	if (n + 2 >= room || (n > at && below(3) == 0))
		memmove(text + at, text + at + 1, n - at);
	else if (n > at && below(2) == 0)
		text[at] = ch;
	else {
		memmove(text + at + 1, text + at, n - at + 1);
		text[at] = below(4) == 0 && n > 0 ? text[below(n)] : ch;
	}
}

/* The twin of portal_path_read: what it is, or -1. */
static int
path_twin(const char *uri)
{
	static const char *const patterns[] = { [PORTAL_PAGE] = "^/$",
		[PORTAL_LIST] = "^/copies$",
		[PORTAL_COPY] = "^/copy/[1-9][0-9]{0,7}$",
		[PORTAL_ENTRY] = "^/copy/[1-9][0-9]{0,7}/entry$",
		[PORTAL_RECEIPT] = "^/copy/[1-9][0-9]{0,7}/receipt$",
		[PORTAL_VKEY] = "^/vkey$",
		[PORTAL_CHECKPOINT] = "^/checkpoint$",
		[PORTAL_CONSENT] = "^/consent/[A-Za-z0-9][A-Za-z0-9._-]*$",
		[PORTAL_ACK] = "^/ack/[1-9][0-9]{0,7}$" };

	for (int i = 0; i <= PORTAL_ACK; i++) {
		if (matches(patterns[i], uri))
			return (i == PORTAL_CONSENT && strlen(uri) - 9 > SHARE_NAME_MAX ? -1 : i);
	}
	return (-1);
}

/* Whether the reading is that of the twin, and what was read writes the same path again. */
static void
path_same(const char *uri)
{
	static const char *const tails[] = { [PORTAL_ENTRY] = "/entry", [PORTAL_RECEIPT] = "/receipt" };
	struct portal_path path;
	char again[512] = "";
	int want = path_twin(uri), rc = portal_path_read(&path, str_of(uri));

	if (rc != (want < 0 ? ERR_NOTFOUND : 0) || (rc == 0 && (int)path.what != want))
		fail_msg("%s: %d as %d, expected %d", uri, rc, (int)path.what, want);
	if (rc != 0)
		return;
	assert_int_equal(path.post, want == PORTAL_CONSENT || want == PORTAL_ACK);
	if (want == PORTAL_CONSENT)
		(void)snprintf(again, sizeof(again), "/consent/%s", path.id);
	else if (want == PORTAL_ACK)
		(void)snprintf(again, sizeof(again), "/ack/%u", path.copy);
	else if (want == PORTAL_COPY || want == PORTAL_ENTRY || want == PORTAL_RECEIPT)
		(void)snprintf(
		    again, sizeof(again), "/copy/%u%s", path.copy, want == PORTAL_COPY ? "" : tails[want]);
	if (again[0] != '\0')
		assert_string_equal(again, uri);
	else
		assert_int_equal(path.copy, 0);
}

static const char *const good_paths[] = { "/", "/copies", "/copy/1", "/copy/99999999", "/copy/11111111/entry",
	"/copy/11111111/receipt", "/vkey", "/checkpoint", "/consent/EX-2021-1", "/consent/a..b",
	"/ack/12345678" };

static void
test_paths(void **state)
{
	static const char *const tricks[] = { "", "//", "/copy/", "/copy/0", "/copy/01", "/copy/100000000",
		"/copy/4294967297", "/copy/-1", "/copy/+1", "/copy/1/", "/copy/1//entry", "/copy/1/entry/",
		"/copy/1/Entry", "/copy/1/../2", "/copy/../keys/record", "/../etc/passwd", "/./copies",
		"/%63opies", "/copy/%31", "/copies?", "/copies?a", "/copies#", "/copies/", "/Copies",
		"\\copies", "copies", "*", "/consent/", "/consent/.", "/consent/..", "/consent/-x",
		"/consent/a/b", "/consent/a%2fb", "/consent/a b", "/consent/\xc3\xa9", "/ack/", "/ack/1/2",
		"/ack/1x", "https://x/", "/vkey\r\n", "/vkey " };
	char text[300], longest[SHARE_NAME_MAX + 16];
	struct portal_path path;

	(void)state;
	for (size_t i = 0; i < sizeof(good_paths) / sizeof(good_paths[0]); i++) {
		assert_true(path_twin(good_paths[i]) >= 0);
		path_same(good_paths[i]);
	}
	for (size_t i = 0; i < sizeof(tricks) / sizeof(tricks[0]); i++) {
		assert_int_equal(path_twin(tricks[i]), -1);
		path_same(tricks[i]);
	}
	/* A name as long as may be, and one longer. */
	for (size_t n = SHARE_NAME_MAX - 1; n <= SHARE_NAME_MAX + 1; n++) {
		(void)snprintf(longest, sizeof(longest), "/consent/%0*d", (int)n, 1);
		path_same(longest);
	}
	/* A NUL is a character like any other that is none of ours. */
	assert_int_equal(portal_path_read(&path, (struct str){ "/copies\0", 8 }), ERR_NOTFOUND);
	assert_int_equal(portal_path_read(&path, (struct str){ "/consent/a\0b", 12 }), ERR_NOTFOUND);
	for (unsigned i = 0; i < 30000; i++) {
		(void)snprintf(
		    text, sizeof(text), "%s", good_paths[below(sizeof(good_paths) / sizeof(good_paths[0]))]);
		for (uint64_t k = 1 + below(3); k > 0; k--)
			mutate(text, sizeof(text));
		path_same(text);
	}
}

static void
test_hosts(void **state)
{
	static const char *const hosts[] = { "share.example", "SHARE.example:443", "share.example:65535",
		"share.example:", "share.example:123456", "share.example:44a", "share.example.",
		"share.example.evil", "evil.share.example", "share.example@evil", "share.example:1@evil",
		"share.example, evil", "" };
	char text[64];

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		(void)snprintf(text, sizeof(text), "%s", hosts[below(sizeof(hosts) / sizeof(hosts[0]))]);
		for (uint64_t k = i < 500 ? 0 : below(3); k > 0; k--)
			mutate(text, sizeof(text));
		if (portal_host_is(str_of(text), STR("share.example")) !=
		    matches("^[sS][hH][aA][rR][eE]\\.[eE][xX][aA][mM][pP][lL][eE](:[0-9]{1,5})?$", text))
			fail_msg("host %s", text);
	}
	assert_false(portal_host_is((struct str){ "share.example\0", 14 }, STR("share.example")));
}

/* Every combination of what the two headers may say; only these are our own page, or no page at all. */
static void
test_origins(void **state)
{
	const struct str none = { NULL, 0 }, host = STR("share.example:8443");
	const struct str origins[] = { none, STR("null"), STR("https://share.example:8443"),
		STR("HTTPS://Share.Example:8443"), STR("http://share.example:8443"),
		STR("https://share.example"), STR("https://share.example:8443.evil"), STR("https://evil"),
		STR("https://"), STR("") };
	const struct str sites[] = { none, STR("same-origin"), STR("same-site"), STR("cross-site"),
		STR("none"), STR("Same-Origin"), STR("") };

	(void)state;
	for (size_t o = 0; o < sizeof(origins) / sizeof(origins[0]); o++) {
		for (size_t s = 0; s < sizeof(sites) / sizeof(sites[0]); s++) {
			bool want = s <= 1 && (o == 0 || o == 2 || o == 3 || (o == 1 && s == 1));

			if (portal_origin_ok(origins[o], sites[s], host) != want)
				fail_msg("origin %zu, site %zu: expected %d", o, s, want);
		}
	}
}

/* How often ${name}= begins a field of the form. */
static unsigned
count_field(const char *body, const char *name)
{
	unsigned n = 0;

	for (const char *at = body; (at = strstr(at, name)) != NULL; at++)
		n += (at == body || at[-1] == '&') && at[strlen(name)] == '=';
	return (n);
}

static void
test_forms(void **state)
{
	static const char *const names[] = { "answer", "revision", "terms_sha256", "token" };
	static const char *const forms[] = { "token=" HEX64,
		"token=a&answer=accept&revision=1&terms_sha256=0a", "", "token=", "token", "=a", "&",
		"token=a&", "&token=a", "token=a&&answer=b", "token=a&token=b", "token=A", "token=%61",
		"token=a+b", "token=a=b", "other=a", "token=a;answer=b" };
	struct portal_form form;
	char text[300], field[300];

	(void)state;
	for (unsigned i = 0; i < 40000; i++) {
		bool want;

		(void)snprintf(text, sizeof(text), "%s", forms[below(sizeof(forms) / sizeof(forms[0]))]);
		for (uint64_t k = i < 500 ? 0 : below(4); k > 0; k--)
			mutate(text, sizeof(text));
		want = matches("^((answer|revision|terms_sha256|token)=[a-z0-9_]+(&|$))*$", text);
		for (size_t f = 0; f < 4; f++)
			want = want && count_field(text, names[f]) < 2;
		/* A separator at the end has an empty field behind it. */
		want = want && (text[0] == '\0' || text[strlen(text) - 1] != '&');
		if (portal_form_read(&form, str_of(text)) != (want ? 0 : ERR_SYNTAX))
			fail_msg("form %s: expected %d", text, want);
		if (want && form.token.p != NULL) {
			(void)snprintf(field, sizeof(field), "token=%.*s", STR_ARG(form.token));
			assert_non_null(strstr(text, field));
		}
		assert_true(!want || (form.token.p != NULL) == (count_field(text, "token") == 1));
	}
	assert_int_equal(portal_form_read(&form, (struct str){ "token=a\0b", 9 }), ERR_SYNTAX);
}

/* printf 'portal 7 446000' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102...1f */
#define TOKEN_7 "05065856fa3631908bd9968cdaa076d589746d65b6a7ecd407206e900d64ec29"

static void
test_tokens(void **state)
{
	unsigned char key[32], other[32];
	char token[SHA256_HEX + 1], bad[SHA256_HEX + 1];

	(void)state;
	for (unsigned i = 0; i < 32; i++)
		key[i] = (unsigned char)i;
	memcpy(other, key, sizeof(key));
	other[31] ^= 1;
	portal_token(key, 7, 446000, token);
	assert_string_equal(token, TOKEN_7);
	/* Good in its hour and the next one, for this partner and this run of the portal; never before. */
	for (int64_t hour = 445990; hour < 446010; hour++)
		assert_int_equal(
		    portal_token_ok(key, 7, hour, str_of(token)), hour == 446000 || hour == 446001);
	for (uint32_t number = 0; number < 100; number++)
		assert_int_equal(portal_token_ok(key, number, 446000, str_of(token)), number == 7);
	assert_false(portal_token_ok(other, 7, 446000, str_of(token)));
	/* Every single character counts, and so does the length. */
	for (size_t i = 0; i < SHA256_HEX; i++) {
		memcpy(bad, token, sizeof(bad));
		bad[i] ^= 1;
		assert_false(portal_token_ok(key, 7, 446000, str_of(bad)));
		assert_false(portal_token_ok(key, 7, 446000, str_sub(str_of(token), 0, i)));
	}
	assert_false(portal_token_ok(key, 7, 446000, (struct str){ NULL, 0 }));
	assert_false(portal_token_ok(key, 7, 446000, (struct str){ token, SHA256_HEX + 1 }));
}

/* A request as a browser sends it; each test spoils one thing in it. */
struct request {
	const char *method, *version, *uri;
	const char *head[16]; /* Name, value, ... */
	bool stranger;
};

static unsigned
answer(const struct request *r)
{
	static const char *const hosts[] = { "share.example", "other.example" };
	struct portal_heads heads = { .bad = false };
	struct portal_asked asked = { .method = str_of(r->method),
		.version = str_of(r->version),
		.uri = str_of(r->uri),
		.known = !r->stranger,
		.heads = &heads,
		.self = STR("127.0.0.1:8443"),
		.host = hosts,
		.hosts = 2 };
	struct portal_path path;
	const char *why = NULL;
	unsigned status;

	for (size_t i = 0; i < 15 && r->head[i] != NULL; i += 2)
		portal_heads_add(&heads, str_of(r->head[i]), str_of(r->head[i + 1]));
	status = portal_check(&asked, &path, &why);
	assert_true(status == 0 ? why == NULL : why != NULL && strlen(why) < 40);
	/* What is let through is one of the portal's paths, asked for as it is meant. */
	assert_true(status != 0 || strcmp(r->method, path.post ? "POST" : "GET") == 0);
	return (status);
}

#define OURS "Host", "127.0.0.1:8443"
#define LEN5 "Content-Length", "5"

static void
test_requests(void **state)
{
	static const struct {
		unsigned want;
		struct request r;
	} all[] = {
		{ 0, { "GET", "HTTP/1.1", "/copies", { OURS }, false } },
		{ 0, { "GET", "HTTP/1.0", "/copies", { OURS, "Content-Length", "0" }, false } },
		{ 0,
		    { "GET", "HTTP/1.1", "https://OTHER.example:1/copies", { "hOST", "share.example" },
			false } },
		{ 0, { "GET", "HTTP/1.1", "https://share.example", { OURS }, false } },
		{ 0, { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5 }, false } },
		{ 0, { "POST", "HTTP/1.1", "/ack/1", { OURS, "Content-Length", "4096" }, false } },
		{ 0,
		    { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "Origin", "https://127.0.0.1:8443" },
			false } },
		/* Versions, heads and bodies. */
		{ 400, { "GET", "HTTP/2.0", "/copies", { OURS }, false } },
		{ 400, { "GET", "HTTP/1.10", "/copies", { OURS }, false } },
		{ 400, { "GET", "http/1.1", "/copies", { OURS }, false } },
		{ 400, { "GET", "", "/copies", { OURS }, false } },
		{ 400, { "GET", "HTTP/1.1", "/copies", { NULL }, false } },
		{ 400, { "GET", "HTTP/1.1", "/copies", { OURS, "HOST", "127.0.0.1:8443" }, false } },
		{ 400, { "GET", "HTTP/1.1", "/copies", { OURS, LEN5 }, false } },
		{ 400, { "GET", "HTTP/1.1", "/copies", { OURS, "Content-Length", "00" }, false } },
		{ 400, { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "content-length", "5" }, false } },
		{ 400,
		    { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "transfer-encoding", "chunked" }, false } },
		{ 400,
		    { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "Transfer-Encoding ", "chunked" },
			false } },
		{ 400, { "GET", "HTTP/1.1", "/copies", { OURS, "", "x" }, false } },
		{ 400, { "GET", "HTTP/1.1", "/copies", { OURS, "A\x01", "x" }, false } },
		{ 400, { "GET", "HTTP/1.1", "/copies", { OURS, "A:B", "x" }, false } },
		{ 411, { "POST", "HTTP/1.1", "/ack/1", { OURS }, false } },
		{ 411, { "POST", "HTTP/1.1", "/ack/1", { OURS, "Content-Length", "-1" }, false } },
		{ 411, { "POST", "HTTP/1.1", "/ack/1", { OURS, "Content-Length", "+5" }, false } },
		{ 411, { "POST", "HTTP/1.1", "/ack/1", { OURS, "Content-Length", "5, 5" }, false } },
		{ 411, { "POST", "HTTP/1.1", "/ack/1", { OURS, "Content-Length", "0x5" }, false } },
		{ 411,
		    { "POST", "HTTP/1.1", "/ack/1", { OURS, "Content-Length", "99999999999999999999" },
			false } },
		{ 413, { "POST", "HTTP/1.1", "/ack/1", { OURS, "Content-Length", "4097" }, false } },
		{ 413,
		    { "POST", "HTTP/1.1", "/ack/1", { OURS, "Content-Length", "18446744073709551615" },
			false } },
		{ 415,
		    { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "Content-Type", "text/plain" }, false } },
		{ 415, { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "Content-Type", "" }, false } },
		{ 403, { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "Origin", "https://evil" }, false } },
		{ 403, { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "Origin", "null" }, false } },
		{ 403,
		    { "POST", "HTTP/1.1", "/ack/1", { OURS, LEN5, "Sec-Fetch-Site", "cross-site" }, false } },
		/* Hosts. */
		{ 421, { "GET", "HTTP/1.1", "/copies", { "Host", "evil.example" }, false } },
		{ 421, { "GET", "HTTP/1.1", "/copies", { "Host", "127.0.0.1" }, false } },
		{ 421, { "GET", "HTTP/1.1", "/copies", { "Host", "127.0.0.1:84433" }, false } },
		{ 421, { "GET", "HTTP/1.1", "/copies", { "Host", "" }, false } },
		{ 421, { "GET", "HTTP/1.1", "https://evil.example/copies", { OURS }, false } },
		{ 421, { "GET", "HTTP/1.1", "https://share.example@evil/copies", { OURS }, false } },
		{ 421, { "GET", "HTTP/1.1", "https:///copies", { OURS }, false } },
		/* A wrong host is told to be wrong before a stranger is told to be one, and he before any path. */
		{ 421, { "GET", "HTTP/1.1", "/copies", { "Host", "evil.example" }, true } },
		{ 403, { "GET", "HTTP/1.1", "/copies", { OURS }, true } },
		{ 403, { "GET", "HTTP/1.1", "/nothing", { OURS }, true } },
		{ 403, { "PUT", "HTTP/1.1", "/copies", { OURS }, true } },
		/* Methods and paths. */
		{ 405, { "HEAD", "HTTP/1.1", "/copies", { OURS }, false } },
		{ 405, { "get", "HTTP/1.1", "/copies", { OURS }, false } },
		{ 405, { "", "HTTP/1.1", "/copies", { OURS }, false } },
		{ 405, { "CONNECT", "HTTP/1.1", "127.0.0.1:22", { OURS }, false } },
		{ 405, { "POST", "HTTP/1.1", "/copies", { OURS, LEN5 }, false } },
		{ 405, { "GET", "HTTP/1.1", "/ack/1", { OURS }, false } },
		{ 405, { "GET", "HTTP/1.1", "/consent/EX-1", { OURS }, false } },
		{ 404, { "GET", "HTTP/1.1", "/copies?x", { OURS }, false } },
		{ 404, { "GET", "HTTP/1.1", "http://127.0.0.1:8443/copies", { OURS }, false } },
		{ 404, { "GET", "HTTP/1.1", "https://127.0.0.1:8443//copies", { OURS }, false } },
		{ 404, { "GET", "HTTP/1.1", "", { OURS }, false } },
	};
	char target[PORTAL_URI + 2];
	struct request r = all[0].r;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		unsigned got = answer(&all[i].r);

		if (got != all[i].want)
			fail_msg("%zu: %s %s: %u, expected %u", i, all[i].r.method, all[i].r.uri, got,
			    all[i].want);
	}
	/* The longest target, and one longer. */
	r.uri = target;
	for (size_t n = PORTAL_URI; n <= PORTAL_URI + 1; n++) {
		memset(target, 'a', n);
		target[0] = '/';
		target[n] = '\0';
		assert_int_equal(answer(&r), n > PORTAL_URI ? 414 : 404);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_origins),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_requests),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
