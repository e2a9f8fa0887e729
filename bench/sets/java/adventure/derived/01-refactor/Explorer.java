import java.io.*;
import java.util.*;

public class Explorer {
  private static int steps = 0;
  private static String current;
  private static final Set<String> visited = new HashSet<>();
  private static final Set<String> pockets = new TreeSet<>();
  private static final Map<String, Place> places = new TreeMap<>();

  private static class Place {
    Set<String> objects = new TreeSet<>();
    Map<String, String> doors = new TreeMap<>();
    String name;
  }

  private static String list(Collection<String> all) {
    return all.isEmpty() ? "-" : String.join(" ", all);
  }

  private static void transfer(Set<String> source, Set<String> target, String object, String text) {
    if (source.remove(object)) {
      target.add(object);
      System.out.println(text + object);
    } else {
      System.out.println("no such thing");
    }
  }

  private static void goTo(String id) {
    System.out.println("at " + place(id).name);
    visited.add(id);
    current = id;
  }

  private static void walk(String door) {
    String target = place(current).doors.get(door);
    if (target != null) {
      steps++;
      goTo(target);
    } else {
      System.out.println("no way");
    }
  }

  private static boolean single(String word) {
    switch (word) {
      case "bag":
        System.out.println("bag " + list(pockets));
        return true;
      case "look":
        Place p = place(current);
        System.out.println("exits " + list(p.doors.keySet()));
        System.out.println("things " + list(p.objects));
        return true;
      default:
        return false;
    }
  }

  private static boolean pair(String word, String object) {
    switch (word) {
      case "drop":
        transfer(pockets, place(current).objects, object, "dropped ");
        return true;
      case "take":
        transfer(place(current).objects, pockets, object, "taken ");
        return true;
      case "go":
        walk(object);
        return true;
      default:
        return false;
    }
  }

  private static void act(String[] part) {
    boolean known = part.length == 2 ? pair(part[0], part[1]) : part.length == 1 && single(part[0]);
    if (!known) System.out.println("what?");
  }

  private static Place place(String id) {
    return places.computeIfAbsent(id, key -> new Place());
  }

  private static void load(BufferedReader reader) throws IOException {
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      String[] part = text.trim().split("\\s+", 3);
      if (part[0].equals("play")) return;
      if (part[0].equals("start")) {
        current = part[1];
      } else if (part[0].equals("thing")) {
        place(part[2]).objects.add(part[1]);
      } else if (part[0].equals("path")) {
        String[] tail = part[2].split("\\s+");
        place(part[1]).doors.put(tail[0], tail[1]);
      } else if (part[0].equals("room")) {
        place(part[1]).name = part[2];
      }
    }
  }

  public static void main(String[] args) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
    load(reader);
    goTo(current);
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      text = text.trim();
      if (text.equals("quit")) break;
      if (!text.isEmpty()) act(text.split("\\s+"));
    }
    System.out.println("moves " + steps + " rooms " + visited.size());
  }
}
