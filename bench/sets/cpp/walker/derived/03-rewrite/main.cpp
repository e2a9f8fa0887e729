#include <iostream>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

typedef std::pair<int, int> Coordinate;
typedef std::unordered_map<int, char> Grid;

/* Everything that changes while the input is being processed. */
struct Progress
{
    Coordinate current;
    unsigned count;
    std::set<char> collected;
};

static int keyFor(const Coordinate &position)
{
    return position.second * 1000 + position.first;
}

static bool isBetween(int value, int low, int high)
{
    return low <= value && value <= high;
}

/* Solid cells are not stored. On success *origin is the cell where one begins. */
static bool parseGrid(std::istream &input, Grid *grid, Coordinate *origin)
{
    int columns = 0;
    int rows = 0;
    if (!(input >> columns) || !(input >> rows))
    {
        return false;
    }
    if (!isBetween(columns, 1, 60) || !isBetween(rows, 1, 60))
    {
        return false;
    }
    int originsSeen = 0;
    for (int row = 0; row != rows; row++)
    {
        std::string characters;
        input >> characters;
        if (characters.length() != static_cast<unsigned>(columns))
        {
            return false;
        }
        int column = 0;
        for (const char character : characters)
        {
            const bool letter = isBetween(character, 'a', 'z') || isBetween(character, 'A', 'Z');
            const Coordinate position(column++, row);
            if (letter || character == '.')
            {
                (*grid)[keyFor(position)] = character;
            }
            else if (character != '#')
            {
                return false;
            }
            if (character == 'S')
            {
                *origin = position;
                originsSeen++;
            }
        }
    }
    return originsSeen == 1;
}

/* Locked doors are all capital letters but the two special ones. */
static bool mayEnter(const Progress &progress, char cell)
{
    if (cell == 'S' || cell == 'X' || !isBetween(cell, 'A', 'Z'))
    {
        return true;
    }
    const char needed = static_cast<char>(cell + ('a' - 'A'));
    return progress.collected.count(needed) == 1;
}

static Progress tryMove(const Grid &grid, const Progress &before, int horizontal, int vertical)
{
    Progress after = before;
    after.current.first += horizontal;
    after.current.second += vertical;
    const auto cell = grid.find(keyFor(after.current));
    if (cell == grid.end() || !mayEnter(before, cell->second))
    {
        std::cout << "bump" << std::endl;
        return before;
    }
    after.count += 1;
    if (isBetween(cell->second, 'a', 'z') && after.collected.insert(cell->second).second)
    {
        std::cout << "key " << cell->second << std::endl;
    }
    return after;
}

static void printProgress(const Progress &progress)
{
    std::cout << "at " << progress.current.first << " " << progress.current.second;
    std::cout << " steps " << progress.count << " keys ";
    if (progress.collected.empty())
    {
        std::cout << "-";
    }
    for (const char letter : progress.collected)
    {
        std::cout << letter;
    }
    std::cout << std::endl;
}

int main()
{
    Grid grid;
    Progress progress{};
    if (!parseGrid(std::cin, &grid, &progress.current))
    {
        std::cout << "bad map" << std::endl;
        return 0;
    }
    std::string instruction;
    while (std::cin >> instruction)
    {
        const int vertical = (instruction == "south" ? 1 : 0) - (instruction == "north" ? 1 : 0);
        const int horizontal = (instruction == "east" ? 1 : 0) - (instruction == "west" ? 1 : 0);
        if (vertical != 0 || horizontal != 0)
        {
            progress = tryMove(grid, progress, horizontal, vertical);
        }
        else if (instruction == "look")
        {
            printProgress(progress);
        }
        else if (instruction != "wait")
        {
            std::cerr << "cannot interpret '" << instruction << "'" << std::endl;
        }
        if (grid[keyFor(progress.current)] == 'X')
        {
            std::cout << "out in " << progress.count << " steps" << std::endl;
            return 0;
        }
    }
    std::cout << "lost after " << progress.count << " steps" << std::endl;
    return 0;
}
