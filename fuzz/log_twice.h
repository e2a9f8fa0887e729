/*
 * A log of a given kind, inspected with and without the prefilter: both must
 * send the same records.  Shared by the fuzz targets of the kinds of log.
 */
#ifndef FUZZ_LOG_TWICE_H
#define FUZZ_LOG_TWICE_H

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "hunt/inspect.h"
#include "hunt/reader.h"

/* The inspector and the scratch are used again and again, as a reader does. */
static void
log_once(struct inspector *x, struct rule_scratch *scratch, struct str text, struct buf *records)
{
	static struct blocks l;
	struct stream *s = stream_memory(text, NULL);
	struct inspected got;
	struct wire out;
	int fd = memfd_create("records", MFD_CLOEXEC);

	if (x == NULL || scratch == NULL || s == NULL || fd < 0 || blocks_init(&l, s, NULL, NULL) != 0)
		abort();
	wire_init(&out, fd);
	if (inspect(x, &l, STR("log"), scratch, &out, &got, NULL) != 0)
		abort();
	wire_flush(&out);
	if (out.failed != 0 || file_read_fd(records, fd, NULL) != 0)
		abort();
	wire_free(&out);
	stream_free(s);
	(void)close(fd);
}

static int
log_twice(size_t kind, const uint8_t *data, size_t size)
{
	static struct ruleset *set;
	static struct ask ask;
	static struct inspector *x[2];
	static struct rule_scratch *scratch[2];
	struct str text = { (const char *)data, size };
	struct buf with = BUF(BUF_BIG), without = BUF(BUF_BIG);

	if (set == NULL) {
		set = ruleset_new(NULL);
		if (set == NULL || ruleset_add_shipped(set, NULL) != 0 || ruleset_compile(set, NULL) != 0 ||
		    ask_init(&ask, &logkinds[kind], set, kind == LOG_IIS, NULL) != 0)
			abort();
		for (int i = 0; i < 2; i++) {
			x[i] = inspector_new(&ask, i == 0, NULL);
			scratch[i] = rule_scratch_new(set);
		}
	}
	log_once(x[0], scratch[0], text, &with);
	log_once(x[1], scratch[1], text, &without);
	if (!str_eq(buf_view(&with), buf_view(&without)))
		abort();
	buf_free(&with);
	buf_free(&without);
	return (0);
}

#endif
