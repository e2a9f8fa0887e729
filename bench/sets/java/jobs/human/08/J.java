import java.io.*;
import java.util.*;

class J {
  // a job is {arrival, -priority, rank of its name, time}
  static final int ARR = 0, PRI = 1, NAME = 2, TIME = 3;

  static int num(String s, int lo, int hi) {
    int n = Integer.parseInt(s);
    if (n < lo || n > hi || s.charAt(0) == '-' || s.charAt(0) == '+') throw new IllegalArgumentException(s);
    return n;
  }

  public static void main(String[] x) throws IOException {
    BufferedReader br = new BufferedReader(new InputStreamReader(System.in));
    TreeMap<String, int[]> jobs = new TreeMap<>();
    final int INF = Integer.MAX_VALUE;
    int nw = 1, nbad = 0;
    for (String s; (s = br.readLine()) != null; ) {
      if (s.isBlank()) continue;
      String[] t = s.trim().split("\\s+");
      try {
        if (t[0].equals("workers") && t.length == 2) nw = num(t[1], 1, 99);
        else if (t[0].equals("job") && t.length == 5 && !jobs.containsKey(t[1]))
          jobs.put(t[1], new int[] {num(t[2], 0, INF), -num(t[3], 0, INF), 0, num(t[4], 1, INF)});
        else throw new IllegalArgumentException("line");
      } catch (IllegalArgumentException e) {
        nbad++;
        System.err.println("error: " + e.getMessage());
      }
    }
    String[] names = jobs.keySet().toArray(new String[0]);
    ArrayList<int[]> in = new ArrayList<>(jobs.values());
    for (int i = 0; i < names.length; i++) in.get(i)[NAME] = i;
    in.sort((a, b) -> Integer.compare(a[ARR], b[ARR]));

    PriorityQueue<int[]> ready = new PriorityQueue<>((a, b) -> {
      for (int k : new int[] {PRI, ARR, NAME}) if (a[k] != b[k]) return Integer.compare(a[k], b[k]);
      return 0;
    });
    // workers: idle ones by number, running ones as {end, number}
    PriorityQueue<Integer> idle = new PriorityQueue<>();
    PriorityQueue<int[]> running = new PriorityQueue<>((a, b) -> Integer.compare(a[0], b[0]));
    for (int w = 0; w < nw; w++) idle.add(w);

    int[][] stat = new int[nw][2];
    int now = 0, at = 0, max = 0;
    long sum = 0;
    for (;;) {
      while (!running.isEmpty() && running.peek()[0] == now) idle.add(running.poll()[1]);
      while (at < in.size() && in.get(at)[ARR] == now) ready.add(in.get(at++));
      while (!idle.isEmpty() && !ready.isEmpty()) {
        int w = idle.poll();
        int[] j = ready.poll();
        System.out.println(now + " " + names[j[NAME]] + " on " + (w + 1));
        running.add(new int[] {now + j[TIME], w});
        stat[w][0] += j[TIME];
        stat[w][1]++;
        sum += now - j[ARR];
        max = Math.max(max, now - j[ARR]);
      }
      if (running.isEmpty() && at == in.size()) break;
      now = Math.min(running.isEmpty() ? INF : running.peek()[0], at == in.size() ? INF : in.get(at)[ARR]);
    }
    System.out.println("end " + now);
    for (int w = 0; w < nw; w++) System.out.println("worker " + (w + 1) + " busy " + stat[w][0] + " jobs " + stat[w][1]);
    long c = names.length == 0 ? 0 : sum * 100 / names.length;
    System.out.println("wait " + c / 100 + "." + c / 10 % 10 + c % 10 + " " + max);
    System.out.println("bad " + nbad);
  }
}
