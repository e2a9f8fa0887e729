import java.util.*;

/**
 * A factory is a gate, a hall and its hands.  Jobs stand before the gate until their
 * time has come, then they wait in the hall, and then a hand takes them.
 */
public class Factory
{
	private static class Nonsense extends Exception
	{
	}

	private static class Job implements Comparable<Job>
	{
		final String name;
		final int arrival, priority, effort;

		Job(String name, int arrival, int priority, int effort) throws Nonsense
		{
			if (effort == 0)
				throw new Nonsense();
			this.name = name;
			this.arrival = arrival;
			this.priority = priority;
			this.effort = effort;
		}

		public int compareTo(Job other)
		{
			if (priority != other.priority)
				return Integer.compare(other.priority, priority);
			if (arrival != other.arrival)
				return Integer.compare(arrival, other.arrival);
			return name.compareTo(other.name);
		}
	}

	private static class Hand
	{
		final int number;
		int remaining, toil, jobs;

		Hand(int number)
		{
			this.number = number;
		}

		void start(Job j)
		{
			remaining = j.effort;
			toil += j.effort;
			jobs++;
		}
	}

	private final Map<String, Job> gate = new LinkedHashMap<String, Job>();
	private final PriorityQueue<Job> hall = new PriorityQueue<Job>();
	private final List<Hand> hands = new ArrayList<Hand>();
	private int crew = 1, clock, count, longest;
	private long waited;

	private static int natural(String s) throws Nonsense
	{
		for (char c : s.toCharArray())
			if (!Character.isDigit(c))
				throw new Nonsense();
		return Integer.parseInt(s);
	}

	void read(StringTokenizer t) throws Nonsense
	{
		try
		{
			String first = t.nextToken();
			if (first.equals("workers"))
			{
				int n = natural(t.nextToken());
				if (n < 1 || n > 99 || t.hasMoreTokens())
					throw new Nonsense();
				crew = n;
				return;
			}
			String name = t.nextToken();
			Job j = new Job(name, natural(t.nextToken()), natural(t.nextToken()), natural(t.nextToken()));
			if (!first.equals("job") || t.hasMoreTokens() || gate.containsKey(name))
				throw new Nonsense();
			gate.put(name, j);
		}
		catch (NoSuchElementException e)
		{
			throw new Nonsense();
		}
	}

	/** One tick of the clock after the other, which is simple and quick enough. */
	void work()
	{
		count = gate.size();
		for (int n = 1; n <= crew; n++)
			hands.add(new Hand(n));
		boolean quiet = gate.isEmpty();
		while (!quiet)
		{
			for (Iterator<Job> i = gate.values().iterator(); i.hasNext(); )
			{
				Job j = i.next();
				if (j.arrival <= clock)
				{
					hall.add(j);
					i.remove();
				}
			}
			for (Hand h : hands)
				if (h.remaining == 0 && !hall.isEmpty())
				{
					Job j = hall.remove();
					System.out.println(clock + " " + j.name + " on " + h.number);
					h.start(j);
					waited += clock - j.arrival;
					longest = Math.max(longest, clock - j.arrival);
				}
			clock++;
			quiet = gate.isEmpty() && hall.isEmpty();
			for (Hand h : hands)
			{
				if (h.remaining > 0)
					h.remaining--;
				quiet &= h.remaining == 0;
			}
		}
	}

	public static void main(String[] args)
	{
		Factory f = new Factory();
		int nonsense = 0;
		Scanner s = new Scanner(System.in);
		while (s.hasNextLine())
		{
			StringTokenizer t = new StringTokenizer(s.nextLine());
			if (!t.hasMoreTokens())
				continue;
			try
			{
				f.read(t);
			}
			catch (Nonsense n)
			{
				nonsense++;
			}
		}
		f.work();
		System.out.println("end " + f.clock);
		for (Hand h : f.hands)
			System.out.println("worker " + h.number + " busy " + h.toil + " jobs " + h.jobs);
		long w = f.count == 0 ? 0 : 100 * f.waited / f.count;
		System.out.println("wait " + w / 100 + "." + w / 10 % 10 + w % 10 + " " + f.longest);
		System.out.println("bad " + nonsense);
	}
}
