/*
 * athar know import: documents and build tables into the case, each parsed behind the wall, all in one
 * commit.
 */
#include <fcntl.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"
#include "know/import.h"
#include "know/read.h"
#include "store/event.h"

#define BLOB_MAX ((size_t)16 << 20)

/* One file on its way in. */
struct file {
	const char *path;
	struct import im;
	struct blob *blob;
	struct err refused; /* code 0: it was read. */
	uint64_t entry;     /* Where it is, or was already. */
	bool fresh;
};

static struct err
in_file(struct err e, const char *path)
{
	(void)err_in(&e, path);
	return (e);
}

/* Keep the document itself, if it is not too large. */
static int
stage(struct case_dir *k, struct str text, struct file *f, struct err *e)
{
	struct sha256 sha;
	int rc;

	if (text.n >= BLOB_MAX) {
		docbody_warn(f->im.body, STR("16 MB or larger: the document itself is not kept"));
		return (0);
	}
	if ((f->blob = blob_new(k, e)) == NULL)
		return (e->code);
	if ((rc = blob_write(f->blob, text.p, text.n, e)) == 0)
		rc = blob_close(f->blob, &sha, e);
	return (rc);
}

/* Read one file.  A fault of the file is kept in it; only one of the store is returned. */
static int
read_file(struct cli *c, struct case_dir *k, struct file *f, struct err *e)
{
	struct docbody_origin origin = { .file = str_of(f->path),
		.now = instant_now(),
		.tlp = c->tlp,
		.tlp_given = cli_get(c, "tlp") != NULL };
	struct buf text = BUF(READ_BYTES_MAX);
	int rc = 0;

	if (file_read(&text, AT_FDCWD, f->path, &f->refused) == 0 &&
	    import_read(buf_view(&text), &origin, &f->im, &f->refused) == 0) {
		f->refused.code = 0;
		rc = stage(k, buf_view(&text), f, e);
	}
	if (f->refused.code != 0)
		f->refused = in_file(f->refused, f->path);
	buf_free(&text);
	return (rc);
}

/* Has an earlier file of this command the same document, in the same version? */
static const struct file *
find_twin(const struct file *files, const struct file *f)
{
	static const char *const keys[] = { "format", "publisher", "id", "version", "content" };
	size_t i;

	for (const struct file *g = files; g < f; g++) {
		if (g->im.body == NULL)
			continue;
		for (i = 0; i < 5; i++) {
			if (!json_equal(
				json_object_get(g->im.body, keys[i]), json_object_get(f->im.body, keys[i])))
				break;
		}
		if (i == 5)
			return (g);
	}
	return (NULL);
}

/* Add one document, unless it is there. */
static int
add_one(struct case_dir *c, struct commit *k, struct file *files, struct file *f, struct err *e)
{
	const struct file *twin = find_twin(files, f);
	struct blob *blob = f->blob;
	bool same = false;
	int rc;

	if (twin != NULL) {
		f->entry = twin->entry;
		return (0);
	}
	if ((rc = import_find(c, f->im.body, &f->entry, &same, e)) < 0)
		return (rc);
	if (rc == 1 && same)
		return (0);
	if (rc == 1)
		docbody_warn(f->im.body,
		    STR("the case has this document in this version with other content: both are kept, the later counts"));
	f->blob = NULL;
	f->fresh = true;
	return (import_add(k, &f->im, blob, &f->entry, e));
}

/* One commit for all: either everything that could be read is in the case, or nothing. */
static int
commit_all(struct case_dir *c, struct file *files, size_t n, struct err *e)
{
	struct commit *k = commit_begin(c, e);
	bool any = false;
	int rc = 0;

	if (k == NULL)
		return (e->code);
	for (size_t i = 0; i < n && rc == 0; i++) {
		if (files[i].im.body != NULL)
			rc = add_one(c, k, files, &files[i], e);
		any = any || files[i].fresh;
	}
	if (rc != 0 || !any) {
		commit_abort(&k);
		return (rc);
	}
	return (commit_end(&k, e));
}

