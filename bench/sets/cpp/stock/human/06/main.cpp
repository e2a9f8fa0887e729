/**
 * @file  Prints what a store room holds.
 *        The reader is a state machine over single characters.
 */
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <list>
#include <string>

enum class Fault { None, FieldCount, Name, Number, Shortage };

struct Row {
    std::string cell[4];
    int cells = 0;
};

struct Ware {
    std::string id;
    std::string group;
    std::int32_t pieces;
    std::int32_t unit;   ///< price of one piece
};

/** Reads one row; false at the end of the input. */
static bool readRow(std::FILE* in, Row& row)
{
    row = Row();
    std::string pending;   // blanks that count only if something follows
    int ch = std::fgetc(in);
    if (ch == EOF) {
        return false;
    }
    row.cells = 1;
    for (; ch != EOF && ch != '\n'; ch = std::fgetc(in)) {
        std::string& cell = row.cell[std::min(row.cells, 4) - 1];
        if (ch == ',') {
            ++row.cells;
            pending.clear();
        } else if (ch == ' ' || ch == '\t' || ch == '\r') {
            pending += static_cast<char>(ch);
        } else {
            cell += cell.empty() ? "" : pending;
            cell += static_cast<char>(ch);
            pending.clear();
        }
    }
    return true;
}

static bool toInt(const std::string& cell, bool sign, std::int32_t& n)
{
    int end = 0;
    const bool negative = cell[0] == '-';
    return std::sscanf(cell.c_str(), "%9d%n", &n, &end) == 1 && cell.size() == static_cast<std::size_t>(end) &&
           (sign || !negative) && cell[0] != '+';
}

/** Keeps the list ordered by id. */
static Fault post(std::list<Ware>& wares, const Row& row)
{
    std::int32_t delta = 0;
    std::int32_t unit = 0;
    if (row.cells != 4) {
        return Fault::FieldCount;
    }
    if (row.cell[0].empty() || row.cell[1].empty()) {
        return Fault::Name;
    }
    if (!toInt(row.cell[2], true, delta) || !toInt(row.cell[3], false, unit)) {
        return Fault::Number;
    }
    auto at = wares.begin();
    while (at != wares.end() && at->id < row.cell[0]) {
        ++at;
    }
    const bool known = at != wares.end() && at->id == row.cell[0];
    if (delta + (known ? at->pieces : 0) < 0) {
        return Fault::Shortage;
    }
    if (!known) {
        at = wares.insert(at, Ware{row.cell[0], "", 0, 0});
    }
    at->group = row.cell[1];
    at->pieces += delta;
    at->unit = unit;
    return Fault::None;
}

int main()
{
    std::list<Ware> wares;
    Row row;
    int ignored = 0;
    for (int line = 1; readRow(stdin, row); ++line) {
        const Fault fault = post(wares, row);
        if (fault != Fault::None) {
            ++ignored;
            std::fprintf(stderr, "fault %d in row %d\n", static_cast<int>(fault), line);
        }
    }
    wares.remove_if([](const Ware& w) { return w.pieces == 0; });
    std::string low;
    for (const Ware& w : wares) {
        low += w.pieces < 5 ? " " + w.id : "";
    }
    // list::sort is stable: equals stay ordered by id.
    wares.sort([](const Ware& a, const Ware& b) { return a.pieces * a.unit > b.pieces * b.unit; });
    for (const Ware& w : wares) {
        std::printf("%s %d %d\n", w.id.c_str(), w.pieces, w.pieces * w.unit);
    }
    wares.sort([](const Ware& a, const Ware& b) { return a.group < b.group; });
    while (!wares.empty()) {
        const std::string group = wares.front().group;
        int n = 0;
        int sum = 0;
        for (; !wares.empty() && wares.front().group == group; wares.pop_front()) {
            ++n;
            sum += wares.front().pieces * wares.front().unit;
        }
        std::printf("category %s %d %d\n", group.c_str(), n, sum);
    }
    std::printf("low%s\nignored %d\n", low.empty() ? " none" : low.c_str(), ignored);
    return 0;
}
