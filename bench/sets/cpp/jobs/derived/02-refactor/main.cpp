#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 10, CAPACITY = 2000, LIMIT = 100000 };

typedef struct process {
    struct process *behind;
    int finished, total, level, begin;
    char title[40];
} process;

typedef struct {
    process *front, *back;
} queue;

static int count;
static int arrived;
static int now;
static queue queues[LEVELS];
static process processes[CAPACITY];

static process *pop() {
    for (queue *q = queues; q < queues + LEVELS; q++) {
        process *p = q->front;
        if (p == nullptr)
            continue;
        q->front = p->behind;
        return p;
    }
    return nullptr;
}

static void push(process *p) {
    queue *q = &queues[p->level];
    p->behind = nullptr;
    if (q->front == nullptr)
        q->front = p;
    else
        q->back->behind = p;
    q->back = p;
}

static void welcome() {
    for (; arrived < count; arrived++) {
        if (processes[arrived].begin > now)
            return;
        push(processes + arrived);
    }
}

/* finished is the line until the work begins */
static int compare(const void *l, const void *r) {
    const process *left = (const process *)l;
    const process *right = (const process *)r;
    if (left->begin == right->begin)
        return left->finished - right->finished;
    return left->begin - right->begin;
}

static bool outside(int n, int low, int high) {
    return n > high || n < low;
}

static bool is_new(const char *title) {
    int i = 0;
    while (i < count) {
        if (!strcmp(title, processes[i].title))
            return false;
        i++;
    }
    return true;
}

static bool accept(const char *text, int line) {
    char rest[2];
    process *p = processes + count;
    int fields = sscanf(text, "%39s %d %d %d %1s", p->title, &p->begin, &p->level, &p->total, rest);

    if (fields != 4 || outside(p->total, 1, LIMIT) || outside(p->level, 0, 9) || outside(p->begin, 0, LIMIT))
        return false;
    if (!is_new(p->title) || count + 1 == CAPACITY)
        return false;
    p->finished = line;
    count += 1;
    return true;
}

static int read_all() {
    char text[256];
    int refused = 0;

    for (int line = 2; fgets(text, sizeof text, stdin) != nullptr; ++line) {
        bool blank = strspn(text, " \t\r\n") == strlen(text);
        if (blank || accept(text, line))
            continue;
        ++refused;
        fprintf(stderr, "line %d rejected\n", line);
    }
    return refused;
}

static int read_slice() {
    char rest[2], text[256];
    int slice = 0;

    if (fgets(text, sizeof text, stdin) == nullptr)
        return 0;
    if (sscanf(text, "quantum %d %1s", &slice, rest) != 1)
        return 0;
    return outside(slice, 1, 100) ? 0 : slice;
}

/* the time it had to wait, or -1 if it is not ready */
static int serve(process *p, int slice) {
    while (slice > 0 && p->finished != p->total) {
        p->finished += 1;
        now += 1;
        slice -= 1;
    }
    welcome();
    if (p->finished == p->total) {
        int waited = now - p->total - p->begin;
        printf("%d done %s waited %d\n", now, p->title, waited);
        return waited;
    }
    p->level = p->level == 9 ? 9 : p->level + 1;
    push(p);
    return -1;
}

int main() {
    int slice = read_slice();
    int idle = 0;
    long waits = 0;

    if (slice == 0) {
        printf("bad quantum\n");
        return 0;
    }
    int refused = read_all();
    qsort(processes, count, sizeof(process), compare);
    for (process *p = processes; p != processes + count; p++)
        p->finished = 0;

    welcome();
    process *p = pop();
    while (p != nullptr || arrived != count) {
        if (p != nullptr) {
            int waited = serve(p, slice);
            if (waited >= 0)
                waits += waited;
        } else {
            int pause = processes[arrived].begin - now;
            now += pause;
            idle += pause;
            welcome();
        }
        p = pop();
    }
    printf("idle %d\n", idle);
    if (count == 0)
        printf("average -\n");
    else
        printf("average %ld\n", waits / count);
    printf("rejected %d\n", refused);
    return 0;
}
