#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAXJOB 2000
#define BIG 100000

struct job
{
	char name[40];
	int arr, prio, work, done;
	struct job *next;
};

static struct job job[MAXJOB];
static int njob;

/* one list for each priority */
static struct job *head[10], *last[10];

static void enqueue(struct job *j)
{
	j->next = NULL;
	if (head[j->prio])
		last[j->prio]->next = j;
	else
		head[j->prio] = j;
	last[j->prio] = j;
}

static struct job *dequeue(void)
{
	int p;
	struct job *j;

	for (p = 0; p < 10; p++)
		if ((j = head[p]) != NULL)
		{
			head[p] = j->next;
			return j;
		}
	return NULL;
}

static int by_arrival(const void *a, const void *b)
{
	const struct job *x = (const struct job *)a, *y = (const struct job *)b;

	/* done still holds the number of the line */
	return x->arr != y->arr ? x->arr - y->arr : x->done - y->done;
}

static int readjob(const char *buf, int lineno)
{
	struct job *j = &job[njob];
	char more[2];
	int i;

	if (sscanf(buf, "%39s %d %d %d %1s", j->name, &j->arr, &j->prio, &j->work, more) != 4)
		return 0;
	if (j->arr < 0 || j->arr > BIG || j->prio < 0 || j->prio > 9 || j->work < 1 || j->work > BIG)
		return 0;
	for (i = 0; i < njob; i++)
		if (strcmp(job[i].name, j->name) == 0)
			return 0;
	j->done = lineno;
	if (njob == MAXJOB - 1)
		return 0;
	njob++;
	return 1;
}

int main(void)
{
	char buf[256], more[2];
	int q = 0, lineno = 1, rej = 0, i, t = 0, idle = 0, nx = 0;
	long sum = 0;
	struct job *j;

	if (!fgets(buf, sizeof buf, stdin) || sscanf(buf, "quantum %d %1s", &q, more) != 1 || q < 1 || q > 100)
	{
		puts("bad quantum");
		return 0;
	}
	while (fgets(buf, sizeof buf, stdin))
	{
		lineno++;
		if (buf[strspn(buf, " \t\r\n")] == 0)
			continue;
		if (!readjob(buf, lineno))
		{
			fprintf(stderr, "line %d rejected\n", lineno);
			rej++;
		}
	}
	qsort(job, njob, sizeof job[0], by_arrival);
	for (i = 0; i < njob; i++)
		job[i].done = 0;

	for (;;)
	{
		while (nx < njob && job[nx].arr <= t)
			enqueue(&job[nx++]);
		j = dequeue();
		if (!j)
		{
			if (nx == njob)
				break;
			idle += job[nx].arr - t;
			t = job[nx].arr;
			continue;
		}
		for (i = 0; i < q && j->done < j->work; i++)
		{
			j->done++;
			t++;
		}
		while (nx < njob && job[nx].arr <= t)
			enqueue(&job[nx++]);
		if (j->done < j->work)
		{
			if (j->prio < 9)
				j->prio++;
			enqueue(j);
			continue;
		}
		printf("%d done %s waited %d\n", t, j->name, t - j->arr - j->work);
		sum += t - j->arr - j->work;
	}
	printf("idle %d\n", idle);
	if (njob)
		printf("average %ld\n", sum / njob);
	else
		printf("average -\n");
	printf("rejected %d\n", rej);
	return 0;
}
