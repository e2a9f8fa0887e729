/* athar status: one screen with the five questions and the answers so far. */
#include "desk/status.h"

#include <unistd.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "desk/say.h"
#include "desk/template.h"
#include "desk/wrap.h"

#define LINES_SHOWN 4 /* Of the grounds of one answer; all of them stand in the report. */

static void
print_json(const struct cli *c, const struct status *s, const struct status_answer *a)
{
	struct buf b = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "question", a->question);
	jsonw_kstr(&w, "answer", a->answer);
	if (a->has_n)
		jsonw_ku64(&w, "n", a->n);
	else
		jsonw_kcstr(&w, "n", NULL);
	jsonw_key(&w, "interval");
	if (a->has_interval) {
		jsonw_open(&w, '[');
		jsonw_u64(&w, a->low);
		jsonw_u64(&w, a->high);
		jsonw_close(&w, ']');
	} else {
		jsonw_null(&w);
	}
	jsonw_ktime(&w, "as_of", s->as_of);
	jsonw_kcstr(&w, "id", a->id);
	jsonw_kcstr(&w, "state", status_tone_name(a->tone));
	jsonw_key(&w, "grounds");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < a->lines; i++)
		jsonw_str(&w, a->line[i]);
	jsonw_close(&w, ']');
	jsonw_ku64(&w, "more", a->more);
	jsonw_close(&w, '}');
	cli_line(c, &b);
	buf_free(&b);
}

static void
put_answer(struct buf *b, const struct status_answer *a, size_t width)
{
	static const char *const MARKS[] = { "?", "-", "!" };

	buf_printf(b, "\n%s\n", a->question);
	buf_printf(b, "  %s ", MARKS[a->tone]);
	wrap_put(b, a->answer, 4, 4, width);
	buf_char(b, '\n');
	for (size_t i = 0; i < a->lines && i < LINES_SHOWN; i++) {
		buf_cstr(b, "      ");
		wrap_put(b, a->line[i], 6, 8, width);
		buf_char(b, '\n');
	}
	if (a->lines > LINES_SHOWN)
		buf_printf(b, "      and %zu more (%s)\n", a->lines - LINES_SHOWN + a->more,
		    a->more > 0 ? "athar timeline has all events" : "athar report, --json");
}

static int
print_text(const struct cli *c, struct case_dir *dir, const struct status *s, struct err *e)
{
	size_t width = wrap_width(STDOUT_FILENO);
	struct buf b = BUF(BUF_BIG), title = BUF(4096);
	int rc;

	if ((rc = template_title(dir, &title, e)) != 0)
		goto out;
	if (title.n > 0) {
		wrap_put(&b, buf_view(&title), 0, 0, width);
		buf_char(&b, '\n');
	}
	buf_cstr(&b, "As of ");
	instant_put(&b, s->as_of);
	buf_cstr(&b, s->as_of_given ? ", by what was known then" : ", when the record last grew");
	if (c->audience != TLP_RED)
		buf_printf(&b, "; for TLP:%s", tlp_name(c->audience));
	buf_char(&b, '\n');
	for (size_t i = 0; i < STATUS_QUESTIONS; i++)
		put_answer(&b, &s->answer[i], width);
	if ((rc = buf_error(&b, e)) == 0)
		fwrite(b.p, 1, b.n, c->out);
out:
	buf_free(&b);
	buf_free(&title);
	return (rc);
}

int
cmd_status(struct cli *c)
{
	struct case_dir *dir;
	struct status s = { .hidden = 0 };
	struct buf b = BUF(256);
	struct err e;
	int rc;

	err_clear(&e);
	if ((dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	if ((rc = status_make(&s, dir, c->as_of, c->audience, &e)) != 0)
		goto out;
	if (c->json) {
		for (size_t i = 0; i < STATUS_QUESTIONS; i++)
			print_json(c, &s, &s.answer[i]);
	} else {
		rc = print_text(c, dir, &s, &e);
	}
	if (s.hidden > 0) {
		say_many(&b, s.hidden, "fact", "facts");
		cli_note("%s left out for the audience TLP:%s", buf_c(&b), tlp_name(c->audience));
	}
out:
	buf_free(&b);
	status_free(&s);
	case_close(dir);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, &e));
}
