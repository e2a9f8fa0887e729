import java.util.HashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Scanner;

interface Command {
    int argumentCount();
    void run(Book book, String[] args);
}

/** The book of accounts with the checks that each command needs. */
class Book {
    private final Map<String, Integer> slot = new HashMap<>();
    private final List<Long> pennies = new ArrayList<>();

    void create(String id) {
        require(!slot.containsKey(id), "exists");
        slot.put(id, pennies.size());
        pennies.add(0L);
    }

    void change(String id, long by) {
        require(slot.containsKey(id), "no such account");
        int s = slot.get(id);
        require(pennies.get(s) + by >= 0, "overdraft");
        pennies.set(s, pennies.get(s) + by);
    }

    boolean has(String id) {
        return slot.containsKey(id);
    }

    List<String> ids() {
        List<String> sorted = new ArrayList<>(slot.keySet());
        Collections.sort(sorted);
        return sorted;
    }

    long of(String id) {
        return pennies.get(slot.get(id));
    }

    static void require(boolean condition, String complaint) {
        if (!condition) throw new IllegalStateException(complaint);
    }
}

public class CommandLedger {
    private static final Map<String, Command> COMMANDS = new HashMap<>();

    static {
        COMMANDS.put("open", new Command() {
            public int argumentCount() { return 1; }
            public void run(Book book, String[] args) { book.create(args[1]); }
        });
        COMMANDS.put("deposit", new Command() {
            public int argumentCount() { return 2; }
            public void run(Book book, String[] args) { book.change(args[1], pennies(args[2])); }
        });
        COMMANDS.put("withdraw", new Command() {
            public int argumentCount() { return 2; }
            public void run(Book book, String[] args) { book.change(args[1], -pennies(args[2])); }
        });
        COMMANDS.put("move", new Command() {
            public int argumentCount() { return 3; }
            public void run(Book book, String[] args) {
                long p = pennies(args[3]);
                Book.require(book.has(args[2]), "no destination");
                book.change(args[1], -p);
                book.change(args[2], p);
            }
        });
    }

    /** Reads digit by digit; anything else than digits and one point is a complaint. */
    static long pennies(String s) {
        long value = 0;
        int decimals = -1;
        for (char c : s.toCharArray()) {
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else {
                Book.require(c >= '0' && c <= '9' && value < 1L << 50, "bad amount");
                value = value * 10 + (c - '0');
                if (decimals >= 0) decimals++;
            }
        }
        Book.require(value > 0 && decimals <= 2, "bad amount");
        for (int i = Math.max(decimals, 0); i < 2; i++) value *= 10;
        return value;
    }

    static String show(long p) {
        long rest = p % 100;
        return p / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    public static void main(String[] argv) {
        Book book = new Book();
        int bad = 0, lineNumber = 0;
        for (Scanner sc = new Scanner(System.in); sc.hasNextLine(); ) {
            String[] args = sc.nextLine().trim().split("\\s+");
            lineNumber++;
            if (args[0].isEmpty() || args[0].startsWith("#")) continue;
            try {
                Command c = COMMANDS.get(args[0]);
                Book.require(c != null && c.argumentCount() == args.length - 1, "syntax");
                c.run(book, args);
            } catch (IllegalStateException complaint) {
                bad++;
                System.err.println("line " + lineNumber + ": " + complaint.getMessage());
            }
        }
        long sum = 0;
        for (String id : book.ids()) {
            sum += book.of(id);
            System.out.println(id + " " + show(book.of(id)));
        }
        System.out.println("total " + show(sum));
        System.out.println("rejected " + bad);
    }
}
