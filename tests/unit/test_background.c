/*
 * A background's file: all that was put in is found and nothing else, against
 * sets made by loops; and whatever is done to its bytes, its reader refuses it
 * or gives answers that keep to what it promises.
 */
#include "trace_world.h"

#include <fcntl.h>

#include "base/file.h"
#include "trace/background_impl.h"
#include "trace/score.h"

struct asked {
	const struct world *w;
	uint64_t *hash;
	size_t n, answers;
	bool *answered;
};

static bool
group_has(const struct print *p, uint64_t hash)
{
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < p->n[ch]; i++) {
			if (p->feature[ch][i].hash == hash)
				return (true);
		}
	}
	return (false);
}

/* The groups told are those that have it, ascending. */
static void
on_groups(void *arg, size_t i, const uint32_t *group, size_t groups, unsigned scale)
{
	struct asked *a = arg;
	size_t at = 0;

	assert_true(i < a->n && !a->answered[i]);
	a->answered[i] = true;
	a->answers++;
	assert_int_equal(scale, 1);
	for (uint32_t g = 0; g < a->w->groups; g++) {
		if (!group_has(&a->w->group[g], a->hash[i]))
			continue;
		assert_true(at < groups);
		assert_int_equal(group[at++], g);
	}
	assert_int_equal(at, groups);
}

/* Of each group some features, twice, and as many that nobody has. */
static void
round_trip(void **state)
{
	struct world w;
	struct err e = { 0 };

	(void)state;
	help_state = 11;
	world_make(&w, 20, 12, 30);
	for (unsigned round = 0; round < 4; round++) {
		struct asked a = { .w = &w, .n = 500 };
		size_t there = 0;

		assert_non_null(a.hash = calloc(a.n, sizeof(*a.hash)));
		assert_non_null(a.answered = calloc(a.n, sizeof(*a.answered)));
		for (size_t i = 0; i < a.n; i++) {
			const struct print *p = &w.group[help_random(w.groups)];
			enum channel ch = (enum channel)help_random(CH_N);

			a.hash[i] = i % 5 == 4 ? a.hash[i - 1] : help_random(UINT64_MAX);
			if (i % 5 < 3 && p->n[ch] > 0)
				a.hash[i] = p->feature[ch][help_random(p->n[ch])].hash;
		}
		for (size_t i = 0; i < a.n; i++) {
			for (uint32_t g = 0; g < w.groups; g++) {
				if (group_has(&w.group[g], a.hash[i])) {
					there++;
					break;
				}
			}
		}
		assert_int_equal(background_look(w.b, a.hash, a.n, on_groups, &a, &e), 0);
		assert_true(there > 100);
		assert_int_equal(a.answers, there);
		free(a.hash);
		free(a.answered);
	}
	assert_int_equal(background_look(w.b, NULL, 0, on_groups, NULL, &e), 0);
	world_drop(&w);
}

/* A group is known by any of its files, under whatever name. */
static void
marks_groups(void **state)
{
	struct world w;

	(void)state;
	help_state = 12;
	world_make(&w, 12, 12, 30);
	for (uint32_t g = 0; g < w.groups; g++) {
		const struct print *all = &w.group[g];

		for (size_t i = 0; i < all->files; i++) {
			struct print_file file[2] = { { .id = 77 }, all->file[i] };
			struct print p = { .file = file, .files = 2 };
			bool out[GROUPS_MAX] = { false };

			background_mark(w.b, &p, out);
			for (uint32_t o = 0; o < w.groups; o++)
				assert_int_equal(out[o], o == g);
		}
	}
	world_drop(&w);
}

/* What a reader of damaged files is tried with. */
struct trying {
	const struct background *b;
	size_t n, opened, answered;
	struct print p; /* A package. */
	uint64_t hash[200];
};

static void
on_any(void *arg, size_t i, const uint32_t *group, size_t groups, unsigned scale)
{
	struct trying *t = arg;

	assert_true(i < t->n && groups > 0 && scale > 0);
	for (size_t g = 0; g < groups; g++)
		assert_true(group[g] < background_groups(t->b) && (g == 0 || group[g] > group[g - 1]));
	t->answered++;
}

