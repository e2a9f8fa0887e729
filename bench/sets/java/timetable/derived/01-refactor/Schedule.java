import java.io.*;
import java.util.*;

public class Schedule {
  private static int wrong = 0;
  private static final List<Slot> slots = new ArrayList<>();

  private static class Slot {
    String subject, person, place, day;
    int end, start;

    boolean isOrdered() {
      return start >= 0 && end >= 0 && start < end;
    }

    int length() {
      return end - start;
    }
  }

  private static void showTotals() {
    Map<String, Integer> totals = new TreeMap<>();
    for (Slot s : slots) totals.merge(s.person, s.length(), Integer::sum);
    for (String person : totals.keySet()) {
      int sum = totals.get(person);
      System.out.printf("load %s %d:%02d%n", person, sum / 60, sum % 60);
    }
  }

  private static void showConflicts() {
    int i = 0;
    while (i < slots.size()) {
      int j = i + 1;
      while (j < slots.size()) {
        check(slots.get(i), slots.get(j));
        j++;
      }
      i++;
    }
  }

  private static void check(Slot one, Slot two) {
    if (one.day.equals(two.day)) {
      int start = one.start > two.start ? one.start : two.start;
      int end = one.end < two.end ? one.end : two.end;
      if (start < end) {
        String tail = one.day + " " + clock(start) + "-" + clock(end) + " " + one.subject + " " + two.subject;
        show("room", one.place, two.place, tail);
        show("teacher", one.person, two.person, tail);
      }
    }
  }

  private static void show(String label, String one, String two, String tail) {
    if (one.equals(two)) System.out.println(label + " " + one + " " + tail);
  }

  private static String clock(int value) {
    return String.format("%02d:%02d", value / 60, value % 60);
  }

  private static int minutes(String s) {
    if (s.matches("[0-9][0-9]:[0-9][0-9]")) {
      int m = Integer.parseInt(s.substring(3));
      int h = Integer.parseInt(s.substring(0, 2));
      if (h <= 23 && m <= 59) return h * 60 + m;
    }
    return -1;
  }

  private static Slot read(String text) {
    String[] part = text.split("\\s+");
    if (part.length == 6 && part[0].matches("mon|tue|wed|thu|fri")) {
      Slot s = new Slot();
      s.subject = part[5];
      s.person = part[4];
      s.place = part[3];
      s.end = minutes(part[2]);
      s.start = minutes(part[1]);
      s.day = part[0];
      if (s.isOrdered()) return s;
    }
    return null;
  }

  public static void main(String[] args) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      text = text.trim();
      if (!text.isEmpty()) {
        Slot s = read(text);
        if (s != null) {
          slots.add(s);
        } else {
          wrong++;
        }
      }
    }
    showConflicts();
    showTotals();
    System.out.println("bad " + wrong);
  }
}
