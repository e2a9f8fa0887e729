/*
 * The record against a twin that follows RFC 6962 to the letter: roots and
 * inclusion proofs by recursion over all entries, nothing cached, no tiles.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/record.h"
#include "store/tlog.h"

/* A folder of its own for each test. */
struct place {
	char path[64];
	int fd;
	struct note_key key;
};

static int
place_make(void **state)
{
	struct place *p = calloc(1, sizeof(*p));

	assert_non_null(p);

	/* In memory where there is such a place: these tests sync thousands of commits. */
	(void)snprintf(p->path, sizeof(p->path), "%s/test-record.XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(p->path));
	p->fd = open(p->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(p->fd >= 0);
	(void)snprintf(p->key.name, sizeof(p->key.name), "test.example/record");
	memset(p->key.seed, 7, sizeof(p->key.seed));
	assert_int_equal(ed25519_public(p->key.public_key, p->key.seed), 0);
	*state = p;
	return (0);
}

static int
place_drop(void **state)
{
	struct place *p = *state;
	char command[128];

	(void)close(p->fd);
	(void)snprintf(command, sizeof(command), "rm -rf %s", p->path);
	assert_int_equal(system(command), 0);
	free(p);
	return (0);
}

static void
remove_record(struct place *p)
{
	char command[128];

	(void)snprintf(command, sizeof(command), "rm -rf %s/record", p->path);
	assert_int_equal(system(command), 0);
}

/* Entry i of every test: its number and some length that changes. */
static struct str
entry(uint64_t i, char text[64])
{
	int n = snprintf(
	    text, 64, "%llu%.*s", (unsigned long long)i, (int)(i % 31), "abcdefghijklmnopqrstuvwxyz01234");

	return ((struct str){ text, (size_t)n });
}

/* RFC 6962, 2.1: MTH(D[lo:hi]), word for word. */
static struct sha256
twin_root(uint64_t lo, uint64_t hi)
{
	char text[64], bytes[65];
	struct sha256 left, right;
	uint64_t k = 1;

	if (lo == hi)
		return (sha256_of(STR("")));
	if (hi - lo == 1) {
		struct str s = entry(lo, text);

		bytes[0] = 0;
		memcpy(bytes + 1, s.p, s.n);
		return (sha256_of((struct str){ bytes, s.n + 1 }));
	}
	while (k * 2 < hi - lo)
		k *= 2;
	left = twin_root(lo, lo + k);
	right = twin_root(lo + k, hi);
	bytes[0] = 1;
	memcpy(bytes + 1, left.b, 32);
	memcpy(bytes + 33, right.b, 32);
	return (sha256_of((struct str){ bytes, 65 }));
}

/* RFC 6962, 2.1.1: PATH(m, D[lo:hi]). */
static size_t
twin_path(uint64_t m, uint64_t lo, uint64_t hi, struct sha256 *path)
{
	uint64_t k = 1;
	size_t n;

	if (hi - lo == 1)
		return (0);
	while (k * 2 < hi - lo)
		k *= 2;
	if (m - lo < k) {
		n = twin_path(m, lo, lo + k, path);
		path[n] = twin_root(lo + k, hi);
	} else {
		n = twin_path(m, lo + k, hi, path);
		path[n] = twin_root(lo, lo + k);
	}
	return (n + 1);
}

static struct record *
open_record(struct place *p)
{
	struct err e = { .code = 0 };
	struct record *r = record_open(p->fd, &e);

	if (r == NULL)
		fail_msg("record_open: %s: %s", e.file, e.text);
	return (r);
}

/* Append entries from the record's size up to ${to}, in one publish. */
static void
grow_to(struct place *p, uint64_t to)
{
	struct record *r = open_record(p);
	uint64_t from = record_size(r);
	size_t n = (size_t)(to - from);
	struct str *list = calloc(n + 1, sizeof(*list));
	char(*text)[64] = calloc(n + 1, sizeof(*text));
	struct err e = { .code = 0 };

	assert_non_null(list);
	assert_non_null(text);
	for (size_t i = 0; i < n; i++)
		list[i] = entry(from + i, text[i]);
	if (record_append(r, list, n, &e) != 0 || record_publish(r, &p->key, &e) != 0)
		fail_msg("growing to %llu: %s", (unsigned long long)to, e.text);
	assert_int_equal(record_size(r), to);
	free(list);
	free(text);
	record_close(r);
}

/* Size, root by checkpoint and root by entries are the twin's. */
static void
expect_root(struct place *p, uint64_t size)
{
	struct record *r = open_record(p);
	struct sha256 want = twin_root(0, size), got;

	assert_int_equal(record_size(r), size);
	assert_memory_equal(record_checkpoint(r)->root.b, want.b, 32);
	assert_int_equal(record_root_at(r, size, &got, NULL), 0);
	assert_memory_equal(got.b, want.b, 32);
	record_close(r);
}

static void
test_every_size(void **state)
{
	struct place *p = *state;

	assert_int_equal(record_create(p->fd, &p->key, NULL), 0);
	expect_root(p, 0);
	for (uint64_t size = 1; size <= 600; size++) {
		grow_to(p, size);
		expect_root(p, size);
	}
}

static void
test_random_chunks(void **state)
{
	struct place *p = *state;
	struct err e;

	for (unsigned seed = 1; seed <= 6; seed++) {
		uint64_t size = 0;

		srandom(seed);
		assert_int_equal(record_create(p->fd, &p->key, &e), 0);
		while (size < 600) {
			uint64_t step = (uint64_t)random() % (seed % 2 != 0 ? 300 : 60);

			size = size + step > 600 ? 600 : size + step;
			grow_to(p, size);
			expect_root(p, size);
		}
		assert_int_equal(record_create(p->fd, &p->key, &e), ERR_EXISTS);
		remove_record(p);
	}
}

/* Every proof at some sizes: the twin's path, and proof_check agrees. */
static void
expect_proofs(struct place *p, uint64_t size)
{
	struct record *r = open_record(p);
	struct buf proof = BUF(65536), want = BUF(65536);
	struct sha256 path[64];
	struct checkpoint c;
	uint64_t index;
	char text[64];

	for (uint64_t i = 0; i < size; i++) {
		size_t n = twin_path(i, 0, size, path);

		buf_clear(&proof);
		buf_clear(&want);
		assert_int_equal(record_prove(r, i, &proof, NULL), 0);
		buf_printf(&want, "c2sp.org/tlog-proof@v1\nindex %llu\n", (unsigned long long)i);
		for (size_t k = 0; k < n; k++) {
			base64_put(&want, path[k].b, 32);
			buf_char(&want, '\n');
		}
		buf_printf(&want, "\n%s\n%llu\n", p->key.name, (unsigned long long)size);
		assert_true(str_starts(buf_view(&proof), buf_view(&want)));

		assert_int_equal(
		    proof_check(buf_view(&proof), entry(i, text), record_key(r), &c, &index, NULL), 0);
		assert_int_equal(index, i);
		assert_int_equal(c.size, size);
		assert_int_equal(
		    proof_check(buf_view(&proof), entry(i + 1, text), record_key(r), &c, &index, NULL),
		    ERR_CORRUPT);
	}
	assert_int_equal(record_prove(r, size, &proof, NULL), ERR_NOTFOUND);
	buf_free(&proof);
	buf_free(&want);
	record_close(r);
}

static void
test_proofs(void **state)
{
	static const uint64_t sizes[] = { 1, 2, 3, 7, 8, 100, 255, 256, 257 };
	struct place *p = *state;

	assert_int_equal(record_create(p->fd, &p->key, NULL), 0);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		grow_to(p, sizes[i]);
		expect_proofs(p, sizes[i]);
	}
}

/* How long a file of the record is; -1 where it is not there. */
static long
length(struct place *p, const char *path)
{
	char full[128];
	struct stat st;

	(void)snprintf(full, sizeof(full), "record/%s", path);
	return (fstatat(p->fd, full, &st, 0) == 0 ? (long)st.st_size : -1);
}

/* The files of a tree with three levels are where the format wants them, and nowhere else. */
static void
test_layout(void **state)
{
	struct place *p = *state;
	struct sha256 hash[256], want;
	struct buf b = BUF(65536), proof = BUF(65536);
	struct checkpoint c;
	struct record *r;
	uint64_t index;
	char text[64];

	assert_int_equal(record_create(p->fd, &p->key, NULL), 0);
	grow_to(p, 5);
	assert_int_equal(length(p, "tile/0/000.p/5"), 5 * 32);
	assert_true(length(p, "tile/entries/000.p/5") > 0);
	assert_int_equal(length(p, "tile/1"), -1);
	grow_to(p, 256);
	assert_int_equal(length(p, "tile/0/000"), 8192);
	assert_int_equal(length(p, "tile/1/000.p/1"), 32);
	assert_int_equal(length(p, "tile/0/000.p"), -1);
	assert_int_equal(length(p, "tile/entries/000.p"), -1);
	assert_int_equal(length(p, "tile/0/001.p/0"), -1);
	grow_to(p, 256 * 256 + 3);
	assert_int_equal(length(p, "tile/0/255"), 8192);
	assert_int_equal(length(p, "tile/0/256"), -1);
	assert_int_equal(length(p, "tile/0/256.p/3"), 3 * 32);
	assert_int_equal(length(p, "tile/1/000"), 8192);
	assert_int_equal(length(p, "tile/1/000.p"), -1);
	assert_int_equal(length(p, "tile/1/001.p"), -1);
	assert_int_equal(length(p, "tile/2/000.p/1"), 32);
	assert_int_equal(length(p, "tile/3"), -1);
	assert_true(length(p, "tile/entries/256.p/3") > 0);

	/* A hash of level 1 is the root over 256 entries; that of level 2 over 65,536. */
	assert_int_equal(file_read(&b, p->fd, "record/tile/1/000", NULL), 0);
	memcpy(hash, b.p, sizeof(hash));
	for (uint64_t i = 0; i < 256; i += 51) {
		want = twin_root(i * 256, (i + 1) * 256);
		assert_memory_equal(hash[i].b, want.b, 32);
	}
	buf_clear(&b);
	assert_int_equal(file_read(&b, p->fd, "record/tile/2/000.p/1", NULL), 0);
	want = twin_root(0, 65536);
	assert_memory_equal(b.p, want.b, 32);

	/* An entry bundle: lengths of two bytes, big end first, then bytes. */
	buf_clear(&b);
	assert_int_equal(file_read(&b, p->fd, "record/tile/entries/256.p/3", NULL), 0);
	for (uint64_t i = 65536, at = 0; i < 65539; i++) {
		struct str s = entry(i, text);

		assert_int_equal(b.p[at], 0);
		assert_int_equal(b.p[at + 1], s.n);
		assert_memory_equal(b.p + at + 2, s.p, s.n);
		at += 2 + s.n;
	}

	r = open_record(p);
	want = twin_root(0, 65539);
	assert_memory_equal(record_checkpoint(r)->root.b, want.b, 32);
	for (uint64_t i = 0; i < 65539; i += 6553) {
		buf_clear(&proof);
		assert_int_equal(record_prove(r, i, &proof, NULL), 0);
		assert_int_equal(
		    proof_check(buf_view(&proof), entry(i, text), record_key(r), &c, &index, NULL), 0);
		buf_clear(&proof);
		assert_int_equal(record_entry(r, i, &proof, NULL), 0);
		assert_true(str_eq(buf_view(&proof), entry(i, text)));
	}
	record_close(r);
	buf_free(&b);
	buf_free(&proof);
}

/* Flip one bit of a file and tell it back. */
static void
flip(struct place *p, const char *path, size_t at, unsigned bit)
{
	int fd = openat(p->fd, path, O_RDWR | O_CLOEXEC);
	unsigned char c;

	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &c, 1, (off_t)at), 1);
	c = (unsigned char)(c ^ 1u << bit);
	assert_int_equal(pwrite(fd, &c, 1, (off_t)at), 1);
	(void)close(fd);
}

