import java.util.*;

public class Academy {

    private int wrong;
    private final List<Course> courses = new ArrayList<>();
    private final SortedMap<String, Integer> totals = new TreeMap<>();

    public static void main(String[] args) {
        Academy academy = new Academy();
        academy.load(new Scanner(System.in));
        academy.findConflicts();
        academy.printTotals();
        System.out.println("bad " + academy.wrong);
    }

    private void load(Scanner in) {
        for (; in.hasNextLine(); ) {
            StringTokenizer words = new StringTokenizer(in.nextLine());
            if (words.hasMoreTokens()) {
                try {
                    courses.add(Course.parse(words));
                } catch (Malformed m) {
                    System.err.println("misprint: " + m.getMessage());
                    wrong++;
                }
            }
        }
    }

    private void findConflicts() {
        for (int i = 0; i < courses.size(); i++) {
            Course one = courses.get(i);
            for (int j = i + 1; j < courses.size(); j++) {
                one.against(courses.get(j));
            }
            totals.merge(one.lecturer, one.time.length(), Integer::sum);
        }
    }

    private void printTotals() {
        for (Map.Entry<String, Integer> e : totals.entrySet()) {
            int sum = e.getValue();
            System.out.println("load " + e.getKey() + " " + sum / 60 + ":" + sum % 60 / 10 + sum % 10);
        }
    }

    private static class Course {
        private static final List<String> WEEK = Arrays.asList("mon", "tue", "wed", "thu", "fri");

        final String title, lecturer, hall;
        final Period time;

        private Course(Period time, String hall, String lecturer, String title) {
            this.title = title;
            this.lecturer = lecturer;
            this.hall = hall;
            this.time = time;
        }

        static Course parse(StringTokenizer words) throws Malformed {
            if (words.countTokens() == 6) {
                String day = words.nextToken();
                if (WEEK.contains(day)) {
                    Period time = new Period(day, minutes(words.nextToken()), minutes(words.nextToken()));
                    if (time.length() > 0) {
                        return new Course(time, words.nextToken(), words.nextToken(), words.nextToken());
                    }
                    throw new Malformed("ends before it begins");
                }
                throw new Malformed("day " + day);
            }
            throw new Malformed("number of words");
        }

        void against(Course next) {
            Period shared = time.intersect(next.time);
            if (shared != null) {
                String rest = " " + shared + " " + title + " " + next.title;
                if (hall.equals(next.hall)) System.out.println("room " + hall + rest);
                if (lecturer.equals(next.lecturer)) System.out.println("teacher " + lecturer + rest);
            }
        }
    }

    private static class Period {
        final int to, from;
        final String weekday;

        Period(String weekday, int from, int to) {
            this.to = to;
            this.from = from;
            this.weekday = weekday;
        }

        int length() {
            return to - from;
        }

        Period intersect(Period p) {
            boolean meets = weekday.equals(p.weekday) && p.from < to && from < p.to;
            return meets ? new Period(weekday, Math.max(from, p.from), Math.min(to, p.to)) : null;
        }

        @Override
        public String toString() {
            return weekday + " " + show(from) + "-" + show(to);
        }
    }

    static String show(int m) {
        return "" + m / 600 + m / 60 % 10 + ":" + m % 60 / 10 + m % 10;
    }

    static int minutes(String text) throws Malformed {
        if (text.length() == 5 && text.charAt(2) == ':') {
            int hours = pair(text, 0, 24);
            return hours * 60 + pair(text, 3, 60);
        }
        throw new Malformed("time " + text);
    }

    private static int pair(String text, int pos, int bound) throws Malformed {
        int high = Character.digit(text.charAt(pos), 10);
        int low = Character.digit(text.charAt(pos + 1), 10);
        int value = 10 * high + low;
        if (high >= 0 && low >= 0 && value < bound) return value;
        throw new Malformed("time " + text);
    }

    private static class Malformed extends Exception {
        Malformed(String what) {
            super(what);
        }
    }
}
