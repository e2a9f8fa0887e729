// Everything is kept as a log of accepted lines; the state is worked out from it.

#include <algorithm>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

struct Entry
{
  std::string item, category;
  int quantity, price;
};

typedef std::vector<Entry> Log;

static std::string
next_field (std::istream &in, char until)
{
  std::string raw;
  if (!std::getline (in, raw, until))
    throw std::invalid_argument ("too few fields");
  auto not_blank = [] (char c) { return c != ' ' && c != '\t' && c != '\r'; };
  raw.erase (raw.begin (), std::find_if (raw.begin (), raw.end (), not_blank));
  raw.erase (std::find_if (raw.rbegin (), raw.rend (), not_blank).base (), raw.end ());
  if (raw.empty ())
    throw std::invalid_argument ("a field is empty");
  return raw;
}

static int
whole (const std::string &s, int least)
{
  std::istringstream in (s);
  int n;
  if (!(in >> std::noskipws >> n) || in.peek () != EOF)
    throw std::invalid_argument (s + " is no whole number");
  if (n < least)
    throw std::out_of_range (s + " is too small");
  return n;
}

static int
left_of (const Log &log, const std::string &item)
{
  int sum = 0;
  for (const Entry &e : log)
    if (e.item == item)
      sum += e.quantity;
  return sum;
}

static Entry
parse (const std::string &line)
{
  std::istringstream in (line);
  Entry e;
  e.item = next_field (in, ',');
  e.category = next_field (in, ',');
  e.quantity = whole (next_field (in, ','), -1000000);
  std::string last = next_field (in, '\n');
  e.price = whole (last, 0);
  return e;
}

// One entry per item, as if it had come in a single delivery; by name.
static Log
condensed (const Log &log)
{
  std::set<std::string> seen;
  Log out;
  for (auto e = log.rbegin (); e != log.rend (); ++e)
    if (seen.insert (e->item).second && left_of (log, e->item) > 0)
      out.push_back ({ e->item, e->category, left_of (log, e->item), e->price });
  std::sort (out.begin (), out.end (), [] (const Entry &a, const Entry &b) { return a.item < b.item; });
  return out;
}

int
main ()
{
  Log log;
  int no = 0, ignored = 0;
  for (std::string line; std::getline (std::cin, line);)
    try
      {
        ++no;
        Entry e = parse (line);
        if (left_of (log, e.item) + e.quantity < 0)
          throw std::out_of_range ("there are not so many of " + e.item);
        log.push_back (e);
      }
    catch (const std::logic_error &problem)
      {
        std::cerr << no << ": " << problem.what () << "\n";
        ++ignored;
      }

  Log stock = condensed (log), ranked = stock;
  std::stable_sort (ranked.begin (), ranked.end (), [] (const Entry &a, const Entry &b) {
    return a.quantity * a.price > b.quantity * b.price;
  });
  for (const Entry &e : ranked)
    std::cout << e.item << " " << e.quantity << " " << e.quantity * e.price << "\n";

  std::set<std::string> categories;
  for (const Entry &e : stock)
    categories.insert (e.category);
  for (const std::string &c : categories)
    {
      int items = 0, value = 0;
      for (const Entry &e : stock)
        if (e.category == c)
          ++items, value += e.quantity * e.price;
      std::cout << "category " << c << " " << items << " " << value << "\n";
    }

  std::cout << "low";
  stock.erase (std::remove_if (stock.begin (), stock.end (), [] (const Entry &e) { return e.quantity >= 5; }), stock.end ());
  for (const Entry &e : stock)
    std::cout << " " << e.item;
  std::cout << (stock.empty () ? " none" : "") << "\nignored " << ignored << "\n";
}
