#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>

namespace warehouse
{
    class Product
    {
    public:
        explicit Product(const std::string& name) : m_name(name) {}

        bool Update(const std::string& category, int delta, int price)
        {
            if (m_stock + delta < 0) return false;
            m_stock += delta;
            m_category = category;
            m_price = price;
            return true;
        }
        const std::string& Name() const { return m_name; }
        const std::string& Category() const { return m_category; }
        int Stock() const { return m_stock; }
        int Value() const { return m_stock * m_price; }

    private:
        std::string m_name, m_category;
        int m_stock = 0, m_price = 0;
    };

    typedef std::shared_ptr<Product> ProductPtr;

    // Every part of the report sees each product once, ordered by name.
    class Section
    {
    public:
        virtual ~Section() = default;
        virtual void Visit(const ProductPtr& product) = 0;
        virtual void Print(std::ostream& os) = 0;
    };

    class ValueSection : public Section
    {
        std::multimap<int, ProductPtr, std::greater<int>> m_byValue;
    public:
        void Visit(const ProductPtr& product) override { m_byValue.emplace(product->Value(), product); }
        void Print(std::ostream& os) override
        {
            for (const auto& pair : m_byValue)
                os << pair.second->Name() << " " << pair.second->Stock() << " " << pair.first << std::endl;
        }
    };

    class CategorySection : public Section
    {
        std::map<std::string, std::set<ProductPtr>> m_groups;
    public:
        void Visit(const ProductPtr& product) override { m_groups[product->Category()].insert(product); }
        void Print(std::ostream& os) override
        {
            for (const auto& group : m_groups)
            {
                int sum = 0;
                for (const auto& product : group.second) sum += product->Value();
                os << "category " << group.first << " " << group.second.size() << " " << sum << std::endl;
            }
        }
    };

    class LowSection : public Section
    {
        static constexpr int Threshold = 5;
        std::string m_text;
    public:
        void Visit(const ProductPtr& product) override
        {
            if (product->Stock() < Threshold) m_text += " " + product->Name();
        }
        void Print(std::ostream& os) override { os << "low" << (m_text.empty() ? " none" : m_text) << std::endl; }
    };
}

int main()
{
    using namespace warehouse;
    const std::regex format("\\s*([^,]*[^,\\s])\\s*,\\s*([^,]*[^,\\s])\\s*,\\s*(-?\\d{1,8})\\s*,\\s*(\\d{1,8})\\s*");
    std::map<std::string, ProductPtr> products;
    unsigned lineNo = 0, ignored = 0;
    std::string text;
    while (++lineNo, std::getline(std::cin, text))
    {
        std::smatch match;
        if (std::regex_match(text, match, format))
        {
            ProductPtr& product = products[match[1]];
            if (!product) product = std::make_shared<Product>(match[1]);
            if (product->Update(match[2], std::stoi(match[3]), std::stoi(match[4]))) continue;
        }
        std::cerr << "[" << lineNo << "] not accepted" << std::endl;
        ++ignored;
    }

    std::unique_ptr<Section> sections[] = {
        std::make_unique<ValueSection>(), std::make_unique<CategorySection>(), std::make_unique<LowSection>()};
    for (auto& section : sections)
    {
        for (const auto& entry : products)
            if (entry.second->Stock() > 0) section->Visit(entry.second);
        section->Print(std::cout);
    }
    std::cout << "ignored " << ignored << std::endl;
}
