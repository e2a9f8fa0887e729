/* Files being made: see the header. */
#include "sink.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"

#define SINK_BLOCK ((size_t)1 << 20)

int
sink_folders(const char *path, struct err *e)
{
	char part[4096];
	int rc;

	if (!str_copy(part, sizeof(part), str_of(path)))
		return (err_set(e, ERR_LIMIT, "path too long"));
	for (size_t i = 1; part[i] != '\0'; i++) {
		if (part[i] != '/')
			continue;
		part[i] = '\0';
		if ((rc = file_mkdir(AT_FDCWD, part, 0777, e)) != 0)
			return (rc);
		part[i] = '/';
	}
	return (0);
}

int
sink_open(struct sink *s, const char *root, const char *path, struct err *e)
{
	char full[4096];
	int rc;

	*s = (struct sink){ .b = BUF(BUF_BIG), .fd = -1 };
	if ((size_t)snprintf(full, sizeof(full), "%s/%s", root, path) >= sizeof(full))
		return (err_set(e, ERR_LIMIT, "path too long"));
	if ((rc = sink_folders(full, e)) != 0)
		return (rc);
	if ((s->fd = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) < 0)
		return (err_sys(e, "cannot write %s", full));
	return (0);
}

uint64_t
sink_offset(const struct sink *s)
{
	return (s->written + s->b.n);
}

uint64_t
sink_line_at(struct sink *s, size_t at)
{
	const char *p = s->b.p + s->counted, *end = s->b.p + at;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		s->lines++;
		p++;
	}
	s->counted = at;
	return (s->lines + 1);
}

static int
drain(struct sink *s, struct err *e)
{
	int rc;

	if ((rc = buf_error(&s->b, e)) != 0)
		return (rc);
	if (s->b.n == 0)
		return (0);
	(void)sink_line_at(s, s->b.n);
	if ((rc = file_write_all(s->fd, s->b.p, s->b.n, e)) != 0)
		return (rc);
	s->written += s->b.n;
	s->counted = 0;
	buf_clear(&s->b);
	return (0);
}

int
sink_step(struct sink *s, struct err *e)
{
	return (s->b.n < SINK_BLOCK && s->b.failed == 0 ? 0 : drain(s, e));
}

int
sink_close(struct sink *s, struct err *e)
{
	int rc = 0;

	if (s->fd >= 0) {
		rc = drain(s, e);
		if (close(s->fd) != 0 && rc == 0)
			rc = err_sys(e, "cannot close");
		s->fd = -1;
	}
	buf_free(&s->b);
	return (rc);
}
