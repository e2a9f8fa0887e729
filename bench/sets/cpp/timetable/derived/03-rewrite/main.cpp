#include <algorithm>
#include <cctype>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

static const std::string WEEK[5] = {"mon", "tue", "wed", "thu", "fri"};

/* One scheduled event; beginning and finish are counted from midnight. */
struct Event
{
    std::string identifier;
    std::string location;
    std::string lecturer;
    int beginning = 0;
    int finish = 0;
};

typedef std::vector<std::vector<Event>> Schedule;

static bool validClock(const std::string &clock)
{
    if (clock.size() != 5 || clock[2] != ':')
    {
        return false;
    }
    const std::string digits = clock.substr(0, 2) + clock.substr(3, 2);
    if (!std::all_of(digits.begin(), digits.end(), [](unsigned char d) { return std::isdigit(d) != 0; }))
    {
        return false;
    }
    return digits.substr(0, 2) < "24" && digits.substr(2) < "60";
}

static int clockValue(const std::string &clock)
{
    return std::stoi(clock.substr(0, 2)) * 60 + std::stoi(clock.substr(3, 2));
}

/* Returns the index of the day the event belongs to, or -1 when the text is unusable. */
static int interpret(const std::string &text, Event *event)
{
    std::istringstream reader(text);
    std::string dayText;
    std::string beginText;
    std::string finishText;
    std::string surplus;
    reader >> event->identifier >> dayText >> beginText >> finishText >> event->location >> event->lecturer;
    if (!reader || reader >> surplus)
    {
        return -1;
    }
    if (!validClock(beginText) || !validClock(finishText))
    {
        return -1;
    }
    event->beginning = clockValue(beginText);
    event->finish = clockValue(finishText);
    if (event->beginning >= event->finish)
    {
        return -1;
    }
    const std::string *position = std::find(WEEK, WEEK + 5, dayText);
    return position == WEEK + 5 ? -1 : static_cast<int>(position - WEEK);
}

/* Empty if the two events get along with each other. */
static std::string describeProblem(const Event &first, const Event &second)
{
    const bool sameLocation = first.location == second.location;
    const bool sameLecturer = first.lecturer == second.lecturer;
    const bool disjoint = first.finish <= second.beginning || second.finish <= first.beginning;
    if (disjoint || !(sameLocation || sameLecturer))
    {
        return "";
    }
    if (sameLocation && sameLecturer)
    {
        return "both";
    }
    return sameLocation ? "room" : "teacher";
}

static bool byIdentifier(const Event &left, const Event &right)
{
    return left.identifier < right.identifier;
}

static std::vector<std::string> collectProblems(Schedule schedule)
{
    std::vector<std::string> problems;
    for (int day = 0; day < 5; day++)
    {
        std::vector<Event> &events = schedule[day];
        std::sort(events.begin(), events.end(), byIdentifier);
        for (unsigned i = 0; i < events.size(); i++)
        {
            for (unsigned k = i + 1; k < events.size(); k++)
            {
                const std::string problem = describeProblem(events[i], events[k]);
                if (problem != "")
                {
                    std::ostringstream text;
                    text << WEEK[day] << " " << events[i].identifier << " " << events[k].identifier << " " << problem;
                    problems.push_back(text.str());
                }
            }
        }
    }
    return problems;
}

int main()
{
    Schedule schedule(5);
    std::set<std::string> identifiers;
    std::vector<long> unusable;
    std::string text;
    for (long lineNumber = 1; std::getline(std::cin, text); lineNumber++)
    {
        if (text.size() > 0)
        {
            Event event;
            const int day = interpret(text, &event);
            const bool accepted = day >= 0 && identifiers.count(event.identifier) == 0;
            if (accepted)
            {
                identifiers.insert(event.identifier);
                schedule[day].push_back(event);
            }
            else
            {
                unusable.push_back(lineNumber);
            }
        }
    }
    for (const long lineNumber : unusable)
    {
        std::cerr << "not usable: line " << lineNumber << std::endl;
    }

    const std::vector<std::string> problems = collectProblems(schedule);
    for (const std::string &problem : problems)
    {
        std::cout << problem << std::endl;
    }
    if (problems.size() == 0)
    {
        std::cout << "no clashes" << std::endl;
    }
    std::map<std::string, int> totals;
    for (const std::vector<Event> &events : schedule)
    {
        for (const Event &event : events)
        {
            totals[event.location] += event.finish - event.beginning;
        }
    }
    for (auto entry = totals.begin(); entry != totals.end(); ++entry)
    {
        std::cout << entry->first << " " << entry->second << std::endl;
    }
    std::cout << "skipped " << unusable.size() << std::endl;
    return 0;
}
