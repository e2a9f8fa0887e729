/* The marking secret: see the header. */
#include "mark/secret.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"

int
mark_secret_read(struct mark_secret *s, const char *path, struct err *e)
{
	struct stat st;
	ssize_t n = 0;
	int fd, rc = 0;
	char more;

	if ((fd = file_open(AT_FDCWD, path, e)) < 0)
		return (fd);
	/* Without the right to lock memory it goes on: the secret is on a disk already. */
	(void)mlock(s, sizeof(*s));
	if (fstat(fd, &st) != 0)
		rc = err_sys(e, "cannot read");
	else if (!S_ISREG(st.st_mode))
		rc = err_set(e, ERR_SYNTAX, "is not a file");
	else if ((n = file_pread(fd, s->b, sizeof(s->b), 0)) < 0)
		rc = err_sys(e, "cannot read");
	else if (n < SECRET_LEAST)
		rc = err_set(e, ERR_SYNTAX, "a secret has at least %d bytes", SECRET_LEAST);
	else if (n == SECRET_MOST && file_pread(fd, &more, 1, SECRET_MOST) == 1)
		rc = err_set(e, ERR_LIMIT, "a secret has at most %d bytes", SECRET_MOST);
	if (rc == 0) {
		s->n = (size_t)n;
		s->exposed = (st.st_mode & 077) != 0;
		s->dev = st.st_dev;
		s->ino = st.st_ino;
	} else {
		mark_secret_wipe(s);
		(void)err_in(e, path);
	}
	(void)close(fd);
	return (rc);
}

void
mark_secret_wipe(struct mark_secret *s)
{
	wipe(s->b, sizeof(s->b));
	s->n = 0;
	(void)munlock(s, sizeof(*s));
}
