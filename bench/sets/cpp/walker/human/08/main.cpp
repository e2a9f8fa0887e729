// The map becomes a graph of linked fields; walking is following links.

#include <array>
#include <deque>
#include <iostream>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

enum Direction { NORTH, EAST, SOUTH, WEST, NOWHERE };

struct Field
{
  char sign;
  int column, row;
  std::array<Field *, 4> neighbour;

  bool is_key () const { return sign >= 'a' && sign <= 'z'; }
  bool is_door () const { return sign >= 'A' && sign <= 'Z' && sign != 'S' && sign != 'X'; }
};

struct Bad_map {};

static void
join (Field *a, Direction d, Field *b, Direction back)
{
  if (a && b)
    {
      a->neighbour[d] = b;
      b->neighbour[back] = a;
    }
}

// Walls get no field at all.  Answers the start.
static Field *
build (std::istream &in, std::deque<Field> &fields)
{
  int width, height;
  Field *start = nullptr;
  if (!(in >> width >> height) || width < 1 || width > 60 || height < 1 || height > 60)
    throw Bad_map ();

  std::vector<Field *> above (width, nullptr);
  for (int y = 0; y < height; y++)
    {
      std::string line;
      in >> line;
      if (line.size () != (std::size_t) width)
        throw Bad_map ();
      Field *left = nullptr;
      for (int x = 0; x < width; x++)
        {
          Field *f = nullptr;
          if (line[x] != '#')
            {
              fields.push_back (Field{line[x], x, y, {}});
              f = &fields.back ();
              if (line[x] != '.' && line[x] != 'S' && line[x] != 'X' && !f->is_key () && !f->is_door ())
                throw Bad_map ();
              if (line[x] == 'S' && start)
                throw Bad_map ();
              if (line[x] == 'S')
                start = f;
            }
          join (f, WEST, left, EAST);
          join (f, NORTH, above[x], SOUTH);
          left = above[x] = f;
        }
    }
  if (!start)
    throw Bad_map ();
  return start;
}

static Direction
direction (const std::string &word)
{
  static const std::unordered_map<std::string, Direction> names
      = { { "north", NORTH }, { "east", EAST }, { "south", SOUTH }, { "west", WEST } };
  auto p = names.find (word);
  return p == names.end () ? NOWHERE : p->second;
}

static int
walk (Field *here, std::istream &words)
{
  std::string keys;
  int steps = 0;
  for (std::string word; here->sign != 'X' && words >> word;)
    {
      Direction d = direction (word);
      if (d != NOWHERE)
        {
          Field *next = here->neighbour[d];
          if (!next || (next->is_door () && keys.find (next->sign - 'A' + 'a') == keys.npos))
            {
              std::cout << "bump\n";
              continue;
            }
          here = next;
          ++steps;
          if (here->is_key () && keys.find (here->sign) == keys.npos)
            {
              std::size_t p = 0;
              while (p < keys.size () && keys[p] < here->sign)
                ++p;
              keys.insert (p, 1, here->sign);
              std::cout << "key " << here->sign << "\n";
            }
        }
      else if (word == "look")
        std::cout << "at " << here->column << " " << here->row << " steps " << steps << " keys "
                  << (keys.empty () ? "-" : keys) << "\n";
      else if (word != "wait")
        std::cerr << "no such word: " << word << "\n";
    }
  std::cout << (here->sign == 'X' ? "out in " : "lost after ") << steps << " steps\n";
  return 0;
}

int
main ()
try
  {
    std::deque<Field> fields;
    return walk (build (std::cin, fields), std::cin);
  }
catch (const Bad_map &)
  {
    std::cout << "bad map\n";
  }
