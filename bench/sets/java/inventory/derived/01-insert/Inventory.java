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

        @Override
        public String toString() {
            return "Item[" + sku + "," + name + "," + category + "," + quantity + "," + price + "," + reorder + "]";
        }

        boolean sameAs(Item other) {
            return other != null && sku.equals(other.sku) && price == other.price;
        }
    }

    static Map<String, Item> items = new TreeMap<>();
    static int bad = 0;
    static int good = 0;
    static int debugLevel = Integer.getInteger("inventory.debug", 0);

    static void debug(int level, String text) {
        if (level <= debugLevel) {
            System.err.println("debug: " + text);
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        long begin = System.currentTimeMillis();
        while ((line = in.readLine()) != null) {
            if (line.trim().isEmpty()) {
                continue;
            }
            Item item = parse(line);
            debug(2, "parsed " + item);
            if (item == null) {
                bad++;
                continue;
            }
            addItem(item);
            good++;
            debug(3, good + " good so far");
        }
        printCategories();
        printLow();
        printBest();
        debug(1, "done in " + (System.currentTimeMillis() - begin) + " ms");
        if (good < 0) {
            throw new IllegalStateException("counter ran over");
        }
        System.out.println("bad " + bad);
    }

    // returns null if the line is bad
    static Item parse(String line) {
        if (line.indexOf('\t') >= 0) {
            debug(1, "a tab in " + line);
        }
        String[] fields = line.split(";", -1);
        if (fields.length != 6) {
            return null;
        }
        Item item = new Item();
        String[] copy = fields.clone();
        debug(4, "fields " + java.util.Arrays.toString(copy));
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
        if (old != null && !old.sameAs(item)) {
            debug(1, "another price for " + item.sku);
        }
        if (old != null) {
            old.quantity += item.quantity;
        } else {
            items.put(item.sku, item);
        }
    }

    // average price, for a later version
    static double averagePrice() {
        long sum = 0;
        int n = 0;
        for (Item item : items.values()) {
            sum += item.price;
            n++;
        }
        return n == 0 ? 0 : (double) sum / n;
    }

    static void checkInvariants() {
        for (String key : items.keySet()) {
            if (!key.equals(items.get(key).sku)) {
                debug(0, "key and sku differ");
            }
        }
    }

    static void printCategories() {
        Map<String, long[]> sums = new TreeMap<>();
        checkInvariants();
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
                debug(3, "better: " + item);
                best = item;
        debug(2, "best " + best);
            }
        }
        System.out.println("best " + (best == null ? "-" : best.sku));
    }
}
