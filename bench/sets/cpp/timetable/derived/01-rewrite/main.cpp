#include <array>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace {

constexpr std::array<const char*, 5> kWeek = {"mon", "tue", "wed", "thu", "fri"};

// Signals that a record has to be discarded, together with an explanation.
struct Discarded {
  const char* explanation;
};

// Parses a two digit number that starts at the given offset.
int twoDigits(const std::string& source, std::size_t offset, int maximum) {
  const char high = source[offset], low = source[offset + 1];
  if (high < '0' || high > '9' || low < '0' || low > '9') throw Discarded{"clock contains something else than digits"};
  const int number = 10 * (high - '0') + low - '0';
  if (number > maximum) throw Discarded{"clock value out of range"};
  return number;
}

class Moment {
 public:
  static int toMinute(const std::string& source) {
    if (source.length() != 5 || source.at(2) != ':') throw Discarded{"clock must look like HH:MM"};
    return twoDigits(source, 0, 23) * 60 + twoDigits(source, 3, 59);
  }
};

struct Session {
  std::string label, location, instructor;
  unsigned weekday = 0;
  std::pair<int, int> interval;

  int duration() const { return interval.second - interval.first; }
  bool coincidesWith(const Session& that) const {
    if (weekday != that.weekday) return false;
    return std::max(interval.first, that.interval.first) < std::min(interval.second, that.interval.second);
  }
};

std::vector<std::string> tokensOf(const std::string& record) {
  std::vector<std::string> tokens;
  bool open = false;
  for (const char ch : record) {
    if (ch == ' ' || ch == '\t' || ch == '\r') {
      open = false;
    } else {
      if (!open) tokens.emplace_back();
      open = true;
      tokens.back().push_back(ch);
    }
  }
  return tokens;
}

Session decodeSession(const std::string& record) {
  const std::vector<std::string> tokens = tokensOf(record);
  if (tokens.size() != 6u) throw Discarded{"wrong number of columns"};
  Session session;
  session.label = tokens[0];
  session.location = tokens[4];
  session.instructor = tokens[5];
  while (session.weekday < kWeek.size() && tokens[1] != kWeek[session.weekday]) ++session.weekday;
  if (session.weekday >= kWeek.size()) throw Discarded{"unknown weekday"};
  session.interval = {Moment::toMinute(tokens[2]), Moment::toMinute(tokens[3])};
  if (session.duration() < 1) throw Discarded{"interval is empty or reversed"};
  return session;
}

class Calendar {
 public:
  void enter(Session session) {
    if (known_.count(session.label)) throw Discarded{"duplicate label"};
    known_.insert(session.label);
    const auto position = std::make_pair(session.weekday, session.label);
    sessions_.emplace(position, std::move(session));
  }

  void reportCollisions() const {
    unsigned reported = 0;
    for (auto outer = sessions_.cbegin(); outer != sessions_.cend(); ++outer)
      for (auto inner = std::next(outer); inner != sessions_.cend(); ++inner)
        reported += reportPair(outer->second, inner->second);
    if (!reported) std::puts("no clashes");
  }

  void reportOccupancy() const {
    std::map<std::string, int> occupancy;
    for (const auto& [position, session] : sessions_) occupancy[session.location] += session.duration();
    for (const auto& [location, total] : occupancy) std::printf("%s %d\n", location.c_str(), total);
  }

 private:
  static unsigned reportPair(const Session& one, const Session& two) {
    const int shared = (one.location == two.location ? 1 : 0) + (one.instructor == two.instructor ? 2 : 0);
    if (shared == 0 || !one.coincidesWith(two)) return 0;
    static const char* const causes[] = {"room", "teacher", "both"};
    std::printf("%s %s %s %s\n", kWeek[one.weekday], one.label.c_str(), two.label.c_str(), causes[shared - 1]);
    return 1;
  }

  std::unordered_set<std::string> known_;
  std::map<std::pair<unsigned, std::string>, Session> sessions_;
};

}  // namespace

int main() {
  Calendar calendar;
  std::string record;
  unsigned position = 0, discarded = 0;
  while (++position, std::getline(std::cin, record)) {
    if (record.length() == 0) continue;
    try {
      calendar.enter(decodeSession(record));
    } catch (const Discarded& reason) {
      ++discarded;
      std::fprintf(stderr, "Discarding record %u (%s)\n", position, reason.explanation);
    }
  }
  calendar.reportCollisions();
  calendar.reportOccupancy();
  std::printf("skipped %u\n", discarded);
}
