#include <cstdio>
#include <cstdlib>
#include <cstring>

enum { LIMIT = 1000, WIDTH = 64, FIELDS = 8 };

typedef struct {
    char who[WIDTH];
    long amount;
} entry;

static int used = 0;
static entry entries[LIMIT];

static bool position_of(const char *who, int &pos) {
    pos = 0;
    while (pos < used) {
        int order = strcmp(entries[pos].who, who);
        if (order == 0)
            return true;
        if (order > 0)
            return false;
        ++pos;
    }
    return false;
}

static void insert_at(int pos, const char *who) {
    memmove(&entries[pos + 1], &entries[pos], sizeof entries[0] * (used - pos));
    ++used;
    entries[pos].amount = 0;
    strcpy(entries[pos].who, who);
}

static void remove_at(int pos) {
    --used;
    memmove(&entries[pos], &entries[pos + 1], sizeof entries[0] * (used - pos));
}

/* -1 if it is no amount */
static long to_pennies(const char *text) {
    long result = 0;
    int decimals = -1;
    const char *p = text;

    if (*p == '.' || *p == '\0')
        return -1;
    while (*p) {
        bool digit = *p >= '0' && *p <= '9';
        if (decimals < 0 && *p == '.') {
            decimals = 0;
        } else if (!digit || decimals >= 2) {
            return -1;
        } else {
            result = (*p - '0') + result * 10;
            if (decimals != -1)
                decimals += 1;
        }
        ++p;
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++)
        result *= 10;
    if (result <= 0)
        return -1;
    return result;
}

static bool is(const char *given, const char *verb, int count, int wanted) {
    return count == wanted && strcmp(given, verb) == 0;
}

static const char *pay(int count, char **field, int pos) {
    long sum = count < 3 ? -1 : to_pennies(field[count - 1]);
    int other;

    if (sum < 0)
        return "bad amount";
    if (is(field[0], "put", count, 3)) {
        entries[pos].amount += sum;
        return nullptr;
    }
    if (sum > entries[pos].amount)
        return "overdrawn";
    if (is(field[0], "move", count, 4) && position_of(field[2], other)) {
        entries[other].amount += sum;
        entries[pos].amount -= sum;
        return nullptr;
    }
    if (is(field[0], "take", count, 3)) {
        entries[pos].amount -= sum;
        return nullptr;
    }
    return "cannot do that";
}

static const char *perform(int count, char **field) {
    int pos;

    if (count < 2 || strlen(field[1]) >= WIDTH)
        return "bad command";
    bool found = position_of(field[1], pos);
    if (is(field[0], "open", count, 2)) {
        if (!found && used != LIMIT) {
            insert_at(pos, field[1]);
            return nullptr;
        }
        return found ? "name is taken" : "bank is full";
    }
    if (!found)
        return "unknown account or command";
    if (is(field[0], "close", count, 2)) {
        if (entries[pos].amount != 0)
            return "there is money left";
        remove_at(pos);
        return nullptr;
    }
    return pay(count, field, pos);
}

static int split(char *text, char **field) {
    int count = 0;
    char *token = strtok(text, " \t\r\n");
    while (token != nullptr && count < FIELDS) {
        field[count] = token;
        count++;
        token = strtok(nullptr, " \t\r\n");
    }
    return count;
}

static void report(int refused) {
    long total = 0;
    for (entry *e = entries; e != entries + used; ++e) {
        total += e->amount;
        printf("%s %ld.%02ld\n", e->who, e->amount / 100, e->amount % 100);
    }
    printf("total %ld.%02ld\n", total / 100, total % 100);
    printf("refused %d\n", refused);
}

int main() {
    char text[512];
    char *field[FIELDS];
    int refused = 0;

    for (int no = 1; fgets(text, sizeof text, stdin) != nullptr; ++no) {
        if (text[0] != '#') {
            int count = split(text, field);
            const char *problem = count > 0 ? perform(count, field) : nullptr;
            if (problem != nullptr) {
                ++refused;
                fprintf(stderr, "%d: %s\n", no, problem);
            }
        }
    }
    report(refused);
    return 0;
}
