#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY = 2000, TEXT = 48 };

struct Product {
    long cents;
    long pieces;
    char group[TEXT];
    char title[TEXT];
};

static int total;
static struct Product *products[CAPACITY];

static const struct Product *deref(const void *p) {
    return *(struct Product *const *)p;
}

static long worth(const struct Product *p) {
    return p->cents * p->pieces;
}

static int compare_groups(const void *l, const void *r) {
    return strcmp(deref(l)->group, deref(r)->group);
}

static int compare_titles(const void *l, const void *r) {
    return strcmp(deref(l)->title, deref(r)->title);
}

static int compare_worth(const void *l, const void *r) {
    long difference = worth(deref(r)) - worth(deref(l));
    if (difference == 0)
        return compare_titles(l, r);
    return difference > 0 ? 1 : -1;
}

static void order(int (*compare)(const void *, const void *)) {
    qsort(products, total, sizeof products[0], compare);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char *next_column(char **rest) {
    char *begin = *rest;
    if (!begin)
        return nullptr;
    char *end = strchr(begin, ',');
    if (end) {
        *rest = end + 1;
    } else {
        *rest = nullptr;
        end = begin + strlen(begin);
    }
    for (; *begin == ' ' || *begin == '\t'; begin++) {
    }
    for (; end > begin && is_blank(end[-1]); end--) {
    }
    *end = '\0';
    return begin;
}

static bool whole(const char *text, long *number) {
    char *stop;
    if (!*text)
        return false;
    *number = strtol(text, &stop, 10);
    return *stop == '\0';
}

static int find(const char *title) {
    int at = 0;
    while (at < total && strcmp(title, products[at]->title) != 0)
        ++at;
    return at;
}

static bool book(char *rest) {
    long cents, pieces;
    char *title = next_column(&rest);
    char *group = next_column(&rest);
    char *second = next_column(&rest);
    char *third = next_column(&rest);

    if (third == nullptr || rest != nullptr)
        return false;
    if (*group == '\0' || *title == '\0' || strlen(group) >= TEXT || strlen(title) >= TEXT)
        return false;
    if (!whole(third, &cents) || cents < 0 || !whole(second, &pieces))
        return false;

    int at = find(title);
    if (at == total) {
        if (total == CAPACITY || pieces < 0)
            return false;
        products[at] = (struct Product *)calloc(1, sizeof(struct Product));
        total += 1;
        strcpy(products[at]->title, title);
    }
    struct Product *p = products[at];
    if (p->pieces + pieces >= 0) {
        strcpy(p->group, group);
        p->cents = cents;
        p->pieces += pieces;
        return true;
    }
    return false;
}

static void drop_sold_out() {
    int kept = 0;
    for (int at = 0; at != total; ++at) {
        if (products[at]->pieces == 0)
            continue;
        products[kept] = products[at];
        kept++;
    }
    total = kept;
}

static void print_groups() {
    int first = 0;
    order(compare_groups);
    while (first < total) {
        int last = first;
        long sum = 0;
        while (last < total && strcmp(products[last]->group, products[first]->group) == 0) {
            sum += worth(products[last]);
            last++;
        }
        printf("category %s %d %ld\n", products[first]->group, last - first, sum);
        first = last;
    }
}

static void print_low() {
    bool none = true;
    order(compare_titles);
    fputs("low", stdout);
    for (int at = 0; at < total; at++) {
        if (products[at]->pieces >= 5)
            continue;
        none = false;
        printf(" %s", products[at]->title);
    }
    puts(none ? " none" : "");
}

int main() {
    char text[400];
    int ignored = 0;

    for (int count = 1; fgets(text, sizeof text, stdin) != nullptr; count++) {
        if (book(text))
            continue;
        fprintf(stderr, "stock: cannot use line %d\n", count);
        ignored++;
    }
    drop_sold_out();
    order(compare_worth);
    for (struct Product **p = products; p < products + total; p++)
        printf("%s %ld %ld\n", (*p)->title, (*p)->pieces, worth(*p));
    print_groups();
    print_low();
    printf("ignored %d\n", ignored);
    return 0;
}
