import java.io.*;
import java.util.*;

class I {
  // columns of a row
  static final int SKU = 0, NAME = 1, CAT = 2, QTY = 3, PRICE = 4, REORD = 5;

  static String[] fields(String s) {
    String[] f = new String[6];
    int n = 0, from = 0;
    for (int i = 0; i <= s.length(); i++)
      if (i == s.length() || s.charAt(i) == ';') {
        if (n == 6) throw new IllegalArgumentException("more than 6 fields");
        f[n++] = s.substring(from, i).trim();
        from = i + 1;
      }
    if (n < 6) throw new IllegalArgumentException("only " + n + " fields");
    for (int k = QTY; k <= REORD; k++)
      Integer.parseUnsignedInt(f[k]);
    return f;
  }

  static long num(String[] f, int k) { return Long.parseLong(f[k]); }
  static long val(String[] f) { return num(f, QTY) * num(f, PRICE); }

  public static void main(String[] x) throws IOException {
    BufferedReader br = new BufferedReader(new InputStreamReader(System.in));
    ArrayList<String[]> rows = new ArrayList<>();
    int nbad = 0;
    for (String s; (s = br.readLine()) != null; ) {
      if (s.isBlank()) continue;
      try {
        rows.add(fields(s));
      } catch (IllegalArgumentException e) {
        nbad++;
        System.err.println("error: " + e.getMessage());
      }
    }

    // stable sort keeps deliveries of a sku in their order; fold them into the first
    rows.sort((a, b) -> a[SKU].compareTo(b[SKU]));
    ArrayList<String[]> u = new ArrayList<>();
    for (String[] r : rows) {
      String[] last = u.isEmpty() ? null : u.get(u.size() - 1);
      if (last != null && last[SKU].equals(r[SKU])) last[QTY] = "" + (num(last, QTY) + num(r, QTY));
      else u.add(r);
    }

    ArrayList<String[]> c = new ArrayList<>(u);
    c.sort((a, b) -> a[CAT].compareTo(b[CAT]));
    long n = 0, v = 0;
    for (int i = 0; i < c.size(); i++) {
      n++;
      v += val(c.get(i));
      if (i + 1 == c.size() || !c.get(i + 1)[CAT].equals(c.get(i)[CAT])) {
        System.out.println(c.get(i)[CAT] + " items " + n + " value " + v);
        n = v = 0;
      }
    }

    System.out.println("low");
    for (String[] r : u)
      if (num(r, QTY) < num(r, REORD))
        System.out.println(r[SKU] + " " + r[NAME] + " " + r[QTY] + "/" + r[REORD]);
    System.out.println("best " + (u.isEmpty() ? "-" : Collections.max(u, (a, b) -> val(a) != val(b)
        ? Long.compare(val(a), val(b)) : b[SKU].compareTo(a[SKU]))[SKU]));
    System.out.println("bad " + nbad);
  }
}
