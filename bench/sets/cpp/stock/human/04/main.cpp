#include <iostream>
#include <string>
#include <vector>
#include <cstdlib>
using namespace std;

string itemName[5000];
string itemCategory[5000];
int itemQuantity[5000];
int itemPrice[5000];
int items = 0;

string removeBlanks(string s)
{
    while (s.length() > 0 && (s[0] == ' ' || s[0] == '\t')) s = s.substr(1);
    while (s.length() > 0 && (s[s.length() - 1] == ' ' || s[s.length() - 1] == '\t' || s[s.length() - 1] == '\r'))
        s = s.substr(0, s.length() - 1);
    return s;
}

bool isNumber(string s)
{
    if (s.length() > 0 && s[0] == '-') s = s.substr(1);
    if (s.length() == 0) return false;
    for (int i = 0; i < (int)s.length(); i++)
        if (!(s[i] >= '0' && s[i] <= '9')) return false;
    return true;
}

// swap everything of two items
void swapItems(int a, int b)
{
    swap(itemName[a], itemName[b]);
    swap(itemCategory[a], itemCategory[b]);
    swap(itemQuantity[a], itemQuantity[b]);
    swap(itemPrice[a], itemPrice[b]);
}

int main()
{
    string line;
    int lineNumber = 0, ignored = 0;
    while (getline(cin, line)) {
        lineNumber++;
        string f[4] = {"", "", "", ""};
        int commas = 0;
        for (int i = 0; i < (int)line.length(); i++) {
            if (line[i] == ',') commas++;
            else if (commas < 4) f[commas] += line[i];
        }
        bool good = (commas == 3);
        for (int i = 0; i < 4; i++) {
            f[i] = removeBlanks(f[i]);
            if (f[i] == "") good = false;
        }
        if (!isNumber(f[2]) || !isNumber(f[3])) good = false;
        int q = atoi(f[2].c_str());
        int p = atoi(f[3].c_str());
        if (p < 0) good = false;

        int where = items;
        for (int i = 0; i < items; i++)
            if (itemName[i] == f[0]) where = i;
        int old = 0;
        if (where < items) old = itemQuantity[where];
        if (old + q < 0) good = false;

        if (good) {
            itemName[where] = f[0];
            itemCategory[where] = f[1];
            itemQuantity[where] = old + q;
            itemPrice[where] = p;
            if (where == items) items++;
        } else {
            cerr << "Line " << lineNumber << " is wrong!" << endl;
            ignored++;
        }
    }

    // selection sort, by name
    for (int i = 0; i < items; i++)
        for (int j = i + 1; j < items; j++)
            if (itemName[j] < itemName[i]) swapItems(i, j);
    string low = "";
    for (int i = 0; i < items; i++)
        if (itemQuantity[i] > 0 && itemQuantity[i] < 5) low = low + " " + itemName[i];
    if (low == "") low = " none";

    // print the biggest that is not printed yet, until all are
    vector<bool> printed(items, false);
    for (int round = 0; round < items; round++) {
        int best = -1;
        for (int i = 0; i < items; i++) {
            if (printed[i] || itemQuantity[i] == 0) continue;
            if (best == -1 || itemQuantity[i] * itemPrice[i] > itemQuantity[best] * itemPrice[best]) best = i;
        }
        if (best == -1) break;
        printed[best] = true;
        cout << itemName[best] << " " << itemQuantity[best] << " " << itemQuantity[best] * itemPrice[best] << endl;
    }

    // categories: always the smallest name that is bigger than the last one
    string last = "";
    while (true) {
        string next = "";
        for (int i = 0; i < items; i++)
            if (itemQuantity[i] > 0 && itemCategory[i] > last && (next == "" || itemCategory[i] < next))
                next = itemCategory[i];
        if (next == "") break;
        int count = 0, value = 0;
        for (int i = 0; i < items; i++) {
            if (itemQuantity[i] > 0 && itemCategory[i] == next) {
                count++;
                value += itemQuantity[i] * itemPrice[i];
            }
        }
        cout << "category " << next << " " << count << " " << value << endl;
        last = next;
    }
    cout << "low" << low << endl;
    cout << "ignored " << ignored << endl;
    return 0;
}
