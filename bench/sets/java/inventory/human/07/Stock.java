import java.io.*;
import java.util.*;
import java.util.regex.*;

/*
 * Keeps every delivery as it came and works out all figures by asking the list,
 * so there is one place of truth and no sums to keep in step.
 */
public class Stock
{
    static final Pattern LINE = Pattern.compile(
        "\\s*([^;]*?)\\s*;\\s*([^;]*?)\\s*;\\s*([^;]*?)\\s*;\\s*(\\d+)\\s*;\\s*(\\d+)\\s*;\\s*(\\d+)\\s*");

    static class Delivery
    {
        String sku, name, group;
        long   amount, price, reorder;
    }

    List<Delivery> deliveries = new ArrayList<Delivery>();
    int            errors     = 0;

    void read(BufferedReader r) throws IOException
    {
        for (String s = r.readLine(); s != null; s = r.readLine())
        {
            Matcher m = LINE.matcher(s);
            if (m.matches())
            {
                Delivery d = new Delivery();
                d.sku     = m.group(1);
                d.name    = m.group(2);
                d.group   = m.group(3);
                d.amount  = Long.parseLong(m.group(4));
                d.price   = Long.parseLong(m.group(5));
                d.reorder = Long.parseLong(m.group(6));
                deliveries.add(d);
            }
            else if (s.trim().length() > 0)
                errors++;
        }
    }

    /** The first delivery of a thing has its name, group and price. */
    Delivery first(String sku)
    {
        for (Delivery d : deliveries)
            if (d.sku.equals(sku))
                return d;
        throw new NoSuchElementException(sku);
    }

    long amount(String sku)
    {
        long a = 0;
        for (Delivery d : deliveries)
            if (d.sku.equals(sku))
                a += d.amount;
        return a;
    }

    long value(String sku)
    {
        return amount(sku) * first(sku).price;
    }

    SortedSet<String> skus(String group)
    {
        SortedSet<String> found = new TreeSet<String>();
        for (Delivery d : deliveries)
            if (group == null || first(d.sku).group.equals(group))
                found.add(d.sku);
        return found;
    }

    void report(PrintStream to)
    {
        SortedSet<String> groups = new TreeSet<String>();
        for (String sku : skus(null))
            groups.add(first(sku).group);

        for (String g : groups)
        {
            long sum = 0;
            for (String sku : skus(g))
                sum += value(sku);
            to.println(g + " items " + skus(g).size() + " value " + sum);
        }

        to.println("low");
        for (String sku : skus(null))
            if (amount(sku) < first(sku).reorder)
                to.println(sku + ' ' + first(sku).name + ' ' + amount(sku) + '/' + first(sku).reorder);

        String best = null;
        for (String sku : skus(null))
            if (best == null || value(sku) > value(best))
                best = sku;
        to.println("best " + (best == null ? "-" : best));
        to.println("bad " + errors);
    }

    public static void main(String[] a) throws Exception
    {
        Stock s = new Stock();
        s.read(new BufferedReader(new InputStreamReader(System.in)));
        s.report(System.out);
    }
}
