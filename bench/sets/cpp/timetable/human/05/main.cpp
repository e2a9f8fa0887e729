#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <tuple>

namespace school
{
    enum class Day { Monday, Tuesday, Wednesday, Thursday, Friday };

    class Lesson
    {
    public:
        static std::shared_ptr<Lesson> Parse(const std::string& text);
        bool IsParallelTo(const Lesson& other) const { return m_begin < other.m_end && other.m_begin < m_end; }
        int Length() const { return m_end - m_begin; }
        Day GetDay() const { return m_day; }
        const std::string& Code() const { return m_code; }
        const std::string& Room() const { return m_room; }
        const std::string& Teacher() const { return m_teacher; }
    private:
        std::string m_code, m_room, m_teacher;
        Day m_day = Day::Monday;
        int m_begin = 0, m_end = 0;
    };

    typedef std::shared_ptr<Lesson> LessonPtr;

    const std::map<std::string, Day> DayByName = {{"mon", Day::Monday}, {"tue", Day::Tuesday},
        {"wed", Day::Wednesday}, {"thu", Day::Thursday}, {"fri", Day::Friday}};

    bool ReadClock(const std::string& text, int& minute)
    {
        unsigned h = 99, m = 99;
        char again[16] = "";
        if (std::sscanf(text.c_str(), "%2u:%2u", &h, &m) != 2 || h > 23 || m > 59) return false;
        // What is printed back must be what was read.
        std::snprintf(again, sizeof again, "%02u:%02u", h, m);
        minute = int(h * 60 + m);
        return text == again;
    }

    LessonPtr Lesson::Parse(const std::string& text)
    {
        std::istringstream words(text);
        std::string day, begin, end;
        auto lesson = std::make_shared<Lesson>();
        words >> lesson->m_code >> day >> begin >> end >> lesson->m_room >> lesson->m_teacher;
        if (!words || !(words >> std::ws).eof()) return nullptr;
        auto found = DayByName.find(day);
        if (found == DayByName.end()) return nullptr;
        lesson->m_day = found->second;
        if (!ReadClock(begin, lesson->m_begin) || !ReadClock(end, lesson->m_end)) return nullptr;
        return lesson->Length() > 0 ? lesson : nullptr;
    }

    class Plan
    {
    public:
        bool Insert(const LessonPtr& lesson)
        {
            if (!lesson || !m_lessons.emplace(lesson->Code(), lesson).second) return false;
            // Compare with those that are there already, by room and by teacher.
            for (const auto& other : m_byRoom[lesson->Room()]) Note(*lesson, *other, 1);
            for (const auto& other : m_byTeacher[lesson->Teacher()]) Note(*lesson, *other, 2);
            m_byRoom[lesson->Room()].insert(lesson);
            m_byTeacher[lesson->Teacher()].insert(lesson);
            return true;
        }

        void Print(std::ostream& os) const
        {
            static const char* const reasons[] = {"", "room", "teacher", "both"};
            static const char* const days[] = {"mon", "tue", "wed", "thu", "fri"};
            for (const auto& clash : m_clashes)
                os << days[int(std::get<0>(clash.first))] << " " << std::get<1>(clash.first) << " "
                   << std::get<2>(clash.first) << " " << reasons[clash.second] << std::endl;
            if (m_clashes.empty()) os << "no clashes" << std::endl;
            for (const auto& room : m_byRoom)
            {
                int sum = 0;
                for (const auto& lesson : room.second) sum += lesson->Length();
                os << room.first << " " << sum << std::endl;
            }
        }

    private:
        void Note(const Lesson& a, const Lesson& b, int reason)
        {
            if (a.GetDay() != b.GetDay() || !a.IsParallelTo(b)) return;
            m_clashes[std::make_tuple(a.GetDay(), std::min(a.Code(), b.Code()), std::max(a.Code(), b.Code()))] |= reason;
        }

        std::map<std::string, LessonPtr> m_lessons;
        std::map<std::string, std::set<LessonPtr>> m_byRoom, m_byTeacher;
        std::map<std::tuple<Day, std::string, std::string>, int> m_clashes;
    };
}

int main()
{
    school::Plan plan;
    int lineNo = 0, skipped = 0;
    for (std::string text; std::getline(std::cin, text);)
    {
        ++lineNo;
        if (text.empty() || plan.Insert(school::Lesson::Parse(text))) continue;
        ++skipped;
        std::cerr << "[" << lineNo << "] no valid lesson" << std::endl;
    }
    plan.Print(std::cout);
    std::cout << "skipped " << skipped << std::endl;
}
