import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** Formulas go through a shunting yard: one stack of values, one of operators. */
class Yard {
    private final Deque<Long> values = new ArrayDeque<>();
    private final Deque<Character> operators = new ArrayDeque<>();
    private boolean wantValue = true;

    private static int rank(char op) {
        switch (op) {
            case '+': case '-': return 1;
            case '*': return 2;
            case '~': return 3;
            default: return 0;
        }
    }

    private void apply() {
        char op = operators.pop();
        long right = values.pop();
        if (op == '~') values.push(-right);
        else if (op == '+') values.push(values.pop() + right);
        else if (op == '-') values.push(values.pop() - right);
        else if (op == '*') values.push(values.pop() * right);
        else throw new IllegalArgumentException("open bracket");
    }

    void value(long v) {
        if (!wantValue) throw new IllegalArgumentException("value after value");
        values.push(v);
        wantValue = false;
    }

    void operator(char op) {
        if (wantValue && op == '-') {
            operators.push('~');
        } else if (op == '(') {
            if (!wantValue) throw new IllegalArgumentException("bracket after value");
            operators.push(op);
        } else if (wantValue) {
            throw new IllegalArgumentException("operator without value");
        } else if (op == ')') {
            while (!operators.isEmpty() && operators.peek() != '(') apply();
            if (operators.isEmpty()) throw new IllegalArgumentException("bracket was never opened");
            operators.pop();
        } else {
            while (!operators.isEmpty() && rank(operators.peek()) >= rank(op)) apply();
            operators.push(op);
            wantValue = true;
        }
    }

    long result() {
        if (wantValue) throw new IllegalArgumentException("ends too early");
        while (!operators.isEmpty()) apply();
        return values.pop();
    }
}

public class SheetEvaluator {
    private final List<String[]> grid = new ArrayList<>();
    // null is an error; a key that is there with PENDING is on its way
    private final Map<String, Long> cache = new HashMap<>();
    private final List<String> pending = new ArrayList<>();

    private String raw(int column, int row) {
        if (row < 1 || row > grid.size()) return "";
        String[] cells = grid.get(row - 1);
        return column < cells.length ? cells[column] : "";
    }

    private static boolean isNumber(String s) {
        String digits = s.startsWith("-") ? s.substring(1) : s;
        if (digits.isEmpty()) return false;
        for (char c : digits.toCharArray()) if (c < '0' || c > '9') return false;
        return true;
    }

    private long look(int column, int row, long ifText) {
        String s = raw(column, row);
        if (s.isEmpty()) return 0;
        if (isNumber(s)) return Long.parseLong(s);
        if (s.charAt(0) != '=') return ifText;
        Long v = compute(column, row);
        if (v == null) throw new IllegalArgumentException("uses a wrong formula");
        return v;
    }

    Long compute(int column, int row) {
        String key = column + "/" + row;
        if (pending.contains(key)) return null;
        if (cache.containsKey(key)) return cache.get(key);
        pending.add(key);
        Long v = null;
        try {
            v = evaluate(raw(column, row));
        } catch (IllegalArgumentException e) {
            // stays null
        }
        pending.remove(key);
        // Inside a circle every member is wrong anyway, so that the answer may be kept.
        cache.put(key, v);
        return v;
    }

    private int at;

    private int digits(String f) {
        int start = at;
        while (at < f.length() && Character.isDigit(f.charAt(at))) at++;
        return (int) Math.min(1000, Long.parseLong(f.substring(start, at)));
    }

    private void skip(String f, String what) {
        while (at < f.length() && f.charAt(at) == ' ') at++;
        if (!f.startsWith(what, at)) throw new IllegalArgumentException("expected " + what);
        at += what.length();
        while (at < f.length() && f.charAt(at) == ' ') at++;
    }

    private int letter(String f) {
        if (at >= f.length() || f.charAt(at) < 'A' || f.charAt(at) > 'Z') throw new IllegalArgumentException("no cell");
        return f.charAt(at++) - 'A';
    }

    private long evaluate(String f) {
        Yard yard = new Yard();
        int mine = 1;
        while (mine < f.length()) {
            char c = f.charAt(mine);
            at = mine;
            if ("+-*()".indexOf(c) >= 0) {
                yard.operator(c);
                at++;
            } else if (Character.isDigit(c)) {
                while (at < f.length() && Character.isDigit(f.charAt(at))) at++;
                yard.value(Long.parseLong(f.substring(mine, at)));
            } else if (f.startsWith("SUM", mine)) {
                at += 3;
                skip(f, "(");
                int c1 = letter(f), r1 = digits(f);
                skip(f, ":");
                int c2 = letter(f), r2 = digits(f);
                skip(f, ")");
                mine = at;
                long sum = 0;
                for (int r = r1; r <= r2; r++) for (int k = c1; k <= c2; k++) sum += look(k, r, 0);
                yard.value(sum);
                continue;
            } else if (c == ' ') {
                at++;
            } else {
                int column = letter(f), row = digits(f);
                mine = at;
                if (!raw(column, row).isEmpty() && raw(column, row).charAt(0) != '=' && !isNumber(raw(column, row))) {
                    throw new IllegalArgumentException("text");
                }
                yard.value(look(column, row, 0));
                continue;
            }
            mine = at;
        }
        return yard.result();
    }

    public static void main(String[] argv) {
        SheetEvaluator e = new SheetEvaluator();
        for (Scanner sc = new Scanner(System.in); sc.hasNextLine(); ) {
            e.grid.add(sc.nextLine().trim().split("\\s*,\\s*", -1));
        }
        int formulas = 0, errors = 0;
        for (int row = 1; row <= e.grid.size(); row++) {
            List<String> out = new ArrayList<>();
            for (int column = 0; column < e.grid.get(row - 1).length; column++) {
                String s = e.raw(column, row);
                if (s.startsWith("=")) {
                    Long v = e.compute(column, row);
                    formulas++;
                    if (v == null) errors++;
                    s = v == null ? "#ERR" : v.toString();
                }
                out.add(s);
            }
            System.out.println(String.join(",", out));
        }
        System.out.println("formulas " + formulas + " errors " + errors);
    }
}
