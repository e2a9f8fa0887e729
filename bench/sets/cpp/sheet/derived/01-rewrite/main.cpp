#include <cstdint>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
#include <set>

namespace {

using Amount = std::int64_t;

// An operand is either a constant or the label of another entry.
struct Operand {
  std::variant<Amount, std::string> source;
  char combinator = '+';
};

// Explains why an input row cannot be used.
struct Malformed {
  std::string detail;
};

enum class Outcome { kComputed, kIncomplete, kCircular };

std::vector<std::string> breakUp(const std::string& row) {
  std::vector<std::string> pieces;
  std::string piece;
  for (const char ch : row + '\n') {
    const bool separator = ch == ' ' || ch == '\t' || ch == '\r' || ch == '\n';
    if (!separator) {
      piece += ch;
    } else if (!piece.empty()) {
      pieces.push_back(std::move(piece));
      piece.clear();
    }
  }
  return pieces;
}

bool isLabel(const std::string& piece) {
  static const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", numerals = "0123456789";
  return piece.length() == 2 && letters.find(piece.front()) != std::string::npos && numerals.find(piece.back()) != std::string::npos;
}

std::optional<Amount> asConstant(const std::string& piece) {
  Amount amount = 0;
  for (const char ch : piece) {
    const int numeral = ch - '0';
    if (numeral < 0 || numeral > 9) return std::nullopt;
    amount = 10 * amount + numeral;
  }
  if (piece.length() < 1 || piece.length() > 4) return std::nullopt;
  return amount;
}

Operand makeOperand(char combinator, const std::string& piece) {
  if (const auto constant = asConstant(piece)) return Operand{*constant, combinator};
  if (!isLabel(piece)) throw Malformed{"\"" + piece + "\" is neither a constant nor a label"};
  return Operand{piece, combinator};
}

// Row layout: label, equals sign, operand, then (combinator, operand) pairs.
std::pair<std::string, std::vector<Operand>> interpret(const std::string& row) {
  const auto pieces = breakUp(row);
  if (pieces.size() < 2 || pieces[1] != "=" || !isLabel(pieces[0])) throw Malformed{"no assignment"};
  std::vector<Operand> operands;
  for (std::size_t i = 1; i < pieces.size() || operands.empty(); i += 2) {
    if (i + 1 >= pieces.size()) throw Malformed{"row ends too early"};
    const std::string& symbol = i == 1 ? std::string("+") : pieces[i];
    if (symbol.length() != 1 || std::string("+-*").find(symbol) == std::string::npos) throw Malformed{"bad combinator " + symbol};
    operands.push_back(makeOperand(symbol.front(), pieces[i + 1]));
  }
  return {pieces[0], operands};
}

class Evaluator {
 public:
  void define(std::pair<std::string, std::vector<Operand>> definition) {
    labels_.insert(definition.first);
    definitions_[definition.first] = std::move(definition.second);
  }

  void emitReport() {
    Amount accumulated = 0;
    std::optional<std::pair<Amount, std::string>> leader;
    for (const std::string& label : labels_) {
      const Outcome outcome = resolve(label);
      if (outcome != Outcome::kComputed) {
        std::printf("%s %s\n", label.c_str(), outcome == Outcome::kCircular ? "loop" : "unknown");
        continue;
      }
      const Amount amount = amounts_.at(label);
      std::printf("%s %lld\n", label.c_str(), static_cast<long long>(amount));
      accumulated += amount;
      if (!leader.has_value() || leader->first < amount) leader.emplace(amount, label);
    }
    std::printf("sum %lld\ngreatest %s\n", static_cast<long long>(accumulated), leader ? leader->second.c_str() : "-");
  }

 private:
  Outcome resolve(const std::string& label) {
    if (!definitions_.count(label)) return Outcome::kIncomplete;
    if (active_.count(label)) return Outcome::kCircular;
    if (const auto cached = outcomes_.find(label); cached != outcomes_.end()) return cached->second;
    active_.insert(label);
    Outcome overall = Outcome::kComputed;
    Amount running = 0;
    for (const Operand& operand : definitions_.at(label)) {
      Amount input = 0;
      if (const auto* reference = std::get_if<std::string>(&operand.source)) {
        const Outcome inner = resolve(*reference);
        if (static_cast<int>(inner) > static_cast<int>(overall)) overall = inner;
        if (inner == Outcome::kComputed) input = amounts_.at(*reference);
      } else {
        input = std::get<Amount>(operand.source);
      }
      if (overall != Outcome::kComputed) continue;
      if (operand.combinator == '*') running *= input;
      else if (operand.combinator == '-') running -= input;
      else running += input;
    }
    active_.erase(label);
    amounts_[label] = running;
    outcomes_[label] = overall;
    return overall;
  }

  std::set<std::string> labels_, active_;
  std::unordered_map<std::string, std::vector<Operand>> definitions_;
  std::unordered_map<std::string, Outcome> outcomes_;
  std::unordered_map<std::string, Amount> amounts_;
};

}  // namespace

int main() {
  Evaluator evaluator;
  unsigned rowNumber = 0, malformed = 0;
  for (std::string row; std::getline(std::cin, row);) {
    rowNumber += 1;
    if (row == "") continue;
    try {
      evaluator.define(interpret(row));
    } catch (const Malformed& problem) {
      malformed += 1;
      std::fprintf(stderr, "Row %u is malformed, %s\n", rowNumber, problem.detail.c_str());
    }
  }
  evaluator.emitReport();
  std::printf("wrong %u\n", malformed);
}
