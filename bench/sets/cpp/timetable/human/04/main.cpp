#include <iostream>
#include <sstream>
#include <string>
#include <vector>
#include <algorithm>
using namespace std;

struct Lesson {
    string code;
    int day;
    int start;
    int end;
    string room;
    string teacher;
};

// returns -1 if the time is wrong
int timeToMinutes(string t)
{
    if (t.length() != 5) return -1;
    if (t[2] != ':') return -1;
    for (int i = 0; i < 5; i++) {
        if (i == 2) continue;
        if (t[i] < '0' || t[i] > '9') return -1;
    }
    int hour = (t[0] - '0') * 10 + (t[1] - '0');
    int minute = (t[3] - '0') * 10 + (t[4] - '0');
    if (hour > 23 || minute > 59) return -1;
    return hour * 60 + minute;
}

int dayToNumber(string d)
{
    if (d == "mon") return 1;
    if (d == "tue") return 2;
    if (d == "wed") return 3;
    if (d == "thu") return 4;
    if (d == "fri") return 5;
    return 0;
}

string numberToDay(int n)
{
    if (n == 1) return "mon";
    if (n == 2) return "tue";
    if (n == 3) return "wed";
    if (n == 4) return "thu";
    return "fri";
}

int main()
{
    vector<Lesson> lessons;
    string line;
    int count = 0, skipped = 0;
    while (getline(cin, line)) {
        count++;
        stringstream ss(line);
        vector<string> words;
        string w;
        while (ss >> w) words.push_back(w);
        if (words.size() == 0) continue;

        bool valid = true;
        Lesson l;
        if (words.size() != 6) {
            valid = false;
        } else {
            l.code = words[0];
            l.day = dayToNumber(words[1]);
            l.start = timeToMinutes(words[2]);
            l.end = timeToMinutes(words[3]);
            l.room = words[4];
            l.teacher = words[5];
            if (l.day == 0 || l.start == -1 || l.end == -1 || l.end <= l.start) valid = false;
            for (int i = 0; i < (int)lessons.size(); i++) {
                if (lessons[i].code == l.code) valid = false;
            }
        }
        if (valid) {
            lessons.push_back(l);
        } else {
            cerr << "Line number " << count << " was skipped" << endl;
            skipped++;
        }
    }

    // one string per clash, that begins with the number of the day, so sort does it
    vector<string> clashes;
    for (int i = 0; i < (int)lessons.size(); i++) {
        for (int j = 0; j < (int)lessons.size(); j++) {
            Lesson a = lessons[i];
            Lesson b = lessons[j];
            if (a.code >= b.code) continue;
            if (a.day != b.day) continue;
            int latestStart = max(a.start, b.start);
            int earliestEnd = min(a.end, b.end);
            if (latestStart >= earliestEnd) continue;
            string reason = "";
            if (a.room == b.room) reason = "room";
            if (a.teacher == b.teacher) {
                if (reason == "room") reason = "both";
                else reason = "teacher";
            }
            if (reason == "") continue;
            clashes.push_back(to_string(a.day) + " " + a.code + " " + b.code + " " + reason);
        }
    }
    sort(clashes.begin(), clashes.end());
    for (int i = 0; i < (int)clashes.size(); i++) {
        cout << numberToDay(clashes[i][0] - '0') << clashes[i].substr(1) << endl;
    }
    if (clashes.size() == 0) cout << "no clashes" << endl;

    vector<string> rooms;
    for (int i = 0; i < (int)lessons.size(); i++) {
        if (find(rooms.begin(), rooms.end(), lessons[i].room) == rooms.end()) rooms.push_back(lessons[i].room);
    }
    sort(rooms.begin(), rooms.end());
    for (int i = 0; i < (int)rooms.size(); i++) {
        int sum = 0;
        for (int j = 0; j < (int)lessons.size(); j++) {
            if (lessons[j].room == rooms[i]) sum += lessons[j].end - lessons[j].start;
        }
        cout << rooms[i] << " " << sum << endl;
    }
    cout << "skipped " << skipped << endl;
    return 0;
}
