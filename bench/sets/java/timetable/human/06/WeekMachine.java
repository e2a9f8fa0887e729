import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class WeekMachine {
    enum Weekday {
        MON, TUE, WED, THU, FRI;

        static Weekday named(String s) {
            for (Weekday d : values()) {
                if (d.name().toLowerCase().equals(s)) return d;
            }
            return null;
        }
    }

    static final class Lesson {
        final BitSet minutes = new BitSet(24 * 60);     // one bit for each minute of the day that is taken
        String room, teacher, course;
        int number;
    }

    private final EnumMap<Weekday, List<Lesson>> week = new EnumMap<>(Weekday.class);
    private final TreeMap<String, Integer> load = new TreeMap<>();
    // Clashes by the number of the first lesson and then of the second.
    private final TreeMap<Integer, TreeMap<Integer, String>> clashes = new TreeMap<>();
    private int lessons, badLines;

    private static int minuteOf(String s) {
        if (!s.matches("([01]\\d|2[0-3]):[0-5]\\d")) return -1;
        return Integer.parseInt(s, 0, 2, 10) * 60 + Integer.parseInt(s, 3, 5, 10);
    }

    private static String timeOf(int minute) {
        StringBuilder sb = new StringBuilder();
        if (minute < 600) sb.append('0');
        sb.append(minute / 60).append(':');
        if (minute % 60 < 10) sb.append('0');
        return sb.append(minute % 60).toString();
    }

    private void take(String line) {
        String[] token = line.trim().split("\\s+");
        Weekday day = Weekday.named(token[0]);
        int from = token.length == 6 ? minuteOf(token[1]) : -1;
        int to = token.length == 6 ? minuteOf(token[2]) : -1;
        if (day == null || from < 0 || to <= from) {
            badLines += 1;
            return;
        }
        Lesson lesson = new Lesson();
        lesson.minutes.set(from, to);
        lesson.room = token[3];
        lesson.teacher = token[4];
        lesson.course = token[5];
        lesson.number = lessons++;
        List<Lesson> sameDay = week.computeIfAbsent(day, d -> new ArrayList<>());
        for (Lesson earlier : sameDay) collide(day, earlier, lesson);
        sameDay.add(lesson);
        load.merge(lesson.teacher, lesson.minutes.cardinality(), Integer::sum);
    }

    private void collide(Weekday day, Lesson a, Lesson b) {
        if (!a.minutes.intersects(b.minutes)) return;
        BitSet shared = (BitSet) a.minutes.clone();
        shared.and(b.minutes);
        String rest = " " + day.name().toLowerCase() + " " + timeOf(shared.nextSetBit(0)) + "-"
                + timeOf(shared.length()) + " " + a.course + " " + b.course + "\n";
        StringBuilder sb = new StringBuilder();
        if (a.room.equals(b.room)) sb.append("room ").append(a.room).append(rest);
        if (a.teacher.equals(b.teacher)) sb.append("teacher ").append(a.teacher).append(rest);
        clashes.computeIfAbsent(a.number, k -> new TreeMap<>()).put(b.number, sb.toString());
    }

    @Override public String toString() {
        StringBuilder sb = new StringBuilder();
        for (Map<Integer, String> second : clashes.values()) {
            second.values().forEach(sb::append);
        }
        load.forEach((teacher, minutes) -> sb.append("load ").append(teacher).append(' ').append(minutes / 60)
                .append(minutes % 60 < 10 ? ":0" : ":").append(minutes % 60).append('\n'));
        return sb.append("bad ").append(badLines).append('\n').toString();
    }

    public static void main(String[] args) throws IOException {
        WeekMachine machine = new WeekMachine();
        String all = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : all.split("\n")) {
            if (!line.isBlank()) machine.take(line);
        }
        System.out.print(machine);
    }
}
