#include <stdio.h>
#include <string.h>

#define CELLS 260
#define MAXT 100

/* a term is a number, or minus one minus the index of a cell */
static int term[CELLS][MAXT];
static char op[CELLS][MAXT];
static int nterm[CELLS];
static char loops[CELLS], lost[CELLS], ready[CELLS];
static long long val[CELLS];

static int cellno(const char *s)
{
	if (strlen(s) != 2 || s[0] < 'A' || s[0] > 'Z' || s[1] < '0' || s[1] > '9')
		return -1;
	return (s[0] - 'A') * 10 + s[1] - '0';
}

static int getterm(const char *s, int *t)
{
	int c = cellno(s);

	if (c >= 0)
	{
		*t = -1 - c;
		return 1;
	}
	if (strlen(s) > 4)
		return 0;
	for (*t = 0; *s; s++)
	{
		if (*s < '0' || *s > '9')
			return 0;
		*t = *t * 10 + *s - '0';
	}
	return 1;
}

static int assign(char *line)
{
	int c, n = 0, t[MAXT], i;
	char o[MAXT], *w = strtok(line, " \t\r\n");

	if (!w || (c = cellno(w)) < 0)
		return 0;
	w = strtok(NULL, " \t\r\n");
	if (!w || strcmp(w, "="))
		return 0;
	o[0] = '+';
	for (;;)
	{
		w = strtok(NULL, " \t\r\n");
		if (!w || n == MAXT - 1 || !getterm(w, &t[n]))
			return 0;
		n++;
		w = strtok(NULL, " \t\r\n");
		if (!w)
			break;
		if (strlen(w) != 1 || !strchr("+-*", *w))
			return 0;
		o[n] = *w;
	}
	for (i = 0; i < n; i++)
	{
		term[c][i] = t[i];
		op[c][i] = o[i];
	}
	nterm[c] = n;
	return 1;
}

/* can we walk from a to b?  seen is cleared by the caller */
static int reaches(int a, int b, char *seen)
{
	int i;

	for (i = 0; i < nterm[a]; i++)
	{
		int c = -1 - term[a][i];
		if (c < 0)
			continue;
		if (c == b)
			return 1;
		if (!seen[c])
		{
			seen[c] = 1;
			if (reaches(c, b, seen))
				return 1;
		}
	}
	return 0;
}

static long long calc(int c)
{
	int i;

	if (ready[c])
		return val[c];
	for (i = 0; i < nterm[c]; i++)
	{
		long long x = term[c][i] < 0 ? calc(-1 - term[c][i]) : term[c][i];
		switch (op[c][i])
		{
		case '+': val[c] += x; break;
		case '-': val[c] -= x; break;
		case '*': val[c] *= x; break;
		}
	}
	ready[c] = 1;
	return val[c];
}

int main(void)
{
	char line[2000], seen[CELLS];
	int no = 0, wrong = 0, best = -1, a, b;
	long long sum = 0;

	while (fgets(line, sizeof line, stdin))
	{
		no++;
		if (line[0] == '\n')
			continue;
		if (!assign(line))
			fprintf(stderr, "%d: wrong\n", no), wrong++;
	}
	for (a = 0; a < CELLS; a++)
	{
		memset(seen, 0, sizeof seen);
		if (nterm[a] && reaches(a, a, seen))
			loops[a] = 2;
	}
	for (a = 0; a < CELLS; a++)
		for (b = 0; b < CELLS && nterm[a]; b++)
		{
			if (nterm[b] && !(loops[b] & 2))
				continue;
			memset(seen, 0, sizeof seen);
			if (!reaches(a, b, seen))
				continue;
			if (nterm[b])
				loops[a] |= 1;
			else
				lost[a] = 1;
		}
	for (a = 0; a < CELLS; a++)
	{
		if (!nterm[a])
			continue;
		printf("%c%d ", 'A' + a / 10, a % 10);
		if (loops[a] || lost[a])
		{
			puts(loops[a] ? "loop" : "unknown");
			continue;
		}
		printf("%lld\n", calc(a));
		sum += val[a];
		if (best < 0 || val[a] > val[best])
			best = a;
	}
	printf("sum %lld\ngreatest ", sum);
	if (best < 0)
		puts("-");
	else
		printf("%c%d\n", 'A' + best / 10, best % 10);
	printf("wrong %d\n", wrong);
	return 0;
}
