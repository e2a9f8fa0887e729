// Bank ledger.  Amounts are kept in cents so that nothing is ever rounded.
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

class LedgerError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Money {
public:
    static long long parse(const std::string &text) {
        std::size_t dot = text.find('.');
        std::string whole = text.substr(0, dot);
        std::string frac = dot == std::string::npos ? "" : text.substr(dot + 1);
        if (whole.empty() || whole.size() > 12 || frac.size() > 2 || !digits(whole) || !digits(frac))
            throw LedgerError("not an amount: " + text);
        frac.resize(2, '0');
        long long cents = std::stoll(whole) * 100 + std::stoll(frac);
        if (cents == 0)
            throw LedgerError("an amount must be above zero");
        return cents;
    }

    static std::string show(long long cents) {
        std::ostringstream out;
        out << cents / 100 << '.' << std::setw(2) << std::setfill('0') << cents % 100;
        return out.str();
    }

private:
    static bool digits(const std::string &s) {
        return s.find_first_not_of("0123456789") == std::string::npos;
    }
};

class Ledger {
public:
    void open(const std::string &name) {
        if (!accounts.emplace(name, 0).second)
            throw LedgerError("account exists already: " + name);
    }

    void put(const std::string &name, long long cents) {
        find(name) += cents;
    }

    void take(const std::string &name, long long cents) {
        long long &balance = find(name);
        if (balance < cents)
            throw LedgerError("not enough money in " + name);
        balance -= cents;
    }

    void move(const std::string &from, const std::string &to, long long cents) {
        find(to); // must exist before anything is taken
        take(from, cents);
        put(to, cents);
    }

    void close(const std::string &name) {
        if (find(name) != 0)
            throw LedgerError("account is not empty: " + name);
        accounts.erase(name);
    }

    void print(std::ostream &out) const {
        long long total = 0;
        for (const auto &entry : accounts) {
            out << entry.first << ' ' << Money::show(entry.second) << '\n';
            total += entry.second;
        }
        out << "total " << Money::show(total) << '\n';
    }

private:
    long long &find(const std::string &name) {
        auto it = accounts.find(name);
        if (it == accounts.end())
            throw LedgerError("no such account: " + name);
        return it->second;
    }

    std::map<std::string, long long> accounts;
};

static void execute(Ledger &ledger, const std::string &line) {
    std::istringstream in(line);
    std::string verb, a, b, amount;
    in >> verb >> a;
    if (verb == "open") {
        ledger.open(a);
    } else if (verb == "put" && in >> amount) {
        ledger.put(a, Money::parse(amount));
    } else if (verb == "take" && in >> amount) {
        ledger.take(a, Money::parse(amount));
    } else if (verb == "move" && in >> b >> amount) {
        ledger.move(a, b, Money::parse(amount));
    } else if (verb == "close") {
        ledger.close(a);
    } else {
        throw LedgerError("cannot understand: " + line);
    }
}

int main() {
    Ledger ledger;
    std::string line;
    int number = 0, refused = 0;
    while (std::getline(std::cin, line)) {
        ++number;
        if (line.empty() || line[0] == '#')
            continue;
        try {
            execute(ledger, line);
        } catch (const LedgerError &e) {
            std::cerr << "line " << number << ": " << e.what() << '\n';
            ++refused;
        }
    }
    ledger.print(std::cout);
    std::cout << "refused " << refused << '\n';
    return 0;
}
