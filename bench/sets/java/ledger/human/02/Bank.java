import java.math.BigDecimal;
import java.util.*;

/**
 * The bank knows its accounts; an account knows its money; a teller reads the
 * orders.  What is not allowed is thrown as a Refusal and counted by the teller.
 */
public class Bank
{
	private static class Refusal extends Exception
	{
		Refusal(String why)
		{
			super(why);
		}
	}

	private static class Account
	{
		private final String owner;
		private BigDecimal money = new BigDecimal("0.00");

		Account(String owner)
		{
			this.owner = owner;
		}

		void credit(BigDecimal sum)
		{
			money = money.add(sum);
		}

		void debit(BigDecimal sum) throws Refusal
		{
			if (money.compareTo(sum) < 0)
				throw new Refusal(owner + " has only " + money);
			money = money.subtract(sum);
		}
	}

	private final SortedMap<String, Account> accounts = new TreeMap<String, Account>();

	private Account find(String owner) throws Refusal
	{
		Account a = accounts.get(owner);
		if (a == null)
			throw new Refusal("nobody here is called " + owner);
		return a;
	}

	private static BigDecimal sum(String s) throws Refusal
	{
		BigDecimal d;
		try
		{
			d = new BigDecimal(s);
		}
		catch (NumberFormatException e)
		{
			throw new Refusal("not a number: " + s);
		}
		if (d.signum() <= 0 || d.scale() > 2)
			throw new Refusal("not a sum of money: " + s);
		return d;
	}

	public void obey(String order) throws Refusal
	{
		StringTokenizer t = new StringTokenizer(order);
		String verb = t.nextToken();
		try
		{
			if (verb.equals("open"))
			{
				String owner = t.nextToken();
				if (t.hasMoreTokens())
					throw new Refusal("too many words");
				if (accounts.putIfAbsent(owner, new Account(owner)) != null)
					throw new Refusal(owner + " is a customer already");
			}
			else if (verb.equals("deposit"))
				find(t.nextToken()).credit(sum(t.nextToken()));
			else if (verb.equals("withdraw"))
				find(t.nextToken()).debit(sum(t.nextToken()));
			else if (verb.equals("move"))
			{
				Account giver = find(t.nextToken());
				Account taker = find(t.nextToken());
				BigDecimal d = sum(t.nextToken());
				giver.debit(d);
				taker.credit(d);
			}
			else
				throw new Refusal("do not know how to " + verb);
		}
		catch (NoSuchElementException e)
		{
			throw new Refusal("too few words");
		}
	}

	public static void main(String[] args)
	{
		Bank bank = new Bank();
		int refused = 0;
		Scanner desk = new Scanner(System.in);
		while (desk.hasNextLine())
		{
			String order = desk.nextLine().trim();
			if (order.length() == 0 || order.charAt(0) == '#')
				continue;
			try
			{
				bank.obey(order);
			}
			catch (Refusal r)
			{
				System.err.println(order + ": " + r.getMessage());
				refused++;
			}
		}
		BigDecimal all = new BigDecimal("0.00");
		for (Account a : bank.accounts.values())
		{
			System.out.println(a.owner + " " + a.money);
			all = all.add(a.money);
		}
		System.out.println("total " + all + "\nrejected " + refused);
	}
}
