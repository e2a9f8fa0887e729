#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ctype.h>

#define N 1000

struct les
{
	char code[32], room[32], who[32];
	int d, a, b;		/* day, begin and end in minutes */
};

static struct les les[N];
static int n;
static const char days[] = "montuewedthufri";

static int hhmm(const char *s)
{
	int h, m;

	if (strlen(s) != 5 || s[2] != ':' || !isdigit(s[0]) || !isdigit(s[1]) || !isdigit(s[3]) || !isdigit(s[4]))
		return -1;
	h = (s[0] - '0') * 10 + s[1] - '0';
	m = (s[3] - '0') * 10 + s[4] - '0';
	return h < 24 && m < 60 ? h * 60 + m : -1;
}

static int dayno(const char *s)
{
	int i;

	if (strlen(s) == 3)
		for (i = 0; i < 5; i++)
			if (!memcmp(days + 3 * i, s, 3))
				return i;
	return -1;
}

/* 0: taken, 1: empty line, 2: wrong */
static int parse(const char *line)
{
	struct les *l = &les[n];
	char day[32], from[32], to[32], more[2];
	int i, k;

	k = sscanf(line, "%31s %31s %31s %31s %31s %31s %1s", l->code, day, from, to, l->room, l->who, more);
	if (k <= 0)
		return 1;
	if (k != 6 || n == N - 1)
		return 2;
	l->d = dayno(day);
	l->a = hhmm(from);
	l->b = hhmm(to);
	if (l->d < 0 || l->a < 0 || l->b <= l->a)
		return 2;
	for (i = 0; i < n; i++)
		if (!strcmp(les[i].code, l->code))
			return 2;
	n++;
	return 0;
}

static int cmp(const void *p, const void *q)
{
	const struct les *x = (const struct les *)p, *y = (const struct les *)q;

	return x->d != y->d ? x->d - y->d : strcmp(x->code, y->code);
}

static int cmproom(const void *p, const void *q)
{
	return strcmp(((const struct les *)p)->room, ((const struct les *)q)->room);
}

int main(void)
{
	static const char *why[] = { "", "room", "teacher", "both" };
	char line[300];
	int no = 0, bad = 0, hits = 0, i, j;

	while (fgets(line, sizeof line, stdin))
	{
		no++;
		if (parse(line) == 2)
		{
			fprintf(stderr, "timetable: line %d is wrong\n", no);
			bad++;
		}
	}
	qsort(les, n, sizeof les[0], cmp);
	for (i = 0; i < n; i++)
		for (j = i + 1; j < n && les[j].d == les[i].d; j++)
		{
			int w = !strcmp(les[i].room, les[j].room) | !strcmp(les[i].who, les[j].who) << 1;
			if (!w || les[i].b <= les[j].a || les[j].b <= les[i].a)
				continue;
			printf("%.3s %s %s %s\n", days + 3 * les[i].d, les[i].code, les[j].code, why[w]);
			hits++;
		}
	if (!hits)
		puts("no clashes");
	qsort(les, n, sizeof les[0], cmproom);
	for (i = 0; i < n; i = j)
	{
		int t = 0;
		for (j = i; j < n && !cmproom(&les[i], &les[j]); j++)
			t += les[j].b - les[j].a;
		printf("%s %d\n", les[i].room, t);
	}
	printf("skipped %d\n", bad);
	return 0;
}
