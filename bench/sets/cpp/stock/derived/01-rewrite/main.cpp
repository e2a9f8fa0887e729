#include <cctype>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace {

// Current knowledge about one article.
class Article {
 public:
  Article() = default;
  Article(std::string family, int amount, int rate) : family_(std::move(family)), amount_(amount), rate_(rate) {}

  const std::string& family() const { return family_; }
  int amount() const { return amount_; }
  int total() const { return amount_ * rate_; }
  bool available() const { return amount_ > 0; }

 private:
  std::string family_;
  int amount_ = 0;
  int rate_ = 0;
};

// The four columns of an input record, already validated.
struct Transaction {
  std::string article;
  std::string family;
  int change;
  int rate;
};

std::string chomp(std::string text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
  std::size_t leading = 0;
  while (leading < text.size() && std::isspace(static_cast<unsigned char>(text[leading]))) ++leading;
  return text.erase(0, leading);
}

std::optional<int> toInteger(const std::string& text) {
  const bool negative = !text.empty() && text.front() == '-';
  const std::size_t start = negative ? 1 : 0;
  if (text.size() == start || text.size() > 9) return std::nullopt;
  int magnitude = 0;
  for (std::size_t i = start; i != text.size(); ++i) {
    if (!std::isdigit(static_cast<unsigned char>(text[i]))) return std::nullopt;
    magnitude = magnitude * 10 + text[i] - '0';
  }
  return negative ? -magnitude : magnitude;
}

// Returns nothing if the record is malformed in any way.
std::optional<Transaction> decode(const std::string& record) {
  std::string columns[4];
  std::size_t begin = 0;
  for (int column = 0; column < 4; ++column) {
    const std::size_t end = record.find(',', begin);
    const bool last = column == 3;
    if ((end == std::string::npos) != last) return std::nullopt;
    columns[column] = chomp(last ? record.substr(begin) : record.substr(begin, end - begin));
    begin = end + 1;
  }
  const auto change = toInteger(columns[2]);
  const auto rate = toInteger(columns[3]);
  if (columns[0].empty() || columns[1].empty() || !change || !rate || *rate < 0) return std::nullopt;
  return Transaction{columns[0], columns[1], *change, *rate};
}

class Inventory {
 public:
  bool process(const Transaction& t) {
    const int updated = articles_[t.article].amount() + t.change;
    if (updated >= 0) articles_[t.article] = Article(t.family, updated, t.rate);
    return updated >= 0;
  }

  // Iterating over a set of (negated total, name) yields the wanted order.
  void listByTotal() const {
    std::set<std::pair<int, std::string>> order;
    for (const auto& [name, article] : articles_)
      if (article.available()) order.emplace(-article.total(), name);
    for (const auto& [negated, name] : order)
      std::printf("%s %d %d\n", name.c_str(), articles_.at(name).amount(), -negated);
  }

  void listFamilies() const {
    struct Subtotal { int members = 0, total = 0; };
    std::map<std::string, Subtotal> subtotals;
    for (const auto& [name, article] : articles_) {
      if (!article.available()) continue;
      Subtotal& subtotal = subtotals[article.family()];
      subtotal.total += article.total();
      ++subtotal.members;
    }
    for (const auto& [family, subtotal] : subtotals)
      std::printf("category %s %d %d\n", family.c_str(), subtotal.members, subtotal.total);
  }

  void listScarce(int threshold) const {
    int printed = 0;
    std::fputs("low", stdout);
    for (const auto& [name, article] : articles_)
      if (article.available() && article.amount() < threshold) printed += std::printf(" %s", name.c_str());
    std::puts(printed == 0 ? " none" : "");
  }

 private:
  std::map<std::string, Article> articles_;
};

}  // namespace

int main() {
  Inventory inventory;
  unsigned counter = 0, rejected = 0;
  for (std::string record; std::getline(std::cin, record);) {
    counter++;
    const auto transaction = decode(record);
    const bool success = transaction.has_value() && inventory.process(*transaction);
    if (!success) {
      rejected++;
      std::fprintf(stderr, "Record #%u could not be processed\n", counter);
    }
  }
  inventory.listByTotal();
  inventory.listFamilies();
  const int scarceBelow = 5;
  inventory.listScarce(scarceBelow);
  std::printf("ignored %u\n", rejected);
}
