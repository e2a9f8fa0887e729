/**
 * @file  Clash finder that works with a picture of the week in minutes:
 *        each lesson is a bit set, two lessons meet if the sets do.
 */
#include <array>
#include <bitset>
#include <cstdio>
#include <iostream>
#include <list>
#include <string>
#include <string_view>

constexpr int kDayMinutes = 24 * 60;
constexpr std::array<std::string_view, 5> kDays = {"mon", "tue", "wed", "thu", "fri"};

enum class Result { Good, Words, Day, Clock, Order, Code };

struct Course {
    std::string word[6];   ///< as they were read
    int day = -1;
    std::bitset<kDayMinutes> minutes;

    const std::string& code() const { return word[0]; }
    const std::string& room() const { return word[4]; }
    const std::string& teacher() const { return word[5]; }
};

/** Splits at blanks; @return the number of words there are. */
static int words(const std::string& line, std::string (&out)[6])
{
    int n = 0;
    bool inside = false;
    for (const char ch : line) {
        const bool blank = ch == ' ' || ch == '\t' || ch == '\r';
        if (!blank && !inside) {
            ++n;
        }
        inside = !blank;
        if (inside && n <= 6) {
            out[n - 1] += ch;
        }
    }
    return n;
}

static int clock(const std::string& w)
{
    constexpr int top[] = {2, 9, 0, 5, 9};
    constexpr int unit[] = {600, 60, 0, 10, 1};
    int sum = 0;
    if (w.size() != 5 || w[2] != ':') {
        return -1;
    }
    for (int i = 0; i < 5; ++i) {
        const int digit = i == 2 ? 0 : w[i] - '0';
        if (digit < 0 || digit > top[i]) {
            return -1;
        }
        sum += digit * unit[i];
    }
    return sum < kDayMinutes ? sum : -1;
}

static Result fill(Course& course, const std::list<Course>& others)
{
    while (++course.day < 5 && kDays[course.day] != course.word[1]) {
    }
    if (course.day == 5) {
        return Result::Day;
    }
    const int from = clock(course.word[2]);
    const int to = clock(course.word[3]);
    if (from < 0 || to < 0) {
        return Result::Clock;
    }
    for (int minute = from; minute < to; ++minute) {
        course.minutes.set(minute);
    }
    for (const Course& other : others) {
        if (other.code() == course.code()) {
            return Result::Code;
        }
    }
    return course.minutes.any() ? Result::Good : Result::Order;
}

static const char* reason(const Course& a, const Course& b)
{
    if ((a.minutes & b.minutes).none()) {
        return nullptr;
    }
    if (a.room() == b.room()) {
        return a.teacher() == b.teacher() ? "both" : "room";
    }
    return a.teacher() == b.teacher() ? "teacher" : nullptr;
}

int main()
{
    std::list<Course> courses;
    int skipped = 0;
    std::string line;
    for (int row = 1; std::getline(std::cin, line); ++row) {
        Course course;
        const int n = words(line, course.word);
        if (n == 0) {
            continue;
        }
        const Result result = n == 6 ? fill(course, courses) : Result::Words;
        if (result == Result::Good) {
            courses.push_back(course);
        } else {
            ++skipped;
            std::fprintf(stderr, "row %d: problem %d\n", row, static_cast<int>(result));
        }
    }
    courses.sort([](const Course& a, const Course& b) { return a.code() < b.code(); });
    bool quiet = true;
    for (int day = 0; day < 5; ++day) {
        for (auto a = courses.begin(); a != courses.end(); ++a) {
            for (auto b = std::next(a); a->day == day && b != courses.end(); ++b) {
                const char* why = b->day == day ? reason(*a, *b) : nullptr;
                if (why != nullptr) {
                    std::printf("%s %s %s %s\n", kDays[day].data(), a->code().c_str(), b->code().c_str(), why);
                    quiet = false;
                }
            }
        }
    }
    if (quiet) {
        std::puts("no clashes");
    }
    courses.sort([](const Course& a, const Course& b) { return a.room() < b.room(); });
    while (!courses.empty()) {
        const std::string room = courses.front().room();
        std::size_t sum = 0;
        for (; !courses.empty() && courses.front().room() == room; courses.pop_front()) {
            sum += courses.front().minutes.count();
        }
        std::printf("%s %zu\n", room.c_str(), sum);
    }
    std::printf("skipped %d\n", skipped);
    return 0;
}
