import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** Dispatches tasks to a team of executors and prints statistics about the outcome. */
public class Dispatcher {

    private static final class Task {
        final String id;
        final long submitted;
        final long weight;
        final long duration;

        Task(String[] tokens) {
            id = tokens[1];
            submitted = Long.parseLong(tokens[2]);
            weight = Long.parseLong(tokens[3]);
            duration = Long.parseLong(tokens[4]);
        }

        /** Whether this task must be preferred over another one. */
        boolean precedes(Task other) {
            if (weight > other.weight) {
                return true;
            } else if (weight < other.weight) {
                return false;
            } else if (submitted != other.submitted) {
                return submitted < other.submitted;
            }
            return id.compareTo(other.id) < 0;
        }
    }

    private static final class Assignment {
        final Task task;
        final int executor;
        final long begun;

        Assignment(Task task, int executor, long begun) {
            this.task = task;
            this.executor = executor;
            this.begun = begun;
        }

        long completed() {
            return task.duration + begun;
        }
    }

    private static int teamSize = 1;
    private static int malformed = 0;
    private static final Map<String, Task> pending = new LinkedHashMap<>();

    private static void parse(String text) {
        String[] tokens = text.split("\\s+");
        if (text.matches("workers\\s+[1-9][0-9]?")) {
            teamSize = Integer.parseInt(tokens[1]);
        } else if (text.matches("job\\s+\\S+\\s+\\d{1,9}\\s+\\d{1,9}\\s+\\d{1,9}")) {
            Task task = new Task(tokens);
            if (task.duration < 1 || pending.putIfAbsent(task.id, task) != null) {
                malformed++;
            }
        } else {
            malformed++;
        }
    }

    /** The moment from which the executor is available, considering everything assigned to it. */
    private static long availability(int executor, List<Assignment> history) {
        long moment = 0;
        for (Assignment past : history) {
            if (past.executor == executor && past.completed() > moment) {
                moment = past.completed();
            }
        }
        return moment;
    }

    private static Assignment decide(List<Assignment> history) {
        long firstIdle = Long.MAX_VALUE;
        for (int executor = 1; executor <= teamSize; executor++) {
            firstIdle = Math.min(firstIdle, availability(executor, history));
        }
        long firstSubmitted = Long.MAX_VALUE;
        for (Task task : pending.values()) {
            firstSubmitted = Math.min(firstSubmitted, task.submitted);
        }
        long moment = Math.max(firstIdle, firstSubmitted);
        int chosenExecutor = 1;
        while (availability(chosenExecutor, history) > moment) {
            chosenExecutor++;
        }
        Task chosenTask = null;
        for (Task task : pending.values()) {
            boolean eligible = task.submitted <= moment;
            if (eligible && (chosenTask == null || task.precedes(chosenTask))) {
                chosenTask = task;
            }
        }
        return new Assignment(chosenTask, chosenExecutor, moment);
    }

    private static void printStatistics(List<Assignment> history) {
        long finish = 0;
        long totalDelay = 0;
        long worstDelay = 0;
        for (Assignment past : history) {
            long delay = past.begun - past.task.submitted;
            totalDelay += delay;
            worstDelay = Math.max(worstDelay, delay);
            finish = Math.max(finish, past.completed());
        }
        System.out.println("end " + finish);
        for (int executor = 1; executor <= teamSize; executor++) {
            long effort = 0;
            int handled = 0;
            for (Assignment past : history) {
                if (past.executor == executor) {
                    effort += past.task.duration;
                    handled++;
                }
            }
            System.out.println("worker " + executor + " busy " + effort + " jobs " + handled);
        }
        long hundredths = history.isEmpty() ? 0 : 100 * totalDelay / history.size();
        System.out.println(String.format("wait %d.%02d %d", hundredths / 100, hundredths % 100, worstDelay));
    }

    public static void main(String[] args) {
        Scanner stdin = new Scanner(System.in);
        while (stdin.hasNextLine()) {
            String text = stdin.nextLine().trim();
            if (!text.isEmpty()) {
                parse(text);
            }
        }
        List<Assignment> history = new ArrayList<>();
        while (!pending.isEmpty()) {
            Assignment next = decide(history);
            System.out.println(next.begun + " " + next.task.id + " on " + next.executor);
            history.add(next);
            pending.remove(next.task.id);
        }
        printStatistics(history);
        System.out.println("bad " + malformed);
    }
}
