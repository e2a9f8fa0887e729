#include <cstdio>
#include <cstdlib>
#include <cstring>

#define MAX_ACC 1000
#define NAME_LEN 64

struct acc
{
	char name[NAME_LEN];
	long bal;
};

/* kept sorted all the time, so printing is simple */
static struct acc tab[MAX_ACC];
static int ntab = 0;

static int lookup(const char *nm, int *where)
{
	int i;

	for (i = 0; i < ntab; i++)
	{
		int c = strcmp(tab[i].name, nm);
		if (c >= 0)
		{
			*where = i;
			return c == 0;
		}
	}
	*where = ntab;
	return 0;
}

/* returns pennies, or -1 */
static long pennies(const char *s)
{
	long v = 0;
	int after = -1;

	if (*s == '\0' || *s == '.')
		return -1;
	for (; *s; s++)
	{
		if (*s == '.' && after < 0)
			after = 0;
		else if (*s >= '0' && *s <= '9' && after < 2)
		{
			v = v * 10 + (*s - '0');
			if (after >= 0)
				after++;
		}
		else
			return -1;
	}
	if (after < 0)
		after = 0;
	while (after++ < 2)
		v *= 10;
	return v > 0 ? v : -1;
}

static const char *run(int argc, char *argv[])
{
	int p, q;
	long m;

	if (argc < 2 || strlen(argv[1]) >= NAME_LEN)
		return "bad command";
	int known = lookup(argv[1], &p);

	if (!strcmp(argv[0], "open") && argc == 2)
	{
		if (known)
			return "name is taken";
		if (ntab == MAX_ACC)
			return "bank is full";
		memmove(tab + p + 1, tab + p, (ntab - p) * sizeof tab[0]);
		strcpy(tab[p].name, argv[1]);
		tab[p].bal = 0;
		ntab++;
		return NULL;
	}
	if (!known)
		return "unknown account or command";
	if (!strcmp(argv[0], "close") && argc == 2)
	{
		if (tab[p].bal)
			return "there is money left";
		ntab--;
		memmove(tab + p, tab + p + 1, (ntab - p) * sizeof tab[0]);
		return NULL;
	}
	if (argc < 3 || (m = pennies(argv[argc - 1])) < 0)
		return "bad amount";
	if (!strcmp(argv[0], "put") && argc == 3)
		tab[p].bal += m;
	else if (tab[p].bal < m)
		return "overdrawn";
	else if (!strcmp(argv[0], "take") && argc == 3)
		tab[p].bal -= m;
	else if (!strcmp(argv[0], "move") && argc == 4 && lookup(argv[2], &q))
	{
		tab[p].bal -= m;
		tab[q].bal += m;
	}
	else
		return "cannot do that";
	return NULL;
}

int main()
{
	char buf[512], *argv[8];
	int lineno = 0, bad = 0, i;
	long sum = 0;

	while (fgets(buf, sizeof buf, stdin))
	{
		int argc = 0;
		lineno++;
		if (buf[0] == '#')
			continue;
		for (char *t = strtok(buf, " \t\r\n"); t && argc < 8; t = strtok(NULL, " \t\r\n"))
			argv[argc++] = t;
		if (argc == 0)
			continue;
		const char *why = run(argc, argv);
		if (why)
		{
			fprintf(stderr, "%d: %s\n", lineno, why);
			bad++;
		}
	}
	for (i = 0; i < ntab; i++)
	{
		printf("%s %ld.%02ld\n", tab[i].name, tab[i].bal / 100, tab[i].bal % 100);
		sum += tab[i].bal;
	}
	printf("total %ld.%02ld\nrefused %d\n", sum / 100, sum % 100, bad);
	return 0;
}
