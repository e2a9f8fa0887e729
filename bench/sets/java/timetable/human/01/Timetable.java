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
    }

    static List<Lesson> lessons = new ArrayList<>();
    static int bad = 0;

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        while ((line = in.readLine()) != null) {
            line = line.trim();
            if (line.isEmpty()) {
                continue;
            }
            Lesson lesson = parseLesson(line);
            if (lesson == null) {
                bad++;
            } else {
                lessons.add(lesson);
            }
        }
        printClashes();
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
        if (lesson.from < 0 || lesson.to < 0 || lesson.from >= lesson.to) {
            return null;
        }
        return lesson;
    }

    // returns -1 if the text is not a time
    static int parseTime(String text) {
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
        return String.format("%02d:%02d", minutes / 60, minutes % 60);
    }

    static void printClashes() {
        for (int i = 0; i < lessons.size(); i++) {
            for (int j = i + 1; j < lessons.size(); j++) {
                Lesson a = lessons.get(i);
                Lesson b = lessons.get(j);
                if (!a.day.equals(b.day)) {
                    continue;
                }
                int from = Math.max(a.from, b.from);
                int to = Math.min(a.to, b.to);
                if (from >= to) {
                    continue;
                }
                String what = a.day + " " + format(from) + "-" + format(to) + " " + a.course + " " + b.course;
                if (a.room.equals(b.room)) {
                    System.out.println("room " + a.room + " " + what);
                }
                if (a.teacher.equals(b.teacher)) {
                    System.out.println("teacher " + a.teacher + " " + what);
                }
            }
        }
    }

    static void printLoads() {
        Map<String, Integer> loads = new TreeMap<>();
        for (Lesson lesson : lessons) {
            int old = loads.getOrDefault(lesson.teacher, 0);
            loads.put(lesson.teacher, old + lesson.to - lesson.from);
        }
        for (Map.Entry<String, Integer> entry : loads.entrySet()) {
            int minutes = entry.getValue();
            System.out.printf("load %s %d:%02d%n", entry.getKey(), minutes / 60, minutes % 60);
        }
    }
}
