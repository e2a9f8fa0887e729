import java.io.*;
import java.util.*;

class T {
  // a lesson is an int[] {day, from, to} and a String[] of its words, at the same place in two lists
  static final ArrayList<int[]> when = new ArrayList<>();
  static final ArrayList<String[]> what = new ArrayList<>();

  static int tm(String s) {
    if (s.length() != 5 || s.charAt(2) != ':') throw new NumberFormatException(s);
    int h = Integer.parseUnsignedInt(s.substring(0, 2)), m = Integer.parseUnsignedInt(s.substring(3));
    if (h > 23 || m > 59 || s.indexOf('+') >= 0) throw new NumberFormatException(s);
    return h * 60 + m;
  }

  static void add(String s) {
    String[] t = s.trim().split("\\s+");
    int d = "mon;tue;wed;thu;fri".indexOf(t[0]);
    if (t.length != 6 || d % 4 != 0 || t[0].length() != 3) throw new IllegalArgumentException(s);
    int[] w = {d / 4, tm(t[1]), tm(t[2])};
    if (w[1] >= w[2]) throw new IllegalArgumentException(s);
    when.add(w);
    what.add(t);
  }

  static String clk(int m) { return (m / 60 + 100 + ":").substring(1) + (m % 60 + 100 + "").substring(1); }

  public static void main(String[] x) throws IOException {
    BufferedReader br = new BufferedReader(new InputStreamReader(System.in));
    int nbad = 0;
    for (String s; (s = br.readLine()) != null; ) {
      if (s.isBlank()) continue;
      try {
        add(s);
      } catch (IllegalArgumentException e) {
        nbad++;
        System.err.println("error: " + e.getMessage());
      }
    }

    String[] kind = {"room", "teacher"};
    TreeMap<String, Integer> load = new TreeMap<>();
    for (int i = 0; i < when.size(); i++) {
      int[] a = when.get(i);
      String[] p = what.get(i);
      load.merge(p[4], a[2] - a[1], Integer::sum);
      for (int j = i + 1; j < when.size(); j++) {
        int[] b = when.get(j);
        String[] q = what.get(j);
        int lo = Math.max(a[1], b[1]), hi = Math.min(a[2], b[2]);
        for (int k = 0; k < 2; k++)
          if (a[0] == b[0] && lo < hi && p[3 + k].equals(q[3 + k]))
            System.out.println(kind[k] + " " + p[3 + k] + " " + p[0] + " " + clk(lo) + "-" + clk(hi) + " " + p[5] + " " + q[5]);
      }
    }
    for (String t : load.keySet()) {
      int m = load.get(t);
      System.out.println("load " + t + " " + m / 60 + clk(m % 60).substring(2));
    }
    System.out.println("bad " + nbad);
  }
}
