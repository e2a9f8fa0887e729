/* Regions: a function that was copied is found on both sides, with its lines, and what is rarest comes first. */
#include "trace_world.h"

#include "trace/align.h"

/* Lines of a text: those around are the same shape all along and share nothing with the other side's. */
static void
put_around(struct buf *b, bool package, unsigned lines)
{
	for (unsigned i = 0; i < lines; i++) {
		unsigned v = (unsigned)help_random(100000);

		if (package)
			buf_printf(b, "alpha%u = alpha%u + %u;\n", v, v + 1, v + 2);
		else
			buf_printf(b, "while (beta%u < 7) { beta%u[%u]--; }\n", v, v + 1, v + 2);
	}
}

/* Lines of a function, to be put more than once. */
static struct buf
make_function(unsigned lines, uint64_t first)
{
	struct buf b = BUF(1 << 20);

	for (unsigned i = 0; i < lines; i++)
		help_line(&b, first, 500);
	return (b);
}

/* ${a} or ${b} at each of two places, with lines around them. */
static void
make_file(const char *path, bool package, const struct buf *a, const struct buf *b)
{
	struct buf text = BUF(1 << 20);

	put_around(&text, package, 30);
	buf_put(&text, a->p, a->n);
	put_around(&text, package, 30);
	buf_put(&text, b->p, b->n);
	put_around(&text, package, 30);
	help_write(path, text.p, text.n);
	buf_free(&text);
}

static void
print_text(struct print *p, const char *folder, const char *name, bool package, const struct buf *a,
    const struct buf *b)
{
	char path[256];

	make_file(help_path(path, folder, name), package, a, b);
	help_print(p, path);
}

static struct align_region *
regions_given(const struct print *p, const struct print *x, const struct background *b,
    const struct score_given *given, size_t *n)
{
	struct score_package *k;
	struct align_region *region;
	struct score s;
	struct err e = { 0 };

	assert_non_null(k = score_package_given(p, b, given, &e));
	assert_int_equal(score_pair(k, x, &s, &e), 0);
	assert_int_equal(align_regions(k, x, &s, &region, n, &e), 0);
	score_package_free(k);
	for (size_t i = 0; i < *n; i++) {
		const struct align_region *r = &region[i];

		assert_true(r->bits >= ALIGN_BITS_MIN && (i == 0 || r->bits <= region[i - 1].bits));
		assert_true(r->package_from <= r->package_to && r->package_to < p->tokens);
		assert_true(r->specimen_from <= r->specimen_to && r->specimen_to < x->tokens);
	}
	return (region);
}

static struct align_region *
regions_of(const struct print *p, const struct print *x, const struct background *b, size_t *n)
{
	return (regions_given(p, x, b, &(struct score_given){ .filter = NULL }, n));
}

/* Within the lines from ${from} on, so many; a gram may begin a line or two before what is shared does. */
static bool
lies_in(const uint32_t line[2], unsigned from, unsigned lines)
{
	return (line[0] + 2 >= from && line[1] < from + lines + 2);
}

#define LONG  40U
#define SHORT 14U

struct texts {
	struct buf longer, shorter;
	struct print p, x;
};

/* The package has the long function first, the specimen the short one. */
static void
make_texts(struct texts *t, const char *folder)
{
	t->longer = make_function(LONG, 1000);
	t->shorter = make_function(SHORT, 5000);
	print_text(&t->p, folder, "package.c", true, &t->longer, &t->shorter);
	print_text(&t->x, folder, "specimen.c", false, &t->shorter, &t->longer);
}

static void
free_texts(struct texts *t)
{
	buf_free(&t->longer);
	buf_free(&t->shorter);
	print_free(&t->p);
	print_free(&t->x);
}

static bool
is_long(const struct align_region *r)
{
	return (lies_in(r->package_line, 31, LONG) && lies_in(r->specimen_line, 61 + SHORT, LONG));
}

static bool
is_short(const struct align_region *r)
{
	return (lies_in(r->package_line, 61 + LONG, SHORT) && lies_in(r->specimen_line, 31, SHORT));
}

/* How many lines of the package's text the regions of one kind cover together. */
static unsigned
covered(const struct align_region *region, size_t n, bool (*is)(const struct align_region *))
{
	unsigned lines = 0;

	for (uint32_t line = 1; line < 300; line++) {
		for (size_t i = 0; i < n; i++) {
			if (is(&region[i]) && line >= region[i].package_line[0] &&
			    line <= region[i].package_line[1]) {
				lines++;
				break;
			}
		}
	}
	return (lines);
}

/* The same, by lines on both sides: a region is no wider on one side than on the other. */
static bool
even(const struct align_region *r)
{
	int p = (int)(r->package_line[1] - r->package_line[0]);
	int x = (int)(r->specimen_line[1] - r->specimen_line[0]);

	return (abs(p - x) <= 4);
}

