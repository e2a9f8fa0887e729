/*
 * For bench/watch.sh: the files that standard input names, a line each, one after the other.
 *
 *	watch print	fingerprint each behind the wall, as a watch does, and forget it
 *	watch sha256	hash each
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "trace/print.h"

static void
on_unread(void *arg, struct str path, struct str why)
{
	(void)arg;
	fprintf(stderr, "%.*s: %.*s\n", STR_ARG(path), STR_ARG(why));
}

static int
print_one(const char *path, struct err *e)
{
	struct print p = { 0 };
	int rc = print_read(&p, path, on_unread, NULL, e);

	print_free(&p);
	return (rc);
}

static int
hash_one(const char *path, struct err *e)
{
	int fd = file_open(AT_FDCWD, path, e), rc;
	struct sha256 sha;
	uint64_t bytes;

	if (fd < 0)
		return (fd);
	rc = sha256_of_fd(fd, &sha, &bytes, e);
	(void)close(fd);
	return (rc);
}

int
main(int argc, char **argv)
{
	int (*one)(const char *, struct err *) =
	    argc > 1 && strcmp(argv[1], "print") == 0 ? print_one : hash_one;
	struct err e = { 0 };
	char path[4096];

	while (fgets(path, sizeof(path), stdin) != NULL) {
		path[strcspn(path, "\n")] = '\0';
		if (one(path, &e) != 0) {
			fprintf(stderr, "%s: %s\n", path, e.text);
			return (1);
		}
	}
	return (0);
}
