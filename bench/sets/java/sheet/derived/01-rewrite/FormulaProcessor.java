import java.util.ArrayList;
import java.util.HashSet;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Evaluates the expressions in a compact spreadsheet supplied through standard input. */
public final class FormulaProcessor {

    /** Raised whenever an expression has no valid outcome. */
    private static final class EvaluationFailure extends RuntimeException {
        private EvaluationFailure(String explanation) {
            super(explanation);
        }
    }

    private final ArrayList<String[]> content = new ArrayList<>();
    private final Set<String> inProgress = new HashSet<>();
    private int expressionTotal;
    private int failureTotal;

    public static void main(String[] arguments) {
        FormulaProcessor processor = new FormulaProcessor();
        try (Scanner feed = new Scanner(System.in)) {
            while (feed.hasNextLine()) {
                processor.content.add(Stream.of(feed.nextLine().split(",", -1)).map(String::strip).toArray(String[]::new));
            }
        }
        processor.emit();
    }

    private void emit() {
        for (int line = 0; line < content.size(); line++) {
            ArrayList<String> printed = new ArrayList<>();
            for (int position = 0; position < content.get(line).length; position++) {
                printed.add(present(line, position));
            }
            System.out.println(printed.stream().collect(Collectors.joining(",")));
        }
        System.out.printf("formulas %d errors %d%n", expressionTotal, failureTotal);
    }

    private String present(int line, int position) {
        String original = content.get(line)[position];
        if (original.indexOf('=') != 0) {
            return original;
        }
        expressionTotal += 1;
        try {
            return Long.toString(resolve(line, position, false));
        } catch (EvaluationFailure failure) {
            failureTotal += 1;
            return "#ERR";
        }
    }

    /** Determines the numeric value at a location; labels are only tolerated in totals. */
    private long resolve(int line, int position, boolean tolerant) {
        boolean exists = 0 <= line && line < content.size() && position < content.get(line).length;
        String original = exists ? content.get(line)[position] : "";
        if (original.isBlank()) {
            return 0L;
        }
        if (original.charAt(0) == '=') {
            String marker = line + ":" + position;
            if (!inProgress.add(marker)) {
                throw new EvaluationFailure("circular dependency at " + marker);
            }
            try {
                return new ExpressionReader(original).readAll();
            } finally {
                inProgress.remove(marker);
            }
        }
        try {
            return Long.parseLong(original);
        } catch (NumberFormatException label) {
            if (tolerant) {
                return 0L;
            }
            throw new EvaluationFailure("label used as a number");
        }
    }

    /** Recursive descent over the characters of one expression. */
    private final class ExpressionReader {
        private final char[] symbols;
        private int cursor;

        private ExpressionReader(String original) {
            symbols = (original.substring(1) + "\n").toCharArray();
        }

        private long readAll() {
            long outcome = additive();
            consume('\n');
            return outcome;
        }

        private char upcoming() {
            while (symbols[cursor] == ' ') {
                cursor += 1;
            }
            return symbols[cursor];
        }

        private boolean accepts(char symbol) {
            boolean matched = upcoming() == symbol;
            cursor += matched ? 1 : 0;
            return matched;
        }

        private void consume(char symbol) {
            if (!accepts(symbol)) {
                throw new EvaluationFailure("unexpected symbol");
            }
        }

        private long additive() {
            long accumulator = multiplicative();
            while (true) {
                if (accepts('+')) {
                    accumulator += multiplicative();
                } else if (accepts('-')) {
                    accumulator -= multiplicative();
                } else {
                    return accumulator;
                }
            }
        }

        private long multiplicative() {
            long accumulator = primary();
            while (accepts('*')) {
                accumulator = accumulator * primary();
            }
            return accumulator;
        }

        private long primary() {
            if (accepts('-')) {
                return 0 - primary();
            } else if (accepts('(')) {
                long enclosed = additive();
                consume(')');
                return enclosed;
            } else if (Character.isDigit(upcoming())) {
                return natural();
            } else if (new String(symbols, cursor, symbols.length - cursor).startsWith("SUM")) {
                cursor += "SUM".length();
                return aggregate();
            }
            int position = columnIndex();
            return resolve((int) natural() - 1, position, false);
        }

        private long aggregate() {
            consume('(');
            int west = columnIndex();
            long north = natural();
            consume(':');
            int east = columnIndex();
            long south = Math.min(natural(), content.size());
            consume(')');
            long aggregate = 0;
            for (long line = north; line <= south; line++) {
                for (int position = west; position <= east; position++) {
                    aggregate += resolve((int) (line - 1), position, true);
                }
            }
            return aggregate;
        }

        private int columnIndex() {
            int index = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".indexOf(upcoming());
            if (index == -1) {
                throw new EvaluationFailure("column letter expected");
            }
            cursor += 1;
            return index;
        }

        private long natural() {
            StringBuilder literal = new StringBuilder();
            while (Character.isDigit(symbols[cursor])) {
                literal.append(symbols[cursor++]);
            }
            if (literal.length() == 0) {
                throw new EvaluationFailure("digits expected");
            }
            return Long.parseLong(literal.toString());
        }
    }
}
