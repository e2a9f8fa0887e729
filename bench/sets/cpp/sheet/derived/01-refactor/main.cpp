#include <cctype>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using std::string;
typedef long long Integer;

static bool digit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

static bool looksLikeField(const string& word)
{
    if (word.size() != 2) return false;
    return digit(word[1]) && 'A' <= word[0] && word[0] <= 'Z';
}

static bool looksLikeConstant(const string& word)
{
    if (word.size() > 4 || word.empty()) return false;
    for (char c : word)
    {
        if (!digit(c)) return false;
    }
    return true;
}

struct Item
{
    Integer constant = 0;
    string field;
    char sign = '+';

    bool refers() const { return !field.empty(); }

    static Item read(std::istream& words, char sign)
    {
        string word;
        words >> word;
        if (words.fail()) throw std::runtime_error("a term is missing");
        Item item;
        item.sign = sign;
        if (looksLikeConstant(word)) item.constant = std::stoll(word);
        else if (looksLikeField(word)) item.field = word;
        else throw std::runtime_error("not a term: " + word);
        return item;
    }
};

static Integer combine(Integer left, char sign, Integer right)
{
    switch (sign)
    {
    case '*': return left * right;
    case '-': return left - right;
    default: return left + right;
    }
}

struct Field
{
    enum Condition { Fresh, Open, Good, Lost, Circular };

    Condition condition = Fresh;
    Integer content = 0;
    std::vector<Item> items;
};

class Grid
{
    std::map<string, Field> fields;

    Field::Condition fill(Field& field)
    {
        Field::Condition worst = Field::Good;
        field.condition = Field::Open;
        field.content = 0;
        for (auto item = field.items.begin(); item != field.items.end(); ++item)
        {
            Integer right = item->constant;
            if (item->refers())
            {
                Field::Condition other = visit(item->field);
                if (other > worst) worst = other;
                if (other == Field::Good) right = fields[item->field].content;
            }
            if (worst != Field::Good) continue;
            field.content = combine(field.content, item->sign, right);
        }
        field.condition = worst;
        return worst;
    }

    Field::Condition visit(const string& name)
    {
        auto pos = fields.find(name);
        if (pos == fields.end()) return Field::Lost;
        Field& field = pos->second;
        if (field.condition == Field::Fresh) return fill(field);
        return field.condition == Field::Open ? Field::Circular : field.condition;
    }

public:
    void list()
    {
        Integer total = 0;
        const Field* best = nullptr;
        string bestName = "-";
        for (auto pos = fields.begin(); pos != fields.end(); ++pos)
        {
            Field::Condition condition = visit(pos->first);
            std::cout << pos->first << ' ';
            if (condition == Field::Good)
            {
                const Field& field = pos->second;
                std::cout << field.content << '\n';
                total += field.content;
                bool better = best == nullptr || best->content < field.content;
                if (better)
                {
                    bestName = pos->first;
                    best = &field;
                }
            }
            else
            {
                std::cout << (condition == Field::Lost ? "unknown\n" : "loop\n");
            }
        }
        std::cout << "sum " << total << '\n';
        std::cout << "greatest " << bestName << '\n';
    }

    void assign(const string& text)
    {
        std::istringstream words(text);
        string name, equals, sign;
        words >> name >> equals;
        bool head = !words.fail() && equals == "=" && looksLikeField(name);
        if (!head) throw std::runtime_error("expected a cell and =");
        std::vector<Item> items(1, Item::read(words, '+'));
        for (words >> sign; !words.fail(); words >> sign)
        {
            bool known = sign == "*" || sign == "-" || sign == "+";
            if (!known) throw std::runtime_error("not an operator: " + sign);
            items.push_back(Item::read(words, sign[0]));
        }
        fields[name].items.swap(items);
    }
};

int main()
{
    Grid grid;
    int faults = 0;
    string text;
    for (int at = 1; std::getline(std::cin, text); at++)
    {
        if (!text.empty())
        {
            try
            {
                grid.assign(text);
            }
            catch (const std::runtime_error& fault)
            {
                faults++;
                std::cerr << "line " << at << ": " << fault.what() << '\n';
            }
        }
    }
    grid.list();
    std::cout << "wrong " << faults << '\n';
}
