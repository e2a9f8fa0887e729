/**
 * @file  Spreadsheet, worked out in topological order (Kahn).
 */
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

constexpr int kCells = 26 * 10;

enum class Op : char { Add = '+', Sub = '-', Mul = '*' };
enum class State { Unset, Pending, Known, Unknown };

struct Part {
    Op op;
    int cell;          ///< or -1
    std::int64_t number;
};

struct Cell {
    State state = State::Unset;
    std::vector<Part> parts;
    std::int64_t value = 0;
    int missing = 0;   ///< parts that are not worked out yet
};

static int cellIndex(std::string_view w)
{
    const bool good = w.size() == 2 && w[0] >= 'A' && w[0] <= 'Z' && w[1] >= '0' && w[1] <= '9';
    return good ? (w[0] - 'A') * 10 + (w[1] - '0') : -1;
}

/** Cuts the first word off a line. */
static std::string_view word(std::string_view& line)
{
    const std::size_t from = std::min(line.find_first_not_of(" \t\r"), line.size());
    line.remove_prefix(from);
    const std::string_view w = line.substr(0, line.find_first_of(" \t\r"));
    line.remove_prefix(w.size());
    return w;
}

static bool readPart(std::string_view& line, Part& part)
{
    const std::string_view w = word(line);
    part.number = 0;
    part.cell = cellIndex(w);
    if (part.cell >= 0) {
        return true;
    }
    for (const char ch : w) {
        if (ch < '0' || ch > '9') {
            return false;
        }
        part.number = part.number * 10 + (ch - '0');
    }
    return w.size() >= 1 && w.size() <= 4;
}

static bool readLine(std::string_view line, Cell (&cells)[kCells])
{
    const int target = cellIndex(word(line));
    if (target < 0 || word(line) != "=") {
        return false;
    }
    std::vector<Part> parts;
    std::string_view sign = "+";
    do {
        Part part{};
        if (sign.size() != 1 || std::string_view("+-*").find(sign[0]) == sign.npos || !readPart(line, part)) {
            return false;
        }
        part.op = static_cast<Op>(sign[0]);
        parts.push_back(part);
        sign = word(line);
    } while (!sign.empty());
    cells[target].parts = parts;
    cells[target].state = State::Pending;
    return true;
}

static void settle(Cell& cell, const Cell (&cells)[kCells])
{
    cell.state = State::Known;
    for (const Part& p : cell.parts) {
        const std::int64_t x = p.cell < 0 ? p.number : cells[p.cell].value;
        if (p.cell >= 0 && cells[p.cell].state != State::Known) {
            cell.state = State::Unknown;
            return;
        }
        switch (p.op) {
        case Op::Add: cell.value += x; break;
        case Op::Sub: cell.value -= x; break;
        case Op::Mul: cell.value *= x; break;
        }
    }
}

int main()
{
    static Cell cells[kCells];
    int wrong = 0;
    std::string line;
    for (int row = 1; std::getline(std::cin, line); ++row) {
        if (!line.empty() && !readLine(line, cells)) {
            std::fprintf(stderr, "row %d is wrong\n", row);
            ++wrong;
        }
    }
    std::vector<int> users[kCells];
    std::vector<int> ready;
    for (int c = 0; c < kCells; ++c) {
        for (const Part& p : cells[c].parts) {
            if (p.cell >= 0 && cells[p.cell].state != State::Unset) {
                users[p.cell].push_back(c);
                ++cells[c].missing;
            }
        }
        if (cells[c].state == State::Pending && cells[c].missing == 0) {
            ready.push_back(c);
        }
    }
    while (!ready.empty()) {
        const int c = ready.back();
        ready.pop_back();
        settle(cells[c], cells);
        for (const int u : users[c]) {
            if (--cells[u].missing == 0) {
                ready.push_back(u);
            }
        }
    }
    std::int64_t sum = 0;
    int top = -1;
    for (int c = 0; c < kCells; ++c) {
        const Cell& cell = cells[c];
        if (cell.state == State::Unset) {
            continue;
        }
        std::printf("%c%d ", 'A' + c / 10, c % 10);
        if (cell.state != State::Known) {
            std::puts(cell.state == State::Pending ? "loop" : "unknown");
            continue;
        }
        std::printf("%lld\n", static_cast<long long>(cell.value));
        sum += cell.value;
        top = top < 0 || cell.value > cells[top].value ? c : top;
    }
    const std::string name = top < 0 ? "-" : std::string(1, static_cast<char>('A' + top / 10)) + std::to_string(top % 10);
    std::printf("sum %lld\ngreatest %s\nwrong %d\n", static_cast<long long>(sum), name.c_str(), wrong);
    return 0;
}
