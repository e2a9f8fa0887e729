/* The names in a folder: see the header. */
#include "base/names.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/unshared.h"

#define ROOM_MIN ((size_t)4096)

static int
put(struct names *s, const char *name)
{
	size_t n = strlen(name) + 1, room = s->room > 0 ? 2 * s->room : ROOM_MIN;
	char *text = s->text;

	/* No name is longer than the least room. */
	if (n > s->room - s->bytes) {
		text = text == NULL ? unshared_new(room) : unshared_grow(text, s->room, room);
		if (text == NULL)
			return (-1);
		s->text = text;
		s->room = room;
	}
	memcpy(s->text + s->bytes, name, n);
	s->bytes += n;
	s->n++;
	return (0);
}

static int
by_text(const void *a, const void *b, void *text)
{
	const size_t *x = a, *y = b;

	return (strcmp((const char *)text + *x, (const char *)text + *y));
}

static int
sort(struct names *s)
{
	size_t at = 0;

	if (s->n == 0)
		return (0);
	if ((s->at = unshared_new(s->n * sizeof(*s->at))) == NULL)
		return (-1);
	for (size_t i = 0; i < s->n; i++) {
		s->at[i] = at;
		at += strlen(s->text + at) + 1;
	}
	qsort_r(s->at, s->n, sizeof(*s->at), by_text, s->text);
	return (0);
}

static int
read_all(struct names *s, DIR *dir)
{
	struct dirent *d;

	while ((errno = 0, d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0 && put(s, d->d_name) != 0)
			break;
	}
	return (errno != 0 ? -1 : sort(s));
}

int
names_read(struct names *s, const char *dir)
{
	DIR *d = opendir(dir);
	int rc, why;

	if (d == NULL)
		return (-1);
	rc = read_all(s, d);
	why = errno;
	if (rc != 0)
		names_free(s);
	(void)closedir(d);
	errno = why;
	return (rc);
}

void
names_free(struct names *s)
{
	unshared_free(s->text, s->room);
	unshared_free(s->at, s->n * sizeof(*s->at));
	*s = (struct names){ 0 };
}
