// A spreadsheet of small formulas that are worked out when they are needed.
#include <algorithm>
#include <cassert>
#include <cctype>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace diagnostics {
int level = 0;
std::map<std::string, int> counters;

void count(const std::string &what) {
    ++counters[what];
}

void report() {
    if (level == 0)
        return;
    for (const auto &c : counters)
        std::clog << c.first << ": " << c.second << '\n';
}
}

struct Step {
    char op;          // what to do with the term
    bool isCell;
    std::string cell;
    long long number;

    std::string text() const {
        std::string s(1, op);
        s += ' ';
        s += isCell ? cell : std::to_string(number);
        return s;
    }
};

typedef std::vector<Step> Formula;

static std::string formulaText(const Formula &formula) {
    std::string all;
    for (const Step &step : formula)
        all += step.text() + ' ';
    return all;
}

static bool isCellName(const std::string &s) {
    diagnostics::count("cell names looked at");
    return s.size() == 2 && s[0] >= 'A' && s[0] <= 'Z' && std::isdigit(static_cast<unsigned char>(s[1]));
}

static bool isNumber(const std::string &s) {
    diagnostics::count("numbers looked at");
    return !s.empty() && s.size() <= 4 && s.find_first_not_of("0123456789") == std::string::npos;
}

class Parser {
public:
    explicit Parser(const std::string &line) : in_(line) {
        diagnostics::count("lines parsed");
    }

    std::string target() {
        std::string cell, sign;
        if (!(in_ >> cell >> sign) || !isCellName(cell) || sign != "=")
            throw std::runtime_error("expected a cell and =");
        return cell;
    }

    Formula formula() {
        Formula result;
        result.push_back(term('+'));
        std::string op;
        int operators = 0;
        while (in_ >> op) {
            if (op != "+" && op != "-" && op != "*")
                throw std::runtime_error("not an operator: " + op);
            result.push_back(term(op[0]));
            ++operators;
        }
        assert(static_cast<int>(result.size()) == operators + 1);
        if (operators > 50)
            diagnostics::count("very long formulas");
        return result;
    }

private:
    Step term(char op) {
        std::string word;
        if (!(in_ >> word))
            throw std::runtime_error("a term is missing");
        if (isCellName(word))
            return Step{op, true, word, 0};
        if (isNumber(word))
            return Step{op, false, "", std::stoll(word)};
        throw std::runtime_error("not a term: " + word);
    }

    std::istringstream in_;
};

class Sheet {
public:
    enum State { New, Busy, Value, Unknown, Loop };

    void set(const std::string &cell, const Formula &formula) {
        if (formulas_.count(cell) != 0)
            diagnostics::count("cells set again");
        formulas_[cell] = formula;
    }

    std::size_t longestFormula() const {
        std::size_t longest = 0;
        for (const auto &entry : formulas_)
            longest = std::max(longest, entry.second.size());
        return longest;
    }

    void dump(std::ostream &out) const {
        for (const auto &entry : formulas_)
            out << entry.first << " is " << formulaText(entry.second) << '\n';
    }

    void print(std::ostream &out) {
        long long sum = 0, most = 0;
        std::string greatest = "-";
        int printed = 0;
        for (const auto &entry : formulas_) {
            const std::string &name = entry.first;
            out << name << ' ';
            ++printed;
            switch (work(name)) {
            case Loop:
                diagnostics::count("loops");
                out << "loop\n";
                break;
            case Unknown:
                diagnostics::count("unknown");
                out << "unknown\n";
                break;
            default:
                out << values_[name] << '\n';
                sum += values_[name];
                if (greatest == "-" || values_[name] > most) {
                    greatest = name;
                    most = values_[name];
                }
            }
        }
        if (printed == 0)
            diagnostics::count("empty sheets");
        out << "sum " << sum << "\ngreatest " << greatest << '\n';
    }

private:
    State work(const std::string &name) {
        diagnostics::count("calls of work");
        auto it = formulas_.find(name);
        if (it == formulas_.end())
            return Unknown;
        if (states_[name] == Busy)
            return Loop;
        if (states_[name] != New)
            return states_[name];
        states_[name] = Busy;
        State state = Value;
        long long value = 0;
        for (const Step &step : it->second) {
            long long operand = step.number;
            if (step.isCell) {
                state = std::max(state, work(step.cell));
                operand = values_[step.cell];
            }
            if (diagnostics::level > 1)
                std::clog << name << ": " << step.text() << '\n';
            if (state == Value)
                value = step.op == '+' ? value + operand : step.op == '-' ? value - operand : value * operand;
        }
        if (value < 0)
            diagnostics::count("negative values");
        values_[name] = value;
        return states_[name] = state;
    }

    std::map<std::string, Formula> formulas_;
    std::map<std::string, State> states_;
    std::map<std::string, long long> values_;
};

int main(int argc, char **argv) {
    for (int i = 1; i < argc; ++i)
        if (std::string(argv[i]) == "-v")
            ++diagnostics::level;
    Sheet sheet;
    std::string line;
    int number = 0, wrong = 0;
    while (std::getline(std::cin, line)) {
        ++number;
        if (line.empty())
            continue;
        try {
            Parser parser(line);
            std::string cell = parser.target();
            sheet.set(cell, parser.formula());
        } catch (const std::runtime_error &e) {
            std::cerr << "line " << number << ": " << e.what() << '\n';
            ++wrong;
        }
    }
    if (diagnostics::level > 1)
        sheet.dump(std::clog);
    sheet.print(std::cout);
    std::cout << "wrong " << wrong << '\n';
    diagnostics::report();
    return 0;
}
