import java.util.Scanner;

public class Main {

    static final int MAX = 1000;
    static String[] names = new String[MAX];
    static int[] euros = new int[MAX];
    static int[] cents = new int[MAX];
    static int count = 0;

    // the amount that was read last
    static int e, c;

    public static int search(String name) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public static boolean readAmount(String s) {
        try {
            int point = s.indexOf(".");
            if (s.startsWith("-") || s.startsWith("+")) return false;
            if (point == -1) {
                e = Integer.parseInt(s);
                c = 0;
            } else {
                String after = s.substring(point + 1);
                e = Integer.parseInt(s.substring(0, point));
                c = Integer.parseInt(after);
                if (after.startsWith("-") || after.length() > 2) return false;
                if (after.length() == 1) c = c * 10;
            }
        } catch (Exception ex) {
            return false;
        }
        return e > 0 || c > 0;
    }

    public static void add(int i) {
        euros[i] += e;
        cents[i] += c;
        if (cents[i] >= 100) {
            cents[i] -= 100;
            euros[i]++;
        }
    }

    public static boolean take(int i) {
        if (euros[i] < e) return false;
        if (euros[i] == e && cents[i] < c) return false;
        euros[i] -= e;
        cents[i] -= c;
        if (cents[i] < 0) {
            cents[i] += 100;
            euros[i]--;
        }
        return true;
    }

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        int errors = 0;
        while (input.hasNextLine()) {
            String line = input.nextLine();
            if (line.equals("") || line.startsWith("#")) continue;
            String[] w = line.split(" ");
            boolean ok = false;
            if (w[0].equals("open") && w.length == 2) {
                if (search(w[1]) == -1) {
                    // insertion sort, so that the names are always sorted
                    int i = count;
                    while (i > 0 && names[i - 1].compareTo(w[1]) > 0) {
                        names[i] = names[i - 1];
                        euros[i] = euros[i - 1];
                        cents[i] = cents[i - 1];
                        i--;
                    }
                    names[i] = w[1];
                    euros[i] = 0;
                    cents[i] = 0;
                    count++;
                    ok = true;
                }
            } else if (w[0].equals("deposit") && w.length == 3) {
                int i = search(w[1]);
                if (i >= 0 && readAmount(w[2])) {
                    add(i);
                    ok = true;
                }
            } else if (w[0].equals("withdraw") && w.length == 3) {
                int i = search(w[1]);
                if (i >= 0 && readAmount(w[2])) ok = take(i);
            } else if (w[0].equals("move") && w.length == 4) {
                int i = search(w[1]);
                int j = search(w[2]);
                if (i >= 0 && j >= 0 && readAmount(w[3])) {
                    ok = take(i);
                    if (ok) add(j);
                }
            }
            if (!ok) errors++;
        }
        // total
        int te = 0, tc = 0;
        for (int i = 0; i < count; i++) {
            System.out.printf("%s %d.%02d\n", names[i], euros[i], cents[i]);
            te += euros[i];
            tc += cents[i];
        }
        System.out.printf("total %d.%02d\n", te + tc / 100, tc % 100);
        System.out.println("rejected " + errors);
    }
}
