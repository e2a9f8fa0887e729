/*
 * Counts the values of one field in web server logs of the W3C format that
 * IIS writes: which status codes there are, which methods, which ports, and
 * how often each.  The logs are only read, and nothing is sent anywhere.
 *
 * usage: w3csum FIELD [FILE...]
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The id of this build, so that summaries can be told apart. */
#define BUILD_ID "7d2e91c4"
/* Any number will do: it only decides in which bucket a value lies. */
#define HASH_SEED  UINT64_C(0x9c41e7b2d05f6a38)
#define BUCKETS    1024
#define FIRST_ROOM 256
#define NO_COLUMN  SIZE_MAX

static const size_t read_buffer = 65536;

/* A stretch of a line. */
struct text {
	const char *p;
	size_t n;
};

struct value {
	struct value *next;
	uint64_t count;
	size_t length;
	char p[];
};

struct summary {
	const char *field;
	struct value *bucket[BUCKETS];
	size_t values;
	size_t column; /* Of the field, once a header has named it. */
	uint64_t lines;
	uint64_t rows;
	uint64_t without;
};

static void *
need(void *memory)
{
	if (memory == NULL) {
		fputs("w3csum: out of memory\n", stderr);
		exit(3);
	}
	return (memory);
}

static bool
same(struct text a, struct text b)
{
	return (a.n == b.n && memcmp(a.p, b.p, a.n) == 0);
}

/* Read a line of any length without its end; false behind the last one. */
static bool
read_line(FILE *in, char **line, size_t *room, size_t *n)
{
	int c = getc(in);

	*n = 0;
	if (c == EOF)
		return (false);
	for (; c != EOF && c != '\n'; c = getc(in)) {
		if (*n == *room) {
			*room = *room == 0 ? FIRST_ROOM : *room * 2;
			*line = need(realloc(*line, *room));
		}
		(*line)[(*n)++] = (char)c;
	}
	if (*n > 0 && (*line)[*n - 1] == '\r')
		*n -= 1;
	return (true);
}

/* The next word between blanks; false when there is none left. */
static bool
next_word(struct text *rest, struct text *word)
{
	while (rest->n > 0 && *rest->p == ' ') {
		rest->n--;
		rest->p++;
	}
	word->p = rest->p;
	word->n = 0;
	while (rest->n > 0 && *rest->p != ' ') {
		word->n++;
		rest->n--;
		rest->p++;
	}
	return (word->n > 0);
}

/* FNV-1a, begun with the seed. */
static uint64_t
hash(struct text t)
{
	uint64_t h = HASH_SEED;

	for (size_t i = 0; i < t.n; i++)
		h = (h ^ (unsigned char)t.p[i]) * UINT64_C(1099511628211);
	return (h ^ h >> 32);
}

static void
count_value(struct summary *s, struct text t)
{
	struct value **slot = &s->bucket[hash(t) % BUCKETS];

	while (*slot != NULL && !same((struct text){ (*slot)->p, (*slot)->length }, t))
		slot = &(*slot)->next;
	if (*slot == NULL) {
		*slot = need(calloc(1, sizeof(**slot) + t.n));
		memcpy((*slot)->p, t.p, t.n);
		(*slot)->length = t.n;
		s->values += 1;
	}
	(*slot)->count += 1;
}

/* A header names the columns of the rows below it, until the next one. */
static void
read_header(struct summary *s, struct text rest)
{
	struct text wanted = { s->field, strlen(s->field) }, word;
	size_t column = 0;

	s->column = NO_COLUMN;
	while (next_word(&rest, &word)) {
		if (s->column == NO_COLUMN && same(word, wanted))
			s->column = column;
		column++;
	}
}

static void
read_row(struct summary *s, struct text rest)
{
	struct text word = { NULL, 0 };
	size_t column = 0;

	s->rows++;
	if (s->column != NO_COLUMN) {
		while (next_word(&rest, &word)) {
			if (column++ == s->column) {
				count_value(s, word);
				return;
			}
		}
	}
	s->without++;
}

static void
read_log(struct summary *s, FILE *in)
{
	static const char header[] = "#Fields:";
	char *line = NULL;
	size_t room = 0, n = 0;

	s->column = NO_COLUMN;
	while (read_line(in, &line, &room, &n)) {
		s->lines++;
		if (n >= strlen(header) && memcmp(line, header, strlen(header)) == 0)
			read_header(s, (struct text){ line + strlen(header), n - strlen(header) });
		else if (n > 0 && line[0] != '#')
			read_row(s, (struct text){ line, n });
	}
	free(line);
}

/* The most frequent first, those of the same count by their bytes. */
static int
by_count(const void *left, const void *right)
{
	const struct value *a = *(struct value *const *)left;
	const struct value *b = *(struct value *const *)right;
	int order;

	if (a->count != b->count)
		return (a->count < b->count ? 1 : -1);
	order = memcmp(a->p, b->p, a->length < b->length ? a->length : b->length);
	if (order != 0)
		return (order);
	return ((a->length > b->length) - (a->length < b->length));
}

/* A log holds what strangers sent: what is not printable is shown as a number. */
static void
print_value(const struct value *v)
{
	printf("%10" PRIu64 "  ", v->count);
	for (size_t i = 0; i < v->length; i++) {
		unsigned char c = (unsigned char)v->p[i];

		if (c > 32 && c < 127 && c != '\\')
			putchar(c);
		else
			printf("\\x%02x", c);
	}
	putchar('\n');
}

static void
print_summary(const struct summary *s)
{
	struct value **all = need(calloc(s->values + 1, sizeof(struct value *)));
	size_t n = 0;

	for (size_t i = 0; i < BUCKETS; i++) {
		for (struct value *v = s->bucket[i]; v != NULL; v = v->next)
			all[n++] = v;
	}
	qsort(all, n, sizeof(struct value *), by_count);
	printf("build %s\n", BUILD_ID);
	printf("%10" PRIu64 "  lines\n", s->lines);
	printf("%10" PRIu64 "  rows, %" PRIu64 " of them without %s\n", s->rows, s->without, s->field);
	for (size_t i = 0; i < n; i++)
		print_value(all[i]);
	free(all);
}

int
main(int argc, char **argv)
{
	static struct summary s;
	int status = 0;

	if (argc < 2) {
		fputs("usage: w3csum FIELD [FILE...]\n", stderr);
		return (2);
	}
	s.field = argv[1];
	if (argc == 2)
		read_log(&s, stdin);
	for (int i = 2; i < argc; i++) {
		FILE *in = fopen(argv[i], "rb");

		if (in == NULL) {
			fprintf(stderr, "cannot open this log: %s\n", argv[i]);
			status = 1;
			continue;
		}
		(void)setvbuf(in, NULL, _IOFBF, read_buffer);
		read_log(&s, in);
		if (ferror(in)) {
			fprintf(stderr, "cannot read on in this log: %s\n", argv[i]);
			status = 1;
		}
		fclose(in);
	}
	print_summary(&s);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fputs("the summary could not be written\n", stderr);
		status = 1;
	}
	return (status);
}
