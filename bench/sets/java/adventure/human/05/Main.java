import java.util.Scanner;

public class Main {

    static String[] roomId = new String[500];
    static String[] roomTitle = new String[500];
    static boolean[] seen = new boolean[500];
    static int rooms = 0;

    static int[] pathFrom = new int[2000];
    static String[] pathDir = new String[2000];
    static int[] pathTo = new int[2000];
    static int paths = 0;

    static String[] thing = new String[500];
    static int[] place = new int[500];   // -1 is the bag
    static int things = 0;

    public static int find(String id) {
        for (int i = 0; i < rooms; i++) {
            if (roomId[i].equals(id)) return i;
        }
        roomId[rooms] = id;
        rooms++;
        return rooms - 1;
    }

    public static void print(String title, String[] a, int n) {
        // selection sort
        for (int i = 0; i < n; i++) {
            int m = i;
            for (int j = i + 1; j < n; j++) {
                if (a[j].compareTo(a[m]) < 0) m = j;
            }
            String t = a[i];
            a[i] = a[m];
            a[m] = t;
        }
        System.out.print(title);
        for (int i = 0; i < n; i++) System.out.print(" " + a[i]);
        if (n == 0) System.out.print(" -");
        System.out.println();
    }

    public static void printThings(String title, int where) {
        String[] a = new String[things];
        int n = 0;
        for (int i = 0; i < things; i++) {
            if (place[i] == where) {
                a[n] = thing[i];
                n++;
            }
        }
        print(title, a, n);
    }

    public static boolean carry(String name, int from, int to) {
        for (int i = 0; i < things; i++) {
            if (thing[i].equals(name) && place[i] == from) {
                place[i] = to;
                return true;
            }
        }
        System.out.println("no such thing");
        return false;
    }

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        int here = 0;
        String s = input.next();
        while (!s.equals("play")) {
            if (s.equals("room")) {
                int r = find(input.next());
                roomTitle[r] = input.nextLine().trim();
            }
            if (s.equals("path")) {
                pathFrom[paths] = find(input.next());
                pathDir[paths] = input.next();
                pathTo[paths] = find(input.next());
                paths++;
            }
            if (s.equals("thing")) {
                thing[things] = input.next();
                place[things] = find(input.next());
                things++;
            }
            if (s.equals("start")) here = find(input.next());
            s = input.next();
        }

        int moves = 0;
        seen[here] = true;
        System.out.println("at " + roomTitle[here]);
        while (input.hasNextLine()) {
            String line = input.nextLine().trim();
            if (line.equals("")) continue;
            if (line.equals("quit")) break;
            String[] w = line.split(" +");
            if (line.equals("look")) {
                String[] a = new String[paths];
                int n = 0;
                for (int i = 0; i < paths; i++) {
                    if (pathFrom[i] == here) {
                        a[n] = pathDir[i];
                        n++;
                    }
                }
                print("exits", a, n);
                printThings("things", here);
            } else if (line.equals("bag")) {
                printThings("bag", -1);
            } else if (w.length != 2) {
                System.out.println("what?");
            } else if (w[0].equals("go")) {
                int next = -1;
                for (int i = 0; i < paths; i++) {
                    if (pathFrom[i] == here && pathDir[i].equals(w[1])) next = pathTo[i];
                }
                if (next == -1) {
                    System.out.println("no way");
                } else {
                    here = next;
                    seen[here] = true;
                    moves++;
                    System.out.println("at " + roomTitle[here]);
                }
            } else if (w[0].equals("take")) {
                if (carry(w[1], here, -1)) System.out.println("taken " + w[1]);
            } else if (w[0].equals("drop")) {
                if (carry(w[1], -1, here)) System.out.println("dropped " + w[1]);
            } else {
                System.out.println("what?");
            }
        }
        int count = 0;
        for (int i = 0; i < rooms; i++) {
            if (seen[i]) count++;
        }
        System.out.println("moves " + moves + " rooms " + count);
    }
}
