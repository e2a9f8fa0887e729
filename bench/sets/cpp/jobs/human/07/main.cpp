#include <bits/stdc++.h>
using namespace std;
typedef long long ll;
typedef tuple<int, int, int> T3; // prio, seq, job
#define in(x, a, b) ((a) <= (x) && (x) <= (b))

int n, Q, seq_, rej;
vector<string> nm;
vector<int> A, P, W, R;

bool num(const string &s, int lo, int hi, int &r) {
  if (s.empty() || s.size() > 6 || s.find_first_not_of("0123456789") != string::npos) return 0;
  r = stoi(s);
  return in(r, lo, hi);
}

vector<string> words(const string &s) {
  vector<string> v;
  stringstream ss(s);
  for (string x; ss >> x;) v.push_back(x);
  return v;
}

int main() {
  string L;
  getline(cin, L);
  auto f = words(L);
  if (f.size() != 2 || f[0] != "quantum" || !num(f[1], 1, 100, Q)) return puts("bad quantum"), 0;
  set<string> seen;
  while (getline(cin, L)) {
    auto v = words(L);
    if (v.empty()) continue;
    int a, p, w;
    if (v.size() != 4 || !num(v[1], 0, 100000, a) || !num(v[2], 0, 9, p) || !num(v[3], 1, 100000, w) ||
        !seen.insert(v[0]).second) {
      rej++;
      cerr << "rej: " << L << "\n";
      continue;
    }
    nm.push_back(v[0]), A.push_back(a), P.push_back(p), W.push_back(w);
    n++;
  }
  R = W;
  vector<int> o(n);
  iota(o.begin(), o.end(), 0);
  stable_sort(o.begin(), o.end(), [](int x, int y) { return A[x] < A[y]; });

  priority_queue<T3, vector<T3>, greater<T3>> pq;
  ll t = 0, idle = 0, sum = 0;
  int i = 0;
  auto pull = [&]() {
    while (i < n && A[o[i]] <= t) pq.push({P[o[i]], seq_++, o[i]}), i++;
  };
  while (1) {
    pull();
    if (pq.empty()) {
      if (i == n) break;
      idle += A[o[i]] - t, t = A[o[i]];
      continue;
    }
    auto [p, s, j] = pq.top();
    pq.pop();
    int d = min(Q, R[j]);
    t += d, R[j] -= d;
    pull();
    if (R[j]) pq.push({min(9, p + 1), seq_++, j});
    else {
      ll w = t - A[j] - W[j];
      sum += w;
      cout << t << " done " << nm[j] << " waited " << w << "\n";
    }
  }
  cout << "idle " << idle << "\naverage ";
  n ? cout << sum / n : cout << "-";
  cout << "\nrejected " << rej << "\n";
}
