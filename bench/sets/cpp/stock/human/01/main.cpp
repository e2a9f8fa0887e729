// Stock report: read movements, keep one record per item, print three views.
#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

struct Movement {
    std::string item, category;
    long quantity = 0;
    long price = 0;
};

struct Record {
    std::string name, category;
    long quantity = 0;
    long price = 0;

    long value() const { return quantity * price; }
};

static std::string trim(const std::string &s) {
    std::size_t b = s.find_first_not_of(" \t\r");
    if (b == std::string::npos)
        return "";
    return s.substr(b, s.find_last_not_of(" \t\r") - b + 1);
}

static bool number(const std::string &s, long &n) {
    try {
        std::size_t used = 0;
        n = std::stol(s, &used);
        return used == s.size();
    } catch (const std::exception &) {
        return false;
    }
}

static bool parse(const std::string &line, Movement &m) {
    std::istringstream in(line + ",");
    std::vector<std::string> fields;
    for (std::string f; std::getline(in, f, ',');)
        fields.push_back(trim(f));
    if (fields.size() != 4 || fields[0].empty() || fields[1].empty())
        return false;
    m.item = fields[0];
    m.category = fields[1];
    return number(fields[2], m.quantity) && number(fields[3], m.price) && m.price >= 0;
}

class Store {
public:
    bool apply(const Movement &m) {
        auto it = records.find(m.item);
        long before = it == records.end() ? 0 : it->second.quantity;
        if (before + m.quantity < 0)
            return false;
        records[m.item] = Record{m.item, m.category, before + m.quantity, m.price};
        return true;
    }

    void printItems() const {
        std::vector<Record> list = left();
        std::stable_sort(list.begin(), list.end(),
                         [](const Record &a, const Record &b) { return a.value() > b.value(); });
        for (const Record &r : list)
            std::cout << r.name << ' ' << r.quantity << ' ' << r.value() << '\n';
    }

    void printCategories() const {
        std::map<std::string, std::pair<int, long>> sums;
        for (const Record &r : left()) {
            sums[r.category].first += 1;
            sums[r.category].second += r.value();
        }
        for (const auto &s : sums)
            std::cout << "category " << s.first << ' ' << s.second.first << ' ' << s.second.second << '\n';
    }

    void printLow(long limit) const {
        std::cout << "low";
        bool any = false;
        for (const Record &r : left()) {
            if (r.quantity < limit) {
                std::cout << ' ' << r.name;
                any = true;
            }
        }
        std::cout << (any ? "\n" : " none\n");
    }

private:
    std::vector<Record> left() const {
        std::vector<Record> out;
        for (const auto &r : records)
            if (r.second.quantity > 0)
                out.push_back(r.second);
        return out;
    }

    std::map<std::string, Record> records;
};

int main() {
    Store store;
    std::string line;
    int number = 0, ignored = 0;
    while (std::getline(std::cin, line)) {
        ++number;
        Movement m;
        if (!parse(line, m) || !store.apply(m)) {
            std::cerr << "line " << number << " ignored: " << line << '\n';
            ++ignored;
        }
    }
    store.printItems();
    store.printCategories();
    store.printLow(5);
    std::cout << "ignored " << ignored << '\n';
    return 0;
}
