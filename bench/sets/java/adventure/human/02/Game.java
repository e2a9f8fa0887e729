import java.util.*;

/**
 * A game is a world and a hero who walks through it.  What the hero cannot do is
 * thrown as a Refusal, whose text is what the player gets to read.
 */
public class Game
{
	private static class Refusal extends Exception
	{
		Refusal(String text)
		{
			super(text);
		}
	}

	private static class Container
	{
		private final List<String> contents = new ArrayList<String>();

		void put(String thing)
		{
			contents.add(thing);
		}

		void give(String thing, Container other) throws Refusal
		{
			if (!contents.remove(thing))
				throw new Refusal("no such thing");
			other.put(thing);
		}

		public String toString()
		{
			return list(contents);
		}
	}

	private static class Place extends Container
	{
		String title = "nowhere";
		final Map<String, Place> ways = new HashMap<String, Place>();
	}

	private static class Hero
	{
		Place place;
		int steps;
		final Container sack = new Container();
		final Set<Place> memory = new HashSet<Place>();

		String arrive(Place p)
		{
			place = p;
			memory.add(p);
			return "at " + p.title;
		}

		String walk(String direction) throws Refusal
		{
			Place p = place.ways.get(direction);
			if (p == null)
				throw new Refusal("no way");
			steps++;
			return arrive(p);
		}
	}

	private final Map<String, Place> atlas = new HashMap<String, Place>();
	private final Hero hero = new Hero();

	private static String list(Collection<String> words)
	{
		StringBuilder b = new StringBuilder();
		for (String w : new TreeSet<String>(words))
			b.append(' ').append(w);
		return b.length() == 0 ? " -" : b.toString();
	}

	private Place place(String id)
	{
		Place p = atlas.get(id);
		if (p == null)
			atlas.put(id, p = new Place());
		return p;
	}

	private void build(Scanner s)
	{
		for (String kind = s.next(); !kind.equals("play"); kind = s.next())
		{
			if (kind.equals("room"))
				place(s.next()).title = s.nextLine().trim();
			else if (kind.equals("path"))
				place(s.next()).ways.put(s.next(), place(s.next()));
			else if (kind.equals("start"))
				hero.place = place(s.next());
			else
			{
				String thing = s.next();
				place(s.next()).put(thing);
			}
		}
	}

	private String answer(StringTokenizer t) throws Refusal
	{
		String verb = t.nextToken();
		if (t.countTokens() == 0 && verb.equals("look"))
			return "exits" + list(hero.place.ways.keySet()) + "\nthings" + hero.place;
		if (t.countTokens() == 0 && verb.equals("bag"))
			return "bag" + hero.sack;
		if (t.countTokens() != 1)
			throw new Refusal("what?");
		String object = t.nextToken();
		if (verb.equals("go"))
			return hero.walk(object);
		if (verb.equals("take"))
		{
			hero.place.give(object, hero.sack);
			return "taken " + object;
		}
		if (verb.equals("drop"))
		{
			hero.sack.give(object, hero.place);
			return "dropped " + object;
		}
		throw new Refusal("what?");
	}

	public static void main(String[] args)
	{
		Scanner s = new Scanner(System.in);
		Game game = new Game();
		game.build(s);
		System.out.println(game.hero.arrive(game.hero.place));
		while (s.hasNextLine())
		{
			String line = s.nextLine().trim();
			if (line.equals("quit"))
				break;
			if (line.length() == 0)
				continue;
			try
			{
				System.out.println(game.answer(new StringTokenizer(line)));
			}
			catch (Refusal r)
			{
				System.out.println(r.getMessage());
			}
		}
		System.out.println("moves " + game.hero.steps + " rooms " + game.hero.memory.size());
	}
}
