/* athar event add: what a person knows, with who says so and since when. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/text_option.h"
#include "desk/events.h"

static int
read_event(const struct cli *c, struct event *event)
{
	int status;

	*event = (struct event){ .tlp = c->tlp };
	if ((status = cli_need_time(c, "happened", &event->happened)) != 0 ||
	    (status = cli_need_time(c, "known", &event->known)) != 0 ||
	    (status = text_option(c, "lane", &event->lane)) != 0 ||
	    (status = text_option(c, "text", &event->text)) != 0 ||
	    (status = text_option(c, "source", &event->source.document)) != 0)
		return (status);
	for (size_t i = 0; i < event_lanes_n; i++) {
		if (str_eq(event->lane, str_of(event_lanes[i])))
			return (0);
	}
	return (
	    cli_usage(c, "--lane %.*s: not one of report, share, attack, fix, notice, census, hunt, other",
		STR_ARG(str_sub(event->lane, 0, 40))));
}

/* The entry that says the same already, or UINT64_MAX. */
static int
find_same(struct case_dir *dir, const struct event *event, uint64_t *entry, struct err *e)
{
	struct events all;
	int rc = events_load(&all, dir, INSTANT_MAX, TLP_RED, e);

	*entry = UINT64_MAX;
	for (size_t i = 0; i < all.n && rc == 0; i++) {
		if (events_same(&all.event[i], event))
			*entry = all.event[i].entry;
	}
	events_free(&all);
	return (rc);
}

static int
add(struct case_dir *dir, const struct event *event, uint64_t *entry, bool *fresh, struct err *e)
{
	struct commit *k = commit_begin(dir, e);
	json_t *body;
	int rc;

	if (k == NULL)
		return (e->code);
	/* Under the lock, so that two people who type the same at once add it once. */
	rc = find_same(dir, event, entry, e);
	*fresh = *entry == UINT64_MAX;
	if (rc == 0 && *fresh) {
		if ((body = event_body(event)) == NULL)
			rc = err_set(e, ERR_NOMEM, "out of memory");
		else if ((rc = commit_add(k, KIND_IMPORT, body, entry, e)) == 0)
			return (commit_end(&k, e));
	}
	commit_abort(&k);
	return (rc);
}

static void
print(const struct cli *c, uint64_t entry, bool fresh)
{
	struct buf b = BUF(4096);
	struct jsonw w = JSONW(&b);

	if (c->json) {
		jsonw_open(&w, '{');
		jsonw_ku64(&w, "entry", entry);
		jsonw_kbool(&w, "added", fresh);
		jsonw_close(&w, '}');
		cli_line(c, &b);
	} else {
		fprintf(c->out, "Entry %llu\n", (unsigned long long)entry);
	}
	if (!fresh)
		cli_note("entry %llu says the same already: nothing added", (unsigned long long)entry);
	buf_free(&b);
}

int
cmd_event_add(struct cli *c)
{
	struct event event;
	struct case_dir *dir;
	uint64_t entry;
	struct err e;
	bool fresh;
	int status;

	err_clear(&e);
	if ((status = read_event(c, &event)) != 0)
		return (status);
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if (add(dir, &event, &entry, &fresh, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		if (event.known.latest < event.happened.earliest)
			cli_note("known before it happened: kept as announced");
		print(c, entry, fresh);
	}
	case_close(dir);
	return (status);
}
