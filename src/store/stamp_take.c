/*
 * Taking a stamp in: one commit of the reply with the checkpoint that it is
 * about and the certificates that it was checked with; and the daily one, for
 * whatever commits of itself and must not fail because an authority does.
 */
#include <unistd.h>

#include "base/file.h"
#include "store/stamp.h"

bool
stamp_is_fresh(struct case_dir *c, instant_us *recorded, uint64_t *size)
{
	return (stamp_newest(c, recorded, size, NULL) == 0 && *recorded > instant_now() - INSTANT_DAY);
}

static int
stage(struct case_dir *c, struct str bytes, struct commit *k, struct sha256 *sha, struct err *e)
{
	struct blob *b = blob_new(c, e);
	int rc;

	if (b == NULL)
		return (e->code);
	if ((rc = blob_write(b, bytes.p, bytes.n, e)) != 0 || (rc = blob_close(b, sha, e)) != 0) {
		blob_drop(b);
		return (rc);
	}
	return (commit_blob(k, b, e));
}

static int
add(struct commit *k, enum entry_kind kind, json_t *body, uint64_t *entry, struct err *e)
{
	return (body == NULL ? err_set(e, ERR_NOMEM, "out of memory") : commit_add(k, kind, body, entry, e));
}

int
stamp_keep(
    struct case_dir *c, const struct stamp_take *t, struct stamp_kept *s, uint64_t *entry, struct err *e)
{
	struct commit *k = commit_begin(c, e);
	instant_us recorded;
	uint64_t size;
	int rc;

	if (k == NULL)
		return (e->code);
	if (t->daily && stamp_is_fresh(c, &recorded, &size))
		rc = err_set(e, ERR_EXISTS, "another stamp was first");
	else if ((rc = stage(c, buf_view(&t->note), k, &s->note, e)) == 0 &&
	    (rc = stage(c, buf_view(&t->reply), k, &s->reply, e)) == 0)
		rc = stage(c, buf_view(&t->ca), k, &s->ca, e);
	if (rc == 0 && t->remember)
		rc = add(k, KIND_DECISION,
		    stamp_authority_body(s->authority, &s->ca, instant_now(), s->tlp, s->by), entry, e);
	if (rc == 0 && (rc = add(k, KIND_RECEIPT, stamp_body(s), entry, e)) == 0)
		return (commit_end(&k, e));
	commit_abort(&k);
	return (rc);
}

int
stamp_ca(struct case_dir *c, const struct sha256 *sha, struct buf *ca, struct err *e)
{
	int fd = blob_open(c, sha, e), rc;

	if (fd < 0)
		return (fd);
	rc = file_read_fd(ca, fd, e);
	(void)close(fd);
	return (rc);
}

int
stamp_ask(struct case_dir *c, const char *url, struct stamp_take *t, struct stamp_kept *s, struct err *e)
{
	int rc;

	if ((rc = stamp_url(url, e)) == 0 && (rc = case_checkpoint(c, &t->note, e)) == 0 &&
	    (rc = stamp_query(buf_view(&t->note), &t->query, e)) == 0 &&
	    (rc = stamp_fetch(url, buf_view(&t->query), &t->reply, e)) == 0 &&
	    (rc = stamp_note(c, buf_view(&t->note), s, e)) == 0)
		rc = stamp_check(buf_view(&t->note), buf_view(&t->query), buf_view(&t->reply),
		    buf_view(&t->ca), instant_now(), &s->stamp, e);
	return (rc);
}

void
stamp_take_free(struct stamp_take *t)
{
	buf_free(&t->note);
	buf_free(&t->query);
	buf_free(&t->reply);
	buf_free(&t->ca);
}

/* Whom the case asks, where a stamp is due; ERR_EXISTS where none is. */
static int
find_due(struct case_dir *c, char *url, size_t n, struct stamp_take *t, struct err *e)
{
	instant_us recorded;
	struct sha256 ca;
	uint64_t size;
	int rc;

	if (stamp_is_fresh(c, &recorded, &size))
		return (err_set(e, ERR_EXISTS, "the last stamp is less than a day old"));
	if ((rc = stamp_authority(c, url, n, &ca, e)) != 0)
		return (rc == ERR_NOTFOUND ? err_set(e, ERR_EXISTS, "no authority is configured") : rc);
	return (stamp_ca(c, &ca, &t->ca, e));
}

int
stamp_daily(struct case_dir *c, struct str by, void (*keeping)(bool), uint64_t *entry, struct err *e)
{
	struct stamp_take t = STAMP_TAKE;
	struct stamp_kept s = { .tlp = TLP_AMBER_STRICT, .by = by };
	char url[STAMP_URL_MAX + 1];
	int rc;

	t.daily = true;
	if ((rc = find_due(c, url, sizeof(url), &t, e)) == 0 && (rc = stamp_ask(c, url, &t, &s, e)) == 0) {
		s.authority = str_of(url);
		if (keeping != NULL)
			keeping(true);
		rc = stamp_keep(c, &t, &s, entry, e);
		if (keeping != NULL)
			keeping(false);
	}
	stamp_take_free(&t);
	return (rc == 0 ? 1 : rc == ERR_EXISTS ? 0 : rc);
}
