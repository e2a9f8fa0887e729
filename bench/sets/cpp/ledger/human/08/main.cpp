// First the whole file becomes a list of instructions, then they are executed.

#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

struct OpenIt  { std::string name; };
struct CloseIt { std::string name; };
struct Deposit { std::string name; int cents; };
struct Payout  { std::string name; int cents; };
struct Transfer { std::string from, to; int cents; };
struct Garbage { std::string why; };

using Instruction = std::variant<Garbage, OpenIt, CloseIt, Deposit, Payout, Transfer>;

static int
cents_from (std::string s)
{
  auto p = s.find ('.');
  if (p == std::string::npos)
    p = s.size ();
  else
    s.erase (p, 1);
  while (s.size () < p + 2)
    s += '0';
  if (p == 0 || s.size () != p + 2 || s.size () > 9)
    return 0;
  for (char c : s)
    if (c < '0' || c > '9')
      return 0;
  return std::stoi (s);
}

static Instruction
parse (const std::string &line)
{
  std::istringstream in (line);
  std::string op, x, y, z;
  in >> op >> x >> y >> z;
  if (x.empty ())
    return Garbage{"an operand is missing"};
  if (op == "open")
    return OpenIt{x};
  if (op == "close")
    return CloseIt{x};
  int cents = cents_from (op == "move" ? z : y);
  if (cents <= 0)
    return Garbage{"not a sum of money"};
  if (op == "put")
    return Deposit{x, cents};
  if (op == "take")
    return Payout{x, cents};
  if (op == "move")
    return Transfer{x, y, cents};
  return Garbage{"unknown operation " + op};
}

struct Machine
{
  std::map<std::string, int> state;

  std::string operator() (const Garbage &g) { return g.why; }
  std::string operator() (const OpenIt &i)
  {
    if (state.count (i.name))
      return "opened twice";
    state[i.name] = 0;
    return "";
  }
  std::string operator() (const CloseIt &i)
  {
    auto p = state.find (i.name);
    if (p == state.end () || p->second)
      return "cannot be closed";
    state.erase (p);
    return "";
  }
  std::string operator() (const Deposit &i)
  {
    if (!state.count (i.name))
      return "nobody of that name";
    state[i.name] += i.cents;
    return "";
  }
  std::string operator() (const Payout &i)
  {
    if (!state.count (i.name) || state[i.name] < i.cents)
      return "cannot be paid";
    state[i.name] -= i.cents;
    return "";
  }
  std::string operator() (const Transfer &i)
  {
    if (!state.count (i.to))
      return "nobody to receive it";
    std::string problem = (*this) (Payout{i.from, i.cents});
    return problem.empty () ? (*this) (Deposit{i.to, i.cents}) : problem;
  }
};

static std::string
money (int cents)
{
  std::string tail = std::to_string (100 + cents % 100);
  return std::to_string (cents / 100) + "." + tail.substr (1);
}

int
main ()
{
  std::vector<std::pair<int, Instruction>> program;
  int no = 0;
  for (std::string line; std::getline (std::cin, line);)
    {
      ++no;
      if (!line.empty () && line[0] != '#')
        program.emplace_back (no, parse (line));
    }

  Machine machine;
  int refused = 0, total = 0;
  for (auto &[where, what] : program)
    {
      std::string problem = std::visit (machine, what);
      if (problem.empty ())
        continue;
      std::cerr << where << ": " << problem << "\n";
      refused++;
    }
  for (auto &[name, cents] : machine.state)
    {
      std::cout << name << " " << money (cents) << "\n";
      total += cents;
    }
  std::cout << "total " << money (total) << "\nrefused " << refused << "\n";
}
