import java.io.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Every command is turned into a list of postings; a state is an immutable-ish map that a list of postings is applied to. */
public final class LedgerApp {

  record Posting(String account, long delta) {}

  record State(SortedMap<String, Long> book, int failures) {
    State fail() {
      return new State(book, failures + 1);
    }

    State with(List<Posting> postings) {
      var next = new TreeMap<>(book);
      postings.forEach(p -> next.merge(p.account(), p.delta(), Long::sum));
      return next.values().stream().anyMatch(v -> v < 0) ? fail() : new State(next, failures);
    }
  }

  private static OptionalLong amount(String text) {
    var parts = text.split("\\.", -1);
    var digits = Arrays.stream(parts).allMatch(p -> !p.isEmpty() && p.chars().allMatch(Character::isDigit));
    if (!digits || parts.length > 2 || (parts.length == 2 && parts[1].length() > 2) || parts[0].length() > 15)
      return OptionalLong.empty();
    var fraction = parts.length == 2 ? (parts[1] + "0").substring(0, 2) : "00";
    var value = Long.parseLong(parts[0] + fraction);
    return value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
  }

  private static Optional<List<Posting>> postings(SortedMap<String, Long> book, List<String> words) {
    var key = words.get(0) + "/" + (words.size() - 1);
    if (key.equals("open/1"))
      return book.containsKey(words.get(1)) ? Optional.empty() : Optional.of(List.of(new Posting(words.get(1), 0)));

    var value = amount(words.get(words.size() - 1));
    var names = words.subList(1, Math.max(1, words.size() - 1));
    if (value.isEmpty() || !book.keySet().containsAll(names))
      return Optional.empty();
    long v = value.getAsLong();
    return switch (key) {
      case "deposit/2" -> Optional.of(List.of(new Posting(names.get(0), v)));
      case "withdraw/2" -> Optional.of(List.of(new Posting(names.get(0), -v)));
      case "move/3" -> book.get(names.get(0)) < v
          ? Optional.empty()
          : Optional.of(List.of(new Posting(names.get(0), -v), new Posting(names.get(1), v)));
      default -> Optional.empty();
    };
  }

  private static State step(State state, String line) {
    return postings(state.book(), List.of(line.split(" +")))
        .map(state::with)
        .orElseGet(() -> {
          System.err.println("? " + line);
          return state.fail();
        });
  }

  private static String money(long cents) {
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }

  public static void main(String[] args) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(System.in))) {
      var end = reader.lines()
          .map(String::strip)
          .filter(Predicate.not(l -> l.isEmpty() || l.startsWith("#")))
          .reduce(new State(new TreeMap<>(), 0), LedgerApp::step, (a, b) -> b);
      end.book().forEach((name, cents) -> System.out.println(name + " " + money(cents)));
      System.out.println("total " + money(end.book().values().stream().mapToLong(x -> x).sum()));
      System.out.println("rejected " + end.failures());
    }
  }
}
