/* What athar trace watch watches for: the packages that the case released, as they were kept without marks. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/vec.h"
#include "cli/rooms.h"
#include "cli/trace_shown.h"
#include "cli/trace_watch.h"
#include "mark/reader.h"
#include "trace/accuse.h"
#include "trace/specimen.h"

static int
list_packages(struct watch_packages *p, struct err *e)
{
	struct buf all = BUF(BUF_BIG);
	int rc = marked_list(&p->share, &p->first, &p->n, e);

	if (rc == 0 && (p->package = calloc(p->n + 1, sizeof(*p->package))) == NULL)
		rc = err_set(e, ERR_NOMEM, "out of memory");
	for (size_t i = 0; i < p->n && rc == 0; i++) {
		const struct release_act *a = p->first[i].act;

		p->package[i] = (struct watch_package){ .name = a->package, .sha256 = a->package_sha256 };
		if (hex_read(p->package[i].blob.b, SHA256_BYTES, a->blob) != 0)
			rc = err_set(e, ERR_CORRUPT, "a release that names no package");
		buf_str(&all, a->package_sha256);
	}
	if (rc == 0 && (rc = buf_error(&all, e)) == 0)
		p->id = sha256_of(buf_view(&all));
	buf_free(&all);
	return (rc);
}

static int
load_packages(struct watch_packages *p, struct err *e)
{
	int rc;

	if (p->c == NULL)
		return (e->code);
	p->entries = case_size(p->c);
	if ((rc = share_load(&p->share, p->c, INSTANT_MAX, e)) != 0)
		return (rc);
	return (list_packages(p, e));
}

int
watch_packages_open(struct watch_packages *p, const struct cli *c, struct err *e)
{
	int rc;

	p->c = cli_case(c, e);
	if ((rc = load_packages(p, e)) == 0 && p->n == 0)
		rc = err_set(e, ERR_NOTFOUND, "nothing was released from this case");
	return (rc);
}

bool
watch_packages_stand(const struct watch_packages *p)
{
	/* A commit of the watch reads what others wrote before, which then is the case's but not yet known here. */
	return (case_stands(p->c) && case_size(p->c) == p->entries);
}

int
watch_packages_again(struct watch_packages *now, const struct watch_packages *p, struct err *e)
{
	now->c = case_open(case_path(p->c), rooms_folds, rooms_folds_n, e);
	return (load_packages(now, e));
}

void
watch_packages_renew(struct watch_packages *p, struct watch_packages *now)
{
	struct watch_packages old = *p;

	*p = *now;
	p->target = old.target;
	p->targets = old.targets;
	p->captargets = old.captargets;
	*now = old;
	now->target = NULL;
	now->targets = now->captargets = 0;
}

void
watch_packages_close(struct watch_packages *p)
{
	for (size_t i = 0; i < p->targets; i++)
		free(p->target[i].part);
	free(p->target);
	free(p->package);
	free(p->first);
	share_free(&p->share);
	case_close(p->c);
	*p = (struct watch_packages){ 0 };
}

