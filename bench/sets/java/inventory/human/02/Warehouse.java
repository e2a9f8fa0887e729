import java.util.*;

/**
 * The warehouse is made of shelves, one for each category; a shelf holds goods.
 * Reading is the clerk's work: he throws BadSlip at what he cannot read.
 */
public class Warehouse
{
	static class BadSlip extends Exception
	{
		BadSlip(String what)
		{
			super(what);
		}
	}

	static class Good
	{
		final String code, title;
		final int cents, minimum;
		int stock;

		Good(String code, String title, int stock, int cents, int minimum)
		{
			this.code = code;
			this.title = title;
			this.stock = stock;
			this.cents = cents;
			this.minimum = minimum;
		}

		long worth()
		{
			return (long) stock * cents;
		}

		boolean isScarce()
		{
			return stock < minimum;
		}
	}

	static class Shelf
	{
		private final List<Good> goods = new LinkedList<Good>();

		long worth()
		{
			long w = 0;
			for (Good g : goods)
				w += g.worth();
			return w;
		}
	}

	private final SortedMap<String, Shelf> shelves = new TreeMap<String, Shelf>();
	private final SortedMap<String, Good> catalogue = new TreeMap<String, Good>();

	private static int count(String s) throws BadSlip
	{
		try
		{
			int n = Integer.parseInt(s);
			if (n < 0)
				throw new BadSlip("below nothing: " + s);
			return n;
		}
		catch (NumberFormatException e)
		{
			throw new BadSlip("no number: " + s);
		}
	}

	void accept(String slip) throws BadSlip
	{
		String[] f = slip.split("\\s*;\\s*", -1);
		if (f.length != 6)
			throw new BadSlip("six fields are wanted: " + slip);
		Good fresh = new Good(f[0], f[1], count(f[3]), count(f[4]), count(f[5]));
		Good known = catalogue.putIfAbsent(fresh.code, fresh);
		if (known != null)
			known.stock += fresh.stock;
		else
		{
			Shelf shelf = shelves.get(f[2]);
			if (shelf == null)
				shelves.put(f[2], shelf = new Shelf());
			shelf.goods.add(fresh);
		}
	}

	void report()
	{
		for (String name : shelves.keySet())
		{
			Shelf s = shelves.get(name);
			System.out.println(name + " items " + s.goods.size() + " value " + s.worth());
		}
		System.out.println("low");
		String best = "-";
		long most = -1;
		for (Good g : catalogue.values())
		{
			if (g.isScarce())
				System.out.println(g.code + " " + g.title + " " + g.stock + "/" + g.minimum);
			if (g.worth() > most)
			{
				most = g.worth();
				best = g.code;
			}
		}
		System.out.println("best " + best);
	}

	public static void main(String[] args)
	{
		Warehouse house = new Warehouse();
		int unreadable = 0;
		Scanner slips = new Scanner(System.in);
		while (slips.hasNextLine())
		{
			String slip = slips.nextLine().trim();
			if (slip.length() == 0)
				continue;
			try
			{
				house.accept(slip);
			}
			catch (BadSlip b)
			{
				System.err.println(b.getMessage());
				unreadable++;
			}
		}
		house.report();
		System.out.println("bad " + unreadable);
	}
}
