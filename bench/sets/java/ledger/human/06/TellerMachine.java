import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;

public class TellerMachine {
    enum Outcome { DONE, WRONG_WORDS, UNKNOWN_ACCOUNT, ACCOUNT_EXISTS, WRONG_AMOUNT, NOT_ENOUGH }

    enum Operation {
        OPEN(1, false) {
            @Override Outcome apply(TellerMachine m, String[] who, BigDecimal howMuch) {
                if (m.vault.containsKey(who[0])) return Outcome.ACCOUNT_EXISTS;
                m.vault.put(who[0], BigDecimal.ZERO);
                return Outcome.DONE;
            }
        },
        DEPOSIT(1, true) {
            @Override Outcome apply(TellerMachine m, String[] who, BigDecimal howMuch) {
                return m.vault.computeIfPresent(who[0], (k, v) -> v.add(howMuch)) == null
                        ? Outcome.UNKNOWN_ACCOUNT : Outcome.DONE;
            }
        },
        WITHDRAW(1, true) {
            @Override Outcome apply(TellerMachine m, String[] who, BigDecimal howMuch) {
                BigDecimal have = m.vault.get(who[0]);
                if (have == null) return Outcome.UNKNOWN_ACCOUNT;
                if (have.compareTo(howMuch) < 0) return Outcome.NOT_ENOUGH;
                m.vault.replace(who[0], have.subtract(howMuch));
                return Outcome.DONE;
            }
        },
        MOVE(2, true) {
            @Override Outcome apply(TellerMachine m, String[] who, BigDecimal howMuch) {
                if (!m.vault.containsKey(who[1])) return Outcome.UNKNOWN_ACCOUNT;
                Outcome first = WITHDRAW.apply(m, who, howMuch);
                if (first != Outcome.DONE) return first;
                return DEPOSIT.apply(m, new String[] { who[1] }, howMuch);
            }
        };

        final int accounts;
        final boolean needsAmount;

        Operation(int accounts, boolean needsAmount) {
            this.accounts = accounts;
            this.needsAmount = needsAmount;
        }

        abstract Outcome apply(TellerMachine m, String[] who, BigDecimal howMuch);
    }

    private final TreeMap<String, BigDecimal> vault = new TreeMap<>();
    private int rejections;

    private Outcome process(String text) {
        String[] token = text.split("\\s+");
        for (Operation op : Operation.values()) {
            if (!op.name().toLowerCase().equals(token[0])) continue;
            if (token.length != 1 + op.accounts + (op.needsAmount ? 1 : 0)) return Outcome.WRONG_WORDS;
            BigDecimal howMuch = null;
            if (op.needsAmount) {
                String last = token[token.length - 1];
                if (!last.matches("\\d+(\\.\\d\\d?)?")) return Outcome.WRONG_AMOUNT;
                howMuch = new BigDecimal(last);
                if (howMuch.signum() == 0) return Outcome.WRONG_AMOUNT;
            }
            return op.apply(this, Arrays.copyOfRange(token, 1, 1 + op.accounts), howMuch);
        }
        return Outcome.WRONG_WORDS;
    }

    public void feed(String all) {
        for (String raw : all.split("\n")) {
            String text = raw.trim();
            if (text.isEmpty() || text.charAt(0) == '#') continue;
            Outcome outcome = process(text);
            if (outcome != Outcome.DONE) {
                rejections += 1;
                System.err.printf("%-16s %s%n", outcome, text);
            }
        }
    }

    @Override public String toString() {
        StringBuilder sb = new StringBuilder();
        BigDecimal total = BigDecimal.ZERO;
        for (String name : vault.navigableKeySet()) {
            BigDecimal b = vault.get(name);
            total = total.add(b);
            sb.append(name).append(' ').append(b.setScale(2, RoundingMode.UNNECESSARY)).append('\n');
        }
        return sb.append("total ").append(total.setScale(2, RoundingMode.UNNECESSARY)).append('\n')
                .append("rejected ").append(rejections).append('\n').toString();
    }

    public static void main(String[] args) {
        TellerMachine machine = new TellerMachine();
        try {
            machine.feed(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.print(machine);
    }
}