static void
try(struct trying *t, const char *path)
{
	struct background *b;
	struct score_package *k;
	struct err e = { 0 };
	struct score s;
	size_t points;

	if ((b = background_open(path, &e)) == NULL) {
		assert_int_equal(e.code, ERR_SYNTAX);
		return;
	}
	t->b = b;
	t->opened++;
	if (background_look(b, t->hash, t->n, on_any, t, &e) != 0)
		assert_int_equal(e.code, ERR_SYNTAX);
	(void)background_points(b, &points);
	if (t->opened % 16 == 0 && (k = score_package(&t->p, b, &e)) != NULL) {
		assert_int_equal(score_pair(k, &t->p, &s, &e), 0);
		assert_true(s.score >= 0 && s.containment >= 0 && s.containment <= 1);
		score_package_free(k);
	}
	background_close(b);
}

static void
prepare(struct trying *t, const struct world *w)
{
	char path[256];

	*t = (struct trying){ .n = 200 };
	help_source(help_path(path, w->folder, "package.c"), 20, 0, 30);
	help_print(&t->p, path);
	for (size_t i = 0; i < t->n; i++) {
		const struct print *p = &w->group[help_random(w->groups)];

		t->hash[i] = p->feature[CH_RAW][help_random(p->n[CH_RAW])].hash;
	}
}

static void
put_byte(int fd, off_t at, unsigned char c)
{
	assert_int_equal(pwrite(fd, &c, 1, at), 1);
}

