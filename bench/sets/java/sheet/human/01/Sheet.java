import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

public class Sheet {
    static class WrongFormula extends Exception {
    }

    static List<String[]> rows = new ArrayList<>();
    static boolean[][] active = new boolean[100][27]; // cells that are being calculated

    // the parser
    String text;
    int pos = 0;

    Sheet(String text) {
        this.text = text;
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        while ((line = in.readLine()) != null) {
            String[] cells = line.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].trim();
            }
            rows.add(cells);
        }
        int formulas = 0;
        int errors = 0;
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder out = new StringBuilder();
            for (int c = 0; c < rows.get(r).length; c++) {
                String cell = rows.get(r)[c];
                if (cell.startsWith("=")) {
                    formulas++;
                    try {
                        cell = String.valueOf(value(r, c, false));
                    } catch (WrongFormula e) {
                        errors++;
                        cell = "#ERR";
                    }
                }
                out.append(c > 0 ? "," : "").append(cell);
            }
            System.out.println(out);
        }
        System.out.println("formulas " + formulas + " errors " + errors);
    }

    static long value(int r, int c, boolean inSum) throws WrongFormula {
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
        try {
            Sheet parser = new Sheet(cell.substring(1));
            long v = parser.sum();
            if (parser.peek() != '\0') {
                throw new WrongFormula();
            }
            return v;
        } finally {
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
        if (peek() != c) {
            throw new WrongFormula();
        }
        pos++;
    }

    long sum() throws WrongFormula {
        long v = product();
        while (peek() == '+' || peek() == '-') {
            char op = text.charAt(pos++);
            long w = product();
            v = op == '+' ? v + w : v - w;
        }
        return v;
    }

    long product() throws WrongFormula {
        long v = factor();
        while (peek() == '*') {
            pos++;
            v *= factor();
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
            pos += 3;
            return range();
        }
        int column = column();
        return value((int) number() - 1, column, false);
    }

    int column() throws WrongFormula {
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
            }
        }
        return v;
    }
}
