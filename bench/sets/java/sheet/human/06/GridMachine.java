import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Formulas are compiled to a list of instructions once; then rounds are made until no more cell becomes known. */
public class GridMachine {
    enum Op { PUSH, LOAD, SUM, ADD, SUB, MUL, NEG }

    static final class Instruction {
        final Op op;
        final long a, b;    // PUSH: the number; LOAD: the cell; SUM: both corners; a cell is row * 26 + column

        Instruction(Op op, long a, long b) {
            this.op = op;
            this.a = a;
            this.b = b;
        }
    }

    static final class Malformed extends RuntimeException { }

    static final class Compiler {
        private final String source;
        private final List<Instruction> code = new ArrayList<>();
        private int i;

        Compiler(String source) {
            this.source = source;
        }

        List<Instruction> compile() {
            binary(0);
            if (!at("\0")) throw new Malformed();
            return code;
        }

        private boolean at(String s) {
            while (i < source.length() && source.charAt(i) == ' ') i += 1;
            if (s.equals("\0")) return i == source.length();
            boolean yes = source.startsWith(s, i);
            if (yes) i += s.length();
            return yes;
        }

        private void must(String s) {
            if (!at(s)) throw new Malformed();
        }

        private void emit(Op op) {
            code.add(new Instruction(op, 0, 0));
        }

        private void binary(int level) {
            if (level == 2) {
                unary();
                return;
            }
            binary(level + 1);
            for (;;) {
                Op op = level == 1 ? (at("*") ? Op.MUL : null) : at("+") ? Op.ADD : at("-") ? Op.SUB : null;
                if (op == null) return;
                binary(level + 1);
                emit(op);
            }
        }

        private void unary() {
            if (at("-")) {
                unary();
                emit(Op.NEG);
            } else if (at("(")) {
                binary(0);
                must(")");
            } else if (at("SUM")) {
                must("(");
                long from = cell();
                must(":");
                long to = cell();
                must(")");
                code.add(new Instruction(Op.SUM, from, to));
            } else if (i < source.length() && Character.isDigit(source.charAt(i))) {
                code.add(new Instruction(Op.PUSH, digits(), 0));
            } else {
                code.add(new Instruction(Op.LOAD, cell(), 0));
            }
        }

        private long digits() {
            int from = i;
            while (i < source.length() && Character.isDigit(source.charAt(i))) i += 1;
            if (from == i) throw new Malformed();
            return Long.parseLong(source.substring(from, i));
        }

        private long cell() {
            at(" ");
            if (i == source.length() || !Character.isUpperCase(source.charAt(i))) throw new Malformed();
            int column = source.charAt(i++) - 'A';
            return digits() * 26 + column;
        }
    }

    private final List<String[]> rows = new ArrayList<>();
    private final NavigableMap<Long, Long> known = new TreeMap<>();
    private final Set<Long> texts = new HashSet<>();
    private final NavigableMap<Long, List<Instruction>> open = new TreeMap<>();
    private final Set<Long> broken = new HashSet<>();

    private void load(String all) {
        for (String line : all.split("\n")) {
            String[] cells = line.split(",", -1);
            rows.add(cells);
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cells[c].trim();
                long id = rows.size() * 26L + c;
                if (cells[c].matches("-?\\d+")) {
                    known.put(id, Long.parseLong(cells[c]));
                } else if (cells[c].startsWith("=")) {
                    try {
                        open.put(id, new Compiler(cells[c].substring(1)).compile());
                    } catch (Malformed e) {
                        broken.add(id);
                    }
                } else if (!cells[c].isEmpty()) {
                    texts.add(id);
                }
            }
        }
    }

    /** The value of a cell, or null when it is not known (yet, or ever). */
    private Long fetch(long id, boolean textIsNothing) {
        if (texts.contains(id)) return textIsNothing ? 0L : null;
        if (open.containsKey(id) || broken.contains(id)) return null;
        return known.getOrDefault(id, 0L);
    }

    private Long execute(List<Instruction> code) {
        long[] stack = new long[code.size() + 1];
        int top = 0;
        for (Instruction in : code) {
            switch (in.op) {
                case PUSH: stack[top++] = in.a; break;
                case NEG: stack[top - 1] = -stack[top - 1]; break;
                case ADD: top -= 1; stack[top - 1] += stack[top]; break;
                case SUB: top -= 1; stack[top - 1] -= stack[top]; break;
                case MUL: top -= 1; stack[top - 1] *= stack[top]; break;
                case LOAD:
                    Long v = fetch(in.a, false);
                    if (v == null) return null;
                    stack[top++] = v;
                    break;
                default:
                    stack[top] = 0;
                    for (long r = in.a / 26; r <= Math.min(99, in.b / 26); r++) {
                        for (long c = in.a % 26; c <= in.b % 26; c++) {
                            Long part = fetch(r * 26 + c, true);
                            if (part == null) return null;
                            stack[top] += part;
                        }
                    }
                    top += 1;
            }
        }
        return stack[0];
    }

    private void settle() {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Map.Entry<Long, List<Instruction>> e : new ArrayList<>(open.entrySet())) {
                Long v = execute(e.getValue());
                if (v == null) continue;
                known.put(e.getKey(), v);
                open.remove(e.getKey());
                progress = true;
            }
        }
    }

    public static void main(String[] args) throws IOException {
        GridMachine machine = new GridMachine();
        machine.load(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        int formulas = machine.open.size() + machine.broken.size();
        machine.settle();
        StringBuilder sb = new StringBuilder();
        for (int r = 1; r <= machine.rows.size(); r++) {
            String[] cells = machine.rows.get(r - 1);
            for (int c = 0; c < cells.length; c++) {
                Long v = machine.known.get(r * 26L + c);
                if (c > 0) sb.append(',');
                sb.append(!cells[c].startsWith("=") ? cells[c] : v == null ? "#ERR" : v.toString());
            }
            sb.append('\n');
        }
        sb.append("formulas ").append(formulas).append(" errors ").append(machine.open.size() + machine.broken.size());
        System.out.println(sb);
    }
}
