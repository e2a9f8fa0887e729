#include <cstdio>
#include <cstring>

/* a wall all around saves the checks of the border */
static char grid[62][64];
static int row, col, nsteps;
static unsigned keys;		/* bit 0 is key a */

static int load(void)
{
	int w, h, r, c, starts = 0;
	char buf[128];

	if (scanf("%d %d", &w, &h) != 2 || w < 1 || h < 1 || w > 60 || h > 60)
		return -1;
	memset(grid, '#', sizeof grid);
	for (r = 1; r <= h; r++)
	{
		if (scanf("%100s", buf) != 1 || (int)strlen(buf) != w)
			return -1;
		for (c = 1; c <= w; c++)
		{
			char ch = buf[c - 1];
			if (!strchr("#.", ch) && !(ch >= 'a' && ch <= 'z') && !(ch >= 'A' && ch <= 'Z'))
				return -1;
			grid[r][c] = ch;
			if (ch == 'S')
			{
				starts++;
				row = r;
				col = c;
				grid[r][c] = '.';
			}
		}
	}
	return starts == 1 ? 0 : -1;
}

static void go(int dr, int dc)
{
	char ch = grid[row + dr][col + dc];

	if (ch == '#' || (ch >= 'A' && ch <= 'Z' && ch != 'X' && !(keys >> (ch - 'A') & 1)))
	{
		puts("bump");
		return;
	}
	row += dr;
	col += dc;
	nsteps++;
	if (ch >= 'a' && ch <= 'z')
	{
		keys |= 1u << (ch - 'a');
		grid[row][col] = '.';
		/* the same letter may lie elsewhere: that is not the first time */
		for (int r = 0; r < 62; r++)
			for (int c = 0; c < 62; c++)
				if (grid[r][c] == ch)
					grid[r][c] = '.';
		printf("key %c\n", ch);
	}
}

static void look(void)
{
	char list[27];
	int n = 0;

	for (int i = 0; i < 26; i++)
		if (keys & 1u << i)
			list[n++] = 'a' + i;
	list[n] = 0;
	printf("at %d %d steps %d keys %s\n", col - 1, row - 1, nsteps, n ? list : "-");
}

int main(void)
{
	char w[32];

	if (load() < 0)
	{
		puts("bad map");
		return 0;
	}
	while (scanf("%31s", w) == 1)
	{
		switch (w[0] | (w[1] ? w[1] << 8 : 0))
		{
		case 'n' | 'o' << 8:
			if (strcmp(w, "north")) goto huh;
			go(-1, 0);
			break;
		case 's' | 'o' << 8:
			if (strcmp(w, "south")) goto huh;
			go(1, 0);
			break;
		case 'e' | 'a' << 8:
			if (strcmp(w, "east")) goto huh;
			go(0, 1);
			break;
		case 'w' | 'e' << 8:
			if (strcmp(w, "west")) goto huh;
			go(0, -1);
			break;
		case 'l' | 'o' << 8:
			if (strcmp(w, "look")) goto huh;
			look();
			break;
		default:
			if (!strcmp(w, "wait"))
				break;
		huh:
			fprintf(stderr, "%s?\n", w);
		}
		if (grid[row][col] == 'X')
		{
			printf("out in %d steps\n", nsteps);
			return 0;
		}
	}
	printf("lost after %d steps\n", nsteps);
	return 0;
}
