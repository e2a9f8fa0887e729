// Cells call each other; what goes wrong below comes up as an exception.

#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

struct Not_set {};
struct In_a_loop {};
struct Syntax { std::string what; };

class Table
{
  typedef std::pair<char, std::string> Link;
  std::map<std::string, std::vector<Link>> chains;

  long long operand (const std::string &t, std::vector<std::string> &path) const
  {
    return t[0] >= 'A' ? value (t, path) : std::stoll (t);
  }

public:
  void set (const std::string &line);
  long long value (const std::string &name, std::vector<std::string> &path) const;
  std::string next (const std::string &name) const
  {
    auto p = chains.upper_bound (name);
    return p == chains.end () ? "" : p->first;
  }
};

static bool
in (char c, char from, char to)
{
  return from <= c && c <= to;
}

static std::string
check_cell (const std::string &w)
{
  if (w.size () != 2 || !in (w[0], 'A', 'Z') || !in (w[1], '0', '9'))
    throw Syntax{"'" + w + "' is not a cell"};
  return w;
}

static std::string
check_term (const std::string &w)
{
  if (w.empty () || !in (w[0], '0', '9'))
    return check_cell (w);
  for (char c : w)
    if (!in (c, '0', '9') || w.size () > 4)
      throw Syntax{"'" + w + "' is not a number"};
  return w;
}

void
Table::set (const std::string &line)
{
  std::istringstream words (line);
  std::string name, sign, term;
  words >> name >> sign;
  check_cell (name);
  if (sign != "=")
    throw Syntax{"= is missing"};
  std::vector<Link> chain;
  sign = "+";
  do
    {
      term.clear ();
      words >> term;
      if (sign != "+" && sign != "-" && sign != "*")
        throw Syntax{"'" + sign + "' is not an operator"};
      chain.emplace_back (sign[0], check_term (term));
    }
  while (words >> sign);
  chains[name] = chain;
}

long long
Table::value (const std::string &name, std::vector<std::string> &path) const
{
  for (const std::string &p : path)
    if (p == name)
      throw In_a_loop ();
  auto chain = chains.find (name);
  if (chain == chains.end ())
    throw Not_set ();

  path.push_back (name);
  long long total = 0;
  bool lost = false;
  for (const Link &link : chain->second)
    try
      {
        long long x = operand (link.second, path);
        if (link.first == '*')
          total *= x;
        else
          total += link.first == '-' ? -x : x;
      }
    catch (const Not_set &)
      {
        // A loop further on would be worse, so look on.
        lost = true;
      }
  path.pop_back ();
  if (lost)
    throw Not_set ();
  return total;
}

int
main ()
{
  Table table;
  int no = 0, wrong = 0;
  for (std::string line; std::getline (std::cin, line);)
    try
      {
        ++no;
        if (!line.empty ())
          table.set (line);
      }
    catch (const Syntax &s)
      {
        ++wrong;
        std::cerr << no << ": " << s.what << "\n";
      }

  long long sum = 0;
  std::optional<std::pair<std::string, long long>> greatest;
  for (std::string name = table.next (""); !name.empty (); name = table.next (name))
    {
      std::vector<std::string> path;
      std::cout << name << " ";
      try
        {
          long long v = table.value (name, path);
          std::cout << v << "\n";
          sum += v;
          if (!greatest || v > greatest->second)
            greatest = { name, v };
        }
      catch (const In_a_loop &)
        {
          std::cout << "loop\n";
        }
      catch (const Not_set &)
        {
          std::cout << "unknown\n";
        }
    }
  std::cout << "sum " << sum << "\ngreatest " << (greatest ? greatest->first : "-") << "\nwrong " << wrong << "\n";
}
