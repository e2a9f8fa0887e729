#include <cstdlib>
#include <iostream>
#include <list>
#include <map>
#include <queue>
#include <set>
#include <sstream>
#include <string>
#include <algorithm>
#include <vector>

/* Everything known about one unit of work handed to the machine. */
struct Assignment
{
    std::string label;
    long entry = 0;
    long urgency = 0;
    long duration = 0;
    long performed = 0;
};

/* The queues, indexed by urgency; only those that hold something exist. */
typedef std::map<long, std::queue<Assignment *>> Backlog;

static void enter(Backlog &backlog, Assignment *assignment, long urgency)
{
    assignment->urgency = urgency > 9 ? 9 : urgency;
    backlog[assignment->urgency].push(assignment);
}

static Assignment *leave(Backlog &backlog)
{
    if (backlog.empty())
    {
        return nullptr;
    }
    const auto first = backlog.begin();
    Assignment *assignment = first->second.front();
    first->second.pop();
    if (first->second.empty())
    {
        backlog.erase(first);
    }
    return assignment;
}

/* Numbers consist of digits only and must not exceed the maximum. */
static bool readNumber(std::istream &source, long minimum, long maximum, long &value)
{
    std::string digits;
    source >> digits;
    const bool numeric = !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
    if (!numeric || digits.length() > 6)
    {
        return false;
    }
    value = std::atol(digits.c_str());
    return minimum <= value && value <= maximum;
}

static bool nothingLeft(std::istream &source)
{
    std::string remainder;
    source >> remainder;
    return remainder.empty();
}

static bool readAssignment(const std::string &row, Assignment &assignment)
{
    std::istringstream source(row);
    source >> assignment.label;
    if (!readNumber(source, 0, 100000, assignment.entry) || !readNumber(source, 0, 9, assignment.urgency))
    {
        return false;
    }
    return readNumber(source, 1, 100000, assignment.duration) && nothingLeft(source);
}

static bool enteredEarlier(const Assignment &left, const Assignment &right)
{
    return left.entry < right.entry;
}

/* Moves those whose time has come into the backlog. */
static void admitUntil(long clock, std::list<Assignment *> &outside, Backlog &backlog)
{
    while (!outside.empty() && outside.front()->entry <= clock)
    {
        enter(backlog, outside.front(), outside.front()->urgency);
        outside.pop_front();
    }
}

int main()
{
    std::string row;
    std::getline(std::cin, row);
    std::istringstream header(row);
    std::string keyword;
    long portion = 0;
    header >> keyword;
    if (keyword != "quantum" || !readNumber(header, 1, 100, portion) || !nothingLeft(header))
    {
        std::cout << "bad quantum" << std::endl;
        return 0;
    }

    std::vector<Assignment> assignments;
    std::set<std::string> labels;
    long refused = 0;
    while (std::getline(std::cin, row))
    {
        Assignment assignment;
        if (row.length() == 0)
        {
            continue;
        }
        if (!readAssignment(row, assignment) || labels.count(assignment.label) != 0)
        {
            refused++;
            std::cerr << "could not accept this row: " << row << std::endl;
            continue;
        }
        labels.insert(assignment.label);
        assignments.push_back(assignment);
    }
    std::stable_sort(assignments.begin(), assignments.end(), enteredEarlier);

    std::list<Assignment *> outside;
    for (Assignment &assignment : assignments)
    {
        outside.push_back(&assignment);
    }
    Backlog backlog;
    long clock = 0;
    long unused = 0;
    long delays = 0;
    for (admitUntil(clock, outside, backlog); !backlog.empty() || !outside.empty(); admitUntil(clock, outside, backlog))
    {
        Assignment *selected = leave(backlog);
        if (selected == nullptr)
        {
            const long nextEntry = outside.front()->entry;
            unused += nextEntry - clock;
            clock = nextEntry;
            continue;
        }
        const long open = selected->duration - selected->performed;
        const long used = open < portion ? open : portion;
        selected->performed += used;
        clock += used;
        admitUntil(clock, outside, backlog);
        if (used < open)
        {
            enter(backlog, selected, selected->urgency + 1);
            continue;
        }
        const long delay = clock - selected->entry - selected->duration;
        delays += delay;
        std::cout << clock << " done " << selected->label << " waited " << delay << std::endl;
    }

    std::cout << "idle " << unused << std::endl;
    if (assignments.empty())
    {
        std::cout << "average -" << std::endl;
    }
    else
    {
        std::cout << "average " << delays / static_cast<long>(assignments.size()) << std::endl;
    }
    std::cout << "rejected " << refused << std::endl;
    return 0;
}
