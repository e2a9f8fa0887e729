#include <iostream>
#include <string>
using namespace std;

int main()
{
    int width, height;
    char field[60][60];
    bool haveKey[26];
    int x = -1, y = -1;
    int steps = 0;
    bool badMap = false;
    bool finished = false;

    for (int i = 0; i < 26; i++) haveKey[i] = false;

    // read the map
    cin >> width >> height;
    if (!cin || width < 1 || width > 60 || height < 1 || height > 60) {
        cout << "bad map" << endl;
        return 0;
    }
    for (int i = 0; i < height; i++) {
        string line;
        cin >> line;
        if ((int)line.length() != width) {
            badMap = true;
            break;
        }
        for (int j = 0; j < width; j++) {
            field[i][j] = line[j];
            bool isLetter = (line[j] >= 'a' && line[j] <= 'z') || (line[j] >= 'A' && line[j] <= 'Z');
            if (line[j] != '#' && line[j] != '.' && !isLetter) badMap = true;
            if (line[j] == 'S') {
                if (x != -1) badMap = true; // second start
                x = j;
                y = i;
            }
        }
    }
    if (badMap || x == -1) {
        cout << "bad map" << endl;
        return 0;
    }

    // read the words
    string word;
    while (!finished && cin >> word) {
        int newX = x, newY = y;
        if (word == "north") newY = y - 1;
        else if (word == "south") newY = y + 1;
        else if (word == "east") newX = x + 1;
        else if (word == "west") newX = x - 1;
        else if (word == "wait") continue;
        else if (word == "look") {
            cout << "at " << x << " " << y << " steps " << steps << " keys ";
            int count = 0;
            for (int i = 0; i < 26; i++) {
                if (haveKey[i]) {
                    cout << (char)('a' + i);
                    count++;
                }
            }
            if (count == 0) cout << "-";
            cout << endl;
            continue;
        }
        else {
            cerr << "I don't understand the word " << word << endl;
            continue;
        }

        bool canGo = true;
        if (newX < 0 || newY < 0 || newX >= width || newY >= height) canGo = false;
        else {
            char c = field[newY][newX];
            if (c == '#') canGo = false;
            if (c >= 'A' && c <= 'Z' && c != 'S' && c != 'X') {
                if (haveKey[c - 'A'] == false) canGo = false;
            }
        }
        if (canGo == false) {
            cout << "bump" << endl;
        } else {
            x = newX;
            y = newY;
            steps = steps + 1;
            char c = field[y][x];
            if (c >= 'a' && c <= 'z' && haveKey[c - 'a'] == false) {
                haveKey[c - 'a'] = true;
                cout << "key " << c << endl;
            }
            if (c == 'X') finished = true;
        }
    }

    if (finished) cout << "out in " << steps << " steps" << endl;
    else cout << "lost after " << steps << " steps" << endl;
    return 0;
}
