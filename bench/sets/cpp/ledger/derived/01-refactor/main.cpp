#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

struct CommandFailure : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

class Book
{
    typedef std::map<std::string, long long> Table;
    Table table;

    Table::iterator require(const std::string& key)
    {
        Table::iterator pos = table.find(key);
        if (pos != table.end())
        {
            return pos;
        }
        throw CommandFailure("no such account: " + key);
    }

public:
    static std::string format(long long minor)
    {
        std::ostringstream s;
        s << minor / 100 << '.' << std::setfill('0') << std::setw(2) << minor % 100;
        return s.str();
    }

    void remove(const std::string& key)
    {
        Table::iterator pos = require(key);
        if (pos->second == 0)
        {
            table.erase(pos);
            return;
        }
        throw CommandFailure("account is not empty: " + key);
    }

    void transfer(const std::string& payer, const std::string& payee, long long minor)
    {
        Table::iterator target = require(payee);
        withdraw(payer, minor);
        target->second += minor;
    }

    void withdraw(const std::string& key, long long minor)
    {
        Table::iterator pos = require(key);
        if (minor > pos->second)
        {
            throw CommandFailure("not enough money in " + key);
        }
        pos->second -= minor;
    }

    void deposit(const std::string& key, long long minor)
    {
        require(key)->second += minor;
    }

    void create(const std::string& key)
    {
        bool fresh = table.emplace(key, 0).second;
        if (!fresh)
        {
            throw CommandFailure("account exists already: " + key);
        }
    }

    long long sum() const
    {
        long long all = 0;
        for (Table::const_iterator pos = table.begin(); pos != table.end(); ++pos)
        {
            all += pos->second;
        }
        return all;
    }

    void list(std::ostream& os) const
    {
        for (Table::const_iterator pos = table.begin(); pos != table.end(); ++pos)
        {
            os << pos->first << ' ' << format(pos->second) << '\n';
        }
        os << "total " << format(sum()) << '\n';
    }
};

static bool onlyDigits(const std::string& s)
{
    for (char c : s)
    {
        if (c < '0' || c > '9') return false;
    }
    return true;
}

static long long readMinor(const std::string& token)
{
    std::string left = token, right;
    std::size_t point = token.find('.');
    if (point != std::string::npos)
    {
        left = token.substr(0, point);
        right = token.substr(point + 1);
    }
    bool wellFormed = !left.empty() && left.size() <= 12 && right.size() <= 2 && onlyDigits(left) && onlyDigits(right);
    if (!wellFormed)
    {
        throw CommandFailure("not an amount: " + token);
    }
    while (right.size() < 2) right.push_back('0');
    long long minor = std::stoll(right) + 100 * std::stoll(left);
    if (minor != 0)
    {
        return minor;
    }
    throw CommandFailure("an amount must be above zero");
}

static void perform(Book& book, const std::string& row)
{
    std::istringstream tokens(row);
    std::string action, first, second, sum;
    tokens >> action >> first;
    if (action == "close") return book.remove(first);
    if (action == "move" && tokens >> second >> sum) return book.transfer(first, second, readMinor(sum));
    if (action == "take" && tokens >> sum) return book.withdraw(first, readMinor(sum));
    if (action == "put" && tokens >> sum) return book.deposit(first, readMinor(sum));
    if (action == "open") return book.create(first);
    throw CommandFailure("cannot understand: " + row);
}

int main()
{
    Book book;
    int failures = 0;
    std::string row;
    for (int at = 1; std::getline(std::cin, row); at++)
    {
        bool skip = row.empty() || row[0] == '#';
        if (!skip)
        {
            try
            {
                perform(book, row);
            }
            catch (const CommandFailure& failure)
            {
                failures++;
                std::cerr << "line " << at << ": " << failure.what() << '\n';
            }
        }
    }
    book.list(std::cout);
    std::cout << "refused " << failures << '\n';
}
