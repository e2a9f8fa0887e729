import java.util.*;

/**
 * A sheet is made of cells of three kinds: plain ones, which are a number or text, and
 * formulas, which are read into a tree of terms.  A Muddle is whatever makes one wrong.
 */
public class Abacus
{
	private static class Muddle extends Exception
	{
	}

	private interface Term
	{
		long evaluate() throws Muddle;
	}

	private class Cell implements Term
	{
		final String content;
		boolean busy;

		Cell(String content)
		{
			this.content = content;
		}

		boolean isFormula()
		{
			return content.startsWith("=");
		}

		boolean isText()
		{
			return !isFormula() && !content.matches("(-?\\d+)?");
		}

		public long evaluate() throws Muddle
		{
			if (content.length() == 0)
				return 0;
			if (isText() || busy)
				throw new Muddle();
			if (!isFormula())
				return Long.parseLong(content);
			busy = true;
			try
			{
				return new Reader(content).whole().evaluate();
			}
			finally
			{
				busy = false;
			}
		}

		String show()
		{
			if (!isFormula())
				return content;
			try
			{
				return "" + evaluate();
			}
			catch (Muddle m)
			{
				return "#ERR";
			}
		}
	}

	private class Reader
	{
		private final StringTokenizer source;
		private String token;

		Reader(String formula)
		{
			// Letters stay glued to their digits, so a cell is one token and "1 2" are two.
			source = new StringTokenizer(formula.substring(1), "+-*(): ", true);
			advance();
		}

		private void advance()
		{
			do
				token = source.hasMoreTokens() ? source.nextToken() : "";
			while (token.equals(" "));
		}

		private boolean accept(String t)
		{
			boolean same = token.equals(t);
			if (same)
				advance();
			return same;
		}

		private void need(String t) throws Muddle
		{
			if (!accept(t))
				throw new Muddle();
		}

		Term whole() throws Muddle
		{
			Term t = series();
			need("");
			return t;
		}

		private Term series() throws Muddle
		{
			Term left = chain();
			while (token.equals("+") || token.equals("-"))
			{
				final int sign = accept("+") ? 1 : -1;
				if (sign < 0)
					need("-");
				final Term a = left, b = chain();
				left = () -> a.evaluate() + sign * b.evaluate();
			}
			return left;
		}

		private Term chain() throws Muddle
		{
			Term left = atom();
			while (accept("*"))
			{
				final Term a = left, b = atom();
				left = () -> a.evaluate() * b.evaluate();
			}
			return left;
		}

		private Term atom() throws Muddle
		{
			if (accept("-"))
			{
				final Term t = atom();
				return () -> -t.evaluate();
			}
			if (accept("("))
			{
				Term t = series();
				need(")");
				return t;
			}
			if (accept("SUM"))
			{
				need("(");
				final String from = name();
				need(":");
				final String to = name();
				need(")");
				return () -> block(from, to);
			}
			if (token.matches("\\d+"))
			{
				final long n = Long.parseLong(token);
				advance();
				return () -> n;
			}
			return at(name());
		}

		private String name() throws Muddle
		{
			String n = token;
			if (!n.matches("[A-Z]\\d+"))
				throw new Muddle();
			advance();
			return n;
		}
	}

	private final Map<String, Cell> cells = new HashMap<String, Cell>();

	private Cell at(String name)
	{
		Cell c = cells.get(name);
		return c == null ? new Cell("") : c;
	}

	private long block(String from, String to) throws Muddle
	{
		long sum = 0;
		for (char c = from.charAt(0); c <= to.charAt(0); c++)
			for (int r = Integer.parseInt(from.substring(1)); r <= Integer.parseInt(to.substring(1)); r++)
				if (!at("" + c + r).isText())
					sum += at("" + c + r).evaluate();
		return sum;
	}

	public static void main(String[] args)
	{
		Abacus abacus = new Abacus();
		List<List<Cell>> rows = new ArrayList<List<Cell>>();
		Scanner s = new Scanner(System.in);
		while (s.hasNextLine())
		{
			List<Cell> row = new ArrayList<Cell>();
			rows.add(row);
			for (String content : s.nextLine().split(",", -1))
			{
				Cell c = abacus.new Cell(content.trim());
				abacus.cells.put("" + (char) ('A' + row.size()) + rows.size(), c);
				row.add(c);
			}
		}
		int formulas = 0, errors = 0;
		for (List<Cell> row : rows)
		{
			String line = "";
			for (Cell c : row)
			{
				String shown = c.show();
				line += "," + shown;
				if (c.isFormula())
					formulas++;
				if (c.isFormula() && shown.equals("#ERR"))
					errors++;
			}
			System.out.println(line.substring(1));
		}
		System.out.println("formulas " + formulas + " errors " + errors);
	}
}
