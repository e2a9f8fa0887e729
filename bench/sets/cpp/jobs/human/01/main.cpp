// Simulates a machine with a priority queue and slices of time.
#include <algorithm>
#include <iostream>
#include <queue>
#include <set>
#include <sstream>
#include <string>
#include <vector>

struct Job {
    std::string name;
    long arrival = 0, priority = 0, work = 0;
    long left = 0;
    long ticket = 0; // order in the queue
};

struct Later {
    bool operator()(const Job &a, const Job &b) const {
        if (a.priority != b.priority)
            return a.priority > b.priority;
        return a.ticket > b.ticket;
    }
};

class Reader {
public:
    bool quantum(std::istream &in, long &n) {
        std::string line;
        std::getline(in, line);
        std::istringstream words(line);
        std::string word, extra;
        return words >> word >> n && word == "quantum" && n >= 1 && n <= 100 && !(words >> extra);
    }

    std::vector<Job> jobs(std::istream &in) {
        std::vector<Job> list;
        std::string line;
        while (std::getline(in, line)) {
            if (line.empty())
                continue;
            Job job;
            if (parse(line, job)) {
                list.push_back(job);
            } else {
                std::cerr << "not a job: " << line << '\n';
                ++rejected_;
            }
        }
        return list;
    }

    int rejected() const { return rejected_; }

private:
    bool parse(const std::string &line, Job &job) {
        std::istringstream words(line);
        std::string extra;
        if (!(words >> job.name >> job.arrival >> job.priority >> job.work) || words >> extra)
            return false;
        if (job.arrival < 0 || job.arrival > 100000 || job.priority < 0 || job.priority > 9)
            return false;
        if (job.work < 1 || job.work > 100000)
            return false;
        job.left = job.work;
        return names_.insert(job.name).second;
    }

    std::set<std::string> names_;
    int rejected_ = 0;
};

class Machine {
public:
    Machine(std::vector<Job> jobs, long quantum) : jobs_(std::move(jobs)), quantum_(quantum) {
        std::stable_sort(jobs_.begin(), jobs_.end(),
                         [](const Job &a, const Job &b) { return a.arrival < b.arrival; });
    }

    void run() {
        admit();
        while (!queue_.empty() || next_ < jobs_.size()) {
            if (queue_.empty()) {
                idle_ += jobs_[next_].arrival - now_;
                now_ = jobs_[next_].arrival;
                admit();
                continue;
            }
            Job job = queue_.top();
            queue_.pop();
            long slice = std::min(quantum_, job.left);
            now_ += slice;
            job.left -= slice;
            admit();
            if (job.left > 0) {
                job.priority = std::min(job.priority + 1, 9L);
                push(job);
            } else {
                finish(job);
            }
        }
    }

    void summary() const {
        std::cout << "idle " << idle_ << '\n';
        if (jobs_.empty())
            std::cout << "average -\n";
        else
            std::cout << "average " << waited_ / static_cast<long>(jobs_.size()) << '\n';
    }

private:
    void admit() {
        while (next_ < jobs_.size() && jobs_[next_].arrival <= now_)
            push(jobs_[next_++]);
    }

    void push(Job job) {
        job.ticket = tickets_++;
        queue_.push(job);
    }

    void finish(const Job &job) {
        long waited = now_ - job.arrival - job.work;
        waited_ += waited;
        std::cout << now_ << " done " << job.name << " waited " << waited << '\n';
    }

    std::vector<Job> jobs_;
    std::priority_queue<Job, std::vector<Job>, Later> queue_;
    std::size_t next_ = 0;
    long quantum_, now_ = 0, idle_ = 0, waited_ = 0, tickets_ = 0;
};

int main() {
    Reader reader;
    long quantum = 0;
    if (!reader.quantum(std::cin, quantum)) {
        std::cout << "bad quantum\n";
        return 0;
    }
    Machine machine(reader.jobs(std::cin), quantum);
    machine.run();
    machine.summary();
    std::cout << "rejected " << reader.rejected() << '\n';
    return 0;
}
