/**
 * @file   A teller who works through a list of orders.
 * @note   No exceptions; every step returns a Status.
 */
#include <array>
#include <cctype>
#include <iostream>
#include <list>
#include <sstream>
#include <string>
#include <string_view>

enum class Status { Ok, Syntax, NoAccount, Duplicate, Funds, NotEmpty };
enum class Verb { Open, Put, Take, Move, Close, Unknown };

/** Texts in the order of Status. */
constexpr std::array<std::string_view, 6> kText = {
    "fine", "syntax error", "account does not exist", "account is already there", "insufficient funds", "balance is not zero"};

struct Holder {
    std::string id;
    long long minor;   ///< hundredths
};

class Teller {
public:
    Status handle(const std::string& order);
    void report(std::ostream& os) const;

private:
    Holder* get(const std::string& id);
    static Verb verbOf(std::string_view word);
    static bool amount(const std::string& token, long long& minor);

    std::list<Holder> holders_;
};

Holder* Teller::get(const std::string& id)
{
    for (Holder& h : holders_) {
        if (h.id == id) {
            return &h;
        }
    }
    return nullptr;
}

Verb Teller::verbOf(std::string_view word)
{
    constexpr std::string_view words[] = {"open", "put", "take", "move", "close"};
    int i = 0;
    while (i < 5 && words[i] != word) {
        ++i;
    }
    return static_cast<Verb>(i);
}

/** One pass with a countdown of the decimals still allowed. */
bool Teller::amount(const std::string& token, long long& minor)
{
    int room = 2;
    bool point = false;
    minor = 0;
    for (std::size_t k = 0; k < token.size(); ++k) {
        const unsigned char ch = token[k];
        if (ch == '.' && !point && k > 0) {
            point = true;
        } else if (std::isdigit(ch) == 0 || (point && room-- == 0)) {
            return false;
        } else {
            minor = 10 * minor + (ch - '0');
        }
    }
    for (; room > 0; --room) {
        minor *= 10;
    }
    return minor > 0;
}

Status Teller::handle(const std::string& order)
{
    std::istringstream is(order);
    std::string word, first, second, sum;
    long long minor = 0;
    is >> word >> first >> second >> sum;
    const Verb verb = verbOf(word);
    Holder* h = get(first);
    Holder* other = get(second);
    if (verb == Verb::Unknown || first.empty()) { return Status::Syntax; }
    if (verb == Verb::Open) {
        if (h != nullptr) { return Status::Duplicate; }
        auto at = holders_.begin();
        while (at != holders_.end() && at->id < first) { ++at; }
        holders_.insert(at, Holder{first, 0});
        return Status::Ok;
    }
    if (h == nullptr || (verb == Verb::Move && other == nullptr)) { return Status::NoAccount; }
    if (verb == Verb::Close) {
        if (h->minor != 0) { return Status::NotEmpty; }
        holders_.remove_if([&](const Holder& x) { return x.id == first; });
        return Status::Ok;
    }
    if (!amount(verb == Verb::Move ? sum : second, minor)) { return Status::Syntax; }
    if (verb != Verb::Put && h->minor < minor) { return Status::Funds; }
    h->minor += verb == Verb::Put ? minor : -minor;
    if (verb == Verb::Move) { other->minor += minor; }
    return Status::Ok;
}

void Teller::report(std::ostream& os) const
{
    const auto put = [&os](const std::string& label, long long m) {
        os << label << ' ' << m / 100 << (m % 100 < 10 ? ".0" : ".") << m % 100 << '\n';
    };
    long long sum = 0;
    for (const Holder& h : holders_) {
        put(h.id, h.minor);
        sum += h.minor;
    }
    put("total", sum);
}

int main()
{
    Teller teller;
    int failures = 0;
    int row = 0;
    std::string order;
    while (std::getline(std::cin, order)) {
        ++row;
        if (order.empty() || order[0] == '#') {
            continue;
        }
        const Status s = teller.handle(order);
        if (s != Status::Ok) {
            ++failures;
            std::cerr << kText[static_cast<int>(s)] << " (row " << row << ")\n";
        }
    }
    teller.report(std::cout);
    std::cout << "refused " << failures << '\n';
    return 0;
}