static void
show(const struct align_region *region, size_t n)
{
	for (size_t i = 0; i < n && i < 6; i++)
		print_message("%.1f bits: %u-%u = %u-%u\n", region[i].bits, region[i].package_line[0],
		    region[i].package_line[1], region[i].specimen_line[0], region[i].specimen_line[1]);
}

/* Where nothing is known to be common, the longer one says more. */
static void
finds_both_functions(void **state)
{
	(void)state;
	for (help_state = 31; help_state < 100; help_state += 7) {
		uint64_t seed = help_state;
		char folder[] = "/tmp/athar-align-XXXXXX";
		struct align_region *region;
		struct texts t;
		size_t n;

		assert_non_null(mkdtemp(folder));
		make_texts(&t, folder);
		region = regions_of(&t.p, &t.x, NULL, &n);
		/* Code that repeats itself may part a region, but the first has most of the longer function. */
		if (n < 2 || !is_long(&region[0]) || !even(&region[0]) ||
		    covered(region, 1, is_long) < LONG * 3 / 4 || covered(region, n, is_long) + 5 < LONG ||
		    covered(region, n, is_short) + 5 < SHORT) {
			show(region, n);
			fail_msg("seed %u: not the two functions", (unsigned)seed);
		}
		free(region);
		free_texts(&t);
		help_remove(folder);
		help_state = seed;
	}
}

/* Where every group has the longer one, the shorter one says more. */
static void
rarest_first(void **state)
{
	struct align_region *region;
	struct world w;
	struct texts t;
	char source[256], path[256], name[32];
	size_t n;

	(void)state;
	help_state = 32;
	world_make(&w, 20, 10, 50);
	make_texts(&t, w.folder);
	for (uint32_t g = 0; g < w.groups; g++) {
		(void)snprintf(name, sizeof(name), "source/g%02u", g);
		help_path(source, w.folder, name);
		help_write(help_path(path, source, "common.c"), t.longer.p, t.longer.n);
	}
	background_close(w.b);
	world_build(&w);
	region = regions_of(&t.p, &t.x, w.b, &n);
	if (n < 1 || !is_short(&region[0]) || !even(&region[0]) || covered(region, 1, is_short) < SHORT / 2) {
		show(region, n);
		fail_msg("not the rare one first");
	}
	free(region);
	free_texts(&t);
	world_drop(&w);
}

/* Where the longer one was public, no region is made of it. */
static void
nothing_of_what_is_set_aside(void **state)
{
	static const char list[] = "- {path: public.c, kind: public-code, public: 2021-01-01, reason: r}\n";
	char folder[] = "/tmp/athar-align-XXXXXX", path[256];
	struct score_given given = { .filter = NULL };
	struct align_region *region;
	struct filter *f;
	struct texts t;
	struct err e = { 0 };
	size_t n;

	(void)state;
	help_state = 34;
	assert_non_null(mkdtemp(folder));
	make_texts(&t, folder);
	help_write(help_path(path, folder, "public.c"), t.longer.p, t.longer.n);
	help_write(help_path(path, folder, "list.yml"), list, strlen(list));
	assert_int_equal(filter_read(&f, path, &e), 0);
	assert_int_equal(filter_apply(f, &t.p, NULL, on_unread, NULL, &e), 0);
	given.filter = f;
	region = regions_given(&t.p, &t.x, NULL, &given, &n);
	if (n == 0 || covered(region, n, is_long) > 3 || covered(region, n, is_short) + 5 < SHORT) {
		show(region, n);
		fail_msg("not the shorter one alone");
	}
	free(region);
	filter_free(f);
	free_texts(&t);
	help_remove(folder);
}

/* What shares nothing has no region. */
static void
nothing_to_align(void **state)
{
	char folder[] = "/tmp/athar-align-XXXXXX", path[256];
	struct print p, x;
	struct buf b = BUF(1 << 20);
	size_t n;

	(void)state;
	help_state = 33;
	assert_non_null(mkdtemp(folder));
	put_around(&b, true, 50);
	help_write(help_path(path, folder, "p.c"), b.p, b.n);
	help_print(&p, path);
	buf_clear(&b);
	put_around(&b, false, 50);
	help_write(help_path(path, folder, "x.c"), b.p, b.n);
	help_print(&x, path);
	free(regions_of(&p, &x, NULL, &n));
	assert_int_equal(n, 0);
	buf_free(&b);
	print_free(&p);
	print_free(&x);
	help_remove(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_both_functions),
		cmocka_unit_test(rarest_first),
		cmocka_unit_test(nothing_of_what_is_set_aside),
		cmocka_unit_test(nothing_to_align),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
