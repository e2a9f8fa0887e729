#include <functional>
#include <iostream>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

using Number = long long;
struct Loop {};
struct Unknown {};
using Result = std::variant<Number, Unknown, Loop>;  // from good to bad
using Tokens = std::vector<std::string>;
using Sheet = std::map<std::string, Tokens>;

const std::map<std::string, std::function<Number(Number, Number)>> operators{
  {"+", std::plus<Number>{}}, {"-", std::minus<Number>{}}, {"*", std::multiplies<Number>{}}};

bool store(Sheet& sheet, const std::string& line) {
  static const std::regex shape{R"(\s*([A-Z]\d)\s+=\s+(([A-Z]\d|\d{1,4})(\s+[-+*]\s+([A-Z]\d|\d{1,4}))*)\s*)"};
  std::smatch m;
  if (!std::regex_match(line, m, shape)) return false;
  std::istringstream words{m[2]};
  sheet[m[1]] = Tokens{std::istream_iterator<std::string>{words}, {}};
  return true;
}

// Cells are settled in rounds, as soon as all that they need is; what is never settled is in a loop or needs one.
std::map<std::string, Result> solve(const Sheet& sheet) {
  std::map<std::string, Result> results;
  const auto lookUp = [&](const std::string& token) -> std::optional<Result> {
    if (std::isdigit(static_cast<unsigned char>(token[0]))) return Result{std::stoll(token)};
    if (!sheet.count(token)) return Result{Unknown{}};
    const auto known = results.find(token);
    if (known == results.end()) return std::nullopt;
    return known->second;
  };
  const auto attempt = [&](const Tokens& tokens) -> std::optional<Result> {
    Result total = Number{0};
    for (size_t i = 0; i < tokens.size(); i += 2) {
      const auto operand = lookUp(tokens[i]);
      if (!operand) return std::nullopt;
      if (operand->index() > 0 || total.index() > 0) {
        total = Unknown{};
        continue;
      }
      const auto& apply = operators.at(i == 0 ? "+" : tokens[i - 1]);
      total = apply(std::get<Number>(total), std::get<Number>(*operand));
    }
    return total;
  };

  for (bool progress = true; progress;) {
    progress = false;
    for (const auto& [cell, tokens] : sheet) {
      if (results.count(cell)) continue;
      if (const auto result = attempt(tokens)) {
        results.emplace(cell, *result);
        progress = true;
      }
    }
  }
  for (const auto& [cell, tokens] : sheet) results.try_emplace(cell, Loop{});
  return results;
}

template <class... F> struct Overloaded : F... { using F::operator()...; };
template <class... F> Overloaded(F...) -> Overloaded<F...>;

int main() {
  Sheet sheet;
  std::set<int> wrong;
  int number = 0;
  for (std::string line; std::getline(std::cin, line);)
    if (++number; !line.empty() && !store(sheet, line)) wrong.insert(number);
  for (auto n : wrong) std::cerr << "Cannot read line " << n << ".\n";

  Number sum = 0;
  std::pair<Number, std::string> greatest{std::numeric_limits<Number>::min(), "-"};
  for (const auto& [cell, result] : solve(sheet)) {
    std::cout << cell << ' ';
    std::visit(Overloaded{[](Loop) { std::cout << "loop"; },
                          [](Unknown) { std::cout << "unknown"; },
                          [&, name = cell](Number n) {
                            std::cout << n;
                            sum += n;
                            if (n > greatest.first) greatest = {n, name};
                          }},
               result);
    std::cout << '\n';
  }
  std::cout << "sum " << sum << "\ngreatest " << greatest.second << "\nwrong " << wrong.size() << '\n';
}
