import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.Stack;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Computes spreadsheets by textual reduction: parts of an expression which are
 * already computable are substituted until just one number remains.
 */
public class TextReducer {

    private static final String CELL_NAME = "[A-Z][0-9]{1,4}";
    /** Negative intermediate results carry an underscore in place of the sign. */
    private static final String LITERAL = "(_?[0-9]+)";
    private static final Pattern TOTAL =
            Pattern.compile("SUM\\s?\\(\\s?(" + CELL_NAME + ")\\s?:\\s?(" + CELL_NAME + ")\\s?\\)");
    private static final Pattern SINGLE = Pattern.compile("\\b" + CELL_NAME + "\\b");
    private static final Pattern PARENTHESES = Pattern.compile("\\(\\s?" + LITERAL + "\\s?\\)");
    private static final Pattern NEGATION = Pattern.compile("(^|[-+*(])\\s?-\\s?" + LITERAL + "(?![0-9])");
    private static final Pattern PRODUCT = Pattern.compile(LITERAL + "\\s?\\*\\s?" + LITERAL);
    private static final Pattern ADDITION =
            Pattern.compile("(^|\\()\\s?" + LITERAL + "\\s?([+-])\\s?" + LITERAL + "(?!\\s?\\*|[0-9])");

    private static final class Unsolvable extends Exception {
    }

    private static final List<String[]> SHEET = new ArrayList<>();
    private static final Stack<String> ACTIVE = new Stack<>();

    private static String contentAt(int row, int column) {
        if (row < 0 || row >= SHEET.size()) {
            return "";
        }
        String[] cells = SHEET.get(row);
        return column >= cells.length ? "" : cells[column];
    }

    private static boolean isExpression(String content) {
        return !content.isEmpty() && content.charAt(0) == '=';
    }

    private static long compute(int row, int column) throws Unsolvable {
        String content = contentAt(row, column);
        if (content.isEmpty()) {
            return 0;
        }
        if (!isExpression(content)) {
            if (content.matches("-?[0-9]+")) {
                return Long.parseLong(content);
            }
            throw new Unsolvable();
        }
        String position = row + "," + column;
        if (ACTIVE.contains(position)) {
            throw new Unsolvable();
        }
        ACTIVE.push(position);
        try {
            return simplify(content.substring(1).trim().replaceAll("\\s+", " "));
        } finally {
            ACTIVE.pop();
        }
    }

    private static long decode(String literal) {
        return literal.startsWith("_") ? -Long.parseLong(literal.substring(1)) : Long.parseLong(literal);
    }

    private static String encode(long number) {
        return number < 0 ? "_" + -number : "" + number;
    }

    private static int rowOf(String name) {
        return Integer.parseInt(name.substring(1)) - 1;
    }

    private static long totalOf(String upperLeft, String lowerRight) throws Unsolvable {
        long total = 0;
        for (int row = rowOf(upperLeft); row <= rowOf(lowerRight); row++) {
            for (char name = upperLeft.charAt(0); name <= lowerRight.charAt(0); name++) {
                String content = contentAt(row, name - 'A');
                boolean label = !isExpression(content) && !content.matches("(-?[0-9]+)?");
                if (!label) {
                    total += compute(row, name - 'A');
                }
            }
        }
        return total;
    }

    /** Substitutes totals and references by their values. */
    private static String insertValues(String expression) throws Unsolvable {
        StringBuilder output = new StringBuilder();
        Matcher total = TOTAL.matcher(expression);
        while (total.find()) {
            total.appendReplacement(output, encode(totalOf(total.group(1), total.group(2))));
        }
        total.appendTail(output);
        Matcher single = SINGLE.matcher(output.toString());
        StringBuilder result = new StringBuilder();
        while (single.find()) {
            String name = single.group();
            single.appendReplacement(result, encode(compute(rowOf(name), name.charAt(0) - 'A')));
        }
        return single.appendTail(result).toString();
    }

    /** Performs a single reduction, or returns the expression unchanged. */
    private static String reduceOnce(String expression) {
        Matcher m = PARENTHESES.matcher(expression);
        if (m.find()) {
            return m.replaceFirst("$1");
        }
        m = NEGATION.matcher(expression);
        if (m.find()) {
            return m.replaceFirst(m.group(1) + encode(-decode(m.group(2))));
        }
        m = PRODUCT.matcher(expression);
        if (m.find()) {
            return m.replaceFirst(encode(decode(m.group(1)) * decode(m.group(2))));
        }
        m = ADDITION.matcher(expression);
        if (m.find()) {
            long left = decode(m.group(2));
            long right = decode(m.group(4));
            String outcome = encode(m.group(3).equals("-") ? left - right : left + right);
            return m.replaceFirst(Matcher.quoteReplacement(m.group(1) + outcome));
        }
        return expression;
    }

    private static long simplify(String expression) throws Unsolvable {
        if (expression.indexOf('_') >= 0) {
            throw new Unsolvable();
        }
        String current = insertValues(expression);
        String previous;
        do {
            previous = current;
            current = reduceOnce(previous);
        } while (!current.equals(previous));
        if (!current.trim().matches(LITERAL)) {
            throw new Unsolvable();
        }
        return decode(current.trim());
    }

    public static void main(String[] args) {
        Scanner stdin = new Scanner(System.in);
        while (stdin.hasNextLine()) {
            String[] cells = stdin.nextLine().split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].trim();
            }
            SHEET.add(cells);
        }
        int expressions = 0;
        int failures = 0;
        for (int row = 0; row < SHEET.size(); row++) {
            List<String> printed = new ArrayList<>();
            for (int column = 0; column < SHEET.get(row).length; column++) {
                String content = contentAt(row, column);
                if (isExpression(content)) {
                    expressions++;
                    try {
                        content = Long.toString(compute(row, column));
                    } catch (Unsolvable unsolvable) {
                        failures++;
                        content = "#ERR";
                    }
                }
                printed.add(content);
            }
            System.out.println(String.join(",", printed));
        }
        System.out.println("formulas " + expressions + " errors " + failures);
    }
}
