import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;

public class Ledger {
    // balances are kept in cents so that there is no rounding
    static Map<String, Long> balances = new TreeMap<>();
    static int rejected = 0;

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        while ((line = in.readLine()) != null) {
            line = line.trim();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+");
            if (!execute(words)) {
                rejected++;
                System.err.println("rejected: " + line);
            }
        }
        printReport();
    }

    static boolean execute(String[] words) {
        switch (words[0]) {
            case "open":
                return words.length == 2 && open(words[1]);
            case "deposit":
                return words.length == 3 && deposit(words[1], parseCents(words[2]));
            case "withdraw":
                return words.length == 3 && withdraw(words[1], parseCents(words[2]));
            case "move":
                return words.length == 4 && move(words[1], words[2], parseCents(words[3]));
            default:
                return false;
        }
    }

    static boolean open(String name) {
        if (balances.containsKey(name)) {
            return false;
        }
        balances.put(name, 0L);
        return true;
    }

    static boolean deposit(String name, long cents) {
        if (cents <= 0 || !balances.containsKey(name)) {
            return false;
        }
        balances.put(name, balances.get(name) + cents);
        return true;
    }

    static boolean withdraw(String name, long cents) {
        if (cents <= 0 || !balances.containsKey(name)) {
            return false;
        }
        long old = balances.get(name);
        if (old < cents) {
            return false;
        }
        balances.put(name, old - cents);
        return true;
    }

    static boolean move(String from, String to, long cents) {
        // check the target first, otherwise the money would be lost
        if (!balances.containsKey(to)) {
            return false;
        }
        return withdraw(from, cents) && deposit(to, cents);
    }

    // returns -1 if the text is not an amount
    static long parseCents(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,2})?")) {
            return -1;
        }
        int dot = text.indexOf('.');
        if (dot < 0) {
            return Long.parseLong(text) * 100;
        }
        String fraction = text.substring(dot + 1);
        if (fraction.length() == 1) {
            fraction += "0";
        }
        return Long.parseLong(text.substring(0, dot)) * 100 + Long.parseLong(fraction);
    }

    static String format(long cents) {
        return String.format("%d.%02d", cents / 100, cents % 100);
    }

    static void printReport() {
        long total = 0;
        for (Map.Entry<String, Long> entry : balances.entrySet()) {
            System.out.println(entry.getKey() + " " + format(entry.getValue()));
            total += entry.getValue();
        }
        System.out.println("total " + format(total));
        System.out.println("rejected " + rejected);
    }
}
