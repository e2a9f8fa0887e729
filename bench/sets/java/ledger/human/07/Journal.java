import java.io.*;
import java.util.*;
import java.util.regex.*;

/*
 * A journal of entries.  Nothing holds a balance: it is the sum over the journal,
 * worked out whenever somebody asks.  Slow for a real bank, and hard to get wrong.
 */
public class Journal
{
    static final Pattern OPEN  = Pattern.compile("open\\s+(\\S+)");
    static final Pattern INOUT = Pattern.compile("(deposit|withdraw)\\s+(\\S+)\\s+(\\d+)(?:\\.(\\d{1,2}))?");
    static final Pattern MOVE  = Pattern.compile("move\\s+(\\S+)\\s+(\\S+)\\s+(\\d+)(?:\\.(\\d{1,2}))?");
    static final Pattern SKIP  = Pattern.compile("\\s*(#.*)?");

    static class Entry
    {
        String debit;   // who gives, null if cash comes in
        String credit;  // who gets, null if cash goes out
        long   value;

        Entry(String debit, String credit, long value)
        {
            this.debit  = debit;
            this.credit = credit;
            this.value  = value;
        }
    }

    Set<String>       clients = new HashSet<String>();
    LinkedList<Entry> entries = new LinkedList<Entry>();
    int               errors  = 0;

    long balance(String client)
    {
        long b = 0;
        for (Entry e : entries)
        {
            if (client.equals(e.credit)) b += e.value;
            if (client.equals(e.debit))  b -= e.value;
        }
        return b;
    }

    boolean post(String debit, String credit, String whole, String part)
    {
        if (debit  != null && !clients.contains(debit))  return false;
        if (credit != null && !clients.contains(credit)) return false;

        long value = Long.parseLong(whole) * 100;
        if (part != null)
            value += Long.parseLong(part) * (part.length() == 1 ? 10 : 1);

        if (value == 0)                              return false;
        if (debit != null && balance(debit) < value) return false;
        return entries.add(new Entry(debit, credit, value));
    }

    boolean line(String s)
    {
        Matcher m;

        if ((m = OPEN.matcher(s)).matches())
            return clients.add(m.group(1));

        if ((m = INOUT.matcher(s)).matches())
        {
            boolean in = m.group(1).equals("deposit");
            return post(in ? null : m.group(2), in ? m.group(2) : null, m.group(3), m.group(4));
        }

        if ((m = MOVE.matcher(s)).matches())
            return post(m.group(1), m.group(2), m.group(3), m.group(4));

        return false;
    }

    void report(PrintStream to)
    {
        String[] sorted = clients.toArray(new String[0]);
        Arrays.sort(sorted);
        for (String s : sorted)
            to.println(s + ' ' + decimal(balance(s)));

        // Money only enters and leaves through cash, so that is the total.
        long cash = 0;
        for (Entry e : entries)
            cash += (e.debit == null ? e.value : 0) - (e.credit == null ? e.value : 0);
        to.println("total " + decimal(cash));
        to.println("rejected " + errors);
    }

    static String decimal(long v)
    {
        String s = Long.toString(v);
        while (s.length() < 3)
            s = "0" + s;
        return s.substring(0, s.length() - 2) + "." + s.substring(s.length() - 2);
    }

    public static void main(String[] a) throws Exception
    {
        Journal j = new Journal();
        LineNumberReader r = new LineNumberReader(new InputStreamReader(System.in));
        for (String s = r.readLine(); s != null; s = r.readLine())
            if (!SKIP.matcher(s).matches() && !j.line(s.trim()))
            {
                j.errors++;
                System.err.println("stdin:" + r.getLineNumber() + ": cannot do this");
            }
        j.report(System.out);
    }
}
