import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;

/** Reports collisions between scheduled classes as well as the total workload per lecturer. */
public class CollisionReport {

    private static final List<String> VALID_DAYS = List.of("mon", "tue", "wed", "thu", "fri");

    /** A half-open interval of minutes. */
    private static final class Interval {
        final int begin;
        final int end;

        Interval(int begin, int end) {
            this.begin = begin;
            this.end = end;
        }

        /** Computes the common part, or null if the intervals are disjoint. */
        Interval intersection(Interval that) {
            int latestBegin = Math.max(begin, that.begin);
            int earliestEnd = Math.min(end, that.end);
            if (latestBegin >= earliestEnd) {
                return null;
            }
            return new Interval(latestBegin, earliestEnd);
        }

        String describe() {
            return String.format("%02d:%02d-%02d:%02d", begin / 60, begin % 60, end / 60, end % 60);
        }
    }

    private static final class ClassEntry {
        String weekday;
        Interval interval;
        /** Location and lecturer, in the order in which collisions are listed. */
        String[] resources;
        String title;

        static ClassEntry fromText(String text) {
            String[] columns = text.trim().split("\\s+");
            if (columns.length != 6 || !VALID_DAYS.contains(columns[0])) {
                return null;
            }
            int begin = parseMinutes(columns[1]);
            int end = parseMinutes(columns[2]);
            if (begin < 0 || end <= begin) {
                return null;
            }
            ClassEntry entry = new ClassEntry();
            entry.weekday = columns[0];
            entry.interval = new Interval(begin, end);
            entry.resources = new String[] {columns[3], columns[4]};
            entry.title = columns[5];
            return entry;
        }
    }

    private static int parseMinutes(String text) {
        if (!text.matches("\\d{2}:\\d{2}")) {
            return -1;
        }
        String[] units = text.split(":");
        int hours = Integer.parseInt(units[0]);
        int minutes = Integer.parseInt(units[1]);
        return hours < 24 && minutes < 60 ? 60 * hours + minutes : -1;
    }

    private static final String[] RESOURCE_NAMES = {"room", "teacher"};

    private static void comparePair(ClassEntry left, ClassEntry right, List<String> output) {
        if (!left.weekday.equals(right.weekday)) {
            return;
        }
        Interval common = left.interval.intersection(right.interval);
        if (common == null) {
            return;
        }
        for (int r = 0; r < RESOURCE_NAMES.length; r++) {
            if (left.resources[r].equals(right.resources[r])) {
                output.add(RESOURCE_NAMES[r] + " " + left.resources[r] + " " + left.weekday + " "
                        + common.describe() + " " + left.title + " " + right.title);
            }
        }
    }

    private static List<String> findCollisions(List<ClassEntry> entries) {
        List<String> output = new ArrayList<>();
        for (int i = 0; i < entries.size() - 1; i++) {
            for (int j = i + 1; j < entries.size(); j++) {
                comparePair(entries.get(i), entries.get(j), output);
            }
        }
        return output;
    }

    private static List<String> computeWorkload(List<ClassEntry> entries) {
        Map<String, Integer> minutesByLecturer = new TreeMap<>();
        for (ClassEntry entry : entries) {
            String lecturer = entry.resources[1];
            int accumulated = minutesByLecturer.containsKey(lecturer) ? minutesByLecturer.get(lecturer) : 0;
            minutesByLecturer.put(lecturer, accumulated + entry.interval.end - entry.interval.begin);
        }
        List<String> output = new ArrayList<>();
        for (Map.Entry<String, Integer> total : minutesByLecturer.entrySet()) {
            output.add(String.format("load %s %d:%02d", total.getKey(), total.getValue() / 60, total.getValue() % 60));
        }
        return output;
    }

    public static void main(String[] args) {
        List<ClassEntry> entries = new ArrayList<>();
        int rejected = 0;
        Scanner stdin = new Scanner(System.in);
        while (stdin.hasNextLine()) {
            String text = stdin.nextLine();
            if (text.trim().isEmpty()) {
                continue;
            }
            ClassEntry entry = ClassEntry.fromText(text);
            if (entry != null) {
                entries.add(entry);
            } else {
                rejected++;
            }
        }
        findCollisions(entries).forEach(System.out::println);
        computeWorkload(entries).forEach(System.out::println);
        System.out.println("bad " + rejected);
    }
}
