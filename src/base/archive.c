/*
 * Collections in place, by libarchive.  Its outside filters, which start
 * programs, are never asked for, and its readers only ever see bytes that
 * this file hands them.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/stream_impl.h"

#define BLOCK ((size_t)128 << 10)
#define IN_MEMORY \
	((size_t)16 << 20) /* An inner archive up to this size is held, so that its reader may jump. */
#define FAILURES 100       /* Damaged members in a row, after which the rest is given up. */

enum packing
packing_of(struct str head)
{
	if (str_starts(head, STR("\x1F\x8B\x08")))
		return (PACKING_GZIP);
	if (str_starts(head, STR("PK\3\4")) || str_starts(head, STR("PK\5\6")) ||
	    str_starts(head, STR("PK\7\x08PK\3\4")))
		return (PACKING_ZIP);
	if (str_starts(head, STR("7z\xBC\xAF\x27\x1C")))
		return (PACKING_7Z);
	if (str_starts(head,
		STR("\xFD"
		    "7zXZ\0")) ||
	    str_starts(head, STR("\x28\xB5\x2F\xFD")))
		return (PACKING_OTHER);
	if (str_starts(head, STR("BZh")) && str_eq(str_sub(head, 4, 10), STR("\x31\x41\x59\x26\x53\x59")))
		return (PACKING_OTHER);
	if (str_eq(str_sub(head, 257, 262), STR("ustar")))
		return (PACKING_TAR);
	return (PACKING_NONE);
}

/* The walk over one outermost file. */
struct walk {
	stream_item_fn *fn;
	void *arg;
	struct budget budget;
};

/* What is to be looked at: a name, what is known of it, and its bytes. */
struct thing {
	struct str name;
	instant_us modified;
	uint64_t size;
	struct stream *s;
	unsigned depth; /* Archives around it. */
};

static int walk_thing(struct walk *w, const struct thing *t, struct err *e);

static int
say_unreadable(struct walk *w, const struct thing *t, const char *why, struct err *e)
{
	struct stream_item item = { t->name, t->modified, t->size, NULL, why };

	return (w->fn(w->arg, &item, e));
}

/* The bytes of an archive, as libarchive asks for them. */
struct source {
	struct stream *s;
	struct err e;
	uint64_t at;
	char block[BLOCK];
};

static la_ssize_t
source_read(struct archive *a, void *arg, const void **block)
{
	struct source *src = arg;
	ssize_t r = stream_read(src->s, src->block, sizeof(src->block), &src->e);

	*block = src->block;
	if (r < 0) {
		archive_set_error(a, EIO, "%s", src->e.text);
		return (-1);
	}
	src->at += (uint64_t)r;
	return (r);
}

static la_int64_t
source_seek(struct archive *a, void *arg, la_int64_t offset, int whence)
{
	struct source *src = arg;
	int64_t size = (int64_t)src->s->ops->size(src->s), from, at;

	from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (int64_t)src->at : size;
	if (__builtin_add_overflow(from, offset, &at) || at < 0 || at > size ||
	    src->s->ops->seek(src->s, (uint64_t)at, &src->e) != 0) {
		archive_set_error(a, EIO, "it points outside itself");
		return (ARCHIVE_FATAL);
	}
	src->at = (uint64_t)at;
	return (at);
}

/* One member's bytes, while the archive stands at it. */
struct member_stream {
	struct stream s;
	struct archive *a;
	struct budget *budget;
};

/* libarchive's words may hold names from inside the archive; whoever shows them escapes them. */
static const char *
archive_fault(struct archive *a)
{
	const char *text = archive_error_string(a);

	return (text != NULL ? text : "the archive is damaged");
}

static ssize_t
member_read(struct stream *s, void *p, size_t n, struct err *e)
{
	struct member_stream *m = (struct member_stream *)s;
	la_ssize_t r;
	int rc;

	do {
		r = archive_read_data(m->a, p, n);
	} while (r == ARCHIVE_RETRY);
	if (r < 0)
		return (err_set(e, ERR_CORRUPT, "%s", archive_fault(m->a)));
	if ((rc = budget_out(m->budget, (uint64_t)r, e)) != 0)
		return (rc);
	return (r);
}

static void
member_free(struct stream *s)
{
	(void)s;
}

static const struct stream_ops member_ops = { .read = member_read, .free = member_free };

