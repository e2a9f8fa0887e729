import java.io.*;
import java.util.*;
import java.util.regex.*;

/*
 * The world is a set of facts, each a line of text, as in a small Prolog:
 * "path hall up attic" or "thing lamp hall".  Questions are patterns.
 */
public class Quest
{
    Set<String> facts = new TreeSet<String>();
    Set<String> seen  = new HashSet<String>();
    String      room;
    int         moves = 0;

    /** All that fits the group of the pattern, in order. */
    List<String> ask(String pattern)
    {
        List<String> found = new ArrayList<String>();
        Pattern      p     = Pattern.compile(pattern);
        for (String f : facts)
        {
            Matcher m = p.matcher(f);
            if (m.matches())
                found.add(m.group(1));
        }
        Collections.sort(found);
        return found;
    }

    static String q(String s)
    {
        return Pattern.quote(s);
    }

    void list(String head, List<String> words)
    {
        System.out.print(head);
        if (words.isEmpty())
            System.out.print(" -");
        for (String w : words)
            System.out.print(" " + w);
        System.out.println();
    }

    void arrive(String where)
    {
        room = where;
        seen.add(where);
        System.out.println("at " + ask("room " + q(room) + " (.*)").get(0));
    }

    void go(String direction)
    {
        List<String> to = ask("path " + q(room) + " " + q(direction) + " (\\S+)");
        if (to.isEmpty())
        {
            System.out.println("no way");
            return;
        }
        moves++;
        arrive(to.get(0));
    }

    /** Replaces the fact of where the thing is by another. */
    void shift(String thing, String from, String to, String done)
    {
        if (facts.remove("thing " + thing + " " + from))
        {
            facts.add("thing " + thing + " " + to);
            System.out.println(done + " " + thing);
        }
        else
            System.out.println("no such thing");
    }

    boolean play(String s)
    {
        Matcher m = Pattern.compile("(go|take|drop) (\\S+)").matcher(s);

        if (s.equals("quit"))
            return false;
        else if (s.equals("look"))
        {
            list("exits",  ask("path "  + q(room) + " (\\S+) \\S+"));
            list("things", ask("thing (\\S+) " + q(room)));
        }
        else if (s.equals("bag"))
            list("bag", ask("thing (\\S+) \\*"));
        else if (!m.matches())
            System.out.println("what?");
        else if (m.group(1).equals("go"))
            go(m.group(2));
        else if (m.group(1).equals("take"))
            shift(m.group(2), room, "*", "taken");
        else
            shift(m.group(2), "*", room, "dropped");
        return true;
    }

    public static void main(String[] a) throws Exception
    {
        Quest            w = new Quest();
        LineNumberReader r = new LineNumberReader(new InputStreamReader(System.in));
        String           s;

        while ((s = r.readLine()) != null && !s.trim().equals("play"))
            w.facts.add(s.trim().replaceAll("\\s+", " "));
        w.arrive(w.ask("start (\\S+)").get(0));
        while ((s = r.readLine()) != null)
        {
            s = s.trim().replaceAll("\\s+", " ");
            if (s.length() > 0 && !w.play(s))
                break;
        }
        System.out.println("moves " + w.moves + " rooms " + w.seen.size());
    }
}
