/* athar share receipt verify, athar share open, athar share ack: what is proven, to whom, and what he says. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/share_desk.h"
#include "share/ack.h"
#include "share/receipt.h"
#include "store/opening.h"

/* The file beside the receipt: its name with another ending, or another name in its folder. */
static void
beside(char *out, size_t n, const char *receipt, const char *ending, const char *name)
{
	struct str s = str_of(receipt);
	size_t slash = str_rchr(s, '/'), dot = str_rchr(s, '.');

	if (name != NULL)
		(void)snprintf(out, n, "%.*s%s", slash == STR_NPOS ? 0 : (int)slash + 1, receipt, name);
	else
		(void)snprintf(out, n, "%.*s%s",
		    dot == STR_NPOS || (slash != STR_NPOS && dot < slash) ? (int)s.n : (int)dot, receipt,
		    ending);
}

/* The verifier key: the option, else the file beside, else that of the case. */
static int
read_vkey(const struct cli *c, struct buf *vkey, struct err *e)
{
	const char *given = cli_get(c, "key");
	struct case_dir *dir;
	char path[4096];
	bool found;

	if (given != NULL)
		return (file_read(vkey, AT_FDCWD, given, e));
	beside(path, sizeof(path), c->arg[0], NULL, "vkey");
	if (file_read(vkey, AT_FDCWD, path, NULL) == 0)
		return (0);
	if ((dir = cli_try_case(c, &found, e)) == NULL)
		return (found ? e->code
			      : err_set(e, ERR_NOTFOUND,
				    "no verifier key: give --key FILE, or put vkey beside the receipt"));
	case_vkey(dir, vkey);
	case_close(dir);
	return (0);
}

static void
print_receipt(const struct cli *c, const struct receipt *r, bool valid)
{
	struct buf b = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);

	if (c->json) {
		jsonw_open(&w, '{');
		jsonw_kbool(&w, "valid", valid);
		jsonw_kcstr(&w, "origin", r->origin);
		jsonw_ku64(&w, "index", r->index);
		jsonw_ku64(&w, "size", r->size);
		jsonw_close(&w, '}');
		cli_line(c, &b);
	} else if (valid) {
		escape_term(&b, str_of(r->origin));
		fprintf(c->out, "Valid: entry %llu of the record %s, which had %llu entries then.\n",
		    (unsigned long long)r->index, buf_c(&b), (unsigned long long)r->size);
	}
	buf_free(&b);
}

int
cmd_share_receipt_verify(struct cli *c)
{
	struct buf proof = BUF(SHARE_FILE_MAX), entry = BUF(SHARE_FILE_MAX), vkey = BUF(65536),
		   opening = BUF(0);
	struct receipt r = { 0 };
	struct err e = { 0 };
	char path[4096];
	int status = EXIT_DONE, rc;

	beside(path, sizeof(path), c->arg[0], ".entry", NULL);
	if (file_read(&proof, AT_FDCWD, c->arg[0], &e) != 0 ||
	    file_read(&entry, AT_FDCWD, cli_get(c, "entry") != NULL ? cli_get(c, "entry") : path, &e) != 0 ||
	    read_vkey(c, &vkey, &e) != 0 || share_desk_file(c, "opening", &opening, &e) != 0) {
		status = cli_fail(c, &e);
	} else if ((rc = receipt_check(&r, buf_view(&proof), buf_view(&entry), buf_view(&vkey),
			buf_view(&opening), &e)) == 0) {
		print_receipt(c, &r, true);
	} else {
		(void)err_in(&e, c->arg[0]);
		status = cli_fail(c, &e);
		/* What is a receipt and does not hold is an answer, and bad news. */
		if (rc == ERR_CORRUPT) {
			print_receipt(c, &r, false);
			status = EXIT_FOUND;
		}
	}
	json_decref(r.body);
	buf_free(&proof);
	buf_free(&entry);
	buf_free(&vkey);
	buf_free(&opening);
	return (status);
}

