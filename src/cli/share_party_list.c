/* athar share partner import and export: lists of partners as CSV or JSON.  See share/party_list.h. */
#include "base/escape.h"
#include "cli/commands.h"
#include "cli/share_desk.h"
#include "share/party_list.h"

struct tally {
	const char *file;
	uint64_t entered, same, waiting, rejected;
};

static void
on_row(void *arg, uint64_t line, struct str name, const struct party_done *done, const struct err *e)
{
	struct tally *t = arg;
	struct buf b = BUF(65536);
	struct err told;
	char text[1024];

	if (e != NULL) {
		told = *e;
		told.line = line;
		(void)str_copy(told.file, sizeof(told.file), str_of(t->file));
		err_format(&told, text, sizeof(text));
		escape_term(&b, str_of(text));
		buf_cstr(&b, " (");
		escape_term(&b, name);
		buf_cstr(&b, ")");
		cli_note("%s", buf_c(&b));
		t->rejected++;
	} else {
		t->entered += done->added;
		t->same += !done->added;
		t->waiting += done->key_pending;
	}
	buf_free(&b);
}

static void
print(const struct cli *c, const struct tally *t)
{
	struct buf b = BUF(65536);
	struct jsonw w = JSONW(&b);

	if (c->json) {
		jsonw_open(&w, '{');
		jsonw_kcstr(&w, "kind", "import");
		jsonw_kcstr(&w, "file", t->file);
		jsonw_ku64(&w, "entered", t->entered);
		jsonw_ku64(&w, "same", t->same);
		jsonw_ku64(&w, "keys_waiting", t->waiting);
		jsonw_ku64(&w, "rejected", t->rejected);
		jsonw_close(&w, '}');
		cli_line(c, &b);
	} else {
		fprintf(c->out, "%llu entered, %llu on file already, %llu rejected\n",
		    (unsigned long long)t->entered, (unsigned long long)t->same,
		    (unsigned long long)t->rejected);
	}
	if (t->waiting > 0)
		cli_note("%llu changed keys wait for a second person: athar share partner confirm",
		    (unsigned long long)t->waiting);
	buf_free(&b);
}

int
cmd_share_partner_import(struct cli *c)
{
	struct tally t = { .file = c->arg[0] };
	struct share_desk d = { 0 };
	struct err e = { 0 };
	int status = EXIT_DONE;

	if (share_desk_open(&d, c, &e) != 0 ||
	    party_list_read(d.c, d.sealers, c->arg[0], d.by, c->tlp, on_row, &t, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		print(c, &t);
		if (t.entered + t.same == 0) {
			cli_note("nothing usable in the list");
			status = EXIT_INPUT;
		}
	}
	share_desk_close(&d);
	return (status);
}

int
cmd_share_partner_export(struct cli *c)
{
	const char *out = cli_get(c, "out");
	struct share_desk d = { 0 };
	struct err e = { 0 };
	uint64_t left_out;
	int status = EXIT_DONE;

	if (out == NULL || *out == '\0')
		return (cli_usage(c, "--out FILE is missing"));
	if (share_desk_open(&d, c, &e) != 0 ||
	    party_list_write(d.c, &d.s, out, c->audience, &left_out, &e) != 0)
		status = cli_fail(c, &e);
	else if (left_out > 0)
		cli_note("%llu left out: TLP:%s may not see them", (unsigned long long)left_out,
		    tlp_name(c->audience));
	share_desk_close(&d);
	return (status);
}
