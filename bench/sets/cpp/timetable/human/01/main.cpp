// Looks for lessons that cannot both take place.
#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

static const std::vector<std::string> DAYS = {"mon", "tue", "wed", "thu", "fri"};

class Time {
public:
    explicit Time(const std::string &text) {
        bool shape = text.size() == 5 && text[2] == ':';
        for (std::size_t i = 0; shape && i < text.size(); ++i)
            shape = i == 2 || std::isdigit(static_cast<unsigned char>(text[i]));
        if (!shape)
            throw std::invalid_argument("not a time: " + text);
        int hours = std::stoi(text.substr(0, 2)), rest = std::stoi(text.substr(3));
        if (hours > 23 || rest > 59)
            throw std::invalid_argument("no such time: " + text);
        minutes_ = hours * 60 + rest;
    }

    int minutes() const { return minutes_; }

private:
    int minutes_;
};

struct Lesson {
    std::string code, room, teacher;
    std::size_t day;
    int start, end;

    explicit Lesson(const std::string &line) {
        std::istringstream in(line);
        std::string dayName, from, to, extra;
        if (!(in >> code >> dayName >> from >> to >> room >> teacher) || in >> extra)
            throw std::invalid_argument("six words expected");
        day = std::find(DAYS.begin(), DAYS.end(), dayName) - DAYS.begin();
        if (day == DAYS.size())
            throw std::invalid_argument("not a day: " + dayName);
        start = Time(from).minutes();
        end = Time(to).minutes();
        if (end <= start)
            throw std::invalid_argument("ends before it starts");
    }

    bool overlaps(const Lesson &other) const {
        return day == other.day && start < other.end && other.start < end;
    }
};

class Timetable {
public:
    void add(const Lesson &lesson) {
        if (!codes_.insert(lesson.code).second)
            throw std::invalid_argument("code is used twice: " + lesson.code);
        lessons_.push_back(lesson);
    }

    void printClashes() {
        std::sort(lessons_.begin(), lessons_.end(), [](const Lesson &a, const Lesson &b) {
            return a.day != b.day ? a.day < b.day : a.code < b.code;
        });
        int found = 0;
        for (std::size_t i = 0; i < lessons_.size(); ++i) {
            for (std::size_t j = i + 1; j < lessons_.size(); ++j) {
                const Lesson &a = lessons_[i], &b = lessons_[j];
                bool room = a.room == b.room, teacher = a.teacher == b.teacher;
                if (!a.overlaps(b) || (!room && !teacher))
                    continue;
                std::string why = room && teacher ? "both" : room ? "room" : "teacher";
                std::cout << DAYS[a.day] << ' ' << a.code << ' ' << b.code << ' ' << why << '\n';
                ++found;
            }
        }
        if (found == 0)
            std::cout << "no clashes\n";
    }

    void printRooms() const {
        std::map<std::string, int> use;
        for (const Lesson &lesson : lessons_)
            use[lesson.room] += lesson.end - lesson.start;
        for (const auto &room : use)
            std::cout << room.first << ' ' << room.second << '\n';
    }

private:
    std::set<std::string> codes_;
    std::vector<Lesson> lessons_;
};

int main() {
    Timetable table;
    int number = 0, skipped = 0;
    std::string line;
    while (std::getline(std::cin, line)) {
        ++number;
        if (line.empty())
            continue;
        try {
            table.add(Lesson(line));
        } catch (const std::invalid_argument &e) {
            std::cerr << "line " << number << ": " << e.what() << '\n';
            ++skipped;
        }
    }
    table.printClashes();
    table.printRooms();
    std::cout << "skipped " << skipped << '\n';
    return 0;
}
