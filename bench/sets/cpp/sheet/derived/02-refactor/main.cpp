#include <stdio.h>
#include <string.h>

enum { FIELDS = 260, LENGTH = 100, TEXT = 2000 };

/* value below zero: minus one minus the index of another field */
struct part {
    char sign;
    int value;
};

struct field {
    long long result;
    bool done;
    bool missing, in_circle, needs_circle;
    int count;
    struct part part[LENGTH];
};

static struct field sheet[FIELDS];
static const char blanks[] = " \t\r\n";

static int index_of(const char *word) {
    bool good = strlen(word) == 2 && word[1] <= '9' && word[1] >= '0' && word[0] <= 'Z' && word[0] >= 'A';
    return good ? word[1] - '0' + (word[0] - 'A') * 10 : -1;
}

static bool read_value(const char *word, int *value) {
    int other = index_of(word);
    if (other < 0) {
        const char *p = word;
        if (strlen(word) > 4)
            return false;
        *value = 0;
        while (*p) {
            if (*p > '9' || *p < '0')
                return false;
            *value = *p - '0' + *value * 10;
            p++;
        }
    } else {
        *value = -1 - other;
    }
    return true;
}

static bool is_sign(const char *word) {
    return strlen(word) == 1 && (*word == '*' || *word == '-' || *word == '+');
}

static int read_parts(struct part *part) {
    int count = 0;
    char sign = '+';
    for (char *word = strtok(nullptr, blanks); word; word = strtok(nullptr, blanks)) {
        if (count + 1 == LENGTH || !read_value(word, &part[count].value))
            return 0;
        part[count].sign = sign;
        count += 1;
        word = strtok(nullptr, blanks);
        if (word == nullptr)
            return count;
        if (!is_sign(word))
            return 0;
        sign = *word;
    }
    return 0;
}

static bool read_field(char *text) {
    struct part part[LENGTH];
    char *word = strtok(text, blanks);
    int index = word ? index_of(word) : -1;

    if (index < 0)
        return false;
    word = strtok(nullptr, blanks);
    if (word == nullptr || strcmp(word, "=") != 0)
        return false;
    int count = read_parts(part);
    if (count == 0)
        return false;
    sheet[index].count = count;
    memcpy(sheet[index].part, part, count * sizeof part[0]);
    return true;
}

static bool path(int from, int to, bool *been) {
    const struct part *p = sheet[from].part;
    const struct part *end = p + sheet[from].count;
    for (; p != end; ++p) {
        if (p->value >= 0)
            continue;
        int next = -1 - p->value;
        if (next == to)
            return true;
        if (been[next])
            continue;
        been[next] = true;
        if (path(next, to, been))
            return true;
    }
    return false;
}

static bool needs(int from, int to) {
    bool been[FIELDS] = { false };
    return sheet[from].count > 0 && path(from, to, been);
}

static void classify(int from) {
    for (int to = 0; to < FIELDS; ++to) {
        bool set = sheet[to].count > 0;
        if (set && !sheet[to].in_circle)
            continue;
        if (needs(from, to)) {
            if (set)
                sheet[from].needs_circle = true;
            else
                sheet[from].missing = true;
        }
    }
}

static long long work_out(int index) {
    struct field *f = &sheet[index];
    if (!f->done) {
        f->done = true;
        for (const struct part *p = f->part; p < f->part + f->count; p++) {
            long long operand = p->value >= 0 ? p->value : work_out(-1 - p->value);
            if (p->sign == '*')
                f->result *= operand;
            else if (p->sign == '-')
                f->result -= operand;
            else
                f->result += operand;
        }
    }
    return f->result;
}

static void print_name(int index, char end) {
    printf("%c%d%c", 'A' + index / 10, index % 10, end);
}

static int read_all() {
    char text[TEXT];
    int bad = 0;
    for (int count = 1; fgets(text, sizeof text, stdin) != nullptr; ++count) {
        if (text[0] == '\n' || read_field(text))
            continue;
        bad += 1;
        fprintf(stderr, "%d: wrong\n", count);
    }
    return bad;
}

int main() {
    int bad = read_all(), top = -1;
    long long total = 0;

    for (int i = 0; i < FIELDS; i++)
        sheet[i].in_circle = needs(i, i);
    for (int i = 0; i < FIELDS; i++)
        classify(i);
    for (int i = 0; i < FIELDS; i++) {
        struct field *f = &sheet[i];
        if (f->count == 0)
            continue;
        print_name(i, ' ');
        if (f->in_circle || f->needs_circle) {
            printf("loop\n");
        } else if (f->missing) {
            printf("unknown\n");
        } else {
            printf("%lld\n", work_out(i));
            total += f->result;
            top = top < 0 || sheet[top].result < f->result ? i : top;
        }
    }
    printf("sum %lld\n", total);
    fputs("greatest ", stdout);
    if (top >= 0)
        print_name(top, '\n');
    else
        puts("-");
    printf("wrong %d\n", bad);
    return 0;
}
