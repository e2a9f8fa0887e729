import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;

/**
 * Interprets account instructions. Each instruction becomes a set of balance
 * changes, which is then applied to a snapshot, producing the next snapshot.
 */
public class FoldingAccounts {

    private static final class Change {
        final String owner;
        final long amount;

        Change(String owner, long amount) {
            this.owner = owner;
            this.amount = amount;
        }
    }

    private static final class Snapshot {
        final TreeMap<String, Long> balances;
        final int denied;

        Snapshot(TreeMap<String, Long> balances, int denied) {
            this.balances = balances;
            this.denied = denied;
        }

        Snapshot deny() {
            return new Snapshot(balances, denied + 1);
        }

        /** Produces the follow-up snapshot, or a denial if someone would go negative. */
        Snapshot apply(List<Change> changes) {
            TreeMap<String, Long> copy = new TreeMap<>(balances);
            for (Change change : changes) {
                long updated = copy.getOrDefault(change.owner, 0L) + change.amount;
                if (updated < 0) {
                    return deny();
                }
                copy.put(change.owner, updated);
            }
            return new Snapshot(copy, denied);
        }
    }

    /** Parses a positive sum; the result is -1 when the literal is unacceptable. */
    private static long parseSum(String literal) {
        if (!literal.matches("\\d{1,15}(\\.\\d{1,2})?")) {
            return -1;
        }
        String[] halves = literal.split("\\.");
        String pennies = halves.length < 2 ? "00" : halves[1].length() < 2 ? halves[1] + "0" : halves[1];
        long result = Long.parseLong(halves[0].concat(pennies));
        return result == 0 ? -1 : result;
    }

    /** Translates an instruction, giving null if it cannot be honoured. */
    private static List<Change> translate(Snapshot now, String[] tokens) {
        String verb = tokens[0];
        int last = tokens.length - 1;
        if (verb.equals("open") && last == 1) {
            boolean taken = now.balances.containsKey(tokens[1]);
            return taken ? null : Collections.singletonList(new Change(tokens[1], 0));
        }
        long sum = parseSum(tokens[last]);
        if (sum < 0) {
            return null;
        }
        for (int i = 1; i < last; i++) {
            if (!now.balances.containsKey(tokens[i])) {
                return null;
            }
        }
        List<Change> changes = new ArrayList<>();
        if (verb.equals("withdraw") && last == 2) {
            changes.add(new Change(tokens[1], -sum));
        } else if (verb.equals("deposit") && last == 2) {
            changes.add(new Change(tokens[1], sum));
        } else if (verb.equals("move") && last == 3) {
            changes.add(new Change(tokens[1], -sum));
            changes.add(new Change(tokens[2], sum));
        } else {
            return null;
        }
        return changes;
    }

    private static String asDecimal(long pennies) {
        return String.format("%d.%02d", pennies / 100, pennies % 100);
    }

    public static void main(String[] args) {
        Snapshot current = new Snapshot(new TreeMap<>(), 0);
        Scanner stdin = new Scanner(System.in);
        while (stdin.hasNextLine()) {
            String instruction = stdin.nextLine().trim();
            if (instruction.isEmpty() || instruction.startsWith("#")) {
                continue;
            }
            List<Change> changes = translate(current, instruction.split("\\s+"));
            if (changes == null) {
                System.err.println("Could not apply: " + instruction);
                current = current.deny();
            } else {
                current = current.apply(changes);
            }
        }
        long overall = 0;
        for (Map.Entry<String, Long> row : current.balances.entrySet()) {
            overall += row.getValue();
            System.out.println(row.getKey() + " " + asDecimal(row.getValue()));
        }
        System.out.println("total " + asDecimal(overall));
        System.out.println("rejected " + current.denied);
    }
}
