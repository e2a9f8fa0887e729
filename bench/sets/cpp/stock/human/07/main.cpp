#include <bits/stdc++.h>
using namespace std;
typedef long long ll;
typedef pair<ll, string> P;
#define all(x) (x).begin(), (x).end()
#define rep(i, n) for (int i = 0; i < (int)(n); i++)

map<string, ll> Q, V;      // quantity, price
map<string, string> C;     // category

bool num(string s, ll &r) {
  bool m = s.size() && s[0] == '-';
  if (m) s.erase(0, 1);
  if (s.empty() || s.size() > 9 || !all_of(all(s), ::isdigit)) return false;
  r = stoll(s);
  if (m) r = -r;
  return true;
}

string cut(const string &s) {
  int a = 0, b = s.size();
  while (a < b && isspace(s[a])) a++;
  while (a < b && isspace(s[b - 1])) b--;
  return s.substr(a, b - a);
}

bool go(const string &L) {
  if (count(all(L), ',') != 3) return 0;
  string f[4];
  int k = 0;
  for (char c : L) c == ',' ? (void)k++ : f[k].push_back(c);
  rep(i, 4) if ((f[i] = cut(f[i])).empty()) return 0;
  ll q, v;
  if (!num(f[2], q) || !num(f[3], v) || v < 0) return 0;
  ll have = Q.count(f[0]) ? Q[f[0]] : 0;
  if (have + q < 0) return 0;
  Q[f[0]] = have + q, V[f[0]] = v, C[f[0]] = f[1];
  return 1;
}

int main() {
  ios::sync_with_stdio(0);
  string L;
  int n = 0, bad = 0;
  while (getline(cin, L)) {
    n++;
    if (!go(L)) bad++, cerr << n << " bad\n";
  }

  vector<P> out;
  map<string, P> cat; // second: number as text would be silly, so count apart
  map<string, int> cnt;
  string low;
  for (auto &x : Q) {
    if (!x.second) continue;
    ll val = x.second * V[x.first];
    out.push_back({-val, x.first});
    cat[C[x.first]].first += val;
    cnt[C[x.first]]++;
    if (x.second < 5) low += " " + x.first;
  }
  sort(all(out));
  for (auto &o : out) cout << o.second << " " << Q[o.second] << " " << -o.first << "\n";
  for (auto &c : cat) cout << "category " << c.first << " " << cnt[c.first] << " " << c.second.first << "\n";
  if (low.empty()) low = " none";
  cout << "low" << low << "\nignored " << bad << "\n";
}
