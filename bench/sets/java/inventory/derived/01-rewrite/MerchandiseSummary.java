import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Scanner;
import java.util.SortedMap;
import java.util.TreeMap;

/** Summarises merchandise entries supplied through standard input. */
public final class MerchandiseSummary {

    /** One merchandise entry; immutable apart from the units on hand. */
    private static final class Entry {
        private final String code;
        private final String label;
        private final String department;
        private final long unitCost;
        private final long refillPoint;
        private long onHand;

        private Entry(String[] columns, long[] figures) {
            code = columns[0];
            label = columns[1];
            department = columns[2];
            onHand = figures[0];
            unitCost = figures[1];
            refillPoint = figures[2];
        }

        private long inventoryValue() {
            return Math.multiplyExact(onHand, unitCost);
        }
    }

    private final HashMap<String, Entry> register = new HashMap<>();
    private int malformed;

    public static void main(String[] arguments) {
        var summary = new MerchandiseSummary();
        try (var feed = new Scanner(System.in)) {
            while (feed.hasNextLine()) {
                summary.consume(feed.nextLine());
            }
        }
        List<Entry> ordered = new ArrayList<>(summary.register.values());
        ordered.sort(Comparator.comparing(entry -> entry.code));
        describeDepartments(ordered);
        describeShortages(ordered);
        describeTopEntry(ordered);
        System.out.printf("bad %d%n", summary.malformed);
    }

    private void consume(String text) {
        if (text.isBlank()) {
            return;
        }
        try {
            Entry incoming = interpret(text);
            // Repeat deliveries only raise the number of units on hand.
            Entry existing = register.putIfAbsent(incoming.code, incoming);
            if (existing != null) {
                existing.onHand += incoming.onHand;
            }
        } catch (IllegalArgumentException malformedEntry) {
            malformed += 1;
        }
    }

    /** Builds an entry or raises IllegalArgumentException when the text is malformed. */
    private static Entry interpret(String text) {
        String[] columns = text.strip().split("\\s*;\\s*", -1);
        if (columns.length != 6) {
            throw new IllegalArgumentException("unexpected column count");
        }
        long[] figures = new long[3];
        for (int index = 0; index < figures.length; index++) {
            figures[index] = Long.parseLong(columns[3 + index]);
            if (figures[index] < 0) {
                throw new IllegalArgumentException("negative figure");
            }
        }
        return new Entry(columns, figures);
    }

    private static void describeDepartments(Collection<Entry> entries) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        HashMap<String, Long> totals = new HashMap<>();
        entries.forEach(entry -> {
            sizes.merge(entry.department, 1, Integer::sum);
            totals.merge(entry.department, entry.inventoryValue(), Long::sum);
        });
        sizes.forEach((department, size) ->
                System.out.printf("%s items %d value %d%n", department, size, totals.get(department)));
    }

    private static void describeShortages(Collection<Entry> entries) {
        System.out.printf("low%n");
        entries.stream()
                .filter(entry -> entry.refillPoint > entry.onHand)
                .forEach(entry -> System.out.printf("%s %s %d/%d%n",
                        entry.code, entry.label, entry.onHand, entry.refillPoint));
    }

    private static void describeTopEntry(Collection<Entry> entries) {
        String winner = "-";
        long record = -1;
        for (Entry candidate : entries) {
            long value = candidate.inventoryValue();
            if (record < value) {
                record = value;
                winner = candidate.code;
            }
        }
        System.out.printf("best %s%n", winner);
    }
}
