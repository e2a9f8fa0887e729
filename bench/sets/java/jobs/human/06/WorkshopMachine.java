import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

public class WorkshopMachine {
    static final class Job {
        String name;
        int arrival, priority, time;
    }

    static final class Worker {
        int busy, jobs;
    }

    enum Statement {
        WORKERS(2) {
            @Override boolean apply(WorkshopMachine m, String[] token) {
                int n = number(token[1]);
                if (n < 1 || n > 99) return false;
                m.workerCount = n;
                return true;
            }
        },
        JOB(5) {
            @Override boolean apply(WorkshopMachine m, String[] token) {
                Job job = new Job();
                job.name = token[1];
                job.arrival = number(token[2]);
                job.priority = number(token[3]);
                job.time = number(token[4]);
                if (job.arrival < 0 || job.priority < 0 || job.time < 1 || m.names.contains(job.name)) return false;
                m.names.add(job.name);
                m.arrivals.computeIfAbsent(job.arrival, k -> new ArrayList<>()).add(job);
                return true;
            }
        };

        final int length;

        Statement(int length) {
            this.length = length;
        }

        abstract boolean apply(WorkshopMachine m, String[] token);

        static int number(String s) {
            return s.length() < 10 && s.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(s) : -1;
        }
    }

    private int workerCount = 1, badLines;
    private final Set<String> names = new LinkedHashSet<>();
    private final NavigableMap<Integer, List<Job>> arrivals = new TreeMap<>();
    // Queues by priority; within one, jobs come in order since they are put in by arrival and name.
    private final NavigableMap<Integer, Deque<Job>> queues = new TreeMap<>();
    private final StringBuilder log = new StringBuilder();

    private void take(String line) {
        String[] token = line.trim().split("\\s+");
        for (Statement s : Statement.values()) {
            if (s.name().toLowerCase().equals(token[0]) && s.length == token.length && s.apply(this, token)) return;
        }
        badLines += 1;
    }

    private void admit(List<Job> jobs) {
        jobs.sort((a, b) -> a.name.compareTo(b.name));
        for (Job job : jobs) queues.computeIfAbsent(job.priority, k -> new ArrayDeque<>()).addLast(job);
    }

    private Job mostUrgent() {
        Deque<Job> queue = queues.lastEntry().getValue();
        Job job = queue.removeFirst();
        if (queue.isEmpty()) queues.pollLastEntry();
        return job;
    }

    private void simulate() {
        Worker[] workers = new Worker[workerCount];
        Set<Integer> idle = new java.util.TreeSet<>();
        for (int w = 0; w < workerCount; w++) {
            workers[w] = new Worker();
            idle.add(w);
        }
        NavigableMap<Integer, List<Integer>> endings = new TreeMap<>();
        int now = 0;
        long waits = 0, longest = 0;
        while (!arrivals.isEmpty() || !endings.isEmpty()) {
            int a = arrivals.isEmpty() ? Integer.MAX_VALUE : arrivals.firstKey();
            int e = endings.isEmpty() ? Integer.MAX_VALUE : endings.firstKey();
            now = Math.min(a, e);
            if (e == now) idle.addAll(endings.pollFirstEntry().getValue());
            if (a == now) admit(arrivals.pollFirstEntry().getValue());
            while (!idle.isEmpty() && !queues.isEmpty()) {
                Job job = mostUrgent();
                int w = idle.iterator().next();
                idle.remove(w);
                log.append(now).append(' ').append(job.name).append(" on ").append(w + 1).append('\n');
                workers[w].busy += job.time;
                workers[w].jobs += 1;
                waits += now - job.arrival;
                longest = Math.max(longest, now - job.arrival);
                endings.computeIfAbsent(now + job.time, k -> new ArrayList<>()).add(w);
            }
        }
        log.append("end ").append(now).append('\n');
        for (int w = 0; w < workerCount; w++) {
            log.append("worker ").append(w + 1).append(" busy ").append(workers[w].busy)
                    .append(" jobs ").append(workers[w].jobs).append('\n');
        }
        long average = names.isEmpty() ? 0 : waits * 100 / names.size();
        log.append("wait ").append(average / 100).append('.').append(average / 10 % 10).append(average % 10)
                .append(' ').append(longest).append('\n').append("bad ").append(badLines).append('\n');
    }

    public static void main(String[] args) throws IOException {
        WorkshopMachine machine = new WorkshopMachine();
        String all = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : all.split("\n")) {
            if (!line.isBlank()) machine.take(line);
        }
        machine.simulate();
        System.out.print(machine.log);
    }
}
