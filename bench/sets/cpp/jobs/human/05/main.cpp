#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <sstream>
#include <string>

namespace simulation
{
    class Process
    {
    public:
        bool Parse(const std::string& text)
        {
            std::istringstream in(text);
            in >> m_name >> m_arrival >> m_priority >> m_work;
            return in && (in >> std::ws).eof() && InRange(m_arrival, 0, 100000) && InRange(m_priority, 0, 9) &&
                   InRange(m_work, 1, 100000);
        }

        // Works for some time and answers how long it was.
        int Run(int limit)
        {
            const int time = std::min(limit, m_work - m_worked);
            m_worked += time;
            return time;
        }

        void Degrade() { if (m_priority < 9) ++m_priority; }
        bool IsDone() const { return m_worked == m_work; }
        int WaitedUntil(int time) const { return time - m_arrival - m_work; }
        int Priority() const { return m_priority; }
        int Arrival() const { return m_arrival; }
        const std::string& Name() const { return m_name; }

    private:
        static bool InRange(int value, int low, int high) { return low <= value && value <= high; }

        std::string m_name;
        int m_arrival = -1, m_priority = -1, m_work = -1, m_worked = 0;
    };

    typedef std::shared_ptr<Process> ProcessPtr;

    class Observer
    {
    public:
        virtual ~Observer() = default;
        virtual void OnIdle(int from, int to) = 0;
        virtual void OnDone(int time, const Process& process) = 0;
    };

    class Statistics : public Observer
    {
        int m_idle = 0, m_count = 0;
        long m_waited = 0;
    public:
        void OnIdle(int from, int to) override { m_idle += to - from; }
        void OnDone(int time, const Process& process) override
        {
            ++m_count;
            m_waited += process.WaitedUntil(time);
            std::cout << time << " done " << process.Name() << " waited " << process.WaitedUntil(time) << std::endl;
        }
        void Print() const
        {
            std::cout << "idle " << m_idle << std::endl << "average ";
            if (m_count == 0) std::cout << "-" << std::endl;
            else std::cout << m_waited / m_count << std::endl;
        }
    };

    class Processor
    {
        std::multimap<int, ProcessPtr> m_future;   // by arrival, equals as inserted
        std::multimap<int, ProcessPtr> m_ready;    // by priority, equals as inserted
        int m_time = 0;

        void Wake()
        {
            while (!m_future.empty() && m_future.begin()->first <= m_time)
            {
                const ProcessPtr process = m_future.begin()->second;
                m_future.erase(m_future.begin());
                m_ready.emplace(process->Priority(), process);
            }
        }

    public:
        void Submit(const ProcessPtr& process) { m_future.emplace(process->Arrival(), process); }

        void Simulate(int quantum, Observer& observer)
        {
            for (Wake(); !m_ready.empty() || !m_future.empty(); Wake())
            {
                if (m_ready.empty())
                {
                    observer.OnIdle(m_time, m_future.begin()->first);
                    m_time = m_future.begin()->first;
                    continue;
                }
                const ProcessPtr process = m_ready.begin()->second;
                m_ready.erase(m_ready.begin());
                m_time += process->Run(quantum);
                Wake();
                if (process->IsDone())
                {
                    observer.OnDone(m_time, *process);
                    continue;
                }
                process->Degrade();
                m_ready.emplace(process->Priority(), process);
            }
        }
    };
}

int main()
{
    using namespace simulation;
    std::string text, keyword;
    int quantum = 0, rejected = 0;
    std::getline(std::cin, text);
    std::istringstream head(text);
    if (!(head >> keyword >> quantum) || !(head >> std::ws).eof() || keyword != "quantum" || quantum < 1 || quantum > 100)
    {
        std::cout << "bad quantum" << std::endl;
        return 0;
    }
    Processor processor;
    std::map<std::string, ProcessPtr> byName;
    while (std::getline(std::cin, text))
    {
        if (text.empty()) continue;
        auto process = std::make_shared<Process>();
        if (process->Parse(text) && byName.emplace(process->Name(), process).second)
            processor.Submit(process);
        else
            std::cerr << "[reject " << ++rejected << "] " << text << std::endl;
    }
    Statistics statistics;
    processor.Simulate(quantum, statistics);
    statistics.Print();
    std::cout << "rejected " << rejected << std::endl;
}
