// Looks for lessons that cannot both take place.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

static const std::vector<std::string> DAYS = {"mon", "tue", "wed", "thu", "fri"};

class Journal {
public:
    void open(const std::string &path) {
        file_ = std::make_unique<std::ofstream>(path);
    }

    void write(const std::string &entry) {
        ++entries_;
        if (file_ && *file_)
            *file_ << entries_ << ' ' << entry << '\n';
    }

private:
    std::unique_ptr<std::ofstream> file_;
    unsigned long entries_ = 0;
};

static Journal journal;

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
        if (hours < 7)
            journal.write("an early hour: " + text);
        minutes_ = hours * 60 + rest;
    }

    int minutes() const { return minutes_; }

    std::string show() const {
        std::string h = std::to_string(minutes_ / 60), m = std::to_string(minutes_ % 60);
        if (h.size() < 2)
            h = "0" + h;
        if (m.size() < 2)
            m = "0" + m;
        return h + ":" + m;
    }

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
        journal.write("lesson " + code);
        day = std::find(DAYS.begin(), DAYS.end(), dayName) - DAYS.begin();
        if (day == DAYS.size())
            throw std::invalid_argument("not a day: " + dayName);
        start = Time(from).minutes();
        end = Time(to).minutes();
        if (end <= start)
            throw std::invalid_argument("ends before it starts");
        if (length() > 240)
            journal.write("a long lesson: " + code);
    }

    int length() const { return end - start; }

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
        perDay_[lesson.day] += lesson.length();
    }

    std::string busiestDay() const {
        std::size_t best = 0;
        int most = -1;
        for (const auto &entry : perDay_) {
            if (entry.second > most) {
                most = entry.second;
                best = entry.first;
            }
        }
        return most < 0 ? "none" : DAYS[best];
    }

    void printClashes() {
        journal.write("clashes");
        std::sort(lessons_.begin(), lessons_.end(), [](const Lesson &a, const Lesson &b) {
            return a.day != b.day ? a.day < b.day : a.code < b.code;
        });
        int found = 0;
        int compared = 0;
        for (std::size_t i = 0; i < lessons_.size(); ++i) {
            for (std::size_t j = i + 1; j < lessons_.size(); ++j) {
                ++compared;
                const Lesson &a = lessons_[i], &b = lessons_[j];
                bool room = a.room == b.room, teacher = a.teacher == b.teacher;
                if (!a.overlaps(b) || (!room && !teacher))
                    continue;
                std::string why = room && teacher ? "both" : room ? "room" : "teacher";
                journal.write("clash because of " + why);
                std::cout << DAYS[a.day] << ' ' << a.code << ' ' << b.code << ' ' << why << '\n';
                ++found;
            }
        }
        journal.write(std::to_string(compared) + " pairs compared");
        if (found == 0)
            std::cout << "no clashes\n";
    }

    void printRooms() const {
        std::map<std::string, int> use;
        int longest = 0;
        for (const Lesson &lesson : lessons_) {
            use[lesson.room] += lesson.end - lesson.start;
            longest = std::max(longest, use[lesson.room]);
        }
        for (const auto &room : use)
            std::cout << room.first << ' ' << room.second << '\n';
        journal.write("longest use " + std::to_string(longest));
    }

private:
    std::set<std::string> codes_;
    std::vector<Lesson> lessons_;
    std::map<std::size_t, int> perDay_;
};

int main(int argc, char **argv) {
    if (argc > 1)
        journal.open(argv[1]);
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
            journal.write(std::string("problem ") + e.what());
            std::cerr << "line " << number << ": " << e.what() << '\n';
            ++skipped;
        }
    }
    table.printClashes();
    table.printRooms();
    journal.write("busiest day " + table.busiestDay());
    std::cout << "skipped " << skipped << '\n';
    return 0;
}
