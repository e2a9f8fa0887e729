#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>
#include <algorithm>

/* State of a single position in the warehouse. */
struct Position
{
    std::string group = "";
    long units = 0;
    long pricePerUnit = 0;
};

static long positionValue(const Position &position)
{
    return position.units * position.pricePerUnit;
}

/* Returns a copy of the given text that neither begins nor ends with white space. */
static std::string normalized(const std::string &text)
{
    static const char whitespace[] = " \f\n\r\t\v";
    const auto first = text.find_first_not_of(whitespace);
    if (first == std::string::npos)
    {
        return std::string();
    }
    const auto last = text.find_last_not_of(whitespace);
    return std::string(text, first, last - first + 1);
}

/* Breaks a row into its columns; a trailing separator yields an empty column. */
static std::vector<std::string> columnsOf(const std::string &row)
{
    std::vector<std::string> result;
    std::string column;
    for (const char symbol : row)
    {
        if (symbol != ',')
        {
            column.push_back(symbol);
            continue;
        }
        result.push_back(normalized(column));
        column.clear();
    }
    result.push_back(normalized(column));
    return result;
}

static bool convert(const std::string &text, long &target)
{
    char *rest = nullptr;
    errno = 0;
    target = std::strtol(text.c_str(), &rest, 10);
    return errno == 0 && !text.empty() && text[0] != '+' && *rest == '\0';
}

/* Applies one row to the warehouse and reports whether this was possible. */
static bool applyRow(std::unordered_map<std::string, Position> &warehouse, const std::string &row)
{
    const std::vector<std::string> columns = columnsOf(row);
    if (columns.size() != 4)
    {
        return false;
    }
    long movement = 0;
    long price = 0;
    if (!convert(columns[2], movement) || !convert(columns[3], price) || price < 0)
    {
        return false;
    }
    if (columns[0].empty() || columns[1].empty())
    {
        return false;
    }
    long newAmount = movement;
    if (warehouse.count(columns[0]) > 0)
    {
        newAmount += warehouse.at(columns[0]).units;
    }
    if (newAmount < 0)
    {
        return false;
    }
    Position &position = warehouse[columns[0]];
    position.group = columns[1];
    position.units = newAmount;
    position.pricePerUnit = price;
    return true;
}

int main()
{
    std::unordered_map<std::string, Position> warehouse;
    std::string row;
    long rowNumber = 0;
    long rejectedRows = 0;
    while (std::getline(std::cin, row))
    {
        ++rowNumber;
        if (!applyRow(warehouse, row))
        {
            std::cerr << "Row " << rowNumber << " was rejected." << std::endl;
            ++rejectedRows;
        }
    }

    /* A single pass gathers everything that the three parts of the report need. */
    std::vector<std::string> byValue;
    std::vector<std::string> scarce;
    std::map<std::string, int> groupSizes;
    std::map<std::string, long> groupValues;
    for (const auto &item : warehouse)
    {
        if (item.second.units != 0)
        {
            byValue.push_back(item.first);
            groupSizes[item.second.group] += 1;
            groupValues[item.second.group] += positionValue(item.second);
            if (item.second.units <= 4)
            {
                scarce.push_back(item.first);
            }
        }
    }
    const auto moreExpensive = [&warehouse](const std::string &one, const std::string &two) {
        const long first = positionValue(warehouse.at(one));
        const long second = positionValue(warehouse.at(two));
        return first == second ? one < two : first > second;
    };
    std::sort(byValue.begin(), byValue.end(), moreExpensive);
    std::sort(scarce.begin(), scarce.end());

    for (const std::string &name : byValue)
    {
        const Position &position = warehouse.at(name);
        std::cout << name << " " << position.units << " " << positionValue(position) << std::endl;
    }
    for (const auto &group : groupSizes)
    {
        std::cout << "category " << group.first << " " << group.second << " " << groupValues[group.first] << std::endl;
    }
    std::ostringstream names;
    std::copy(scarce.begin(), scarce.end(), std::ostream_iterator<std::string>(names, " "));
    std::string summary = scarce.empty() ? "none" : names.str();
    if (summary.back() == ' ')
    {
        summary.pop_back();
    }
    std::cout << "low " << summary << std::endl;
    std::cout << "ignored " << rejectedRows << std::endl;
    return 0;
}
