import static java.util.stream.Collectors.*;

import java.io.*;
import java.util.*;
import java.util.stream.*;

public final class StockReport {

  record Row(String sku, String name, String category, long quantity, long price, long reorder) {

    static Optional<Row> of(String line) {
      var cells = Stream.of(line.split(";", -1)).map(String::strip).toList();
      if (cells.size() != 6)
        return Optional.empty();
      var numbers = cells.subList(3, 6);
      if (!numbers.stream().allMatch(n -> n.matches("\\d{1,9}")))
        return Optional.empty();
      var n = numbers.stream().mapToLong(Long::parseLong).toArray();
      return Optional.of(new Row(cells.get(0), cells.get(1), cells.get(2), n[0], n[1], n[2]));
    }

    Row plus(Row again) {
      return new Row(sku, name, category, quantity + again.quantity, price, reorder);
    }

    long value() {
      return quantity * price;
    }

    boolean low() {
      return quantity < reorder;
    }

    String lowLine() {
      return "%s %s %d/%d".formatted(sku, name, quantity, reorder);
    }
  }

  record Summary(long items, long value) {}

  private static Stream<String> categories(Collection<Row> rows) {
    return rows.stream()
        .collect(groupingBy(
            Row::category,
            TreeMap::new,
            teeing(counting(), summingLong(Row::value), Summary::new)))
        .entrySet()
        .stream()
        .map(e -> "%s items %d value %d".formatted(e.getKey(), e.getValue().items(), e.getValue().value()));
  }

  private static Stream<String> low(Collection<Row> rows) {
    return rows.stream().filter(Row::low).map(Row::lowLine);
  }

  private static String best(Collection<Row> rows) {
    return rows.stream()
        .min(Comparator.comparingLong(Row::value).reversed().thenComparing(Row::sku))
        .map(Row::sku)
        .orElse("-");
  }

  public static void main(String[] args) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(System.in))) {
      var parsed = reader.lines().filter(l -> !l.isBlank()).map(Row::of).toList();
      var rows = parsed.stream()
          .flatMap(Optional::stream)
          .collect(toMap(Row::sku, r -> r, Row::plus, TreeMap::new))
          .values();

      Stream.of(
              categories(rows),
              Stream.of("low"),
              low(rows),
              Stream.of("best " + best(rows)),
              Stream.of("bad " + parsed.stream().filter(Optional::isEmpty).count()))
          .flatMap(s -> s)
          .forEach(System.out::println);
    }
  }
}
