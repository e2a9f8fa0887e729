import static java.util.stream.Collectors.*;

import java.io.*;
import java.time.*;
import java.time.format.DateTimeParseException;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public final class ClashFinder {

  enum Day { mon, tue, wed, thu, fri }

  record Span(LocalTime from, LocalTime to) {
    Span {
      if (!from.isBefore(to))
        throw new IllegalArgumentException("empty span");
    }

    Optional<Span> meet(Span o) {
      var start = from.isAfter(o.from) ? from : o.from;
      var end = to.isBefore(o.to) ? to : o.to;
      return start.isBefore(end) ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    Duration length() {
      return Duration.between(from, to);
    }

    @Override
    public String toString() {
      return from + "-" + to;
    }
  }

  record Lesson(Day day, Span span, String room, String teacher, String course) {
    static Optional<Lesson> parse(String line) {
      var w = line.strip().split("\\s+");
      if (w.length != 6 || w[1].length() != 5 || w[2].length() != 5)
        return Optional.empty();
      try {
        var span = new Span(LocalTime.parse(w[1]), LocalTime.parse(w[2]));
        return Optional.of(new Lesson(Day.valueOf(w[0]), span, w[3], w[4], w[5]));
      } catch (DateTimeParseException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  private static final Map<String, Function<Lesson, String>> SHARED = new LinkedHashMap<>();

  static {
    SHARED.put("room", Lesson::room);
    SHARED.put("teacher", Lesson::teacher);
  }

  private static Stream<String> clashes(Lesson a, Lesson b) {
    return a.day() != b.day()
        ? Stream.empty()
        : a.span().meet(b.span()).stream().flatMap(span -> SHARED.entrySet().stream()
            .filter(e -> e.getValue().apply(a).equals(e.getValue().apply(b)))
            .map(e -> String.join(" ", e.getKey(), e.getValue().apply(a), a.day().name(), span.toString(),
                a.course(), b.course())));
  }

  private static Stream<String> clashes(List<Lesson> all) {
    return IntStream.range(0, all.size()).boxed()
        .flatMap(i -> all.stream().skip(i + 1).flatMap(later -> clashes(all.get(i), later)));
  }

  private static Stream<String> loads(List<Lesson> all) {
    return all.stream()
        .collect(groupingBy(Lesson::teacher, TreeMap::new,
            mapping(l -> l.span().length(), reducing(Duration.ZERO, Duration::plus))))
        .entrySet().stream()
        .map(e -> "load %s %d:%02d".formatted(e.getKey(), e.getValue().toHours(), e.getValue().toMinutesPart()));
  }

  public static void main(String[] args) {
    var parsed = new BufferedReader(new InputStreamReader(System.in)).lines()
        .filter(Predicate.not(String::isBlank))
        .map(Lesson::parse)
        .collect(partitioningBy(Optional::isPresent));
    var good = parsed.get(true).stream().map(Optional::get).toList();

    Stream.of(clashes(good), loads(good), Stream.of("bad " + parsed.get(false).size()))
        .flatMap(Function.identity())
        .forEach(System.out::println);
  }
}
