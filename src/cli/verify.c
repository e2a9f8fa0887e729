/* athar verify: is the case what its record says? */
#include "store/verify.h"

#include <fcntl.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/rooms.h"
#include "store/note.h"

static void
print_json(const struct cli *c, const struct verify *v, struct buf *b)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kbool(&w, "sound", v->n + v->more == 0);
	jsonw_ku64(&w, "size", v->size);
	jsonw_kstr(&w, "origin", str_of(v->origin));
	jsonw_key(&w, "erased");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < v->nerased; i++) {
		jsonw_open(&w, '{');
		jsonw_ku64(&w, "entry", v->erased[i].entry);
		jsonw_ku64(&w, "by", v->erased[i].by);
		jsonw_close(&w, '}');
	}
	jsonw_close(&w, ']');
	jsonw_key(&w, "problems");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < v->n; i++)
		jsonw_str(&w, str_of(v->problem[i]));
	jsonw_close(&w, ']');
	if (v->more > 0)
		jsonw_ku64(&w, "more_problems", v->more);
	jsonw_close(&w, '}');
	cli_line(c, b);
}

static void
print_text(const struct cli *c, const struct verify *v, struct buf *b)
{
	for (size_t i = 0; i < v->nerased; i++)
		buf_printf(b, "entry %llu: erased by %llu\n", (unsigned long long)v->erased[i].entry,
		    (unsigned long long)v->erased[i].by);
	for (size_t i = 0; i < v->n; i++) {
		buf_cstr(b, "problem: ");
		escape_term(b, str_of(v->problem[i]));
		buf_char(b, '\n');
	}
	if (v->more > 0)
		buf_printf(b, "and %llu problems more\n", (unsigned long long)v->more);
	buf_printf(
	    b, "%s: %llu entries", v->n + v->more == 0 ? "sound" : "NOT SOUND", (unsigned long long)v->size);
	if (v->origin[0] != '\0') {
		buf_cstr(b, ", origin ");
		escape_term(b, str_of(v->origin));
	}
	cli_line(c, b);
}

int
cmd_verify(struct cli *c)
{
	const char *file = cli_get(c, "against");
	struct buf against = BUF(NOTE_MAX), b = BUF(BUF_BIG);
	struct verify v = { .n = 0 };
	char dir[4096];
	struct err e = { .code = 0 };
	int status;

	if (case_find(dir, sizeof(dir), cli_get(c, "case"), &e) != 0)
		return (cli_fail(c, &e));
	if (cli_get(c, "case") == NULL)
		cli_name_case(dir);
	if (file != NULL && file_read(&against, AT_FDCWD, file, &e) != 0) {
		status = cli_fail(c, &e);
		goto done;
	}
	if (verify_case(dir, rooms_folds, rooms_folds_n,
		file != NULL ? buf_view(&against) : (struct str){ NULL, 0 }, &v, &e) != 0) {
		(void)err_in(&e, e.code == ERR_SYNTAX && file != NULL ? file : dir);
		status = cli_fail(c, &e);
		goto done;
	}
	if (c->json)
		print_json(c, &v, &b);
	else
		print_text(c, &v, &b);
	status = v.n + v.more == 0 ? EXIT_DONE : EXIT_FOUND;

done:
	verify_free(&v);
	buf_free(&against);
	buf_free(&b);
	return (status);
}
