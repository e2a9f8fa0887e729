/*
 * A reader that misbehaves on purpose, in the test build only: the file that it
 * reads names a system call that no reader may make, and it makes it, as a
 * reader would that evidence has taken over.  The wall must kill it and the
 * command must say so.
 */
#include "census/reader.h"

#ifdef ATHAR_TESTS

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

static bool
sniff(struct str head)
{
	return (str_starts(head, STR("rogue:")));
}

static int
read_rogue(struct lines *lines, struct scan_sink *sink, struct err *e)
{
	struct str line;
	int rc = lines_next(lines, &line, e);

	(void)sink;
	if (rc != LINES_LINE)
		return (rc < 0 ? rc : err_set(e, ERR_SYNTAX, "no crime is named"));
	if (str_eq(line, STR("rogue:open")))
		(void)open("/etc/passwd", O_RDONLY);
	else if (str_eq(line, STR("rogue:socket")))
		(void)socket(AF_INET, SOCK_STREAM, 0);
	else if (str_eq(line, STR("rogue:exec")))
		(void)execl("/bin/true", "true", (char *)NULL);
	return (err_set(e, ERR_INTERNAL, "the reader was not stopped"));
}

const struct census_reader rogue_reader = { "rogue", "misbehaves, to test the wall", sniff, read_rogue };

#endif
