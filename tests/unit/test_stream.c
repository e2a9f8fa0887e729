/* Streams: gzip chains, archives in archives, damage, bombs, a file that is truncated meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <archive.h>
#include <archive_entry.h>
#include <isa-l/igzip_lib.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/stream.h"

/* A file without a name that holds these bytes. */
static int
file_of(struct str bytes)
{
	char path[] = "/tmp/athar-test-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(file_write_all(fd, bytes.p, bytes.n, NULL), 0);
	return (fd);
}

static void
gzip(struct buf *out, struct str text)
{
	struct isal_zstream z;
	size_t room = text.n + 65536;
	char *to = buf_reserve(out, room);

	isal_deflate_stateless_init(&z);
	z.gzip_flag = IGZIP_GZIP;
	z.end_of_stream = 1;
	z.next_in = (uint8_t *)(uintptr_t)text.p;
	z.avail_in = (uint32_t)text.n;
	z.next_out = (uint8_t *)to;
	z.avail_out = (uint32_t)room;
	assert_int_equal(isal_deflate_stateless(&z), COMP_OK);
	out->n += z.total_out;
}

/* An archive with members given as name, text, name, text, ..., NULL. */
static void
pack(struct buf *out, bool zip, ...)
{
	size_t room = (size_t)64 << 20, used = 0;
	char *to = malloc(room);
	struct archive *a = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	va_list ap;
	const char *name;

	if (zip)
		archive_write_set_format_zip(a);
	else
		archive_write_set_format_ustar(a);
	assert_int_equal(archive_write_open_memory(a, to, room, &used), ARCHIVE_OK);
	va_start(ap, zip);
	while ((name = va_arg(ap, const char *)) != NULL) {
		struct str text = *va_arg(ap, struct str *);

		archive_entry_clear(entry);
		archive_entry_set_pathname(entry, name);
		archive_entry_set_size(entry, (la_int64_t)text.n);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_mtime(entry, 1614700000, 0);
		assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
		assert_int_equal(archive_write_data(a, text.p, text.n), (la_ssize_t)text.n);
	}
	va_end(ap);
	archive_entry_free(entry);
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
	buf_put(out, to, used);
	free(to);
}

/* What a walk gives, as text: "name=content" or "name!why", one a line; long contents by their length. */
static int
note(void *arg, const struct stream_item *item, struct err *e)
{
	struct buf *out = arg, content = BUF(BUF_BIG);
	struct err fault = { 0 };
	char block[5000];
	ssize_t r = 0;

	(void)e;
	buf_str(out, item->name);
	if (item->s == NULL) {
		buf_printf(out, "!%s\n", item->why);
		return (0);
	}
	while ((r = stream_read(item->s, block, sizeof(block), &fault)) > 0)
		buf_put(&content, block, (size_t)r);
	if (content.n < 40)
		buf_printf(out, "=%.*s", STR_ARG(buf_view(&content)));
	else
		buf_printf(out, "=(%zu)", content.n);
	buf_printf(out, "%s%s\n", r < 0 ? "!" : "", r < 0 ? fault.text : "");
	buf_free(&content);
	return (0);
}

static void
expect_walk(struct str bytes, const struct stream_limits *limits, const char *want)
{
	struct buf got = BUF(BUF_BIG);
	struct err e = { 0 };
	int fd = file_of(bytes);

	assert_int_equal(stream_each(STR("f"), fd, limits, note, &got, &e), 0);
	assert_string_equal(buf_c(&got), want);
	buf_free(&got);
	(void)close(fd);
}

static void
plain_and_gzip(void **state)
{
	struct buf b = BUF(BUF_BIG);
	size_t one;

	(void)state;
	expect_walk(STR("hello"), &STREAM_LIMITS, "f=hello\n");
	expect_walk(STR(""), &STREAM_LIMITS, "f=\n");
	gzip(&b, STR("one "));
	one = b.n;
	gzip(&b, STR("two"));
	expect_walk(buf_view(&b), &STREAM_LIMITS, "f=one two\n");
	buf_put(&b, "\0\0\0\0", 4);
	expect_walk(buf_view(&b), &STREAM_LIMITS, "f=one two\n");
	buf_cstr(&b, "junk");
	expect_walk(buf_view(&b), &STREAM_LIMITS, "f=one two!bytes that are not gzip follow its end\n");
	expect_walk(str_sub(buf_view(&b), 0, one - 3), &STREAM_LIMITS,
	    "f=one !the gzip data ends too early, after 4 bytes\n");
	b.p[one - 6] ^= 1;
	expect_walk(str_sub(buf_view(&b), 0, one), &STREAM_LIMITS,

	    "f=one !the gzip data has a wrong checksum after 4 bytes\n");
	buf_free(&b);
}