static struct archive *
archive_open_source(struct source *src, enum packing packing, struct err *e)
{
	struct archive *a = archive_read_new();
	int rc = ARCHIVE_OK;

	if (a == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	if (packing == PACKING_ZIP) {
		rc = archive_read_support_format_zip(a);
	} else if (packing == PACKING_7Z) {
		rc = archive_read_support_format_7zip(a);
	} else {
		rc = archive_read_support_format_tar(a);
	}
	if (packing == PACKING_OTHER) {
		(void)archive_read_support_format_raw(a);
		(void)archive_read_support_format_empty(a);
		(void)archive_read_support_filter_bzip2(a);
		(void)archive_read_support_filter_xz(a);
		(void)archive_read_support_filter_zstd(a);
	}
	(void)archive_read_set_read_callback(a, source_read);
	if (src->s->ops->seek != NULL)
		(void)archive_read_set_seek_callback(a, source_seek);
	(void)archive_read_set_callback_data(a, src);
	if (rc != ARCHIVE_OK || archive_read_open1(a) != ARCHIVE_OK) {
		(void)err_set(e, ERR_CORRUPT, "%s", archive_fault(a));
		(void)archive_read_free(a);
		return (NULL);
	}
	return (a);
}

/* The member's name behind the archive's; a single packed file has none of its own. */
static void
put_member_name(struct buf *b, struct archive *a, struct archive_entry *entry, struct str outer)
{
	const char *name = archive_entry_pathname(entry);

	if (name == NULL)
		name = archive_entry_pathname_utf8(entry);
	buf_str(b, outer);
	if (archive_format(a) == ARCHIVE_FORMAT_RAW)
		return;
	buf_char(b, '/');
	buf_cstr(b, name != NULL ? name : "(a name that cannot be read)");
}

/*
 * What the reader left of a member has to be undone before the next one: count it as well, lest it be a
 * bomb.
 */
static void
drain(struct stream *s)
{
	char block[16384];

	while (stream_read(s, block, sizeof(block), NULL) > 0)
		;
}

static int
walk_member(
    struct walk *w, struct archive *a, struct archive_entry *entry, const struct thing *t, struct err *e)
{
	struct member_stream m = { .s.ops = &member_ops, .a = a, .budget = &w->budget };
	struct thing inner = { .size = UINT64_MAX, .s = &m.s, .depth = t->depth + 1 };
	struct buf name = BUF(65536);
	int rc;

	/* Folders, links and devices hold no bytes of their own. */
	if (archive_format(a) != ARCHIVE_FORMAT_RAW &&
	    (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != NULL))
		return (0);
	if (++w->budget.members > w->budget.limits->members) {
		w->budget.blown = true;
		return (say_unreadable(w, t, "holds more files than are allowed: the rest was not read", e));
	}
	put_member_name(&name, a, entry, t->name);
	inner.name = name.failed != 0 ? STR("(a name that is too long)") : buf_view(&name);
	if (archive_format(a) == ARCHIVE_FORMAT_RAW)
		inner.modified = t->modified;
	else if (archive_entry_mtime_is_set(entry))
		inner.modified = (instant_us)archive_entry_mtime(entry) * INSTANT_SECOND;
	if (archive_entry_size_is_set(entry) && archive_entry_size(entry) >= 0)
		inner.size = (uint64_t)archive_entry_size(entry);
	if (archive_entry_is_encrypted(entry)) {
		rc = say_unreadable(w, &inner, "is encrypted", e);
	} else {
		rc = walk_thing(w, &inner, e);
		if (rc == 0 && archive_format(a) != ARCHIVE_FORMAT_ZIP && !w->budget.blown)
			drain(&m.s);
	}
	buf_free(&name);
	return (rc);
}

static int
walk_members(struct walk *w, struct archive *a, const struct thing *t, struct err *e)
{
	struct archive_entry *entry;
	unsigned failures = 0;
	char why[sizeof(e->text)];
	int rc = 0, got;

	while (rc == 0 && !w->budget.blown) {
		got = archive_read_next_header(a, &entry);
		if (got == ARCHIVE_EOF)
			return (0);
		if (got == ARCHIVE_RETRY || got == ARCHIVE_FAILED) {
			if (++failures < FAILURES)
				continue;
			got = ARCHIVE_FATAL;
		}
		if (got == ARCHIVE_FATAL) {
			(void)snprintf(
			    why, sizeof(why), "%s; what stands behind was not read", archive_fault(a));
			return (say_unreadable(w, t, why, e));
		}
		failures = 0;
		rc = walk_member(w, a, entry, t, e);
	}
	return (rc);
}

/*
 * An archive inside another that is small enough is held in memory, since 7z and zip keep their lists at
 * the end.
 */
static int
walk_archive(struct walk *w, const struct thing *t, enum packing packing, struct err *e)
{
	struct source *src = calloc(1, sizeof(*src));
	struct stream *held = NULL;
	struct archive *a;
	struct err fault = { 0 };
	char *memory = NULL;
	size_t n = 0;
	int rc;

	if (src == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	src->s = t->s;
	if (t->s->ops->seek == NULL && (packing == PACKING_ZIP || packing == PACKING_7Z)) {
		if ((memory = malloc(IN_MEMORY)) == NULL) {
			free(src);
			return (err_set(e, ERR_NOMEM, "out of memory"));
		}
		(void)stream_fill(t->s, memory, IN_MEMORY, &n, &fault);
		held = n < IN_MEMORY ? stream_memory((struct str){ memory, n }, &fault)
				     : stream_again(t->s, memory, n, &fault);
		src->s = held;
	}
	a = src->s != NULL ? archive_open_source(src, packing, &fault) : NULL;
	if (a != NULL) {
		rc = walk_members(w, a, t, e);
		(void)archive_read_free(a);
	} else {
		rc = say_unreadable(w, t, fault.text, e);
	}
	stream_free(held);
	free(memory);
	free(src);
	return (rc);
}

static int
walk_gzip(struct walk *w, const struct thing *t, struct err *e)
{
	struct thing inner = *t;
	struct err fault = { 0 };
	int rc;

	inner.size = UINT64_MAX;
	inner.depth++;
	if ((inner.s = stream_gunzip(t->s, &w->budget, &fault)) == NULL)
		return (say_unreadable(w, t, fault.text, e));
	rc = walk_thing(w, &inner, e);
	stream_free(inner.s);
	return (rc);
}

/* Look at the first bytes: a file to read, or something to unfold. */
static int
walk_thing(struct walk *w, const struct thing *t, struct err *e)
{
	struct thing again = *t;
	struct stream_item item = { t->name, t->modified, t->size, NULL, NULL };
	struct err fault = { 0 };
	char head[PACKING_HEAD];
	enum packing packing;
	size_t n;
	int rc;

	/* A failure within the head comes again where the bytes are read. */
	rc = stream_fill(t->s, head, sizeof(head), &n, &fault);
	if (rc != 0 && n == 0)
		return (say_unreadable(w, t, fault.text, e));
	packing = packing_of((struct str){ head, n });
	if (packing != PACKING_NONE && t->depth > w->budget.limits->depth)
		return (say_unreadable(w, t, "archives are nested too deeply", e));
	/* What can jump goes back; what only runs forwards is given its head again. */
	if (t->s->ops->seek == NULL)
		again.s = stream_again(t->s, head, n, &fault);
	else if (t->s->ops->seek(t->s, 0, &fault) != 0)
		again.s = NULL;
	if (again.s == NULL)
		return (say_unreadable(w, t, fault.text, e));
	item.s = again.s;
	if (packing == PACKING_NONE)
		rc = w->fn(w->arg, &item, e);
	else if (packing == PACKING_GZIP)
		rc = walk_gzip(w, &again, e);
	else
		rc = walk_archive(w, &again, packing, e);
	if (again.s != t->s)
		stream_free(again.s);
	return (rc);
}

/* Names inside archives are UTF-8 or taken as they are, whatever the user's locale. */
static locale_t names_locale;

static void
prepare(void)
{
	/* A zip keeps local times without a zone: they are taken as UTC, on every machine alike. */
	(void)setenv("TZ", "UTC0", 1);
	tzset();
	names_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

void
stream_prepare(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	(void)pthread_once(&once, prepare);
}

int
stream_each(
    struct str name, int fd, const struct stream_limits *limits, stream_item_fn *fn, void *arg, struct err *e)
{
	struct walk w = { .fn = fn, .arg = arg, .budget.limits = limits };
	struct thing t = { .name = name, .size = UINT64_MAX };
	locale_t before = (locale_t)0;
	struct err fault = { 0 };
	struct stat st;
	int rc;

	if ((t.s = stream_file(fd, &w.budget, &fault)) == NULL)
		return (say_unreadable(&w, &t, fault.text, e));
	if (fstat(fd, &st) == 0) {
		t.size = (uint64_t)st.st_size;
		t.modified = (instant_us)st.st_mtim.tv_sec * INSTANT_SECOND + st.st_mtim.tv_nsec / 1000;
	}
	stream_prepare();
	if (names_locale != (locale_t)0)
		before = uselocale(names_locale);
	rc = walk_thing(&w, &t, e);
	if (names_locale != (locale_t)0)
		(void)uselocale(before);
	stream_free(t.s);
	return (rc);
}
