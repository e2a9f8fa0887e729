import java.io.*;
import java.util.*;
import java.util.regex.*;

/*
 * Each worker has a diary: the list of the jobs that it did, with their beginning.
 * All figures of the report are read from the diaries.
 */
public class Shop
{
    static final Pattern WORKERS = Pattern.compile("workers\\s+([1-9][0-9]?)");
    static final Pattern JOB     = Pattern.compile("job\\s+(\\S+)\\s+(\\d+)\\s+(\\d+)\\s+0*([1-9]\\d*)");

    static class Job
    {
        String name;
        int    arrival, priority, time;
        int    begin = -1;

        int end()
        {
            return begin + time;
        }
    }

    static final Comparator<Job> BY_ARRIVAL = new Comparator<Job>()
    {
        public int compare(Job a, Job b)
        {
            return a.arrival - b.arrival;
        }
    };

    static final Comparator<Job> BY_RANK = new Comparator<Job>()
    {
        public int compare(Job a, Job b)
        {
            int c = b.priority - a.priority;
            if (c == 0) c = a.arrival - b.arrival;
            if (c == 0) c = a.name.compareTo(b.name);
            return c;
        }
    };

    List<Job>             future  = new LinkedList<Job>();
    SortedSet<Job>        present = new TreeSet<Job>(BY_RANK);
    List<LinkedList<Job>> diaries = new ArrayList<LinkedList<Job>>();
    Set<String>           names   = new HashSet<String>();
    int                   workers = 1;
    int                   errors  = 0;

    boolean line(String s)
    {
        Matcher m = WORKERS.matcher(s);
        if (m.matches())
        {
            workers = Integer.parseInt(m.group(1));
            return true;
        }
        m = JOB.matcher(s);
        if (!m.matches() || !names.add(m.group(1)))
            return false;
        Job j      = new Job();
        j.name     = m.group(1);
        j.arrival  = Integer.parseInt(m.group(2));
        j.priority = Integer.parseInt(m.group(3));
        j.time     = Integer.parseInt(m.group(4));
        return future.add(j);
    }

    /** Lets everything happen that can happen at this moment. */
    void moment(int t)
    {
        while (!future.isEmpty() && future.get(0).arrival == t)
            present.add(future.remove(0));

        for (LinkedList<Job> d : diaries)
        {
            if (present.isEmpty())
                return;
            if (d.isEmpty() || d.getLast().end() <= t)
            {
                Job j   = present.first();
                j.begin = t;
                present.remove(j);
                d.add(j);
                System.out.println(t + " " + j.name + " on " + (diaries.indexOf(d) + 1));
            }
        }
    }

    void run()
    {
        for (int i = 0; i < workers; i++)
            diaries.add(new LinkedList<Job>()
            {
                // Two empty diaries are not the same diary.
                public boolean equals(Object o) { return this == o; }
            });
        Collections.sort(future, BY_ARRIVAL);
        SortedSet<Integer> moments = new TreeSet<Integer>();
        for (Job j : future)
            moments.add(j.arrival);
        while (!moments.isEmpty())
        {
            int t = moments.first();
            moments.remove(t);
            moment(t);
            for (LinkedList<Job> d : diaries)
                if (!d.isEmpty() && d.getLast().end() > t)
                    moments.add(d.getLast().end());
        }
    }

    void report()
    {
        int    end = 0, max = 0;
        long   sum = 0;
        String all = "";
        for (int w = 0; w < workers; w++)
        {
            int busy = 0;
            for (Job j : diaries.get(w))
            {
                busy += j.time;
                sum  += j.begin - j.arrival;
                max   = Math.max(max, j.begin - j.arrival);
                end   = Math.max(end, j.end());
            }
            all += "worker " + (w + 1) + " busy " + busy + " jobs " + diaries.get(w).size() + "\n";
        }
        System.out.print("end " + end + "\n" + all);
        long c = names.isEmpty() ? 0 : sum * 100 / names.size();
        System.out.println("wait " + c / 100 + String.format(".%02d ", c % 100) + max);
        System.out.println("bad " + errors);
    }

    public static void main(String[] a) throws Exception
    {
        Shop s = new Shop();
        BufferedReader r = new BufferedReader(new InputStreamReader(System.in));
        for (String l = r.readLine(); l != null; l = r.readLine())
            if (l.trim().length() > 0 && !s.line(l.trim()))
                s.errors++;
        s.run();
        s.report();
    }
}
