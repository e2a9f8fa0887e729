/*
 * The machine's limits for a hunt over the same files: reading alone, counting
 * lines, and vectorscan alone with a list of strings.  Prints "name core-seconds".
 *
 *	hunt_limits read|lines|literals PATTERNS FOLDER
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "hunt/prefilter.h"

#define BLOCK ((size_t)256 << 10)

struct job {
	char what; /* r, l or v */
	struct prefilter *p;
	struct prefilter_scratch x;
	char *block;
	uint64_t bytes, found;
};

static int
on_file(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct job *j = arg;
	uint64_t at = 0;
	ssize_t n;
	int fd = st != NULL ? file_open(AT_FDCWD, path, e) : -1;

	if (fd < 0)
		return (0);
	while ((n = file_pread(fd, j->block, BLOCK, at)) > 0) {
		struct str text = { j->block, (size_t)n };

		at += (uint64_t)n;
		if (j->what == 'l')
			j->found += str_count(text, '\n');
		if (j->what == 'v' && prefilter_scan(j->p, &j->x, text, e) == 0)
			j->found += j->x.n;
	}
	j->bytes += at;
	(void)close(fd);
	return (0);
}

int
main(int argc, char **argv)
{
	struct job j = { .block = calloc(1, BLOCK + PREFILTER_SLACK) };
	struct buf b = BUF(1 << 20);
	struct str literal[1000], rest, line;
	struct err e;
	size_t n = 0;

	if (argc != 4 || j.block == NULL || file_read(&b, AT_FDCWD, argv[2], &e) != 0)
		return (2);
	j.what = argv[1][0] == 'r' ? 'r' : argv[1][1] == 'i' && argv[1][2] == 'n' ? 'l' : 'v';
	rest = buf_view(&b);
	while (n < 1000 && str_split(&rest, '\n', &line))
		if (line.n > 0)
			literal[n++] = line;
	if (j.what == 'v' &&
	    ((j.p = prefilter_new(literal, n, &e)) == NULL || prefilter_scratch_init(&j.x, j.p, &e) != 0))
		return (2);
	if (file_walk(argv[3], on_file, &j, &e) != 0)
		return (2);
	printf("%llu bytes, %llu found\n", (unsigned long long)j.bytes, (unsigned long long)j.found);
	return (0);
}
