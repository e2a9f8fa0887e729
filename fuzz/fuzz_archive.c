/* Collections from anyone, and what recognises a log in them. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/stream.h"
#include "hunt/logkind.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Read a member to its end, or leave it after its head as a reader does with what is no log. */
static int
read_item(void *arg, const struct stream_item *item, struct err *e)
{
	unsigned *items = arg;
	char block[4096];
	const char *why = NULL;
	ssize_t r;

	(void)e;
	if (item->s == NULL)
		return (item->why != NULL && item->why[0] != '\0' ? 0 : (abort(), 0));
	r = stream_read(item->s, block, sizeof(block), NULL);
	if (logkind_of((struct str){ block, r > 0 ? (size_t)r : 0 }, item->name, &why) == NULL && why == NULL)
		abort();
	while (r > 0 && *items % 2 == 0)
		r = stream_read(item->s, block, sizeof(block), NULL);
	return (++*items > 1000);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct stream_limits limits = {
		.total = (uint64_t)64 << 20, .ratio = 1000, .members = 1000, .depth = 3
	};
	int fd = memfd_create("archive", MFD_CLOEXEC);
	unsigned items = 0;

	if (fd < 0 || file_write_all(fd, data, size, NULL) != 0)
		abort();
	(void)stream_each(STR("archive"), fd, &limits, read_item, &items, NULL);
	(void)close(fd);
	return (0);
}
