import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;

public class Inventory {
    static class Item {
        String sku;
        String name;
        String category;
        long quantity;
        long price;
        long reorder;
    }

    static Map<String, Item> items = new TreeMap<>();
    static int bad = 0;

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        while ((line = in.readLine()) != null) {
            if (line.trim().isEmpty()) {
                continue;
            }
            Item item = parse(line);
            if (item == null) {
                bad++;
                continue;
            }
            addItem(item);
        }
        printCategories();
        printLow();
        printBest();
        System.out.println("bad " + bad);
    }

    // returns null if the line is bad
    static Item parse(String line) {
        String[] fields = line.split(";", -1);
        if (fields.length != 6) {
            return null;
        }
        Item item = new Item();
        item.sku = fields[0].trim();
        item.name = fields[1].trim();
        item.category = fields[2].trim();
        try {
            item.quantity = Long.parseLong(fields[3].trim());
            item.price = Long.parseLong(fields[4].trim());
            item.reorder = Long.parseLong(fields[5].trim());
        } catch (NumberFormatException e) {
            return null;
        }
        if (item.quantity < 0 || item.price < 0 || item.reorder < 0) {
            return null;
        }
        return item;
    }

    static void addItem(Item item) {
        Item old = items.get(item.sku);
        if (old != null) {
            old.quantity += item.quantity;
        } else {
            items.put(item.sku, item);
        }
    }

    static void printCategories() {
        Map<String, long[]> sums = new TreeMap<>();
        for (Item item : items.values()) {
            if (!sums.containsKey(item.category)) {
                sums.put(item.category, new long[2]);
            }
            // first the number, second the value
            long[] sum = sums.get(item.category);
            sum[0]++;
            sum[1] += item.quantity * item.price;
        }
        for (Map.Entry<String, long[]> entry : sums.entrySet()) {
            System.out.println(entry.getKey() + " items " + entry.getValue()[0] + " value " + entry.getValue()[1]);
        }
    }

    static void printLow() {
        System.out.println("low");
        for (Item item : items.values()) {
            if (item.quantity < item.reorder) {
                System.out.println(item.sku + " " + item.name + " " + item.quantity + "/" + item.reorder);
            }
        }
    }

    static void printBest() {
        Item best = null;
        for (Item item : items.values()) {
            if (best == null || item.quantity * item.price > best.quantity * best.price) {
                best = item;
            }
        }
        System.out.println("best " + (best == null ? "-" : best.sku));
    }
}
