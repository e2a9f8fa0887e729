#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace std;

struct Stock
{
    string category, label;
    long unitPrice = 0, pieces = 0;
};

static long worth(const Stock& s)
{
    return s.unitPrice * s.pieces;
}

static bool moreValuable(const Stock& left, const Stock& right)
{
    return worth(right) < worth(left);
}

struct Delivery
{
    long unitPrice = 0, pieces = 0;
    string category, label;
};

class Room
{
    map<string, Stock> content;

    vector<Stock> present() const
    {
        vector<Stock> result;
        for (auto pos = content.begin(); pos != content.end(); ++pos)
        {
            if (pos->second.pieces <= 0) continue;
            result.push_back(pos->second);
        }
        return result;
    }

public:
    void lowList(long minimum) const
    {
        string text;
        for (const Stock& s : present())
        {
            if (s.pieces >= minimum) continue;
            text += " " + s.label;
        }
        if (text.empty()) text = " none";
        cout << "low" << text << '\n';
    }

    void groupList() const
    {
        map<string, long> values;
        map<string, int> members;
        for (const Stock& s : present())
        {
            values[s.category] += worth(s);
            members[s.category]++;
        }
        for (auto pos = values.begin(); pos != values.end(); ++pos)
        {
            cout << "category " << pos->first << ' ' << members[pos->first] << ' ' << pos->second << '\n';
        }
    }

    void valueList() const
    {
        vector<Stock> sorted = present();
        stable_sort(sorted.begin(), sorted.end(), moreValuable);
        for (size_t i = 0; i < sorted.size(); i++)
        {
            cout << sorted[i].label << ' ' << sorted[i].pieces << ' ' << worth(sorted[i]) << '\n';
        }
    }

    bool accept(const Delivery& d)
    {
        long after = d.pieces;
        auto known = content.find(d.label);
        if (known != content.end()) after += known->second.pieces;
        if (after >= 0)
        {
            Stock fresh;
            fresh.label = d.label;
            fresh.category = d.category;
            fresh.pieces = after;
            fresh.unitPrice = d.unitPrice;
            content[d.label] = fresh;
            return true;
        }
        return false;
    }
};

static bool toLong(const string& digits, long& result)
{
    size_t consumed = 0;
    try
    {
        result = stol(digits, &consumed);
    }
    catch (const exception&)
    {
        return false;
    }
    return digits.size() == consumed;
}

static string withoutBlanks(const string& raw)
{
    const char* blanks = " \t\r";
    size_t from = raw.find_first_not_of(blanks);
    size_t to = raw.find_last_not_of(blanks);
    return from != string::npos ? raw.substr(from, to + 1 - from) : string();
}

static vector<string> cells(const string& row)
{
    vector<string> result;
    istringstream source(row + ",");
    string cell;
    while (getline(source, cell, ','))
    {
        result.push_back(withoutBlanks(cell));
    }
    return result;
}

static bool understand(const string& row, Delivery& d)
{
    vector<string> c = cells(row);
    if (c.size() == 4 && !c[1].empty() && !c[0].empty())
    {
        d.category = c[1];
        d.label = c[0];
        if (!toLong(c[2], d.pieces)) return false;
        if (!toLong(c[3], d.unitPrice)) return false;
        return !(d.unitPrice < 0);
    }
    return false;
}

int main()
{
    Room room;
    int skipped = 0;
    string row;
    for (int at = 1; getline(cin, row); at++)
    {
        Delivery d;
        bool good = understand(row, d) && room.accept(d);
        if (good) continue;
        skipped++;
        cerr << "line " << at << " ignored: " << row << '\n';
    }
    room.valueList();
    room.groupList();
    room.lowList(5);
    cout << "ignored " << skipped << '\n';
}
