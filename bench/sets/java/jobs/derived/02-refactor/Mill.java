import java.util.*;

public class Mill {

    private long delaySum;
    private int delayMax, total, now, size = 1;
    private final List<Machine> machines = new ArrayList<>();
    private final PriorityQueue<Order> ready = new PriorityQueue<>();
    private final Map<String, Order> outside = new LinkedHashMap<>();

    public static void main(String[] args) {
        Mill mill = new Mill();
        int wrong = mill.load(new Scanner(System.in));
        mill.run();
        mill.print();
        System.out.println("bad " + wrong);
    }

    private int load(Scanner in) {
        int wrong = 0;
        for (; in.hasNextLine(); ) {
            StringTokenizer words = new StringTokenizer(in.nextLine());
            if (words.hasMoreTokens()) {
                try {
                    parse(words);
                } catch (Invalid i) {
                    wrong++;
                }
            }
        }
        return wrong;
    }

    private void print() {
        System.out.println("end " + now);
        machines.forEach(m -> System.out.println("worker " + m.id + " busy " + m.used + " jobs " + m.orders));
        long c = total > 0 ? 100 * delaySum / total : 0;
        System.out.println("wait " + c / 100 + "." + c / 10 % 10 + c % 10 + " " + delayMax);
    }

    void parse(StringTokenizer words) throws Invalid {
        try {
            String kind = words.nextToken();
            if (!kind.equals("workers")) {
                parseOrder(kind, words);
            } else {
                parseSize(words);
            }
        } catch (NoSuchElementException e) {
            throw new Invalid();
        }
    }

    private void parseSize(StringTokenizer words) throws Invalid {
        int value = number(words.nextToken());
        if (!words.hasMoreTokens() && value >= 1 && value <= 99) {
            size = value;
        } else {
            throw new Invalid();
        }
    }

    private void parseOrder(String kind, StringTokenizer words) throws Invalid {
        String id = words.nextToken();
        Order order = new Order(id, number(words.nextToken()), number(words.nextToken()), number(words.nextToken()));
        if (outside.containsKey(id) || words.hasMoreTokens() || !kind.equals("job")) throw new Invalid();
        outside.put(id, order);
    }

    private static int number(String text) throws Invalid {
        int i = 0;
        while (i < text.length()) {
            if (!Character.isDigit(text.charAt(i))) throw new Invalid();
            i++;
        }
        return Integer.parseInt(text);
    }

    void run() {
        total = outside.size();
        int id = 1;
        while (id <= size) machines.add(new Machine(id++));
        if (total == 0) return;
        do {
            letIn();
            assign();
            now++;
        } while (!tick());
    }

    private void letIn() {
        Iterator<Order> it = outside.values().iterator();
        while (it.hasNext()) {
            Order order = it.next();
            if (order.since > now) continue;
            it.remove();
            ready.add(order);
        }
    }

    private void assign() {
        for (Machine m : machines) {
            if (ready.isEmpty()) return;
            if (m.left != 0) continue;
            Order order = ready.remove();
            int delay = now - order.since;
            delaySum += delay;
            if (delay > delayMax) delayMax = delay;
            System.out.println(now + " " + order.id + " on " + m.id);
            m.left = order.length;
            m.used += order.length;
            m.orders++;
        }
    }

    private boolean tick() {
        boolean still = true;
        for (Machine m : machines) {
            if (m.left != 0) m.left--;
            if (m.left != 0) still = false;
        }
        return still && ready.isEmpty() && outside.isEmpty();
    }

    private static class Machine {
        int orders, used, left;
        final int id;

        Machine(int id) {
            this.id = id;
        }
    }

    private static class Order implements Comparable<Order> {
        final int length, rank, since;
        final String id;

        Order(String id, int since, int rank, int length) throws Invalid {
            this.length = length;
            this.rank = rank;
            this.since = since;
            this.id = id;
            if (length == 0) throw new Invalid();
        }

        @Override
        public int compareTo(Order o) {
            int c = Integer.compare(o.rank, rank);
            if (c == 0) c = Integer.compare(since, o.since);
            return c != 0 ? c : id.compareTo(o.id);
        }
    }

    private static class Invalid extends Exception {
    }
}
