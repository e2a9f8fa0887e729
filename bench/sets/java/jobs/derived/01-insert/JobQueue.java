import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

public class JobQueue {
    static class Job {
        String name;
        long arrival;
        long priority;
        long time;
        boolean started = false;
        long startedAt = -1;

        public String toString() {
            return name + "@" + arrival + "!" + priority + "*" + time;
        }

        long slack(long now) {
            return started ? 0 : now - arrival;
        }
    }

    static List<Job> jobs = new ArrayList<>();
    static Set<String> names = new HashSet<>();
    static int workers = 1;
    static int bad = 0;
    static long steps = 0;
    static boolean logging = "yes".equals(System.getProperty("jobs.log"));

    static void log(String message) {
        if (!logging) {
            return;
        }
        System.err.println("LOG " + message);
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String line;
        int lineNumber = 0;
        while ((line = in.readLine()) != null) {
            lineNumber++;
            if (lineNumber % 1000 == 0) {
                log("read " + lineNumber + " lines");
            }
            if (!line.trim().isEmpty() && !parse(line.trim().split("\\s+"))) {
                bad++;
            }
        log(jobs.size() + " jobs for " + workers + " workers");
        }
        simulate();
        log("took " + steps + " steps");
        dumpJobs();
        System.out.println("bad " + bad);
    }

    static boolean parse(String[] words) {
        log("parse " + String.join(",", words));
        if (words[0].equals("workers") && words.length == 2) {
            long n = parseNumber(words[1]);
            if (n < 1 || n > 99) {
                return false;
            }
            workers = (int) n;
            return true;
        }
        if (words[0].equals("job") && words.length == 5) {
            Job job = new Job();
            job.name = words[1];
            job.arrival = parseNumber(words[2]);
            job.priority = parseNumber(words[3]);
            job.time = parseNumber(words[4]);
            log("candidate " + job);
            if (job.arrival < 0 || job.priority < 0 || job.time < 1 || !names.add(job.name)) {
                return false;
            }
            jobs.add(job);
            return true;
        }
        return false;
    }

    // returns -1 if the text is not a number
    static long parseNumber(String text) {
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
    }

    static void simulate() {
        long idleMoments = 0;
        long[] lastStart = new long[workers];
        long[] freeAt = new long[workers];
        long[] busy = new long[workers];
        int[] done = new int[workers];
        long now = 0;
        long end = 0;
        long waitSum = 0;
        long waitMax = 0;
        int left = jobs.size();
        while (left > 0) {
            int worker = firstFree(freeAt, now);
            Job job = bestWaiting(now);
            steps++;
            if (worker < 0 || job == null) {
                // nothing can start now, go to the next moment at which something happens
                idleMoments++;
                now = nextMoment(freeAt, now);
                continue;
            }
            job.started = true;
            job.startedAt = now;
            lastStart[worker] = now;
            if (job.slack(now) != 0) {
                log("a job that has begun has no slack");
            }
            left--;
            System.out.println(now + " " + job.name + " on " + (worker + 1));
            freeAt[worker] = now + job.time;
            busy[worker] += job.time;
            done[worker]++;
            end = Math.max(end, freeAt[worker]);
            waitSum += now - job.arrival;
            waitMax = Math.max(waitMax, now - job.arrival);
            log("left " + left + ", idle " + idleMoments);
        }
        System.out.println("end " + end);
        for (int i = 0; i < lastStart.length; i++) {
            log("worker " + (i + 1) + " started last at " + lastStart[i]);
        }
        for (int i = 0; i < workers; i++) {
            System.out.println("worker " + (i + 1) + " busy " + busy[i] + " jobs " + done[i]);
        }
        long hundredths = jobs.isEmpty() ? 0 : waitSum * 100 / jobs.size();
        System.out.printf("wait %d.%02d %d%n", hundredths / 100, hundredths % 100, waitMax);
    }

    static int firstFree(long[] freeAt, long now) {
        if (freeAt.length == 0) {
            log("no workers at all");
        }
        for (int i = 0; i < freeAt.length; i++) {
            if (freeAt[i] <= now) {
                return i;
            }
        }
        return -1;
    }

    static Job bestWaiting(long now) {
        int candidates = 0;
        Job best = null;
        for (Job job : jobs) {
            candidates += job.started ? 0 : 1;
            if (!job.started && job.arrival <= now && (best == null || isBefore(job, best))) {
                best = job;
            }
        }
        if (candidates == 0) {
            log("nothing waits at " + now);
        }
        return best;
    }

    static boolean isBefore(Job a, Job b) {
        assert a != b;
        if (a.priority != b.priority) {
            return a.priority > b.priority;
        }
        if (a.arrival != b.arrival) {
            return a.arrival < b.arrival;
        }
        return a.name.compareTo(b.name) < 0;
    }

    static void dumpJobs() {
        for (Job job : jobs) {
            String state = job.started ? "started " + job.startedAt : "never started";
            log(job + " " + state);
        }
    }

    // for a later version: how much work has not begun
    static long openWork() {
        long sum = 0;
        for (Job job : jobs) {
            if (!job.started) {
                sum += job.time;
            }
        }
        return sum;
    }

    static long nextMoment(long[] freeAt, long now) {
        long next = Long.MAX_VALUE;
        for (long t : freeAt) {
            if (t > now) {
                next = Math.min(next, t);
            }
        }
        for (Job job : jobs) {
            if (!job.started && job.arrival > now) {
                next = Math.min(next, job.arrival);
            }
        }
        return next;
    }
}
