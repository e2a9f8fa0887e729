/* Memory that readers do not inherit: see the header. */
#include "base/unshared.h"

#include <sys/mman.h>

static void *
advise(void *p, size_t bytes)
{
	if (p == MAP_FAILED)
		return (NULL);
	(void)madvise(p, bytes, MADV_DONTFORK);
	(void)madvise(p, bytes, MADV_HUGEPAGE);
	return (p);
}

void *
unshared_new(size_t bytes)
{
	const int how = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

	return (advise(mmap(NULL, bytes, PROT_READ | PROT_WRITE, how, -1, 0), bytes));
}

void *
unshared_grow(void *p, size_t had, size_t bytes)
{
	return (advise(mremap(p, had, bytes, MREMAP_MAYMOVE), bytes));
}

void
unshared_free(void *p, size_t bytes)
{
	if (p != NULL)
		(void)munmap(p, bytes);
}
