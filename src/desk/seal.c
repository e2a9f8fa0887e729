/* The record's checkpoint: see the header. */
#include "desk/seal.h"

#include "base/file.h"
#include "store/record.h"
#include "store/sql.h"

int
seal_read(struct seal *s, struct case_dir *c, struct err *e)
{
	struct record *r;
	int rc;

	*s = (struct seal){ .root = BUF(256), .note = BUF(1 << 16) };
	if ((r = record_open(case_fd(c), e)) == NULL)
		return (e->code);
	s->size = record_size(r);
	base64_put(&s->root, record_checkpoint(r)->root.b, SHA256_BYTES);
	record_close(r);
	if ((rc = sql_one_i64(
		 case_index(c), "SELECT recorded FROM entry ORDER BY number DESC LIMIT 1", &s->last, e)) == 0)
		rc = file_read(&s->note, case_fd(c), "record/checkpoint", e);
	return (rc);
}

void
seal_free(struct seal *s)
{
	buf_free(&s->root);
	buf_free(&s->note);
}
