/* athar timeline: what happened, in order, each with who says so and since when. */
#include <unistd.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "desk/events.h"
#include "desk/say.h"
#include "desk/wrap.h"

#define WHEN_WIDTH_MAX 24 /* Wider times push the text to the next line. */
#define LANE_WIDTH     6

static void
print_json(const struct cli *c, const struct event *event)
{
	struct buf b = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);

	jsonw_open(&w, '{');
	jsonw_ku64(&w, "entry", event->entry);
	jsonw_kinterval(&w, "happened", event->happened);
	jsonw_ktime(&w, "known", event->known.latest);
	jsonw_ktime(&w, "recorded", event->recorded);
	jsonw_kstr(&w, "lane", event->lane);
	jsonw_kstr(&w, "text", event->text);
	jsonw_kstr(&w, "source", event->source.document);
	jsonw_kcstr(&w, "tlp", tlp_name(event->tlp));
	jsonw_kbool(&w, "proven", events_proven(event, c->as_of));
	jsonw_close(&w, '}');
	cli_line(c, &b);
	buf_free(&b);
}

/* The widest time that still leaves the text beside it. */
static size_t
when_width(const struct events *v)
{
	struct buf b = BUF(256);
	size_t widest = 0;

	for (size_t i = 0; i < v->n; i++) {
		buf_clear(&b);
		say_when(&b, v->event[i].happened);
		if (b.n > widest && b.n <= WHEN_WIDTH_MAX)
			widest = b.n;
	}
	buf_free(&b);
	return (widest);
}

static void
pad(struct buf *b, size_t from, size_t to)
{
	for (; from < to; from++)
		buf_char(b, ' ');
}

/* "2021-02-23  share   Proof of concept goes to ... [source; known 2021-03-12; TLP:CLEAR; entry 16]" */
static void
print_text(const struct cli *c, const struct event *event, size_t when, size_t width)
{
	struct buf b = BUF(BUF_BIG), said = BUF(BUF_BIG);
	size_t indent = when + 2 + LANE_WIDTH + 2;

	say_when(&b, event->happened);
	if (b.n > when && width > 0) {
		buf_char(&b, '\n');
		pad(&b, 0, when);
	} else {
		pad(&b, b.n, when);
	}
	buf_cstr(&b, "  ");
	wrap_put(&b, event->lane, 0, 0, 0);
	pad(&b, event->lane.n, LANE_WIDTH);
	buf_cstr(&b, "  ");

	buf_str(&said, event->text);
	buf_cstr(&said, " [");
	buf_str(&said, event->source.document);
	buf_cstr(&said, "; known ");
	say_when(&said, event->known);
	buf_printf(&said, "; TLP:%s; entry %llu", tlp_name(event->tlp), (unsigned long long)event->entry);
	if (!events_proven(event, c->as_of))
		buf_cstr(&said, "; recorded later: by its source's word only");
	buf_char(&said, ']');
	wrap_put(&b, buf_view(&said), indent, indent, width);
	buf_char(&b, '\n');
	fwrite(buf_c(&b), 1, b.n, c->out);
	buf_free(&b);
	buf_free(&said);
}

static void
note_hidden(const struct cli *c, uint64_t hidden)
{
	struct buf b = BUF(256);

	if (hidden == 0)
		return;
	say_many(&b, hidden, "event", "events");
	cli_note("%s left out for the audience TLP:%s", buf_c(&b), tlp_name(c->audience));
	buf_free(&b);
}

int
cmd_timeline(struct cli *c)
{
	size_t width = wrap_width(STDOUT_FILENO), when;
	struct case_dir *dir;
	struct events v;
	struct err e;
	int status = EXIT_DONE;

	err_clear(&e);
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if (events_load(&v, dir, c->as_of, c->audience, &e) != 0) {
		status = cli_fail(c, &e);
		goto out;
	}
	when = when_width(&v);
	for (size_t i = 0; i < v.n; i++) {
		if (c->json)
			print_json(c, &v.event[i]);
		else
			print_text(c, &v.event[i], when, width);
	}
	if (v.n == 0 && !c->json)
		cli_note("no event to show");
	note_hidden(c, v.hidden);
out:
	events_free(&v);
	case_close(dir);
	return (status);
}
