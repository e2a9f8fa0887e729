#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace maze
{
    class Bag
    {
    public:
        bool Add(char key)
        {
            if (Has(key)) return false;
            m_keys[key] = true;
            return true;
        }
        bool Has(char key) const { return m_keys.count(key) > 0; }
        std::string ToString() const
        {
            std::string text;
            for (const auto& entry : m_keys) text += entry.first;
            return text.empty() ? "-" : text;
        }
    private:
        std::map<char, bool> m_keys;
    };

    // What a field does to one who comes.
    class Tile
    {
    public:
        virtual ~Tile() = default;
        virtual bool LetsIn(const Bag&) const { return true; }
        virtual void OnEnter(Bag&) const {}
        virtual bool IsExit() const { return false; }
    };

    class Floor : public Tile {};

    class Wall : public Tile
    {
        bool LetsIn(const Bag&) const override { return false; }
    };

    class Exit : public Tile
    {
        bool IsExit() const override { return true; }
    };

    class Key : public Tile
    {
    public:
        explicit Key(char letter) : m_letter(letter) {}
        void OnEnter(Bag& bag) const override
        {
            if (bag.Add(m_letter)) std::cout << "key " << m_letter << std::endl;
        }
    private:
        char m_letter;
    };

    class Door : public Tile
    {
    public:
        explicit Door(char key) : m_key(key) {}
        bool LetsIn(const Bag& bag) const override { return bag.Has(m_key); }
    private:
        char m_key;
    };

    std::unique_ptr<Tile> MakeTile(char c)
    {
        if (c == '#') return std::make_unique<Wall>();
        if (c == '.' || c == 'S') return std::make_unique<Floor>();
        if (c == 'X') return std::make_unique<Exit>();
        if (c >= 'a' && c <= 'z') return std::make_unique<Key>(c);
        if (c >= 'A' && c <= 'Z') return std::make_unique<Door>(c + 32);
        return nullptr;
    }
}

int main()
{
    using namespace maze;
    unsigned width = 0, height = 0, position = 0, starts = 0, steps = 0;
    std::vector<std::unique_ptr<Tile>> tiles;
    bool valid = std::cin >> width >> height && width - 1 < 60 && height - 1 < 60;
    // A frame of walls, so that no step leaves the vector.
    const unsigned stride = width + 2;
    for (unsigned y = 0; valid && y < height + 2; ++y)
    {
        std::string row(width, '#');
        if (y > 0 && y <= height) std::cin >> row;
        valid = row.size() == width;
        for (char c : "#" + row + "#")
        {
            if (c == 'S') { position = tiles.size(); ++starts; }
            tiles.push_back(MakeTile(c));
            valid = valid && tiles.back();
        }
    }
    if (!valid || starts != 1)
    {
        std::cout << "bad map" << std::endl;
        return 0;
    }

    const std::map<std::string, int> moves = {
        {"north", -int(stride)}, {"south", int(stride)}, {"east", 1}, {"west", -1}, {"wait", 0}};
    Bag bag;
    std::string word;
    while (!tiles[position]->IsExit() && std::cin >> word)
    {
        auto move = moves.find(word);
        if (word == "look")
            std::cout << "at " << position % stride - 1 << " " << position / stride - 1 << " steps " << steps << " keys "
                      << bag.ToString() << std::endl;
        else if (move == moves.end())
            std::cerr << "unknown word: " << word << std::endl;
        else if (move->second != 0 && !tiles[position + move->second]->LetsIn(bag))
            std::cout << "bump" << std::endl;
        else if (move->second != 0)
        {
            position += move->second;
            ++steps;
            tiles[position]->OnEnter(bag);
        }
    }
    std::cout << (tiles[position]->IsExit() ? "out in " : "lost after ") << steps << " steps" << std::endl;
}
