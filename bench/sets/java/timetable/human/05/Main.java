import java.util.Scanner;

public class Main {

    static String[] days = {"mon", "tue", "wed", "thu", "fri"};
    static int[] day = new int[1000];
    static int[] h1 = new int[1000];
    static int[] m1 = new int[1000];
    static int[] h2 = new int[1000];
    static int[] m2 = new int[1000];
    static String[] room = new String[1000];
    static String[] teacher = new String[1000];
    static String[] course = new String[1000];
    static int n = 0;

    public static boolean before(int ha, int ma, int hb, int mb) {
        if (ha < hb) return true;
        if (ha > hb) return false;
        return ma < mb;
    }

    public static boolean digits(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (!Character.isDigit(s.charAt(i))) return false;
        }
        return s.length() == 2;
    }

    public static boolean read(String line) {
        String[] w = line.trim().split("\\s+");
        if (w.length != 6) return false;
        day[n] = -1;
        for (int i = 0; i < 5; i++) {
            if (days[i].equals(w[0])) day[n] = i;
        }
        if (day[n] == -1) return false;
        String[] a = w[1].split(":");
        String[] b = w[2].split(":");
        if (a.length != 2 || b.length != 2) return false;
        if (!digits(a[0]) || !digits(a[1]) || !digits(b[0]) || !digits(b[1])) return false;
        h1[n] = Integer.parseInt(a[0]);
        m1[n] = Integer.parseInt(a[1]);
        h2[n] = Integer.parseInt(b[0]);
        m2[n] = Integer.parseInt(b[1]);
        if (h1[n] > 23 || h2[n] > 23 || m1[n] > 59 || m2[n] > 59) return false;
        if (!before(h1[n], m1[n], h2[n], m2[n])) return false;
        room[n] = w[3];
        teacher[n] = w[4];
        course[n] = w[5];
        return true;
    }

    public static void printClash(String what, String who, int i, int j) {
        // the later start
        int ha = h1[i], ma = m1[i];
        if (before(ha, ma, h1[j], m1[j])) {
            ha = h1[j];
            ma = m1[j];
        }
        // the earlier end
        int hb = h2[i], mb = m2[i];
        if (before(h2[j], m2[j], hb, mb)) {
            hb = h2[j];
            mb = m2[j];
        }
        System.out.printf("%s %s %s %02d:%02d-%02d:%02d %s %s\n", what, who, days[day[i]], ha, ma, hb, mb, course[i],
            course[j]);
    }

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        int bad = 0;
        while (input.hasNextLine()) {
            String line = input.nextLine();
            if (line.trim().equals("")) continue;
            if (read(line)) {
                n++;
            } else {
                bad++;
            }
        }

        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (day[i] == day[j] && before(h1[i], m1[i], h2[j], m2[j]) && before(h1[j], m1[j], h2[i], m2[i])) {
                    if (room[i].equals(room[j])) printClash("room", room[i], i, j);
                    if (teacher[i].equals(teacher[j])) printClash("teacher", teacher[i], i, j);
                }
            }
        }

        // print the teachers: always look for the next bigger name
        String last = "";
        while (true) {
            String next = null;
            for (int i = 0; i < n; i++) {
                if (teacher[i].compareTo(last) > 0 && (next == null || teacher[i].compareTo(next) < 0)) {
                    next = teacher[i];
                }
            }
            if (next == null) break;
            int sum = 0;
            for (int i = 0; i < n; i++) {
                if (teacher[i].equals(next)) sum += (h2[i] - h1[i]) * 60 + m2[i] - m1[i];
            }
            System.out.printf("load %s %d:%02d\n", next, sum / 60, sum % 60);
            last = next;
        }
        System.out.println("bad " + bad);
    }
}
