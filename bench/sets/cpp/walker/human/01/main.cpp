// A walker in a map of walls, keys and doors.
#include <cctype>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

struct Point {
    int x = 0, y = 0;
};

class Map {
public:
    explicit Map(std::istream &in) {
        int width = 0, height = 0;
        if (!(in >> width >> height) || width < 1 || width > 60 || height < 1 || height > 60)
            throw std::runtime_error("bad size");
        int starts = 0;
        for (int y = 0; y < height; ++y) {
            std::string row;
            in >> row;
            if (static_cast<int>(row.size()) != width)
                throw std::runtime_error("bad row");
            for (int x = 0; x < width; ++x) {
                if (row[x] == 'S') {
                    start_ = Point{x, y};
                    ++starts;
                } else if (row[x] != '#' && row[x] != '.' && !std::isalpha(static_cast<unsigned char>(row[x]))) {
                    throw std::runtime_error("bad field");
                }
            }
            rows_.push_back(row);
        }
        if (starts != 1)
            throw std::runtime_error("bad start");
    }

    char at(Point p) const {
        if (p.y < 0 || p.y >= static_cast<int>(rows_.size()) || p.x < 0 || p.x >= static_cast<int>(rows_[0].size()))
            return '#';
        return rows_[p.y][p.x];
    }

    Point start() const { return start_; }

private:
    std::vector<std::string> rows_;
    Point start_;
};

class Walker {
public:
    explicit Walker(const Map &map) : map_(map), here_(map.start()) {}

    void step(int dx, int dy) {
        Point next{here_.x + dx, here_.y + dy};
        char field = map_.at(next);
        if (blocked(field)) {
            std::cout << "bump\n";
            return;
        }
        here_ = next;
        ++steps_;
        if (std::islower(static_cast<unsigned char>(field)) && keys_.insert(field).second)
            std::cout << "key " << field << '\n';
    }

    void look() const {
        std::cout << "at " << here_.x << ' ' << here_.y << " steps " << steps_ << " keys ";
        for (char key : keys_)
            std::cout << key;
        std::cout << (keys_.empty() ? "-\n" : "\n");
    }

    bool out() const { return map_.at(here_) == 'X'; }
    int steps() const { return steps_; }

private:
    bool blocked(char field) const {
        if (field == '#')
            return true;
        bool door = std::isupper(static_cast<unsigned char>(field)) && field != 'S' && field != 'X';
        return door && keys_.count(static_cast<char>(std::tolower(field))) == 0;
    }

    const Map &map_;
    Point here_;
    int steps_ = 0;
    std::set<char> keys_;
};

int main() {
    try {
        Map map(std::cin);
        Walker walker(map);
        std::string word;
        while (!walker.out() && std::cin >> word) {
            if (word == "north")
                walker.step(0, -1);
            else if (word == "south")
                walker.step(0, 1);
            else if (word == "west")
                walker.step(-1, 0);
            else if (word == "east")
                walker.step(1, 0);
            else if (word == "look")
                walker.look();
            else if (word != "wait")
                std::cerr << "I do not know how to " << word << '\n';
        }
        if (walker.out())
            std::cout << "out in " << walker.steps() << " steps\n";
        else
            std::cout << "lost after " << walker.steps() << " steps\n";
    } catch (const std::runtime_error &) {
        std::cout << "bad map\n";
    }
    return 0;
}