static void
print_json(struct cli *c, const struct file *f)
{
	json_t *warnings = json_object_get(f->im.body, "warnings"), *v;
	struct buf b = BUF(BUF_BIG);
	struct jsonw w = JSONW(&b);
	bool ok = f->im.body != NULL;
	size_t i;

	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "kind", "import");
	jsonw_kstr(&w, "file", str_of(f->path));
	jsonw_kcstr(&w, "format", ok ? json_string_value(json_object_get(f->im.body, "format")) : NULL);
	jsonw_ku64(&w, "facts", f->im.facts);
	jsonw_key(&w, "warnings");
	jsonw_open(&w, '[');
	json_array_foreach(warnings, i, v)
	    jsonw_str(&w, (struct str){ json_string_value(v), json_string_length(v) });
	jsonw_close(&w, ']');
	if (ok) {
		jsonw_kstr(&w, "document", body_read_str(f->im.body, "id"));
		jsonw_kstr(&w, "version", body_read_str(f->im.body, "version"));
		jsonw_kstr(&w, "tlp", body_read_str(f->im.body, "tlp"));
		jsonw_ku64(&w, "entry", f->entry);
		jsonw_kbool(&w, "new", f->fresh);
	} else {
		jsonw_kstr(&w, "refused", str_of(f->refused.text));
	}
	jsonw_close(&w, '}');
	cli_line(c, &b);
	buf_free(&b);
}

static void
print_text(struct cli *c, const struct file *f)
{
	json_t *warnings = json_object_get(f->im.body, "warnings"), *v;
	struct buf b = BUF(BUF_BIG);
	size_t i;

	escape_term(&b, body_read_str(f->im.body, "id"));
	if (body_read_str(f->im.body, "version").n > 0) {
		buf_cstr(&b, ", version ");
		escape_term(&b, body_read_str(f->im.body, "version"));
	}
	if (f->fresh)
		fprintf(c->out, "%s: %llu %s, entry %llu, TLP:%s\n", buf_c(&b),
		    (unsigned long long)f->im.facts,
		    json_object_get(f->im.body, "rows") != NULL ? "builds" : "facts",
		    (unsigned long long)f->entry, json_string_value(json_object_get(f->im.body, "tlp")));
	else
		fprintf(c->out, "%s: is in the case already (entry %llu); nothing changed\n", buf_c(&b),
		    (unsigned long long)f->entry);
	json_array_foreach(warnings, i, v)
	{
		buf_clear(&b);
		escape_term(&b, (struct str){ json_string_value(v), json_string_length(v) });
		fprintf(c->out, "  warning: %s\n", buf_c(&b));
	}
	buf_free(&b);
}

/* Say what became of each file; the status is that of the worst fault, or 0 where anything was usable. */
static int
print_all(struct cli *c, const struct file *files, size_t n)
{
	int status = EXIT_DONE, one;
	bool usable = false;

	for (size_t i = 0; i < n; i++) {
		const struct file *f = &files[i];

		if (c->json)
			print_json(c, f);
		else if (f->im.body != NULL)
			print_text(c, f);
		usable = usable || f->im.body != NULL;
		if (f->im.body != NULL)
			continue;
		one = cli_fail(c, &f->refused);
		/* A folder or a file that cannot be read is an input like any other that is of no use. */
		if (f->refused.code == ERR_IO)
			one = EXIT_INPUT;
		status = one > status ? one : status;
	}
	return (usable && status == EXIT_INPUT ? EXIT_DONE : status);
}

static void
free_files(struct file *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		import_free(&files[i].im);
		blob_drop(files[i].blob);
	}
	free(files);
}

int
cmd_know_import(struct cli *c)
{
	struct file *files = calloc(c->narg, sizeof(*files));
	struct case_dir *k;
	struct err e;
	int rc = 0, status;

	if (files == NULL || (k = cli_case(c, &e)) == NULL) {
		free(files);
		return (files == NULL ? EXIT_INTERNAL : cli_fail(c, &e));
	}
	for (size_t i = 0; i < c->narg && rc == 0; i++) {
		files[i].path = c->arg[i];
		rc = read_file(c, k, &files[i], &e);
	}
	if (rc == 0)
		rc = commit_all(k, files, c->narg, &e);
	status = rc == 0 ? print_all(c, files, c->narg) : cli_fail(c, &e);
	free_files(files, c->narg);
	case_close(k);
	return (status);
}
