/* Records that wait: see the header. */
#include "hunt/spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

#define HEADER  8
#define FULL_AT ((size_t)16 << 20)

/* Memory is full: what is in it goes to a file that has no name, so nothing is left behind. */
static int
pour(struct spool *s, struct err *e)
{
	const char *dir = getenv("TMPDIR");
	int rc;

	if (s->fd < 0 &&
	    (s->fd = open(
		 dir != NULL && dir[0] != '\0' ? dir : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)) < 0)
		return (err_sys(e, "cannot keep findings in a temporary file"));
	if ((rc = file_write_all(s->fd, s->memory.p, s->memory.n, e)) == 0)
		buf_clear(&s->memory);
	return (rc);
}

int
spool_put(struct spool *s, uint32_t type, struct str payload, struct err *e)
{
	uint32_t head[2] = { (uint32_t)payload.n, type };

	buf_put(&s->memory, head, sizeof(head));
	buf_str(&s->memory, payload);
	if (s->memory.failed != 0)
		return (buf_error(&s->memory, e));
	s->size += HEADER + payload.n;
	return (s->memory.n >= FULL_AT ? pour(s, e) : 0);
}

static int
each_in_memory(struct spool *s, spool_fn *fn, void *arg, struct err *e)
{
	struct str rest = buf_view(&s->memory);
	uint32_t head[2];
	int rc = 0;

	while (rc == 0 && rest.n >= HEADER) {
		memcpy(head, rest.p, sizeof(head));
		rc = fn(arg, head[1], str_sub(rest, HEADER, HEADER + head[0]), e);
		rest = str_sub(rest, HEADER + head[0], rest.n);
	}
	return (rc);
}

int
spool_each(struct spool *s, spool_fn *fn, void *arg, struct err *e)
{
	struct wire_in in;
	struct str payload;
	uint32_t type;
	int rc, got;

	if (s->fd < 0)
		return (each_in_memory(s, fn, arg, e));
	if ((rc = pour(s, e)) != 0)
		return (rc);
	if (lseek(s->fd, 0, SEEK_SET) != 0)
		return (err_sys(e, "cannot read findings back"));
	wire_in_init(&in, s->fd);
	while (rc == 0 && (got = wire_next(&in, &type, &payload, e)) != 0)
		rc = got < 0 ? got : fn(arg, type, payload, e);
	wire_in_free(&in);
	return (rc);
}

void
spool_free(struct spool *s)
{
	buf_free(&s->memory);
	if (s->fd >= 0)
		(void)close(s->fd);
	*s = SPOOL;
}
