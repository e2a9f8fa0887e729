#include <cctype>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

typedef std::vector<std::string> Arguments;
typedef std::unordered_map<std::string, long> Accounts;

/* Describes one supported operation and how many words it consists of. */
struct Operation {
    std::size_t arity;
    std::function<bool(Accounts &, const Arguments &)> action;
};

/* Writes the parsed value to *result; false when the text is malformed or not positive. */
bool parseMoney(const std::string &input, long *result)
{
    std::size_t index = 0;
    long units = 0;
    while (index < input.size() && std::isdigit((unsigned char)input[index])) {
        units = units * 10 + (input[index] - '0');
        index++;
    }
    if (index == 0 || index > 12) {
        return false;
    }
    long scale = 10;
    long hundredths = 0;
    if (index < input.size()) {
        if (input[index++] != '.') {
            return false;
        }
        for (; index < input.size(); index++, scale /= 10) {
            if (scale == 0 || !std::isdigit((unsigned char)input[index])) {
                return false;
            }
            hundredths += scale * (input[index] - '0');
        }
    }
    *result = units * 100 + hundredths;
    return *result != 0;
}

void printMoney(const std::string &caption, long amount)
{
    std::cout << caption << ' ' << amount / 100 << '.'
              << std::setw(2) << std::setfill('0') << amount % 100 << std::endl;
}

bool createAccount(Accounts &accounts, const Arguments &args)
{
    if (accounts.count(args.at(1)) == 1) {
        return false;
    }
    accounts[args.at(1)] = 0;
    return true;
}

bool deleteAccount(Accounts &accounts, const Arguments &args)
{
    if (accounts.count(args.at(1)) == 0 || accounts.at(args.at(1)) != 0) {
        return false;
    }
    return accounts.erase(args.at(1)) == 1;
}

bool deposit(Accounts &accounts, const Arguments &args)
{
    long amount = 0;
    if (accounts.count(args.at(1)) == 0 || !parseMoney(args.at(2), &amount)) {
        return false;
    }
    accounts.at(args.at(1)) += amount;
    return true;
}

bool withdraw(Accounts &accounts, const Arguments &args)
{
    long amount = 0;
    if (accounts.count(args.at(1)) == 0 || !parseMoney(args.at(2), &amount)) {
        return false;
    }
    long &balance = accounts.at(args.at(1));
    if (balance < amount) {
        return false;
    }
    balance -= amount;
    return true;
}

bool transfer(Accounts &accounts, const Arguments &args)
{
    long amount = 0;
    bool bothExist = accounts.count(args.at(1)) && accounts.count(args.at(2));
    if (!bothExist || !parseMoney(args.at(3), &amount)) {
        return false;
    }
    if (accounts.at(args.at(1)) < amount) {
        return false;
    }
    accounts.at(args.at(1)) -= amount;
    accounts.at(args.at(2)) += amount;
    return true;
}

/* Looks the first word up in the table and runs what belongs to it. */
bool runCommand(Accounts &accounts, const Arguments &args)
{
    static const std::map<std::string, Operation> table = {
        {"close", Operation{2, deleteAccount}}, {"move", Operation{4, transfer}}, {"open", Operation{2, createAccount}},
        {"put", Operation{3, deposit}}, {"take", Operation{3, withdraw}}};
    auto entry = table.find(args.at(0));
    if (entry == table.end()) {
        return false;
    }
    const Operation &operation = entry->second;
    return operation.arity == args.size() && operation.action(accounts, args);
}

int main()
{
    Accounts accounts;
    std::vector<unsigned long> failedLines;
    unsigned long lineCounter = 0;
    std::string text;
    while (std::getline(std::cin, text)) {
        lineCounter++;
        std::stringstream splitter(text);
        Arguments args;
        std::string token;
        while (splitter >> token) {
            args.push_back(token);
        }
        bool comment = !text.empty() && text[0] == '#';
        if (!comment && !args.empty() && !runCommand(accounts, args)) {
            failedLines.push_back(lineCounter);
        }
    }
    for (unsigned long number : failedLines) {
        std::cerr << "could not process command on line " << number << std::endl;
    }
    long grandTotal = 0;
    std::map<std::string, long> ordered(accounts.begin(), accounts.end());
    for (auto &account : ordered) {
        printMoney(account.first, account.second);
        grandTotal += account.second;
    }
    printMoney("total", grandTotal);
    std::cout << "refused " << failedLines.size() << std::endl;
    return 0;
}
