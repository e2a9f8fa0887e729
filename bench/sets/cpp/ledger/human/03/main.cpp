#include <algorithm>
#include <cstdint>
#include <functional>
#include <iostream>
#include <iterator>
#include <numeric>
#include <optional>
#include <regex>
#include <sstream>
#include <unordered_map>
#include <vector>

using Words = std::vector<std::string>;
using Cents = std::int64_t;
using Bank = std::unordered_map<std::string, Cents>;
// A handler says whether it could do its work.
using Handler = std::function<bool(Bank&, const Words&)>;

std::optional<Cents> toCents(const std::string& text) {
  static const std::regex shape{R"((\d{1,12})(?:\.(\d{0,2}))?)"};
  std::smatch m;
  if (!std::regex_match(text, m, shape)) return std::nullopt;
  auto fraction = m[2].str();
  fraction.append(2 - fraction.size(), '0');
  const Cents value = std::stoll(m[1].str() + fraction);
  return value > 0 ? std::optional<Cents>{value} : std::nullopt;
}

std::string fromCents(Cents c) {
  auto s = std::to_string(c);
  if (s.size() < 3) s.insert(0, 3 - s.size(), '0');
  return s.insert(s.size() - 2, ".");
}

const std::unordered_map<std::string, std::pair<size_t, Handler>> handlers{
  {"open", {2, [](Bank& bank, const Words& w) { return bank.try_emplace(w[1], 0).second; }}},
  {"close", {2, [](Bank& bank, const Words& w) {
    const auto it = bank.find(w[1]);
    const bool fine = it != bank.end() && it->second == 0;
    if (fine) bank.erase(it);
    return fine;
  }}},
  {"put", {3, [](Bank& bank, const Words& w) {
    const auto it = bank.find(w[1]);
    const auto sum = toCents(w[2]);
    if (it == bank.end() || !sum) return false;
    it->second += *sum;
    return true;
  }}},
  {"take", {3, [](Bank& bank, const Words& w) {
    const auto it = bank.find(w[1]);
    const auto sum = toCents(w[2]);
    if (it == bank.end() || !sum || *sum > it->second) return false;
    it->second -= *sum;
    return true;
  }}},
  {"move", {4, [](Bank& bank, const Words& w) {
    const auto source = bank.find(w[1]), target = bank.find(w[2]);
    const auto sum = toCents(w[3]);
    if (source == bank.end() || target == bank.end()) return false;
    if (!sum || *sum > source->second) return false;
    source->second -= *sum;
    target->second += *sum;
    return true;
  }}},
};

bool dispatch(Bank& bank, const Words& words) {
  const auto h = handlers.find(words.front());
  return h != handlers.end() && words.size() == h->second.first && h->second.second(bank, words);
}

int main() {
  Bank bank;
  std::vector<int> refused;
  std::string line;
  for (int n = 1; std::getline(std::cin, line); ++n) {
    std::istringstream stream{line};
    const Words words{std::istream_iterator<std::string>{stream}, {}};
    if (words.empty() || line.front() == '#') continue;
    if (!dispatch(bank, words)) refused.push_back(n);
  }
  for (auto n : refused) std::cerr << "Sorry, line " << n << " was refused.\n";

  std::vector<std::pair<std::string, Cents>> sorted{bank.begin(), bank.end()};
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [name, cents] : sorted) std::cout << name << ' ' << fromCents(cents) << '\n';
  const auto total = std::accumulate(sorted.begin(), sorted.end(), Cents{0},
                                     [](Cents t, const auto& p) { return t + p.second; });
  std::cout << "total " << fromCents(total) << "\nrefused " << refused.size() << '\n';
}
