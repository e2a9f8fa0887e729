#include <bits/stdc++.h>
using namespace std;
typedef long long ll;
#define has(m, k) ((m).count(k) > 0)
#define FAIL(w) do { cerr << "@" << ln << " " << w << "\n"; bad++; goto next; } while (0)

map<string, ll> M;
ll ln, bad;

ll amt(const string &s) {
  unsigned u = 0, f = 0;
  int n = 0, k = 0;
  if (sscanf(s.c_str(), "%9[0-9]%n", (char *)string(16, 0).data(), &n) != 1) return 0;
  for (int i = 0; i < n; i++) u = u * 10 + s[i] - '0';
  if (n == (int)s.size()) return 100LL * u;
  if (s[n] != '.') return 0;
  string t = s.substr(n + 1);
  for (char c : t) {
    if (!isdigit(c) || ++k > 2) return 0;
    f = f * 10 + c - '0';
  }
  return 100LL * u + (k == 1 ? f * 10 : f);
}

int main() {
  string L;
  while (getline(cin, L)) {
    ln++;
    if (L.size() && L[0] != '#') {
      stringstream ss(L);
      vector<string> v;
      for (string x; ss >> x;) v.push_back(x);
      int n = v.size();
      if (n < 2) FAIL("short");
      char c = v[0][0];
      string &a = v[1];
      if (v[0] == "open") {
        if (has(M, a)) FAIL("dup");
        M[a] = 0;
        goto next;
      }
      if (!has(M, a)) FAIL("who is " << a << "?");
      if (v[0] == "close") {
        if (M[a]) FAIL("nonzero");
        M.erase(a);
        goto next;
      }
      if (v[0] != "put" && v[0] != "take" && v[0] != "move") FAIL("what?");
      if (n != 3 + (c == 'm')) FAIL("argc");
      ll x = amt(v.back());
      if (!x) FAIL("amount");
      if (c != 'p' && M[a] < x) FAIL("poor");
      if (c == 'm' && !has(M, v[2])) FAIL("who is " << v[2] << "?");
      M[a] += c == 'p' ? x : -x;
      if (c == 'm') M[v[2]] += x;
    }
  next:;
  }
  ll T = 0;
  M["~total"]; // sorts last: names are plain letters
  for (auto &p : M) {
    if (p.first == "~total") p.second = T;
    T += p.second;
    printf("%s %lld.%02lld\n", p.first.c_str() + (p.first[0] == '~'), p.second / 100, p.second % 100);
  }
  printf("refused %lld\n", bad);
}
