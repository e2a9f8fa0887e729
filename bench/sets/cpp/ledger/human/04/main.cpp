#include <iostream>
#include <string>
#include <vector>
#include <cmath>
#include <cstdio>
#include <cstdlib>
using namespace std;

vector<string> names;
vector<long long> money;   // same index as names

int indexOf(string n)
{
    for (int i = 0; i < (int)names.size(); i++) {
        if (names[i] == n) return i;
    }
    return -1;
}

// turn "12.3" into 1230
long long amountOf(string s)
{
    int points = 0, decimals = 0, before = 0;
    for (int i = 0; i < (int)s.length(); i++) {
        if (s[i] == '.') points++;
        else if (s[i] < '0' || s[i] > '9') return 0;
        else if (points > 0) decimals++;
        else before++;
    }
    if (points > 1 || decimals > 2 || before == 0) return 0;
    return llround(atof(s.c_str()) * 100.0);
}

int main()
{
    string line;
    int lineNumber = 0;
    int refused = 0;

    while (getline(cin, line)) {
        lineNumber = lineNumber + 1;
        if (line == "" || line[0] == '#') continue;

        // split the line at the blanks
        vector<string> part;
        string word = "";
        for (char c : line + " ") {
            if (c == ' ') {
                if (word != "") part.push_back(word);
                word = "";
            } else word += c;
        }
        while (part.size() < 4) part.push_back("");

        bool ok = false;
        string cmd = part[0];
        int a = indexOf(part[1]);
        if (cmd == "open") {
            if (a == -1 && part[1] != "") {
                names.push_back(part[1]);
                money.push_back(0);
                ok = true;
            }
        }
        if (cmd == "put") {
            long long x = amountOf(part[2]);
            if (a != -1 && x > 0) {
                money[a] = money[a] + x;
                ok = true;
            }
        }
        if (cmd == "take") {
            long long x = amountOf(part[2]);
            if (a != -1 && x > 0 && money[a] >= x) {
                money[a] = money[a] - x;
                ok = true;
            }
        }
        if (cmd == "move") {
            int b = indexOf(part[2]);
            long long x = amountOf(part[3]);
            if (a != -1 && b != -1 && x > 0 && money[a] >= x) {
                money[a] = money[a] - x;
                money[b] = money[b] + x;
                ok = true;
            }
        }
        if (cmd == "close") {
            if (a != -1 && money[a] == 0) {
                names.erase(names.begin() + a);
                money.erase(money.begin() + a);
                ok = true;
            }
        }
        if (!ok) {
            cerr << "Error in line " << lineNumber << ": " << line << endl;
            refused++;
        }
    }

    // bubble sort by name
    for (size_t i = 0; i < names.size(); i++)
        for (size_t j = 0; j + 1 < names.size(); j++)
            if (names[j] > names[j + 1]) {
                swap(names[j], names[j + 1]);
                swap(money[j], money[j + 1]);
            }

    long long total = 0;
    for (size_t i = 0; i < names.size(); i++) {
        printf("%s %.2f\n", names[i].c_str(), money[i] / 100.0);
        total += money[i];
    }
    printf("total %.2f\n", total / 100.0);
    cout << "refused " << refused << endl;
    return 0;
}
