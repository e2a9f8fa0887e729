import java.io.*;
import java.util.*;

class L {
  static class Acc implements Comparable<Acc> {
    final String n; long v;
    Acc(String n) { this.n = n; }
    public int compareTo(Acc o) { return n.compareTo(o.n); }
  }

  static final ArrayList<Acc> accs = new ArrayList<>();
  static final Acc OUTSIDE = new Acc("");     // where deposits come from and withdrawals go to

  static Acc get(String n) {
    int i = Collections.binarySearch(accs, new Acc(n));
    if (i < 0) throw new NoSuchElementException(n);
    return accs.get(i);
  }

  static void open(String n) {
    int i = Collections.binarySearch(accs, new Acc(n));
    if (i >= 0) throw new IllegalArgumentException("duplicate " + n);
    accs.add(~i, new Acc(n));
  }

  static void transfer(Acc from, Acc to, String amount) {
    double d = Double.parseDouble(amount) * 100;
    long v = Math.round(d);
    if (v <= 0 || Math.abs(d - v) > 1e-6) throw new IllegalArgumentException("amount " + amount);
    if (from != OUTSIDE && from.v < v) throw new IllegalArgumentException("funds " + from.n);
    from.v -= v;
    to.v += v;
  }

  public static void main(String[] x) throws IOException {
    BufferedReader br = new BufferedReader(new InputStreamReader(System.in));
    int nrej = 0;
    for (String s; (s = br.readLine()) != null; ) {
      if (s.isBlank() || s.charAt(0) == '#') continue;
      String[] t = s.trim().split(" +");
      try {
        String op = t[0] + t.length;
        if (op.equals("open2")) open(t[1]);
        else if (op.equals("deposit3")) transfer(OUTSIDE, get(t[1]), t[2]);
        else if (op.equals("withdraw3")) transfer(get(t[1]), OUTSIDE, t[2]);
        else if (op.equals("move4")) transfer(get(t[1]), get(t[2]), t[3]);
        else throw new IllegalArgumentException("command");
      } catch (RuntimeException e) {
        nrej++;
        System.err.println("error: " + e.getMessage());
      }
    }
    for (Acc a : accs)
      System.out.printf(Locale.ROOT, "%s %.2f%n", a.n, a.v / 100.0);
    System.out.printf(Locale.ROOT, "total %.2f%n", -OUTSIDE.v / 100.0 + 0.0);
    System.out.println("rejected " + nrej);
  }
}
