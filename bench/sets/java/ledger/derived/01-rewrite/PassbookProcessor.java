import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Processes passbook instructions arriving on standard input.
 */
public final class PassbookProcessor {

    private static final int MINOR_UNITS = 100;

    private final SortedMap<String, Long> holdings = new ConcurrentSkipListMap<>();
    private int declinedCount;

    public static void main(String[] args) {
        PassbookProcessor processor = new PassbookProcessor();
        try (Scanner source = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (source.hasNextLine()) {
                processor.accept(source.nextLine().strip());
            }
        }
        processor.summarize();
    }

    /** Handles one instruction, ignoring remarks and blank input. */
    private void accept(String instruction) {
        if (instruction.isBlank() || instruction.charAt(0) == '#') {
            return;
        }
        boolean succeeded = dispatch(instruction.split("\\s+"));
        if (!succeeded) {
            declinedCount += 1;
            System.err.printf("Instruction declined -> %s%n", instruction);
        }
    }

    private boolean dispatch(String[] fields) {
        String action = fields[0];
        int operands = fields.length - 1;
        if ("open".equals(action) && operands == 1) {
            return holdings.putIfAbsent(fields[1], 0L) == null;
        }
        if ("deposit".equals(action) && operands == 2) {
            return adjust(fields[1], minorUnits(fields[2]), +1);
        }
        if ("withdraw".equals(action) && operands == 2) {
            return adjust(fields[1], minorUnits(fields[2]), -1);
        }
        if ("move".equals(action) && operands == 3) {
            return relocate(fields[1], fields[2], minorUnits(fields[3]));
        }
        return false;
    }

    /** Applies a signed change unless it is invalid or would overdraw the holder. */
    private boolean adjust(String holder, long units, int sign) {
        Long present = holdings.get(holder);
        if (present == null || units < 1) {
            return false;
        }
        long updated = present + sign * units;
        if (updated < 0) {
            return false;
        }
        holdings.put(holder, updated);
        return true;
    }

    private boolean relocate(String payer, String payee, long units) {
        // Never debit the payer when the payee does not exist.
        boolean payeeKnown = holdings.get(payee) != null;
        if (payeeKnown && adjust(payer, units, -1)) {
            return adjust(payee, units, +1);
        }
        return false;
    }

    /** Converts a decimal literal into minor units; zero signals malformed input. */
    private static long minorUnits(String literal) {
        int separator = literal.indexOf('.');
        String major = separator == -1 ? literal : literal.substring(0, separator);
        String minor = separator == -1 ? "00" : literal.substring(separator + 1);
        if (!onlyDigits(major, 12) || !onlyDigits(minor, 2)) {
            return 0;
        }
        int scale = minor.length() == 1 ? 10 : 1;
        return Long.parseLong(major) * MINOR_UNITS + Integer.parseInt(minor) * scale;
    }

    private static boolean onlyDigits(String candidate, int longest) {
        return !candidate.isEmpty() && candidate.length() <= longest
                && candidate.chars().allMatch(ch -> ch >= '0' && ch <= '9');
    }

    private static String render(long units) {
        return new StringBuilder().append(units / MINOR_UNITS).append('.')
                .append(units % MINOR_UNITS / 10).append(units % 10).toString();
    }

    private void summarize() {
        holdings.forEach((holder, units) -> System.out.printf("%s %s%n", holder, render(units)));
        long grand = holdings.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("total %s%nrejected %d%n", render(grand), declinedCount);
    }
}
