#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY = 1000, WORD = 32 };

typedef struct {
    int weekday;
    int until, since;
    char teacher[WORD];
    char place[WORD];
    char name[WORD];
} entry;

enum verdict { ACCEPTED, BLANK, WRONG };

static int total;
static entry table[CAPACITY];
static const char weekdays[5][4] = {"mon", "tue", "wed", "thu", "fri"};

static bool same(const char *l, const char *r) {
    return strcmp(l, r) == 0;
}

static int weekday_of(const char *word) {
    int at = 4;
    while (at >= 0 && !same(weekdays[at], word))
        at--;
    return at;
}

static int pair_of(const char *p) {
    if (!isdigit(p[0]) || !isdigit(p[1]))
        return 100;
    return p[1] - '0' + 10 * (p[0] - '0');
}

static int minute_of(const char *word) {
    if (strlen(word) == 5 && word[2] == ':') {
        int minutes = pair_of(word + 3);
        int hours = pair_of(word);
        if (minutes < 60 && hours < 24)
            return minutes + 60 * hours;
    }
    return -1;
}

static bool is_known(const char *name) {
    for (entry *e = table; e < table + total; ++e) {
        if (same(e->name, name))
            return true;
    }
    return false;
}

static verdict accept(const char *text) {
    char since[WORD], until[WORD], weekday[WORD], extra[2];
    entry *e = table + total;
    int words = sscanf(text, "%31s %31s %31s %31s %31s %31s %1s",
                       e->name, weekday, since, until, e->place, e->teacher, extra);

    if (words < 1)
        return BLANK;
    if (total + 1 == CAPACITY || words != 6)
        return WRONG;
    e->until = minute_of(until);
    e->since = minute_of(since);
    e->weekday = weekday_of(weekday);
    if (e->since < 0 || e->until <= e->since || e->weekday < 0)
        return WRONG;
    if (is_known(e->name))
        return WRONG;
    total += 1;
    return ACCEPTED;
}

static int order_places(const void *l, const void *r) {
    const entry *left = (const entry *)l;
    const entry *right = (const entry *)r;
    return strcmp(left->place, right->place);
}

static int order_names(const void *l, const void *r) {
    const entry *left = (const entry *)l;
    const entry *right = (const entry *)r;
    if (left->weekday == right->weekday)
        return strcmp(left->name, right->name);
    return left->weekday - right->weekday;
}

static const char *cause(const entry *l, const entry *r) {
    bool meet = l->since < r->until && r->since < l->until;
    bool place = same(l->place, r->place);
    if (!meet)
        return nullptr;
    if (same(l->teacher, r->teacher))
        return place ? "both" : "teacher";
    return place ? "room" : nullptr;
}

static void print_clashes() {
    bool none = true;
    qsort(table, total, sizeof(entry), order_names);
    for (int l = 0; l < total; ++l) {
        int r = l + 1;
        while (r < total && table[l].weekday == table[r].weekday) {
            const char *word = cause(&table[l], &table[r]);
            if (word) {
                none = false;
                printf("%s %s %s %s\n", weekdays[table[l].weekday], table[l].name, table[r].name, word);
            }
            r++;
        }
    }
    if (none)
        printf("no clashes\n");
}

static void print_places() {
    int first = 0;
    qsort(table, total, sizeof(entry), order_places);
    while (first < total) {
        int minutes = 0, last = first;
        do {
            minutes += table[last].until - table[last].since;
            last++;
        } while (last < total && order_places(table + first, table + last) == 0);
        printf("%s %d\n", table[first].place, minutes);
        first = last;
    }
}

int main() {
    char text[300];
    int skipped = 0;

    for (int count = 1; fgets(text, sizeof text, stdin) != nullptr; ++count) {
        if (accept(text) != WRONG)
            continue;
        skipped++;
        fprintf(stderr, "timetable: line %d is wrong\n", count);
    }
    print_clashes();
    print_places();
    printf("skipped %d\n", skipped);
    return 0;
}