static void
print_opening(const struct cli *c, uint64_t number, struct str entry, json_t *opening, struct str receipt)
{
	struct buf b = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);
	char *body = json_dumps(json_object_get(opening, "body"), JSON_COMPACT | JSON_SORT_KEYS);

	jsonw_open(&w, '{');
	jsonw_ku64(&w, "number", number);
	jsonw_kstr(&w, "entry", entry);
	jsonw_key(&w, "body");
	jsonw_raw(&w, str_of(body != NULL ? body : "null"));
	jsonw_kcstr(&w, "salt", json_string_value(json_object_get(opening, "salt")));
	jsonw_kstr(&w, "receipt", receipt);
	jsonw_close(&w, '}');
	cli_line(c, &b);
	free(body);
	buf_free(&b);
}

int
cmd_share_open(struct cli *c)
{
	struct buf entry = BUF(65536), text = BUF(BUF_BIG), receipt = BUF(65536);
	struct share_desk d = { 0 };
	struct err e = { 0 };
	json_t *opening = NULL;
	uint64_t number;
	int status = EXIT_DONE;

	if (str_u64(str_of(c->arg[0]), &number) != 0)
		return (cli_usage(c, "%s is not the number of an entry", c->arg[0]));
	if (share_desk_named(&d, c, &e) != 0 || case_entry(d.c, number, &entry, &e) != 0 ||
	    case_opening(d.c, number, &text, &e) != 0 || case_receipt(d.c, number, &receipt, &e) != 0) {
		if (e.code == ERR_NOTFOUND && entry.n > 0)
			(void)err_set(&e, ERR_NOTFOUND, "the body of entry %s was erased", c->arg[0]);
		status = cli_fail(c, &e);
	} else if ((opening = json_loadb(text.p, text.n, 0, NULL)) != NULL) {
		print_opening(c, number, buf_view(&entry), opening, buf_view(&receipt));
	}
	json_decref(opening);
	share_desk_close(&d);
	buf_free(&entry);
	buf_free(&text);
	buf_free(&receipt);
	return (status);
}

static void
print_ack(
    const struct cli *c, const struct share_desk *d, uint32_t copy, uint64_t entry, enum share_entered how)
{
	struct buf b = BUF(65536);
	struct jsonw w = JSONW(&b);
	struct bulletin *of = NULL;
	const struct release *r = share_copy(&d->s, copy, &of);
	const struct party *p = r != NULL ? share_numbered(&d->s, r->number) : NULL;

	if (c->json && r != NULL) {
		jsonw_open(&w, '{');
		jsonw_kstr(&w, "bulletin", of->id);
		jsonw_ku64(&w, "revision", r->revision);
		jsonw_kstr(&w, "partner", p != NULL ? p->name : STR(""));
		jsonw_kcstr(&w, "state", "acknowledged");
		jsonw_kcstr(&w, "entered_by", share_entered_name(how));
		jsonw_ku64(&w, "copy", copy);
		jsonw_ku64(&w, "entry", entry);
		jsonw_close(&w, '}');
		cli_line(c, &b);
	} else {
		fprintf(c->out, "Entry %llu: copy %u is acknowledged%s.\n", (unsigned long long)entry, copy,
		    how == ENTERED_DESK ? ", entered by the desk" : " by its partner's signature");
	}
	buf_free(&b);
}

int
cmd_share_ack(struct cli *c)
{
	struct share_desk d = { 0 };
	struct buf signed_file = BUF(0);
	struct err e = { 0 };
	struct ack ack = { .how = ENTERED_DESK };
	uint64_t copy, entry;
	int status = EXIT_DONE;

	if (str_u64(str_of(c->arg[0]), &copy) != 0 || copy > UINT32_MAX)
		return (cli_usage(c, "%s is not the number of a copy", c->arg[0]));
	ack.copy = (uint32_t)copy;
	if (share_desk_file(c, "signed", &signed_file, &e) != 0 || share_desk_open(&d, c, &e) != 0) {
		status = cli_fail(c, &e);
		goto done;
	}
	if (cli_get(c, "signed") != NULL) {
		ack.how = ENTERED_SIGNATURE;
		ack.signed_file = buf_view(&signed_file);
	}
	ack.by = d.by;
	if (ack_put(d.c, d.sealers, &ack, &entry, &e) != 0) {
		if (e.code == ERR_DENIED || e.code == ERR_SYNTAX)
			(void)err_in(&e, cli_get(c, "signed"));
		status = cli_fail(c, &e);
	} else if (share_desk_reload(&d, c, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		print_ack(c, &d, ack.copy, entry, ack.how);
	}
done:
	share_desk_close(&d);
	buf_free(&signed_file);
	return (status);
}