/* The names inside of the archive, below the package's own. */
static int
name_files(struct print *print, struct str name, struct err *e)
{
	for (size_t i = 0; i < print->files; i++) {
		struct str old = str_of(print->file[i].name);
		size_t at = str_find(old, STR("/package/"));
		struct buf b = BUF(65536);

		buf_str(&b, name);
		buf_str(&b, at == STR_NPOS ? STR("") : str_sub(old, at + strlen("/package"), old.n));
		if (buf_error(&b, e) != 0)
			return (e->code);
		free(print->file[i].name);
		print->file[i].name = str_dup(buf_view(&b));
		buf_free(&b);
		if (print->file[i].name == NULL)
			return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	return (0);
}

/* Read like any other specimen, since a package may come from a stranger. */
static int
read_package(const struct watch_packages *p, size_t package, struct print *print, struct err *e)
{
	char path[64];
	int fd = blob_open(p->c, &p->package[package].blob, e), rc;

	if (fd < 0)
		return (fd);
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	rc = print_read(print, path, trace_unread, NULL, e);
	(void)close(fd);
	return (rc == 0 ? name_files(print, p->package[package].name, e) : rc);
}

int
watch_packages_load(void *arg, uint32_t number, struct print *print, struct err *e)
{
	const struct watch_packages *p = arg;
	const struct watch_target *t = &p->target[number];
	struct print whole = { 0 };
	int rc;

	if (t->file == WATCH_WHOLE)
		return (read_package(p, t->package, print, e));
	rc = read_package(p, t->package, &whole, e);
	if (rc == 0 && t->file >= whole.files)
		rc = err_set(e, ERR_CORRUPT, "the package is not the one that it was");
	if (rc == 0)
		rc = print_part(&whole, t->file, 1, print, e);
	print_free(&whole);
	return (rc);
}

static int
add_target(struct watch_packages *p, struct watch_target t, struct watch *w, const struct print *print,
    struct err *e)
{
	if (t.file != WATCH_WHOLE && (t.part = str_dup(str_of(print->file[0].name))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (VEC_GROW(p->target, p->targets, p->captargets) != 0) {
		free(t.part);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	p->target[p->targets++] = t;
	return (watch_add(w, print, e));
}

int
watch_packages_add(struct watch_packages *p, size_t package, struct watch *w, struct err *e)
{
	struct print whole = { 0 };
	int rc;

	if ((rc = read_package(p, package, &whole, e)) == 0)
		rc = add_target(p, (struct watch_target){ package, WATCH_WHOLE, NULL }, w, &whole, e);
	for (size_t i = 0; whole.files > 1 && i < whole.files && rc == 0; i++) {
		struct print part = { 0 };

		if (whole.file[i].tokens < CALIBRATE_TOKENS)
			continue;
		if ((rc = print_part(&whole, i, 1, &part, e)) == 0)
			rc = add_target(p, (struct watch_target){ package, i, NULL }, w, &part, e);
		print_free(&part);
	}
	print_free(&whole);
	return (rc);
}

/* In which specimen marks are sought, and what was read. */
struct reading_marks {
	const char *path;
	size_t read, total;
};

static void
quiet(void *arg, struct str path, struct str why)
{
	/* The comparison has said it already. */
	(void)arg;
	(void)path;
	(void)why;
}

static int
on_package(void *arg, const struct marked *m, const char *why, struct err *e)
{
	struct reading_marks *r = arg;
	struct mark_reading reading = { 0 };
	struct accuse_result result = { 0 };
	struct mark_reader *reader = NULL;
	struct gather_got got;
	int rc;

	if (why != NULL || m->manifest.sites == 0)
		return (0);
	if ((reader = mark_reader_new(m->manifest.site, m->manifest.sites, &m->manifest.book, e)) == NULL)
		return (e->code);
	if ((rc = mark_reading_make(
		 &reading, m->manifest.site, m->manifest.sites, m->manifest.book.copies, e)) == 0 &&
	    (rc = specimen_read(
		 &m->manifest, reader, r->path, &GATHER_LIMITS, &reading, quiet, NULL, &got, e)) == 0 &&
	    (rc = accuse(&m->manifest, &reading, ACCUSE_BOUND, 1, &result, e)) == 0) {
		r->read = result.sites_read;
		r->total = result.sites_total;
	}
	accuse_free(&result);
	mark_reading_free(&reading);
	mark_reader_free(reader);
	return (rc);
}

int
watch_packages_marks(
    struct watch_packages *p, size_t package, const char *path, size_t *read, size_t *total, struct err *e)
{
	struct reading_marks r = { .path = path };
	int rc = marked_one(p->c, &p->share, &p->first[package], on_package, &r, e);

	*read = r.read;
	*total = r.total;
	return (rc);
}
