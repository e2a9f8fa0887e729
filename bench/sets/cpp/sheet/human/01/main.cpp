// A spreadsheet of small formulas that are worked out when they are needed.
#include <algorithm>
#include <cctype>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

struct Step {
    char op;          // what to do with the term
    bool isCell;
    std::string cell;
    long long number;
};

typedef std::vector<Step> Formula;

static bool isCellName(const std::string &s) {
    return s.size() == 2 && s[0] >= 'A' && s[0] <= 'Z' && std::isdigit(static_cast<unsigned char>(s[1]));
}

static bool isNumber(const std::string &s) {
    return !s.empty() && s.size() <= 4 && s.find_first_not_of("0123456789") == std::string::npos;
}

class Parser {
public:
    explicit Parser(const std::string &line) : in_(line) {}

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
        while (in_ >> op) {
            if (op != "+" && op != "-" && op != "*")
                throw std::runtime_error("not an operator: " + op);
            result.push_back(term(op[0]));
        }
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
        formulas_[cell] = formula;
    }

    void print(std::ostream &out) {
        long long sum = 0, most = 0;
        std::string greatest = "-";
        for (const auto &entry : formulas_) {
            const std::string &name = entry.first;
            out << name << ' ';
            switch (work(name)) {
            case Loop:
                out << "loop\n";
                break;
            case Unknown:
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
        out << "sum " << sum << "\ngreatest " << greatest << '\n';
    }

private:
    State work(const std::string &name) {
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
            if (state == Value)
                value = step.op == '+' ? value + operand : step.op == '-' ? value - operand : value * operand;
        }
        values_[name] = value;
        return states_[name] = state;
    }

    std::map<std::string, Formula> formulas_;
    std::map<std::string, State> states_;
    std::map<std::string, long long> values_;
};

int main() {
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
    sheet.print(std::cout);
    std::cout << "wrong " << wrong << '\n';
    return 0;
}
