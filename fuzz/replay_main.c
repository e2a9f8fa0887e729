/*
 * Runs one fuzz target over files, without libFuzzer: in the tests every file
 * of a corpus is fed to its target, whatever the compiler.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Feed a copy of exactly the file's size, so that a read past its end is seen. */
static int
feed(void *arg, const char *path, const struct stat *st, struct err *e)
{
	struct buf b = BUF(BUF_BIG);
	unsigned *fed = arg;
	uint8_t *copy;
	int rc;

	if (st == NULL)
		return (err_sys(e, "cannot read %s", path));
	if ((rc = file_read(&b, AT_FDCWD, path, e)) != 0)
		return (rc);
	(void)fprintf(stderr, "%s\n", path);
	if ((copy = malloc(b.n > 0 ? b.n : 1)) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	memcpy(copy, buf_view(&b).p, b.n);
	(void)LLVMFuzzerTestOneInput(copy, b.n);
	free(copy);
	buf_free(&b);
	(*fed)++;
	return (0);
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };
	unsigned fed = 0;
	char text[1024];

	(void)LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++)
		if (file_walk(argv[i], feed, &fed, &e) != 0) {
			err_format(&e, text, sizeof(text));
			(void)fprintf(stderr, "%s\n", text);
			return (1);
		}
	/* A corpus that has gone astray would otherwise pass for one that is sound. */
	if (fed == 0)
		(void)fprintf(stderr, "no input was found\n");
	return (fed == 0);
}
