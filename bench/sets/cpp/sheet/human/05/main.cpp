#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>

namespace calc
{
    class Workbook;

    class Expression
    {
    public:
        virtual ~Expression() = default;
        virtual long long Evaluate(const Workbook& book) const = 0;
        virtual void CollectCells(std::set<std::string>& cells) const = 0;
    };

    typedef std::shared_ptr<const Expression> ExpressionPtr;

    class Workbook
    {
        std::map<std::string, ExpressionPtr> m_cells;
    public:
        void Set(const std::string& name, ExpressionPtr expression) { m_cells[name] = expression; }
        bool Contains(const std::string& name) const { return m_cells.count(name) > 0; }
        const Expression& At(const std::string& name) const { return *m_cells.at(name); }
        const std::map<std::string, ExpressionPtr>& Cells() const { return m_cells; }

        // All cells that are needed, at any distance.
        std::set<std::string> Needs(const std::string& name) const
        {
            std::set<std::string> all, open;
            At(name).CollectCells(open);
            while (!open.empty())
            {
                const std::string next = *open.begin();
                open.erase(open.begin());
                if (!all.insert(next).second || !Contains(next)) continue;
                At(next).CollectCells(open);
            }
            return all;
        }
    };

    class Literal : public Expression
    {
        int m_value;
    public:
        explicit Literal(int value) : m_value(value) {}
        long long Evaluate(const Workbook&) const override { return m_value; }
        void CollectCells(std::set<std::string>&) const override {}
    };

    class Reference : public Expression
    {
        std::string m_name;
    public:
        explicit Reference(const std::string& name) : m_name(name) {}
        long long Evaluate(const Workbook& book) const override { return book.At(m_name).Evaluate(book); }
        void CollectCells(std::set<std::string>& cells) const override { cells.insert(m_name); }
    };

    class Binary : public Expression
    {
        ExpressionPtr m_left, m_right;
        char m_sign;
    public:
        Binary(ExpressionPtr left, char sign, ExpressionPtr right) : m_left(left), m_right(right), m_sign(sign) {}
        long long Evaluate(const Workbook& book) const override
        {
            const long long left = m_left->Evaluate(book), right = m_right->Evaluate(book);
            return m_sign == '+' ? left + right : m_sign == '-' ? left - right : left * right;
        }
        void CollectCells(std::set<std::string>& cells) const override
        {
            m_left->CollectCells(cells);
            m_right->CollectCells(cells);
        }
    };

    bool IsCell(const std::string& word) { return word.size() == 2 && isupper(word[0]) && isdigit(word[1]); }

    ExpressionPtr ParseTerm(std::istream& in)
    {
        std::string word;
        in >> word;
        if (IsCell(word)) return std::make_shared<Reference>(word);
        if (word.empty() || word.size() > 4) return nullptr;
        for (char c : word)
            if (!isdigit(c)) return nullptr;
        return std::make_shared<Literal>(std::stoi(word));
    }

    ExpressionPtr Parse(std::istream& in)
    {
        ExpressionPtr tree = ParseTerm(in);
        std::string sign;
        while (tree && in >> sign)
        {
            ExpressionPtr right = ParseTerm(in);
            const bool valid = right && (sign == "+" || sign == "-" || sign == "*");
            tree = valid ? std::make_shared<Binary>(tree, sign[0], right) : nullptr;
        }
        return tree;
    }
}

int main()
{
    calc::Workbook book;
    int lineNo = 0, wrong = 0;
    for (std::string text; std::getline(std::cin, text);)
    {
        ++lineNo;
        if (text.empty()) continue;
        std::istringstream in(text);
        std::string name, equals;
        in >> name >> equals;
        calc::ExpressionPtr expression = calc::IsCell(name) && equals == "=" ? calc::Parse(in) : nullptr;
        if (expression) { book.Set(name, expression); continue; }
        std::cerr << "[" << lineNo << "] syntax error" << std::endl;
        ++wrong;
    }

    std::map<std::string, std::set<std::string>> needs;
    for (const auto& cell : book.Cells()) needs[cell.first] = book.Needs(cell.first);
    std::map<long long, std::string, std::greater<long long>> best;
    long long sum = 0;
    for (const auto& cell : book.Cells())
    {
        bool loop = needs[cell.first].count(cell.first) > 0, unknown = false;
        for (const auto& need : needs[cell.first])
        {
            if (!book.Contains(need)) unknown = true;
            else if (needs[need].count(need)) loop = true;
        }
        std::cout << cell.first << " ";
        if (loop || unknown) { std::cout << (loop ? "loop" : "unknown") << std::endl; continue; }
        const long long value = cell.second->Evaluate(book);
        std::cout << value << std::endl;
        sum += value;
        best.emplace(value, cell.first);
    }
    std::cout << "sum " << sum << std::endl;
    std::cout << "greatest " << (best.empty() ? "-" : best.begin()->second) << std::endl;
    std::cout << "wrong " << wrong << std::endl;
}
