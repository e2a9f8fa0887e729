#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

// Thrown whenever an instruction is impossible to carry out.
struct Rejected {
  std::string reason;
};

bool isNumeric(const std::string& field) {
  return std::all_of(field.begin(), field.end(), [](unsigned char ch) { return std::isdigit(ch); });
}

// Converts a decimal string to an integer number of hundredths.
std::int64_t hundredthsOf(const std::string& input) {
  std::string integral, decimal;
  bool seenPoint = false;
  for (char ch : input) {
    if (ch == '.' && !seenPoint) seenPoint = true;
    else (seenPoint ? decimal : integral) += ch;
  }
  if (!isNumeric(integral) || !isNumeric(decimal)) throw Rejected{"'" + input + "' is no number"};
  if (integral.empty() || integral.length() > 12 || decimal.length() >= 3)
    throw Rejected{"'" + input + "' has the wrong number of digits"};
  std::int64_t result = 0;
  for (char ch : integral + (decimal + "00").substr(0, 2)) result = result * 10 + (ch - '0');
  if (result <= 0) throw Rejected{"zero is not a valid sum"};
  return result;
}

std::string render(std::int64_t hundredths) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%lld.%02d", static_cast<long long>(hundredths / 100),
                static_cast<int>(hundredths % 100));
  return buffer;
}

class Vault {
 public:
  void registerCustomer(const std::string& who) {
    if (funds_.count(who) != 0) throw Rejected{who + " is a customer already"};
    funds_[who] = 0;
  }

  void credit(const std::string& who, std::int64_t sum) { lookup(who) = lookup(who) + sum; }

  void debit(const std::string& who, std::int64_t sum) {
    const std::int64_t remaining = lookup(who) - sum;
    if (remaining < 0) throw Rejected{who + " would be overdrawn"};
    lookup(who) = remaining;
  }

  // Checks the receiving side first, so a failure leaves both untouched.
  void transfer(const std::string& giver, const std::string& receiver, std::int64_t sum) {
    static_cast<void>(lookup(receiver));
    debit(giver, sum);
    credit(receiver, sum);
  }

  void unregister(const std::string& who) {
    if (lookup(who) > 0) throw Rejected{who + " still owns something"};
    funds_.erase(who);
  }

  void summary() const {
    std::int64_t grandTotal = 0;
    for (const auto& [who, owned] : funds_) {
      std::printf("%s %s\n", who.c_str(), render(owned).c_str());
      grandTotal += owned;
    }
    std::printf("total %s\n", render(grandTotal).c_str());
  }

 private:
  std::int64_t& lookup(const std::string& who) {
    if (funds_.count(who) == 0) throw Rejected{who + " is not a customer"};
    return funds_.at(who);
  }

  std::map<std::string, std::int64_t> funds_;
};

std::vector<std::string> tokenize(const std::string& source) {
  std::vector<std::string> tokens(1);
  for (char ch : source) {
    if (!std::isspace(static_cast<unsigned char>(ch))) tokens.back() += ch;
    else if (!tokens.back().empty()) tokens.emplace_back();
  }
  if (tokens.back().empty()) tokens.pop_back();
  return tokens;
}

void carryOut(Vault& vault, const std::vector<std::string>& args) {
  const std::string keyword = args.empty() ? "" : args[0];
  const auto count = args.size();
  if (keyword == "open" && count >= 2) vault.registerCustomer(args[1]);
  else if (keyword == "close" && count >= 2) vault.unregister(args[1]);
  else if (keyword == "put" && count >= 3) vault.credit(args[1], hundredthsOf(args[2]));
  else if (keyword == "take" && count >= 3) vault.debit(args[1], hundredthsOf(args[2]));
  else if (keyword == "move" && count >= 4) vault.transfer(args[1], args[2], hundredthsOf(args[3]));
  else throw Rejected{"instruction is not understood"};
}

}  // namespace

int main() {
  Vault vault;
  std::string current;
  unsigned position = 0;
  unsigned rejections = 0;
  while (std::getline(std::cin, current)) {
    position += 1;
    const bool ignorable = current.empty() || current.front() == '#';
    if (ignorable) continue;
    try {
      carryOut(vault, tokenize(current));
    } catch (const Rejected& rejected) {
      rejections += 1;
      std::fprintf(stderr, "Input line %u rejected: %s\n", position, rejected.reason.c_str());
    }
  }
  vault.summary();
  std::printf("refused %u\n", rejections);
}
