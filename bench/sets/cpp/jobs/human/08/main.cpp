// The queue is one list that is always in the order in which it will be served.

#include <algorithm>
#include <iostream>
#include <list>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

struct Order
{
  std::string name;
  int arrival, priority, work, left;
};

typedef std::list<Order> Queue;

static int
number (std::istream &in, int least, int most)
{
  int n;
  if (!(in >> n))
    throw std::runtime_error ("a number is missing");
  if (n < least || n > most)
    throw std::runtime_error (std::to_string (n) + " is out of range");
  return n;
}

static void
at_end (std::istream &in)
{
  std::string more;
  if (in >> more)
    throw std::runtime_error ("there is more than there should be: " + more);
}

static Order
read_order (const std::string &line, const Queue &others)
{
  std::istringstream in (line);
  Order o;
  in >> o.name;
  o.arrival = number (in, 0, 100000);
  o.priority = number (in, 0, 9);
  o.work = o.left = number (in, 1, 100000);
  at_end (in);
  for (const Order &other : others)
    if (other.name == o.name)
      throw std::runtime_error (o.name + " was there before");
  return o;
}

// Behind all that are as good or better.
static void
line_up (Queue &queue, Queue &from, Queue::iterator who)
{
  auto place = std::find_if (queue.begin (), queue.end (), [who] (const Order &o) { return o.priority > who->priority; });
  queue.splice (place, from, who);
}

static void
arrivals (Queue &coming, Queue &queue, int now)
{
  while (!coming.empty () && coming.front ().arrival <= now)
    line_up (queue, coming, coming.begin ());
}

static int
simulate (Queue coming, int quantum, std::vector<int> &waits)
{
  Queue queue, machine;
  int now = 0, idle = 0;
  coming.sort ([] (const Order &a, const Order &b) { return a.arrival < b.arrival; });
  for (arrivals (coming, queue, now); !queue.empty () || !coming.empty (); arrivals (coming, queue, now))
    {
      if (queue.empty ())
        {
          int pause = coming.front ().arrival - now;
          idle += pause;
          now += pause;
          continue;
        }
      machine.splice (machine.begin (), queue, queue.begin ());
      Order &o = machine.front ();
      int slice = o.left > quantum ? quantum : o.left;
      o.left -= slice;
      now += slice;
      arrivals (coming, queue, now);
      if (o.left > 0)
        {
          o.priority += o.priority != 9;
          line_up (queue, machine, machine.begin ());
          continue;
        }
      waits.push_back (now - o.arrival - o.work);
      std::cout << now << " done " << o.name << " waited " << waits.back () << "\n";
      machine.clear ();
    }
  return idle;
}

int
main ()
{
  int quantum, rejected = 0;
  std::string line;
  try
    {
      std::getline (std::cin, line);
      std::istringstream in (line);
      std::string word;
      in >> word;
      quantum = number (in, 1, 100);
      at_end (in);
      if (word != "quantum")
        throw std::runtime_error ("quantum expected");
    }
  catch (const std::runtime_error &)
    {
      std::cout << "bad quantum\n";
      return 0;
    }

  Queue orders;
  while (std::getline (std::cin, line))
    try
      {
        if (!line.empty ())
          orders.push_back (read_order (line, orders));
      }
    catch (const std::runtime_error &problem)
      {
        std::cerr << line << ": " << problem.what () << "\n";
        ++rejected;
      }

  std::vector<int> waits;
  int idle = simulate (orders, quantum, waits);
  std::cout << "idle " << idle << "\n";
  long sum = 0;
  for (int w : waits)
    sum += w;
  std::cout << "average " << (waits.empty () ? "-" : std::to_string (sum / long (waits.size ()))) << "\n";
  std::cout << "rejected " << rejected << "\n";
}
