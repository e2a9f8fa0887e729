#include <algorithm>
#include <cctype>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

typedef std::invalid_argument Fault;

static const char* const weekdays[] = {"mon", "tue", "wed", "thu", "fri"};

static int weekdayIndex(const std::string& name)
{
    int index = 0;
    while (index < 5 && name != weekdays[index])
    {
        index++;
    }
    if (index < 5) return index;
    throw Fault("not a day: " + name);
}

static int clockMinutes(const std::string& clock)
{
    if (clock.size() != 5 || clock[2] != ':') throw Fault("not a time: " + clock);
    std::string hourText = clock.substr(0, 2);
    std::string minuteText = clock.substr(3);
    for (char c : hourText + minuteText)
    {
        if (!std::isdigit(static_cast<unsigned char>(c))) throw Fault("not a time: " + clock);
    }
    int minute = std::stoi(minuteText);
    int hour = std::stoi(hourText);
    if (minute <= 59 && hour <= 23) return minute + 60 * hour;
    throw Fault("no such time: " + clock);
}

class Unit
{
public:
    int weekday = 0;
    int until = 0;
    int since = 0;
    std::string lecturer;
    std::string place;
    std::string id;

    void read(const std::string& text)
    {
        std::istringstream words(text);
        std::string weekdayName, sinceText, untilText, tooMuch;
        words >> id >> weekdayName >> sinceText >> untilText >> place >> lecturer;
        if (words.fail() || words >> tooMuch) throw Fault("six words expected");
        weekday = weekdayIndex(weekdayName);
        since = clockMinutes(sinceText);
        until = clockMinutes(untilText);
        if (since >= until) throw Fault("ends before it starts");
    }

    static bool earlier(const Unit& l, const Unit& r)
    {
        if (l.weekday == r.weekday) return l.id < r.id;
        return l.weekday < r.weekday;
    }

    static bool apart(const Unit& l, const Unit& r)
    {
        return l.weekday != r.weekday || l.since >= r.until || r.since >= l.until;
    }
};

static std::string conflictOf(const Unit& l, const Unit& r)
{
    if (Unit::apart(l, r)) return "";
    if (l.place != r.place) return l.lecturer == r.lecturer ? "teacher" : "";
    return l.lecturer == r.lecturer ? "both" : "room";
}

class Schedule
{
    std::vector<Unit> units;
    std::set<std::string> taken;

public:
    void listPlaces() const
    {
        std::map<std::string, int> minutes;
        for (auto u = units.begin(); u != units.end(); ++u)
        {
            minutes[u->place] += u->until - u->since;
        }
        for (auto m = minutes.begin(); m != minutes.end(); ++m)
        {
            std::cout << m->first << ' ' << m->second << '\n';
        }
    }

    void listConflicts()
    {
        bool none = true;
        std::sort(units.begin(), units.end(), Unit::earlier);
        for (auto l = units.begin(); l != units.end(); ++l)
        {
            for (auto r = l + 1; r != units.end(); ++r)
            {
                std::string kind = conflictOf(*l, *r);
                if (!kind.empty())
                {
                    none = false;
                    std::cout << weekdays[l->weekday] << ' ' << l->id << ' ' << r->id << ' ' << kind << '\n';
                }
            }
        }
        if (none) std::cout << "no clashes\n";
    }

    void insert(const Unit& unit)
    {
        bool fresh = taken.insert(unit.id).second;
        if (!fresh) throw Fault("code is used twice: " + unit.id);
        units.push_back(unit);
    }
};

int main()
{
    Schedule schedule;
    int ignored = 0;
    std::string text;
    for (int at = 1; std::getline(std::cin, text); at++)
    {
        if (!text.empty())
        {
            try
            {
                Unit unit;
                unit.read(text);
                schedule.insert(unit);
            }
            catch (const Fault& fault)
            {
                ignored++;
                std::cerr << "line " << at << ": " << fault.what() << '\n';
            }
        }
    }
    schedule.listConflicts();
    schedule.listPlaces();
    std::cout << "skipped " << ignored << '\n';
}
