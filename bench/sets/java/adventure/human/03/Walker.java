import java.io.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** The world never changes; a Situation is replaced by the next one, together with what there is to say about it. */
public final class Walker {

  record Path(String from, String direction, String to) {}

  record World(Map<String, String> titles, List<Path> paths) {
    Stream<Path> from(String room) {
      return paths.stream().filter(p -> p.from().equals(room));
    }
  }

  /** Where each thing is: a room, or BAG. */
  record Situation(String room, Map<String, String> places, List<String> trail) {
    static final String BAG = "\0bag";

    Situation goTo(String next) {
      return new Situation(next, places, Stream.concat(trail.stream(), Stream.of(next)).toList());
    }

    Situation lay(String thing, String place) {
      var changed = new HashMap<>(places);
      changed.put(thing, place);
      return new Situation(room, changed, trail);
    }

    Stream<String> in(String place) {
      return places.entrySet().stream().filter(e -> e.getValue().equals(place)).map(Map.Entry::getKey);
    }
  }

  record Turn(Situation after, String said) {}

  private static String list(String head, Stream<String> words) {
    var text = words.sorted().collect(Collectors.joining(" "));
    return head + " " + (text.isEmpty() ? "-" : text);
  }

  private static Turn transfer(Situation now, String thing, String from, String to, String verb) {
    return from.equals(now.places().get(thing))
        ? new Turn(now.lay(thing, to), verb + " " + thing)
        : new Turn(now, "no such thing");
  }

  private static Turn go(World world, Situation now, String direction) {
    return world.from(now.room())
        .filter(p -> p.direction().equals(direction))
        .map(Path::to)
        .findFirst()
        .map(next -> new Turn(now.goTo(next), "at " + world.titles().get(next)))
        .orElse(new Turn(now, "no way"));
  }

  private static Turn turn(World world, Situation now, String[] w) {
    return switch (w[0] + w.length) {
      case "go2" -> go(world, now, w[1]);
      case "take2" -> transfer(now, w[1], now.room(), Situation.BAG, "taken");
      case "drop2" -> transfer(now, w[1], Situation.BAG, now.room(), "dropped");
      case "bag1" -> new Turn(now, list("bag", now.in(Situation.BAG)));
      case "look1" -> new Turn(now, list("exits", world.from(now.room()).map(Path::direction))
          + "\n" + list("things", now.in(now.room())));
      default -> new Turn(now, "what?");
    };
  }

  public static void main(String[] args) {
    var lines = new BufferedReader(new InputStreamReader(System.in)).lines()
        .map(String::strip).filter(Predicate.not(String::isEmpty)).toList();
    var split = lines.indexOf("play");
    Function<String, Stream<String[]>> described = kind -> lines.subList(0, split).stream()
        .filter(l -> l.startsWith(kind + " "))
        .map(l -> l.split(" +", kind.equals("room") ? 3 : 0));

    var world = new World(
        described.apply("room").collect(Collectors.toMap(w -> w[1], w -> w[2])),
        described.apply("path").map(w -> new Path(w[1], w[2], w[3])).toList());
    var start = described.apply("start").map(w -> w[1]).findFirst().orElseThrow();
    var things = described.apply("thing").collect(Collectors.toMap(w -> w[1], w -> w[2]));

    System.out.println("at " + world.titles().get(start));
    var now = new Situation(start, things, List.of(start));
    var played = lines.subList(split + 1, lines.size()).stream().takeWhile(l -> !l.equals("quit")).toList();
    for (var line : played) {
      var turn = turn(world, now, line.split(" +"));
      System.out.println(turn.said());
      now = turn.after();
    }
    System.out.printf("moves %d rooms %d%n", now.trail().size() - 1, now.trail().stream().distinct().count());
  }
}
