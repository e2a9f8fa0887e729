import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.NavigableMap;
import java.util.TreeMap;

public class StoreKeeper {
    enum Column {
        SKU, NAME, CATEGORY,
        QUANTITY { @Override boolean accepts(String cell) { return isCount(cell); } },
        PRICE    { @Override boolean accepts(String cell) { return isCount(cell); } },
        REORDER  { @Override boolean accepts(String cell) { return isCount(cell); } };

        boolean accepts(String cell) {
            return true;
        }

        static boolean isCount(String cell) {
            return !cell.isEmpty() && cell.length() < 10 && cell.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }

    static final class Tally {
        int items;
        long value;
    }

    // The inner map of a record is keyed by the column.
    private final NavigableMap<String, EnumMap<Column, String>> store = new TreeMap<>();
    private int badLines;

    private void take(String line) {
        String[] cells = line.split(";", -1);
        Column[] columns = Column.values();
        if (cells.length != columns.length) {
            badLines += 1;
            return;
        }
        EnumMap<Column, String> rec = new EnumMap<>(Column.class);
        for (Column column : columns) {
            String cell = cells[column.ordinal()].trim();
            if (!column.accepts(cell)) {
                badLines += 1;
                return;
            }
            rec.put(column, cell);
        }
        store.merge(rec.get(Column.SKU), rec, (first, next) -> {
            long sum = count(first, Column.QUANTITY) + count(next, Column.QUANTITY);
            first.put(Column.QUANTITY, Long.toString(sum));
            return first;
        });
    }

    private static long count(EnumMap<Column, String> rec, Column column) {
        return Long.parseLong(rec.get(column));
    }

    private static long value(EnumMap<Column, String> rec) {
        return count(rec, Column.QUANTITY) * count(rec, Column.PRICE);
    }

    @Override public String toString() {
        NavigableMap<String, Tally> tallies = new TreeMap<>();
        StringBuilder low = new StringBuilder("low\n");
        String best = "-";
        long bestValue = Long.MIN_VALUE;
        for (EnumMap<Column, String> rec : store.values()) {
            long value = value(rec);
            Tally tally = tallies.computeIfAbsent(rec.get(Column.CATEGORY), k -> new Tally());
            tally.items += 1;
            tally.value += value;
            if (count(rec, Column.QUANTITY) < count(rec, Column.REORDER)) {
                low.append(rec.get(Column.SKU)).append(' ').append(rec.get(Column.NAME)).append(' ')
                        .append(count(rec, Column.QUANTITY)).append('/').append(count(rec, Column.REORDER)).append('\n');
            }
            if (value > bestValue) {
                bestValue = value;
                best = rec.get(Column.SKU);
            }
        }
        StringBuilder sb = new StringBuilder();
        for (String category : tallies.navigableKeySet()) {
            Tally tally = tallies.get(category);
            sb.append(category).append(" items ").append(tally.items).append(" value ").append(tally.value).append('\n');
        }
        return sb.append(low).append("best ").append(best).append('\n')
                .append("bad ").append(badLines).append('\n').toString();
    }

    public static void main(String[] args) throws IOException {
        StoreKeeper keeper = new StoreKeeper();
        String all = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : all.split("\n")) {
            if (!line.isBlank()) keeper.take(line);
        }
        System.out.print(keeper);
    }
}
