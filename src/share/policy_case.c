/* The policy that holds: see the header. */
#include "share/policy_case.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "share/item.h"
#include "share/party.h"

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
	rc = party_commit(k, blob, rc, e);
	share_free(&s);
	buf_free(&hex);
	return (rc);
}
