import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Timetable {
    static class Lesson {
        String day;
        int from; // minutes since midnight
        int to;
        String room;
        String teacher;
        String course;
        int clashCount;

        int length() {
            return to - from;
        }

        boolean contains(int minute) {
            return minute >= from && minute < to;
        }
    }

    static List<Lesson> lessons = new ArrayList<>();
    static int bad = 0;
    static int comparisons = 0;
    static final java.util.logging.Logger LOG = java.util.logging.Logger.getLogger("timetable");

    static {
        LOG.setLevel(java.util.logging.Level.OFF);
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        LOG.info("begin to read");
        while ((line = in.readLine()) != null) {
            line = line.trim();
            if (line.isEmpty()) {
                continue;
            }
            Lesson lesson = parseLesson(line);
            if (lesson == null) {
                bad++;
                LOG.warning("bad line: " + line);
            } else {
                lessons.add(lesson);
            }
        }
        printClashes();
        LOG.info(comparisons + " comparisons");
        logFreeRooms();
        printLoads();
        System.out.println("bad " + bad);
    }

    static Lesson parseLesson(String line) {
        String[] words = line.split("\\s+");
        if (words.length != 6 || !words[0].matches("mon|tue|wed|thu|fri")) {
            return null;
        }
        Lesson lesson = new Lesson();
        lesson.day = words[0];
        lesson.from = parseTime(words[1]);
        lesson.to = parseTime(words[2]);
        lesson.room = words[3];
        lesson.teacher = words[4];
        lesson.course = words[5];
        lesson.clashCount = 0;
        LOG.fine("lesson " + lesson.course + " of " + lesson.length() + " minutes");
        if (lesson.from < 0 || lesson.to < 0 || lesson.from >= lesson.to) {
            return null;
        }
        return lesson;
    }

    // returns -1 if the text is not a time
    static int parseTime(String text) {
        if (text == null) {
            return -1;
        }
        if (!text.matches("[0-9][0-9]:[0-9][0-9]")) {
            return -1;
        }
        int hour = Integer.parseInt(text.substring(0, 2));
        int minute = Integer.parseInt(text.substring(3));
        if (hour > 23 || minute > 59) {
            return -1;
        }
        return hour * 60 + minute;
    }

    static String format(int minutes) {
        if (minutes < 0) {
            LOG.severe("negative time " + minutes);
            minutes = 0;
        }
        return String.format("%02d:%02d", minutes / 60, minutes % 60);
    }

    static void printClashes() {
        for (int i = 0; i < lessons.size(); i++) {
            for (int j = i + 1; j < lessons.size(); j++) {
                Lesson a = lessons.get(i);
                Lesson b = lessons.get(j);
                comparisons++;
                if (!a.day.equals(b.day)) {
                    continue;
                }
                int from = Math.max(a.from, b.from);
                int to = Math.min(a.to, b.to);
                if (from >= to) {
                    continue;
                }
                a.clashCount++;
                b.clashCount++;
                if (!a.contains(from) || !b.contains(from)) {
                    LOG.severe("the overlap is wrong");
                }
                String what = a.day + " " + format(from) + "-" + format(to) + " " + a.course + " " + b.course;
                if (a.room.equals(b.room)) {
                    System.out.println("room " + a.room + " " + what);
                }
                if (a.teacher.equals(b.teacher)) {
                    System.out.println("teacher " + a.teacher + " " + what);
                    LOG.info("teacher " + a.teacher + " twice");
                }
            }
        }
    }

    static void printLoads() {
        int grandTotal = 0;
        Map<String, Integer> loads = new TreeMap<>();
        for (Lesson lesson : lessons) {
            int old = loads.getOrDefault(lesson.teacher, 0);
            grandTotal += lesson.length();
            loads.put(lesson.teacher, old + lesson.to - lesson.from);
        }
        LOG.info("all together " + grandTotal);
        for (Map.Entry<String, Integer> entry : loads.entrySet()) {
            int minutes = entry.getValue();
            System.out.printf("load %s %d:%02d%n", entry.getKey(), minutes / 60, minutes % 60);
        }
    }

    // how many lessons use each room, only for the log
    static void logFreeRooms() {
        Map<String, Integer> uses = new TreeMap<>();
        for (Lesson lesson : lessons) {
            Integer n = uses.get(lesson.room);
            if (n == null) {
                n = 0;
            }
            uses.put(lesson.room, n + 1);
        }
        for (String room : uses.keySet()) {
            LOG.info(room + " is used " + uses.get(room) + " times");
        }
    }
}
