import java.io.*;
import java.util.*;

public class TaskRunner {
  private static int invalid = 0;
  private static int staff = 1;
  private static final Set<String> known = new HashSet<>();
  private static final List<Task> tasks = new ArrayList<>();

  private static long clock = 0, finish = 0, delaySum = 0, delayMax = 0;
  private static long[] until, worked;
  private static int[] finished;

  private static class Task {
    boolean taken;
    long length, rank, since;
    String id;

    boolean isValid() {
      return length >= 1 && rank >= 0 && since >= 0;
    }

    boolean goesBefore(Task t) {
      if (rank == t.rank) {
        return since == t.since ? id.compareTo(t.id) < 0 : since < t.since;
      }
      return rank > t.rank;
    }
  }

  private static long advance() {
    long soonest = Long.MAX_VALUE;
    for (Task t : tasks) {
      if (t.taken || t.since <= clock) continue;
      if (t.since < soonest) soonest = t.since;
    }
    for (int w = 0; w < until.length; w++) {
      if (until[w] <= clock) continue;
      if (until[w] < soonest) soonest = until[w];
    }
    return soonest;
  }

  private static Task choose() {
    Task chosen = null;
    for (Task t : tasks) {
      if (t.taken || t.since > clock) continue;
      if (chosen == null || t.goesBefore(chosen)) chosen = t;
    }
    return chosen;
  }

  private static int idle() {
    int w = 0;
    while (w < until.length && until[w] > clock) w++;
    return w < until.length ? w : -1;
  }

  private static void start(Task t, int w) {
    System.out.println(clock + " " + t.id + " on " + (w + 1));
    t.taken = true;
    finished[w] += 1;
    worked[w] += t.length;
    until[w] = clock + t.length;
    if (until[w] > finish) finish = until[w];
    long delay = clock - t.since;
    delaySum += delay;
    if (delay > delayMax) delayMax = delay;
  }

  private static void run() {
    until = new long[staff];
    worked = new long[staff];
    finished = new int[staff];
    for (int remaining = tasks.size(); remaining > 0; ) {
      Task t = choose();
      int w = idle();
      if (t != null && w >= 0) {
        start(t, w);
        remaining--;
      } else {
        clock = advance();
      }
    }
  }

  private static void show() {
    System.out.println("end " + finish);
    int w = 0;
    while (w < staff) {
      System.out.println("worker " + (w + 1) + " busy " + worked[w] + " jobs " + finished[w]);
      w++;
    }
    long cents = tasks.size() > 0 ? delaySum * 100 / tasks.size() : 0;
    System.out.printf("wait %d.%02d %d%n", cents / 100, cents % 100, delayMax);
  }

  private static long natural(String s) {
    if (s.matches("[0-9]{1,9}")) return Long.parseLong(s);
    return -1;
  }

  private static boolean readStaff(String s) {
    long count = natural(s);
    if (count >= 1 && count <= 99) {
      staff = (int) count;
      return true;
    }
    return false;
  }

  private static boolean readTask(String[] part) {
    Task t = new Task();
    t.length = natural(part[4]);
    t.rank = natural(part[3]);
    t.since = natural(part[2]);
    t.id = part[1];
    return t.isValid() && known.add(t.id) && tasks.add(t);
  }

  private static boolean read(String[] part) {
    switch (part[0]) {
      case "job":
        return part.length == 5 && readTask(part);
      case "workers":
        return part.length == 2 && readStaff(part[1]);
      default:
        return false;
    }
  }

  public static void main(String[] args) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      text = text.trim();
      if (text.isEmpty()) continue;
      if (!read(text.split("\\s+"))) invalid++;
    }
    run();
    show();
    System.out.println("bad " + invalid);
  }
}
