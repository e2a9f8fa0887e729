import static java.util.Comparator.*;

import java.io.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public final class Scheduler {

  record Job(String name, long arrival, long priority, long time) {
    static final Comparator<Job> URGENCY =
        comparingLong(Job::priority).reversed().thenComparingLong(Job::arrival).thenComparing(Job::name);
  }

  record Run(Job job, int worker, long start) {
    long end() {
      return start + job.time();
    }

    long waited() {
      return start - job.arrival();
    }
  }

  record Input(int workers, Map<String, Job> jobs, long bad) {
    Input worse() {
      return new Input(workers, jobs, bad + 1);
    }

    Input with(Job job) {
      if (jobs.containsKey(job.name()) || job.time() == 0)
        return worse();
      var more = new LinkedHashMap<>(jobs);
      more.put(job.name(), job);
      return new Input(workers, more, bad);
    }

    Input read(String line) {
      var sc = line.strip().split("\\s+");
      if (line.matches("\\s*workers\\s+[1-9]\\d?\\s*"))
        return new Input(Integer.parseInt(sc[1]), jobs, bad);
      if (line.matches("\\s*job\\s+\\S+(\\s+\\d{1,9}){3}\\s*"))
        return with(new Job(sc[1], Long.parseLong(sc[2]), Long.parseLong(sc[3]), Long.parseLong(sc[4])));
      return worse();
    }
  }

  /** The next run, given all runs so far: at the first moment with a job that has come and a worker that is free. */
  private static Run next(int workers, Collection<Job> todo, List<Run> runs) {
    IntToLongFunction free = w -> runs.stream().filter(r -> r.worker() == w).mapToLong(Run::end).max().orElse(0);
    var someoneFree = IntStream.rangeClosed(1, workers).mapToLong(free).min().orElseThrow();
    var someCame = todo.stream().mapToLong(Job::arrival).min().orElseThrow();
    var now = Math.max(someoneFree, someCame);
    var worker = IntStream.rangeClosed(1, workers).filter(w -> free.applyAsLong(w) <= now).findFirst().orElseThrow();
    var job = todo.stream().filter(j -> j.arrival() <= now).min(Job.URGENCY).orElseThrow();
    return new Run(job, worker, now);
  }

  private static List<Run> schedule(Input in) {
    var todo = new HashSet<>(in.jobs().values());
    var runs = new ArrayList<Run>();
    while (!todo.isEmpty()) {
      var run = next(in.workers(), todo, runs);
      runs.add(run);
      todo.remove(run.job());
    }
    return runs;
  }

  private static String workerLine(int worker, List<Run> runs) {
    var busy = runs.stream()
        .filter(r -> r.worker() == worker)
        .collect(Collectors.summarizingLong(r -> r.job().time()));
    return "worker %d busy %d jobs %d".formatted(worker, busy.getSum(), busy.getCount());
  }

  private static String waitLine(List<Run> runs) {
    var waits = runs.stream().mapToLong(Run::waited).summaryStatistics();
    var cents = waits.getSum() * 100 / Math.max(1, waits.getCount());
    return "wait %d.%02d %d".formatted(cents / 100, cents % 100, Math.max(0, waits.getMax()));
  }

  public static void main(String[] args) {
    var in = new BufferedReader(new InputStreamReader(System.in)).lines()
        .filter(Predicate.not(String::isBlank))
        .reduce(new Input(1, Map.of(), 0), Input::read, (a, b) -> b);
    var runs = schedule(in);

    runs.stream().map(r -> r.start() + " " + r.job().name() + " on " + r.worker()).forEach(System.out::println);
    System.out.println("end " + runs.stream().mapToLong(Run::end).max().orElse(0));
    IntStream.rangeClosed(1, in.workers()).mapToObj(w -> workerLine(w, runs)).forEach(System.out::println);
    System.out.println(waitLine(runs));
    System.out.println("bad " + in.bad());
  }
}
