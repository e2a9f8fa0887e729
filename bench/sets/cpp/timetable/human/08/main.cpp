// Reads lessons with operator >> and keeps them in one ordered set.

#include <iomanip>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>

struct Clock
{
  int minute = -1;
};

static std::istream &
operator>> (std::istream &in, Clock &c)
{
  std::string w;
  if (!(in >> w))
    return in;
  auto two = [&w] (std::size_t at, int limit) {
    std::string digits = "0123456789";
    std::size_t tens = digits.find (w[at]), ones = digits.find (w[at + 1]);
    int n = tens == digits.npos || ones == digits.npos ? limit : int (tens * 10 + ones);
    return n < limit ? n : -1;
  };
  int h = -1, m = -1;
  if (w.size () == 5 && w[2] == ':')
    h = two (0, 24), m = two (3, 60);
  if (h < 0 || m < 0)
    in.setstate (std::ios::failbit);
  c.minute = 60 * h + m;
  return in;
}

struct Weekday
{
  int number = 0;
};

static std::istream &
operator>> (std::istream &in, Weekday &d)
{
  std::string w;
  in >> w;
  std::string::size_type at = std::string ("mon tue wed thu fri").find (w);
  if (w.size () != 3 || at == std::string::npos || at % 4 != 0)
    in.setstate (std::ios::failbit);
  d.number = int (at / 4);
  return in;
}

struct Lesson
{
  std::string code, room, teacher;
  Weekday day;
  Clock start, end;

  int length () const { return end.minute - start.minute; }
  bool operator< (const Lesson &o) const
  {
    return day.number < o.day.number || (day.number == o.day.number && code < o.code);
  }
};

static std::istream &
operator>> (std::istream &in, Lesson &l)
{
  in >> l.code >> l.day >> l.start >> l.end >> l.room >> l.teacher;
  if (in && l.length () <= 0)
    in.setstate (std::ios::failbit);
  return in;
}

static bool
at_once (const Lesson &a, const Lesson &b)
{
  if (a.day.number != b.day.number)
    return false;
  return a.start.minute <= b.start.minute ? b.start.minute < a.end.minute : a.start.minute < b.end.minute;
}

static void
print_clashes (const std::set<Lesson> &all)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri" };
  bool any = false;
  for (auto a = all.begin (); a != all.end (); ++a)
    for (auto b = a; b != all.end (); ++b)
      {
        if (a == b || !at_once (*a, *b))
          continue;
        bool room = a->room == b->room;
        bool teacher = a->teacher == b->teacher;
        if (room || teacher)
          std::cout << names[a->day.number] << " " << a->code << " " << b->code << " "
                    << (!room ? "teacher" : !teacher ? "room" : "both") << "\n";
        any = any || room || teacher;
      }
  if (!any)
    std::cout << "no clashes\n";
}

int
main ()
{
  std::set<Lesson> all;
  std::set<std::string> codes;
  std::map<std::string, int> rooms;
  int number = 0, skipped = 0;
  std::string line;
  while (std::getline (std::cin, line))
    {
      number++;
      if (line.empty ())
        continue;
      std::istringstream in (line);
      Lesson l;
      std::string rest;
      if (!(in >> l) || in >> rest || codes.count (l.code))
        {
          skipped++;
          std::cerr << number << ": this is no lesson\n";
          continue;
        }
      codes.insert (l.code);
      all.insert (l);
      rooms[l.room] += l.length ();
    }
  print_clashes (all);
  for (auto &room : rooms)
    std::cout << room.first << " " << room.second << "\n";
  std::cout << "skipped " << skipped << "\n";
}
