import java.util.*;

/**
 * A school has lessons; a lesson takes a slot; two slots may have something in common.
 * Whatever is written badly in the plan is thrown as a Misprint.
 */
public class School
{
	private static class Misprint extends Exception
	{
		Misprint(String where)
		{
			super(where);
		}
	}

	private static class Clock
	{
		static int read(String s) throws Misprint
		{
			if (s.length() != 5 || s.charAt(2) != ':')
				throw new Misprint("time " + s);
			return 60 * two(s, 0, 24) + two(s, 3, 60);
		}

		private static int two(String s, int at, int limit) throws Misprint
		{
			int tens = Character.digit(s.charAt(at), 10);
			int ones = Character.digit(s.charAt(at + 1), 10);
			if (tens < 0 || ones < 0 || 10 * tens + ones >= limit)
				throw new Misprint("time " + s);
			return 10 * tens + ones;
		}

		static String write(int t)
		{
			return "" + t / 600 + t / 60 % 10 + ":" + t % 60 / 10 + t % 10;
		}
	}

	private static class Slot
	{
		final String day;
		final int begin, end;

		Slot(String day, int begin, int end)
		{
			this.day = day;
			this.begin = begin;
			this.end = end;
		}

		Slot common(Slot other)
		{
			if (!day.equals(other.day) || other.begin >= end || begin >= other.end)
				return null;
			return new Slot(day, Math.max(begin, other.begin), Math.min(end, other.end));
		}

		public String toString()
		{
			return day + " " + Clock.write(begin) + "-" + Clock.write(end);
		}
	}

	private static class Lesson
	{
		private static final List<String> DAYS = Arrays.asList("mon", "tue", "wed", "thu", "fri");

		final Slot slot;
		final String room, teacher, course;

		Lesson(StringTokenizer t) throws Misprint
		{
			if (t.countTokens() != 6)
				throw new Misprint("number of words");
			String day = t.nextToken();
			if (!DAYS.contains(day))
				throw new Misprint("day " + day);
			slot = new Slot(day, Clock.read(t.nextToken()), Clock.read(t.nextToken()));
			if (slot.begin >= slot.end)
				throw new Misprint("ends before it begins");
			room = t.nextToken();
			teacher = t.nextToken();
			course = t.nextToken();
		}

		void compare(Lesson later)
		{
			Slot both = slot.common(later.slot);
			if (both == null)
				return;
			String tail = " " + both + " " + course + " " + later.course;
			if (room.equals(later.room))
				System.out.println("room " + room + tail);
			if (teacher.equals(later.teacher))
				System.out.println("teacher " + teacher + tail);
		}
	}

	public static void main(String[] args)
	{
		List<Lesson> plan = new ArrayList<Lesson>();
		int misprints = 0;
		Scanner s = new Scanner(System.in);
		while (s.hasNextLine())
		{
			StringTokenizer t = new StringTokenizer(s.nextLine());
			if (!t.hasMoreTokens())
				continue;
			try
			{
				plan.add(new Lesson(t));
			}
			catch (Misprint m)
			{
				System.err.println("misprint: " + m.getMessage());
				misprints++;
			}
		}
		SortedMap<String, Integer> hours = new TreeMap<String, Integer>();
		for (ListIterator<Lesson> i = plan.listIterator(); i.hasNext(); )
		{
			Lesson first = i.next();
			for (Lesson second : plan.subList(i.nextIndex(), plan.size()))
				first.compare(second);
			Integer h = hours.get(first.teacher);
			hours.put(first.teacher, (h == null ? 0 : h) + first.slot.end - first.slot.begin);
		}
		for (String teacher : hours.keySet())
		{
			int h = hours.get(teacher);
			System.out.println("load " + teacher + " " + h / 60 + ":" + h % 60 / 10 + h % 10);
		}
		System.out.println("bad " + misprints);
	}
}
