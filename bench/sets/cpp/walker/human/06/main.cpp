/**
 * @file  Walks through a plan of rooms, driven by words.
 */
#include <array>
#include <bitset>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

enum class Action { North, East, South, West, Look, Wait, Unknown };
enum class Kind { Wall, Floor, Exit, Key, Door, Invalid };

struct Plan {
    int columns = 0;
    int lines = 0;
    std::string fields;   ///< row after row
    std::size_t start = std::string::npos;
};

struct Hero {
    int c = 0;
    int l = 0;
    int steps = 0;
    std::bitset<26> keys;
};

static Kind kindOf(char field)
{
    switch (field) {
    case '#':
        return Kind::Wall;
    case '.':
    case 'S':
        return Kind::Floor;
    case 'X':
        return Kind::Exit;
    default:
        break;
    }
    if (field >= 'a' && field <= 'z') {
        return Kind::Key;
    }
    return field >= 'A' && field <= 'Z' ? Kind::Door : Kind::Invalid;
}

static Action actionOf(std::string_view word)
{
    constexpr std::array<std::string_view, 6> words = {"north", "east", "south", "west", "look", "wait"};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == word) {
            return static_cast<Action>(i);
        }
    }
    return Action::Unknown;
}

/** @return whether the plan could be read and makes sense */
static bool read(std::istream& is, Plan& plan)
{
    is >> plan.columns >> plan.lines;
    if (!is || plan.columns <= 0 || plan.columns > 60 || plan.lines <= 0 || plan.lines > 60) {
        return false;
    }
    for (int l = 0; l < plan.lines; ++l) {
        std::string line;
        is >> line;
        if (line.length() != static_cast<std::size_t>(plan.columns)) {
            return false;
        }
        plan.fields += line;
    }
    for (const char f : plan.fields) {
        if (kindOf(f) == Kind::Invalid) {
            return false;
        }
    }
    plan.start = plan.fields.find('S');
    return plan.start != std::string::npos && plan.fields.rfind('S') == plan.start;
}

/** @return what kind of field the hero stands on afterwards */
static Kind advance(const Plan& plan, Hero& hero, Action where)
{
    constexpr int dc[] = {0, 1, 0, -1};
    constexpr int dl[] = {-1, 0, 1, 0};
    const int c = hero.c + dc[static_cast<int>(where)];
    const int l = hero.l + dl[static_cast<int>(where)];
    const bool inside = c >= 0 && l >= 0 && c < plan.columns && l < plan.lines;
    const char field = inside ? plan.fields[l * plan.columns + c] : '#';
    const Kind kind = kindOf(field);
    if (kind == Kind::Wall || (kind == Kind::Door && !hero.keys[field - 'A'])) {
        std::puts("bump");
        return Kind::Floor;
    }
    hero.c = c;
    hero.l = l;
    ++hero.steps;
    if (kind == Kind::Key && !hero.keys[field - 'a']) {
        hero.keys.set(field - 'a');
        std::printf("key %c\n", field);
    }
    return kind;
}

int main()
{
    Plan plan;
    if (!read(std::cin, plan)) {
        std::puts("bad map");
        return 0;
    }
    Hero hero;
    hero.c = static_cast<int>(plan.start) % plan.columns;
    hero.l = static_cast<int>(plan.start) / plan.columns;
    std::string word;
    while (std::cin >> word) {
        const Action action = actionOf(word);
        if (action == Action::Look) {
            std::string ring;
            for (int k = 0; k < 26; ++k) {
                ring += hero.keys[k] ? std::string(1, static_cast<char>('a' + k)) : "";
            }
            std::printf("at %d %d steps %d keys %s\n", hero.c, hero.l, hero.steps, ring.empty() ? "-" : ring.c_str());
        } else if (action == Action::Unknown) {
            std::fprintf(stderr, "unknown: %s\n", word.c_str());
        } else if (action != Action::Wait && advance(plan, hero, action) == Kind::Exit) {
            std::printf("out in %d steps\n", hero.steps);
            return 0;
        }
    }
    std::printf("lost after %d steps\n", hero.steps);
    return 0;
}
