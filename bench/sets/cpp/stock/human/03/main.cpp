#include <algorithm>
#include <charconv>
#include <iostream>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

struct Goods {
  std::string category;
  int count{};
  int cents{};
  auto worth() const { return 1LL * count * cents; }
};

using Shelf = std::unordered_map<std::string, Goods>;

auto strip(std::string_view v) {
  while (!v.empty() && std::isspace(static_cast<unsigned char>(v.front()))) v.remove_prefix(1);
  while (!v.empty() && std::isspace(static_cast<unsigned char>(v.back()))) v.remove_suffix(1);
  return v;
}

std::vector<std::string_view> split(std::string_view v) {
  std::vector<std::string_view> parts;
  for (size_t comma; (comma = v.find(',')) != v.npos; v.remove_prefix(comma + 1))
    parts.push_back(strip(v.substr(0, comma)));
  parts.push_back(strip(v));
  return parts;
}

std::optional<int> integer(std::string_view v) {
  int n{};
  const auto [end, error] = std::from_chars(v.data(), v.data() + v.size(), n);
  if (error != std::errc{} || end != v.data() + v.size()) return {};
  return n;
}

bool record(Shelf& shelf, std::string_view line) {
  const auto parts = split(line);
  if (parts.size() != 4 || parts[0].empty() || parts[1].empty()) return false;
  const auto delta = integer(parts[2]);
  const auto price = integer(parts[3]);
  if (!delta || price.value_or(-1) < 0) return false;

  const std::string name{parts[0]};
  const auto known = shelf.find(name);
  const int now = *delta + (known != shelf.end() ? known->second.count : 0);
  if (now < 0) return false;
  shelf.insert_or_assign(name, Goods{std::string{parts[1]}, now, *price});
  return true;
}

int main() {
  Shelf shelf;
  int ignored = 0, line = 0;
  for (std::string text; std::getline(std::cin, text);) {
    ++line;
    if (record(shelf, text)) continue;
    ++ignored;
    std::clog << "Skipping line " << line << ".\n";
  }

  // A tuple compares just as the report is ordered.
  std::vector<std::tuple<long long, std::string, const Goods*>> ranking;
  std::map<std::string, std::pair<int, long long>> categories;
  std::vector<std::string> low;
  for (const auto& [name, goods] : shelf) {
    if (goods.count == 0) continue;
    ranking.emplace_back(-goods.worth(), name, &goods);
    auto& [members, sum] = categories[goods.category];
    ++members;
    sum += goods.worth();
    if (goods.count < 5) low.push_back(name);
  }
  std::sort(ranking.begin(), ranking.end());
  std::sort(low.begin(), low.end());

  for (const auto& [minus, name, goods] : ranking)
    std::cout << name << ' ' << goods->count << ' ' << -minus << '\n';
  for (const auto& [name, sum] : categories)
    std::cout << "category " << name << ' ' << sum.first << ' ' << sum.second << '\n';
  if (low.empty()) low.push_back("none");
  std::cout << std::accumulate(low.begin(), low.end(), std::string{"low"},
                               [](std::string all, const std::string& one) { return all + ' ' + one; })
            << "\nignored " << ignored << '\n';
}
