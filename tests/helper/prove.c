/*
 * prove CASE NUMBER PROOF ENTRY: write the inclusion proof of an entry and its bytes into two files, as a
 * release hands them out, so that other programs can check them.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "store/record.h"

static int
save(const char *path, const struct buf *b, struct err *e)
{
	return (file_replace(AT_FDCWD, path, buf_view(b), 0600, false, e));
}

int
main(int argc, char **argv)
{
	struct buf proof = BUF(BUF_BIG), entry = BUF(RECORD_ENTRY_MAX);
	struct record *r = NULL;
	struct err e = { .code = 0 };
	uint64_t number;
	int fd, rc = 1;

	if (argc != 5 || str_u64(str_of(argv[2]), &number) != 0) {
		fprintf(stderr, "usage: prove CASE NUMBER PROOF ENTRY\n");
		return (2);
	}
	if ((fd = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0 &&
	    (r = record_open(fd, &e)) != NULL && record_prove(r, number, &proof, &e) == 0 &&
	    record_entry(r, number, &entry, &e) == 0 && save(argv[3], &proof, &e) == 0 &&
	    save(argv[4], &entry, &e) == 0)
		rc = 0;
	else
		fprintf(stderr, "prove: %s\n", e.text);
	record_close(r);
	buf_free(&proof);
	buf_free(&entry);
	return (rc);
}
