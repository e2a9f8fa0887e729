import java.util.*;

public class Ledgerette {

    private int formulaCount, wrongCount;
    private final List<List<Field>> lines = new ArrayList<>();
    private final Map<String, Field> fields = new HashMap<>();

    public static void main(String[] args) {
        Ledgerette l = new Ledgerette();
        l.load(new Scanner(System.in));
        l.print();
        System.out.println("formulas " + l.formulaCount + " errors " + l.wrongCount);
    }

    private void load(Scanner in) {
        for (; in.hasNextLine(); ) {
            List<Field> line = new ArrayList<>();
            lines.add(line);
            String[] parts = in.nextLine().split(",", -1);
            for (int i = 0; i < parts.length; i++) {
                Field f = new Field(parts[i].trim());
                line.add(f);
                fields.put(key((char) ('A' + i), lines.size()), f);
            }
        }
    }

    private void print() {
        for (List<Field> line : lines) {
            StringJoiner text = new StringJoiner(",");
            for (Field f : line) {
                text.add(printField(f));
            }
            System.out.println(text);
        }
    }

    private String printField(Field f) {
        String text = f.toString();
        if (f.computed()) {
            formulaCount++;
            if (text.equals("#ERR")) wrongCount++;
        }
        return text;
    }

    private static String key(char column, int row) {
        return "" + column + row;
    }

    private Field lookUp(String key) {
        return fields.containsKey(key) ? fields.get(key) : new Field("");
    }

    private long total(String first, String last) throws Wrong {
        int top = Integer.parseInt(first.substring(1));
        int bottom = Integer.parseInt(last.substring(1));
        long result = 0;
        char column = first.charAt(0);
        while (column <= last.charAt(0)) {
            for (int row = top; row <= bottom; row++) {
                Field f = lookUp(key(column, row));
                if (f.words()) continue;
                result += f.get();
            }
            column++;
        }
        return result;
    }

    private class Parser {
        private String current;
        private final StringTokenizer rest;

        Parser(String text) {
            rest = new StringTokenizer(text.substring(1), "+-*(): ", true);
            step();
        }

        private void step() {
            current = " ";
            while (current.equals(" ")) {
                current = rest.hasMoreTokens() ? rest.nextToken() : "";
            }
        }

        Node parse() throws Wrong {
            Node n = sum();
            expect("");
            return n;
        }

        private Node sum() throws Wrong {
            Node result = product();
            for (;;) {
                final Node one = result;
                if (take("+")) {
                    final Node two = product();
                    result = () -> one.get() + two.get();
                } else if (take("-")) {
                    final Node two = product();
                    result = () -> one.get() - two.get();
                } else {
                    return result;
                }
            }
        }

        private Node product() throws Wrong {
            Node result = single();
            for (; take("*"); ) {
                final Node one = result, two = single();
                result = () -> one.get() * two.get();
            }
            return result;
        }

        private Node single() throws Wrong {
            if (current.matches("\\d+")) return constant();
            if (take("SUM")) return range();
            if (take("(")) {
                Node n = sum();
                expect(")");
                return n;
            }
            if (take("-")) {
                final Node n = single();
                return () -> -n.get();
            }
            return lookUp(key());
        }

        private Node constant() {
            final long value = Long.parseLong(current);
            step();
            return () -> value;
        }

        private Node range() throws Wrong {
            expect("(");
            final String first = key();
            expect(":");
            final String last = key();
            expect(")");
            return () -> total(first, last);
        }

        private String key() throws Wrong {
            if (current.matches("[A-Z]\\d+")) {
                String k = current;
                step();
                return k;
            }
            throw new Wrong();
        }

        private void expect(String what) throws Wrong {
            if (take(what)) return;
            throw new Wrong();
        }

        private boolean take(String what) {
            if (!current.equals(what)) return false;
            step();
            return true;
        }
    }

    private class Field implements Node {
        private boolean active;
        private final String source;

        Field(String source) {
            this.source = source;
        }

        @Override
        public String toString() {
            if (computed()) {
                try {
                    return String.valueOf(get());
                } catch (Wrong w) {
                    return "#ERR";
                }
            }
            return source;
        }

        public long get() throws Wrong {
            if (source.isEmpty()) return 0;
            if (active || words()) throw new Wrong();
            return computed() ? compute() : Long.parseLong(source);
        }

        private long compute() throws Wrong {
            active = true;
            try {
                Node n = new Parser(source).parse();
                return n.get();
            } finally {
                active = false;
            }
        }

        boolean words() {
            return !(computed() || source.matches("(-?\\d+)?"));
        }

        boolean computed() {
            return source.startsWith("=");
        }
    }

    private interface Node {
        long get() throws Wrong;
    }

    private static class Wrong extends Exception {
    }
}
