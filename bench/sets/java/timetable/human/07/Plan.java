import java.io.*;
import java.util.*;
import java.util.regex.*;

/*
 * A sweep over the plan: lessons are walked through by their beginning, with the set of those
 * that are still going on beside it.  What meets in that set overlaps.  The lines are put
 * into the wanted order at the end, by a key before each of them.
 */
public class Plan
{
    static final Pattern LESSON = Pattern.compile(
        "(mon|tue|wed|thu|fri)\\s+([01]\\d|2[0-3]):([0-5]\\d)\\s+([01]\\d|2[0-3]):([0-5]\\d)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)");

    static class Lesson
    {
        int    index;
        String day, room, teacher, course;
        int    from, to;
    }

    List<Lesson> lessons = new ArrayList<Lesson>();
    List<String> lines   = new ArrayList<String>();
    int          errors  = 0;

    void add(Matcher m)
    {
        Lesson l  = new Lesson();
        l.index   = lessons.size();
        l.day     = m.group(1);
        l.from    = Integer.parseInt(m.group(2)) * 60 + Integer.parseInt(m.group(3));
        l.to      = Integer.parseInt(m.group(4)) * 60 + Integer.parseInt(m.group(5));
        l.room    = m.group(6);
        l.teacher = m.group(7);
        l.course  = m.group(8);

        if (l.from < l.to)
            lessons.add(l);
        else
            errors++;
    }

    void sweep(String day)
    {
        List<Lesson> byStart = new ArrayList<Lesson>();
        for (Lesson l : lessons)
            if (l.day.equals(day))
                byStart.add(l);
        Collections.sort(byStart, new Comparator<Lesson>()
        {
            public int compare(Lesson a, Lesson b)
            {
                return a.from - b.from;
            }
        });

        LinkedList<Lesson> running = new LinkedList<Lesson>();
        for (Lesson l : byStart)
        {
            for (Iterator<Lesson> i = running.iterator(); i.hasNext(); )
            {
                Lesson r = i.next();
                if (r.to <= l.from)
                    i.remove();
                else
                    meet(r.index < l.index ? r : l, r.index < l.index ? l : r);
            }
            running.add(l);
        }
    }

    void meet(Lesson a, Lesson b)
    {
        String key  = String.format("%06d%06d", a.index, b.index);
        String when = a.day + ' ' + time(Math.max(a.from, b.from)) + '-' + time(Math.min(a.to, b.to));
        if (a.room.equals(b.room))
            lines.add(key + "room " + a.room + ' ' + when + ' ' + a.course + ' ' + b.course);
        if (a.teacher.equals(b.teacher))
            lines.add(key + "teacher " + a.teacher + ' ' + when + ' ' + a.course + ' ' + b.course);
    }

    static String time(int t)
    {
        return String.format("%02d:%02d", t / 60, t % 60);
    }

    public static void main(String[] a) throws Exception
    {
        Plan p = new Plan();
        BufferedReader r = new BufferedReader(new InputStreamReader(System.in));
        for (String s = r.readLine(); s != null; s = r.readLine())
        {
            Matcher m = LESSON.matcher(s.trim());
            if (m.matches())
                p.add(m);
            else if (s.trim().length() > 0)
                p.errors++;
        }

        for (String day : "mon tue wed thu fri".split(" "))
            p.sweep(day);
        Collections.sort(p.lines);
        for (String line : p.lines)
            System.out.println(line.substring(12));

        SortedMap<String, Integer> load = new TreeMap<String, Integer>();
        for (Lesson l : p.lessons)
            load.put(l.teacher, l.to - l.from + (load.containsKey(l.teacher) ? load.get(l.teacher) : 0));
        for (String t : load.keySet())
            System.out.println("load " + t + ' ' + load.get(t) / 60 + time(load.get(t) % 60).substring(2));
        System.out.println("bad " + p.errors);
    }
}
