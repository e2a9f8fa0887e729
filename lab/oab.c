/*
 * Logging\OABGeneratorLog\OABGeneratorYYYYMMDD-1.LOG: how the address book was
 * built.  A download that fails leaves a temporary file, and says where; inside
 * ClientAccess\OAB that is an everyday matter.
 */
#include "oab.h"

#include <stdio.h>

#define BOOK                                      \
	"C:\\Program Files\\Microsoft\\Exchange " \
	"Server\\V15\\ClientAccess\\OAB\\8f9a1d6e-77c0-4be1-9d40-1a2b35d277c1\\"

static void
put_preamble(struct buf *b, moment_ms at)
{
	buf_cstr(b,
	    "#Software: Microsoft Exchange Server\r\n#Version: 15.01.2106.002\r\n#Log-type: "
	    "OABGeneratorLog\r\n#Date: ");
	moment_put_log(b, at);
	buf_cstr(b, "\r\n#Fields: date-time,thread,operation,message\r\n");
}

static void
put_message(struct buf *b, struct rng *r, bool awkward)
{
	static const char *const message[] = { "Generation of the default offline address book started",
		"Wrote 1600 entries in 4 languages", "File 1b9f7e41-data-12.lzx is unchanged",
		"Copied oab.xml to " BOOK "oab.xml", "Finished in 41 seconds, no errors" };
	static const uint16_t weight[] = { 20, 20, 30, 20, 20 };

	if (awkward) {
		buf_cstr(b, "Read the settings of /ecp/ and /owa/ from ServerInfo");
		return;
	}
	/* An everyday failure, inside the folder that belongs to the address book. */
	if (rng_chance(r, 1, 40)) {
		buf_cstr(b, "Download failed and temporary file '" BOOK);
		rng_guid(b, r);
		buf_cstr(b, ".tmp' needs to be removed");
		return;
	}
	buf_cstr(b, message[rng_weighted(r, weight, sizeof(weight) / sizeof(weight[0]))]);
}

static size_t
write_row(void *arg, struct log_file *f, moment_ms at, const struct plant *plant)
{
	struct buf *b = &f->out.b;

	(void)arg;
	moment_put_log(b, at);
	buf_char(b, ',');
	buf_u64(b, 8 + rng_below(&f->rng, 40));
	buf_cstr(b, ",OABGenerator,\"");
	if (plant != NULL)
		buf_cstr(b, plant->text);
	else
		put_message(b, &f->rng, log_awkward(f, 1, 20));
	buf_cstr(b, "\"\r\n");
	return (0);
}

int
oab_make(struct logs *w, struct err *e)
{
	struct buf name = BUF(16);
	int rc = 0, closed;

	for (moment_ms day = w->from; day < w->to && rc == 0; day += MOMENT_DAY) {
		struct log_file f = { .kind = LOG_OAB,
			.log = PLANT_OAB,
			.from = day,
			.to = day + MOMENT_DAY,
			.budget = logs_share(w, 1000, day, day + MOMENT_DAY) };

		buf_clear(&name);
		moment_put_compact(&name, day, 8);
		(void)snprintf(f.path, sizeof(f.path),
		    "logs/Exchange/Logging/OABGeneratorLog/OABGenerator%s-1.LOG", buf_c(&name));
		if ((rc = log_begin(&f, w, e)) == 0) {
			put_preamble(&f.out.b, day);
			rc = log_fill(&f, w, write_row, NULL, e);
		}
		if ((closed = log_end(&f, w, e)) != 0 && rc == 0)
			rc = closed;
	}
	buf_free(&name);
	return (rc);
}
