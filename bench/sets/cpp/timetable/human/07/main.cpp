#include <bits/stdc++.h>
using namespace std;
typedef vector<string> vs;
#define sz(x) (int)(x).size()
#define pb push_back

const vs D = {"mon", "tue", "wed", "thu", "fri"};

int T(const string &s) {
  int h, m, n = 0;
  if (sz(s) != 5 || !isdigit(s[0]) || !isdigit(s[3])) return -1;
  if (sscanf(s.c_str(), "%d:%d%n", &h, &m, &n) != 2 || n != 5 || s[2] != ':') return -1;
  return h > 23 || m > 59 ? -1 : h * 60 + m;
}

struct E { // an event of the sweep: at minute t lesson id comes or goes
  int t, on, id;
  bool operator<(const E &o) const { return tie(t, on) < tie(o.t, o.on); }
};

int main() {
  vs code, room, who;
  set<string> used;
  map<string, int> tot;
  vector<E> ev[5];
  string L;
  int no = 0, skip = 0;
  while (getline(cin, L)) {
    no++;
    istringstream is(L);
    vs w((istream_iterator<string>(is)), istream_iterator<string>());
    if (w.empty()) continue;
    int d = -1, a = -1, b = -1;
    if (sz(w) == 6) {
      d = find(D.begin(), D.end(), w[1]) - D.begin();
      a = T(w[2]), b = T(w[3]);
    }
    if (d < 0 || d > 4 || a < 0 || b <= a || !used.insert(w[0]).second) {
      cerr << no << ": no\n";
      skip++;
      continue;
    }
    int id = sz(code);
    code.pb(w[0]), room.pb(w[4]), who.pb(w[5]);
    tot[w[4]] += b - a;
    ev[d].pb({a, 1, id});
    ev[d].pb({b, 0, id});
  }

  int hits = 0;
  for (int d = 0; d < 5; d++) {
    sort(ev[d].begin(), ev[d].end()); // goes before comes
    set<int> live;
    set<array<string, 3>> res;
    for (auto &e : ev[d]) {
      if (!e.on) {
        live.erase(e.id);
        continue;
      }
      for (int x : live) {
        bool r = room[x] == room[e.id], t = who[x] == who[e.id];
        if (!r && !t) continue;
        string p = code[x], q = code[e.id];
        if (q < p) swap(p, q);
        res.insert({p, q, r ? t ? "both" : "room" : "teacher"});
      }
      live.insert(e.id);
    }
    for (auto &r : res) cout << D[d] << " " << r[0] << " " << r[1] << " " << r[2] << "\n";
    hits += sz(res);
  }
  if (!hits) cout << "no clashes\n";
  for (auto &p : tot) cout << p.first << " " << p.second << "\n";
  cout << "skipped " << skip << "\n";
}
