#include <iostream>
#include <sstream>
#include <string>
#include <vector>
using namespace std;

bool isSet[26][10];
vector<string> formula[26][10];   // term, operator, term, ...
long long value[26][10];

bool cellOk(string s)
{
    if (s.length() != 2) return false;
    if (s[0] < 'A' || s[0] > 'Z') return false;
    if (s[1] < '0' || s[1] > '9') return false;
    return true;
}

bool numberOk(string s)
{
    if (s.length() < 1 || s.length() > 4) return false;
    for (int i = 0; i < (int)s.length(); i++)
        if (s[i] < '0' || s[i] > '9') return false;
    return true;
}

// 0 = number, 1 = unknown, 2 = loop. depth tells us when we run in circles,
// because there are only 260 cells
int calculate(int a, int b, int depth)
{
    if (depth > 260) return 2;
    if (!isSet[a][b]) return 1;
    int worst = 0;
    long long result = 0;
    vector<string> f = formula[a][b];
    for (int i = 0; i < (int)f.size(); i = i + 2) {
        long long x = 0;
        if (cellOk(f[i])) {
            int a2 = f[i][0] - 'A';
            int b2 = f[i][1] - '0';
            int status = calculate(a2, b2, depth + 1);
            if (status == 2) return 2;
            if (status > worst) worst = status;
            x = value[a2][b2];
        } else {
            x = stoi(f[i]);
        }
        if (worst > 0) continue;
        if (i == 0) result = x;
        else if (f[i - 1] == "+") result = result + x;
        else if (f[i - 1] == "-") result = result - x;
        else result = result * x;
    }
    value[a][b] = result;
    return worst;
}

int main()
{
    string line;
    int lineNumber = 0;
    int wrong = 0;
    while (getline(cin, line)) {
        lineNumber++;
        if (line == "") continue;
        stringstream ss(line);
        vector<string> w;
        string word;
        while (ss >> word) w.push_back(word);

        // there must be 3, 5, 7, ... words
        bool ok = true;
        if (w.size() < 3 || w.size() % 2 == 0) ok = false;
        if (ok && !cellOk(w[0])) ok = false;
        if (ok && w[1] != "=") ok = false;
        for (int i = 2; ok && i < (int)w.size(); i++) {
            if (i % 2 == 0) {
                if (!cellOk(w[i]) && !numberOk(w[i])) ok = false;
            } else {
                if (w[i] != "+" && w[i] != "-" && w[i] != "*") ok = false;
            }
        }
        if (!ok) {
            cerr << "Wrong line " << lineNumber << ": " << line << endl;
            wrong++;
            continue;
        }
        int a = w[0][0] - 'A';
        int b = w[0][1] - '0';
        isSet[a][b] = true;
        formula[a][b].clear();
        for (int i = 2; i < (int)w.size(); i++) formula[a][b].push_back(w[i]);
    }

    long long sum = 0;
    long long maximum = 0;
    string maximumCell = "-";
    for (int a = 0; a < 26; a++) {
        for (int b = 0; b < 10; b++) {
            if (!isSet[a][b]) continue;
            string name = "";
            name += (char)('A' + a);
            name += (char)('0' + b);
            int status = calculate(a, b, 0);
            if (status == 2) cout << name << " loop" << endl;
            if (status == 1) cout << name << " unknown" << endl;
            if (status == 0) {
                cout << name << " " << value[a][b] << endl;
                sum = sum + value[a][b];
                if (maximumCell == "-" || value[a][b] > maximum) {
                    maximum = value[a][b];
                    maximumCell = name;
                }
            }
        }
    }
    cout << "sum " << sum << endl;
    cout << "greatest " << maximumCell << endl;
    cout << "wrong " << wrong << endl;
    return 0;
}
