import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;

/** Something that happens at a moment; what happens first has the smaller order. */
abstract class Event implements Comparable<Event> {
    final long when;
    final int order;

    Event(long when, int order) {
        this.when = when;
        this.order = order;
    }

    abstract void happen(Simulation s);

    public int compareTo(Event o) {
        return when != o.when ? Long.compare(when, o.when) : Integer.compare(order, o.order);
    }
}

class Finish extends Event {
    private final int worker;

    Finish(long when, int worker) {
        super(when, 0);
        this.worker = worker;
    }

    void happen(Simulation s) {
        s.free.add(worker);
        s.lastEnd = when;
    }
}

class Arrive extends Event {
    final String name;
    final long priority, time;

    Arrive(String name, long when, long priority, long time) {
        super(when, 1);
        this.name = name;
        this.priority = priority;
        this.time = time;
    }

    void happen(Simulation s) {
        s.waiting.add(this);
    }

    static int urgency(Arrive a, Arrive b) {
        if (a.priority != b.priority) return a.priority > b.priority ? -1 : 1;
        if (a.when != b.when) return a.when < b.when ? -1 : 1;
        return a.name.compareTo(b.name);
    }
}

class Simulation {
    final PriorityQueue<Event> agenda = new PriorityQueue<>();
    final TreeSet<Arrive> waiting = new TreeSet<>(Arrive::urgency);
    final TreeSet<Integer> free = new TreeSet<>();
    final long[] busy;
    final int[] jobs;
    long lastEnd, waitSum, waitMax;

    Simulation(int workers, List<Arrive> arrivals) {
        busy = new long[workers + 1];
        jobs = new int[workers + 1];
        for (int w = 1; w <= workers; w++) free.add(w);
        agenda.addAll(arrivals);
    }

    void run() {
        while (!agenda.isEmpty()) {
            Event e = agenda.poll();
            e.happen(this);
            // Workers take only after all events of this moment.
            boolean more = !agenda.isEmpty() && agenda.peek().when == e.when;
            while (!more && !free.isEmpty() && !waiting.isEmpty()) take(e.when);
        }
    }

    private void take(long now) {
        Arrive job = waiting.pollFirst();
        int w = free.pollFirst();
        System.out.println(now + " " + job.name + " on " + w);
        busy[w] += job.time;
        jobs[w]++;
        waitSum += now - job.when;
        waitMax = Math.max(waitMax, now - job.when);
        agenda.add(new Finish(now + job.time, w));
    }
}

public class QueueSimulator {
    public static void main(String[] argv) {
        List<Arrive> arrivals = new ArrayList<>();
        Set<String> known = new HashSet<>();
        int workers = 1, bad = 0;
        for (Scanner sc = new Scanner(System.in); sc.hasNextLine(); ) {
            String line = sc.nextLine().trim();
            if (line.isEmpty()) continue;
            String[] w = line.split("\\s+");
            try {
                if (w[0].equals("workers") && w.length == 2) {
                    int n = Integer.parseInt(w[1]);
                    if (n < 1 || n > 99) throw new NumberFormatException();
                    workers = n;
                } else if (w[0].equals("job") && w.length == 5) {
                    Arrive a = new Arrive(w[1], Long.parseLong(w[2]), Long.parseLong(w[3]), Long.parseLong(w[4]));
                    if (a.when < 0 || a.priority < 0 || a.time < 1 || !known.add(w[1])) throw new NumberFormatException();
                    arrivals.add(a);
                } else {
                    bad++;
                }
            } catch (NumberFormatException e) {
                bad++;
            }
        }
        Simulation s = new Simulation(workers, arrivals);
        s.run();
        System.out.println("end " + s.lastEnd);
        for (int w = 1; w <= workers; w++) System.out.println("worker " + w + " busy " + s.busy[w] + " jobs " + s.jobs[w]);
        long average = arrivals.isEmpty() ? 0 : 100 * s.waitSum / arrivals.size();
        System.out.println(String.format("wait %d.%02d %d", average / 100, average % 100, s.waitMax));
        System.out.println("bad " + bad);
    }
}
