/*
 * athar checkpoint: print the signed checkpoint, byte for byte, to be kept by
 * somebody else; prove that the record extends one that he kept; and check
 * such a proof for him, who has no case.
 */
#include <fcntl.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"
#include "store/note.h"

/* Print the checkpoint, or with --since the proof. */
static int
print_one(struct cli *c, const char *since)
{
	struct buf b = BUF(BUF_BIG), old = BUF(NOTE_MAX);
	struct case_dir *k = NULL;
	struct err e = { .code = 0 };
	int rc, status = EXIT_DONE;

	if (since != NULL && file_read(&old, AT_FDCWD, since, &e) != 0)
		status = cli_fail(c, &e);
	else if ((k = cli_case(c, &e)) == NULL)
		status = cli_fail(c, &e);
	if (status == EXIT_DONE) {
		rc = since != NULL ? case_prove_since(k, buf_view(&old), &b, &e) : case_checkpoint(k, &b, &e);
		if (rc == ERR_SYNTAX)
			(void)err_in(&e, since);
		if (rc != 0)
			status = cli_fail(c, &e);
		else
			fwrite(b.p, 1, b.n, c->out);
	}
	buf_free(&b);
	buf_free(&old);
	case_close(k);
	return (status);
}

/* What was proven, or why it was not. */
static int
tell(struct cli *c, const struct checkpoint *old, const struct checkpoint *now, const struct err *why)
{
	struct buf b = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);
	bool valid = why->code == 0;

	if (c->json) {
		jsonw_open(&w, '{');
		jsonw_kbool(&w, "valid", valid);
		jsonw_kcstr(&w, "origin", valid ? now->origin : NULL);
		if (valid) {
			jsonw_ku64(&w, "old_size", old->size);
			jsonw_ku64(&w, "size", now->size);
		}
		jsonw_kcstr(&w, "why", valid ? NULL : why->text);
		jsonw_close(&w, '}');
	} else if (valid) {
		buf_cstr(&b, "valid: ");
		escape_term(&b, str_of(now->origin));
		buf_printf(&b, " with %llu entries extends the checkpoint of %llu",
		    (unsigned long long)now->size, (unsigned long long)old->size);
	} else {
		buf_cstr(&b, "NOT VALID: ");
		escape_term(&b, str_of(why->text));
	}
	cli_line(c, &b);
	buf_free(&b);
	return (valid ? EXIT_DONE : EXIT_FOUND);
}

static int
check(struct cli *c, const char *proof_file, const char *old_file, const char *vkey_file)
{
	struct buf proof = BUF(NOTE_MAX), old = BUF(NOTE_MAX), vkey = BUF(1024);
	struct checkpoint before = { .size = 0 }, now = { .size = 0 };
	struct note_key key;
	struct err e = { .code = 0 };
	int status;

	if (file_read(&proof, AT_FDCWD, proof_file, &e) != 0 ||
	    file_read(&old, AT_FDCWD, old_file, &e) != 0 || file_read(&vkey, AT_FDCWD, vkey_file, &e) != 0) {
		status = cli_fail(c, &e);
	} else if (vkey_parse(&key, buf_view(&vkey), &e) != 0) {
		(void)err_in(&e, vkey_file);
		status = cli_fail(c, &e);
	} else {
		(void)consistency_check(buf_view(&proof), buf_view(&old), &key, &before, &now, &e);
		status = tell(c, &before, &now, &e);
	}
	buf_free(&proof);
	buf_free(&old);
	buf_free(&vkey);
	return (status);
}

int
cmd_checkpoint(struct cli *c)
{
	const char *since = cli_get(c, "since"), *proof = cli_get(c, "check");
	const char *against = cli_get(c, "against"), *vkey = cli_get(c, "vkey");

	if (proof == NULL) {
		if (against != NULL || vkey != NULL)
			return (cli_usage(c, "--against and --vkey belong to --check"));
		return (print_one(c, since));
	}
	if (since != NULL)
		return (cli_usage(c, "--since makes a proof and --check reads one: not both"));
	if (against == NULL || vkey == NULL)
		return (cli_usage(c, "--check needs --against and --vkey"));
	return (check(c, proof, against, vkey));
}
