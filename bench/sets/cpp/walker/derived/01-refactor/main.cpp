#include <cctype>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

struct Position
{
    int column;
    int line;
};

static bool upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
static bool lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

class Terrain
{
    Position origin{0, 0};
    std::vector<std::string> lines;
    int columns = 0;

    static bool goodSize(int n)
    {
        return n >= 1 && n <= 60;
    }

    static bool goodSign(char c)
    {
        return c == '.' || c == '#' || upper(c) || lower(c);
    }

    int scan(const std::string& text, int line)
    {
        int origins = 0;
        int column = 0;
        while (column < columns)
        {
            if (!goodSign(text[column])) throw std::runtime_error("bad field");
            if (text[column] == 'S')
            {
                origins++;
                origin.column = column;
                origin.line = line;
            }
            column++;
        }
        return origins;
    }

public:
    const Position& first() const
    {
        return origin;
    }

    char sign(const Position& p) const
    {
        bool inside = p.column >= 0 && p.column < columns && p.line >= 0 && p.line < static_cast<int>(lines.size());
        return inside ? lines[p.line][p.column] : '#';
    }

    void load(std::istream& source)
    {
        int total = 0, origins = 0;
        bool read = static_cast<bool>(source >> columns >> total);
        if (!read || !goodSize(columns) || !goodSize(total)) throw std::runtime_error("bad size");
        while (static_cast<int>(lines.size()) < total)
        {
            std::string text;
            source >> text;
            if (columns != static_cast<int>(text.size())) throw std::runtime_error("bad row");
            origins += scan(text, static_cast<int>(lines.size()));
            lines.push_back(text);
        }
        if (origins == 1) return;
        throw std::runtime_error("bad start");
    }
};

class Player
{
    std::set<char> found;
    int moves = 0;
    Position place;
    const Terrain& terrain;

    bool opens(char door) const
    {
        return found.find(static_cast<char>(std::tolower(door))) != found.end();
    }

    bool free(char sign) const
    {
        if (upper(sign) && sign != 'X' && sign != 'S') return opens(sign);
        return sign != '#';
    }

    void pick(char sign)
    {
        if (!lower(sign)) return;
        bool fresh = found.insert(sign).second;
        if (fresh) std::cout << "key " << sign << '\n';
    }

public:
    explicit Player(const Terrain& t) : place(t.first()), terrain(t) {}

    bool finished() const
    {
        return 'X' == terrain.sign(place);
    }

    void describe() const
    {
        std::string list(found.begin(), found.end());
        if (list.empty()) list = "-";
        std::cout << "at " << place.column << ' ' << place.line << " steps " << moves << " keys " << list << '\n';
    }

    void verdict() const
    {
        std::cout << (finished() ? "out in " : "lost after ") << moves << " steps\n";
    }

    void go(int right, int down)
    {
        Position target = place;
        target.column += right;
        target.line += down;
        char sign = terrain.sign(target);
        if (free(sign))
        {
            moves++;
            place = target;
            pick(sign);
        }
        else
        {
            std::cout << "bump\n";
        }
    }

    void obey(const std::string& order)
    {
        if (order == "wait") return;
        if (order == "look") return describe();
        if (order == "east") return go(1, 0);
        if (order == "west") return go(-1, 0);
        if (order == "south") return go(0, 1);
        if (order == "north") return go(0, -1);
        std::cerr << "I do not know how to " << order << '\n';
    }
};

int main()
{
    Terrain terrain;
    try
    {
        terrain.load(std::cin);
    }
    catch (const std::runtime_error&)
    {
        std::cout << "bad map\n";
        return 0;
    }
    Player player(terrain);
    for (std::string order; !player.finished() && std::cin >> order;)
    {
        player.obey(order);
    }
    player.verdict();
}
