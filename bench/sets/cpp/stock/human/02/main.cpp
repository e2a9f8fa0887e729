#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAXITEMS 2000
#define W 48

typedef struct { char name[W], cat[W]; long qty, price; } item_t;

static item_t *items[MAXITEMS];
static int nitems;

/* cut the next field off *p, blanks removed; NULL if there is none */
static char *field(char **p)
{
	char *s = *p, *e;

	if (s == NULL)
		return NULL;
	e = strchr(s, ',');
	*p = e ? e + 1 : NULL;
	if (!e)
		e = s + strlen(s);
	while (*s == ' ' || *s == '\t')
		s++;
	while (e > s && strchr(" \t\r\n", e[-1]))
		e--;
	*e = 0;
	return s;
}

static int getnum(const char *s, long *out)
{
	char *end;

	*out = strtol(s, &end, 10);
	return *s && !*end;
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(item_t **)a)->name, (*(item_t **)b)->name);
}

static int by_value(const void *a, const void *b)
{
	const item_t *x = *(item_t **)a, *y = *(item_t **)b;
	long vx = x->qty * x->price, vy = y->qty * y->price;

	if (vx != vy)
		return vx < vy ? 1 : -1;
	return strcmp(x->name, y->name);
}

static int by_cat(const void *a, const void *b)
{
	return strcmp((*(item_t **)a)->cat, (*(item_t **)b)->cat);
}

static int take_line(char *p)
{
	char *n = field(&p), *c = field(&p), *q = field(&p), *v = field(&p);
	long qty, price;
	int i;

	if (!v || p || !*n || !*c || !getnum(q, &qty) || !getnum(v, &price) || price < 0)
		return 0;
	if (strlen(n) >= W || strlen(c) >= W)
		return 0;
	for (i = 0; i < nitems; i++)
		if (!strcmp(items[i]->name, n))
			break;
	if (i == nitems)
	{
		if (qty < 0 || nitems == MAXITEMS)
			return 0;
		items[nitems++] = (item_t *)calloc(1, sizeof(item_t));
		strcpy(items[i]->name, n);
	}
	if (items[i]->qty + qty < 0)
		return 0;
	items[i]->qty += qty;
	items[i]->price = price;
	strcpy(items[i]->cat, c);
	return 1;
}

int main(void)
{
	char buf[400];
	int no = 0, bad = 0, i, j, lows = 0;

	while (fgets(buf, sizeof buf, stdin))
	{
		no++;
		if (!take_line(buf))
		{
			bad++;
			fprintf(stderr, "stock: cannot use line %d\n", no);
		}
	}
	/* throw out what is sold out */
	for (i = j = 0; i < nitems; i++)
		if (items[i]->qty)
			items[j++] = items[i];
	nitems = j;

	qsort(items, nitems, sizeof items[0], by_value);
	for (i = 0; i < nitems; i++)
		printf("%s %ld %ld\n", items[i]->name, items[i]->qty, items[i]->qty * items[i]->price);

	qsort(items, nitems, sizeof items[0], by_cat);
	for (i = 0; i < nitems; i = j)
	{
		long v = 0;
		for (j = i; j < nitems && !strcmp(items[i]->cat, items[j]->cat); j++)
			v += items[j]->qty * items[j]->price;
		printf("category %s %d %ld\n", items[i]->cat, j - i, v);
	}

	qsort(items, nitems, sizeof items[0], by_name);
	printf("low");
	for (i = 0; i < nitems; i++)
		if (items[i]->qty < 5)
			printf(" %s", items[i]->name), lows++;
	printf("%s\nignored %d\n", lows ? "" : " none", bad);
	return 0;
}
