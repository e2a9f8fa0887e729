import java.util.Scanner;

public class Main {

    static String[] sku = new String[2000];
    static String[] name = new String[2000];
    static String[] cat = new String[2000];
    static int[] qty = new int[2000];
    static int[] price = new int[2000];
    static int[] min = new int[2000];
    static int n = 0;

    // swap two lines of the table
    public static void swap(int a, int b) {
        String s;
        int t;
        s = sku[a]; sku[a] = sku[b]; sku[b] = s;
        s = name[a]; name[a] = name[b]; name[b] = s;
        s = cat[a]; cat[a] = cat[b]; cat[b] = s;
        t = qty[a]; qty[a] = qty[b]; qty[b] = t;
        t = price[a]; price[a] = price[b]; price[b] = t;
        t = min[a]; min[a] = min[b]; min[b] = t;
    }

    // bubble sort, by sku or by category and then sku
    public static void sort(boolean byCategory) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j + 1 < n - i; j++) {
                int d = 0;
                if (byCategory) d = cat[j].compareTo(cat[j + 1]);
                if (d == 0) d = sku[j].compareTo(sku[j + 1]);
                if (d > 0) swap(j, j + 1);
            }
        }
    }

    public static int number(String s) {
        try {
            return Integer.parseInt(s.trim());
        } catch (Exception ex) {
            return -1;
        }
    }

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        int bad = 0;
        while (input.hasNextLine()) {
            String line = input.nextLine();
            if (line.trim().equals("")) continue;
            String[] f = line.split(";");
            if (f.length != 6) {
                bad++;
                continue;
            }
            int q = number(f[3]);
            int p = number(f[4]);
            int m = number(f[5]);
            if (q < 0 || p < 0 || m < 0) {
                bad++;
                continue;
            }
            boolean found = false;
            for (int i = 0; i < n; i++) {
                if (sku[i].equals(f[0].trim())) {
                    qty[i] = qty[i] + q;
                    found = true;
                }
            }
            if (!found) {
                sku[n] = f[0].trim();
                name[n] = f[1].trim();
                cat[n] = f[2].trim();
                qty[n] = q;
                price[n] = p;
                min[n] = m;
                n++;
            }
        }

        sort(true);
        int i = 0;
        while (i < n) {
            int j = i;
            long sum = 0;
            while (j < n && cat[j].equals(cat[i])) {
                sum += (long) qty[j] * price[j];
                j++;
            }
            System.out.printf("%s items %d value %d\n", cat[i], j - i, sum);
            i = j;
        }

        sort(false);
        System.out.println("low");
        int best = -1;
        long bestValue = 0;
        for (i = 0; i < n; i++) {
            long value = (long) qty[i] * price[i];
            if (qty[i] < min[i]) System.out.printf("%s %s %d/%d\n", sku[i], name[i], qty[i], min[i]);
            if (best == -1 || value > bestValue) {
                best = i;
                bestValue = value;
            }
        }
        if (best == -1) System.out.println("best -");
        else System.out.println("best " + sku[best]);
        System.out.println("bad " + bad);
    }
}
