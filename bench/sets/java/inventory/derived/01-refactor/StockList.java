import java.io.*;
import java.util.Map;
import java.util.TreeMap;

public class StockList {
  private static int invalid = 0;
  private static final Map<String, Article> articles = new TreeMap<>();

  private static class Article {
    String id, label, group;
    long count, cost, threshold;

    long worth() {
      return count * cost;
    }

    boolean isShort() {
      return count < threshold;
    }

    boolean isNegative() {
      return threshold < 0 || cost < 0 || count < 0;
    }
  }

  private static void showBest() {
    Article top = null;
    for (String id : articles.keySet()) {
      Article a = articles.get(id);
      if (top != null && a.worth() <= top.worth()) continue;
      top = a;
    }
    System.out.println("best " + (top != null ? top.id : "-"));
  }

  private static void showShort() {
    System.out.println("low");
    for (Article a : articles.values()) {
      if (!a.isShort()) continue;
      System.out.println(a.id + " " + a.label + " " + a.count + "/" + a.threshold);
    }
  }

  private static void showGroups() {
    Map<String, long[]> groups = new TreeMap<>();
    for (Article a : articles.values()) {
      long[] both = groups.computeIfAbsent(a.group, key -> new long[2]);
      both[0] += 1;
      both[1] += a.worth();
    }
    groups.forEach((key, both) -> System.out.println(key + " items " + both[0] + " value " + both[1]));
  }

  private static Article read(String text) {
    String[] part = text.split(";", -1);
    if (part.length == 6) {
      Article a = new Article();
      try {
        a.count = number(part[3]);
        a.cost = number(part[4]);
        a.threshold = number(part[5]);
      } catch (NumberFormatException e) {
        return null;
      }
      a.id = part[0].trim();
      a.label = part[1].trim();
      a.group = part[2].trim();
      if (!a.isNegative()) return a;
    }
    return null;
  }

  private static long number(String text) {
    return Long.parseLong(text.trim());
  }

  private static void handle(String text) {
    Article a = read(text);
    if (a != null) {
      Article first = articles.get(a.id);
      if (first == null) {
        articles.put(a.id, a);
      } else {
        first.count += a.count;
      }
    } else {
      invalid++;
    }
  }

  public static void main(String[] args) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      if (!text.trim().isEmpty()) handle(text);
    }
    showGroups();
    showShort();
    showBest();
    System.out.println("bad " + invalid);
  }
}
