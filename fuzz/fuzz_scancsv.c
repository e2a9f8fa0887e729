/*
 * CSV exports through both of their readers; whatever they take for an observation must read back from a
 * batch.
 */
#include <stdlib.h>

#include "census/batch.h"
#include "census/reader.h"

static int
on_seen(void *arg, uint64_t line, const struct obs *obs)
{
	struct buf b = BUF(BUF_BIG);
	struct obs again;

	(void)arg;
	(void)line;
	batch_put(&b, obs);
	if (batch_take(str_sub(buf_view(&b), 0, b.n - 1), &again, NULL) != 0 ||
	    !str_eq(again.servername, obs->servername))
		abort();
	buf_free(&b);
	return (0);
}

static int
on_rejected(void *arg, uint64_t line, const char *why)
{
	(void)arg;
	if (line == 0 || why[0] == '\0')
		abort();
	return (0);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
run(const struct census_reader *reader, struct str text)
{
	struct scan_sink sink = { .seen = on_seen, .rejected = on_rejected };
	struct lines *lines = lines_memory(text, CENSUS_LINE_MAX, NULL);
	struct err e;
	int rc;

	(void)reader->sniff(str_sub(text, 0, CENSUS_SNIFF));
	rc = reader->read(lines, &sink, &e);
	/* Only the header can rule a file out. */
	if ((rc != 0 && sink.records > 0) || sink.records != sink.observations + sink.rejects)
		abort();
	lines_free(lines);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	run(&shadowserver_reader, (struct str){ (const char *)p, n });
	run(&csv_reader, (struct str){ (const char *)p, n });
	return (0);
}
