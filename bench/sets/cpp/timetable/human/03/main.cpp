#include <array>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <unordered_set>
#include <vector>

constexpr std::array dayNames{"mon", "tue", "wed", "thu", "fri"};

struct Span {
  int from{}, until{};
  bool touches(const Span& o) const { return from < o.until && o.from < until; }
};

struct Slot {
  std::string code, room, teacher;
  Span span;
};

// Monday to friday; a map keeps each day in the order of the codes.
using Week = std::array<std::map<std::string, Slot>, 5>;

std::optional<std::pair<int, Slot>> read(const std::string& line) {
  static const std::string time = R"(([01]\d|2[0-3]):([0-5]\d))";
  static const std::regex shape{R"(\s*(\S+)\s+(mon|tue|wed|thu|fri)\s+)" + time + R"(\s+)" + time +
                                R"(\s+(\S+)\s+(\S+)\s*)"};
  std::smatch m;
  if (!std::regex_match(line, m, shape)) return std::nullopt;
  const auto minutes = [&m](int at) { return 60 * std::stoi(m[at]) + std::stoi(m[at + 1]); };
  const Span span{minutes(3), minutes(5)};
  if (span.until <= span.from) return std::nullopt;
  int day = 0;
  while (dayNames[day] != m[2].str()) ++day;
  return std::pair{day, Slot{m[1], m[7], m[8], span}};
}

std::optional<std::string> conflict(const Slot& a, const Slot& b) {
  if (!a.span.touches(b.span)) return {};
  if (a.room == b.room) return a.teacher == b.teacher ? "both" : "room";
  if (a.teacher == b.teacher) return "teacher";
  return {};
}

std::vector<std::string> conflicts(const Week& week) {
  std::vector<std::string> found;
  for (size_t day = 0; day < week.size(); ++day) {
    const auto& slots = week[day];
    for (auto one = slots.begin(); one != slots.end(); ++one) {
      for (auto other = std::next(one); other != slots.end(); ++other) {
        if (const auto kind = conflict(one->second, other->second))
          found.push_back(std::string{dayNames[day]} + ' ' + one->first + ' ' + other->first + ' ' + *kind);
      }
    }
  }
  return found;
}

std::map<std::string, int> roomUse(const Week& week) {
  std::map<std::string, int> use;
  for (const auto& day : week)
    for (const auto& [code, slot] : day) use[slot.room] += slot.span.until - slot.span.from;
  return use;
}

int main() {
  Week week;
  std::unordered_set<std::string> codes;
  std::vector<int> skipped;
  int number = 0;
  for (std::string line; std::getline(std::cin, line);) {
    ++number;
    if (line.empty()) continue;
    const auto lesson = read(line);
    if (!lesson || !codes.insert(lesson->second.code).second) {
      skipped.push_back(number);
      continue;
    }
    week[lesson->first].emplace(lesson->second.code, lesson->second);
  }

  if (!skipped.empty()) {
    std::cerr << "These lines make no sense:";
    for (auto n : skipped) std::cerr << ' ' << n;
    std::cerr << '\n';
  }
  auto report = conflicts(week);
  if (report.empty()) report.emplace_back("no clashes");
  std::copy(report.begin(), report.end(), std::ostream_iterator<std::string>(std::cout, "\n"));
  for (const auto& [room, minutes] : roomUse(week)) std::cout << room << ' ' << minutes << '\n';
  std::cout << "skipped " << skipped.size() << '\n';
}
