import java.io.*;
import java.util.*;

class S {
  static final String[][] g = new String[100][];
  static final HashSet<Integer> on = new HashSet<>();
  static int n = 0;

  // formula under work; value() saves and restores both
  static char[] f;
  static int p;

  static RuntimeException err() { return new ArithmeticException("formula"); }

  static char cur() {
    while (p < f.length && f[p] == ' ') p++;
    return p < f.length ? f[p] : ';';
  }

  static boolean got(char c) {
    if (cur() != c) return false;
    p++;
    return true;
  }

  // precedence climbing: min 1 for + and -, 2 for *, 3 for what stands alone
  static long ex(int min) {
    if (min == 3) return one();
    long v = ex(min + 1);
    for (;;) {
      if (min == 2 && got('*')) v *= ex(3);
      else if (min == 1 && got('+')) v += ex(2);
      else if (min == 1 && got('-')) v -= ex(2);
      else return v;
    }
  }

  static long one() {
    if (got('-')) return -one();
    if (got('(')) {
      long v = ex(1);
      if (!got(')')) throw err();
      return v;
    }
    if (Character.isDigit(cur())) return num();
    if (p + 3 < f.length && f[p] == 'S' && f[p + 1] == 'U' && f[p + 2] == 'M') {
      p += 3;
      if (!got('(')) throw err();
      int a = ref();
      if (!got(':')) throw err();
      int b = ref();
      if (!got(')')) throw err();
      long v = 0;
      for (int r = a / 26; r <= b / 26; r++)
        for (int c = a % 26; c <= b % 26; c++) v += val(r, c, true);
      return v;
    }
    int a = ref();
    return val(a / 26, a % 26, false);
  }

  static long num() {
    long v = 0;
    int from = p;
    while (p < f.length && f[p] >= '0' && f[p] <= '9') v = v * 10 + f[p++] - '0';
    if (from == p) throw err();
    return v;
  }

  static int ref() {
    int c = cur() - 'A';
    if (c < 0 || c > 25) throw err();
    p++;
    return (int) Math.min(num(), 1000) * 26 + c;
  }

  static long val(int r, int c, boolean sum) {
    String s = r < 1 || r > n || c >= g[r].length ? "" : g[r][c];
    if (s.isEmpty()) return 0;
    if (s.charAt(0) != '=')
      try {
        return Long.parseLong(s);
      } catch (NumberFormatException e) {
        if (sum) return 0;
        throw err();
      }
    if (!on.add(r * 26 + c)) throw err();
    char[] f0 = f;
    int p0 = p;
    f = s.toCharArray();
    p = 1;
    try {
      long v = ex(1);
      if (cur() != ';' || p < f.length) throw err();
      return v;
    } finally {
      f = f0;
      p = p0;
      on.remove(r * 26 + c);
    }
  }

  public static void main(String[] x) throws IOException {
    BufferedReader br = new BufferedReader(new InputStreamReader(System.in));
    for (String s; (s = br.readLine()) != null; ) g[++n] = s.trim().split(" *, *", -1);
    int nf = 0, ne = 0;
    for (int r = 1; r <= n; r++) {
      StringJoiner j = new StringJoiner(",");
      for (int c = 0; c < g[r].length; c++) {
        String s = g[r][c];
        if (s.startsWith("=")) {
          nf++;
          try {
            s = "" + val(r, c, false);
          } catch (ArithmeticException e) {
            ne++;
            s = "#ERR";
          }
        }
        j.add(s);
      }
      System.out.println(j);
    }
    System.out.println("formulas " + nf + " errors " + ne);
  }
}
