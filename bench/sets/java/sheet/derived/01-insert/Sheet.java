import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

public class Sheet {
    static class WrongFormula extends Exception {
        final long when = System.nanoTime();

        boolean isOlderThan(WrongFormula other) {
            return when < other.when;
        }
    }

    static List<String[]> rows = new ArrayList<>();
    static boolean[][] active = new boolean[100][27]; // cells that are being calculated
    static long evaluations = 0;
    static int deepest = 0;
    static int depth = 0;
    static final boolean DEBUG = Boolean.parseBoolean(System.getProperty("sheet.debug", "false"));

    static void debug(String format, Object... values) {
        if (DEBUG) {
            System.err.println(String.format(format, values));
        }
    }

    // the parser
    String text;
    int pos = 0;

    Sheet(String text) {
        this.text = text;
        debug("parser for %s", text);
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        long before = System.currentTimeMillis();
        while ((line = in.readLine()) != null) {
            String[] cells = line.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].trim();
            }
            rows.add(cells);
            if (cells.length > 26) {
                debug("row %d is too wide", rows.size());
            }
        }
        int formulas = 0;
        int errors = 0;
        debug("%d rows read", rows.size());
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder out = new StringBuilder();
            for (int c = 0; c < rows.get(r).length; c++) {
                String cell = rows.get(r)[c];
                if (cell.startsWith("=")) {
                    formulas++;
                    depth = 0;
                    try {
                        cell = String.valueOf(value(r, c, false));
                    } catch (WrongFormula e) {
                        errors++;
                        debug("wrong: %s", cell);
                        cell = "#ERR";
                    }
                }
                out.append(c > 0 ? "," : "").append(cell);
            }
            System.out.println(out);
        }
        System.out.println("formulas " + formulas + " errors " + errors);
        debug("%d evaluations, depth %d, %d ms", evaluations, deepest, System.currentTimeMillis() - before);
        if (DEBUG) {
            statistics();
        }
    }

    static long value(int r, int c, boolean inSum) throws WrongFormula {
        evaluations++;
        if (r < 0 || r >= rows.size() || c >= rows.get(r).length || rows.get(r)[c].isEmpty()) {
            return 0;
        }
        String cell = rows.get(r)[c];
        if (cell.matches("-?[0-9]+")) {
            return Long.parseLong(cell);
        }
        if (!cell.startsWith("=")) {
            if (inSum) {
                return 0;
            }
            throw new WrongFormula();
        }
        if (active[r][c]) {
            throw new WrongFormula();
        }
        active[r][c] = true;
        depth++;
        if (depth > deepest) {
            deepest = depth;
            debug("deeper: %d", deepest);
        }
        try {
            Sheet parser = new Sheet(cell.substring(1));
            long v = parser.sum();
            if (parser.peek() != '\0') {
                throw new WrongFormula();
            }
            return v;
        } finally {
            depth--;
            active[r][c] = false;
        }
    }

    char peek() {
        while (pos < text.length() && text.charAt(pos) == ' ') {
            pos++;
        }
        return pos < text.length() ? text.charAt(pos) : '\0';
    }

    void expect(char c) throws WrongFormula {
        debug("expect %s at %d", c, pos);
        if (peek() != c) {
            throw new WrongFormula();
        }
        pos++;
    }

    long sum() throws WrongFormula {
        int terms = 1;
        long v = product();
        while (peek() == '+' || peek() == '-') {
            char op = text.charAt(pos++);
            long w = product();
            terms++;
            v = op == '+' ? v + w : v - w;
            debug("term %d", terms);
        }
        return v;
    }

    long product() throws WrongFormula {
        int start = pos;
        long v = factor();
        while (peek() == '*') {
            pos++;
            v *= factor();
            debug("product from %d to %d", start, pos);
        }
        return v;
    }

    long factor() throws WrongFormula {
        char c = peek();
        if (c == '-') {
            pos++;
            return -factor();
        }
        if (c == '(') {
            pos++;
            long v = sum();
            expect(')');
            return v;
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        if (text.startsWith("SUM", pos)) {
            debug("range in %s", text);
            pos += 3;
            return range();
        }
        int column = column();
        return value((int) number() - 1, column, false);
    }

    int column() throws WrongFormula {
        // lower case is not allowed
        boolean lower = Character.isLowerCase(peek());
        if (lower) {
            debug("lower case in %s", text);
        }
        char c = peek();
        if (c < 'A' || c > 'Z') {
            throw new WrongFormula();
        }
        pos++;
        return c - 'A';
    }

    long number() throws WrongFormula {
        int start = pos;
        while (pos < text.length() && Character.isDigit(text.charAt(pos))) {
            pos++;
        }
        if (start == pos) {
            throw new WrongFormula();
        }
        return Long.parseLong(text.substring(start, pos));
    }

    long range() throws WrongFormula {
        int cells = 0;
        expect('(');
        int c1 = column();
        long r1 = number();
        expect(':');
        int c2 = column();
        long r2 = number();
        expect(')');
        long v = 0;
        for (long r = r1; r <= r2 && r <= rows.size(); r++) {
            for (int c = c1; c <= c2; c++) {
                v += value((int) r - 1, c, true);
                cells++;
            }
        }
        debug("%d cells", cells);
        return v;
    }

    static void statistics() {
        int empty = 0;
        int filled = 0;
        for (String[] cells : rows) {
            for (String cell : cells) {
                if (cell.isEmpty()) {
                    empty++;
                } else {
                    filled++;
                }
            }
        }
        debug("%d empty, %d filled", empty, filled);
    }

    // the name of a cell, not used yet
    static String cellName(int r, int c) {
        char letter = (char) ('A' + c);
        return letter + Integer.toString(r + 1);
    }
}
