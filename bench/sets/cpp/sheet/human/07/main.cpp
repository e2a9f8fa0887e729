#include <bits/stdc++.h>
using namespace std;
typedef long long ll;
typedef vector<string> vs;
#define rep(i, a, b) for (int i = (a); i < (int)(b); i++)

map<string, vs> f;
map<string, set<string>> R; // transitive closure
map<string, ll> memo;

bool cell(const string &s) { return s.size() == 2 && isupper(s[0]) && isdigit(s[1]); }
bool num(const string &s) { return s.size() && s.size() < 5 && all_of(s.begin(), s.end(), ::isdigit); }

bool add(const string &L) {
  istringstream is(L);
  vs v{istream_iterator<string>(is), {}};
  if (v.size() < 3 || v.size() % 2 == 0 || !cell(v[0]) || v[1] != "=") return 0;
  rep(i, 2, v.size()) {
    bool t = i % 2 == 0;
    if (t && !cell(v[i]) && !num(v[i])) return 0;
    if (!t && v[i] != "+" && v[i] != "-" && v[i] != "*") return 0;
  }
  f[v[0]] = vs(v.begin() + 2, v.end());
  return 1;
}

ll ev(const string &t) {
  if (num(t)) return stoll(t);
  if (memo.count(t)) return memo[t];
  auto &v = f[t];
  ll r = ev(v[0]);
  for (int i = 1; i < (int)v.size(); i += 2) {
    ll x = ev(v[i + 1]);
    if (v[i] == "+") r += x;
    if (v[i] == "-") r -= x;
    if (v[i] == "*") r *= x;
  }
  return memo[t] = r;
}

int main() {
  string L;
  int n = 0, wrong = 0;
  while (getline(cin, L)) {
    n++;
    if (L.empty() || add(L)) continue;
    wrong++;
    cerr << "WA on line " << n << "\n";
  }

  // Warshall
  set<string> V;
  for (auto &p : f) {
    V.insert(p.first);
    for (auto &t : p.second)
      if (cell(t)) R[p.first].insert(t), V.insert(t);
  }
  for (auto &k : V)
    for (auto &i : V)
      if (R[i].count(k)) R[i].insert(R[k].begin(), R[k].end());

  ll sum = 0, mx = LLONG_MIN;
  string g = "-";
  for (auto &p : f) {
    const string &c = p.first;
    bool loop = R[c].count(c), unk = 0;
    for (auto &d : R[c]) {
      loop |= R[d].count(d) > 0;
      unk |= !f.count(d);
    }
    cout << c << " ";
    if (loop) cout << "loop\n";
    else if (unk) cout << "unknown\n";
    else {
      ll x = ev(c);
      cout << x << "\n";
      sum += x;
      if (x > mx) mx = x, g = c;
    }
  }
  cout << "sum " << sum << "\ngreatest " << g << "\nwrong " << wrong << "\n";
}
