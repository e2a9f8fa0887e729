import java.io.*;
import java.util.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;

/** Formulas are worked out by rewriting their text: the innermost thing that has a value is replaced by the value. */
public final class Calc {

  record Ref(int column, int row) {
    static Ref of(String name) {
      return new Ref(name.charAt(0) - 'A', Integer.parseInt(name.substring(1)) - 1);
    }

    static Stream<Ref> block(Ref a, Ref b) {
      return IntStream.rangeClosed(a.row, b.row).boxed()
          .flatMap(r -> IntStream.rangeClosed(a.column, b.column).mapToObj(c -> new Ref(c, r)));
    }
  }

  // A number that is the result of a step is written with ~ for its minus, so that it is not taken for an operator.
  private static final String N = "(~?\\d+)";
  private static final Pattern SUM = Pattern.compile("SUM ?\\( ?([A-Z]\\d{1,4}) ?: ?([A-Z]\\d{1,4}) ?\\)");
  private static final Pattern CELL = Pattern.compile("(?<![\\w~])[A-Z]\\d{1,4}(?!\\w)");
  private static final Pattern BRACKET = Pattern.compile("\\( ?" + N + " ?\\)");
  private static final Pattern MINUS = Pattern.compile("(?<=^|[-+*(]) ?- ?" + N + "(?!\\d)");
  private static final Pattern TIMES = Pattern.compile(N + " ?\\* ?" + N);
  private static final Pattern PLUS = Pattern.compile("(?<=^|\\() ?" + N + " ?([-+]) ?" + N + "(?! ?\\*|\\d)");

  private final List<List<String>> rows;
  private final Deque<Ref> path = new ArrayDeque<>();

  private Calc(List<List<String>> rows) {
    this.rows = rows;
  }

  private String text(Ref ref) {
    return ref.row() >= 0 && ref.row() < rows.size() && ref.column() < rows.get(ref.row()).size()
        ? rows.get(ref.row()).get(ref.column())
        : "";
  }

  private static boolean isText(String cell) {
    return !cell.startsWith("=") && !cell.matches("(-?\\d+)?");
  }

  private OptionalLong value(Ref ref) {
    var cell = text(ref);
    if (cell.isEmpty())
      return OptionalLong.of(0);
    if (!cell.startsWith("="))
      return isText(cell) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cell));
    if (path.contains(ref))
      return OptionalLong.empty();
    path.push(ref);
    try {
      return reduce(cell.substring(1).strip().replaceAll(" +", " "));
    } finally {
      path.pop();
    }
  }

  private static long parse(String n) {
    return Long.parseLong(n.replace('~', '-'));
  }

  private static String write(long n) {
    return Long.toString(n).replace('-', '~');
  }

  private String look(Stream<Ref> refs) {
    var values = refs.map(this::value).toList();
    return values.stream().allMatch(OptionalLong::isPresent)
        ? write(values.stream().mapToLong(OptionalLong::getAsLong).sum())
        : "!";
  }

  private OptionalLong reduce(String formula) {
    if (formula.contains("~") || formula.contains("!"))
      return OptionalLong.empty();
    var now = SUM.matcher(formula).replaceAll(m ->
        look(Ref.block(Ref.of(m.group(1)), Ref.of(m.group(2))).filter(r -> !isText(text(r)))));
    now = CELL.matcher(now).replaceAll(m -> look(Stream.of(Ref.of(m.group()))));

    var rules = new LinkedHashMap<Pattern, Function<MatchResult, String>>();
    rules.put(BRACKET, m -> m.group(1));
    rules.put(MINUS, m -> write(-parse(m.group(1))));
    rules.put(TIMES, m -> write(parse(m.group(1)) * parse(m.group(2))));
    rules.put(PLUS, m -> write(parse(m.group(1)) + (m.group(2).equals("+") ? 1 : -1) * parse(m.group(3))));
    for (var before = ""; !before.equals(now); ) {
      before = now;
      for (var rule : rules.entrySet()) {
        now = rule.getKey().matcher(now).replaceFirst(rule.getValue());
        if (!now.equals(before))
          break;
      }
    }
    return now.strip().matches(N) ? OptionalLong.of(parse(now.strip())) : OptionalLong.empty();
  }

  private String show(Ref ref) {
    var value = value(ref);
    return !text(ref).startsWith("=") ? text(ref) : value.isPresent() ? "" + value.getAsLong() : "#ERR";
  }

  public static void main(String[] args) {
    var rows = new BufferedReader(new InputStreamReader(System.in)).lines()
        .map(l -> Stream.of(l.split(",", -1)).map(String::strip).toList())
        .toList();
    var calc = new Calc(rows);
    for (int r = 0; r < rows.size(); r++) {
      int row = r;
      System.out.println(IntStream.range(0, rows.get(r).size()).mapToObj(c -> calc.show(new Ref(c, row)))
          .collect(Collectors.joining(",")));
    }
    var formulas = IntStream.range(0, rows.size()).boxed()
        .flatMap(r -> IntStream.range(0, rows.get(r).size()).mapToObj(c -> new Ref(c, r)))
        .filter(ref -> calc.text(ref).startsWith("="))
        .toList();
    System.out.printf("formulas %d errors %d%n", formulas.size(),
        formulas.stream().filter(f -> calc.value(f).isEmpty()).count());
  }
}
