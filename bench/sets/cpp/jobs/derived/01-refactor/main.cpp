#include <algorithm>
#include <iostream>
#include <queue>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using std::string;

struct Process
{
    long number;
    long rest;
    long total, level, begin;
    string label;

    long delayAt(long moment) const
    {
        return moment - total - begin;
    }

    static bool before(const Process& l, const Process& r)
    {
        return l.begin < r.begin;
    }

    static bool worse(const Process& l, const Process& r)
    {
        return l.level == r.level ? r.number < l.number : r.level < l.level;
    }
};

static bool between(long n, long low, long high)
{
    return !(n < low) && !(n > high);
}

static bool exhausted(std::istream& words)
{
    string rest;
    return !(words >> rest);
}

static bool understood(const string& text, Process& p)
{
    std::istringstream words(text);
    words >> p.label >> p.begin >> p.level >> p.total;
    if (words.fail() || !exhausted(words)) return false;
    p.rest = p.total;
    return between(p.total, 1, 100000) && between(p.level, 0, 9) && between(p.begin, 0, 100000);
}

static long readSlice(const string& text)
{
    long result = 0;
    string keyword;
    std::istringstream words(text);
    words >> keyword >> result;
    bool good = !words.fail() && exhausted(words) && keyword == "quantum" && between(result, 1, 100);
    return good ? result : 0;
}

class Computer
{
    typedef bool (*Compare)(const Process&, const Process&);

    long clock = 0, numbers = 0, unused = 0, delays = 0;
    const long slice;
    std::priority_queue<Process, std::vector<Process>, Compare> ready;
    std::vector<Process> all;
    size_t arrived = 0;

    void enqueue(Process p)
    {
        p.number = numbers;
        numbers++;
        ready.push(p);
    }

    void welcome()
    {
        for (; arrived != all.size(); arrived++)
        {
            if (all[arrived].begin > clock) return;
            enqueue(all[arrived]);
        }
    }

    void sleep()
    {
        long until = all[arrived].begin;
        unused += until - clock;
        clock = until;
        welcome();
    }

    void work()
    {
        Process p = ready.top();
        ready.pop();
        long used = p.rest < slice ? p.rest : slice;
        p.rest -= used;
        clock += used;
        welcome();
        if (p.rest == 0)
        {
            delays += p.delayAt(clock);
            std::cout << clock << " done " << p.label << " waited " << p.delayAt(clock) << '\n';
            return;
        }
        if (p.level < 9) p.level++;
        enqueue(p);
    }

public:
    explicit Computer(long n) : slice(n), ready(Process::worse) {}

    void print() const
    {
        string mean = "-";
        if (!all.empty()) mean = std::to_string(delays / static_cast<long>(all.size()));
        std::cout << "idle " << unused << '\n' << "average " << mean << '\n';
    }

    void execute(const std::vector<Process>& processes)
    {
        all = processes;
        std::stable_sort(all.begin(), all.end(), Process::before);
        welcome();
        for (;;)
        {
            if (!ready.empty()) work();
            else if (arrived != all.size()) sleep();
            else break;
        }
    }
};

int main()
{
    string text;
    std::getline(std::cin, text);
    const long slice = readSlice(text);
    if (slice == 0)
    {
        std::cout << "bad quantum\n";
        return 0;
    }
    std::set<string> labels;
    std::vector<Process> processes;
    int refused = 0;
    while (std::getline(std::cin, text))
    {
        if (!text.empty())
        {
            Process p;
            bool good = understood(text, p) && labels.insert(p.label).second;
            if (!good)
            {
                refused++;
                std::cerr << "not a job: " << text << '\n';
            }
            else processes.push_back(p);
        }
    }
    Computer computer(slice);
    computer.execute(processes);
    computer.print();
    std::cout << "rejected " << refused << '\n';
}
