#include <cstdio>
#include <cstring>

enum { SIDE = 60 };

struct {
    int moves;
    int line, column;
    unsigned ring;
} self;

static char plan[SIDE + 2][SIDE + 4];

static bool lower(char sign) { return 'a' <= sign && sign <= 'z'; }
static bool upper(char sign) { return 'A' <= sign && sign <= 'Z'; }

static bool door_is_shut(char sign) {
    if (!upper(sign) || sign == 'X')
        return false;
    return (self.ring & 1u << (sign - 'A')) == 0;
}

/* other copies of the key are of no interest any more */
static void wipe(char sign) {
    char *cell = &plan[0][0];
    char *end = cell + sizeof plan;
    while (cell != end) {
        if (*cell == sign)
            *cell = '.';
        ++cell;
    }
}

static void move_by(int down, int right) {
    int line = self.line + down, column = self.column + right;
    char sign = plan[line][column];

    if (sign != '#' && !door_is_shut(sign)) {
        ++self.moves;
        self.line = line;
        self.column = column;
        if (lower(sign)) {
            wipe(sign);
            self.ring |= 1u << (sign - 'a');
            printf("key %c\n", sign);
        }
    } else {
        puts("bump");
    }
}

static void show() {
    char text[27] = "";
    char *end = text;

    for (char sign = 'a'; sign <= 'z'; sign++) {
        if (self.ring >> (sign - 'a') & 1)
            *end++ = sign;
    }
    *end = '\0';
    if (end == text)
        strcpy(text, "-");
    printf("at %d %d steps %d keys %s\n", self.column - 1, self.line - 1, self.moves, text);
}

static bool read_line(int line, int width, int *starts) {
    char text[128];

    if (scanf("%100s", text) != 1)
        return false;
    if (strlen(text) != (size_t)width)
        return false;
    for (int i = 0; i < width; i++) {
        char sign = text[i];
        bool legal = upper(sign) || lower(sign) || sign == '.' || sign == '#';
        if (!legal)
            return false;
        if (sign == 'S') {
            sign = '.';
            self.line = line;
            self.column = i + 1;
            *starts += 1;
        }
        plan[line][i + 1] = sign;
    }
    return true;
}

static bool read_plan() {
    int width, height, starts = 0, line = 1;

    if (scanf("%d %d", &width, &height) != 2)
        return false;
    if (height > SIDE || width > SIDE || height < 1 || width < 1)
        return false;
    memset(plan, '#', sizeof plan);
    while (line <= height) {
        if (!read_line(line, width, &starts))
            return false;
        line++;
    }
    return starts == 1;
}

static void obey(const char *order) {
    if (strcmp(order, "wait") == 0)
        return;
    if (strcmp(order, "look") == 0)
        show();
    else if (strcmp(order, "west") == 0)
        move_by(0, -1);
    else if (strcmp(order, "east") == 0)
        move_by(0, 1);
    else if (strcmp(order, "south") == 0)
        move_by(1, 0);
    else if (strcmp(order, "north") == 0)
        move_by(-1, 0);
    else
        fprintf(stderr, "%s?\n", order);
}

int main() {
    char order[32];
    bool out = false;

    if (!read_plan()) {
        puts("bad map");
        return 0;
    }
    while (!out && scanf("%31s", order) == 1) {
        obey(order);
        out = plan[self.line][self.column] == 'X';
    }
    printf(out ? "out in %d steps\n" : "lost after %d steps\n", self.moves);
    return 0;
}
