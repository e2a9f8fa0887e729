/* Reading a build table: every row that can be read is sent, the others are warned of by line. */
#include "know/builds.h"
#include "know/read.h"

static int
on_row(void *arg, const struct build_row *row, uint64_t line, const struct err *why)
{
	struct reader *r = arg;

	if (row == NULL) {
		read_warn(r, "line %llu: %s: left out", (unsigned long long)line, why->text);
		return (0);
	}
	r->facts++;
	wire_begin(r->out, REC_ROW);
	for (size_t c = 0; c < BUILD_COLUMNS; c++)
		wire_str(r->out, row->cell[c]);
	wire_end(r->out);
	return (0);
}

int
read_builds(struct reader *r, struct str text)
{
	struct read_doc doc = { .format = STR("builds"),
		.publisher = STR(""),
		.id = STR(""),
		.version = STR(""),
		.title = STR("build table"),
		.tlp = STR(""),
		.happened = READ_NO_TIME,
		.known = READ_NO_TIME };
	int rc;

	/*
	 * A table says neither who made it nor when: the parent gives it the file's name, its hash and
	 * the day.
	 */
	read_put_doc(r, &doc);
	if ((rc = builds_each(text, on_row, r, r->e)) == 0 && r->facts == 0)
		rc = err_set(r->e, ERR_SYNTAX, "a build table without a row that can be read");
	return (rc);
}
