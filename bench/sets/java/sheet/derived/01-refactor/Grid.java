import java.io.*;
import java.util.*;

public class Grid {
  private static class BadCell extends Exception {
  }

  private static int formulaCount = 0, errorCount = 0;
  private static final boolean[][] busy = new boolean[100][27];
  private static final List<String[]> table = new ArrayList<>();

  private int at = 0;
  private final String source;

  private Grid(String source) {
    this.source = source;
  }

  private long block() throws BadCell {
    require('(');
    int left = letter();
    long top = digits();
    require(':');
    int right = letter();
    long bottom = digits();
    require(')');
    long total = 0;
    long y = top;
    while (y <= bottom && y <= table.size()) {
      int x = left;
      while (x <= right) {
        total += evaluate((int) y - 1, x, true);
        x++;
      }
      y++;
    }
    return total;
  }

  private long digits() throws BadCell {
    int end = at;
    while (end < source.length() && Character.isDigit(source.charAt(end))) end++;
    if (end > at) {
      String number = source.substring(at, end);
      at = end;
      return Long.parseLong(number);
    }
    throw new BadCell();
  }

  private int letter() throws BadCell {
    char ch = next();
    if (ch >= 'A' && ch <= 'Z') {
      at++;
      return ch - 'A';
    }
    throw new BadCell();
  }

  private long unit() throws BadCell {
    char ch = next();
    switch (ch) {
      case '-':
        at++;
        return -unit();
      case '(':
        at++;
        long inner = terms();
        require(')');
        return inner;
      default:
        break;
    }
    if (ch >= '0' && ch <= '9') return digits();
    if (!source.startsWith("SUM", at)) return reference();
    at += 3;
    return block();
  }

  private long reference() throws BadCell {
    int x = letter();
    int y = (int) digits() - 1;
    return evaluate(y, x, false);
  }

  private long factors() throws BadCell {
    long result = unit();
    for (; next() == '*'; ) {
      at++;
      result = result * unit();
    }
    return result;
  }

  private long terms() throws BadCell {
    long result = factors();
    for (char ch = next(); ch == '+' || ch == '-'; ch = next()) {
      at++;
      long other = factors();
      if (ch == '-') {
        result = result - other;
      } else {
        result = result + other;
      }
    }
    return result;
  }

  private void require(char ch) throws BadCell {
    if (next() == ch) {
      at++;
    } else {
      throw new BadCell();
    }
  }

  private char next() {
    for (; at < source.length(); at++) {
      if (source.charAt(at) != ' ') return source.charAt(at);
    }
    return '\0';
  }

  private static String lookUp(int y, int x) {
    boolean inside = y >= 0 && y < table.size() && x < table.get(y).length;
    return inside ? table.get(y)[x] : "";
  }

  private static long evaluate(int y, int x, boolean summing) throws BadCell {
    String entry = lookUp(y, x);
    if (entry.isEmpty()) return 0;
    if (entry.startsWith("=")) return evaluateFormula(entry, y, x);
    if (entry.matches("-?[0-9]+")) return Long.parseLong(entry);
    if (!summing) throw new BadCell();
    return 0;
  }

  private static long evaluateFormula(String entry, int y, int x) throws BadCell {
    if (busy[y][x]) throw new BadCell();
    busy[y][x] = true;
    try {
      Grid grid = new Grid(entry.substring(1));
      long result = grid.terms();
      if (grid.next() == '\0') return result;
      throw new BadCell();
    } finally {
      busy[y][x] = false;
    }
  }

  private static String show(int y, int x) {
    String entry = table.get(y)[x];
    if (!entry.startsWith("=")) return entry;
    formulaCount++;
    try {
      return String.valueOf(evaluate(y, x, false));
    } catch (BadCell e) {
      errorCount++;
      return "#ERR";
    }
  }

  private static void print() {
    int y = 0;
    while (y < table.size()) {
      StringBuilder line = new StringBuilder();
      int x = 0;
      while (x < table.get(y).length) {
        if (x > 0) line.append(",");
        line.append(show(y, x));
        x++;
      }
      System.out.println(line);
      y++;
    }
  }

  private static String[] cut(String text) {
    String[] part = text.split(",", -1);
    int i = 0;
    while (i < part.length) {
      part[i] = part[i].trim();
      i++;
    }
    return part;
  }

  public static void main(String[] args) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) table.add(cut(text));
    print();
    System.out.println("formulas " + formulaCount + " errors " + errorCount);
  }
}
