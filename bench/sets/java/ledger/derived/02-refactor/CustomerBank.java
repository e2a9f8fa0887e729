import java.math.BigDecimal;
import java.util.*;

public class CustomerBank {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final SortedMap<String, Customer> customers = new TreeMap<>();

    public static void main(String[] args) {
        CustomerBank bank = new CustomerBank();
        int failures = bank.serve(new Scanner(System.in));
        bank.print(failures);
    }

    private int serve(Scanner input) {
        int failures = 0;
        for (; input.hasNextLine(); ) {
            String request = input.nextLine().trim();
            if (!isComment(request)) {
                try {
                    handle(request);
                } catch (Denied d) {
                    System.err.println(request + ": " + d.getMessage());
                    failures++;
                }
            }
        }
        return failures;
    }

    private static boolean isComment(String request) {
        return request.length() == 0 || request.charAt(0) == '#';
    }

    private void print(int failures) {
        BigDecimal sum = NOTHING;
        Iterator<Customer> it = customers.values().iterator();
        while (it.hasNext()) {
            Customer c = it.next();
            System.out.println(c.name + " " + c.balance);
            sum = sum.add(c.balance);
        }
        System.out.println("total " + sum + "\nrejected " + failures);
    }

    public void handle(String request) throws Denied {
        StringTokenizer words = new StringTokenizer(request);
        String command = words.nextToken();
        try {
            switch (command) {
                case "move":
                    transfer(words);
                    break;
                case "withdraw":
                    lookUp(words.nextToken()).take(amountOf(words.nextToken()));
                    break;
                case "deposit":
                    lookUp(words.nextToken()).give(amountOf(words.nextToken()));
                    break;
                case "open":
                    create(words);
                    break;
                default:
                    throw new Denied("do not know how to " + command);
            }
        } catch (NoSuchElementException e) {
            throw new Denied("too few words");
        }
    }

    private void create(StringTokenizer words) throws Denied {
        String name = words.nextToken();
        if (words.hasMoreTokens()) throw new Denied("too many words");
        if (customers.containsKey(name)) throw new Denied(name + " is a customer already");
        customers.put(name, new Customer(name));
    }

    private void transfer(StringTokenizer words) throws Denied {
        Customer source = lookUp(words.nextToken());
        Customer target = lookUp(words.nextToken());
        BigDecimal amount = amountOf(words.nextToken());
        source.take(amount);
        target.give(amount);
    }

    private static BigDecimal amountOf(String text) throws Denied {
        try {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() > 0 && amount.scale() <= 2) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw new Denied("not a number: " + text);
        }
        throw new Denied("not a sum of money: " + text);
    }

    private Customer lookUp(String name) throws Denied {
        Customer c = customers.get(name);
        if (c != null) return c;
        throw new Denied("nobody here is called " + name);
    }

    private static class Customer {
        private BigDecimal balance = NOTHING;
        private final String name;

        Customer(String name) {
            this.name = name;
        }

        void take(BigDecimal amount) throws Denied {
            if (balance.compareTo(amount) >= 0) {
                balance = balance.subtract(amount);
            } else {
                throw new Denied(name + " has only " + balance);
            }
        }

        void give(BigDecimal amount) {
            balance = balance.add(amount);
        }
    }

    private static class Denied extends Exception {
        Denied(String reason) {
            super(reason);
        }
    }
}
