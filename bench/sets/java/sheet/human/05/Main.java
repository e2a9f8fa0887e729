import java.util.Scanner;

public class Main {

    static String[][] cell = new String[100][26];
    static long[][] result = new long[100][26];
    static int[] width = new int[100];
    // 0 = not calculated, 1 = in work, 2 = good, 3 = wrong
    static int[][] state = new int[100][26];
    static int rows = 0;

    public static boolean isNumber(String s) {
        try {
            Long.parseLong(s);
            return !s.startsWith("+");
        } catch (Exception ex) {
            return false;
        }
    }

    // finds the last + or - that is between two values, or the last *, outside of brackets
    public static int findOperator(String s, String which) {
        int depth = 0;
        for (int i = s.length() - 1; i > 0; i--) {
            char c = s.charAt(i);
            if (c == ')') depth++;
            if (c == '(') depth--;
            if (depth == 0 && which.indexOf(c) >= 0) {
                int j = i - 1;
                while (j >= 0 && s.charAt(j) == ' ') j--;
                if (j >= 0 && "+-*(".indexOf(s.charAt(j)) == -1) return i;
            }
        }
        return -1;
    }

    public static long sum(String s) throws Exception {
        int colon = s.indexOf(":");
        String a = s.substring(0, colon).trim();
        String b = s.substring(colon + 1).trim();
        if (!a.matches("[A-Z][0-9]+") || !b.matches("[A-Z][0-9]+")) throw new Exception("bad range");
        int r1 = Integer.parseInt(a.substring(1));
        int r2 = Integer.parseInt(b.substring(1));
        long total = 0;
        for (int r = r1; r <= r2 && r <= rows; r++) {
            for (int c = a.charAt(0) - 'A'; c <= b.charAt(0) - 'A'; c++) {
                String t = cell[r - 1][c];
                if (t == null) continue;
                if (t.startsWith("=") || isNumber(t)) total += value(r - 1, c);
            }
        }
        return total;
    }

    public static long eval(String s) throws Exception {
        s = s.trim();
        int p = findOperator(s, "+-");
        if (p > 0) {
            long left = eval(s.substring(0, p));
            long right = eval(s.substring(p + 1));
            if (s.charAt(p) == '+') return left + right;
            return left - right;
        }
        p = findOperator(s, "*");
        if (p > 0) return eval(s.substring(0, p)) * eval(s.substring(p + 1));
        if (s.startsWith("-")) return -eval(s.substring(1));
        if (s.startsWith("(") && s.endsWith(")")) return eval(s.substring(1, s.length() - 1));
        if (s.startsWith("SUM") && s.endsWith(")")) {
            String t = s.substring(3).trim();
            if (t.startsWith("(")) return sum(t.substring(1, t.length() - 1));
        }
        if (s.matches("[0-9]+")) return Long.parseLong(s);
        if (s.matches("[A-Z][0-9]+")) return value(Integer.parseInt(s.substring(1)) - 1, s.charAt(0) - 'A');
        throw new Exception("cannot read " + s);
    }

    public static long value(int r, int c) throws Exception {
        if (r < 0 || r >= rows) return 0;
        String s = cell[r][c];
        if (s == null || s.equals("")) return 0;
        if (isNumber(s)) return Long.parseLong(s);
        if (!s.startsWith("=")) throw new Exception("text");
        if (state[r][c] == 2) return result[r][c];
        if (state[r][c] == 1) {
            throw new Exception("circle");
        }
        if (state[r][c] == 3) throw new Exception("wrong");
        state[r][c] = 1;
        try {
            result[r][c] = eval(s.substring(1));
            state[r][c] = 2;
        } catch (Exception ex) {
            state[r][c] = 3;
            throw ex;
        }
        return result[r][c];
    }

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            String[] parts = input.nextLine().split(",", -1);
            for (int c = 0; c < parts.length; c++) {
                cell[rows][c] = parts[c].trim();
            }
            width[rows] = parts.length;
            rows++;
        }
        int formulas = 0;
        int errors = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < width[r]; c++) {
                if (c > 0) System.out.print(",");
                if (cell[r][c].startsWith("=")) {
                    formulas++;
                    try {
                        System.out.print(value(r, c));
                    } catch (Exception ex) {
                        System.out.print("#ERR");
                        errors++;
                    }
                } else {
                    System.out.print(cell[r][c]);
                }
            }
            System.out.println();
        }
        System.out.println("formulas " + formulas + " errors " + errors);
    }
}
