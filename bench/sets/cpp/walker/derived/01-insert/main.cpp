// A walker in a map of walls, keys and doors.
#include <cctype>
#include <cstdlib>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#define NOTE(text) do { if (debugging) std::clog << __func__ << ": " << text << '\n'; } while (false)

static bool debugging = false;

struct Point {
    int x = 0, y = 0;

    bool operator==(const Point &other) const { return x == other.x && y == other.y; }
    int distance(const Point &other) const { return std::abs(x - other.x) + std::abs(y - other.y); }
};

class Map {
public:
    explicit Map(std::istream &in) {
        int width = 0, height = 0;
        if (!(in >> width >> height) || width < 1 || width > 60 || height < 1 || height > 60)
            throw std::runtime_error("bad size");
        NOTE(width << " by " << height);
        int starts = 0;
        int walls = 0, doors = 0;
        for (int y = 0; y < height; ++y) {
            std::string row;
            in >> row;
            if (static_cast<int>(row.size()) != width)
                throw std::runtime_error("bad row");
            for (int x = 0; x < width; ++x) {
                if (row[x] == '#')
                    ++walls;
                if (std::isupper(static_cast<unsigned char>(row[x])))
                    ++doors;
                if (row[x] == 'S') {
                    start_ = Point{x, y};
                    ++starts;
                } else if (row[x] != '#' && row[x] != '.' && !std::isalpha(static_cast<unsigned char>(row[x]))) {
                    throw std::runtime_error("bad field");
                }
            }
            rows_.push_back(row);
        }
        NOTE(walls << " walls, " << doors << " doors");
        if (starts != 1)
            throw std::runtime_error("bad start");
    }

    char at(Point p) const {
        if (p.y < 0 || p.y >= static_cast<int>(rows_.size()) || p.x < 0 || p.x >= static_cast<int>(rows_[0].size()))
            return '#';
        return rows_[p.y][p.x];
    }

    Point start() const { return start_; }

    void dump(Point mark) const {
        for (std::size_t y = 0; y < rows_.size(); ++y) {
            std::string copy = rows_[y];
            if (static_cast<int>(y) == mark.y)
                copy[mark.x] = '@';
            std::clog << copy << '\n';
        }
    }

private:
    std::vector<std::string> rows_;
    Point start_;
};

class Walker {
public:
    explicit Walker(const Map &map) : map_(map), here_(map.start()) {
        path_.push_back(here_);
    }

    void step(int dx, int dy) {
        Point next{here_.x + dx, here_.y + dy};
        char field = map_.at(next);
        NOTE("try " << next.x << ',' << next.y);
        if (blocked(field)) {
            ++bumps_;
            std::cout << "bump\n";
            return;
        }
        here_ = next;
        ++steps_;
        path_.push_back(here_);
        if (std::islower(static_cast<unsigned char>(field)) && keys_.insert(field).second)
            std::cout << "key " << field << '\n';
        if (debugging)
            map_.dump(here_);
    }

    void look() const {
        std::cout << "at " << here_.x << ' ' << here_.y << " steps " << steps_ << " keys ";
        for (char key : keys_)
            std::cout << key;
        std::cout << (keys_.empty() ? "-\n" : "\n");
        NOTE("far from start: " << here_.distance(map_.start()));
    }

    bool visited(Point p) const {
        for (const Point &q : path_)
            if (q == p)
                return true;
        return false;
    }

    bool out() const { return map_.at(here_) == 'X'; }
    int steps() const { return steps_; }
    int bumps() const { return bumps_; }

private:
    bool blocked(char field) const {
        if (field == '#')
            return true;
        bool door = std::isupper(static_cast<unsigned char>(field)) && field != 'S' && field != 'X';
        if (door)
            NOTE("a door, " << field);
        return door && keys_.count(static_cast<char>(std::tolower(field))) == 0;
    }

    const Map &map_;
    Point here_;
    int steps_ = 0;
    int bumps_ = 0;
    std::set<char> keys_;
    std::vector<Point> path_;
};

int main() {
    debugging = std::getenv("WALKER_DEBUG") != nullptr;
    try {
        Map map(std::cin);
        Walker walker(map);
        std::string word;
        int words = 0;
        while (!walker.out() && std::cin >> word) {
            ++words;
            NOTE("word " << words << " is " << word);
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
        NOTE(walker.bumps() << " bumps");
        if (walker.out())
            std::cout << "out in " << walker.steps() << " steps\n";
        else
            std::cout << "lost after " << walker.steps() << " steps\n";
    } catch (const std::runtime_error &e) {
        NOTE(e.what());
        std::cout << "bad map\n";
    }
    return 0;
}
