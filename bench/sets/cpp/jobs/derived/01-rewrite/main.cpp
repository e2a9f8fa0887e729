#include <cstdint>
#include <cstdio>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace {

constexpr int kWorstRank = 9;
constexpr int kUpperLimit = 100000;

// Static description of a request plus the amount already processed.
struct Request {
  std::string title;
  int submitted;
  int rank;
  int demand;
  int processed = 0;

  bool complete() const { return processed >= demand; }
};

std::vector<std::string> fieldsOf(const std::string& source) {
  std::vector<std::string> fields;
  std::size_t cursor = 0;
  while ((cursor = source.find_first_not_of(" \t\r", cursor)) != std::string::npos) {
    const std::size_t stop = std::min(source.find_first_of(" \t\r", cursor), source.size());
    fields.push_back(source.substr(cursor, stop - cursor));
    cursor = stop;
  }
  return fields;
}

// Yields -1 when the field is not a number inside the permitted interval.
int boundedNumber(const std::string& field, int minimum, int maximum) {
  if (field.empty() || field.size() > 6) return -1;
  int accumulated = 0;
  for (const char symbol : field) {
    if (symbol < '0' || symbol > '9') return -1;
    accumulated = accumulated * 10 + (symbol - '0');
  }
  return accumulated < minimum || accumulated > maximum ? -1 : accumulated;
}

class InputParser {
 public:
  static int parseTimeSlice(const std::string& header) {
    const auto fields = fieldsOf(header);
    return fields.size() == 2 && fields.front() == "quantum" ? boundedNumber(fields.back(), 1, 100) : -1;
  }

  std::multimap<int, Request> parseRequests(std::istream& stream) {
    std::multimap<int, Request> requests;
    for (std::string record; std::getline(stream, record);) {
      const auto fields = fieldsOf(record);
      if (fields.empty()) continue;
      if (!acceptable(fields)) {
        std::fprintf(stderr, "Dropping malformed request: %s\n", record.c_str());
        ++dropped_;
        continue;
      }
      const int submitted = std::stoi(fields[1]);
      requests.emplace(submitted, Request{fields[0], submitted, std::stoi(fields[2]), std::stoi(fields[3])});
    }
    return requests;
  }

  unsigned dropped() const { return dropped_; }

 private:
  bool acceptable(const std::vector<std::string>& fields) {
    return fields.size() == 4 && boundedNumber(fields[1], 0, kUpperLimit) != -1 &&
           boundedNumber(fields[2], 0, kWorstRank) != -1 && boundedNumber(fields[3], 1, kUpperLimit) != -1 &&
           titles_.insert(fields[0]).second;
  }

  std::unordered_set<std::string> titles_;
  unsigned dropped_ = 0;
};

class Engine {
 public:
  Engine(std::multimap<int, Request> pending, int timeSlice) : pending_(std::move(pending)), timeSlice_(timeSlice), population_(pending_.size()) {}

  void simulate() {
    for (releaseUpTo(current_); !(backlog_.empty() && pending_.empty());) {
      if (backlog_.empty()) {
        const int upcoming = pending_.begin()->first;
        unusedTime_ += upcoming - current_;
        releaseUpTo(current_ = upcoming);
      } else {
        processFirst();
      }
    }
  }

  void printTotals() const {
    std::printf("idle %lld\n", static_cast<long long>(unusedTime_));
    if (population_ > 0) std::printf("average %lld\n", static_cast<long long>(totalDelay_ / static_cast<std::int64_t>(population_)));
    else std::puts("average -");
  }

 private:
  void releaseUpTo(int moment) {
    const auto bound = pending_.upper_bound(moment);
    for (auto each = pending_.begin(); each != bound; ++each) store(each->second);
    pending_.erase(pending_.begin(), bound);
  }

  void store(const Request& request) { backlog_.emplace(std::make_pair(request.rank, sequence_++), request); }

  void processFirst() {
    Request request = std::move(backlog_.begin()->second);
    backlog_.erase(backlog_.begin());
    const int portion = std::min(request.demand - request.processed, timeSlice_);
    request.processed += portion;
    releaseUpTo(current_ += portion);
    if (request.complete()) {
      const int delay = current_ - request.demand - request.submitted;
      std::printf("%d done %s waited %d\n", current_, request.title.c_str(), delay);
      totalDelay_ += delay;
    } else {
      if (request.rank != kWorstRank) ++request.rank;
      store(request);
    }
  }

  std::multimap<int, Request> pending_;
  std::map<std::pair<int, unsigned>, Request> backlog_;
  int timeSlice_, current_ = 0;
  unsigned sequence_ = 0;
  std::size_t population_;
  std::int64_t unusedTime_ = 0, totalDelay_ = 0;
};

}  // namespace

int main() {
  std::string header;
  std::getline(std::cin, header);
  const int timeSlice = InputParser::parseTimeSlice(header);
  if (timeSlice == -1) {
    std::puts("bad quantum");
    return 0;
  }
  InputParser parser;
  Engine engine(parser.parseRequests(std::cin), timeSlice);
  engine.simulate();
  engine.printTotals();
  std::printf("rejected %u\n", parser.dropped());
}
