#include <iostream>
#include <memory>
#include <set>
#include <sstream>
#include <string>

namespace bank
{
    class Account
    {
    public:
        explicit Account(std::string owner) : m_owner(std::move(owner)) {}
        const std::string& Owner() const { return m_owner; }
        unsigned long Balance() const { return m_balance; }
        bool CanPay(unsigned long sum) const { return sum <= m_balance; }
        void Change(long delta) const { m_balance += delta; }
        bool operator<(const Account& other) const { return m_owner < other.m_owner; }
    private:
        std::string m_owner;
        mutable unsigned long m_balance = 0;
    };

    typedef std::set<Account> Book;

    class Command
    {
    public:
        virtual ~Command() = default;
        virtual bool Read(std::istream& in) = 0;
        virtual bool Apply(Book& book) = 0;
    protected:
        static bool ReadSum(std::istream& in, unsigned long& sum)
        {
            unsigned long units = 0, hundredths = 0;
            std::string rest;
            if (!isdigit((in >> std::ws).peek()) || !(in >> units)) return false;
            in >> rest;
            if (!rest.empty())
            {
                if (rest.size() > 3 || rest[0] != '.') return false;
                for (size_t i = 1; i < 3; ++i)
                {
                    char digit = i < rest.size() ? rest[i] : '0';
                    if (!isdigit(digit)) return false;
                    hundredths = hundredths * 10 + (digit - '0');
                }
            }
            sum = units * 100 + hundredths;
            return sum != 0;
        }
    };

    class Open : public Command
    {
        std::string m_name;
    public:
        bool Read(std::istream& in) override { return bool(in >> m_name); }
        bool Apply(Book& book) override { return book.insert(Account(m_name)).second; }
    };

    class Close : public Command
    {
        std::string m_name;
    public:
        bool Read(std::istream& in) override { return bool(in >> m_name); }
        bool Apply(Book& book) override
        {
            auto found = book.find(Account(m_name));
            if (found == book.end() || found->Balance() > 0) return false;
            book.erase(found);
            return true;
        }
    };

    // put, take and move are all a payment; one side may be the counter.
    class Payment : public Command
    {
        bool m_hasPayer, m_hasPayee;
        std::string m_payer, m_payee;
        unsigned long m_sum = 0;
    public:
        Payment(bool payer, bool payee) : m_hasPayer(payer), m_hasPayee(payee) {}
        bool Read(std::istream& in) override
        {
            if (m_hasPayer) in >> m_payer;
            if (m_hasPayee) in >> m_payee;
            return in && ReadSum(in, m_sum);
        }
        bool Apply(Book& book) override
        {
            auto payer = book.find(Account(m_payer)), payee = book.find(Account(m_payee));
            if (m_hasPayer && (payer == book.end() || !payer->CanPay(m_sum))) return false;
            if (m_hasPayee && payee == book.end()) return false;
            if (m_hasPayer) payer->Change(-static_cast<long>(m_sum));
            if (m_hasPayee) payee->Change(m_sum);
            return true;
        }
    };

    std::unique_ptr<Command> Create(const std::string& word)
    {
        if (word == "open") return std::make_unique<Open>();
        if (word == "close") return std::make_unique<Close>();
        if (word == "put") return std::make_unique<Payment>(false, true);
        if (word == "take") return std::make_unique<Payment>(true, false);
        if (word == "move") return std::make_unique<Payment>(true, true);
        return nullptr;
    }

    void Show(const std::string& label, unsigned long sum)
    {
        std::cout << label << " " << sum / 100 << "." << sum / 10 % 10 << sum % 10 << std::endl;
    }
}

int main()
{
    bank::Book book;
    unsigned refusals = 0, lineNo = 0;
    for (std::string text; std::getline(std::cin, text);)
    {
        ++lineNo;
        if (text.empty() || text.front() == '#') continue;
        std::stringstream input(text);
        std::string word;
        input >> word;
        auto command = bank::Create(word);
        if (command && command->Read(input) && command->Apply(book)) continue;
        std::cerr << "[" << lineNo << "] command not executed" << std::endl;
        ++refusals;
    }
    unsigned long all = 0;
    for (const auto& account : book)
    {
        bank::Show(account.Owner(), account.Balance());
        all += account.Balance();
    }
    bank::Show("total", all);
    std::cout << "refused " << refusals << std::endl;
}
