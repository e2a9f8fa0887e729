import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.Scanner;
import java.util.Set;

/** Detects overlapping sessions in a weekly schedule. */
public final class OverlapDetector {

    private static final Set<String> WORKDAYS = Set.of("mon", "tue", "wed", "thu", "fri");
    private static final int MINUTES_PER_HOUR = 60;

    /** A scheduled session; boundaries are counted in minutes from midnight. */
    private static final class Session {
        private final String weekday;
        private final int opening;
        private final int closing;
        private final String venue;
        private final String instructor;
        private final String topic;

        private Session(String[] fields) {
            weekday = fields[0];
            opening = toMinutes(fields[1]);
            closing = toMinutes(fields[2]);
            venue = fields[3];
            instructor = fields[4];
            topic = fields[5];
            if (!WORKDAYS.contains(weekday) || closing <= opening) {
                throw new IllegalArgumentException("inconsistent session");
            }
        }
    }

    private final LinkedList<Session> sessions = new LinkedList<>();
    private int discarded;

    public static void main(String[] arguments) {
        OverlapDetector detector = new OverlapDetector();
        try (Scanner feed = new Scanner(System.in)) {
            while (feed.hasNextLine()) {
                detector.register(feed.nextLine().strip());
            }
        }
        detector.reportOverlaps();
        detector.reportWorkload();
        System.out.printf("bad %d%n", detector.discarded);
    }

    private void register(String text) {
        if (text.isBlank()) {
            return;
        }
        try {
            sessions.addLast(interpret(text));
        } catch (IllegalArgumentException invalid) {
            discarded += 1;
        }
    }

    private static Session interpret(String text) {
        String[] fields = text.split("\\s+");
        if (fields.length == 6) {
            return new Session(fields);
        }
        throw new IllegalArgumentException("expected six fields");
    }

    /** Accepts strictly two digits, a colon and two digits. */
    private static int toMinutes(String literal) {
        boolean shaped = literal.length() == 5 && literal.charAt(2) == ':'
                && literal.replace(":", "").chars().filter(Character::isDigit).count() == 4;
        if (!shaped) {
            throw new IllegalArgumentException("unrecognised time");
        }
        int hours = Integer.parseInt(literal, 0, 2, 10);
        int minutes = Integer.parseInt(literal, 3, 5, 10);
        if (hours >= 24 || minutes >= MINUTES_PER_HOUR) {
            throw new IllegalArgumentException("time out of range");
        }
        return MINUTES_PER_HOUR * hours + minutes;
    }

    private static String display(int minutes, String pattern) {
        return pattern.formatted(minutes / MINUTES_PER_HOUR, minutes % MINUTES_PER_HOUR);
    }

    private void reportOverlaps() {
        int consumed = 0;
        for (Session earlier : sessions) {
            consumed += 1;
            for (Session later : sessions.subList(consumed, sessions.size())) {
                int shareFrom = Math.max(earlier.opening, later.opening);
                int shareUntil = Math.min(earlier.closing, later.closing);
                if (earlier.weekday.equals(later.weekday) && shareUntil > shareFrom) {
                    announce(earlier, later, shareFrom, shareUntil);
                }
            }
        }
    }

    private static void announce(Session earlier, Session later, int shareFrom, int shareUntil) {
        String period = display(shareFrom, "%02d:%02d") + "-" + display(shareUntil, "%02d:%02d");
        if (later.venue.equals(earlier.venue)) {
            System.out.printf("room %s %s %s %s %s%n",
                    later.venue, later.weekday, period, earlier.topic, later.topic);
        }
        if (later.instructor.equals(earlier.instructor)) {
            System.out.printf("teacher %s %s %s %s %s%n",
                    later.instructor, later.weekday, period, earlier.topic, later.topic);
        }
    }

    private void reportWorkload() {
        HashMap<String, Integer> totals = new HashMap<>();
        sessions.forEach(s -> totals.merge(s.instructor, s.closing - s.opening, Math::addExact));
        String[] instructors = totals.keySet().toArray(String[]::new);
        Arrays.sort(instructors);
        for (String instructor : instructors) {
            System.out.printf("load %s %s%n", instructor, display(totals.get(instructor), "%d:%02d"));
        }
    }
}