/* Every bit of the checkpoint counts; a damaged tile or entry is never signed over and never proven. */
static void
test_tampering(void **state)
{
	struct place *p = *state;
	struct err e = { .code = 0 };
	struct buf b = BUF(65536);
	struct sha256 root;
	struct record *r;
	struct str one = STR("one more");
	long n;

	assert_int_equal(record_create(p->fd, &p->key, NULL), 0);
	grow_to(p, 300);
	n = length(p, "checkpoint");
	for (size_t at = 0; at < (size_t)n; at++) {
		flip(p, "record/checkpoint", at, at % 8);
		r = record_open(p->fd, &e);
		if (r != NULL)
			fail_msg("a checkpoint with a flipped bit in byte %zu was accepted", at);
		flip(p, "record/checkpoint", at, at % 8);
	}

	flip(p, "record/tile/0/001.p/44", 40, 3);
	r = open_record(p);
	assert_int_equal(record_append(r, &one, 1, &e), ERR_CORRUPT);
	assert_int_equal(record_prove(r, 299, &b, &e), ERR_CORRUPT);
	record_close(r);
	flip(p, "record/tile/0/001.p/44", 40, 3);

	flip(p, "record/tile/entries/000", 100, 0);
	r = open_record(p);
	assert_int_equal(record_root_at(r, 300, &root, &e), 0);
	assert_memory_not_equal(root.b, record_checkpoint(r)->root.b, 32);
	record_close(r);
	flip(p, "record/tile/entries/000", 100, 0);

	/* A length that runs over the end of its bundle. */
	flip(p, "record/tile/entries/001.p/44", 0, 7);
	r = open_record(p);
	assert_int_equal(record_root_at(r, 300, &root, &e), ERR_CORRUPT);
	assert_string_equal(e.file, "tile/entries/001.p/44");
	record_close(r);
	buf_free(&b);
}

