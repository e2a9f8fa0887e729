#include <cctype>
#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

/* How far the computation of an entry has come. */
enum EntryStatus
{
    STATUS_OPEN,
    STATUS_NUMBER,
    STATUS_UNDEFINED
};

struct Entry
{
    std::vector<std::string> operands;
    std::vector<std::string> symbols;
    EntryStatus status = STATUS_OPEN;
    long result = 0;
};

typedef std::map<std::string, Entry> Entries;

static bool validName(const std::string &text)
{
    if (text.size() != 2)
    {
        return false;
    }
    return std::isupper((unsigned char)text[0]) && std::isdigit((unsigned char)text[1]);
}

static bool validConstant(const std::string &text)
{
    std::size_t position = 0;
    while (position < text.size() && std::isdigit((unsigned char)text[position]))
    {
        position++;
    }
    return position == text.size() && position > 0 && position < 5;
}

static bool validSymbol(const std::string &text)
{
    return text == "+" || text == "-" || text == "*";
}

/* Analyses one row; the entry is only replaced if the whole row is correct. */
static bool processRow(Entries *entries, const std::string &row)
{
    std::istringstream reader(row);
    std::string name;
    std::string equalsSign;
    reader >> name >> equalsSign;
    if (!validName(name) || equalsSign != "=")
    {
        return false;
    }
    Entry entry;
    std::string text;
    bool operandExpected = true;
    while (reader >> text)
    {
        if (operandExpected)
        {
            if (!validName(text) && !validConstant(text))
            {
                return false;
            }
            entry.operands.push_back(text);
        }
        else
        {
            if (!validSymbol(text))
            {
                return false;
            }
            entry.symbols.push_back(text);
        }
        operandExpected = !operandExpected;
    }
    if (operandExpected)
    {
        return false;
    }
    (*entries)[name] = entry;
    return true;
}

static long combine(const std::string &symbol, long left, long right)
{
    if (symbol == "*")
    {
        return left * right;
    }
    return symbol == "-" ? left - right : left + right;
}

/* Tries to finish an entry. Returns false while something it depends on is still open. */
static bool tryToFinish(const Entries &entries, Entry *entry)
{
    bool undefined = false;
    long intermediate = 0;
    for (std::size_t i = 0; i < entry->operands.size(); i++)
    {
        const std::string &operand = entry->operands[i];
        long number = 0;
        if (validConstant(operand))
        {
            number = std::strtol(operand.c_str(), nullptr, 10);
        }
        else
        {
            const Entries::const_iterator position = entries.find(operand);
            if (position != entries.end() && position->second.status == STATUS_OPEN)
            {
                return false;
            }
            if (position == entries.end() || position->second.status == STATUS_UNDEFINED)
            {
                undefined = true;
            }
            else
            {
                number = position->second.result;
            }
        }
        if (!undefined)
        {
            intermediate = i == 0 ? number : combine(entry->symbols[i - 1], intermediate, number);
        }
    }
    entry->status = undefined ? STATUS_UNDEFINED : STATUS_NUMBER;
    entry->result = intermediate;
    return true;
}

/* Repeats until a pass over all entries changes nothing; circular entries stay open. */
static void finishAll(Entries *entries)
{
    unsigned changes;
    do
    {
        changes = 0;
        for (auto &item : *entries)
        {
            if (item.second.status == STATUS_OPEN && tryToFinish(*entries, &item.second))
            {
                changes++;
            }
        }
    } while (changes > 0);
}

int main()
{
    Entries entries;
    std::vector<unsigned> incorrect;
    std::string row;
    for (unsigned rowNumber = 1; std::getline(std::cin, row); rowNumber++)
    {
        const bool correct = row.empty() || processRow(&entries, row);
        if (!correct)
        {
            incorrect.push_back(rowNumber);
        }
    }
    for (unsigned rowNumber : incorrect)
    {
        std::cerr << "row " << rowNumber << " could not be interpreted" << std::endl;
    }

    finishAll(&entries);
    long total = 0;
    const Entries::value_type *largest = nullptr;
    for (const auto &item : entries)
    {
        std::cout << item.first << " ";
        switch (item.second.status)
        {
            case STATUS_OPEN:
                std::cout << "loop" << std::endl;
                break;
            case STATUS_UNDEFINED:
                std::cout << "unknown" << std::endl;
                break;
            case STATUS_NUMBER:
                std::cout << item.second.result << std::endl;
                total += item.second.result;
                if (largest == nullptr || largest->second.result < item.second.result)
                {
                    largest = &item;
                }
                break;
        }
    }
    std::cout << "sum " << total << std::endl;
    std::cout << "greatest " << (largest == nullptr ? std::string("-") : largest->first) << std::endl;
    std::cout << "wrong " << incorrect.size() << std::endl;
    return 0;
}
