import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeSet;

/** Something that two lessons must not share at the same time. */
interface Resource {
    String label();
    String of(Booking b);
}

class Booking {
    static final String DAYS = "mon tue wed thu fri ";

    final int serial;
    final String[] words;
    int start, stop;    // in minutes of the week

    Booking(int serial, String[] words) {
        this.serial = serial;
        this.words = words;
    }

    boolean check() {
        if (words.length != 6 || words[0].length() != 3) return false;
        int day = DAYS.indexOf(words[0] + " ");
        if (day < 0) return false;
        int from = minute(words[1]), to = minute(words[2]);
        start = day / 4 * 1440 + from;
        stop = day / 4 * 1440 + to;
        return from >= 0 && to > from;
    }

    private static int minute(String hhmm) {
        if (hhmm.length() != 5) return -1;
        for (int i = 0; i < 5; i++) {
            char c = hhmm.charAt(i);
            if (i == 2 ? c != ':' : c < '0' || c > '9') return -1;
        }
        String[] p = hhmm.split(":");
        int h = Integer.parseInt(p[0]), m = Integer.parseInt(p[1]);
        return h < 24 && m < 60 ? h * 60 + m : -1;
    }
}

/** A clash is kept with the numbers of its lessons, so that it can be put in its place later. */
class Clash implements Comparable<Clash> {
    final int first, second, rank;
    final String text;

    Clash(int first, int second, int rank, String text) {
        this.first = first;
        this.second = second;
        this.rank = rank;
        this.text = text;
    }

    public int compareTo(Clash o) {
        if (first != o.first) return first - o.first;
        if (second != o.second) return second - o.second;
        return rank - o.rank;
    }
}

public class TimetableChecker {
    private static final Resource[] RESOURCES = {
        new Resource() {
            public String label() { return "room"; }
            public String of(Booking b) { return b.words[3]; }
        },
        new Resource() {
            public String label() { return "teacher"; }
            public String of(Booking b) { return b.words[4]; }
        }
    };

    static String clock(int minuteOfWeek) {
        int m = minuteOfWeek % 1440;
        return String.format("%02d:%02d", m / 60, m % 60);
    }

    public static void main(String[] argv) {
        List<Booking> bookings = new ArrayList<>();
        int bad = 0;
        for (Scanner sc = new Scanner(System.in); sc.hasNextLine(); ) {
            String line = sc.nextLine().trim();
            if (line.isEmpty()) continue;
            Booking b = new Booking(bookings.size(), line.split("\\s+"));
            if (b.check()) bookings.add(b);
            else bad++;
        }

        // Each resource has its own list of bookings, and only within it can there be a clash.
        TreeSet<Clash> clashes = new TreeSet<>();
        for (int rank = 0; rank < RESOURCES.length; rank++) {
            Resource r = RESOURCES[rank];
            Map<String, List<Booking>> users = new HashMap<>();
            for (Booking b : bookings) {
                List<Booking> earlier = users.computeIfAbsent(r.of(b), k -> new ArrayList<>());
                for (Booking a : earlier) {
                    int from = Math.max(a.start, b.start), to = Math.min(a.stop, b.stop);
                    if (from < to) {
                        String text = r.label() + " " + r.of(b) + " " + b.words[0] + " " + clock(from) + "-" + clock(to)
                            + " " + a.words[5] + " " + b.words[5];
                        clashes.add(new Clash(a.serial, b.serial, rank, text));
                    }
                }
                earlier.add(b);
            }
        }
        for (Clash c : clashes) System.out.println(c.text);

        Map<String, Integer> load = new HashMap<>();
        for (Booking b : bookings) load.merge(b.words[4], b.stop - b.start, Integer::sum);
        for (String t : new TreeSet<>(load.keySet())) {
            System.out.println(String.format("load %s %d:%02d", t, load.get(t) / 60, load.get(t) % 60));
        }
        System.out.println("bad " + bad);
    }
}