static void
archives(void **state)
{
	struct buf zip = BUF(BUF_BIG), tar = BUF(BUF_BIG), tgz = BUF(BUF_BIG), outer = BUF(BUF_BIG),
		   deep = BUF(BUF_BIG);
	struct stream_limits few = STREAM_LIMITS;
	struct str x = STR("x"), y = STR("yy"), v;

	(void)state;
	pack(&zip, true, "a/x.log", &x, "b.log", &y, NULL);
	expect_walk(buf_view(&zip), &STREAM_LIMITS, "f/a/x.log=x\nf/b.log=yy\n");
	v = buf_view(&zip);
	pack(&tar, false, "in.zip", &v, "../../etc/y", &y, NULL);
	gzip(&tgz, buf_view(&tar));
	expect_walk(
	    buf_view(&tgz), &STREAM_LIMITS, "f/in.zip/a/x.log=x\nf/in.zip/b.log=yy\nf/../../etc/y=yy\n");
	v = buf_view(&tgz);
	pack(&outer, true, "t.tgz", &v, NULL);
	expect_walk(buf_view(&outer), &STREAM_LIMITS,
	    "f/t.tgz/in.zip/a/x.log=x\nf/t.tgz/in.zip/b.log=yy\nf/t.tgz/../../etc/y=yy\n");
	v = buf_view(&outer);
	pack(&deep, true, "o.zip", &v, NULL);
	expect_walk(buf_view(&deep), &STREAM_LIMITS,
	    "f/o.zip/t.tgz/in.zip!archives are nested too deeply\nf/o.zip/t.tgz/../../etc/y=yy\n");
	few.members = 1;
	expect_walk(buf_view(&zip), &few,
	    "f/a/x.log=x\nf!holds more files than are allowed: the rest was not read\n");
	/* Cut in the middle: what came before, and then the reason. */
	expect_walk(str_sub(buf_view(&zip), 0, 20), &STREAM_LIMITS,
	    "f!Truncated ZIP file header; what stands behind was not read\n");
	buf_free(&zip);
	buf_free(&tar);
	buf_free(&tgz);
	buf_free(&outer);
	buf_free(&deep);
}

static void
bomb(void **state)
{
	struct buf zeros = BUF(BUF_BIG), gz = BUF(BUF_BIG), zip = BUF(BUF_BIG), got = BUF(BUF_BIG);
	struct stream_limits small = STREAM_LIMITS;
	struct err e = { 0 };
	struct str v, after = STR("after");
	int fd;

	(void)state;
	memset(buf_reserve(&zeros, (size_t)30 << 20), 0, (size_t)30 << 20);
	zeros.n = (size_t)30 << 20;
	gzip(&gz, buf_view(&zeros));
	small.ratio = 100;
	v = buf_view(&gz);
	pack(&zip, true, "bomb.gz", &v, "b.log", &after, NULL);
	fd = file_of(buf_view(&zip));
	assert_int_equal(stream_each(STR("f"), fd, &small, note, &got, &e), 0);
	assert_non_null(strstr(buf_c(&got), "!unfolds to more than 100 times its size, as a bomb does\n"));
	/* Once a limit is passed nothing more is unfolded. */
	assert_null(strstr(buf_c(&got), "after"));
	small.ratio = 1000000;
	small.total = 1000000;
	buf_clear(&got);
	assert_int_equal(stream_each(STR("f"), fd, &small, note, &got, &e), 0);
	assert_non_null(strstr(buf_c(&got), "!unfolds to more than 1000000 bytes\n"));
	(void)close(fd);
	buf_free(&zeros);
	buf_free(&gz);
	buf_free(&zip);
	buf_free(&got);
}

/* A thread that makes the file shorter once the reader has begun. */
struct cutter {
	int fd;
	atomic_bool begun, cut;
};

static void *
cut(void *arg)
{
	struct cutter *c = arg;

	while (!atomic_load(&c->begun))
		sched_yield();
	assert_int_equal(ftruncate(c->fd, 100000), 0);
	atomic_store(&c->cut, true);
	return (NULL);
}

static void
truncated_meanwhile(void **state)
{
	struct buf b = BUF(BUF_BIG);
	struct cutter c = { .fd = -1 };
	struct err e = { 0 };
	struct stream *s;
	pthread_t thread;
	char block[65536];
	size_t got = 0;
	ssize_t r;

	(void)state;
	memset(buf_reserve(&b, 1000000), 'a', 1000000);
	b.n = 1000000;
	c.fd = file_of(buf_view(&b));
	assert_non_null(s = stream_fd(c.fd, &e));
	assert_int_equal(pthread_create(&thread, NULL, cut, &c), 0);
	while ((r = stream_read(s, block, sizeof(block), &e)) > 0) {
		got += (size_t)r;
		atomic_store(&c.begun, true);
		while (!atomic_load(&c.cut))
			sched_yield();
	}
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_int_equal(r, ERR_CORRUPT);
	assert_int_equal(got, 100000);
	assert_string_equal(e.text, "was truncated while it was read: 100000 of 1000000 bytes were there");
	stream_free(s);
	(void)close(c.fd);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_and_gzip),
		cmocka_unit_test(archives),
		cmocka_unit_test(bomb),
		cmocka_unit_test(truncated_meanwhile),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
