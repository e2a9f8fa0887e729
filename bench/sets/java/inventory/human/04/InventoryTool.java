import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** A part of the report that is told of each product and says its lines at the end. */
interface Section {
    void visit(Product p);
    void finish(List<String> lines);
}

class Product {
    enum Field { SKU, NAME, CATEGORY, QUANTITY, PRICE, REORDER }

    private final String[] raw;
    private long extra;

    Product(String[] raw) {
        this.raw = raw;
    }

    String text(Field f) {
        return raw[f.ordinal()];
    }

    long number(Field f) {
        long n = Long.parseLong(text(f));
        return f == Field.QUANTITY ? n + extra : n;
    }

    long value() {
        return number(Field.QUANTITY) * number(Field.PRICE);
    }

    void receive(Product again) {
        extra += again.number(Field.QUANTITY);
    }

    boolean valid() {
        if (raw.length != Field.values().length) return false;
        for (int i = Field.QUANTITY.ordinal(); i < raw.length; i++) {
            if (raw[i].isEmpty()) return false;
            for (char c : raw[i].toCharArray()) {
                if (!Character.isDigit(c)) return false;
            }
        }
        return true;
    }
}

class CategorySection implements Section {
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, Long> value = new HashMap<>();

    public void visit(Product p) {
        String c = p.text(Product.Field.CATEGORY);
        number.merge(c, 1, Integer::sum);
        value.merge(c, p.value(), Long::sum);
    }

    public void finish(List<String> lines) {
        List<String> names = new ArrayList<>(number.keySet());
        names.sort(Comparator.naturalOrder());
        for (String c : names) lines.add(c + " items " + number.get(c) + " value " + value.get(c));
    }
}

class LowSection implements Section {
    private final List<String> found = new ArrayList<>();

    public void visit(Product p) {
        long q = p.number(Product.Field.QUANTITY), r = p.number(Product.Field.REORDER);
        if (q < r) found.add(p.text(Product.Field.SKU) + " " + p.text(Product.Field.NAME) + " " + q + "/" + r);
    }

    public void finish(List<String> lines) {
        lines.add("low");
        lines.addAll(found);
    }
}

class BestSection implements Section {
    private Product best;

    public void visit(Product p) {
        if (best == null || best.value() < p.value()) best = p;
    }

    public void finish(List<String> lines) {
        lines.add("best " + (best == null ? "-" : best.text(Product.Field.SKU)));
    }
}

public class InventoryTool {
    public static void main(String[] argv) {
        Map<String, Product> bySku = new HashMap<>();
        int bad = 0;
        for (Scanner sc = new Scanner(System.in); sc.hasNextLine(); ) {
            String line = sc.nextLine().trim();
            if (line.isEmpty()) continue;
            String[] raw = line.split(";", -1);
            for (int i = 0; i < raw.length; i++) raw[i] = raw[i].trim();
            Product p = new Product(raw);
            if (!p.valid()) {
                bad++;
            } else if (bySku.containsKey(raw[0])) {
                bySku.get(raw[0]).receive(p);
            } else {
                bySku.put(raw[0], p);
            }
        }
        List<Product> all = new ArrayList<>(bySku.values());
        all.sort(Comparator.comparing(p -> p.text(Product.Field.SKU)));
        List<String> lines = new ArrayList<>();
        for (Section s : new Section[] { new CategorySection(), new LowSection(), new BestSection() }) {
            all.forEach(s::visit);
            s.finish(lines);
        }
        lines.add("bad " + bad);
        System.out.println(String.join("\n", lines));
    }
}