/* One byte changed: each of the head in four ways, and as many others as time allows in one. */
static void
survives_damage(void **state)
{
	struct world w;
	struct trying t;
	struct stat st;
	unsigned char was;
	int fd;

	(void)state;
	help_state = 13;
	world_make(&w, 8, 12, 30);
	prepare(&t, &w);
	try(&t, w.path);
	assert_int_equal(t.answered, t.n);
	assert_true((fd = open(w.path, O_RDWR)) >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	for (unsigned i = 0; i < 2400; i++) {
		size_t head = sizeof(struct background_head);
		off_t at = i < 4 * head ? (off_t)(i / 4) : (off_t)help_random((uint64_t)st.st_size);
		uint64_t flip = i < 4 * head ? 1U << (i % 4 * 2) : 1 + help_random(255);

		assert_int_equal(pread(fd, &was, 1, at), 1);
		put_byte(fd, at, (unsigned char)(was ^ flip));
		try(&t, w.path);
		put_byte(fd, at, was);
	}
	/* Most places tell nothing of their damage; most answers are there. */
	assert_true(t.opened > 500 && t.answered > 500);
	for (off_t n = st.st_size - 1; n >= 0; n -= 1 + n / 60) {
		size_t before = t.opened;

		assert_int_equal(ftruncate(fd, n), 0);
		try(&t, w.path);
		/* The points come last: without the last of them it is not whole. */
		assert_int_equal(t.opened, before);
	}
	(void)close(fd);
	print_free(&t.p);
	world_drop(&w);
}

/* Counts and places that no file can hold, in every field of the head. */
static void
survives_huge_counts(void **state)
{
	static const uint64_t value[] = { 0, 1, 1000, 1U << 20, (1U << 20) + 1, 0x7FFFFFFF, 0xFFFFFFFF,
		1ULL << 33, INT64_MAX, 1ULL << 63, UINT64_MAX - 15, UINT64_MAX };
	struct world w;
	struct trying t;
	struct background_head h, damaged;
	int fd;

	(void)state;
	help_state = 14;
	world_make(&w, 5, 12, 30);
	prepare(&t, &w);
	assert_true((fd = open(w.path, O_RDWR)) >= 0);
	assert_int_equal(pread(fd, &h, sizeof(h), 0), sizeof(h));
	for (size_t i = 0; i < 2 * sizeof(value) / sizeof(value[0]) * 9; i++) {
		uint64_t v = value[i % (sizeof(value) / sizeof(value[0]))];
		uint32_t *small[4] = { &damaged.groups, &damaged.files, &damaged.points, &damaged.shift };
		uint64_t *large[5] = { &damaged.entries, &damaged.blocks, &damaged.files_at,
			&damaged.points_at, &damaged.blocks_at };
		size_t field = i % 9;

		damaged = h;
		if (field < 4)
			*small[field] = (uint32_t)v;
		else
			*large[field - 4] = v;
		/* In the second half the file is as long as it says, but full of holes. */
		if (i >= sizeof(value) / sizeof(value[0]) * 9)
			assert_int_equal(ftruncate(fd, (off_t)1 << 32), 0);
		assert_int_equal(pwrite(fd, &damaged, sizeof(damaged), 0), sizeof(damaged));
		try(&t, w.path);
	}
	(void)close(fd);
	print_free(&t.p);
	world_drop(&w);
}

/* The file is its owner's, whole or not there; nothing is left beside it. */
static void
written_whole_or_not_at_all(void **state)
{
	struct background_built built;
	struct err e = { 0 };
	struct world w;
	struct stat st;
	char source[256], empty[256], out[256], *dir;

	(void)state;
	help_state = 15;
	world_make(&w, 3, 12, 30);
	assert_int_equal(stat(w.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(mkdir(help_path(empty, w.folder, "empty"), 0700), 0);
	dir = empty;
	assert_int_equal(
	    background_build(&dir, 1, help_path(out, w.folder, "none"), help_unread, NULL, &built, &e),
	    ERR_NOTFOUND);
	assert_true(access(out, F_OK) != 0);
	/* A folder stands where the file should. */
	dir = source;
	help_path(source, w.folder, "source");
	assert_true(background_build(&dir, 1, empty, help_unread, NULL, &built, &e) < 0);
	assert_int_equal(rmdir(empty), 0);
	help_path(out, w.folder, "not/there");
	assert_true(background_build(&dir, 1, out, help_unread, NULL, &built, &e) < 0);
	/* In the folder are the background and its source, and nothing else. */
	assert_int_equal(unlink(w.path), 0);
	help_remove(source);
	assert_int_equal(rmdir(w.folder), 0);
	assert_null(background_open(w.path, &e));
	assert_int_equal(e.code, ERR_NOTFOUND);
	world_drop(&w);
}

/* An entry by hand, of two groups: they are told, unless they are the same one twice. */
static void
no_group_twice(void **state)
{
	char path[] = "/tmp/athar-bg-XXXXXX";
	const unsigned char entry[2][4] = { { 0, 2, 1, 1 }, { 0, 2, 1, 0 } };
	int fd = mkostemp(path, O_CLOEXEC);

	(void)state;
	assert_true(fd >= 0);
	for (size_t i = 0; i < 2; i++) {
		struct background_head h = { .groups = 3, .entries = 1, .blocks = 1 };
		struct background_block block = { .first = keyed_hash(&(struct keyed){ 0, 0 }, 77),
			.offset = sizeof(h) };
		struct trying t = { .n = 1, .hash = { 77 } };

		memcpy(h.magic, BACKGROUND_MAGIC, sizeof(h.magic));
		h.files_at = h.blocks_at = sizeof(h) + 4;
		h.points_at = h.blocks_at + sizeof(block);
		assert_int_equal(pwrite(fd, &h, sizeof(h), 0), sizeof(h));
		assert_int_equal(pwrite(fd, entry[i], 4, sizeof(h)), 4);
		assert_int_equal(pwrite(fd, &block, sizeof(block), sizeof(h) + 4), sizeof(block));
		try(&t, path);
		assert_int_equal(t.opened, 1);
		assert_int_equal(t.answered, 1 - i);
	}
	(void)close(fd);
	assert_int_equal(unlink(path), 0);
}

static struct str
whole_file(const char *path, struct buf *b)
{
	struct err e = { 0 };

	*b = BUF((size_t)64 << 20);
	assert_int_equal(file_read(b, AT_FDCWD, path, &e), 0);
	return (buf_view(b));
}

/* Whether one of the ${n} hashes stands in the file as it is without a key. */
static bool
tells(struct str file, const uint64_t *hash, size_t n)
{
	const struct keyed none = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		uint64_t plain = keyed_hash(&none, hash[i]);

		if (memmem(file.p, file.n, &plain, sizeof(plain)) != NULL ||
		    memmem(file.p, file.n, &hash[i], sizeof(hash[i])) != NULL)
			return (true);
	}
	return (false);
}

static void
refused_with(const char *path, struct str secret, const char *why)
{
	struct err e = { 0 };

	assert_null(background_open_keyed(path, secret, &e));
	assert_int_equal(e.code, ERR_SYNTAX);
	if (strstr(e.text, why) == NULL)
		fail_msg("expected \"%s\", got \"%s\"", why, e.text);
}

/* A keyed file answers alike to who has the secret, and to nobody else; and tells no hash that others can make. */
static void
keyed_by_a_secret(void **state)
{
	const struct str secret = STR("a secret of this test"), other = STR("another of this test");
	struct background_built built;
	struct err e = { 0 };
	struct world w;
	struct trying t, again;
	struct buf plain, keyed, twice;
	char source[256], path[256], second[256], *dir = source;

	(void)state;
	help_state = 17;
	world_make(&w, 8, 12, 30);
	prepare(&t, &w);
	again = t;
	help_path(source, w.folder, "source");
	help_path(path, w.folder, "keyed");
	help_path(second, w.folder, "second");
	assert_int_equal(background_build_keyed(&dir, 1, secret, path, help_unread, NULL, &built, &e), 0);
	assert_int_equal(background_build_keyed(&dir, 1, secret, second, help_unread, NULL, &built, &e), 0);
	refused_with(path, STR(""), "is keyed");
	refused_with(path, other, "another secret");
	refused_with(path, STR("a secret of this tesu"), "another secret");
	refused_with(w.path, secret, "not keyed");
	for (uint32_t g = 0; g < w.groups; g++) {
		bool out[GROUPS_MAX] = { false };

		assert_non_null(t.b = background_open_keyed(path, secret, &e));
		background_mark(t.b, &w.group[g], out);
		for (uint32_t o = 0; o < w.groups; o++)
			assert_int_equal(out[o], o == g);
		background_close((struct background *)(uintptr_t)t.b);
	}
	assert_non_null(t.b = background_open_keyed(path, secret, &e));
	again.b = w.b;
	assert_int_equal(background_look(t.b, t.hash, t.n, on_any, &t, &e), 0);
	assert_int_equal(background_look(w.b, again.hash, again.n, on_any, &again, &e), 0);
	assert_int_equal(t.answered, t.n);
	assert_int_equal(again.answered, t.n);
	/* The first of each block stands in the directory whole: of so many some are asked for. */
	(void)whole_file(w.path, &plain);
	(void)whole_file(path, &keyed);
	(void)whole_file(second, &twice);
	for (uint32_t g = 0; g < w.groups; g++) {
		for (size_t i = 0; i < w.group[g].files; i++) {
			uint64_t id = w.group[g].file[i].id;

			assert_true(tells(buf_view(&plain), &id, 1));
			assert_false(tells(buf_view(&keyed), &id, 1));
		}
		for (enum channel ch = 0; ch < CH_N; ch++) {
			for (size_t i = 0; i < w.group[g].n[ch]; i++)
				assert_false(tells(buf_view(&keyed), &w.group[g].feature[ch][i].hash, 1));
		}
	}
	/* Nor do two files of one secret tell that they are: salt, proof and all hashes differ. */
	assert_memory_not_equal(keyed.p + 16, twice.p + 16, 16);
	assert_memory_not_equal(keyed.p + 32, twice.p + 32, 16);
	background_close((struct background *)(uintptr_t)t.b);
	buf_free(&plain);
	buf_free(&keyed);
	buf_free(&twice);
	print_free(&t.p);
	world_drop(&w);
}

/* What an older athar made is refused with words, and so is what a newer one will make. */
static void
another_format(void **state)
{
	struct world w;
	int fd;

	(void)state;
	help_state = 18;
	world_make(&w, 3, 12, 30);
	assert_true((fd = open(w.path, O_RDWR)) >= 0);
	put_byte(fd, 7, '1');
	refused_with(w.path, STR(""), "older");
	put_byte(fd, 7, '9');
	refused_with(w.path, STR(""), "newer");
	put_byte(fd, 6, 'X');
	refused_with(w.path, STR(""), "not a background");
	(void)close(fd);
	world_drop(&w);
}

static int
on_part(void *arg, const struct print *part, struct err *e)
{
	uint64_t *sum = arg;

	(void)e;
	/* Four megabytes, and what the last file has beyond them: features take ten times that. */
	assert_true(part->bytes < 6000000);
	*sum += part->bytes;
	return (0);
}

/* Large files do not come all at once, so that building keeps within its memory. */
static void
comes_in_parts(void **state)
{
	char folder[] = "/tmp/athar-parts-XXXXXX", path[256], name[32];
	struct err e = { 0 };
	uint64_t sum = 0;
	struct buf b = BUF(BUF_BIG);

	(void)state;
	help_state = 16;
	assert_non_null(mkdtemp(folder));
	while (b.n < 1500000)
		buf_cstr(
		    &b, "// words that are all of one comment, which has hardly any features of its own\n");
	for (unsigned i = 0; i < 8; i++) {
		(void)snprintf(name, sizeof(name), "f%u.c", i);
		help_write(help_path(path, folder, name), b.p, b.n);
	}
	assert_int_equal(print_each(folder, on_part, &sum, help_unread, NULL, &e), 0);
	assert_int_equal(sum, 8 * b.n);
	buf_free(&b);
	help_remove(folder);
}

/* What came of a file that is larger than a part. */
struct pieces {
	struct print whole; /* The same file, read at once. */
	size_t at[CH_N], parts, files, most;
};

static int
on_piece(void *arg, const struct print *part, struct err *e)
{
	struct pieces *w = arg;
	size_t features = 0;

	(void)e;
	/* Only what follows the first part of it lacks its beginning. */
	assert_true(part->cut == (w->parts > 0));
	for (enum channel ch = 0; ch < CH_N; ch++) {
		for (size_t i = 0; i < part->n[ch]; i++) {
			const struct feature *got = &part->feature[ch][i];
			const struct feature *want = &w->whole.feature[ch][w->at[ch]++];

			assert_true(w->at[ch] <= w->whole.n[ch]);
			assert_true(
			    got->hash == want->hash && got->pos == want->pos && got->line == want->line);
		}
		features += part->n[ch];
	}
	w->most = features > w->most ? features : w->most;
	w->files += part->files;
	w->parts++;
	return (0);
}

/* A file of any size comes in parts of a size, each feature once and in its order, and the file at its end. */
static void
large_file_in_parts(void **state)
{
	char folder[] = "/tmp/athar-parts-XXXXXX", path[256];
	struct pieces w = { .parts = 0 };
	struct buf b = BUF(BUF_BIG);
	struct err e = { 0 };

	(void)state;
	help_state = 19;
	assert_non_null(mkdtemp(folder));
	while (b.n < 4000000)
		help_line(&b, 0, 30);
	help_write(help_path(path, folder, "large.c"), b.p, b.n);
	buf_free(&b);
	help_print(&w.whole, path);
	assert_int_equal(print_each(folder, on_piece, &w, help_unread, NULL, &e), 0);
	for (enum channel ch = 0; ch < CH_N; ch++)
		assert_int_equal(w.at[ch], w.whole.n[ch]);
	assert_int_equal(w.files, 1);
	assert_true(w.parts > 1);
	assert_true(w.most < (1 << 20) + 4096);
	print_free(&w.whole);
	help_remove(folder);
}

/* A specimen of more features than may be held is refused, with its name, and one of just so many is not. */
static void
too_many_features(void **state)
{
	struct err e = { 0 };
	struct print whole, p = { 0 };
	struct world w;
	char path[256];
	size_t n = 0;

	(void)state;
	help_state = 16;
	world_make(&w, 3, 12, 30);
	help_source(help_path(path, w.folder, "specimen.c"), 20, 0, 30);
	help_print(&whole, path);
	for (enum channel ch = 0; ch < CH_N; ch++)
		n += whole.n[ch];
	assert_int_equal(print_read_most(&p, path, n, help_unread, NULL, &e), 0);
	assert_int_equal(p.tokens, whole.tokens);
	print_free(&p);
	p = (struct print){ 0 };
	assert_int_equal(print_read_most(&p, path, n - 1, help_unread, NULL, &e), ERR_LIMIT);
	assert_non_null(strstr(e.file, "specimen.c"));
	print_free(&p);
	print_free(&whole);
	world_drop(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trip),
		cmocka_unit_test(marks_groups),
		cmocka_unit_test(survives_damage),
		cmocka_unit_test(survives_huge_counts),
		cmocka_unit_test(no_group_twice),
		cmocka_unit_test(comes_in_parts),
		cmocka_unit_test(large_file_in_parts),
		cmocka_unit_test(too_many_features),
		cmocka_unit_test(keyed_by_a_secret),
		cmocka_unit_test(another_format),
		cmocka_unit_test(written_whole_or_not_at_all),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
