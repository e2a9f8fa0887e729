/* The policy that holds: see the header. */
#include "share/policy_case.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "share/item.h"
#include "share/party.h"
#include "share/policy_impl.h"

int
policy_text_of_case(struct case_dir *c, const struct share *s, struct buf *b, struct err *e)
{
	struct sha256 sha;
	int fd, rc;

	if (s->policy_sha256.n == 0) {
		buf_str(b, policy_default());
		return (buf_error(b, e));
	}
	if (hex_read(sha.b, sizeof(sha.b), s->policy_sha256) != 0)
		return (err_set(e, ERR_CORRUPT, "the case names no blob for its policy"));
	if ((fd = blob_open(c, &sha, e)) < 0)
		return (fd);
	rc = file_read_fd(b, fd, e);
	(void)close(fd);
	return (rc);
}

int
policy_of_case(struct case_dir *c, const struct share *s, const char *file, struct policy **p, struct err *e)
{
	struct buf text = BUF(POLICY_FILE_MAX);
	const char *name = file != NULL ? file
	    : s->policy_sha256.n > 0    ? "the case's policy"
					: "the built-in policy";
	int rc = file != NULL ? file_read(&text, AT_FDCWD, file, e) : policy_text_of_case(c, s, &text, e);

	*p = NULL;
	if (rc == 0)
		rc = policy_read(p, name, buf_view(&text), e);
	buf_free(&text);
	return (rc);
}

static bool
has_name(const struct party *p, struct str word)
{
	return (str_eq(p->name, word));
}

static bool
has_tier(const struct party *p, struct str word)
{
	return (str_eq(p->tier, word));
}

static bool
has_country(const struct party *p, struct str word)
{
	return (str_ieq(p->country, word));
}

static bool
anyone(const struct share *s, bool (*has)(const struct party *p, struct str word), struct str word)
{
	for (size_t i = 0; i < s->parties; i++) {
		if (!s->party[i].person && !s->party[i].left && has(&s->party[i], word))
			return (true);
	}
	return (false);
}

void
policy_unknown(const struct policy *p, const struct share *s,
    void (*fn)(void *arg, uint64_t line, const char *key, struct str word), void *arg)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct policy_rule *r = &p->rule[i];
		const struct {
			const char *key;
			const struct policy_words *words;
			bool (*has)(const struct party *p, struct str word);
		} asked[] = { { "name", &r->names, has_name }, { "tier", &r->tiers, has_tier },
			{ "country", &r->countries, has_country } };

		for (size_t k = 0; k < sizeof(asked) / sizeof(asked[0]); k++) {
			for (size_t n = 0; n < asked[k].words->n; n++) {
				if (!anyone(s, asked[k].has, asked[k].words->word[n]))
					fn(arg, r->line, asked[k].key, asked[k].words->word[n]);
			}
		}
	}
}

int
policy_put(struct case_dir *c, struct str text, struct str by, uint64_t *entry, struct err *e)
{
	struct buf hex = BUF(SHA256_HEX);
	struct share s = { 0 };
	struct blob *blob = NULL;
	struct commit *k = NULL;
	json_t *body;
	int rc = party_stage(c, text, &blob, &hex, e);

	if (rc == 0 && (k = commit_begin(c, e)) == NULL)
		rc = e->code;
	if (rc == 0 && (rc = share_load(&s, c, INSTANT_MAX, e)) == 0 &&
	    str_eq(s.policy_sha256, buf_view(&hex)))
		rc = err_set(e, ERR_EXISTS, "this is the case's policy already");
	if (rc == 0) {
		body = item_new("policy", TLP_AMBER_STRICT, by);
		item_set_blob(body, "sha256", buf_view(&hex));
		rc = commit_add(k, KIND_DECISION, body, entry, e);
	}
	rc = commit_keep(k, blob, rc, e);
	share_free(&s);
	buf_free(&hex);
	return (rc);
}
