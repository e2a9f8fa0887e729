import java.util.Scanner;

public class Main {

    static String[] name = new String[1000];
    static int[] arrival = new int[1000];
    static int[] priority = new int[1000];
    static int[] time = new int[1000];
    static int n = 0;
    static int workers = 1;

    public static int toInt(String s) {
        if (s.startsWith("+")) return -1;
        try {
            return Integer.parseInt(s);
        } catch (Exception ex) {
            return -1;
        }
    }

    public static boolean readLine(String[] w) {
        if (w[0].equals("workers") && w.length == 2) {
            int x = toInt(w[1]);
            if (x >= 1 && x <= 99) {
                workers = x;
                return true;
            }
            return false;
        }
        if (!w[0].equals("job") || w.length != 5) return false;
        int a = toInt(w[2]);
        int p = toInt(w[3]);
        int t = toInt(w[4]);
        if (a < 0 || p < 0 || t <= 0) return false;
        for (int i = 0; i < n; i++) {
            if (name[i].equals(w[1])) return false;
        }

        // keep the table sorted: greatest priority, earliest arrival, first name
        int k = n;
        while (k > 0) {
            boolean smaller = false;
            if (priority[k - 1] < p) smaller = true;
            if (priority[k - 1] == p && arrival[k - 1] > a) smaller = true;
            if (priority[k - 1] == p && arrival[k - 1] == a && name[k - 1].compareTo(w[1]) > 0) smaller = true;
            if (!smaller) break;
            name[k] = name[k - 1];
            arrival[k] = arrival[k - 1];
            priority[k] = priority[k - 1];
            time[k] = time[k - 1];
            k--;
        }
        name[k] = w[1];
        arrival[k] = a;
        priority[k] = p;
        time[k] = t;
        n++;
        return true;
    }

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        int bad = 0;
        while (input.hasNextLine()) {
            String line = input.nextLine().trim();
            if (line.equals("")) continue;
            if (!readLine(line.split("\\s+"))) bad++;
        }

        int[] free = new int[workers];
        int[] busy = new int[workers];
        int[] count = new int[workers];
        boolean[] done = new boolean[n];
        int started = 0, now = 0, end = 0, sum = 0, max = 0;
        while (started < n) {
            for (int w = 0; w < workers; w++) {
                if (free[w] > now) continue;
                // the first one in the table that has arrived
                int j = 0;
                while (j < n && (done[j] || arrival[j] > now)) j++;
                if (j == n) break;
                System.out.printf("%d %s on %d\n", now, name[j], w + 1);
                done[j] = true;
                started++;
                free[w] = now + time[j];
                busy[w] += time[j];
                count[w]++;
                int wait = now - arrival[j];
                sum += wait;
                if (wait > max) max = wait;
                if (free[w] > end) end = free[w];
            }
            now++;
        }

        System.out.println("end " + end);
        for (int w = 0; w < workers; w++) {
            System.out.printf("worker %d busy %d jobs %d\n", w + 1, busy[w], count[w]);
        }
        if (n == 0) System.out.println("wait 0.00 0");
        else System.out.printf("wait %d.%02d %d\n", sum / n, sum % n * 100 / n, max);
        System.out.println("bad " + bad);
    }
}