/* What an unfinished append left is overwritten, and never believed. */
static void
test_unfinished(void **state)
{
	struct place *p = *state;
	struct str junk[300];
	struct record *r;
	struct err e;
	int fd;

	assert_int_equal(record_create(p->fd, &p->key, NULL), 0);
	grow_to(p, 250);
	for (size_t i = 0; i < 300; i++)
		junk[i] = STR("junk");
	r = open_record(p);
	assert_int_equal(record_append(r, junk, 300, &e), 0);

	/* Nothing counts yet, and a writer that gives up takes its tiles with it. */
	expect_root(p, 250);
	assert_int_equal(length(p, "tile/0/000"), 8192);
	record_close(r);
	expect_root(p, 250);
	assert_int_equal(length(p, "tile/0/000"), -1);
	assert_int_equal(length(p, "tile/entries/002.p/38"), -1);

	/* A killed writer's temporary files and wider partial tiles go with the next append. */
	for (const char *const *path =
		 (const char *const[]){ "record/checkpoint.tmp7", "record/tile/0/000.tmp7",
		     "record/tile/0/000.p/255", "record/tile/entries/000.p/251.tmp8", NULL };
	     *path != NULL; path++) {
		fd = openat(p->fd, *path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		assert_true(fd >= 0);
		(void)close(fd);
	}
	grow_to(p, 251);
	expect_root(p, 251);
	assert_int_equal(length(p, "checkpoint.tmp7"), -1);
	assert_int_equal(length(p, "tile/0/000.tmp7"), -1);
	assert_int_equal(length(p, "tile/0/000.p/255"), -1);
	assert_int_equal(length(p, "tile/entries/000.p/251.tmp8"), -1);
	assert_true(length(p, "tile/entries/000.p/250") > 0);
	grow_to(p, 600);
	expect_root(p, 600);
}

/* A reader that opened before a writer finished still reads what its checkpoint speaks of. */
static void
test_reader_beside_writer(void **state)
{
	struct place *p = *state;
	struct buf b = BUF(65536);
	struct record *r;
	char text[64];

	assert_int_equal(record_create(p->fd, &p->key, NULL), 0);
	grow_to(p, 100);
	r = open_record(p);
	grow_to(p, 700);
	for (uint64_t i = 0; i < 100; i++) {
		buf_clear(&b);
		assert_int_equal(record_entry(r, i, &b, NULL), 0);
		assert_true(str_eq(buf_view(&b), entry(i, text)));
		assert_int_equal(record_prove(r, i, &b, NULL), 0);
	}
	assert_int_equal(record_entry(r, 100, &b, NULL), ERR_NOTFOUND);
	record_close(r);
	buf_free(&b);
}

/* Another origin and key, the same entries; also where the change was cut short between its two renames. */
static void
test_rekey(void **state)
{
	struct place *p = *state;
	struct note_key old = p->key;
	struct str more = STR("a continue entry");
	struct sha256 want;
	struct record *r;
	struct err e;

	assert_int_equal(record_create(p->fd, &p->key, NULL), 0);
	grow_to(p, 300);
	(void)snprintf(p->key.name, sizeof(p->key.name), "test.example/record/2");
	memset(p->key.seed, 9, sizeof(p->key.seed));
	assert_int_equal(ed25519_public(p->key.public_key, p->key.seed), 0);

	/* The wrong key cannot publish. */
	r = open_record(p);
	assert_int_equal(record_append(r, &more, 1, &e), 0);
	assert_int_equal(record_publish(r, &p->key, &e), ERR_DENIED);
	record_close(r);
	expect_root(p, 300);

	r = open_record(p);
	assert_int_equal(record_rekey(r, &p->key, &e), 0);
	record_close(r);
	expect_root(p, 300);
	r = open_record(p);
	assert_string_equal(record_checkpoint(r)->origin, "test.example/record/2");
	assert_memory_equal(record_key(r)->public_key, p->key.public_key, 32);
	record_close(r);
	grow_to(p, 400);
	expect_root(p, 400);

	/* With an entry that goes in under the new key in the same act. */
	r = open_record(p);
	assert_int_equal(record_append(r, &more, 1, &e), 0);
	assert_int_equal(record_rekey(r, &old, &e), 0);
	assert_int_equal(record_size(r), 401);
	want = record_checkpoint(r)->root;
	record_close(r);

	/* Undo the last step of it, as if killed before: still sound, and finished by the next append. */
	r = open_record(p);
	assert_string_equal(record_key(r)->name, old.name);
	record_close(r);
	assert_int_equal(renameat(p->fd, "record/vkey", p->fd, "record/vkey.next"), 0);
	{
		struct buf b = BUF(1024);

		vkey_put(&b, &p->key);
		assert_int_equal(file_replace(p->fd, "record/vkey", buf_view(&b), 0600, true, NULL), 0);
		buf_free(&b);
	}
	r = open_record(p);
	assert_string_equal(record_key(r)->name, old.name);
	assert_memory_equal(record_checkpoint(r)->root.b, want.b, 32);
	assert_int_equal(record_append(r, &more, 1, &e), 0);
	assert_int_equal(record_publish(r, &old, &e), 0);
	record_close(r);
	assert_int_equal(length(p, "vkey.next"), -1);
	r = open_record(p);
	assert_int_equal(record_size(r), 402);
	record_close(r);
}

static void
test_limits(void **state)
{
	struct place *p = *state;
	char *big = calloc(1, RECORD_ENTRY_MAX + 1);
	struct buf b = BUF(RECORD_ENTRY_MAX + 1);
	struct str list[2] = { { big, RECORD_ENTRY_MAX }, STR("") };
	struct record *r;
	struct err e;

	assert_non_null(big);
	assert_int_equal(record_create(p->fd, &p->key, NULL), 0);
	r = open_record(p);
	assert_int_equal(record_append(r, list, 2, &e), 0);
	assert_int_equal(record_publish(r, &p->key, &e), 0);
	assert_int_equal(record_entry(r, 0, &b, &e), 0);
	assert_int_equal(b.n, RECORD_ENTRY_MAX);
	buf_clear(&b);
	assert_int_equal(record_entry(r, 1, &b, &e), 0);
	assert_int_equal(b.n, 0);
	list[0].n = RECORD_ENTRY_MAX + 1;
	assert_int_equal(record_append(r, list, 1, &e), ERR_LIMIT);
	assert_int_equal(record_size(r), 2);
	record_close(r);

	/* A name that a signature line could not carry. */
	assert_int_equal(renameat(p->fd, "record", p->fd, "record.old"), 0);
	(void)snprintf(p->key.name, sizeof(p->key.name), "two words");
	assert_int_equal(record_create(p->fd, &p->key, &e), ERR_SYNTAX);
	free(big);
	buf_free(&b);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_make, place_drop)
	const struct CMUnitTest tests[] = {
		TEST(test_every_size),
		TEST(test_random_chunks),
		TEST(test_proofs),
		TEST(test_layout),
		TEST(test_tampering),
		TEST(test_unfinished),
		TEST(test_reader_beside_writer),
		TEST(test_rekey),
		TEST(test_limits),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
