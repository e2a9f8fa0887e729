/**
 * @file  Event driven: an ordered set of events moves the clock.
 */
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

using Tick = std::int64_t;

enum class What { Arrive, SliceEnd };   // arrivals come first at one moment

struct Event {
    Tick when;
    What what;
    int id;
    bool operator<(const Event& e) const { return std::tie(when, what, id) < std::tie(e.when, e.what, e.id); }
};

struct Item {
    std::string name;
    Tick arrival = 0;
    int prio = 0;
    Tick work = 0;
    Tick open = 0;   ///< work still to do
};

/** What waits: priority, then a running number, then the item. */
using Waiting = std::set<std::tuple<int, long, int>>;

struct Simulation {
    std::vector<Item> items;
    Tick quantum = 0;
    Tick idleSince = 0;   ///< negative while the machine works
    Tick idle = 0;
    Tick waited = 0;
    long counter = 0;
    Waiting waiting;
    std::set<Event> events;

    void start(Tick now);
    void handle(const Event& e);
};

/** Gives work to a machine that has none. */
void Simulation::start(Tick now)
{
    if (idleSince < 0 || waiting.empty()) {
        return;
    }
    idle += now - idleSince;
    idleSince = -1;
    const int id = std::get<2>(*waiting.begin());
    waiting.erase(waiting.begin());
    Item& it = items[id];
    const Tick slice = it.open < quantum ? it.open : quantum;
    it.open -= slice;
    events.insert({now + slice, What::SliceEnd, id});
}

void Simulation::handle(const Event& e)
{
    Item& it = items[e.id];
    if (e.what == What::SliceEnd) {
        idleSince = e.when;
        if (it.open == 0) {
            const Tick w = e.when - it.arrival - it.work;
            waited += w;
            std::printf("%lld done %s waited %lld\n", (long long)e.when, it.name.c_str(), (long long)w);
        } else {
            it.prio += it.prio < 9 ? 1 : 0;
        }
    }
    if (it.open > 0) {
        waiting.emplace(it.prio, counter++, e.id);
    }
    // All that happens at this moment must be known before a choice is made.
    if (events.empty() || events.begin()->when > e.when) {
        start(e.when);
    }
}

static bool readItem(const std::string& line, Item& it)
{
    std::istringstream is(line);
    std::string tail;
    const bool four = static_cast<bool>(is >> it.name >> it.arrival >> it.prio >> it.work);
    it.open = it.work;
    return four && !(is >> tail) && it.arrival >= 0 && it.arrival <= 100000 && it.prio >= 0 && it.prio <= 9 &&
           it.work >= 1 && it.work <= 100000;
}

static bool readQuantum(const std::string& line, Tick& quantum)
{
    int n = 0;
    char tail = 0;
    const int got = std::sscanf(line.c_str(), "quantum %d %c", &n, &tail);
    quantum = n;
    return got == 1 && n >= 1 && n <= 100;
}

int main()
{
    Simulation sim;
    std::string line;
    int rejected = 0;
    if (!std::getline(std::cin, line) || !readQuantum(line, sim.quantum)) {
        std::puts("bad quantum");
        return 0;
    }
    std::set<std::string> known;
    while (std::getline(std::cin, line)) {
        Item it;
        if (line.empty()) {
            continue;
        }
        if (readItem(line, it) && known.insert(it.name).second) {
            sim.events.insert({it.arrival, What::Arrive, static_cast<int>(sim.items.size())});
            sim.items.push_back(it);
        } else {
            ++rejected;
            std::fprintf(stderr, "rejected: %s\n", line.c_str());
        }
    }
    while (!sim.events.empty()) {
        const Event e = *sim.events.begin();
        sim.events.erase(sim.events.begin());
        sim.handle(e);
    }
    std::printf("idle %lld\n", (long long)sim.idle);
    const std::string mean = sim.items.empty() ? "-" : std::to_string(sim.waited / (Tick)sim.items.size());
    std::printf("average %s\nrejected %d\n", mean.c_str(), rejected);
    return 0;
}
