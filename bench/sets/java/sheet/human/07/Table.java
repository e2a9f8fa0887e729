import java.io.*;
import java.util.*;
import java.util.regex.*;

/*
 * A formula is cut into tokens by one pattern; the parser then eats a list of tokens
 * from the front.  A value is a Long, and null stands for wrong, everywhere.
 */
public class Table
{
    static final Pattern TOKEN = Pattern.compile("\\s*(?:(\\d+)|(SUM)|([A-Z]\\d+)|([-+*():]))\\s*");

    Map<String, String> cells = new HashMap<String, String>();
    Set<String>         trail = new HashSet<String>();

    List<String> tokens(String s)
    {
        LinkedList<String> found = new LinkedList<String>();
        Matcher m  = TOKEN.matcher(s);
        int     at = 0;
        while (m.find(at) && m.start() == at)
        {
            found.add(m.group().trim());
            at = m.end();
            if (at == s.length())
                break;
        }
        return at == s.length() ? found : new LinkedList<String>();
    }

    static boolean starts(List<String> t, String what)
    {
        return !t.isEmpty() && t.get(0).equals(what);
    }

    static boolean eat(List<String> t, String what)
    {
        if (!starts(t, what))
            return false;
        t.remove(0);
        return true;
    }

    Long expression(List<String> t)
    {
        Long v = term(t);
        while (v != null && (starts(t, "+") || starts(t, "-")))
        {
            boolean plus = t.remove(0).equals("+");
            Long    w    = term(t);
            v = w == null ? null : Long.valueOf(plus ? v + w : v - w);
        }
        return v;
    }

    Long term(List<String> t)
    {
        Long v = factor(t);
        while (v != null && eat(t, "*"))
        {
            Long w = factor(t);
            v = w == null ? null : Long.valueOf(v * w);
        }
        return v;
    }

    Long factor(List<String> t)
    {
        if (t.isEmpty())
            return null;

        String first = t.remove(0);
        if (Character.isDigit(first.charAt(0)))
            return Long.valueOf(first);

        if (first.equals("-"))
        {
            Long v = factor(t);
            return v == null ? null : Long.valueOf(-v);
        }
        if (first.equals("("))
        {
            Long v = expression(t);
            return eat(t, ")") ? v : null;
        }
        if (first.equals("SUM"))
        {
            boolean ok = t.size() >= 5 && eat(t, "(");
            String  a  = ok ? t.remove(0) : "";
            ok = ok && eat(t, ":");
            String  b  = ok ? t.remove(0) : "";
            ok = ok && eat(t, ")");
            return ok ? sum(a, b) : null;
        }
        return first.length() > 1 ? value(first) : null;
    }

    Long sum(String a, String b)
    {
        if (!a.matches("[A-Z]\\d+") || !b.matches("[A-Z]\\d+"))
            return null;
        long s = 0;
        for (Map.Entry<String, String> e : cells.entrySet())
        {
            char c = e.getKey().charAt(0);
            int  r = Integer.parseInt(e.getKey().substring(1));
            if (c < a.charAt(0) || c > b.charAt(0))
                continue;
            if (r < Integer.parseInt(a.substring(1)) || r > Integer.parseInt(b.substring(1)))
                continue;
            if (!e.getValue().matches("=.*|-?\\d+"))
                continue;
            Long v = value(e.getKey());
            if (v == null)
                return null;
            s += v;
        }
        return s;
    }

    Long value(String name)
    {
        String s = cells.get(name);
        if (s == null || s.equals(""))
            return 0L;
        if (s.matches("-?\\d+"))
            return Long.valueOf(s);
        if (!s.startsWith("=") || !trail.add(name))
            return null;

        List<String> t = tokens(s.substring(1));
        Long         v = expression(t);
        trail.remove(name);
        return t.isEmpty() ? v : null;
    }

    public static void main(String[] a) throws Exception
    {
        Table          t    = new Table();
        BufferedReader r    = new BufferedReader(new InputStreamReader(System.in));
        List<String>   rows = new ArrayList<String>();
        for (String s = r.readLine(); s != null; s = r.readLine())
        {
            rows.add(s);
            char column = 'A';
            for (String cell : s.split(",", -1))
                t.cells.put("" + column++ + rows.size(), cell.trim());
        }

        int formulas = 0, errors = 0;
        for (int row = 1; row <= rows.size(); row++)
        {
            for (char c = 'A'; t.cells.containsKey("" + c + row); c++)
            {
                String cell = t.cells.get("" + c + row);
                if (cell.startsWith("="))
                {
                    Long v = t.value("" + c + row);
                    formulas++;
                    errors += v == null ? 1 : 0;
                    cell = v == null ? "#ERR" : v.toString();
                }
                System.out.print((c == 'A' ? "" : ",") + cell);
            }
            System.out.println();
        }
        System.out.println("formulas " + formulas + " errors " + errors);
    }
}
