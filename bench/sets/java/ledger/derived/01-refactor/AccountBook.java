import java.io.*;
import java.util.Map;
import java.util.TreeMap;

public class AccountBook {
  static int failed = 0;
  static Map<String, Long> cents = new TreeMap<>();

  static String show(long value) {
    return String.format("%d.%02d", value / 100, value % 100);
  }

  static long toCents(String s) {
    if (s.matches("[0-9]{1,12}(\\.[0-9]{1,2})?")) {
      int point = s.indexOf('.');
      return point < 0 ? Long.parseLong(s) * 100 : join(s.substring(0, point), s.substring(point + 1));
    }
    return -1;
  }

  private static long join(String whole, String part) {
    String two = part.length() == 1 ? part + "0" : part;
    return Long.parseLong(whole) * 100 + Long.parseLong(two);
  }

  static boolean transfer(String source, String target, long value) {
    return cents.containsKey(target) && take(source, value) && put(target, value);
  }

  static boolean take(String who, long value) {
    if (isUsable(who, value)) {
      long before = cents.get(who);
      if (before >= value) {
        cents.put(who, before - value);
        return true;
      }
    }
    return false;
  }

  static boolean put(String who, long value) {
    if (isUsable(who, value)) {
      cents.put(who, cents.get(who) + value);
      return true;
    }
    return false;
  }

  private static boolean isUsable(String who, long value) {
    return value > 0 && cents.containsKey(who);
  }

  static boolean create(String who) {
    if (!cents.containsKey(who)) {
      cents.put(who, 0L);
      return true;
    }
    return false;
  }

  static boolean run(String[] part) {
    if (part[0].equals("move")) {
      return part.length == 4 && transfer(part[1], part[2], toCents(part[3]));
    } else if (part[0].equals("withdraw")) {
      return part.length == 3 && take(part[1], toCents(part[2]));
    } else if (part[0].equals("deposit")) {
      return part.length == 3 && put(part[1], toCents(part[2]));
    } else if (part[0].equals("open")) {
      return part.length == 2 && create(part[1]);
    }
    return false;
  }

  public static void main(String[] args) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      text = text.trim();
      if (!text.isEmpty() && !text.startsWith("#")) {
        if (!run(text.split("\\s+"))) {
          failed++;
          System.err.println("rejected: " + text);
        }
      }
    }
    long sum = 0;
    for (String who : cents.keySet()) {
      long value = cents.get(who);
      System.out.println(who + " " + show(value));
      sum += value;
    }
    System.out.println("total " + show(sum));
    System.out.println("rejected " + failed);
  }
}
