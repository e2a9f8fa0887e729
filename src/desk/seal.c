/* The record's checkpoint: see the header. */
#include "desk/seal.h"

#include "base/file.h"
#include "store/event.h"
#include "store/record.h"

/* The time of the last entry stands in its envelope. */
static int
read_last(struct record *r, instant_us *last, struct err *e)
{
	struct buf b = BUF(RECORD_ENTRY_MAX);
	json_error_t why;
	json_t *envelope = NULL;
	int rc;

	if ((rc = record_entry(r, record_size(r) - 1, &b, e)) != 0)
		goto out;
	if ((envelope = json_loadb(b.p, b.n, 0, &why)) == NULL) {
		rc = err_set(e, ERR_CORRUPT, "the last entry is not JSON");
		goto out;
	}
	rc = body_read_time(last, json_object_get(envelope, "recorded"), e);
out:
	json_decref(envelope);
	buf_free(&b);
	return (rc);
}

int
seal_read(struct seal *s, struct case_dir *c, struct err *e)
{
	struct record *r;
	int rc = 0;

	*s = (struct seal){ .root = BUF(256), .note = BUF(1 << 16) };
	if ((r = record_open(case_fd(c), e)) == NULL)
		return (e->code);
	s->size = record_size(r);
	base64_put(&s->root, record_checkpoint(r)->root.b, SHA256_BYTES);
	if (s->size > 0)
		rc = read_last(r, &s->last, e);
	record_close(r);
	if (rc == 0)
		rc = file_read(&s->note, case_fd(c), "record/checkpoint", e);
	return (rc);
}

void
seal_free(struct seal *s)
{
	buf_free(&s->root);
	buf_free(&s->note);
}
