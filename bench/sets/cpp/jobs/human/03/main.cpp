#include <algorithm>
#include <array>
#include <deque>
#include <iostream>
#include <numeric>
#include <optional>
#include <regex>
#include <string>
#include <unordered_set>
#include <vector>

struct Task {
  std::string name;
  int arrival{}, priority{}, work{};
  int remaining{work};
  int end{};
  int waited() const { return end - arrival - work; }
};

// Ten queues, the best first; tasks are known by their index.
class Scheduler {
 public:
  void add(size_t task, int priority) { levels_[std::min(priority, 9)].push_back(task); }

  std::optional<std::pair<size_t, int>> next() {
    const auto level = std::find_if(levels_.begin(), levels_.end(), [](const auto& l) { return !l.empty(); });
    if (level == levels_.end()) return {};
    const auto task = level->front();
    level->pop_front();
    return std::pair{task, int(level - levels_.begin())};
  }

 private:
  std::array<std::deque<size_t>, 10> levels_;
};

std::optional<Task> parse(const std::string& line) {
  static const std::regex shape{R"(\s*(\S+)\s+(\d{1,6})\s+(\d)\s+(\d{1,6})\s*)"};
  std::smatch m;
  if (!std::regex_match(line, m, shape)) return {};
  Task t{m[1], std::stoi(m[2]), std::stoi(m[3]), std::stoi(m[4])};
  if (t.arrival > 100000 || t.work > 100000 || t.work == 0) return {};
  return t;
}

int simulate(std::vector<Task>& tasks, const int quantum) {
  Scheduler scheduler;
  int now = 0, idle = 0;
  size_t upcoming = 0;
  const auto arrivals = [&] {
    for (; upcoming < tasks.size() && tasks[upcoming].arrival <= now; ++upcoming)
      scheduler.add(upcoming, tasks[upcoming].priority);
  };
  while (true) {
    arrivals();
    const auto chosen = scheduler.next();
    if (!chosen && upcoming == tasks.size()) return idle;
    if (!chosen) {
      idle += tasks[upcoming].arrival - now;
      now = tasks[upcoming].arrival;
      continue;
    }
    const auto [index, level] = *chosen;
    auto& task = tasks[index];
    const int slice = std::min(quantum, task.remaining);
    now += slice;
    task.remaining -= slice;
    arrivals();
    if (task.remaining > 0) {
      scheduler.add(index, level + 1);
    } else {
      task.end = now;
      std::cout << now << " done " << task.name << " waited " << task.waited() << '\n';
    }
  }
}

int main() {
  std::string line;
  std::getline(std::cin, line);
  std::smatch m;
  if (!std::regex_match(line, m, std::regex{R"(\s*quantum\s+([1-9]\d?|100)\s*)"})) {
    std::cout << "bad quantum\n";
    return 0;
  }
  const int quantum = std::stoi(m[1]);

  std::vector<Task> tasks;
  std::unordered_set<std::string> names;
  int rejected = 0;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    if (auto task = parse(line); task && names.insert(task->name).second) {
      tasks.push_back(*std::move(task));
    } else {
      ++rejected;
      std::cerr << "Rejecting '" << line << "'.\n";
    }
  }
  std::stable_sort(tasks.begin(), tasks.end(), [](const auto& a, const auto& b) { return a.arrival < b.arrival; });

  const int idle = simulate(tasks, quantum);
  const auto total = std::accumulate(tasks.begin(), tasks.end(), 0LL, [](auto sum, const auto& t) { return sum + t.waited(); });
  std::cout << "idle " << idle << "\naverage " << (tasks.empty() ? "-" : std::to_string(total / (long long)tasks.size()))
            << "\nrejected " << rejected << '\n';
}
