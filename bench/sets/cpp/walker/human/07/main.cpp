#include <bits/stdc++.h>
using namespace std;
#define F first
#define S second
#define BAD return puts("bad map"), 0

const string D = "nesw";
const int dx[] = {0, 1, 0, -1}, dy[] = {-1, 0, 1, 0};

int w, h;
vector<string> g;

// 0: free, 1: blocked.  k is the mask of the keys we hold
int blk(int x, int y, int k) {
  if (x < 0 || y < 0 || x >= w || y >= h) return 1;
  char c = g[y][x];
  if (c == '#') return 1;
  if (c == 'S' || c == 'X' || !isupper(c)) return 0;
  return ~k >> (c - 'A') & 1;
}

string ring(int k) {
  string r;
  for (; k; k &= k - 1) r += 'a' + __builtin_ctz(k);
  return r.size() ? r : "-";
}

int main() {
  if (!(cin >> w >> h) || min(w, h) < 1 || max(w, h) > 60) BAD;
  g.resize(h);
  pair<int, int> p;
  int ss = 0;
  for (int y = 0; y < h; y++) {
    cin >> g[y];
    if ((int)g[y].size() != w) BAD;
    for (int x = 0; x < w; x++) {
      char c = g[y][x];
      if (!isalpha(c) && c != '.' && c != '#') BAD;
      if (c == 'S') ss++, p = {x, y};
    }
  }
  if (ss != 1) BAD;

  const set<string> ok = {"north", "east", "south", "west"};
  int k = 0, n = 0;
  string s;
  while (cin >> s) {
    if (s == "wait") continue;
    if (s == "look") {
      cout << "at " << p.F << " " << p.S << " steps " << n << " keys " << ring(k) << "\n";
      continue;
    }
    if (!ok.count(s)) {
      cerr << "?? " << s << "\n";
      continue;
    }
    int d = D.find(s[0]);
    int x = p.F + dx[d], y = p.S + dy[d];
    if (blk(x, y, k)) {
      cout << "bump\n";
      continue;
    }
    p = {x, y};
    n++;
    char c = g[y][x];
    if (c == 'X') {
      cout << "out in " << n << " steps\n";
      return 0;
    }
    if (islower(c) && !(k >> (c - 'a') & 1)) {
      k |= 1 << (c - 'a');
      cout << "key " << c << "\n";
    }
  }
  cout << "lost after " << n << " steps\n";
}
